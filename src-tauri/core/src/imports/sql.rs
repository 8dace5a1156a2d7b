//! Every query of importing.
use super::*;
use crate::db::bulk::{Insert, Unindexed};
use crate::db::{Id, Record};
use crate::{Result, Tx, ledger};
use chrono::NaiveDate;
use sqlx::AssertSqlSafe;

pub(super) async fn bulk_insert(tx: &mut Tx, coming: u64) -> Result<(Unindexed, Insert)> {
    let columns = [
        "household_id",
        "batch_id",
        "line",
        "account_id",
        "day",
        "content_key",
        "id_key",
        "outcome",
        "column_no",
        "reason",
        "raw",
        "txn_id",
    ];
    let indexes = Unindexed::new(tx.db(), "import_row", coming).await?;
    Ok((indexes, Insert::new(tx.db(), "import_row", &columns).await?))
}

pub(super) async fn index(tx: &mut Tx, indexes: Unindexed) -> Result<()> {
    indexes.index(tx.db()).await
}

/// Calls `hold` with the keys of every row an account holds between two days.
pub(super) async fn held(
    tx: &mut Tx,
    account: Id,
    days: (NaiveDate, NaiveDate),
    hold: &mut (dyn FnMut(i64, i64) + Send),
) -> Result<()> {
    // One text a day instead of one row a key: fetching rows costs more than parsing numbers.
    let sql = "select string_agg(cast(content_key as text) || ':'
            || cast(coalesce(id_key, 0) as text), ',')
        from import_row where household_id = $1 and account_id = $2 and day between $3 and $4
        and content_key is not null group by day";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(account).bind(days.0).bind(days.1);
    let texts: Vec<(String,)> = query.persistent(false).fetch_all(tx.db()).await?;
    for (text,) in &texts {
        for pair in text.split(',') {
            if let Some((content, id)) = pair.split_once(':') {
                let number = |text: &str| text.parse().map_err(crate::Error::internal);
                hold(number(content)?, number(id)?);
            }
        }
    }
    Ok(())
}

pub(super) async fn layout(tx: &mut Tx, signature: &str) -> Result<Option<ImportLayout>> {
    let sql = "select id, signature, layout, account_id, version from import_layout
        where household_id = $1 and signature = $2";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(signature);
    Ok(query.fetch_optional(tx.db()).await?)
}

pub(super) async fn batches(tx: &mut Tx, limit: u32) -> Result<Vec<ImportBatch>> {
    let columns = ImportBatch::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from import_batch where household_id = $1 order by id desc limit $2"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(limit);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn rejected(tx: &mut Tx, batch_id: Id) -> Result<Vec<RejectedRow>> {
    let sql = "select line, column_no, coalesce(reason, ''), raw from import_row
        where household_id = $1 and batch_id = $2 and outcome = 'rejected' order by line limit 1000";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(batch_id);
    let rows: Vec<(i64, Option<i64>, String, String)> = query.fetch_all(tx.db()).await?;
    let row = |(line, column, reason, raw)| RejectedRow { line, column, reason, raw };
    Ok(rows.into_iter().map(row).collect())
}

const COLUMNS: &str = "household_id, batch_id, line, account_id, day, content_key, id_key,
    outcome, column_no, reason, raw, txn_id";

async fn move_rows(tx: &mut Tx, batch_id: Id, from: &str, to: &str) -> Result<()> {
    let copy = format!(
        "insert into {to} ({COLUMNS}) select {COLUMNS} from {from}
         where household_id = $1 and batch_id = $2"
    );
    let clear = format!("delete from {from} where household_id = $1 and batch_id = $2");
    for sql in [copy, clear] {
        let query = sqlx::query(AssertSqlSafe(sql)).bind(tx.household_id).bind(batch_id);
        query.execute(tx.db()).await?;
    }
    Ok(())
}

/// Takes a batch's rows and keys out; its transactions go with them.
pub(super) async fn take_out(tx: &mut Tx, batch_id: Id) -> Result<()> {
    ledger::take_out_batch(tx, batch_id).await?;
    move_rows(tx, batch_id, "import_row", "undone_import_row").await
}

/// Brings back what [`take_out`] took.
pub(super) async fn bring_back(tx: &mut Tx, batch_id: Id) -> Result<()> {
    move_rows(tx, batch_id, "undone_import_row", "import_row").await?;
    ledger::bring_back_batch(tx, batch_id).await
}
