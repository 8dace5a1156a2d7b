//! What a person did before, for those who learn from it.
use super::sql;
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
pub async fn newest_categorised(tx: &mut Tx, limit: u32) -> Result<Vec<Past>> {
    let mut newest = sql::newest_categorised(tx, limit).await?;
    newest.reverse();
    Ok(newest)
}
