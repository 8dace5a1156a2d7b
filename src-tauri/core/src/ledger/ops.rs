//! The verbs of the ledger: accounts, the register and totals. Categories and payees: `names.rs`.
use super::*;
use crate::day::{month_name, parse_month};
use crate::db::{Id, Record};
use crate::op::Nothing;
use crate::{Error, Result, Tx, money};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use sqlx::types::Json;

pub use super::{names::*, pairs::*, quick::*, rate_ops::*};

/// Makes the household of a new file.
pub(crate) async fn found_household(store: &crate::db::Store, currency: &str) -> Result<()> {
    sql::found_household(store, currency).await
}

pub async fn get_household(tx: &mut Tx, _: Nothing) -> Result<Household> {
    sql::household(tx).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateHousehold {
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    /// ISO 4217; what new accounts start with.
    #[serde(default)]
    pub currency: Option<String>,
    /// The cards of today: their order, and those that are hidden.
    #[serde(default)]
    pub today_layout: Option<TodayLayout>,
}

pub async fn update_household(tx: &mut Tx, input: UpdateHousehold) -> Result<Household> {
    let mut household = sql::household(tx).await?;
    if let Some(name) = input.name {
        household.name = named("name", &name)?;
    }
    if let Some(code) = input.currency {
        household.currency = money::currency("currency", &code)?;
    }
    let arranged = input.today_layout.is_some();
    if let Some(layout) = input.today_layout {
        household.today_layout = Json(layout.sound()?);
    }
    tx.update(&mut household, input.version).await?;
    let label = if arranged {
        "arranged the cards of today".into()
    } else {
        format!("changed the household {}", household.name)
    };
    tx.label(label).await?;
    Ok(household)
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListAccounts {
    pub include_closed: bool,
}

pub async fn list_accounts(tx: &mut Tx, input: ListAccounts) -> Result<Vec<AccountBalance>> {
    sql::balances(tx, input.include_closed).await
}

/// Every account, closed ones too, without its balance.
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>> {
    sql::all(tx).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    pub name: String,
    #[serde(default)]
    pub kind: Option<AccountKind>,
    /// ISO 4217; the household's unless told.
    #[serde(default)]
    pub currency: Option<String>,
    /// Balance before the first transaction, in minor units.
    #[serde(default)]
    pub opening_minor: i64,
    /// IBAN or account number, so that the bank's files find their account.
    #[serde(default)]
    pub number: Option<String>,
}

pub async fn add_account(tx: &mut Tx, input: AddAccount) -> Result<Account> {
    let currency = match &input.currency {
        Some(code) => money::currency("currency", code)?,
        None => sql::household(tx).await?.currency,
    };
    let account = Account {
        id: tx.new_id(),
        name: named("name", &input.name)?,
        kind: input.kind.unwrap_or(AccountKind::Checking),
        currency,
        opening_minor: sensible("opening_minor", input.opening_minor)?,
        number: input.number.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
        closed_on: None,
        version: 1,
    };
    tx.insert(&account).await?;
    tx.label(format!("opened the account {}", account.name)).await?;
    Ok(account)
}

/// Removes an account that nothing stands on any more.
pub async fn remove_unused_account(tx: &mut Tx, id: Id) -> Result<()> {
    if !Account::in_use(tx, id).await?
        && let Some(account) = sql::all::<Account>(tx).await?.into_iter().find(|a| a.id == id)
    {
        tx.remove::<Account>(id, account.version).await?;
    }
    Ok(())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAccount {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub kind: Option<AccountKind>,
    #[serde(default)]
    pub opening_minor: Option<i64>,
    /// Empty takes the number away.
    #[serde(default)]
    pub number: Option<String>,
}

pub async fn update_account(tx: &mut Tx, input: UpdateAccount) -> Result<Account> {
    let mut account: Account = tx.get(input.id).await?;
    if let Some(name) = input.name {
        account.name = named("name", &name)?;
    }
    account.kind = input.kind.unwrap_or(account.kind);
    if let Some(minor) = input.opening_minor {
        account.opening_minor = sensible("opening_minor", minor)?;
    }
    if let Some(number) = input.number {
        account.number = Some(number.trim().to_owned()).filter(|n| !n.is_empty());
    }
    tx.update(&mut account, input.version).await?;
    tx.label(format!("changed the account {}", account.name)).await?;
    Ok(account)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseAccount {
    pub id: Id,
    pub version: i64,
}

pub async fn close_account(tx: &mut Tx, input: CloseAccount) -> Result<Account> {
    let mut account: Account = tx.get(input.id).await?;
    account.closed_on = Some(tx.today());
    tx.update(&mut account, input.version).await?;
    tx.label(format!("closed the account {}", account.name)).await?;
    Ok(account)
}

pub async fn reopen_account(tx: &mut Tx, input: CloseAccount) -> Result<Account> {
    let mut account: Account = tx.get(input.id).await?;
    account.closed_on = None;
    tx.update(&mut account, input.version).await?;
    tx.label(format!("reopened the account {}", account.name)).await?;
    Ok(account)
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegisterSort {
    #[default]
    Day,
    Amount,
    Payee,
}

#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListTransactions {
    pub account_id: Option<Id>,
    /// First day, inclusive.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub to: Option<NaiveDate>,
    /// This category and everything inside it.
    pub category_id: Option<Id>,
    /// Only those without a category.
    pub uncategorised: bool,
    pub min_minor: Option<i64>,
    pub max_minor: Option<i64>,
    pub status: Option<TransactionStatus>,
    /// Found in the payee, the bank's words or the memo.
    pub text: Option<String>,
    /// Only what came with this import.
    pub batch_id: Option<Id>,
    pub sort: RegisterSort,
    /// Newest, largest or last first unless set.
    pub ascending: bool,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows a page, 100 unless told, 1000 at most.
    pub limit: Option<u32>,
}

impl ListTransactions {
    pub(super) fn filter(&self) -> SummariseTransactions {
        SummariseTransactions {
            account_id: self.account_id,
            from: self.from,
            to: self.to,
            category_id: self.category_id,
            uncategorised: self.uncategorised,
            min_minor: self.min_minor,
            max_minor: self.max_minor,
            status: self.status,
            text: self.text.clone(),
            batch_id: self.batch_id,
        }
    }
}

pub async fn list_transactions(tx: &mut Tx, input: ListTransactions) -> Result<RegisterPage> {
    let limit = input.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let bad = || Error::invalid("after", "not a page mark of this list");
    let after = match &input.after {
        None => None,
        Some(mark) => {
            let (id, value) = mark.split_once('|').ok_or_else(bad)?;
            Some((value.to_owned(), id.parse().map_err(|_| bad())?))
        }
    };
    let mut rows = sql::page(tx, &input, after, limit as i64 + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let mark = |(row, key): &(RegisterRow, String)| format!("{}|{key}", row.transaction.id);
    let next = rows.last().filter(|_| more).map(mark);
    Ok(RegisterPage { rows: rows.into_iter().map(|row| row.0).collect(), next })
}

/// The register's filter without its order: see [`ListTransactions`].
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SummariseTransactions {
    pub account_id: Option<Id>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub category_id: Option<Id>,
    pub uncategorised: bool,
    pub min_minor: Option<i64>,
    pub max_minor: Option<i64>,
    pub status: Option<TransactionStatus>,
    pub text: Option<String>,
    pub batch_id: Option<Id>,
}

impl SummariseTransactions {
    /// Whether the totals tables can answer without looking at a transaction.
    pub(super) fn only_account(&self) -> bool {
        let text = self.text.as_deref().unwrap_or("").trim();
        let days = self.from.is_some() || self.to.is_some();
        let amounts = self.min_minor.is_some() || self.max_minor.is_some();
        let other = self.status.is_some() || self.batch_id.is_some();
        let category = self.uncategorised || self.category_id.is_some();
        text.is_empty() && !days && !amounts && !other && !category
    }
}

pub async fn summarise_transactions(
    tx: &mut Tx,
    input: SummariseTransactions,
) -> Result<Vec<CurrencyTotal>> {
    sql::summary(tx, &input).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetTransaction {
    pub id: Id,
}

pub async fn get_transaction(tx: &mut Tx, input: GetTransaction) -> Result<Transaction> {
    sql::transaction(tx, input.id).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTransaction {
    pub account_id: Id,
    pub day: NaiveDate,
    /// Minor units of the account's currency; money in is positive.
    pub amount_minor: i64,
    /// By name; made when it is new.
    #[serde(default)]
    pub payee: Option<String>,
    #[serde(default)]
    pub category_id: Option<Id>,
    #[serde(default)]
    pub memo: String,
    #[serde(default)]
    pub status: Option<TransactionStatus>,
    #[serde(default)]
    pub external_id: Option<String>,
}

pub async fn add_transaction(tx: &mut Tx, input: AddTransaction) -> Result<Transaction> {
    let mut txn = Txn {
        id: tx.new_id(),
        account_id: open_account(tx, input.account_id).await?,
        day: sensible_day(input.day)?,
        month_no: 0,
        amount_minor: sensible("amount_minor", input.amount_minor)?,
        payee_id: payee_id(tx, input.payee).await?,
        description: String::new(),
        category_id: usable_category(tx, input.category_id).await?,
        memo: short("memo", input.memo)?,
        status: input.status.unwrap_or(TransactionStatus::Booked),
        external_id: input.external_id.filter(|id| !id.trim().is_empty()),
        batch_id: None,
        version: 1,
    };
    txn.set_day(txn.day);
    tx.insert(&txn).await?;
    labelled(tx, "added", txn.id).await
}

/// Only the fields present change; null clears payee and category.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTransaction {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub account_id: Option<Id>,
    #[serde(default)]
    pub day: Option<NaiveDate>,
    #[serde(default)]
    pub amount_minor: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    pub payee: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub category_id: Option<Option<Id>>,
    #[serde(default)]
    pub memo: Option<String>,
    #[serde(default)]
    pub status: Option<TransactionStatus>,
}

impl UpdateTransaction {
    /// That changes nothing yet.
    pub fn of(id: Id, version: i64) -> Self {
        Self {
            id,
            version,
            account_id: None,
            day: None,
            amount_minor: None,
            payee: None,
            category_id: None,
            memo: None,
            status: None,
        }
    }
}

/// Tells null (clear it) from absent (leave it).
pub(crate) fn present<'de, D, T>(from: D) -> std::result::Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(from).map(Some)
}

pub async fn update_transaction(tx: &mut Tx, input: UpdateTransaction) -> Result<Transaction> {
    let mut txn: Txn = tx.get(input.id).await?;
    if let Some(id) = input.account_id {
        txn.account_id = open_account(tx, id).await?;
    }
    if let Some(day) = input.day {
        txn.set_day(sensible_day(day)?);
    }
    if let Some(minor) = input.amount_minor {
        txn.amount_minor = sensible("amount_minor", minor)?;
    }
    if let Some(payee) = input.payee {
        txn.payee_id = payee_id(tx, payee).await?;
    }
    if let Some(category) = input.category_id {
        txn.category_id = usable_category(tx, category).await?;
    }
    if let Some(memo) = input.memo {
        txn.memo = short("memo", memo)?;
    }
    txn.status = input.status.unwrap_or(txn.status);
    tx.update(&mut txn, input.version).await?;
    labelled(tx, "changed", txn.id).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoriseTransactions {
    pub ids: Vec<Id>,
    /// Null takes the category away.
    #[serde(default)]
    pub category_id: Option<Id>,
}

pub async fn categorise_transactions(
    tx: &mut Tx,
    input: CategoriseTransactions,
) -> Result<Vec<Transaction>> {
    let category = usable_category(tx, input.category_id).await?;
    let mut changed = Vec::with_capacity(input.ids.len());
    for id in input.ids {
        let mut txn: Txn = tx.get(id).await?;
        txn.category_id = category;
        let version = txn.version;
        tx.update(&mut txn, version).await?;
        changed.push(sql::transaction(tx, id).await?);
    }
    let count = counted(changed.len() as i64, "transaction", "transactions");
    tx.label(format!("categorised {count}")).await?;
    Ok(changed)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveTransaction {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_transaction(tx: &mut Tx, input: RemoveTransaction) -> Result<Transaction> {
    let shown = sql::transaction(tx, input.id).await?;
    tx.remove::<Txn>(input.id, input.version).await?;
    tx.label(format!("removed {}", words(&shown))).await?;
    Ok(shown)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveTransactions {
    /// Each as it was seen; if one was changed since, none is removed.
    pub transactions: Vec<RemoveTransaction>,
}

pub async fn remove_transactions(
    tx: &mut Tx,
    input: RemoveTransactions,
) -> Result<Vec<Transaction>> {
    let total = input.transactions.len();
    let mut removed = Vec::with_capacity(total);
    for (done, RemoveTransaction { id, version }) in input.transactions.into_iter().enumerate() {
        tx.progress.report(done as u64, total as u64)?;
        removed.push(sql::transaction(tx, id).await?);
        tx.remove::<Txn>(id, version).await?;
    }
    let count = counted(total as i64, "transaction", "transactions");
    tx.label(format!("removed {count}")).await?;
    Ok(removed)
}

async fn labelled(tx: &mut Tx, done: &str, id: Id) -> Result<Transaction> {
    let transaction = sql::transaction(tx, id).await?;
    tx.label(format!("{done} {}", words(&transaction))).await?;
    Ok(transaction)
}

fn words(transaction: &Transaction) -> String {
    let text = transaction.payee.as_deref().unwrap_or(&transaction.description);
    let text = if text.is_empty() { "a transaction" } else { text };
    format!("{} of {}", text.chars().take(60).collect::<String>(), transaction.day)
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListMonthTotals {
    /// First month as 2026-01; the beginning unless told.
    pub from: Option<String>,
    /// Last month as 2026-01, inclusive; the end unless told.
    pub to: Option<String>,
    pub account_id: Option<Id>,
}

pub async fn list_month_totals(tx: &mut Tx, input: ListMonthTotals) -> Result<Vec<MonthTotal>> {
    let from = month("from", input.from.as_deref())?.unwrap_or(i32::MIN);
    let to = month("to", input.to.as_deref())?.unwrap_or(i32::MAX);
    let mut totals: Vec<(i32, MonthTotal)> = vec![];
    for category in category_months(tx, from, to, input.account_id).await? {
        let total = |sum: &MonthSum| MonthTotal {
            month: month_name(sum.month_no),
            currency: category.currency.clone(),
            category_id: category.category_id,
            income_minor: sum.income_minor,
            expense_minor: sum.expense_minor,
        };
        totals.extend(category.months.iter().map(|sum| (sum.month_no, total(sum))));
    }
    // Already by currency and category.
    totals.sort_by_key(|total| total.0);
    Ok(totals.into_iter().map(|total| total.1).collect())
}

/// Income and expense of each category and currency, without transfers between own accounts; from
/// and to are months since year 0, inclusive.
pub async fn category_months(
    tx: &mut Tx,
    from: i32,
    to: i32,
    account_id: Option<Id>,
) -> Result<Vec<CategoryMonths>> {
    sql::category_months(tx, from, to, account_id).await
}

/// The first and last month that hold a transaction, as months since year 0.
pub async fn month_range(tx: &mut Tx) -> Result<Option<(i32, i32)>> {
    sql::months(tx).await
}

/// A month field as months since year 0.
pub fn month(field: &str, text: Option<&str>) -> Result<Option<i32>> {
    let bad = || Error::invalid(field, "write a month as 2026-01");
    text.map(|text| parse_month(text).ok_or_else(bad)).transpose()
}

async fn open_account(tx: &mut Tx, id: Id) -> Result<Id> {
    let account: Account = known(tx, "account_id", id).await?;
    match account.closed_on {
        None => Ok(id),
        Some(day) => {
            let message = format!("{} was closed on {day}; reopen it first", account.name);
            Err(Error::invalid("account_id", message))
        }
    }
}

async fn usable_category(tx: &mut Tx, id: Option<Id>) -> Result<Option<Id>> {
    if let Some(id) = id {
        known::<Category>(tx, "category_id", id).await?;
    }
    Ok(id)
}

async fn payee_id(tx: &mut Tx, name: Option<String>) -> Result<Option<Id>> {
    match name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()) {
        Some(name) => payee_named(tx, &name).await.map(|payee| Some(payee.id)),
        None => Ok(None),
    }
}

/// A quadrillion minor units: far beyond a household, far below an overflow of any sum.
fn sensible(field: &str, minor: i64) -> Result<i64> {
    if minor.unsigned_abs() > 1_000_000_000_000_000 {
        return Err(Error::invalid(field, "this amount is too large to be true"));
    }
    Ok(minor)
}

pub(super) fn sensible_day(day: NaiveDate) -> Result<NaiveDate> {
    if !(1900..=2200).contains(&day.year()) {
        return Err(Error::invalid("day", "choose a day between 1900 and 2200"));
    }
    Ok(day)
}

/// A text as it can be kept.
pub(crate) fn short(field: &str, text: String) -> Result<String> {
    if text.chars().count() > 2000 {
        return Err(Error::invalid(field, "keep it under 2,000 characters"));
    }
    Ok(text)
}

/// A name, trimmed, or what is wrong with it.
pub(crate) fn named(field: &str, name: &str) -> Result<String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Error::invalid(field, "it needs a name")),
        1..=200 => Ok(name.into()),
        _ => Err(Error::invalid(field, "keep the name under 200 characters")),
    }
}
