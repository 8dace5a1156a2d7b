//! Reading what is kept of the debts and what the ledger tells of them.
use super::follow::{self, Followed};
use super::interest;
use super::payments::{self, ASKED_DAYS, Expected};
use super::plan::Owed;
use super::replay::{Anchor, Fact, Record, due_after};
use super::standing::{Known, Standing};
use super::*;
use crate::db::Id;
use crate::ledger::{
    self, AccountBalance, AccountKind, AccountSpan, FoundRow, ListAccounts, RowsWanted,
};
use crate::{Result, Tx};
use chrono::{Days, NaiveDate};
use sqlx::types::Json;
use std::collections::HashMap;

/// Brings it all together.
pub async fn standing(tx: &mut Tx) -> Result<Standing> {
    let today = tx.today();
    let (debts, entries) = (sql::debts(tx).await?, sql::entries(tx).await?);
    if debts.is_empty() {
        let (accounts, payees) = (HashMap::new(), HashMap::new());
        return Ok(Standing { today, debts: vec![], payoffs: vec![], accounts, payees });
    }
    let mut choices = sql::choices(tx).await?;
    let home = ledger::get_household(tx, crate::op::Nothing {}).await?.currency;
    for debt in &debts {
        if !choices.iter().any(|choice| choice.currency == debt.currency) {
            choices.push(no_choice(&debt.currency));
        }
    }
    choices.retain(|choice| debts.iter().any(|debt| debt.currency == choice.currency));
    choices.sort_by_key(|choice| (choice.currency != home, choice.currency.clone()));
    let accounts = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let spans = ledger::account_spans(tx, today).await?;
    let rows = rows(tx, &debts, &entries, today).await?;
    let ids: Vec<Id> = debts.iter().filter_map(|debt| debt.payee_id).collect();
    let payees = ledger::names_of_payees(tx, &ids).await?;
    let all_facts = found(&debts, &choices, &rows, &entries)?;
    let mut known = vec![];
    for (debt, facts) in debts.into_iter().zip(all_facts) {
        let record = record(&debt, &facts, &rows, (&accounts, &spans), today)?;
        known.push(Known { followed: Followed { debt, record }, facts });
    }
    let mut payoffs = vec![];
    for choice in choices {
        let of = known.iter().filter(|one| one.followed.debt.currency == choice.currency);
        let of: Vec<Followed> = of.map(|one| one.followed.clone()).collect();
        payoffs.push(follow::follow(choice, &of, today)?);
    }
    let accounts = accounts.into_iter().map(|one| (one.account.id, one.account.name)).collect();
    Ok(Standing { today, debts: known, payoffs, accounts, payees })
}

/// How debts are paid off before anything was chosen: the cheapest way, with no more than the
/// minimums.
fn no_choice(currency: &str) -> PayoffChoice {
    PayoffChoice {
        id: Id::nil(),
        currency: currency.to_owned(),
        strategy: Strategy::Avalanche,
        extra_minor: 0,
        rollover: true,
        smallest_first: 1,
        custom_order: Json(vec![]),
        lump_sums: Json(vec![]),
        budgets: Json(vec![]),
        agreed: Json(None),
        agreed_on: None,
        version: 0,
    }
}

/// What an account owes at the end of a day, by the ledger.
pub async fn owed_in_ledger(tx: &mut Tx, account_id: Id, on: NaiveDate) -> Result<i64> {
    let all = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let found = all.iter().find(|one| one.account.id == account_id);
    let Some(account) = found else { return Ok(0) };
    let wanted = RowsWanted {
        accounts: vec![account_id],
        from: on.succ_opt().unwrap_or(on),
        to: NaiveDate::MAX,
        ..RowsWanted::default()
    };
    let rows = ledger::find_rows(tx, &wanted).await?;
    let after: i64 = rows.iter().map(|row| row.amount_minor).sum();
    Ok(after.saturating_sub(account.balance_minor))
}

async fn rows(
    tx: &mut Tx,
    debts: &[Debt],
    entries: &[DebtEntry],
    today: NaiveDate,
) -> Result<Vec<FoundRow>> {
    let Some(from) = debts.iter().map(|debt| debt.opened_on).min() else { return Ok(vec![]) };
    let wanted = RowsWanted {
        accounts: debts.iter().filter_map(|debt| debt.account_id).collect(),
        payees: payments::payees(debts.iter()),
        ids: entries.iter().filter_map(|entry| entry.transaction_id).collect(),
        from,
        to: today,
    };
    let mut rows = ledger::find_rows(tx, &wanted).await?;
    // Who is linked to nothing is looked for among the newest.
    let unlinked = |debt: &&Debt| {
        debt.account_id.is_none() && debt.payee_id.is_none() && debt.archived_on.is_none()
    };
    if let Some(opened) = debts.iter().filter(unlinked).map(|debt| debt.opened_on).min() {
        let asked = today.checked_sub_days(Days::new(ASKED_DAYS)).unwrap_or(today);
        let briefs = ledger::briefs(tx, None, (opened.max(asked), today), false).await?;
        rows.extend(briefs.into_iter().map(|brief| FoundRow {
            id: brief.id,
            account_id: brief.account_id,
            payee_id: None,
            day: brief.day,
            amount_minor: brief.amount_minor,
            text: brief.text,
            imported: brief.batch_id.is_some(),
        }));
    }
    // Of two that are the same, the one whose payee is known.
    rows.sort_by_key(|row| (row.day, row.id, row.payee_id.is_none()));
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// What happened to each debt, in their order.
fn found(
    debts: &[Debt],
    choices: &[PayoffChoice],
    rows: &[FoundRow],
    entries: &[DebtEntry],
) -> Result<Vec<Vec<DebtFact>>> {
    let agreed: HashMap<&str, _> = choices
        .iter()
        .filter_map(|choice| Some((choice.currency.as_str(), follow::agreed_payments(choice)?)))
        .collect();
    let mut expected = vec![];
    for debt in debts {
        let terms = terms(debt)?;
        let first = due_after(terms.due_day, debt.opened_on);
        let (from, owed) = (debt.opened_on, debt.opening_minor);
        let interest = interest::on_balance(terms.convention, &terms.rates, owed, from, first);
        let cost = interest.unwrap_or(0).saturating_add(terms.fee_minor);
        let planned = agreed.get(debt.currency.as_str());
        expected.push(Expected {
            debt,
            minimum_minor: terms.rule.asks(owed, cost).unwrap_or(0).min(owed.saturating_add(cost)),
            planned: Box::new(move |day| planned?.on(debt.id, day)),
        });
    }
    let each = 0..debts.len();
    Ok(each.map(|at| payments::facts(&expected, at, rows, entries)).collect())
}

/// A debt's terms, checked.
fn terms(debt: &Debt) -> Result<Owed> {
    Ok(super::plan::owed(0, &debt.in_plan(debt.opening_minor, debt.opened_on), debt.opened_on)?)
}

fn record(
    debt: &Debt,
    facts: &[DebtFact],
    rows: &[FoundRow],
    (accounts, spans): (&[AccountBalance], &[AccountSpan]),
    today: NaiveDate,
) -> Result<Record> {
    let own = |row: &&FoundRow| Some(row.account_id) == debt.account_id;
    // A bank's statements hold its own interest; an account kept by hand does not.
    let posted = rows.iter().filter(own).any(|row| row.imported && row.day > debt.opened_on);
    let mut opening = debt.opening_minor;
    let account = accounts.iter().find(|one| Some(one.account.id) == debt.account_id);
    if let (true, Some(account)) = (posted, account) {
        let after = rows.iter().filter(own).filter(|row| row.day > debt.opened_on);
        let after: i64 = after.map(|row| row.amount_minor).sum();
        opening = after.saturating_sub(account.balance_minor);
    }
    let sure = facts.iter().filter(|fact| !fact.proposed && fact.day <= today);
    let sure: Vec<Fact> = sure
        .map(|fact| Fact { on: fact.day, kind: fact.kind, amount_minor: fact.amount_minor })
        .collect();
    let by_hand = facts.iter().filter(|fact| fact.kind == EntryKind::Payment && !fact.proposed);
    let first = by_hand.map(|fact| fact.day).min();
    let linked = debt.account_id.is_some() || debt.payee_id.is_some();
    let seen_from = match linked {
        true => Some(debt.opened_on),
        false => first.and_then(|day| day.checked_sub_days(Days::new(31))),
    };
    // Where nothing is linked, the person is the ledger.
    let known_until = match (linked, posted) {
        (false, _) => Some(today),
        (true, true) => spans.iter().find(|s| Some(s.id) == debt.account_id).and_then(|s| s.last),
        (true, false) => payer_known_until(debt, facts, rows, (accounts, spans)),
    };
    Ok(Record {
        terms: terms(debt)?,
        anchor: Anchor { on: debt.opened_on, balance_minor: opening },
        facts: sure,
        posted,
        seen_from,
        known_until,
    })
}

/// Up to when the account is known that its payments leave: the one of the newest payment, or else
/// whichever everyday account is known furthest.
fn payer_known_until(
    debt: &Debt,
    facts: &[DebtFact],
    rows: &[FoundRow],
    (accounts, spans): (&[AccountBalance], &[AccountSpan]),
) -> Option<NaiveDate> {
    let account_of = |fact: &DebtFact| {
        let row = rows.iter().find(|row| Some(row.id) == fact.transaction_id)?;
        Some(row.account_id).filter(|id| Some(*id) != debt.account_id)
    };
    let paid = facts.iter().rev().filter(|f| f.kind == EntryKind::Payment && !f.proposed);
    let payer = paid.filter_map(account_of).next();
    let everyday = |span: &&AccountSpan| match payer {
        Some(payer) => span.id == payer,
        None => accounts.iter().any(|one| {
            let kind = one.account.kind;
            one.account.id == span.id
                && !span.closed
                && kind != AccountKind::Cash
                && ledger::is_everyday(kind)
        }),
    };
    let known = spans.iter().filter(everyday).filter_map(|span| span.last).max();
    known.or_else(|| spans.iter().filter_map(|span| span.last).max())
}
