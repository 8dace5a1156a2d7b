//! Bank statements of ISO 20022: CAMT.052, .053 and .054, versions 001.02 to 001.12, as XML or as
//! a zip of such files. Pure: bytes in, a statement or a refusal out. One `Ntry` is one entry.
//! Leaves out what a statement sums up (`TxsSummry`), interest and limits, and does not split a
//! batch into its payments: the booked amount is the entry, and the payments stay in its record.

mod balance;
mod entry;
mod file;
mod text;
mod words;

#[cfg(test)]
mod tests;

use file::{hint, kind_of};

use crate::imports::statement::{Note, Refused, Statement};
use crate::imports::unzip::{self, Zip};
use crate::imports::xml;

/// Elements looked at before giving up on a file that is some other XML.
const SNIFFED: usize = 500;
/// Bytes looked at, likewise.
const HEAD: usize = 64 * 1024;

/// Whether this is a CAMT file, or a zip with one in it; by content, never by name. Also true for
/// a zip that cannot be looked into: nothing else reads zips, and [`read`] says what is wrong.
pub fn is_camt(bytes: &[u8]) -> bool {
    if !unzip::is_zip(bytes) {
        return is_camt_xml(bytes);
    }
    let Ok(mut zip) = Zip::open(bytes) else { return true };
    (0..zip.len()).any(|i| match zip.name(i) {
        Ok(None) => false,
        Ok(Some(_)) => zip.head(i).map_or(true, |h| is_camt_xml(&h) || unzip::is_zip(&h)),
        Err(_) => true,
    })
}

/// Reads a file; nothing in it is taken when it is refused.
pub fn read(bytes: &[u8]) -> Result<Statement, Refused> {
    if !unzip::is_zip(bytes) {
        return file::read(bytes);
    }
    let mut zip = Zip::open(bytes)?;
    let mut all: Option<Statement> = None;
    let mut left_out = Vec::new();
    for i in 0..zip.len() {
        let Some(name) = zip.name(i)? else { continue };
        let head = zip.head(i)?;
        if unzip::is_zip(&head) {
            let reason = format!("{name} is a zip within the zip; unpack it first");
            return Err(Refused::new(1, 1, reason));
        }
        if !is_camt_xml(&head) {
            left_out.push(name);
            continue;
        }
        let one = file::read(&zip.whole(i)?).map_err(|refused| Refused {
            reason: format!("in {name}: {}", refused.reason),
            ..refused
        })?;
        match &mut all {
            None => all = Some(within(one, &name)),
            Some(all) => append(all, within(one, &name)),
        }
    }
    let mut all = all.ok_or_else(|| Refused::new(1, 1, "the zip holds no CAMT file"))?;
    if !left_out.is_empty() {
        let (count, names) = (left_out.len(), left_out[..left_out.len().min(5)].join(", "));
        let message = format!("{count} files in the zip are no CAMT and were left out: {names}");
        all.warnings.push(Note::new("zip_left_out", message));
    }
    Ok(all)
}

/// Says in every remark which file of the zip it is about.
fn within(mut one: Statement, name: &str) -> Statement {
    for note in one.warnings.iter_mut().chain(&mut one.questions) {
        note.message = format!("in {name}: {}", note.message);
    }
    for rejected in &mut one.rejected {
        rejected.reason = format!("in {name}: {}", rejected.reason);
    }
    one
}

fn append(all: &mut Statement, one: Statement) {
    for account in one.account_hints {
        hint(&mut all.account_hints, &account);
    }
    all.entries.extend(one.entries);
    all.rejected.extend(one.rejected);
    all.warnings.extend(one.warnings);
    all.questions.extend(one.questions);
}

/// Looks at the head only. A document type does not hinder: `read` refuses it in words.
fn is_camt_xml(bytes: &[u8]) -> bool {
    let head = text::decode(&bytes[..bytes.len().min(HEAD)]).text;
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !head.starts_with('<') {
        return false;
    }
    let mut events = quick_xml::Reader::from_str(head);
    let mut elements = 0;
    while elements < SNIFFED {
        use quick_xml::events::Event;
        match events.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                elements += 1;
                let known = kind_of(xml::local(tag.name().as_ref())).is_some();
                if known || tag.attributes_raw().contains(":camt.05") {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
    false
}
