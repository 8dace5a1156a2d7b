//! The inbox: what came in and needs a person, each thing settled by one decision.
use super::matching::{Reason, ReasonCode};
use super::recall::Recall;
use super::*;
use crate::db::Id;
use crate::ledger::{self, GetTransaction, Transaction};
use crate::{Code, Error, Result, Tx};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListInbox {
    /// At most this many of each kind; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

/// As they are asked: the surest first.
const KINDS: [ProposalKind; 5] = [
    ProposalKind::Same,
    ProposalKind::Transfer,
    ProposalKind::Corrected,
    ProposalKind::Vanished,
    ProposalKind::Lonely,
];

pub async fn list_inbox(tx: &mut Tx, input: ListInbox) -> Result<Inbox> {
    let limit = input.limit.unwrap_or(50).min(500);
    let mut inbox = Inbox { certain_score: settle::CERTAIN_SCORE, ..Inbox::default() };
    let counts = sql::count_open(tx, matching::CERTAIN).await?;
    for kind in KINDS {
        let Some((_, open, certain)) = counts.iter().find(|count| count.0 == kind) else {
            continue;
        };
        let mut count = KindCount { kind, open: *open, certain: settle::certain(kind, *certain) };
        list_kind(tx, &mut inbox.proposals, &mut count, limit).await?;
        inbox.proposals_in_all += count.open;
        inbox.kinds.extend((count.open > 0).then_some(count));
    }
    let (uncategorised, in_all) = ledger::uncategorised_imports(tx, limit).await?;
    if !uncategorised.is_empty() {
        let mut recall = Recall::load(tx).await?;
        for transaction in uncategorised {
            let who = transaction.payee.as_deref().unwrap_or(&transaction.description);
            let suggestion = recall.suggestion(tx, who, transaction.amount_minor).await?;
            inbox.uncategorised.push(Uncategorised { transaction, suggestion });
        }
    }
    inbox.uncategorised_in_all = in_all;
    for batch in sql::unsettled(tx).await? {
        inbox.batches.push(get_batch(tx, GetBatch { id: batch.id }).await?);
    }
    inbox.overdue = late::overdue(tx).await?;
    Ok(inbox)
}

/// The best of a kind. Those of which one of the two is gone by now are passed over, and not counted.
async fn list_kind(
    tx: &mut Tx,
    into: &mut Vec<Proposal>,
    count: &mut KindCount,
    limit: u32,
) -> Result<()> {
    let names = match count.kind {
        ProposalKind::Lonely => lonely::named(ledger::accounts(tx).await?.iter()),
        _ => FxHashMap::default(),
    };
    let (mut from, mut left, mut size) = (0, limit as usize, limit);
    while left > 0 {
        let page = sql::open_proposals(tx, count.kind, (size, from)).await?;
        let is_last = page.len() < size as usize;
        (from, size) = (from + size, MORE);
        let there = there(tx, &page).await?;
        for proposal in page {
            let score = proposal.score;
            let found = match is_there(&there, &proposal) {
                true if left == 0 => continue,
                true => shown(tx, &names, proposal).await?,
                false => None,
            };
            if let Some(found) = found {
                into.push(found);
                left -= 1;
            } else {
                count.open -= 1;
                count.certain -= i64::from(count.certain > 0 && score >= settle::CERTAIN_SCORE);
            }
        }
        if is_last {
            break;
        }
    }
    Ok(())
}

/// How many are looked through at a time, once some are gone.
const MORE: u32 = 1000;

/// Those of the transactions that proposals are about that are in the ledger.
async fn there(tx: &mut Tx, proposals: &[ImportProposal]) -> Result<HashSet<Id>> {
    let ids = proposals.iter().flat_map(|p| [Some(p.txn_id), p.other_id]).flatten();
    ledger::existing(tx, &ids.collect::<Vec<_>>()).await
}

fn is_there(there: &HashSet<Id>, proposal: &ImportProposal) -> bool {
    there.contains(&proposal.txn_id) && proposal.other_id.is_none_or(|id| there.contains(&id))
}

async fn transaction(tx: &mut Tx, id: Id) -> Result<Option<Transaction>> {
    match ledger::get_transaction(tx, GetTransaction { id }).await {
        Ok(transaction) => Ok(Some(transaction)),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn shown(
    tx: &mut Tx,
    names: &FxHashMap<Id, Vec<String>>,
    proposal: ImportProposal,
) -> Result<Option<Proposal>> {
    let ImportProposal { id, kind, txn_id, other_id, score, reasons, facts, version, .. } =
        proposal;
    let Some(found) = transaction(tx, txn_id).await? else { return Ok(None) };
    let other = match other_id {
        None => None,
        Some(other) => match transaction(tx, other).await? {
            None => return Ok(None),
            found => found,
        },
    };
    let answered = match kind {
        ProposalKind::Lonely => ledger::is_linked(tx, txn_id).await?,
        ProposalKind::Vanished => found.status != ledger::TransactionStatus::Pending,
        _ => false,
    };
    if answered {
        return Ok(None);
    }
    let reasons: Vec<Reason> = serde_json::from_str(&reasons).map_err(Error::internal)?;
    let names_own = reasons.iter().any(|reason| reason.code == ReasonCode::NamesOwn);
    let names = names_own.then(|| named(&found, names)).flatten();
    let facts = facts.filter(|_| kind == ProposalKind::Corrected);
    let facts = facts.map(|text| serde_json::from_str(&text)).transpose();
    let facts = facts.map_err(Error::internal)?;
    let transaction = found;
    Ok(Some(Proposal { id, kind, score, reasons, transaction, other, facts, names, version }))
}

/// The own account that a transaction names.
fn named(found: &Transaction, names: &FxHashMap<Id, Vec<String>>) -> Option<Id> {
    let Transaction { payee, description, memo, .. } = found;
    let text = format!("{} {description} {memo}", payee.as_deref().unwrap_or_default());
    lonely::names(&text, found.account_id, names)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBatch {
    pub id: Id,
    pub version: i64,
}

pub async fn settle_batch(tx: &mut Tx, input: SettleBatch) -> Result<Batch> {
    let mut batch: ImportBatch = tx.get(input.id).await?;
    batch.settled = true;
    tx.update(&mut batch, input.version).await?;
    tx.label(format!("took {} off the inbox", batch.name)).await?;
    Ok(batch.into())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListIgnored {
    /// The batch.
    pub id: Id,
}

pub async fn list_ignored(tx: &mut Tx, input: ListIgnored) -> Result<Vec<IgnoredRow>> {
    let batch: ImportBatch = tx.get(input.id).await?;
    let here = ledger::numbers_here(tx, batch.id).await?;
    if batch.undone {
        return Ok(vec![]);
    }
    let joined = sql::joined(tx, batch.id).await?;
    let elsewhere = |no: u32| {
        let id = ledger::id_in_batch(batch.id, no);
        here.contains(&no) || joined.contains(&id)
    };
    let mut ignored = vec![];
    for block in sql::all_lines(tx, batch.id).await? {
        for line in lines::unpack(&block)?.into_iter().filter(|line| !elsewhere(line.no)) {
            let transaction_id = ledger::id_in_batch(batch.id, line.no);
            ignored.push(IgnoredRow { transaction_id, line: line.line, raw: line.raw });
        }
    }
    ignored.sort_by_key(|row| row.line);
    Ok(ignored)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BringBack {
    pub transaction_ids: Vec<Id>,
}

pub async fn bring_back(tx: &mut Tx, input: BringBack) -> Result<Vec<Transaction>> {
    let brought = ledger::bring_back_removed(tx, &input.transaction_ids).await?;
    let count = ledger::counted(brought.len() as i64, "removed row", "removed rows");
    tx.label(format!("brought back {count}")).await?;
    Ok(brought)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountNeeds {
    /// The batch.
    pub id: Id,
}

/// Beyond that nobody counts.
const UNCATEGORISED: u32 = 1000;

pub async fn count_needs(tx: &mut Tx, input: CountNeeds) -> Result<BatchNeeds> {
    let batch: ImportBatch = tx.get(input.id).await?;
    let mut needs = BatchNeeds { in_all: 0, proposals: 0, uncategorised: 0, unread: false };
    if batch.undone {
        return Ok(needs);
    }
    let meant = sql::Meant { batch_id: Some(batch.id), ..sql::Meant::default() };
    let open = sql::meant(tx, meant).await?;
    let asked = there(tx, &open).await?;
    let bare = ledger::uncategorised_of(tx, batch.id, batch.added, UNCATEGORISED).await?;
    needs.unread = !batch.settled;
    needs.proposals = open.iter().filter(|p| is_there(&asked, p)).count() as i64;
    needs.uncategorised = bare.iter().filter(|id| !asked.contains(id)).count() as i64;
    needs.in_all = needs.proposals + needs.uncategorised + i64::from(needs.unread);
    Ok(needs)
}
