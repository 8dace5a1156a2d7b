//! What must not be taken, must not panic and must not fill the memory; and zips.

use std::io::Write;

use proptest::prelude::*;

use super::*;

#[test]
fn bombs_types_and_torn_files_are_refused_with_their_place() {
    let text = file("001.02", &ntry("1", "DBIT", "<AddtlNtryInf>&lol;</AddtlNtryInf>"));
    let bomb = text.replace(
        "<Document",
        "<!DOCTYPE Document [<!ENTITY a 'ha'><!ENTITY lol '&a;&a;&a;&a;&a;&a;'>]>\n<Document",
    );
    assert!(is_camt(bomb.as_bytes()));
    let no = refused(bomb.as_bytes());
    assert_eq!((no.line, no.column, no.reason.contains("document type")), (2, 1, true));
    let no = refused(text.as_bytes());
    assert_eq!((no.line, no.reason.contains("&lol;")), (5, true));
    let deep = file("001.02", &format!("<Ntry>{}", "<a>".repeat(100_000)));
    assert!(refused(deep.as_bytes()).reason.contains("deep"));
    let wide: String = (0..100_000).map(|i| format!(" a{i}='1'")).collect();
    let wide = file("001.02", &format!("<Ntry{wide}/>"));
    assert!(refused(wide.as_bytes()).reason.contains("attributes"));
    let good = file("001.02", &ntry("1", "DBIT", ""));
    let torn = &good.as_bytes()[..good.len() - 30];
    assert!(refused(torn).reason.contains("breaks off"));
    let no = refused(good.replace("</Amt>", "</Amount>").as_bytes());
    assert_eq!((no.line, no.column), (5, 23));
    assert!(refused(good.repeat(2).as_bytes()).reason.contains("second document"));
}

#[test]
fn a_file_of_broken_entries_is_given_up() {
    let text = file("001.02", &"<Ntry/>".repeat(20_000));
    let no = refused(text.as_bytes());
    assert_eq!((no.line, no.column), (5, 1));
    assert!(no.reason.starts_with("10000 entries cannot be read; the first: the entry has no"));
    let many = "<AddtlRmtInf>x</AddtlRmtInf>".repeat(200_000);
    let long = details(&format!("<RmtInf><Strd>{many}</Strd></RmtInf>"));
    assert_eq!(one(&long).description, "x");
    let many: String = (0..100_000).map(|i| format!("<Ustrd>{i}</Ustrd>")).collect();
    assert!(one(&details(&format!("<RmtInf>{many}</RmtInf>"))).description.len() < 5_000);
}

#[test]
fn a_year_in_one_line_is_read_in_one_pass() {
    let many: String = (0..20_000).map(|_| ntry("1", "DBIT", "")).collect();
    let text = file("001.02", &many).replace('\n', " ");
    let began = std::time::Instant::now();
    assert_eq!(taken(&text).entries.len(), 20_000);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let packed = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_is_read_file_by_file() {
    let (first, second) = (
        file("001.02", &ntry("1", "DBIT", "")),
        file("001.08", &ntry("x", "DBIT", "")).replace("1111", "2222"),
    );
    let zip = zipped(&[
        ("a.xml", first.as_bytes()),
        ("note.txt", b"hello"),
        ("b", second.as_bytes()),
        ("__MACOSX/._a.xml", b"\0"),
    ]);
    assert!(is_camt(&zip));
    let read = read(&zip).unwrap();
    assert_eq!((read.entries.len(), read.rejected.len()), (1, 1));
    assert!(read.rejected[0].reason.starts_with("in b: "));
    assert_eq!(read.account_hints, ["DE001111", "DE002222"]);
    assert_eq!(codes(&read), ["zip_left_out"]);
    assert!(!is_camt(&zipped(&[("note.txt", b"hello")])));
    let no = refused(&zipped(&[("a.xml", first.as_bytes()), ("b.xml", torn(&second))]));
    assert!(no.reason.starts_with("in b.xml: the file breaks off"), "{no}");
}

fn torn(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len() - 30]
}

#[test]
fn zip_bombs_are_refused_in_words() {
    let good = file("001.02", &ntry("1", "DBIT", ""));
    let blank = " ".repeat(20 << 20);
    let bomb = zipped(&[("bomb.xml", good.replace("<Stmt>", &(blank + "<Stmt>")).as_bytes())]);
    assert!(bomb.len() < 100_000 && is_camt(&bomb));
    assert!(refused(&bomb).reason.contains("zip bomb"));
    // The same with sizes that lie, in the table of contents and before the file.
    let mut liar = bomb.clone();
    for mark in [&b"PK\x01\x02"[..], b"PK\x03\x04"] {
        let at = liar.windows(4).rposition(|w| w == mark).unwrap();
        let size = at + if mark[2] == 1 { 24 } else { 22 };
        liar[size..size + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(read(&liar).is_err());
    let nested = zipped(&[("in.zip", &zipped(&[("a.xml", good.as_bytes())]))]);
    assert!(is_camt(&nested) && refused(&nested).reason.contains("zip within the zip"));
    let names: Vec<String> = (0..1001).map(|i| i.to_string()).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), good.as_bytes())).collect();
    assert!(refused(&zipped(&many)).reason.contains("more than 1000 files"));
    assert!(refused(&zipped(&[("a.xml", good.as_bytes())])[..200]).reason.contains("zip"));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = (is_camt(&bytes), read(&bytes));
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat());
    }

    #[test]
    fn no_change_to_a_good_file_makes_it_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(), packed: bool, short: bool,
    ) {
        let more = details("<RltdPties><Cdtr><Nm>A&amp;B</Nm></Cdtr></RltdPties>");
        let text = file("001.02", &format!("{OPENING}{}", ntry("1.00", "DBIT", &more)));
        let mut bytes = text.into_bytes();
        if packed {
            bytes = zipped(&[("a.xml", &bytes)]);
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if short {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = is_camt(&bytes);
        match read(&bytes) {
            Ok(_) => {}
            Err(no) => prop_assert!(no.line > 0 && no.column > 0 && !no.reason.is_empty()),
        }
    }

    #[test]
    fn what_is_written_is_read(
        amounts in proptest::collection::vec(-9_999_999_i64..9_999_999, 0..20),
    ) {
        let entries: String = amounts.iter().map(|a| {
            let (whole, part) = (a.abs() / 100, a.abs() % 100);
            ntry(&format!("{whole}.{part:02}"), if *a < 0 { "DBIT" } else { "CRDT" }, "")
        }).collect();
        let read = taken(&file("001.06", &entries));
        let got: Vec<i64> = read.entries.iter().map(|e| e.amount_minor).collect();
        prop_assert_eq!(got, amounts);
    }
}
