//! The nouns of habits: what is kept of them, and how they are shown.
use super::check::{LedgerCheck, LedgerSays, LedgerStanding};
use super::days::Value;
use super::frequency::{Frequency, Weekdays};
use super::interchange::FileEntry;
use super::plan::{Kind, Pause, Plan, State};
use super::quantity::Quantity;
use super::review::{HeatDay, Review, WeekdayMonth};
use super::score::DayScore;
use super::streak::Streak;
use super::targets::{Period, Progress};
use crate::db::Id;
use crate::{Result, Tx, record};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

record! {
    /// What a person wants to do, or not to do, again and again.
    pub struct Habit in "habit" {
        id: Id,
        name: String,
        /// What is asked of a day: "Did you read today?"
        question: String,
        description: String,
        kind: Kind,
        /// How many times in `denominator` days.
        numerator: i64,
        denominator: i64,
        /// The weekdays on which it is due.
        #[schemars(with = "Weekdays")]
        weekdays: Json<Weekdays>,
        /// In units over `denominator` days; 0 for what is done or not.
        #[serde(rename = "target")]
        target_thousandths: Quantity,
        unit: String,
        /// `#rrggbb`, or empty.
        colour: String,
        /// The name of a lucide icon, or empty.
        icon: String,
        group_name: String,
        /// Its place in the list.
        position: i64,
        /// When it began, if before its first mark.
        since: Option<NaiveDate>,
        archived_on: Option<NaiveDate>,
        /// Days on which it rests.
        #[schemars(with = "Vec<Pause>")]
        pauses: Json<Vec<Pause>>,
        #[schemars(with = "Option<HabitReminder>")]
        reminder: Json<Option<HabitReminder>>,
        /// What to say when it is done.
        #[schemars(with = "Vec<String>")]
        encouragements: Json<Vec<String>>,
        /// How the ledger judges its days.
        #[serde(rename = "check", default)]
        #[schemars(with = "Option<LedgerCheck>")]
        ledger_check: Json<Option<LedgerCheck>>,
        version: i64,
    } {
        async fn in_use(tx: &mut Tx, id: Id) -> Result<bool> {
            Ok(super::sql::has_entries(tx, id).await? || super::sql::has_sent(tx, id).await?)
        }
    }
}

record! {
    /// What was said of a day.
    pub struct KeptEntry in "habit_entry" {
        id: Id,
        habit_id: Id,
        day: NaiveDate,
        state: State,
        #[serde(rename = "amount")]
        amount_thousandths: Option<Quantity>,
        note: String,
        version: i64,
    }
}

record! {
    /// Money that was not spent thanks to a habit, and went to a debt.
    pub struct SentSaving in "habit_sent" {
        id: Id,
        habit_id: Id,
        day: NaiveDate,
        amount_minor: i64,
        currency: String,
        /// The two transactions of the transfer.
        out_id: Id,
        in_id: Id,
        version: i64,
    }
}

/// When to be reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HabitReminder {
    /// `08:30`, where the person is.
    pub time: String,
    /// The weekdays on which; all of them unless told.
    #[serde(default)]
    pub weekdays: Weekdays,
}

impl Habit {
    pub(super) fn frequency(&self) -> std::result::Result<Frequency, super::fault::Fault> {
        Frequency::new(self.numerator, self.denominator, self.weekdays.0)
    }

    /// What its days are judged by.
    pub(super) fn plan(&self) -> std::result::Result<Plan, super::fault::Fault> {
        Ok(Plan {
            kind: self.kind,
            frequency: self.frequency()?,
            target: self.target_thousandths,
            pauses: self.pauses.0.clone(),
            since: self.since,
        })
    }

    /// Whether a day may ask for it: it is one of its weekdays, and it does not rest then.
    pub fn is_asked_on(&self, day: NaiveDate) -> bool {
        let rests = |pause: &Pause| pause.from <= day && pause.until.is_none_or(|end| day <= end);
        self.weekdays.0.has(day) && !self.pauses.0.iter().any(rests)
    }

    /// Whether it is measured in units.
    pub(super) fn is_measured(&self) -> bool {
        matches!(self.kind, Kind::Measured | Kind::Limit)
    }
}

impl KeptEntry {
    pub(super) fn says(&self) -> FileEntry {
        let Self { day, state, amount_thousandths: amount, .. } = *self;
        FileEntry { day, state, amount, note: self.note.clone() }
    }
}

/// A habit and how it stands today.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownHabit {
    pub habit: Habit,
    /// What today is so far; none if it is over and archived, or not begun.
    pub today: Option<Value>,
    /// What was entered today, of a habit in units.
    pub amount: Option<Quantity>,
    /// Whether today still asks for something.
    pub open_today: bool,
    /// Days of the streak that is alive.
    pub current_streak: u32,
    pub best_streak: u32,
    /// Whether the streak ends tonight unless something is done.
    pub at_risk_today: bool,
    /// From 0 to 1.
    pub strength: f64,
    /// The last seven days, today last.
    pub last_week: Vec<Option<Value>>,
    /// How far the ledger can tell, of a habit that it checks.
    pub ledger: Option<LedgerStanding>,
}

impl ShownHabit {
    /// Whether a reminder is of use today: something is asked, or, avoiding, nothing was said yet.
    pub fn wants_reminder(&self) -> bool {
        let said = matches!(self.today, Some(Value::Yes | Value::No | Value::Skip | Value::Off));
        self.open_today || (self.habit.kind == Kind::Avoid && !said)
    }
}

/// A day in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridDay {
    /// None before the habit began and for days to come.
    pub value: Option<Value>,
    /// What was entered, of a habit in units.
    pub amount: Option<Quantity>,
    /// Whether something was said of it by hand, rather than implied.
    pub marked: bool,
    pub noted: bool,
    /// Whether it was told by the ledger.
    pub from_ledger: bool,
    /// What the ledger would say of a day that was marked otherwise by hand.
    pub ledger_says: Option<LedgerSays>,
    /// Whether the ledger cannot know of it yet.
    pub awaits_ledger: bool,
}

/// What was said of a day, by hand or by the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidDay {
    pub day: NaiveDate,
    pub state: State,
    pub amount: Option<Quantity>,
    pub note: String,
    /// Whether it was told by the ledger.
    pub from_ledger: bool,
    /// What the ledger would say of a day that was marked otherwise by hand.
    pub ledger_says: Option<LedgerSays>,
}

/// A habit's days in the grid, the first of them first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridRow {
    pub habit_id: Id,
    pub days: Vec<GridDay>,
}

/// Habits by days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HabitGrid {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// In the order of the list.
    pub rows: Vec<GridRow>,
}

/// All there is to see of a habit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitHistory {
    pub habit: ShownHabit,
    /// The year of `heat`.
    pub year: i32,
    /// The year it began in, at the latest that of today.
    pub first_year: i32,
    /// One a day, the oldest first.
    pub scores: Vec<DayScore>,
    /// The longest first, at most ten.
    pub best_streaks: Vec<Streak>,
    /// Every day of the year.
    pub heat: Vec<HeatDay>,
    /// One row a month.
    pub weekdays: Vec<WeekdayMonth>,
    /// Up to how much each of the five steps of `weekdays` goes.
    pub weekday_steps: Vec<Quantity>,
    /// The day, week, month, quarter and year that are now.
    pub progress: Vec<Progress>,
    pub week: Option<Review>,
    pub month: Option<Review>,
    /// What was said of its days by hand, and charged on them, the newest first.
    pub entries: Vec<SaidDay>,
    /// How many such days there are in all.
    pub entry_count: i64,
}

/// A day that was marked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MarkedHabit {
    pub habit: ShownHabit,
    /// What to say to it, when it was kept; not the same twice running.
    pub encouragement: Option<String>,
}

/// A habit's week or month, looked back upon.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitReview {
    pub habit: Habit,
    pub review: Review,
    /// Days of the longest streak within the period.
    pub longest_streak: u32,
    /// The days that counted and were not kept.
    pub missed: Vec<NaiveDate>,
}

/// How much of what was due was kept, of all habits together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeptOfDue {
    pub kept: u32,
    pub due: u32,
    /// In hundredths of a percent; none if nothing was due.
    pub completion_bp: Option<u32>,
}

/// A week or month of all habits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitsReview {
    pub period: Period,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub today: NaiveDate,
    /// The first day of any of them; before it there is nothing to look back upon.
    pub first_day: Option<NaiveDate>,
    pub this: KeptOfDue,
    pub previous: KeptOfDue,
    /// What `completion_bp` gained or lost; none if one of the two has none.
    pub change_bp: Option<i32>,
    /// Those that had begun, in the order of the list.
    pub rows: Vec<HabitReview>,
    /// What was noted of the period's days, the oldest first.
    pub notes: Vec<HabitNote>,
}

/// A day's note and whose it is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HabitNote {
    pub habit_name: String,
    pub entry: KeptEntry,
}
