//! Rules: what a person orders is done with rows that come in, tried on the past, and undone whole.
use crate::Fresh;
use serde_json::{Value, json};

const HEAD: &str = "date,amount,memo,category,account,currency,transaction_id\n";
const ROWS: &str = "2026-11-05,-12.00,LIDL 0042 BERLIN,,Giro,EUR,
2026-11-06,-30.00,CITY CABS,,Giro,EUR,
2026-11-07,-100.00,RENT NOVEMBER,,Giro,EUR,
2026-11-08,-1.00,CARD FEE,,Giro,EUR,
2026-11-09,-250.00,TO SAVINGS,,Giro,EUR,
";

async fn add(fresh: &Fresh, name: &str, rows: &str) -> Value {
    let file = fresh.write(name, format!("{HEAD}{rows}"));
    fresh.call("imports.add", json!({"files": [file]})).await[0].clone()
}

async fn category(fresh: &Fresh, name: &str) -> Value {
    fresh.call("ledger.add_category", json!({"name": name})).await["id"].clone()
}

fn when(text: &str) -> Value {
    json!([{"field": "text", "how": "contains", "any": [text]}])
}

async fn rule(fresh: &Fresh, name: &str, conditions: Value, actions: Value) -> Value {
    let rule = json!({"conditions": conditions, "actions": actions});
    fresh.call("imports.add_rule", json!({"name": name, "rule": rule})).await
}

async fn rows(fresh: &Fresh) -> Vec<Value> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| row["transaction"].clone()).collect()
}

#[tokio::test]
async fn a_row_that_comes_in_gets_what_rules_say() {
    let fresh = Fresh::open().await;
    let (food, home, garden) = (
        category(&fresh, "Food").await,
        category(&fresh, "Home").await,
        category(&fresh, "Garden").await,
    );
    let to_food = json!([{"do": "set_category", "category_id": food}, {"do": "set_payee", "name": "Lidl"},
        {"do": "set_memo", "memo": "weekly"}]);
    rule(&fresh, "groceries", when("lidl"), to_food).await;
    rule(&fresh, "no fees", when("card fee"), json!([{"do": "skip"}])).await;
    let parts = json!([{"do": "split", "parts": [
        {"category_id": home, "share_bp": 7000, "amount_minor": null},
        {"category_id": garden, "share_bp": null, "amount_minor": null}]}]);
    rule(&fresh, "rent", when("rent"), parts).await;
    let savings = fresh.account("Savings").await["id"].clone();
    let moved = json!([{"do": "transfer", "account_id": savings}]);
    rule(&fresh, "saving", when("to savings"), moved).await;
    let batch = add(&fresh, "a.csv", ROWS).await;
    assert_eq!(
        (&batch["added"], &batch["known"], &batch["skipped"]),
        (&json!(4), &json!(1), &json!(1))
    );
    let now = rows(&fresh).await;
    assert_eq!(now.len(), 5, "the rent is two");
    let one = &now[0];
    assert_eq!((&one["payee"], &one["memo"]), (&json!("Lidl"), &json!("weekly")));
    assert_eq!(one["category_id"], food);
    assert_eq!((&now[2]["amount_minor"], &now[2]["category_id"]), (&json!(-7000), &home));
    assert_eq!((&now[3]["amount_minor"], &now[3]["category_id"]), (&json!(-3000), &garden));
    for part in &now[2..4] {
        let origin = fresh.call("imports.get_origin", json!({"transaction_id": part["id"]})).await;
        assert_eq!(origin["line"], 4);
    }
    let totals = fresh.call("ledger.summarise_transactions", json!({})).await;
    assert_eq!(totals[0]["expense_minor"], 14_200, "what is moved is not spent");
    let again = add(&fresh, "b.csv", ROWS).await;
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(5)), "skipped stays skipped");
    let account = fresh.call("ledger.list_accounts", json!({})).await[0]["balance_minor"].clone();
    assert_eq!(account, -39_200);
}

#[tokio::test]
async fn the_more_particular_rule_wins_whatever_their_order() {
    for turned in [false, true] {
        let fresh = Fresh::open().await;
        let (food, fun) = (category(&fresh, "Food").await, category(&fresh, "Fun").await);
        let mut orders = vec![("cabs", "city cabs", fun.clone()), ("city", "city", food)];
        if turned {
            orders.reverse();
        }
        for (name, text, category_id) in orders {
            let to = json!([{"do": "set_category", "category_id": category_id}]);
            rule(&fresh, name, when(text), to).await;
        }
        add(&fresh, "a.csv", ROWS).await;
        assert_eq!(rows(&fresh).await[1]["category_id"], fun);
        assert_eq!(fresh.call("imports.list_rules", json!({})).await[0]["name"], "cabs");
    }
}

#[tokio::test]
async fn a_rule_is_tried_on_the_past_then_run_and_undone() {
    let fresh = Fresh::open().await;
    add(&fresh, "a.csv", ROWS).await;
    let before = rows(&fresh).await;
    let food = category(&fresh, "Food").await;
    let to = json!([{"do": "set_category", "category_id": food}]);
    let wish = json!({"rule": {"conditions": when("lidl"), "actions": to}});
    let preview = fresh.call("imports.preview_rule", wish.clone()).await;
    assert_eq!((&preview["looked_at"], &preview["fits"]), (&json!(5), &json!(1)));
    let shown = &preview["shown"][0];
    assert_eq!((&shown["transaction"]["id"], &shown["category_id"]), (&before[0]["id"], &food));
    assert_eq!(shown["reasons"][0], json!({"condition": 0, "value": 0}));
    assert_eq!(rows(&fresh).await, before, "trying changes nothing");
    rule(&fresh, "groceries", when("lidl"), to).await;
    let run = fresh.call("imports.run_rules", json!({})).await;
    assert_eq!((&run["looked_at"], &run["changed"]), (&json!(5), &json!(1)));
    assert_eq!(rows(&fresh).await[0]["category_id"], food);
    assert_eq!(fresh.call("imports.run_rules", json!({})).await["changed"], 0);
    assert_eq!(fresh.call("imports.preview_rule", wish).await["changes"], 0);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rows(&fresh).await[0]["category_id"], Value::Null);
}

#[tokio::test]
async fn a_paused_rule_does_nothing_and_a_wrong_one_is_refused_by_its_field() {
    let fresh = Fresh::open().await;
    let kept = rule(&fresh, "no fees", when("card fee"), json!([{"do": "skip"}])).await;
    let pause = json!({"id": kept["id"], "version": 1, "paused": true});
    fresh.call("imports.update_rule", pause).await;
    assert_eq!(add(&fresh, "a.csv", ROWS).await["added"], 5);
    let none = json!({"name": "none", "rule": {"conditions": [], "actions": [{"do": "skip"}]}});
    let error = fresh.refused("imports.add_rule", none).await;
    assert_eq!(error.field.as_deref(), Some("rule.conditions"));
    let nowhere = json!([{"do": "set_category", "category_id": kept["id"]}]);
    let nowhere = json!({"name": "x", "rule": {"conditions": when("a"), "actions": nowhere}});
    let error = fresh.refused("imports.add_rule", nowhere).await;
    assert_eq!(error.field.as_deref(), Some("rule.actions"));
}

#[tokio::test]
async fn a_rule_outlives_its_category_without_harm() {
    let fresh = Fresh::open().await;
    let (food, other) = (category(&fresh, "Food").await, category(&fresh, "Other").await);
    let to = json!([{"do": "set_category", "category_id": food}]);
    rule(&fresh, "groceries", when("lidl"), to).await;
    let merge = json!({"id": food, "version": 1, "into_id": other});
    fresh.call("ledger.merge_category", merge).await;
    assert_eq!(add(&fresh, "a.csv", ROWS).await["added"], 5);
    assert_eq!(rows(&fresh).await[0]["category_id"], Value::Null);
}
