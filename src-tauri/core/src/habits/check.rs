//! What the ledger can check of a habit: which charges speak of it, and what is shown of that. Nouns
//! and their soundness; what the charges say is in `told`.
use super::days::Value;
use super::model::Habit;
use super::quantity::Quantity;
use crate::db::Id;
use crate::{Error, Result, Tx, ledger, money, text_enum};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Categories and payees of one check.
const MOST: usize = 50;

text_enum! {
    /// What is counted of charges.
    pub enum Measure {
        /// How often something was charged.
        Count = "count",
        /// How much, in units of the currency.
        Amount = "amount",
    }
}

/// How the ledger judges a habit's days: by what is charged in any of these categories, with all
/// inside them, or at any of these payees. A refund takes from the charges of the two months before
/// it. Of transfers between own accounts only a category that is marked as such speaks, by what
/// leaves an account.
///
/// On a day with a charge `build` is done and `avoid` has slipped; `measured` and `limit` add up what
/// is counted. What is said by hand of a day goes before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerCheck {
    #[serde(default)]
    pub category_ids: Vec<Id>,
    #[serde(default)]
    pub payee_ids: Vec<Id>,
    pub measure: Measure,
    /// ISO 4217: what amounts are counted in, and savings; the household's unless told. A count is
    /// of all currencies.
    #[serde(default)]
    pub currency: Option<String>,
}

/// How far the ledger can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerStanding {
    /// Days after this one are not known yet, and count neither as kept nor as missed. None while
    /// there are no transactions.
    pub known_until: Option<NaiveDate>,
    /// The account whose newer transactions are waited for.
    pub account_id: Option<Id>,
    /// Whether today's mark is the ledger's.
    pub today: bool,
    /// How many of its categories and payees are gone.
    pub missing: u32,
    /// The payees that are watched.
    pub payees: Vec<WatchedPayee>,
}

/// A payee that a check names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WatchedPayee {
    pub id: Id,
    pub name: String,
}

/// What the ledger would have said of a day that was marked by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerSays {
    pub value: Value,
    /// Of a habit in units.
    pub amount: Option<Quantity>,
}

/// A habit whose check may be kept: it names what there is, in one currency, and has a first day.
pub(super) async fn sound(
    tx: &mut Tx,
    mut habit: Habit,
    first: Option<NaiveDate>,
) -> Result<Habit> {
    let Some(mut check) = habit.ledger_check.0.take() else {
        return Ok(habit);
    };
    let wrong = |message: &str| Err(Error::invalid("check", message));
    for ids in [&mut check.category_ids, &mut check.payee_ids] {
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(*id));
    }
    let count = check.category_ids.len() + check.payee_ids.len();
    if count == 0 {
        return wrong("choose a category or a payee that the ledger is to look at");
    }
    if count > MOST {
        return wrong("choose at most 50 categories and payees");
    }
    if ledger::watched(tx, &check.category_ids, &check.payee_ids).await?.missing > 0 {
        return wrong("one of these categories or payees is not there any more");
    }
    let code = match &check.currency {
        Some(code) => money::currency("check", code)?,
        None => ledger::get_household(tx, crate::op::Nothing {}).await?.currency,
    };
    if habit.is_measured() && check.measure == Measure::Amount {
        habit.unit.clone_from(&code);
    }
    check.currency = Some(code);
    let today = tx.lived_day();
    habit.since = habit.since.or(first).or(Some(today));
    habit.ledger_check.0 = Some(check);
    Ok(habit)
}

/// What a check that came with a file still finds here; none if nothing.
pub(super) async fn found_here(tx: &mut Tx, check: LedgerCheck) -> Result<Option<LedgerCheck>> {
    let mut here = LedgerCheck { category_ids: vec![], payee_ids: vec![], ..check };
    for id in check.category_ids {
        if ledger::watched(tx, &[id], &[]).await?.missing == 0 {
            here.category_ids.push(id);
        }
    }
    for id in check.payee_ids {
        if ledger::watched(tx, &[], &[id]).await?.missing == 0 {
            here.payee_ids.push(id);
        }
    }
    let is_empty = here.category_ids.is_empty() && here.payee_ids.is_empty();
    Ok((!is_empty).then_some(here))
}
