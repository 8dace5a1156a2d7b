//! Money that a habit has saved, and sending it to a debt: a transfer between own accounts, remembered
//! so that no saving is sent twice.
use super::look::{GetHabit, last_day};
use super::marks;
use super::model::*;
use super::plan::Kind;
use super::savings::{self, Reckoned};
use super::sql;
use crate::db::Id;
use crate::ledger::{self, Account, AccountKind, AddTransaction, LinkTransfer, ListAccounts};
use crate::{Error, Result, Tx, money};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why nothing can be said of savings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoSavings {
    /// The ledger does not check it.
    Unchecked,
    /// Only what is to be kept low, or avoided, saves money.
    Kind,
    /// There are fewer than thirty days of ledger before its first day.
    ShortPast,
    /// The ledger knows no day since it began.
    NotYet,
}

/// A saving that went to a debt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownSaving {
    pub id: Id,
    pub day: NaiveDate,
    pub amount_minor: i64,
    /// The debt; none if it is gone.
    pub to_account_id: Option<Id>,
}

/// What a habit has saved against the person's own past.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HabitSavings {
    pub currency: String,
    pub reckoned: Option<Reckoned>,
    /// Why nothing was reckoned.
    pub reason: Option<NoSavings>,
    /// The newest first; without those whose transactions were removed.
    pub sent: Vec<ShownSaving>,
    pub sent_minor: i64,
    /// What is saved and not sent yet; never negative.
    pub left_minor: i64,
}

pub async fn get_savings(tx: &mut Tx, input: GetHabit) -> Result<HabitSavings> {
    let habit: Habit = tx.get(input.id).await?;
    savings_of(tx, &habit).await
}

async fn savings_of(tx: &mut Tx, habit: &Habit) -> Result<HabitSavings> {
    let check = habit.ledger_check.0.as_ref();
    let currency = check.and_then(|check| check.currency.clone()).unwrap_or_default();
    let sent = sent(tx, habit.id).await?;
    let sent_minor: i64 = sent.iter().map(|one| one.amount_minor).sum();
    let (reckoned, reason) = match reckoned(tx, habit, &currency).await? {
        Ok(reckoned) => (Some(reckoned), None),
        Err(reason) => (None, Some(reason)),
    };
    let left_minor = reckoned.map_or(0, |found| (found.saved_minor - sent_minor).max(0));
    Ok(HabitSavings { currency, reckoned, reason, sent, sent_minor, left_minor })
}

type Found = std::result::Result<Reckoned, NoSavings>;

async fn reckoned(tx: &mut Tx, habit: &Habit, currency: &str) -> Result<Found> {
    let Some(check) = &habit.ledger_check.0 else { return Ok(Err(NoSavings::Unchecked)) };
    if !matches!(habit.kind, Kind::Limit | Kind::Avoid) {
        return Ok(Err(NoSavings::Kind));
    }
    let last = last_day(tx, habit);
    let (plan, known) = marks::all(tx, habit, last).await?;
    let first = plan.since.unwrap_or(last);
    let spans = ledger::account_spans(tx, last).await?;
    let Some(begins) = spans.iter().filter_map(|span| span.first).min() else {
        return Ok(Err(NoSavings::ShortPast));
    };
    let Some(before) = savings::baseline(first, begins) else {
        return Ok(Err(NoSavings::ShortPast));
    };
    let until = known.standing.and_then(|standing| standing.known_until);
    let Some(until) = until.map(|day| day.min(last)).filter(|day| *day >= first) else {
        return Ok(Err(NoSavings::NotYet));
    };
    let watched = ledger::watched(tx, &check.category_ids, &check.payee_ids).await?;
    let spent = ledger::spending(tx, &watched, before.0, until).await?;
    Ok(Ok(savings::reckon(&spent, currency, before, (first, until))))
}

/// What was sent and is still in the ledger.
async fn sent(tx: &mut Tx, habit_id: Id) -> Result<Vec<ShownSaving>> {
    let all = sql::sent(tx, habit_id).await?;
    let ids: Vec<Id> = all.iter().flat_map(|one| [one.out_id, one.in_id]).collect();
    let there = ledger::existing(tx, &ids).await?;
    let mut shown = vec![];
    for one in all.into_iter().filter(|one| there.contains(&one.out_id)) {
        let to_account_id = match there.contains(&one.in_id) {
            true => {
                let arrived = ledger::get_transaction(tx, ledger::GetTransaction { id: one.in_id });
                Some(arrived.await?.account_id)
            }
            false => None,
        };
        let SentSaving { id, day, amount_minor, .. } = one;
        shown.push(ShownSaving { id, day, amount_minor, to_account_id });
    }
    Ok(shown)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendSavings {
    pub id: Id,
    /// Where the money lies.
    pub from_account_id: Id,
    /// A loan or card that is owed.
    pub to_account_id: Id,
    /// In minor units; no more than is saved and not sent yet.
    pub amount_minor: i64,
}

pub async fn send_savings(tx: &mut Tx, input: SendSavings) -> Result<HabitSavings> {
    let habit: Habit = tx.get(input.id).await?;
    let savings = savings_of(tx, &habit).await?;
    let currency = savings.currency.clone();
    let said = |minor: i64| format!("{} {currency}", money::plain(minor, &currency));
    let SendSavings { amount_minor, .. } = input;
    if amount_minor <= 0 {
        return Err(Error::invalid("amount_minor", "send an amount of more than 0"));
    }
    if amount_minor > savings.left_minor {
        let message =
            format!("{} is saved and not sent yet; send at most that", said(savings.left_minor));
        return Err(Error::invalid("amount_minor", message));
    }
    let (from, to, owed) = accounts(tx, &input, &currency).await?;
    if amount_minor > owed {
        let message = format!("only {} is owed on {}", said(owed), to.name);
        return Err(Error::invalid("amount_minor", message));
    }
    let day = tx.today();
    let memo = format!("Saved: {}", habit.name);
    let side = |account: &Account, other: &Account, minor: i64| AddTransaction {
        account_id: account.id,
        day,
        amount_minor: minor,
        payee: Some(other.name.clone()),
        category_id: None,
        memo: memo.clone(),
        status: None,
        external_id: None,
    };
    let out = ledger::add_transaction(tx, side(&from, &to, -amount_minor)).await?;
    let arrived = ledger::add_transaction(tx, side(&to, &from, amount_minor)).await?;
    let link = LinkTransfer { transaction_id: out.id, other_id: arrived.id };
    ledger::link_transfer(tx, link).await?;
    let kept = SentSaving {
        id: tx.new_id(),
        habit_id: habit.id,
        day,
        amount_minor,
        currency: currency.clone(),
        out_id: out.id,
        in_id: arrived.id,
        version: 1,
    };
    tx.insert(&kept).await?;
    tx.label(format!("{}: sent {} to {}", habit.name, said(amount_minor), to.name)).await?;
    savings_of(tx, &habit).await
}

/// Where it leaves, where it goes, and how much is owed there.
async fn accounts(tx: &mut Tx, input: &SendSavings, code: &str) -> Result<(Account, Account, i64)> {
    let all = ledger::list_accounts(tx, ListAccounts { include_closed: false }).await?;
    let find = |field: &str, id: Id| {
        let found = all.iter().find(|balance| balance.account.id == id).cloned();
        let found = found.ok_or_else(|| Error::invalid(field, "choose an open account"))?;
        if found.account.currency != code {
            let Account { name, currency, .. } = &found.account;
            let message = format!("{name} is in {currency}, and the savings are in {code}");
            return Err(Error::invalid(field, message));
        }
        Ok(found)
    };
    let is_debt = |account: &Account| matches!(account.kind, AccountKind::Loan | AccountKind::Card);
    let from = find("from_account_id", input.from_account_id)?.account;
    if is_debt(&from) {
        let message = format!("{} is a debt itself; choose where money lies", from.name);
        return Err(Error::invalid("from_account_id", message));
    }
    let to = find("to_account_id", input.to_account_id)?;
    if !is_debt(&to.account) {
        let message = format!("{} is no loan and no card", to.account.name);
        return Err(Error::invalid("to_account_id", message));
    }
    if to.balance_minor >= 0 {
        let message = format!("nothing is owed on {}", to.account.name);
        return Err(Error::invalid("to_account_id", message));
    }
    Ok((from, to.account, to.balance_minor.saturating_neg()))
}
