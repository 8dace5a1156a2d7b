//! Every query about proposals, and about statements that are late.
use super::super::*;
use crate::db::bulk::{Cell, Insert};
use crate::db::{Id, Record};
use crate::{Result, Tx};
use chrono::NaiveDate;
use sqlx::AssertSqlSafe;

/// Stores proposals.
// history: the batch stands for those nobody has settled; undoing it hides them.
pub(in crate::imports) async fn add_proposals(
    tx: &mut Tx,
    proposals: &[ImportProposal],
) -> Result<()> {
    tx.changed.insert(ImportProposal::TABLE);
    let columns = [&["household_id"], ImportProposal::COLUMNS].concat();
    let household_id = tx.household_id;
    let mut insert = Insert::new(tx.db(), ImportProposal::TABLE, &columns).await?;
    for proposal in proposals {
        let ImportProposal { id, batch_id, kind, txn_id, other_id, .. } = proposal;
        let due = proposal.due.map(|day| day.to_string());
        insert.row(&[
            Cell::Int(household_id),
            Cell::Bytes(id.as_bytes()),
            Cell::Bytes(batch_id.as_bytes()),
            Cell::Text(kind.as_str()),
            Cell::Bytes(txn_id.as_bytes()),
            other_id.as_ref().map(|id| id.as_bytes().as_slice()).into(),
            Cell::Int(proposal.score),
            Cell::Text(&proposal.reasons),
            proposal.facts.as_deref().into(),
            due.as_deref().into(),
            Cell::Text(proposal.state.as_str()),
            Cell::Int(proposal.version),
        ])?;
    }
    insert.finish()
}

/// Open, of a batch that stands, and due. What waits for its other side, or for the bank, gives way to
/// anything else that is asked about the transaction: two questions, since an index answers each.
fn open() -> String {
    let other = |side: &str| {
        format!(
            "exists (select 1 from import_proposal q join import_batch c
                on c.household_id = q.household_id and c.id = q.batch_id and not c.undone
                where q.household_id = p.household_id and q.{side} = p.txn_id
                and q.kind in ('same', 'transfer', 'corrected')
                and (q.state = 'open' or (q.state = 'accepted' and q.kind = 'transfer')))"
        )
    };
    let (as_first, as_other) = (other("txn_id"), other("other_id"));
    format!(
        "from import_proposal p join import_batch b
            on b.household_id = p.household_id and b.id = p.batch_id and not b.undone
        where p.household_id = $1 and p.state = 'open' and (p.due is null or p.due <= $2)
        and (p.kind not in ('lonely', 'vanished') or not ({as_first} or {as_other}))"
    )
}

fn columns() -> String {
    let columns: Vec<String> =
        ImportProposal::COLUMNS.iter().map(|column| format!("p.{column}")).collect();
    columns.join(", ")
}

/// Open proposals of a kind, best first.
pub(in crate::imports) async fn open_proposals(
    tx: &mut Tx,
    kind: ProposalKind,
    (limit, from): (u32, u32),
) -> Result<Vec<ImportProposal>> {
    let (columns, open) = (columns(), open());
    let sql = format!(
        "select {columns} {open} and p.kind = $3 order by p.score desc, p.id limit $4 offset $5"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(tx.today());
    let query = query.bind(kind.as_str()).bind(limit).bind(from);
    Ok(query.fetch_all(tx.db()).await?)
}

/// Which open proposals are meant.
#[derive(Default)]
pub(in crate::imports) struct Meant {
    pub kind: Option<ProposalKind>,
    pub least_score: i64,
    pub batch_id: Option<Id>,
}

/// All open ones that are meant, best first.
pub(in crate::imports) async fn meant(tx: &mut Tx, by: Meant) -> Result<Vec<ImportProposal>> {
    let (columns, open) = (columns(), open());
    let sql = format!(
        "select {columns} {open} and ($3 is null or p.kind = $3) and p.score >= $4
         and ($5 is null or p.batch_id = $5) order by p.score desc, p.id"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(tx.today());
    let query = query.bind(by.kind.map(ProposalKind::as_str)).bind(by.least_score);
    Ok(query.bind(by.batch_id).fetch_all(tx.db()).await?)
}

/// How many are open, and how many of them have at least this score, by kind.
pub(in crate::imports) async fn count_open(
    tx: &mut Tx,
    score: u32,
) -> Result<Vec<(ProposalKind, i64, i64)>> {
    let open = open();
    let sql = format!(
        "select p.kind, count(*),
            cast(sum(case when p.score >= $3 then 1 else 0 end) as bigint) {open} group by p.kind"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(tx.today());
    Ok(query.bind(score).fetch_all(tx.db()).await?)
}

/// What was asked about a transaction in this way, by batches that stand.
pub(in crate::imports) async fn asked(
    tx: &mut Tx,
    kind: ProposalKind,
    txn_id: Id,
) -> Result<Vec<ImportProposal>> {
    let columns = columns();
    let sql = format!(
        "select {columns} from import_proposal p join import_batch b
         on b.household_id = p.household_id and b.id = p.batch_id
         where p.household_id = $1 and p.txn_id = $2 and p.kind = $3
         and (p.state <> 'open' or not b.undone)"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(txn_id);
    Ok(query.bind(kind.as_str()).fetch_all(tx.db()).await?)
}

/// The transactions that were asked about in this way, whatever became of it.
pub(in crate::imports) async fn all_asked(tx: &mut Tx, kind: ProposalKind) -> Result<Vec<Id>> {
    let sql = "select txn_id from import_proposal where household_id = $1
        and state in ('open', 'accepted', 'refused', 'withdrawn') and kind = $2";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(kind.as_str());
    Ok(query.fetch_all(tx.db()).await?)
}

/// Accepted proposals of a batch that changed what the bank says of a transaction.
pub(in crate::imports) async fn accepted(tx: &mut Tx, batch_id: Id) -> Result<Vec<(Id, String)>> {
    let sql = "select coalesce(other_id, txn_id), facts from import_proposal
        where household_id = $1 and batch_id = $2 and state = 'accepted' and facts is not null
        and kind <> 'vanished'";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(batch_id);
    Ok(query.fetch_all(tx.db()).await?)
}

/// The imported transaction that was accepted to be this one: its batch and itself.
pub(in crate::imports) async fn accepted_as(tx: &mut Tx, txn_id: Id) -> Result<Option<(Id, Id)>> {
    let sql = "select batch_id, txn_id from import_proposal where household_id = $1
        and other_id = $2 and kind = 'same' and state = 'accepted' order by id desc limit 1";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(txn_id);
    Ok(query.fetch_optional(tx.db()).await?)
}

/// The transactions of a batch that a person accepted to be others.
pub(in crate::imports) async fn joined(tx: &mut Tx, batch_id: Id) -> Result<Vec<Id>> {
    let sql = "select txn_id from import_proposal where household_id = $1 and batch_id = $2
        and kind = 'same' and state = 'accepted'";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(batch_id);
    Ok(query.fetch_all(tx.db()).await?)
}

/// What a batch keeps of a day, as bytes.
pub(in crate::imports) async fn kept_day(
    tx: &mut Tx,
    (account_id, day, batch_id): (Id, NaiveDate, Id),
) -> Result<Option<Vec<u8>>> {
    let sql = "select rows from import_day
        where household_id = $1 and account_id = $2 and day = $3 and batch_id = $4";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(account_id);
    Ok(query.bind(day).bind(batch_id).fetch_optional(tx.db()).await?)
}

/// Keeps something else of it.
// history: the proposal stands for it; settling it and undoing that both come here.
pub(in crate::imports) async fn keep_day(
    tx: &mut Tx,
    (account_id, day, batch_id): (Id, NaiveDate, Id),
    rows: Vec<u8>,
) -> Result<()> {
    let sql = "update import_day set rows = $5
        where household_id = $1 and account_id = $2 and day = $3 and batch_id = $4";
    let query = sqlx::query(sql).bind(tx.household_id).bind(account_id).bind(day).bind(batch_id);
    query.bind(rows).execute(tx.db()).await?;
    Ok(())
}

/// The batches of one kind of files.
pub(in crate::imports) async fn batches_of_kind(tx: &mut Tx, signature: &str) -> Result<Vec<Id>> {
    let sql = "select id from import_batch
        where household_id = $1 and signature = $2 and not undone";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(signature);
    Ok(query.fetch_all(tx.db()).await?)
}

/// The statements that are known to be late.
pub(in crate::imports) async fn known_late(tx: &mut Tx) -> Result<Vec<ImportLate>> {
    let columns = ImportLate::COLUMNS.join(", ");
    let sql = format!("select {columns} from import_late where household_id = $1");
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).fetch_all(tx.db()).await?)
}
