//! Workbooks that banks hand out, `.xlsx` and `.xls`, told by content. One sheet becomes delimited
//! text, a line for each of its rows, and everything else is said by the rules for such text.
//! Leaves out what is no bank's export: OpenDocument, the binary `.xlsb`, charts and macros.

mod ole;
mod text;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use super::csv::{self, Detected, Hints};
use super::statement::{Note, Refused};
use super::unzip::{self, Zip};

/// Sheets named in a remark.
const NAMED: usize = 5;

/// A sheet with something in it.
struct Sheet {
    name: String,
    /// Its rows as lines, its cells between tabs.
    text: String,
}

/// The sheet with the transactions, as text.
pub struct Found {
    /// `xlsx` or `xls`.
    pub format: &'static str,
    pub text: String,
    pub detected: Detected,
}

/// Whether this is a workbook, or a document of an office program that could be taken for one.
pub fn is_sheet(bytes: &[u8]) -> bool {
    ole::is_ole(bytes) || unzip::is_zip(bytes) && kind_of_zip(bytes).is_some()
}

/// What an office program packed.
enum Packed {
    Workbook,
    Binary,
    OpenDocument,
}

fn kind_of_zip(bytes: &[u8]) -> Option<Packed> {
    let mut zip = Zip::open(bytes).ok()?;
    let names: Vec<String> = (0..zip.len())
        .filter_map(|i| zip.name(i).ok().flatten())
        .map(|name| xlsx::plain(&name))
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("xl/workbook.bin") {
        Some(Packed::Binary)
    } else if has("[content_types].xml")
        && names.iter().any(|n| n.rsplit('/').next() == Some("workbook.xml"))
    {
        Some(Packed::Workbook)
    } else {
        (has("mimetype") && has("content.xml")).then_some(Packed::OpenDocument)
    }
}

/// Reads a workbook and finds the sheet with the transactions.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Found, Refused> {
    if ole::is_ole(bytes) {
        return choose("xls", xls::read(bytes)?, hints);
    }
    let other = |name| {
        let reason = format!("{name} is not read here; save it as .xlsx or .csv");
        Err(Refused::new(1, 1, reason))
    };
    match kind_of_zip(bytes) {
        Some(Packed::Binary) => other("a binary workbook (.xlsb)"),
        Some(Packed::OpenDocument) => other("a document of OpenDocument (.ods)"),
        _ => choose("xlsx", xlsx::read(&mut Zip::open(bytes)?)?, hints),
    }
}

fn locked() -> Refused {
    let reason = "the workbook is locked with a password; open it and save it without one";
    Refused::new(1, 1, reason)
}

/// Takes the sheet from which most rows can be read, the first of equals.
fn choose(format: &'static str, mut sheets: Vec<Sheet>, hints: &Hints) -> Result<Found, Refused> {
    let many = sheets.len() > 1;
    let mut best: Option<(usize, usize, Detected)> = None;
    let mut refused: Option<(usize, Refused)> = None;
    for (i, sheet) in sheets.iter().enumerate() {
        match csv::detect(sheet.text.as_bytes(), hints) {
            Ok(found) => {
                // Counted only where there is a choice, since it takes a whole reading.
                let rows = if many { rows(&sheet.text, &found) } else { 1 };
                if best.as_ref().is_none_or(|(most, ..)| rows > *most) {
                    best = Some((rows, i, found));
                }
            }
            Err(no) => {
                let lines = sheet.text.lines().count();
                if refused.as_ref().is_none_or(|(most, _)| lines > *most) {
                    let name =
                        if many { format!("sheet “{}”: ", sheet.name) } else { "".into() };
                    let reason = format!("{name}{}", no.reason);
                    refused = Some((lines, Refused { reason, ..no }));
                }
            }
        }
    }
    let Some((_, chosen, mut detected)) = best else {
        let empty = || Refused::new(1, 1, "the workbook is empty");
        return Err(refused.map_or_else(empty, |(_, no)| no));
    };
    let Sheet { name, text } = sheets.remove(chosen);
    if many {
        let others: Vec<String> =
            sheets.iter().take(NAMED).map(|sheet| format!("“{}”", sheet.name)).collect();
        let (count, others) = (sheets.len(), others.join(", "));
        let them = if count == 1 { "another one was" } else { "others were" };
        let message = format!("the sheet “{name}” was read; {them} left out: {others}");
        detected.warnings.push(Note::new("sheets_left_out", message));
    }
    // The lines of a text file of the same columns may begin elsewhere.
    detected.signature.insert_str(0, "sheet ");
    Ok(Found { format, text, detected })
}

fn rows(text: &str, found: &Detected) -> usize {
    let Ok(mut rows) = csv::rows(text.as_bytes(), &found.layout) else { return 0 };
    let mut count = 0;
    while let Some(row) = rows.next_row() {
        count += usize::from(row.is_ok());
    }
    count
}
