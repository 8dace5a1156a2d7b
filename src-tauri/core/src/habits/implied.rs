//! Which days a frequency fills in: three checks within seven days keep all seven.
use super::frequency::Frequency;
use super::plan::{Mark, State, number};
use chrono::NaiveDate;

/// The stretches that the frequency fills: each run of `numerator` checks that fits its window,
/// from the first check on. From the newest to the oldest, one that reaches into the next slides
/// back until it ends where that begins, as far as its own last check lets it.
pub(super) fn implied(frequency: &Frequency, marks: &[Mark]) -> Vec<(i32, i32)> {
    let checks: Vec<NaiveDate> =
        marks.iter().filter(|mark| mark.state == State::Yes).map(|mark| mark.day).collect();
    let mut next = i32::MAX;
    let mut windows = vec![];
    for run in checks.windows(frequency.numerator as usize).rev() {
        let (begin, last) = (number(run[0]), number(run[run.len() - 1]));
        let length = frequency.window(run[0]);
        if last - begin >= length {
            continue;
        }
        let end = last.max((next - 1).min(begin + length - 1));
        next = end - length + 1;
        windows.push((next, end));
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::super::days::{Value, judge};
    use super::super::frequency::Preset;
    use super::super::plan::Plan;
    use super::super::samples::{any_marks, build, day, show, today};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_the_frequency_implies_is_filled_in_and_slides_back() {
        // Once in three days; done ten, nine and four days ago.
        assert_eq!(show(&build(1, 3), "yy....y...."), "AAYYAA..YAA..");
        // Weekly. Each week that reaches into the next slides back to its own check at the latest.
        let weekly = build(1, 7);
        assert_eq!(show(&weekly, "y......y"), "YAAAAAAY");
        assert_eq!(show(&weekly, "y..y..."), "AAAAYAAYAAA");
        assert_eq!(show(&weekly, "y.........y"), "YAAAAAA...Y");
        // Three times a week: two checks imply nothing, three fill their seven days.
        assert_eq!(show(&build(3, 7), "y.y....."), "Y.Y.....");
        assert_eq!(show(&build(3, 7), "y.y.y..."), "YAYAYAA.");
        assert_eq!(show(&build(3, 7), "y.y....y"), "Y.Y....Y", "the third comes too late");
        // The days to come are not judged, and the newest stretch stays where it is.
        assert_eq!(show(&weekly, "y.."), "YAA");
    }

    #[test]
    fn a_monthly_habit_has_as_long_as_the_month_is() {
        let monthly = Plan { frequency: Preset::Monthly.frequency(), ..build(1, 1) };
        let once = |on: &str, last: &str| {
            let mark = Mark { day: day(on), state: State::Yes, amount: None };
            judge(&monthly, &[mark], day(last)).unwrap().all().last().unwrap().value
        };
        assert_eq!(once("2025-02-01", "2025-02-28"), Value::Auto);
        assert_eq!(once("2025-02-01", "2025-03-01"), Value::Unknown);
        assert_eq!(once("2025-03-01", "2025-03-31"), Value::Auto);
        assert_eq!(once("2025-01-31", "2025-02-27"), Value::Auto);
        assert_eq!(once("2025-01-31", "2025-02-28"), Value::Unknown);
    }

    proptest! {
        #[test]
        fn what_is_implied_is_implied_by_checks_nearby(
            marks in any_marks(), n in 1i64..5, more in 0i64..25
        ) {
            let plan = build(n, n + more);
            let days = judge(&plan, &marks, today()).unwrap();
            let mut checks: Vec<i32> = marks.iter().filter(|mark| mark.state == State::Yes)
                .map(|mark| number(mark.day)).collect();
            checks.sort_unstable();
            let length = plan.frequency.denominator as i32;
            for (index, day) in days.all().iter().enumerate() {
                let at = number(days.date(index));
                let near = checks.windows(plan.frequency.numerator as usize).any(|run| {
                    at.max(run[run.len() - 1]) - at.min(run[0]) < length
                });
                prop_assert!(day.value != Value::Auto || near);
            }
        }
    }
}
