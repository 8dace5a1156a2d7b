//! Settles what one cell cannot: the currency of the file, the order of day and month, a year.
//! Asks where the file stays silent. Leaves out columns and signs.

use std::borrow::Cow;

use csv::StringRecord;

use super::bytes;
use super::columns::{Days, Money, Sheet};
use super::currency;
use super::dates::parse_day;
use super::guess;
use super::layout::{Currency, DayFormat, DayOrder, Hints, Note};
use super::roles::{self, Texts};
use super::table::Records;

/// Bytes of the file that are looked at; the rest is only read while the day order is open.
pub const SAMPLE: usize = 192 * 1024;

/// Warnings and questions as they come up.
#[derive(Default)]
pub struct Notes {
    /// Need no answer.
    pub warnings: Vec<Note>,
    /// Need an answer.
    pub questions: Vec<Note>,
}

impl Notes {
    /// Adds a warning.
    pub fn warn(&mut self, note: Note) {
        self.warnings.push(note);
    }

    /// Adds a question.
    pub fn ask(&mut self, note: Note) {
        self.questions.push(note);
    }
}

/// What is known of the file before its currency is.
pub struct Seen<'t> {
    /// The sample.
    pub text: &'t str,
    /// Decimal sign.
    pub decimal: char,
    /// Year of the latest row.
    pub year: Option<i32>,
}

/// The currency columns and the currency of rows without one.
pub struct Found {
    /// Column of codes.
    pub column: Option<usize>,
    /// Second column of codes.
    pub fallback: Option<usize>,
    /// Currency of rows without a code.
    pub fixed: Currency,
    /// False where it is a guess.
    pub sure: bool,
}

/// Finds the currency: stated by the file, hinted from outside, or guessed and asked.
pub fn currencies(
    sheet: &Sheet<'_>,
    money: &Money,
    texts: &Texts,
    hints: &Hints,
    seen: &Seen<'_>,
    notes: &mut Notes,
) -> Found {
    let hint = hints.currency.as_deref().and_then(currency::of_code);
    let header = currency::inside(sheet.name(money.main)).filter(|f| f.1);
    let mut columns = roles::currency_columns(sheet, money);
    if header.is_some() {
        columns.clear();
    }
    let column = columns.first().copied();
    let fallback = columns.get(1).copied();
    let full = column.is_some_and(|c| {
        sheet
            .rows
            .iter()
            .all(|r| !r.cell(c).is_empty() || fallback.is_some_and(|f| !r.cell(f).is_empty()))
    });
    let in_column = column.and_then(|c| sheet.cells(c).find_map(currency::of_cell));
    let known = header
        .map(|h| h.0)
        .or(in_column)
        .or_else(|| roles::stated_currency(sheet, money, texts, seen.year));
    if let Some(fixed) = known.or(hint) {
        if known.is_some() && hint.is_some_and(|h| h != fixed) && column.is_none() {
            notes.warn(Note::new("currency", format!("the file says {}", fixed.as_str())));
        }
        return Found { column, fallback, fixed, sure: full || known.is_some() };
    }
    let guess = guess::currency_of(sheet, money, seen.decimal, seen.text, seen.year);
    let message = format!("the file does not name its currency; is it {}?", guess.as_str());
    notes.ask(Note::new("currency", message));
    Found { column, fallback, fixed: guess, sure: false }
}

/// Settles the order of day and month, or asks.
pub fn settle_days(
    bytes: &[u8],
    sheet: &Sheet<'_>,
    days: &mut Days,
    hints: &Hints,
    found: &Found,
    notes: &mut Notes,
) {
    if !days.open {
        return;
    }
    let set = |days: &mut Days, day_first: bool| {
        days.format = if day_first { DayFormat::Dmy } else { DayFormat::Mdy };
        days.open = false;
    };
    if matches!(days.format, DayFormat::DayMonth | DayFormat::MonthDay) {
        notes.ask(
            Note::new("day_order", "day first or month first? No date in the file settles it")
                .at(None, Some(days.column)),
        );
        return;
    }
    if let Some(order) = hints.day_order {
        return set(days, order == DayOrder::DayFirst);
    }
    if let Some(day_first) = roles::day_order_by_shape(sheet, days) {
        return set(days, day_first);
    }
    if let Some(day_first) = scan_days(bytes, sheet, days) {
        return set(days, day_first);
    }
    let sample = sheet.cells(days.column).next().unwrap_or("");
    let (day_first, strong) = roles::day_order_guess(sheet, days, found.fixed, found.sure);
    let name = |f| {
        parse_day(sample, f, None).map(|d| d.format("%-d %B %Y").to_string()).unwrap_or_default()
    };
    let (by_day, by_month) = (name(DayFormat::Dmy), name(DayFormat::Mdy));
    let message = match (strong, day_first) {
        (true, true) => format!("{sample} was read as {by_day}, day first"),
        (true, false) => format!("{sample} was read as {by_month}, month first"),
        (false, _) => format!("is {sample} {by_day} or {by_month}?"),
    };
    let note = Note::new("day_order", message)
        .at(sheet.rows.first().map(|r| r.place.line), Some(days.column));
    if strong {
        notes.warn(note)
    } else {
        notes.ask(note)
    }
    set(days, day_first);
}

/// Reads on through the whole file until one day is above the twelfth.
fn scan_days(bytes: &[u8], sheet: &Sheet<'_>, days: &Days) -> Option<bool> {
    if bytes.len() <= SAMPLE {
        return None;
    }
    let (text, _) = bytes::decode(bytes, bytes::guess(bytes));
    let text = bytes::unify_lines(text);
    let from = bytes::head(bytes, SAMPLE).len().min(text.len());
    let mut records = Records::new(
        Cow::Borrowed(text.as_ref()),
        sheet.table.delimiter,
        sheet.table.quote,
        from,
        1,
    );
    let mut record = StringRecord::new();
    while records.next(&mut record).is_some() {
        let Some(cell) = record.get(days.column) else {
            continue;
        };
        let day = parse_day(cell, DayFormat::Dmy, None).is_some();
        let month = parse_day(cell, DayFormat::Mdy, None).is_some();
        if day != month {
            return Some(day);
        }
    }
    None
}

/// The year of dates without one: from the text above the table, or asked.
pub fn year(sheet: &Sheet<'_>, days: &Days, text: &str, notes: &mut Notes) -> Option<i32> {
    if !super::dates::needs_year(days.format) {
        return None;
    }
    let above = sheet.table.lines.get(sheet.table.first).map_or(0, |l| l.place.start);
    let head = text.get(..above).unwrap_or("");
    let found = head
        .split(|c: char| !c.is_ascii_digit())
        .filter(|w| w.len() == 4)
        .filter_map(|w| w.parse::<i32>().ok())
        .find(|y| (1980..=2100).contains(y));
    let message = match found {
        Some(y) => format!("the dates have no year: is it {y}?"),
        None => "the dates have no year: which one is it?".to_string(),
    };
    notes.ask(Note::new("year", message).at(Some(sheet.header_line()), Some(days.column)));
    Some(found.unwrap_or(2000))
}
