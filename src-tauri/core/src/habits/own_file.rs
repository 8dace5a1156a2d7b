//! Our own file of habits: JSON with everything about them, so that reading brings back what was
//! written, pauses and encouragements included.
use super::interchange::{FileEntry, FileHabit};
use super::model::Habit;
use super::plan::State;
use super::quantity::Quantity;
use crate::db::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

const FORMAT: &str = "pocketsage.habits";

/// The file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnFile {
    format: String,
    pub habits: Vec<OwnHabit>,
}

/// A habit with all its days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnHabit {
    pub habit: Habit,
    pub entries: Vec<OwnEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnEntry {
    pub day: NaiveDate,
    pub state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Quantity>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl From<FileEntry> for OwnEntry {
    fn from(entry: FileEntry) -> Self {
        let FileEntry { day, state, amount, note } = entry;
        Self { day, state, amount, note }
    }
}

/// The habits of a text, or why it is none of ours.
pub fn read(text: &str) -> Result<Vec<OwnHabit>, String> {
    let file: OwnFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match file.format.as_str() {
        FORMAT => Ok(file.habits),
        other => Err(format!("its format is {other}, not {FORMAT}")),
    }
}

/// The text of such a file.
pub fn write(habits: Vec<OwnHabit>) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&OwnFile { format: FORMAT.into(), habits })
}

/// A habit of another program's file, cut to what we keep.
pub fn of_file(habit: FileHabit) -> OwnHabit {
    let cut = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
    let kept = Habit {
        id: Id::nil(),
        name: cut(&habit.name, 100),
        question: cut(&habit.question, 200),
        description: cut(&habit.description, 2000),
        kind: habit.kind,
        numerator: habit.frequency.numerator.into(),
        denominator: habit.frequency.denominator.into(),
        weekdays: Json(habit.frequency.weekdays),
        target_thousandths: habit.target,
        unit: cut(&habit.unit, 40),
        colour: habit.colour,
        icon: String::new(),
        group_name: cut(&habit.category, 60),
        position: 0,
        since: None,
        // The file does not say when: as of its last day.
        archived_on: habit.entries.last().map(|entry| entry.day).filter(|_| habit.is_archived),
        pauses: Json(vec![]),
        reminder: Json(None),
        encouragements: Json(vec![]),
        ledger_check: Json(None),
        version: 1,
    };
    let mut kept = OwnHabit { habit: kept, entries: vec![] };
    kept.entries = habit.entries.into_iter().map(OwnEntry::from).collect();
    kept
}
