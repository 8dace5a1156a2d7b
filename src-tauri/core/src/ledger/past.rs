//! What a person did before, for those who learn from it.
use super::{Transaction, sql};
use crate::db::Id;
use crate::{Result, Tx};

/// A categorised transaction.
#[derive(Debug, Clone)]
pub struct Past {
    pub payee: Option<String>,
    /// The bank's own words.
    pub description: String,
    pub amount_minor: i64,
    pub category_id: Id,
}

/// The newest categorised transactions, oldest first.
pub async fn newest_categorised(tx: &mut Tx, limit: u32, but_batch: Id) -> Result<Vec<Past>> {
    let mut newest = sql::newest_categorised(tx, limit, but_batch).await?;
    newest.reverse();
    Ok(newest)
}

/// A transaction and its currency.
#[derive(Debug, Clone)]
pub struct PastRow {
    pub transaction: Transaction,
    pub currency: String,
}

/// All transactions, a page at a time, in the order of their ids.
pub async fn past_rows(tx: &mut Tx, after: Option<Id>, limit: u32) -> Result<Vec<PastRow>> {
    sql::past_rows(tx, after.unwrap_or(Id::nil()), limit).await
}

/// How many transactions there are.
pub async fn count_transactions(tx: &mut Tx) -> Result<i64> {
    sql::count_transactions(tx).await
}
