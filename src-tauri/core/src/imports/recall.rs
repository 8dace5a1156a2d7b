//! What the ledger already knows about rows like those that come in: who a bank's text means, and
//! which category its like were put in.
use super::CategorySuggestion;
use super::learn::{Facts, Learned, Suggestion};
use super::payees::{self, Cleaner};
use crate::db::Id;
use crate::ledger;
use crate::{Result, Tx};
use rustc_hash::FxHashMap;

/// So many of the newest categorised transactions tell what a person does by now.
const LOOK_BACK: u32 = 10_000;
/// As long as a payee's name may be.
const LONGEST: usize = 200;

pub(super) struct Recall {
    cleaner: Cleaner,
    /// Payees by the keys of their names, those they had before too.
    payees: FxHashMap<u64, Id>,
    learned: Learned<Id>,
    learns: bool,
}

impl Recall {
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let mut recall = Self {
            cleaner: Cleaner::default(),
            payees: FxHashMap::default(),
            learned: Learned::default(),
            learns: false,
        };
        for (id, name) in ledger::payee_names(tx).await? {
            // A payee's own name comes first and stands above what another was called once.
            recall.payees.entry(payees::key(&name)).or_insert(id);
        }
        for past in ledger::newest_categorised(tx, LOOK_BACK).await? {
            let payee = match &past.payee {
                Some(payee) => payee,
                None => recall.cleaner.clean(&past.description),
            };
            let facts = Facts { payee, amount_minor: past.amount_minor };
            recall.learned.observe(&facts, past.category_id);
            recall.learns = true;
        }
        Ok(recall)
    }

    /// Who a bank's text means, opened when it is someone new; none for a text without a name.
    pub async fn payee(&mut self, tx: &mut Tx, text: &str) -> Result<Option<Id>> {
        let name = self.cleaner.clean(text);
        let key = payees::key(name);
        if key == payees::key("") {
            return Ok(None);
        }
        if let Some(id) = self.payees.get(&key) {
            return Ok(Some(*id));
        }
        let name: String = name.chars().take(LONGEST).collect();
        let id = ledger::open_payee(tx, &name).await?;
        self.payees.insert(key, id);
        Ok(Some(id))
    }

    /// The category of a row's like, where it is sure enough to be filled in.
    pub fn category(&mut self, text: &str, amount_minor: i64) -> Option<Id> {
        if !self.learns {
            return None;
        }
        let found = self.suggest(text, amount_minor)?;
        found.fills().then_some(found.category)
    }

    /// The likeliest category of a transaction that has none.
    pub fn suggestion(&mut self, text: &str, amount_minor: i64) -> Option<CategorySuggestion> {
        let found = self.suggest(text, amount_minor)?;
        Some(CategorySuggestion {
            category_id: found.category,
            seen: found.seen.into(),
            of: found.of.into(),
            confidence: (found.confidence / 100).into(),
        })
    }

    fn suggest(&mut self, text: &str, amount_minor: i64) -> Option<Suggestion<Id>> {
        let payee = self.cleaner.clean(text);
        self.learned.suggest(&Facts { payee, amount_minor })
    }
}
