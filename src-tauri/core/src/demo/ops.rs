//! Entering the invented household through the same operations a person uses.
use super::household;
use crate::db::Id;
use crate::ledger::{
    self, AccountKind, AddAccount, AddCategory, AddTransaction, ListAccounts, TransactionStatus,
};
use crate::op::Nothing;
use crate::{Code, Error, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much was added.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct DemoAdded {
    pub accounts: i64,
    pub transactions: i64,
}

pub async fn add_household(tx: &mut Tx, _: Nothing) -> Result<DemoAdded> {
    if !ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?.is_empty() {
        let message = "this file holds accounts already; the demo only goes into an empty one";
        return Err(Error::new(Code::Conflict, message));
    }
    let demo = household::household(tx.today());
    let mut accounts: Vec<Id> = vec![];
    for account in &demo.accounts {
        let kind = serde_json::from_value::<AccountKind>(account.kind.into());
        let added = ledger::add_account(
            tx,
            AddAccount {
                name: account.name.to_string(),
                kind: Some(kind.map_err(Error::internal)?),
                currency: Some(account.currency.to_string()),
                opening_minor: account.opening_minor,
                number: None,
            },
        );
        accounts.push(added.await?.id);
    }
    let mut categories: Vec<Id> = vec![];
    for category in &demo.categories {
        categories.push(ledger::category_by_path(tx, category.path).await?);
    }
    let transfers = AddCategory { name: "Transfers".into(), parent_id: None, transfer: true };
    let transfers = ledger::add_category(tx, transfers).await?.id;
    let total = demo.transactions.len() as u64;
    for (done, row) in demo.transactions.iter().enumerate() {
        tx.progress.report(done as u64, total)?;
        let own = demo.accounts.iter().any(|account| account.name == row.payee);
        let transfer = own.then_some(transfers);
        let status = serde_json::from_value::<TransactionStatus>(row.status.into());
        let added = ledger::add_transaction(
            tx,
            AddTransaction {
                account_id: accounts[row.account],
                day: row.day,
                amount_minor: row.amount_minor,
                payee: Some(row.payee.to_string()).filter(|p| !p.is_empty()),
                category_id: row.category.map(|at| categories[at]).or(transfer),
                memo: row.memo.to_string(),
                status: Some(status.map_err(Error::internal)?),
                external_id: None,
            },
        );
        added.await?;
    }
    super::customs::add(tx).await?;
    super::owed::add(tx, accounts[household::LOAN]).await?;
    tx.label("added the demo household".into()).await?;
    Ok(DemoAdded { accounts: accounts.len() as i64, transactions: total as i64 })
}
