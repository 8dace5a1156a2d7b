//! Debts by their operations.
use crate::Fresh;
use serde_json::{Value, json};

fn debt(name: &str, balance_minor: i64, apr: &str, minimum_minor: i64) -> Value {
    json!({"name": name, "balance_minor": balance_minor, "currency": "EUR", "apr": apr,
        "minimum_minor": minimum_minor})
}

fn three(extra_minor: i64) -> Value {
    let debts = [
        debt("Store", 80_000, "22", 3500),
        debt("Card", 320_000, "19", 8000),
        debt("Car", 500_000, "6", 15_000),
    ];
    json!({"start": "2026-12-01", "strategy": "avalanche", "extra_minor": extra_minor,
        "rollover": true, "debts": debts})
}

#[tokio::test]
async fn a_plan_is_right_to_the_cent() {
    let fresh = Fresh::open().await;
    let plan = fresh.call("debts.simulate", three(20_000)).await;
    assert_eq!((&plan["months"], &plan["total_interest_minor"]), (&json!(22), &json!(86_684)));
    assert_eq!(plan["total_paid_minor"], json!(900_000 + 86_684));
    let months: Vec<_> = plan["payoffs"].as_array().unwrap().iter().map(|p| &p["month"]).collect();
    assert_eq!(months, [4, 15, 22]);
    let plan = fresh.call("debts.simulate", three(0)).await;
    assert_eq!((&plan["months"], &plan["total_interest_minor"]), (&json!(43), &json!(229_228)));
}

#[tokio::test]
async fn a_plan_that_never_ends_is_refused_in_words() {
    let fresh = Fresh::open().await;
    let mut plan = three(0);
    plan["debts"] = json!([debt("Card", 1_000_000, "24", 5000)]);
    let error = fresh.refused("debts.simulate", plan).await;
    assert!(error.message.contains("50.00") && error.message.contains("200.01"), "{error}");
}

#[tokio::test]
async fn strategies_stand_side_by_side() {
    let fresh = Fresh::open().await;
    let compared = fresh.call("debts.compare", json!({"plan": three(20_000)})).await;
    assert!(compared.to_string().contains("\"snowball\""), "{compared}");
}
