//! Every query of bills.
use super::model::Bill;
use crate::db::Record;
use crate::{Result, Tx};
use sqlx::AssertSqlSafe;

/// All that was said, the oldest first.
pub(super) async fn bills(tx: &mut Tx) -> Result<Vec<Bill>> {
    let columns = Bill::COLUMNS.join(", ");
    let sql = format!("select {columns} from bill where household_id = $1 order by id");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id);
    Ok(query.fetch_all(tx.db()).await?)
}
