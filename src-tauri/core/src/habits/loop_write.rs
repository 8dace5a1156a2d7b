//! Writes habits as the CSV files that Loop Habit Tracker exports; packing them is left to the
//! caller. Loop writes its judgement of a day; here what the person said stands (a `NO` within a
//! kept week stays one), so that reading brings back what was written. Pauses do not fit in.
use super::days::{Days, Value, judge};
use super::fault::Fault;
use super::frequency::Weekdays;
use super::interchange::{FileEntry, FileHabit, written};
use super::loop_file::{EXTRA_HEADINGS, HEADINGS, TextFile};
use super::plan::{Kind, State, amount};
use super::quantity::Quantity;
use super::score::scores;
use chrono::{NaiveDate, Weekday};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A habit, its marks as cells by day, and its scores.
struct Sheet<'a> {
    habit: &'a FileHabit,
    cells: BTreeMap<NaiveDate, (String, &'a str)>,
    scores: BTreeMap<NaiveDate, f64>,
}

/// The files of the archive as of today.
pub fn write(habits: &[FileHabit], today: NaiveDate) -> Result<Vec<TextFile>, Fault> {
    let sheets: Vec<Sheet> =
        habits.iter().map(|habit| sheet(habit, today)).collect::<Result<_, _>>()?;
    let mut files = vec![("Habits.csv".to_string(), table(habits))];
    for (index, sheet) in sheets.iter().enumerate() {
        let folder = folder(index + 1, &sheet.habit.name);
        files.push((format!("{folder}/Scores.csv"), sheet.scores_text(today)));
        files.push((format!("{folder}/Checkmarks.csv"), sheet.checkmarks_text()));
    }
    let score = |sheet: &Sheet, day: NaiveDate| format!("{:.4}", sheet.score(day));
    files.push(("Scores.csv".into(), of_all(&sheets, today, score)));
    let cell = |sheet: &Sheet, day: NaiveDate| {
        sheet.cells.get(&day).map_or("UNKNOWN".into(), |(cell, _)| cell.clone())
    };
    files.push(("Checkmarks.csv".into(), of_all(&sheets, today, cell)));
    Ok(files)
}

/// `003 Read`: of the name, what every file system takes.
fn folder(position: usize, name: &str) -> String {
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || " ._-".contains(*letter);
    let plain: String = name.chars().filter(is_plain).take(100).collect();
    format!("{position:03} {plain}").trim().trim_end_matches('.').to_string()
}

fn table(habits: &[FileHabit]) -> String {
    let is_ours =
        |habit: &FileHabit| habit.frequency.weekdays != Weekdays::ALL || !habit.category.is_empty();
    let has_extra = habits.iter().any(is_ours);
    let columns = HEADINGS.len() + if has_extra { EXTRA_HEADINGS.len() } else { 0 };
    let all = HEADINGS.iter().chain(&EXTRA_HEADINGS).map(|name| Cow::Borrowed(*name));
    let head: Vec<Cow<str>> = all.take(columns).collect();
    let rows = habits.iter().enumerate().map(|(index, habit)| {
        let mut row = table_row(index + 1, habit);
        row.truncate(columns);
        row
    });
    written(std::iter::once(head).chain(rows))
}

fn table_row(position: usize, habit: &FileHabit) -> Vec<Cow<'_, str>> {
    let is_measured = habit.kind != Kind::Build;
    let target_kind = match habit.kind {
        Kind::Build => "",
        Kind::Measured => "AT_LEAST",
        Kind::Limit | Kind::Avoid => "AT_MOST",
    };
    let weekdays: Vec<Weekday> = habit.frequency.weekdays.into();
    let weekdays: Vec<String> = weekdays.iter().map(Weekday::to_string).collect();
    vec![
        format!("{position:03}").into(),
        (&habit.name).into(),
        if is_measured { "NUMERICAL" } else { "YES_NO" }.into(),
        (&habit.question).into(),
        (&habit.description).into(),
        habit.frequency.numerator.to_string().into(),
        habit.frequency.denominator.to_string().into(),
        (&habit.colour).into(),
        if is_measured { habit.unit.as_str() } else { "" }.into(),
        target_kind.into(),
        if is_measured { decimal(habit.target) } else { String::new() }.into(),
        habit.is_archived.to_string().into(),
        weekdays.join(" ").into(),
        (&habit.category).into(),
    ]
}

/// `2.0`: Loop's targets always have a decimal.
fn decimal(target: Quantity) -> String {
    let text = target.to_string();
    if text.contains('.') { text } else { text + ".0" }
}

fn sheet(habit: &FileHabit, today: NaiveDate) -> Result<Sheet<'_>, Fault> {
    let plan = habit.plan();
    let days = judge(&plan, &habit.marks(), today)?;
    let implied = days.all().iter().enumerate().filter(|(_, day)| day.value == Value::Auto);
    let implied = implied.filter(|_| habit.kind == Kind::Build);
    let mut cells: BTreeMap<NaiveDate, (String, &str)> =
        implied.map(|(index, _)| (days.date(index), ("YES_AUTO".into(), ""))).collect();
    for entry in &habit.entries {
        let cell = cell(habit, &days, entry);
        if cell != "UNKNOWN" || !entry.note.is_empty() {
            cells.insert(entry.day, (cell, &entry.note));
        }
    }
    let scores = scores(&plan, &days).iter().map(|score| (score.day, score.score)).collect();
    Ok(Sheet { habit, cells, scores })
}

fn cell(habit: &FileHabit, days: &Days, entry: &FileEntry) -> String {
    let FileEntry { day, state, amount: given, .. } = *entry;
    if state == State::Skip {
        return "SKIP".into();
    }
    let mark = super::plan::Mark { day, state, amount: given };
    match amount(&habit.plan(), &mark) {
        None if days.on(day).is_some_and(|day| day.value == Value::Auto) => match habit.kind {
            Kind::Build => "YES_AUTO".into(),
            _ => "UNKNOWN".into(),
        },
        None => "UNKNOWN".into(),
        Some(amount) if amount.0 == 0 => "NO".into(),
        Some(_) if habit.kind == Kind::Build => "YES_MANUAL".into(),
        // A plain 3 is a skip to Loop.
        Some(amount) if amount.0 == 3 => "03".into(),
        Some(amount) => amount.0.to_string(),
    }
}

impl Sheet<'_> {
    /// 0 before the habit began.
    fn score(&self, day: NaiveDate) -> f64 {
        self.scores.get(&day).copied().unwrap_or(0.0)
    }

    fn scores_text(&self, today: NaiveDate) -> String {
        let first = self.scores.keys().next().copied().unwrap_or(today);
        let row =
            |day: NaiveDate| vec![day.to_string().into(), format!("{:.4}", self.score(day)).into()];
        let rows = back(today, first).map(row);
        written(std::iter::once(vec!["Date".into(), "Score".into()]).chain(rows))
    }

    fn checkmarks_text(&self) -> String {
        let head = ["Date", "Value", "Notes"].map(Cow::from).to_vec();
        let rows = self.cells.iter().rev().map(|(day, (cell, note))| {
            vec![day.to_string().into(), cell.as_str().into(), (*note).into()]
        });
        written(std::iter::once(head).chain(rows))
    }
}

/// A column for each habit, from today back to the first mark of any; lines end with a comma.
fn of_all(
    sheets: &[Sheet],
    today: NaiveDate,
    cell: impl Fn(&Sheet, NaiveDate) -> String,
) -> String {
    let firsts = sheets.iter().filter_map(|sheet| sheet.scores.keys().next());
    let first = firsts.min().copied().unwrap_or(today);
    let names = sheets.iter().map(|sheet| Cow::from(&sheet.habit.name));
    let head: Vec<Cow<str>> =
        std::iter::once("Date".into()).chain(names).chain(["".into()]).collect();
    let rows = back(today, first).map(|day| {
        let cells = sheets.iter().map(|sheet| Cow::from(cell(sheet, day)));
        std::iter::once(day.to_string().into()).chain(cells).chain(["".into()]).collect()
    });
    written(std::iter::once(head).chain(rows))
}

fn back(today: NaiveDate, first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let days = std::iter::successors(Some(today), |day| day.pred_opt());
    days.take_while(move |day| *day >= first)
}

#[cfg(test)]
mod tests {
    use super::super::frequency::Frequency;
    use super::super::loop_file::read;
    use super::super::samples::{any_marks, any_plan, marks, today};
    use super::*;
    use proptest::prelude::*;

    fn text<'a>(files: &'a [TextFile], path: &str) -> &'a str {
        &files.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no {path}")).1
    }

    fn habit(name: &str, numerator: i64, denominator: i64, letters: &str) -> FileHabit {
        let frequency = Frequency::new(numerator, denominator, Weekdays::ALL).unwrap();
        let entries = marks(letters).into_iter().map(|mark| FileEntry {
            day: mark.day,
            state: mark.state,
            amount: mark.amount,
            note: String::new(),
        });
        FileHabit { frequency, entries: entries.collect(), ..FileHabit::new(name) }
    }

    #[test]
    fn the_files_are_shaped_like_loops() {
        let mut rise = habit("Rise: early!", 2, 3, "yy..yyy.ny");
        rise.question = "Up before \"6\"?".into();
        rise.colour = "#00897B".into();
        rise.entries[5].note = "ill, really".into();
        let files = write(&[habit("Sit", 1, 1, ""), rise], today()).unwrap();
        let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            names,
            [
                "Habits.csv",
                "001 Sit/Scores.csv",
                "001 Sit/Checkmarks.csv",
                "002 Rise early/Scores.csv",
                "002 Rise early/Checkmarks.csv",
                "Scores.csv",
                "Checkmarks.csv",
            ]
        );
        let expected = "Position,Name,Type,Question,Description,FrequencyNumerator,\
            FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n\
            001,Sit,YES_NO,,,1,1,,,,,false\n\
            002,Rise: early!,YES_NO,\"Up before \"\"6\"\"?\",,2,3,#00897B,,,,false\n";
        assert_eq!(text(&files, "Habits.csv"), expected);
        assert_eq!(text(&files, "001 Sit/Checkmarks.csv"), "Date,Value,Notes\n");
        assert_eq!(text(&files, "001 Sit/Scores.csv"), "Date,Score\n2026-03-15,0.0000\n");
        let marks = "Date,Value,Notes\n2026-03-15,YES_MANUAL,\n2026-03-14,NO,\"ill, really\"\n\
            2026-03-13,YES_AUTO,\n2026-03-12,YES_MANUAL,\n2026-03-11,YES_MANUAL,\n\
            2026-03-10,YES_MANUAL,\n2026-03-09,YES_AUTO,\n2026-03-08,YES_AUTO,\n\
            2026-03-07,YES_MANUAL,\n2026-03-06,YES_MANUAL,\n";
        assert_eq!(text(&files, "002 Rise early/Checkmarks.csv"), marks);
        let all = text(&files, "Checkmarks.csv");
        assert!(all.starts_with("Date,Sit,Rise: early!,\n2026-03-15,UNKNOWN,YES_MANUAL,\n"));
        assert!(all.ends_with("2026-03-06,UNKNOWN,YES_MANUAL,\n"));
        let scores = text(&files, "Scores.csv");
        assert!(scores.starts_with("Date,Sit,Rise: early!,\n2026-03-15,0.0000,0.2557,\n"));
        assert!(scores.ends_with("2026-03-07,0.0000,0.0315,\n2026-03-06,0.0000,0.0107,\n"));
    }

    #[test]
    fn measures_limits_and_what_is_avoided_come_back() {
        let with = |kind, target, letters: &str| {
            let name = format!("{kind:?}");
            let target = Quantity(target);
            FileHabit { kind, target, ..habit(&name, 1, 1, letters) }
        };
        let habits = [
            with(Kind::Measured, 2500, "39"),
            FileHabit { unit: "cups".into(), ..with(Kind::Limit, 9000, "39s") },
            with(Kind::Avoid, 0, "ny.s"),
        ];
        let files = write(&habits, today()).unwrap();
        let table = text(&files, "Habits.csv");
        assert!(table.contains("001,Measured,NUMERICAL,,,1,1,,,AT_LEAST,2.5,false"), "{table}");
        assert!(table.contains("002,Limit,NUMERICAL,,,1,1,,cups,AT_MOST,9.0,false"), "{table}");
        assert!(table.contains("003,Avoid,NUMERICAL,,,1,1,,,AT_MOST,0.0,false"), "{table}");
        let slips = text(&files, "003 Avoid/Checkmarks.csv");
        assert_eq!(slips, "Date,Value,Notes\n2026-03-15,SKIP,\n2026-03-13,1000,\n2026-03-12,NO,\n");
        assert_eq!(read(&files).habits, habits);
    }

    #[test]
    fn three_thousandths_are_no_skip() {
        let kind = Kind::Measured;
        let mut habit = FileHabit { kind, target: Quantity(3), ..habit("Gold", 1, 1, "9s") };
        habit.entries[0].amount = Some(Quantity(3));
        let files = write(std::slice::from_ref(&habit), today()).unwrap();
        assert!(text(&files, "001 Gold/Checkmarks.csv").contains(",SKIP,\n2026-03-14,03,\n"));
        assert_eq!(read(&files).habits, [habit]);
    }

    #[test]
    fn the_only_file_of_all_marks_will_do() {
        let habits = [habit("A", 3, 7, "yn.s"), habit("B", 1, 1, "y..y")];
        let mut files = write(&habits, today()).unwrap();
        files.retain(|(path, _)| !path.contains('/'));
        assert_eq!(read(&files).habits, habits);
    }

    /// A habit as such files can hold it: an amount only where there are any, and its state as
    /// the target makes it.
    fn any_habit() -> impl Strategy<Value = FileHabit> {
        let texts = ("\\PC{0,12}[a-z]", "\\PC{0,20}", "(\\PC|\n|\r|\"|,){0,20}", "[a-z]{0,5}");
        let notes = prop::collection::vec("\\PC{0,8}", 80);
        (any_plan(), any_marks(), texts, notes, any::<bool>()).prop_map(
            |(plan, marks, (name, question, description, unit), notes, is_archived)| {
                let target = match plan.kind {
                    Kind::Limit => Quantity(plan.target.0 + 1),
                    Kind::Measured => plan.target,
                    Kind::Build | Kind::Avoid => Quantity(0),
                };
                let is_measured = matches!(plan.kind, Kind::Measured | Kind::Limit);
                let entry = |(mark, note): (super::super::plan::Mark, String)| {
                    let given = mark.amount.unwrap_or_default();
                    let has_amount = matches!(mark.state, State::Yes | State::No) && is_measured;
                    let is_met = match plan.kind {
                        Kind::Limit => given <= target,
                        _ => given >= target,
                    };
                    let met = if is_met { State::Yes } else { State::No };
                    FileEntry {
                        day: mark.day,
                        state: if has_amount { met } else { mark.state },
                        amount: has_amount.then_some(given),
                        note,
                    }
                };
                let mut entries: Vec<FileEntry> = marks.into_iter().zip(notes).map(entry).collect();
                entries.retain(|it| it.state != State::Unknown || !it.note.is_empty());
                entries.sort_by_key(|entry| entry.day);
                FileHabit {
                    question,
                    description,
                    kind: plan.kind,
                    frequency: plan.frequency,
                    target,
                    unit: if is_measured { unit } else { String::new() },
                    is_archived,
                    entries,
                    colour: "#8E24AA".into(),
                    ..FileHabit::new(&name)
                }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_written_is_read_back(habits in prop::collection::vec(any_habit(), 0..4)) {
            let found = read(&write(&habits, today()).unwrap());
            prop_assert_eq!(&found.problems, &vec![]);
            prop_assert_eq!(found.habits, habits);
        }
    }
}
