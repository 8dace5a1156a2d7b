//! After a batch is stored: which of its transactions may be one that is there already, and which are
//! the sides of a transfer. Nothing is merged here; a person decides, in the inbox.
use super::lonely::{self, Side};
use super::matching::{self, Candidate, Own, Pair};
use super::statement::Note;
use super::unlisted::{self, Listing};
use super::{ImportBatch, ImportProposal, ProposalKind, ProposalState, sql, store};
use crate::db::Id;
use crate::ledger::{self, BankFacts, Brief, ListAccounts, TransactionStatus};
use crate::{Error, Result, Tx};
use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// The days of an account that a batch brought something new for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fresh {
    pub account_id: Id,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// Whether the account held anything before.
    pub used: bool,
}

/// What a batch brought, beside its rows.
pub(super) struct News {
    pub fresh: Vec<Fresh>,
    pub listing: Listing,
}

/// More than a person goes through; the best are kept, and the import says that there were more.
const MOST: usize = 20_000;
/// Transfers further back than this from a batch's last day are nobody's concern by now.
const TRANSFERS_BACK: Days = Days::new(190);
/// Beyond the days of a batch, as far as anything that belongs to it may lie.
const AROUND: Days = Days::new(31);

pub(super) async fn propose(tx: &mut Tx, batch: &ImportBatch, news: &News) -> Result<()> {
    let mut found = vec![];
    let others = sql::batches_of_other_kinds(tx, &batch.signature).await?;
    let others: HashSet<Id> = others.into_iter().collect();
    for account in news.fresh.iter().filter(|account| account.used) {
        found.extend(same(tx, batch, account, &others).await?);
    }
    let taken: HashSet<Id> = found.iter().map(|p: &ImportProposal| p.txn_id).collect();
    let transfers = transfers(tx, batch, &news.fresh).await?.into_iter();
    found
        .extend(transfers.filter(|p| p.kind == ProposalKind::Lonely || !taken.contains(&p.txn_id)));
    found.extend(unlisted::ask(tx, &news.listing, |kind, id| of(batch.id, kind, id)).await?);
    found.sort_by_key(|proposal| std::cmp::Reverse(proposal.score));
    let left_out = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    sql::add_proposals(tx, &found).await?;
    if left_out == 0 { Ok(()) } else { tell(tx, batch.id, left_out).await }
}

/// Says in the batch that more could be asked about it.
async fn tell(tx: &mut Tx, batch_id: Id, left_out: usize) -> Result<()> {
    let mut batch: ImportBatch = tx.get(batch_id).await?;
    let mut notes: Vec<Note> = serde_json::from_str(&batch.warnings).map_err(Error::internal)?;
    let message = format!(
        "{left_out} more rows look like others than can be asked about; the likeliest {MOST} are"
    );
    notes.insert(0, Note::new("proposals", message));
    (batch.warnings, batch.settled) = (store::text_of(&notes)?, false);
    let version = batch.version;
    tx.update(&mut batch, version).await
}

/// A correction by the bank of what a person changed.
pub(super) async fn correction(
    tx: &mut Tx,
    batch_id: Id,
    txn_id: Id,
    facts: &BankFacts,
) -> Result<()> {
    let facts = serde_json::to_string(facts).map_err(Error::internal)?;
    let kind = ProposalKind::Corrected;
    let proposal = ImportProposal { facts: Some(facts), ..of(batch_id, kind, txn_id) };
    sql::add_proposals(tx, &[proposal]).await
}

fn of(batch_id: Id, kind: ProposalKind, txn_id: Id) -> ImportProposal {
    ImportProposal {
        id: crate::db::new_id(),
        batch_id,
        kind,
        txn_id,
        other_id: None,
        score: 100,
        reasons: "[]".into(),
        facts: None,
        due: None,
        state: ProposalState::Open,
        version: 1,
    }
}

fn paired(
    batch_id: Id,
    kind: ProposalKind,
    (txn_id, other_id): (Id, Id),
    pair: &Pair,
) -> Result<ImportProposal> {
    let reasons = serde_json::to_string(&pair.reasons).map_err(Error::internal)?;
    let (other_id, score) = (Some(other_id), pair.score.into());
    Ok(ImportProposal { other_id, score, reasons, ..of(batch_id, kind, txn_id) })
}

fn candidate(brief: &Brief) -> Candidate {
    Candidate {
        id: brief.id,
        account_id: brief.account_id,
        day: brief.day,
        amount_minor: brief.amount_minor,
        text: brief.text.clone(),
        pending: brief.status == TransactionStatus::Pending,
    }
}

/// What was typed by hand, is pending, or came in a file of another kind: a file of the same kind
/// tells its own rows apart.
async fn same(
    tx: &mut Tx,
    batch: &ImportBatch,
    fresh: &Fresh,
    other_kinds: &HashSet<Id>,
) -> Result<Vec<ImportProposal>> {
    let from = fresh.first.checked_sub_days(AROUND).unwrap_or(fresh.first);
    let to = fresh.last.checked_add_days(AROUND).unwrap_or(fresh.last);
    let all = ledger::briefs(tx, Some(fresh.account_id), (from, to), false).await?;
    let (new, old): (Vec<_>, Vec<_>) =
        all.iter().partition(|brief| brief.batch_id == Some(batch.id));
    let comes_elsewhere = |brief: &&&Brief| {
        brief.status == TransactionStatus::Pending
            || brief.batch_id.is_none_or(|id| other_kinds.contains(&id))
    };
    let old: Vec<Candidate> = old.iter().filter(comes_elsewhere).map(|b| candidate(b)).collect();
    let new: Vec<Candidate> = new.into_iter().map(candidate).collect();
    let pairs = matching::same(&new, &old);
    let ids = |pair: &Pair| (new[pair.new].id, old[pair.other].id);
    let proposal = |pair: &Pair| paired(batch.id, ProposalKind::Same, ids(pair), pair);
    pairs.iter().map(proposal).collect()
}

async fn transfers(
    tx: &mut Tx,
    batch: &ImportBatch,
    fresh: &[Fresh],
) -> Result<Vec<ImportProposal>> {
    let within = tx.transfer_days;
    let (Some(first), Some(last)) =
        (fresh.iter().map(|f| f.first).min(), fresh.iter().map(|f| f.last).max())
    else {
        return Ok(vec![]);
    };
    let accounts = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    if accounts.len() < 2 {
        return Ok(vec![]);
    }
    let around = Days::new(within.into());
    let first = first.max(last.checked_sub_days(TRANSFERS_BACK).unwrap_or(first));
    let from = first.checked_sub_days(around).unwrap_or(first);
    let to = last.checked_add_days(around).unwrap_or(last);
    let rows = ledger::briefs(tx, None, (from, to), true).await?;
    let new: HashSet<Id> =
        rows.iter().filter(|b| b.batch_id == Some(batch.id)).map(|b| b.id).collect();
    let currency: FxHashMap<Id, String> =
        accounts.iter().map(|a| (a.account.id, a.account.currency.clone())).collect();
    let rates = match currency.values().collect::<HashSet<_>>().len() {
        0 | 1 => ledger::Rates::default(),
        _ => ledger::rates_between(tx, from, to).await?,
    };
    let named = lonely::named(accounts.iter().map(|a| &a.account));
    let candidates: Vec<Candidate> = rows.iter().map(candidate).collect();
    let is_new = |row: &Candidate| new.contains(&row.id);
    let own = Own { named, currency, rates };
    let pairs = matching::transfers(&candidates, is_new, within.into(), &own);
    let ids = |pair: &Pair| (candidates[pair.new].id, candidates[pair.other].id);
    let proposal = |pair: &Pair| paired(batch.id, ProposalKind::Transfer, ids(pair), pair);
    let paired: HashSet<usize> = pairs.iter().flat_map(|pair| [pair.new, pair.other]).collect();
    let transferring = ledger::transfer_categories(tx).await?;
    // Not only the new ones: the account that an older one names may have been opened since.
    let asked: HashSet<Id> = sql::all_asked(tx, ProposalKind::Lonely).await?.into_iter().collect();
    let alone = rows.iter().enumerate().filter_map(|(at, row)| {
        let is_free = row.amount_minor != 0 && !paired.contains(&at) && !asked.contains(&row.id);
        row.batch_id.filter(|_| is_free).map(|batch_id| (row, batch_id))
    });
    let alone: Vec<Side<'_>> = alone
        .map(|(row, batch_id)| Side {
            id: row.id,
            batch_id,
            account_id: row.account_id,
            day: row.day,
            text: &row.text,
            transfer: row.category_id.is_some_and(|id| transferring.contains(&id)),
        })
        .collect();
    let lonely = lonely::find(&alone, &own.named);
    let found = lonely.iter().map(|(side, reasons)| missing(side, reasons, around));
    pairs.iter().map(proposal).chain(found).collect()
}

/// A side of a transfer whose other one may come for some days still.
fn missing(side: &Side<'_>, reasons: &[matching::Reason], within: Days) -> Result<ImportProposal> {
    let due = side.day.checked_add_days(within).and_then(|last| last.succ_opt());
    let (score, reasons) = (lonely::score(reasons), store::text_of(&reasons)?);
    Ok(ImportProposal { score, reasons, due, ..of(side.batch_id, ProposalKind::Lonely, side.id) })
}
