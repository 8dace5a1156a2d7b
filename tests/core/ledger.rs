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
    let detail = error.detail.unwrap();
    let of_both = |field: &str| ["current", "yours"].map(|which| detail[which][field].clone());
    assert_eq!(of_both("memo"), ["first", "second"]);
    assert_eq!(of_both("payee"), ["Kiosk", "Kiosk"], "as a person sees it");
    let remove = json!({"id": row["id"], "version": 1});
    let error = fresh.refused("ledger.remove_transaction", remove).await;
    let shown = fresh.call("ledger.get_transaction", json!({"id": row["id"]})).await;
    assert_eq!(error.detail.unwrap()["current"], shown);
}

#[tokio::test]
async fn several_transactions_go_and_come_back_in_one_step_or_not_at_all() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let mut rows = vec![];
    for payee in ["Kiosk", "Kino", "Markt"] {
        rows.push(spend(&fresh, &giro, "2026-11-01", -100, payee).await);
    }
    let seen = |version: i64| {
        let one = |row: &Value| json!({"id": row["id"], "version": 1});
        let last = json!({"id": rows[2]["id"], "version": version});
        json!({"transactions": [one(&rows[0]), one(&rows[1]), last]})
    };
    let error = fresh.refused("ledger.remove_transactions", seen(7)).await;
    assert_eq!((error.code, &error.detail.unwrap()["current"]), (Code::Conflict, &rows[2]));
    let count = async || {
        let totals = fresh.call("ledger.summarise_transactions", json!({})).await;
        totals[0]["transactions"].as_i64().unwrap_or(0)
    };
    assert_eq!(count().await, 3, "a refusal removes none");
    let removed = fresh.call("ledger.remove_transactions", seen(1)).await;
    assert_eq!((removed, count().await), (json!(rows), 0));
    let undone = fresh.call("history.undo", json!({})).await;
    assert_eq!(undone["label"], "removed 3 transactions");
    assert_eq!(count().await, 3);
}

#[tokio::test]
async fn transfers_between_own_accounts_are_neither_income_nor_spending() {
    let fresh = Fresh::open().await;
    let (giro, cash) = (fresh.account("Giro").await, fresh.account("Cash").await);
    let own = json!({"name": "Own accounts", "transfer": true});
    let own = fresh.call("ledger.add_category", own).await;
    let inside = json!({"name": "Cash machine", "parent_id": own["id"]});
    let inside = fresh.call("ledger.add_category", inside).await;
    let out = spend(&fresh, &giro, "2026-11-02", -5000, "Cash").await;
    let back = spend(&fresh, &cash, "2026-11-02", 5000, "Giro").await;
    spend(&fresh, &cash, "2026-11-03", -300, "Kiosk").await;
    let set = json!({"ids": [out["id"], back["id"]], "category_id": inside["id"]});
    fresh.call("ledger.categorise_transactions", set).await;
    let sums = async |input: Value| {
        let totals = fresh.call("ledger.summarise_transactions", input).await;
        ["income_minor", "expense_minor", "transfers_minor", "net_minor"]
            .map(|sum| totals[0][sum].as_i64().unwrap())
    };
    // From the totals of all accounts, of one account, and by looking at every row.
    let of_giro = json!({"account_id": giro["id"]});
    let of_days = json!({"account_id": giro["id"], "from": "2026-11-01"});
    assert_eq!(sums(json!({})).await, [0, 300, 0, -300]);
    assert_eq!(sums(json!({"from": "2026-11-01"})).await, [0, 300, 0, -300]);
    assert_eq!(sums(of_giro.clone()).await, [0, 0, -5000, -5000]);
    assert_eq!(sums(of_days).await, [0, 0, -5000, -5000]);
    let chart = fresh.call("reports.draw_spending", json!({})).await;
    assert_eq!(chart["total_minor"], 300);
    let chart = fresh.call("reports.draw_spending", of_giro).await;
    assert_eq!(chart["total_minor"], 0, "of one account, too");
    let mark = json!({"id": own["id"], "version": 1, "transfer": false});
    fresh.call("ledger.mark_category", mark).await;
    assert_eq!(sums(json!({})).await, [5000, 5300, 0, -300]);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(sums(json!({})).await, [0, 300, 0, -300]);
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
    let words = "Eating out is removed; Food takes its 1 transaction and 1 category inside it";
    assert_eq!(effect["message"], words);
    let ask = json!({"id": lunch["id"], "action": "move", "into_id": food["id"]});
    let effect = fresh.call("ledger.preview_category", ask).await;
    assert_eq!(effect["message"], "Lunch moves to Food; it holds no transactions");
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
    let totals = fresh.call("ledger.summarise_transactions", json!({})).await;
    // Refunds make the chart's spending less than all that went out; transfers are in neither.
    let spent = totals[0]["expense_minor"].as_i64().unwrap();
    assert!((spent - sum).abs() < spent / 50, "{sum} of {spent}");
    let german = fresh.call("reports.draw_spending", json!({"locale": "de"})).await;
    let names = german["series"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap());
    assert!(names.clone().any(|name| name == "ohne Kategorie"), "{:?}", names.collect::<Vec<_>>());
    let png = fresh.dir.path().join("chart.png");
    fresh.call("reports.save_spending", json!({"file": png})).await;
    assert_eq!(&std::fs::read(png).unwrap()[1..4], b"PNG");
}
