//! Reads what a broker's row says beyond its money, and what the row does to the cash.
//! Leaves out every guess: which column is which stands in the layout (`trades.rs` finds it).

use chrono::NaiveDate;
use csv::StringRecord;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::amounts::exact;
use super::cells::cell;
use super::columns::is_dash;
use super::currency;
use super::dates::parse_day;
use super::layout::{AmountColumns, Cash, Currency, DayFormat, Mapping, TradeColumns};
use super::trade_words::{Effect, effect};
use crate::imports::statement::Trade;

/// A row of a broker's file.
pub struct Read {
    /// What was moved.
    pub trade: Trade,
    /// Effect on the cash in minor units.
    pub cash: i64,
    /// Currency of the cash.
    pub currency: Currency,
    /// True where the cash had to be rounded.
    pub rounded: bool,
}

/// Reads a record; `currency` is the one its column or the file says, where that is one.
/// The error names the column and the reason.
pub fn read(
    record: &StringRecord,
    m: &Mapping,
    columns: &TradeColumns,
    currency: Currency,
) -> Result<Read, (usize, String)> {
    let number = |c: Option<usize>| c.and_then(|c| exact(cell(record, c), m.decimal));
    let kind = columns.kind.map_or("", |c| cell(record, c));
    let filled = |c: &&usize| !cell(record, **c).is_empty() && !is_dash(cell(record, **c));
    let symbol = columns.symbol.iter().find(filled).map_or("", |c| cell(record, *c));
    let written = amount(record, m)?;
    let mut said = m.currency.map_or("", |c| cell(record, c));
    if said.is_empty() || is_dash(said) {
        said = currency.as_str();
    }
    let quantity = number(columns.quantity);
    // Rows without a kind are positions: a currency among them is held, it does not move.
    let moved = quantity.filter(|_| columns.kind.is_some());
    let (cash, of) = effect_on_cash(columns.cash, kind, written, said, symbol, moved)
        .unwrap_or((Decimal::ZERO, currency));
    let scale = Decimal::from(10u32.pow(of.exponent()));
    let minor = cash.checked_mul(scale).unwrap_or(Decimal::MAX);
    let whole = minor.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let main = m.amount.main();
    let cash = whole.to_i64().ok_or_else(|| (main, "the amount is too large".to_string()))?;
    Ok(Read {
        trade: Trade {
            kind: kind.into(),
            symbol: symbol.into(),
            quantity,
            price: number(columns.price),
            fee: number(columns.fee),
            amount: written,
            currency: said.into(),
        },
        cash,
        currency: of,
        rounded: whole != minor,
    })
}

/// The amount as it stands; `None` where the row has none.
fn amount(record: &StringRecord, m: &Mapping) -> Result<Option<Decimal>, (usize, String)> {
    let of = |column: usize| {
        let text = cell(record, column);
        match exact(text, m.decimal) {
            Some(value) => Ok(Some(value)),
            // "n/a", "--" and "Not available" are no numbers and mean none.
            None if !text.bytes().any(|b| b.is_ascii_digit()) => Ok(None),
            None => Err((column, format!("the amount is not a number: “{text}”"))),
        }
    };
    match &m.amount {
        AmountColumns::Signed { column } | AmountColumns::Direction { column, .. } => of(*column),
        AmountColumns::DebitCredit { debit, credit, debit_signed } => {
            let out = of(*debit)?.map(|d| if *debit_signed { d } else { -d });
            let sum = |a: Decimal, b: Decimal| a.checked_add(b);
            Ok(match (out, of(*credit)?) {
                (Some(out), Some(back)) => sum(out, back),
                (out, back) => out.or(back),
            })
        }
    }
}

/// What a row does to the cash, and in which currency; `None` where only shares moved.
fn effect_on_cash(
    cash: Cash,
    kind: &str,
    written: Option<Decimal>,
    said: &str,
    symbol: &str,
    quantity: Option<Decimal>,
) -> Option<(Decimal, Currency)> {
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase());
    // Some ledgers put a Z before the code of a currency, as they put an X before that of a coin.
    let plain = |text: &'_ str| -> Option<Currency> {
        let code = text.strip_prefix('Z').filter(|rest| rest.len() == 3).unwrap_or(text);
        currency::of_cell(code).filter(|_| upper(text))
    };
    if let (Some(amount), Some(currency)) = (written, currency::of_cell(said))
        && cash != Cash::Worth
    {
        let signed = match (cash, effect(kind)) {
            (Cash::Paid, _) | (Cash::Kind, Some(Effect::Buy | Effect::Out)) => -amount.abs(),
            (Cash::Kind, Some(Effect::Sell)) => amount.abs(),
            _ => amount,
        };
        return Some((signed, currency));
    }
    // Money put into an account of coins is listed like a coin.
    let (of, amount) = (plain(symbol)?, quantity?);
    Some(match effect(kind) {
        Some(Effect::Out) => (-amount.abs(), of),
        Some(Effect::In) => (amount.abs(), of),
        _ => (amount, of),
    })
}

/// The day of a cell that is written in another way than the rest of its file, where that way
/// leaves no doubt; or the day all positions of the file are of.
pub fn other_day(text: &str, m: &Mapping, columns: &TradeColumns) -> Option<NaiveDate> {
    let dotted = text.contains('.') && m.day_format != DayFormat::Mdy;
    parse_day(text, DayFormat::Ymd, None)
        .or_else(|| parse_day(text, DayFormat::Dmy, None).filter(|_| dotted))
        .or_else(|| parse_day(text, DayFormat::MonthName, None))
        .or(columns.as_of)
}
