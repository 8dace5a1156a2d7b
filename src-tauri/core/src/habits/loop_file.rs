//! Reads the CSV files that Loop Habit Tracker exports: `Habits.csv`, a folder with
//! `Checkmarks.csv` for each habit, and, where the folders are missing, `Checkmarks.csv` for all.
//! Old exports (numbers for marks, no headings, `NumRepetitions`) are read too. Writing is in
//! `loop_write`, unpacking the archive is left to the caller.
use super::frequency::{Frequency, Weekdays};
use super::interchange::{FileEntry, FileHabit, FileHabits, Row, one_a_day, rows, short};
use super::plan::{Kind, State};
use super::quantity::{MAX_UNITS, Quantity};
use chrono::Weekday;
use std::collections::HashMap;

/// The headings of `Habits.csv`.
pub const HEADINGS: [&str; 12] = [
    "Position",
    "Name",
    "Type",
    "Question",
    "Description",
    "FrequencyNumerator",
    "FrequencyDenominator",
    "Color",
    "Unit",
    "Target Type",
    "Target Value",
    "Archived?",
];

/// Two of ours, written after Loop's own where a habit needs them.
pub const EXTRA_HEADINGS: [&str; 2] = ["Weekdays", "Category"];

/// A file of the archive: its path, with `/`, and its text.
pub type TextFile = (String, String);

/// Whether these paths are those of such an archive.
pub fn is_loop<'a>(mut paths: impl Iterator<Item = &'a str>) -> bool {
    paths.any(|path| split(path).1 == "Habits.csv")
}

/// The habits of an archive. What cannot be read is told and left out, the rest comes.
pub fn read(files: &[TextFile]) -> FileHabits {
    let mut found = FileHabits::default();
    let Some((path, text)) = files.iter().find(|(path, _)| split(path).1 == "Habits.csv") else {
        found.problem("Habits.csv", 0, "there is no such file in the archive");
        return found;
    };
    let rows = rows(text);
    let Some((head, rows)) = rows.split_first() else {
        found.problem(path, 0, "the file is empty");
        return found;
    };
    let columns = Columns::of(head);
    let mut marks = MarkFiles::of(files, split(path).0);
    for (index, row) in rows.iter().enumerate() {
        let Some(mut habit) = columns.habit(path, row, &mut found) else {
            continue;
        };
        let position = row.cell(columns.position).parse().unwrap_or(index + 1);
        marks.read(position, index + 1, &mut habit, &mut found);
        let doubled = one_a_day(&mut habit.entries);
        if doubled > 0 {
            let message = format!("{}: {doubled} days came twice; the last counts", habit.name);
            found.problem(path, row.line, message);
        }
        avoids(&mut habit);
        found.habits.push(habit);
    }
    found
}

/// The folder and the name of a path.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Where `Habits.csv` has what.
struct Columns {
    position: Option<usize>,
    name: Option<usize>,
    kind: Option<usize>,
    question: Option<usize>,
    description: Option<usize>,
    numerator: Option<usize>,
    denominator: Option<usize>,
    colour: Option<usize>,
    unit: Option<usize>,
    target_kind: Option<usize>,
    target: Option<usize>,
    archived: Option<usize>,
    weekdays: Option<usize>,
    category: Option<usize>,
}

impl Columns {
    fn of(head: &Row) -> Self {
        let at = |names: &[&str]| {
            let is_one = |cell: &String| names.iter().any(|n| cell.trim().eq_ignore_ascii_case(n));
            head.cells.iter().position(is_one)
        };
        Self {
            position: at(&["Position"]),
            name: at(&["Name"]),
            kind: at(&["Type"]),
            question: at(&["Question"]),
            description: at(&["Description"]),
            numerator: at(&["FrequencyNumerator", "NumRepetitions"]),
            denominator: at(&["FrequencyDenominator", "Interval"]),
            colour: at(&["Color"]),
            unit: at(&["Unit"]),
            target_kind: at(&["Target Type"]),
            target: at(&["Target Value"]),
            archived: at(&["Archived?", "Archived"]),
            weekdays: at(&["Weekdays"]),
            category: at(&["Category"]),
        }
    }

    fn habit(&self, path: &str, row: &Row, found: &mut FileHabits) -> Option<FileHabit> {
        let text = |column: Option<usize>| {
            column.and_then(|column| row.cells.get(column)).cloned().unwrap_or_default()
        };
        if row.cell(self.name).is_empty() {
            found.problem(path, row.line, "the habit has no name");
            return None;
        }
        let is_measured = row.cell(self.kind).eq_ignore_ascii_case("NUMERICAL");
        let is_limit = row.cell(self.target_kind).eq_ignore_ascii_case("AT_MOST");
        let mut habit = FileHabit::new(&text(self.name));
        habit.kind = match (is_measured, is_limit) {
            (false, _) => Kind::Build,
            (true, false) => Kind::Measured,
            (true, true) => Kind::Limit,
        };
        habit.question = text(self.question);
        habit.description = text(self.description);
        habit.category = text(self.category);
        habit.is_archived = row.cell(self.archived).eq_ignore_ascii_case("true");
        let colour = row.cell(self.colour);
        if colour.len() == 7 && colour.starts_with('#') && is_hex(&colour[1..]) {
            habit.colour = colour.into();
        }
        habit.frequency = self.frequency(row).unwrap_or_else(|message| {
            found.problem(path, row.line, format!("{message}; taken as daily"));
            Frequency::DAILY
        });
        if is_measured {
            habit.unit = text(self.unit);
            let target = Quantity::parse(row.cell(self.target)).ok().filter(|it| it.0 >= 0);
            habit.target = target.unwrap_or_else(|| {
                found.problem(path, row.line, "the target is not a number; taken as 0");
                Quantity(0)
            });
        }
        Some(habit)
    }

    fn frequency(&self, row: &Row) -> Result<Frequency, String> {
        let number = |column| {
            let cell = row.cell(column);
            let number = cell.parse::<i64>();
            number.map_err(|_| format!("{} is no number of times or days", short(cell)))
        };
        let names = row.cell(self.weekdays).split_whitespace();
        let weekdays: Vec<Weekday> = names.filter_map(|name| name.parse().ok()).collect();
        let all = if weekdays.is_empty() { Weekdays::ALL } else { weekdays.into() };
        let frequency = Frequency::new(number(self.numerator)?, number(self.denominator)?, all);
        frequency.map_err(|fault| fault.to_string())
    }
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Where the marks are. Each file and each column is read for one habit only.
struct MarkFiles<'a> {
    /// By the habit's position: `003 Read/Checkmarks.csv` is of the third.
    own: HashMap<usize, &'a TextFile>,
    /// The file of all habits, and its rows.
    all: Option<(&'a str, Vec<Row>)>,
    /// The columns of that file that are not read yet, by name; none if the names are no help.
    named: Option<HashMap<String, usize>>,
}

impl<'a> MarkFiles<'a> {
    fn of(files: &'a [TextFile], root: &str) -> Self {
        let marks = || files.iter().filter(|(path, _)| split(path).1 == "Checkmarks.csv");
        let position = |file: &'a TextFile| {
            let (parent, folder) = split(split(&file.0).0);
            let number = folder.split(' ').next().and_then(|number| number.parse().ok());
            number.filter(|_| parent == root && !folder.is_empty()).map(|number| (number, file))
        };
        let all = marks().find(|(path, _)| split(path).0 == root);
        let all = all.map(|(path, text)| (path.as_str(), rows(text)));
        let named = all.as_ref().and_then(|(_, rows)| names(rows));
        Self { own: marks().filter_map(position).collect(), all, named }
    }

    fn read(
        &mut self,
        position: usize,
        place: usize,
        habit: &mut FileHabit,
        found: &mut FileHabits,
    ) {
        if let Some((path, text)) = self.own.remove(&position) {
            for row in rows(text) {
                let note = row.cells.get(2).cloned().unwrap_or_default();
                entry(path, &row, 1, note, habit, found);
            }
            return;
        }
        let Some((path, rows)) = &self.all else {
            return;
        };
        let named = self.named.as_mut().map(|named| named.remove(&habit.name));
        let Some(column) = named.unwrap_or(Some(place)) else {
            return;
        };
        for row in rows.iter().filter(|row| column < row.cells.len()) {
            entry(path, row, column, String::new(), habit, found);
        }
    }
}

/// The columns of the file of all habits by their names; none where they are no help: two may be
/// the same, and Loop does not quote them, so a comma in one makes more headings than columns.
fn names(rows: &[Row]) -> Option<HashMap<String, usize>> {
    let (head, row) = (rows.first()?, rows.get(1)?);
    let cells = head.cells.iter().enumerate().skip(1);
    let names: HashMap<String, usize> = cells.map(|(at, name)| (name.clone(), at)).collect();
    let is_clear = head.cells.len() == row.cells.len() && names.len() + 1 == head.cells.len();
    is_clear.then_some(names)
}

fn entry(
    path: &str,
    row: &Row,
    column: usize,
    note: String,
    habit: &mut FileHabit,
    found: &mut FileHabits,
) {
    let day = row.cell(Some(0));
    if day == "Date" {
        return;
    }
    let Ok(day) = day.parse() else {
        found.problem(path, row.line, format!("{} is not a day", short(day)));
        return;
    };
    let cell = row.cell(Some(column));
    let Some((state, amount)) = mark(habit, cell) else {
        found.problem(path, row.line, format!("{} is not a mark", short(cell)));
        return;
    };
    if state != State::Unknown || !note.is_empty() {
        habit.entries.push(FileEntry { day, state, amount, note });
    }
}

/// What a cell says: words, or the numbers of old exports; of a measured habit its thousandths,
/// where Loop writes words for the numbers that are also marks, and 3 can only be a skip. What the
/// frequency implies (`YES_AUTO`) is worked out anew.
pub(super) fn mark(habit: &FileHabit, cell: &str) -> Option<(State, Option<Quantity>)> {
    let plain = |state| Some((state, None));
    if habit.kind == Kind::Build {
        return match cell {
            "YES_MANUAL" | "2" => plain(State::Yes),
            "NO" | "0" => plain(State::No),
            "SKIP" | "3" => plain(State::Skip),
            "YES_AUTO" | "1" | "UNKNOWN" | "-1" | "" => plain(State::Unknown),
            _ => None,
        };
    }
    let thousandths = match cell {
        "SKIP" | "3" => return plain(State::Skip),
        "UNKNOWN" | "-1" | "" => return plain(State::Unknown),
        "NO" => 0,
        "YES_AUTO" => 1,
        "YES_MANUAL" => 2,
        _ => cell.parse().ok().filter(|number| (0..=MAX_UNITS * 1000).contains(number))?,
    };
    let amount = Quantity(thousandths);
    let is_met = match habit.kind {
        Kind::Limit => amount <= habit.target,
        _ => amount >= habit.target,
    };
    Some((if is_met { State::Yes } else { State::No }, Some(amount)))
}

/// Loop has no habits to avoid: they are written as a limit of 0 without a unit, a slip as 1.
pub(super) fn avoids(habit: &mut FileHabit) {
    let is_slip_or_not =
        |entry: &FileEntry| entry.amount.is_none_or(|amount| [0, 1000].contains(&amount.0));
    if habit.kind != Kind::Limit
        || habit.target.0 != 0
        || !habit.unit.is_empty()
        || !habit.entries.iter().all(is_slip_or_not)
    {
        return;
    }
    habit.kind = Kind::Avoid;
    for entry in &mut habit.entries {
        if let Some(amount) = entry.amount.take() {
            entry.state = if amount.0 > 0 { State::Yes } else { State::No };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn files<const N: usize>(list: [(&str, &str); N]) -> Vec<TextFile> {
        list.map(|(path, text)| (path.into(), text.into())).to_vec()
    }

    fn table(rows: &str) -> String {
        format!("{}\n{rows}", HEADINGS.join(","))
    }

    /// Day, state, amount and note of each entry.
    fn states(habit: &FileHabit) -> Vec<String> {
        let amount = |entry: &FileEntry| entry.amount.map_or("-".into(), |it| it.to_string());
        let text = |entry: &FileEntry| {
            format!("{} {:?} {} {}", entry.day, entry.state, amount(entry), entry.note)
        };
        habit.entries.iter().map(text).map(|text| text.trim().to_string()).collect()
    }

    #[test]
    fn an_export_of_today_is_read() {
        let rows = "001,Walk,YES_NO,Out today?,,2,3,#00897B,,,,false\n\
                    002,\"Water, still\",NUMERICAL,,Cups,1,7,#039BE5,glasses,AT_LEAST,8.5,true\n";
        let walk = "Date,Value,Notes\n2026-01-05,YES_MANUAL,\n2026-01-04,NO,ill\n\
                    2026-01-03,YES_AUTO,\"far, far\"\n2026-01-02,YES_AUTO,\n2026-01-01,SKIP,\n";
        let water = "Date,Value,Notes\n2026-01-03,9000,\n2026-01-02,NO,\n2026-01-01,SKIP,off\n\
                     2025-12-31,UNKNOWN,gone\n2025-12-30,250,\n";
        let all = "Date,Walk,Water still,\n2026-01-05,NO,NO,\n";
        let found = read(&files([
            ("Checkmarks.csv", all),
            ("Habits.csv", &table(rows)),
            ("001 Walk/Checkmarks.csv", walk),
            ("001 Walk/Scores.csv", "Date,Score\n"),
            ("002 Water still/Checkmarks.csv", water),
        ]));
        assert_eq!(found.problems, []);
        let [walk, water] = found.habits.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (&*walk.name, &*walk.question, &*walk.colour),
            ("Walk", "Out today?", "#00897B")
        );
        assert_eq!((walk.frequency.numerator, walk.frequency.denominator), (2, 3));
        assert_eq!(
            states(walk),
            [
                "2026-01-01 Skip -",
                "2026-01-03 Unknown - far, far",
                "2026-01-04 No - ill",
                "2026-01-05 Yes -",
            ]
        );
        assert_eq!(
            (&*water.name, water.kind, water.is_archived),
            ("Water, still", Kind::Measured, true)
        );
        assert_eq!((water.target, &*water.unit), (Quantity(8500), "glasses"));
        assert_eq!(
            states(water),
            [
                "2025-12-30 No 0.25",
                "2025-12-31 Unknown - gone",
                "2026-01-01 Skip - off",
                "2026-01-02 No 0",
                "2026-01-03 Yes 9",
            ]
        );
    }

    #[test]
    fn an_old_export_is_read() {
        let table = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n\
                     001,Walk,,,1,1,#F57C00\n002,Call,,,1,7,#303030\n";
        let found = read(&files([
            ("backup/Habits.csv", table),
            ("backup/001 Walk/Checkmarks.csv", "2026-01-04,2\n2026-01-03,1\n2026-01-02,0\n"),
            ("backup/Checkmarks.csv", "Date,Walk,Call,\n2026-01-04,2,3,\n2026-01-03,1,-1,\n"),
        ]));
        assert_eq!(found.problems, []);
        let walk = ["2026-01-02 No -", "2026-01-04 Yes -"];
        assert_eq!(states(&found.habits[0]), walk);
        assert_eq!(states(&found.habits[1]), ["2026-01-04 Skip -"]);
        assert_eq!(found.habits[1].frequency.denominator, 7);
    }

    #[test]
    fn columns_are_found_by_name_or_by_place() {
        let days = |name: &str, all: &str| -> Vec<usize> {
            let rows = format!("1,{name},YES_NO,,,1,1,,,,,\n2,B,YES_NO,,,1,1,,,,,\n");
            let found = read(&files([("Habits.csv", &table(&rows)), ("Checkmarks.csv", all)]));
            assert_eq!(found.problems, []);
            found.habits.iter().map(|habit| habit.entries.len()).collect()
        };
        assert_eq!(days("A", "Date,B,A,\n2026-01-01,2,-1,\n2026-01-02,2,2,\n"), [1, 2]);
        assert_eq!(days("A", "Date,B,\n2026-01-01,2,\n"), [0, 1], "A was not exported");
        let raw = "Date,A, too,B,\n2026-01-01,2,-1,\n2026-01-02,2,2,\n";
        assert_eq!(days("\"A, too\"", raw), [2, 1]);
        assert_eq!(days("B", "Date,B,B,\n2026-01-01,2,-1,\n2026-01-02,2,2,\n"), [2, 1]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_file_and_line() {
        let rows = "1,A,YES_NO,,,0,7,red,,,,false\n2,,YES_NO,,,1,1,,,,,\n\
                    3,C,NUMERICAL,,,1,1,,,AT_MOST,many,\n";
        let marks = "Date,Value,Notes\nyesterday,YES_MANUAL,\n2026-01-01,1000,\n2026-01-02,NO,\n\
                     2026-01-02,YES_MANUAL,\n";
        let found = read(&files([("Habits.csv", &table(rows)), ("001 A/Checkmarks.csv", marks)]));
        let told: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "Habits.csv, line 2: a habit is done at least once: the number of times starts at \
             1, not 0; taken as daily",
                "001 A/Checkmarks.csv, line 2: “yesterday” is not a day",
                "001 A/Checkmarks.csv, line 3: “1000” is not a mark",
                "Habits.csv, line 2: A: 1 days came twice; the last counts",
                "Habits.csv, line 3: the habit has no name",
                "Habits.csv, line 4: the target is not a number; taken as 0",
            ]
        );
        assert_eq!(found.habits[0].colour, "");
        assert_eq!(states(&found.habits[0]), ["2026-01-02 Yes -"]);
        assert!(read(&[]).problems[0].message.contains("no such file"));
        assert!(
            !is_loop(["a/Checkmarks.csv"].into_iter()) && is_loop(["a/Habits.csv"].into_iter())
        );
    }

    proptest! {
        #[test]
        fn no_archive_is_too_odd(
            table_text in "\\PC{0,80}", marks in "(\\PC{0,12},?\n?){0,9}", row in "\\PC{0,80}"
        ) {
            let path = "001 A/Checkmarks.csv";
            read(&files([("Habits.csv", &table_text), (path, &marks)]));
            let rows = "1,A,NUMERICAL,,,1,1,,,AT_LEAST,1,\n".to_string() + &row;
            read(&files([("Habits.csv", &table(&rows)), (path, &marks)]));
        }
    }
}
