//! Where the debts stand today, as it is shown: worked out from what `load` has read.
use super::follow::{self, Followed, Outcome};
use super::replay::{DebtMonth, Replay, replay};
use super::*;
use crate::db::Id;
use crate::{Code, Error, Result, Tx};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// All debts, archived ones too, and how they are paid off, by currency.
pub struct Standing {
    pub today: NaiveDate,
    pub(super) debts: Vec<Known>,
    /// By currency, the home currency first.
    pub(super) payoffs: Vec<Outcome>,
    /// Names of accounts and payees.
    pub(super) accounts: HashMap<Id, String>,
    pub(super) payees: HashMap<Id, String>,
}

/// A debt with what was found of it.
pub(super) struct Known {
    pub followed: Followed,
    /// With what is only proposed, the oldest first.
    pub facts: Vec<DebtFact>,
}

impl Standing {
    /// How the debts of a currency would be paid off by another choice.
    pub fn follow(&self, choice: PayoffChoice) -> Result<PayoffNow> {
        let of = self.debts.iter().filter(|one| one.followed.debt.currency == choice.currency);
        let of: Vec<Followed> = of.map(|one| one.followed.clone()).collect();
        Ok(follow::follow(choice, &of, self.today)?.now)
    }

    /// All debts as they are shown.
    pub fn shown(&self) -> Vec<ShownDebt> {
        self.debts.iter().map(|one| self.show(one)).collect()
    }

    /// How each currency's debts are paid off.
    pub fn payoffs(self) -> Vec<PayoffNow> {
        self.payoffs.into_iter().map(|one| one.now).collect()
    }

    fn outcome(&self, debt: &Debt) -> Option<&Outcome> {
        self.payoffs.iter().find(|one| one.now.currency == debt.currency)
    }

    fn replay(&self, debt: &Debt) -> Option<&Replay> {
        self.outcome(debt)?.until_today.get(&debt.id)
    }

    fn show(&self, one: &Known) -> ShownDebt {
        let Followed { debt, record } = &one.followed;
        let outcome = self.outcome(debt);
        let replay = self.replay(debt);
        let balance = replay.map_or(debt.opening_minor, Replay::known_minor);
        let plan = outcome.and_then(|one| one.now.plan.as_ref());
        let own = Some(debt.id.to_string());
        let payoff = plan.and_then(|plan| plan.payoffs.iter().find(|payoff| payoff.id == own));
        let months = replay.map_or(&[][..], |replay| &replay.months);
        let over = months.iter().rev().find(|m| m.state.is_some() && m.on < self.today);
        let missed = over.filter(|month| {
            matches!(month.state, Some(PaymentState::Missed | PaymentState::Short))
        });
        let limit = debt.terms.0.limit_minor.filter(|limit| *limit > 0);
        let archived = debt.archived_on.is_some();
        ShownDebt {
            account_name: debt.account_id.and_then(|id| self.accounts.get(&id).cloned()),
            payee_name: debt.payee_id.and_then(|id| self.payees.get(&id).cloned()),
            balance_minor: balance,
            reckoned_minor: replay.map_or(0, |replay| replay.reckoned_minor),
            paid_percent: paid_percent(record.anchor.balance_minor, balance),
            apr: record.terms.rates.percent_on(self.today),
            used_percent: limit.map(|limit| share(balance.max(0), limit)),
            next: self.next(&one.followed).filter(|_| !archived),
            missed: missed.and_then(|m| follow::payment(debt, m)).filter(|_| !archived),
            paid_off_on: payoff.map(|payoff| payoff.on).filter(|_| !archived),
            known_until: record.seen_from.and(record.known_until),
            proposals: one.facts.iter().filter(|fact| fact.proposed).count() as u32,
            settled: balance <= 0,
            debt: debt.clone(),
        }
    }

    /// What is due next of a debt: still this month, or by the plan.
    fn next(&self, one: &Followed) -> Option<DuePayment> {
        let debt = &one.debt;
        let now = &self.outcome(debt)?.now;
        let due = |one: &&DuePayment| one.debt_id == debt.id && one.state == PaymentState::Due;
        let planned = || {
            let own = debt.id.to_string();
            let mut rows = now.plan.as_ref()?.schedule.iter();
            let row = rows.find(|row| row.id.as_ref() == Some(&own) && row.payment_minor > 0)?;
            let cost = row.interest_minor + row.fee_minor;
            let before = row.balance_minor + row.payment_minor - cost;
            let asked = one.record.terms.rule.asks(before, cost).unwrap_or(row.payment_minor);
            Some(DuePayment {
                debt_id: debt.id,
                name: debt.name.clone(),
                currency: debt.currency.clone(),
                on: row.on,
                planned_minor: row.payment_minor,
                minimum_minor: asked.min(row.payment_minor),
                paid_minor: 0,
                state: PaymentState::Due,
            })
        };
        now.due.iter().find(due).cloned().or_else(planned)
    }

    /// A debt's page.
    pub fn page(&self, id: Id) -> Result<DebtPage> {
        let one = self.known(id)?;
        let debt = &one.followed.debt;
        let months: Vec<DebtMonth> =
            self.replay(debt).map_or_else(Vec::new, |replay| replay.months.clone());
        let mut facts = one.facts.clone();
        payments::split(&mut facts, &months);
        facts.reverse();
        let own = Some(id.to_string());
        let plan = self.outcome(debt).and_then(|one| one.now.plan.as_ref());
        let rows = plan.map_or(&[][..], |plan| &plan.schedule);
        let schedule = rows.iter().filter(|row| row.id == own).cloned().collect();
        Ok(DebtPage { shown: self.show(one), months, facts, schedule })
    }

    fn known(&self, id: Id) -> Result<&Known> {
        let gone = || Error::new(Code::NotFound, "there is no such debt");
        self.debts.iter().find(|one| one.followed.debt.id == id).ok_or_else(gone)
    }

    /// A lender's statement against what is reckoned of that day.
    pub fn reconcile(&self, id: Id, on: NaiveDate, stated_minor: i64) -> Result<Reconciliation> {
        let one = self.known(id)?;
        let Followed { debt, record } = &one.followed;
        let mut before = record.clone();
        before.facts.retain(|fact| fact.kind != EntryKind::Statement || fact.on < on);
        let planned = self.outcome(debt).and_then(|o| follow::agreed_payments(&o.now.choice));
        let planned = |day: NaiveDate| planned.as_ref()?.on(debt.id, day);
        let large = || Error::invalid("balance_minor", "these amounts are too large");
        let done = replay(&before, self.today, on, planned).ok_or_else(large)?;
        let last = before.facts.iter().rev().find(|fact| fact.kind == EntryKind::Statement);
        let since = last.map_or((record.anchor.on, record.anchor.balance_minor), |fact| {
            (fact.on, fact.amount_minor)
        });
        let months = done.months.iter().filter(|month| month.on > since.0);
        let sum = |of: fn(&DebtMonth) -> i64| months.clone().map(of).sum::<i64>();
        let reckoned_minor = done.balance_minor;
        let mut told = Reconciliation {
            on,
            stated_minor,
            reckoned_minor,
            difference_minor: stated_minor.checked_sub(reckoned_minor).ok_or_else(large)?,
            since: since.0,
            since_minor: since.1,
            interest_minor: sum(|month| month.interest_minor),
            fees_minor: sum(|month| month.fee_minor),
            charges_minor: sum(|month| month.charges_minor),
            payments_minor: sum(|month| month.paid_minor.saturating_add(month.assumed_minor)),
            reasons: vec![],
        };
        told.reasons = super::reasons::of(&told, &before, &done, &one.facts);
        Ok(told)
    }
}

fn paid_percent(opening: i64, balance: i64) -> u32 {
    if opening <= 0 || balance <= 0 {
        return if balance <= 0 { 100 } else { 0 };
    }
    let gone = i128::from(opening) - i128::from(balance);
    (gone * 100 / i128::from(opening)).clamp(0, 99) as u32
}

fn share(part: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(part) * 100 / i128::from(whole)).unwrap_or(i64::MAX)
}

/// The payments due from a day till another, each with its debt: those to come, and those that were
/// missed or that the ledger cannot tell of yet.
pub async fn due_between(
    tx: &mut Tx,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Debt, DuePayment)>> {
    let standing = load::standing(tx).await?;
    let mut due = vec![];
    for shown in standing.shown() {
        let months = standing.replay(&shown.debt).map_or(&[][..], |replay| &replay.months);
        let unknown = months.iter().filter(|m| m.state == Some(PaymentState::Unknown));
        let unknown = unknown.filter_map(|month| follow::payment(&shown.debt, month));
        let all: Vec<_> = shown.next.into_iter().chain(shown.missed).chain(unknown).collect();
        due.extend(all.into_iter().map(|payment| (shown.debt.clone(), payment)));
    }
    due.retain(|(_, one)| one.on >= from && one.on <= to);
    due.sort_by(|(_, a), (_, b)| (a.on, &a.name).cmp(&(b.on, &b.name)));
    Ok(due)
}

/// Whom the open debts are paid to: what goes there is a debt's payment, and no bill.
pub async fn payees_of_debts(tx: &mut Tx) -> Result<HashSet<Id>> {
    let open = sql::debts(tx).await?.into_iter().filter(|debt| debt.archived_on.is_none());
    let open: Vec<Debt> = open.collect();
    Ok(payments::payees(open.iter()).into_iter().collect())
}
