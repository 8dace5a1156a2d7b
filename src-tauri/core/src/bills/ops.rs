//! The verbs of bills: what is there, what was said of it, what is left to spend.
use super::cadence::{Cadence, Step, Weekend};
use super::model::*;
use super::safe::{self, Income};
use super::sql;
use super::standing::{self, Standing, key_of};
use crate::db::Id;
use crate::debts::{self, PaymentState};
use crate::ledger::{self, AccountKind, ListAccounts, present};
use crate::op::Nothing;
use crate::{Error, Result, Tx, money};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How far a debt's payments are looked for: further than any payday that counts.
const DEBT_DAYS: i64 = 40;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListBills {
    /// Only what is expected by this day.
    pub until: Option<NaiveDate>,
    /// Also what was said to be no bill.
    pub dismissed: bool,
}

pub async fn list_bills(tx: &mut Tx, input: ListBills) -> Result<Vec<ShownBill>> {
    let all = standing::all(tx).await?.into_iter().map(|one| one.shown);
    let by_then = |bill: &ShownBill| input.until.is_none_or(|until| bill.next_on <= until);
    let shown = |bill: &ShownBill| input.dismissed || bill.state != BillState::Dismissed;
    Ok(all.filter(by_then).filter(shown).collect())
}

pub async fn safe_to_spend(tx: &mut Tx, _: Nothing) -> Result<Vec<SafeToSpend>> {
    let today = tx.today();
    let home = ledger::get_household(tx, Nothing {}).await?.currency;
    let mut all = standing::all(tx).await?;
    all.retain(|one| one.shown.state != BillState::Dismissed);
    let mut cards = vec![];
    let mut liquid: BTreeMap<String, (Vec<SafePart>, Vec<SafePart>)> = BTreeMap::new();
    for one in ledger::list_accounts(tx, ListAccounts::default()).await? {
        let (id, currency) = (one.account.id, one.account.currency.clone());
        let part = SafePart {
            account_id: id,
            name: one.account.name,
            balance_minor: one.balance_minor,
            known_until: one.last_day,
        };
        if one.account.kind == AccountKind::Card {
            cards.push(id);
        }
        match one.account.kind {
            AccountKind::Cash | AccountKind::Checking => {
                liquid.entry(currency).or_default().0.push(part);
            }
            AccountKind::Card if one.balance_minor < 0 => {
                liquid.entry(currency).or_default().1.push(part);
            }
            _ => (),
        }
    }
    liquid.retain(|_, (liquid, _)| !liquid.is_empty());
    let debts = of_debts(tx, &all, &cards).await?;
    let sums = liquid.into_iter().map(|(currency, parts)| {
        let of: Vec<&Standing> = all.iter().filter(|b| b.shown.currency == currency).collect();
        let payday = safe::payday(&income(&of, today), today);
        let until = safe::until(payday.as_ref(), today);
        let mut due = still_due(&of, until);
        let own = debts.iter().filter(|(code, bill)| *code == currency && bill.on <= until);
        due.extend(own.map(|(_, bill)| bill.clone()));
        due.sort_by(|a, b| (a.on, &a.key).cmp(&(b.on, &b.key)));
        safe::safe(currency, payday, parts, due, today)
    });
    let mut sums: Vec<SafeToSpend> = sums.collect();
    sums.sort_by_key(|sum| sum.currency != home);
    Ok(sums)
}

fn income(of: &[&Standing], today: NaiveDate) -> Vec<Income> {
    let tomorrow = today.succ_opt().unwrap_or(today);
    let come = of.iter().filter(|one| one.shown.direction == Direction::In);
    let income = come.map(|one| {
        let ShownBill { key, name, expected_minor, cadence, next_on, .. } = one.shown.clone();
        // What should have come already may come any day; then the one after it counts.
        let on = if next_on > today { Some(next_on) } else { one.rhythm.since(tomorrow).next() };
        let payday = Payday { key, name, on: on.unwrap_or(next_on), expected_minor };
        Income { payday, often: matches!(cadence.step(), Step::Days(_) | Step::Months(1)) }
    });
    income.collect()
}

fn still_due(of: &[&Standing], until: NaiveDate) -> Vec<SafeBill> {
    let mut due = vec![];
    for one in of.iter().filter(|one| one.shown.direction == Direction::Out) {
        let ShownBill { key, name, expected_minor: amount_minor, next_on, overdue, .. } =
            &one.shown;
        due.extend(one.days_until(until).map(|on| SafeBill {
            key: key.clone(),
            name: name.clone(),
            on,
            amount_minor: *amount_minor,
            overdue: *overdue && on == *next_on,
        }));
    }
    due
}

/// What debts still ask for, with its currency: not what a card owes, which is counted as a whole, nor
/// what a bill says already.
async fn of_debts(
    tx: &mut Tx,
    bills: &[Standing],
    cards: &[Id],
) -> Result<Vec<(String, SafeBill)>> {
    let (today, days) = (tx.today(), chrono::TimeDelta::days(DEBT_DAYS));
    let due = debts::due_between(tx, today - days, today + days).await?.into_iter();
    let said = |payee: Option<Id>| {
        payee.is_some() && bills.iter().any(|bill| bill.shown.payee_id == payee)
    };
    let counted = |id: Option<Id>| id.is_some_and(|id| cards.contains(&id));
    let own = due.filter(|(debt, _)| !said(debt.payee_id) && !counted(debt.account_id));
    let still = own.filter_map(|(debt, payment)| {
        let amount_minor = payment.paid_minor.saturating_sub(payment.planned_minor);
        let open = amount_minor < 0 && payment.state != PaymentState::Unknown;
        let bill = SafeBill {
            key: format!("debt {}", debt.id),
            name: payment.name,
            on: payment.on,
            amount_minor,
            overdue: payment.state != PaymentState::Due,
        };
        open.then_some((payment.currency, bill))
    });
    Ok(still.collect())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddBill {
    /// As the payee is called, where the ledger knows one.
    pub name: String,
    /// Minor units; money out is negative.
    pub amount_minor: i64,
    /// ISO 4217; the household's unless told.
    #[serde(default)]
    pub currency: Option<String>,
    #[serde(default)]
    pub account_id: Option<Id>,
    pub cadence: Cadence,
    pub next_on: NaiveDate,
}

pub async fn add_bill(tx: &mut Tx, input: AddBill) -> Result<ShownBill> {
    let name = ledger::named("name", &input.name)?;
    let account = known_account(tx, input.account_id).await?;
    let currency = match (&input.currency, &account) {
        (Some(code), _) => money::currency("currency", code)?,
        (None, Some(account)) => account.clone(),
        (None, None) => ledger::get_household(tx, Nothing {}).await?.currency,
    };
    let amount = sensible(input.amount_minor)?;
    let starts_on = sensible_day(input.next_on)?;
    let bill = Bill {
        id: tx.new_id(),
        payee_id: ledger::payee_called(tx, &name).await?,
        name,
        state: BillState::Confirmed,
        direction: Direction::of(amount),
        currency,
        account_id: input.account_id,
        amount_minor: Some(amount),
        cadence: input.cadence,
        starts_on,
        day_of_month: starts_on.day() as i32,
        weekend: Weekend::Stays,
        version: 1,
    };
    tx.insert(&bill).await?;
    tx.label(format!("added the bill {}", bill.name)).await?;
    shown(tx, bill.id).await
}

/// What was found, by what makes it one series.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseFound {
    pub payee_id: Id,
    pub currency: String,
    pub direction: Direction,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmBill {
    pub payee_id: Id,
    pub currency: String,
    pub direction: Direction,
    /// The payee's unless told.
    #[serde(default)]
    pub name: Option<String>,
    /// What the ledger says unless told.
    #[serde(default)]
    pub amount_minor: Option<i64>,
    #[serde(default)]
    pub cadence: Option<Cadence>,
    #[serde(default)]
    pub next_on: Option<NaiveDate>,
}

pub async fn confirm_bill(tx: &mut Tx, input: ConfirmBill) -> Result<ShownBill> {
    let ConfirmBill { payee_id, currency, direction, name, amount_minor, cadence, next_on } = input;
    let found = find(tx, &ChooseFound { payee_id, currency, direction }).await?;
    let mut bill = keep(tx, &found, BillState::Confirmed);
    change(&mut bill, name, amount_minor.map(Some), (cadence, next_on))?;
    tx.insert(&bill).await?;
    tx.label(format!("confirmed the bill {}", bill.name)).await?;
    shown(tx, bill.id).await
}

pub async fn dismiss_bill(tx: &mut Tx, input: ChooseFound) -> Result<ShownBill> {
    let said = sql::bills(tx).await?.into_iter().find(|bill| is(bill, &input));
    let bill = match said {
        Some(mut bill) => {
            let version = bill.version;
            bill.state = BillState::Dismissed;
            tx.update(&mut bill, version).await?;
            bill
        }
        None => {
            let found = find(tx, &input).await?;
            let bill = keep(tx, &found, BillState::Dismissed);
            tx.insert(&bill).await?;
            bill
        }
    };
    tx.label(format!("dismissed {}: not a bill", bill.name)).await?;
    shown(tx, bill.id).await
}

fn is(bill: &Bill, wanted: &ChooseFound) -> bool {
    let same = key_of(bill).is_some_and(|key| key.payee_id == wanted.payee_id);
    same && bill.currency == wanted.currency && bill.direction == wanted.direction
}

async fn find(tx: &mut Tx, wanted: &ChooseFound) -> Result<Standing> {
    let found = standing::all(tx).await?.into_iter().find(|one| {
        let shown = &one.shown;
        let same = shown.payee_id == Some(wanted.payee_id) && shown.currency == wanted.currency;
        same && shown.direction == wanted.direction && shown.state == BillState::Found
    });
    found.ok_or_else(|| Error::not_found("bill that was found"))
}

fn keep(tx: &Tx, found: &Standing, state: BillState) -> Bill {
    let Standing { shown, rhythm } = found;
    Bill {
        id: tx.new_id(),
        name: shown.name.clone(),
        state,
        direction: shown.direction,
        currency: shown.currency.clone(),
        payee_id: shown.payee_id,
        account_id: None,
        amount_minor: None,
        cadence: rhythm.cadence,
        starts_on: rhythm.start,
        day_of_month: rhythm.day_of_month as i32,
        weekend: rhythm.weekend,
        version: 1,
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateBill {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    /// Null is what the ledger says.
    #[serde(default, deserialize_with = "present")]
    pub amount_minor: Option<Option<i64>>,
    #[serde(default)]
    pub cadence: Option<Cadence>,
    #[serde(default)]
    pub next_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    pub account_id: Option<Option<Id>>,
    /// Confirmed makes a bill again of what was dismissed.
    #[serde(default)]
    pub confirmed: bool,
}

pub async fn update_bill(tx: &mut Tx, input: UpdateBill) -> Result<ShownBill> {
    let mut bill: Bill = tx.get(input.id).await?;
    change(&mut bill, input.name, input.amount_minor, (input.cadence, input.next_on))?;
    if let Some(account) = input.account_id {
        known_account(tx, account).await?;
        bill.account_id = account;
    }
    if input.confirmed {
        bill.state = BillState::Confirmed;
    }
    if bill.payee_id.is_none() && bill.amount_minor.is_none() {
        let message = "say how much: the ledger does not know this bill";
        return Err(Error::invalid("amount_minor", message));
    }
    tx.update(&mut bill, input.version).await?;
    tx.label(format!("changed the bill {}", bill.name)).await?;
    shown(tx, bill.id).await
}

fn change(
    bill: &mut Bill,
    name: Option<String>,
    amount: Option<Option<i64>>,
    (cadence, next_on): (Option<Cadence>, Option<NaiveDate>),
) -> Result<()> {
    if let Some(name) = name {
        bill.name = ledger::named("name", &name)?;
    }
    if let Some(amount) = amount {
        bill.amount_minor = amount.map(sensible).transpose()?;
        if bill.amount_minor.is_some_and(|minor| Direction::of(minor) != bill.direction) {
            let message = "money out is negative, money in is positive; that cannot change";
            return Err(Error::invalid("amount_minor", message));
        }
    }
    bill.cadence = cadence.unwrap_or(bill.cadence);
    if let Some(day) = next_on {
        bill.starts_on = sensible_day(day)?;
        (bill.day_of_month, bill.weekend) = (day.day() as i32, Weekend::Stays);
    }
    Ok(())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveBill {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_bill(tx: &mut Tx, input: RemoveBill) -> Result<Bill> {
    let bill: Bill = tx.remove(input.id, input.version).await?;
    tx.label(format!("removed the bill {}", bill.name)).await?;
    Ok(bill)
}

async fn shown(tx: &mut Tx, id: Id) -> Result<ShownBill> {
    let all = standing::all(tx).await?.into_iter();
    let own = all.map(|one| one.shown).find(|bill| bill.id == Some(id));
    own.ok_or_else(|| Error::not_found("bill"))
}

/// The currency of an account that must be there.
async fn known_account(tx: &mut Tx, id: Option<Id>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let account = ledger::accounts(tx).await?.into_iter().find(|account| account.id == id);
    let missing = || Error::invalid("account_id", "there is no such account");
    account.map(|account| Some(account.currency)).ok_or_else(missing)
}

/// A quadrillion minor units is far beyond a household, and far below an overflow of any sum.
fn sensible(minor: i64) -> Result<i64> {
    match minor.unsigned_abs() {
        0 => Err(Error::invalid("amount_minor", "say how much; it cannot be 0")),
        1..=1_000_000_000_000_000 => Ok(minor),
        _ => Err(Error::invalid("amount_minor", "this amount is too large to be true")),
    }
}

fn sensible_day(day: NaiveDate) -> Result<NaiveDate> {
    if !(1900..=2200).contains(&day.year()) {
        return Err(Error::invalid("next_on", "choose a day between 1900 and 2200"));
    }
    Ok(day)
}
