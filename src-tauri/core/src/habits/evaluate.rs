//! A habit judged from what is handed in and nothing else, so that anyone can check the numbers.
use super::days::{Days, judge};
use super::fault::Fault;
use super::frequency::{Frequency, Weekdays};
use super::plan::{Kind, Mark, Pause, Plan, State};
use super::quantity::Quantity;
use super::score::{DayScore, scores};
use super::streak::{Streak, Streaks, streaks};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A habit and its marks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluateHabit {
    pub kind: Kind,
    /// How many times in `denominator` days.
    pub numerator: i64,
    pub denominator: i64,
    /// Units in `denominator` days; only measured habits and limits have one.
    #[serde(default)]
    pub target: Option<Quantity>,
    pub entries: Vec<HabitEntry>,
    /// The last day that is judged; entries after it are left out.
    pub today: NaiveDate,
    /// The weekdays on which it is due; all of them if none are named.
    #[serde(default)]
    pub weekdays: Option<Weekdays>,
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// When it began, if before the first entry.
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

/// A day's mark.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HabitEntry {
    pub day: NaiveDate,
    pub state: State,
    /// In units.
    #[serde(default)]
    pub amount: Option<Quantity>,
}

/// The numbers of a habit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evaluation {
    /// One a day from the first entry to today.
    pub scores: Vec<DayScore>,
    /// Days of the streak that is alive; today does not end it before it is over.
    pub current_streak: u32,
    /// The longest first, of equals the newest.
    pub best_streaks: Vec<Streak>,
    /// Whether the streak ends tonight unless something is done.
    pub at_risk_today: bool,
}

impl EvaluateHabit {
    fn plan(&self) -> Result<Plan, Fault> {
        let weekdays = self.weekdays.unwrap_or_default();
        let needs_target = matches!(self.kind, Kind::Measured | Kind::Limit);
        if needs_target && self.target.is_none() {
            return Err(Fault::Target);
        }
        Ok(Plan {
            kind: self.kind,
            frequency: Frequency::new(self.numerator, self.denominator, weekdays)?,
            target: self.target.filter(|_| needs_target).unwrap_or_default(),
            pauses: self.pauses.clone(),
            since: self.since,
        })
    }
}

impl From<&HabitEntry> for Mark {
    fn from(entry: &HabitEntry) -> Self {
        Self { day: entry.day, state: entry.state, amount: entry.amount }
    }
}

/// Judges, scores and counts.
pub fn evaluate(input: &EvaluateHabit) -> Result<Evaluation, Fault> {
    let marks: Vec<Mark> = input.entries.iter().map(Mark::from).collect();
    let plan = input.plan()?;
    let days = judge(&plan, &marks, input.today)?;
    Ok(of_days(&plan, &days))
}

/// The same for days that were judged already.
pub fn of_days(plan: &Plan, days: &Days) -> Evaluation {
    let Streaks { best, current, at_risk_today } = streaks(plan, days);
    let scores = scores(plan, days);
    Evaluation { scores, current_streak: current, best_streaks: best, at_risk_today }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{any_marks, any_plan, day, today};
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn run(input: Value) -> Value {
        let input: EvaluateHabit = serde_json::from_value(input).unwrap();
        serde_json::to_value(evaluate(&input).unwrap()).unwrap()
    }

    fn refused(input: Value) -> String {
        let input: EvaluateHabit = serde_json::from_value(input).unwrap();
        evaluate(&input).unwrap_err().to_string()
    }

    fn habit(kind: &str, entries: Value, today: &str) -> Value {
        json!({
            "kind": kind, "numerator": 1, "denominator": 1, "target": 2, "entries": entries,
            "today": today,
        })
    }

    #[test]
    fn it_says_what_was_promised_and_nothing_else() {
        let entries = json!([
            {"day": "2026-01-02", "state": "yes", "amount": null},
            {"day": "2026-01-01", "state": "yes"},
        ]);
        let found = run(habit("build", entries, "2026-01-03"));
        let scores = found["scores"].as_array().unwrap();
        assert_eq!(scores[0]["day"], "2026-01-01");
        assert!((scores[0]["score"].as_f64().unwrap() - 0.051922).abs() < 1e-6);
        assert_eq!(scores.len(), 3);
        let streak = json!([{"start": "2026-01-01", "end": "2026-01-02", "days": 2}]);
        assert_eq!(found["best_streaks"], streak);
        assert_eq!(found["current_streak"], 2);
        assert_eq!(found["at_risk_today"], true);
        assert_eq!(found.as_object().unwrap().len(), 4);
    }

    #[test]
    fn twenty_days_in_a_row_score_as_published() {
        let days = day("2026-01-01").iter_days().take(20);
        let entries: Vec<Value> =
            days.map(|day| json!({"day": day, "state": "yes", "amount": 2})).collect();
        for kind in ["build", "measured"] {
            let found = run(habit(kind, json!(entries), "2026-01-20"));
            let last = found["scores"][19]["score"].as_f64().unwrap();
            assert!((last - 0.655747).abs() < 1e-6, "{kind}: {last}");
            assert_eq!(found["current_streak"], 20, "{kind}");
        }
    }

    #[test]
    fn amounts_are_units_with_decimals() {
        let entries = json!([{"day": "2026-01-01", "state": "no", "amount": 2.5}]);
        let kept = run(habit("measured", entries.clone(), "2026-01-01"));
        assert_eq!(kept["current_streak"], 1);
        let passed = run(habit("limit", entries, "2026-01-01"));
        let score = passed["scores"][0]["score"].as_f64().unwrap();
        let expected = 1.0 - 0.25 * 0.05192248566082858;
        assert!((score - expected).abs() < 1e-12, "{score}");
    }

    #[test]
    fn pauses_weekdays_and_a_beginning_can_be_said() {
        let mut input = habit("avoid", json!([]), "2026-01-10");
        input["since"] = json!("2026-01-01");
        assert_eq!(run(input.clone())["current_streak"], 9);
        input["pauses"] = json!([{"from": "2026-01-04", "until": "2026-01-05"}]);
        assert_eq!(run(input)["current_streak"], 9);
        let entries = json!([{"day": "2026-01-02", "state": "yes"}]);
        let mut input = habit("build", entries, "2026-01-05");
        input["weekdays"] = json!(["Mon", "Tue", "Wed", "Thu", "Fri"]);
        assert_eq!(run(input)["at_risk_today"], true, "kept on Friday, and today is Monday");
    }

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let mut input = habit("measured", json!([]), "2026-01-01");
        input["target"] = Value::Null;
        assert!(refused(input).contains("how much"));
        let mut input = habit("build", json!([]), "2026-01-01");
        input["denominator"] = json!(0);
        assert!(refused(input).contains("1 to 1000 days, not 0"));
        let far = json!([{"day": "0001-01-01", "state": "yes"}]);
        assert!(refused(habit("build", far, "9999-12-31")).contains("200 years"));
        let mut input = habit("build", json!([]), "2026-01-01");
        input["what"] = json!(1);
        assert!(serde_json::from_value::<EvaluateHabit>(input).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_handed_in_is_judged_the_same_twice(
            plan in any_plan(), marks in any_marks()
        ) {
            let entry = |mark: &Mark| {
                HabitEntry { day: mark.day, state: mark.state, amount: mark.amount }
            };
            let mut input = EvaluateHabit {
                kind: plan.kind,
                numerator: plan.frequency.numerator.into(),
                denominator: plan.frequency.denominator.into(),
                target: Some(plan.target),
                entries: marks.iter().map(entry).collect(),
                today: today(),
                weekdays: Some(plan.frequency.weekdays),
                pauses: plan.pauses.clone(),
                since: plan.since,
            };
            let found = evaluate(&input).unwrap();
            input.entries.reverse();
            prop_assert_eq!(&evaluate(&input).unwrap(), &found);
            let best = found.best_streaks.first().map_or(0, |streak| streak.days);
            prop_assert!(found.current_streak <= best);
        }
    }
}
