//! Exchange rates: typed, dropped as a file, told by a transfer; and transfers between currencies.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

const ECB: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/eurofxref.csv");

async fn rate(fresh: &Fresh, base: &str, quote: &str, day: &str) -> Value {
    let input = json!({"base": base, "quote": quote, "day": day});
    match fresh.app.call("ledger.get_rate", input).await {
        Ok(found) => found["rate"].clone(),
        Err(error) => {
            assert_eq!(error.code, Code::NotFound);
            Value::Null
        }
    }
}

async fn typed(fresh: &Fresh, base: &str, quote: &str, day: &str, rate: &str) -> Value {
    let input = json!({"base": base, "quote": quote, "day": day, "rate": rate});
    fresh.call("ledger.set_rate", input).await
}

async fn label(fresh: &Fresh) -> String {
    let entries = fresh.call("history.list", json!({"limit": 1})).await;
    entries[0]["label"].as_str().unwrap().into()
}

#[tokio::test]
async fn a_typed_rate_is_set_changed_removed_and_undone() {
    let fresh = Fresh::open().await;
    let first = typed(&fresh, "eur", "usd", "2026-11-20", "1.0800").await;
    assert_eq!((&first["rate"], &first["source"]), (&json!("1.08"), &json!("typed")));
    assert_eq!(label(&fresh).await, "set 1 EUR to 1.08 USD on 2026-11-20");
    let again = typed(&fresh, "EUR", "USD", "2026-11-20", "1.09").await;
    assert_eq!((&again["id"], &again["version"]), (&first["id"], &json!(2)));
    let pairs = fresh.call("ledger.list_rate_pairs", json!({})).await;
    assert_eq!((&pairs[0]["newest"]["rate"], &pairs[0]["own"]), (&json!("1.09"), &json!(1)));
    let stale = json!({"id": first["id"], "version": 1, "base": "EUR", "quote": "USD",
        "day": "2026-11-20", "rate": "1.1"});
    assert_eq!(fresh.refused("ledger.set_rate", stale).await.code, Code::Conflict);
    let gone = json!({"id": first["id"], "version": 2});
    fresh.call("ledger.remove_rate", gone).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, Value::Null);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, "1.09");
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-12-01").await, Value::Null, "too old by then");
}

#[tokio::test]
async fn what_is_no_rate_is_refused_with_its_field() {
    let fresh = Fresh::open().await;
    let other = typed(&fresh, "EUR", "USD", "2026-11-19", "1.08").await;
    let there = typed(&fresh, "EUR", "USD", "2026-11-20", "1.08").await;
    let good = json!({"base": "EUR", "quote": "USD", "day": "2026-11-20", "rate": "1.08"});
    for (field, value) in [
        ("rate", json!("0")),
        ("rate", json!("1,08")),
        ("rate", json!("-1")),
        ("quote", json!("EUR")),
        ("base", json!("EURO")),
        ("day", json!("0026-11-20")),
    ] {
        let mut input = good.clone();
        input[field] = value;
        let error = fresh.refused("ledger.set_rate", input).await;
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{error}");
    }
    let mut onto = good.clone();
    (onto["id"], onto["version"]) = (other["id"].clone(), json!(1));
    assert_eq!(fresh.refused("ledger.set_rate", onto).await.field.as_deref(), Some("day"));
    assert_eq!(there["version"], 1);
}

#[tokio::test]
async fn the_central_banks_file_comes_in_by_the_same_drop_and_the_same_undo() {
    let fresh = Fresh::open().await;
    let seen = fresh.call("imports.preview", json!({"file": ECB})).await;
    assert_eq!(
        (&seen["format"], &seen["new"], &seen["known"]),
        (&json!("rates"), &json!(21), &json!(0))
    );
    let span = json!({"first_day": "2007-12-31", "last_day": "2026-11-20", "currencies": 5});
    assert_eq!((&seen["rates"], &seen["questions"]), (&span, &json!([])));
    let added = fresh.call("imports.add", json!({"files": [ECB]})).await;
    assert_eq!((&added[0]["added"], &added[0]["rates"]), (&json!(21), &span));
    assert_eq!(label(&fresh).await, "imported 21 exchange rates from 2007-12-31 to 2026-11-20");
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, "1.0842", "of the Friday before");
    assert_eq!(rate(&fresh, "USD", "EUR", "2026-11-18").await, "0.9263547939");
    assert_eq!(rate(&fresh, "USD", "CHF", "2026-11-20").await, "0.8646928611", "through the euro");
    assert_eq!(rate(&fresh, "EUR", "CYP", "2008-01-02").await, "0.585274");
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-02-01").await, Value::Null);
    let batches = fresh.call("imports.list_batches", json!({})).await;
    assert_eq!((&batches[0]["format"], &batches[0]["added"]), (&json!("rates"), &json!(21)));
    let no_rows = fresh.call("ledger.list_transactions", json!({})).await;
    assert_eq!(no_rows["rows"], json!([]));
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, Value::Null);
    assert_eq!(fresh.call("ledger.list_rate_pairs", json!({})).await, json!([]));
    fresh.call("history.redo", json!({})).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, "1.0842");
    let undo = json!({"id": added[0]["batch"]});
    fresh.call("imports.undo_batch", undo).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, Value::Null);
}

#[tokio::test]
async fn a_later_file_brings_what_is_new_and_a_typed_rate_counts_more() {
    let fresh = Fresh::open().await;
    fresh.call("imports.add", json!({"files": [ECB]})).await;
    let daily = "Date, USD, JPY, GBP, \n21 November 2026, 1.0900, 162.00, 0.8320, \n";
    let text = json!({"sources": [{"text": daily, "name": "eurofxref.csv"}]});
    let added = fresh.call("imports.add", text.clone()).await;
    assert_eq!((&added[0]["added"], &added[0]["known"]), (&json!(3), &json!(0)));
    let again = fresh.call("imports.add", text).await;
    assert_eq!((&again[0]["added"], &again[0]["known"]), (&json!(0), &json!(3)));
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, "1.09");
    typed(&fresh, "EUR", "USD", "2026-11-21", "1.2").await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-21").await, "1.2");
    let asked = json!({"base": "EUR", "quote": "USD", "limit": 3});
    let rates = fresh.call("ledger.list_rates", asked).await;
    let told: Vec<_> =
        rates.as_array().unwrap().iter().map(|r| (&r["rate"], &r["source"])).collect();
    let (file, own) = (json!("file"), json!("typed"));
    assert_eq!(told, [(&json!("1.2"), &own), (&json!("1.09"), &file), (&json!("1.0842"), &file)]);
    let pairs = fresh.call("ledger.list_rate_pairs", json!({})).await;
    let names: Vec<_> =
        pairs.as_array().unwrap().iter().map(|p| p["quote"].as_str().unwrap()).collect();
    assert_eq!(names, ["CHF", "CYP", "GBP", "JPY", "USD"]);
    assert_eq!((&pairs[4]["newest"]["rate"], &pairs[4]["own"]), (&json!("1.2"), &json!(1)));
}

/// A zip with one file in it, stored as it is.
fn stored(name: &str, bytes: &[u8]) -> Vec<u8> {
    let crc = !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            (c >> 1) ^ (0xedb8_8320 & (0u32.wrapping_sub(c & 1)))
        })
    });
    let (len, named) = (bytes.len() as u32, name.len() as u16);
    let mut same = vec![];
    same.extend([0u8; 8]);
    for number in [crc, len, len] {
        same.extend(number.to_le_bytes());
    }
    same.extend(named.to_le_bytes());
    same.extend([0; 2]);
    let mut zip = b"PK\x03\x04\x14\0".to_vec();
    zip.extend(&same);
    zip.extend(name.as_bytes());
    zip.extend(bytes);
    let contents = zip.len() as u32;
    zip.extend(b"PK\x01\x02\x14\0\x14\0");
    zip.extend(&same);
    zip.extend([0; 14]);
    zip.extend(name.as_bytes());
    let end = zip.len() as u32 - contents;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(end.to_le_bytes());
    zip.extend(contents.to_le_bytes());
    zip.extend([0; 2]);
    zip
}

#[tokio::test]
async fn the_file_is_taken_from_its_zip_and_refused_whole_when_a_cell_is_wrong() {
    let fresh = Fresh::open().await;
    let text = std::fs::read_to_string(ECB).unwrap();
    let zip = stored("eurofxref-hist.csv", text.as_bytes());
    let packed = fresh.write("eurofxref-hist.zip", zip);
    let added = fresh.call("imports.add", json!({"files": [packed]})).await;
    assert_eq!(added[0]["added"], 21);
    let torn = fresh.write("torn.csv", text.replace("160.95", "much"));
    let error = fresh.refused("imports.add", json!({"files": [torn]})).await;
    assert_eq!(error.detail.unwrap()["line"], 3);
    let read = fresh.refused("imports.read", json!({"file": ECB})).await;
    assert!(read.message.contains("exchange rates"), "{read}");
}

async fn account(fresh: &Fresh, name: &str, currency: &str) -> Value {
    fresh.call("ledger.add_account", json!({"name": name, "currency": currency})).await
}

async fn enter(fresh: &Fresh, account: &Value, day: &str, amount_minor: i64) -> Value {
    let input = json!({"account_id": account["id"], "day": day, "amount_minor": amount_minor});
    fresh.call("ledger.add_transaction", input).await
}

#[tokio::test]
async fn a_joined_transfer_tells_the_rate_of_its_day_until_it_is_parted() {
    let fresh = Fresh::open().await;
    let (giro, abroad) =
        (account(&fresh, "Giro", "EUR").await, account(&fresh, "Abroad", "USD").await);
    let out = enter(&fresh, &giro, "2026-11-10", -20_000).await;
    let into = enter(&fresh, &abroad, "2026-11-11", 21_500).await;
    let sides = json!({"transaction_id": out["id"], "other_id": into["id"]});
    let transfer = fresh.call("ledger.link_transfer", sides.clone()).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-30").await, "1.075");
    let pairs = fresh.call("ledger.list_rate_pairs", json!({})).await;
    assert_eq!(pairs[0]["newest"]["source"], "transfer");
    let part = json!({"id": transfer["id"], "version": 1});
    fresh.call("ledger.unlink_transfer", part).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-30").await, Value::Null);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-30").await, "1.075");
    fresh.call("history.undo", json!({})).await;
    assert_eq!(rate(&fresh, "EUR", "USD", "2026-11-30").await, Value::Null);
    let other = enter(&fresh, &account(&fresh, "Savings", "EUR").await, "2026-11-10", 20_000).await;
    let sides = json!({"transaction_id": out["id"], "other_id": other["id"]});
    fresh.call("ledger.link_transfer", sides).await;
    assert_eq!(fresh.call("ledger.list_rate_pairs", json!({})).await, json!([]), "no rate in one");
}

const HEAD: &str = "date,amount,memo,category,account,currency,transaction_id\n";

async fn add(fresh: &Fresh, name: &str, rows: &str) {
    let file = fresh.write(name, format!("{HEAD}{rows}"));
    fresh.call("imports.add", json!({"files": [file]})).await;
}

#[tokio::test]
async fn the_two_sides_of_a_transfer_meet_at_the_days_rate() {
    let fresh = Fresh::open().await;
    fresh.call("imports.add", json!({"files": [ECB]})).await;
    add(&fresh, "giro.csv", "2026-11-20,-500.00,To Abroad,,Giro,EUR,\n").await;
    add(&fresh, "abroad.csv", "2026-11-21,539.50,Incoming,,Abroad,USD,\n").await;
    let inbox = fresh.call("imports.list_inbox", json!({})).await;
    let proposal = &inbox["proposals"][0];
    assert_eq!((&proposal["kind"], &proposal["score"]), (&json!("transfer"), &json!(92)));
    let why = json!({"code": "rate", "value": 47, "rate": "1.0842"});
    assert_eq!(proposal["reasons"][0], why);
    let accept = json!({"id": proposal["id"], "version": 1, "accept": true});
    fresh.call("imports.settle_proposal", accept).await;
    let rows = fresh.call("ledger.list_transactions", json!({})).await;
    assert!(rows["rows"].as_array().unwrap().iter().all(|row| !row["other_account_id"].is_null()));
    let asked = json!({"base": "EUR", "quote": "USD", "limit": 2});
    let known = fresh.call("ledger.list_rates", asked).await;
    assert_eq!((&known[0]["source"], &known[1]["rate"]), (&json!("file"), &json!("1.079")));
}

#[tokio::test]
async fn without_a_rate_or_far_from_it_nothing_is_proposed() {
    let fresh = Fresh::open().await;
    add(&fresh, "giro.csv", "2026-11-20,-500.00,To Abroad,,Giro,EUR,\n").await;
    add(&fresh, "abroad.csv", "2026-11-20,500.00,Incoming,,Abroad,USD,\n").await;
    let inbox = fresh.call("imports.list_inbox", json!({})).await;
    assert_eq!(inbox["proposals"], json!([]), "equal figures in two currencies say nothing");
    typed(&fresh, "USD", "EUR", "2026-11-19", "0.9").await;
    add(&fresh, "b.csv", "2026-11-20,590.00,Far off,,Abroad,USD,\n").await;
    let inbox = fresh.call("imports.list_inbox", json!({})).await;
    assert_eq!(inbox["proposals"], json!([]));
    add(&fresh, "c.csv", "2026-11-20,555.56,Near,,Abroad,USD,\n").await;
    let inbox = fresh.call("imports.list_inbox", json!({})).await;
    assert_eq!(inbox["proposals"][0]["reasons"][0]["rate"], "1.11111");
}
