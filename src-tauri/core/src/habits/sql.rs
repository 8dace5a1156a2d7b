//! Every query of habits; and of the database that Loop Habit Tracker writes.
use super::loop_db::{DbHabit, DbMark};
use super::model::{Habit, KeptEntry, SentSaving};
use super::plan::{Mark, State};
use super::quantity::Quantity;
use crate::db::{Id, Record};
use crate::{Error, Result, Tx};
use chrono::NaiveDate;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use std::collections::HashMap;
use std::path::Path;

/// More marks than this are no person's.
const MOST_MARKS: i64 = 2_000_000;

/// In the order of the list.
pub(super) async fn habits(tx: &mut Tx) -> Result<Vec<Habit>> {
    let columns = Habit::COLUMNS.join(", ");
    let sql = format!("select {columns} from habit where household_id = $1 order by position, id");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn has_entries(tx: &mut Tx, habit_id: Id) -> Result<bool> {
    let sql = "select 1 from habit_entry where household_id = $1 and habit_id = $2 limit 1";
    let query = sqlx::query(sql).bind(tx.household_id).bind(habit_id);
    Ok(query.fetch_optional(tx.db()).await?.is_some())
}

pub(super) async fn has_sent(tx: &mut Tx, habit_id: Id) -> Result<bool> {
    let sql = "select 1 from habit_sent where household_id = $1 and habit_id = $2 limit 1";
    let query = sqlx::query(sql).bind(tx.household_id).bind(habit_id);
    Ok(query.fetch_optional(tx.db()).await?.is_some())
}

/// What a habit saved and was sent, the newest first.
pub(super) async fn sent(tx: &mut Tx, habit_id: Id) -> Result<Vec<SentSaving>> {
    let columns = SentSaving::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from habit_sent where household_id = $1 and habit_id = $2
         order by day desc, id desc"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(habit_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn entry(tx: &mut Tx, habit_id: Id, day: NaiveDate) -> Result<Option<KeptEntry>> {
    let columns = KeptEntry::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from habit_entry
         where household_id = $1 and habit_id = $2 and day = $3"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(habit_id).bind(day);
    Ok(query.fetch_optional(tx.db()).await?)
}

/// A habit's entries, the newest first; all of them without a limit.
pub(super) async fn entries(
    tx: &mut Tx,
    habit_id: Id,
    limit: Option<u32>,
) -> Result<Vec<KeptEntry>> {
    let columns = KeptEntry::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from habit_entry where household_id = $1 and habit_id = $2
         order by day desc limit $3"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(habit_id);
    Ok(query.bind(limit.map_or(i64::MAX, i64::from)).fetch_all(tx.db()).await?)
}

pub(super) async fn entry_count(tx: &mut Tx, habit_id: Id) -> Result<i64> {
    let sql = "select count(*) from habit_entry where household_id = $1 and habit_id = $2";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(habit_id);
    Ok(query.fetch_one(tx.db()).await?)
}

/// The days with a note from one day to another.
pub(super) async fn noted(
    tx: &mut Tx,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Id, NaiveDate)>> {
    let sql = "select habit_id, day from habit_entry
        where household_id = $1 and day >= $2 and day <= $3 and note <> ''
        and habit_id in (select id from habit where household_id = $1)";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(from).bind(to);
    Ok(query.fetch_all(tx.db()).await?)
}

/// The entries with a note from one day to another, the oldest first.
pub(super) async fn notes(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<KeptEntry>> {
    let columns = KeptEntry::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from habit_entry
         where household_id = $1 and day >= $2 and day <= $3 and note <> ''
         and habit_id in (select id from habit where household_id = $1)
         order by day, id"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(from).bind(to);
    Ok(query.fetch_all(tx.db()).await?)
}

/// A habit's marks from one day to another, in any order. They come as one text: a row for each
/// would take ten times as long. `2026-11-21y2500` is a yes of 2.5 units.
pub(super) async fn marks(
    tx: &mut Tx,
    habit_id: Id,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Mark>> {
    let sql = "select string_agg(cast(day as text) || substr(state, 1, 1) ||
            coalesce(cast(amount_thousandths as text), ''), ',')
        from habit_entry
        where household_id = $1 and habit_id = $2 and day >= $3 and day <= $4";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(habit_id).bind(from).bind(to);
    let text: Option<String> = query.fetch_one(tx.db()).await?;
    let marks = text.iter().flat_map(|text| text.split(',')).map(mark);
    marks.collect::<Option<_>>().ok_or_else(|| Error::internal("a mark that cannot be read"))
}

fn mark(text: &str) -> Option<Mark> {
    let state = match text.as_bytes().get(10)? {
        b'y' => State::Yes,
        b'n' => State::No,
        b's' => State::Skip,
        b'u' => State::Unknown,
        _ => return None,
    };
    let number = |at: std::ops::Range<usize>| text.get(at)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(number(0..4)? as i32, number(5..7)?, number(8..10)?)?;
    let amount = match text.get(11..)? {
        "" => None,
        digits => Some(Quantity(digits.parse().ok()?)),
    };
    Some(Mark { day, state, amount })
}

/// When each habit was first marked with anything but a note.
pub(super) async fn first_days(tx: &mut Tx) -> Result<HashMap<Id, NaiveDate>> {
    let sql = "select h.id, (select min(e.day) from habit_entry e
            where e.household_id = h.household_id and e.habit_id = h.id
            and (e.state <> 'unknown'
                or (e.amount_thousandths > 0 and h.kind in ('measured', 'limit')))) as first
        from habit h where h.household_id = $1";
    let rows = sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?;
    let first = |(id, day): (Id, Option<NaiveDate>)| day.map(|day| (id, day));
    Ok(rows.into_iter().filter_map(first).collect())
}

/// The habits of a database that Loop Habit Tracker wrote, each with its marks; none if it is
/// another's.
pub(super) async fn loop_tables(path: &Path) -> Result<Option<Vec<(DbHabit, Vec<DbMark>)>>> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let opened = options.disable_statement_logging().connect().await;
    let Ok(mut file) = opened else { return Ok(None) };
    let read = read_loop(&mut file).await;
    // It was only read.
    let _ = file.close().await;
    Ok(read.ok())
}

async fn read_loop(file: &mut SqliteConnection) -> sqlx::Result<Vec<(DbHabit, Vec<DbMark>)>> {
    sqlx::query("pragma trusted_schema = off").execute(&mut *file).await?;
    let tables = "select count(*) from sqlite_schema
        where type = 'table' and name in ('Habits', 'Repetitions')";
    if sqlx::query_scalar::<_, i64>(tables).fetch_one(&mut *file).await? != 2 {
        return Err(sqlx::Error::RowNotFound);
    }
    let rows = sqlx::query("select * from Habits limit 10000").fetch_all(&mut *file).await?;
    let mut habits: Vec<(i64, i64, DbHabit)> =
        rows.iter().map(|row| (number(row, "position"), number(row, "id"), habit(row))).collect();
    habits.sort_by_key(|(position, id, _)| (*position, *id));
    let marks = format!("select * from Repetitions limit {MOST_MARKS}");
    let mut of: HashMap<i64, Vec<DbMark>> = HashMap::new();
    for row in sqlx::query(AssertSqlSafe(marks)).fetch_all(&mut *file).await? {
        let value = row.try_get::<i64, _>("value").unwrap_or(2);
        let timestamp = number(&row, "timestamp");
        let mark = DbMark { timestamp, value, notes: text(&row, "notes") };
        of.entry(number(&row, "habit")).or_default().push(mark);
    }
    let with_marks = |(_, id, habit)| (habit, of.remove(&id).unwrap_or_default());
    Ok(habits.into_iter().map(with_marks).collect())
}

fn habit(row: &SqliteRow) -> DbHabit {
    DbHabit {
        name: text(row, "name"),
        question: text(row, "question"),
        description: text(row, "description"),
        color: number(row, "color"),
        freq_num: number(row, "freq_num"),
        freq_den: number(row, "freq_den"),
        kind: number(row, "type"),
        target_type: number(row, "target_type"),
        target_value: row.try_get("target_value").unwrap_or_default(),
        unit: text(row, "unit"),
        archived: number(row, "archived"),
    }
}

fn number(row: &SqliteRow, column: &str) -> i64 {
    row.try_get(column).unwrap_or_default()
}

fn text(row: &SqliteRow, column: &str) -> String {
    row.try_get(column).unwrap_or_default()
}
