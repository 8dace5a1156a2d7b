//! Habits in and out of files. What a file holds is added to what is there: a habit of the same name
//! and kind is taken for the same, and a day that was marked stays as it was marked.
use super::interchange::{FileHabit, FileHabits};
use super::model::*;
use super::own_file::{self, OwnHabit};
use super::{check, draft};
use super::{habitbull, loop_db, loop_file, loop_write, places, sql};
use crate::imports::Source;
use crate::imports::unzip::{Zip, is_zip};
use crate::{Error, Result, Tx};
use base64::Engine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// More of one file's faults are only counted.
const MOST_PROBLEMS: usize = 50;
const SQLITE: &[u8] = b"SQLite format 3\0";

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportHabits {
    /// A path on this machine.
    pub file: Option<String>,
    /// An upload.
    pub base64: Option<String>,
    /// What to call an upload.
    pub name: Option<String>,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HabitsImport {
    pub habits_added: i64,
    /// Habits that were there already, by name and kind.
    pub habits_known: i64,
    pub days_added: i64,
    /// Days that were marked already and stayed as they were.
    pub days_known: i64,
    /// What could not be read, in words.
    pub problems: Vec<String>,
}

pub async fn import_habits(tx: &mut Tx, input: ImportHabits) -> Result<HabitsImport> {
    let ImportHabits { file, base64, name } = input;
    let source = Source { file, base64, name, text: None };
    let source = source.bytes(tx)?;
    let (read, mut problems) = understand(tx, &source.name, &source.bytes).await?;
    let mut came = HabitsImport::default();
    for habit in read {
        take_in(tx, habit, &mut came, &mut problems).await?;
    }
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    came.problems = problems;
    let HabitsImport { habits_added, days_added, .. } = came;
    tx.label(format!("brought in {habits_added} habits and {days_added} days")).await?;
    Ok(came)
}

type Understood = (Vec<OwnHabit>, Vec<String>);

async fn understand(tx: &Tx, name: &str, bytes: &[u8]) -> Result<Understood> {
    let wrong = |why: &str| Error::invalid("file", format!("{name}: {why}"));
    if is_zip(bytes) {
        let files = unpacked(bytes).map_err(|why| wrong(&why))?;
        if !loop_file::is_loop(files.iter().map(|(path, _)| path.as_str())) {
            return Err(wrong("there is no Habits.csv in this zip"));
        }
        return Ok(of_others(loop_file::read(&files)));
    }
    if bytes.starts_with(SQLITE) {
        let tables = from_database(tx, bytes).await?;
        let tables = tables.ok_or_else(|| wrong("this is not Loop Habit Tracker's database"))?;
        let mut found = FileHabits::default();
        for (habit, marks) in &tables {
            loop_db::add(name, habit, marks, &mut found);
        }
        return Ok(of_others(found));
    }
    let text = String::from_utf8_lossy(bytes);
    if habitbull::is_habitbull(&text) {
        return Ok(of_others(habitbull::read(name, &text)));
    }
    if text.trim_start().starts_with('{') {
        let habits = own_file::read(&text).map_err(|why| wrong(&why))?;
        return Ok((habits, vec![]));
    }
    Err(wrong(
        "no habits are known in such a file; take Loop's export or backup, HabitBull's CSV, or our own",
    ))
}

fn of_others(found: FileHabits) -> Understood {
    let problems = found.problems.iter().map(ToString::to_string).collect();
    (found.habits.into_iter().map(own_file::of_file).collect(), problems)
}

/// The CSV files of a zip.
fn unpacked(bytes: &[u8]) -> std::result::Result<Vec<loop_file::TextFile>, String> {
    let mut zip = Zip::open(bytes).map_err(|refused| refused.reason)?;
    let mut files = vec![];
    for at in 0..zip.len() {
        let name = zip.name(at).map_err(|refused| refused.reason)?;
        if let Some(name) = name.filter(|name| name.ends_with(".csv")) {
            let bytes = zip.whole(at).map_err(|refused| refused.reason)?;
            files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(files)
}

/// A database can only be opened as a file: a copy that is private and gone afterwards.
async fn from_database(
    tx: &Tx,
    bytes: &[u8],
) -> Result<Option<Vec<(loop_db::DbHabit, Vec<loop_db::DbMark>)>>> {
    let path = std::env::temp_dir().join(format!("pocketsage-{}.db", tx.new_id()));
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&path).and_then(|mut file| file.write_all(bytes));
    let tables = match written {
        Ok(()) => sql::loop_tables(&path).await,
        Err(error) => Err(error.into()),
    };
    // Where it could not be made there is none.
    let _ = std::fs::remove_file(&path);
    tables
}

async fn take_in(
    tx: &mut Tx,
    read: OwnHabit,
    came: &mut HabitsImport,
    problems: &mut Vec<String>,
) -> Result<()> {
    let OwnHabit { habit, entries } = read;
    let today = tx.lived_day();
    let name = habit.name.clone();
    let habit = match draft::sound(habit, today) {
        Ok(habit) => habit,
        Err(error) => {
            problems.push(format!("{name}: {error}"));
            return Ok(());
        }
    };
    let habit = checked_here(tx, habit, problems).await?;
    let all = sql::habits(tx).await?;
    let last = all.last().map(|habit| habit.position);
    let same = all.into_iter().find(|one| one.name == habit.name && one.kind == habit.kind);
    let held = match same {
        Some(same) => {
            came.habits_known += 1;
            same
        }
        None => {
            let habit = Habit {
                id: tx.new_id(),
                position: places::after(last),
                archived_on: habit.archived_on.map(|day| day.min(today)),
                version: 1,
                ..habit
            };
            tx.insert(&habit).await?;
            came.habits_added += 1;
            habit
        }
    };
    let there = sql::entries(tx, held.id, None).await?;
    let mut taken: HashSet<_> = there.iter().map(|entry| entry.day).collect();
    let total = entries.len() as u64;
    for (done, entry) in entries.into_iter().enumerate() {
        tx.progress.report(done as u64, total)?;
        if let Err(error) = draft::markable(entry.day, today) {
            problems.push(format!("{name}: {error}"));
        } else if !taken.insert(entry.day) {
            came.days_known += 1;
        } else {
            let kept = KeptEntry {
                id: tx.new_id(),
                habit_id: held.id,
                day: entry.day,
                state: entry.state,
                amount_thousandths: entry.amount.filter(|_| held.is_measured()),
                note: entry.note.chars().take(2000).collect(),
                version: 1,
            };
            tx.insert(&kept).await?;
            came.days_added += 1;
        }
    }
    Ok(())
}

/// With a check of what this ledger has of it: a file may come from another one.
async fn checked_here(tx: &mut Tx, mut habit: Habit, problems: &mut Vec<String>) -> Result<Habit> {
    if let Some(check) = habit.ledger_check.0.take() {
        habit.ledger_check.0 = check::found_here(tx, check).await?;
        if habit.ledger_check.0.is_none() {
            let why = "the ledger here has none of what it is checked by; its days are by hand";
            problems.push(format!("{}: {why}", habit.name));
        }
    }
    Ok(habit)
}

/// What a file of habits may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HabitsFormat {
    /// The CSV files of Loop Habit Tracker in a zip. Pauses, icons and encouragements do not fit in.
    #[default]
    LoopZip,
    /// Our own, with everything.
    Json,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExportHabits {
    pub format: HabitsFormat,
}

/// A file of habits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitsFile {
    /// What to call it.
    pub name: String,
    /// `application/zip` or `application/json`
    pub mime: String,
    pub base64: String,
}

pub async fn export_habits(tx: &mut Tx, input: ExportHabits) -> Result<HabitsFile> {
    let mut habits = vec![];
    for habit in sql::habits(tx).await? {
        let mut entries = sql::entries(tx, habit.id, None).await?;
        entries.reverse();
        habits.push((habit, entries));
    }
    let day = tx.lived_day();
    let (ending, mime, bytes) = match input.format {
        HabitsFormat::LoopZip => {
            let habits: Vec<FileHabit> = habits.iter().map(for_file).collect::<Result<_>>()?;
            ("zip", "application/zip", packed(&loop_write::write(&habits, day)?)?)
        }
        HabitsFormat::Json => {
            let own = |(habit, entries): (Habit, Vec<KeptEntry>)| {
                let entries = entries.iter().map(|entry| entry.says().into()).collect();
                OwnHabit { habit, entries }
            };
            let text = own_file::write(habits.into_iter().map(own).collect());
            ("json", "application/json", text.map_err(Error::internal)?.into_bytes())
        }
    };
    let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
    Ok(HabitsFile { name: format!("habits {day}.{ending}"), mime: mime.into(), base64 })
}

fn for_file((habit, entries): &(Habit, Vec<KeptEntry>)) -> Result<FileHabit> {
    Ok(FileHabit {
        question: habit.question.clone(),
        description: habit.description.clone(),
        colour: habit.colour.clone(),
        category: habit.group_name.clone(),
        kind: habit.kind,
        frequency: habit.frequency()?,
        target: habit.target_thousandths,
        unit: habit.unit.clone(),
        is_archived: habit.archived_on.is_some(),
        entries: entries.iter().map(KeptEntry::says).collect(),
        ..FileHabit::new(&habit.name)
    })
}

fn packed(files: &[loop_file::TextFile]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (path, text) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default()).map_err(Error::internal)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}
