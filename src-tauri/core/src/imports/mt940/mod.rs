//! Reads MT940 and MT942, the account statements of SWIFT, in the dialects of the banks.
//! Statements are told apart by their headers, entries carry their value day, the balances are
//! added up. Leaves out payments (MT1xx), the meaning of type codes, and any database or clock.
//! Days: 61 has a value day and perhaps an entry day without a year; the value day is taken.

mod details;
mod encoding;
mod fields;
mod movement;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::imports::statement::*;
use details::{Details, details, notes, squeeze};
use fields::{BREAK, Field, Tag, void};
use movement::{entry_day, minor, movement};

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 64 * 1024;
/// With more unreadable entries than this it is another format that looks alike.
const TOO_MANY: usize = 10_000;

/// Whether the text is such a statement, by its fields alone.
pub fn is_mt940(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    is_statement(&fields::cut(&encoding::decode(head).0))
}

fn is_statement(fields: &[Field]) -> bool {
    let any = |wanted: fn(&Tag) -> bool| fields.iter().any(|field| wanted(&field.tag));
    any(|tag| matches!(tag, b"20 " | b"25 " | b"25P"))
        && any(|tag| matches!(tag, b"60F" | b"60M" | b"61 " | b"62F" | b"62M" | b"34F"))
}

/// All entries of the file. Refused is what is no such statement, or has no readable entry
/// where it has entries.
pub fn read(bytes: &[u8]) -> Result<Statement, Refused> {
    let (text, encoding) = encoding::decode(bytes);
    let fields = fields::cut(&text);
    if !is_statement(&fields) {
        let line = fields.iter().find(|field| field.tag != BREAK).map_or(1, |field| field.line);
        let reason = "no account statement of SWIFT (MT940, MT942): it needs a field :20: or :25: \
                      and a balance (:60F:) or an entry (:61:)";
        return Err(Refused::new(line, 1, reason));
    }
    let out = Statement { format: "mt940".into(), encoding: encoding.into(), ..Default::default() };
    let mut reader = Reader { text: &text, out, account: None, currency: None };
    for section in sections(&fields) {
        reader.section(section)?;
    }
    let mut out = reader.out;
    if let (true, Some(first)) = (out.entries.is_empty(), out.rejected.first()) {
        return Err(Refused::new(first.line, first.column.unwrap_or(1), first.reason.clone()));
    }
    keep_unique_ids(&mut out.entries);
    Ok(out)
}

/// One statement each: up to a break, a new `:20:`, or a second account.
fn sections(fields: &[Field]) -> impl Iterator<Item = &[Field]> {
    let names = |field: &Field| matches!(&field.tag, b"25 " | b"25P");
    let mut account = fields.first().is_some_and(names);
    fields.chunk_by(move |_, next| {
        let is_account = names(next);
        let new = matches!(&next.tag, &BREAK | b"20 ") || (is_account && account);
        account = is_account || (account && !new);
        !new
    })
}

/// A field 60, 62, 64 or 65, or one of the sums 90.
struct Balance<'a> {
    minus: bool,
    currency: Option<Currency>,
    amount: &'a str,
}

/// `C210131EUR1234,5`; some banks leave the currency out of the closing one.
fn balance(line: &str) -> Option<Balance<'_>> {
    let line = line.trim_matches(void);
    let (mark, rest) = line.split_at_checked(1)?;
    let minus = mark.eq_ignore_ascii_case("D");
    let (day, rest) = rest.split_at_checked(6)?;
    let (currency, amount) = coded(rest);
    let sound =
        (minus || mark.eq_ignore_ascii_case("C")) && day.bytes().all(|b| b.is_ascii_digit());
    sound.then_some(Balance { minus, currency, amount })
}

/// The currency at the head of a text, and the rest.
fn coded(text: &str) -> (Option<Currency>, &str) {
    match text.split_at_checked(3) {
        Some((code, rest)) if code.bytes().all(|b| b.is_ascii_alphabetic()) => {
            let mut letters = [0; 3];
            letters.copy_from_slice(code.to_ascii_uppercase().as_bytes());
            (Some(Currency(letters)), rest)
        }
        _ => (None, text),
    }
}

/// `-1.50`.
fn plain(minor: i128, exponent: u32) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = exponent as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent as usize);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

struct Reader<'a> {
    text: &'a str,
    out: Statement,
    /// Of the statement that is read, else of the one before.
    account: Option<String>,
    currency: Option<Currency>,
}

/// What one statement adds up to, in minor units.
#[derive(Default)]
struct Sums {
    opening: Option<i128>,
    credits: i128,
    debits: i128,
}

impl Reader<'_> {
    fn section(&mut self, section: &[Field]) -> Result<(), Refused> {
        self.open(section);
        let exponent = self.currency.map_or(2, |c| c.exponent());
        let mut sums = Sums::default();
        for (i, field) in section.iter().enumerate() {
            let first = field.first(self.text);
            match &field.tag {
                b"60F" | b"60M" => {
                    sums = Sums { opening: self.amount(field, exponent), ..Sums::default() };
                }
                b"61 " => {
                    let more = section[i + 1..].iter();
                    let more = more.take_while(|f| matches!(&f.tag, b"86 " | b"NS ")).count();
                    self.entry(&section[i..=i + more], &mut sums)?;
                }
                b"62F" | b"62M" => {
                    let closing = self.amount(field, exponent);
                    if let (Some(opening), Some(closing)) = (sums.opening, closing) {
                        let gap = closing - (opening + sums.credits - sums.debits);
                        self.differs("balance", field, gap, exponent, "the closing balance");
                    }
                }
                b"90C" | b"90D" => {
                    let credit = field.tag[2] == b'C';
                    let sum = if credit { sums.credits } else { sums.debits };
                    let digits = first.trim_start_matches(|c: char| c.is_ascii_digit() || void(c));
                    let told = minor(coded(digits).1.trim_matches(void), exponent);
                    if let Some(gap) = told.ok().map(|told| i128::from(told) - sum) {
                        self.differs("total", field, gap, exponent, "the bank's total");
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Account and currency; what follows a statement without a head of its own belongs to it.
    fn open(&mut self, section: &[Field]) {
        let text = self.text;
        let value = |tags: &[&Tag]| {
            let field = section.iter().find(|field| tags.contains(&&field.tag))?;
            let value = account_text(field.first(text).trim_matches(void));
            Some(value).filter(|value| !value.is_empty())
        };
        let account = value(&[b"25 ", b"25P"]);
        if let Some(account) = account {
            self.account = Some(account.to_string());
            let hints = &mut self.out.account_hints;
            if hints.len() < 50 && !hints.iter().any(|hint| hint == account) {
                hints.push(account.to_string());
            }
        }
        let of = |tags: &[&Tag]| value(tags).and_then(balance).and_then(|b| b.currency);
        let told = of(&[b"60F", b"60M"])
            .or_else(|| value(&[b"34F"]).and_then(|line| coded(line).0))
            .or_else(|| of(&[b"62F", b"62M", b"64 ", b"65 "]));
        // Some banks write the currency behind the number of the account.
        let behind = || {
            let code = account?.get(account?.len().checked_sub(3)?..)?;
            iso_currency::Currency::from_code(code).and(coded(code).0)
        };
        let found = told.or_else(behind);
        // Another account must not take the currency of the one before.
        self.currency = if account.is_some() { found } else { found.or(self.currency) };
        let known = self.out.warnings.iter().any(|note| note.code == "interim");
        if !known && section.iter().any(|field| &field.tag == b"34F") {
            let message = "an interim report (MT942): the statement brings these entries again";
            let line = section.first().map(|field| field.line);
            self.out.warnings.push(Note::new("interim", message).at(line, None));
        }
    }

    fn amount(&mut self, field: &Field, exponent: u32) -> Option<i128> {
        let read = balance(field.first(self.text));
        let amount = read.and_then(|b| Some((b.minus, minor(b.amount, exponent).ok()?)));
        if amount.is_none() {
            let note = Note::new("balance", "this balance cannot be read");
            self.out.warnings.push(note.at(Some(field.line), None));
        }
        amount.map(|(minus, amount)| i128::from(if minus { -amount } else { amount }))
    }

    fn differs(&mut self, code: &str, field: &Field, gap: i128, exponent: u32, what: &str) {
        if gap != 0 {
            let gap = plain(gap, exponent);
            let currency = self.currency.map_or(String::new(), |c| format!(" {}", c.as_str()));
            let message = format!("{what} differs from the entries by {gap}{currency}");
            self.out.warnings.push(Note::new(code, message).at(Some(field.line), None));
        }
    }

    /// One field 61 and what tells about it.
    fn entry(&mut self, parts: &[Field], sums: &mut Sums) -> Result<(), Refused> {
        let (Some(head), Some(last)) = (parts.first(), parts.last()) else { return Ok(()) };
        if last.end - head.start > LONGEST {
            let reason = "this entry goes on for more than 1 MB: the next field is missing";
            return Err(Refused::new(head.line, 1, reason));
        }
        let raw = self.text.get(head.start..last.end).unwrap_or_default();
        let raw = raw.trim_matches(|c| matches!(c, '\r' | '\n')).to_string();
        match self.booked(parts, sums) {
            Ok(entry) => self.out.entries.push(Entry { raw, ..entry }),
            Err((column, reason)) => {
                let before = self.text.get(head.start..head.value).unwrap_or_default();
                let column = u32::try_from(before.chars().count() + column + 1).ok();
                if self.out.rejected.len() == TOO_MANY {
                    let reason = format!("more than {TOO_MANY} entries cannot be read: {reason}");
                    return Err(Refused::new(head.line, column.unwrap_or(1), reason));
                }
                self.out.rejected.push(Rejected { line: head.line, column, reason, raw });
            }
        }
        Ok(())
    }

    fn booked(&mut self, parts: &[Field], sums: &mut Sums) -> Result<Entry, movement::Fault> {
        let text = self.text;
        let head = parts[0];
        let read = movement(head.first(text))?;
        let Some(currency) = self.currency else {
            return Err((0, "no balance tells the currency".to_string()));
        };
        let amount =
            minor(read.amount, currency.exponent()).map_err(|reason| (read.amount_at, reason))?;
        *(if read.minus { &mut sums.debits } else { &mut sums.credits }) += i128::from(amount);
        if let Some(entry) = read.entry.filter(|entry| entry_day(read.day, entry).is_none()) {
            let message = format!("the entry day {entry} is no day of the calendar");
            let note = Note::new("entry_day", message);
            self.out.warnings.push(note.at(Some(head.line), None));
        }
        let told = told(text, parts, read.name);
        let own = || {
            let lines: Vec<&str> = fields::lines(head.text(text)).skip(1).collect();
            squeeze(&[read.tail, &lines.join(" ")].join(" "))
        };
        let silent = !parts.iter().any(|part| &part.tag == b"86 ") || told.is_empty();
        let who = if told.name.is_empty() { told.kind } else { told.name.clone() };
        let own = if silent { own() } else { String::new() };
        Ok(Entry {
            line: head.line,
            day: read.day,
            amount_minor: if read.minus { -amount } else { amount },
            currency,
            description: squeeze(&[who, told.purpose, own].join(" ")),
            payee: Some(told.name).filter(|name| !name.is_empty()),
            external_id: read.bank.filter(|id| is_id(id)).map(str::to_string),
            pending: read.expected,
            account: self.account.clone(),
            category: None,
            raw: String::new(),
        })
    }
}

/// All that the fields behind 61 tell, as one.
fn told(text: &str, parts: &[Field], name: Option<&str>) -> Details {
    let mut all = Details::default();
    for part in &parts[1..] {
        let value = part.text(text);
        let one = if &part.tag == b"86 " { details(value) } else { notes(value) };
        for (all, one) in [(&mut all.name, one.name), (&mut all.kind, one.kind)] {
            if all.is_empty() {
                *all = one;
            }
        }
        all.purpose.push(' ');
        all.purpose.push_str(&one.purpose);
    }
    if let (true, Some(name)) = (all.name.is_empty(), name) {
        all.name = squeeze(name);
    }
    all
}

impl Details {
    fn is_empty(&self) -> bool {
        [&self.name, &self.kind, &self.purpose].iter().all(|text| text.trim().is_empty())
    }
}

/// Long and with different digits: not one of the constants that banks put into every entry.
fn is_id(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    text.len() >= 8 && digits.len() >= 4 && digits.windows(2).any(|pair| pair[0] != pair[1])
}

/// A bank that uses one reference for two entries of an account uses it for batches: then none of
/// that account's references is the id of an entry, not even one that stands alone in this file.
fn keep_unique_ids(entries: &mut [Entry]) {
    let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
    for entry in entries.iter() {
        let id = entry.external_id.as_ref();
        if id.is_some_and(|id| !seen.insert((&entry.account, id))) {
            shared.insert(entry.account.clone());
        }
    }
    for entry in entries.iter_mut().filter(|entry| shared.contains(&entry.account)) {
        entry.external_id = None;
    }
}
