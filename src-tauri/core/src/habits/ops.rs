//! The verbs of a habit as such: begin, change, rest, archive, move, remove.
use super::check::{self, LedgerCheck};
use super::draft;
use super::evaluate::{EvaluateHabit, Evaluation};
pub use super::exchange::{export_habits, import_habits};
use super::fault::Fault;
use super::frequency::Weekdays;
use super::look::show;
pub use super::look::{get_grid, get_habit, get_habit_history, list_habits};
pub use super::marking::{mark_habit, mark_many};
use super::model::*;
use super::places;
use super::plan::{Kind, Pause};
use super::quantity::Quantity;
pub use super::retrospect::review_habits;
pub use super::saving::{get_savings, send_savings};
use super::sql;
use super::templates::{self, HabitTemplate};
use crate::db::Id;
use crate::ledger::present;
use crate::op::Nothing;
use crate::{Error, Result, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;

pub async fn evaluate(_tx: &mut Tx, input: EvaluateHabit) -> Result<Evaluation> {
    Ok(super::evaluate::evaluate(&input)?)
}

pub async fn list_templates(_tx: &mut Tx, _: Nothing) -> Result<Vec<HabitTemplate>> {
    Ok(templates::all())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddHabit {
    pub name: String,
    #[serde(default)]
    pub question: String,
    #[serde(default)]
    pub description: String,
    pub kind: Kind,
    /// How many times in `denominator` days; once a day unless told.
    #[serde(default)]
    pub numerator: Option<i64>,
    #[serde(default)]
    pub denominator: Option<i64>,
    /// The weekdays on which it is due; all of them if none are named.
    #[serde(default)]
    pub weekdays: Option<Weekdays>,
    /// Units in `denominator` days; only measured habits and limits have one.
    #[serde(default)]
    pub target: Option<Quantity>,
    #[serde(default)]
    pub unit: String,
    /// `#rrggbb`
    #[serde(default)]
    pub colour: String,
    /// The name of a lucide icon.
    #[serde(default)]
    pub icon: String,
    #[serde(default)]
    pub group_name: String,
    /// When it began; its first mark unless told.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    #[serde(default)]
    pub reminder: Option<HabitReminder>,
    /// What to say when it is done.
    #[serde(default)]
    pub encouragements: Vec<String>,
    /// How the ledger judges its days, from `since` on: today unless told.
    #[serde(default)]
    pub check: Option<LedgerCheck>,
}

impl AddHabit {
    /// A template as it stands.
    pub fn of(template: HabitTemplate) -> Self {
        let HabitTemplate { name, question, kind, weekdays, target, unit, .. } = template;
        Self {
            name,
            question,
            description: String::new(),
            kind,
            numerator: Some(template.numerator.into()),
            denominator: Some(template.denominator.into()),
            weekdays: Some(weekdays),
            target,
            unit,
            colour: template.colour,
            icon: template.icon,
            group_name: String::new(),
            since: None,
            reminder: Some(template.reminder),
            encouragements: template.encouragements,
            check: None,
        }
    }
}

pub async fn add_habit(tx: &mut Tx, input: AddHabit) -> Result<ShownHabit> {
    let last = sql::habits(tx).await?.last().map(|habit| habit.position);
    let habit = Habit {
        id: tx.new_id(),
        name: input.name,
        question: input.question,
        description: input.description,
        kind: input.kind,
        numerator: input.numerator.unwrap_or(1),
        denominator: input.denominator.unwrap_or(1),
        weekdays: Json(input.weekdays.unwrap_or_default()),
        target_thousandths: input.target.unwrap_or_default(),
        unit: input.unit,
        colour: input.colour,
        icon: input.icon,
        group_name: input.group_name,
        position: places::after(last),
        since: input.since,
        archived_on: None,
        pauses: Json(vec![]),
        reminder: Json(input.reminder),
        encouragements: Json(input.encouragements),
        ledger_check: Json(input.check),
        version: 1,
    };
    let habit = check::sound(tx, habit, None).await?;
    let habit = aiming(draft::sound(habit, tx.lived_day())?)?;
    tx.insert(&habit).await?;
    tx.label(format!("began the habit {}", habit.name)).await?;
    show(tx, habit).await
}

/// What a person makes aims at something; a file may hold what does not.
fn aiming(habit: Habit) -> Result<Habit> {
    match habit.kind {
        Kind::Measured if habit.target_thousandths.0 <= 0 => {
            Err(Error::invalid("target", "say how much it aims at: more than 0"))
        }
        Kind::Limit if habit.target_thousandths.0 < 0 => Err(Fault::Target.into()),
        _ => Ok(habit),
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateHabit {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub question: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub kind: Option<Kind>,
    /// How many times in `denominator` days.
    #[serde(default)]
    pub numerator: Option<i64>,
    #[serde(default)]
    pub denominator: Option<i64>,
    #[serde(default)]
    pub weekdays: Option<Weekdays>,
    /// Units in `denominator` days.
    #[serde(default)]
    pub target: Option<Quantity>,
    #[serde(default)]
    pub unit: Option<String>,
    /// `#rrggbb`
    #[serde(default)]
    pub colour: Option<String>,
    /// The name of a lucide icon.
    #[serde(default)]
    pub icon: Option<String>,
    #[serde(default)]
    pub group_name: Option<String>,
    /// Null is its first mark.
    #[serde(default, deserialize_with = "present")]
    pub since: Option<Option<NaiveDate>>,
    /// Null is none.
    #[serde(default, deserialize_with = "present")]
    pub reminder: Option<Option<HabitReminder>>,
    #[serde(default)]
    pub encouragements: Option<Vec<String>>,
    /// Null is none: its days are marked by hand alone.
    #[serde(default, deserialize_with = "present")]
    pub check: Option<Option<LedgerCheck>>,
}

pub async fn update_habit(tx: &mut Tx, input: UpdateHabit) -> Result<ShownHabit> {
    let was: Habit = tx.get(input.id).await?;
    let habit = Habit {
        name: input.name.unwrap_or(was.name),
        question: input.question.unwrap_or(was.question),
        description: input.description.unwrap_or(was.description),
        kind: input.kind.unwrap_or(was.kind),
        numerator: input.numerator.unwrap_or(was.numerator),
        denominator: input.denominator.unwrap_or(was.denominator),
        weekdays: input.weekdays.map_or(was.weekdays, Json),
        target_thousandths: input.target.unwrap_or(was.target_thousandths),
        unit: input.unit.unwrap_or(was.unit),
        colour: input.colour.unwrap_or(was.colour),
        icon: input.icon.unwrap_or(was.icon),
        group_name: input.group_name.unwrap_or(was.group_name),
        since: input.since.unwrap_or(was.since),
        reminder: input.reminder.map_or(was.reminder, Json),
        encouragements: input.encouragements.map_or(was.encouragements, Json),
        ledger_check: input.check.map_or(was.ledger_check, Json),
        ..was
    };
    let first = sql::first_days(tx).await?.get(&habit.id).copied();
    let habit = check::sound(tx, habit, first).await?;
    let mut habit = aiming(draft::sound(habit, tx.lived_day())?)?;
    tx.update(&mut habit, input.version).await?;
    tx.label(format!("changed the habit {}", habit.name)).await?;
    show(tx, habit).await
}

/// A habit as somebody saw it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseHabit {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_habit(tx: &mut Tx, input: ChooseHabit) -> Result<Habit> {
    let entries = sql::entries(tx, input.id, None).await?;
    for entry in &entries {
        tx.remove::<KeptEntry>(entry.id, entry.version).await?;
    }
    for sent in sql::sent(tx, input.id).await? {
        tx.remove::<SentSaving>(sent.id, sent.version).await?;
    }
    let habit: Habit = tx.remove(input.id, input.version).await?;
    tx.label(format!("removed the habit {} with {} days", habit.name, entries.len())).await?;
    Ok(habit)
}

pub async fn archive_habit(tx: &mut Tx, input: ChooseHabit) -> Result<ShownHabit> {
    let mut habit: Habit = tx.get(input.id).await?;
    if habit.archived_on.is_none() {
        habit.archived_on = Some(tx.lived_day());
        tx.update(&mut habit, input.version).await?;
        tx.label(format!("archived the habit {}", habit.name)).await?;
    }
    show(tx, habit).await
}

/// The days in the archive become a pause, so that nothing is held against it.
pub async fn reactivate_habit(tx: &mut Tx, input: ChooseHabit) -> Result<ShownHabit> {
    let mut habit: Habit = tx.get(input.id).await?;
    if let Some(archived) = habit.archived_on.take() {
        let rest = archived.succ_opt().zip(tx.lived_day().pred_opt());
        if let Some((from, until)) = rest.filter(|(from, until)| from <= until) {
            habit.pauses.0.push(Pause { from, until: Some(until) });
        }
        tx.update(&mut habit, input.version).await?;
        tx.label(format!("took up the habit {} again", habit.name)).await?;
    }
    show(tx, habit).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseHabit {
    pub id: Id,
    pub version: i64,
    /// Today unless told.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of rest; until further notice unless told.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

pub async fn pause_habit(tx: &mut Tx, input: PauseHabit) -> Result<ShownHabit> {
    let mut habit: Habit = tx.get(input.id).await?;
    let from = input.from.unwrap_or(tx.lived_day());
    if let Some(until) = input.until.filter(|until| *until < from) {
        return Err(Error::invalid("until", Fault::Pause(from, until).to_string()));
    }
    if habit.pauses.0.len() >= 500 {
        return Err(Error::invalid("from", "this habit has rested often enough: 500 times"));
    }
    let pause = Pause { from, until: input.until };
    if !habit.pauses.0.contains(&pause) {
        habit.pauses.0.push(pause);
        tx.update(&mut habit, input.version).await?;
        tx.label(format!("paused the habit {}", habit.name)).await?;
    }
    show(tx, habit).await
}

/// It rested until yesterday; a pause that begins today, or is still to come, is taken away.
pub async fn resume_habit(tx: &mut Tx, input: ChooseHabit) -> Result<ShownHabit> {
    let mut habit: Habit = tx.get(input.id).await?;
    let today = tx.lived_day();
    let before = habit.pauses.0.clone();
    habit.pauses.0.retain(|pause| pause.from < today);
    for pause in &mut habit.pauses.0 {
        if pause.until.is_none_or(|until| until >= today) {
            pause.until = today.pred_opt();
        }
    }
    if habit.pauses.0 != before {
        tx.update(&mut habit, input.version).await?;
        tx.label(format!("went on with the habit {}", habit.name)).await?;
    }
    show(tx, habit).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveHabit {
    pub id: Id,
    /// The habit that it goes before; none is last.
    #[serde(default)]
    pub before: Option<Id>,
}

pub async fn move_habit(tx: &mut Tx, input: MoveHabit) -> Result<ShownHabit> {
    let habit: Habit = tx.get(input.id).await?;
    let mut others = sql::habits(tx).await?;
    others.retain(|other| other.id != habit.id);
    let at = match input.before {
        Some(before) => others.iter().position(|other| other.id == before),
        None => Some(others.len()),
    };
    let at = at.ok_or_else(|| Error::invalid("before", "there is no such other habit"))?;
    let place = |at: Option<usize>| at.and_then(|at| others.get(at)).map(|other| other.position);
    let place = places::between(place(at.checked_sub(1)), place(Some(at)));
    others.insert(at, habit.clone());
    for (index, mut one) in others.into_iter().enumerate() {
        let position = match place {
            Some(place) if one.id == habit.id => place,
            Some(_) => continue,
            None => places::STEP * (index as i64 + 1),
        };
        if one.position != position {
            let version = one.version;
            one.position = position;
            tx.update(&mut one, version).await?;
        }
    }
    tx.label(format!("moved the habit {}", habit.name)).await?;
    let habit = tx.get(input.id).await?;
    show(tx, habit).await
}
