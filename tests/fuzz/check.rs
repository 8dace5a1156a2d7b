//! What holds for every file, whatever is in it: it is answered without a panic, in words with a
//! place where it is refused, and nothing that comes out is out of proportion to what went in.
//! One function for each target, used alike by the fuzzer and by the tests on the kept corpus.

use pocketsage_core::imports::csv::{self, Hints};
use pocketsage_core::imports::format::{self, Found};
use pocketsage_core::imports::statement::{Refused, Rejected, Row};

#[allow(dead_code)]
#[path = "../../src-tauri/core/src/imports/sheet/tests/build.rs"]
mod build;

/// Beyond this a made workbook would need a larger table than its maker writes.
const STREAM: usize = 400_000;

/// What a target does with the bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its folder.
pub const TARGETS: [(&str, Target); 8] = [
    ("detect", detect),
    ("csv", csv),
    ("ofx", ofx),
    ("qif", qif),
    ("camt", camt),
    ("mt940", mt940),
    ("xlsx", xlsx),
    ("xls", xls),
];

/// A file as it is: which format, and all its rows.
pub fn detect(bytes: &[u8]) {
    read(bytes);
}

/// Cells, whatever else the bytes could be taken for.
pub fn csv(bytes: &[u8]) {
    match csv::detect(bytes, &Hints::default()) {
        Err(no) => in_words(&no),
        Ok(found) => {
            let mut seen = Seen::default();
            match csv::rows(bytes, &found.layout) {
                Err(no) => in_words(&no),
                Ok(mut rows) => {
                    while let Some(row) = rows.next_row() {
                        seen.take(row);
                    }
                    assert!(seen.rows + rows.set_aside_count() <= lines(bytes) + 1);
                }
            }
            seen.fits(lines(bytes), bytes.len());
        }
    }
}

/// The body of an OFX file.
pub fn ofx(bytes: &[u8]) {
    read(&[b"OFXHEADER:100\n\n<OFX>", bytes].concat());
}

/// The records below a header of QIF.
pub fn qif(bytes: &[u8]) {
    read(&[b"!Type:Bank\n", bytes].concat());
}

/// What stands in a CAMT statement.
pub fn camt(bytes: &[u8]) {
    let (head, foot) = (b"<Document><BkToCstmrStmt><Stmt>", b"</Stmt></BkToCstmrStmt></Document>");
    read(&[&head[..], bytes, &foot[..]].concat());
    read(&[&head[..], bytes].concat());
}

/// The fields behind the first two of a statement of SWIFT.
pub fn mt940(bytes: &[u8]) {
    read(&[b":20:X\n:25:DE1\n:60F:C261101EUR1,00\n", bytes].concat());
}

/// The rows of a sheet as XML.
pub fn xlsx(bytes: &[u8]) {
    read(&build::workbook("0", &String::from_utf8_lossy(bytes)));
}

/// The records of a sheet, and the same bytes as the stream around it.
pub fn xls(bytes: &[u8]) {
    if bytes.len() <= STREAM {
        read(&build::ole(&[("Workbook", &build::biff8(bytes))]));
        read(&build::ole(&[("Book", &build::biff5(bytes))]));
        read(&build::ole(&[("Workbook", bytes)]));
    }
}

fn read(bytes: &[u8]) {
    let hints = Hints::default();
    let mut found = match format::detect(bytes, &hints) {
        Ok(found) => found,
        Err(no) => return in_words(&no),
    };
    let first = rows(bytes, &found);
    // The same again, in the way a person settled.
    if let Some(layout) = found.layout().cloned() {
        found.settle(layout);
        assert_eq!(rows(bytes, &found), first);
    }
}

/// How many rows could be read, and how many not.
fn rows(bytes: &[u8], found: &Found) -> Option<(usize, usize)> {
    let mut seen = Seen::default();
    match found.rows(bytes) {
        Err(no) => {
            in_words(&no);
            return None;
        }
        Ok(mut rows) => {
            while let Some(row) = rows.next_row() {
                seen.take(row);
            }
        }
    }
    let sheet = found.format.starts_with("xls");
    if sheet {
        let lines = usize::try_from(found.line_count(bytes)).expect("lines are counted in memory");
        assert!(seen.rows <= lines, "{} rows of {lines} lines", seen.rows);
    } else if found.layout().is_some() {
        seen.fits(lines(bytes), bytes.len());
    } else {
        // A bank may write a whole year into one line.
        seen.fits(bytes.len(), bytes.len());
    }
    assert!(found.account_hints.len() <= 50 && found.signature.len() <= 4 * bytes.len() + 200_000);
    for note in found.warnings.iter().chain(&found.questions) {
        assert!(!note.message.is_empty() && note.line != Some(0) && note.column != Some(0));
    }
    Some((seen.rows, seen.rejected))
}

/// What came out of a file so far.
#[derive(Default)]
struct Seen {
    rows: usize,
    rejected: usize,
    raw: usize,
    text: usize,
}

impl Seen {
    fn take(&mut self, row: Result<Row<'_>, Rejected>) {
        self.rows += 1;
        match row {
            Ok(row) => {
                assert!(row.line > 0);
                self.raw += row.raw.len();
                let texts = [row.payee, row.external_id, row.category].into_iter().flatten();
                self.text += row.description.len() + texts.map(str::len).sum::<usize>();
                // Each entry repeats its account.
                assert!(row.account.is_none_or(|account| account.len() <= 1 << 20));
            }
            Err(row) => {
                assert!(row.line > 0 && row.column != Some(0) && !row.reason.is_empty());
                assert!(row.reason.len() < 10_000, "{}", row.reason.len());
                self.rejected += 1;
                self.raw += row.raw.len();
            }
        }
    }

    /// Letters of other encodings may take three bytes, and a text may stand in two fields.
    fn fits(&self, most: usize, bytes: usize) {
        assert!(self.rows <= most + 1, "{} rows of {most}", self.rows);
        assert!(self.raw <= 4 * bytes + 100, "{} bytes became {}", bytes, self.raw);
        assert!(self.text <= 12 * bytes + 100, "{} bytes became {}", bytes, self.text);
    }
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() + 1
}

fn in_words(no: &Refused) {
    assert!(no.line > 0 && no.column > 0 && !no.reason.is_empty(), "{no:?}");
    assert!(no.reason.len() < 10_000, "{}", no.reason.len());
}
