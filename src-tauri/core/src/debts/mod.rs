//! Debts: what is owed, the plan that pays it off, and what came of it.
//!
//! The pure part knows neither the file nor the clock. `model` are the nouns of a plan, `plan` checks
//! them, `simulate` computes a plan month by month with `interest` and `strategy`; `compare` puts
//! plans side by side, `explain` says why a date moved, `amortise` and `annuity` are for a single
//! loan, `switch` for putting one loan in the place of others. What cannot be computed is refused in
//! the words of `fault`. `payments` says which transactions are a debt's, `replay` what became of it,
//! `follow` what that makes of the plan, `reasons` why a lender's statement differs.
//!
//! `stored` are the nouns that are kept and shown, `load` reads them and what the ledger tells,
//! `standing` is where that leaves each debt; the verbs are `keep` (a debt), `happen` (what happens to it), `payoff` (how all are paid off) and
//! `ops` (plans of anyone's, which read nothing).
pub mod amortise;
pub mod annuity;
pub mod compare;
pub mod explain;
pub mod fault;
mod follow;
mod happen;
pub mod interest;
mod keep;
mod load;
mod model;
mod ops;
mod payments;
mod payoff;
mod percent;
pub mod plan;
mod reasons;
mod replay;
pub mod simulate;
mod sql;
mod standing;
mod stored;
pub mod strategy;
pub mod switch;

use crate::history::Kind;
use crate::op::Nothing;
pub use fault::{Fault, Reason, Refusal};
pub use percent::{NotPercent, Percent};
pub use replay::DebtMonth;
pub use standing::{due_between, payees_of_debts};
pub use {model::*, ops::*, stored::*};

use amortise::{AmortiseLoan, LoanSchedule};
use compare::{CompareDebts, DebtComparison};
use explain::{ExplainMove, MovedDate};
use switch::{SwitchDebts, SwitchOutcome};

/// What history can bring back.
pub const KINDS: &[Kind] =
    &[Kind::of::<Debt>(), Kind::of::<DebtEntry>(), Kind::of::<PayoffChoice>()];

crate::ops! { "debts"
    /// The debts, each with where it stands today.
    GET "/debts" list_debts(ListDebts) -> Vec<ShownDebt>;
    /// The kinds of debts, each with what is usual for it.
    GET "/debts/kinds" list_kinds(ListKinds) -> Vec<UsualTerms>;
    /// How the debts are paid off, by currency: the plan from here on, this month's payments, and why
    /// the debt-free date moved.
    GET "/debts/payoff" get_payoffs(Nothing) -> Vec<PayoffNow>;
    /// Choose how the debts of a currency are paid off, and agree to the plan.
    PATCH "/debts/payoff" update_payoff(UpdatePayoff) -> PayoffNow;
    /// Add a debt.
    POST "/debts" add_debt(AddDebt) -> ShownDebt;
    /// A debt with its history, its payments and what the plan says of it.
    GET "/debts/{id}" get_debt(GetDebt) -> DebtPage;
    /// Change a debt; only the fields given change.
    PATCH "/debts/{id}" update_debt(UpdateDebt) -> ShownDebt;
    /// Put a debt aside that is paid off; what happened to it stays.
    POST "/debts/{id}/archive" archive_debt(ChooseDebt) -> ShownDebt;
    /// Bring an archived debt back.
    POST "/debts/{id}/reopen" reopen_debt(ChooseDebt) -> ShownDebt;
    /// Remove a debt with all that was said of it; the ledger stays as it is.
    DELETE "/debts/{id}" remove_debt(ChooseDebt) -> Debt;
    /// Record a payment, a fee or a charge; in the ledger too, where the debt has an account or the
    /// payment leaves one.
    POST "/debts/{id}/entries" record_entry(RecordEntry) -> ShownDebt;
    /// Take back what was said of a debt or of a transaction.
    DELETE "/debts/entries/{id}" remove_entry(RemoveEntry) -> ShownDebt;
    /// Say what a transaction of the ledger is to a debt.
    POST "/debts/{id}/transactions" settle_transaction(SettleTransaction) -> ShownDebt;
    /// A lender's statement against what was reckoned, and what may explain the difference.
    POST "/debts/{id}/statements/check" check_statement(StatementOfDebt) -> Reconciliation, reads;
    /// Take a lender's statement as what is owed from then on.
    POST "/debts/{id}/statements" reconcile_debt(StatementOfDebt) -> Reconciliation;
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
