//! What was charged in some categories or at some payees, day by day, for those who watch over it.
//! Money that moves between own accounts is no spending, unless a category that holds such transfers
//! is asked for by itself: then what leaves an account counts, and what arrives does not.
use super::*;
use crate::db::Id;
use crate::{Result, Tx};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// Categories, with everything inside them, and payees, as they are in the ledger now.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    pub(super) spending: Vec<Id>,
    /// Those that hold transfers.
    pub(super) own: Vec<Id>,
    /// Payees by name.
    pub payees: Vec<(Id, String)>,
    /// Every category that holds transfers.
    pub(super) all_own: Vec<Id>,
    /// How many of what was asked for are not in the ledger any more.
    pub missing: u32,
}

impl Watched {
    /// Whether there is nothing left to look at.
    pub fn is_empty(&self) -> bool {
        self.spending.is_empty() && self.own.is_empty() && self.payees.is_empty()
    }
}

/// A day's charges on one account, in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpentDay {
    pub day: NaiveDate,
    /// How often money went out.
    pub charges: i64,
    pub out_minor: i64,
    /// What came back.
    pub back_minor: i64,
}

/// What was charged on one account, the oldest day first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSpending {
    pub account_id: Id,
    pub currency: String,
    pub days: Vec<SpentDay>,
}

/// From when to when an account is known, of days up to one: by its first and last transaction, where
/// it is imported by the last that came with a file.
#[derive(Debug, Clone)]
pub struct AccountSpan {
    pub id: Id,
    pub closed: bool,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

/// Looks up what is to be watched.
pub async fn watched(tx: &mut Tx, category_ids: &[Id], payee_ids: &[Id]) -> Result<Watched> {
    let all = categories(tx).await?;
    let own = transfer_categories(tx).await?;
    let mut found = Watched { all_own: own.iter().copied().collect(), ..Watched::default() };
    let (mut spending, mut transfers) = (HashSet::new(), HashSet::new());
    for id in category_ids {
        if !all.iter().any(|category| category.id == *id) {
            found.missing += 1;
            continue;
        }
        let inside = inside(&all, *id);
        match own.contains(id) {
            true => transfers.extend(inside),
            // A category of transfers inside one of spending was not asked for.
            false => spending.extend(inside.into_iter().filter(|id| !own.contains(id))),
        }
    }
    let names = names_of_payees(tx, payee_ids).await?;
    let named = payee_ids.iter().filter_map(|id| names.get(id).map(|name| (*id, name.clone())));
    found.payees = named.collect();
    found.missing += (payee_ids.len() - found.payees.len()) as u32;
    found.spending = spending.into_iter().collect();
    found.own = transfers.into_iter().collect();
    Ok(found)
}

/// A category and everything inside it.
fn inside(all: &[Category], id: Id) -> HashSet<Id> {
    let mut inside = HashSet::from([id]);
    loop {
        let held = |c: &&Category| c.parent_id.is_some_and(|parent| inside.contains(&parent));
        let more: Vec<Id> = all.iter().filter(held).map(|c| c.id).collect();
        let before = inside.len();
        inside.extend(more);
        if inside.len() == before {
            return inside;
        }
    }
}

/// What was charged from one day to another, both included, by account and day. Categories are found
/// by their index; payees have none, so for them every transaction of those days is looked at.
pub async fn spending(
    tx: &mut Tx,
    of: &Watched,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<AccountSpending>> {
    if from > to {
        return Ok(vec![]);
    }
    let mut rows = vec![];
    if !of.spending.is_empty() || !of.own.is_empty() {
        rows.extend(sql::spending(tx, of, sql::SpentBy::Category, (from, to)).await?);
    }
    if !of.payees.is_empty() {
        rows.extend(sql::spending(tx, of, sql::SpentBy::Payee, (from, to)).await?);
    }
    let mut by_account: BTreeMap<Id, AccountSpending> = BTreeMap::new();
    for AccountSpending { account_id, currency, days } in rows {
        let blank = AccountSpending { account_id, currency, days: vec![] };
        by_account.entry(account_id).or_insert(blank).days.extend(days);
    }
    for account in by_account.values_mut() {
        account.days.sort_by_key(|day| day.day);
        account.days.dedup_by(|next, day| {
            let same = next.day == day.day;
            if same {
                day.charges += next.charges;
                day.out_minor += next.out_minor;
                day.back_minor += next.back_minor;
            }
            same
        });
    }
    Ok(by_account.into_values().collect())
}

/// Every account's first and last transaction, of days up to `until`.
pub async fn account_spans(tx: &mut Tx, until: NaiveDate) -> Result<Vec<AccountSpan>> {
    sql::account_spans(tx, until).await
}
