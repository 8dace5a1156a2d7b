//! Bills: what is paid, or comes in, again and again. Found in the ledger each time and never stored;
//! kept is only what a person said of it: that it is a bill and how it goes, or that it is none.
//!
//! `cadence` says on which days something comes again, `recurring` finds it in payments, `unusual`
//! which charges are worth a word, `safe` what is left to spend till the payday: these know neither
//! the file nor the clock. `standing` brings together what is found and what was said, `notable`
//! reads the newest charges, `ops` are the verbs.
pub mod cadence;
mod model;
mod notable;
mod ops;
pub mod recurring;
pub mod safe;
mod sql;
mod standing;
pub mod unusual;

use crate::history::Kind;
use crate::op::Nothing;
pub use {model::*, notable::*, ops::*, standing::due_between};

/// What history can bring back.
pub const KINDS: &[Kind] = &[Kind::of::<Bill>()];

crate::ops! { "bills"
    /// What comes again and again, found in the ledger or confirmed, by the day it is expected.
    GET "/bills" list_bills(ListBills) -> Vec<ShownBill>;
    /// What is left to spend in each currency till the next payday, and what that rests on.
    GET "/bills/safe" safe_to_spend(Nothing) -> Vec<SafeToSpend>;
    /// Add a bill by hand.
    POST "/bills" add_bill(AddBill) -> ShownBill;
    /// Say that what was found is a bill, and correct it if need be.
    POST "/bills/confirm" confirm_bill(ConfirmBill) -> ShownBill;
    /// Say that what was found is no bill.
    POST "/bills/dismiss" dismiss_bill(ChooseFound) -> ShownBill;
    /// Change a bill; only the fields given change.
    PATCH "/bills/{id}" update_bill(UpdateBill) -> ShownBill;
    /// Forget what was said of a bill; what the ledger finds by itself is found again.
    DELETE "/bills/{id}" remove_bill(RemoveBill) -> Bill;
}
