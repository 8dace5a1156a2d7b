//! Pending payments that the bank no longer lists: a later file of the same kind covers their day, and
//! neither repeats nor books them. Nothing is removed here; a person is asked. A file says that a payment
//! is there when it has a row with its keys, whatever became of the transaction since.
use super::format::Found;
use super::intake::{self, Targets};
use super::judge;
use super::{Held, ImportProposal, KeptRow, Keys, ProposalKind, ProposalState, ops, sql, store};
use crate::db::Id;
use crate::ledger;
use crate::{Error, Result, Tx};
use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// A bank may correct the day of what is pending, or a person.
const MOVED: Days = Days::new(14);
/// A statement that takes up where the one before ended starts within these days, and what was pending
/// then is booked within those.
const NEXT_DAYS: i64 = 7;
const BOOKED_DAYS: i64 = 14;

/// Where the imports that follow find the row of a transaction.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Place {
    account_id: Id,
    day: NaiveDate,
    batch_id: Id,
    no: u32,
}

/// A pending payment that was there before a file came.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub txn_id: Id,
    pub place: Place,
    kept: KeptRow,
}

/// What a file says of the pending payments that were there.
#[derive(Debug, Default, Clone)]
pub(super) struct Listing {
    pub listed: Vec<Id>,
    /// Those that it covers and does not list.
    pub unlisted: Vec<Waiting>,
}

/// What a file tells of one account.
struct Told {
    first: NaiveDate,
    last: NaiveDate,
    contents: FxHashMap<i64, u32>,
    ids: FxHashSet<i64>,
}

impl Told {
    fn lists(&mut self, kept: &KeptRow) -> bool {
        if kept.id_key != 0 && self.ids.contains(&kept.id_key) {
            return true;
        }
        let Some(left) = self.contents.get_mut(&kept.content_key) else { return false };
        let there = *left > 0;
        *left = left.saturating_sub(1);
        there
    }
}

/// Whether a file from `first` to `last` would tell of what was pending on a day.
fn covers((first, last): (NaiveDate, NaiveDate), day: NaiveDate) -> bool {
    let (begins, ends) = ((first - day).num_days(), (last - day).num_days());
    if begins <= 0 { ends >= 0 } else { begins <= NEXT_DAYS && ends >= BOOKED_DAYS }
}

/// Looks through a file that comes into accounts where something of its kind is pending.
pub(super) async fn listing(
    tx: &mut Tx,
    targets: &mut Targets,
    (name, bytes, found): (&str, &[u8], &Found),
) -> Result<Listing> {
    let waiting = waiting(tx, targets.days(), &found.signature).await?;
    if waiting.is_empty() {
        return Ok(Listing::default());
    }
    let mut told: FxHashMap<Id, Option<Told>> =
        waiting.iter().map(|waiting| (waiting.place.account_id, None)).collect();
    let mut rows = found.rows(bytes).map_err(|refused| intake::refusal(name, &refused))?;
    let (mut keys, mut done, lines) = (Keys::default(), 0, found.line_count(bytes));
    while let Some(row) = rows.next_row() {
        done += 1;
        ops::tick(tx, done, lines).await?;
        let Ok(row) = row else { continue };
        let at = targets.slot(row.account, row.currency);
        let account_id = targets.slots[at].id();
        let Some(told) = told.get_mut(&account_id) else { continue };
        let (first, last, contents, ids) =
            (row.day, row.day, Default::default(), Default::default());
        let told = told.get_or_insert(Told { first, last, contents, ids });
        (told.first, told.last) = (told.first.min(row.day), told.last.max(row.day));
        let (minor, currency) = (judge::stored_minor(&row), row.currency.as_str());
        let day = row.day.to_string();
        let content = keys.content(account_id, &day, minor, currency, row.description);
        *told.contents.entry(content).or_default() += 1;
        told.ids.extend(row.external_id.map(|id| keys.id(account_id, id)));
    }
    let mut listing = Listing::default();
    for waiting in waiting {
        let Some(Some(told)) = told.get_mut(&waiting.place.account_id) else { continue };
        if told.lists(&waiting.kept) {
            listing.listed.push(waiting.txn_id);
        } else if covers((told.first, told.last), waiting.place.day) {
            listing.unlisted.push(waiting);
        }
    }
    Ok(listing)
}

/// The pending payments that files of a kind have brought, with what is kept of their rows.
async fn waiting(
    tx: &mut Tx,
    days: (NaiveDate, NaiveDate),
    signature: &str,
) -> Result<Vec<Waiting>> {
    let mut pending = ledger::pending_imports(tx).await?;
    pending.retain(|pending| days.0 <= pending.day && pending.day <= days.1);
    if pending.is_empty() {
        return Ok(vec![]);
    }
    let of_kind: FxHashSet<Id> = sql::batches_of_kind(tx, signature).await?.into_iter().collect();
    let pending: Vec<_> =
        pending.into_iter().filter(|pending| of_kind.contains(&pending.batch_id)).collect();
    let mut waiting = vec![];
    for of_account in pending.chunk_by(|a, b| a.account_id == b.account_id) {
        let account_id = of_account[0].account_id;
        let days = of_account.iter().map(|pending| pending.day);
        let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { continue };
        let first = first.checked_sub_days(MOVED).unwrap_or(first);
        let last = last.checked_add_days(MOVED).unwrap_or(last);
        let asked: FxHashMap<(Id, u32), Id> = of_account
            .iter()
            .map(|p| ((p.batch_id, ledger::number_in_batch(p.id, p.batch_id)), p.id))
            .collect();
        for day in sql::kept_days(tx, account_id, (first, last)).await? {
            for kept in KeptRow::read_all(&day.rows) {
                let Some(txn_id) = asked.get(&(day.batch_id, kept.no)) else { continue };
                let (batch_id, no, day) = (day.batch_id, kept.no, day.day);
                let place = Place { account_id, day, batch_id, no };
                waiting.push(Waiting { txn_id: *txn_id, place, kept });
            }
        }
    }
    Ok(waiting)
}

/// After the import: what to ask about those that are still pending, and were not asked about before.
pub(super) async fn ask(
    tx: &mut Tx,
    listing: &Listing,
    ask: impl Fn(ProposalKind, Id) -> ImportProposal,
) -> Result<Vec<ImportProposal>> {
    let kind = ProposalKind::Vanished;
    for txn_id in &listing.listed {
        for mut asked in sql::asked(tx, kind, *txn_id).await? {
            if asked.state == ProposalState::Open {
                asked.state = ProposalState::Withdrawn;
                let version = asked.version;
                tx.update(&mut asked, version).await?;
            }
        }
    }
    let mut found = vec![];
    for Waiting { txn_id, place, .. } in &listing.unlisted {
        let asked = sql::asked(tx, kind, *txn_id).await?;
        let anew = asked.iter().all(|asked| asked.state == ProposalState::Withdrawn);
        if anew && is_pending(tx, *txn_id).await? {
            let facts = Some(store::text_of(place)?);
            found.push(ImportProposal { facts, ..ask(kind, *txn_id) });
        }
    }
    Ok(found)
}

async fn is_pending(tx: &mut Tx, txn_id: Id) -> Result<bool> {
    let facts = ledger::bank_facts(tx, txn_id).await?;
    Ok(facts.is_some_and(|(_, facts)| facts.status == ledger::TransactionStatus::Pending))
}

/// Once a person took such a payment out, its row must not be known any more, or the booking that
/// comes after all would be. Undone, it is known again.
pub(super) async fn settled(
    tx: &mut Tx,
    before: Option<&ImportProposal>,
    after: Option<&ImportProposal>,
) -> Result<()> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    let taken = |p: &ImportProposal| p.state == ProposalState::Accepted;
    if after.kind != ProposalKind::Vanished || taken(before) == taken(after) {
        return Ok(());
    }
    let facts = after.facts.as_deref().unwrap_or_default();
    let Place { account_id, day, batch_id, no } =
        serde_json::from_str(facts).map_err(Error::internal)?;
    let place = (account_id, day, batch_id);
    let Some(rows) = sql::kept_day(tx, place).await? else { return Ok(()) };
    let mut turned = Held::default();
    for row in KeptRow::read_all(&rows) {
        turned.keep(day, if row.no == no { turn(row) } else { row });
    }
    let rows = turned.kept().next().map(|(_, rows)| rows).unwrap_or_default();
    sql::keep_day(tx, place, rows).await
}

/// So that nothing is found to be it; turned once more, it is as it was.
fn turn(row: KeptRow) -> KeptRow {
    let KeptRow { content_key, id_key, amount_minor, no } = row;
    let id_key = if id_key == 0 { 0 } else { !id_key };
    KeptRow { content_key: !content_key, id_key, amount_minor: !amount_minor, no }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(2026, day).unwrap()
    }

    #[test]
    fn a_file_covers_what_lies_in_it_and_the_end_of_the_one_before() {
        assert!(covers((day(10), day(20)), day(10)) && covers((day(10), day(20)), day(20)));
        assert!(!covers((day(10), day(20)), day(21)), "it may still come");
        assert!(covers((day(10), day(40)), day(8)), "the next month tells, too");
        assert!(!covers((day(10), day(12)), day(8)), "too short to tell");
        assert!(!covers((day(40), day(70)), day(8)), "there may be one between");
    }

    proptest! {
        #[test]
        fn a_longer_file_covers_no_less(first in 1u32..150, len in 0u32..100, more in 0u32..50,
            at in 1u32..300) {
            let short = covers((day(first), day(first + len)), day(at));
            prop_assert!(!short || covers((day(first), day(first + len + more)), day(at)));
        }
    }
}
