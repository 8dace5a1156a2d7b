//! Calendar days and months. Where the time comes from is decided once, in [`Clock`].
use chrono::{
    DateTime, Datelike, FixedOffset, Local, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone,
    Utc,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How far the clocks of a place are from UTC at an instant, which is given as UTC.
pub type Zone = fn(&NaiveDateTime) -> FixedOffset;

/// The source of time: the real one, or another for tests and reproducible runs. All but the real one
/// stand in UTC unless they name a zone.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    #[default]
    Real,
    Fixed(DateTime<Utc>),
    /// Seconds since 1970 that somebody else moves on, and where the person is.
    Moved(Arc<AtomicI64>, Zone),
    /// What a file says, as `2026-11-22T08:00:00Z`; the real time as long as it says nothing.
    Told(PathBuf),
}

impl Clock {
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Real => Utc::now(),
            Self::Fixed(instant) => *instant,
            Self::Moved(seconds, _) => {
                DateTime::from_timestamp(seconds.load(Ordering::Relaxed), 0).unwrap_or_default()
            }
            Self::Told(file) => {
                let said = std::fs::read_to_string(file).ok();
                said.and_then(|text| text.trim().parse().ok()).unwrap_or_else(Utc::now)
            }
        }
    }

    /// The calendar day where the person is.
    pub fn today(&self) -> NaiveDate {
        self.day_begun_at(0)
    }

    /// The day where the person is, if days began at this hour.
    pub fn day_begun_at(&self, hour: u32) -> NaiveDate {
        (self.wall(self.now()) - TimeDelta::hours(hour.into())).date()
    }

    /// What the clock on the person's wall shows at an instant.
    pub fn wall(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let utc = instant.naive_utc();
        utc + self.offset(&utc)
    }

    /// When the clock on the wall shows this: the first time, if it is set back over it. If it is set
    /// forward over it, as much later as it is set forward, as calendars do.
    pub fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        // No zone is further from UTC than a day, nor changes twice in two.
        let day = TimeDelta::days(1);
        let by = |near: NaiveDateTime| wall - self.offset(&near);
        let (early, late) = (by(wall - day), by(wall + day));
        let found = [early, late].into_iter().find(|utc| *utc + self.offset(utc) == wall);
        found.unwrap_or(early).and_utc()
    }

    fn offset(&self, utc: &NaiveDateTime) -> FixedOffset {
        match self {
            Self::Real => Local.offset_from_utc_datetime(utc).fix(),
            Self::Moved(_, zone) => zone(utc),
            Self::Fixed(_) | Self::Told(_) => Utc.fix(),
        }
    }
}

/// Where clocks show UTC.
pub fn utc(_: &NaiveDateTime) -> FixedOffset {
    Utc.fix()
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

    /// Central Europe in 2026: forward on 29 March, back on 25 October, both at 01:00 UTC.
    fn berlin(utc: &NaiveDateTime) -> FixedOffset {
        let summer = "2026-03-29T01:00:00".parse().unwrap().."2026-10-25T01:00:00".parse().unwrap();
        FixedOffset::east_opt(if summer.contains(utc) { 7200 } else { 3600 }).unwrap()
    }

    #[test]
    fn a_time_that_the_clock_skips_comes_later_and_one_shown_twice_comes_first() {
        let clock = Clock::Moved(Arc::default(), berlin);
        let at = |wall: &str| clock.instant(wall.parse().unwrap()).to_rfc3339();
        assert_eq!(at("2026-03-28T02:30:00"), "2026-03-28T01:30:00+00:00");
        assert_eq!(at("2026-03-29T02:30:00"), "2026-03-29T01:30:00+00:00", "03:30 on the wall");
        assert_eq!(at("2026-03-29T03:30:00"), "2026-03-29T01:30:00+00:00");
        assert_eq!(at("2026-10-25T02:30:00"), "2026-10-25T00:30:00+00:00", "the first of two");
        assert_eq!(at("2026-10-25T03:30:00"), "2026-10-25T02:30:00+00:00");
    }

    proptest! {
        #[test]
        fn what_the_wall_shows_at_an_instant_is_shown_then(hours in 0i64..9000) {
            let clock = Clock::Moved(Arc::default(), berlin);
            let start: DateTime<Utc> = "2025-12-30T00:00:00Z".parse().unwrap();
            let wall = clock.wall(start + TimeDelta::hours(hours));
            prop_assert_eq!(clock.wall(clock.instant(wall)), wall);
        }

        #[test]
        fn a_month_reads_back_as_it_was_written(month in 0..120_000i32) {
            prop_assert_eq!(parse_month(&month_name(month)), Some(month));
        }
    }
}
