//! Statements of every format: told by content, read alike, added once, undone whole.
use crate::Fresh;
use serde_json::{Value, json};

const OFX: &str = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n\
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>DE4711\n\
<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\n\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261102120000[1:CET]<TRNAMT>-4.20<FITID>A1<NAME>Krume</STMTTRN>\n\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261102<TRNAMT>-4.20<FITID>A2<NAME>Krume</STMTTRN>\n\
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
const QIF: &str =
    "!Type:Bank\nD25/12/2026\nT-12.50\nPCinema\n^\nD26/12/2026\nT1,000.00\nPWages\n^\n";
const MT940: &str = ":20:START\n:25:DE4711\n:28C:1/1\n:60F:C261101EUR100,00\n\
:61:2611021102D4,20NMSCNONREF//B0000000017\n:86:Krume Kaffee\n\
:61:2611031103C50,00NTRFNONREF//B0000000018\n:86:Oma Geschenk\n:62F:C261103EUR145,80\n-\n";
const CAMT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>DE4711</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">4.20</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-02</Dt></BookgDt><AcctSvcrRef>R-100001</AcctSvcrRef>
<AddtlNtryInf>Krume Kaffee</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-11-03</Dt></BookgDt><AcctSvcrRef>R-100002</AcctSvcrRef>
<AddtlNtryInf>Oma</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>
"#;

/// Name without meaning, text, format, amounts.
const FILES: [(&str, &str, &str, [i64; 2]); 4] = [
    ("a.txt", OFX, "ofx", [-420, -420]),
    ("b.txt", QIF, "qif", [-1250, 100_000]),
    ("c.txt", MT940, "mt940", [-420, 5000]),
    ("d.txt", CAMT, "camt.053", [-420, 5000]),
];

fn counts(batches: &Value) -> [i64; 4] {
    ["added", "known", "matched", "rejected"].map(|name| batches[0][name].as_i64().unwrap())
}

#[tokio::test]
async fn a_format_is_told_by_its_content_whatever_the_file_is_called() {
    let fresh = Fresh::open().await;
    for (name, text, format, amounts) in FILES {
        let file = fresh.write(name, text);
        let read = fresh.call("imports.read", json!({"file": file})).await;
        assert_eq!(read["format"], *format);
        assert_eq!(read["mapping"], Value::Null);
        let found: Vec<_> = read["rows"].as_array().unwrap().iter().collect();
        let found: Vec<_> = found.iter().map(|r| r["amount_minor"].as_i64().unwrap()).collect();
        assert_eq!(found, amounts, "{format}");
    }
}

#[tokio::test]
async fn every_format_is_added_once_undone_whole_and_can_come_again() {
    for (name, text, format, amounts) in FILES {
        let fresh = Fresh::open().await;
        let file = fresh.write(name, text);
        let preview = fresh.call("imports.preview", json!({"file": file})).await;
        assert_eq!((&preview["format"], &preview["new"]), (&json!(format), &json!(2)));
        let added = fresh.call("imports.add", json!({"files": [file]})).await;
        assert_eq!(counts(&added), [2, 0, 0, 0], "{format}");
        let again = fresh.call("imports.add", json!({"files": [file]})).await;
        assert_eq!(counts(&again), [0, 2, 0, 0], "{format}");
        let accounts = fresh.call("ledger.list_accounts", json!({})).await;
        assert_eq!(accounts.as_array().unwrap().len(), 1, "{format}");
        assert_eq!(accounts[0]["account"]["currency"], "EUR", "{format}");
        assert_eq!(accounts[0]["balance_minor"], json!(amounts.iter().sum::<i64>()), "{format}");
        let batch = json!({"id": added[0]["batch"]});
        let detail = fresh.call("imports.get_batch", batch.clone()).await;
        assert_eq!(detail["batch"]["format"], format);
        fresh.call("imports.undo_batch", batch).await;
        let again = fresh.call("imports.add", json!({"files": [file]})).await;
        assert_eq!(counts(&again), [2, 0, 0, 0], "{format}: the file can come again");
    }
}

#[tokio::test]
async fn where_a_numbered_account_went_is_where_its_next_file_goes() {
    let fresh = Fresh::open().await;
    let giro = fresh.account("Giro").await;
    let first = fresh.write("first.ofx", OFX);
    fresh.call("imports.add", json!({"files": [first], "account_id": giro["id"]})).await;
    let next = fresh.write("next.ofx", OFX.replace("A1", "A3").replace("A2", "A4"));
    let batches = fresh.call("imports.add", json!({"files": [next]})).await;
    assert_eq!((counts(&batches), &batches[0]["accounts"]), ([2, 0, 0, 0], &json!(["Giro"])));
}

#[tokio::test]
async fn a_broken_statement_is_refused_with_its_place_and_nothing_is_stored() {
    let fresh = Fresh::open().await;
    for (name, text) in [("a.ofx", &OFX[..60]), ("d.xml", &CAMT[..400])] {
        let file = fresh.write(name, text);
        let error = fresh.refused("imports.add", json!({"files": [file]})).await;
        assert!(error.message.contains("line"), "{error}");
    }
    assert_eq!(fresh.call("imports.list_batches", json!({})).await, json!([]));
}

/// A workbook of one sheet; the amounts are numbers with a second one that is off by a hair.
fn workbook(first: i64) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Datum", "Empfänger", "Zweck", "Betrag EUR"]).unwrap();
    sheet.write_row(2, 0, ["02.11.2026", "Krume", "Brot \"dunkel\""]).unwrap();
    sheet.write(2, 3, first as f64 / 100.0).unwrap();
    sheet.write_row(3, 0, ["13.11.2026", "Oma", "Geschenk"]).unwrap();
    sheet.write(3, 3, 49.9 + 0.1 + 1e-13).unwrap();
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_workbook_is_previewed_settled_added_and_known_again() {
    let fresh = Fresh::open().await;
    let file = fresh.write("umsaetze.csv", workbook(-420));
    let preview = fresh.call("imports.preview", json!({"file": file})).await;
    assert_eq!((&preview["format"], &preview["new"]), (&json!("xlsx"), &json!(2)));
    assert_eq!(preview["sample"][0], json!(["02.11.2026", "Krume", "Brot \"dunkel\"", "-4.2"]));
    assert_eq!(preview["rows"][0]["line"], 3);
    assert_eq!(preview["sums"][0]["net_minor"], 4580);
    let mut layout = preview["layout"].clone();
    layout["mapping"]["description"] = json!([1]);
    let settled = json!({"files": [file], "layout": layout, "account": "Giro"});
    assert_eq!(counts(&fresh.call("imports.add", settled).await), [2, 0, 0, 0]);
    let again = fresh.call("imports.add", json!({"files": [file]})).await;
    assert_eq!(counts(&again), [0, 2, 0, 0], "the layout is remembered, so the texts are equal");
    let next = fresh.write("next.xlsx", workbook(-777));
    let preview = fresh.call("imports.preview", json!({"file": next})).await;
    assert_eq!((&preview["remembered"], &preview["new"]), (&json!(true), &json!(1)));
    assert_eq!(preview["rows"][0]["description"], "Krume");
    let found = json!({"text": "Krume"});
    let list = fresh.call("ledger.list_transactions", found).await;
    let origin = json!({"transaction_id": list["rows"][0]["transaction"]["id"]});
    let origin = fresh.call("imports.get_origin", origin).await;
    assert_eq!(origin["line"], 3, "{origin}");
}

#[tokio::test]
async fn a_workbook_of_excel_97_is_added() {
    let fresh = Fresh::open().await;
    let file = fresh.write("konto.xls", include_bytes!("../data/konto.xls"));
    let added = fresh.call("imports.add", json!({"files": [file]})).await;
    assert_eq!(counts(&added), [4, 0, 0, 0]);
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    assert_eq!(accounts[0]["account"]["number"], "DE12500105170648489890");
    assert_eq!(accounts[0]["balance_minor"], 240_551);
}
