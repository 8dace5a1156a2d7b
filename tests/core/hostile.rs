//! Files made to do harm: each is refused in words, with line and column where there is one, and
//! within a second and little memory. Workbooks and zips have theirs beside their readers.
use crate::Fresh;
use pocketsage_core::imports::csv::Hints;
use pocketsage_core::imports::format::detect;
use serde_json::json;
use std::time::{Duration, Instant};

const MEGABYTE: usize = 1 << 20;

struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    line: u32,
    column: u32,
    /// What the reason speaks of.
    word: &'static str,
}

fn case(
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    (line, column): (u32, u32),
    word: &'static str,
) -> Case {
    Case { name, bytes: bytes.into(), line, column, word }
}

const OFX: &str = "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR\n";
const CAMT: &str = "<Document><BkToCstmrStmt><Stmt>\n";
const MT940: &str = ":20:S\n:25:DE1\n:60F:C261101EUR1,00\n";

/// What is more than the memory of a small machine holds; only its head is ever touched.
fn huge(head: &str) -> Vec<u8> {
    let mut bytes = vec![0; 256 * MEGABYTE + 1];
    bytes[..head.len()].copy_from_slice(head.as_bytes());
    bytes[head.len()..100_000].fill(b'\n');
    bytes
}

fn cases() -> Vec<Case> {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\">\n  <!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\n";
    let row = "<STMTTRN><DTPOSTED>20260113<TRNAMT>-1<MEMO>";
    let long = "x".repeat(2 * MEGABYTE);
    let lines = "Mmemo of a record without an end\n".repeat(40_000);
    let columns = "a,".repeat(100_000);
    vec![
        case("entities, CAMT", format!("{bomb}{CAMT}&b;"), (1, 1), "entity bombs"),
        case("entities, OFX 2", format!("<?OFX x?>\n{bomb}<OFX>&b;"), (2, 14), "entity bombs"),
        case("nesting, CAMT", format!("{CAMT}{}", "<a>\n".repeat(90_000)), (63, 1), "nested"),
        case("columns", format!("{columns}\n{columns}\n"), (1, 1_001), "1,000 columns"),
        case("line, CSV", long.clone(), (1, 1), "1 MB"),
        case("line, QIF", format!("!Type:Bank\nD1/13/26\nM{long}\n^\n"), (2, 1), "1 MB"),
        case("header, QIF", format!("!Type:Bank\n!{long}\n"), (2, 1), "1 MB"),
        case("record, QIF", format!("!Type:Bank\n^\nD1/13/26\n{lines}"), (3, 1), "1 MB"),
        case("line, MT940", format!("{MT940}:61:260113D4,20N\n:86:{long}\n"), (4, 1), "1 MB"),
        case("entry, MT940", format!("{MT940}:61:260113D4,20N\n:86:{lines}"), (4, 1), "1 MB"),
        case("record, OFX", format!("{OFX}{row}{long}</STMTTRN></OFX>"), (4, 1), "1 MB"),
        case("open record, OFX", format!("{OFX}\n{row}{lines}"), (5, 1), "1 MB"),
        case("size, OFX", huge(OFX), (1, 1), "256 MB"),
        case("size, CAMT", huge(CAMT), (1, 1), "256 MB"),
        case("size, MT940", huge(MT940), (1, 1), "256 MB"),
        case("zeros", vec![0; MEGABYTE], (1, 1), ""),
    ]
}

#[test]
fn hostile_files_are_refused_in_words_with_their_place() {
    for case in cases() {
        let began = Instant::now();
        let found = detect(&case.bytes, &Hints::default());
        let no = found.err().unwrap_or_else(|| panic!("{} was taken", case.name));
        assert_eq!((no.line, no.column), (case.line, case.column), "{}: {no}", case.name);
        assert!(no.reason.contains(case.word) && no.reason.len() < 300, "{}: {no}", case.name);
        assert!(began.elapsed() < Duration::from_secs(20), "{}: {:?}", case.name, began.elapsed());
    }
}

#[test]
fn a_long_account_is_not_repeated_by_each_entry() {
    let long = "9".repeat(50_000);
    let entries = ":61:260113D4,20NMSC\n".repeat(2_000);
    let row = "<STMTTRN><DTPOSTED>20260113<TRNAMT>-1</STMTTRN>".repeat(2_000);
    let entry = "<Ntry><Amt Ccy='EUR'>1</Amt><CdtDbtInd>DBIT</CdtDbtInd>\
        <BookgDt><Dt>2026-01-13</Dt></BookgDt></Ntry>";
    let entry = entry.repeat(2_000);
    for text in [
        format!(":20:S\n:25:{long}\n:60F:C261101EUR1,00\n{entries}"),
        format!("{OFX}<BANKACCTFROM><ACCTID>{long}</BANKACCTFROM>{row}</OFX>"),
        format!(
            "{CAMT}<Acct><Id><Othr><Id>{long}</Id></Othr></Id></Acct>{entry}\
             </Stmt></BkToCstmrStmt></Document>"
        ),
    ] {
        let found = detect(text.as_bytes(), &Hints::default()).unwrap();
        assert!(found.account_hints[0].len() <= 200, "{}", found.format);
        let mut rows = found.rows(text.as_bytes()).unwrap();
        let mut count = 0;
        while let Some(row) = rows.next_row() {
            assert!(row.unwrap().account.is_none_or(|account| account.len() <= 200));
            count += 1;
        }
        assert!(count >= 2_000);
    }
}

#[test]
fn depth_costs_ofx_nothing() {
    let deep = format!("{OFX}{}", "<A>".repeat(300_000));
    let found = detect(deep.as_bytes(), &Hints::default()).unwrap();
    assert!(found.rows(deep.as_bytes()).unwrap().next_row().is_none());
}

#[tokio::test]
async fn a_file_of_more_than_two_gigabytes_is_refused_by_its_name() {
    let fresh = Fresh::open().await;
    let file = fresh.write("year.csv", "Date,Text,Amount\n");
    // Sparse: it takes no room on the disk, and must not be read.
    let open = std::fs::File::options().write(true).open(&file).unwrap();
    open.set_len((2 << 30) + 1).unwrap();
    for op in ["imports.read", "imports.preview"] {
        let error = fresh.refused(op, json!({"file": file})).await;
        assert!(error.message.contains("year.csv is larger than 2 GB"), "{error}");
    }
    let error = fresh.refused("imports.add", json!({"files": [file]})).await;
    assert!(error.message.contains("year.csv is larger than 2 GB"), "{error}");
}
