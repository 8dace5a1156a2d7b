//! Which debt gets the money that is left after the minimums.
//!
//! The order goes by what was known at the plan's start (balances, limits, terms) and by the rates
//! in force, never by the balances on the way: so more money can never lead down a longer path.
//! Ties go by the lower balance at the start, then by name, then by id.
use super::{Convention, Strategy, plan::Plan};
use std::cmp::Reverse;

/// What a strategy looks at, per debt.
pub struct View<'a> {
    pub plan: &'a Plan,
    /// Yearly rates in force, in millionths of a percent.
    pub rates: &'a [i64],
    /// Months that each debt's minimum alone would take; empty where no one asks for it.
    pub terms: &'a [u32],
}

/// The debts in the order in which they are paid off, as places in the plan.
pub fn order(view: &View) -> Vec<usize> {
    let debts = &view.plan.debts;
    let mut order: Vec<usize> = (0..debts.len()).collect();
    let tie = |at: usize| (debts[at].balance_minor, at);
    match view.plan.strategy {
        Strategy::Avalanche | Strategy::MinimumsOnly => {
            order.sort_by_key(|at| (Reverse(cost(view, *at)), tie(*at)));
        }
        Strategy::Snowball => order.sort_by_key(|at| tie(*at)),
        Strategy::ShortestTerm => order.sort_by_key(|at| (view.terms.get(*at), tie(*at))),
        Strategy::HighestUtilisation => {
            order.sort_by_key(|at| (Reverse(used(view.plan, *at)), tie(*at)));
        }
        Strategy::Hybrid => {
            order.sort_by_key(|at| tie(*at));
            let owed = order.partition_point(|at| debts[*at].balance_minor == 0);
            let small = owed.saturating_add(view.plan.smallest_first).min(order.len());
            order[small..].sort_by_key(|at| (Reverse(cost(view, *at)), tie(*at)));
        }
        Strategy::Custom => {
            let place = |at: usize| view.plan.order.iter().position(|named| *named == at);
            let place = |at: usize| place(at).unwrap_or(usize::MAX);
            order.sort_by_key(|at| (place(*at), Reverse(cost(view, *at)), tie(*at)));
        }
    }
    order
}

/// What a year costs: of two equal rates, 360 days to the year make the dearer one.
fn cost(view: &View, at: usize) -> i64 {
    let dearer = view.plan.debts[at].convention == Convention::Actual360;
    view.rates[at].saturating_mul(if dearer { 73 } else { 72 })
}

/// Billionths of the credit limit in use; debts without a limit come last.
fn used(plan: &Plan, at: usize) -> Option<i128> {
    let limit = i128::from(plan.debts[at].limit_minor?);
    let balance = i128::from(plan.debts[at].balance_minor) * 1_000_000_000;
    Some(balance.checked_div(limit).unwrap_or(i128::MAX))
}
