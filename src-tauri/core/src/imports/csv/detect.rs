//! Puts the findings together: from bytes to a layout with its warnings and questions.
//! Leaves out reading the rows (`rows.rs`).

use std::borrow::Cow;

use csv::ByteRecord;

use super::bytes;
use super::columns::{self, Days, Money, Sheet};
use super::currency;
use super::dates::parse_day;
use super::layout::{
    AmountColumns, Currency, DayFormat, DayOrder, Detected, Hints, Layout, Mapping, Note, Refused,
};
use super::roles::{self, Texts};
use super::signs::{self, Signs};
use super::table::{self, MAX_LINE, Records, Table};

/// Bytes of the file that are looked at; the rest is only read while the day order is open.
const SAMPLE: usize = 192 * 1024;

/// Finds out how a file is laid out.
pub fn detect(bytes: &[u8], hints: &Hints) -> Result<Detected, Refused> {
    let encoding = bytes::guess(bytes);
    let head = bytes::head(bytes, SAMPLE);
    let (text, _) = bytes::decode(head, encoding);
    let text = bytes::unify_lines(text);
    refuse_early(bytes, &text)?;
    let table = table::find(&text, head.len() < bytes.len())?;
    let sheet = Sheet::new(&table);
    let mut notes = Notes::default();
    let mut days = columns::days(&sheet)?;
    let (mut money, decimal, three) = money(&sheet, &days, &mut notes)?;
    let texts = roles::texts(&sheet, &days, &money);
    let mut signs = signs(&sheet, &mut money, &texts, decimal, upward(&sheet, &days), &mut notes)?;
    let found = currencies(&sheet, &money, &texts, hints, &text, three, &mut notes);
    settle_days(bytes, &sheet, &mut days, hints, &found, &mut notes);
    fees(&sheet, &money, &mut signs, &mut notes);
    let year = year(&sheet, &days, &text, &mut notes);
    let accounts = roles::accounts(&sheet, &texts);
    if texts.account.is_some() && accounts.own > 1 {
        let text = format!("rows of {} accounts in one file: each needs its own account", accounts.own);
        notes.ask(Note::new("accounts", text).at(None, texts.account));
    }
    let mapping = Mapping {
        day: days.column,
        day_fallback: days.fallback,
        day_format: days.format,
        year,
        amount: money.amount,
        inverted: signs.inverted,
        fee: signs.fee,
        decimal,
        description: texts.description,
        payee: texts.payee,
        memo: texts.memo,
        external_id: texts.external_id,
        currency: found.column,
        currency_fallback: found.fallback,
        fixed_currency: Some(found.fixed.as_str().to_string()),
        balance: signs.balance,
        account: texts.account,
        category: texts.category,
        status: texts.status,
    };
    let layout = layout(&table, encoding.name(), mapping);
    Ok(Detected {
        columns: names(&sheet),
        signature: signature(&sheet, &layout),
        account_hints: accounts.hints,
        warnings: notes.warnings,
        questions: notes.questions,
        layout,
    })
}

/// Warnings and questions as they come up.
#[derive(Default)]
pub struct Notes {
    warnings: Vec<Note>,
    questions: Vec<Note>,
}

impl Notes {
    fn warn(&mut self, note: Note) {
        self.warnings.push(note);
    }

    fn ask(&mut self, note: Note) {
        self.questions.push(note);
    }
}

/// Refuses what cannot be a table at all.
fn refuse_early(bytes: &[u8], text: &str) -> Result<(), Refused> {
    if text.trim_matches(table::is_blank).is_empty() {
        return Err(Refused::new(1, 1, "the file is empty"));
    }
    let mut line = 1;
    for part in text.split('\n') {
        // A sample cut inside a line shows only part of it, so the file itself is asked.
        if part.len() > SAMPLE / 2 && bytes.iter().take(MAX_LINE + 1).all(|b| *b != b'\n') {
            return Err(Refused::new(line, 1, "a line of more than 1 MB: this is no bank file"));
        }
        line += 1;
    }
    if text.bytes().take(4_096).filter(|b| *b == 0).count() > 8 {
        return Err(Refused::new(1, 1, "the file holds binary data, not text"));
    }
    let start = text.trim_start_matches(table::is_blank);
    if start.starts_with("<?xml") || start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<OFX") {
        return Err(Refused::new(1, 1, "this is a document in tags, not a table of cells"));
    }
    Ok(())
}

/// The money columns and the decimal sign; the last flag says three decimals are likely.
fn money(sheet: &Sheet<'_>, days: &Days, notes: &mut Notes) -> Result<(Money, char, bool), Refused> {
    let three = sheet.rows.iter().take(20).flat_map(|r| &r.cells).any(|c| {
        let found = currency::of_cell(c).or_else(|| currency::sign_inside(c).map(|f| f.0));
        found.is_some_and(|f| currency::exponent(f) == 3)
    });
    let named = columns::named_money(sheet);
    let all = match &named {
        Some(money) => money.all.clone(),
        None => {
            let mut bare = columns::bare_money(sheet);
            bare.retain(|c| !days.all.contains(c));
            bare
        }
    };
    let (decimal, guessed) = columns::decimal(sheet, &all, three);
    if guessed {
        let text = "is the sign before three digits a thousands sign? No amount in the file settles it";
        notes.ask(Note::new("decimal", text));
    }
    if let Some(money) = named {
        if money.open {
            let text = "more than one column could be the amount";
            notes.ask(Note::new("amount_column", text).at(Some(sheet.header_line()), Some(money.main)));
        }
        return Ok((money, decimal, three));
    }
    let balances = sheet.with(&[super::words::Role::Balance]);
    let line = sheet.header_line();
    if all.is_empty() && !balances.is_empty() {
        let column = u32::try_from(balances[0] + 1).unwrap_or(1);
        return Err(Refused::new(line, column, "balances only, no amounts: these are no transactions"));
    }
    let (money, sure) = signs::bare(sheet, &all, decimal)
        .ok_or_else(|| Refused::new(line, 1, "no column holds the amounts of transactions"))?;
    if !sure {
        let text = if sheet.names.is_empty() {
            "no header names the columns: is this the amount?"
        } else {
            "no header word names the amount: is this it?"
        };
        let note = Note::new("amount_column", text).at(Some(line), Some(money.main));
        if money.open || !sheet.names.is_empty() { notes.ask(note) } else { notes.warn(note) }
    }
    Ok((money, decimal, three))
}

/// What the signs mean, from the balance, direction words and other words in this order.
fn signs(
    sheet: &Sheet<'_>,
    money: &mut Money,
    texts: &Texts,
    decimal: char,
    upward: Option<bool>,
    notes: &mut Notes,
) -> Result<Signs, Refused> {
    let many = texts.account.filter(|&a| sheet.filled(a) > 0);
    let mut said = Signs::default();
    let directed = signs::by_direction(sheet, money, &mut said, decimal);
    let mut found = signs::by_balance(sheet, money, many, decimal, upward);
    let balance = found.balance.or(money.before);
    if let (Some(account), Some(balance)) = (texts.account, balance)
        && let Some(line) = signs::mixed_accounts(sheet, money, balance, account, decimal)
    {
        let column = u32::try_from(account + 1).unwrap_or(1);
        return Err(Refused::new(line, column, "another account inside one running balance"));
    }
    if directed && found.proved && found.inverted != said.inverted {
        let text = "the balance and the direction words disagree about the sign; the balance is followed";
        notes.ask(Note::new("sign", text).at(Some(sheet.header_line()), Some(money.main)));
    } else if directed {
        found.inverted = said.inverted;
    }
    if money.turned && !found.proved {
        found.inverted = true;
        let text = "the credit column carries a minus: both columns are read with turned signs";
        notes.warn(Note::new("sign", text).at(Some(sheet.header_line()), Some(money.main)));
    }
    if !found.proved && !directed {
        for (ask, note) in signs::by_words(sheet, money, &mut found, decimal) {
            if ask { notes.ask(note) } else { notes.warn(note) }
        }
    }
    if !found.proved && found.balance.is_some() && sheet.rows.len() > 2 {
        notes.warn(Note::new("balance", "the balances do not follow from the amounts").at(None, found.balance));
    }
    Ok(found)
}

/// True where the rows run from the newest day to the oldest, `None` where all share one day.
fn upward(sheet: &Sheet<'_>, days: &Days) -> Option<bool> {
    let read = |row: &&table::Line| parse_day(row.cell(days.column), days.format, None);
    let first = sheet.rows.iter().find_map(read)?;
    let last = sheet.rows.iter().rev().find_map(read)?;
    (first != last).then_some(first > last)
}

/// The currency columns and the currency of rows without one.
struct Found {
    column: Option<usize>,
    fallback: Option<usize>,
    fixed: Currency,
    sure: bool,
}

fn currencies(
    sheet: &Sheet<'_>,
    money: &Money,
    texts: &Texts,
    hints: &Hints,
    text: &str,
    _three: bool,
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
        sheet.rows.iter().all(|r| !r.cell(c).is_empty() || fallback.is_some_and(|f| !r.cell(f).is_empty()))
    });
    let in_column = column.and_then(|c| sheet.cells(c).find_map(currency::of_cell));
    let known = header.map(|h| h.0).or(in_column).or_else(|| roles::stated_currency(sheet, money, texts));
    if let Some(fixed) = known.or(hint) {
        if known.is_some() && hint.is_some_and(|h| h != fixed) && column.is_none() {
            notes.warn(Note::new("currency", format!("the file says {}", fixed.as_str())));
        }
        return Found { column, fallback, fixed, sure: full || known.is_some() };
    }
    let guess = roles::guessed_currency(sheet, money, text);
    let message = format!("the file does not name its currency; is it {}?", guess.as_str());
    notes.ask(Note::new("currency", message));
    Found { column, fallback, fixed: guess, sure: false }
}

/// Settles the order of day and month, or asks.
fn settle_days(bytes: &[u8], sheet: &Sheet<'_>, days: &mut Days, hints: &Hints, found: &Found, notes: &mut Notes) {
    if !days.open {
        return;
    }
    let set = |days: &mut Days, day_first: bool| {
        days.format = if day_first { DayFormat::Dmy } else { DayFormat::Mdy };
        days.open = false;
    };
    if matches!(days.format, DayFormat::DayMonth | DayFormat::MonthDay) {
        notes.ask(Note::new("day_order", "day first or month first? No date in the file settles it").at(None, Some(days.column)));
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
    let name = |f| parse_day(sample, f, None).map(|d| d.format("%-d %B %Y").to_string()).unwrap_or_default();
    let message = format!("is {sample} {} or {}?", name(DayFormat::Dmy), name(DayFormat::Mdy));
    let note = Note::new("day_order", message).at(sheet.rows.first().map(|r| r.place.line), Some(days.column));
    if strong { notes.warn(note) } else { notes.ask(note) }
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
    let mut records =
        Records::new(Cow::Borrowed(text.as_bytes()), sheet.table.delimiter, sheet.table.quote, from, 1);
    let mut record = ByteRecord::new();
    while records.next(&mut record).is_some() {
        let Some(cell) = record.get(days.column).and_then(|c| std::str::from_utf8(c).ok()) else { continue };
        let day = parse_day(cell, DayFormat::Dmy, None).is_some();
        let month = parse_day(cell, DayFormat::Mdy, None).is_some();
        if day != month {
            return Some(day);
        }
    }
    None
}

/// A fee column that the balance proves is kept; one that is open is asked about.
fn fees(sheet: &Sheet<'_>, money: &Money, signs: &mut Signs, notes: &mut Notes) {
    let Some(fee) = money.fee else { return };
    if signs.fee.is_some() {
        let text = "the balance moves by amount and fee: fees come as money out of their own";
        notes.warn(Note::new("fee", text).at(Some(sheet.header_line()), Some(fee)));
    } else if !signs.proved {
        let text = "is the fee in this column taken on top of the amount? It is left out for now";
        notes.ask(Note::new("fee", text).at(Some(sheet.header_line()), Some(fee)));
    }
}

/// The year of dates without one: from the text above the table, or asked.
fn year(sheet: &Sheet<'_>, days: &Days, text: &str, notes: &mut Notes) -> Option<i32> {
    if !super::rows::needs_year(days.format) {
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

fn layout(table: &Table, encoding: &str, mapping: Mapping) -> Layout {
    let header_row = table.header.and_then(|h| table.lines.get(h)).map(|l| l.place.line);
    let first = table.lines.get(table.first).map_or(1, |l| l.place.line);
    Layout {
        encoding: encoding.to_string(),
        delimiter: char::from(table.delimiter),
        quote: table.quote.map(char::from),
        header_row,
        first_row: first,
        mapping,
    }
}

/// Header names as they stand; a column without one is called by its number.
fn names(sheet: &Sheet<'_>) -> Vec<String> {
    (0..sheet.width)
        .map(|c| {
            let name = sheet.name(c);
            if name.is_empty() { format!("column {}", c + 1) } else { name.to_string() }
        })
        .collect()
}

/// Header, width and delimiter, and how days and amounts are written: the header alone is
/// shared by banks that mean different things by it.
fn signature(sheet: &Sheet<'_>, layout: &Layout) -> String {
    let header: Vec<String> = sheet.names.iter().map(|n| super::words::normalise(n)).collect();
    let m = &layout.mapping;
    let width = if sheet.names.is_empty() { sheet.width } else { sheet.names.len() };
    let separator = sheet
        .cells(m.day)
        .next()
        .and_then(|c| c.chars().find(|c| !c.is_alphanumeric() && !c.is_whitespace()))
        .unwrap_or('0');
    let amount = match &m.amount {
        AmountColumns::Signed { column } => format!("s{column}"),
        AmountColumns::DebitCredit { debit, credit, .. } => format!("d{debit}c{credit}"),
        AmountColumns::Direction { column, direction, .. } => format!("a{column}w{direction}"),
    };
    format!(
        "{}#{width}#{}#{}:{:?}{separator}#{amount}{}",
        header.join("|"),
        u32::from(layout.delimiter),
        m.day,
        m.day_format,
        m.decimal
    )
}
