//! Statements that used to come at intervals, and none came for longer.
use super::{ImportLate, Overdue, sql};
use crate::db::Id;
use crate::ledger::{self, AccountBalance};
use crate::{Error, Result, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A third more than the usual time has gone by.
const LATE: (i64, i64) = (4, 3);
/// Fewer files say nothing about how often they come, and those that come every few days are made by
/// hand when one likes.
const FILES: usize = 4;
const OFTEN_DAYS: i64 = 5;

/// Those of which nobody knows yet.
pub async fn overdue(tx: &mut Tx) -> Result<Vec<Overdue>> {
    let mut told: BTreeMap<Id, Vec<NaiveDate>> = BTreeMap::new();
    let mut said: BTreeMap<Id, i64> = BTreeMap::new();
    for (account, day, due_every_days) in sql::told(tx).await? {
        told.entry(account).or_default().push(day);
        if let Some(days) = due_every_days {
            said.entry(account).and_modify(|known| *known = days.min(*known)).or_insert(days);
        }
    }
    let open = ledger::list_accounts(tx, ledger::ListAccounts::default()).await?;
    let today = tx.today();
    let known = sql::known_late(tx).await?;
    let is_known = |account: Id, last_day: NaiveDate| {
        known.iter().any(|late| (late.account_id, late.last_day) == (account, last_day))
    };
    let late = |account: AccountBalance| {
        let days = told.get_mut(&account.account.id)?;
        days.sort();
        days.dedup();
        let every_days = said.get(&account.account.id).copied().or_else(|| usual_gap(days))?;
        let last_day = *days.last()?;
        let waited = (today - last_day).num_days();
        let ledger::Account { id: account_id, name, .. } = account.account;
        let overdue = waited * LATE.1 > every_days * LATE.0 && !is_known(account_id, last_day);
        overdue.then_some(Overdue { account_id, name, last_day, every_days })
    };
    Ok(open.into_iter().filter_map(late).collect())
}

/// The middle one of the gaps between days.
pub(super) fn usual_gap(days: &[NaiveDate]) -> Option<i64> {
    if days.len() < FILES {
        return None;
    }
    let mut gaps: Vec<i64> = days.windows(2).map(|two| (two[1] - two[0]).num_days()).collect();
    gaps.sort();
    Some(gaps[gaps.len() / 2]).filter(|usual| *usual >= OFTEN_DAYS)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissOverdue {
    pub account_id: Id,
    /// As it was listed.
    pub last_day: NaiveDate,
}

pub async fn dismiss_overdue(tx: &mut Tx, input: DismissOverdue) -> Result<ImportLate> {
    let DismissOverdue { account_id, last_day } = input;
    let is_late = |late: &&Overdue| (late.account_id, late.last_day) == (account_id, last_day);
    let overdue = overdue(tx).await?;
    let Some(Overdue { name, .. }) = overdue.iter().find(is_late) else {
        return Err(Error::invalid("account_id", "no statement is late there"));
    };
    let known = sql::known_late(tx).await?;
    let late = match known.into_iter().find(|late| late.account_id == account_id) {
        Some(mut late) => {
            late.last_day = last_day;
            let version = late.version;
            tx.update(&mut late, version).await?;
            late
        }
        None => {
            let late = ImportLate { id: tx.new_id(), account_id, last_day, version: 1 };
            tx.insert(&late).await?;
            late
        }
    };
    tx.label(format!("took the late statement for {name} off the inbox")).await?;
    Ok(late)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_gap_is_the_middle_one() {
        let day = |day| NaiveDate::from_yo_opt(2026, day).unwrap();
        assert_eq!(usual_gap(&[day(1), day(31)]), None, "twice says nothing");
        assert_eq!(usual_gap(&[day(1), day(2), day(3), day(4)]), None, "no statements");
        assert_eq!(usual_gap(&[day(1), day(31), day(61), day(62), day(92)]), Some(30));
    }
}
