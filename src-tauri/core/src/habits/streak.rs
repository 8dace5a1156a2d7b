//! Days kept one after the other: the best runs there were, and the one that is alive.
use super::days::{Days, Value};
use super::plan::{Kind, Plan};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::ops::Range;

/// A run of kept days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Streak {
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub days: u32,
}

/// All runs of a habit, and how the last one stands today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streaks {
    /// The longest first, of equals the newest.
    pub best: Vec<Streak>,
    /// Days of the run that is alive; it dies when a day is over that was not kept.
    pub current: u32,
    /// Whether the run ends tonight unless something is done, or said, today.
    pub at_risk_today: bool,
}

/// Finds the runs. Days that are excused count; days off hold a run together, and count between
/// two kept days but not at its ends.
pub fn streaks(plan: &Plan, days: &Days) -> Streaks {
    let runs = runs(days);
    let today = days.all().len().saturating_sub(1);
    let is_open = !days.all().is_empty() && !days.is_settled(today);
    let reaches = |end: usize| end == today + 1 || (is_open && end == today);
    let current = runs.last().filter(|run| reaches(run.end));
    let current = current.and_then(|run| streak(days, run)).map_or(0, |streak| streak.days);
    let mut best: Vec<Streak> = runs.iter().filter_map(|run| streak(days, run)).collect();
    best.sort_by_key(|streak| (Reverse(streak.days), Reverse(streak.end)));
    let at_risk_today = current > 0 && is_open && plan.kind != Kind::Avoid;
    Streaks { best, current, at_risk_today }
}

/// The longest run from one day to another, cut where these end; off days count as in any run.
pub fn longest(days: &Days, from: NaiveDate, until: NaiveDate) -> u32 {
    let within = days.places(from, until);
    let cut = |run: Range<usize>| run.start.max(within.start)..run.end.min(within.end);
    let runs = runs(days).into_iter().map(cut).filter(|run| !run.is_empty());
    runs.filter_map(|run| streak(days, &run)).map(|streak| streak.days).max().unwrap_or(0)
}

/// The places of kept days that follow one another.
fn runs(days: &Days) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = vec![];
    for (index, _) in days.all().iter().enumerate().filter(|(_, day)| day.value.is_kept()) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// A run without the days off at its ends; none if nothing else is in it.
fn streak(days: &Days, run: &Range<usize>) -> Option<Streak> {
    let is_due = |index: &usize| days.all()[*index].value != Value::Off;
    let first = run.clone().find(is_due)?;
    let last = run.clone().rfind(is_due)?;
    let (start, end) = (days.date(first), days.date(last));
    Some(Streak { start, end, days: (last - first + 1) as u32 })
}

#[cfg(test)]
mod tests {
    use super::super::days::judge;
    use super::super::frequency::Preset;
    use super::super::plan::{Mark, Pause, State};
    use super::super::samples::{any_marks, any_plan, build, judged, plan, today};
    use super::*;
    use proptest::prelude::*;

    fn of(plan: &Plan, letters: &str) -> Streaks {
        streaks(plan, &judged(plan, letters))
    }

    /// The lengths of the best streaks, the current one and whether it is at risk.
    #[track_caller]
    fn check(plan: &Plan, letters: &str, best: &[u32], current: u32, at_risk_today: bool) {
        let found = of(plan, letters);
        let lengths: Vec<u32> = found.best.iter().map(|streak| streak.days).collect();
        assert_eq!((&*lengths, found.current, found.at_risk_today), (best, current, at_risk_today));
    }

    #[test]
    fn a_streak_is_alive_until_the_day_is_over() {
        let daily = build(1, 1);
        check(&daily, "yyyyy", &[5], 5, false);
        check(&daily, "yyyyy.", &[5], 5, true);
        check(&daily, "yyyyyn", &[5], 5, true);
        check(&daily, "yyyyy..", &[5], 0, false);
        check(&daily, "yyyyys", &[6], 6, false);
        check(&daily, "", &[], 0, false);
        check(&daily, ".", &[], 0, false);
        check(&plan(Kind::Measured, 1, 1, 3), "3343", &[4], 4, false);
        check(&plan(Kind::Measured, 1, 1, 3), "3342", &[3], 3, true);
    }

    #[test]
    fn the_longest_comes_first_and_of_equals_the_newest() {
        let found = of(&build(1, 1), "yy.yyyn.yy.y");
        let days = |streak: &Streak| (streak.days, (today() - streak.end).num_days());
        let found: Vec<_> = found.best.iter().map(days).collect();
        assert_eq!(found, [(3, 6), (2, 2), (2, 10), (1, 0)]);
        let one = of(&build(1, 1), "yyy").best[0];
        assert_eq!((one.start, one.end), (today() - chrono::Days::new(2), today()));
    }

    #[test]
    fn implied_and_skipped_days_count() {
        check(&build(1, 1), "yysy", &[4], 4, false);
        check(&build(3, 7), "y.y.y..", &[7], 7, false);
        check(&build(3, 7), "y.y.y...", &[7], 7, true);
        check(&build(1, 7), "y..y", &[8], 8, false);
    }

    #[test]
    fn days_off_hold_a_streak_together_but_are_none() {
        // The last day is a Sunday.
        let working = Plan { frequency: Preset::WorkingDays.frequency(), ..build(1, 1) };
        check(&working, "yyyyy..", &[5], 5, false);
        check(&working, "yyyyy..yyyyy..", &[12], 12, false);
        check(&working, "yyyyy..yyyyy..yyyyn..", &[18], 0, false);
        let paused = Plan {
            pauses: vec![Pause { from: today() - chrono::Days::new(3), until: None }],
            ..build(1, 1)
        };
        check(&paused, "yy....", &[2], 2, false);
        check(&paused, "y.....", &[1], 0, false);
    }

    #[test]
    fn a_limit_passed_and_a_slip_end_it_at_once() {
        let limit = plan(Kind::Limit, 1, 1, 2);
        check(&limit, "121", &[3], 3, false);
        check(&limit, "123", &[2], 0, false);
        check(&limit, "12.", &[2], 2, true);
        check(&limit, "1.2", &[1, 1], 1, false);
        let avoid = plan(Kind::Avoid, 1, 1, 0);
        check(&avoid, "n....", &[4], 4, false);
        check(&avoid, "n...n", &[5], 5, false);
        check(&avoid, "n...y", &[4], 0, false);
        check(&avoid, "n.y..", &[2, 1], 1, false);
    }

    #[test]
    fn a_run_is_cut_where_the_stretch_ends() {
        let days = judged(&build(1, 1), "yyyyny");
        let ago = |count: u64| today() - chrono::Days::new(count);
        assert_eq!(longest(&days, ago(9), today()), 4);
        assert_eq!(longest(&days, ago(3), today()), 2);
        assert_eq!(longest(&days, ago(1), ago(1)), 0);
        assert_eq!(longest(&days, today() + chrono::Days::new(1), NaiveDate::MAX), 0);
    }

    proptest! {
        #[test]
        fn a_done_day_never_shortens_the_best_streak(
            plan in any_plan(), marks in any_marks(), ago in 0u64..150
        ) {
            let plan = match plan.kind {
                Kind::Build | Kind::Measured => plan,
                _ => Plan { kind: Kind::Build, ..plan },
            };
            let longest = |marks: &[Mark]| {
                let days = judge(&plan, marks, today()).unwrap();
                streaks(&plan, &days).best.first().map_or(0, |streak| streak.days)
            };
            let before = longest(&marks);
            let day = today() - chrono::Days::new(ago);
            let mut marks = marks;
            marks.retain(|mark| mark.day != day);
            marks.push(Mark { day, state: State::Yes, amount: None });
            prop_assert!(longest(&marks) >= before, "{} < {before}", longest(&marks));
        }

        #[test]
        fn streaks_do_not_touch_and_the_current_one_is_among_them(
            plan in any_plan(), marks in any_marks()
        ) {
            let days = judge(&plan, &marks, today()).unwrap();
            let found = streaks(&plan, &days);
            let mut best = found.best.clone();
            best.sort_by_key(|streak| streak.start);
            for two in best.windows(2) {
                prop_assert!((two[1].start - two[0].end).num_days() > 1);
            }
            for streak in &best {
                let days = (streak.end - streak.start).num_days() + 1;
                prop_assert_eq!(days, i64::from(streak.days));
                prop_assert!(streak.end <= today());
            }
            let lengths: Vec<u32> = best.iter().map(|streak| streak.days).collect();
            prop_assert!(found.current == 0 || lengths.last() == Some(&found.current));
            prop_assert!(!found.at_risk_today || found.current > 0);
            let first = found.best.first().map_or(0, |streak| streak.days);
            prop_assert_eq!(longest(&days, NaiveDate::MIN, NaiveDate::MAX), first);
        }
    }
}
