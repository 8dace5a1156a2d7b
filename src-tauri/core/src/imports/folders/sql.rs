//! Every query of watched folders.
use super::model::{ImportFolder, SeenFile, SeenOutcome};
use super::ops::NoteSeen;
use crate::db::{Id, Record};
use crate::{Result, Tx};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row};
use std::path::{Path, PathBuf};

pub async fn folders(tx: &mut Tx) -> Result<Vec<ImportFolder>> {
    let columns = ImportFolder::COLUMNS.join(", ");
    let sql = format!("select {columns} from import_folder where household_id = $1 order by id");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id);
    Ok(query.fetch_all(tx.db()).await?)
}

/// The last file that something became of.
pub async fn last(tx: &mut Tx, folder: &ImportFolder) -> Result<Option<SeenFile>> {
    let newest = seen(tx, folder, Some(50)).await?;
    Ok(newest.into_iter().find(|file| file.outcome != SeenOutcome::Gone))
}

/// Newest first; all of them without a limit.
pub async fn seen(tx: &mut Tx, folder: &ImportFolder, limit: Option<u32>) -> Result<Vec<SeenFile>> {
    let sql = "select s.name, s.bytes, s.modified_ms, s.outcome, s.message, s.at, s.batch_id,
            b.added
        from import_seen s
        left join import_batch b on b.household_id = s.household_id and b.id = s.batch_id
        where s.household_id = $1 and s.folder_id = $2
        order by s.at desc, s.name desc limit $3";
    let query = sqlx::query(sql).bind(tx.household_id).bind(folder.id);
    let query = query.bind(limit.map_or(i64::MAX, i64::from));
    let rows = query.fetch_all(tx.db()).await?;
    Ok(rows.iter().map(|row| seen_file(row, folder)).collect::<sqlx::Result<_>>()?)
}

fn seen_file(row: &SqliteRow, folder: &ImportFolder) -> sqlx::Result<SeenFile> {
    let name: String = row.try_get("name")?;
    Ok(SeenFile {
        path: Path::new(&folder.path).join(&name).to_string_lossy().into_owned(),
        name,
        bytes: row.try_get("bytes")?,
        modified_ms: row.try_get("modified_ms")?,
        outcome: row.try_get("outcome")?,
        message: row.try_get("message")?,
        at: row.try_get("at")?,
        batch_id: row.try_get("batch_id")?,
        added: row.try_get("added")?,
    })
}

pub async fn unsettled(tx: &mut Tx, folder_id: Id) -> Result<i64> {
    let sql = "select count(*) from import_seen where household_id = $1 and folder_id = $2
        and outcome in ('asks', 'waiting', 'failed')";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(folder_id);
    Ok(query.fetch_one(tx.db()).await?)
}

/// Keeps what became of a file in place of what was kept of it before.
// history: a memory of the disk, not of the person's data; the import has an entry of its own.
pub async fn note(tx: &mut Tx, seen: &NoteSeen) -> Result<()> {
    let sql = "insert into import_seen (household_id, folder_id, name, bytes, modified_ms, outcome,
            message, at, batch_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (household_id, folder_id, name) do update set bytes = excluded.bytes,
            modified_ms = excluded.modified_ms, outcome = excluded.outcome,
            message = excluded.message, at = excluded.at,
            batch_id = coalesce(excluded.batch_id, import_seen.batch_id)";
    let query = sqlx::query(sql).bind(tx.household_id).bind(seen.folder_id).bind(&seen.name);
    let query = query.bind(seen.bytes).bind(seen.modified_ms).bind(seen.outcome);
    let query = query.bind(&seen.message).bind(tx.now()).bind(seen.batch_id);
    query.execute(tx.db()).await?;
    tx.changed.insert("import_seen");
    Ok(())
}

/// The last batch of a file of this content that still stands.
pub async fn batch_of(tx: &mut Tx, file_hash: &str) -> Result<Option<Id>> {
    let sql = "select id from import_batch where household_id = $1 and file_hash = $2
        and not undone order by id desc limit 1";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(file_hash);
    Ok(query.fetch_optional(tx.db()).await?)
}

/// Where PocketSage's own file lies.
pub async fn own_file(tx: &mut Tx) -> Result<PathBuf> {
    let sql = "select file from pragma_database_list where name = 'main'";
    let file: String = sqlx::query_scalar(sql).fetch_one(tx.db()).await?;
    Ok(file.into())
}
