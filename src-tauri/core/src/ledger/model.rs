//! The nouns of the ledger. Amounts are minor units of the account's currency; money in is positive.
use crate::db::{Id, Record};
use crate::{Result, Tx, record, text_enum};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

text_enum! {
    pub enum AccountKind {
        Cash = "cash",
        Checking = "checking",
        Savings = "savings",
        Card = "card",
        Loan = "loan",
        Investment = "investment",
        Asset = "asset",
    }
}

text_enum! {
    pub enum TransactionStatus {
        /// Announced by the bank; day and amount may still change.
        Pending = "pending",
        Booked = "booked",
        /// Checked by the person.
        Cleared = "cleared",
        /// Part of a reconciled statement.
        Reconciled = "reconciled",
    }
}

record! {
    /// Those who keep this file together.
    pub struct Household in "household" {
        id: Id,
        name: String,
        /// Home currency, ISO 4217.
        currency: String,
        #[serde(default)]
        #[schemars(with = "TodayLayout")]
        today_layout: Json<TodayLayout>,
        version: i64,
    }
}

/// How the room of today is arranged. What its cards are is the screen's matter: a name that it does
/// not know is passed over, and a card that is not named stands where it would without a layout.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TodayLayout {
    /// The cards in their order.
    pub order: Vec<String>,
    pub hidden: Vec<String>,
}

impl TodayLayout {
    /// As it can be kept: few cards, with short names.
    pub(super) fn sound(self) -> Result<Self> {
        let names = self.order.iter().chain(&self.hidden);
        let short = names.clone().all(|name| (1..=40).contains(&name.chars().count()));
        if !short || names.count() > 100 {
            let message = "name at most 100 cards, each with at most 40 characters";
            return Err(crate::Error::invalid("today_layout", message));
        }
        Ok(self)
    }
}

record! {
    /// Where money lies or is owed.
    pub struct Account in "account" {
        id: Id,
        name: String,
        kind: AccountKind,
        currency: String,
        /// Balance before the first transaction.
        opening_minor: i64,
        /// IBAN or account number, as the bank's files name it.
        number: Option<String>,
        closed_on: Option<NaiveDate>,
        version: i64,
    } {
        async fn in_use(tx: &mut Tx, id: Id) -> Result<bool> {
            super::sql::account_in_use(tx, id).await
        }
    }
}

record! {
    /// A node of the category tree.
    pub struct Category in "category" {
        id: Id,
        parent_id: Option<Id>,
        name: String,
        /// Not offered any more; its transactions stay.
        archived: bool,
        /// Transfers between own accounts, with everything inside it: neither income nor spending.
        #[serde(default)]
        transfer: bool,
        version: i64,
    } {
        async fn in_use(tx: &mut Tx, id: Id) -> Result<bool> {
            super::sql::category_in_use(tx, id).await
        }
    }
}

record! {
    /// Who was paid, or who paid.
    pub struct PayeeName in "payee" {
        id: Id,
        name: String,
        /// What it was called before, as a JSON list: what a bank calls it still.
        #[serde(default)]
        also: String,
        version: i64,
    } {
        async fn in_use(tx: &mut Tx, id: Id) -> Result<bool> {
            super::sql::payee_in_use(tx, id).await
        }
    }
}

record! {
    /// A transaction as it is stored; [`Transaction`] is what a person sees.
    pub struct Txn in "txn" {
        id: Id,
        account_id: Id,
        day: NaiveDate,
        /// Months since year 0, for totals.
        month_no: i32,
        amount_minor: i64,
        payee_id: Option<Id>,
        /// The bank's own words; never edited.
        description: String,
        category_id: Option<Id>,
        memo: String,
        status: TransactionStatus,
        /// The bank's own id.
        external_id: Option<String>,
        /// The import it came with.
        batch_id: Option<Id>,
        version: i64,
    } {
        async fn written(tx: &mut Tx, before: Option<&Self>, after: Option<&Self>) -> Result<()> {
            let mut totals = super::Totals::default();
            before.into_iter().for_each(|txn| totals.add(txn, -1));
            after.into_iter().for_each(|txn| totals.add(txn, 1));
            super::sql::add_totals(tx, &totals).await
        }

        async fn shown(tx: &mut Tx, txn: &Self) -> Result<serde_json::Value> {
            crate::op::write(super::sql::shown(tx, txn.clone()).await?)
        }
    }
}

impl Txn {
    /// Moves to a day, keeping the month in step.
    pub fn set_day(&mut self, day: NaiveDate) {
        (self.day, self.month_no) = (day, crate::day::month_no(day));
    }
}

/// A transaction as a person sees it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Transaction {
    pub id: Id,
    pub account_id: Id,
    pub day: NaiveDate,
    pub amount_minor: i64,
    pub payee: Option<String>,
    /// The bank's own words.
    pub description: String,
    pub category_id: Option<Id>,
    pub memo: String,
    pub status: TransactionStatus,
    pub external_id: Option<String>,
    pub batch_id: Option<Id>,
    pub version: i64,
}

impl Transaction {
    pub(super) fn of(txn: Txn, payee: Option<String>) -> Self {
        let Txn { id, account_id, day, amount_minor, description, category_id, memo, .. } = txn;
        let Txn { status, external_id, batch_id, version, .. } = txn;
        Self {
            id,
            account_id,
            day,
            amount_minor,
            payee,
            description,
            category_id,
            memo,
            status,
            external_id,
            batch_id,
            version,
        }
    }
}

/// A transaction and the balance of its account after it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterRow {
    pub transaction: Transaction,
    pub currency: String,
    pub balance_minor: i64,
    /// Where the other side of a transfer lies.
    pub other_account_id: Option<Id>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterPage {
    pub rows: Vec<RegisterRow>,
    /// Give it as `after` to get the next page; null on the last.
    pub next: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountBalance {
    pub account: Account,
    pub balance_minor: i64,
    pub transactions: i64,
    pub last_day: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CategoryCount {
    pub category: Category,
    /// Names from the top, as in `Living: Rent`.
    pub path: String,
    pub transactions: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Payee {
    pub id: Id,
    pub name: String,
    pub transactions: i64,
    pub version: i64,
}

/// Totals never mix currencies.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurrencyTotal {
    pub currency: String,
    pub transactions: i64,
    pub income_minor: i64,
    /// Money out, as a positive number.
    pub expense_minor: i64,
    /// What transfers between own accounts bring or take; 0 where both sides are counted.
    pub transfers_minor: i64,
    /// All together: income less expense, and transfers.
    pub net_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MonthTotal {
    /// As in 2026-01.
    pub month: String,
    pub currency: String,
    pub category_id: Option<Id>,
    pub income_minor: i64,
    /// Money out, as a positive number.
    pub expense_minor: i64,
}

/// One category's months in one currency, for what is drawn or added up rather than sent.
pub struct CategoryMonths {
    pub currency: String,
    pub category_id: Option<Id>,
    pub months: Vec<MonthSum>,
}

pub struct MonthSum {
    /// Months since year 0.
    pub month_no: i32,
    pub income_minor: i64,
    /// Money out, as a positive number.
    pub expense_minor: i64,
}

/// What would happen to a category's transactions, said before it happens.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CategoryEffect {
    pub transactions: i64,
    pub subcategories: i64,
    pub message: String,
}

/// A record's id as `get` and `remove` want it, checked to exist.
pub(super) async fn known<R: Record>(tx: &mut Tx, field: &str, id: Id) -> Result<R> {
    tx.get::<R>(id).await.map_err(|error| match error.code {
        crate::Code::NotFound => crate::Error::invalid(field, error.message),
        _ => error,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn history_from_before_transfers_were_told_apart_is_still_read() {
        let kept = r#"{"id": "01890000-0000-7000-8000-000000000000", "parent_id": null,
            "name": "Food", "archived": false, "version": 3}"#;
        let category: super::Category = serde_json::from_str(kept).expect("a category");
        assert!(!category.transfer);
    }
}
