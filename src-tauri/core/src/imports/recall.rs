//! What the ledger already knows about rows like those that come in: who a bank's text means, and
//! which category its like were put in.
use super::CategorySuggestion;
use super::learn::{Facts, Learned, Suggestion};
use super::payees::{self, Cleaner};
use super::rules::{self, Given, Goes, Matcher};
use super::statement::Row;
use super::{KeptRule, sql};
use crate::db::Id;
use crate::ledger;
use crate::{Result, Tx};
use rustc_hash::{FxHashMap, FxHashSet};

/// So many of the newest categorised transactions tell what a person does by now.
const LOOK_BACK: u32 = 10_000;
/// As long as a payee's name may be.
const LONGEST: usize = 200;

pub(super) struct Recall {
    cleaner: Cleaner,
    /// The clean name of the row at hand.
    name: String,
    /// Payees by the keys of their names, those they had before too.
    payees: FxHashMap<u64, Id>,
    /// None until the first row asks: a file in which nothing is new, or that names its categories,
    /// never does.
    learned: Option<Learned<Id>>,
    /// None where there are no rules.
    rules: Option<Matcher>,
    /// What the payees are called, where rules ask for it.
    names: FxHashMap<Id, String>,
    categories: FxHashSet<Id>,
    transfers: Option<Id>,
}

/// What is done with a row.
pub(super) enum Decision {
    /// Left out, by this rule.
    Skip(Id),
    Take(Taken),
}

/// What a row gets on its way in.
#[derive(Default)]
pub(super) struct Taken {
    pub payee_id: Option<Id>,
    pub category_id: Option<Id>,
    pub memo: String,
    /// Categories and amounts, where a rule splits it.
    pub split: Vec<(Id, i64)>,
}

/// A row as it comes in.
pub(super) struct Coming<'a> {
    pub row: &'a Row<'a>,
    pub batch_id: Id,
    pub account_id: Id,
    pub amount_minor: i64,
    /// The bank's category.
    pub category_id: Option<Id>,
}

impl Recall {
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let mut recall = Self {
            cleaner: Cleaner::default(),
            name: String::new(),
            payees: FxHashMap::default(),
            learned: None,
            rules: None,
            names: FxHashMap::default(),
            categories: ledger::categories(tx).await?.iter().map(|c| c.id).collect(),
            transfers: None,
        };
        let kept = sql::rules(tx).await?.into_iter().filter(|kept| !kept.paused);
        let kept = kept.map(KeptRule::of).collect::<Result<Vec<_>>>()?;
        if !kept.is_empty() {
            recall.rules = Some(Matcher::new(kept.into_iter().map(|kept| (kept.id, kept.rule))));
        }
        for (id, name) in ledger::payee_names(tx).await? {
            // A payee's own name comes first and stands above what another was called once.
            recall.payees.entry(payees::key(&name)).or_insert(id);
            if recall.rules.is_some() {
                recall.names.entry(id).or_insert(name);
            }
        }
        Ok(recall)
    }

    /// Looks at the past, if that was not done yet; what this batch brings is no past.
    async fn learn(&mut self, tx: &mut Tx, but_batch: Id) -> Result<()> {
        if self.learned.is_some() {
            return Ok(());
        }
        let learned = self.learned.insert(Learned::default());
        for past in ledger::newest_categorised(tx, LOOK_BACK, but_batch).await? {
            let payee = match &past.payee {
                Some(payee) => payee,
                None => self.cleaner.clean(&past.description),
            };
            let facts = Facts { payee, amount_minor: past.amount_minor };
            learned.observe(&facts, past.category_id);
        }
        Ok(())
    }

    /// What is done with a row: what a rule says of it, then what the bank says, then what was done
    /// with its like.
    pub async fn decide(&mut self, tx: &mut Tx, coming: &Coming<'_>) -> Result<Decision> {
        let mut name = std::mem::take(&mut self.name);
        name.clear();
        name.push_str(self.cleaner.clean(coming.row.payee.unwrap_or(coming.row.description)));
        let mut decision = match self.rules {
            Some(_) => self.by_rules(tx, coming, &name).await?,
            None => {
                let payee_id = self.payee(tx, &name).await?;
                Decision::Take(Taken { payee_id, ..Taken::default() })
            }
        };
        if let Decision::Take(taken) = &mut decision {
            taken.category_id = taken.category_id.or(coming.category_id);
            if taken.category_id.is_none() && taken.split.is_empty() {
                let found = self.suggest(tx, coming.batch_id, &name, coming.amount_minor).await?;
                taken.category_id = found.filter(Suggestion::fills).map(|found| found.category);
            }
        }
        self.name = name;
        Ok(decision)
    }

    async fn by_rules(&mut self, tx: &mut Tx, coming: &Coming<'_>, name: &str) -> Result<Decision> {
        let (mut taken, mut payee, mut transfer) = (Taken::default(), None, false);
        let known = self.payees.get(&payees::key(name)).copied();
        let called = known.and_then(|id| self.names.get(&id));
        let given = Given {
            payee: called.map_or(name, String::as_str),
            text: coming.row.description,
            amount_minor: coming.amount_minor,
            account_id: coming.account_id,
            day: coming.row.day,
            currency: coming.row.currency.as_str(),
        };
        if let Some(rules) = &mut self.rules {
            let orders = rules.orders(&given);
            if let Some(skip) = orders.skip {
                return Ok(Decision::Skip(skip.rule));
            }
            payee = orders.payee.map(|order| order.what.to_owned());
            taken.memo = orders.memo.map(|order| order.what.to_owned()).unwrap_or_default();
            match orders.goes.map(|order| order.what) {
                Some(Goes::Category(id)) => taken.category_id = Some(id),
                Some(Goes::Transfer(_)) => transfer = true,
                Some(Goes::Split(parts)) => taken.split = rules::split(coming.amount_minor, parts),
                None => {}
            }
        }
        // A category may have gone since the rule was made.
        taken.category_id = taken.category_id.filter(|id| self.categories.contains(id));
        if !taken.split.iter().all(|(id, _)| self.categories.contains(id)) {
            taken.split.clear();
        }
        if transfer {
            taken.category_id = Some(match self.transfers {
                Some(id) => id,
                None => *self.transfers.insert(ledger::transfer_category(tx).await?),
            });
        }
        taken.payee_id = match (payee, known) {
            (Some(name), _) => self.payee(tx, &name).await?,
            (None, Some(id)) => Some(id),
            (None, None) => self.payee(tx, name).await?,
        };
        Ok(Decision::Take(taken))
    }

    /// The payee of a clean name, opened when it is someone new; none for one without letters.
    async fn payee(&mut self, tx: &mut Tx, name: &str) -> Result<Option<Id>> {
        let key = payees::key(name);
        if let Some(id) = self.payees.get(&key) {
            return Ok(Some(*id));
        }
        if key == payees::key("") {
            return Ok(None);
        }
        let name: String = name.chars().take(LONGEST).collect();
        let id = ledger::open_payee(tx, &name).await?;
        self.payees.insert(key, id);
        Ok(Some(id))
    }

    /// The likeliest category of a transaction that has none.
    pub async fn suggestion(
        &mut self,
        tx: &mut Tx,
        text: &str,
        amount_minor: i64,
    ) -> Result<Option<CategorySuggestion>> {
        let name = self.cleaner.clean(text).to_owned();
        let found = self.suggest(tx, Id::nil(), &name, amount_minor).await?;
        Ok(found.map(|found| CategorySuggestion {
            category_id: found.category,
            seen: found.seen.into(),
            of: found.of.into(),
            confidence: (found.confidence / 100).into(),
        }))
    }

    async fn suggest(
        &mut self,
        tx: &mut Tx,
        but_batch: Id,
        payee: &str,
        amount_minor: i64,
    ) -> Result<Option<Suggestion<Id>>> {
        self.learn(tx, but_batch).await?;
        let learned = self.learned.as_ref();
        Ok(learned.and_then(|learned| learned.suggest(&Facts { payee, amount_minor })))
    }
}
