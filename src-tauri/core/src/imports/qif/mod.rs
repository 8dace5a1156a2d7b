//! Reads QIF, the register format of Quicken: accounts, splits, investments, any date style.
//! Written by hand: the crates there are guess the order of day and month silently, count money in
//! floats and refuse a whole file for one record. Leaves out pairing the two sides of a transfer,
//! the parts of a split (they stay in `raw`), and lists that are no transactions (categories,
//! classes, securities, prices, memorized ones).
mod amounts;
mod dates;
mod entries;
mod records;
mod text;

use std::collections::{BTreeMap, HashSet};

use crate::imports::statement::{Currency, Note, Refused, Statement};
use dates::{Order, Why};
use entries::Settled;
use records::{Record, Scan, Section};

/// How much of a file `is_qif` looks at.
const HEAD: usize = 64 * 1024;
/// Where ISO 4217 has no currency.
const NONE: Currency = Currency(*b"XXX");
/// Currencies of the countries that write the month first.
const MONTH_FIRST: [[u8; 3]; 2] = [*b"USD", *b"PHP"];

/// What is known from outside the file.
#[derive(Debug, Clone, Default)]
pub struct QifHints {
    /// QIF never names one.
    pub currency: Option<String>,
    /// Counts only where the file does not settle it.
    pub day_first: Option<bool>,
}

/// True for a file with a header line of QIF, or with a record that has a date, a sum and an end.
pub fn is_qif(bytes: &[u8]) -> bool {
    let cut = bytes.len().min(HEAD);
    let (text, ..) = text::decode(&bytes[..cut]);
    if text.contains('\0') {
        return false;
    }
    let scan = records::scan(&text);
    let ends = || text::lines(&text).any(|l| l.text.trim_start().starts_with('^'));
    scan.header || (ends() && scan.records.iter().any(records::is_transaction))
}

/// Reads a whole file.
pub fn read(bytes: &[u8], hints: &QifHints) -> Result<Statement, Refused> {
    let (text, encoding, damaged) = text::decode(bytes);
    let place = text::lines(&text).find(|l| !l.text.trim().is_empty());
    let refuse = |reason: &str| Refused::new(place.map_or(1, |p| p.number), 1, reason);
    if place.is_none() {
        return Err(refuse("the file is empty"));
    }
    if let Some(line) = text::lines(&text).find(|l| l.text.contains('\0')) {
        let column = line.text.find('\0').map_or(0, |i| line.text[..i].chars().count());
        let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
        return Err(Refused::new(line.number, column, "a zero byte: this is no text"));
    }
    let scan = records::scan(&text);
    if let Some(line) = scan.endless {
        let reason = "this record goes on for more than 1 MB: its end (^) is missing";
        return Err(Refused::new(line, 1, reason));
    }
    if !scan.header && !scan.records.iter().any(records::is_transaction) {
        return Err(refuse(
            "no QIF: no line such as !Type:Bank, and no record with a date and a sum",
        ));
    }
    let mut statement = Statement {
        format: "qif".into(),
        encoding: encoding.name().into(),
        ..Statement::default()
    };
    if damaged {
        let message = format!("some letters are not {}", encoding.name());
        statement.warnings.push(Note::new("encoding", message));
    }
    let file = Settled {
        order: settle_order(&scan, hints, &mut statement),
        mark: decimal_mark(&scan.records),
        currency: settle_currency(hints, &mut statement),
    };
    fill(&scan, &file, &mut statement);
    Ok(statement)
}

fn settle_currency(hints: &QifHints, statement: &mut Statement) -> Currency {
    let code = known_currency(hints);
    if code.is_none() {
        let message = "QIF files do not name their currency; which one is it?";
        statement.questions.push(Note::new("currency", message));
    }
    code.unwrap_or(NONE)
}

fn known_currency(hints: &QifHints) -> Option<Currency> {
    let code: [u8; 3] = hints.currency.as_ref()?.trim().as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| Currency(code.map(|c| c.to_ascii_uppercase())))
}

/// The decimal mark most sums show; `None` while no sum shows one.
fn decimal_mark(records: &[Record<'_>]) -> Option<char> {
    let mut votes = BTreeMap::new();
    for mark in records.iter().filter_map(|r| r.fields().sum()?.1.mark()) {
        *votes.entry(mark).or_insert(0usize) += 1;
    }
    votes.into_iter().max_by_key(|v| v.1).map(|v| v.0)
}

/// Day or month first: by the file, by the hint, or asked with a guess in the entries meanwhile.
fn settle_order(scan: &Scan<'_>, hints: &QifHints, statement: &mut Statement) -> Order {
    let dated: Vec<_> = scan
        .records
        .iter()
        .filter_map(|r| r.fields().date)
        .filter_map(|f| Some((f, dates::read(f.text)?)))
        .collect();
    let alone: Vec<_> = dated.iter().map(|d| d.1).collect();
    let month_first = known_currency(hints).is_some_and(|c| MONTH_FIRST.contains(&c.0));
    let (order, why) = dates::settle(&alone, month_first);
    let told = scan.day_first.or(hints.day_first);
    let told = told.map(|first| if first { Order::Dmy } else { Order::Mdy });
    match (why, told) {
        (Why::Dates, _) => return order,
        (_, Some(told)) => return told,
        _ => {}
    }
    let other = if order == Order::Dmy { Order::Mdy } else { Order::Dmy };
    let sample = dated.iter().find(|d| d.1.two_ways() || d.1.day(order).is_none());
    let (line, words) = sample.map_or((None, String::new()), |(field, date)| {
        let day = |o| date.day(o).map_or("no date".into(), |d| d.format("%-d %B %Y").to_string());
        let words = format!("{} is {} or {}", entries::clip(field.text), day(order), day(other));
        (Some(field.line), words)
    });
    let note = |message: String| Note::new("day_order", message).at(line, Some(1));
    match why {
        Why::Shape => statement
            .warnings
            .push(note(format!("{words}; the look of the dates speaks for the first"))),
        Why::Clash => statement.questions.push(note(format!(
            "{words}; some dates have the day first, some the month: which one is right?"
        ))),
        Why::Guess | Why::Dates => statement.questions.push(note(format!("{words}; which one?"))),
    }
    order
}

/// Turns records into entries and rejected rows, and says what was left out.
fn fill(scan: &Scan<'_>, file: &Settled, statement: &mut Statement) {
    let (mut blank, mut investments, mut unclear) = ((None, 0u32), (None, 0u32), None);
    let mut accounts = HashSet::new();
    for record in &scan.records {
        let fields = record.fields();
        if fields.date.is_none() && fields.sums.iter().flatten().next().is_none() {
            blank = (blank.0.or(Some(record.line)), blank.1 + 1);
            continue;
        }
        if let Some(account) = record.account
            && statement.account_hints.len() < 50
            && accounts.insert(account)
        {
            statement.account_hints.push(account.to_string());
        }
        match entries::entry(record, &fields, file) {
            Ok(entry) => {
                if record.section == Section::Investments {
                    investments = (investments.0.or(Some(record.line)), investments.1 + 1);
                }
                if let Some((field, _)) = fields.sum().filter(|s| s.1.unclear(file.mark)) {
                    unclear = unclear.or(Some(field));
                }
                statement.warnings.extend(entries::remarks(&fields, &entry, file));
                statement.entries.push(entry);
            }
            Err(rejected) => statement.rejected.push(rejected),
        }
    }
    if let Some(field) = unclear {
        let message = format!("{} was read as thousands", entries::clip(field.text));
        let note = Note::new("decimal_mark", message).at(Some(field.line), Some(1));
        statement.warnings.push(note);
    }
    say(scan, blank, investments, statement);
}

/// Remarks about the file as a whole.
fn say(
    scan: &Scan<'_>,
    blank: (Option<u32>, u32),
    investments: (Option<u32>, u32),
    statement: &mut Statement,
) {
    let mut warn = |code: &str, line: Option<u32>, message: String| {
        statement.warnings.push(Note::new(code, message).at(line, None));
    };
    if investments.1 > 0 {
        let message = format!(
            "{} investment records carry the sum as the file writes it; QIF tells by the action, \
             not by a sign, which way the money went",
            investments.1
        );
        warn("investments", investments.0, message);
    }
    if blank.1 > 0 {
        warn("left_out", blank.0, format!("{} records without date and sum left out", blank.1));
    }
    if let Some((line, count)) = scan.run_on {
        warn("missing_end", Some(line), format!("{count} records do not end with ^"));
    }
    for (kind, (line, count)) in scan.left_out.iter().filter(|l| l.1.1 > 0) {
        warn("left_out", Some(*line), format!("{count} records of !Type:{kind} left out"));
    }
    if statement.entries.is_empty() && statement.rejected.is_empty() {
        statement.warnings.push(Note::new("empty", "no transactions in the file"));
    }
}

#[cfg(test)]
mod tests;
