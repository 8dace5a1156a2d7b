//! A habit as other programs' files know it, and what every reader of such files needs.
use super::frequency::Frequency;
use super::plan::{Kind, Mark, Plan, State};
use super::quantity::Quantity;
use chrono::NaiveDate;
use std::fmt;

/// A habit with all its days, from or for a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileHabit {
    pub name: String,
    /// What is asked of a day: "Did you read today?"
    pub question: String,
    pub description: String,
    /// `#rrggbb`, or empty.
    pub colour: String,
    pub category: String,
    pub kind: Kind,
    pub frequency: Frequency,
    /// Of measured habits and limits.
    pub target: Quantity,
    pub unit: String,
    pub is_archived: bool,
    /// The oldest first, one a day.
    pub entries: Vec<FileEntry>,
}

/// A day of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileEntry {
    pub day: NaiveDate,
    pub state: State,
    pub amount: Option<Quantity>,
    pub note: String,
}

/// What was read, and what could not be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileHabits {
    pub habits: Vec<FileHabit>,
    pub problems: Vec<Problem>,
}

/// A line that could not be read, or was read otherwise than it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// From 1; 0 is the file as a whole.
    pub line: u64,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}, line {line}: {}", self.file, self.message),
        }
    }
}

impl FileHabits {
    pub(super) fn problem(&mut self, file: &str, line: u64, message: impl Into<String>) {
        self.problems.push(Problem { file: file.into(), line, message: message.into() });
    }
}

impl FileHabit {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            question: String::new(),
            description: String::new(),
            colour: String::new(),
            category: String::new(),
            kind: Kind::Build,
            frequency: Frequency::DAILY,
            target: Quantity(0),
            unit: String::new(),
            is_archived: false,
            entries: vec![],
        }
    }

    /// What its days are judged by; such files know neither pauses nor a beginning.
    pub fn plan(&self) -> Plan {
        let Self { kind, frequency, target, .. } = *self;
        Plan { kind, frequency, target, pauses: vec![], since: None }
    }

    pub fn marks(&self) -> Vec<Mark> {
        let mark = |entry: &FileEntry| {
            let FileEntry { day, state, amount, .. } = *entry;
            Mark { day, state, amount }
        };
        self.entries.iter().map(mark).collect()
    }
}

/// A row of a CSV text and its line.
pub(super) struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

impl Row {
    /// A cell without the spaces around it; empty if there is none.
    pub fn cell(&self, index: Option<usize>) -> &str {
        index.and_then(|index| self.cells.get(index)).map_or("", |cell| cell.trim())
    }
}

/// The rows of a CSV text that are not empty. What is no CSV at all still comes as rows.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let row = |record: csv::StringRecord| {
        let line = record.position().map_or(0, csv::Position::line);
        Row { line, cells: record.iter().map(String::from).collect() }
    };
    records.map(row).filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())).collect()
}

/// A cell as it may stand in a message.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}

/// Rows as a CSV text: quoted where needed, lines end with a line feed.
pub(super) fn written<'a>(
    rows: impl IntoIterator<Item = Vec<std::borrow::Cow<'a, str>>>,
) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(vec![]);
    for row in rows {
        // Memory takes all that is written.
        let _ = writer.write_record(row.iter().map(|cell| cell.as_bytes()));
    }
    writer
        .into_inner()
        .map(|bytes| String::from_utf8(bytes).unwrap_or_default())
        .unwrap_or_default()
}

/// Sorts a habit's entries; of several for a day the last one read stays.
pub(super) fn one_a_day(entries: &mut Vec<FileEntry>) -> usize {
    let before = entries.len();
    entries.sort_by_key(|entry| entry.day);
    entries.reverse();
    entries.dedup_by_key(|entry| entry.day);
    entries.reverse();
    before - entries.len()
}
