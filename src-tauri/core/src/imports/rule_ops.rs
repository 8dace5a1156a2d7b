//! The verbs of rules: kept, tried on what is there, and run over the past.
use super::payees::Cleaner;
use super::rules::{self, Given, Goes, Matcher, Reason, Rule};
use super::*;
use crate::db::Id;
use crate::ledger::{self, PastRow, Transaction, UpdateTransaction};
use crate::op::Nothing;
use crate::{Error, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KeptRule {
    pub id: Id,
    pub name: String,
    pub rule: Rule,
    /// Kept, but not used.
    pub paused: bool,
    pub version: i64,
}

impl KeptRule {
    pub(super) fn of(kept: ImportRule) -> Result<Self> {
        let ImportRule { id, name, rule, paused, version } = kept;
        let rule = serde_json::from_str(&rule).map_err(Error::internal)?;
        Ok(Self { id, name, rule, paused, version })
    }
}

pub async fn list_rules(tx: &mut Tx, _: Nothing) -> Result<Vec<KeptRule>> {
    let kept = sql::rules(tx).await?.into_iter().map(KeptRule::of);
    let mut kept = kept.collect::<Result<Vec<_>>>()?;
    kept.sort_by_key(|kept| (std::cmp::Reverse(rules::specificity(&kept.rule)), kept.id));
    Ok(kept)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddRule {
    pub name: String,
    pub rule: Rule,
    #[serde(default)]
    pub paused: bool,
}

pub async fn add_rule(tx: &mut Tx, input: AddRule) -> Result<KeptRule> {
    let name = named(&input.name)?;
    let rule = sound(tx, &input.rule).await?;
    let kept = ImportRule { id: tx.new_id(), name, rule, paused: input.paused, version: 1 };
    tx.insert(&kept).await?;
    tx.label(format!("added the rule {}", kept.name)).await?;
    KeptRule::of(kept)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRule {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub rule: Option<Rule>,
    #[serde(default)]
    pub paused: Option<bool>,
}

pub async fn update_rule(tx: &mut Tx, input: UpdateRule) -> Result<KeptRule> {
    let mut kept: ImportRule = tx.get(input.id).await?;
    if let Some(name) = input.name {
        kept.name = named(&name)?;
    }
    if let Some(rule) = input.rule {
        kept.rule = sound(tx, &rule).await?;
    }
    kept.paused = input.paused.unwrap_or(kept.paused);
    tx.update(&mut kept, input.version).await?;
    tx.label(format!("changed the rule {}", kept.name)).await?;
    KeptRule::of(kept)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveRule {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_rule(tx: &mut Tx, input: RemoveRule) -> Result<KeptRule> {
    let kept: ImportRule = tx.remove(input.id, input.version).await?;
    tx.label(format!("removed the rule {}", kept.name)).await?;
    KeptRule::of(kept)
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    match name.chars().count() {
        1..=200 => Ok(name.into()),
        0 => Err(Error::invalid("name", "a rule needs a name")),
        _ => Err(Error::invalid("name", "keep the name under 200 characters")),
    }
}

/// A rule as text, once it makes sense here.
async fn sound(tx: &mut Tx, rule: &Rule) -> Result<String> {
    rules::check(rule)
        .map_err(|fault| Error::invalid(&format!("rule.{}", fault.field), fault.reason))?;
    let categories = ledger::categories(tx).await?;
    let known = |id: &Id| categories.iter().any(|category| category.id == *id);
    if !rules::categories(rule).iter().all(known) {
        return Err(Error::invalid("rule.actions", "there is no such category"));
    }
    store::text_of(rule)
}

/// A transaction that a rule would change, and how.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RuleMatch {
    pub transaction: Transaction,
    /// What it would be.
    pub payee: Option<String>,
    pub category_id: Option<Id>,
    pub memo: String,
    /// Which conditions held.
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RulePreview {
    /// Transactions there are.
    pub looked_at: i64,
    /// Those that the rule fits.
    pub fits: i64,
    /// Those of them that would change.
    pub changes: i64,
    /// The newest of those, at most as many as asked for.
    pub shown: Vec<RuleMatch>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRule {
    pub rule: Rule,
    /// 20 unless told, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

pub async fn preview_rule(tx: &mut Tx, input: PreviewRule) -> Result<RulePreview> {
    sound(tx, &input.rule).await?;
    let limit = input.limit.unwrap_or(20).min(500) as usize;
    let mut preview = RulePreview { looked_at: 0, fits: 0, changes: 0, shown: vec![] };
    let mut past = Past::new([(Id::nil(), input.rule.clone())]);
    let total = ledger::count_transactions(tx).await?;
    while let Some(rows) = past.next(tx, total).await? {
        for row in rows {
            preview.looked_at += 1;
            let given = past.given(&row);
            let Some(reasons) = rules::reasons(&input.rule, &given.as_given()) else { continue };
            preview.fits += 1;
            if let Some(change) = past.change(&given, &row) {
                preview.changes += 1;
                let Change { payee, category_id, memo } = change;
                let transaction = row.transaction;
                preview.shown.push(RuleMatch { transaction, payee, category_id, memo, reasons });
            }
        }
        let surplus = preview.shown.len().saturating_sub(limit);
        preview.shown.drain(..surplus);
    }
    preview.shown.reverse();
    Ok(preview)
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RunRules {
    /// Only these; all that are not paused unless told.
    pub ids: Vec<Id>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RulesRun {
    pub looked_at: i64,
    pub changed: i64,
}

/// Sets payees, categories and memos. Skips and splits are for rows that come in; they change
/// nothing that is there.
pub async fn run_rules(tx: &mut Tx, input: RunRules) -> Result<RulesRun> {
    let wanted = |kept: &KeptRule| match input.ids.as_slice() {
        [] => !kept.paused,
        ids => ids.contains(&kept.id),
    };
    let kept = list_rules(tx, Nothing {}).await?.into_iter().filter(wanted);
    let mut past = Past::new(kept.map(|kept| (kept.id, kept.rule)));
    let mut run = RulesRun { looked_at: 0, changed: 0 };
    let total = ledger::count_transactions(tx).await?;
    while let Some(rows) = past.next(tx, total).await? {
        for row in rows {
            run.looked_at += 1;
            let given = past.given(&row);
            if let Some(change) = past.change(&given, &row) {
                run.changed += 1;
                let update = UpdateTransaction {
                    payee: Some(change.payee),
                    category_id: Some(change.category_id),
                    memo: Some(change.memo),
                    ..UpdateTransaction::of(row.transaction.id, row.transaction.version)
                };
                ledger::update_transaction(tx, update).await?;
            }
        }
    }
    tx.label(format!("ran rules over the past: {} transactions changed", run.changed)).await?;
    Ok(run)
}

/// Goes through all transactions, oldest import first.
struct Past {
    matcher: Matcher,
    cleaner: Cleaner,
    after: Option<Id>,
    done: u64,
}

/// What rules would make of a transaction.
struct Change {
    payee: Option<String>,
    category_id: Option<Id>,
    memo: String,
}

/// A transaction as rules see it.
struct OwnGiven {
    payee: String,
    row: PastRow,
}

impl OwnGiven {
    fn as_given(&self) -> Given<'_> {
        let Transaction { description, amount_minor, account_id, day, .. } = &self.row.transaction;
        Given {
            payee: &self.payee,
            text: description,
            amount_minor: *amount_minor,
            account_id: *account_id,
            day: *day,
            currency: &self.row.currency,
        }
    }
}

impl Past {
    const PAGE: u32 = 2000;

    fn new(rules: impl IntoIterator<Item = (Id, Rule)>) -> Self {
        let (matcher, cleaner) = (Matcher::new(rules), Cleaner::default());
        Self { matcher, cleaner, after: None, done: 0 }
    }

    async fn next(&mut self, tx: &mut Tx, total: i64) -> Result<Option<Vec<PastRow>>> {
        tx.progress.report(self.done, total as u64)?;
        tokio::task::yield_now().await;
        let rows = ledger::past_rows(tx, self.after, Self::PAGE).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = Some(last.transaction.id);
        self.done += rows.len() as u64;
        Ok(Some(rows))
    }

    fn given(&mut self, row: &PastRow) -> OwnGiven {
        let Transaction { payee, description, .. } = &row.transaction;
        let payee = payee.clone().unwrap_or_else(|| self.cleaner.clean(description).to_owned());
        OwnGiven { payee, row: row.clone() }
    }

    /// None where it stays as it is.
    fn change(&mut self, given: &OwnGiven, row: &PastRow) -> Option<Change> {
        let orders = self.matcher.orders(&given.as_given());
        let now = &row.transaction;
        let payee = orders.payee.map(|order| order.what.to_owned()).or(now.payee.clone());
        let category_id = match orders.goes.map(|order| order.what) {
            Some(Goes::Category(id)) => Some(id),
            _ => now.category_id,
        };
        let memo = orders.memo.map_or_else(|| now.memo.clone(), |order| order.what.to_owned());
        let same = (&payee, category_id, &memo) == (&now.payee, now.category_id, &now.memo);
        (!same).then_some(Change { payee, category_id, memo })
    }
}
