//! Drawing and saving the views of a habit. The numbers are those of its page, asked for the same
//! way; nothing is judged here.
use super::picture::{Wanted, picture, save, saved_as};
use super::*;
use crate::day::month_name;
use crate::db::Id;
use crate::habits::{self, GetHabitHistory};
use crate::{Error, Result, Tx, ledger};
use chrono::{Datelike, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;

/// How many months the weekdays are shown of, unless a year is asked for.
const LAST_MONTHS: usize = 12;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawHabit {
    pub id: Id,
    pub view: HabitView,
    /// Of a heatmap, this year unless told; of the weekdays, the last 12 months; of the strength,
    /// all there is.
    #[serde(default)]
    pub year: Option<i32>,
    /// As in 2026-01: of a month's calendar, this one unless told.
    #[serde(default)]
    pub month: Option<String>,
    /// What a week begins with; Monday unless told.
    #[serde(default)]
    pub week_start: Option<Weekday>,
    #[serde(default)]
    pub format: ChartFormat,
    #[serde(default)]
    pub theme: ChartTheme,
    /// Pixels, 960 unless told, 360 to 4000.
    #[serde(default)]
    pub width: Option<u32>,
    /// Pixels, by the view unless told, 200 to 4000.
    #[serde(default)]
    pub height: Option<u32>,
    /// As in en, de or es.
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn draw_habit(tx: &mut Tx, input: DrawHabit) -> Result<HabitChart> {
    let wanted = Wanted {
        format: input.format,
        theme: input.theme,
        width: input.width,
        height: input.height,
        locale: input.locale.clone(),
    };
    let canvas = wanted.canvas((960, usual_height(input.view)))?;
    let numbers = numbers(tx, input).await?;
    let (mime, data) = picture(&numbers, &canvas, wanted.format)?;
    Ok(HabitChart { mime, data, numbers })
}

fn usual_height(view: HabitView) -> u32 {
    match view {
        HabitView::Heatmap => 210,
        HabitView::Month => 460,
        HabitView::Weekdays | HabitView::Streaks => 340,
        HabitView::Strength => 300,
    }
}

/// What is drawn, cut from the habit's page.
async fn numbers(tx: &mut Tx, input: DrawHabit) -> Result<HabitNumbers> {
    let view = input.view;
    let month = ledger::month("month", input.month.as_deref())?;
    if month.is_some() && view != HabitView::Month {
        return Err(Error::invalid("month", "only a month's calendar is drawn of a month"));
    }
    if input.year.is_some() && matches!(view, HabitView::Month | HabitView::Streaks) {
        let message = "a month is told by `month`, and streaks are drawn of all years";
        return Err(Error::invalid("year", message));
    }
    if input.year.is_some_and(|year| !(1..=9999).contains(&year)) {
        return Err(Error::invalid("year", "choose a year from 1 to 9999"));
    }
    let today = tx.lived_day();
    let month = match view {
        HabitView::Month => Some(month.unwrap_or_else(|| crate::day::month_no(today))),
        _ => None,
    };
    let year = month.map(|month| month.div_euclid(12)).or(input.year);
    let year = year.or((view == HabitView::Heatmap).then(|| today.year()));
    let week_start = input.week_start.unwrap_or(Weekday::Mon);
    let asked =
        GetHabitHistory { id: input.id, year, limit: Some(0), week_start: Some(week_start) };
    let page = habits::get_habit_history(tx, asked).await?;
    let mut numbers = HabitNumbers {
        view,
        habit_id: page.habit.habit.id,
        name: page.habit.habit.name,
        unit: page.habit.habit.unit,
        week_start,
        year,
        month: month.map(month_name),
        days: vec![],
        weekdays: vec![],
        weekday_steps: vec![],
        scores: vec![],
        streaks: vec![],
    };
    match view {
        HabitView::Heatmap => numbers.days = page.heat,
        HabitView::Month => {
            let number = month.unwrap_or_default().rem_euclid(12) as u32;
            numbers.days = page.heat.into_iter().filter(|day| day.day.month0() == number).collect();
        }
        HabitView::Weekdays => {
            let of_year = |row: &habits::review::WeekdayMonth| {
                year.is_none_or(|year| row.month.starts_with(&format!("{year:04}-")))
            };
            let rows: Vec<_> = page.weekdays.into_iter().filter(of_year).collect();
            numbers.weekdays = rows[rows.len().saturating_sub(LAST_MONTHS)..].to_vec();
            numbers.weekday_steps = page.weekday_steps;
        }
        HabitView::Strength => {
            let of_year = |day: chrono::NaiveDate| year.is_none_or(|year| day.year() == year);
            numbers.scores = page.scores.into_iter().filter(|one| of_year(one.day)).collect();
        }
        HabitView::Streaks => numbers.streaks = page.best_streaks,
    }
    Ok(numbers)
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveHabit {
    pub id: Id,
    pub view: HabitView,
    /// Where to: a path ending in .png or .svg.
    pub file: String,
    #[serde(default)]
    pub year: Option<i32>,
    #[serde(default)]
    pub month: Option<String>,
    #[serde(default)]
    pub week_start: Option<Weekday>,
    #[serde(default)]
    pub format: Option<ChartFormat>,
    #[serde(default)]
    pub theme: ChartTheme,
    #[serde(default)]
    pub width: Option<u32>,
    #[serde(default)]
    pub height: Option<u32>,
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn save_habit(tx: &mut Tx, input: SaveHabit) -> Result<SavedFile> {
    let format = saved_as(tx, &input.file, input.format)?;
    let drawn = DrawHabit {
        id: input.id,
        view: input.view,
        year: input.year,
        month: input.month,
        week_start: input.week_start,
        format,
        theme: input.theme,
        width: input.width,
        height: input.height,
        locale: input.locale,
    };
    save(input.file, format, draw_habit(tx, drawn).await?.data)
}
