//! OFX 1.x (SGML), OFX 2.x (XML) and their kin QFX and QBO: bank, card and the cash side of
//! investment statements, any number of them in one file. No crate reads what banks send, so the
//! tags are cut here. Leaves out trades and positions of securities (counted in a warning), loan
//! records, and a check of balances: the format has a closing balance only. No DTD is read and no
//! file or network touched.
mod bytes;
#[cfg(test)]
mod corpus;
mod fields;
mod record;
mod repeats;
mod status;
mod tags;

use crate::imports::statement::{
    Currency, LONGEST, Note, Refused, Rejected, Statement, account_text,
};
use record::{Record, UNKNOWN};
use status::{Failure, Status};
use tags::{Place, Tag, Tags};

pub use bytes::is_ofx;

/// More accounts than this are not listed, and more notes of one kind are not kept.
const LISTED: usize = 50;
/// With more unreadable records than this the file is refused: it is something else, or broken
/// throughout.
const UNREADABLE: usize = 10_000;

/// Reads a whole file. Refused is what is no OFX, holds only a server's error, or ends before a
/// statement.
pub fn read(bytes: &[u8]) -> Result<Statement, Refused> {
    let (text, encoding, damaged) = bytes::decode(bytes);
    refuse_entities(&text)?;
    let mut walk = Walk::new(&text);
    walk.statement.encoding = encoding.name().to_string();
    for tag in Tags::new(&text) {
        walk.take(&tag)?;
    }
    walk.end(damaged)
}

/// No entity but XML's own is resolved, so a bomb would not go off; but the texts of a file that
/// needs them would be read wrong.
fn refuse_entities(text: &str) -> Result<(), Refused> {
    let before = |b: &[u8]| b.eq_ignore_ascii_case(b"<OFX>") || b.eq_ignore_ascii_case(b"<OFX ");
    let body = text.as_bytes().windows(5).position(before).unwrap_or(text.len());
    let head = &text.as_bytes()[..body];
    let Some(at) = head.windows(8).position(|w| w.eq_ignore_ascii_case(b"<!ENTITY")) else {
        return Ok(());
    };
    let (line, column) = Place::new(text).of(at);
    let reason = "the file defines entities of its own (<!ENTITY), which can hide entity bombs; \
                  bank statements need none, so such files are not read";
    Err(Refused::new(line, column, reason))
}

/// How often something happened, and where first.
#[derive(Default)]
struct Count {
    times: usize,
    first: Option<u32>,
}

impl Count {
    fn add(&mut self, line: u32) {
        self.times += 1;
        self.first.get_or_insert(line);
    }

    fn note(&self, code: &str, message: &str) -> Option<Note> {
        let message = message.replace("{}", &self.times.to_string());
        (self.times > 0).then(|| Note::new(code, message).at(self.first, None))
    }
}

/// Where reading stands.
struct Walk<'a> {
    text: &'a str,
    place: Place<'a>,
    statement: Statement,
    /// Inside <OFX>: before it stands the header, behind it nothing.
    inside: bool,
    seen: bool,
    /// Account statements begun.
    statements: usize,
    currency: Option<Currency>,
    account: Option<String>,
    /// Inside an aggregate that names the account of the statement.
    naming: bool,
    record: Option<Record>,
    status: Status,
    failures: Vec<Failure>,
    trades: Count,
    positions: Count,
    loans: Count,
    rounded: Count,
    corrections: Count,
    signs: [Count; 2],
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            place: Place::new(text),
            statement: Statement { format: "ofx".into(), ..Statement::default() },
            inside: false,
            seen: false,
            statements: 0,
            currency: None,
            account: None,
            naming: false,
            record: None,
            status: Status::default(),
            failures: Vec::new(),
            trades: Count::default(),
            positions: Count::default(),
            loans: Count::default(),
            rounded: Count::default(),
            corrections: Count::default(),
            signs: Default::default(),
        }
    }

    fn take(&mut self, tag: &Tag<'_>) -> Result<(), Refused> {
        if tag.name == "OFX" {
            self.inside = !tag.closing;
            self.seen = true;
        }
        if !self.seen {
            return Ok(());
        }
        let of_record = matches!(&*tag.name, "STMTTRN" | "STMTTRNP");
        if of_record || is_frame(&tag.name) {
            // A record may lack its end; the closing tag belongs to it, anything else does not.
            let end = if of_record && tag.closing { tag.end } else { tag.at };
            self.close(end)?;
        }
        let (line, column) = self.place.of(tag.at);
        if of_record && !tag.closing {
            let pending = tag.name == "STMTTRNP";
            self.record = Some(Record::new(tag.at, (line, column), pending));
        } else if let Some(record) = &mut self.record {
            record.put(tag, self.place.of(tag.text_at()));
        } else if let Some(failure) = self.status.take(tag, (line, column)) {
            if self.failures.len() < LISTED {
                self.failures.push(failure);
            }
        } else {
            self.frame(tag, line);
        }
        Ok(())
    }

    /// A tag outside records.
    fn frame(&mut self, tag: &Tag<'_>, line: u32) {
        if tag.name.ends_with("ACCTFROM") {
            self.naming = !tag.closing;
        }
        if tag.closing {
            return;
        }
        match &*tag.name {
            "CURDEF" => self.currency = fields::currency(&tag.value()).or(self.currency),
            "ACCTID" if self.naming => {
                let id = account_text(&tag.value()).to_owned();
                let hints = &mut self.statement.account_hints;
                if !id.is_empty() && !hints.contains(&id) && hints.len() < LISTED {
                    hints.push(id.clone());
                }
                self.account = (!id.is_empty()).then_some(id);
                self.naming = false;
            }
            "INVTRAN" => self.trades.add(line),
            "INVPOS" => self.positions.add(line),
            "LOANSTMTTRN" => self.loans.add(line),
            name if name.ends_with("STMTRS") => {
                self.statements += 1;
                self.account = None;
            }
            _ => {}
        }
    }

    /// Ends the record that is open, if any.
    fn close(&mut self, end: usize) -> Result<(), Refused> {
        let Some(record) = self.record.take() else { return Ok(()) };
        refuse_endless(&record, end)?;
        // A store may refuse zeros in text.
        let raw = self.text[record.start..end].trim().replace('\0', "");
        let corrects = record.corrects;
        match record.finish(raw, self.currency, self.account.as_deref()) {
            Ok(made) => {
                let line = made.entry.line;
                if made.rounded {
                    self.rounded.add(line);
                }
                if corrects {
                    self.corrections.add(line);
                }
                if let Some(agrees) = made.sign_agrees {
                    self.signs[usize::from(agrees)].add(line);
                }
                self.statement.entries.push(made.entry);
                Ok(())
            }
            Err(rejected) => self.reject(rejected),
        }
    }

    fn reject(&mut self, rejected: Rejected) -> Result<(), Refused> {
        if self.statement.rejected.len() == UNREADABLE {
            let reason = format!(
                "more than {UNREADABLE} transactions cannot be read; here {}",
                rejected.reason
            );
            return Err(Refused::new(rejected.line, rejected.column.unwrap_or(1), reason));
        }
        self.statement.rejected.push(rejected);
        Ok(())
    }

    fn end(mut self, damaged: bool) -> Result<Statement, Refused> {
        if !self.seen {
            return Err(Refused::new(1, 1, "not an OFX file: there is no <OFX>"));
        }
        let cut = self.inside;
        let (line, column) = self.place.of(self.text.trim_end().len());
        if let Some(record) = self.record.take() {
            refuse_endless(&record, self.text.len())?;
            // Its last number may be half a number.
            let raw = self.text[record.start..].trim().replace('\0', "");
            let reason = "the file ends inside this transaction".to_string();
            let column = Some(record.column);
            self.reject(Rejected { line: record.line, column, reason, raw })?;
        }
        let empty = self.statements == 0 && self.statement.entries.is_empty();
        if empty && self.statement.rejected.is_empty() {
            // A bare refused sign-on asked for nothing, so nothing is missing: told below.
            if self.failures.iter().any(|f| !f.sign_on) {
                let worded = self.failures.iter().find(|f| f.message.is_some());
                let failure = worded.unwrap_or(&self.failures[0]);
                return Err(Refused::new(failure.line, failure.column, failure.words()));
            }
            if cut {
                return Err(Refused::new(
                    line,
                    column,
                    "the file ends before a statement; there is no </OFX>",
                ));
            }
        }
        let cut = cut.then_some((line, column));
        self.notes(damaged, cut, empty);
        Ok(self.statement)
    }

    fn notes(&mut self, damaged: bool, cut: Option<(u32, u32)>, empty: bool) {
        let statement = &mut self.statement;
        let warnings = &mut statement.warnings;
        for failure in &self.failures {
            let column = failure.column as usize - 1;
            warnings.push(
                Note::new("server_error", failure.words()).at(Some(failure.line), Some(column)),
            );
        }
        if empty && self.failures.is_empty() {
            warnings.push(Note::new("no_statement", "the file holds no account statement"));
        }
        if let Some((line, column)) = cut {
            let note =
                Note::new("cut_off", "the file has no </OFX>; it may have been cut off here");
            warnings.push(note.at(Some(line), Some(column as usize - 1)));
        }
        if damaged {
            let text = "some letters could not be decoded and are shown as \u{fffd}";
            warnings.push(Note::new("encoding", text));
        }
        let [against, with] = &self.signs;
        let signs = if against.times > with.times { against } else { &Count::default() };
        let told = [
            self.trades.note(
                "investments",
                "securities: only cash movements are read; trades left out: {}",
            ),
            self.positions.note("positions", "positions in securities left out: {}"),
            self.loans.note("loans", "loan transactions left out: {}"),
            self.rounded.note(
                "rounded",
                "amounts rounded, as they have more decimals than their currency: {}",
            ),
            self.corrections.note(
                "corrections",
                "transactions that correct earlier ones, which stay as they are: {}",
            ),
            signs.note(
                "sign",
                "amounts taken as signed though DEBIT or CREDIT says the contrary: {}",
            ),
        ];
        warnings.extend(told.into_iter().flatten());
        warnings.extend(repeats::drop_repeated_ids(&mut statement.entries));
        statement.questions.extend(unknown_currency(statement));
    }
}

fn refuse_endless(record: &Record, end: usize) -> Result<(), Refused> {
    let reason = "this transaction goes on for more than 1 MB: its end is missing";
    let endless = end - record.start > LONGEST;
    if endless { Err(Refused::new(record.line, record.column, reason)) } else { Ok(()) }
}

/// Tags that a record cannot contain, so that they end one whose own end is missing.
fn is_frame(name: &str) -> bool {
    ["STMTRS", "TRNRS", "MSGSRSV1", "TRANLIST", "TRANLISTP"].iter().any(|end| name.ends_with(end))
        || matches!(name, "OFX" | "INVBANKTRAN" | "LEDGERBAL" | "AVAILBAL" | "BALLIST")
}

/// Asks once where amounts have no currency, or one that is not in use.
fn unknown_currency(statement: &Statement) -> Option<Note> {
    let odd = statement
        .entries
        .iter()
        .find(|e| !fields::is_listed(e.currency) || e.currency == UNKNOWN)?;
    let text = match odd.currency {
        UNKNOWN => "which currency is this account in? The file does not say".to_string(),
        code => format!("{} is no currency of today; which one is meant?", code.as_str()),
    };
    Some(Note::new("currency", text).at(Some(odd.line), None))
}
