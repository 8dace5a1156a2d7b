//! How strong a habit is, from 0 to 1: each day pulls it towards that day's value, the more rarely
//! the habit is due the more slowly. No money here, so a float is allowed.
use super::days::{Day, Days, Value};
use super::plan::{Kind, Plan};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

/// The strength at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct DayScore {
    pub day: NaiveDate,
    /// From 0 to 1.
    pub score: f64,
}

/// One score a day, from the habit's first own day to today.
///
/// With f times a day and m = 0.5 ^ (√f / 13), a day makes s·m + value·(1 − m) of the score s. The
/// value looks back over the frequency's days, see [`worth`]. A day that is excused or off, and
/// one on which nothing can be said yet of a habit to avoid, leaves the score as it was.
pub fn scores(plan: &Plan, days: &Days) -> Vec<DayScore> {
    let (numerator, window) = span(plan);
    let aim = aim(plan, numerator);
    let keep = 0.5f64.powf(plan.frequency.rate().sqrt() / 13.0);
    let mut score = if is_at_most(plan.kind) { 1.0 } else { 0.0 };
    let mut sum = 0i128;
    let mut scores = Vec::with_capacity(days.all().len() - days.since());
    let mut dates = days.date(days.since()).iter_days();
    for (index, day) in days.all().iter().enumerate() {
        sum += counted(plan.kind, day);
        if let Some(left) = index.checked_sub(window) {
            sum -= counted(plan.kind, &days.all()[left]);
        }
        let unsaid = plan.kind == Kind::Avoid && day.value == Value::Unknown;
        if !day.value.is_neutral() && !unsaid {
            score = score * keep + worth(plan.kind, sum, aim) * (1.0 - keep);
        }
        if index >= days.since() {
            scores.extend(dates.next().map(|day| DayScore { day, score }));
        }
    }
    scores
}

/// How many times in how many days are looked at. A habit that is not due daily is looked at over
/// twice its days, so that a week on other weekdays than the last is as good.
fn span(plan: &Plan) -> (i128, usize) {
    let (times, days) = (plan.frequency.numerator, plan.frequency.denominator);
    let twice = if plan.kind == Kind::Build && times < days { 2 } else { 1 };
    (i128::from(times * twice), (days * twice) as usize)
}

fn is_at_most(kind: Kind) -> bool {
    matches!(kind, Kind::Limit | Kind::Avoid)
}

fn counted(kind: Kind, day: &Day) -> i128 {
    match kind {
        Kind::Build => i128::from(day.value == Value::Yes),
        _ => day.amount.0.into(),
    }
}

/// What a day is worth, from 0 to 1, by what was done over the frequency's days: the share of the
/// times, or of the target; at most the target, all of it and none from twice the target on. A
/// target of 0 is always reached, and as a limit passed by anything.
fn worth(kind: Kind, sum: i128, aim: Option<f64>) -> f64 {
    // A sum that fits the smaller number, as all do that a person enters, is the same and quicker.
    let share = |aim: f64| i64::try_from(sum).map_or(sum as f64, |sum| sum as f64) / aim;
    match (kind, aim) {
        (Kind::Build | Kind::Measured, Some(aim)) => share(aim).min(1.0),
        (Kind::Build | Kind::Measured, None) => 1.0,
        (Kind::Limit, Some(aim)) => (2.0 - share(aim)).clamp(0.0, 1.0),
        (Kind::Limit | Kind::Avoid, _) => f64::from(u8::from(sum == 0)),
    }
}

/// What the sum is held against; none where nothing is asked for.
fn aim(plan: &Plan, numerator: i128) -> Option<f64> {
    match plan.kind {
        Kind::Build => Some(numerator as f64),
        Kind::Measured | Kind::Limit => Some(plan.target.0 as f64).filter(|aim| *aim > 0.0),
        Kind::Avoid => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::days::judge;
    use super::super::plan::{Mark, Pause, State};
    use super::super::samples::{any_marks, any_plan, build, judged, marks, plan, today};
    use super::*;
    use proptest::prelude::*;

    /// Twenty days done in a row, and the days before that: published, to six places.
    const ROW: [f64; 20] = [
        0.051922, 0.101149, 0.147820, 0.192067, 0.234017, 0.273788, 0.311495, 0.347244, 0.381137,
        0.413270, 0.443734, 0.472617, 0.500000, 0.525961, 0.550574, 0.573910, 0.596033, 0.617008,
        0.636894, 0.655747,
    ];

    fn of(plan: &Plan, letters: &str) -> Vec<f64> {
        scores(plan, &judged(plan, letters)).iter().map(|score| score.score).collect()
    }

    fn last(plan: &Plan, letters: &str) -> f64 {
        *of(plan, letters).last().unwrap()
    }

    #[track_caller]
    fn same(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() < 1e-6, "{place}: {found}, not {expected}");
        }
    }

    #[test]
    fn a_row_of_days_scores_as_published() {
        same(&of(&build(1, 1), &"y".repeat(20)), &ROW);
        same(&of(&plan(Kind::Measured, 1, 1, 2), &"2".repeat(20)), &ROW);
        same(&[last(&build(1, 1), "y")], &[0.051922]);
        same(&[last(&build(1, 1), &"y".repeat(20))], &[0.655747]);
        same(&[last(&build(1, 2), "yy")], &[0.054816]);
        same(&[last(&plan(Kind::Measured, 1, 2, 2), "22")], &[0.072631]);
        same(&[last(&plan(Kind::Measured, 1, 1, 2), "9")], &[0.051922]);
    }

    #[test]
    fn a_skipped_day_leaves_the_score_as_it_was() {
        let mut row = ROW[..17].to_vec();
        row.insert(12, row[11]);
        row.insert(8, row[7]);
        row.insert(8, row[7]);
        same(&of(&build(1, 1), "yyyyyyyyssyyyysyyyyy"), &row);
        let few = [0.051922, 0.051922, 0.049226, 0.046670, 0.044247, 0.041949];
        same(&of(&build(1, 1), "ys...."), &few);
        let half = of(&plan(Kind::Measured, 1, 1, 2), &"1".repeat(500));
        let skipping = "1".repeat(200) + &"s".repeat(200) + &"1".repeat(300);
        same(&[last(&plan(Kind::Measured, 1, 1, 2), &skipping)], &half[499..]);
        same(&half[499..], &[0.5]);
    }

    #[test]
    fn a_long_run_tends_to_the_share_that_was_kept() {
        same(&[last(&build(3, 7), &"nnnnnyy".repeat(100))], &[2.0 / 3.0]);
        same(&[last(&build(4, 7), &"nnnnnyy".repeat(100))], &[0.5]);
        same(&[last(&build(1, 1), &"y".repeat(500))], &[1.0]);
        same(&[last(&plan(Kind::Limit, 1, 1, 2), &"3".repeat(500))], &[0.5]);
        let by_turns = last(&build(1, 7), &"y............y".repeat(100));
        assert!((by_turns - 1.0).abs() < 1e-3, "{by_turns}");
        assert!(last(&build(1, 1), &"y".repeat(90)) > 0.99);
        assert!(last(&build(1, 7), &("......y".repeat(39))[6..]) > 0.99);
        assert!(last(&build(1, 30), &(".".repeat(29) + "y").repeat(18)[29..]) > 0.99);
    }

    #[test]
    fn two_days_of_three_score_as_published() {
        let expected =
            [0.0107, 0.0315, 0.0515, 0.0706, 0.0995, 0.1379, 0.1746, 0.1991, 0.2226, 0.2557];
        let found = of(&build(2, 3), "yy..yyy.ny");
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 5e-5, "{found}, not {expected}");
        }
    }

    #[test]
    fn a_limit_starts_whole_and_loses_by_how_far_it_is_passed() {
        let limit = plan(Kind::Limit, 1, 1, 2);
        let expected: Vec<f64> = ROW.iter().map(|score| 1.0 - score).collect();
        same(&of(&limit, &("1".to_string() + &"5".repeat(20)))[1..], &expected);
        same(&[last(&limit, "55")], &[0.898851]);
        same(&[last(&plan(Kind::Limit, 1, 2, 2), "55")], &[0.927369]);
        same(&[last(&limit, "9.")], &[0.950774]);
        same(&[last(&limit, "05"), last(&limit, "15")], &[0.948078, 0.948078]);
        assert_eq!(last(&limit, "2"), 1.0);
        assert_eq!(last(&plan(Kind::Limit, 1, 1, 0), "0"), 1.0);
        same(&[last(&plan(Kind::Limit, 1, 1, 0), "1")], &[0.948078]);
        same(&[last(&plan(Kind::Measured, 1, 1, 0), "0")], &[0.051922]);
    }

    #[test]
    fn avoiding_is_a_limit_of_nothing() {
        let (avoid, limit) = (plan(Kind::Avoid, 1, 1, 0), plan(Kind::Limit, 1, 1, 0));
        same(&of(&avoid, "n..y..yyn.n"), &of(&limit, "00010011000"));
        let unsaid = of(&avoid, "yy.");
        assert_eq!(unsaid[1], unsaid[2], "today is not over");
    }

    #[test]
    fn twenty_habits_of_fifteen_years_are_soon_scored() {
        let plan = build(3, 7);
        let marks = marks(&"y.yny.s".repeat(783));
        let begun = std::time::Instant::now();
        for _ in 0..20 {
            assert_eq!(scores(&plan, &judge(&plan, &marks, today()).unwrap()).len(), 5481);
        }
        let spent = begun.elapsed();
        assert!(spent.as_millis() < 2000, "{spent:?}, and that is without optimisation");
    }

    proptest! {
        #[test]
        fn a_score_is_from_0_to_1_and_one_a_day(plan in any_plan(), marks in any_marks()) {
            let days = judge(&plan, &marks, today()).unwrap();
            let found = scores(&plan, &days);
            prop_assert_eq!(found.len(), days.all().len() - days.since());
            for score in &found {
                prop_assert!((0.0..=1.0).contains(&score.score), "{:?}", score);
            }
            let in_turn = found.windows(2).all(|two| two[0].day.succ_opt() == Some(two[1].day));
            prop_assert!(in_turn);
        }

        #[test]
        fn a_skip_is_neutral(plan in any_plan(), marks in any_marks(), place: prop::sample::Index) {
            prop_assume!(!marks.is_empty());
            let mut marks = marks;
            let place = place.index(marks.len());
            marks[place].state = State::Skip;
            let found = scores(&plan, &judge(&plan, &marks, today()).unwrap());
            let at = found.iter().position(|score| score.day == marks[place].day);
            if let Some(at) = at.filter(|at| *at > 0) {
                prop_assert_eq!(found[at].score, found[at - 1].score);
            }
        }

        #[test]
        fn a_daily_habit_scores_as_if_its_skipped_days_had_never_been(letters in "[yns.]{1,60}") {
            let letters = "y".to_string() + &letters;
            let without = letters.replace('s', "");
            let (daily, kept) = (build(1, 1), last(&build(1, 1), &without));
            prop_assert!((last(&daily, &letters) - kept).abs() < 1e-12);
        }

        #[test]
        fn a_correction_in_the_past_lifts_all_scores_after_it(
            marks in any_marks(), n in 1i64..5, more in 0i64..25, place: prop::sample::Index
        ) {
            let plan = build(n, n + more);
            let mut marks = marks;
            marks.retain(|mark| mark.state != State::Skip);
            prop_assume!(!marks.is_empty());
            let place = place.index(marks.len());
            marks[place].state = State::No;
            let missed = scores(&plan, &judge(&plan, &marks, today()).unwrap());
            marks[place].state = State::Yes;
            let done = scores(&plan, &judge(&plan, &marks, today()).unwrap());
            prop_assert_eq!(missed.len(), done.len());
            for (missed, done) in missed.iter().zip(&done) {
                prop_assert!(done.score >= missed.score);
                let is_later = done.day >= marks[place].day;
                prop_assert_eq!(is_later || done.score == missed.score, true);
            }
        }

        #[test]
        fn a_pause_freezes_the_score(marks in any_marks(), ago in 1u64..100) {
            let until = Some(today());
            let from = today() - chrono::Days::new(ago);
            let plan = Plan { pauses: vec![Pause { from, until }], ..build(1, 1) };
            let marks: Vec<Mark> = marks.into_iter().filter(|mark| mark.day < from).collect();
            let found = scores(&plan, &judge(&plan, &marks, today()).unwrap());
            let frozen = found.iter().filter(|score| score.day >= from.pred_opt().unwrap());
            let frozen: Vec<f64> = frozen.map(|score| score.score).collect();
            prop_assert!(frozen.windows(2).all(|two| two[0] == two[1]));
        }

        #[test]
        fn a_later_mark_does_not_change_the_past(marks in any_marks(), plan in any_plan()) {
            prop_assume!(marks.len() > 1);
            let all = scores(&plan, &judge(&plan, &marks, today()).unwrap());
            let fewer = scores(&plan, &judge(&plan, &marks[1..], today()).unwrap());
            for (one, other) in all.iter().zip(&fewer).filter(|(one, _)| one.day < marks[0].day) {
                prop_assert_eq!(one, other);
            }
        }
    }
}
