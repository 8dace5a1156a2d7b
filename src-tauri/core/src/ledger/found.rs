//! Transactions looked up for another feature: by account, by payee or by id.
use super::sql;
use crate::db::Id;
use crate::{Result, Tx};
use chrono::NaiveDate;

/// Which transactions are looked up: those that fit any of the three.
#[derive(Debug, Clone, Default)]
pub struct RowsWanted {
    pub accounts: Vec<Id>,
    /// They have no index: every transaction of those days is looked at.
    pub payees: Vec<Id>,
    /// Whatever their day.
    pub ids: Vec<Id>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A transaction that was looked up.
#[derive(Debug, Clone)]
pub struct FoundRow {
    pub id: Id,
    pub account_id: Id,
    pub payee_id: Option<Id>,
    pub day: NaiveDate,
    pub amount_minor: i64,
    /// Payee, the bank's words and memo.
    pub text: String,
    /// Whether it came with a file.
    pub imported: bool,
}

/// Looks them up, in order of time.
pub async fn find_rows(tx: &mut Tx, wanted: &RowsWanted) -> Result<Vec<FoundRow>> {
    let mut rows = vec![];
    if !wanted.accounts.is_empty() {
        rows.extend(sql::rows_where(tx, sql::RowsBy::Account, wanted).await?);
    }
    if !wanted.payees.is_empty() {
        rows.extend(sql::rows_where(tx, sql::RowsBy::Payee, wanted).await?);
    }
    if !wanted.ids.is_empty() {
        rows.extend(sql::rows_where(tx, sql::RowsBy::Id, wanted).await?);
    }
    rows.sort_by_key(|row| (row.day, row.id));
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}
