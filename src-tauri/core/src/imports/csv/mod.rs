//! Bank files of delimited cells: finds out how a file is laid out ([`detect`]) and reads its rows
//! one at a time ([`rows`]). Pure: bytes in, findings out; knows no file names, no clock, no store.
//! A broker's files of cells are read here as well: the money as rows, what was moved beside it.
//! Leaves out OFX, QIF, MT940 and CAMT, and what happens to the rows afterwards.

mod amounts;
mod bounded;
mod broker;
mod bytes;
mod cells;
mod columns;
mod currency;
mod dates;
mod detect;
mod guess;
#[cfg(test)]
mod hostile;
mod layout;
mod places;
mod rates;
mod roles;
mod rows;
mod settle;
mod signs;
mod states;
mod table;
mod trade_rows;
mod trade_words;
mod trades;
mod words;

pub use detect::detect;
pub use layout::{
    AmountColumns, Cash, Currency, DayFormat, DayOrder, Detected, Hints, Layout, Mapping, Note,
    Refused, Rejected, Row, TradeColumns,
};
pub use rows::{Rows, rows};
