//! What each day of a habit is worth, judged from the marks alone: nothing judged is ever kept, so
//! nothing can drift, and a correction in the past re-judges all after it. No scores, no streaks.
use super::fault::Fault;
use super::frequency::Weekdays;
use super::implied::implied;
use super::plan::{Kind, Mark, Plan, State, amount, checked, covers, date, merged, number};
use super::quantity::Quantity;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// More years than this are not looked back upon.
const MAX_DAYS: i32 = 200 * 366;

/// What a day turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Kept, and said so.
    Yes,
    /// Kept because the frequency implies it, or, avoiding, because nothing happened.
    Auto,
    /// Excused by the person.
    Skip,
    /// Not due: another weekday, or a pause.
    Off,
    /// Not kept, and said so.
    No,
    Unknown,
}

impl Value {
    /// Whether a streak goes on over it.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Yes | Self::Auto | Self::Skip | Self::Off)
    }

    /// Whether it is neither for nor against the habit.
    pub fn is_neutral(self) -> bool {
        matches!(self, Self::Skip | Self::Off)
    }
}

/// A judged day and its amount (never negative; a slip is 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub value: Value,
    pub amount: Quantity,
}

const BLANK: Day = Day { value: Value::Unknown, amount: Quantity(0) };

/// The judged days, one after the other, up to and with today; none if nothing was ever marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    first: i32,
    since: usize,
    list: Vec<Day>,
    is_final: bool,
}

impl Days {
    /// Days that are implied may lie before the habit's own first day.
    pub fn all(&self) -> &[Day] {
        &self.list
    }

    /// Where the habit's own days begin: its first mark, or when it began.
    pub fn since(&self) -> usize {
        self.since
    }

    pub fn date(&self, index: usize) -> NaiveDate {
        date(self.first + index as i32)
    }

    pub fn on(&self, day: NaiveDate) -> Option<Day> {
        self.index(day).map(|index| self.list[index])
    }

    /// The places of the days from one to another, as far as there are any.
    pub fn places(&self, from: NaiveDate, until: NaiveDate) -> std::ops::Range<usize> {
        let place = |number: i32| usize::try_from(number - self.first).unwrap_or(0);
        let end = place(number(until).saturating_add(1)).min(self.list.len());
        place(number(from)).min(end)..end
    }

    pub fn index(&self, day: NaiveDate) -> Option<usize> {
        let index = usize::try_from(number(day) - self.first).ok()?;
        (index < self.list.len()).then_some(index)
    }

    /// The same, with days of which nothing can be known yet neither for nor against the habit:
    /// those that `awaits` names, unless they were marked or the frequency implies them.
    pub fn put_off(mut self, awaits: impl Fn(NaiveDate) -> bool) -> Self {
        for index in self.since..self.list.len() {
            let value = self.list[index].value;
            // What is avoided is taken for kept once a day is over; nobody knows that here.
            let is_open = value == Value::Unknown || (self.is_final && value == Value::Auto);
            if is_open && awaits(self.date(index)) {
                self.list[index].value = Value::Off;
            }
        }
        self
    }

    /// Whether nothing more can come of this day: it is over, kept, or beyond saving (a limit
    /// passed, a slip).
    pub fn is_settled(&self, index: usize) -> bool {
        let day = self.list[index].value;
        index + 1 < self.list.len() || day.is_kept() || (self.is_final && day == Value::No)
    }
}

/// Judges every day up to today. Marks of days to come are left out, in whatever order they are.
pub fn judge(plan: &Plan, marks: &[Mark], today: NaiveDate) -> Result<Days, Fault> {
    let plan = &checked(plan)?;
    let is_final = matches!(plan.kind, Kind::Limit | Kind::Avoid);
    let marks = in_order(marks, today)?;
    let says = |mark: &&Mark| amount(plan, mark).is_some() || mark.state == State::Skip;
    let begun = plan.since.filter(|day| *day <= today);
    let first_mark = marks.iter().find(says).map(|mark| mark.day);
    let Some(since) = [begun, first_mark].into_iter().flatten().min() else {
        return Ok(Days { first: number(today), since: 0, list: vec![], is_final });
    };
    for day in [since, today] {
        if !(1..=9999).contains(&day.year()) {
            return Err(Fault::Year(day));
        }
    }
    if number(today) - number(since) > MAX_DAYS {
        return Err(Fault::TooLong(since, today));
    }
    let windows = match plan.kind {
        Kind::Build => implied(&plan.frequency, &marks),
        _ => vec![],
    };
    let first = windows.iter().map(|window| window.0).fold(number(since), i32::min);
    let length = (number(today) - first + 1) as usize;
    let mut list = vec![BLANK; length];
    for mark in &marks {
        if let Some(day) = list.get_mut((number(mark.day) - first) as usize) {
            *day = marked(plan, mark);
        }
    }
    if plan.kind == Kind::Avoid {
        let over = list.iter_mut().take(length - 1).filter(|day| day.value == Value::Unknown);
        over.for_each(|day| day.value = Value::Auto);
    }
    rest(plan, first, &mut list);
    let mut filled = number(today) + 1;
    for (from, until) in windows {
        // Where an older stretch reaches into newer ones, they have no gap.
        let end = filled.min(until + 1).max(from);
        let days = &mut list[(from - first) as usize..(end - first) as usize];
        let open = days.iter_mut().filter(|day| !day.value.is_kept());
        open.for_each(|day| day.value = Value::Auto);
        filled = filled.min(from);
    }
    Ok(Days { first, since: (number(since) - first) as usize, list, is_final })
}

/// The marks up to today, oldest first; a day with two is refused.
fn in_order(marks: &[Mark], today: NaiveDate) -> Result<Vec<Mark>, Fault> {
    let mut marks = marks.to_vec();
    marks.sort_unstable_by_key(|mark| mark.day);
    if let Some(pair) = marks.windows(2).find(|pair| pair[0].day == pair[1].day) {
        return Err(Fault::Twice(pair[0].day));
    }
    marks.truncate(marks.partition_point(|mark| mark.day <= today));
    Ok(marks)
}

/// What a mark makes of its day.
pub(super) fn marked(plan: &Plan, mark: &Mark) -> Day {
    if mark.state == State::Skip {
        return Day { value: Value::Skip, ..BLANK };
    }
    let Some(amount) = amount(plan, mark) else {
        return BLANK;
    };
    let kept = match plan.kind {
        Kind::Build => amount.0 > 0,
        Kind::Measured => amount >= plan.target,
        Kind::Limit => amount <= plan.target,
        Kind::Avoid => amount.0 == 0,
    };
    Day { value: if kept { Value::Yes } else { Value::No }, amount }
}

/// Off days: what is kept on one stays so, nothing else is held against it.
fn rest(plan: &Plan, first: i32, list: &mut [Day]) {
    let pauses = merged(&plan.pauses);
    let weekdays = plan.frequency.weekdays;
    if pauses.is_empty() && weekdays == Weekdays::ALL {
        return;
    }
    for (index, day) in list.iter_mut().enumerate() {
        let number = first + index as i32;
        let is_due = weekdays.has_number(number) && !covers(&pauses, number);
        if !is_due && !matches!(day.value, Value::Yes | Value::Skip) {
            day.value = Value::Off;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::frequency::{Frequency, Preset};
    use super::super::plan::Pause;
    use super::super::samples::{any_marks, any_plan, build, day, plan, show, shown, today};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_skip_stays_a_skip_and_a_no_within_a_kept_week_is_excused() {
        assert_eq!(show(&build(1, 7), "ys.n..."), "YSAAAAA");
        assert_eq!(show(&build(1, 1), "ynsu."), "YNS..");
    }

    #[test]
    fn off_days_hold_nothing_against_anybody() {
        // The last day is a Sunday.
        let working = Plan { frequency: Preset::WorkingDays.frequency(), ..build(1, 1) };
        assert_eq!(show(&working, "y.nn.y"), "Y.NNOY");
        assert_eq!(show(&working, "yyyyy.."), "YYYYYOO");
        assert_eq!(show(&working, "yyyyyyn"), "YYYYYYO", "a check on a Saturday counts");
        let pause = |ago: u64, until: u64| Pause {
            from: today() - chrono::Days::new(ago),
            until: Some(today() - chrono::Days::new(until)),
        };
        let paused = Plan { pauses: vec![pause(4, 3), pause(3, 2)], ..build(1, 1) };
        assert_eq!(show(&paused, "yy...y."), "YYOOOY.");
        let resting = Plan {
            pauses: vec![Pause { until: None, ..pause(2, 0) }],
            ..plan(Kind::Avoid, 1, 1, 0)
        };
        assert_eq!(show(&resting, "n...y."), "YAAOOO");
    }

    #[test]
    fn amounts_decide_where_there_are_any() {
        assert_eq!(show(&plan(Kind::Measured, 1, 1, 3), "3249yn.us"), "YNYYYN..S");
        assert_eq!(show(&plan(Kind::Limit, 1, 1, 3), "3249yn.us"), "YYNNYN..S");
        let of_unknown = |units: i64| {
            let amount = Some(Quantity(units * 1000));
            let mark = Mark { day: today(), state: State::Unknown, amount };
            shown(&judge(&plan(Kind::Limit, 1, 1, 3), &[mark], today()).unwrap())
        };
        assert_eq!((of_unknown(0), of_unknown(4)), (String::new(), "N".into()));
    }

    #[test]
    fn what_is_avoided_is_kept_once_the_day_is_over() {
        let avoid = plan(Kind::Avoid, 1, 1, 0);
        assert_eq!(show(&avoid, "n..y.s."), "YAANAS.");
        assert_eq!(show(&avoid, "y.n"), "NAY");
        assert_eq!(show(&avoid, "n.y"), "YAN");
        let since = Plan { since: Some(today() - chrono::Days::new(2)), ..avoid };
        assert_eq!(show(&since, "."), "AA.");
        assert_eq!(show(&plan(Kind::Avoid, 1, 1, 0), "...."), "", "nothing is known of it");
    }

    #[test]
    fn what_cannot_be_judged_is_refused_in_words() {
        let on = |text: &str| Mark { day: day(text), state: State::Yes, amount: None };
        let refused = |plan: &Plan, marks: &[Mark]| judge(plan, marks, today()).unwrap_err();
        let daily = build(1, 1);
        let twice = refused(&daily, &[on("2026-01-02"), on("2026-01-03"), on("2026-01-02")]);
        assert_eq!(twice.to_string(), "there are two marks for 2026-01-02; a day has one");
        let long = refused(&daily, &[on("0001-01-01")]);
        assert!(long.to_string().contains("more than 200 years"), "{long}");
        let old = Mark { day: NaiveDate::MIN, ..on("2026-01-01") };
        assert!(matches!(refused(&daily, &[old]), Fault::Year(_)));
        let until = Some(day("2026-01-01"));
        let pauses = vec![Pause { from: day("2026-01-02"), until }];
        assert!(matches!(refused(&Plan { pauses, ..daily.clone() }, &[]), Fault::Pause(..)));
        let no_days = Frequency { denominator: 0, ..daily.frequency };
        let no_days = Plan { frequency: no_days, ..daily.clone() };
        assert_eq!(refused(&no_days, &[]), Fault::Days(0));
        let below = Plan { target: Quantity(-1), ..daily.clone() };
        assert_eq!(refused(&below, &[]), Fault::Target);
        let future = Mark { day: NaiveDate::MAX, ..on("2026-01-01") };
        assert!(judge(&daily, &[future], today()).unwrap().all().is_empty());
        assert!(judge(&daily, &[on("2026-01-01")], NaiveDate::MAX).is_err());
        assert!(judge(&daily, &[old], NaiveDate::MIN).is_err());
    }

    proptest! {
        #[test]
        fn the_order_of_the_marks_does_not_matter(
            plan in any_plan(), marks in any_marks(), turn in 0usize..80
        ) {
            let mut turned = marks.clone();
            turned.rotate_left(turn.min(marks.len()));
            prop_assert_eq!(judge(&plan, &marks, today()), judge(&plan, &turned, today()));
        }

        #[test]
        fn nothing_is_too_odd(
            numerator: u32, denominator: u32, mask in prop::collection::vec(0u8..7, 0..9),
            target: i64, numbers in prop::collection::vec(any::<i32>(), 1..6),
            amount: i64, kind in 0usize..4
        ) {
            let date = |n: &i32| date(*n);
            let kind = [Kind::Build, Kind::Measured, Kind::Limit, Kind::Avoid][kind];
            let list: Vec<chrono::Weekday> =
                mask.into_iter().map(|n| n.try_into().unwrap()).collect();
            let weekdays = Weekdays::from(list);
            let frequency = Frequency { numerator, denominator, weekdays };
            let pauses = vec![Pause { from: date(&numbers[0]), until: numbers.get(1).map(date) }];
            let since = numbers.get(2).map(date);
            let plan = Plan { kind, frequency, target: Quantity(target), pauses, since };
            let mark = |n: &i32| {
                Mark { day: date(n), state: State::Yes, amount: Some(Quantity(amount)) }
            };
            let marks: Vec<Mark> = numbers.iter().map(mark).collect();
            if let Ok(days) = judge(&plan, &marks, date(&numbers[0])) {
                prop_assert!(days.all().len() <= MAX_DAYS as usize + 1001);
            }
        }
    }
}
