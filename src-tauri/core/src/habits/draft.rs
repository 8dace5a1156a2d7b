//! What makes a habit sound, in words by field. Pure: the habit and the day, no store.
use super::days::judge;
use super::fault::Fault;
use super::model::Habit;
use super::quantity::Quantity;
use crate::{Error, Result};
use chrono::{Days, NaiveDate, NaiveTime};

/// No habit goes further back.
const MAX_DAYS: u64 = 190 * 366;

/// A habit as it may be kept: trimmed, and without what its kind has no use for.
pub(super) fn sound(mut habit: Habit, today: NaiveDate) -> Result<Habit> {
    habit.name = text("name", &habit.name, 100)?;
    if habit.name.is_empty() {
        return Err(Error::invalid("name", "a habit needs a name"));
    }
    habit.question = text("question", &habit.question, 200)?;
    habit.description = text("description", &habit.description, 2000)?;
    habit.unit = text("unit", &habit.unit, 40)?;
    habit.group_name = text("group_name", &habit.group_name, 60)?;
    if !is_colour(&habit.colour) {
        return Err(Error::invalid("colour", "write a colour as #rrggbb"));
    }
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if habit.icon.len() > 40 || !habit.icon.chars().all(is_letter) {
        return Err(Error::invalid("icon", "an icon goes by a name such as glass-water"));
    }
    if !habit.is_measured() {
        (habit.unit, habit.target_thousandths) = (String::new(), Quantity(0));
    }
    let earliest = today.checked_sub_days(Days::new(MAX_DAYS)).unwrap_or(NaiveDate::MIN);
    if habit.since.is_some_and(|since| since < earliest || since > today) {
        return Err(Error::invalid("since", "a habit begins today or before, not centuries ago"));
    }
    if let Some(reminder) = &habit.reminder.0 {
        if NaiveTime::parse_from_str(&reminder.time, "%H:%M").is_err() {
            return Err(Error::invalid("reminder", "write a time as 08:30"));
        }
        if reminder.weekdays.count() == 0 {
            return Err(Error::invalid("reminder", "choose at least one weekday"));
        }
    }
    if habit.encouragements.0.len() > 20 {
        return Err(Error::invalid("encouragements", "twenty encouragements are enough"));
    }
    for line in &mut habit.encouragements.0 {
        *line = text("encouragements", line, 200)?;
    }
    habit.encouragements.0.retain(|line| !line.is_empty());
    let plan = habit.plan()?;
    (habit.numerator, habit.denominator) =
        (plan.frequency.numerator.into(), plan.frequency.denominator.into());
    judge(&plan, &[], today)?;
    Ok(habit)
}

/// A day that may be marked.
pub(super) fn markable(day: NaiveDate, today: NaiveDate) -> Result<()> {
    let earliest = today.checked_sub_days(Days::new(MAX_DAYS)).unwrap_or(NaiveDate::MIN);
    if day > today {
        return Err(Error::invalid("day", format!("{day} is still to come")));
    }
    if day < earliest {
        return Err(Error::invalid("day", format!("{day} is centuries ago; check the day")));
    }
    Ok(())
}

/// A note beside a mark.
pub(super) fn note(said: &str) -> Result<String> {
    text("note", said, 2000)
}

fn text(field: &str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Error::invalid(field, format!("keep this under {most} characters")));
    }
    Ok(text.into())
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    let is_hex = |digits: &str| digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
    text.is_empty() || digits.is_some_and(is_hex)
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::invalid(fault.field(), fault.to_string())
    }
}
