//! Habits by their operations.
use crate::Fresh;
use serde_json::{Value, json};

fn days(count: u32) -> Vec<Value> {
    (1..=count).map(|day| json!({"day": format!("2026-11-{day:02}"), "state": "yes"})).collect()
}

#[tokio::test]
async fn a_habit_is_judged_from_what_is_given() {
    let fresh = Fresh::open().await;
    let daily = json!({"kind": "build", "numerator": 1, "denominator": 1, "today": "2026-11-20"});
    let with = |entries: Vec<Value>| {
        let mut input = daily.clone();
        input["entries"] = entries.into();
        input
    };
    let judged = fresh.call("habits.evaluate", with(days(20))).await;
    let scores = judged["scores"].as_array().unwrap();
    let score = |at: usize| scores[at]["score"].as_f64().unwrap();
    assert!((score(0) - 0.051922).abs() < 1e-6 && (score(19) - 0.655747).abs() < 1e-6);
    assert_eq!((&judged["current_streak"], &judged["at_risk_today"]), (&json!(20), &json!(false)));
    let judged = fresh.call("habits.evaluate", with(days(19))).await;
    assert_eq!((&judged["current_streak"], &judged["at_risk_today"]), (&json!(19), &json!(true)));
    let best = json!([{"start": "2026-11-01", "end": "2026-11-19", "days": 19}]);
    assert_eq!(judged["best_streaks"], best);
}

#[tokio::test]
async fn what_makes_no_habit_is_refused_by_its_field() {
    let fresh = Fresh::open().await;
    let habit = json!({"kind": "build", "numerator": 3, "denominator": 0, "entries": [], "today": "2026-11-20"});
    let error = fresh.refused("habits.evaluate", habit).await;
    assert_eq!(error.field.as_deref(), Some("denominator"), "{error}");
}
