//! What the rows of Loop Habit Tracker's own database mean. Opening it is left to the caller: the
//! tables are `Habits` (its fields as in [`DbHabit`], in the order of `position`) and
//! `Repetitions` (as in [`DbMark`], with `habit` for the habit's `id`). Old versions lack some of
//! the fields; reminders are left out.
use super::frequency::{Frequency, Weekdays};
use super::interchange::{FileEntry, FileHabit, FileHabits, one_a_day};
use super::loop_file::{avoids, mark};
use super::plan::{Kind, State};
use super::quantity::Quantity;
use chrono::DateTime;

/// Loop's colours by number, from red to grey.
const COLOURS: [&str; 20] = [
    "#D32F2F", "#E64A19", "#F57C00", "#FF8F00", "#F9A825", "#AFB42B", "#7CB342", "#388E3C",
    "#00897B", "#00ACC1", "#039BE5", "#1976D2", "#303F9F", "#5E35B1", "#8E24AA", "#D81B60",
    "#5D4037", "#303030", "#757575", "#AAAAAA",
];

/// A row of `Habits`; a field that is missing, or null, is as its default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DbHabit {
    pub name: String,
    pub question: String,
    pub description: String,
    pub color: i64,
    pub freq_num: i64,
    pub freq_den: i64,
    /// 0 is done or not, 1 measured. In the database: `type`.
    pub kind: i64,
    /// 0 is at least, 1 at most.
    pub target_type: i64,
    pub target_value: f64,
    pub unit: String,
    pub archived: i64,
}

/// A row of `Repetitions`; before notes and values came every row was a check, 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbMark {
    /// Milliseconds since 1970, at the day's beginning in UTC.
    pub timestamp: i64,
    pub value: i64,
    pub notes: String,
}

/// Adds a habit with its marks to what was found. `file` is what problems are told with.
pub fn add(file: &str, row: &DbHabit, marks: &[DbMark], found: &mut FileHabits) {
    let mut habit = FileHabit::new(&row.name);
    let tell = |found: &mut FileHabits, message: String| {
        found.problem(file, 0, format!("{}: {message}", row.name));
    };
    if row.name.trim().is_empty() {
        found.problem(file, 0, "a habit has no name");
        return;
    }
    habit.question = row.question.clone();
    habit.description = row.description.clone();
    habit.is_archived = row.archived != 0;
    let colour = usize::try_from(row.color).ok().and_then(|number| COLOURS.get(number));
    habit.colour = colour.map(|colour| colour.to_string()).unwrap_or_default();
    habit.kind = match (row.kind, row.target_type) {
        (1, 1) => Kind::Limit,
        (1, _) => Kind::Measured,
        _ => Kind::Build,
    };
    match Frequency::new(row.freq_num, row.freq_den, Weekdays::ALL) {
        Ok(frequency) => habit.frequency = frequency,
        Err(fault) => tell(found, format!("{fault}; taken as daily")),
    }
    if row.kind == 1 {
        habit.unit = row.unit.clone();
        match Quantity::parse(&row.target_value.to_string()) {
            Ok(target) if target.0 >= 0 => habit.target = target,
            _ => tell(found, "the target is not a number; taken as 0".into()),
        }
    }
    for db_mark in marks {
        match entry(&habit, db_mark) {
            Some(entry) if entry.state == State::Unknown && entry.note.is_empty() => {}
            Some(entry) => habit.entries.push(entry),
            None => {
                let DbMark { timestamp, value, .. } = db_mark;
                tell(found, format!("{value} at {timestamp} is not a mark"));
            }
        }
    }
    let doubled = one_a_day(&mut habit.entries);
    if doubled > 0 {
        tell(found, format!("{doubled} marks were for a day that had one; the last counts"));
    }
    avoids(&mut habit);
    found.habits.push(habit);
}

fn entry(habit: &FileHabit, mark_: &DbMark) -> Option<FileEntry> {
    let day = DateTime::from_timestamp_millis(mark_.timestamp)?.date_naive();
    let (state, amount) = mark(habit, &mark_.value.to_string())?;
    Some(FileEntry { day, state, amount, note: mark_.notes.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::samples::day;
    use super::*;
    use proptest::prelude::*;

    fn db_mark(timestamp: i64, value: i64, notes: &str) -> DbMark {
        DbMark { timestamp, value, notes: notes.into() }
    }

    #[test]
    fn rows_become_habits() {
        let mut found = FileHabits::default();
        let walk = DbHabit {
            name: "Walk".into(),
            color: 8,
            freq_num: 3,
            freq_den: 7,
            archived: 1,
            ..DbHabit::default()
        };
        let noon = 1_422_144_000_000;
        let marks = [
            db_mark(noon, 2, ""),
            db_mark(noon - 86_400_000, 1, ""),
            db_mark(noon - 2 * 86_400_000, 3, "ill"),
            db_mark(noon - 3 * 86_400_000, 77, ""),
        ];
        add("Loop.db", &walk, &marks, &mut found);
        let cups = DbHabit {
            name: "Cups".into(),
            freq_num: 1,
            freq_den: 1,
            kind: 1,
            target_type: 1,
            target_value: 2.5,
            unit: "cups".into(),
            color: 99,
            ..DbHabit::default()
        };
        add("Loop.db", &cups, &[db_mark(noon, 2500, ""), db_mark(noon, 3000, "")], &mut found);
        let [walk, cups] = found.habits.as_slice() else { panic!("{found:?}") };
        assert_eq!((&*walk.colour, walk.is_archived, walk.kind), ("#00897B", true, Kind::Build));
        assert_eq!(walk.frequency.numerator, 3);
        let days: Vec<_> = walk.entries.iter().map(|entry| (entry.day, entry.state)).collect();
        assert_eq!(days, [(day("2015-01-23"), State::Skip), (day("2015-01-25"), State::Yes)]);
        assert_eq!((cups.kind, cups.target, &*cups.colour), (Kind::Limit, Quantity(2500), ""));
        assert_eq!(cups.entries.len(), 1);
        assert_eq!(cups.entries[0].state, State::No);
        let told: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "Loop.db: Walk: 77 at 1421884800000 is not a mark",
                "Loop.db: Cups: 1 marks were for a day that had one; the last counts",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_row_is_too_odd(
            numbers: [i64; 6], target_value: f64, marks in prop::collection::vec(any::<(i64, i64)>(), 0..9)
        ) {
            let [color, freq_num, freq_den, kind, target_type, archived] = numbers;
            let row = DbHabit {
                name: "a".into(),
                color,
                freq_num,
                freq_den,
                kind: kind % 3,
                target_type: target_type % 3,
                target_value,
                archived,
                ..DbHabit::default()
            };
            let marks: Vec<DbMark> = marks.iter().map(|(at, value)| db_mark(*at, *value, "")).collect();
            let mut found = FileHabits::default();
            add("Loop.db", &row, &marks, &mut found);
            prop_assert_eq!(found.habits.len(), 1);
        }
    }
}
