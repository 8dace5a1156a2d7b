//! Undo and redo put back exactly what was there.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

async fn everything(fresh: &Fresh) -> Vec<Value> {
    let mut all = vec![];
    for name in [
        "ledger.list_accounts",
        "ledger.list_categories",
        "ledger.list_transactions",
        "ledger.list_month_totals",
        "ledger.list_payees",
    ] {
        all.push(without_versions(fresh.call(name, json!({})).await));
    }
    all
}

fn without_versions(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.remove("version");
            fields.values_mut().for_each(|v| *v = without_versions(v.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| *v = without_versions(v.take())),
        _ => {}
    }
    value
}

#[tokio::test]
async fn undoing_everything_step_by_step_and_redoing_it_passes_through_the_same_states() {
    let fresh = Fresh::open().await;
    let mut states = vec![everything(&fresh).await];
    let account = fresh.account("Giro").await;
    states.push(everything(&fresh).await);
    let row =
        json!({"account_id": account["id"], "day": "2026-11-01", "amount_minor": -5, "payee": "P"});
    let row = fresh.call("ledger.add_transaction", row).await;
    states.push(everything(&fresh).await);
    let edit = json!({"id": row["id"], "version": 1, "amount_minor": 70, "day": "2025-01-01"});
    fresh.call("ledger.update_transaction", edit).await;
    states.push(everything(&fresh).await);
    fresh.call("ledger.remove_transaction", json!({"id": row["id"], "version": 2})).await;
    states.push(everything(&fresh).await);
    for state in states.iter().rev().skip(1) {
        fresh.call("history.undo", json!({})).await;
        assert_eq!(&everything(&fresh).await, state);
    }
    let error = fresh.refused("history.undo", json!({})).await;
    assert_eq!(error.code, Code::NotFound);
    for state in states.iter().skip(1) {
        fresh.call("history.redo", json!({})).await;
        assert_eq!(&everything(&fresh).await, state);
    }
}

#[tokio::test]
async fn undoing_what_was_changed_since_is_refused_in_words() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    let first = fresh.call("history.list", json!({})).await[0]["id"].clone();
    let rename = json!({"id": account["id"], "version": 1, "name": "Main"});
    fresh.call("ledger.update_account", rename).await;
    let error = fresh.refused("history.undo", json!({"id": first})).await;
    assert_eq!(error.code, Code::Conflict);
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    assert_eq!(accounts[0]["account"]["name"], "Main", "nothing was half undone");
}
