//! Debts that are kept, followed in the ledger.
use crate::Fresh;
use serde_json::{Value, json};

fn terms(apr: &str, minimum_minor: i64, due_day: u32) -> Value {
    json!({"apr": apr, "minimum": {"rule": "fixed", "amount_minor": minimum_minor},
        "due_day": due_day})
}

async fn add(fresh: &Fresh, name: &str, balance_minor: i64, terms: Value) -> Value {
    let input = json!({"name": name, "kind": "card", "balance_minor": balance_minor,
        "payee": format!("{name} Bank"), "lender": name, "terms": terms});
    fresh.call("debts.add_debt", input).await
}

/// Store and card, as agreed today with 200.00 more a month.
async fn agreed(fresh: &Fresh) -> Value {
    add(fresh, "Store", 80_000, terms("22", 3500, 5)).await;
    add(fresh, "Card", 320_000, terms("19", 8000, 10)).await;
    let chosen = json!({"currency": "EUR", "version": 0, "extra_minor": 20_000, "agree": true});
    fresh.call("debts.update_payoff", chosen).await
}

#[tokio::test]
async fn debts_are_kept_and_paid_off_by_an_agreed_plan() {
    let fresh = Fresh::open().await;
    let now = agreed(&fresh).await;
    println!("{now:#}");
    assert_eq!(now["plan"]["payoffs"][0]["name"], "Store");
    assert_eq!(now["moved"]["days"], 0);
    let all = fresh.call("debts.list_debts", json!({})).await;
    println!("{all:#}");
}
