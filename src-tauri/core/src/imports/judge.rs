//! What becomes of each row of a file, given all that its account holds.
use super::overlap::{Overlap, Same};
use super::statement::Row;
use super::{Held, KeptRow, Keys, Verdict, sql};
use crate::db::Id;
use crate::ledger::{self, BankFacts, TransactionStatus};
use crate::{Result, Tx};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// A bank corrects what it booked within days; what comes later under the same id is something else.
const CORRECTED_WITHIN_DAYS: i64 = 14;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    New,
    Known,
    /// It is this transaction, which no file of this kind has brought.
    Matched(Id),
    /// It is this transaction, of which the bank says something else by now.
    Updated(Id),
}

/// What an account holds that rows are compared with.
#[derive(Default)]
pub(super) struct Holding {
    /// Whether the account held anything before this file.
    pub used: bool,
    held: Held,
    /// Transactions typed by hand under a bank's id that no import has brought yet.
    typed: HashMap<String, Id>,
    /// Pending transactions as the bank told them, by the key of their content.
    pending: FxHashMap<i64, Vec<Id>>,
    overlap: Overlap,
    same: Same,
    /// Where a bank's id stands, by its key; read when the first is needed.
    by_id: Option<FxHashMap<i64, (NaiveDate, Id)>>,
    days: Option<(NaiveDate, NaiveDate)>,
    /// The first and last day of what is new.
    renewed: Option<(NaiveDate, NaiveDate)>,
}

/// What [`Holding::survey`] uses up and the import needs again.
pub(super) struct Spare {
    held: Held,
    typed: HashMap<String, Id>,
    pending: FxHashMap<i64, Vec<Id>>,
}

impl Holding {
    /// What an account holds between two days; `signature` tells the kind of the file to come.
    pub async fn load(
        tx: &mut Tx,
        account_id: Id,
        currency: &str,
        days: (NaiveDate, NaiveDate),
        signature: &str,
    ) -> Result<Self> {
        let used = ledger::is_used(tx, account_id).await?;
        let mut holding = Self { used, days: Some(days), ..Self::default() };
        for day in sql::kept_days(tx, account_id, days).await? {
            let same_kind = day.signature == signature;
            holding.held.hold(day.day, KeptRow::read_all(&day.rows));
            for row in KeptRow::read_all(&day.rows) {
                match (same_kind, row.no) {
                    (true, 0) => holding.overlap.found(day.day, row.amount_minor),
                    (true, _) | (false, 0) => {}
                    (false, no) => {
                        let txn = ledger::id_in_batch(day.batch_id, no);
                        holding.overlap.hold(day.day, row.amount_minor, txn);
                    }
                }
            }
        }
        holding.typed = ledger::typed_ids(tx, account_id).await?;
        let mut keys = Keys::default();
        for (id, facts) in ledger::pending(tx, account_id).await? {
            let key = content_key(&mut keys, account_id, currency, &facts);
            holding.pending.entry(key).or_default().push(id);
        }
        Ok(holding)
    }

    /// Whether other kinds of files have brought something that this one may bring again.
    pub fn overlaps(&self) -> bool {
        !self.overlap.is_empty()
    }

    /// What a look at the whole file ahead of the import must leave as it was.
    pub fn spare(&self) -> Spare {
        let Self { held, typed, pending, .. } = self;
        Spare { held: held.clone(), typed: typed.clone(), pending: pending.clone() }
    }

    /// Takes a row into account ahead of the import.
    pub fn survey(&mut self, row: &Row<'_>, judged: &Judged) {
        if judged.outcome == Outcome::New {
            self.overlap.see(row.day, judged.kept.amount_minor);
            self.keep(row.day, judged.kept, 0);
        }
    }

    /// After the survey of the whole file.
    pub fn surveyed(&mut self, spare: Spare) {
        (self.held, self.typed, self.pending) = (spare.held, spare.typed, spare.pending);
        self.same = std::mem::take(&mut self.overlap).settle();
    }

    /// Notes that a row is stored as this transaction of its batch (0: of none).
    pub fn keep(&mut self, day: NaiveDate, row: KeptRow, no: u32) {
        self.held.keep(day, KeptRow { no, ..row });
    }

    /// Notes that something new came for a day.
    pub fn renew(&mut self, day: NaiveDate) {
        let (first, last) = self.renewed.unwrap_or((day, day));
        self.renewed = Some((first.min(day), last.max(day)));
    }

    /// The first and last day that something new came for.
    pub fn renewed(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.renewed
    }

    pub fn kept(self) -> impl Iterator<Item = (NaiveDate, Vec<u8>)> {
        self.held.kept()
    }

    /// The transaction that carries the bank's id of a row, when it may be the same.
    async fn by_id(
        &mut self,
        tx: &mut Tx,
        account_id: Id,
        row: &Row<'_>,
        id_key: i64,
    ) -> Result<Option<Id>> {
        let by_id = match &mut self.by_id {
            Some(by_id) => by_id,
            none => {
                let mut by_id = FxHashMap::default();
                let days = self.days.unwrap_or_default();
                for day in sql::kept_days(tx, account_id, days).await? {
                    for kept in KeptRow::read_all(&day.rows).filter(|r| r.id_key != 0 && r.no != 0)
                    {
                        let txn = ledger::id_in_batch(day.batch_id, kept.no);
                        by_id.insert(kept.id_key, (day.day, txn));
                    }
                }
                none.insert(by_id)
            }
        };
        let near = |day: NaiveDate| (row.day - day).num_days().abs() <= CORRECTED_WITHIN_DAYS;
        Ok(by_id.get(&id_key).filter(|(day, _)| near(*day)).map(|(_, txn)| *txn))
    }
}

fn content_key(keys: &mut Keys, account_id: Id, currency: &str, facts: &BankFacts) -> i64 {
    let day = facts.day.to_string();
    keys.content(account_id, &day, facts.amount_minor, currency, &facts.description)
}

/// A row with its keys.
pub(super) struct Judged {
    pub outcome: Outcome,
    pub kept: KeptRow,
    /// The bank's id is held under other content: see [`Judge::settle_id`].
    id_held: bool,
}

impl Judged {
    /// Whether [`Judge::settle_id`] has something to decide.
    pub fn is_open(&self) -> bool {
        self.id_held && self.outcome == Outcome::New
    }
}

/// Judges rows in file order.
#[derive(Default)]
pub(super) struct Judge {
    keys: Keys,
    day: Option<NaiveDate>,
    pub day_text: String,
}

impl Judge {
    pub fn judge(&mut self, account_id: Id, holding: &mut Holding, row: &Row<'_>) -> Judged {
        if self.day != Some(row.day) {
            (self.day, self.day_text) = (Some(row.day), row.day.to_string());
        }
        let (minor, currency) = (stored_minor(row), row.currency.as_str());
        let content_key =
            self.keys.content(account_id, &self.day_text, minor, currency, row.description);
        let id_key = row.external_id.map(|id| self.keys.id(account_id, id));
        let verdict = holding.held.judge(row.day, content_key, id_key);
        let outcome = match verdict {
            Verdict::Known => booked(holding, row, content_key).unwrap_or(Outcome::Known),
            Verdict::New | Verdict::IdHeld => fresh(holding, row, minor).unwrap_or(Outcome::New),
        };
        let id_key = id_key.unwrap_or(0);
        let kept = KeptRow { content_key, id_key, amount_minor: minor, no: 0 };
        Judged { outcome, kept, id_held: verdict == Verdict::IdHeld }
    }

    /// Decides about a row whose bank's id is held under other content: corrected by the bank, or
    /// not the same after all. Does nothing for the others.
    pub async fn settle_id(
        &mut self,
        tx: &mut Tx,
        account_id: Id,
        holding: &mut Holding,
        row: &Row<'_>,
        judged: &mut Judged,
    ) -> Result<()> {
        if judged.is_open() {
            let found = holding.by_id(tx, account_id, row, judged.kept.id_key).await?;
            judged.outcome = found.map_or(Outcome::New, Outcome::Updated);
        }
        Ok(())
    }

    /// Whether a transaction still is as some file has told it, so that no person changed it.
    pub fn untouched(
        &mut self,
        account_id: Id,
        currency: &str,
        holding: &mut Holding,
        facts: &BankFacts,
    ) -> bool {
        let key = content_key(&mut self.keys, account_id, currency, facts);
        holding.held.holds(facts.day, key)
    }
}

/// A known row that the ledger has as pending, and the bank by now as booked.
fn booked(holding: &mut Holding, row: &Row<'_>, content_key: i64) -> Option<Outcome> {
    if row.pending || holding.pending.is_empty() {
        return None;
    }
    holding.pending.get_mut(&content_key)?.pop().map(Outcome::Updated)
}

/// A row with new keys that is a transaction the ledger has from elsewhere.
fn fresh(holding: &mut Holding, row: &Row<'_>, minor: i64) -> Option<Outcome> {
    let typed = row.external_id.and_then(|id| holding.typed.remove(id));
    let same = || holding.same.get_mut(&(row.day, minor))?.pop_front();
    typed.or_else(same).map(Outcome::Matched)
}

/// The effect on the account: a separate fee moves the balance too.
pub(super) fn stored_minor(row: &Row<'_>) -> i64 {
    row.amount_minor.saturating_add(row.fee_minor.unwrap_or(0))
}

/// What the bank says in a row; a status that a person set stands.
pub(super) fn facts_of(row: &Row<'_>, status: TransactionStatus) -> BankFacts {
    let status = match (status, row.pending) {
        (TransactionStatus::Pending, false) => TransactionStatus::Booked,
        (status, _) => status,
    };
    let description = row.description.to_owned();
    BankFacts { day: row.day, amount_minor: stored_minor(row), description, status }
}
