//! The nouns of reports.
use crate::db::Id;
use crate::habits::quantity::Quantity;
use crate::habits::review::{HeatDay, WeekdayMonth};
use crate::habits::score::DayScore;
use crate::habits::streak::Streak;
use chrono::{NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartFormat {
    #[default]
    Svg,
    Png,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartTheme {
    #[default]
    Light,
    Dark,
}

/// One category's spending, month by month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SpendingSeries {
    /// Null for uncategorised and for the rest.
    pub category_id: Option<Id>,
    pub name: String,
    /// As in #332288; the same on screen and in files.
    pub color: String,
    /// One for each month, in minor units; refunds may make it negative.
    pub values_minor: Vec<i64>,
    pub total_minor: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SpendingChart {
    pub mime: String,
    /// SVG text, or base64 of a PNG.
    pub data: String,
    pub currency: String,
    /// As in 2026-01.
    pub months: Vec<String>,
    pub series: Vec<SpendingSeries>,
    pub total_minor: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedFile {
    pub file: String,
    pub bytes: i64,
}

/// What of a habit is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HabitView {
    /// A year, a square a day.
    Heatmap,
    /// A month as a calendar.
    Month,
    /// What was done by weekday and month.
    Weekdays,
    /// How strong it was, day by day.
    Strength,
    /// The longest streaks.
    Streaks,
}

/// The very numbers that are drawn: those of `habits.get_habit_history`. What a view does not show
/// is empty.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitNumbers {
    pub view: HabitView,
    pub habit_id: Id,
    pub name: String,
    pub unit: String,
    /// What a week begins with.
    pub week_start: Weekday,
    /// Of a heatmap, a month, or where one was asked for.
    pub year: Option<i32>,
    /// As in 2026-01, of a month.
    pub month: Option<String>,
    /// The days of the year or month.
    pub days: Vec<HeatDay>,
    pub weekdays: Vec<WeekdayMonth>,
    /// Up to how much each of the five steps of `weekdays` goes.
    pub weekday_steps: Vec<Quantity>,
    pub scores: Vec<DayScore>,
    pub streaks: Vec<Streak>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitChart {
    pub mime: String,
    /// SVG text, or base64 of a PNG.
    pub data: String,
    pub numbers: HabitNumbers,
}

/// What a payoff plan leaves owed, as drawn.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DebtChart {
    pub mime: String,
    /// SVG text, or base64 of a PNG.
    pub data: String,
    pub numbers: DebtChartNumbers,
}

/// The very numbers that are drawn: those of `debts.simulate`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DebtChartNumbers {
    pub currency: String,
    /// The day of the last payment.
    pub debt_free_on: NaiveDate,
    pub total_interest_minor: i64,
    /// From the plan's start on.
    pub months: Vec<DebtChartMonth>,
    /// The last to be paid off first: it stands at the bottom.
    pub debts: Vec<DebtChartSeries>,
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct DebtChartMonth {
    /// Of the plan; 0 is its start.
    pub month: u32,
    /// The day of the month's last payment.
    pub on: NaiveDate,
    /// What is owed then, all debts together.
    pub total_minor: i64,
}

/// One debt, month by month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DebtChartSeries {
    pub name: String,
    pub id: Option<String>,
    /// As in #332288; the same on screen and in files, and in every plan of the same balances.
    pub color: String,
    /// Of the plan; 0 when nothing was owed at the start.
    pub paid_off_month: u32,
    pub paid_off_on: NaiveDate,
    /// After each month's payments, as many as there are months.
    pub balances_minor: Vec<i64>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleFormat {
    #[default]
    Csv,
    Xlsx,
}

/// The payments of a payoff plan as a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScheduleFile {
    pub mime: String,
    /// What to call it.
    pub name: String,
    /// Base64.
    pub data: String,
    /// Payments in it.
    pub rows: i64,
}
