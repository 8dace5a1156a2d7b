//! Looking at habits: the list, the grid and a habit's own page. All of it is judged anew from the
//! marks; nothing is written.
use super::days::Days;
use super::evaluate::{Evaluation, of_days};
use super::marks::{self, Known, begun};
use super::model::*;
use super::plan::{Kind, Plan, State};
use super::review::{heatmap, review, weekday_steps, weekday_table};
use super::sql;
use super::targets::{Period, progress};
use crate::db::Id;
use crate::{Error, Result, Tx};
use chrono::{Datelike, Days as Span, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

/// The most days that a grid shows.
const MOST_DAYS: i64 = 400;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListHabits {
    /// Also those that are archived.
    pub include_archived: bool,
}

pub async fn list_habits(tx: &mut Tx, input: ListHabits) -> Result<Vec<ShownHabit>> {
    let mut shown = vec![];
    for habit in sql::habits(tx).await? {
        if input.include_archived || habit.archived_on.is_none() {
            shown.push(show(tx, habit).await?);
        }
    }
    Ok(shown)
}

/// The habits that a reminder was asked for, as they stand today.
pub async fn to_remind(tx: &mut Tx) -> Result<Vec<ShownHabit>> {
    let mut shown = vec![];
    for habit in sql::habits(tx).await? {
        if habit.reminder.0.is_some() && habit.archived_on.is_none() {
            shown.push(show(tx, habit).await?);
        }
    }
    Ok(shown)
}

/// What to mark a day of a habit with when it was kept: of one to avoid, that it was not done.
pub async fn kept_by(tx: &mut Tx, id: Id) -> Result<State> {
    let habit: Habit = tx.get(id).await?;
    Ok(if habit.kind == Kind::Avoid { State::No } else { State::Yes })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetHabit {
    pub id: Id,
}

pub async fn get_habit(tx: &mut Tx, input: GetHabit) -> Result<ShownHabit> {
    let habit = tx.get(input.id).await?;
    show(tx, habit).await
}

/// A habit that was judged.
pub(super) struct Judged {
    pub plan: Plan,
    known: Known,
    pub days: Days,
    numbers: Evaluation,
}

/// The last day that counts: today, or the day it was archived.
pub(super) fn last_day(tx: &Tx, habit: &Habit) -> NaiveDate {
    let today = tx.lived_day();
    habit.archived_on.map_or(today, |day| day.min(today))
}

pub(super) async fn judged(tx: &mut Tx, habit: &Habit) -> Result<Judged> {
    let last = last_day(tx, habit);
    let (plan, known) = marks::all(tx, habit, last).await?;
    let days = known.judged(&plan, last)?;
    let mut numbers = of_days(&plan, &days);
    numbers.at_risk_today &= known.ends_tonight();
    Ok(Judged { plan, known, days, numbers })
}

/// How a habit stands today.
pub(super) async fn show(tx: &mut Tx, habit: Habit) -> Result<ShownHabit> {
    let judged = judged(tx, &habit).await?;
    Ok(shown(tx, habit, &judged))
}

fn shown(tx: &Tx, habit: Habit, judged: &Judged) -> ShownHabit {
    let Judged { plan, known, days, numbers } = judged;
    let today = tx.lived_day();
    let value = |day: NaiveDate| days.on(day).map(|day| day.value);
    let last_week = (0..7).rev().filter_map(|ago| today.checked_sub_days(Span::new(ago)));
    let given = known.marks.iter().find(|mark| mark.day == today);
    let is_due = plan.frequency.weekdays.has(today)
        && !super::plan::covers(&super::plan::merged(&plan.pauses), super::plan::number(today));
    let is_open = match days.index(today) {
        Some(index) => !days.is_settled(index) && plan.kind != Kind::Avoid,
        None => is_due && plan.kind != Kind::Avoid,
    };
    ShownHabit {
        today: value(today),
        amount: given.and_then(|mark| mark.amount).filter(|_| habit.is_measured()),
        open_today: is_open && habit.archived_on.is_none(),
        current_streak: numbers.current_streak,
        best_streak: numbers.best_streaks.first().map_or(0, |streak| streak.days),
        at_risk_today: numbers.at_risk_today && habit.archived_on.is_none(),
        strength: numbers.scores.last().map_or(0.0, |last| last.score),
        last_week: last_week.map(value).collect(),
        ledger: known.standing.clone(),
        habit,
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GetGrid {
    /// The 30 days up to `to` unless told.
    pub from: Option<NaiveDate>,
    /// Today unless told.
    pub to: Option<NaiveDate>,
    pub include_archived: bool,
}

pub async fn get_grid(tx: &mut Tx, input: GetGrid) -> Result<HabitGrid> {
    let today = tx.lived_day();
    let to = input.to.unwrap_or(today);
    let from = input.from.or_else(|| to.checked_sub_days(Span::new(29))).unwrap_or(to);
    if from > to || (to - from).num_days() >= MOST_DAYS {
        let message = format!("a grid goes forwards, over at most {MOST_DAYS} days");
        return Err(Error::invalid("from", message));
    }
    if from.year() < 1 || to.year() > 9999 {
        return Err(Error::invalid("from", "days are of the years 1 to 9999"));
    }
    let noted: HashSet<(Id, NaiveDate)> = sql::noted(tx, from, to).await?.into_iter().collect();
    let firsts = sql::first_days(tx).await?;
    let mut rows = vec![];
    for habit in sql::habits(tx).await? {
        if input.include_archived || habit.archived_on.is_none() {
            let plan = begun(habit.plan()?, firsts.get(&habit.id).copied());
            let last = last_day(tx, &habit);
            let known = marks::between(tx, &habit, &plan, (from, to), last).await?;
            let days = known.judged(&plan, last)?;
            let has_note = |day| noted.contains(&(habit.id, day));
            let days = known.cells(&habit, &plan, &days, (from, to), has_note);
            rows.push(GridRow { habit_id: habit.id, days });
        }
    }
    Ok(HabitGrid { from, to, today, rows })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetHabitHistory {
    pub id: Id,
    /// The year of the heatmap; this year unless told.
    #[serde(default)]
    pub year: Option<i32>,
    /// How many entries, the newest first; 100 unless told, 10000 at most.
    #[serde(default)]
    pub limit: Option<u32>,
    /// What a week begins with; Monday unless told.
    #[serde(default)]
    pub week_start: Option<Weekday>,
}

pub async fn get_habit_history(tx: &mut Tx, input: GetHabitHistory) -> Result<HabitHistory> {
    let habit: Habit = tx.get(input.id).await?;
    let judged = judged(tx, &habit).await?;
    let today = tx.lived_day();
    let week_start = input.week_start.unwrap_or(Weekday::Mon);
    let year = input.year.unwrap_or(today.year());
    let limit = input.limit.unwrap_or(100).min(10_000);
    let entries = sql::entries(tx, habit.id, Some(limit)).await?;
    let entry_count = sql::entry_count(tx, habit.id).await?;
    let last = last_day(tx, &habit);
    let habit = shown(tx, habit, &judged);
    let Judged { plan, known, days, mut numbers } = judged;
    let (mut entries, told) = known.said_days(&plan, entries);
    entries.truncate(limit as usize);
    numbers.best_streaks.truncate(10);
    let first = numbers.scores.first().map_or(today, |first| first.day);
    let weekdays = weekday_table(&plan, &days);
    Ok(HabitHistory {
        habit,
        year,
        first_year: first.year(),
        heat: heatmap(&plan, &days, year, week_start),
        weekday_steps: weekday_steps(&weekdays),
        weekdays,
        progress: progress(&plan, &days, last, week_start),
        week: review(&plan, &days, Period::Week, last, week_start),
        month: review(&plan, &days, Period::Month, last, week_start),
        scores: numbers.scores,
        best_streaks: numbers.best_streaks,
        entries,
        entry_count: entry_count + told,
    })
}

#[cfg(test)]
mod tests {
    use super::super::days::judge;
    use super::super::marks::reach;
    use super::super::plan::Mark;
    use super::super::samples::{any_marks, any_plan, today};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_page_of_the_grid_is_judged_as_the_whole_is(
            plan in any_plan(), marks in any_marks(), ago in 0u64..160, length in 0u64..40
        ) {
            let to = today() - Span::new(ago);
            let from = to - Span::new(length);
            let whole = judge(&plan, &marks, today()).unwrap();
            let says = |mark: &&Mark| {
                let is_measured = matches!(plan.kind, Kind::Measured | Kind::Limit);
                let has_amount = mark.amount.is_some_and(|amount| amount.0 > 0);
                mark.state != State::Unknown || (has_amount && is_measured)
            };
            let first = marks.iter().filter(says).map(|mark| mark.day).min();
            let plan = begun(plan, first);
            let (since, until) = reach(&plan, from, to, today());
            let mut some = marks.clone();
            some.retain(|mark| since <= mark.day && mark.day <= until);
            let part = judge(&plan, &some, today()).unwrap();
            for day in from.iter_days().take_while(|day| *day <= to) {
                prop_assert_eq!(
                    part.on(day).map(|day| day.value), whole.on(day).map(|day| day.value),
                    "{} of {:?}", day, plan
                );
            }
        }
    }
}
