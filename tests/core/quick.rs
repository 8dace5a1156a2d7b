//! Transactions typed as one line, by their operations. Today is 21 November 2026, a Saturday.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

async fn read(fresh: &Fresh, text: &str) -> Value {
    fresh.call("ledger.read_quick", json!({ "text": text })).await
}

/// `part value` of each chip, with the guess behind it.
fn chips(read: &Value) -> Vec<String> {
    let shown = |chip: &Value| {
        let guess = chip["guess"].as_str().map(|guess| format!(" ({guess})")).unwrap_or_default();
        format!("{} {}{guess}", chip["part"].as_str().unwrap(), chip["value"].as_str().unwrap())
    };
    read["chips"].as_array().unwrap().iter().map(shown).collect()
}

fn troubles(read: &Value) -> Vec<&str> {
    read["faults"].as_array().unwrap().iter().map(|f| f["trouble"].as_str().unwrap()).collect()
}

async fn two_accounts(fresh: &Fresh) -> (Value, Value) {
    (fresh.account("Cash").await, fresh.account("Giro bei der Bank").await)
}

#[tokio::test]
async fn a_typed_line_is_understood_and_stored_as_it_was_shown() {
    let fresh = Fresh::open().await;
    let (cash, _) = two_accounts(&fresh).await;
    let text = "12.50 coffee @cash yesterday";
    let shown = read(&fresh, text).await;
    assert_eq!(
        chips(&shown),
        ["amount -12.50", "payee coffee", "account Cash", "day 2026-11-20"],
        "{shown}"
    );
    let places: Vec<(u64, u64)> = (shown["chips"].as_array().unwrap().iter())
        .map(|chip| (chip["from"].as_u64().unwrap(), chip["to"].as_u64().unwrap()))
        .collect();
    assert_eq!(places, [(0, 5), (6, 12), (13, 18), (19, 28)]);
    let none = fresh.call("ledger.list_transactions", json!({})).await;
    assert_eq!(none["rows"], json!([]), "reading stores nothing");
    let added = fresh.call("ledger.add_quick", json!({ "text": text })).await;
    let wanted = &shown["transaction"];
    for field in ["account_id", "day", "amount_minor", "payee", "category_id", "memo"] {
        assert_eq!(added[field], wanted[field], "{field}");
    }
    assert_eq!(
        (&added["account_id"], &added["amount_minor"], &added["payee"]),
        (&cash["id"], &json!(-1250), &json!("coffee"))
    );
    let log = fresh.call("history.list", json!({})).await;
    assert_eq!(log[0]["label"], "added coffee of 2026-11-20");
    fresh.call("history.undo", json!({})).await;
    let none = fresh.call("ledger.list_transactions", json!({})).await;
    assert_eq!(none["rows"], json!([]));
}

#[tokio::test]
async fn what_is_not_said_is_as_it_was_last_time() {
    let fresh = Fresh::open().await;
    let (cash, giro) = two_accounts(&fresh).await;
    let shown = read(&fresh, "4,20 Bakery").await;
    assert_eq!(troubles(&shown), ["no_account"], "two accounts, and nothing typed yet");
    assert_eq!(shown["faults"][0]["candidates"], json!(["Cash", "Giro bei der Bank"]));
    assert!(shown["transaction"].is_null());
    let food = fresh.call("ledger.add_category", json!({"name": "Food"})).await;
    let typed = json!({"account_id": giro["id"], "day": "2026-11-01", "amount_minor": -300,
        "payee": "Bakery", "category_id": food["id"]});
    fresh.call("ledger.add_transaction", typed).await;
    let shown = read(&fresh, "4,20€ bakery").await;
    assert_eq!(
        chips(&shown),
        [
            "amount -4.20",
            "currency EUR",
            "payee Bakery",
            "account Giro bei der Bank (last_account)",
            "category Food (as_last_time)",
            "day 2026-11-21 (today)"
        ]
    );
    assert_eq!(shown["transaction"]["category_id"], food["id"]);
    fresh.call("ledger.add_quick", json!({"text": "2 kiosk @cash"})).await;
    let shown = read(&fresh, "+2450 salary").await;
    assert_eq!(
        (&shown["transaction"]["account_id"], &shown["amount_minor"]),
        (&cash["id"], &json!(245_000))
    );
    let in_sight = json!({"text": "1 gum", "account_id": giro["id"]});
    let shown = fresh.call("ledger.read_quick", in_sight).await;
    assert!(chips(&shown).contains(&"account Giro bei der Bank (in_sight)".into()), "{shown}");
}

#[tokio::test]
async fn what_could_be_several_is_asked_in_words() {
    let fresh = Fresh::open().await;
    fresh.account("Cash").await;
    fresh.account("Card").await;
    let old = fresh.account("Cards of old").await;
    fresh.call("ledger.close_account", json!({"id": old["id"], "version": 1})).await;
    for path in ["Living", "Leisure"] {
        fresh.call("ledger.add_category", json!({ "name": path })).await;
    }
    let shown = read(&fresh, "8 lunch @ca #l fri").await;
    assert_eq!(troubles(&shown), ["ambiguous", "ambiguous"]);
    assert_eq!(shown["faults"][0]["candidates"], json!(["Cash", "Card"]));
    let words = shown["faults"][0]["message"].as_str().unwrap();
    assert_eq!(words, "\"ca\" could be Cash, Card; write more of the account's name");
    let error = fresh.refused("ledger.add_quick", json!({"text": "8 lunch @ca #l fri"})).await;
    assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some("text")));
    assert!(error.message.contains(words) && error.message.contains("Living"), "{error}");
    let shown = read(&fresh, "lunch @x @y").await;
    assert_eq!(troubles(&shown), ["no_amount", "twice"]);
    let shown = read(&fresh, "8 lunch @cas #lei fri").await;
    assert_eq!(
        chips(&shown)[2..],
        ["account Cash", "category Leisure", "day 2026-11-20 (nearest_day)"]
    );
    assert!(shown["faults"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn another_currency_finds_its_account_or_the_rate_of_the_day() {
    let fresh = Fresh::open().await;
    let card = fresh.account("Card").await;
    let shown = read(&fresh, "30 usd taxi @card 3 nov").await;
    assert_eq!(troubles(&shown), ["no_rate"]);
    assert_eq!((&shown["amount_minor"], &shown["currency"]), (&json!(-3000), &json!("USD")));
    let rate = json!({"base": "USD", "quote": "EUR", "day": "2026-11-02", "rate": "0.85"});
    fresh.call("ledger.set_rate", rate).await;
    let added = fresh.call("ledger.add_quick", json!({"text": "30 usd taxi @card 3 nov"})).await;
    assert_eq!(
        (&added["account_id"], &added["amount_minor"], &added["memo"]),
        (&card["id"], &json!(-2550), &json!("30.00 USD × 0.85"))
    );
    let dollars = json!({"name": "Travel", "currency": "USD"});
    fresh.call("ledger.add_account", dollars).await;
    let shown = read(&fresh, "$30 taxi").await;
    assert!(chips(&shown).contains(&"account Travel (its_currency)".into()), "{shown}");
    assert_eq!(shown["transaction"]["amount_minor"], -3000);
    let shown = read(&fresh, "1.234 rent @card").await;
    assert_eq!(chips(&shown)[0], "amount -1234.00 (thousands)");
    let shown = read(&fresh, "0.345 rent @card").await;
    assert_eq!(troubles(&shown), ["too_many_decimals"]);
    let shown = read(&fresh, "9999999999999999999 rent @card").await;
    assert_eq!(troubles(&shown), ["too_large"]);
}
