//! Looking back on a week or month of all habits, beside the one before. Judged anew from the
//! marks, by what the periods of one habit are reviewed by; nothing is written.
use super::look::judged;
use super::model::*;
use super::review::{completion_bp, missed, review};
use super::sql;
use super::streak::longest;
use super::targets::Period;
use crate::db::Id;
use crate::{Error, Result, Tx};
use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewHabits {
    /// The week unless told.
    pub period: Option<Period>,
    /// A day of the period; today unless told.
    pub on: Option<NaiveDate>,
    /// What a week begins with; Monday unless told.
    pub week_start: Option<Weekday>,
}

pub async fn review_habits(tx: &mut Tx, input: ReviewHabits) -> Result<HabitsReview> {
    let today = tx.lived_day();
    let period = input.period.unwrap_or(Period::Week);
    let week_start = input.week_start.unwrap_or(Weekday::Mon);
    let on = input.on.unwrap_or(today);
    if !matches!(period, Period::Week | Period::Month) {
        return Err(Error::invalid("period", "look back on a week or a month"));
    }
    if on > today {
        return Err(Error::invalid("on", "there is nothing to look back upon in days to come"));
    }
    let around = period.around(on, week_start).filter(|(from, _)| from.year() >= 1);
    let Some((from, until)) = around else {
        return Err(Error::invalid("on", "days are of the years 1 to 9999"));
    };
    let mut rows = vec![];
    let mut first_day: Option<NaiveDate> = None;
    let habits = sql::habits(tx).await?;
    let name_of: HashMap<Id, String> =
        habits.iter().map(|habit| (habit.id, habit.name.clone())).collect();
    for habit in habits {
        let found = judged(tx, &habit).await?;
        let begun = found.days.all().get(found.days.since()).map(|_| found.days.since());
        let Some(begun) = begun.map(|since| found.days.date(since)) else { continue };
        first_day = Some(first_day.map_or(begun, |first| first.min(begun)));
        let is_over = habit.archived_on.is_some_and(|day| day < from);
        if begun > until || is_over {
            continue;
        }
        let Some(review) = review(&found.plan, &found.days, period, on, week_start) else {
            continue;
        };
        rows.push(HabitReview {
            habit,
            review,
            longest_streak: longest(&found.days, from, until),
            missed: missed(&found.days, from, until),
        });
    }
    let this = sum(rows.iter().map(|row| (row.review.this.kept, row.review.this.due)));
    let previous = sum(rows.iter().map(|row| (row.review.previous.kept, row.review.previous.due)));
    let change_bp = this.completion_bp.zip(previous.completion_bp);
    let change_bp = change_bp.map(|(now, then)| now as i32 - then as i32);
    let note = |entry: KeptEntry| {
        let habit_name = name_of.get(&entry.habit_id).cloned().unwrap_or_default();
        HabitNote { habit_name, entry }
    };
    let notes = sql::notes(tx, from, until).await?.into_iter().map(note).collect();
    Ok(HabitsReview {
        period,
        from,
        until,
        today,
        first_day,
        this,
        previous,
        change_bp,
        rows,
        notes,
    })
}

fn sum(tallies: impl Iterator<Item = (u32, u32)>) -> KeptOfDue {
    let (kept, due) = tallies.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    KeptOfDue { kept, due, completion_bp: completion_bp(kept, due) }
}
