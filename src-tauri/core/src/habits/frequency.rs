//! How often a habit is due: n times in m days, on these weekdays. What counts as done, and which
//! days are excused, is decided in `days`.
use super::fault::Fault;
use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// No habit comes round more rarely than this, in days.
pub const MAX_DENOMINATOR: u32 = 1000;

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The weekdays on which a habit is due; on the wire a list such as `["Mon", "Fri"]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Vec<Weekday>", into = "Vec<Weekday>")]
#[schemars(with = "Vec<Weekday>")]
pub struct Weekdays(u8);

impl Weekdays {
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// How many weekdays there are in it.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub fn has(self, day: NaiveDate) -> bool {
        self.has_number(day.num_days_from_ce())
    }

    /// The same for a day by its number, of which the first was a Monday.
    pub fn has_number(self, number: i32) -> bool {
        self.0 >> (number - 1).rem_euclid(7) & 1 == 1
    }
}

impl Default for Weekdays {
    fn default() -> Self {
        Self::ALL
    }
}

impl From<Vec<Weekday>> for Weekdays {
    fn from(list: Vec<Weekday>) -> Self {
        Self(list.iter().fold(0, |mask, day| mask | 1 << day.num_days_from_monday()))
    }
}

impl From<Weekdays> for Vec<Weekday> {
    fn from(weekdays: Weekdays) -> Self {
        let has = |day: &Weekday| weekdays.0 >> day.num_days_from_monday() & 1 == 1;
        WEEK.into_iter().filter(has).collect()
    }
}

/// `numerator` times in `denominator` days, on these weekdays. 30 and 31 days stand for a month,
/// however long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequency {
    pub numerator: u32,
    pub denominator: u32,
    pub weekdays: Weekdays,
}

impl Frequency {
    pub const DAILY: Self = Self::every(1, 1);

    const fn every(numerator: u32, denominator: u32) -> Self {
        Self { numerator, denominator, weekdays: Weekdays::ALL }
    }

    /// Refuses, in words, what nobody could keep. Seven times in seven days is daily.
    pub fn new(numerator: i64, denominator: i64, weekdays: Weekdays) -> Result<Self, Fault> {
        let days = u32::try_from(denominator).ok().filter(|n| (1..=MAX_DENOMINATOR).contains(n));
        let days = days.ok_or(Fault::Days(denominator))?;
        let times = u32::try_from(numerator).ok().filter(|n| *n > 0);
        let times = times.ok_or(Fault::Times(numerator))?;
        if times > days {
            return Err(Fault::TooOften { times: numerator, days: denominator });
        }
        if weekdays.count() == 0 {
            return Err(Fault::NoWeekday);
        }
        let (numerator, denominator) = if times == days { (1, 1) } else { (times, days) };
        Ok(Self { numerator, denominator, weekdays })
    }

    /// The same checks for one that was put together by hand.
    pub fn checked(self) -> Result<Self, Fault> {
        Self::new(self.numerator.into(), self.denominator.into(), self.weekdays)
    }

    /// Times a day: 3/7 for three times a week.
    pub fn rate(&self) -> f64 {
        f64::from(self.numerator) / f64::from(self.denominator)
    }

    pub fn is_monthly(&self) -> bool {
        matches!(self.denominator, 30 | 31)
    }

    /// How many days the checks that begin on `begin` have: the denominator, or the month's length
    /// (the next month's, for a month's last day).
    pub fn window(&self, begin: NaiveDate) -> i32 {
        if !self.is_monthly() {
            return self.denominator as i32;
        }
        let next = begin.succ_opt().unwrap_or(begin);
        if next.month() == begin.month() { month_length(begin) } else { month_length(next) }
    }

    /// The preset that this is, if any.
    pub fn preset(&self) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.frequency() == *self)
    }
}

/// How many days the month of this day has.
pub fn month_length(day: NaiveDate) -> i32 {
    i32::from(day.num_days_in_month())
}

/// What is offered when a habit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    Daily,
    WorkingDays,
    EveryOtherDay,
    ThreeAWeek,
    Weekly,
    Monthly,
}

impl Preset {
    pub const ALL: [Self; 6] = [
        Self::Daily,
        Self::WorkingDays,
        Self::EveryOtherDay,
        Self::ThreeAWeek,
        Self::Weekly,
        Self::Monthly,
    ];

    pub fn frequency(self) -> Frequency {
        match self {
            Self::Daily => Frequency::DAILY,
            Self::WorkingDays => Frequency { weekdays: Weekdays::WORKING, ..Frequency::DAILY },
            Self::EveryOtherDay => Frequency::every(1, 2),
            Self::ThreeAWeek => Frequency::every(3, 7),
            Self::Weekly => Frequency::every(1, 7),
            Self::Monthly => Frequency::every(1, 30),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_nobody_could_keep_is_refused_in_words() {
        let refused = |n, d| Frequency::new(n, d, Weekdays::ALL).unwrap_err().to_string();
        assert!(refused(1, 0).contains("1 to 1000 days, not 0"));
        assert!(refused(0, 7).contains("starts at 1"));
        assert!(refused(8, 7).contains("more than once a day"));
        assert!(refused(-1, 7).contains("not -1"));
        assert!(refused(1, i64::MAX).contains("1 to 1000"));
        assert_eq!(Frequency::new(1, 1, Weekdays::from(vec![])), Err(Fault::NoWeekday));
        assert_eq!(Frequency::new(7, 7, Weekdays::ALL), Ok(Frequency::DAILY));
    }

    #[test]
    fn a_month_is_as_long_as_it_is() {
        let monthly = Preset::Monthly.frequency();
        assert_eq!(monthly.window(day("2025-02-10")), 28);
        assert_eq!(monthly.window(day("2024-02-10")), 29);
        assert_eq!(monthly.window(day("2025-04-01")), 30);
        assert_eq!(monthly.window(day("2025-01-31")), 28, "from a last day, the next month");
        assert_eq!(monthly.window(day("2025-12-31")), 31);
        assert_eq!(Frequency::every(1, 29).window(day("2025-02-10")), 29);
    }

    #[test]
    fn presets_know_themselves_and_weekdays_are_a_list() {
        for preset in Preset::ALL {
            assert_eq!(preset.frequency().preset(), Some(preset));
            assert_eq!(preset.frequency().checked(), Ok(preset.frequency()));
        }
        let list = serde_json::to_string(&Weekdays::WORKING).unwrap();
        assert_eq!(list, r#"["Mon","Tue","Wed","Thu","Fri"]"#);
        assert_eq!(serde_json::from_str::<Weekdays>(&list).unwrap(), Weekdays::WORKING);
    }

    proptest! {
        #[test]
        fn any_two_numbers_are_a_frequency_or_refused(n: i64, d: i64, mask in 0u8..128) {
            if let Ok(found) = Frequency::new(n, d, Weekdays(mask)) {
                prop_assert!(found.rate() > 0.0 && found.rate() <= 1.0);
            }
        }

        #[test]
        fn months_have_28_to_31_days(year in -9999i32..9999, month in 1u32..=12) {
            let day = NaiveDate::from_ymd_opt(year, month, 28).unwrap();
            prop_assert!((28..=31).contains(&month_length(day)));
            let last = NaiveDate::from_ymd_opt(year, month, month_length(day) as u32).unwrap();
            prop_assert_eq!(last.succ_opt().unwrap().day(), 1);
        }
    }
}
