//! Habits for the tests of this feature.
use super::days::{Day, Days, Value, judge};
use super::frequency::{Frequency, Weekdays};
use super::plan::{Kind, Mark, Pause, Plan, State};
use super::quantity::Quantity;
use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The last day of every random habit.
pub fn today() -> NaiveDate {
    day("2026-03-15")
}

pub fn plan(kind: Kind, numerator: i64, denominator: i64, target: i64) -> Plan {
    Plan {
        kind,
        frequency: Frequency::new(numerator, denominator, Weekdays::ALL).unwrap(),
        target: Quantity(target * 1000),
        pauses: vec![],
        since: None,
    }
}

pub fn build(numerator: i64, denominator: i64) -> Plan {
    plan(Kind::Build, numerator, denominator, 0)
}

/// A letter a day, up to and with today: y(es), n(o), s(kip), u(nknown), a digit for so many units
/// and a dot for no mark.
pub fn marks(letters: &str) -> Vec<Mark> {
    let first = today() - chrono::Days::new(letters.len().max(1) as u64 - 1);
    let mark = |(day, letter): (NaiveDate, char)| {
        let mark = |state, amount| Some(Mark { day, state, amount });
        match letter {
            'y' => mark(State::Yes, None),
            'n' => mark(State::No, None),
            's' => mark(State::Skip, None),
            'u' => mark(State::Unknown, None),
            '.' => None,
            units => {
                let units = units.to_digit(10).unwrap();
                mark(State::Yes, Some(Quantity(i64::from(units) * 1000)))
            }
        }
    };
    first.iter_days().zip(letters.chars()).filter_map(mark).collect()
}

pub fn judged(plan: &Plan, letters: &str) -> Days {
    judge(plan, &marks(letters), today()).unwrap()
}

/// A letter a day: Yes, Auto, Skip, Off, No or a dot for unknown.
pub fn shown(days: &Days) -> String {
    let letter = |day: &Day| match day.value {
        Value::Yes => 'Y',
        Value::Auto => 'A',
        Value::Skip => 'S',
        Value::Off => 'O',
        Value::No => 'N',
        Value::Unknown => '.',
    };
    days.all().iter().map(letter).collect()
}

pub fn show(plan: &Plan, letters: &str) -> String {
    shown(&judged(plan, letters))
}

/// Any habit of any kind, with pauses and weekdays.
pub fn any_plan() -> impl Strategy<Value = Plan> {
    let kind =
        prop_oneof![Just(Kind::Build), Just(Kind::Measured), Just(Kind::Limit), Just(Kind::Avoid)];
    let frequency = (1i64..=4, 0i64..=40, 1u8..128);
    let pauses = prop::collection::vec((0u64..150, prop::option::of(0u64..30)), 0..3);
    (kind, frequency, 0i64..=5, pauses, prop::option::of(0u64..200)).prop_map(
        |(kind, (numerator, more, mask), target, pauses, since)| {
            let list: Vec<Weekday> =
                (0..7).filter(|n| mask >> n & 1 == 1).map(|n| n.try_into().unwrap()).collect();
            let ago = |days: u64| today() - chrono::Days::new(days);
            let pause = |(from, length): (u64, Option<u64>)| {
                let until = length.map(|length| ago(from) + chrono::Days::new(length));
                Pause { from: ago(from), until }
            };
            let mut plan = plan(kind, numerator, numerator + more, target);
            plan.frequency.weekdays = list.into();
            plan.pauses = pauses.into_iter().map(pause).collect();
            plan.since = since.map(ago);
            plan
        },
    )
}

/// Marks of up to 150 days back, shuffled.
pub fn any_marks() -> impl Strategy<Value = Vec<Mark>> {
    let state = prop_oneof![
        4 => Just(State::Yes),
        1 => Just(State::No),
        1 => Just(State::Skip),
        1 => Just(State::Unknown)
    ];
    let amount = prop::option::of((0i64..8000).prop_map(Quantity));
    let mark = (0u64..150, state, amount).prop_map(|(ago, state, amount)| Mark {
        day: today() - chrono::Days::new(ago),
        state,
        amount,
    });
    prop::collection::vec(mark, 0..80).prop_map(|mut marks| {
        marks.sort_by_key(|mark| mark.day);
        marks.dedup_by_key(|mark| mark.day);
        marks.reverse();
        marks
    })
}
