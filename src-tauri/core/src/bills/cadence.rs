//! How often something comes again, and on which days. It knows neither amounts nor the clock.
use crate::text_enum;
use chrono::{Datelike, Days, NaiveDate, Weekday};

text_enum! {
    pub enum Cadence {
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        Monthly = "monthly",
        Quarterly = "quarterly",
        HalfYearly = "half_yearly",
        Yearly = "yearly",
    }
}

text_enum! {
    /// What becomes of a day that falls on a weekend.
    pub enum Weekend {
        /// It stays.
        Stays = "stays",
        /// The Monday after.
        After = "after",
        /// The Friday before.
        Before = "before",
    }
}

pub const CADENCES: [Cadence; 6] = [
    Cadence::Weekly,
    Cadence::Fortnightly,
    Cadence::Monthly,
    Cadence::Quarterly,
    Cadence::HalfYearly,
    Cadence::Yearly,
];

/// Between two of them: whole days, or whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Days(i64),
    Months(i64),
}

impl Cadence {
    pub fn step(self) -> Step {
        match self {
            Self::Weekly => Step::Days(7),
            Self::Fortnightly => Step::Days(14),
            Self::Monthly => Step::Months(1),
            Self::Quarterly => Step::Months(3),
            Self::HalfYearly => Step::Months(6),
            Self::Yearly => Step::Months(12),
        }
    }

    /// Days between two, about.
    pub fn period_days(self) -> i64 {
        match self.step() {
            Step::Days(days) => days,
            Step::Months(months) => months * 3044 / 100,
        }
    }

    /// How many days one may be off and still be this one.
    pub fn tolerance_days(self) -> i64 {
        match self {
            Self::Weekly => 2,
            Self::Fortnightly => 3,
            Self::Monthly => 4,
            Self::Quarterly => 7,
            Self::HalfYearly => 9,
            Self::Yearly => 10,
        }
    }
}

/// Days that come again and again, before and after the one that it starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    pub cadence: Cadence,
    /// One of the days, not moved by a weekend.
    pub start: NaiveDate,
    /// Of those that go by months; the last day of a shorter month. 1 to 31.
    pub day_of_month: u32,
    pub weekend: Weekend,
}

impl Rhythm {
    /// From one day on, every so often.
    pub fn from(cadence: Cadence, start: NaiveDate) -> Self {
        Self { cadence, start, day_of_month: start.day(), weekend: Weekend::Stays }
    }

    /// The `n`-th after the start; none beyond the calendar.
    pub fn nth(&self, n: i64) -> Option<NaiveDate> {
        match self.cadence.step() {
            Step::Days(days) => {
                let by = chrono::TimeDelta::try_days(days.checked_mul(n)?)?;
                self.start.checked_add_signed(by)
            }
            Step::Months(months) => {
                let month = i64::from(crate::day::month_no(self.start)) + months.checked_mul(n)?;
                due_in(i32::try_from(month).ok()?, self.day_of_month, self.weekend)
            }
        }
    }

    /// Those on a day or after it, the earliest first.
    pub fn since(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let rhythm = *self;
        let about = (day - self.start).num_days().div_euclid(self.cadence.period_days());
        let days = (about - 2..).map_while(move |n| rhythm.nth(n));
        days.skip_while(move |due| *due < day)
    }

    /// The same days, counted from the first of them after a day (by the calendar, not the weekend).
    pub fn restarted_after(self, n: i64) -> Option<Self> {
        let plain = Self { weekend: Weekend::Stays, ..self };
        Some(Self { start: plain.nth(n)?, ..self })
    }
}

/// When it is due in a month (months since year 0).
pub fn due_in(month_no: i32, day_of_month: u32, weekend: Weekend) -> Option<NaiveDate> {
    let first =
        NaiveDate::from_ymd_opt(month_no.div_euclid(12), month_no.rem_euclid(12) as u32 + 1, 1)?;
    let length = u32::from(first.num_days_in_month());
    let day = first.with_day(day_of_month.clamp(1, length))?;
    let moved = match (weekend, day.weekday()) {
        (Weekend::After, Weekday::Sat) => day.checked_add_days(Days::new(2)),
        (Weekend::After, Weekday::Sun) => day.checked_add_days(Days::new(1)),
        (Weekend::Before, Weekday::Sat) => day.checked_sub_days(Days::new(1)),
        (Weekend::Before, Weekday::Sun) => day.checked_sub_days(Days::new(2)),
        _ => Some(day),
    };
    moved.or(Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn days(rhythm: Rhythm, from: &str, count: usize) -> Vec<String> {
        rhythm.since(day(from)).take(count).map(|day| day.to_string()).collect()
    }

    #[test]
    fn the_last_day_of_a_month_is_the_last_of_each() {
        let rhythm = Rhythm::from(Cadence::Monthly, day("2026-01-31"));
        let found = days(rhythm, "2026-02-01", 3);
        assert_eq!(found, ["2026-02-28", "2026-03-31", "2026-04-30"]);
    }

    #[test]
    fn a_weekend_moves_a_day_as_it_is_told() {
        let at = |weekend| {
            let rhythm = Rhythm { weekend, ..Rhythm::from(Cadence::Monthly, day("2026-10-01")) };
            days(rhythm, "2026-10-20", 1).remove(0)
        };
        // 1 November 2026 is a Sunday.
        assert_eq!(at(Weekend::Stays), "2026-11-01");
        assert_eq!(at(Weekend::After), "2026-11-02");
        assert_eq!(at(Weekend::Before), "2026-10-30");
    }

    proptest! {
        #[test]
        fn the_first_since_a_day_is_not_before_it_and_no_other_lies_between(
            start in 0i64..4000, at in -2000i64..6000, which in 0usize..6,
        ) {
            let base = day("2020-01-01");
            let rhythm = Rhythm::from(CADENCES[which], base + chrono::TimeDelta::days(start));
            let at = base + chrono::TimeDelta::days(at);
            let found = rhythm.since(at).next().expect("a day");
            prop_assert!(found >= at);
            prop_assert!((found - at).num_days() <= rhythm.cadence.period_days() + 9);
            let other = rhythm.since(found.succ_opt().expect("a day")).next().expect("a day");
            prop_assert!((other - found).num_days() >= rhythm.cadence.period_days() - 9);
        }
    }
}
