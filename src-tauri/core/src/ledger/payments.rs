//! What payees were paid and paid, day by day, for those who look for what comes again; and the
//! newest charges. Transfers between own accounts are left out.
use super::{AccountKind, list_accounts, sql, transfer_categories};
use crate::db::Id;
use crate::ledger::ListAccounts;
use crate::{Result, Tx};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// More payments in a year than this, and nothing about them is a bill.
const MOST_A_YEAR: i64 = 60;
/// At most so many in a year, and it is worth looking further back.
const RARE_A_YEAR: i64 = 3;

/// A day and an amount; money in is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Payment {
    pub day: NaiveDate,
    pub amount_minor: i64,
}

/// One payee's payments in one account, the oldest first.
#[derive(Debug, Clone)]
pub struct PayeePayments {
    pub payee_id: Id,
    pub account_id: Id,
    pub payments: Vec<Payment>,
}

/// Which payments are read.
#[derive(Debug, Clone)]
pub struct PaymentsWanted {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Of payees that come a few times a year at most, from this day.
    pub rare_from: NaiveDate,
    /// Of these payees whatever there is.
    pub always: Vec<Id>,
    /// Of the others nothing.
    pub only: bool,
}

/// How often a payee may have come in all, to be read at all.
pub(super) struct Often {
    pub most: i64,
    pub rare: i64,
}

/// Where everyday money comes and goes.
pub fn is_everyday(kind: AccountKind) -> bool {
    use AccountKind::{Card, Cash, Checking, Savings};
    matches!(kind, Cash | Checking | Savings | Card)
}

/// The payments of each payee that may come regularly, in open everyday accounts. One look along
/// the days, grouped in the database: of a million transactions some ten thousand are read.
pub async fn payments_by_payee(tx: &mut Tx, wanted: &PaymentsWanted) -> Result<Vec<PayeePayments>> {
    let accounts = everyday_accounts(tx).await?;
    if accounts.is_empty() || (wanted.only && wanted.always.is_empty()) {
        return Ok(vec![]);
    }
    let months = sql::months(tx).await?.map_or(1, |(first, last)| i64::from(last - first) + 1);
    let years = months / 12 + 1;
    let often = Often { most: years * MOST_A_YEAR, rare: years * RARE_A_YEAR };
    let own: Vec<Id> = transfer_categories(tx).await?.into_iter().collect();
    sql::payments_by_payee(tx, wanted, &often, &accounts, &own).await
}

async fn everyday_accounts(tx: &mut Tx) -> Result<Vec<Id>> {
    let open = list_accounts(tx, ListAccounts::default()).await?;
    let everyday = open.into_iter().map(|a| a.account).filter(|a| is_everyday(a.kind));
    Ok(everyday.map(|account| account.id).collect())
}

/// Money that went out to somebody.
#[derive(Debug, Clone)]
pub struct Charge {
    pub id: Id,
    pub day: NaiveDate,
    pub payee_id: Id,
    pub payee: String,
    /// Negative.
    pub amount_minor: i64,
    pub account_id: Id,
    /// How many transactions the payee has in all.
    pub payee_transactions: i64,
}

/// What went out from a day till another, from everyday accounts; the newest 5,000.
pub async fn charges_between(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Charge>> {
    let accounts = everyday_accounts(tx).await?;
    if accounts.is_empty() {
        return Ok(vec![]);
    }
    let own: Vec<Id> = transfer_categories(tx).await?.into_iter().collect();
    sql::charges_between(tx, (from, to), &accounts, &own).await
}

/// What the dearest hundredth of the charges from a day till another begins at, as a positive
/// number, in each currency.
pub async fn dear_between(
    tx: &mut Tx,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<String, i64>> {
    let open = list_accounts(tx, ListAccounts::default()).await?;
    let mut currencies: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for account in open.into_iter().map(|a| a.account).filter(|a| is_everyday(a.kind)) {
        currencies.entry(account.currency).or_default().push(account.id);
    }
    let own: Vec<Id> = transfer_categories(tx).await?.into_iter().collect();
    let mut dear = HashMap::new();
    for (currency, accounts) in currencies {
        if let Some(minor) = sql::dear_between(tx, (from, to), &accounts, &own).await? {
            dear.insert(currency, minor);
        }
    }
    Ok(dear)
}

/// The payee of this name, whatever its capitals, if there is one.
pub async fn payee_called(tx: &mut Tx, name: &str) -> Result<Option<Id>> {
    Ok(sql::payee_by_name(tx, name.trim()).await?.map(|payee| payee.id))
}

/// What these payees are called; those that are gone are left out.
pub async fn names_of_payees(tx: &mut Tx, ids: &[Id]) -> Result<HashMap<Id, String>> {
    sql::names_of_payees(tx, ids).await
}
