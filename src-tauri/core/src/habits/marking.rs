//! Saying how a day went: one entry a day and habit, written only where it changes something.
use super::draft;
use super::look::show;
use super::model::*;
use super::plan::{Kind, State};
use super::quantity::Quantity;
use super::sql;
use crate::db::Id;
use crate::{Error, Result, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

/// The most days that are marked at once.
const MOST: usize = 4000;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkHabit {
    pub id: Id,
    /// Today unless told.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// Null takes back what was said; with an amount it may be left out.
    #[serde(default)]
    pub state: Option<State>,
    /// In units, of a measured habit or a limit.
    #[serde(default)]
    pub amount: Option<Quantity>,
    /// Left out, it stays.
    #[serde(default)]
    pub note: Option<String>,
}

pub async fn mark_habit(tx: &mut Tx, input: MarkHabit) -> Result<MarkedHabit> {
    let habit: Habit = tx.get(input.id).await?;
    let day = input.day.unwrap_or(tx.lived_day());
    let says = Says { state: input.state, amount: input.amount, note: input.note };
    let said = mark(tx, &habit, day, says).await?;
    tx.label(format!("{}: {day} {}", habit.name, said.words())).await?;
    let encouragement = match said {
        Said::Kept => encouragement(tx, &habit).await?,
        _ => None,
    };
    Ok(MarkedHabit { habit: show(tx, habit).await?, encouragement })
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HabitDay {
    pub id: Id,
    pub day: NaiveDate,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkMany {
    pub days: Vec<HabitDay>,
    /// Null takes back what was said of them.
    #[serde(default)]
    pub state: Option<State>,
    /// In units, of measured habits and limits.
    #[serde(default)]
    pub amount: Option<Quantity>,
}

pub async fn mark_many(tx: &mut Tx, input: MarkMany) -> Result<Vec<ShownHabit>> {
    if input.days.len() > MOST {
        return Err(Error::invalid("days", format!("mark at most {MOST} days at once")));
    }
    let mut habits: Vec<Habit> = vec![];
    for HabitDay { id, day } in &input.days {
        let habit = match habits.iter().find(|habit| habit.id == *id) {
            Some(habit) => habit.clone(),
            None => {
                habits.push(tx.get(*id).await?);
                habits[habits.len() - 1].clone()
            }
        };
        let says = Says { state: input.state, amount: input.amount, note: None };
        mark(tx, &habit, *day, says).await?;
    }
    let count = input.days.len();
    let label = match habits.as_slice() {
        [habit] => format!("{}: marked {count} days", habit.name),
        habits => format!("marked {count} days of {} habits", habits.len()),
    };
    tx.label(label).await?;
    let mut all = vec![];
    for habit in habits {
        all.push(show(tx, habit).await?);
    }
    Ok(all)
}

/// What somebody says of a day.
struct Says {
    state: Option<State>,
    amount: Option<Quantity>,
    note: Option<String>,
}

/// What was made of it.
#[derive(Clone, Copy)]
enum Said {
    Kept,
    Missed,
    Skipped,
    Cleared,
}

impl Said {
    fn words(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missed => "not kept",
            Self::Skipped => "skipped",
            Self::Cleared => "cleared",
        }
    }
}

/// Stores what is said of a day, unless it is what was said already.
async fn mark(tx: &mut Tx, habit: &Habit, day: NaiveDate, says: Says) -> Result<Said> {
    draft::markable(day, tx.lived_day())?;
    if says.amount.is_some() && !habit.is_measured() {
        let message = format!("{} is not measured in units", habit.name);
        return Err(Error::invalid("amount", message));
    }
    if says.amount.is_some_and(|amount| amount.0 < 0) {
        return Err(Error::invalid("amount", "an amount is 0 or more"));
    }
    let note = says.note.as_deref().map(draft::note).transpose()?;
    let held = sql::entry(tx, habit.id, day).await?;
    let amount = says.amount.filter(|_| says.state != Some(State::Skip));
    let state = state_of(habit, says.state, amount);
    let note = note.or(held.as_ref().map(|held| held.note.clone())).unwrap_or_default();
    let wanted = KeptEntry {
        id: held.as_ref().map_or_else(|| tx.new_id(), |held| held.id),
        habit_id: habit.id,
        day,
        state: state.unwrap_or(State::Unknown),
        amount_thousandths: amount,
        note,
        version: held.as_ref().map_or(1, |held| held.version),
    };
    let is_empty = wanted.state == State::Unknown && wanted.note.is_empty();
    match held {
        Some(held) if is_empty => drop(tx.remove::<KeptEntry>(held.id, held.version).await?),
        Some(held) if held == wanted => {}
        Some(held) => tx.update(&mut wanted.clone(), held.version).await?,
        None if is_empty => {}
        None => tx.insert(&wanted).await?,
    }
    Ok(said(habit, &wanted))
}

/// An amount says by itself whether the day was kept.
fn state_of(habit: &Habit, state: Option<State>, amount: Option<Quantity>) -> Option<State> {
    let (Some(amount), None | Some(State::Yes | State::No)) = (amount, state) else {
        return state;
    };
    let target = habit.target_thousandths;
    let is_kept = if habit.kind == Kind::Limit { amount <= target } else { amount >= target };
    Some(if is_kept { State::Yes } else { State::No })
}

fn said(habit: &Habit, entry: &KeptEntry) -> Said {
    match (entry.state, habit.kind) {
        (State::Skip, _) => Said::Skipped,
        (State::Unknown, _) => Said::Cleared,
        (State::Yes, Kind::Avoid) | (State::No, Kind::Build | Kind::Measured | Kind::Limit) => {
            Said::Missed
        }
        (State::Yes | State::No, _) => Said::Kept,
    }
}

/// The next of what there is to say: as many days are marked, so far along is it.
async fn encouragement(tx: &mut Tx, habit: &Habit) -> Result<Option<String>> {
    let lines = &habit.encouragements.0;
    let count = sql::entry_count(tx, habit.id).await?.unsigned_abs() as usize;
    Ok(lines.get(count.checked_rem(lines.len()).unwrap_or(0)).cloned())
}
