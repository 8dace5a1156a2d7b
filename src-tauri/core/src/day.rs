//! Calendar days and months. Where the time comes from is decided once, in [`Clock`].
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The source of time: the real one, or a fixed instant for tests and reproducible runs.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    #[default]
    Real,
    Fixed(DateTime<Utc>),
    /// Seconds since 1970 that somebody else moves on.
    Moved(Arc<AtomicI64>),
}

impl Clock {
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Real => Utc::now(),
            Self::Fixed(instant) => *instant,
            Self::Moved(seconds) => {
                DateTime::from_timestamp(seconds.load(Ordering::Relaxed), 0).unwrap_or_default()
            }
        }
    }

    /// The calendar day where the person is.
    pub fn today(&self) -> NaiveDate {
        self.day_begun_at(0)
    }

    /// The day where the person is, if days began at this hour.
    pub fn day_begun_at(&self, hour: u32) -> NaiveDate {
        let here = match self {
            Self::Real => chrono::Local::now().naive_local(),
            Self::Fixed(_) | Self::Moved(_) => self.now().naive_utc(),
        };
        (here - chrono::TimeDelta::hours(hour.into())).date()
    }
}

/// Months since year 0: 2026-01 is 2026 * 12.
pub fn month_no(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// `2026-01` for 2026 * 12.
pub fn month_name(month_no: i32) -> String {
    format!("{:04}-{:02}", month_no.div_euclid(12), month_no.rem_euclid(12) + 1)
}

/// 2026 * 12 for `2026-01`.
pub fn parse_month(text: &str) -> Option<i32> {
    NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok().map(month_no)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_that_begins_at_four_lasts_until_four() {
        let at = |text: &str| Clock::Fixed(text.parse().unwrap());
        let late = at("2026-11-21T03:59:59Z");
        assert_eq!(late.day_begun_at(4).to_string(), "2026-11-20");
        assert_eq!(late.today().to_string(), "2026-11-21");
        assert_eq!(at("2026-11-21T04:00:00Z").day_begun_at(4).to_string(), "2026-11-21");
    }

    proptest! {
        #[test]
        fn a_month_reads_back_as_it_was_written(month in 0..120_000i32) {
            prop_assert_eq!(parse_month(&month_name(month)), Some(month));
        }
    }
}
