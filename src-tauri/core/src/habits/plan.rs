//! What a habit asks for, and what was said of its days. What the days are worth is in `days`.
use super::fault::Fault;
use super::frequency::Frequency;
use super::quantity::{ONE, Quantity};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// What a habit asks for.
    pub enum Kind {
        /// Done or not.
        Build = "build",
        /// At least the target, in units.
        Measured = "measured",
        /// At most the target, in units.
        Limit = "limit",
        /// Not at all. `yes` is a slip. It is a limit of 0 whose slips count 1, with one
        /// difference: a day that is over without a mark is kept.
        Avoid = "avoid",
    }
}

crate::text_enum! {
    /// What the person, or the ledger for them, said of a day.
    pub enum State {
        Yes = "yes",
        No = "no",
        /// Excused: neither helps nor hurts.
        Skip = "skip",
        Unknown = "unknown",
    }
}

/// One day's mark. Of measured habits and limits the amount decides (above 0 even over
/// `unknown`). Without one, `yes` stands for a measured habit's target and for 0 of a limit, `no`
/// for 0 and for twice the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub day: NaiveDate,
    pub state: State,
    pub amount: Option<Quantity>,
}

/// Days on which the habit rests, both ends included; without an end it rests until further notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// Everything about a habit that its days are judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub kind: Kind,
    pub frequency: Frequency,
    /// In units, over `denominator` days; build and avoid have none.
    pub target: Quantity,
    pub pauses: Vec<Pause>,
    /// When the habit began, if earlier than its first mark.
    pub since: Option<NaiveDate>,
}

/// The plan, or what is wrong with it.
pub(super) fn checked(plan: &Plan) -> Result<Plan, Fault> {
    let frequency = plan.frequency.checked()?;
    if plan.target.0 < 0 {
        return Err(Fault::Target);
    }
    for pause in &plan.pauses {
        if let Some(until) = pause.until.filter(|until| *until < pause.from) {
            return Err(Fault::Pause(pause.from, until));
        }
    }
    Ok(Plan { frequency, ..plan.clone() })
}

/// How much a mark stands for; none if it says nothing of it.
pub(super) fn amount(plan: &Plan, mark: &Mark) -> Option<Quantity> {
    let target = plan.target.0;
    let given = mark.amount.map(|amount| amount.0.max(0));
    let found = match (plan.kind, mark.state, given) {
        (_, State::Skip, _) => None,
        (Kind::Build | Kind::Avoid, State::Yes, _) => Some(ONE.0),
        (Kind::Build | Kind::Avoid, State::No, _) => Some(0),
        (Kind::Build | Kind::Avoid, State::Unknown, _) => None,
        (_, State::Unknown, given) => given.filter(|amount| *amount > 0),
        (_, _, Some(given)) => Some(given),
        (Kind::Measured, State::Yes, _) => Some(target),
        (Kind::Limit, State::No, _) => Some(target.saturating_mul(2).max(1)),
        (_, _, None) => Some(0),
    };
    found.map(Quantity)
}

/// Pauses as sorted stretches of days that do not overlap.
pub fn merged(pauses: &[Pause]) -> Vec<(i32, i32)> {
    let bounds = |pause: &Pause| (number(pause.from), pause.until.map_or(i32::MAX, number));
    let mut all: Vec<(i32, i32)> = pauses.iter().map(bounds).collect();
    all.sort_unstable();
    let mut merged: Vec<(i32, i32)> = vec![];
    for (from, until) in all {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => merged.push((from, until)),
        }
    }
    merged
}

/// Whether a day (as a number) lies in one of the stretches.
pub fn covers(merged: &[(i32, i32)], number: i32) -> bool {
    let later = merged.partition_point(|(from, _)| *from <= number);
    later > 0 && number <= merged[later - 1].1
}

/// Days since the beginning of the calendar: what is counted with.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The day of such a number.
pub fn date(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{any_plan, today};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_pause_does_not_end_a_long_one() {
        let pause = |from: u64, until: u64| {
            let ago = |days| today() - chrono::Days::new(days);
            Pause { from: ago(from), until: Some(ago(until)) }
        };
        let stretches = merged(&[pause(8, 7), pause(9, 2)]);
        assert_eq!(stretches.len(), 1);
        assert!(covers(&stretches, number(today()) - 2) && !covers(&stretches, number(today())));
    }

    proptest! {
        #[test]
        fn stretches_hold_what_the_pauses_hold(plan in any_plan(), ago in 0u64..200) {
            let on = today() - chrono::Days::new(ago);
            let holds = |pause: &Pause| {
                pause.from <= on && pause.until.is_none_or(|until| on <= until)
            };
            let found = covers(&merged(&plan.pauses), number(on));
            prop_assert_eq!(found, plan.pauses.iter().any(holds));
        }
    }
}
