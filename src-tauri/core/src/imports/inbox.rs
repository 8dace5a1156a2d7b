//! The inbox: what came in and needs a person, each thing settled by one decision.
use super::recall::Recall;
use super::*;
use crate::db::Id;
use crate::ledger::{self, BankFacts, GetTransaction, LinkTransfer, Transaction};
use crate::{Code, Error, Result, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListInbox {
    /// At most this many of each kind; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

pub async fn list_inbox(tx: &mut Tx, input: ListInbox) -> Result<Inbox> {
    let limit = input.limit.unwrap_or(50).min(500);
    let mut inbox = Inbox { proposals_in_all: sql::count_open(tx).await?, ..Inbox::default() };
    for proposal in sql::open_proposals(tx, limit).await? {
        match shown(tx, proposal).await? {
            Some(proposal) => inbox.proposals.push(proposal),
            // One of the two is gone by now.
            None => inbox.proposals_in_all -= 1,
        }
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
    inbox.overdue = overdue(tx).await?;
    Ok(inbox)
}

async fn transaction(tx: &mut Tx, id: Id) -> Result<Option<Transaction>> {
    match ledger::get_transaction(tx, GetTransaction { id }).await {
        Ok(transaction) => Ok(Some(transaction)),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn shown(tx: &mut Tx, proposal: ImportProposal) -> Result<Option<Proposal>> {
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
    let reasons = serde_json::from_str(&reasons).map_err(Error::internal)?;
    let facts = facts.map(|text| serde_json::from_str(&text)).transpose();
    let facts = facts.map_err(Error::internal)?;
    Ok(Some(Proposal { id, kind, score, reasons, transaction: found, other, facts, version }))
}

/// A third more than the usual time has gone by.
const LATE: (i64, i64) = (4, 3);
/// Fewer files say nothing about how often they come, and those that come every few days are made by
/// hand when one likes.
const FILES: usize = 4;
const OFTEN_DAYS: i64 = 5;

async fn overdue(tx: &mut Tx) -> Result<Vec<Overdue>> {
    let mut told: BTreeMap<Id, Vec<NaiveDate>> = BTreeMap::new();
    let mut said: BTreeMap<Id, i64> = BTreeMap::new();
    for (account, day, due_every_days) in sql::told(tx).await? {
        told.entry(account).or_default().push(day);
        if let Some(days) = due_every_days {
            said.entry(account).and_modify(|known| *known = days.min(*known)).or_insert(days);
        }
    }
    let open = ledger::list_accounts(tx, ledger::ListAccounts::default()).await?;
    let today = tx.today();
    let late = |account: ledger::AccountBalance| {
        let days = told.get_mut(&account.account.id)?;
        days.sort();
        days.dedup();
        let every_days = said.get(&account.account.id).copied().or_else(|| usual_gap(days))?;
        let last_day = *days.last()?;
        let waited = (today - last_day).num_days();
        let ledger::Account { id: account_id, name, .. } = account.account;
        let overdue = waited * LATE.1 > every_days * LATE.0;
        overdue.then_some(Overdue { account_id, name, last_day, every_days })
    };
    Ok(open.into_iter().filter_map(late).collect())
}

/// The middle one of the gaps between days.
pub(super) fn usual_gap(days: &[NaiveDate]) -> Option<i64> {
    if days.len() < FILES {
        return None;
    }
    let mut gaps: Vec<i64> = days.windows(2).map(|two| (two[1] - two[0]).num_days()).collect();
    gaps.sort();
    Some(gaps[gaps.len() / 2]).filter(|usual| *usual >= OFTEN_DAYS)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleProposal {
    pub id: Id,
    pub version: i64,
    /// True: they are one and the same, the two sides of a transfer, or the bank is right.
    pub accept: bool,
}

pub async fn settle_proposal(tx: &mut Tx, input: SettleProposal) -> Result<Batch> {
    let mut proposal: ImportProposal = tx.get(input.id).await?;
    if proposal.state != ProposalState::Open {
        return Err(Error::invalid("id", "this was decided already; undo that first"));
    }
    proposal.state = if input.accept { ProposalState::Accepted } else { ProposalState::Refused };
    let label = match (proposal.kind, proposal.other_id) {
        (ProposalKind::Corrected, _) if !input.accept => "kept a transaction as it was",
        _ if !input.accept => "kept two transactions apart",
        (ProposalKind::Same, Some(other)) => {
            let was_there = ledger::get_transaction(tx, GetTransaction { id: other }).await?;
            // What another file brought is booked as well as this; the bank's word is newer than a
            // person's or a pending one's.
            let facts = was_there.batch_id.is_none()
                || was_there.status == ledger::TransactionStatus::Pending;
            let facts = ledger::merge_into(tx, proposal.txn_id, other, facts).await?;
            proposal.facts = Some(store::text_of(&facts)?);
            "joined a transaction with the bank's"
        }
        (ProposalKind::Transfer, Some(other_id)) => {
            let transaction_id = proposal.txn_id;
            ledger::link_transfer(tx, LinkTransfer { transaction_id, other_id }).await?;
            "joined the two sides of a transfer"
        }
        (ProposalKind::Corrected, _) => {
            let facts = proposal.facts.as_deref().unwrap_or_default();
            let after: BankFacts = serde_json::from_str(facts).map_err(Error::internal)?;
            let before = ledger::bank_facts(tx, proposal.txn_id).await?;
            let (_, before) = before.ok_or_else(|| Error::not_found("transaction"))?;
            proposal.facts = Some(store::text_of(&(before, &after))?);
            ledger::correct_transaction(tx, proposal.txn_id, after).await?;
            "took the bank's correction"
        }
        (_, None) => return Err(Error::internal("a proposal without its other side")),
    };
    tx.update(&mut proposal, input.version).await?;
    tx.label(label.into()).await?;
    Ok(tx.get::<ImportBatch>(proposal.batch_id).await?.into())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_gap_is_the_middle_one() {
        let day = |day| NaiveDate::from_yo_opt(2026, day).unwrap();
        assert_eq!(usual_gap(&[day(1), day(31)]), None, "twice says nothing");
        assert_eq!(usual_gap(&[day(1), day(2), day(3), day(4)]), None, "no statements");
        assert_eq!(usual_gap(&[day(1), day(31), day(61), day(62), day(92)]), Some(30));
    }
}
