//! Many transactions at once: loaded in bulk, taken out and brought back by batch, totals in step.
use super::{Transaction, TransactionStatus, Txn, sql};
use crate::db::Id;
use crate::db::bulk::{Cell, Insert};
use crate::{Code, Result, Tx};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Changes to the totals, added up before they are written.
#[derive(Default)]
pub struct Totals {
    pub(in crate::ledger) months: FxHashMap<(Id, i32, Option<Id>), MonthDelta>,
    pub(in crate::ledger) days: FxHashMap<(Id, i32, NaiveDate), i64>,
    pub(in crate::ledger) payees: FxHashMap<Id, i64>,
}

#[derive(Default, Clone, Copy)]
pub(super) struct MonthDelta {
    pub income_minor: i64,
    pub expense_minor: i64,
    pub transactions: i64,
}

impl Totals {
    /// `times` is 1 for a row that comes and -1 for one that goes.
    pub(super) fn add(&mut self, txn: &Txn, times: i64) {
        let amount = txn.amount_minor * times;
        self.add_amount(txn.account_id, txn.day, txn.month_no, txn.category_id, amount, times);
        self.add_payee(txn.payee_id, times);
    }

    fn add_payee(&mut self, payee: Option<Id>, times: i64) {
        if let Some(payee) = payee {
            *self.payees.entry(payee).or_default() += times;
        }
    }

    fn add_amount(
        &mut self,
        account: Id,
        day: NaiveDate,
        month_no: i32,
        category: Option<Id>,
        amount: i64,
        times: i64,
    ) {
        let month = self.months.entry((account, month_no, category)).or_default();
        let income = (amount > 0) == (times > 0);
        *(if income { &mut month.income_minor } else { &mut month.expense_minor }) +=
            if income { amount } else { -amount };
        month.transactions += times;
        *self.days.entry((account, month_no, day)).or_default() += amount;
    }
}

/// One transaction on its way in; text is borrowed from the file.
pub struct NewTxn<'a> {
    pub account_id: Id,
    pub day: NaiveDate,
    /// The same day as `2026-01-31`.
    pub day_text: &'a str,
    pub amount_minor: i64,
    pub payee_id: Option<Id>,
    pub description: &'a str,
    pub category_id: Option<Id>,
    pub memo: &'a str,
    pub pending: bool,
    pub external_id: Option<&'a str>,
}

/// The ids that the transactions of a batch may have: they are counted from the batch's own, so
/// that a batch is found again without an index of its own.
#[derive(Clone, Copy)]
pub(super) struct BatchIds {
    pub batch: Id,
    pub first: Id,
    pub last: Id,
}

impl BatchIds {
    const MOST: u128 = u32::MAX as u128;

    pub fn of(batch: Id) -> Self {
        let from = batch.as_u128();
        Self { batch, first: Id::from_u128(from + 1), last: Id::from_u128(from + Self::MOST) }
    }
}

/// Which of its batch's transactions this is, counted from 1 (or down from the most there can be,
/// in a file that has the newest first).
pub fn number_in_batch(id: Id, batch_id: Id) -> u32 {
    id.as_u128().wrapping_sub(batch_id.as_u128()) as u32
}

/// The inverse of [`number_in_batch`].
pub fn id_in_batch(batch_id: Id, no: u32) -> Id {
    Id::from_u128(batch_id.as_u128() + u128::from(no))
}

/// Loads the transactions of one batch.
pub struct Loader {
    insert: Insert,
    totals: Totals,
    household_id: i64,
    batch_id: Id,
    next_id: u128,
    newest_first: bool,
}

impl Loader {
    /// Ids follow the order of booking, so that a day's rows stand as the bank booked them:
    /// `newest_first` says that they come in the opposite order.
    pub async fn new(tx: &mut Tx, batch_id: Id, newest_first: bool) -> Result<Self> {
        let household_id = tx.household_id;
        let insert = sql::bulk_insert(tx).await?;
        let ids = BatchIds::of(batch_id);
        let next_id = if newest_first { ids.last } else { ids.first }.as_u128();
        let totals = Totals::default();
        Ok(Self { insert, totals, household_id, batch_id, next_id, newest_first })
    }

    /// Takes one transaction; its id.
    pub fn add(&mut self, new: &NewTxn<'_>) -> Result<Id> {
        let id = Id::from_u128(self.next_id);
        self.next_id = if self.newest_first { self.next_id - 1 } else { self.next_id + 1 };
        let month_no = crate::day::month_no(new.day);
        let category = new.category_id;
        self.insert.row(&[
            Cell::Int(self.household_id),
            Cell::Bytes(id.as_bytes()),
            Cell::Bytes(new.account_id.as_bytes()),
            Cell::Text(new.day_text),
            Cell::Int(month_no.into()),
            Cell::Int(new.amount_minor),
            new.payee_id.as_ref().map(|id| id.as_bytes().as_slice()).into(),
            Cell::Text(new.description),
            category.as_ref().map(|id| id.as_bytes().as_slice()).into(),
            Cell::Text(if new.pending { "pending" } else { "booked" }),
            new.external_id.into(),
            Cell::Bytes(self.batch_id.as_bytes()),
            Cell::Text(new.memo),
            Cell::Int(1),
        ])?;
        let amount = new.amount_minor;
        self.totals.add_amount(new.account_id, new.day, month_no, category, amount, 1);
        self.totals.add_payee(new.payee_id, 1);
        Ok(id)
    }

    /// Writes the totals; without it the rows would not count.
    pub async fn finish(self, tx: &mut Tx) -> Result<()> {
        let Self { insert, totals, .. } = self;
        insert.finish()?;
        tx.changed.insert("txn");
        sql::add_totals(tx, &totals).await
    }
}

/// Takes a batch's transactions, as they are by now, and its rates out of the ledger; they wait for a
/// redo.
pub async fn take_out_batch(tx: &mut Tx, batch_id: Id) -> Result<()> {
    if sql::mark_rates(tx, batch_id, true).await? {
        tx.changed.insert("exchange_rate");
    }
    tx.changed.insert("txn");
    let ids = BatchIds::of(batch_id);
    sql::move_batch_totals(tx, ids, -1).await?;
    sql::move_batch(tx, ids, "txn", "undone_txn").await
}

/// Brings back what [`take_out_batch`] took.
pub async fn bring_back_batch(tx: &mut Tx, batch_id: Id) -> Result<()> {
    if sql::mark_rates(tx, batch_id, false).await? {
        tx.changed.insert("exchange_rate");
    }
    tx.changed.insert("txn");
    let ids = BatchIds::of(batch_id);
    sql::move_batch(tx, ids, "undone_txn", "txn").await?;
    sql::move_batch_totals(tx, ids, 1).await
}

/// Transactions of an account that were typed under a bank's id, by that id.
pub async fn typed_ids(tx: &mut Tx, account_id: Id) -> Result<HashMap<String, Id>> {
    Ok(sql::typed_ids(tx, account_id).await?.into_iter().collect())
}

/// What a bank says of a transaction, and how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BankFacts {
    pub day: NaiveDate,
    pub amount_minor: i64,
    pub description: String,
    pub status: TransactionStatus,
}

impl BankFacts {
    pub(super) fn of(txn: &Txn) -> Self {
        let Txn { day, amount_minor, description, status, .. } = txn.clone();
        Self { day, amount_minor, description, status }
    }
}

/// A transaction as the bank's facts have it, with its account; none when it was removed.
pub async fn bank_facts(tx: &mut Tx, id: Id) -> Result<Option<(Id, BankFacts)>> {
    match tx.get::<Txn>(id).await {
        Ok(txn) => Ok(Some((txn.account_id, BankFacts::of(&txn)))),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a transaction say what the bank says by now; payee, category and memo stay.
pub async fn correct_transaction(tx: &mut Tx, id: Id, facts: BankFacts) -> Result<()> {
    let mut txn: Txn = tx.get(id).await?;
    let BankFacts { day, amount_minor, description, status } = facts;
    txn.set_day(day);
    (txn.amount_minor, txn.description, txn.status) = (amount_minor, description, status);
    let version = txn.version;
    tx.update(&mut txn, version).await
}

/// An account's pending transactions, in no order.
pub async fn pending(tx: &mut Tx, account_id: Id) -> Result<Vec<(Id, BankFacts)>> {
    let pending = sql::pending(tx, account_id).await?;
    Ok(pending.iter().map(|txn| (txn.id, BankFacts::of(txn))).collect())
}

/// Which of a batch's transactions are in the ledger: see [`number_in_batch`].
pub async fn numbers_here(tx: &mut Tx, batch_id: Id) -> Result<FxHashSet<u32>> {
    let ids = sql::batch_ids(tx, BatchIds::of(batch_id)).await?;
    Ok(ids.into_iter().map(|id| number_in_batch(id, batch_id)).collect())
}

/// Transactions that were removed come back as they were then.
pub async fn bring_back_removed(tx: &mut Tx, ids: &[Id]) -> Result<Vec<Transaction>> {
    let mut brought = vec![];
    for id in ids {
        let mut txn: Txn = tx.removed(*id).await?;
        // Whoever still holds an older one must not overwrite it.
        txn.version += 1;
        tx.insert(&txn).await?;
        brought.push(sql::transaction(tx, *id).await?);
    }
    Ok(brought)
}
