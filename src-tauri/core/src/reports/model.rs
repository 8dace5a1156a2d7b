//! The nouns of reports.
use crate::db::Id;
use crate::habits::quantity::Quantity;
use crate::habits::review::{HeatDay, WeekdayMonth};
use crate::habits::score::DayScore;
use crate::habits::streak::Streak;
use chrono::Weekday;
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
