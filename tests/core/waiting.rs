//! What the inbox asks beyond pairs: many settled in one step, transfers without their other side,
//! statements that are late, pending payments that are gone, and how much of an import is left.
use crate::Fresh;
use serde_json::{Value, json};

const HEAD: &str = "date,amount,memo,category,account,currency,transaction_id\n";

async fn add(fresh: &Fresh, name: &str, rows: &str) -> Value {
    bring(fresh, name, &format!("{HEAD}{rows}")).await
}

async fn bring(fresh: &Fresh, name: &str, text: &str) -> Value {
    let file = fresh.write(name, text);
    fresh.call("imports.add", json!({"files": [file]})).await[0].clone()
}

async fn inbox(fresh: &Fresh) -> Value {
    fresh.call("imports.list_inbox", json!({})).await
}

/// The open proposals of a kind.
async fn open(fresh: &Fresh, kind: &str) -> Vec<Value> {
    let found = inbox(fresh).await;
    let all = found["proposals"].as_array().unwrap();
    all.iter().filter(|proposal| proposal["kind"] == kind).cloned().collect()
}

async fn settle(fresh: &Fresh, proposal: &Value, accept: bool) {
    let input = json!({"id": proposal["id"], "version": proposal["version"], "accept": accept});
    fresh.call("imports.settle_proposal", input).await;
}

async fn undo(fresh: &Fresh) {
    fresh.call("history.undo", json!({})).await;
}

async fn rows(fresh: &Fresh) -> Vec<Value> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    page["rows"].as_array().unwrap().clone()
}

/// Transfers on seven days, of which the last is a guess: no side of it names the other's account.
async fn seven_transfers(fresh: &Fresh) {
    let (mut out, mut into) = (String::new(), String::new());
    for day in 1..=7 {
        let (to, from) = if day < 7 { ("To Savings", "From Giro") } else { ("Out", "In") };
        out += &format!("2026-10-0{day},-{day}0.00,{to},,Giro,EUR,\n");
        into += &format!("2026-10-0{day},{day}0.00,{from},,Savings,EUR,\n");
    }
    add(fresh, "giro.csv", &out).await;
    add(fresh, "savings.csv", &into).await;
}

#[tokio::test]
async fn all_that_are_certain_are_accepted_in_one_step_and_undone_in_one() {
    let fresh = Fresh::open().await;
    seven_transfers(&fresh).await;
    let found = inbox(&fresh).await;
    let kinds = json!([{"kind": "transfer", "open": 7, "certain": 6}]);
    assert_eq!((&found["kinds"], &found["certain_score"]), (&kinds, &json!(95)));
    let certain = json!({"kind": "transfer", "least_score": 95, "accept": true});
    let result = fresh.call("imports.settle_proposals", certain).await;
    assert_eq!(result, json!({"settled": 6, "left": 0}));
    let linked =
        |rows: Vec<Value>| rows.iter().filter(|r| !r["other_account_id"].is_null()).count();
    assert_eq!(linked(rows(&fresh).await), 12);
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 1);
    let entry = fresh.call("history.list", json!({"limit": 1})).await[0].clone();
    assert_eq!(entry["label"], "joined the two sides of 6 transfers");
    undo(&fresh).await;
    assert_eq!(linked(rows(&fresh).await), 0);
    assert_eq!(inbox(&fresh).await["kinds"], kinds);
}

#[tokio::test]
async fn what_was_taken_meanwhile_stays_open_and_the_rest_is_settled() {
    let fresh = Fresh::open().await;
    seven_transfers(&fresh).await;
    let pairs = open(&fresh, "transfer").await;
    let (one, two) = (&pairs[0], &pairs[1]);
    let crossed =
        json!({"transaction_id": one["transaction"]["id"], "other_id": two["other"]["id"]});
    fresh.call("ledger.link_transfer", crossed).await;
    let certain = json!({"kind": "transfer", "least_score": 95, "accept": true});
    let result = fresh.call("imports.settle_proposals", certain).await;
    assert_eq!(result, json!({"settled": 4, "left": 2}));
}

#[tokio::test]
async fn two_that_fit_one_side_alike_are_not_certain() {
    let fresh = Fresh::open().await;
    add(&fresh, "giro.csv", "2026-10-01,-50.00,To Savings,,Giro,EUR,\n").await;
    let twice = "2026-10-01,50.00,From Giro,,Savings,EUR,A\n2026-10-02,50.00,Gift,,Savings,EUR,B\n";
    add(&fresh, "savings.csv", twice).await;
    let proposal = open(&fresh, "transfer").await[0].clone();
    assert_eq!((&proposal["score"], &proposal["other"]["external_id"]), (&json!(94), &json!("A")));
    let reasons = proposal["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!({"code": "rivals", "value": 1})), "{reasons:?}");
}

#[tokio::test]
async fn all_of_an_import_are_refused_in_one_step_and_accepting_wants_a_kind() {
    let fresh = Fresh::open().await;
    seven_transfers(&fresh).await;
    let batch = fresh.call("imports.list_batches", json!({})).await[0]["id"].clone();
    fresh.refused("imports.settle_proposals", json!({"batch_id": batch, "accept": true})).await;
    fresh.refused("imports.settle_proposals", json!({"accept": false})).await;
    let all = json!({"batch_id": batch, "accept": false});
    let result = fresh.call("imports.settle_proposals", all).await;
    assert_eq!(result, json!({"settled": 7, "left": 0}));
    assert_eq!(open(&fresh, "transfer").await.len(), 0);
    undo(&fresh).await;
    assert_eq!(open(&fresh, "transfer").await.len(), 7);
}

#[tokio::test]
async fn more_proposals_than_are_shown_are_kept_and_counted_by_kind() {
    let fresh = Fresh::open().await;
    let (mut out, mut into) = (String::new(), String::new());
    for cent in 1..=1500 {
        out += &format!("2026-10-01,-{cent}.00,To Savings,,Giro,EUR,\n");
        into += &format!("2026-10-01,{cent}.00,From Giro,,Savings,EUR,\n");
    }
    add(&fresh, "giro.csv", &out).await;
    add(&fresh, "savings.csv", &into).await;
    let found = inbox(&fresh).await;
    assert_eq!(found["kinds"][0]["open"], 1500, "none is dropped");
    assert_eq!(found["proposals"].as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn when_an_import_is_undone_what_it_was_compared_with_is_not_counted() {
    let fresh = Fresh::open().await;
    seven_transfers(&fresh).await;
    let batches = fresh.call("imports.list_batches", json!({})).await;
    fresh.call("imports.undo_batch", json!({"id": batches[1]["id"]})).await;
    let found = inbox(&fresh).await;
    assert_eq!((&found["proposals_in_all"], &found["kinds"]), (&json!(0), &json!([])));
}

async fn lonely_pair(fresh: &Fresh) {
    fresh.account("Savings").await;
    add(
        fresh,
        "giro.csv",
        "2026-10-01,-500.00,To Savings,,Giro,EUR,\n2026-11-19,-70.00,To Savings,,Giro,EUR,
2026-10-02,-9.00,Bakery,,Giro,EUR,\n",
    )
    .await;
}

#[tokio::test]
async fn a_transfer_without_its_other_side_waits_once_it_is_old_enough() {
    let fresh = Fresh::open().await;
    lonely_pair(&fresh).await;
    let lonely = open(&fresh, "lonely").await;
    assert_eq!(lonely.len(), 1, "the other is two days old: {lonely:?}");
    assert_eq!(lonely[0]["transaction"]["amount_minor"], -50_000);
    assert_eq!(lonely[0]["reasons"][0]["code"], "names_own");
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    let savings = accounts.as_array().unwrap().iter().find(|a| a["account"]["name"] == "Savings");
    assert_eq!(lonely[0]["names"], savings.unwrap()["account"]["id"]);
}

#[tokio::test]
async fn it_is_withdrawn_when_the_other_side_comes_and_back_when_that_was_another() {
    let fresh = Fresh::open().await;
    lonely_pair(&fresh).await;
    let other = add(&fresh, "savings.csv", "2026-10-02,500.00,From Giro,,Savings,EUR,\n").await;
    assert_eq!(open(&fresh, "lonely").await.len(), 0);
    let pair = open(&fresh, "transfer").await[0].clone();
    settle(&fresh, &pair, true).await;
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 0);
    undo(&fresh).await;
    let pair = open(&fresh, "transfer").await[0].clone();
    settle(&fresh, &pair, false).await;
    assert_eq!(open(&fresh, "lonely").await.len(), 1, "it was another");
    undo(&fresh).await;
    fresh.call("imports.undo_batch", json!({"id": other["batch"]})).await;
    assert_eq!(open(&fresh, "lonely").await.len(), 1);
}

#[tokio::test]
async fn it_is_withdrawn_when_a_person_links_it_and_stays_away_once_it_is_settled() {
    let fresh = Fresh::open().await;
    lonely_pair(&fresh).await;
    let lonely = open(&fresh, "lonely").await[0].clone();
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    let savings = accounts.as_array().unwrap().iter().find(|a| a["account"]["name"] == "Savings");
    let typed = json!({"account_id": savings.unwrap()["account"]["id"], "day": "2026-10-20",
        "amount_minor": 50_000});
    let typed = fresh.call("ledger.add_transaction", typed).await;
    let link = json!({"transaction_id": lonely["transaction"]["id"], "other_id": typed["id"]});
    fresh.call("ledger.link_transfer", link).await;
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 0);
    undo(&fresh).await;
    settle(&fresh, &lonely, true).await;
    assert_eq!(inbox(&fresh).await["proposals_in_all"], 0);
    let again = "2026-10-01,-500.00,To Savings,,Giro,EUR,\n2026-10-03,-8.00,Bakery,,Giro,EUR,\n";
    assert_eq!(add(&fresh, "giro-2.csv", again).await["added"], 1);
    assert_eq!(open(&fresh, "lonely").await.len(), 0, "known rows are not asked about again");
}

#[tokio::test]
async fn one_that_names_an_account_opened_later_is_found_with_the_file_of_that() {
    let fresh = Fresh::open().await;
    add(&fresh, "giro.csv", "2026-10-01,-500.00,To Savings,,Giro,EUR,\n").await;
    assert_eq!(open(&fresh, "lonely").await.len(), 0, "there is no such account");
    add(&fresh, "savings.csv", "2026-10-02,7.00,Interest,,Savings,EUR,\n").await;
    let lonely = open(&fresh, "lonely").await;
    assert_eq!((lonely.len(), &lonely[0]["transaction"]["amount_minor"]), (1, &json!(-50_000)));
    settle(&fresh, &lonely[0], true).await;
    add(&fresh, "more.csv", "2026-10-03,7.00,Interest,,Savings,EUR,\n").await;
    assert_eq!(open(&fresh, "lonely").await.len(), 0);
}

#[tokio::test]
async fn a_category_of_transfers_makes_a_lonely_side_and_all_are_settled_at_once() {
    let fresh = Fresh::open().await;
    fresh.account("Cash box").await;
    let new = json!({"name": "Transfers", "transfer": true});
    fresh.call("ledger.add_category", new).await;
    let rows = "2026-10-01,-50.00,ATM,Transfers: Cash,Giro,EUR,\n2026-10-05,-60.00,ATM,Transfers,Giro,EUR,\n";
    add(&fresh, "giro.csv", rows).await;
    let lonely = open(&fresh, "lonely").await;
    assert_eq!((lonely.len(), &lonely[0]["reasons"][0]["code"]), (2, &json!("transfer_category")));
    let all = json!({"kind": "lonely", "accept": true});
    fresh.call("imports.settle_proposals", all).await;
    assert_eq!(open(&fresh, "lonely").await.len(), 0);
    undo(&fresh).await;
    assert_eq!(open(&fresh, "lonely").await.len(), 2);
}

async fn week(fresh: &Fresh, day: &str) {
    add(fresh, &format!("{day}.csv"), &format!("{day},-3.00,KIOSK,Food,Giro,EUR,\n")).await;
}

#[tokio::test]
async fn a_late_statement_that_one_knows_of_is_not_asked_again_until_the_next_file() {
    let fresh = Fresh::open().await;
    for day in ["2026-10-02", "2026-10-09", "2026-10-16", "2026-10-23"] {
        week(&fresh, day).await;
    }
    let late = inbox(&fresh).await["overdue"][0].clone();
    let known = json!({"account_id": late["account_id"], "last_day": late["last_day"]});
    fresh.call("imports.dismiss_overdue", known.clone()).await;
    assert_eq!(inbox(&fresh).await["overdue"], json!([]));
    fresh.refused("imports.dismiss_overdue", known.clone()).await;
    undo(&fresh).await;
    assert_eq!(inbox(&fresh).await["overdue"][0], late);
    fresh.call("imports.dismiss_overdue", known).await;
    week(&fresh, "2026-10-30").await;
    let again = inbox(&fresh).await["overdue"][0].clone();
    assert_eq!(again["last_day"], "2026-10-30", "the clock starts anew");
    let known = json!({"account_id": again["account_id"], "last_day": again["last_day"]});
    fresh.call("imports.dismiss_overdue", known).await;
    assert_eq!(inbox(&fresh).await["overdue"], json!([]));
}

/// An account's statement with what is booked and what is pending.
async fn statement(fresh: &Fresh, rows: &[(&str, &str, &str, bool)]) -> Value {
    let mut text = String::from("Date,Description,Amount,Currency,State\n");
    for (day, words, amount, pending) in rows {
        let state = if *pending { "PENDING" } else { "COMPLETED" };
        text += &format!("{day},{words},{amount},EUR,{state}\n");
    }
    bring(fresh, "Giro.csv", &text).await
}

const BAKERY: (&str, &str, &str, bool) = ("2026-10-01", "Bakery", "-4.00", false);
const HOTEL: (&str, &str, &str, bool) = ("2026-10-05", "Hotel Post", "-120.00", true);
const BOOKS: (&str, &str, &str, bool) = ("2026-10-09", "Bookshop", "-18.00", false);

async fn hotel_vanishes(fresh: &Fresh) -> Value {
    statement(fresh, &[BAKERY, HOTEL]).await;
    let pending = rows(fresh).await[1]["transaction"].clone();
    assert_eq!(pending["status"], "pending");
    statement(fresh, &[BAKERY, ("2026-10-04", "Chemist", "-7.00", false)]).await;
    assert_eq!(open(fresh, "vanished").await.len(), 0, "that file ends before its day");
    statement(fresh, &[BAKERY, BOOKS]).await;
    let gone = open(fresh, "vanished").await;
    assert_eq!((gone.len(), &gone[0]["transaction"]["id"]), (1, &pending["id"]));
    gone[0].clone()
}

#[tokio::test]
async fn a_pending_payment_that_the_bank_no_longer_lists_is_asked_about_once() {
    let fresh = Fresh::open().await;
    let gone = hotel_vanishes(&fresh).await;
    settle(&fresh, &gone, false).await;
    assert_eq!(rows(&fresh).await.len(), 4, "it is kept");
    statement(&fresh, &[BAKERY, BOOKS, ("2026-10-20", "Kiosk", "-2.00", false)]).await;
    assert_eq!(open(&fresh, "vanished").await.len(), 0);
}

#[tokio::test]
async fn a_pending_payment_taken_out_comes_back_by_undo_or_when_the_bank_books_it() {
    let fresh = Fresh::open().await;
    let gone = hotel_vanishes(&fresh).await;
    settle(&fresh, &gone, true).await;
    assert_eq!(rows(&fresh).await.len(), 3);
    undo(&fresh).await;
    assert_eq!(rows(&fresh).await.len(), 4);
    let (booked, after) = (("2026-10-05", "Hotel Post", "-120.00", false), [BAKERY, BOOKS]);
    let gone = open(&fresh, "vanished").await[0].clone();
    settle(&fresh, &gone, true).await;
    let result = statement(&fresh, &[after[0], booked, after[1]]).await;
    assert_eq!((&result["added"], &result["known"]), (&json!(1), &json!(2)));
    undo(&fresh).await;
    undo(&fresh).await;
    let result = statement(&fresh, &[after[0], booked, after[1]]).await;
    assert_eq!((&result["added"], &result["updated"]), (&json!(0), &json!(1)), "known once more");
    assert_eq!(open(&fresh, "vanished").await.len(), 0);
}

#[tokio::test]
async fn what_is_listed_booked_or_may_be_another_by_now_has_not_vanished() {
    let fresh = Fresh::open().await;
    statement(&fresh, &[BAKERY, HOTEL]).await;
    statement(&fresh, &[BAKERY, HOTEL, BOOKS]).await;
    assert_eq!(open(&fresh, "vanished").await.len(), 0, "listed");
    let moved = ("2026-10-06", "Hotel Post", "-131.00", false);
    statement(&fresh, &[BAKERY, moved, BOOKS]).await;
    let same = open(&fresh, "same").await;
    assert_eq!((same.len(), open(&fresh, "vanished").await.len()), (1, 0), "asked already");
    settle(&fresh, &same[0], false).await;
    assert_eq!(open(&fresh, "vanished").await.len(), 1, "it was another");
    statement(&fresh, &[BAKERY, HOTEL, moved, BOOKS]).await;
    assert_eq!(open(&fresh, "vanished").await.len(), 0, "the bank lists it again");
    let booked = ("2026-10-05", "Hotel Post", "-120.00", false);
    statement(&fresh, &[BAKERY, booked, moved, BOOKS]).await;
    assert_eq!(open(&fresh, "vanished").await.len(), 0);
}

#[tokio::test]
async fn an_import_says_how_much_of_it_still_needs_one() {
    let fresh = Fresh::open().await;
    seven_transfers(&fresh).await;
    let rows = "2026-11-05,-1.00,Bread,Food,Giro,EUR,\n2026-11-06,-3.00,KIOSK,,Giro,EUR,
2026-11-07,much,X,,Giro,EUR,\n2026-11-08,-2.00,Milk,Food,Giro,EUR,\n";
    let batch = add(&fresh, "a.csv", rows).await;
    let needs = async |id: &Value| fresh.call("imports.count_needs", json!({"id": id})).await;
    let of_it = json!({"in_all": 2, "proposals": 0, "uncategorised": 1, "unread": true});
    assert_eq!(needs(&batch["batch"]).await, of_it);
    let savings = fresh.call("imports.list_batches", json!({})).await[1]["id"].clone();
    let of_it = json!({"in_all": 7, "proposals": 7, "uncategorised": 0, "unread": false});
    assert_eq!(needs(&savings).await, of_it);
    fresh.call("imports.undo_batch", json!({"id": savings})).await;
    assert_eq!(needs(&savings).await["in_all"], 0);
}

#[tokio::test]
async fn a_currency_that_the_account_knows_is_no_question() {
    let fresh = Fresh::open().await;
    let text = "Date,Description,Amount\n2026-11-05,Bread,-1.00\n2026-11-06,Milk,-2.00\n";
    bring(&fresh, "Cash.csv", text).await;
    assert_eq!(inbox(&fresh).await["batches"].as_array().unwrap().len(), 1, "nobody has said it");
    let there = Fresh::open().await;
    let usd = json!({"name": "Cash", "currency": "USD"});
    there.call("ledger.add_account", usd).await;
    bring(&there, "Cash.csv", text).await;
    assert_eq!(inbox(&there).await["batches"], json!([]));
    assert_eq!(rows(&there).await[0]["currency"], "USD");
    let qif = "!Type:Bank\nD2026-11-09\nT-3.00\nPKiosk\n^\n";
    bring(&there, "Cash.qif", qif).await;
    assert_eq!(inbox(&there).await["batches"], json!([]));
    assert_eq!(rows(&there).await.len(), 3);
}
