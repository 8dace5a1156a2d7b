//! What the invented household does again and again: some of the templates, marked up to yesterday,
//! so that today is there to be ticked.
use crate::habits::plan::State;
use crate::habits::quantity::Quantity;
use crate::habits::templates::HabitTemplate;
use crate::habits::{self, AddHabit, HabitDay, LedgerCheck, MarkMany, Measure, templates};
use crate::{Result, Tx, ledger};
use chrono::{Datelike, Days, NaiveDate};

/// How many days back they were begun.
const DAYS: u64 = 120;

/// What is to be enough for fuel in a month.
const FUEL_UNITS: i64 = 170;

/// Whether a habit was said to be kept on a day, and how much was done; none is a day without a mark.
type Went = fn(NaiveDate) -> Option<(State, Option<i64>)>;

const HABITS: [(&str, &str, Went); 4] = [
    ("water", "Health", |day| Some((State::Yes, Some([8, 9, 8, 6, 8, 10, 8][week(day, 7)])))),
    ("exercise", "Health", |day| ([0, 2, 5].contains(&week(day, 7))).then_some((State::Yes, None))),
    ("takeaway", "Money", |day| (week(day, 19) == 3).then_some((State::Yes, None))),
    ("check_accounts", "Money", |day| (week(day, 7) == 6).then_some((State::Yes, None))),
];

fn week(day: NaiveDate, length: i32) -> usize {
    day.num_days_from_ce().rem_euclid(length) as usize
}

pub(super) async fn add(tx: &mut Tx) -> Result<()> {
    let today = tx.lived_day();
    let begun = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
    let days: Vec<NaiveDate> = begun.iter_days().take_while(|day| *day < today).collect();
    let offered = templates::all();
    for (key, group, went) in HABITS {
        let Some(template) = offered.iter().find(|template| template.key == key) else { continue };
        let habit = AddHabit { group_name: group.into(), ..AddHabit::of(template.clone()) };
        let id = habits::add_habit(tx, habit).await?.habit.id;
        let mut said: Vec<_> = days.iter().filter_map(|day| went(*day)).collect();
        said.sort_unstable_by_key(|(_, units)| *units);
        said.dedup();
        for says in said {
            let like = days.iter().filter(|day| went(**day) == Some(says));
            let days = like.map(|day| HabitDay { id, day: *day }).collect();
            let amount = says.1.map(|units| Quantity(units * 1000));
            habits::mark_many(tx, MarkMany { days, state: Some(says.0), amount }).await?;
        }
    }
    let Some(fuel) = offered.iter().find(|template| template.key == "fuel") else { return Ok(()) };
    checked(tx, fuel.clone(), begun).await
}

/// One that the ledger checks, and nobody marks.
async fn checked(tx: &mut Tx, fuel: HabitTemplate, begun: NaiveDate) -> Result<()> {
    let category = ledger::category_by_path(tx, &["Transport", "Fuel"]).await?;
    let check = LedgerCheck {
        category_ids: vec![category],
        payee_ids: vec![],
        measure: Measure::Amount,
        currency: None,
    };
    let habit = AddHabit {
        group_name: "Money".into(),
        target: Some(Quantity(FUEL_UNITS * 1000)),
        since: Some(begun),
        check: Some(check),
        ..AddHabit::of(fuel)
    };
    habits::add_habit(tx, habit).await?;
    Ok(())
}
