//! Every query of importing.
use super::*;
use crate::db::bulk::{Cell, Insert};
use crate::db::{Id, Record};
use crate::{Error, Result, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, FromRow, Row as _};

mod proposals;
pub(super) use proposals::*;

// history: the batch stands for its rows.
pub(super) async fn insert_rows(tx: &mut Tx) -> Result<Insert> {
    let columns =
        ["household_id", "batch_id", "line", "outcome", "column_no", "reason", "raw", "txn_id"];
    Insert::new(tx.db(), "import_row", &columns).await
}

// history: the batch stands for its lines.
pub(super) async fn insert_lines(tx: &mut Tx) -> Result<Insert> {
    Insert::new(tx.db(), "import_lines", &["household_id", "batch_id", "no", "lines"]).await
}

/// The block that holds this line of a batch, if any does.
pub(super) async fn lines(tx: &mut Tx, batch_id: Id, no: u32) -> Result<Option<Vec<u8>>> {
    let sql = "select lines from import_lines
        where household_id = $1 and batch_id = $2 and no <= $3 order by no desc limit 1";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(batch_id).bind(no);
    Ok(query.fetch_optional(tx.db()).await?)
}

/// The latest row that was found to be this transaction: its batch, line and text.
pub(super) async fn matched(tx: &mut Tx, txn_id: Id) -> Result<Option<(Id, u32, String)>> {
    let sql = "select batch_id, line, raw from import_row
        where household_id = $1 and txn_id = $2 order by batch_id desc limit 1";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(txn_id);
    Ok(query.fetch_optional(tx.db()).await?)
}

/// Stores what one batch keeps of its rows.
// history: the batch stands for them.
pub(super) async fn add_days(
    tx: &mut Tx,
    batch_id: Id,
    days: impl Iterator<Item = (Id, NaiveDate, Vec<u8>)>,
) -> Result<()> {
    let columns = ["household_id", "account_id", "day", "batch_id", "rows"];
    let mut insert = Insert::new(tx.db(), "import_day", &columns).await?;
    for (account, day, rows) in days {
        insert.row(&[
            Cell::Int(tx.household_id),
            Cell::Bytes(account.as_bytes()),
            Cell::Text(&day.to_string()),
            Cell::Bytes(batch_id.as_bytes()),
            Cell::Bytes(&rows),
        ])?;
    }
    insert.finish()
}

/// A day's rows of one batch.
pub(super) struct KeptDay {
    pub day: NaiveDate,
    pub batch_id: Id,
    /// Tells the kind of the batch's file.
    pub signature: String,
    /// See [`KeptRow`].
    pub rows: Vec<u8>,
}

/// Every row that imports have kept of an account between two days.
pub(super) async fn kept_days(
    tx: &mut Tx,
    account: Id,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<KeptDay>> {
    let sql = "select k.day, k.batch_id, b.signature, k.rows from import_day k
        join import_batch b on b.household_id = k.household_id and b.id = k.batch_id
        where k.household_id = $1 and k.account_id = $2 and k.day between $3 and $4
            and not b.undone order by k.batch_id";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(account).bind(days.0).bind(days.1);
    let days: Vec<(NaiveDate, Id, String, Vec<u8>)> =
        query.persistent(false).fetch_all(tx.db()).await?;
    let day = |(day, batch_id, signature, rows)| KeptDay { day, batch_id, signature, rows };
    Ok(days.into_iter().map(day).collect())
}

/// Whether files of other kinds than this one have come in.
pub(super) async fn other_kinds(tx: &mut Tx, signature: &str) -> Result<bool> {
    let sql = "select 1 from import_batch
        where household_id = $1 and signature <> $2 and format <> 'rates' and not undone limit 1";
    let query = sqlx::query(sql).bind(tx.household_id).bind(signature);
    Ok(query.fetch_optional(tx.db()).await?.is_some())
}

/// What a batch changed because the bank says otherwise by now: transaction, before and after.
pub(super) async fn updates(tx: &mut Tx, batch_id: Id) -> Result<Vec<(Id, String)>> {
    let sql = "select txn_id, reason from import_row
        where household_id = $1 and batch_id = $2 and outcome = 'updated' order by line desc";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(batch_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn layout(tx: &mut Tx, signature: &str) -> Result<Option<ImportLayout>> {
    let columns = ImportLayout::COLUMNS.join(", ");
    let sql =
        format!("select {columns} from import_layout where household_id = $1 and signature = $2");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(signature);
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

/// The batches of other kinds of files than this one.
pub(super) async fn batches_of_other_kinds(tx: &mut Tx, signature: &str) -> Result<Vec<Id>> {
    let sql = "select id from import_batch
        where household_id = $1 and signature <> $2 and not undone";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(signature);
    Ok(query.fetch_all(tx.db()).await?)
}

/// Batches with rejected rows or questions that nobody has seen.
pub(super) async fn unsettled(tx: &mut Tx) -> Result<Vec<ImportBatch>> {
    let columns = ImportBatch::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from import_batch where household_id = $1 and not settled and not undone
         order by id desc limit 50"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).fetch_all(tx.db()).await?)
}

/// The last day that each batch told of each account, in the order they came, and how often a file of
/// its kind is due, where a person says so. Kinds that are due never are left out.
pub(super) async fn told(tx: &mut Tx) -> Result<Vec<(Id, NaiveDate, Option<i64>)>> {
    let sql = "select k.account_id, max(k.day), min(l.due_every_days) from import_day k
        join import_batch b on b.household_id = k.household_id and b.id = k.batch_id
        left join import_layout l on l.household_id = b.household_id and l.signature = b.signature
        where k.household_id = $1 and not b.undone and coalesce(l.due_every_days, 1) > 0
        group by k.account_id, k.batch_id order by k.batch_id";
    Ok(sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?)
}

/// The last day that each batch told of, by the kind of its file.
pub(super) async fn told_by_kind(tx: &mut Tx) -> Result<Vec<(String, NaiveDate)>> {
    let sql = "select b.signature, max(k.day) from import_day k
        join import_batch b on b.household_id = k.household_id and b.id = k.batch_id
        where k.household_id = $1 and not b.undone group by b.signature, k.batch_id";
    Ok(sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?)
}

/// A kind of file, with the latest of it.
pub(super) struct KindOfFile {
    pub layout: ImportLayout,
    pub file_name: String,
    pub format: String,
    /// When it came; none when it was taken out again.
    pub last_at: Option<DateTime<Utc>>,
    /// How many of its batches stand.
    pub batches: i64,
}

/// Every kind of file that is remembered.
pub(super) async fn kinds_of_files(tx: &mut Tx) -> Result<Vec<KindOfFile>> {
    let columns: Vec<String> = ImportLayout::COLUMNS.iter().map(|c| format!("l.{c}")).collect();
    let columns = columns.join(", ");
    let sql = format!(
        "select {columns}, coalesce(b.name, '') as file_name, coalesce(b.format, '') as format,
            case when b.undone then null else b.at end as last_at,
            (select count(*) from import_batch c where c.household_id = l.household_id
                and c.signature = l.signature and not c.undone) as batches
         from import_layout l left join import_batch b on b.household_id = l.household_id
            and b.id = (select c.id from import_batch c where c.household_id = l.household_id
                and c.signature = l.signature order by c.undone, c.id desc limit 1)
         where l.household_id = $1 order by l.id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(tx.household_id).fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(KindOfFile {
            layout: ImportLayout::from_row(row)?,
            file_name: row.try_get("file_name")?,
            format: row.try_get("format")?,
            last_at: row.try_get("last_at")?,
            batches: row.try_get("batches")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

/// Every block of a batch's lines.
pub(super) async fn all_lines(tx: &mut Tx, batch_id: Id) -> Result<Vec<Vec<u8>>> {
    let sql = "select lines from import_lines where household_id = $1 and batch_id = $2";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(batch_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn rules(tx: &mut Tx) -> Result<Vec<ImportRule>> {
    let columns = ImportRule::COLUMNS.join(", ");
    let sql = format!("select {columns} from import_rule where household_id = $1");
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).fetch_all(tx.db()).await?)
}
