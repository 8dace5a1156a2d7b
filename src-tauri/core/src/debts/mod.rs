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
mod ops;
mod percent;
pub mod plan;
pub mod simulate;
pub mod strategy;
pub mod switch;

pub use fault::{Fault, Reason, Refusal};
pub use model::*;
pub use percent::{NotPercent, Percent};

use amortise::{AmortiseLoan, LoanSchedule};
use compare::{CompareDebts, DebtComparison};
use explain::{ExplainMove, MovedDate};
use switch::{SwitchDebts, SwitchOutcome};

crate::ops! { "debts"
    /// Pay debts off month by month by a strategy: every payment, what it costs and when it ends; or
    /// in words why it never would.
    POST "/debts/simulate" simulate(SimulateDebts) -> DebtPlan, reads;
    /// Put all strategies side by side, with what a little more a month and a lump sum would do.
    POST "/debts/compare" compare(CompareDebts) -> DebtComparison, reads;
    /// The schedule of a single loan, with extra payments.
    POST "/debts/amortise" amortise(AmortiseLoan) -> LoanSchedule, reads;
    /// What it would change to put a new loan in the place of one debt or of several.
    POST "/debts/switch" switch(SwitchDebts) -> SwitchOutcome, reads;
    /// Why the debt-free date moved, in parts that add up.
    POST "/debts/explain" explain(ExplainMove) -> MovedDate, reads;
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod laws;
