//! Reads HabitBull's CSV export: one line a day and habit. It says neither how often a habit is
//! due nor what it aims at, so habits come as daily ones.
use super::interchange::{FileEntry, FileHabit, FileHabits, Row, one_a_day, rows, short};
use super::plan::{Kind, State};
use super::quantity::{ONE, Quantity};
use chrono::NaiveDate;
use std::collections::HashMap;

const NAME: &str = "HabitName";
const DESCRIPTION: &str = "HabitDescription";
const CATEGORY: &str = "HabitCategory";
const DAY: &str = "CalendarDate";
const VALUE: &str = "Value";
const NOTE: &str = "CommentText";

/// Whether a text begins as such a file does.
pub fn is_habitbull(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.starts_with("HabitName,HabitDescription,HabitCategory")
}

/// The habits of such a file. What cannot be read is told and left out, the rest comes.
///
/// A habit whose values are only 0 and 1 is done or not. One with other values is measured, and
/// any amount counts: its target is 1. A value below 0 is HabitBull's word for no value.
pub fn read(path: &str, text: &str) -> FileHabits {
    let mut found = FileHabits::default();
    let rows = rows(text);
    let Some((head, rows)) = rows.split_first() else {
        found.problem(path, 0, "the file is empty");
        return found;
    };
    let column = |name: &str| head.cells.iter().position(|cell| cell.trim() == name);
    let (name, day, value) = (column(NAME), column(DAY), column(VALUE));
    if name.is_none() || day.is_none() || value.is_none() {
        found.problem(path, 1, format!("the headings {NAME}, {DAY} and {VALUE} are needed"));
        return found;
    }
    let text = |row: &Row, column: Option<usize>| row.cell(column).to_string();
    let is_day_first = rows.iter().any(|row| slashed(row.cell(day)).is_some_and(|d| d.0 > 12));
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let title = row.cell(name);
        if title.is_empty() {
            found.problem(path, row.line, "the habit has no name");
            continue;
        }
        let Some(on) = parse_day(row.cell(day), is_day_first) else {
            found.problem(path, row.line, format!("{} is not a day", short(row.cell(day))));
            continue;
        };
        let Ok(amount) = Quantity::parse(row.cell(value)) else {
            found.problem(path, row.line, format!("{} is not a number", short(row.cell(value))));
            continue;
        };
        let place = *places.entry(title.to_string()).or_insert_with(|| {
            let mut habit = FileHabit::new(title);
            habit.description = text(row, column(DESCRIPTION));
            habit.category = text(row, column(CATEGORY));
            found.habits.push(habit);
            found.habits.len() - 1
        });
        let note = text(row, column(NOTE));
        let amount = Some(amount).filter(|amount| amount.0 >= 0);
        if amount.is_some() || !note.is_empty() {
            let entry = FileEntry { day: on, state: State::Unknown, amount, note };
            found.habits[place].entries.push(entry);
        }
    }
    settle(path, &mut found);
    found
}

/// Decides what each habit is, now that all its values are known.
fn settle(path: &str, found: &mut FileHabits) {
    let mut habits = std::mem::take(&mut found.habits);
    for habit in &mut habits {
        let mut values = habit.entries.iter().filter_map(|entry| entry.amount);
        if values.any(|amount| amount.0 != 0 && amount != ONE) {
            habit.kind = Kind::Measured;
            habit.target = ONE;
            let message = format!("{}: the file has no target; any amount counts", habit.name);
            found.problem(path, 0, message);
        }
        for entry in &mut habit.entries {
            entry.state = match entry.amount {
                None => State::Unknown,
                Some(amount) if amount >= ONE => State::Yes,
                Some(_) => State::No,
            };
            if habit.kind == Kind::Build {
                entry.amount = None;
            }
        }
        let doubled = one_a_day(&mut habit.entries);
        if doubled > 0 {
            let message = format!("{}: {doubled} days came twice; the last counts", habit.name);
            found.problem(path, 0, message);
        }
    }
    found.habits = habits;
}

/// `2022-01-08`, or `1/8/2022` and `08.01.2022`, of which the second has its day first.
fn parse_day(text: &str, is_day_first: bool) -> Option<NaiveDate> {
    let ymd = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    if let Some((first, second, year)) = slashed(text) {
        return match is_day_first {
            true => ymd(year, second, first),
            false => ymd(year, first, second),
        };
    }
    let dotted = parts(text, '.').and_then(|(day, month, year)| ymd(year, month, day));
    dotted.or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
}

fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    parts(text, '/')
}

fn parts(text: &str, mark: char) -> Option<(u32, u32, i32)> {
    let mut parts = text.split(mark);
    let found =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::samples::day;
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

    fn read_rows(rows: &str) -> FileHabits {
        let text = HEAD.to_string() + rows;
        assert!(is_habitbull(&text));
        read("bull.csv", &text)
    }

    #[test]
    fn ticks_and_amounts_are_told_apart() {
        let found = read_rows(
            "Run,\"In the park, early\",Fitness,2022-01-18,1,wet\n\
             Push-ups,,Fitness,2021-09-01,30,\n\
             Run,,Fitness,2022-01-03,0,\n\
             Push-ups,,Fitness,2022-01-08,2.5,\n\
             Push-ups,,Fitness,2022-01-09,-2150000000,rest\n\
             Push-ups,,Fitness,2022-01-10,-2.15E+09,\n",
        );
        let [run, push] = found.habits.as_slice() else { panic!("{found:?}") };
        assert_eq!((run.kind, push.kind, push.target), (Kind::Build, Kind::Measured, ONE));
        assert_eq!((&*run.description, &*run.category), ("In the park, early", "Fitness"));
        let entry = |day_: &str, state, amount: Option<i64>, note: &str| FileEntry {
            day: day(day_),
            state,
            amount: amount.map(Quantity),
            note: note.into(),
        };
        let no = entry("2022-01-03", State::No, None, "");
        assert_eq!(run.entries, [no, entry("2022-01-18", State::Yes, None, "wet")]);
        assert_eq!(
            push.entries,
            [
                entry("2021-09-01", State::Yes, Some(30_000), ""),
                entry("2022-01-08", State::Yes, Some(2500), ""),
                entry("2022-01-09", State::Unknown, None, "rest"),
            ]
        );
        assert_eq!(found.problems.len(), 1);
        assert!(found.problems[0].message.contains("no target"));
    }

    #[test]
    fn days_are_read_as_the_phone_wrote_them() {
        let first = |rows: &str| read_rows(rows).habits[0].entries[0].day;
        assert_eq!(first("a,,,4/11/2019,1,\na,,,4/13/2019,1,\n"), day("2019-04-11"));
        assert_eq!(first("a,,,4/11/2019,1,\na,,,13/11/2019,1,\n"), day("2019-11-04"));
        assert_eq!(first("a,,,11.04.2019,1,\n"), day("2019-04-11"));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let found =
            read_rows("a,,,soon,1,\na,,,2020-01-01,x,\n,,,2020-01-01,1,\na,,,2020-01-02,1\n");
        let told: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "bull.csv, line 2: “soon” is not a day",
                "bull.csv, line 3: “x” is not a number",
                "bull.csv, line 4: the habit has no name",
            ]
        );
        assert_eq!(found.habits[0].entries.len(), 1);
        assert!(!read("x.csv", "a,b\n1,2\n").problems.is_empty());
        assert!(!read("x.csv", "").problems.is_empty());
        let twice = read_rows("a,,,2020-01-01,0,\na,,,2020-01-01,1,\n");
        assert_eq!(twice.habits[0].entries[0].state, State::Yes);
        assert_eq!(twice.problems.len(), 1);
    }

    proptest! {
        #[test]
        fn no_file_is_too_odd(text in "\\PC{0,60}(,\\PC{0,9}){0,6}\n{0,3}") {
            read("x.csv", &text);
            read("x.csv", &(HEAD.to_string() + &text));
        }
    }
}
