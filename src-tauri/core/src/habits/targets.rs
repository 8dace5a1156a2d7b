//! How far a habit has come in the day, week, month, quarter and year around a day. Every due day
//! carries the same share of the target; a pause, or an excused day, takes its share away.
use super::days::{Days, Value};
use super::frequency::{Weekdays, month_length};
use super::plan::{Kind, Plan, covers, merged, number};
use super::quantity::{ONE, Quantity};
use chrono::{Datelike, Days as Span, Months, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The first and last day of the one that holds `day`; none at the calendar's very end.
    pub fn around(self, day: NaiveDate, week_start: Weekday) -> Option<(NaiveDate, NaiveDate)> {
        let month = |month0: u32| NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1);
        let (from, next) = match self {
            Self::Day => (day, day.succ_opt()?),
            Self::Week => {
                let into = day.weekday().days_since(week_start);
                let from = day.checked_sub_days(Span::new(into.into()))?;
                (from, from.checked_add_days(Span::new(7))?)
            }
            Self::Month => {
                let from = month(day.month0())?;
                (from, from.checked_add_months(Months::new(1))?)
            }
            Self::Quarter => {
                let from = month(day.month0() / 3 * 3)?;
                (from, from.checked_add_months(Months::new(3))?)
            }
            Self::Year => (month(0)?, month(0)?.checked_add_months(Months::new(12))?),
        };
        Some((from, next.pred_opt()?))
    }
}

/// How far it is. Units; a habit that is not measured counts 1 a time, one to avoid 1 a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Progress {
    pub period: Period,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub sum: Quantity,
    /// For the whole period.
    pub target: Quantity,
    /// Below 0 when the target is passed.
    pub remaining: Quantity,
    /// At least the target is reached, or at most it not passed.
    pub is_met: bool,
}

/// The five periods around a day.
pub fn progress(plan: &Plan, days: &Days, on: NaiveDate, week_start: Weekday) -> Vec<Progress> {
    let of = |period: Period| {
        let (from, until) = period.around(on, week_start)?;
        let sum = Quantity(sum(plan, days, from, until));
        let target = Quantity(target(plan, days, from, until));
        let remaining = Quantity(target.0 - sum.0);
        let is_met = match plan.kind {
            Kind::Build | Kind::Measured => sum >= target,
            Kind::Limit | Kind::Avoid => sum <= target,
        };
        Some(Progress { period, from, until, sum, target, remaining, is_met })
    };
    Period::ALL.into_iter().filter_map(of).collect()
}

/// What was done on the days from `from` to `until`, in thousandths.
pub fn sum(plan: &Plan, days: &Days, from: NaiveDate, until: NaiveDate) -> i64 {
    let judged = from.iter_days().take_while(|day| *day <= until).filter_map(|day| days.on(day));
    let counted = judged.map(|day| match plan.kind {
        Kind::Build => i64::from(day.value == Value::Yes) * ONE.0,
        _ => day.amount.0,
    });
    counted.fold(0, i64::saturating_add)
}

/// What all due days from `from` to `until` ask for together, in thousandths.
fn target(plan: &Plan, days: &Days, from: NaiveDate, until: NaiveDate) -> i64 {
    let weekdays = plan.frequency.weekdays;
    let pauses = merged(&plan.pauses);
    let is_due = |day: &NaiveDate| {
        let excused = days.on(*day).is_some_and(|day| day.value == Value::Skip);
        weekdays.has(*day) && !excused && !covers(&pauses, number(*day))
    };
    let due: Vec<NaiveDate> =
        from.iter_days().take_while(|day| *day <= until).filter(is_due).collect();
    if !plan.frequency.is_monthly() {
        let (share, of) = share(plan, 7, i128::from(weekdays.count()));
        return rounded(share * due.len() as i128, of);
    }
    let months = due.chunk_by(|one, next| one.month() == next.month());
    months.map(|due| month_target(plan, weekdays, due)).fold(0, i64::saturating_add)
}

/// What one due day asks for, as a fraction. `weekdays` of 7 days are due, so each of them carries
/// more than a day's part of what is asked for in several days.
fn share(plan: &Plan, week: i128, weekdays: i128) -> (i128, i128) {
    let asked = asked(plan);
    match plan.frequency.denominator {
        1 => (asked, 1),
        days => (asked * week, i128::from(days) * weekdays),
    }
}

/// The part of a month's target that these of its days carry.
fn month_target(plan: &Plan, weekdays: Weekdays, due: &[NaiveDate]) -> i64 {
    let Some(first) = due.first().and_then(|day| day.with_day(1)) else {
        return 0;
    };
    let all = first.iter_days().take(month_length(first) as usize);
    let all = all.filter(|day| weekdays.has(*day)).count();
    rounded(asked(plan) * due.len() as i128, all.max(1) as i128)
}

/// Thousandths in `denominator` days.
fn asked(plan: &Plan) -> i128 {
    match plan.kind {
        Kind::Build => i128::from(plan.frequency.numerator) * i128::from(ONE.0),
        Kind::Measured | Kind::Limit => plan.target.0.into(),
        Kind::Avoid => 0,
    }
}

/// Half a thousandth is rounded up.
fn rounded(dividend: i128, divisor: i128) -> i64 {
    i64::try_from((2 * dividend + divisor).div_euclid(2 * divisor)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::days::judge;
    use super::super::frequency::Preset;
    use super::super::plan::Pause;
    use super::super::samples::{any_marks, any_plan, build, day, judged, plan, today};
    use super::*;
    use proptest::prelude::*;

    /// Sum, target and what remains in units, by period.
    fn of(plan: &Plan, letters: &str) -> Vec<(String, String, String)> {
        let found = progress(plan, &judged(plan, letters), today(), Weekday::Mon);
        let texts =
            |it: Progress| (it.sum.to_string(), it.target.to_string(), it.remaining.to_string());
        found.into_iter().map(texts).collect()
    }

    fn texts<const N: usize>(list: [(&str, &str, &str); N]) -> Vec<(String, String, String)> {
        list.map(|(a, b, c)| (a.into(), b.into(), c.into())).to_vec()
    }

    #[test]
    fn a_period_is_where_its_day_lies() {
        let around = |period: Period, on: &str, start| {
            let (from, until) = period.around(day(on), start).unwrap();
            format!("{from} {until}")
        };
        assert_eq!(around(Period::Week, "2026-03-15", Weekday::Mon), "2026-03-09 2026-03-15");
        assert_eq!(around(Period::Week, "2026-03-15", Weekday::Sun), "2026-03-15 2026-03-21");
        assert_eq!(around(Period::Month, "2024-02-29", Weekday::Mon), "2024-02-01 2024-02-29");
        assert_eq!(around(Period::Quarter, "2026-12-31", Weekday::Mon), "2026-10-01 2026-12-31");
        assert_eq!(around(Period::Year, "2026-12-31", Weekday::Mon), "2026-01-01 2026-12-31");
    }

    #[test]
    fn each_period_has_its_part_of_the_target() {
        let glasses = plan(Kind::Measured, 1, 1, 8);
        let expected = texts([
            ("9", "8", "-1"),
            ("14", "56", "42"),
            ("14", "248", "234"),
            ("14", "720", "706"),
            ("14", "2920", "2906"),
        ]);
        assert_eq!(of(&glasses, "59"), expected);
        let three = of(&build(3, 7), "y.y");
        assert_eq!(three[1], ("2".into(), "3".into(), "1".into()));
        assert_eq!(three[2].1, "13.286", "31 days of March");
        let monthly = of(&Plan { frequency: Preset::Monthly.frequency(), ..build(1, 1) }, "y");
        let targets: Vec<&str> = monthly.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(targets, ["0.032", "0.226", "1", "3", "12"]);
    }

    #[test]
    fn pauses_and_excused_days_ask_for_less() {
        let daily = plan(Kind::Measured, 1, 1, 8);
        let paused = Plan {
            pauses: vec![Pause { from: day("2026-03-10"), until: Some(day("2026-03-12")) }],
            ..daily.clone()
        };
        assert_eq!(of(&paused, "8")[1].1, "32");
        assert_eq!(of(&daily, "8s8")[1].1, "48");
        let working = Plan { frequency: Preset::WorkingDays.frequency(), ..daily };
        assert_eq!(of(&working, "8..")[1].1, "40");
        assert_eq!(of(&working, "8..")[0].1, "0", "nothing is due on a Sunday");
        let mut pages = plan(Kind::Measured, 1, 7, 30);
        pages.frequency.weekdays = Weekdays::WORKING;
        assert_eq!(of(&pages, "8..")[1].1, "30", "a week's target stays one on fewer days");
    }

    #[test]
    fn a_limit_and_slips_are_met_from_below() {
        let found =
            |plan: &Plan, letters| progress(plan, &judged(plan, letters), today(), Weekday::Mon)[1];
        assert!(found(&plan(Kind::Limit, 1, 7, 60), "333").is_met);
        assert!(!found(&plan(Kind::Limit, 1, 7, 6), "333").is_met);
        let avoid = found(&plan(Kind::Avoid, 1, 1, 0), "n.y.y");
        assert_eq!((avoid.sum, avoid.target, avoid.is_met), (Quantity(2000), Quantity(0), false));
    }

    proptest! {
        #[test]
        fn sums_and_targets_add_up(plan in any_plan(), marks in any_marks(), ago in 0u64..400) {
            let days = judge(&plan, &marks, today()).unwrap();
            let on = today() - Span::new(ago);
            let found = progress(&plan, &days, on, Weekday::Mon);
            prop_assert_eq!(found.len(), 5);
            for it in &found {
                prop_assert!(it.from <= on && on <= it.until && it.target.0 >= 0);
                prop_assert_eq!(it.sum.0 + it.remaining.0, it.target.0);
            }
            let week: i64 = found[1].from.iter_days().take(7)
                .map(|day| sum(&plan, &days, day, day)).sum();
            prop_assert_eq!(week, found[1].sum.0);
            let parts: i64 = found[1].from.iter_days().take(7)
                .map(|day| target(&plan, &days, day, day)).sum();
            prop_assert!((parts - found[1].target.0).abs() <= 7);
        }

        #[test]
        fn no_day_is_too_far(number: i32, plan in any_plan()) {
            let days = judge(&plan, &[], today()).unwrap();
            let far = super::super::plan::date(number);
            for day in [far, NaiveDate::MIN, NaiveDate::MAX] {
                progress(&plan, &days, day, Weekday::Sun);
            }
        }
    }
}
