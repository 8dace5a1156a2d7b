//! What every format comes to: rows in file order, what could not be read, and remarks.
//! Formats are pure: bytes in, findings or a refusal out; no file names, no clock, no store.
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Longest record, in bytes, of a format of text: beyond it an end is missing.
pub const LONGEST: usize = 1 << 20;

/// The number or name of an account at a bearable length, since each of its entries repeats it.
pub fn account_text(text: &str) -> &str {
    text.char_indices().nth(200).map_or(text, |(end, _)| &text[..end])
}

/// Three letters of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    /// The letters as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits of the minor unit (ISO 4217); two for a code that list does not have (any more).
    pub fn exponent(&self) -> u32 {
        crate::money::exponent(self.as_str()).unwrap_or(2)
    }
}

/// A remark about a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Stable word for programs, e.g. `day_order`.
    pub code: String,
    /// Sentence for people.
    pub message: String,
    /// 1-based physical line, where there is one.
    pub line: Option<u32>,
    /// 1-based column, where there is one.
    pub column: Option<u32>,
}

impl Note {
    /// A note about the file as a whole.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), line: None, column: None }
    }

    /// The same note about one place; the column is counted from 0 here.
    #[must_use]
    pub fn at(mut self, line: Option<u32>, column: Option<usize>) -> Self {
        self.line = line;
        self.column = column.and_then(|c| u32::try_from(c + 1).ok());
        self
    }
}

/// Why a file is not taken, and where it shows. Line and column are counted from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[error("line {line}, column {column}: {reason}")]
pub struct Refused {
    /// 1-based physical line.
    pub line: u32,
    /// 1-based column.
    pub column: u32,
    /// The reason, for people.
    pub reason: String,
}

impl Refused {
    /// A refusal at a place (both counted from 1).
    pub fn new(line: u32, column: u32, reason: impl Into<String>) -> Self {
        Self { line, column, reason: reason.into() }
    }
}

/// What a broker's row says beyond its money. Nothing here is rounded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trade {
    /// What happened, in the file's own word: `Buy`, `Dividende`, …; empty for a position.
    pub kind: String,
    /// Ticker, ISIN or name of what was moved, the first that the row has.
    pub symbol: String,
    /// How much of it, signed as in the file.
    pub quantity: Option<Decimal>,
    /// Of one unit.
    pub price: Option<Decimal>,
    pub fee: Option<Decimal>,
    /// The amount as it stands in the file, before its sign was settled.
    pub amount: Option<Decimal>,
    /// Of that amount; `BTC` and the like too.
    pub currency: String,
}

/// One transaction as the file has it. Text is borrowed from the reader until its next row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'r> {
    /// 1-based physical line the record starts at.
    pub line: u32,
    /// Day of the transaction.
    pub day: NaiveDate,
    /// True where the row has no day of its own (pending) and took a neighbour's.
    pub day_assumed: bool,
    /// Effect on the account in minor units of the currency; plus is money in. Without the fee.
    pub amount_minor: i64,
    /// Effect of the separate fee on the account in minor units, where the file has one.
    pub fee_minor: Option<i64>,
    /// Currency of the amount.
    pub currency: Currency,
    /// The description columns joined by blanks, and continuation lines.
    pub description: &'r str,
    /// The other party, where it has a column.
    pub payee: Option<&'r str>,
    /// The bank's id of the transaction.
    pub external_id: Option<&'r str>,
    /// True for a row the bank has not booked yet.
    pub pending: bool,
    /// Account the row belongs to.
    pub account: Option<&'r str>,
    /// The bank's category.
    pub category: Option<&'r str>,
    /// The physical line or lines.
    pub raw: &'r str,
    /// Balance after the row in minor units.
    pub balance_minor: Option<i64>,
    /// A broker's row: the amount is its effect on the cash, 0 where only shares moved.
    pub trade: Option<&'r Trade>,
}

/// A record that should be a transaction and cannot be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[error("line {line}: {reason}")]
pub struct Rejected {
    /// 1-based physical line.
    pub line: u32,
    /// 1-based column, where one is to blame.
    pub column: Option<u32>,
    /// The reason, for people.
    pub reason: String,
    /// The physical line or lines.
    pub raw: String,
}

/// One transaction of a format that is read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// 1-based physical line the record starts at.
    pub line: u32,
    /// Day of booking.
    pub day: NaiveDate,
    /// Effect on the account in minor units of the currency; plus is money in.
    pub amount_minor: i64,
    pub currency: Currency,
    /// The other party and the purpose joined by a blank, as the bank wrote them.
    pub description: String,
    /// The other party alone, where the format has it.
    pub payee: Option<String>,
    /// The bank's id of the transaction, unique within the account, where the format has one.
    pub external_id: Option<String>,
    /// True for what the bank has not booked yet.
    pub pending: bool,
    /// Number (IBAN, card, account id) or name of the account it belongs to.
    pub account: Option<String>,
    /// The category, where the format has one (QIF).
    pub category: Option<String>,
    /// The record as it stands in the file.
    pub raw: String,
}

impl Entry {
    /// The same, lent.
    pub fn row(&self) -> Row<'_> {
        Row {
            line: self.line,
            day: self.day,
            day_assumed: false,
            amount_minor: self.amount_minor,
            fee_minor: None,
            currency: self.currency,
            description: &self.description,
            payee: self.payee.as_deref(),
            external_id: self.external_id.as_deref(),
            pending: self.pending,
            account: self.account.as_deref(),
            category: self.category.as_deref(),
            raw: &self.raw,
            balance_minor: None,
            trade: None,
        }
    }
}

/// A whole file of such a format.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    /// `ofx`, `qif`, `camt.053`, `mt940`, …
    pub format: String,
    /// WHATWG label of the encoding it was read with.
    pub encoding: String,
    /// Account numbers or names seen, distinct, at most 50.
    pub account_hints: Vec<String>,
    /// In file order.
    pub entries: Vec<Entry>,
    pub rejected: Vec<Rejected>,
    /// Things worth telling that need no answer: balances that do not add up, rows left out on purpose.
    pub warnings: Vec<Note>,
    /// Things the file does not settle: the entries hold a guess that needs a yes.
    pub questions: Vec<Note>,
}
