//! Accounts, categories, payees and the register.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

async fn spend(fresh: &Fresh, account: &Value, day: &str, minor: i64, payee: &str) -> Value {
    let input =
        json!({"account_id": account["id"], "day": day, "amount_minor": minor, "payee": payee});
    fresh.call("ledger.add_transaction", input).await
}

#[tokio::test]
async fn the_register_shows_the_balance_after_every_row_whatever_is_filtered() {
    let fresh = Fresh::open().await;
    let giro = json!({"name": "Giro", "currency": "EUR", "opening_minor": 10_000});
    let giro = fresh.call("ledger.add_account", giro).await;
    let cash = fresh.account("Cash").await;
    for (account, day, minor, payee) in [
        (&giro, "2026-01-15", -1000, "A"),
        (&cash, "2026-02-01", -50, "B"),
        (&giro, "2026-02-03", -2000, "B"),
        (&giro, "2026-02-03", 500, "A"),
        (&giro, "2025-12-31", -1, "C"),
    ] {
        spend(&fresh, account, day, minor, payee).await;
    }
    let balances = async |filter: Value| -> Vec<i64> {
        let page = fresh.call("ledger.list_transactions", filter).await;
        page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["balance_minor"].as_i64().unwrap())
            .collect()
    };
    assert_eq!(balances(json!({"ascending": true})).await, [9999, 8999, -50, 6999, 7499]);
    assert_eq!(balances(json!({"text": "b"})).await, [6999, -50]);
    assert_eq!(
        balances(json!({"account_id": giro["id"], "from": "2026-02-01"})).await,
        [7499, 6999]
    );
    assert_eq!(balances(json!({"min_minor": 0})).await, [7499]);
    assert_eq!(
        balances(json!({"sort": "amount", "ascending": true})).await,
        [6999, 8999, -50, 9999, 7499]
    );
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    assert_eq!(accounts[1]["balance_minor"], 7499);
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap_or_a_repeat_in_every_order() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    for n in 0..57 {
        let day = format!("2026-{:02}-{:02}", n % 12 + 1, n % 5 + 1);
        spend(&fresh, &giro, &day, -100 * (n % 9), &format!("Shop {}", n % 4)).await;
    }
    for sort in ["day", "amount", "payee"] {
        for ascending in [true, false] {
            let (mut ids, mut after) = (std::collections::HashSet::new(), Value::Null);
            loop {
                let input =
                    json!({"sort": sort, "ascending": ascending, "limit": 10, "after": after});
                let page = fresh.call("ledger.list_transactions", input).await;
                for row in page["rows"].as_array().unwrap() {
                    assert!(ids.insert(row["transaction"]["id"].to_string()), "repeated in {sort}");
                }
                after = page["next"].clone();
                if after.is_null() {
                    break;
                }
            }
            assert_eq!(ids.len(), 57, "{sort} ascending {ascending}");
        }
    }
}

#[tokio::test]
async fn a_stale_edit_is_refused_and_shows_the_newest_version() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let row = spend(&fresh, &giro, "2026-11-01", -100, "Kiosk").await;
    let edit = |memo: &str| json!({"id": row["id"], "version": 1, "memo": memo});
    fresh.call("ledger.update_transaction", edit("first")).await;
    let error = fresh.refused("ledger.update_transaction", edit("second")).await;
    assert_eq!(error.code, Code::Conflict);
    assert_eq!(error.detail.unwrap()["current"]["memo"], "first");
}

#[tokio::test]
async fn validation_names_the_field() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let name = fresh.refused("ledger.add_account", json!({"name": " "})).await;
    assert_eq!(name.field.as_deref(), Some("name"));
    let twice = fresh.refused("ledger.add_account", json!({"name": "Giro"})).await;
    assert_eq!(twice.field.as_deref(), Some("name"));
    let currency =
        fresh.refused("ledger.add_account", json!({"name": "X", "currency": "EURO"})).await;
    assert_eq!(currency.field.as_deref(), Some("currency"));
    let day = json!({"account_id": giro["id"], "day": "0026-11-01", "amount_minor": 1});
    assert_eq!(fresh.refused("ledger.add_transaction", day).await.field.as_deref(), Some("day"));
    fresh.call("ledger.close_account", json!({"id": giro["id"], "version": 1})).await;
    let closed = json!({"account_id": giro["id"], "day": "2026-11-01", "amount_minor": 1});
    let closed = fresh.refused("ledger.add_transaction", closed).await;
    assert_eq!(closed.field.as_deref(), Some("account_id"));
}

#[tokio::test]
async fn merging_a_category_moves_its_transactions_and_undo_puts_them_back() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let food = fresh.call("ledger.add_category", json!({"name": "Food"})).await;
    let out = fresh.call("ledger.add_category", json!({"name": "Eating out"})).await;
    let inside = json!({"name": "Lunch", "parent_id": out["id"]});
    let lunch = fresh.call("ledger.add_category", inside).await;
    let row = spend(&fresh, &giro, "2026-11-01", -900, "Imbiss").await;
    let set = json!({"ids": [row["id"]], "category_id": out["id"]});
    fresh.call("ledger.categorise_transactions", set).await;
    let ask = json!({"id": out["id"], "action": "merge", "into_id": food["id"]});
    let effect = fresh.call("ledger.preview_category", ask).await;
    assert_eq!((&effect["transactions"], &effect["subcategories"]), (&json!(1), &json!(1)));
    let before = fresh.call("ledger.list_categories", json!({})).await;
    let merge = json!({"id": out["id"], "version": 1, "into_id": food["id"]});
    fresh.call("ledger.merge_category", merge).await;
    let moved = fresh.call("ledger.get_transaction", json!({"id": row["id"]})).await;
    assert_eq!(moved["category_id"], food["id"]);
    let into_child = json!({"id": food["id"], "version": 1, "into_id": lunch["id"]});
    fresh.refused("ledger.merge_category", into_child).await;
    fresh.call("history.undo", json!({})).await;
    let back = fresh.call("ledger.get_transaction", json!({"id": row["id"]})).await;
    assert_eq!(back["category_id"], out["id"]);
    let after = fresh.call("ledger.list_categories", json!({})).await;
    assert_eq!(names(&after), names(&before));
}

fn names(list: &Value) -> Vec<(String, i64)> {
    let all = list.as_array().unwrap();
    all.iter().map(|c| (c["path"].to_string(), c["transactions"].as_i64().unwrap())).collect()
}

#[tokio::test]
async fn totals_never_drift_from_the_transactions_they_sum() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let food = fresh.call("ledger.add_category", json!({"name": "Food"})).await;
    let mut rows = vec![];
    for n in 0..12i64 {
        rows.push(spend(&fresh, &giro, &format!("2026-{:02}-10", n + 1), 700 - 100 * n, "X").await);
    }
    for row in rows.iter().step_by(2) {
        let edit = json!({"id": row["id"], "version": 1, "day": "2025-07-07", "category_id": food["id"],
            "amount_minor": -row["amount_minor"].as_i64().unwrap()});
        fresh.call("ledger.update_transaction", edit).await;
    }
    fresh.call("ledger.remove_transaction", json!({"id": rows[1]["id"], "version": 1})).await;
    fresh.call("history.undo", json!({})).await;
    // The first is answered from the totals, the second by looking at every row.
    let kept = fresh.call("ledger.summarise_transactions", json!({})).await;
    let seen = fresh.call("ledger.summarise_transactions", json!({"from": "1990-01-01"})).await;
    assert_eq!(kept, seen);
    let months = fresh.call("ledger.list_month_totals", json!({})).await;
    let sum = |field: &str| -> i64 {
        months.as_array().unwrap().iter().map(|m| m[field].as_i64().unwrap()).sum()
    };
    let of_account = json!({"account_id": giro["id"]});
    let same = fresh.call("ledger.list_month_totals", of_account).await;
    assert_eq!(sorted(&months), sorted(&same), "kept for all accounts and for each");
    assert_eq!(json!(sum("income_minor")), seen[0]["income_minor"]);
    assert_eq!(json!(sum("expense_minor")), seen[0]["expense_minor"]);
}

fn sorted(list: &Value) -> Vec<String> {
    let mut all: Vec<_> = list.as_array().unwrap().iter().map(Value::to_string).collect();
    all.sort();
    all
}

#[tokio::test]
async fn the_charts_numbers_are_the_ledgers_numbers() {
    let fresh = Fresh::open().await;
    fresh.call("demo.add_household", json!({})).await;
    let chart = fresh.call("reports.draw_spending", json!({})).await;
    assert!(chart["data"].as_str().unwrap().starts_with("<svg"));
    let series = chart["series"].as_array().unwrap();
    assert!(series.len() > 3, "a household has several categories");
    let sum: i64 = series.iter().map(|s| s["total_minor"].as_i64().unwrap()).sum();
    assert_eq!(json!(sum), chart["total_minor"]);
    let png = fresh.dir.path().join("chart.png");
    fresh.call("reports.save_spending", json!({"file": png})).await;
    assert_eq!(&std::fs::read(png).unwrap()[1..4], b"PNG");
}
