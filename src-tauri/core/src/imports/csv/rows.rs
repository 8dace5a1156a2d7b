//! Reads the rows of a file with a known layout, one at a time, without holding them.
//! Leaves out every guess: what the layout does not say is rejected in words, not assumed.

use std::borrow::Cow;

use chrono::NaiveDate;
use csv::StringRecord;

use super::amounts::{Mark, Trouble, exact, parse_minor};
use super::bytes;
use super::cells::{
    any_shape, cell, header_of, join, optional, out_of, short, start_of_line, trimmed,
};
use super::columns::is_dash;
use super::currency;
use super::dates::parse_day;
use super::layout::{AmountColumns, Currency, Layout, Note, Refused, Rejected, Row, TradeColumns};
use super::table::{MAX_COLUMNS, MAX_LINE, Place, Records};
use super::trade_rows;
use super::words::{self, State};
use crate::imports::statement::Trade;

/// Notes kept about lines set aside; the count goes on beyond.
const MAX_NOTES: usize = 10_000;

/// What the fixed part of a record says.
#[derive(Clone, Copy)]
struct Read {
    day: NaiveDate,
    assumed: bool,
    amount: i64,
    fee: Option<i64>,
    currency: Currency,
    balance: Option<i64>,
    pending: bool,
}

/// What a record turned out to be.
enum Verdict {
    Data(Read),
    Aside(&'static str, &'static str),
    Bad(Option<usize>, String),
}

fn two(currency: Currency) -> (Currency, u32) {
    (currency, currency.exponent())
}

/// The rows of a file, lent one at a time.
pub struct Rows<'a> {
    records: Records<'a>,
    layout: &'a Layout,
    record: StringRecord,
    ahead: StringRecord,
    ahead_at: Option<Place>,
    place: Place,
    header: Vec<String>,
    fixed: Option<Currency>,
    /// The currency cell read last with its meaning, since it hardly ever changes.
    last_currency: (String, Option<Currency>, u32),
    last_status: (String, Option<State>),
    last_day: Option<NaiveDate>,
    trade: Option<Trade>,
    rounded: bool,
    description: String,
    joined: bool,
    aside: Vec<Note>,
    aside_count: usize,
    done: bool,
}

/// Opens a file with its layout. The bytes are decoded once; plain UTF-8 is borrowed.
pub fn rows<'a>(bytes: &'a [u8], layout: &'a Layout) -> Result<Rows<'a>, Refused> {
    if !layout.delimiter.is_ascii() || layout.quote.is_some_and(|q| !q.is_ascii()) {
        return Err(Refused::new(1, 1, "the delimiter and the quote must be ASCII characters"));
    }
    let (text, damaged) = bytes::decode(bytes, bytes::by_name(&layout.encoding));
    let text = bytes::unify_lines(text);
    let (from, line) = start_of_line(text.as_bytes(), layout.first_row);
    let header = header_of(&text, layout);
    let delimiter = u8::try_from(layout.delimiter).unwrap_or(b',');
    let quote = layout.quote.and_then(|q| u8::try_from(q).ok());
    let fixed = layout.mapping.fixed_currency.as_deref().and_then(currency::of_code);
    let exponent = fixed.map_or(2, |c| c.exponent());
    let mut rows = Rows {
        records: Records::new(text, delimiter, quote, from, line),
        layout,
        record: StringRecord::new(),
        ahead: StringRecord::new(),
        ahead_at: None,
        place: Place::default(),
        header,
        fixed,
        last_currency: (String::new(), fixed, exponent),
        last_status: (String::new(), None),
        last_day: None,
        trade: None,
        rounded: false,
        description: String::new(),
        joined: false,
        aside: Vec::new(),
        aside_count: 0,
        done: false,
    };
    if damaged {
        rows.set_note(Note::new(
            "damaged",
            "some letters do not fit the encoding and were replaced",
        ));
    }
    rows.ahead_at = rows.records.next(&mut rows.ahead);
    Ok(rows)
}

impl Rows<'_> {
    /// The next row or the next record that cannot be read; `None` at the end.
    pub fn next_row(&mut self) -> Option<Result<Row<'_>, Rejected>> {
        let read = loop {
            let place = self.ahead_at.filter(|_| !self.done)?;
            std::mem::swap(&mut self.record, &mut self.ahead);
            self.place = place;
            self.ahead_at = self.records.next(&mut self.ahead);
            if place.end - place.start > MAX_LINE {
                self.done = true;
                return Some(Err(
                    self.reject(Some(0), "a line of more than 1 MB: reading stops here".into())
                ));
            }
            match self.judge() {
                Verdict::Data(read) => break read,
                Verdict::Aside(code, why) => {
                    self.set_note(Note::new(code, why).at(Some(place.line), None))
                }
                Verdict::Bad(column, reason) => return Some(Err(self.reject(column, reason))),
            }
        };
        self.last_day = Some(read.day);
        self.describe();
        Some(Ok(self.row(read)))
    }

    /// Lines deliberately not taken as data, with the reason. Complete after the last row,
    /// except that only the first 10,000 are kept.
    pub fn set_aside(&self) -> &[Note] {
        &self.aside
    }

    /// How many lines were set aside.
    pub fn set_aside_count(&self) -> usize {
        self.aside_count
    }

    fn set_note(&mut self, note: Note) {
        self.aside_count += 1;
        if self.aside.len() < MAX_NOTES {
            self.aside.push(note);
        }
    }

    fn reject(&self, column: Option<usize>, reason: String) -> Rejected {
        let mut raw = self.raw().to_string();
        if let Some((cut, _)) = raw.char_indices().nth(2_000) {
            raw.truncate(cut);
        }
        let column = column.and_then(|c| u32::try_from(c + 1).ok());
        Rejected { line: self.place.line, column, reason, raw }
    }

    fn raw(&self) -> &str {
        let text = self.records.text().get(self.place.start..self.place.end).unwrap_or_default();
        text.trim_end_matches(['\r', '\n'])
    }

    fn row(&self, read: Read) -> Row<'_> {
        let m = &self.layout.mapping;
        let description = match m.description.first() {
            Some(&c) if !self.joined => cell(&self.record, c),
            _ => self.description.as_str(),
        };
        Row {
            line: self.place.line,
            day: read.day,
            day_assumed: read.assumed,
            amount_minor: read.amount,
            fee_minor: read.fee,
            currency: read.currency,
            description,
            payee: optional(&self.record, m.payee),
            external_id: optional(&self.record, m.external_id),
            pending: read.pending,
            account: optional(&self.record, m.account),
            category: optional(&self.record, m.category),
            raw: self.raw(),
            balance_minor: read.balance,
            trade: self.trade.as_ref(),
        }
    }

    /// Joins the description columns and the continuation lines that follow.
    fn describe(&mut self) {
        let columns = &self.layout.mapping.description;
        self.joined = columns.len() != 1 || cell(&self.record, columns[0]).contains("  ");
        self.description.clear();
        if self.joined {
            join(&mut self.description, &self.record, columns);
        }
        while self.ahead_at.is_some() && self.continues() {
            if !self.joined {
                self.joined = true;
                join(&mut self.description, &self.record, columns);
            }
            join(&mut self.description, &self.ahead, columns);
            let line = self.ahead_at.map(|p| p.line);
            if let Some(place) = self.ahead_at {
                self.place.end = place.end;
            }
            self.ahead_at = self.records.next(&mut self.ahead);
            self.set_note(
                Note::new("continued", "text that belongs to the row above").at(line, None),
            );
        }
    }

    /// True when the record ahead holds only text for the row before it.
    fn continues(&self) -> bool {
        let m = &self.layout.mapping;
        let undated = m.trade.as_ref().is_some_and(|t| t.as_of.is_some());
        if undated || !cell(&self.ahead, m.day).is_empty() || self.ahead.len() < 2 {
            return false;
        }
        let empty = |c: Option<usize>| c.is_none_or(|c| cell(&self.ahead, c).is_empty());
        let no_money = match &m.amount {
            AmountColumns::Signed { column } => empty(Some(*column)),
            AmountColumns::DebitCredit { debit, credit, .. } => {
                empty(Some(*debit)) && empty(Some(*credit))
            }
            AmountColumns::Direction { column, .. } => empty(Some(*column)),
        };
        no_money
            && empty(m.day_fallback)
            && empty(m.balance)
            && self.ahead_at.is_some_and(|p| p.start <= self.place.end + 2)
            && m.description.iter().any(|&c| !cell(&self.ahead, c).is_empty())
            && !m.description.iter().any(|&c| words::is_not_data(cell(&self.ahead, c)))
    }

    fn judge(&mut self) -> Verdict {
        if self.record.len() > MAX_COLUMNS {
            return Verdict::Bad(Some(MAX_COLUMNS), "more than 1,000 columns".into());
        }
        let m = &self.layout.mapping;
        let state = self.state();
        let day_text = cell(&self.record, m.day);
        let mut day = parse_day(day_text, m.day_format, m.year);
        if day.is_none()
            && let Some(other) = m.day_fallback
        {
            day = parse_day(cell(&self.record, other), m.day_format, m.year);
        }
        if day.is_none()
            && let Some(columns) = &m.trade
        {
            day = self.other_day(day_text, columns);
        }
        let pending = state == Some(State::Pending)
            || (day.is_none() && words::state(day_text) == Some(State::Pending));
        if day.is_none() && !pending {
            return self.without_day();
        }
        if let Some(why) = self.not_data() {
            return why;
        }
        let trades = self.layout.mapping.trade.as_ref();
        // A broker's amount may be in coins, which are no currency.
        let found = self.currency().or_else(|| self.fixed.filter(|_| trades.is_some()).map(two));
        let Some((mut currency, exponent)) = found else {
            let m = &self.layout.mapping;
            return Verdict::Bad(m.currency, "the currency is not known".into());
        };
        if state == Some(State::Void) {
            return Verdict::Aside("void", "failed or cancelled: no money moved");
        }
        let amount = match trades {
            None => self.amount(exponent),
            Some(columns) => self.traded(columns, &mut currency),
        };
        let amount = match amount {
            Ok(amount) => amount,
            Err(verdict) => return verdict,
        };
        let m = &self.layout.mapping;
        let number = |c: usize| parse_minor(cell(&self.record, c), m.decimal, exponent).ok();
        let fee = m.fee.and_then(number).map(|f| self.fee(f.0)).filter(|f| *f != 0);
        let balance = m
            .balance
            .and_then(number)
            .map(|(v, mark)| if mark == Some(Mark::Debit) { -v.abs() } else { v });
        let assumed = day.is_none();
        let Some(day) = day.or(self.last_day).or_else(|| self.neighbour_day()) else {
            return Verdict::Aside("no_day", "pending, and no day anywhere near it");
        };
        Verdict::Data(Read { day, assumed, amount, fee, currency, balance, pending })
    }

    /// A fee lowers the balance whether it is written with a minus or without.
    fn fee(&self, value: i64) -> i64 {
        if value > 0 { -value } else { value }
    }

    /// Decides about a record whose day cannot be read.
    fn without_day(&self) -> Verdict {
        let m = &self.layout.mapping;
        let day_text = cell(&self.record, m.day);
        if self.record.iter().all(|c| trimmed(c).is_empty()) {
            return Verdict::Aside("blank", "nothing in it");
        }
        if self.is_header() {
            return Verdict::Aside("header", "the header again");
        }
        let money = self.amount(6).is_ok();
        let digits = day_text.bytes().filter(u8::is_ascii_digit).count();
        let label = self.record.iter().any(|c| words::is_not_data(trimmed(c)));
        if money && !label && digits >= 3 && day_text.len() <= 40 && any_shape(day_text) {
            return Verdict::Bad(Some(m.day), format!("“{day_text}” is not a day"));
        }
        if label {
            return Verdict::Aside("total", "a balance or a total, not a transaction");
        }
        // Whole records with something in the place of the day are broken rows, not remarks.
        let filled = !day_text.is_empty()
            && self.record.iter().filter(|c| !trimmed(c).is_empty()).count() >= 3;
        if filled && self.record.len() >= self.header.len().max(3) {
            return Verdict::Bad(Some(m.day), format!("“{}” is not a day", short(day_text)));
        }
        Verdict::Aside("no_day", "no day: not a transaction")
    }

    /// The header repeated further down, cell by cell.
    fn is_header(&self) -> bool {
        !self.header.is_empty()
            && self
                .record
                .iter()
                .zip(&self.header)
                .filter(|(a, b)| trimmed(a) == b.as_str())
                .count()
                * 2
                > self.header.len()
    }

    /// Opening and closing balances that carry a day and a number.
    fn not_data(&self) -> Option<Verdict> {
        let m = &self.layout.mapping;
        let labelled = m.description.iter().any(|&c| {
            let text = cell(&self.record, c);
            words::may_be_label(text) && words::is_not_data(text) && !words::is_total(text)
        });
        // A line that moves money by a column of its own is data whatever it is called.
        labelled.then_some(Verdict::Aside(
            "balance",
            "an opening or closing balance, not a transaction",
        ))
    }

    fn state(&mut self) -> Option<State> {
        let column = self.layout.mapping.status?;
        let raw = self.record.get(column).unwrap_or_default();
        if raw != self.last_status.0 {
            let text = trimmed(raw);
            let state = if matches!(text, "True" | "true" | "TRUE") {
                Some(State::Pending)
            } else {
                words::state(text)
            };
            self.last_status = (raw.to_owned(), state);
        }
        self.last_status.1
    }

    fn currency(&mut self) -> Option<(Currency, u32)> {
        let m = &self.layout.mapping;
        let Some(column) = m.currency else {
            return self.fixed.map(|c| (c, self.last_currency.2));
        };
        let mut raw = self.record.get(column).unwrap_or_default();
        if trimmed(raw).is_empty()
            && let Some(other) = m.currency_fallback
        {
            raw = self.record.get(other).unwrap_or_default();
        }
        if raw != self.last_currency.0 || self.last_currency.0.is_empty() {
            let text = trimmed(raw);
            let found = if text.is_empty() || is_dash(text) {
                self.fixed
            } else {
                currency::of_cell(text).or_else(|| currency::inside(text).map(|f| f.0))
            };
            self.last_currency = (raw.to_owned(), found, found.map_or(2, |c| c.exponent()));
        }
        self.last_currency.1.map(|c| (c, self.last_currency.2))
    }

    /// The amount with its sign, or what the record is instead.
    fn amount(&self, exponent: u32) -> Result<i64, Verdict> {
        let m = &self.layout.mapping;
        let bad = |c: usize, t: Trouble| match t {
            Trouble::Empty => Verdict::Aside("no_amount", "no amount: a notice, not a transaction"),
            t => {
                Verdict::Bad(Some(c), format!("{}: “{}”", t.words(), short(cell(&self.record, c))))
            }
        };
        let read = |c: usize| parse_minor(cell(&self.record, c), m.decimal, exponent);
        let value = match &m.amount {
            AmountColumns::Signed { column } => match read(*column).map_err(|t| bad(*column, t))? {
                (v, Some(Mark::Debit)) => -v.abs(),
                (v, Some(Mark::Credit)) => v.abs(),
                (v, None) => v,
            },
            AmountColumns::DebitCredit { debit, credit, debit_signed } => {
                let side = |c: usize| match read(c) {
                    Ok((v, _)) => Ok(Some(v)),
                    Err(Trouble::Empty) => Ok(None),
                    Err(t) => Err(bad(c, t)),
                };
                let (d, c) = (side(*debit)?, side(*credit)?);
                if d.is_none() && c.is_none() {
                    return Err(bad(*debit, Trouble::Empty));
                }
                let d = if *debit_signed { d.unwrap_or(0) } else { -d.unwrap_or(0) };
                c.unwrap_or(0).checked_add(d).ok_or_else(|| bad(*debit, Trouble::TooLarge))?
            }
            AmountColumns::Direction { column, direction, out_words, in_words } => {
                let (v, mark) = read(*column).map_err(|t| bad(*column, t))?;
                let word = cell(&self.record, *direction);
                match out_of(word, out_words, in_words).or(mark.map(|m| m == Mark::Debit)) {
                    Some(true) => -v,
                    Some(false) => v.abs(),
                    None if word.is_empty() => {
                        return Err(Verdict::Bad(
                            Some(*direction),
                            "the direction is missing".into(),
                        ));
                    }
                    None => return Err(Verdict::Aside("neutral", "neither income nor expense")),
                }
            }
        };
        Ok(if m.inverted { -value } else { value })
    }

    /// Keeps what a broker's row says of shares; the amount is what it does to the cash.
    fn traded(&mut self, c: &TradeColumns, currency: &mut Currency) -> Result<i64, Verdict> {
        let read = trade_rows::read(&self.record, &self.layout.mapping, c, *currency)
            .map_err(|(column, reason)| Verdict::Bad(Some(column), reason))?;
        *currency = read.currency;
        self.trade = Some(read.trade);
        if read.rounded && !c.rounded && !self.rounded {
            self.rounded = true;
            let text = "amounts finer than the smallest coin are rounded to it";
            self.aside.push(Note::new("rounded", text).at(Some(self.place.line), None));
        }
        Ok(read.cash)
    }

    /// The day of a broker's row that has none in the file's own way; not of a total below them.
    fn other_day(&self, text: &str, columns: &TradeColumns) -> Option<NaiveDate> {
        let m = &self.layout.mapping;
        if columns.as_of.is_some() {
            let number = |c: Option<usize>| {
                c.and_then(|c| exact(cell(&self.record, c), m.decimal)).is_some()
            };
            let named = columns.symbol.iter().any(|&c| !cell(&self.record, c).is_empty());
            let label = self.record.iter().any(|c| words::is_not_data(trimmed(c)));
            if !named || label || !number(columns.quantity) || self.is_header() {
                return None;
            }
        }
        trade_rows::other_day(text, m, columns)
    }

    /// First day ahead in the file, for pending rows at its top. Looks at no more than 1 MB.
    fn neighbour_day(&self) -> Option<NaiveDate> {
        let m = &self.layout.mapping;
        let text = self.records.text();
        let to = text.floor_char_boundary(self.place.end + MAX_LINE);
        let part = text.get(self.place.end..to).unwrap_or_default();
        let delimiter = u8::try_from(self.layout.delimiter).unwrap_or(b',');
        let quote = self.layout.quote.and_then(|q| u8::try_from(q).ok());
        let mut records = Records::new(Cow::Borrowed(part), delimiter, quote, 0, 1);
        let mut record = StringRecord::new();
        while records.next(&mut record).is_some() {
            if let Some(day) = parse_day(cell(&record, m.day), m.day_format, m.year) {
                return Some(day);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Hints, detect};
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let layout =
            detect(text.as_bytes(), &Hints::default()).unwrap_or_else(|e| panic!("{e}")).layout;
        let mut rows = rows(text.as_bytes(), &layout).unwrap_or_else(|e| panic!("{e}"));
        let mut out = Vec::new();
        while let Some(row) = rows.next_row() {
            out.push(match row {
                Ok(r) => {
                    let pending = if r.pending { " pending" } else { "" };
                    let code = r.currency.as_str();
                    format!(
                        "{} {} {} {code} {}{pending}",
                        r.line, r.day, r.amount_minor, r.description
                    )
                }
                Err(e) => format!("bad {e}"),
            });
        }
        let aside = rows
            .set_aside()
            .iter()
            .map(|n| format!("{} {}", n.code, n.line.unwrap_or(0)))
            .collect();
        (out, aside)
    }

    #[test]
    fn every_line_is_accounted_for() {
        let text = "Konto;DE12\n\nBuchungstag;Text;Status;Betrag in EUR\n\
            offen;Kino;vorgemerkt;-9,00\n13.01.2024;Markt;gebucht;-1.012,30\n;;;\n;am Platz;;\n\
            12.01.2024;Shop;storniert;-5,00\n33.01.2024;Falsch;gebucht;-5,00\n\
            11.01.2024;Hinweis;gebucht;\nBuchungstag;Text;Status;Betrag in EUR\n\
            01.01.2024;Anfangssaldo;;100,00\nSumme;;;-6,00\n";
        let (rows, aside) = read(text);
        assert_eq!(
            rows,
            [
                "4 2024-01-13 -900 EUR Kino pending",
                "5 2024-01-13 -101230 EUR Markt",
                "bad line 9: “33.01.2024” is not a day",
            ]
        );
        assert_eq!(
            aside,
            [
                "blank 6",
                "no_day 7",
                "void 8",
                "no_amount 10",
                "header 11",
                "balance 12",
                "total 13"
            ]
        );
    }

    #[test]
    fn continuation_lines_are_appended() {
        let text = "Date,Value date,Description,Withdrawals (SGD),Deposits (SGD)\n\
            18/04/2018,18/04/2018,PURCHASE,6.66,\n,,AT THE  SHOP,,\n\
            17/04/2018,17/04/2018,PAY,,7.00\n";
        let (rows, aside) = read(text);
        assert_eq!(
            rows,
            ["2 2018-04-18 -666 SGD PURCHASE AT THE SHOP", "4 2018-04-17 700 SGD PAY"]
        );
        assert_eq!(aside, ["continued 3"]);
    }

    #[test]
    fn currencies_keep_their_decimals() {
        let text = "Date,Text,Amount,Currency\n2024-01-13,a,-1200,JPY\n\
            2024-01-14,b,1.234,JOD\n2024-01-15,c,1.5,EUR\n";
        let (rows, _) = read(text);
        assert_eq!(
            rows,
            ["2 2024-01-13 -1200 JPY a", "3 2024-01-14 1234 JOD b", "4 2024-01-15 150 EUR c"]
        );
    }
}
