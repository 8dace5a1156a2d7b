//! Every query of the queue.
// history: the queue is no person's data but what the program has yet to say; it follows from the
// habits, bills and settings, whose changes are kept.
use super::model::*;
use super::plan::Wanted;
use crate::db::{Id, Record};
use crate::{Error, Result, Tx};
use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe};

pub(super) async fn settings(tx: &mut Tx) -> Result<Option<NotificationSettings>> {
    let columns = NotificationSettings::COLUMNS.join(", ");
    let sql = format!("select {columns} from notification_settings where household_id = $1");
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).fetch_optional(tx.db()).await?)
}

/// Those about to be told, in the order of their time.
pub(super) async fn open(tx: &mut Tx) -> Result<Vec<Notification>> {
    let which = "state in ('scheduled', 'sending', 'failed', 'snoozed') order by due_at, id";
    select(tx, which, i64::MAX).await
}

/// Those that are over, the newest first.
pub(super) async fn over(tx: &mut Tx, limit: u32) -> Result<Vec<Notification>> {
    let which = "state in ('sent', 'dismissed') order by due_at desc, id desc";
    select(tx, which, limit.into()).await
}

/// Those that were told and wait for an answer.
pub(super) async fn told(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Notification>> {
    let columns = Notification::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from notification
         where household_id = $1 and state = 'sent' and expires_at > $2 order by due_at, id"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(now);
    Ok(query.fetch_all(tx.db()).await?)
}

/// What is known of a subject, each way.
pub(super) async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Vec<Notification>> {
    let columns = Notification::COLUMNS.join(", ");
    let sql =
        format!("select {columns} from notification where household_id = $1 and subject = $2");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(subject);
    Ok(query.fetch_all(tx.db()).await?)
}

async fn select(tx: &mut Tx, which: &str, limit: i64) -> Result<Vec<Notification>> {
    let columns = Notification::COLUMNS.join(", ");
    let sql =
        format!("select {columns} from notification where household_id = $1 and {which} limit $2");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(limit);
    Ok(query.fetch_all(tx.db()).await?)
}

/// A new entry, unless this was told that way before.
// history: the queue is no person's data.
pub(super) async fn schedule(tx: &mut Tx, wanted: &Wanted, channel: Channel) -> Result<()> {
    let due = &wanted.due;
    let sql = "insert into notification (household_id, id, kind, subject, channel, about_id, day,
            due_at, expires_at, state, attempts, title, body, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'scheduled', 0, $10, $11, 1)
        on conflict (household_id, subject, channel) do nothing";
    let query = sqlx::query(sql).bind(tx.household_id).bind(tx.new_id()).bind(due.kind);
    let query = query.bind(&due.subject).bind(channel).bind(due.about_id).bind(due.day);
    let query = query.bind(wanted.due_at).bind(wanted.expires_at).bind(&due.title).bind(&due.body);
    let done = query.execute(tx.db()).await?;
    if done.rows_affected() > 0 {
        tx.changed.insert(Notification::TABLE);
    }
    Ok(())
}

/// Writes an entry as it is now.
// history: the queue is no person's data.
pub(super) async fn keep(tx: &mut Tx, one: &mut Notification) -> Result<()> {
    one.version += 1;
    let set = Notification::COLUMNS.iter().enumerate();
    let set: Vec<String> = set.map(|(n, column)| format!("{column} = ${}", n + 2)).collect();
    let sql =
        format!("update notification set {} where household_id = $1 and id = $2", set.join(", "));
    let mut arguments = SqliteArguments::default();
    arguments.add(tx.household_id).map_err(Error::internal)?;
    one.bind(&mut arguments)?;
    tx.changed.insert(Notification::TABLE);
    sqlx::query_with(AssertSqlSafe(sql), arguments).execute(tx.db()).await?;
    Ok(())
}

/// An entry that is not wanted after all.
// history: the queue is no person's data.
pub(super) async fn forget(tx: &mut Tx, id: Id) -> Result<()> {
    let sql = "delete from notification where household_id = $1 and id = $2";
    tx.changed.insert(Notification::TABLE);
    sqlx::query(sql).bind(tx.household_id).bind(id).execute(tx.db()).await?;
    Ok(())
}

/// Lets go of what was over before this instant.
// history: the queue is no person's data.
pub(super) async fn forget_before(tx: &mut Tx, instant: DateTime<Utc>) -> Result<()> {
    let sql = "delete from notification where household_id = $1 and expires_at < $2
        and state in ('sent', 'dismissed', 'failed')";
    sqlx::query(sql).bind(tx.household_id).bind(instant).execute(tx.db()).await?;
    Ok(())
}
