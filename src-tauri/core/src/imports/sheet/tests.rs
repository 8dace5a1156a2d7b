//! Workbooks as programs write them, and as nobody should; `build.rs` makes those by hand that no
//! program writes.

mod build;
mod hostile;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::*;
use crate::imports::csv::DayOrder;
use crate::imports::format::{self, detect};
use crate::imports::statement::Row;
use build::*;

const XLS: &[u8] = include_bytes!("../../../../../tests/data/konto.xls");

fn day(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

/// One sheet, filled by a function.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    saved(book)
}

fn found(bytes: &[u8]) -> format::Found {
    detect(bytes, &Hints::default()).unwrap_or_else(|no| panic!("{no}"))
}

fn refused(bytes: &[u8]) -> Refused {
    assert!(is_sheet(bytes));
    detect(bytes, &Hints::default()).err().expect("should have been refused")
}

fn line(row: &Row<'_>) -> String {
    let minor = row.amount_minor;
    format!("{} {} {minor} {} {}", row.line, row.day, row.currency.as_str(), row.description)
}

/// Line, day, amount, currency and text of each row.
fn rows(bytes: &[u8]) -> Vec<String> {
    let found = found(bytes);
    let mut all = Vec::new();
    let mut rows = found.rows(bytes).unwrap();
    while let Some(row) = rows.next_row() {
        all.push(row.map_or_else(|no| format!("{no}"), |row| line(&row)));
    }
    all
}

fn text(bytes: &[u8]) -> String {
    super::read(bytes, &Hints::default()).map_or_else(|no| panic!("{no}"), |found| found.text)
}

/// German headers under a preamble; days as days, money as numbers.
fn german(sheet: &mut Worksheet) {
    let days = Format::new().set_num_format("dd.mm.yyyy");
    let money = Format::new().set_num_format("#,##0.00\\ \"EUR\";[Red]-#,##0.00\\ \"EUR\"");
    sheet.write(0, 0, "Kontonummer").unwrap();
    sheet.write(0, 1, "DE12500105170648489890").unwrap();
    sheet.write(1, 0, "Währung").unwrap();
    sheet.write(1, 1, "EUR").unwrap();
    let span = "Umsätze vom 01.11.2026 bis 30.11.2026";
    sheet.merge_range(2, 0, 2, 4, span, &Format::new()).unwrap();
    for (column, name) in (0..).zip(["Buchungstag", "Empfänger", "Zweck", "Betrag", "Saldo"]) {
        sheet.write(4, column, name).unwrap();
    }
    let all = [
        ("2026-11-02", "Krume", "Brot; \"dunkel\"", -4.20, 995.80),
        ("2026-11-03", "Café", "Tee\nund Kuchen", -0.1 - 0.2, 995.50),
        ("2026-11-13", "Werk", "Lohn", 2500.0, 3495.50),
    ];
    for (row, (date, payee, purpose, amount, after)) in (5..).zip(all) {
        sheet.write_with_format(row, 0, day(date), &days).unwrap();
        sheet.write(row, 1, payee).unwrap();
        sheet.write(row, 2, purpose).unwrap();
        sheet.write_with_format(row, 3, amount, &money).unwrap();
        sheet.write_with_format(row, 4, after, &money).unwrap();
    }
}

const GERMAN: [&str; 3] = [
    "6 2026-11-02 -420 EUR Krume Brot; \"dunkel\"",
    "7 2026-11-03 -30 EUR Café Tee und Kuchen",
    "8 2026-11-13 250000 EUR Werk Lohn",
];

#[test]
fn a_german_export_is_read_like_the_text_it_shows() {
    let bytes = book(german);
    let found = found(&bytes);
    assert_eq!((found.format.as_str(), found.encoding.as_str()), ("xlsx", "UTF-8"));
    assert_eq!(found.columns, ["Buchungstag", "Empfänger", "Zweck", "Betrag", "Saldo"]);
    assert_eq!(found.account_hints, ["DE12500105170648489890"]);
    assert!(found.questions.is_empty(), "{:?}", found.questions);
    assert_eq!(found.layout().unwrap().mapping.balance, Some(4));
    assert_eq!(rows(&bytes), GERMAN);
    assert_eq!(found.line_count(&bytes), 8);
}

#[test]
fn amounts_and_days_as_text_follow_the_rules_for_text() {
    let us = book(|sheet| {
        let all = [
            ["Posting Date", "Description", "Amount (USD)"],
            ["11/02/2026", "Bakery, Main St", "(1,004.20)"],
            ["11/13/2026", "Wages", "$2,500.00"],
        ];
        for (row, cells) in (0..).zip(all) {
            sheet.write_row(row, 0, cells).unwrap();
        }
    });
    assert_eq!(
        rows(&us),
        ["2 2026-11-02 -100420 USD Bakery, Main St", "3 2026-11-13 250000 USD Wages"]
    );
    let german = book(|sheet| {
        sheet.write_row(0, 0, ["Datum", "Text", "Betrag in EUR"]).unwrap();
        sheet.write_row(1, 0, ["02.11.2026", "a", "-1.004,20"]).unwrap();
        sheet.write_row(2, 0, ["13.11.2026", "b", "1.000"]).unwrap();
    });
    assert_eq!(rows(&german), ["2 2026-11-02 -100420 EUR a", "3 2026-11-13 100000 EUR b"]);
    let open = book(|sheet| {
        sheet.write_row(0, 0, ["Date", "Text", "Amount"]).unwrap();
        sheet.write_row(1, 0, ["02/03/2026", "a", "-4.20"]).unwrap();
        sheet.write_row(2, 0, ["02/03/2026", "b", "1.10"]).unwrap();
    });
    assert!(found(&open).questions.iter().any(|q| q.code == "day_order"));
    let hints = Hints { currency: Some("EUR".into()), day_order: Some(DayOrder::DayFirst) };
    assert!(detect(&open, &hints).unwrap().questions.is_empty());
}

#[test]
fn debit_and_credit_formulas_and_empty_cells_are_read() {
    let bytes = book(|sheet| {
        let days = Format::new().set_num_format("m/d/yy");
        sheet.write_row(0, 0, ["Date", "Description", "Debit EUR", "Credit EUR"]).unwrap();
        sheet.write_with_format(2, 0, day("2026-11-02"), &days).unwrap();
        sheet.write(2, 1, "Shop").unwrap();
        sheet.write(2, 2, Formula::new("2*2.1").set_result("4.2000000000000002")).unwrap();
        sheet.write_with_format(4, 0, day("2026-11-03"), &days).unwrap();
        sheet.write(4, 1, true).unwrap();
        sheet.write_blank(4, 2, &days).unwrap();
        let money = Format::new().set_num_format("#,##0.00");
        sheet.write_with_format(4, 3, 100.0 / 3.0, &money).unwrap();
    });
    assert_eq!(rows(&bytes), ["3 2026-11-02 -420 EUR Shop", "5 2026-11-03 3333 EUR TRUE"]);
    assert!(text(&bytes).starts_with("Date\tDescription\tDebit EUR\tCredit EUR\n\n2026-11-02\t"));
}

#[test]
fn the_sheet_with_the_transactions_is_taken_and_the_others_are_told() {
    let mut two = Workbook::new();
    let cover = two.add_worksheet().set_name("Info").unwrap();
    cover.write(0, 0, "Made on 21.11.2026").unwrap();
    german(two.add_worksheet().set_name("Umsätze").unwrap());
    two.add_worksheet().set_name("Leer").unwrap();
    let bytes = saved(two);
    let found = found(&bytes);
    let said: Vec<&str> = found.warnings.iter().map(|w| w.message.as_str()).collect();
    let told = "the sheet “Umsätze” was read; another one was left out: “Info”";
    assert!(said.contains(&told));
    assert_eq!(rows(&bytes), GERMAN);
    // Of two that can be read the longer one.
    let mut two = Workbook::new();
    let short = two.add_worksheet();
    short.write_row(0, 0, ["Datum", "Text", "Betrag EUR"]).unwrap();
    short.write_row(1, 0, ["02.11.2026", "a", "-1,00"]).unwrap();
    german(two.add_worksheet());
    assert_eq!(rows(&saved(two)), GERMAN);
    let mut none = Workbook::new();
    none.add_worksheet().write(0, 0, "hello").unwrap();
    none.add_worksheet().write_row(2, 0, ["name", "street"]).unwrap();
    assert!(refused(&saved(none)).reason.starts_with("sheet “Sheet2”: "));
}

#[test]
fn a_settled_layout_reads_a_sheet_whatever_it_says_about_its_text() {
    let bytes = book(german);
    let mut found = found(&bytes);
    let mut layout = found.layout().unwrap().clone();
    layout.mapping.description = vec![1];
    (layout.encoding, layout.delimiter, layout.quote) = ("windows-1252".into(), ';', None);
    found.settle(layout);
    let mut rows = found.rows(&bytes).unwrap();
    assert_eq!(line(&rows.next_row().unwrap().unwrap()), "6 2026-11-02 -420 EUR Krume");
    let row = rows.next_row().unwrap().unwrap();
    assert_eq!(
        row.raw,
        "2026-11-03\tCafé\tTee und Kuchen\t-0.3\t995.50".replace("995.50", "995.5")
    );
}

#[test]
fn both_epochs_and_what_programs_leave_out() {
    // Places, styles by number, shared texts in pieces, and parts under other names.
    let cells = r#"<row><c t="inlineStr"><is><t>Date</t></is></c>
        <c t="str"><v>Text</v></c>
        <c t="inlineStr"><is><r><t>Amount </t></r><r><t>EUR</t></r>
        <rPh><t>x</t></rPh></is></c></row>
        <row r="4"><c r="A4" s="1"><v>44866</v></c><c r="B4" t="s"><v>1</v></c>
        <c><v>-4.20</v></c></row>
        <row><c t="d"><v>2026-11-03T00:00:00</v></c>
        <c t="e"><v>#N/A</v></c><c><v>1E2</v></c></row>"#;
    for (from_1904, first) in [("1", "2026-11-02"), ("0", "2022-11-01")] {
        let bytes = workbook(from_1904, cells);
        let want =
            [format!("4 {first} -420 EUR Caf\u{e9} & Co"), "5 2026-11-03 10000 EUR #N/A".into()];
        assert_eq!(rows(&bytes), want, "{}", text(&bytes));
    }
}

#[test]
fn a_workbook_of_excel_97_is_read() {
    let found = found(XLS);
    assert_eq!(found.format, "xls");
    assert_eq!(found.account_hints, ["DE12500105170648489890"]);
    let want = [
        "5 2026-11-02 -420 EUR Bäckerei Krume Brot, \"dunkel\"; 2 Stück",
        "6 2026-11-03 -30 EUR Łódź Café Kaffee",
        "7 2026-11-05 250000 EUR Arbeitgeber GmbH Gehalt November",
        "8 2026-11-13 -8999 EUR Stadtwerke Abschlag",
    ];
    assert_eq!(rows(XLS), want);
    assert!(text(XLS).contains("Łódź Café"));
    assert!(found.warnings.iter().any(|w| w.message.contains("“Deckblatt”")));
    // The same days from the other epoch are four years later.
    let mark = b"\x22\x00\x02\x00\x00\x00";
    let at = XLS.windows(mark.len()).position(|w| w == mark).unwrap();
    let mut late = XLS.to_vec();
    late[at + 4] = 1;
    assert_eq!(rows(&late)[0], want[0].replace("2026-11-02", "2030-11-03"));
}

#[test]
fn every_kind_of_record_is_read() {
    let sheet = [
        label(0, 0, "Date"),
        label(0, 1, "Text"),
        label(0, 2, "Amount EUR"),
        // A block of rows that comes late, and a cell that is written twice.
        number(3, 0, 1, 46349.0),
        label(3, 1, "twice"),
        label(3, 1, "late"),
        formula(3, 2, 7.25_f64.to_le_bytes()),
        many(1, 0, &[(1, 46347 << 2 | 2)]),
        formula(1, 1, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &wide("Caf\u{e9}")),
        many(1, 2, &[(0, (-420_i32 as u32) << 2 | 3)]),
        number(2, 0, 1, 46348.25),
        record(0x0205, &[2, 0, 1, 0, 0, 0, 0x2a, 1]),
        many(2, 2, &[(0, ((100.5_f64.to_bits() >> 32) as u32) & !3)]),
    ];
    let bytes = ole(&[("Workbook", &biff8(&sheet.concat()))]);
    let want =
        ["2 2026-11-21 -420 EUR Café", "3 2026-11-22 10050 EUR #N/A", "4 2026-11-23 725 EUR late"];
    assert_eq!(rows(&bytes), want, "{}", text(&bytes));
    // Before, texts were bytes.
    let old = [
        old_label(0, 0, b"Date"),
        old_label(0, 1, b"Text"),
        old_label(0, 2, b"Amount EUR"),
        number(1, 0, 1, 46347.0),
        old_label(1, 1, b"Caf\xe9"),
        number(1, 2, 0, -4.2),
    ];
    let bytes = ole(&[("Book", &biff5(&old.concat()))]);
    assert_eq!(rows(&bytes), ["2 2026-11-21 -420 EUR Café"]);
}

#[test]
fn other_documents_are_refused_in_words() {
    let document = ole(&[("WordDocument", &[0; 5000])]);
    assert!(refused(&document).reason.contains("no workbook"));
    let secret = ole(&[("EncryptionInfo", &[0; 64]), ("EncryptedPackage", &[0; 5000])]);
    assert!(refused(&secret).reason.contains("password"));
    let locked = biff8(&[record(0x002f, &[0; 6]), label(0, 0, "Date")].concat());
    assert!(refused(&ole(&[("Workbook", &locked)])).reason.contains("password"));
    let binary = zipped(&[("[Content_Types].xml", "<a/>"), ("xl/workbook.bin", "x")]);
    assert!(refused(&binary).reason.contains(".xlsb"));
    let open = zipped(&[("mimetype", "application/vnd.oasis"), ("content.xml", "<a/>")]);
    assert!(refused(&open).reason.contains(".ods"));
    assert!(!is_sheet(&zipped(&[("a.txt", "x")])) && !is_sheet(b"PK\x03\x04"));
    assert_eq!(refused(&book(|_| {})).reason, "the workbook is empty");
}
