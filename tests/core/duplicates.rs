//! Never a duplicate, never a loss: one statement in two formats, rows the bank corrects or books
//! later, and what undo brings back.
use crate::Fresh;
use serde_json::{Value, json};

const CSV: &str = "date,amount,memo,currency
2026-03-02,-4.20,Coffee at the corner,EUR
2026-03-02,-4.20,Coffee at the corner,EUR
2026-03-03,-84.00,Power March,EUR
2026-03-05,2950.00,Salary,EUR
";

/// The same days as another program writes them, with one day more.
const OFX: &str = "OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>4711
<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20260302<DTEND>20260306
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260303<TRNAMT>-84.00<FITID>f3<NAME>STADTWERKE</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260302<TRNAMT>-4.20<FITID>f1<NAME>CAFE</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260302<TRNAMT>-4.20<FITID>f2<NAME>CAFE</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260305<TRNAMT>2950.00<FITID>f4<NAME>ARBEIT GMBH</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260306<TRNAMT>-9.99<FITID>f5<NAME>BOOKS</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
";

const IDS: &str = "date,amount,memo,category,account,currency,transaction_id
2026-11-05,-15.00,CINEMA,,Giro,EUR,B-77
2026-11-06,-3.00,KIOSK,,Giro,EUR,B-78
";

async fn add(fresh: &Fresh, name: &str, text: &str) -> [i64; 5] {
    let file = fresh.write(name, text);
    let batches = fresh.call("imports.add", json!({"files": [file], "account": "Giro"})).await;
    ["added", "known", "updated", "matched", "rejected"]
        .map(|name| batches[0][name].as_i64().unwrap())
}

/// What the ledger says, without ids and versions.
async fn ledger(fresh: &Fresh) -> Value {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let mut said = json!({
        "rows": page["rows"],
        "accounts": fresh.call("ledger.list_accounts", json!({})).await,
        "months": fresh.call("ledger.list_month_totals", json!({})).await,
    });
    forget(&mut said);
    said
}

fn forget(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("version");
            fields.values_mut().for_each(forget);
        }
        Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

async fn texts(fresh: &Fresh) -> Vec<String> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let rows = page["rows"].as_array().unwrap().iter();
    let text = |row: &Value| {
        let t = &row["transaction"];
        format!(
            "{} {} {} {}",
            t["day"].as_str().unwrap(),
            t["amount_minor"],
            t["description"].as_str().unwrap(),
            t["status"].as_str().unwrap()
        )
    };
    rows.map(text).collect()
}

#[tokio::test]
async fn one_statement_in_two_formats_is_one_statement_in_either_order() {
    let fresh = Fresh::open().await;
    assert_eq!(add(&fresh, "march.csv", CSV).await, [4, 0, 0, 0, 0]);
    assert_eq!(add(&fresh, "march.ofx", OFX).await, [1, 0, 0, 4, 0]);
    assert_eq!(add(&fresh, "march.ofx", OFX).await, [0, 5, 0, 0, 0]);
    assert_eq!(add(&fresh, "march.csv", CSV).await, [0, 4, 0, 0, 0]);
    let other = Fresh::open().await;
    assert_eq!(add(&other, "march.ofx", OFX).await, [5, 0, 0, 0, 0]);
    assert_eq!(add(&other, "march.csv", CSV).await, [0, 0, 0, 4, 0]);
    let amounts = |texts: Vec<String>| -> Vec<String> {
        texts.iter().map(|text| text.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(amounts(texts(&fresh).await), amounts(texts(&other).await));
}

#[tokio::test]
async fn a_removed_row_stays_away_in_another_format_too() {
    let fresh = Fresh::open().await;
    add(&fresh, "march.csv", CSV).await;
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let id = page["rows"][2]["transaction"]["id"].clone();
    fresh.call("ledger.remove_transaction", json!({"id": id, "version": 1})).await;
    assert_eq!(add(&fresh, "march.ofx", OFX).await, [1, 0, 0, 4, 0]);
    assert_eq!(texts(&fresh).await.len(), 4);
}

#[tokio::test]
async fn a_day_that_only_fits_in_part_is_not_merged() {
    let fresh = Fresh::open().await;
    add(&fresh, "march.csv", CSV).await;
    let other = OFX.replacen("-4.20", "-4.30", 1);
    assert_eq!(add(&fresh, "march.ofx", &other).await, [3, 0, 0, 2, 0]);
}

#[tokio::test]
async fn the_preview_tells_the_same_as_the_import() {
    let fresh = Fresh::open().await;
    add(&fresh, "march.csv", CSV).await;
    let account = fresh.call("ledger.list_accounts", json!({})).await[0]["account"]["id"].clone();
    let file = fresh.write("march.ofx", OFX);
    let preview = fresh.call("imports.preview", json!({"file": file, "account_id": account})).await;
    assert_eq!((&preview["new"], &preview["known"]), (&json!(1), &json!(4)));
}

#[tokio::test]
async fn what_the_bank_corrects_is_updated_and_what_a_person_did_stays() {
    let fresh = Fresh::open().await;
    assert_eq!(add(&fresh, "own.csv", IDS).await, [2, 0, 0, 0, 0]);
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let id = page["rows"][1]["transaction"]["id"].clone();
    let mine = json!({"id": id, "version": 1, "memo": "with Ida", "payee": "Kiosk"});
    fresh.call("ledger.update_transaction", mine).await;
    let before = ledger(&fresh).await;
    let corrected = IDS.replace("2026-11-06,-3.00,KIOSK", "2026-11-07,-3.50,KIOSK AM MARKT");
    assert_eq!(add(&fresh, "own2.csv", &corrected).await, [0, 2, 1, 0, 0]);
    let now = fresh.call("ledger.get_transaction", json!({"id": id})).await;
    assert_eq!((&now["day"], &now["amount_minor"]), (&json!("2026-11-07"), &json!(-350)));
    assert_eq!(now["description"], "KIOSK AM MARKT");
    assert_eq!((&now["memo"], &now["payee"]), (&json!("with Ida"), &json!("Kiosk")));
    for file in [&corrected, IDS] {
        assert_eq!(add(&fresh, "again.csv", file).await, [0, 2, 0, 0, 0], "both are known");
    }
    let batches = fresh.call("imports.list_batches", json!({})).await;
    let undo = json!({"id": batches[2]["id"]});
    assert_eq!(batches[2]["updated"], 1);
    fresh.call("imports.undo_batch", undo).await;
    assert_eq!(ledger(&fresh).await, before, "undoing the batch takes the correction back");
}

#[tokio::test]
async fn a_correction_does_not_overwrite_what_a_person_changed() {
    let fresh = Fresh::open().await;
    add(&fresh, "own.csv", IDS).await;
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    let id = page["rows"][1]["transaction"]["id"].clone();
    let mine = json!({"id": id, "version": 1, "amount_minor": -200});
    fresh.call("ledger.update_transaction", mine).await;
    let corrected = IDS.replace("-3.00", "-3.50");
    assert_eq!(add(&fresh, "own2.csv", &corrected).await, [0, 2, 0, 0, 0]);
    let now = fresh.call("ledger.get_transaction", json!({"id": id})).await;
    assert_eq!(now["amount_minor"], -200);
}

#[tokio::test]
async fn an_id_that_comes_back_much_later_is_another_transaction() {
    let fresh = Fresh::open().await;
    add(&fresh, "own.csv", IDS).await;
    let later = IDS.replace("2026-11-05", "2026-12-05");
    assert_eq!(add(&fresh, "later.csv", &later).await, [1, 1, 0, 0, 0]);
}

#[tokio::test]
async fn what_was_pending_is_booked_when_the_bank_books_it() {
    let fresh = Fresh::open().await;
    let pending = "Date,Description,Amount,Currency,Status
2026-04-01,Hotel,-120.00,EUR,PENDING
2026-03-30,Bakery,-2.00,EUR,COMPLETED
";
    assert_eq!(add(&fresh, "april.csv", pending).await, [2, 0, 0, 0, 0]);
    let before = ledger(&fresh).await;
    assert_eq!(texts(&fresh).await[1], "2026-04-01 -12000 Hotel pending");
    let booked = pending.replace("PENDING", "COMPLETED");
    assert_eq!(add(&fresh, "april2.csv", &booked).await, [0, 2, 1, 0, 0]);
    assert_eq!(texts(&fresh).await[1], "2026-04-01 -12000 Hotel booked");
    assert_eq!(add(&fresh, "april3.csv", &booked).await, [0, 2, 0, 0, 0]);
    fresh.call("history.undo", json!({})).await;
    fresh.call("history.undo", json!({})).await;
    assert_eq!(ledger(&fresh).await, before);
}

#[tokio::test]
async fn undoing_a_batch_closes_the_account_it_opened() {
    let fresh = Fresh::open().await;
    let before = ledger(&fresh).await;
    add(&fresh, "march.csv", CSV).await;
    let batch = fresh.call("imports.list_batches", json!({})).await[0]["id"].clone();
    fresh.call("imports.undo_batch", json!({"id": batch})).await;
    assert_eq!(ledger(&fresh).await, before);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(texts(&fresh).await.len(), 4, "and undoing that brings all of it back");
}
