//! Many transactions at once: loaded in bulk, taken out and brought back by batch, totals in step.
use super::{Txn, sql};
use crate::db::Id;
use crate::db::bulk::{Cell, Insert};
use crate::{Result, Tx};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// Changes to the totals, added up before they are written.
#[derive(Default)]
pub struct Totals {
    pub(super) months: FxHashMap<(Id, i32, Option<Id>), MonthDelta>,
    pub(super) days: FxHashMap<(Id, i32, NaiveDate), i64>,
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
    pub description: &'a str,
    pub category_id: Option<Id>,
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
    const MOST: u128 = 1 << 32;

    pub fn of(batch: Id) -> Self {
        let from = batch.as_u128();
        Self { batch, first: Id::from_u128(from + 1), last: Id::from_u128(from + Self::MOST) }
    }
}

/// Which of its batch's transactions this is, counted from 1 (or down from the most there can be,
/// in a file that has the newest first).
pub fn number_in_batch(id: Id, batch_id: Id) -> i64 {
    id.as_u128().wrapping_sub(batch_id.as_u128()) as i64
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
            Cell::Text(new.description),
            category.as_ref().map(|id| id.as_bytes().as_slice()).into(),
            Cell::Text(if new.pending { "pending" } else { "booked" }),
            new.external_id.into(),
            Cell::Bytes(self.batch_id.as_bytes()),
            Cell::Text(""),
            Cell::Int(1),
        ])?;
        let amount = new.amount_minor;
        self.totals.add_amount(new.account_id, new.day, month_no, category, amount, 1);
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

/// Takes a batch's transactions, as they are by now, out of the ledger; they wait for a redo.
pub async fn take_out_batch(tx: &mut Tx, batch_id: Id) -> Result<()> {
    tx.changed.insert("txn");
    let ids = BatchIds::of(batch_id);
    sql::move_batch_totals(tx, ids, -1).await?;
    sql::move_batch(tx, ids, "txn", "undone_txn").await
}

/// Brings back what [`take_out_batch`] took.
pub async fn bring_back_batch(tx: &mut Tx, batch_id: Id) -> Result<()> {
    tx.changed.insert("txn");
    let ids = BatchIds::of(batch_id);
    sql::move_batch(tx, ids, "undone_txn", "txn").await?;
    sql::move_batch_totals(tx, ids, 1).await
}

/// Transactions of an account that were typed under a bank's id, by that id.
pub async fn typed_ids(tx: &mut Tx, account_id: Id) -> Result<HashMap<String, Id>> {
    Ok(sql::typed_ids(tx, account_id).await?.into_iter().collect())
}
