//! Reading the history, undoing and redoing.
use super::{HistoryEntry, restore_entry};
use crate::db::Id;
use crate::op::Nothing;
use crate::{Code, Error, Result, Tx};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListHistory {
    /// Only entries older than this one.
    pub before: Option<Id>,
    /// At most this many; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

pub async fn list(tx: &mut Tx, input: ListHistory) -> Result<Vec<HistoryEntry>> {
    let sql = "select id, at, actor, op, label, undone_at from history_entry
        where household_id = $1 and ($2 is null or id < $2) order by id desc limit $3";
    let limit = input.limit.unwrap_or(50).min(500);
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(input.before).bind(limit);
    let rows: Vec<Row> = query.fetch_all(tx.db()).await?;
    Ok(rows.into_iter().map(entry).collect())
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UndoEntry {
    /// The newest entry that still stands, unless told.
    pub id: Option<Id>,
}

pub async fn undo(tx: &mut Tx, input: UndoEntry) -> Result<HistoryEntry> {
    let sql = "select id, at, actor, op, label, undone_at from history_entry
        where household_id = $1 and undone_at is null and ($2 is null or id = $2)
        order by id desc limit 1";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(input.id);
    let found: Option<Row> = query.fetch_optional(tx.db()).await?;
    let found = found.ok_or_else(|| Error::new(Code::NotFound, "there is nothing to undo"))?;
    restore_entry(tx, found.0, true).await?;
    Ok(HistoryEntry { undone: true, ..entry(found) })
}

pub async fn redo(tx: &mut Tx, _: Nothing) -> Result<HistoryEntry> {
    // Anything done after the undo closes the way forward.
    let sql = "select id, at, actor, op, label, undone_at from history_entry e
        where household_id = $1 and undone_at is not null and not exists (
            select 1 from history_entry later where later.household_id = e.household_id
            and later.undone_at is null and later.at > e.undone_at)
        order by undone_at desc, id asc limit 1";
    let query = sqlx::query_as(sql).bind(tx.household_id);
    let found: Option<Row> = query.fetch_optional(tx.db()).await?;
    let found = found.ok_or_else(|| Error::new(Code::NotFound, "there is nothing to redo"))?;
    restore_entry(tx, found.0, false).await?;
    Ok(HistoryEntry { undone: false, ..entry(found) })
}

type Row = (Id, DateTime<Utc>, String, String, String, Option<DateTime<Utc>>);

fn entry((id, at, actor, op, label, undone_at): Row) -> HistoryEntry {
    HistoryEntry { id, at, actor, op, label, undone: undone_at.is_some() }
}
