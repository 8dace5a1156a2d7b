//! What may explain the difference between a lender's statement and what was reckoned. Pure.
use super::replay::{Record, Replay};
use super::{Convention, DebtFact, DifferenceReason, EntryKind, Reconciliation, interest};

/// Ways of counting that lenders use.
const CONVENTIONS: [Convention; 5] = [
    Convention::MonthlyNominal,
    Convention::Actual365,
    Convention::Actual360,
    Convention::Thirty360,
    Convention::AverageDailyOld,
];

/// The likeliest first; none where nothing differs.
pub fn of(
    told: &Reconciliation,
    record: &Record,
    done: &Replay,
    facts: &[DebtFact],
) -> Vec<DifferenceReason> {
    let difference = told.difference_minor;
    if difference == 0 {
        return vec![];
    }
    let mut reasons = vec![];
    // A payment that is only proposed, or that the lender booked on another day.
    let near = |fact: &&DebtFact| (fact.day - told.on).num_days().abs() <= 10;
    let just = |fact: &&DebtFact| {
        let counted = !fact.proposed && fact.day <= told.on;
        let amount = if counted { fact.amount_minor } else { -fact.amount_minor };
        fact.kind == EntryKind::Payment && amount == difference && (fact.proposed || near(fact))
    };
    reasons.extend(facts.iter().filter(just).map(|fact| DifferenceReason::Payment {
        transaction_id: fact.transaction_id,
        day: fact.day,
        amount_minor: fact.amount_minor,
    }));
    let taken = done.assumed().filter(|(_, minor)| *minor == difference);
    reasons.extend(taken.map(|(on, amount_minor)| DifferenceReason::Assumed { on, amount_minor }));
    reasons.extend(by_convention(told, record));
    if reasons.is_empty() {
        let cost = difference > 0;
        reasons.push(if cost { DifferenceReason::Cost } else { DifferenceReason::Less });
    }
    reasons
}

/// Other ways of counting that come to just the interest which the statement holds.
fn by_convention(told: &Reconciliation, record: &Record) -> Vec<DifferenceReason> {
    let wanted = told.interest_minor.saturating_add(told.difference_minor);
    let other = CONVENTIONS.into_iter().filter(|way| *way != record.terms.convention);
    let fits = other.filter_map(|convention| {
        let rates = &record.terms.rates;
        let minor = interest::on_balance(convention, rates, told.since_minor, told.since, told.on)?;
        let one = told.interest_minor != 0 && minor == wanted;
        one.then_some(DifferenceReason::Convention { convention, interest_minor: minor })
    });
    fits.collect()
}
