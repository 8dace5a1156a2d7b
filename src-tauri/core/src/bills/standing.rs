//! What comes again and again as it stands today: what the ledger finds, and what was said of it.
use super::cadence::Rhythm;
use super::model::*;
use super::recurring::{self, Regular};
use super::sql;
use crate::db::Id;
use crate::debts;
use crate::ledger::{self, AccountBalance, ListAccounts, Payment, PaymentsWanted};
use crate::{Result, Tx};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// How far back regular payments are looked for, and how far those that come once a year.
const DAYS_BACK: u64 = 430;
const RARE_DAYS_BACK: u64 = 830;
/// A payment may reach the ledger so many days late before it counts as overdue.
const GRACE_DAYS: i64 = 3;

/// Whose payments are one series: a payee, a currency, and whether money goes out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub payee_id: Id,
    pub currency: String,
    pub out: bool,
}

impl Key {
    pub fn direction(&self) -> Direction {
        if self.out { Direction::Out } else { Direction::In }
    }

    fn text(&self) -> String {
        format!("{}-{}-{}", self.payee_id, self.currency, self.direction().as_str())
    }
}

/// The payments of a series, and the account of the newest.
#[derive(Debug, Default)]
pub(super) struct Series {
    pub payments: Vec<Payment>,
    pub account_id: Option<Id>,
}

/// As it is shown, and the days on which it comes.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub shown: ShownBill,
    pub rhythm: Rhythm,
}

impl Standing {
    /// The days on which it is expected till another: the next, and those after.
    pub fn days_until(&self, to: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let next = self.shown.next_on;
        let after = next.succ_opt().map(|day| self.rhythm.since(day));
        let later = after.into_iter().flatten();
        std::iter::once(next).chain(later).take_while(move |day| *day <= to)
    }
}

/// What is due, each as often as it comes in these days; bills only, no income.
pub async fn due_between(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<ShownBill>> {
    let mut due = vec![];
    for one in all(tx).await? {
        let bill = one.shown.state != BillState::Dismissed;
        if bill && one.shown.direction == Direction::Out {
            let days = one.days_until(to).filter(|day| *day >= from);
            due.extend(days.map(|next_on| ShownBill { next_on, ..one.shown.clone() }));
        }
    }
    due.sort_by(|a, b| (a.next_on, &a.key).cmp(&(b.next_on, &b.key)));
    Ok(due)
}

/// All that comes again, dismissed or not, by the day it is expected.
pub(super) async fn all(tx: &mut Tx) -> Result<Vec<Standing>> {
    let today = tx.today();
    let kept = kept(tx).await?;
    let accounts = ledger::list_accounts(tx, ListAccounts::default()).await?;
    let always = kept.iter().filter_map(|bill| bill.payee_id).collect();
    let wanted = wanted(today, always, false);
    let series = series(ledger::payments_by_payee(tx, &wanted).await?, &accounts);
    let mut all = vec![];
    for bill in &kept {
        let own = key_of(bill).and_then(|key| series.get(&key));
        all.push(said(bill, own, today));
    }
    let said: Vec<Key> = kept.iter().filter_map(key_of).collect();
    let to_debts = debts::payees_of_debts(tx).await?;
    let others = series.iter().filter(|(key, _)| !said.contains(key));
    let others = others.filter(|(key, _)| !(key.out && to_debts.contains(&key.payee_id)));
    let found: Vec<_> = others
        .filter_map(|(key, series)| Some((key, series, recurring::find(&series.payments, today)?)))
        .collect();
    let ids: Vec<Id> = found.iter().map(|(key, ..)| key.payee_id).collect();
    let names = ledger::names_of_payees(tx, &ids).await?;
    all.extend(found.into_iter().filter_map(|(key, series, regular)| {
        Some(found_one(key, series, &regular, names.get(&key.payee_id)?.clone()))
    }));
    let known: HashMap<Id, Option<NaiveDate>> =
        accounts.iter().map(|account| (account.account.id, account.last_day)).collect();
    for one in &mut all {
        judge(&mut one.shown, &known, today);
    }
    all.sort_by(|a, b| (a.shown.next_on, &a.shown.key).cmp(&(b.shown.next_on, &b.shown.key)));
    Ok(all)
}

/// What was said, each with its payee: also where the ledger came to know the name only later.
async fn kept(tx: &mut Tx) -> Result<Vec<Bill>> {
    let mut kept = sql::bills(tx).await?;
    let ids: Vec<Id> = kept.iter().filter_map(|bill| bill.payee_id).collect();
    let there = ledger::names_of_payees(tx, &ids).await?;
    for bill in &mut kept {
        if bill.payee_id.is_none_or(|id| !there.contains_key(&id)) {
            bill.payee_id = ledger::payee_called(tx, &bill.name).await?;
        }
    }
    Ok(kept)
}

pub(super) fn wanted(today: NaiveDate, always: Vec<Id>, only: bool) -> PaymentsWanted {
    let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let (from, rare_from) = (back(DAYS_BACK), back(RARE_DAYS_BACK));
    PaymentsWanted { from, to: today, rare_from, always, only }
}

/// Payments of all accounts of a currency together.
pub(super) fn series(
    found: Vec<ledger::PayeePayments>,
    accounts: &[AccountBalance],
) -> BTreeMap<Key, Series> {
    let currencies: HashMap<Id, &str> =
        accounts.iter().map(|a| (a.account.id, a.account.currency.as_str())).collect();
    let mut all: BTreeMap<Key, Series> = BTreeMap::new();
    for one in found {
        let Some(currency) = currencies.get(&one.account_id) else { continue };
        for payment in one.payments.into_iter().filter(|payment| payment.amount_minor != 0) {
            let (payee_id, currency) = (one.payee_id, (*currency).to_owned());
            let series =
                all.entry(Key { payee_id, currency, out: payment.amount_minor < 0 }).or_default();
            if series.payments.iter().all(|other| other.day <= payment.day) {
                series.account_id = Some(one.account_id);
            }
            series.payments.push(payment);
        }
    }
    all.values_mut().for_each(|series| series.payments.sort_unstable());
    all
}

pub(super) fn key_of(bill: &Bill) -> Option<Key> {
    let out = bill.direction == Direction::Out;
    Some(Key { payee_id: bill.payee_id?, currency: bill.currency.clone(), out })
}

fn found_one(key: &Key, series: &Series, regular: &Regular, name: String) -> Standing {
    let rise = regular.rise.map(|rise| PriceRise {
        from_minor: rise.from_minor,
        to_minor: rise.to_minor,
        on: rise.on,
    });
    let shown = ShownBill {
        key: key.text(),
        id: None,
        version: None,
        state: BillState::Found,
        name,
        direction: key.direction(),
        payee_id: Some(key.payee_id),
        account_id: series.account_id,
        currency: key.currency.clone(),
        expected_minor: regular.expected_minor,
        amount_set: false,
        fixed: regular.fixed,
        least_minor: regular.least_minor,
        most_minor: regular.most_minor,
        cadence: regular.rhythm.cadence,
        next_on: regular.next_on,
        overdue: false,
        known_until: None,
        last_on: Some(regular.last.day),
        last_minor: Some(regular.last.amount_minor),
        payments: regular.payments as i64,
        since: Some(regular.since),
        price_rise: rise,
    };
    Standing { shown, rhythm: regular.rhythm }
}

/// What a person said stands; the ledger adds what was paid, and the amount where none was set.
fn said(bill: &Bill, series: Option<&Series>, today: NaiveDate) -> Standing {
    let rhythm = bill.rhythm();
    let payments = series.map_or(&[][..], |series| &series.payments);
    let regular = recurring::find(payments, today);
    let like = |payment: &&Payment| {
        let expected = bill.amount_minor.or(regular.as_ref().map(|found| found.expected_minor));
        let (size, paid) = (expected.unwrap_or(0).abs(), payment.amount_minor.abs());
        size == 0 || (paid.saturating_mul(2) >= size && paid <= size.saturating_mul(2))
    };
    let own: Vec<&Payment> = payments.iter().filter(like).collect();
    let last = own.last().copied();
    let amount = bill.amount_minor.or(regular.as_ref().map(|found| found.expected_minor));
    let expected_minor = amount.or(last.map(|payment| payment.amount_minor)).unwrap_or(0);
    let sizes = own.iter().rev().take(12).map(|payment| payment.amount_minor.saturating_abs());
    let size = expected_minor.saturating_abs();
    let (least, most) = sizes.fold((size, size), |(a, b), one| (a.min(one), b.max(one)));
    let rise = regular.as_ref().and_then(|found| found.rise).map(|rise| PriceRise {
        from_minor: rise.from_minor,
        to_minor: rise.to_minor,
        on: rise.on,
    });
    let shown = ShownBill {
        key: bill.id.to_string(),
        id: Some(bill.id),
        version: Some(bill.version),
        state: bill.state,
        name: bill.name.clone(),
        direction: bill.direction,
        payee_id: bill.payee_id,
        account_id: bill.account_id.or(series.and_then(|series| series.account_id)),
        currency: bill.currency.clone(),
        expected_minor,
        amount_set: bill.amount_minor.is_some(),
        fixed: regular.as_ref().map_or(bill.amount_minor.is_some(), |found| found.fixed),
        least_minor: least,
        most_minor: most,
        cadence: bill.cadence,
        next_on: next(&rhythm, last, bill.payee_id.is_some(), today),
        overdue: false,
        known_until: None,
        last_on: last.map(|payment| payment.day),
        last_minor: last.map(|payment| payment.amount_minor),
        payments: own.len() as i64,
        since: own.first().map(|payment| payment.day),
        price_rise: rise,
    };
    Standing { shown, rhythm }
}

/// The first day that nothing was paid for yet. One that never came is let go after half a period;
/// where the ledger cannot tell, each day counts as paid when it is over.
fn next(rhythm: &Rhythm, last: Option<&Payment>, told: bool, today: NaiveDate) -> NaiveDate {
    let cadence = rhythm.cadence;
    let days = |count: i64| chrono::TimeDelta::try_days(count).unwrap_or_default();
    let late = if told { cadence.period_days() / 2 } else { 0 };
    let mut from = (today - days(late)).max(rhythm.nth(0).unwrap_or(rhythm.start));
    if let Some(last) = last {
        from = from.max(last.day + days(cadence.tolerance_days() + 1));
    }
    rhythm.since(from).next().unwrap_or(from)
}

/// Overdue is only what the ledger would know of.
fn judge(shown: &mut ShownBill, known: &HashMap<Id, Option<NaiveDate>>, today: NaiveDate) {
    shown.known_until = shown.account_id.and_then(|id| known.get(&id).copied().flatten());
    let seen = shown.known_until.map_or(today, |day| day.min(today));
    let late = (seen - shown.next_on).num_days() > GRACE_DAYS;
    shown.overdue = late && shown.payee_id.is_some() && shown.state != BillState::Dismissed;
}
