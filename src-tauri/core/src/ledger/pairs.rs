//! Two transactions that belong together: the sides of a transfer between own accounts, or one
//! transaction that came twice. Here they are joined; who belongs together is found by importing.
use super::*;
use crate::db::Id;
use crate::{Code, Error, Result, Tx, record};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

record! {
    /// Money moved between own accounts: where it left, and where it came.
    pub struct Transfer in "transfer" {
        id: Id,
        out_id: Id,
        in_id: Id,
        version: i64,
    }
}

/// A transaction in brief, for comparing.
#[derive(Debug, Clone)]
pub struct Brief {
    pub id: Id,
    pub account_id: Id,
    pub day: NaiveDate,
    pub amount_minor: i64,
    /// Payee, the bank's words and memo.
    pub text: String,
    pub category_id: Option<Id>,
    pub status: TransactionStatus,
    pub batch_id: Option<Id>,
}

/// Transactions between two days, of one account or all; without those that are part of a transfer
/// when `alone`.
pub async fn briefs(
    tx: &mut Tx,
    account_id: Option<Id>,
    days: (NaiveDate, NaiveDate),
    alone: bool,
) -> Result<Vec<Brief>> {
    sql::briefs(tx, account_id, days, alone).await
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkTransfer {
    pub transaction_id: Id,
    pub other_id: Id,
}

pub async fn link_transfer(tx: &mut Tx, input: LinkTransfer) -> Result<Transfer> {
    let (transfer, day) = Linking::default().link(tx, input).await?;
    tx.label(format!("joined the transfer of {day}")).await?;
    Ok(transfer)
}

/// Links transfers, one or many; what they need to know is read once.
#[derive(Default)]
pub struct Linking {
    /// Every category that holds transfers.
    own: Option<HashSet<Id>>,
    /// The one for sides that have none.
    category: Option<Id>,
}

impl Linking {
    /// The two sides of one transfer, and the day it left.
    pub async fn link(
        &mut self,
        tx: &mut Tx,
        input: LinkTransfer,
    ) -> Result<(Transfer, NaiveDate)> {
        let (a, b): (Txn, Txn) =
            (tx.get(input.transaction_id).await?, tx.get(input.other_id).await?);
        if a.account_id == b.account_id {
            return Err(Error::invalid("other_id", "both are in the same account"));
        }
        if a.amount_minor.signum() * b.amount_minor.signum() != -1 {
            let message = "one must leave an account and the other come into one";
            return Err(Error::invalid("other_id", message));
        }
        let (out, into) = if a.amount_minor < 0 { (a, b) } else { (b, a) };
        if sql::is_linked(tx, out.id).await? || sql::is_linked(tx, into.id).await? {
            let message = "one of them is part of a transfer already";
            return Err(Error::invalid("other_id", message));
        }
        let transfer = Transfer { id: tx.new_id(), out_id: out.id, in_id: into.id, version: 1 };
        let (day, left, came) = (out.day, out.amount_minor, into.amount_minor);
        let accounts = [out.account_id, into.account_id];
        for mut side in [out, into] {
            if !self.holds_transfers(tx, side.category_id).await? {
                side.category_id = Some(self.category(tx).await?);
                let version = side.version;
                tx.update(&mut side, version).await?;
            }
        }
        tx.insert(&transfer).await?;
        let [from, to] = currencies(tx, accounts).await?;
        rate_ops::note_implied(tx, day, (left, from.as_str()), (came, to.as_str())).await?;
        Ok((transfer, day))
    }

    async fn holds_transfers(&mut self, tx: &mut Tx, category: Option<Id>) -> Result<bool> {
        let Some(category) = category else { return Ok(false) };
        let own = match &self.own {
            Some(own) => own,
            None => self.own.insert(transfer_categories(tx).await?),
        };
        Ok(own.contains(&category))
    }

    async fn category(&mut self, tx: &mut Tx) -> Result<Id> {
        match self.category {
            Some(category) => Ok(category),
            None => Ok(*self.category.insert(transfer_category(tx).await?)),
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlinkTransfer {
    pub id: Id,
    pub version: i64,
}

pub async fn unlink_transfer(tx: &mut Tx, input: UnlinkTransfer) -> Result<Transfer> {
    let transfer = tx.remove::<Transfer>(input.id, input.version).await?;
    let (out, into) = (side(tx, transfer.out_id).await?, side(tx, transfer.in_id).await?);
    if let Some((out, into)) = out.zip(into) {
        let [from, to] = currencies(tx, [out.account_id, into.account_id]).await?;
        let (left, came) = ((out.amount_minor, from.as_str()), (into.amount_minor, to.as_str()));
        rate_ops::forget_implied(tx, out.day, left, came).await?;
    }
    tx.label("parted a transfer; both sides stay".into()).await?;
    Ok(transfer)
}

/// A side that is still there.
async fn side(tx: &mut Tx, id: Id) -> Result<Option<Txn>> {
    match tx.get::<Txn>(id).await {
        Ok(txn) => Ok(Some(txn)),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// In which currency each of two accounts is.
async fn currencies(tx: &mut Tx, [a, b]: [Id; 2]) -> Result<[String; 2]> {
    let (first, second): (Account, Account) = (tx.get(a).await?, tx.get(b).await?);
    Ok([first.currency, second.currency])
}

/// The categories that hold transfers between own accounts: those marked so, and all inside them.
pub async fn transfer_categories(tx: &mut Tx) -> Result<HashSet<Id>> {
    let all = categories(tx).await?;
    let mut own: HashSet<Id> = all.iter().filter(|c| c.transfer).map(|c| c.id).collect();
    loop {
        let inside = |c: &&Category| c.parent_id.is_some_and(|parent| own.contains(&parent));
        let more: Vec<Id> = all.iter().filter(inside).map(|c| c.id).collect();
        let before = own.len();
        own.extend(more);
        if own.len() == before {
            return Ok(own);
        }
    }
}

/// Which of these transactions are in the ledger.
pub async fn existing(tx: &mut Tx, ids: &[Id]) -> Result<HashSet<Id>> {
    sql::existing(tx, ids).await
}

/// Whether a transaction is a side of a transfer.
pub async fn is_linked(tx: &mut Tx, id: Id) -> Result<bool> {
    sql::is_linked(tx, id).await
}

/// The household's category for transfers, made when there is none.
pub async fn transfer_category(tx: &mut Tx) -> Result<Id> {
    let all = categories(tx).await?;
    if let Some(category) = all.iter().find(|category| category.transfer && !category.archived) {
        return Ok(category.id);
    }
    let named = all.iter().find(|c| c.parent_id.is_none() && c.name == "Transfers");
    let category = match named {
        Some(category) => {
            let mut category = category.clone();
            category.transfer = true;
            let version = category.version;
            tx.update(&mut category, version).await?;
            category
        }
        None => {
            let new = AddCategory { name: "Transfers".into(), parent_id: None, transfer: true };
            add_category(tx, new).await?
        }
    };
    Ok(category.id)
}

/// Puts one transaction into another that it turned out to be: what a person gave either stays, and
/// with `facts` the bank's facts are those of the first. What the bank said of the other before and
/// after.
pub async fn merge_into(
    tx: &mut Tx,
    id: Id,
    into: Id,
    facts: bool,
) -> Result<(BankFacts, BankFacts)> {
    let from: Txn = tx.get(id).await?;
    let mut kept: Txn = tx.get(into).await?;
    let before = BankFacts::of(&kept);
    tx.remove::<Txn>(id, from.version).await?;
    if facts {
        let status = match kept.status {
            TransactionStatus::Pending => from.status,
            status => status,
        };
        kept.set_day(from.day);
        (kept.amount_minor, kept.status) = (from.amount_minor, status);
        kept.description.clone_from(&from.description);
        kept.external_id = from.external_id.or(kept.external_id);
    }
    kept.category_id = kept.category_id.or(from.category_id);
    kept.payee_id = kept.payee_id.or(from.payee_id);
    if kept.memo.is_empty() {
        kept.memo = from.memo;
    }
    let (after, version) = (BankFacts::of(&kept), kept.version);
    tx.update(&mut kept, version).await?;
    Ok((before, after))
}

/// Whether an account holds anything.
pub async fn is_used(tx: &mut Tx, account_id: Id) -> Result<bool> {
    sql::account_in_use(tx, account_id).await
}

/// Imported transactions without a category, newest first, and how many there are in all.
pub async fn uncategorised_imports(tx: &mut Tx, limit: u32) -> Result<(Vec<Transaction>, i64)> {
    let mut shown = vec![];
    for txn in sql::uncategorised_imports(tx, limit).await? {
        shown.push(sql::shown(tx, txn).await?);
    }
    Ok((shown, sql::count_uncategorised(tx).await?))
}

/// Those of a batch's transactions that are without a category, by id; at most `limit`. `rows` is how
/// many the batch brought.
pub async fn uncategorised_of(tx: &mut Tx, batch: Id, rows: i64, limit: u32) -> Result<Vec<Id>> {
    sql::uncategorised_of(tx, BatchIds::of(batch), rows, limit).await
}

/// A pending transaction that a file has brought.
pub struct PendingImport {
    pub id: Id,
    pub account_id: Id,
    pub batch_id: Id,
    pub day: NaiveDate,
}

/// Those there are, by account; at most 10,000.
pub async fn pending_imports(tx: &mut Tx) -> Result<Vec<PendingImport>> {
    sql::pending_imports(tx).await
}

/// Removes a transaction as it is by now.
pub async fn remove_as_is(tx: &mut Tx, id: Id) -> Result<()> {
    let txn: Txn = tx.get(id).await?;
    tx.remove::<Txn>(id, txn.version).await.map(|_| ())
}
