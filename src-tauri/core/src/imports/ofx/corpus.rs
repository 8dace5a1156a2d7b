//! Scores the reader on a folder of real files that is not part of the project
//! (`POCKETSAGE_CORPORA`), and tries made-up whole files. Leaves out what the single parts test at
//! their own foot.
use super::{is_ofx, read};
use crate::imports::statement::{Entry, Statement};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

type Row = HashMap<String, String>;

#[test]
fn real_files_come_out_as_their_truth_says() {
    let Ok(folder) = std::env::var("POCKETSAGE_CORPORA") else {
        eprintln!("left out: POCKETSAGE_CORPORA is not set, so no real OFX file was read");
        return;
    };
    let rows: Vec<Row> = csv::Reader::from_path(format!("{folder}/INDEX.csv"))
        .and_then(|mut reader| reader.deserialize().collect())
        .expect("INDEX.csv");
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for row in &rows {
        let ofx = row["format"] == "ofx";
        let negative = row["format"] == "negative";
        let bytes =
            std::fs::read(format!("{folder}/{}", row["file"])).expect("a file of the index");
        let faults = match read(&bytes) {
            Ok(statement) if ofx => faults(row, &statement),
            Ok(_) => vec!["is taken".into()],
            Err(refused) if ofx => vec![refused.to_string()],
            Err(_) => vec![],
        };
        if is_ofx(&bytes) != ofx && !negative {
            wrong.push(format!("{}: is_ofx is wrong", row["file"]));
        }
        if ofx || (negative && row["file"].ends_with("ofx")) {
            all += 1;
            right += usize::from(faults.is_empty());
        }
        wrong.extend(faults.iter().map(|fault| format!("{}: {fault}", row["file"])));
    }
    eprintln!("{right} of {all} OFX files are right\n{}", wrong.join("\n"));
    assert!(wrong.is_empty() && all > 0);
}

/// What differs from the truth.
fn faults(row: &Row, got: &Statement) -> Vec<String> {
    let mut out = Vec::new();
    let mut same = |name: &str, want: &str, is: String| {
        if want != is {
            out.push(format!("{name}: {is} instead of {want}"));
        }
    };
    let count = |pending| got.entries.iter().filter(|e| e.pending == pending).count().to_string();
    let noted = |code: &str| {
        let note = got.warnings.iter().find(|n| n.code == code);
        note.and_then(|n| n.message.rsplit(' ').next()).unwrap_or("0").to_string()
    };
    same("n_tx", &row["n_tx"], count(false));
    same("n_pending", &row["n_pending"], count(true));
    same("n_bad", &row["n_bad"], got.rejected.len().to_string());
    same("n_accounts", &row["n_accounts"], got.account_hints.len().to_string());
    same("n_invest", &row["n_invest"], noted("investments"));
    same("n_positions", &row["n_positions"], noted("positions"));
    let booked: Vec<&Entry> = got.entries.iter().filter(|e| !e.pending).collect();
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in &booked {
        *sums.entry(entry.currency.as_str()).or_default() += entry.amount_minor;
    }
    let want: BTreeMap<String, Option<i64>> =
        serde_json::from_str(&row["sum_minor"]).expect("sum_minor");
    let exact: BTreeMap<String, String> =
        serde_json::from_str(&row["sum_by_currency"]).expect("sum_by_currency");
    same("currencies", &format!("{:?}", want.keys()), format!("{:?}", sums.keys()));
    for (code, minor) in &want {
        let is = sums.get(code.as_str()).copied().unwrap_or_default();
        match minor {
            Some(minor) => same("sum", &minor.to_string(), is.to_string()),
            // Finer than the currency: each amount is off by half a unit at most.
            None => {
                let near = exact[code].parse::<f64>().expect("a sum") * 100.0;
                let close = (near - is as f64).abs() <= booked.len() as f64 / 2.0;
                same("rounded", "true", (close && noted("rounded") != "0").to_string());
            }
        }
    }
    for (end, entry) in [("first", booked.first()), ("last", booked.last())] {
        let of = |part: &str| row[&format!("{end}_{part}")].as_str();
        let Some(entry) = entry else { continue };
        same(end, of("date"), entry.day.to_string());
        let exponent = entry.currency.exponent() as usize;
        let amount = super::fields::amount(of("amount"), exponent).map(|a| a.minor);
        same(end, &format!("{amount:?}"), format!("{:?}", Ok::<_, &str>(entry.amount_minor)));
        if !entry.description.contains(of("desc")) {
            same(end, of("desc"), entry.description.clone());
        }
    }
    out
}

const HEAD: &str = "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>\n";

fn bank(list: &str) -> String {
    format!(
        "{HEAD}<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>9<ACCTID>A-1\
         </BANKACCTFROM><BANKTRANLIST>{list}</BANKTRANLIST><LEDGERBAL><BALAMT>5</LEDGERBAL>\
         </STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
}

fn taken(text: &str) -> Statement {
    read(text.as_bytes()).expect(text)
}

fn codes(statement: &Statement) -> Vec<&str> {
    statement.warnings.iter().chain(&statement.questions).map(|n| n.code.as_str()).collect()
}

#[test]
fn an_entry_knows_its_account_place_and_text() {
    let record = "<STMTTRN>\r<TRNTYPE>POS\r<DTPOSTED>20240131120000[-5:EST]\r<TRNAMT>-2,50\r\
                  <FITID>f1\r<NAME>Caf\u{e9}\r</STMTTRN>";
    let got = taken(&bank(&format!("\r\n  {record}\r")));
    let entry = &got.entries[0];
    assert_eq!((entry.line, entry.amount_minor, entry.currency.as_str()), (6, -250, "EUR"));
    assert_eq!((entry.account.as_deref(), entry.external_id.as_deref()), (Some("A-1"), Some("f1")));
    assert_eq!((entry.raw.as_str(), entry.description.as_str()), (record, "Caf\u{e9}"));
    assert_eq!((got.format.as_str(), got.encoding.as_str()), ("ofx", "UTF-8"));
    assert_eq!(codes(&got), [""; 0]);
}

#[test]
fn records_end_even_where_their_tags_are_missing() {
    let got = taken(&bank(
        "<STMTTRN><DTPOSTED>20240101<TRNAMT>1<STMTTRN><DTPOSTED>20240102<TRNAMT>2<FITID>a",
    ));
    assert_eq!(got.entries.iter().map(|e| e.amount_minor).collect::<Vec<_>>(), [100, 200]);
    assert_eq!(got.entries[0].raw, "<STMTTRN><DTPOSTED>20240101<TRNAMT>1");
}

#[test]
fn accounts_of_one_file_stay_apart() {
    let two = |from: &str, id: &str, currency: &str| {
        format!(
            "<CCSTMTRS><CURDEF>{currency}<{from}><ACCTID>{id}</{from}><BANKTRANLIST><STMTTRN>\
             <DTPOSTED>20240101<TRNAMT>1<FITID>7</STMTTRN></BANKTRANLIST></CCSTMTRS>"
        )
    };
    let body = two("CCACCTFROM", "c1", "JPY") + &two("INVACCTFROM", "i2", "KWD");
    let got = taken(&format!("{HEAD}{body}</OFX>"));
    let rows = got.entries.iter().map(|e| (e.account.as_deref(), e.amount_minor));
    assert_eq!(rows.collect::<Vec<_>>(), [(Some("c1"), 1), (Some("i2"), 1000)]);
    assert!(got.entries.iter().all(|e| e.external_id.is_some()));
    assert_eq!(got.account_hints, ["c1", "i2"]);
}

#[test]
fn shared_ids_are_dropped_and_told() {
    let row = |id: &str| format!("<STMTTRN><DTPOSTED>20240101<TRNAMT>1<FITID>{id}</STMTTRN>");
    let got = taken(&bank(&(row("x") + &row("y") + &row("x"))));
    let ids: Vec<_> = got.entries.iter().map(|e| e.external_id.as_deref()).collect();
    assert_eq!(ids, [None, Some("y"), None]);
    assert_eq!(codes(&got), ["repeated_id"]);
}

#[test]
fn pending_rows_are_marked_and_trades_counted() {
    let got = taken(&bank(
        "</BANKTRANLIST><BANKTRANLISTP><STMTTRNP><DTTRAN>20240101<TRNAMT>-3<NAME>x</STMTTRNP>\
         </BANKTRANLISTP><INVTRANLIST><BUYMF><INVBUY><INVTRAN><FITID>1</INVTRAN><TOTAL>9</INVBUY>",
    ));
    assert_eq!((got.entries.len(), got.entries[0].pending), (1, true));
    assert_eq!(codes(&got), ["investments"]);
}

#[test]
fn what_is_doubtful_is_told() {
    let row = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240101<TRNAMT>1.005<CORRECTFITID>9</STMTTRN>";
    let got = taken(&bank(row).replace("EUR", ""));
    assert_eq!(codes(&got), ["rounded", "corrections", "sign", "currency"]);
    assert_eq!((got.entries[0].amount_minor, got.entries[0].currency.as_str()), (101, "XXX"));
}

#[test]
fn refusals_name_a_place_and_a_reason() {
    let no = |text: &str| read(text.as_bytes()).expect_err(text).to_string();
    assert_eq!(no("hello"), "line 1, column 1: not an OFX file: there is no <OFX>");
    let error = "<STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Try later</STATUS>";
    let text = format!("{HEAD} <STMTTRNRS>{error}</STMTTRNRS></OFX>");
    assert_eq!(
        no(&text),
        "line 5, column 13: the bank's server answered with an error instead of data: \
         Try later (code 2000)"
    );
    assert!(no(&format!("{HEAD}<SONRS>")).starts_with("line 5, column 8: the file ends"));
    let many = bank(&"<STMTTRN>".repeat(super::UNREADABLE + 1));
    assert!(no(&many).contains("more than 10000 transactions"));
    let sign_on = taken(&format!("{HEAD}<SONRS>{error}</SONRS></OFX>"));
    assert_eq!((sign_on.entries.len(), codes(&sign_on)), (0, vec!["server_error"]));
}

#[test]
fn a_file_cut_off_keeps_what_is_whole() {
    let row = "<STMTTRN><DTPOSTED>20240101<TRNAMT>1.25</STMTTRN>";
    let whole = bank(&row.repeat(2));
    let got = taken(&whole[..whole.rfind("25<").expect("an amount")]);
    assert_eq!((got.entries.len(), got.rejected.len()), (1, 1));
    assert_eq!(codes(&got), ["cut_off"]);
}

#[test]
fn hostile_texts_take_neither_long_nor_much() {
    for part in
        ["<!--", "<![CDATA[", "<", "<A", "<A>", "</A>", "&", "<?", "<!DOCTYPE x [", "<PAYEE>"]
    {
        let row = "<STMTTRN><DTPOSTED>20240101<TRNAMT>1<MEMO>";
        let text = bank(&format!("{row}{}", part.repeat(400_000 / part.len())));
        let got = taken(&text);
        assert_eq!(got.entries.len(), 1, "{part}");
        let held = got.entries[0].raw.len() + got.entries[0].description.len();
        assert!(held <= text.len() + 5000, "{part}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = (is_ofx(&bytes), read(&bytes));
    }

    #[test]
    fn no_order_of_tags_makes_it_panic(
        parts in proptest::collection::vec(prop_oneof![
            Just("<OFX>"), Just("</OFX>"), Just("<STMTTRN>"), Just("</STMTTRN>"), Just("<STMTRS>"),
            Just("<TRNAMT>1,5"), Just("<DTPOSTED>20240101"), Just("<PAYEE>"), Just("<STATUS>"),
            Just("<SEVERITY>ERROR"), Just("</STATUS>"), Just("<CURRENCY>"), Just("\r\n"),
            Just("ü"),
            Just("<SONRS>"), Just("<BANKACCTFROM>"), Just("<ACCTID>1"), Just("\0"), Just("<!--"),
        ], 0..60)
    ) {
        let text = parts.concat();
        if let Ok(got) = read(text.as_bytes()) {
            let held: usize = got.entries.iter().map(|e| e.raw.len()).sum();
            prop_assert!(held <= text.len());
            prop_assert!(got.entries.iter().all(|e| e.line >= 1));
        }
    }
}
