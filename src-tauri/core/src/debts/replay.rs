//! What became of a debt, from due day to due day: what was owed, the interest reckoned on it, what
//! was paid, and whether that was as planned. Pure; it never looks at the clock.
//!
//! It counts as `simulate` does: on each due day interest and the fee since the last one are added,
//! then the payment counts. Who pays as planned therefore owes to the cent what the plan says. With
//! interest by the day, a payment that comes early or late bears less interest, or more.
//!
//! A payment belongs to the due day nearest to it, of two the earlier. One that cannot be seen is
//! taken as made: where nothing is linked to the ledger, where the ledger does not reach its day, and
//! until its day is over.
use super::interest::{self, Entry, Period};
use super::plan::Owed;
use super::{EntryKind, PaymentState};
use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The balance that is reckoned from: at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    pub on: NaiveDate,
    /// Below zero where too much was paid.
    pub balance_minor: i64,
}

/// Something that happened after it; a statement's amount is the balance at the end of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    pub on: NaiveDate,
    pub kind: EntryKind,
    pub amount_minor: i64,
}

/// All that is known of a debt.
#[derive(Debug, Clone)]
pub struct Record {
    pub terms: Owed,
    pub anchor: Anchor,
    /// In order of time, of a day the lender's word last; all after the anchor's day.
    pub facts: Vec<Fact>,
    /// Whether the ledger holds the lender's own interest and fees: then none are reckoned for days
    /// that are over.
    pub posted: bool,
    /// From when on a payment would be seen; none where nothing could tell.
    pub seen_from: Option<NaiveDate>,
    /// Up to when the ledger is known.
    pub known_until: Option<NaiveDate>,
}

/// From one due day to the next; the last one may end before its due day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DebtMonth {
    /// After this day.
    pub from: NaiveDate,
    /// Up to and with this day: the due day, or the last that was looked at.
    pub on: NaiveDate,
    pub opening_minor: i64,
    pub interest_minor: i64,
    pub fee_minor: i64,
    pub charges_minor: i64,
    /// What came within these days.
    pub paid_minor: i64,
    /// What was taken as paid on the due day.
    pub assumed_minor: i64,
    /// What the lender's statements added, or took off.
    pub corrected_minor: i64,
    pub closing_minor: i64,
    pub planned_minor: i64,
    /// What the lender asked for.
    pub minimum_minor: i64,
    /// What came for this due day, also before and after these days.
    pub came_minor: i64,
    /// None of a month that has not ended.
    pub state: Option<PaymentState>,
}

/// A debt's months up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    pub months: Vec<DebtMonth>,
    pub balance_minor: i64,
    /// Up to which day interest is in the balance.
    pub interest_from: NaiveDate,
    /// What was taken as paid and may still come.
    pub waiting_minor: i64,
    /// Interest and fees that nobody booked.
    pub reckoned_minor: i64,
}

/// The first due day after a day.
pub fn due_after(due_day: u32, after: NaiveDate) -> NaiveDate {
    let within = |month: NaiveDate| {
        let last = u32::from(month.num_days_in_month());
        month.with_day(due_day.clamp(1, last)).unwrap_or(month)
    };
    let first = after.with_day(1).unwrap_or(after);
    let here = within(first);
    let next = || within(first.checked_add_months(Months::new(1)).unwrap_or(after));
    if here > after { here } else { next() }
}

/// Goes through a record up to and with `to`, as it looks on `today`. `planned` is what the plan asks
/// for on a due day; without it the minimum. None when 64 bits cannot hold it.
pub fn replay(
    record: &Record,
    today: NaiveDate,
    to: NaiveDate,
    planned: impl Fn(NaiveDate) -> Option<i64>,
) -> Option<Replay> {
    let due_day = record.terms.due_day;
    let mut dues = vec![due_after(due_day, record.anchor.on)];
    while let Some(last) = dues.last().copied().filter(|last| *last <= to) {
        dues.push(due_after(due_day, last));
    }
    let came = came(record, &dues, to);
    let mut done = Replay {
        months: vec![],
        balance_minor: record.anchor.balance_minor,
        interest_from: record.anchor.on,
        waiting_minor: 0,
        reckoned_minor: 0,
    };
    for (at, due) in dues.iter().copied().enumerate().filter(|(_, due)| *due <= to) {
        done.month(record, due, today, planned(due), came[at])?;
    }
    done.rest(record, to)?;
    Some(done)
}

/// What came for each due day.
fn came(record: &Record, dues: &[NaiveDate], to: NaiveDate) -> Vec<i64> {
    let mut came = vec![0i64; dues.len()];
    let payments = record.facts.iter().filter(|f| f.kind == EntryKind::Payment && f.on <= to);
    for payment in payments {
        let far = |at: &usize| (dues[*at] - payment.on).num_days().abs();
        if let Some(at) = (0..dues.len()).min_by_key(far) {
            came[at] = came[at].saturating_add(payment.amount_minor);
        }
    }
    came
}

/// What happened within some days, by kind.
#[derive(Default)]
struct Sums {
    interest: i64,
    fees: i64,
    charges: i64,
    paid: i64,
    corrected: i64,
    /// The balance after it all.
    balance: i64,
    /// What changed the balance, for interest by the day.
    entries: Vec<Entry>,
}

impl Sums {
    /// After one day, up to and with another. A lender's word on the last day is left out if it is a
    /// due day, since interest comes first then.
    fn of(
        record: &Record,
        balance: i64,
        (after, to): (NaiveDate, NaiveDate),
        ends: bool,
    ) -> Option<Self> {
        let mut sums = Self { balance, ..Self::default() };
        for fact in record.facts.iter().filter(|fact| fact.on > after && fact.on <= to) {
            let amount = fact.amount_minor;
            let (sum, change) = match fact.kind {
                EntryKind::Interest => (&mut sums.interest, amount),
                EntryKind::Fee => (&mut sums.fees, amount),
                EntryKind::Charge => (&mut sums.charges, amount),
                EntryKind::Payment => (&mut sums.paid, amount.checked_neg()?),
                EntryKind::Statement if record.posted || (ends && fact.on == to) => continue,
                EntryKind::Statement => {
                    let change = amount.checked_sub(sums.balance)?;
                    (&mut sums.corrected, change)
                }
                EntryKind::Nothing => continue,
            };
            *sum = match fact.kind {
                EntryKind::Payment => sum.checked_add(amount)?,
                _ => sum.checked_add(change)?,
            };
            sums.balance = sums.balance.checked_add(change)?;
            sums.entries.push(Entry { on: fact.on, amount_minor: change });
        }
        Some(sums)
    }

    /// The lender's word on the very day.
    fn stated(record: &Record, on: NaiveDate) -> Option<i64> {
        let said = |fact: &&Fact| fact.kind == EntryKind::Statement && fact.on == on;
        let said = record.facts.iter().rev().find(said).map(|fact| fact.amount_minor);
        said.filter(|_| !record.posted)
    }
}

impl Replay {
    fn month(
        &mut self,
        record: &Record,
        due: NaiveDate,
        today: NaiveDate,
        planned: Option<i64>,
        came: i64,
    ) -> Option<()> {
        let (opening, from) = (self.balance_minor, self.interest_from);
        let mut sums = Sums::of(record, opening, (from, due), true)?;
        if !record.posted || due > today {
            let booked = (sums.interest, sums.fees);
            let interest = if booked.0 == 0 { self.interest(record, due, &sums)? } else { 0 };
            let fee = if booked.1 == 0 && opening > 0 { record.terms.fee_minor } else { 0 };
            let reckoned = interest.checked_add(fee)?;
            if sums.corrected != 0 {
                // The lender has said by now what came before.
                self.reckoned_minor = 0;
            }
            self.reckoned_minor = self.reckoned_minor.checked_add(reckoned)?;
            sums.balance = sums.balance.checked_add(reckoned)?;
            (sums.interest, sums.fees) =
                (sums.interest.checked_add(interest)?, sums.fees.checked_add(fee)?);
        }
        let cost = sums.interest.checked_add(sums.fees)?;
        let owed = sums.balance;
        let before = owed.checked_add(sums.paid)?;
        let asked = record.terms.rule.asks(opening.max(0), cost)?.min(before.max(0));
        let planned = planned.unwrap_or(asked).min(before.max(0));
        let lacking = (planned - came).clamp(0, owed.max(0));
        let state = self.state(record, due, today, (planned, came, lacking));
        let assumed = match state {
            PaymentState::Paid | PaymentState::Short | PaymentState::Missed => 0,
            PaymentState::Due | PaymentState::Unknown | PaymentState::Assumed => lacking,
        };
        if matches!(state, PaymentState::Due | PaymentState::Unknown) {
            self.waiting_minor = self.waiting_minor.checked_add(assumed)?;
        }
        self.balance_minor = owed.checked_sub(assumed)?;
        self.interest_from = due;
        if let Some(stated) = Sums::stated(record, due) {
            sums.corrected = sums.corrected.checked_add(stated.checked_sub(self.balance_minor)?)?;
            (self.balance_minor, self.reckoned_minor) = (stated, 0);
        }
        self.months.push(DebtMonth {
            from,
            on: due,
            opening_minor: opening,
            interest_minor: sums.interest,
            fee_minor: sums.fees,
            charges_minor: sums.charges,
            paid_minor: sums.paid,
            assumed_minor: assumed,
            corrected_minor: sums.corrected,
            closing_minor: self.balance_minor,
            planned_minor: planned,
            minimum_minor: asked,
            came_minor: came,
            state: Some(state),
        });
        Some(())
    }

    fn interest(&self, record: &Record, due: NaiveDate, sums: &Sums) -> Option<i64> {
        let paid_in_full = self.months.last().is_some_and(|month| month.closing_minor <= 0);
        let period = Period {
            from: self.interest_from,
            to: due,
            opening_minor: self.balance_minor,
            entries: &sums.entries,
            paid_in_full,
        };
        interest::of_period(record.terms.convention, &record.terms.rates, &period)
    }

    fn state(
        &self,
        record: &Record,
        due: NaiveDate,
        today: NaiveDate,
        (planned, came, lacking): (i64, i64, i64),
    ) -> PaymentState {
        if planned == 0 || lacking == 0 {
            PaymentState::Paid
        } else if due >= today {
            PaymentState::Due
        } else if record.seen_from.is_none_or(|from| due < from) {
            PaymentState::Assumed
        } else if record.known_until.is_none_or(|known| known < due) {
            PaymentState::Unknown
        } else if came == 0 {
            PaymentState::Missed
        } else {
            PaymentState::Short
        }
    }

    /// The days after the last due day.
    fn rest(&mut self, record: &Record, to: NaiveDate) -> Option<()> {
        let (opening, from) = (self.balance_minor, self.interest_from);
        let sums = Sums::of(record, opening, (from, to), false)?;
        self.balance_minor = sums.balance;
        if sums.corrected != 0 {
            self.reckoned_minor = 0;
        }
        if !sums.entries.is_empty() {
            self.months.push(DebtMonth {
                from,
                on: to,
                opening_minor: opening,
                interest_minor: sums.interest,
                fee_minor: sums.fees,
                charges_minor: sums.charges,
                paid_minor: sums.paid,
                assumed_minor: 0,
                corrected_minor: sums.corrected,
                closing_minor: self.balance_minor,
                planned_minor: 0,
                minimum_minor: 0,
                came_minor: sums.paid,
                state: None,
            });
        }
        Some(())
    }

    /// What was owed at the end of a day that was gone through.
    pub fn balance_on(&self, record: &Record, day: NaiveDate) -> Option<i64> {
        let ended = self.months.iter().rev().find(|month| month.state.is_some() && month.on <= day);
        let (from, balance) = ended
            .map_or((record.anchor.on, record.anchor.balance_minor), |m| (m.on, m.closing_minor));
        Some(Sums::of(record, balance, (from, day), false)?.balance)
    }

    /// What is owed as far as is known: what may still come is not taken off.
    pub fn known_minor(&self) -> i64 {
        self.balance_minor.saturating_add(self.waiting_minor)
    }

    /// Payments taken as made, with their days.
    pub fn assumed(&self) -> impl Iterator<Item = (NaiveDate, i64)> {
        let taken = self.months.iter().filter(|month| month.assumed_minor > 0);
        taken.map(|month| (month.on, month.assumed_minor))
    }
}

#[cfg(test)]
#[path = "replay_tests.rs"]
mod tests;
