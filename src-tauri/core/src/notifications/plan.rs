//! What is to be told and when: pure, from what is due, the hour and the person's quiet hours.
use super::{NotificationKind, NotificationSettings};
use crate::day::Clock;
use crate::db::Id;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something the features say is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Due {
    pub kind: NotificationKind,
    /// The same whenever it is worked out again.
    pub subject: String,
    pub about_id: Option<Id>,
    /// The day it is about, as the person lives it.
    pub day: NaiveDate,
    /// The time of that day, by the clock on the wall.
    pub at: NaiveTime,
    /// The days after its own on which it still is news.
    pub keeps_days: u64,
    pub title: String,
    pub body: String,
}

/// It, as an entry of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub due: Due,
    pub due_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// When not to tell, by the clock on the wall; the end may be on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

impl Quiet {
    /// Those of the settings, if there are any.
    pub fn of(settings: &NotificationSettings) -> Option<Self> {
        let from = time(settings.quiet_from.as_deref()?)?;
        let to = time(settings.quiet_to.as_deref()?)?;
        (from != to).then_some(Self { from, to })
    }

    /// When they began and when they end, if it is quiet at this instant.
    pub fn around(
        &self,
        clock: &Clock,
        instant: DateTime<Utc>,
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let today = clock.wall(instant).date();
        let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        [yesterday, today].into_iter().find_map(|day| {
            let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
            let last = if self.from < self.to { day } else { next };
            let from = clock.instant(day.and_time(self.from));
            let to = clock.instant(last.and_time(self.to));
            (from <= instant && instant < to).then_some((from, to))
        })
    }
}

/// `08:30`
pub fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// When a thing is told, and until when. A time before the day's first hour belongs to the night after
/// it. What would fall into quiet hours waits for their end; what would be over by then comes as they
/// begin.
pub fn wanted(due: Due, clock: &Clock, day_start_hour: u32, quiet: Option<Quiet>) -> Wanted {
    let start = TimeDelta::hours(day_start_hour.into());
    let begins = |day: NaiveDate| clock.instant(day.and_time(NaiveTime::MIN) + start);
    let after = |days: u64| due.day.checked_add_days(Days::new(days)).unwrap_or(due.day);
    let first = NaiveTime::MIN + start;
    let on = if due.at < first { after(1) } else { due.day };
    let mut due_at = clock.instant(on.and_time(due.at));
    let expires_at = begins(after(1 + due.keeps_days));
    if let Some((from, to)) = quiet.and_then(|quiet| quiet.around(clock, due_at)) {
        due_at = if to < expires_at { to } else { from };
    }
    Wanted { due, due_at, expires_at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::utc;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn due(day: &str, at: &str) -> Due {
        Due {
            kind: NotificationKind::Habit,
            subject: "habit".into(),
            about_id: None,
            day: day.parse().unwrap(),
            at: time(at).unwrap(),
            keeps_days: 0,
            title: String::new(),
            body: String::new(),
        }
    }

    fn told(at: &str, quiet: Option<(&str, &str)>) -> String {
        let clock = Clock::Moved(Arc::default(), utc);
        let quiet =
            quiet.map(|(from, to)| Quiet { from: time(from).unwrap(), to: time(to).unwrap() });
        let wanted = wanted(due("2026-11-22", at), &clock, 4, quiet);
        wanted.due_at.format("%d %H:%M").to_string()
    }

    #[test]
    fn what_falls_into_quiet_hours_waits_for_their_end_or_comes_as_they_begin() {
        assert_eq!(told("08:30", None), "22 08:30");
        assert_eq!(told("01:30", None), "23 01:30", "the day lasts until four");
        assert_eq!(told("06:00", Some(("22:00", "07:00"))), "22 07:00");
        assert_eq!(told("23:00", Some(("22:00", "07:00"))), "22 22:00", "over by seven");
        assert_eq!(told("12:30", Some(("12:00", "14:00"))), "22 14:00");
        assert_eq!(told("14:00", Some(("12:00", "14:00"))), "22 14:00");
    }

    proptest! {
        #[test]
        fn nothing_is_told_in_quiet_hours_unless_it_would_be_over(
            minute in 0i64..1440, from in 0i64..1440, length in 1i64..1439, start in 0u32..12
        ) {
            let clock = Clock::Moved(Arc::default(), utc);
            let at = |minutes: i64| NaiveTime::MIN + TimeDelta::minutes(minutes);
            let quiet = Quiet { from: at(from), to: at(from + length) };
            let mut one = due("2026-11-22", "00:00");
            one.at = at(minute);
            let wanted = wanted(one, &clock, start, Some(quiet));
            prop_assert!(wanted.due_at < wanted.expires_at);
            if let Some((begins, ends)) = quiet.around(&clock, wanted.due_at) {
                prop_assert_eq!(begins, wanted.due_at);
                prop_assert!(ends >= wanted.expires_at);
            }
        }
    }
}
