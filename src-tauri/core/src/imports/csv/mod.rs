//! Bank files of delimited cells: finds out how a file is laid out ([`detect`]) and reads its rows
//! one at a time ([`rows`]). Pure: bytes in, findings out; knows no file names, no clock, no store.
//! Leaves out OFX, QIF, MT940 and CAMT, and what happens to the rows afterwards.

mod amounts;
mod bytes;
mod cells;
mod columns;
mod currency;
mod dates;
mod detect;
mod guess;
mod layout;
mod places;
mod rates;
mod roles;
mod rows;
mod settle;
mod signs;
mod states;
mod table;
mod words;

pub use detect::detect;
pub use layout::{
    AmountColumns, Currency, DayFormat, DayOrder, Detected, Hints, Layout, Mapping, Note, Refused,
    Rejected, Row,
};
pub use rows::{Rows, rows};
