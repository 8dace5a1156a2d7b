//! Every query of debts.
use super::{Debt, DebtEntry, PayoffChoice};
use crate::db::{Id, Record};
use crate::{Result, Tx};
use sqlx::AssertSqlSafe;

/// All debts, archived ones too, by name.
pub(super) async fn debts(tx: &mut Tx) -> Result<Vec<Debt>> {
    all(tx, "name, id").await
}

/// All that was said of debts, the oldest first.
pub(super) async fn entries(tx: &mut Tx) -> Result<Vec<DebtEntry>> {
    all(tx, "day, id").await
}

pub(super) async fn choices(tx: &mut Tx) -> Result<Vec<PayoffChoice>> {
    all(tx, "currency").await
}

async fn all<R: Record>(tx: &mut Tx, by: &str) -> Result<Vec<R>> {
    let (columns, table) = (R::COLUMNS.join(", "), R::TABLE);
    let sql = format!("select {columns} from {table} where household_id = $1 order by {by}");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn has_entries(tx: &mut Tx, id: Id) -> Result<bool> {
    let sql = "select 1 from debt_entry where household_id = $1 and debt_id = $2 limit 1";
    let query = sqlx::query(sql).bind(tx.household_id).bind(id);
    Ok(query.fetch_optional(tx.db()).await?.is_some())
}
