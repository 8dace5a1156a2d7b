//! Debts: what is owed, and the plan that pays it off. The pure part: no file here knows the
//! database.
//!
//! `model` are the nouns, `plan` checks them, `simulate` computes a plan month by month with
//! `interest` and `strategy`; `compare` puts plans side by side, `explain` says why a date moved,
//! `amortise` and `annuity` are for a single loan, `switch` for putting one loan in the place of
//! others. What cannot be computed is refused in the words of `fault`.
pub mod amortise;
pub mod annuity;
pub mod compare;
pub mod explain;
pub mod fault;
pub mod interest;
mod model;
mod percent;
pub mod plan;
pub mod simulate;
pub mod strategy;
pub mod switch;

pub use fault::{Fault, Reason, Refusal};
pub use model::*;
pub use percent::{NotPercent, Percent};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod laws;
