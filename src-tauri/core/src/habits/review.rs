//! Looking back: how a week or month went beside the one before, which weekdays work, and the
//! colours of a year. Numbers only; words and colours are the screen's.
use super::days::{Days, Value};
use super::plan::{Kind, Plan};
use super::quantity::{ONE, Quantity};
use super::targets::{Period, sum};
use chrono::{Datelike, Days as Span, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Serialize;

/// A best weekday is looked for over this many days up to the end of what is reviewed.
const LOOK_BACK: u64 = 12 * 7;

/// How a stretch of days went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Days kept, implied ones included.
    pub kept: u32,
    /// Days that counted: not excused, not off, not to come; today once it is decided.
    pub due: u32,
    /// `kept` of `due` in hundredths of a percent; none if nothing was due.
    pub completion_bp: Option<u32>,
    /// What was done: units, times, or slips.
    pub sum: Quantity,
}

/// A week or month beside the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    pub period: Period,
    pub this: Tally,
    pub previous: Tally,
    /// What `completion_bp` gained or lost; none if one of the two has none.
    pub change_bp: Option<i32>,
    /// The weekday kept most often, of those due, over the last twelve weeks; of equals the one
    /// kept on more days, then the earlier one.
    pub best_weekday: Option<Weekday>,
}

/// The period that holds `on`, beside the one before; none at the calendar's very end.
pub fn review(
    plan: &Plan,
    days: &Days,
    period: Period,
    on: NaiveDate,
    week_start: Weekday,
) -> Option<Review> {
    let (from, until) = period.around(on, week_start)?;
    let (before, eve) = period.around(from.pred_opt()?, week_start)?;
    let this = tally(plan, days, from, until);
    let previous = tally(plan, days, before, eve);
    let change_bp = this.completion_bp.zip(previous.completion_bp);
    let change_bp = change_bp.map(|(now, then)| now as i32 - then as i32);
    let best_weekday = best_weekday(days, until);
    Some(Review { period, this, previous, change_bp, best_weekday })
}

/// The days from `from` to `until` that counted and were not kept.
pub fn missed(days: &Days, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let counted = counted(days, from, until);
    let missed = counted.filter(|index| !days.all()[*index].value.is_kept());
    missed.map(|index| days.date(index)).collect()
}

/// Counts the days from `from` to `until`.
pub fn tally(plan: &Plan, days: &Days, from: NaiveDate, until: NaiveDate) -> Tally {
    let (mut kept, mut due) = (0, 0);
    for index in counted(days, from, until) {
        due += 1;
        kept += u32::from(days.all()[index].value.is_kept());
    }
    let completion_bp = completion_bp(kept, due);
    let sum = Quantity(sum(plan, days, from, until));
    Tally { from, until, kept, due, completion_bp, sum }
}

/// How much of what was due was kept, in hundredths of a percent; none if nothing was due.
pub fn completion_bp(kept: u32, due: u32) -> Option<u32> {
    (kept * 10_000 + due / 2).checked_div(due)
}

/// The places of the days that are for or against the habit.
fn counted(days: &Days, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = usize> {
    days.places(from, until).filter(|index| {
        *index >= days.since() && days.is_settled(*index) && !days.all()[*index].value.is_neutral()
    })
}

fn best_weekday(days: &Days, until: NaiveDate) -> Option<Weekday> {
    let mut tallies = [(0u64, 0u64); 7];
    let from = until.checked_sub_days(Span::new(LOOK_BACK - 1))?;
    for index in counted(days, from, until) {
        let (kept, due) = &mut tallies[days.date(index).weekday().num_days_from_monday() as usize];
        *due += 1;
        *kept += u64::from(days.all()[index].value.is_kept());
    }
    let better = |one: (u64, u64), other: (u64, u64)| {
        (one.0 * other.1.max(1), one.0) > (other.0 * one.1.max(1), other.0)
    };
    let mut best: Option<usize> = None;
    for (weekday, tally) in tallies.iter().enumerate().filter(|(_, (kept, _))| *kept > 0) {
        if best.is_none_or(|best| better(*tally, tallies[best])) {
            best = Some(weekday);
        }
    }
    best.and_then(|weekday| Weekday::try_from(weekday as u8).ok())
}

/// What was done on the weekdays of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeekdayMonth {
    /// `2026-01`
    pub month: String,
    /// From Monday to Sunday: units, times, or, avoiding, days kept.
    pub sums: [Quantity; 7],
    /// From Monday to Sunday: how often the weekday has come round, as far as the habit goes.
    pub days: [u32; 7],
    /// From Monday to Sunday: 0 (nothing) to 4 (as much as on the best weekday of any month), as
    /// `weekday_steps` divides it; none where the weekday has not come round.
    pub levels: [Option<u8>; 7],
}

/// One row a month, from the habit's first own day to today.
pub fn weekday_table(plan: &Plan, days: &Days) -> Vec<WeekdayMonth> {
    let mut table: Vec<WeekdayMonth> = vec![];
    let mut month_now = (0, 0);
    for (index, day) in days.all().iter().enumerate().skip(days.since()) {
        let date = days.date(index);
        if month_now != (date.year(), date.month()) || table.is_empty() {
            month_now = (date.year(), date.month());
            let month = format!("{:04}-{:02}", date.year(), date.month());
            let (sums, days, levels) = ([Quantity(0); 7], [0; 7], [None; 7]);
            table.push(WeekdayMonth { month, sums, days, levels });
        }
        let done = match plan.kind {
            Kind::Build => i64::from(day.value == Value::Yes) * ONE.0,
            Kind::Avoid => i64::from(matches!(day.value, Value::Yes | Value::Auto)) * ONE.0,
            Kind::Measured | Kind::Limit => day.amount.0,
        };
        let weekday = date.weekday().num_days_from_monday() as usize;
        if let Some(row) = table.last_mut() {
            row.sums[weekday].0 = row.sums[weekday].0.saturating_add(done);
            row.days[weekday] += 1;
        }
    }
    let steps = weekday_steps(&table);
    for row in &mut table {
        for ((level, sum), days) in row.levels.iter_mut().zip(row.sums).zip(row.days) {
            let step = steps.iter().position(|up_to| sum <= *up_to).unwrap_or(4);
            *level = (days > 0).then_some(step as u8);
        }
    }
    table
}

/// Up to how much each of the five steps of such a table goes: nothing, and four quarters of the
/// most there is. Where only whole units were done the ends are whole.
pub fn weekday_steps(table: &[WeekdayMonth]) -> Vec<Quantity> {
    let sums = || table.iter().flat_map(|row| row.sums);
    let most = sums().map(|sum| sum.0).max().unwrap_or(0);
    let grain = if sums().all(|sum| sum.0 % ONE.0 == 0) { ONE.0 } else { 1 };
    let quarter = |n: i64| (i128::from(most) * i128::from(n) / 4) as i64 / grain * grain;
    (0..5).map(quarter).map(Quantity).collect()
}

/// A day of a year and how strongly it is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeatDay {
    pub day: NaiveDate,
    /// The column, from 0: the week of the year.
    pub week: u32,
    /// The row, from 0: the day of the week.
    pub row: u32,
    /// None before the habit began and for days to come.
    pub value: Option<Value>,
    /// 0 (nothing of it) to 4 (all of it); none where there is nothing to judge.
    pub level: Option<u8>,
    /// What was done, of a habit in units.
    pub amount: Option<Quantity>,
}

/// Every day of a year; none of a year that the calendar does not have.
pub fn heatmap(plan: &Plan, days: &Days, year: i32, week_start: Weekday) -> Vec<HeatDay> {
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return vec![];
    };
    let lead = first.weekday().days_since(week_start);
    let of_year = first.iter_days().take_while(|day| day.year() == year);
    let cell = |day: NaiveDate| {
        let place = day.ordinal0() + lead;
        let found = days.on(day);
        let value = found.map(|day| day.value);
        let level = found.and_then(|day| level(plan, day.value, day.amount));
        let in_units = matches!(plan.kind, Kind::Measured | Kind::Limit);
        let done = found.filter(|day| matches!(day.value, Value::Yes | Value::No) && in_units);
        let amount = done.map(|day| day.amount);
        HeatDay { day, week: place / 7, row: place % 7, value, level, amount }
    };
    of_year.map(cell).collect()
}

/// Four levels of a target; a limit loses one for each quarter that it is passed by. What only the
/// frequency implies is half as strong as what was done.
fn level(plan: &Plan, value: Value, amount: Quantity) -> Option<u8> {
    let target = i128::from(plan.target.0.max(1));
    let amount = i128::from(amount.0);
    match (plan.kind, value) {
        (_, Value::Skip | Value::Off | Value::Unknown) => None,
        (Kind::Build, Value::Auto) => Some(2),
        (_, Value::Yes | Value::Auto) => Some(4),
        (Kind::Measured, Value::No) if amount > 0 => Some((amount * 4 / target).clamp(1, 3) as u8),
        (Kind::Limit, Value::No) => Some(((2 * target - amount) * 4 / target).clamp(0, 3) as u8),
        (_, Value::No) => Some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::days::judge;
    use super::super::frequency::Preset;
    use super::super::samples::{any_marks, any_plan, build, day, judged, plan, today};
    use super::*;
    use proptest::prelude::*;

    fn week(plan: &Plan, letters: &str) -> Review {
        review(plan, &judged(plan, letters), Period::Week, today(), Weekday::Mon).unwrap()
    }

    #[test]
    fn a_week_stands_beside_the_one_before() {
        // The last day is a Sunday: two whole weeks.
        let found = week(&build(1, 1), "yyynn..yyyyyys");
        assert_eq!((found.previous.kept, found.previous.due), (3, 7));
        assert_eq!((found.this.kept, found.this.due), (6, 6));
        assert_eq!(found.previous.completion_bp, Some(4286));
        assert_eq!((found.this.completion_bp, found.change_bp), (Some(10_000), Some(5714)));
        assert_eq!(found.this.sum, Quantity(6000));
        assert_eq!(found.this.from, day("2026-03-09"));
        assert_eq!(found.best_weekday, Some(Weekday::Mon));
        let better = week(&build(1, 1), "nyn.....y.....");
        assert_eq!(better.best_weekday, Some(Weekday::Tue));
    }

    #[test]
    fn today_counts_once_it_is_decided_and_days_off_never_do() {
        assert_eq!(week(&build(1, 1), "yy.").this.due, 2);
        assert_eq!(week(&build(1, 1), "yyn").this.due, 2);
        assert_eq!(week(&plan(Kind::Limit, 1, 1, 1), "113").this.due, 3);
        let working = Plan { frequency: Preset::WorkingDays.frequency(), ..build(1, 1) };
        let found = week(&working, "yyyy...");
        assert_eq!((found.this.kept, found.this.due), (4, 5));
        assert_eq!((found.previous.completion_bp, found.change_bp), (None, None));
    }

    #[test]
    fn weekdays_are_counted_by_month() {
        let table = weekday_table(
            &plan(Kind::Measured, 1, 1, 2),
            &judged(&plan(Kind::Measured, 1, 1, 2), "3.............4s"),
        );
        assert_eq!(table.len(), 2);
        assert_eq!((table[0].month.as_str(), table[1].month.as_str()), ("2026-02", "2026-03"));
        assert_eq!(table[0].sums[5], Quantity(3000));
        assert_eq!(table[1].sums[5], Quantity(4000));
        assert_eq!(table[1].days, [2, 2, 2, 2, 2, 2, 3]);
        assert_eq!(weekday_steps(&table), [0, 1, 2, 3, 4].map(|n| Quantity(n * 1000)));
        assert_eq!((table[0].levels[5], table[1].levels[5]), (Some(3), Some(4)));
        assert_eq!((table[1].levels[0], table[0].levels[0]), (Some(0), None));
        let once = weekday_table(&build(1, 1), &judged(&build(1, 1), "y......"));
        assert_eq!(weekday_steps(&once), [0, 0, 0, 0, 1].map(|n| Quantity(n * 1000)));
        assert_eq!(once[0].levels[0], Some(4));
    }

    #[test]
    fn a_year_has_a_cell_a_day() {
        let plan = build(1, 7);
        let days = judged(&plan, "y..s");
        let cells = heatmap(&plan, &days, 2026, Weekday::Mon);
        assert_eq!(cells.len(), 365);
        let at = |text: &str| *cells.iter().find(|cell| cell.day == day(text)).unwrap();
        assert_eq!((at("2026-01-01").week, at("2026-01-01").row), (0, 3));
        assert_eq!((at("2026-01-05").week, at("2026-01-05").row), (1, 0));
        assert_eq!(at("2026-03-12").level, Some(4));
        assert_eq!(at("2026-03-13").level, Some(2));
        assert_eq!((at("2026-03-15").value, at("2026-03-15").level), (Some(Value::Skip), None));
        assert_eq!(at("2026-03-16").value, None);
        assert!(heatmap(&plan, &days, i32::MAX, Weekday::Mon).is_empty());
    }

    #[test]
    fn levels_are_parts_of_the_target() {
        let levels = |kind, letters: &str| -> Vec<Option<u8>> {
            let plan = plan(kind, 1, 1, 4);
            let days = judged(&plan, letters);
            let all = days.all().iter();
            all.map(|day| level(&plan, day.value, day.amount)).collect()
        };
        let some = |list: &[u8]| list.iter().map(|level| Some(*level)).collect::<Vec<_>>();
        assert_eq!(levels(Kind::Measured, "012349"), some(&[0, 1, 2, 3, 4, 4]));
        assert_eq!(levels(Kind::Limit, "0456789"), some(&[4, 4, 3, 2, 1, 0, 0]));
        assert_eq!(levels(Kind::Avoid, "ny."), [Some(4), Some(0), None]);
    }

    proptest! {
        #[test]
        fn reviews_hold_together(
            plan in any_plan(), marks in any_marks(), ago in 0u64..200, monthly: bool
        ) {
            let days = judge(&plan, &marks, today()).unwrap();
            let period = if monthly { Period::Month } else { Period::Week };
            let on = today() - Span::new(ago);
            let found = review(&plan, &days, period, on, Weekday::Mon).unwrap();
            for tally in [&found.this, &found.previous] {
                prop_assert!(tally.kept <= tally.due);
                prop_assert!(tally.completion_bp.is_none_or(|bp| bp <= 10_000));
                prop_assert_eq!(tally.completion_bp.is_none(), tally.due == 0);
            }
            prop_assert_eq!(found.previous.until.succ_opt(), Some(found.this.from));
            let (from, until) = (found.this.from, found.this.until);
            prop_assert_eq!(
                missed(&days, from, until).len() as u32, found.this.due - found.this.kept
            );
            let table = weekday_table(&plan, &days);
            let steps = weekday_steps(&table);
            prop_assert!(steps.is_sorted() && steps.len() == 5);
            let counted: u32 = table.iter().flat_map(|row| row.days).sum();
            prop_assert_eq!(counted as usize, days.all().len() - days.since());
            for cell in heatmap(&plan, &days, 2026, Weekday::Sun) {
                prop_assert!(cell.week < 54 && cell.row < 7);
                prop_assert!(cell.level.is_none_or(|level| level <= 4));
            }
        }
    }
}
