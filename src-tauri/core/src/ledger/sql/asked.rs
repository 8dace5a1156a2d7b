//! What is asked about transactions by those who watch over them: which are there, which are without a
//! category, which are pending.
use super::super::*;
use super::Query;
use crate::db::Id;
use crate::{Result, Tx};
use chrono::NaiveDate;
use sqlx::AssertSqlSafe;
use std::collections::HashSet;

pub(in crate::ledger) async fn existing(tx: &mut Tx, ids: &[Id]) -> Result<HashSet<Id>> {
    let mut found = HashSet::new();
    for ids in ids.chunks(1000) {
        let mut query = Query::new("select id from txn where household_id = ");
        query.push_bind(tx.household_id).push(" and id in (");
        let mut list = query.separated(", ");
        ids.iter().for_each(|id| {
            list.push_bind(*id);
        });
        query.push(")");
        let there: Vec<Id> =
            query.build_query_scalar().persistent(false).fetch_all(tx.db()).await?;
        found.extend(there);
    }
    Ok(found)
}

/// By the rows of a batch that is not too long, else by the index of what has no category.
pub(in crate::ledger) async fn uncategorised_of(
    tx: &mut Tx,
    ids: BatchIds,
    rows: i64,
    limit: u32,
) -> Result<Vec<Id>> {
    let one_by_one = 50_000;
    let by = if rows <= one_by_one {
        "id between $3 and $4 and case when category_id is null then 1 else 0 end = 1"
    } else {
        "category_id is null and case when id between $3 and $4 then 1 else 0 end = 1"
    };
    let sql =
        format!("select id from txn where household_id = $1 and {by} and batch_id = $2 limit $5");
    let query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(tx.household_id).bind(ids.batch);
    let query = query.bind(ids.first).bind(ids.last).bind(limit);
    Ok(query.fetch_all(tx.db()).await?)
}

/// Without a word on days, for which the planner would go through all there are.
pub(in crate::ledger) async fn pending_imports(tx: &mut Tx) -> Result<Vec<PendingImport>> {
    let sql = "select id, account_id, batch_id, day from txn
        where household_id = $1 and status = 'pending' and batch_id is not null
        order by account_id limit 10000";
    let query = sqlx::query_as(sql).bind(tx.household_id);
    let rows: Vec<(Id, Id, Id, NaiveDate)> = query.fetch_all(tx.db()).await?;
    let read = |(id, account_id, batch_id, day)| PendingImport { id, account_id, batch_id, day };
    Ok(rows.into_iter().map(read).collect())
}

/// How many of the newest rows are looked at for what a person did last.
const LATELY: i64 = 5000;

/// The accounts of rows that were typed, the newest row's first: ids tell when a row was made.
pub(in crate::ledger) async fn accounts_typed_in(tx: &mut Tx) -> Result<Vec<Id>> {
    let sql = "select account_id from (select id, account_id, batch_id from txn
            where household_id = $1 order by id desc limit $2) as lately
        where batch_id is null order by id desc";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(LATELY);
    Ok(query.fetch_all(tx.db()).await?)
}

/// The category that a payee's newest transaction has, among the newest of all: payees have no index.
pub(in crate::ledger) async fn last_category(tx: &mut Tx, payee: Id) -> Result<Option<Id>> {
    let sql = "select category_id from (select id, day, payee_id, category_id from txn
            where household_id = $1 order by day desc limit $2) as lately
        where payee_id = $3 and category_id is not null order by day desc, id desc limit 1";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(LATELY).bind(payee);
    Ok(query.fetch_optional(tx.db()).await?)
}
