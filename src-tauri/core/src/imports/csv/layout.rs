//! What a delimited bank file looks like, as plain data: the layout a person can edit and a
//! database can remember.
//! Leaves out every decision; those live in the sibling files.

pub use crate::imports::statement::{Currency, Note, Refused, Rejected, Row};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a file is laid out: everything needed to read it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Layout {
    /// Name of the text encoding (WHATWG label, e.g. `UTF-8`, `windows-1252`).
    pub encoding: String,
    /// Character between cells; always ASCII.
    pub delimiter: char,
    /// Character around cells that contain the delimiter; `None` when quotes are plain text.
    pub quote: Option<char>,
    /// 1-based physical line of the header, `None` for a file without one.
    pub header_row: Option<u32>,
    /// 1-based physical line of the first record.
    pub first_row: u32,
    /// Which column means what.
    pub mapping: Mapping,
}

/// Which column means what. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mapping {
    /// Column of the day of the transaction.
    pub day: usize,
    /// Column to take the day from where `day` is empty (pending rows, value date).
    #[serde(default)]
    pub day_fallback: Option<usize>,
    /// In what order year, month and day are written.
    pub day_format: DayFormat,
    /// Year for dates written without one.
    #[serde(default)]
    pub year: Option<i32>,
    /// Where the money is.
    pub amount: AmountColumns,
    /// True where a positive number is money spent (many card exports).
    #[serde(default)]
    pub inverted: bool,
    /// Column of a separate fee, where the balance moves by amount and fee together.
    #[serde(default)]
    pub fee: Option<usize>,
    /// Decimal sign, `.` or `,`. The other one, blanks and apostrophes group thousands.
    pub decimal: char,
    /// Columns joined by a blank into the description.
    pub description: Vec<usize>,
    /// Column of the other party.
    #[serde(default)]
    pub payee: Option<usize>,
    /// Column of the free text.
    #[serde(default)]
    pub memo: Option<usize>,
    /// Column of the bank's own id of the transaction.
    #[serde(default)]
    pub external_id: Option<usize>,
    /// Column of the currency of the amount.
    #[serde(default)]
    pub currency: Option<usize>,
    /// Second currency column, used where the first is empty (debit and credit each with one).
    #[serde(default)]
    pub currency_fallback: Option<usize>,
    /// Currency of rows whose currency column is absent or empty (ISO 4217 letters).
    #[serde(default)]
    pub fixed_currency: Option<String>,
    /// Column of the balance after the row.
    #[serde(default)]
    pub balance: Option<usize>,
    /// Column of the account the row belongs to.
    #[serde(default)]
    pub account: Option<usize>,
    /// Column of the bank's category.
    #[serde(default)]
    pub category: Option<usize>,
    /// Column that tells pending, failed and booked rows apart.
    #[serde(default)]
    pub status: Option<usize>,
    /// Where a broker's file says what was bought and sold; `None` for a bank's.
    #[serde(default)]
    pub trade: Option<TradeColumns>,
}

/// Columns of a broker's file. Where one has no amount or no day at all, the column of `amount` or
/// `day` is one beyond the last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TradeColumns {
    /// What happened.
    #[serde(default)]
    pub kind: Option<usize>,
    /// Ticker, ISIN and name, in this order; the first that a row fills is its symbol.
    #[serde(default)]
    pub symbol: Vec<usize>,
    /// How much.
    #[serde(default)]
    pub quantity: Option<usize>,
    /// Of one unit.
    #[serde(default)]
    pub price: Option<usize>,
    /// Fee, which the amount may hold or not.
    #[serde(default)]
    pub fee: Option<usize>,
    /// What the amount means for the cash of the account.
    #[serde(default)]
    pub cash: Cash,
    /// True where amounts finer than the smallest coin are expected, and rounded.
    #[serde(default)]
    pub rounded: bool,
    /// Day of rows that have none: positions, as they stood on one day.
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
}

/// What the amounts of a broker's file mean for the cash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cash {
    /// They are the effect as they stand.
    #[default]
    Written,
    /// The kind of the row gives the sign: what is bought, taken out or charged is money out.
    Kind,
    /// They are what was given away for the quantity.
    Paid,
    /// They say what something is worth; no money moves.
    Worth,
}

/// Where the money of a row is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum AmountColumns {
    /// One column that carries its sign.
    Signed {
        /// 0-based column.
        column: usize,
    },
    /// Money out and money in in columns of their own.
    DebitCredit {
        /// 0-based column of money out.
        debit: usize,
        /// 0-based column of money in.
        credit: usize,
        /// True where the debit column already carries a minus.
        debit_signed: bool,
    },
    /// One unsigned column and a column of words that give the direction.
    Direction {
        /// 0-based column of the amount.
        column: usize,
        /// 0-based column of the words.
        direction: usize,
        /// Words that mean money out, lower case; an empty word stands for an empty cell.
        out_words: Vec<String>,
        /// Words that mean money in, lower case; other words are neutral rows.
        in_words: Vec<String>,
    },
}

impl AmountColumns {
    /// The column to point at when an amount is at fault.
    pub fn main(&self) -> usize {
        match self {
            Self::Signed { column } | Self::Direction { column, .. } => *column,
            Self::DebitCredit { debit, .. } => *debit,
        }
    }
}

/// In what order a day is written. Separators and trailing times do not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayFormat {
    /// 2024-12-31, 20241231, 2024/12/31.
    Ymd,
    /// 31.12.2024, 31/12/24, 31122024.
    Dmy,
    /// 12/31/2024, 12/31/24.
    Mdy,
    /// A month in words, in any order: 31 Dec 2024, Dec 31, 2024, 14 Apr '23.
    MonthName,
    /// 12-31 or 4月30日: no year; it comes from the mapping.
    MonthDay,
    /// 31.12. or 30/4: no year; it comes from the mapping.
    DayMonth,
}

/// The order of day and month, as a person or another file of the account knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// Day before month.
    DayFirst,
    /// Month before day.
    MonthFirst,
}

/// What is known about a file from outside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hints {
    /// ISO 4217 letters of the account's currency.
    #[serde(default)]
    pub currency: Option<String>,
    /// Order of day and month.
    #[serde(default)]
    pub day_order: Option<DayOrder>,
}

/// What the detector found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Detected {
    /// The layout to read the file with.
    pub layout: Layout,
    /// Header names, or `column 8` where there is none.
    pub columns: Vec<String>,
    /// Stable text that identifies this layout: header, column count, delimiter, content shape.
    pub signature: String,
    /// Account numbers seen, distinct, at most 50.
    pub account_hints: Vec<String>,
    /// Things worth telling that need no answer.
    pub warnings: Vec<Note>,
    /// Things the file does not settle: the layout holds a guess that needs a yes.
    pub questions: Vec<Note>,
}
