//! What is remembered of each kind of file: seen, corrected, forgotten, and how often one is due.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

const HEAD: &str = "Datum;Betrag;Zweck\n";

async fn add(fresh: &Fresh, name: &str, rows: &str, account: &Value) -> Value {
    let file = fresh.write(name, format!("{HEAD}{rows}"));
    let input = json!({"files": [file], "account_id": account["id"], "currency": "EUR"});
    fresh.call("imports.add", input).await[0].clone()
}

async fn only(fresh: &Fresh) -> Value {
    let all = fresh.call("imports.list_profiles", json!({})).await;
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    all[0].clone()
}

async fn update(fresh: &Fresh, profile: &Value, change: Value) -> Value {
    let mut input = json!({"id": profile["id"], "version": profile["version"]});
    input.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    fresh.call("imports.update_profile", input).await
}

async fn days(fresh: &Fresh) -> Vec<String> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| row["transaction"]["day"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_kind_of_file_says_what_is_remembered_of_it() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    add(&fresh, "umsatz.csv", "05.11.2026;-1,50;Kino\n18.11.2026;-2,00;Bad\n", &giro).await;
    let profile = only(&fresh).await;
    assert_eq!((&profile["name"], &profile["format"]), (&json!("umsatz.csv"), &json!("csv")));
    assert_eq!(profile["account_id"], giro["id"]);
    let columns = json!([{"role": "day", "name": "Datum"}, {"role": "amount", "name": "Betrag"},
        {"role": "memo", "name": "Zweck"}]);
    assert_eq!(profile["columns"], columns);
    assert_eq!((&profile["day_order"], &profile["decimal"]), (&json!("day_first"), &json!(",")));
    assert_eq!((&profile["inverted"], &profile["chosen"]), (&json!(false), &json!(false)));
    assert_eq!((&profile["batches"], &profile["last_day"]), (&json!(1), &json!("2026-11-18")));
    assert_eq!((&profile["usual_days"], &profile["expected_on"]), (&json!(null), &json!(null)));
    assert_eq!(profile["last_used_at"], "2026-11-21T12:00:00Z");
}

#[tokio::test]
async fn what_a_person_corrects_counts_for_the_next_file_and_is_undone() {
    let fresh = Fresh::open().await;
    let (giro, card) = (fresh.account("Giro").await, fresh.account("Card").await);
    add(&fresh, "a.csv", "05.11.2026;-1,50;Kino\n06.11.2026;-2,00;Bad\n", &giro).await;
    let change = json!({"account_id": card["id"], "day_order": "month_first", "inverted": true});
    let changed = update(&fresh, &only(&fresh).await, change).await;
    assert_eq!((&changed["chosen"], &changed["day_order"]), (&json!(true), &json!("month_first")));
    let next = fresh.write("b.csv", format!("{HEAD}07.11.2026;3,00;Zoo\n08.11.2026;4,00;See\n"));
    let added = fresh.call("imports.add", json!({"files": [next]})).await;
    assert_eq!(added[0]["accounts"], json!(["Card"]));
    let on_card = json!({"account_id": card["id"], "ascending": true});
    let page = fresh.call("ledger.list_transactions", on_card).await;
    let first = &page["rows"][0]["transaction"];
    assert_eq!((&first["day"], &first["amount_minor"]), (&json!("2026-07-11"), &json!(-300)));
    fresh.call("history.undo", json!({})).await;
    fresh.call("history.undo", json!({})).await;
    let back = only(&fresh).await;
    assert_eq!((&back["account_id"], &back["day_order"]), (&giro["id"], &json!("day_first")));
    let stale = json!({"id": back["id"], "version": 1, "inverted": true});
    assert_eq!(fresh.refused("imports.update_profile", stale).await.code, Code::Conflict);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_field() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let rows = "2026-11-05;-1,50;Kino\n2026-11-06;-2,00;Bad\n";
    add(&fresh, "a.csv", rows, &giro).await;
    let profile = only(&fresh).await;
    let nobody = "01890000-0000-7000-8000-000000000000";
    for (field, value) in [
        ("day_order", json!("day_first")),
        ("decimal", json!(";")),
        ("currency", json!("EURO")),
        ("due_every_days", json!(-1)),
        ("account_id", json!(nobody)),
    ] {
        let mut input = json!({"id": profile["id"], "version": profile["version"]});
        input[field] = value;
        let error = fresh.refused("imports.update_profile", input).await;
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{error}");
    }
    let gone = json!({"id": nobody, "version": 1});
    assert_eq!(fresh.refused("imports.remove_profile", gone).await.code, Code::NotFound);
}

#[tokio::test]
async fn a_forgotten_kind_of_file_is_asked_about_anew() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let text = |day: &str| format!("Day;Amount;Text\n{day};-1.50;Cinema\n{day};-2.50;Pool\n");
    let file = fresh.write("a.csv", text("03/04/2026"));
    let first = fresh.call("imports.preview", json!({"file": file})).await;
    assert!(!first["questions"].as_array().unwrap().is_empty());
    let layout = first["layout"].clone();
    let input = json!({"files": [file], "account_id": giro["id"], "layout": layout});
    fresh.call("imports.add", input).await;
    let next = fresh.write("b.csv", text("05/06/2026"));
    let again = fresh.call("imports.preview", json!({"file": next})).await;
    assert_eq!((&again["remembered"], &again["questions"]), (&json!(true), &json!([])));
    let profile = only(&fresh).await;
    assert_eq!(profile["chosen"], true);
    let forgotten = json!({"id": profile["id"], "version": profile["version"]});
    fresh.call("imports.remove_profile", forgotten).await;
    let asked = fresh.call("imports.preview", json!({"file": next})).await;
    assert_eq!(asked["remembered"], false);
    assert!(!asked["questions"].as_array().unwrap().is_empty());
    fresh.call("history.undo", json!({})).await;
    assert_eq!(only(&fresh).await["id"], profile["id"]);
    assert_eq!(days(&fresh).await.len(), 2, "what came in stays");
}

async fn overdue(fresh: &Fresh) -> Value {
    fresh.call("imports.list_inbox", json!({})).await["overdue"].clone()
}

#[tokio::test]
async fn a_person_says_how_often_a_file_is_due() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    add(&fresh, "a.csv", "05.10.2026;-1,50;Kino\n18.10.2026;-2,00;Bad\n", &giro).await;
    assert_eq!(overdue(&fresh).await, json!([]), "one file tells no rhythm");
    let said = update(&fresh, &only(&fresh).await, json!({"due_every_days": 14})).await;
    assert_eq!((&said["expected_on"], &said["usual_days"]), (&json!("2026-11-01"), &json!(null)));
    let late = overdue(&fresh).await;
    assert_eq!((&late[0]["name"], &late[0]["every_days"]), (&json!("Giro"), &json!(14)));
    update(&fresh, &said, json!({"due_every_days": 30})).await;
    assert_eq!(overdue(&fresh).await, json!([]), "that day is yet to come");
    let never = update(&fresh, &only(&fresh).await, json!({"due_every_days": 0})).await;
    assert_eq!((&never["expected_on"], &overdue(&fresh).await), (&json!(null), &json!([])));
}

#[tokio::test]
async fn nobody_waits_for_a_kind_of_file_that_is_never_due() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    for day in ["10", "17", "24", "31"] {
        add(&fresh, &format!("{day}.csv"), &format!("{day}.10.2026;-1,50;Kino\n"), &giro).await;
    }
    let profile = only(&fresh).await;
    assert_eq!((&profile["usual_days"], &profile["batches"]), (&json!(7), &json!(4)));
    assert_eq!(profile["expected_on"], "2026-11-07");
    assert_eq!(overdue(&fresh).await[0]["every_days"], 7);
    let never = update(&fresh, &profile, json!({"due_every_days": 0})).await;
    assert_eq!(overdue(&fresh).await, json!([]));
    update(&fresh, &never, json!({"due_every_days": null})).await;
    assert_eq!(overdue(&fresh).await[0]["every_days"], 7, "learned again");
}
