//! What came in and needs a person: proposals with their reasons, each settled once and undone whole.
use crate::Fresh;
use serde_json::{Value, json};

const HEAD: &str = "date,amount,memo,category,account,currency,transaction_id\n";

async fn add(fresh: &Fresh, name: &str, rows: &str) -> Value {
    let file = fresh.write(name, format!("{HEAD}{rows}"));
    fresh.call("imports.add", json!({"files": [file]})).await[0].clone()
}

async fn inbox(fresh: &Fresh) -> Value {
    fresh.call("imports.list_inbox", json!({})).await
}

async fn settle(fresh: &Fresh, proposal: &Value, accept: bool) {
    let input = json!({"id": proposal["id"], "version": proposal["version"], "accept": accept});
    fresh.call("imports.settle_proposal", input).await;
}

async fn rows(fresh: &Fresh) -> Vec<Value> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    page["rows"].as_array().unwrap().clone()
}

/// A row typed by hand, and the bank's file that brings it two days later.
async fn typed_and_brought(fresh: &Fresh) -> Value {
    let account = fresh.account("Giro").await;
    let typed = json!({"account_id": account["id"], "day": "2026-11-05", "amount_minor": -1500,
        "payee": "Kino", "memo": "with Ida"});
    let typed = fresh.call("ledger.add_transaction", typed).await;
    let batch = add(fresh, "a.csv", "2026-11-07,-15.00,KINO AM ECK BERLIN,,Giro,EUR,\n").await;
    assert_eq!(batch["added"], 1, "nothing is merged unasked");
    typed
}

#[tokio::test]
async fn a_typed_row_is_proposed_and_once_accepted_stays_one() {
    let fresh = Fresh::open().await;
    let typed = typed_and_brought(&fresh).await;
    let found = inbox(&fresh).await;
    let proposal = &found["proposals"][0];
    assert_eq!((&proposal["kind"], &found["proposals_in_all"]), (&json!("same"), &json!(1)));
    assert_eq!(proposal["other"]["id"], typed["id"]);
    let reasons = proposal["reasons"].as_array().unwrap();
    assert_eq!(reasons[1], json!({"code": "days", "value": 2}));
    settle(&fresh, proposal, true).await;
    let now = rows(&fresh).await;
    let one = &now[0]["transaction"];
    assert_eq!((now.len(), &one["id"]), (1, &typed["id"]));
    assert_eq!((&one["day"], &one["payee"]), (&json!("2026-11-07"), &json!("Kino")));
    assert_eq!(one["memo"], "with Ida");
    assert_eq!(inbox(&fresh).await["proposals"], json!([]));
    let origin = fresh.call("imports.get_origin", json!({"transaction_id": typed["id"]})).await;
    assert_eq!(origin["line"], 2);
    let again = add(&fresh, "b.csv", "2026-11-07,-15.00,KINO AM ECK BERLIN,,Giro,EUR,\n").await;
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(1)), "it survives");
}

#[tokio::test]
async fn accepting_is_undone_and_refusing_is_final() {
    let fresh = Fresh::open().await;
    typed_and_brought(&fresh).await;
    let proposal = inbox(&fresh).await["proposals"][0].clone();
    settle(&fresh, &proposal, true).await;
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rows(&fresh).await.len(), 2);
    let proposal = inbox(&fresh).await["proposals"][0].clone();
    settle(&fresh, &proposal, false).await;
    assert_eq!(rows(&fresh).await.len(), 2);
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 0);
    let again = json!({"id": proposal["id"], "version": 2, "accept": true});
    fresh.refused("imports.settle_proposal", again).await;
}

#[tokio::test]
async fn undoing_the_batch_gives_a_typed_row_back_as_it_was() {
    let fresh = Fresh::open().await;
    typed_and_brought(&fresh).await;
    settle(&fresh, &inbox(&fresh).await["proposals"][0], true).await;
    let batch = fresh.call("imports.list_batches", json!({})).await[0]["id"].clone();
    fresh.call("imports.undo_batch", json!({"id": batch})).await;
    let now = rows(&fresh).await;
    let one = &now[0]["transaction"];
    assert_eq!((now.len(), &one["day"]), (1, &json!("2026-11-05")));
    assert_eq!(inbox(&fresh).await["proposals"], json!([]));
}

#[tokio::test]
async fn two_files_make_one_transfer_that_is_neither_income_nor_spending() {
    let fresh = Fresh::open().await;
    add(&fresh, "giro.csv", "2026-11-03,-500.00,To Savings,,Giro,EUR,\n").await;
    add(&fresh, "savings.csv", "2026-11-04,500.00,From Giro,,Savings,EUR,\n").await;
    let proposal = inbox(&fresh).await["proposals"][0].clone();
    assert_eq!((&proposal["kind"], &proposal["score"]), (&json!("transfer"), &json!(95)));
    assert_eq!(proposal["transaction"]["amount_minor"], -50_000);
    settle(&fresh, &proposal, true).await;
    let now = rows(&fresh).await;
    assert_eq!(now[0]["other_account_id"], now[1]["transaction"]["account_id"]);
    assert_eq!(now[1]["other_account_id"], now[0]["transaction"]["account_id"]);
    let totals = fresh.call("ledger.summarise_transactions", json!({})).await;
    assert_eq!((&totals[0]["income_minor"], &totals[0]["expense_minor"]), (&json!(0), &json!(0)));
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rows(&fresh).await[0]["other_account_id"], Value::Null);
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 1);
}

#[tokio::test]
async fn a_transfer_is_looked_for_within_the_days_of_the_settings() {
    let fresh = Fresh::open().await;
    add(&fresh, "giro.csv", "2026-11-03,-500.00,To Savings,,Giro,EUR,\n").await;
    add(&fresh, "savings.csv", "2026-11-08,500.00,From Giro,,Savings,EUR,\n").await;
    let kinds = json!([{"kind": "lonely", "open": 1, "certain": 0}]);
    assert_eq!(inbox(&fresh).await["kinds"], kinds);
}

#[tokio::test]
async fn a_bank_and_a_person_that_disagree_are_shown_side_by_side() {
    let fresh = Fresh::open().await;
    add(&fresh, "a.csv", "2026-11-06,-3.00,KIOSK,,Giro,EUR,B-78\n").await;
    let one = rows(&fresh).await[0]["transaction"].clone();
    let mine = json!({"id": one["id"], "version": 1, "amount_minor": -200});
    fresh.call("ledger.update_transaction", mine).await;
    add(&fresh, "b.csv", "2026-11-06,-3.50,KIOSK,,Giro,EUR,B-78\n").await;
    let proposal = inbox(&fresh).await["proposals"][0].clone();
    assert_eq!(
        (&proposal["kind"], &proposal["facts"]["amount_minor"]),
        (&json!("corrected"), &json!(-350))
    );
    assert_eq!(proposal["transaction"]["amount_minor"], -200);
    settle(&fresh, &proposal, true).await;
    assert_eq!(rows(&fresh).await[0]["transaction"]["amount_minor"], -350);
}

#[tokio::test]
async fn what_could_not_be_read_waits_until_it_was_seen() {
    let fresh = Fresh::open().await;
    let rows = "2026-11-05,-1.00,Bread,Food,Giro,EUR,\n2026-11-06,-3.00,KIOSK,,Giro,EUR,
2026-11-07,much,X,,Giro,EUR,\n2026-11-08,-2.00,Milk,Food,Giro,EUR,\n";
    add(&fresh, "a.csv", rows).await;
    let found = inbox(&fresh).await;
    let batch = &found["batches"][0]["batch"];
    assert_eq!((&batch["rejected"], &found["uncategorised_in_all"]), (&json!(1), &json!(1)));
    assert_eq!(found["uncategorised"][0]["transaction"]["description"], "KIOSK");
    let seen = json!({"id": batch["id"], "version": batch["version"]});
    fresh.call("imports.settle_batch", seen).await;
    assert_eq!(inbox(&fresh).await["batches"], json!([]));
    fresh.call("history.undo", json!({})).await;
    assert_eq!(inbox(&fresh).await["batches"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_statement_that_is_late_is_missed() {
    let fresh = Fresh::open().await;
    for day in ["2026-10-10", "2026-10-17", "2026-10-24", "2026-10-31"] {
        add(&fresh, &format!("{day}.csv"), &format!("{day},-3.00,KIOSK,,Giro,EUR,\n")).await;
    }
    let overdue = inbox(&fresh).await["overdue"].clone();
    assert_eq!((&overdue[0]["name"], &overdue[0]["every_days"]), (&json!("Giro"), &json!(7)));
}

#[tokio::test]
async fn a_removed_row_stays_away_visibly_and_comes_back_when_asked() {
    let fresh = Fresh::open().await;
    let rows_in = "2026-11-05,-1.00,Bread,Food,Giro,EUR,\n2026-11-06,-3.00,KIOSK,Fun,Giro,EUR,\n";
    let batch = add(&fresh, "a.csv", rows_in).await;
    let one = rows(&fresh).await[1]["transaction"].clone();
    let ignored = json!({"id": batch["batch"]});
    assert_eq!(fresh.call("imports.list_ignored", ignored.clone()).await, json!([]));
    let gone = json!({"id": one["id"], "version": 1});
    fresh.call("ledger.remove_transaction", gone).await;
    assert_eq!(add(&fresh, "b.csv", rows_in).await["known"], 2);
    let found = fresh.call("imports.list_ignored", ignored.clone()).await;
    assert_eq!((&found[0]["line"], &found[0]["transaction_id"]), (&json!(3), &one["id"]));
    let asked = json!({"transaction_ids": [one["id"]]});
    fresh.call("imports.bring_back", asked.clone()).await;
    assert_eq!(rows(&fresh).await[1]["transaction"]["description"], "KIOSK");
    assert_eq!(fresh.call("imports.list_ignored", ignored).await, json!([]));
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rows(&fresh).await.len(), 1);
}

#[tokio::test]
async fn a_bank_text_becomes_a_payee_that_keeps_its_new_name() {
    let fresh = Fresh::open().await;
    add(&fresh, "a.csv", "2026-11-05,-1.00,POS 01/31 TILEVI CO 0042,Food,Giro,EUR,\n").await;
    assert_eq!(rows(&fresh).await[0]["transaction"]["payee"], "Tilevi Co");
    let payee = fresh.call("ledger.list_payees", json!({})).await[0].clone();
    let renamed = json!({"id": payee["id"], "version": payee["version"], "name": "Tilevi Bakery"});
    fresh.call("ledger.rename_payee", renamed).await;
    add(&fresh, "b.csv", "2026-11-12,-1.20,POS 02/07 TILEVI CO 0017,Food,Giro,EUR,\n").await;
    assert_eq!(rows(&fresh).await[1]["transaction"]["payee"], "Tilevi Bakery");
    assert_eq!(fresh.call("ledger.list_payees", json!({})).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_done_before_is_filled_in_and_what_is_unsure_is_only_proposed() {
    let fresh = Fresh::open().await;
    let shop = |n: i64| format!("2026-{:02}-{:02},-{n}.50,", n % 10 + 1, n % 27 + 1);
    let mut past = String::new();
    for n in 1..=60 {
        past += &format!("{}CORNER GROCER,Food,Giro,EUR,\n", shop(n));
        past += &format!("{}CITY CABS,Travel,Giro,EUR,\n", shop(n));
        past +=
            &format!("{}BAZAAR,{},Giro,EUR,\n", shop(n), if n % 2 == 0 { "Food" } else { "Fun" });
    }
    add(&fresh, "past.csv", &past).await;
    add(
        &fresh,
        "new.csv",
        "2026-11-12,-9.99,CORNER GROCER,,Giro,EUR,\n2026-11-12,-8.88,BAZAAR,,Giro,EUR,\n",
    )
    .await;
    let found = inbox(&fresh).await;
    assert_eq!(found["uncategorised_in_all"], 1, "the grocer is sure");
    let unsure = &found["uncategorised"][0];
    assert_eq!(unsure["transaction"]["payee"], "Bazaar");
    let suggestion = &unsure["suggestion"];
    assert!(suggestion["confidence"].as_i64().unwrap() < 97, "{suggestion}");
}
