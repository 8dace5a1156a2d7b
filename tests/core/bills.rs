//! Bills by their operations, and what the evaluator of reminders asks of them.
use crate::Fresh;
use serde_json::{Value, json};

/// Payments of a payee on the same day of each month, the last in this month or the one before.
async fn monthly(fresh: &Fresh, account: &Value, payee: &str, day: u32, amounts: &[i64]) {
    let months = (1..=if day <= 21 { 11 } else { 10 }).rev();
    let mut dated: Vec<(u32, i64)> = months.zip(amounts.iter().rev().copied()).collect();
    dated.reverse();
    for (month, amount) in dated {
        pay(fresh, account, payee, &format!("2026-{month:02}-{day:02}"), amount).await;
    }
}

async fn pay(fresh: &Fresh, account: &Value, payee: &str, day: &str, amount: i64) -> Value {
    let input =
        json!({"account_id": account["id"], "day": day, "amount_minor": amount, "payee": payee});
    fresh.call("ledger.add_transaction", input).await
}

async fn list(fresh: &Fresh, input: Value) -> Vec<Value> {
    fresh.call("bills.list_bills", input).await.as_array().unwrap().clone()
}

fn named<'a>(bills: &'a [Value], name: &str) -> &'a Value {
    bills.iter().find(|bill| bill["name"] == name).unwrap_or(&Value::Null)
}

fn chosen(bill: &Value) -> Value {
    json!({"payee_id": bill["payee_id"], "currency": bill["currency"], "direction": bill["direction"]})
}

/// A household with rent, a salary, a subscription that became dearer, and bread.
async fn household(fresh: &Fresh) -> Value {
    let account = fresh.account("Giro").await;
    monthly(fresh, &account, "Landlord", 1, &[-90_000; 8]).await;
    monthly(fresh, &account, "Employer", 27, &[250_000; 8]).await;
    monthly(fresh, &account, "Films", 9, &[-1_299, -1_299, -1_299, -1_299, -1_499]).await;
    for (day, amount) in [("01-05", -320), ("03-01", -410), ("10-02", -290), ("11-19", -510)] {
        pay(fresh, &account, "Baker", &format!("2026-{day}"), amount).await;
    }
    account
}

#[tokio::test]
async fn what_comes_regularly_is_found_and_nothing_else() {
    let fresh = Fresh::open().await;
    household(&fresh).await;
    let bills = list(&fresh, json!({})).await;
    let seen: Vec<_> = bills
        .iter()
        .map(|b| (b["name"].as_str().unwrap(), b["next_on"].as_str().unwrap()))
        .collect();
    assert_eq!(
        seen,
        [("Employer", "2026-11-27"), ("Landlord", "2026-12-01"), ("Films", "2026-12-09")]
    );
    let films = named(&bills, "Films");
    assert_eq!((&films["state"], &films["cadence"]), (&json!("found"), &json!("monthly")));
    assert_eq!((&films["expected_minor"], &films["overdue"]), (&json!(-1_499), &json!(false)));
    let rise = json!({"from_minor": -1_299, "to_minor": -1_499, "on": "2026-11-09"});
    assert_eq!(films["price_rise"], rise);
    assert_eq!(named(&bills, "Employer")["direction"], "in");
    let soon = list(&fresh, json!({"until": "2026-12-01"})).await;
    assert_eq!(soon.len(), 2);
}

#[tokio::test]
async fn a_transfer_between_own_accounts_is_no_bill() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    let own = fresh.call("ledger.add_category", json!({"name": "Moved", "transfer": true})).await;
    for month in 3..=11 {
        let input = json!({"account_id": account["id"], "day": format!("2026-{month:02}-05"),
            "amount_minor": -50_000, "payee": "Savings", "category_id": own["id"]});
        fresh.call("ledger.add_transaction", input).await;
    }
    assert_eq!(list(&fresh, json!({})).await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_is_overdue_is_said_only_where_the_account_is_known_beyond_that_day() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    for month in 2..=10 {
        pay(&fresh, &account, "Power", &format!("2026-{month:02}-12"), -6_000).await;
    }
    let power = |bills: Vec<Value>| named(&bills, "Power").clone();
    let bill = power(list(&fresh, json!({})).await);
    assert_eq!((&bill["next_on"], &bill["overdue"]), (&json!("2026-11-12"), &json!(false)));
    pay(&fresh, &account, "Baker", "2026-11-20", -300).await;
    let bill = power(list(&fresh, json!({})).await);
    assert_eq!((&bill["overdue"], &bill["known_until"]), (&json!(true), &json!("2026-11-20")));
}

#[tokio::test]
async fn what_was_found_is_confirmed_corrected_dismissed_and_undone() {
    let fresh = Fresh::open().await;
    household(&fresh).await;
    let rent = named(&list(&fresh, json!({})).await, "Landlord").clone();
    let mut input = chosen(&rent);
    input["name"] = "Rent".into();
    let kept = fresh.call("bills.confirm_bill", input.clone()).await;
    assert_eq!((&kept["state"], &kept["next_on"]), (&json!("confirmed"), &json!("2026-12-01")));
    assert_eq!(kept["expected_minor"], -90_000);
    assert_eq!(
        fresh.refused("bills.confirm_bill", input).await.code,
        pocketsage_core::Code::NotFound
    );
    let change = json!({"id": kept["id"], "version": kept["version"], "amount_minor": -95_000, "next_on": "2026-12-03"});
    let changed = fresh.call("bills.update_bill", change).await;
    assert_eq!(
        (&changed["expected_minor"], &changed["next_on"]),
        (&json!(-95_000), &json!("2026-12-03"))
    );
    let wrong = json!({"id": kept["id"], "version": changed["version"], "amount_minor": 95_000});
    let error = fresh.refused("bills.update_bill", wrong).await;
    assert_eq!(error.field.as_deref(), Some("amount_minor"), "{error}");
    let gone = fresh.call("bills.dismiss_bill", chosen(&rent)).await;
    assert_eq!(gone["state"], "dismissed");
    assert_eq!(list(&fresh, json!({})).await.len(), 2);
    assert_eq!(list(&fresh, json!({"dismissed": true})).await.len(), 3);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(named(&list(&fresh, json!({})).await, "Rent")["state"], "confirmed");
    let rent = named(&list(&fresh, json!({})).await, "Rent").clone();
    fresh.call("bills.remove_bill", json!({"id": rent["id"], "version": rent["version"]})).await;
    assert_eq!(named(&list(&fresh, json!({})).await, "Landlord")["state"], "found");
}

#[tokio::test]
async fn a_bill_by_hand_moves_on_by_itself_or_by_what_is_paid() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    let add = json!({"name": "Club", "amount_minor": -3_000, "cadence": "quarterly", "next_on": "2026-08-31"});
    let club = fresh.call("bills.add_bill", add.clone()).await;
    assert_eq!((&club["next_on"], &club["overdue"]), (&json!("2026-11-30"), &json!(false)));
    // From then on the ledger knows whom it is paid to.
    pay(&fresh, &account, "club", "2026-11-20", -3_000).await;
    let bills = list(&fresh, json!({})).await;
    assert_eq!(named(&bills, "Club")["next_on"], "2026-11-30");
    pay(&fresh, &account, "club", "2026-11-21", -3_100).await;
    let club = named(&list(&fresh, json!({})).await, "Club").clone();
    assert_eq!((&club["last_on"], &club["payments"]), (&json!("2026-11-21"), &json!(2)));
    for (field, value) in
        [("amount_minor", json!(0)), ("name", json!(" ")), ("next_on", json!("1066-10-14"))]
    {
        let mut wrong = add.clone();
        wrong[field] = value;
        let error = fresh.refused("bills.add_bill", wrong).await;
        assert_eq!(error.field.as_deref(), Some(field), "{error}");
    }
}

#[tokio::test]
async fn safe_to_spend_is_what_is_left_when_the_bills_till_payday_are_paid() {
    let fresh = Fresh::open().await;
    let account = household(&fresh).await;
    pay(&fresh, &account, "Start", "2026-01-01", -1_000_000).await;
    let sums = fresh.call("bills.safe_to_spend", json!({})).await;
    let sum = &sums[0];
    assert_eq!(
        (&sum["currency"], &sum["until"], &sum["days"]),
        (&json!("EUR"), &json!("2026-11-26"), &json!(6))
    );
    assert_eq!((&sum["payday"]["on"], &sum["bills"]), (&json!("2026-11-27"), &json!([])));
    let balance = sum["liquid_minor"].as_i64().unwrap();
    assert_eq!(sum["per_day_minor"], balance / 6);
    let due = json!({"name": "Dentist", "amount_minor": -balance - 5_000, "cadence": "yearly", "next_on": "2026-11-25"});
    fresh.call("bills.add_bill", due).await;
    let sums = fresh.call("bills.safe_to_spend", json!({})).await;
    assert_eq!((&sums[0]["safe_minor"], &sums[0]["per_day_minor"]), (&json!(-5_000), &Value::Null));
    assert_eq!(sums[0]["bills"][0]["name"], "Dentist");
    let card = fresh
        .call("ledger.add_account", json!({"name": "Card", "kind": "card", "currency": "EUR"}))
        .await;
    pay(&fresh, &card, "Shop", "2026-11-20", -2_000).await;
    let sums = fresh.call("bills.safe_to_spend", json!({})).await;
    assert_eq!((&sums[0]["cards_minor"], &sums[0]["safe_minor"]), (&json!(-2_000), &json!(-7_000)));
}

#[tokio::test]
async fn the_demo_household_has_bills_and_paydays() {
    let fresh = Fresh::open().await;
    fresh.call("demo.add_household", json!({})).await;
    let bills = list(&fresh, json!({})).await;
    for name in [
        "Wohnbau Lindenhof eG",
        "Kita Sonnenhügel",
        "Funknetz Nord",
        "Familienkasse",
        "Atelier Morgenrot GmbH",
        "Stadtwerke Lindenau",
        "Hanseatische Vorsorge, car",
        "Sportwerk Studio",
    ] {
        assert_eq!(named(&bills, name)["state"], "found", "{name}");
    }
    assert!(!named(&bills, "Kinokiste")["price_rise"].is_null());
    assert_eq!(named(&bills, "Hanseatische Vorsorge, car")["cadence"], "yearly");
    for none in ["Bäckerei Ohlsen", "Kornblume Markt", "Credit card", "Rainy days"] {
        assert!(named(&bills, none).is_null(), "{none}");
    }
    let sums = fresh.call("bills.safe_to_spend", json!({})).await;
    assert_eq!(sums[0]["payday"]["name"], "Atelier Morgenrot GmbH");
}

#[tokio::test]
async fn the_cards_of_today_are_arranged_in_the_file() {
    let fresh = Fresh::open().await;
    let home = fresh.call("ledger.get_household", json!({})).await;
    assert_eq!(home["today_layout"], json!({"order": [], "hidden": []}));
    let layout = json!({"order": ["bills", "habits"], "hidden": ["chart"]});
    let input = json!({"version": home["version"], "today_layout": layout});
    assert_eq!(fresh.call("ledger.update_household", input).await["today_layout"], layout);
    fresh.call("history.undo", json!({})).await;
    let home = fresh.call("ledger.get_household", json!({})).await;
    assert_eq!(home["today_layout"]["order"], json!([]));
    let input = json!({"version": home["version"], "today_layout": {"order": ["x".repeat(41)], "hidden": []}});
    let error = fresh.refused("ledger.update_household", input).await;
    assert_eq!(error.field.as_deref(), Some("today_layout"));
}
