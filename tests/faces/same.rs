//! One story told through each face: the outputs are equal, but for the ids and the clock.
use crate::support::{Home, NOBODY, Outcome, command, direct, rest, routes};
use pocketsage_core::App;
use serde_json::{Value, json};
use std::sync::Arc;

/// Ids by the order in which they appear.
fn nameless(value: &mut Value, seen: &mut Vec<String>) {
    match value {
        Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
            let known = seen.iter().position(|id| id == text);
            let number = known.unwrap_or_else(|| {
                seen.push(text.clone());
                seen.len() - 1
            });
            *text = format!("#{number}");
        }
        Value::Array(items) => items.iter_mut().for_each(|item| nameless(item, seen)),
        Value::Object(fields) => fields.values_mut().for_each(|field| nameless(field, seen)),
        _ => {}
    }
}

/// Add an account and a transaction, read them, and be refused in four ways.
async fn story(mut ask: impl AsyncFnMut(&str, Value) -> Outcome) -> Vec<Outcome> {
    let account =
        json!({"name": "Giro", "kind": "checking", "currency": "EUR", "opening_minor": 10000});
    let account = ask("ledger.add_account", account).await;
    let id = account.as_ref().expect("an account")["id"].clone();
    let transaction = json!({
        "account_id": id, "day": "2026-03-01", "amount_minor": -1230, "payee": "Bäcker & Söhne",
        "memo": "zwei Brote, 100 %",
    });
    let mut told = vec![account, ask("ledger.add_transaction", transaction).await];
    let asked = [
        ("ledger.list_transactions", json!({"account_id": id, "text": "Brote", "limit": 10})),
        ("ledger.list_accounts", json!({"include_closed": true})),
        ("ledger.summarise_transactions", json!({"min_minor": -5000, "max_minor": 0})),
        ("ledger.add_account", json!({"kind": "checking"})),
        ("ledger.add_account", json!({"name": "Giro", "currency": "EUR"})),
        ("ledger.close_account", json!({"id": id, "version": 99})),
        ("ledger.close_account", json!({"id": NOBODY, "version": 1})),
        ("ledger.get_transaction", json!({"id": "not an id"})),
        ("ledger.list_transactions", json!({"limit": "many"})),
        ("ledger.list_transactions", json!({"status": "lost"})),
    ];
    for (name, input) in asked {
        told.push(ask(name, input).await);
    }
    let mut seen = Vec::new();
    for outcome in &mut told {
        match outcome {
            Ok(value) | Err(value) => nameless(value, &mut seen),
        }
    }
    told
}

fn flags(input: &Value) -> Vec<String> {
    let fields = input.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), String::from);
            format!("--{}={text}", name.replace('_', "-"))
        })
        .collect()
}

#[tokio::test]
async fn the_same_story_has_the_same_outcomes_in_every_face() {
    let homes = [Home::new(), Home::new(), Home::new(), Home::new()];
    let app: Arc<App> = homes[0].app().await;
    let expected = story(async |name, input| direct(&app, name, input).await).await;
    let good = expected.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(good, 5, "{expected:#?}");

    let second = homes[1].app().await;
    let routes = routes(&second);
    let by_rest = story(async |name, input| rest(&routes, name, input).await.1).await;
    let by_json =
        story(async |name, input| command(&homes[2], name, &["--input", &input.to_string()]).1)
            .await;
    let by_flags = story(async |name, input| {
        let flags = flags(&input);
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        command(&homes[3], name, &flags).1
    })
    .await;
    for (face, told) in [("REST", by_rest), ("--input", by_json), ("flags", by_flags)] {
        for (one, other) in expected.iter().zip(told) {
            assert_eq!(*one, other, "{face}");
        }
    }
    app.close().await;
    second.close().await;
}
