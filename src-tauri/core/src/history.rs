//! Every write to a person's data goes through here: versions, before and after, undo and redo,
//! change events. Readers of it: the history log, undo, live refresh. It knows no feature.
mod ops;

use crate::db::{Id, Record, new_id};
use crate::{Code, Error, Result, Tx};
use chrono::{DateTime, Utc};
pub use ops::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteArguments;
use std::{future::Future, pin::Pin};

crate::ops! { "history"
    /// What was done, newest first.
    GET "/history" list(ListHistory) -> Vec<HistoryEntry>;
    /// Undo one entry, or the newest that still stands.
    POST "/history/undo" undo(UndoEntry) -> HistoryEntry;
    /// Do again what was undone last.
    POST "/history/redo" redo(crate::op::Nothing) -> HistoryEntry;
}

/// One thing that was done.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryEntry {
    pub id: Id,
    pub at: DateTime<Utc>,
    /// desktop, cli, api; folder: a file that came into a watched one; schedule: its time had come.
    pub actor: String,
    pub op: String,
    /// In words, for the toast and the log.
    pub label: String,
    pub undone: bool,
}

/// The entry that this transaction's writes belong to; made by the first of them.
#[derive(Default)]
pub(crate) struct Entry {
    id: Option<Id>,
    seq: i64,
    /// Undo and redo write rows without making an entry of their own.
    silent: bool,
}

type Restored<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A kind of record, so that undo can bring back rows it only knows as JSON.
pub struct Kind {
    table: &'static str,
    restore: for<'a> fn(&'a mut Tx, Option<Value>, Option<Value>) -> Restored<'a>,
}

impl Kind {
    pub const fn of<R: Record>() -> Self {
        Self {
            table: R::TABLE,
            restore: |tx, from, to| {
                Box::pin(async move {
                    let read = |value: Option<Value>| {
                        value.map(serde_json::from_value::<R>).transpose().map_err(Error::internal)
                    };
                    restore(tx, read(from)?, read(to)?).await
                })
            },
        }
    }
}

impl Tx {
    /// A record by its id.
    pub async fn get<R: Record>(&mut self, id: Id) -> Result<R> {
        let columns = R::COLUMNS.join(", ");
        let sql = format!("select {columns} from {} where household_id = $1 and id = $2", R::TABLE);
        let row = sqlx::query_as(AssertSqlSafe(sql)).bind(self.household_id).bind(id);
        let found: Option<R> = row.fetch_optional(self.db()).await?;
        found.ok_or_else(|| Error::not_found(&noun::<R>()))
    }

    /// Stores a new record.
    pub async fn insert<R: Record>(&mut self, record: &R) -> Result<()> {
        store(self, record).await?;
        note(self, None, Some(record)).await?;
        R::written(self, None, Some(record)).await
    }

    /// Stores a changed record if `version` is still the newest; Conflict shows the newest otherwise.
    pub async fn update<R: Record>(&mut self, record: &mut R, version: i64) -> Result<()> {
        let before: R = self.get(record.id()).await?;
        if before.version() != version {
            let message = "someone else changed this meanwhile; look at both and choose";
            let (current, yours) = (R::shown(self, &before).await?, R::shown(self, record).await?);
            let detail = json!({ "current": current, "yours": yours });
            return Err(Error::new(Code::Conflict, message).with_detail(detail));
        }
        record.set_version(version + 1);
        replace(self, record).await?;
        note(self, Some(&before), Some(record)).await?;
        R::written(self, Some(&before), Some(record)).await
    }

    /// Removes a record if `version` is still the newest.
    pub async fn remove<R: Record>(&mut self, id: Id, version: i64) -> Result<R> {
        let before: R = self.get(id).await?;
        if before.version() != version {
            let message = "someone else changed this meanwhile; look at it before removing it";
            let current = R::shown(self, &before).await?;
            return Err(
                Error::new(Code::Conflict, message).with_detail(json!({ "current": current }))
            );
        }
        delete::<R>(self, id).await?;
        note(self, Some(&before), None).await?;
        R::written(self, Some(&before), None).await?;
        Ok(before)
    }

    /// A record that was removed, as it was then.
    pub async fn removed<R: Record>(&mut self, id: Id) -> Result<R> {
        let sql = "select c.before_row from history_change c join history_entry e
            on e.household_id = c.household_id and e.id = c.entry_id and e.undone_at is null
            where c.household_id = $1 and c.row_id = $2 and c.kind = $3 and c.after_row is null
            order by c.entry_id desc limit 1";
        let query = sqlx::query_scalar(sql).bind(self.household_id).bind(id.to_string());
        let found: Option<String> = query.bind(R::TABLE).fetch_optional(self.db()).await?;
        let found = found.ok_or_else(|| Error::not_found(&noun::<R>()))?;
        serde_json::from_str(&found).map_err(Error::internal)
    }

    /// Records one change for many rows that were loaded in bulk: `before` and `after` are the
    /// record that stands for them, whose [`Record::written`] takes them out and brings them back.
    pub async fn insert_many<R: Record>(&mut self, before: &R, after: &R) -> Result<()> {
        replace(self, after).await?;
        note(self, Some(before), Some(after)).await
    }

    /// Stores a record without an entry of its own, before its bulk rows.
    pub async fn prepare<R: Record>(&mut self, record: &R) -> Result<()> {
        store(self, record).await
    }

    /// Says in words what this operation did, for the toast and the log.
    pub async fn label(&mut self, text: String) -> Result<()> {
        let Some(id) = self.entry.id else {
            return Ok(());
        };
        let sql = "update history_entry set label = $3 where household_id = $1 and id = $2";
        sqlx::query(sql).bind(self.household_id).bind(id).bind(text).execute(self.db()).await?;
        Ok(())
    }

    /// The entry of this transaction, once something was written.
    pub fn entry_id(&self) -> Option<Id> {
        self.entry.id
    }
}

/// What a person calls such a record.
fn noun<R: Record>() -> String {
    if R::TABLE == "txn" { "transaction".into() } else { R::TABLE.replace('_', " ") }
}

async fn store<R: Record>(tx: &mut Tx, record: &R) -> Result<()> {
    let marks: Vec<String> = (2..R::COLUMNS.len() + 2).map(|n| format!("${n}")).collect();
    let sql = format!(
        "insert into {} (household_id, {}) values ($1, {})",
        R::TABLE,
        R::COLUMNS.join(", "),
        marks.join(", ")
    );
    execute(tx, sql, record).await
}

async fn replace<R: Record>(tx: &mut Tx, record: &R) -> Result<()> {
    let set = R::COLUMNS.iter().enumerate().map(|(n, column)| format!("{column} = ${}", n + 2));
    let set: Vec<String> = set.collect();
    let id = 2 + R::COLUMNS.iter().position(|c| *c == "id").unwrap_or(0);
    let sql = format!(
        "update {} set {} where household_id = $1 and id = ${id}",
        R::TABLE,
        set.join(", ")
    );
    execute(tx, sql, record).await
}

async fn delete<R: Record>(tx: &mut Tx, id: Id) -> Result<()> {
    tx.changed.insert(R::TABLE);
    let sql = format!("delete from {} where household_id = $1 and id = $2", R::TABLE);
    sqlx::query(AssertSqlSafe(sql)).bind(tx.household_id).bind(id).execute(tx.db()).await?;
    Ok(())
}

async fn execute<R: Record>(tx: &mut Tx, sql: String, record: &R) -> Result<()> {
    use sqlx::Arguments;
    let mut arguments = SqliteArguments::default();
    arguments.add(tx.household_id).map_err(Error::internal)?;
    record.bind(&mut arguments)?;
    tx.changed.insert(R::TABLE);
    sqlx::query_with(AssertSqlSafe(sql), arguments).execute(tx.db()).await?;
    Ok(())
}

/// Keeps before and after under this transaction's entry.
async fn note<R: Record>(tx: &mut Tx, before: Option<&R>, after: Option<&R>) -> Result<()> {
    if tx.entry.silent {
        return Ok(());
    }
    let entry_id = match tx.entry.id {
        Some(id) => id,
        None => begin_entry(tx).await?,
    };
    let row_id = after.or(before).map(|r| r.id().to_string()).unwrap_or_default();
    let text = |record: Option<&R>| record.map(serde_json::to_string).transpose();
    let (before, after) =
        (text(before).map_err(Error::internal)?, text(after).map_err(Error::internal)?);
    tx.entry.seq += 1;
    let sql = "insert into history_change
        (household_id, entry_id, seq, kind, row_id, before_row, after_row)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let change = sqlx::query(sql).bind(tx.household_id).bind(entry_id).bind(tx.entry.seq);
    let change = change.bind(R::TABLE).bind(row_id).bind(before).bind(after);
    change.execute(tx.db()).await?;
    Ok(())
}

async fn begin_entry(tx: &mut Tx) -> Result<Id> {
    // The newest entry has the greatest id, also when the clock was set back since the one before.
    let sql = "select max(id) from history_entry where household_id = $1";
    let query = sqlx::query_scalar(sql).bind(tx.household_id);
    let newest: Option<Id> = query.fetch_one(tx.db()).await?;
    let next = newest.map_or(Id::nil(), |newest| Id::from_u128(newest.as_u128() + 1));
    let id = new_id().max(next);
    tx.entry.id = Some(id);
    let words = tx.op.split_once('.').map_or(tx.op, |(_, verb)| verb).replace('_', " ");
    let sql = "insert into history_entry (household_id, id, at, actor, op, label)
        values ($1, $2, $3, $4, $5, $6)";
    let entry = sqlx::query(sql).bind(tx.household_id).bind(id).bind(tx.now());
    let entry = entry.bind(tx.actor.name()).bind(tx.op).bind(words);
    entry.execute(tx.db()).await?;
    tx.changed.insert("history");
    Ok(id)
}

/// Puts a row from one state into another, if it still is in the first.
async fn restore<R: Record>(tx: &mut Tx, from: Option<R>, to: Option<R>) -> Result<()> {
    let id = from.as_ref().or(to.as_ref()).map(Record::id).unwrap_or_default();
    let now: Option<R> = match tx.get::<R>(id).await {
        Ok(record) => Some(record),
        Err(error) if error.code == Code::NotFound => None,
        Err(error) => return Err(error),
    };
    if content(now.as_ref())? != content(from.as_ref())? {
        let message = format!("this {} was changed since; undo that first", noun::<R>());
        return Err(Error::new(Code::Conflict, message));
    }
    let mut to = to;
    if let (Some(now), Some(to)) = (&now, &mut to) {
        to.set_version(now.version() + 1);
    }
    match (&now, &to) {
        (Some(_), Some(to)) => replace(tx, to).await?,
        (None, Some(to)) => store(tx, to).await?,
        // What others have come to stand on stays.
        (Some(_), None) if R::in_use(tx, id).await? => return Ok(()),
        (Some(_), None) => delete::<R>(tx, id).await?,
        (None, None) => return Ok(()),
    }
    R::written(tx, now.as_ref(), to.as_ref()).await
}

/// A record without its version, which undo and redo move on.
fn content<R: Record>(record: Option<&R>) -> Result<Value> {
    let mut value = json!(record);
    if let Some(fields) = value.as_object_mut() {
        fields.remove("version");
    }
    Ok(value)
}

async fn restore_entry(tx: &mut Tx, id: Id, undo: bool) -> Result<()> {
    type Change = (String, Option<String>, Option<String>);
    let order = if undo { "desc" } else { "asc" };
    let sql = format!(
        "select kind, before_row, after_row from history_change
         where household_id = $1 and entry_id = $2 order by seq {order}"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(id);
    let changes: Vec<Change> = query.fetch_all(tx.db()).await?;
    tx.entry.silent = true;
    for (table, before, after) in changes {
        let read = |text: Option<String>| text.map(|t| serde_json::from_str(&t)).transpose();
        let (before, after) =
            (read(before).map_err(Error::internal)?, read(after).map_err(Error::internal)?);
        let (from, to) = if undo { (after, before) } else { (before, after) };
        let kind = crate::KINDS.iter().copied().flatten().find(|kind| kind.table == table);
        let kind = kind.ok_or_else(|| Error::internal(format!("no kind of record {table}")))?;
        (kind.restore)(tx, from, to).await?;
    }
    let sql = "update history_entry set undone_at = $3 where household_id = $1 and id = $2";
    let undone_at = undo.then_some(tx.now());
    sqlx::query(sql).bind(tx.household_id).bind(id).bind(undone_at).execute(tx.db()).await?;
    tx.changed.insert("history");
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{App, Config};
    use serde_json::json;

    #[tokio::test]
    async fn undo_takes_what_was_done_last_also_when_the_clock_was_set_back() {
        let dir = tempfile::tempdir().unwrap();
        let app = App::start(Config::in_dir(dir.path())).await.unwrap();
        app.call("file.create", json!({"passphrase": "long enough for a test"})).await.unwrap();
        let add = async |name: &str| {
            app.call("ledger.add_category", json!({"name": name})).await.unwrap();
        };
        add("Before").await;
        // As if that had been done in the year 10889, by a clock that was wrong.
        let store = app.session.read().await.store.clone().unwrap();
        let sql = "update history_entry set id = $1";
        let id = crate::db::Id::from_u128(u128::MAX >> 8);
        let mut both = store.writer.begin().await.unwrap();
        sqlx::raw_sql("pragma defer_foreign_keys = on").execute(&mut *both).await.unwrap();
        sqlx::query(sql).bind(id).execute(&mut *both).await.unwrap();
        let sql = "update history_change set entry_id = $1";
        sqlx::query(sql).bind(id).execute(&mut *both).await.unwrap();
        both.commit().await.unwrap();
        add("After").await;
        app.call("history.undo", json!({})).await.unwrap();
        let left = app.call("ledger.list_categories", json!({})).await.unwrap();
        assert_eq!(
            (left.as_array().unwrap().len(), &left[0]["category"]["name"]),
            (1, &json!("Before"))
        );
    }
}
