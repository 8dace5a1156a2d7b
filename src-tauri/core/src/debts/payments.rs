//! Which transactions of the ledger are a debt's. Pure.
//!
//! What lies in the debt's own account is: money in is a payment, money out interest or a fee by its
//! words, else a charge. Without an account, what goes to its payee is a payment if it is at least the
//! minimum, at most what was owed, and of no other debt with the same payee; else it is only proposed.
//! Without either, a transaction of just the expected amount that names the lender is proposed. What a
//! person said of a transaction comes before all of it.
use super::{Debt, DebtEntry, DebtFact, DebtKind, EntryKind, FoundBy};
use crate::db::Id;
use crate::ledger::FoundRow;
use chrono::NaiveDate;

/// Words for interest and for fees in a bank's texts, in the languages of the screens.
const INTEREST: [&str; 5] = ["interest", "zins", "interés", "interes", "finance charge"];
const FEES: [&str; 7] = ["fee", "gebühr", "entgelt", "comisión", "comision", "penalty", "mahn"];
/// On a loan without such words: interest is what comes to no more than this part of what is owed.
const INTEREST_PART: i64 = 40;

/// A debt, and what is expected of its payments.
pub struct Expected<'a> {
    pub debt: &'a Debt,
    /// The lender's minimum at the start.
    pub minimum_minor: i64,
    /// What the agreed plan asks for around a day.
    pub planned: Box<dyn Fn(NaiveDate) -> Option<i64> + Send + Sync + 'a>,
}

impl Expected<'_> {
    fn is_just(&self, day: NaiveDate, amount: i64) -> bool {
        amount == self.minimum_minor || (self.planned)(day) == Some(amount)
    }

    fn can_be(&self, amount: i64) -> bool {
        amount >= self.minimum_minor.max(1) && amount <= self.debt.opening_minor
    }

    fn is_named(&self, text: &str) -> bool {
        let named = |name: &str| name.chars().count() >= 3 && text.contains(&name.to_lowercase());
        named(&self.debt.lender) || named(&self.debt.name)
    }
}

/// What happened to one of the debts, the oldest first; with what is only proposed.
pub fn facts(
    all: &[Expected<'_>],
    at: usize,
    rows: &[FoundRow],
    entries: &[DebtEntry],
) -> Vec<DebtFact> {
    let debt = all[at].debt;
    let after = |day: NaiveDate| day > debt.opened_on;
    let mut facts = vec![];
    for entry in entries.iter().filter(|e| e.debt_id == debt.id && e.transaction_id.is_none()) {
        facts.push(by_hand(entry));
    }
    for row in rows {
        let said = entries.iter().filter(|entry| entry.transaction_id == Some(row.id));
        let mut said = said.collect::<Vec<_>>();
        said.sort_by_key(|entry| entry.debt_id != debt.id);
        let fact = match said.first() {
            Some(entry) if entry.debt_id == debt.id && entry.kind == EntryKind::Nothing => None,
            Some(entry) if entry.debt_id == debt.id => {
                let fact = fact(debt, row, entry.kind, FoundBy::Person, false);
                let (entry_id, version) = (Some(entry.id), Some(entry.version));
                Some(DebtFact { entry_id, version, ..fact })
            }
            // It was said to be another debt's.
            Some(entry) if entry.kind != EntryKind::Nothing => None,
            _ => found(all, at, row),
        };
        facts.extend(fact);
    }
    facts.retain(|fact| after(fact.day));
    facts.sort_by_key(|fact| (fact.day, fact.kind == EntryKind::Statement));
    facts
}

fn by_hand(entry: &DebtEntry) -> DebtFact {
    DebtFact {
        entry_id: Some(entry.id),
        version: Some(entry.version),
        transaction_id: None,
        day: entry.day,
        kind: entry.kind,
        amount_minor: entry.amount_minor,
        found_by: None,
        proposed: false,
        interest_minor: 0,
        text: entry.note.clone(),
    }
}

fn fact(debt: &Debt, row: &FoundRow, kind: EntryKind, by: FoundBy, proposed: bool) -> DebtFact {
    let own = debt.account_id == Some(row.account_id);
    // In its own account money in is a payment; elsewhere money out is.
    let payment = kind == EntryKind::Payment;
    let amount = if own && payment { row.amount_minor } else { row.amount_minor.saturating_neg() };
    DebtFact {
        entry_id: None,
        version: None,
        transaction_id: Some(row.id),
        day: row.day,
        kind,
        amount_minor: amount,
        found_by: Some(by),
        proposed,
        interest_minor: 0,
        text: row.text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn found(all: &[Expected<'_>], at: usize, row: &FoundRow) -> Option<DebtFact> {
    let (own, debt) = (&all[at], all[at].debt);
    if debt.account_id == Some(row.account_id) {
        return Some(fact(debt, row, kind(debt, row), FoundBy::Account, false));
    }
    let is_a_debts = all.iter().any(|other| other.debt.account_id == Some(row.account_id));
    let amount = row.amount_minor.saturating_neg();
    if debt.account_id.is_some() || is_a_debts || amount <= 0 {
        return None;
    }
    if debt.payee_id.is_some() {
        if row.payee_id != debt.payee_id {
            return None;
        }
        let sharing = |other: &&Expected<'_>| {
            let open = other.debt.account_id.is_none() && other.debt.archived_on.is_none();
            open && other.debt.payee_id == debt.payee_id && other.debt.id != debt.id
        };
        let others: Vec<_> = all.iter().filter(sharing).collect();
        let just_own = own.is_just(row.day, amount);
        let just_others = others.iter().any(|other| other.is_just(row.day, amount));
        let sure = match others.is_empty() {
            true => just_own || own.can_be(amount),
            false => just_own && !just_others,
        };
        // What is surely another's is not asked about.
        if !sure && just_others && !just_own {
            return None;
        }
        return Some(fact(debt, row, EntryKind::Payment, FoundBy::Payee, !sure));
    }
    let fits = own.is_just(row.day, amount) && own.is_named(&row.text.to_lowercase());
    fits.then(|| fact(debt, row, EntryKind::Payment, FoundBy::Amount, true))
}

/// What a row of the debt's own account is.
fn kind(debt: &Debt, row: &FoundRow) -> EntryKind {
    if row.amount_minor > 0 {
        return EntryKind::Payment;
    }
    let text = row.text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let revolving = matches!(debt.kind, DebtKind::Card | DebtKind::Overdraft);
    if says(&INTEREST) {
        EntryKind::Interest
    } else if says(&FEES) {
        EntryKind::Fee
    } else if !revolving && row.amount_minor.saturating_neg() <= debt.opening_minor / INTEREST_PART
    {
        EntryKind::Interest
    } else {
        EntryKind::Charge
    }
}

/// Whom a debt without a link may have been paid to is asked only of the newest days.
pub const ASKED_DAYS: u64 = 120;

/// What of each payment went to interest and fees, by months from due day to due day.
pub fn split(facts: &mut [DebtFact], months: &[super::replay::DebtMonth]) {
    for month in months {
        let mut cost = month.interest_minor.saturating_add(month.fee_minor).max(0);
        let within = facts.iter_mut().filter(|fact| {
            fact.kind == EntryKind::Payment
                && !fact.proposed
                && fact.day > month.from
                && fact.day <= month.on
        });
        for payment in within {
            payment.interest_minor = cost.min(payment.amount_minor);
            cost -= payment.interest_minor;
        }
    }
}

/// The debts' payees, without those that have an account of their own.
pub fn payees<'a>(debts: impl Iterator<Item = &'a Debt>) -> Vec<Id> {
    let unlinked = debts.filter(|debt| debt.account_id.is_none());
    let mut payees: Vec<Id> = unlinked.filter_map(|debt| debt.payee_id).collect();
    payees.sort_unstable();
    payees.dedup();
    payees
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debts::{DebtTerms, Minimum, Percent};
    use sqlx::types::Json;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn debt(kind: DebtKind, account_id: Option<Id>) -> Debt {
        let terms = DebtTerms {
            apr: Percent::default(),
            variable: false,
            rate_changes: vec![],
            promo: None,
            grace_until: None,
            convention: crate::debts::Convention::MonthlyNominal,
            minimum: Minimum::Fixed { amount_minor: 5_000 },
            due_day: 5,
            fee_minor: 0,
            limit_minor: None,
        };
        Debt {
            id: crate::db::new_id(),
            name: "Card".into(),
            kind,
            currency: "EUR".into(),
            lender: "Nordbank".into(),
            opened_on: day("2026-01-01"),
            opening_minor: 100_000,
            terms: Json(terms),
            account_id,
            payee_id: None,
            notes: String::new(),
            archived_on: None,
            version: 1,
        }
    }

    fn row(account_id: Id, amount_minor: i64, text: &str) -> FoundRow {
        let (id, day, text) = (crate::db::new_id(), day("2026-01-05"), text.into());
        FoundRow { id, account_id, payee_id: None, day, amount_minor, text, imported: true }
    }

    #[test]
    fn rows_of_its_own_account_are_told_by_their_words_and_their_size() {
        let own = crate::db::new_id();
        let (card, loan) = (debt(DebtKind::Card, Some(own)), debt(DebtKind::Personal, Some(own)));
        let of = |debt: &Debt, amount, text| kind(debt, &row(own, amount, text));
        assert_eq!(of(&card, 5_000, "Thank you"), EntryKind::Payment);
        assert_eq!(of(&card, -1_700, "Sollzinsen Januar"), EntryKind::Interest);
        assert_eq!(of(&card, -900, "LATE FEE"), EntryKind::Fee);
        assert_eq!(of(&card, -900, "Bookshop"), EntryKind::Charge);
        assert_eq!(of(&loan, -2_500, "Abschluss"), EntryKind::Interest);
        assert_eq!(of(&loan, -2_501, "Auszahlung"), EntryKind::Charge);
    }

    #[test]
    fn without_a_link_only_the_expected_amount_that_names_the_lender_is_proposed() {
        let debt = debt(DebtKind::Personal, None);
        let all =
            [Expected { debt: &debt, minimum_minor: 5_000, planned: Box::new(|_| Some(7_500)) }];
        let giro = crate::db::new_id();
        let found = |amount, text| facts(&all, 0, &[row(giro, amount, text)], &[]);
        assert!(found(-5_000, "NORDBANK AG").iter().all(|fact| fact.proposed));
        assert_eq!(found(-5_000, "NORDBANK AG").len(), 1);
        assert_eq!(found(-7_500, "to nordbank").len(), 1);
        assert!(found(-5_001, "NORDBANK AG").is_empty());
        assert!(found(-5_000, "Somebody").is_empty());
        assert!(found(5_000, "NORDBANK AG").is_empty());
    }
}
