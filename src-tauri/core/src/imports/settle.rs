//! Settling what the inbox proposes: one by one, or many in one step.
use super::matching::CERTAIN;
use super::sql::Meant;
use super::*;
use crate::db::Id;
use crate::ledger::{self, BankFacts, GetTransaction, LinkTransfer, Linking};
use crate::{Code, Error, Result, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleProposal {
    pub id: Id,
    pub version: i64,
    /// True: they are one and the same, the two sides of a transfer, or the bank is right.
    pub accept: bool,
}

pub async fn settle_proposal(tx: &mut Tx, input: SettleProposal) -> Result<Batch> {
    let proposal: ImportProposal = tx.get(input.id).await?;
    if proposal.state != ProposalState::Open {
        return Err(Error::invalid("id", "this was decided already; undo that first"));
    }
    let SettleProposal { version, accept, .. } = input;
    let (kind, batch_id) = (proposal.kind, proposal.batch_id);
    settle(tx, &mut Linking::default(), proposal, (version, accept)).await?;
    tx.label(label(kind, accept, 1)).await?;
    Ok(tx.get::<ImportBatch>(batch_id).await?.into())
}

/// Decides one proposal. Refused before anything is written, where one of the two is gone or was
/// taken by another.
async fn settle(
    tx: &mut Tx,
    linking: &mut Linking,
    mut proposal: ImportProposal,
    (version, accept): (i64, bool),
) -> Result<()> {
    use ProposalKind::{Corrected, Lonely, Same, Transfer, Vanished};
    proposal.state = if accept { ProposalState::Accepted } else { ProposalState::Refused };
    match (proposal.kind, proposal.other_id) {
        _ if !accept => {}
        (Same, Some(other)) => {
            let was_there = ledger::get_transaction(tx, GetTransaction { id: other }).await?;
            // What another file brought is booked as well as this; the bank's word is newer than a
            // person's or a pending one's.
            let facts = was_there.batch_id.is_none()
                || was_there.status == ledger::TransactionStatus::Pending;
            let facts = ledger::merge_into(tx, proposal.txn_id, other, facts).await?;
            proposal.facts = Some(store::text_of(&facts)?);
        }
        (Transfer, Some(other_id)) => {
            let transaction_id = proposal.txn_id;
            linking.link(tx, LinkTransfer { transaction_id, other_id }).await?;
        }
        (Corrected, _) => {
            let facts = proposal.facts.as_deref().unwrap_or_default();
            let after: BankFacts = serde_json::from_str(facts).map_err(Error::internal)?;
            let before = ledger::bank_facts(tx, proposal.txn_id).await?;
            let (_, before) = before.ok_or_else(|| Error::not_found("transaction"))?;
            proposal.facts = Some(store::text_of(&(before, &after))?);
            ledger::correct_transaction(tx, proposal.txn_id, after).await?;
        }
        // It stands alone, and that is well.
        (Lonely, _) => {}
        (Vanished, _) => ledger::remove_as_is(tx, proposal.txn_id).await?,
        (_, None) => return Err(Error::internal("a proposal without its other side")),
    }
    tx.update(&mut proposal, version).await
}

fn label(kind: ProposalKind, accept: bool, count: i64) -> String {
    use ProposalKind::{Corrected, Lonely, Same, Transfer, Vanished};
    let (one, many) = match (kind, accept) {
        (Same, true) => {
            ("joined a transaction with the bank's", "joined {} transactions with the bank's")
        }
        (Transfer, true) => {
            ("joined the two sides of a transfer", "joined the two sides of {} transfers")
        }
        (Corrected, true) => ("took the bank's correction", "took {} corrections by the bank"),
        (Corrected, false) => ("kept a transaction as it was", "kept {} transactions as they were"),
        (Lonely, _) => {
            ("left a transfer without its other side", "left {} transfers without their other side")
        }
        (Vanished, true) => ("removed a pending payment", "removed {} pending payments"),
        (Vanished, false) => ("kept a pending payment", "kept {} pending payments"),
        (Same | Transfer, false) => ("kept two transactions apart", "kept {} pairs apart"),
    };
    if count == 1 { one.into() } else { many.replace("{}", &count.to_string()) }
}

/// Which proposals; all that are said here must hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleProposals {
    /// Only of this kind; needed to accept.
    #[serde(default)]
    pub kind: Option<ProposalKind>,
    /// Only with at least this score, of 100.
    #[serde(default)]
    pub least_score: Option<i64>,
    /// Only of this import.
    #[serde(default)]
    pub batch_id: Option<Id>,
    pub accept: bool,
}

pub async fn settle_proposals(tx: &mut Tx, input: SettleProposals) -> Result<Settled> {
    let SettleProposals { kind, least_score, batch_id, accept } = input;
    if accept && kind.is_none() {
        return Err(Error::invalid("kind", "say which kind of proposals to accept"));
    }
    if kind.is_none() && batch_id.is_none() {
        return Err(Error::invalid("batch_id", "say which kind, or which import"));
    }
    let meant = Meant { kind, least_score: least_score.unwrap_or(0), batch_id };
    let open = sql::meant(tx, meant).await?;
    let (total, mut linking) = (open.len() as u64, Linking::default());
    let mut result = Settled { settled: 0, left: 0 };
    let mut kinds = vec![];
    for (done, proposal) in open.into_iter().enumerate() {
        tx.progress.report(done as u64, total)?;
        tokio::task::yield_now().await;
        let (kind, version) = (proposal.kind, proposal.version);
        match settle(tx, &mut linking, proposal, (version, accept)).await {
            Ok(()) => {
                result.settled += 1;
                kinds.push(kind);
            }
            Err(error) if matches!(error.code, Code::Invalid | Code::NotFound) => result.left += 1,
            Err(error) => return Err(error),
        }
    }
    kinds.dedup();
    let label = match kinds.as_slice() {
        [kind] => label(*kind, accept, result.settled),
        _ => format!("refused {}", ledger::counted(result.settled, "proposal", "proposals")),
    };
    tx.label(label).await?;
    Ok(result)
}

/// What of the open proposals of a kind needs no look.
pub(super) fn certain(kind: ProposalKind, from_score: i64) -> i64 {
    match kind {
        ProposalKind::Same | ProposalKind::Transfer => from_score,
        // A person's own word stands against the bank's, or there is nothing to compare.
        ProposalKind::Corrected | ProposalKind::Lonely | ProposalKind::Vanished => 0,
    }
}

pub(super) const CERTAIN_SCORE: i64 = CERTAIN as i64;
