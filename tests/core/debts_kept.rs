//! Debts that are kept, followed in the ledger.
use crate::{Fresh, with_key};
use chrono::{DateTime, Utc};
use pocketsage_core::App;
use pocketsage_core::day::{Clock, utc};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A file with a current account, and the hand that moves its clock.
struct Kept {
    fresh: Fresh,
    seconds: Arc<AtomicI64>,
    account: Value,
}

impl Kept {
    async fn on(day: &str) -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::Moved(seconds.clone(), utc);
        let app = App::start_at(with_key(dir.path(), 'a'), clock).await.unwrap();
        let mut kept = Self { fresh: Fresh { app, dir }, seconds, account: Value::Null };
        kept.to(day);
        kept.account = kept.fresh.account("Current").await["id"].clone();
        kept
    }

    fn to(&self, day: &str) {
        let noon: DateTime<Utc> = format!("{day}T12:00:00Z").parse().unwrap();
        self.seconds.store(noon.timestamp(), Ordering::Relaxed);
    }

    async fn call(&self, name: &str, input: Value) -> Value {
        self.fresh.call(name, input).await
    }

    async fn debt(
        &self,
        name: &str,
        balance_minor: i64,
        apr: &str,
        minimum: i64,
        due: u32,
    ) -> Value {
        self.add(
            name,
            json!({"balance_minor": balance_minor, "payee": format!("{name} Bank"),
            "terms": terms(apr, minimum, due)}),
        )
        .await
    }

    async fn add(&self, name: &str, more: Value) -> Value {
        let mut input = json!({"name": name, "kind": "personal", "lender": format!("{name} Bank")});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("debts.add_debt", input).await["debt"].clone()
    }

    /// Store and card, agreed to with 200.00 more a month.
    async fn agreed(&self) -> (Value, Value) {
        let store = self.debt("Store", 80_000, "22", 3500, 5).await;
        let card = self.debt("Card", 320_000, "19", 8000, 10).await;
        self.choose(json!({"version": 0, "extra_minor": 20_000, "agree": true})).await;
        (store, card)
    }

    async fn choose(&self, more: Value) -> Value {
        let mut input = json!({"currency": "EUR"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("debts.update_payoff", input).await
    }

    async fn paid(&self, day: &str, payee: &str, amount_minor: i64) -> Value {
        self.call(
            "ledger.add_transaction",
            json!({"account_id": self.account, "day": day,
            "payee": payee, "amount_minor": -amount_minor}),
        )
        .await
    }

    async fn now(&self) -> Value {
        self.call("debts.get_payoffs", json!({})).await[0].clone()
    }

    async fn shown(&self, name: &str) -> Value {
        let all = self.call("debts.list_debts", json!({"archived": true})).await;
        let found = all.as_array().unwrap().iter().find(|one| one["debt"]["name"] == name);
        found.cloned().unwrap()
    }

    async fn moved(&self) -> (i64, Vec<String>) {
        let moved = self.now().await["moved"].clone();
        let parts = moved["parts"].as_array().unwrap().iter();
        let sum: i64 = parts.clone().map(|part| part["days"].as_i64().unwrap()).sum();
        assert_eq!(sum, moved["days"], "the parts add up: {moved}");
        let causes = parts.map(|part| part["cause"].as_str().unwrap().to_owned());
        (sum, causes.collect())
    }
}

fn terms(apr: &str, minimum_minor: i64, due_day: u32) -> Value {
    json!({"apr": apr, "minimum": {"rule": "fixed", "amount_minor": minimum_minor},
        "due_day": due_day})
}

#[tokio::test]
async fn an_agreed_plan_is_followed_in_the_ledger() {
    let kept = Kept::on("2026-01-01").await;
    kept.agreed().await;
    let now = kept.now().await;
    assert_eq!(now["plan"]["payoffs"][0]["name"], "Store");
    assert_eq!(kept.moved().await, (0, vec![]));
    // As planned: the store gets its minimum and all that is left.
    kept.paid("2026-01-05", "Store Bank", 23_500).await;
    kept.paid("2026-01-10", "Card Bank", 8_000).await;
    kept.to("2026-01-20");
    assert_eq!(kept.moved().await, (0, vec![]));
    assert_eq!(kept.shown("Store").await["balance_minor"], 80_000 + 1_467 - 23_500);
    assert_eq!(kept.shown("Card").await["balance_minor"], 320_000 + 5_067 - 8_000);
    // The next one does not come: said the morning after, when the ledger reaches so far.
    kept.paid("2026-02-11", "Bakery", 300).await;
    kept.to("2026-02-05");
    assert_eq!(kept.moved().await.0, 0);
    kept.to("2026-02-12");
    let (days, causes) = kept.moved().await;
    assert!(days > 20 && causes.contains(&"missed".to_owned()), "{days} {causes:?}");
    assert_eq!(kept.shown("Store").await["missed"]["state"], "missed");
    // It comes late after all, with 300.00 more.
    kept.paid("2026-02-12", "Store Bank", 53_500).await;
    let (_, causes) = kept.moved().await;
    assert!(causes.contains(&"over".to_owned()), "{causes:?}");
}

#[tokio::test]
async fn a_payment_that_is_unsure_is_proposed_and_counts_when_a_person_says_so() {
    let kept = Kept::on("2026-01-01").await;
    let (store, _) = kept.agreed().await;
    // Less than the minimum: a purchase, perhaps.
    let odd = kept.paid("2026-01-03", "Store Bank", 1_250).await;
    kept.to("2026-01-04");
    assert_eq!(kept.shown("Store").await["proposals"], 1);
    assert_eq!(kept.shown("Store").await["balance_minor"], 80_000);
    let settle = json!({"id": store["id"], "transaction_id": odd["id"], "kind": "payment"});
    kept.call("debts.settle_transaction", settle).await;
    assert_eq!(kept.shown("Store").await["balance_minor"], 78_750);
    let no = json!({"id": store["id"], "transaction_id": odd["id"], "kind": "nothing"});
    let shown = kept.call("debts.settle_transaction", no).await;
    assert_eq!((&shown["proposals"], &shown["balance_minor"]), (&json!(0), &json!(80_000)));
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.shown("Store").await["balance_minor"], 78_750);
    // Gone from the ledger, gone from the debt.
    let gone = json!({"id": odd["id"], "version": odd["version"]});
    kept.call("ledger.remove_transaction", gone).await;
    assert_eq!(kept.shown("Store").await["balance_minor"], 80_000);
}

#[tokio::test]
async fn without_a_link_a_payment_is_found_by_its_amount_and_the_lenders_name() {
    let kept = Kept::on("2026-01-01").await;
    let more = json!({"balance_minor": 80_000, "terms": terms("12", 4_000, 5)});
    let debt = kept.add("Nordlicht", more).await;
    let paid = kept.paid("2026-01-05", "NORDLICHT BANK 4711", 4_000).await;
    kept.paid("2026-01-05", "Somebody else", 4_000).await;
    kept.to("2026-01-06");
    assert_eq!(kept.shown("Nordlicht").await["proposals"], 1);
    // Until then nothing tells, and the payment is taken as made.
    assert_eq!(kept.shown("Nordlicht").await["balance_minor"], 80_000 + 800 - 4_000);
    let always = json!({"id": debt["id"], "transaction_id": paid["id"], "kind": "payment",
        "link_payee": true});
    let shown = kept.call("debts.settle_transaction", always).await;
    assert_eq!(shown["payee_name"], "NORDLICHT BANK 4711");
    assert_eq!(shown["balance_minor"], 80_000 + 800 - 4_000);
    kept.to("2026-02-06");
    kept.paid("2026-02-06", "Bakery", 100).await;
    assert_eq!(kept.shown("Nordlicht").await["missed"]["state"], "missed");
}

#[tokio::test]
async fn two_debts_of_one_lender_are_told_apart_by_the_amount() {
    let kept = Kept::on("2026-01-01").await;
    for (name, minimum) in [("One", 4_000), ("Two", 6_000)] {
        let more =
            json!({"balance_minor": 80_000, "payee": "Bank", "terms": terms("0", minimum, 5)});
        kept.add(name, more).await;
    }
    kept.paid("2026-01-05", "Bank", 6_000).await;
    kept.paid("2026-01-05", "Bank", 5_000).await;
    kept.to("2026-01-06");
    let (one, two) = (kept.shown("One").await, kept.shown("Two").await);
    assert_eq!((&one["balance_minor"], &one["proposals"]), (&json!(80_000), &json!(1)));
    assert_eq!((&two["balance_minor"], &two["proposals"]), (&json!(74_000), &json!(1)));
}

#[tokio::test]
async fn a_debts_own_account_tells_payments_interest_fees_and_purchases() {
    let kept = Kept::on("2026-01-31").await;
    let own = json!({"name": "Card", "kind": "card", "currency": "EUR", "opening_minor": -100_000});
    let own = kept.call("ledger.add_account", own).await["id"].clone();
    let more = json!({"kind": "card", "account_id": own, "terms": terms("20", 5_000, 20)});
    let debt = kept.add("Card", more).await;
    assert_eq!(debt["opening_minor"], 100_000);
    let csv = "Date;Payee;Amount;Currency\n2026-02-03;Bookshop;-40.00;EUR\n\
        2026-02-10;Interest charged;-17.50;EUR\n2026-02-12;Late fee;-9.00;EUR\n\
        2026-02-18;Payment received;60.00;EUR\n";
    let file = kept.fresh.write("card.csv", csv);
    kept.to("2026-02-21");
    kept.call("imports.add", json!({"files": [file], "account_id": own})).await;
    let page = kept.call("debts.get_debt", json!({"id": debt["id"]})).await;
    let facts = page["facts"].as_array().unwrap().iter();
    let facts: Vec<_> =
        facts.map(|f| (f["kind"].as_str().unwrap(), f["amount_minor"].as_i64().unwrap())).collect();
    assert_eq!(facts, [("payment", 6_000), ("fee", 900), ("interest", 1_750), ("charge", 4_000)]);
    // What the bank booked is not reckoned again.
    assert_eq!(page["shown"]["balance_minor"], 100_000 + 4_000 + 1_750 + 900 - 6_000);
    assert_eq!(page["shown"]["reckoned_minor"], 0);
    assert_eq!(page["facts"][0]["interest_minor"], 2_650);
}

#[tokio::test]
async fn a_recorded_payment_writes_the_ledger_too_and_is_undone_at_once() {
    let kept = Kept::on("2026-01-01").await;
    let (store, _) = kept.agreed().await;
    kept.to("2026-01-05");
    let payment = json!({"id": store["id"], "kind": "payment", "amount_minor": 23_500,
        "from_account_id": kept.account});
    let shown = kept.call("debts.record_entry", payment).await;
    assert_eq!(shown["balance_minor"], 80_000 + 1_467 - 23_500);
    let rows = kept.call("ledger.list_transactions", json!({})).await;
    assert_eq!(rows["rows"][0]["transaction"]["amount_minor"], -23_500);
    assert_eq!(rows["rows"][0]["transaction"]["payee"], "Store Bank");
    kept.call("history.undo", json!({})).await;
    let rows = kept.call("ledger.list_transactions", json!({})).await;
    assert_eq!(rows["rows"], json!([]));
    assert_eq!(kept.shown("Store").await["balance_minor"], 80_000 + 1_467);
}

#[tokio::test]
async fn a_lenders_statement_is_held_against_what_was_reckoned() {
    let kept = Kept::on("2026-01-01").await;
    let (store, _) = kept.agreed().await;
    kept.paid("2026-01-05", "Store Bank", 23_500).await;
    kept.to("2026-01-20");
    let reckoned = 80_000 + 1_467 - 23_500;
    let said = |minor: i64| json!({"id": store["id"], "on": "2026-01-15", "balance_minor": minor});
    let same = kept.call("debts.check_statement", said(reckoned)).await;
    assert_eq!((&same["difference_minor"], &same["reasons"]), (&json!(0), &json!([])));
    assert_eq!((&same["interest_minor"], &same["payments_minor"]), (&json!(1_467), &json!(23_500)));
    let more = kept.call("debts.reconcile_debt", said(reckoned + 1_000)).await;
    assert_eq!(more["reasons"], json!([{"kind": "cost"}]));
    assert_eq!(kept.shown("Store").await["balance_minor"], reckoned + 1_000);
    let (_, causes) = kept.moved().await;
    assert_eq!(causes, ["interest"]);
    let never = kept.call("debts.check_statement", said(reckoned + 23_500)).await;
    assert_eq!(never["reasons"][0]["kind"], "payment");
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.shown("Store").await["balance_minor"], reckoned);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_on_its_field() {
    let kept = Kept::on("2026-01-01").await;
    kept.agreed().await;
    let wrong = |more: Value| {
        let mut input = json!({"name": "Car", "kind": "car", "balance_minor": 100_000,
            "terms": terms("5", 2_000, 5)});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    for (more, field) in [
        (json!({"name": " "}), "name"),
        (json!({"name": "card"}), "name"),
        (json!({"currency": "XX"}), "currency"),
        (json!({"balance_minor": -1}), "balance_minor"),
        (json!({"balance_minor": null}), "balance_minor"),
        (json!({"on": "2026-01-02"}), "on"),
        (json!({"terms": terms("1001", 2_000, 5)}), "terms.apr"),
        (json!({"terms": terms("5", 2_000, 32)}), "terms.due_day"),
        (json!({"terms": terms("5", -2, 3)}), "terms.minimum.amount_minor"),
    ] {
        let error = kept.fresh.refused("debts.add_debt", wrong(more)).await;
        assert_eq!(error.field.as_deref(), Some(field), "{error}");
    }
    // A plan that cannot work may be thought about, and is not agreed to.
    kept.add("Trap", json!({"balance_minor": 1_000_000, "terms": terms("24", 5_000, 5)})).await;
    let version = kept.now().await["choice"]["version"].clone();
    let none = json!({"currency": "EUR", "version": version, "extra_minor": 0, "agree": true});
    let error = kept.fresh.refused("debts.update_payoff", none).await;
    assert!(error.message.contains("200.01"), "{error}");
    assert_eq!(kept.now().await["choice"]["extra_minor"], 20_000);
}

#[tokio::test]
async fn each_kind_begins_with_what_is_usual_and_can_be_kept_so() {
    let kept = Kept::on("2026-01-01").await;
    let kinds = kept.call("debts.list_kinds", json!({"currency": "JPY"})).await;
    assert_eq!(kinds[0]["minimum"]["floor_minor"], 0);
    let kinds = kept.call("debts.list_kinds", json!({})).await;
    assert_eq!(kinds.as_array().unwrap().len(), 8);
    for usual in kinds.as_array().unwrap() {
        let fixed = json!({"rule": "fixed", "amount_minor": 5_000});
        let minimum = if usual["minimum"].is_null() { fixed } else { usual["minimum"].clone() };
        let terms = json!({"apr": "12", "minimum": minimum, "due_day": 5,
            "convention": usual["convention"]});
        let name = usual["kind"].as_str().unwrap();
        kept.add(name, json!({"kind": name, "balance_minor": 100_000, "terms": terms})).await;
    }
    assert!(kept.now().await["plan"]["months"].as_i64().unwrap() > 1);
}

#[tokio::test]
async fn a_debt_that_is_paid_off_is_put_aside_and_its_minimum_goes_on() {
    let kept = Kept::on("2026-01-01").await;
    let (store, _) = kept.agreed().await;
    kept.to("2026-01-04");
    kept.paid("2026-01-04", "Store Bank", 80_000).await;
    kept.to("2026-01-05");
    assert_eq!(kept.shown("Store").await["settled"], false, "January's interest is still owed");
    let last = json!({"id": store["id"], "kind": "payment", "amount_minor": 1_467});
    let shown = kept.call("debts.record_entry", last).await;
    assert_eq!((&shown["settled"], &shown["paid_percent"]), (&json!(true), &json!(100)));
    let aside = json!({"id": store["id"], "version": store["version"]});
    kept.call("debts.archive_debt", aside).await;
    let all = kept.call("debts.list_debts", json!({})).await;
    assert_eq!(all.as_array().unwrap().len(), 1);
    let now = kept.now().await;
    assert_eq!(now["input"]["committed_minor"], 11_500);
    let february =
        now["plan"]["schedule"].as_array().unwrap().iter().find(|row| row["debt"] == "Card");
    assert_eq!(february.unwrap()["payment_minor"], 31_500, "with the store's 35.00");
}

#[tokio::test]
async fn due_payments_are_reminded_of_counted_in_safe_to_spend_and_are_no_bills() {
    let kept = Kept::on("2026-01-01").await;
    kept.agreed().await;
    kept.paid("2026-01-02", "Bakery", 100).await;
    kept.to("2026-01-04");
    let titles = |due: Value| -> Vec<String> {
        let debts = due.as_array().unwrap().iter().map(|one| one["notification"].clone());
        let debts = debts.filter(|one| one["kind"] == "debt");
        debts.map(|one| one["title"].as_str().unwrap().to_owned()).collect()
    };
    kept.call("notifications.evaluate", json!({})).await;
    let due = titles(kept.call("notifications.list_notifications", json!({})).await);
    assert_eq!(due, ["Store: a payment is due on 5 January 2026"]);
    let safe = kept.call("bills.safe_to_spend", json!({})).await;
    assert_eq!(safe[0]["bills_minor"], -23_500 - 8_000);
    // The morning after: nothing came, and the ledger reaches beyond that day.
    kept.paid("2026-01-06", "Bakery", 100).await;
    kept.to("2026-01-06");
    kept.call("notifications.evaluate", json!({})).await;
    let due = titles(kept.call("notifications.list_notifications", json!({})).await);
    assert!(due.contains(&"Store: the payment of 5 January 2026 was missed".into()), "{due:?}");
    // Paid each month, it would look like a bill.
    for month in 2..=9 {
        kept.paid(&format!("2026-{month:02}-10"), "Card Bank", 8_000).await;
    }
    kept.to("2026-09-20");
    let bills = kept.call("bills.list_bills", json!({})).await;
    assert!(!bills.to_string().contains("Card Bank"), "{bills}");
}

#[tokio::test]
async fn what_comes_on_the_day_of_the_agreement_is_held_against_it() {
    let kept = Kept::on("2026-01-01").await;
    let store = kept.debt("Store", 80_000, "22", 3500, 5).await;
    kept.to("2026-01-04");
    kept.choose(json!({"version": 0, "extra_minor": 5_000, "agree": true})).await;
    assert_eq!(kept.moved().await, (0, vec![]));
    kept.paid("2026-01-04", "Store Bank", 30_000).await;
    let (days, causes) = kept.moved().await;
    assert!(days < -60 && causes == ["over"], "{days} {causes:?}");
    let fee = json!({"id": store["id"], "kind": "fee", "amount_minor": 4_000});
    kept.call("debts.record_entry", fee).await;
    assert_eq!(kept.moved().await.1, ["over", "fee"]);
    // Agreed to anew, it stands where it is.
    kept.choose(json!({"version": 1, "agree": true})).await;
    let (days, causes) = kept.moved().await;
    assert_eq!((days, causes.len()), (0, 0), "{causes:?}");
    assert_eq!(kept.shown("Store").await["balance_minor"], 54_000);
    assert_eq!(store["opening_minor"], 80_000);
}

#[tokio::test]
async fn missed_is_only_what_the_account_that_pays_would_tell() {
    let kept = Kept::on("2026-01-01").await;
    kept.agreed().await;
    kept.paid("2026-01-05", "Store Bank", 23_500).await;
    kept.paid("2026-01-10", "Card Bank", 8_000).await;
    // Another account is known further than the one that pays.
    let other = kept.fresh.account("Savings").await["id"].clone();
    let later = json!({"account_id": other, "day": "2026-02-20", "payee": "A", "amount_minor": 1});
    kept.to("2026-02-21");
    kept.call("ledger.add_transaction", later).await;
    assert_eq!(kept.shown("Store").await["missed"], Value::Null);
    assert_eq!(kept.moved().await, (0, vec![]), "taken as paid until it can tell");
    kept.paid("2026-02-06", "Bakery", 100).await;
    assert_eq!(kept.shown("Store").await["missed"]["state"], "missed");
    assert_eq!(kept.shown("Card").await["missed"], Value::Null, "it reaches to the 6th");
}

#[tokio::test]
async fn everything_of_a_debt_is_undone_and_redone() {
    let kept = Kept::on("2026-01-01").await;
    let (store, _) = kept.agreed().await;
    kept.to("2026-01-20");
    let fee = json!({"id": store["id"], "kind": "fee", "amount_minor": 500, "day": "2026-01-10"});
    kept.call("debts.record_entry", fee).await;
    let before = kept.now().await;
    kept.call("debts.remove_debt", json!({"id": store["id"], "version": 1})).await;
    assert_eq!(kept.call("debts.list_debts", json!({})).await.as_array().unwrap().len(), 1);
    let (_, causes) = kept.moved().await;
    assert!(causes.contains(&"removed".to_owned()), "{causes:?}");
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.now().await, before);
}
