//! The verbs of a debt as such: add, change, archive, remove.
use super::plan::Plan;
use super::standing::Standing;
use super::*;
use crate::db::Id;
use crate::ledger::{self, Account, AccountKind, ListAccounts, present};
use crate::op::Nothing;
use crate::{Error, Result, Tx, money};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListDebts {
    /// Also those that were archived.
    pub archived: bool,
}

pub async fn list_debts(tx: &mut Tx, input: ListDebts) -> Result<Vec<ShownDebt>> {
    let standing = load::standing(tx).await?;
    let all = standing.shown().into_iter();
    Ok(all.filter(|one| input.archived || one.debt.archived_on.is_none()).collect())
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListKinds {
    /// ISO 4217; the household's unless told.
    pub currency: Option<String>,
}

pub async fn list_kinds(tx: &mut Tx, input: ListKinds) -> Result<Vec<UsualTerms>> {
    let currency = match &input.currency {
        Some(code) => money::currency("currency", code)?,
        None => ledger::get_household(tx, Nothing {}).await?.currency,
    };
    Ok(UsualTerms::all(money::exponent(&currency).unwrap_or(2)))
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetDebt {
    pub id: Id,
}

pub async fn get_debt(tx: &mut Tx, input: GetDebt) -> Result<DebtPage> {
    let debt: Debt = tx.get(input.id).await?;
    load::standing(tx).await?.page(debt.id)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddDebt {
    pub name: String,
    pub kind: DebtKind,
    /// ISO 4217; the account's or the household's unless told.
    #[serde(default)]
    pub currency: Option<String>,
    #[serde(default)]
    pub lender: String,
    /// What is owed at the end of this day is `balance_minor`; today unless told.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// What the account owes then unless told.
    #[serde(default)]
    pub balance_minor: Option<i64>,
    pub terms: DebtTerms,
    /// The account of the ledger that is this debt.
    #[serde(default)]
    pub account_id: Option<Id>,
    /// Whom its payments go to, by name; made when it is new.
    #[serde(default)]
    pub payee: Option<String>,
    #[serde(default)]
    pub notes: String,
}

pub async fn add_debt(tx: &mut Tx, input: AddDebt) -> Result<ShownDebt> {
    let account = own_account(tx, input.account_id).await?;
    let currency = match (&input.currency, &account) {
        (Some(code), _) => money::currency("currency", code)?,
        (None, Some(account)) => account.currency.clone(),
        (None, None) => ledger::get_household(tx, Nothing {}).await?.currency,
    };
    let opened_on = input.on.unwrap_or_else(|| tx.today());
    if opened_on > tx.today() {
        return Err(Error::invalid("on", "this day is still to come; say what is owed by today"));
    }
    let opening_minor = match (input.balance_minor, &account) {
        (Some(minor), _) => minor,
        (None, Some(account)) => load::owed_in_ledger(tx, account.id, opened_on).await?.max(0),
        (None, None) => return Err(Error::invalid("balance_minor", "say how much is owed")),
    };
    let mut debt = Debt {
        id: tx.new_id(),
        name: ledger::named("name", &input.name)?,
        kind: input.kind,
        currency,
        lender: short("lender", input.lender)?,
        opened_on,
        opening_minor,
        terms: Json(input.terms),
        account_id: input.account_id,
        payee_id: payee(tx, input.payee).await?,
        notes: short("notes", input.notes)?,
        archived_on: None,
        version: 1,
    };
    sound(tx, &mut debt, account.as_ref()).await?;
    tx.insert(&debt).await?;
    tx.label(format!("added the debt {}", debt.name)).await?;
    shown(tx, debt.id).await
}

/// Only the fields given change; null clears account and payee.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateDebt {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub kind: Option<DebtKind>,
    #[serde(default)]
    pub lender: Option<String>,
    /// What is owed at the end of this day is `balance_minor`.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    #[serde(default)]
    pub balance_minor: Option<i64>,
    #[serde(default)]
    pub terms: Option<DebtTerms>,
    #[serde(default, deserialize_with = "present")]
    pub account_id: Option<Option<Id>>,
    /// By name; made when it is new.
    #[serde(default, deserialize_with = "present")]
    pub payee: Option<Option<String>>,
    #[serde(default)]
    pub notes: Option<String>,
}

pub async fn update_debt(tx: &mut Tx, input: UpdateDebt) -> Result<ShownDebt> {
    let mut debt: Debt = tx.get(input.id).await?;
    if let Some(name) = &input.name {
        debt.name = ledger::named("name", name)?;
    }
    if let Some(lender) = input.lender {
        debt.lender = short("lender", lender)?;
    }
    if let Some(notes) = input.notes {
        debt.notes = short("notes", notes)?;
    }
    if let Some(payee) = input.payee {
        debt.payee_id = self::payee(tx, payee).await?;
    }
    debt.kind = input.kind.unwrap_or(debt.kind);
    debt.opened_on = input.on.unwrap_or(debt.opened_on);
    debt.opening_minor = input.balance_minor.unwrap_or(debt.opening_minor);
    debt.account_id = input.account_id.unwrap_or(debt.account_id);
    debt.terms = input.terms.map_or(debt.terms, Json);
    let account = own_account(tx, debt.account_id).await?;
    sound(tx, &mut debt, account.as_ref()).await?;
    tx.update(&mut debt, input.version).await?;
    tx.label(format!("changed the debt {}", debt.name)).await?;
    shown(tx, debt.id).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseDebt {
    pub id: Id,
    pub version: i64,
}

pub async fn archive_debt(tx: &mut Tx, input: ChooseDebt) -> Result<ShownDebt> {
    let mut debt: Debt = tx.get(input.id).await?;
    debt.archived_on = Some(tx.today());
    tx.update(&mut debt, input.version).await?;
    tx.label(format!("archived the debt {}", debt.name)).await?;
    shown(tx, debt.id).await
}

pub async fn reopen_debt(tx: &mut Tx, input: ChooseDebt) -> Result<ShownDebt> {
    let mut debt: Debt = tx.get(input.id).await?;
    debt.archived_on = None;
    tx.update(&mut debt, input.version).await?;
    tx.label(format!("brought back the debt {}", debt.name)).await?;
    shown(tx, debt.id).await
}

pub async fn remove_debt(tx: &mut Tx, input: ChooseDebt) -> Result<Debt> {
    for entry in sql::entries(tx).await?.into_iter().filter(|entry| entry.debt_id == input.id) {
        tx.remove::<DebtEntry>(entry.id, entry.version).await?;
    }
    let debt: Debt = tx.remove(input.id, input.version).await?;
    tx.label(format!("removed the debt {}", debt.name)).await?;
    Ok(debt)
}

pub(super) async fn shown(tx: &mut Tx, id: Id) -> Result<ShownDebt> {
    let standing: Standing = load::standing(tx).await?;
    let gone = || Error::new(crate::Code::NotFound, "there is no such debt");
    standing.shown().into_iter().find(|one| one.debt.id == id).ok_or_else(gone)
}

/// The account that is to be a debt: open, and of a kind that owes.
async fn own_account(tx: &mut Tx, id: Option<Id>) -> Result<Option<Account>> {
    let Some(id) = id else { return Ok(None) };
    let all = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let found = all.into_iter().map(|one| one.account).find(|account| account.id == id);
    let account = found.ok_or_else(|| Error::invalid("account_id", "choose an account"))?;
    if matches!(account.kind, AccountKind::Investment | AccountKind::Asset | AccountKind::Cash) {
        let message = format!("{} holds what is owned; choose one that owes", account.name);
        return Err(Error::invalid("account_id", message));
    }
    Ok(Some(account))
}

/// A debt that can be kept: its terms make sense, and no other one has its name or its account.
async fn sound(tx: &mut Tx, debt: &mut Debt, account: Option<&Account>) -> Result<()> {
    let start = debt.opened_on;
    let alone = SimulateDebts {
        start,
        strategy: Strategy::MinimumsOnly,
        extra_minor: 0,
        rollover: true,
        lump_sums: vec![],
        budgets: vec![],
        committed_minor: None,
        order: vec![],
        smallest_first: 1,
        debts: vec![debt.in_plan(debt.opening_minor, start)],
    };
    Plan::new(&alone).map_err(own_field)?;
    if let Some(account) = account.filter(|account| account.currency != debt.currency) {
        let message =
            format!("{} is in {}, the debt in {}", account.name, account.currency, debt.currency);
        return Err(Error::invalid("account_id", message));
    }
    for other in sql::debts(tx).await?.iter().filter(|other| other.id != debt.id) {
        if other.name.to_lowercase() == debt.name.to_lowercase() {
            let message = format!("there is a debt called {} already", other.name);
            return Err(Error::invalid("name", message));
        }
        if debt.account_id.is_some() && other.account_id == debt.account_id {
            let message = format!("{} has this account already", other.name);
            return Err(Error::invalid("account_id", message));
        }
    }
    Ok(())
}

/// A plan's fault, in the fields of a debt.
fn own_field(fault: Fault) -> Fault {
    let field = fault.field.trim_start_matches("debts[0].").to_owned();
    let field = match field.as_str() {
        "start" => "on".into(),
        "name" | "currency" | "balance_minor" => field,
        "minimum_minor" => "terms.minimum".into(),
        _ => format!("terms.{field}"),
    };
    Fault { field, ..fault }
}

pub(super) async fn payee(tx: &mut Tx, name: Option<String>) -> Result<Option<Id>> {
    match name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()) {
        Some(name) => Ok(Some(ledger::payee_named(tx, &name).await?.id)),
        None => Ok(None),
    }
}

/// A text as it can be kept, without the space around it.
pub(super) fn short(field: &str, text: String) -> Result<String> {
    Ok(ledger::short(field, text)?.trim().to_owned())
}
