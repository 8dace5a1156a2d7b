//! The verbs of what happens to a debt: a payment, a fee, a lender's statement; and what a person
//! says of a transaction that was found.
use super::keep::{self, short};
use super::*;
use crate::db::Id;
use crate::ledger::{self, Account, AddTransaction, LinkTransfer, ListAccounts};
use crate::{Error, Result, Tx, money};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEntry {
    /// The debt.
    pub id: Id,
    /// Today unless told.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// A payment, a fee, a charge or interest.
    pub kind: EntryKind,
    /// Above zero.
    pub amount_minor: i64,
    /// Of a payment, the account that it leaves: then the ledger gets it too.
    #[serde(default)]
    pub from_account_id: Option<Id>,
    #[serde(default)]
    pub note: String,
}

pub async fn record_entry(tx: &mut Tx, input: RecordEntry) -> Result<ShownDebt> {
    let debt: Debt = tx.get(input.id).await?;
    let day = checked_day(tx, &debt, "day", input.day)?;
    checked_amount(input.amount_minor)?;
    if matches!(input.kind, EntryKind::Statement | EntryKind::Nothing) {
        let message = "record a payment, a fee, a charge or interest";
        return Err(Error::invalid("kind", message));
    }
    if input.from_account_id.is_some() && input.kind != EntryKind::Payment {
        return Err(Error::invalid("from_account_id", "only a payment leaves an account"));
    }
    let from = match input.from_account_id {
        Some(id) => Some(paying_account(tx, &debt, id).await?),
        None => None,
    };
    let mut entry = DebtEntry {
        id: tx.new_id(),
        debt_id: debt.id,
        day,
        kind: input.kind,
        amount_minor: input.amount_minor,
        transaction_id: None,
        note: short("note", input.note)?,
        version: 1,
    };
    entry.transaction_id = in_ledger(tx, &debt, &entry, from).await?;
    tx.insert(&entry).await?;
    let amount = money::plain(entry.amount_minor, &debt.currency);
    let (what, currency) = (entry.kind.as_str(), &debt.currency);
    tx.label(format!("{}: recorded {what} of {amount} {currency}", debt.name)).await?;
    keep::shown(tx, debt.id).await
}

/// Writes what the ledger can hold of it, and returns the transaction to go by: that of the debt's own
/// account if it has one, else that of the account which paid.
async fn in_ledger(
    tx: &mut Tx,
    debt: &Debt,
    entry: &DebtEntry,
    from: Option<Account>,
) -> Result<Option<Id>> {
    let whom = match debt.payee_id {
        Some(id) => ledger::names_of_payees(tx, &[id]).await?.remove(&id),
        None => None,
    };
    let lender = Some(debt.lender.clone()).filter(|lender| !lender.is_empty());
    let whom = whom.or(lender).unwrap_or_else(|| debt.name.clone());
    let side = |account_id: Id, payee: String, amount_minor: i64| AddTransaction {
        account_id,
        day: entry.day,
        amount_minor,
        payee: Some(payee),
        category_id: None,
        memo: entry.note.clone(),
        status: None,
        external_id: None,
    };
    let (minor, payment) = (entry.amount_minor, entry.kind == EntryKind::Payment);
    let left = match &from {
        Some(from) => Some(ledger::add_transaction(tx, side(from.id, whom.clone(), -minor)).await?),
        None => None,
    };
    let arrived = match debt.account_id {
        Some(own) => {
            let payee = from.as_ref().map_or(whom, |from| from.name.clone());
            let minor = if payment { minor } else { -minor };
            Some(ledger::add_transaction(tx, side(own, payee, minor)).await?)
        }
        None => None,
    };
    if let (Some(left), Some(arrived)) = (&left, &arrived) {
        let link = LinkTransfer { transaction_id: left.id, other_id: arrived.id };
        ledger::link_transfer(tx, link).await?;
    }
    Ok(arrived.or(left).map(|transaction| transaction.id))
}

async fn paying_account(tx: &mut Tx, debt: &Debt, id: Id) -> Result<Account> {
    let wrong = |message: String| Error::invalid("from_account_id", message);
    let open = ledger::list_accounts(tx, ListAccounts::default()).await?;
    let found = open.into_iter().map(|one| one.account).find(|account| account.id == id);
    let account = found.ok_or_else(|| wrong("choose an open account".into()))?;
    if Some(account.id) == debt.account_id {
        return Err(wrong(format!("{} is the debt itself; choose what pays it", account.name)));
    }
    if account.currency != debt.currency {
        let Account { name, currency, .. } = &account;
        return Err(wrong(format!("{name} is in {currency}, the debt in {}", debt.currency)));
    }
    Ok(account)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleTransaction {
    /// The debt.
    pub id: Id,
    pub transaction_id: Id,
    /// What it is to this debt; `nothing` if it is none of its.
    pub kind: EntryKind,
    /// From now on what goes to this payee is for this debt.
    #[serde(default)]
    pub link_payee: bool,
}

pub async fn settle_transaction(tx: &mut Tx, input: SettleTransaction) -> Result<ShownDebt> {
    let mut debt: Debt = tx.get(input.id).await?;
    if input.kind == EntryKind::Statement {
        return Err(Error::invalid("kind", "a transaction is no statement"));
    }
    let found = ledger::GetTransaction { id: input.transaction_id };
    let transaction = ledger::get_transaction(tx, found).await?;
    let all = sql::entries(tx).await?;
    let mut own = all.into_iter().filter(|e| e.transaction_id == Some(transaction.id));
    // A transaction belongs to one debt; that it is none of others' does no harm.
    let said = own.find(|entry| entry.debt_id == debt.id || entry.kind != EntryKind::Nothing);
    match said {
        Some(mut entry) if entry.debt_id == debt.id => {
            (entry.kind, entry.day) = (input.kind, transaction.day);
            entry.amount_minor = transaction.amount_minor.saturating_abs();
            let version = entry.version;
            tx.update(&mut entry, version).await?;
        }
        said => {
            if let Some(other) = said.filter(|_| input.kind != EntryKind::Nothing) {
                tx.remove::<DebtEntry>(other.id, other.version).await?;
            }
            let entry = DebtEntry {
                id: tx.new_id(),
                debt_id: debt.id,
                day: transaction.day,
                kind: input.kind,
                amount_minor: transaction.amount_minor.saturating_abs(),
                transaction_id: Some(transaction.id),
                note: String::new(),
                version: 1,
            };
            tx.insert(&entry).await?;
        }
    }
    if let (true, Some(payee)) = (input.link_payee, transaction.payee) {
        debt.payee_id = keep::payee(tx, Some(payee)).await?;
        let version = debt.version;
        tx.update(&mut debt, version).await?;
    }
    let words = match input.kind {
        EntryKind::Nothing => format!("{}: a transaction that is none of its", debt.name),
        kind => format!("{}: a {} of {}", debt.name, kind.as_str(), transaction.day),
    };
    tx.label(words).await?;
    keep::shown(tx, debt.id).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveEntry {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_entry(tx: &mut Tx, input: RemoveEntry) -> Result<ShownDebt> {
    let entry: DebtEntry = tx.remove(input.id, input.version).await?;
    let debt: Debt = tx.get(entry.debt_id).await?;
    tx.label(format!("{}: took back what was said of {}", debt.name, entry.day)).await?;
    keep::shown(tx, debt.id).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementOfDebt {
    /// The debt.
    pub id: Id,
    pub on: NaiveDate,
    /// What is owed at the end of that day, by the lender's word; below zero where too much was paid.
    pub balance_minor: i64,
}

pub async fn check_statement(tx: &mut Tx, input: StatementOfDebt) -> Result<Reconciliation> {
    let debt: Debt = tx.get(input.id).await?;
    checked_day(tx, &debt, "on", Some(input.on))?;
    if input.balance_minor < 0 {
        let message = "type what is owed; a credit is typed as 0";
        return Err(Error::invalid("balance_minor", message));
    }
    load::standing(tx).await?.reconcile(debt.id, input.on, input.balance_minor)
}

pub async fn reconcile_debt(tx: &mut Tx, input: StatementOfDebt) -> Result<Reconciliation> {
    let (id, day, amount_minor) = (input.id, input.on, input.balance_minor);
    let told = check_statement(tx, input).await?;
    let debt: Debt = tx.get(id).await?;
    let said = sql::entries(tx).await?.into_iter();
    let mut same = said.filter(|e| e.debt_id == id && e.kind == EntryKind::Statement);
    match same.find(|entry| entry.day == day) {
        Some(mut entry) => {
            entry.amount_minor = amount_minor;
            let version = entry.version;
            tx.update(&mut entry, version).await?;
        }
        None => {
            let entry = DebtEntry {
                id: tx.new_id(),
                debt_id: id,
                day,
                kind: EntryKind::Statement,
                amount_minor,
                transaction_id: None,
                note: String::new(),
                version: 1,
            };
            tx.insert(&entry).await?;
        }
    }
    let owed = match debt.account_id {
        Some(account_id) => load::owed_in_ledger(tx, account_id, day).await?,
        None => amount_minor,
    };
    let lacking = amount_minor.saturating_sub(owed);
    if let (Some(account_id), true) = (debt.account_id, lacking != 0) {
        let correction = AddTransaction {
            account_id,
            day,
            amount_minor: -lacking,
            payee: Some(debt.lender.clone()).filter(|lender| !lender.is_empty()),
            category_id: None,
            memo: format!("{}: by the statement of {day}", debt.name),
            status: None,
            external_id: None,
        };
        let written = ledger::add_transaction(tx, correction).await?;
        let entry = DebtEntry {
            id: tx.new_id(),
            debt_id: id,
            day,
            kind: EntryKind::Interest,
            amount_minor: lacking.saturating_abs(),
            transaction_id: Some(written.id),
            note: String::new(),
            version: 1,
        };
        tx.insert(&entry).await?;
    }
    tx.label(format!("{}: reconciled with the statement of {day}", debt.name)).await?;
    Ok(told)
}

fn checked_day(tx: &Tx, debt: &Debt, field: &str, day: Option<NaiveDate>) -> Result<NaiveDate> {
    let day = day.unwrap_or_else(|| tx.today());
    if day <= debt.opened_on {
        let message = format!(
            "the balance of {} already holds what happened up to then; use a later day",
            debt.opened_on
        );
        return Err(Error::invalid(field, message));
    }
    if day > tx.today() {
        return Err(Error::invalid(field, "this day is still to come"));
    }
    Ok(day)
}

fn checked_amount(minor: i64) -> Result<()> {
    match minor {
        1..=super::plan::MOST_MINOR => Ok(()),
        ..1 => Err(Error::invalid("amount_minor", "give an amount of more than 0")),
        _ => Err(Error::invalid("amount_minor", "this amount is too large to compute with")),
    }
}
