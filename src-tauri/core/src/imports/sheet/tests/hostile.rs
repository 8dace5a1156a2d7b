//! Workbooks that must not be taken, must not panic and must not fill the memory.

use proptest::prelude::*;

use super::*;

const ROW: &str = "<row r='1'><c r='A1'><v>1</v></c></row>";

#[test]
fn bombs_and_sheets_without_end_are_refused_with_their_place() {
    let many = format!("<row r='7'><c r='{}7'><v>1</v></c></row>", "EQXD");
    let no = refused(&workbook("0", &many));
    assert_eq!((no.line, no.column, no.reason.contains("1,000 columns")), (7, 100_000, true));
    let far = "<row r='4294967295'><c r='A4294967295'><v>1</v></c><c><v>1</v></c></row>\
        <row><c><v>1</v></c></row>";
    assert!(refused(&workbook("0", far)).reason.contains("more rows"));
    let back = "<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>1</v></c></row>";
    let no = refused(&workbook("0", back));
    assert_eq!((no.line, no.column, no.reason.contains("in order")), (2, 1, true));
    let deep = refused(&workbook("0", &"<a>".repeat(100_000)));
    assert!(deep.reason.contains("deep") && deep.reason.contains("Blatt.xml"), "{deep}");
    let torn = refused(&workbook("0", "<row><c>"));
    assert!(torn.reason.contains("not well-formed"), "{torn}");
    let mut parts = parts("0", ROW);
    parts[6].1.insert_str(0, "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>");
    let files = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let no = refused(&zipped(&files));
    assert!(no.reason.contains("document type") && (no.line, no.column) == (1, 1), "{no}");
}

#[test]
fn zip_bombs_and_texts_that_multiply_are_refused() {
    let blank = format!("{}{ROW}", " ".repeat(20 << 20));
    let bomb = workbook("0", &blank);
    assert!(bomb.len() < 100_000);
    let no = detect(&bomb, &Hints::default()).err().unwrap();
    assert!(no.reason.contains("zip bomb"), "{no}");
    // One long text in very many cells, in both formats.
    let mut parts = parts("0", "");
    parts[4].1 = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(900_000));
    parts[6].1 = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        "<row><c t='s'><v>0</v></c></row>".repeat(200)
    );
    let files = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let no = refused(&zipped(&files));
    assert!(no.reason.contains("128 MB") && no.line > 100, "{no}");
    let long = "x".repeat(8_000);
    let shared = [&[0; 8][..], &8_000_u16.to_le_bytes(), &[0], long.as_bytes()].concat();
    let mut all = biff8(&[]);
    let end = all.len() - 4;
    let cells: Vec<u8> = (0..20_000_u16)
        .flat_map(|row| record(0x00fd, &[&row.to_le_bytes()[..], &[0; 8]].concat()))
        .collect();
    all.splice(end..end, cells);
    let table = record(0x00fc, &shared);
    let at = all.windows(2).position(|w| w == [0x85, 0]).unwrap();
    // The sheet starts later by what is put before it.
    let start = u32::from_le_bytes(*all[at + 4..].first_chunk().unwrap()) + table.len() as u32;
    all[at + 4..at + 8].copy_from_slice(&start.to_le_bytes());
    all.splice(at..at, table);
    let no = refused(&ole(&[("Workbook", &all)]));
    assert!(no.reason.contains("128 MB") && no.line > 10_000, "{no}");
}

#[test]
fn chains_that_run_in_a_circle_are_refused() {
    let good = ole(&[("Workbook", &biff8(&label(0, 0, "Date")))]);
    let (folder, stream) = (512 + 4 * TABLE, 516 + 4 * TABLE);
    for (at, to) in [(folder, 8_u32), (stream, 9), (stream, 777), (48, 99), (60, 8888)] {
        let mut bad = good.clone();
        bad[at..at + 4].copy_from_slice(&to.to_le_bytes());
        let no = refused(&bad);
        assert!(no.reason.contains("damaged"), "{at} {no}");
    }
    let mut round = good.clone();
    round[68..72].fill(0);
    refused(&round);
    assert!(refused(&good[..700]).reason.contains("damaged"));
    assert!(refused(&good[..8]).reason.contains("damaged"));
    assert!(refused(&XLS[..2_000]).reason.contains("damaged"));
}

/// Whatever comes, it is answered, and within the lines of the text.
fn answered(bytes: &[u8]) {
    let Ok(found) = detect(bytes, &Hints::default()) else { return };
    let Ok(mut rows) = found.rows(bytes) else { return };
    let mut count = 0;
    while rows.next_row().is_some() {
        count += 1;
    }
    assert!(count <= found.line_count(bytes) + 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        answered(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &bytes[..]].concat());
        answered(&ole(&[("Workbook", &bytes)]));
        answered(&ole(&[("Workbook", &biff8(&bytes))]));
    }

    #[test]
    fn no_change_to_a_good_workbook_makes_it_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(), short: bool,
    ) {
        for mut bytes in [XLS.to_vec(), ole(&[("Workbook", &biff8(&label(0, 0, "Date")))])] {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if short {
                bytes.truncate(cut.index(bytes.len()));
            }
            answered(&bytes);
        }
    }

    #[test]
    fn no_xml_makes_it_panic(
        cells in "(<row( r='[0-9]{1,11}')?>(<c( r='[A-Z]{1,5}[0-9]{1,11}')?( t='[a-z]{1,3}')?\
            ( s='[0-9]')?>(<v>[-0-9.Ee]{0,20}</v>)?</c>){0,4}</row>){0,5}",
    ) {
        answered(&workbook("0", &cells));
    }
}
