//! The nouns of importing.
use super::csv::{Layout, Mapping};
use super::matching::Reason;
use super::statement::Note;
use crate::db::Id;
use crate::ledger::{BankFacts, CurrencyTotal, Transaction};
use crate::{Result, Tx, record, text_enum};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

record! {
    /// One file that came in. Its rows go and come with `undone`. Lists are JSON text.
    pub struct ImportBatch in "import_batch" {
        id: Id,
        name: String,
        format: String,
        /// Tells the kind of the file.
        signature: String,
        file_hash: String,
        at: DateTime<Utc>,
        accounts: String,
        /// The accounts that it opened, by id.
        opened: String,
        layout: String,
        warnings: String,
        added: i64,
        known: i64,
        updated: i64,
        /// Of the known ones, those that a rule left out.
        skipped: i64,
        matched: i64,
        rejected: i64,
        set_aside: i64,
        undone: bool,
        /// A person has seen what could not be read and what was asked.
        settled: bool,
        version: i64,
    } {
        async fn written(tx: &mut Tx, before: Option<&Self>, after: Option<&Self>) -> Result<()> {
            let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
            match (before.undone, after.undone) {
                (false, true) => crate::ledger::take_out_batch(tx, after.id).await,
                (true, false) => crate::ledger::bring_back_batch(tx, after.id).await,
                _ => Ok(()),
            }
        }
    }
}

record! {
    /// How a layout is read, and where its rows went last.
    pub struct ImportLayout in "import_layout" {
        id: Id,
        signature: String,
        layout: String,
        /// What a person answered that its files do not say, as JSON.
        hints: String,
        /// The names of its columns, as JSON.
        headers: String,
        /// A person chose the layout; else it is what was found.
        chosen: bool,
        account_id: Option<Id>,
        /// How often such a file is due, as a person says: none is learned from files, 0 is never.
        due_every_days: Option<i64>,
        version: i64,
    }
}

record! {
    /// What a person orders for rows of a kind.
    pub struct ImportRule in "import_rule" {
        id: Id,
        name: String,
        /// JSON of a [`super::rules::Rule`].
        rule: String,
        /// Kept, but not used.
        paused: bool,
        version: i64,
    }
}

text_enum! {
    pub enum ProposalKind {
        /// An imported transaction may be one that is there: typed by hand, pending, or from elsewhere.
        Same = "same",
        /// The two sides of a transfer between own accounts.
        Transfer = "transfer",
        /// The bank corrected what a person had changed.
        Corrected = "corrected",
        /// It looks like a side of a transfer, and the other one has not come.
        Lonely = "lonely",
        /// The bank no longer lists this pending payment, nor has it booked it.
        Vanished = "vanished",
    }
}

text_enum! {
    pub enum ProposalState {
        Open = "open",
        Accepted = "accepted",
        Refused = "refused",
        /// A later file has answered it.
        Withdrawn = "withdrawn",
    }
}

record! {
    /// What a person is asked about two transactions, or about one and the bank.
    pub struct ImportProposal in "import_proposal" {
        id: Id,
        batch_id: Id,
        kind: ProposalKind,
        /// The imported one; of a transfer, the side that the money left.
        txn_id: Id,
        other_id: Option<Id>,
        /// Of 100.
        score: i64,
        /// JSON list of [`Reason`].
        reasons: String,
        /// What the bank says now (corrected), or said of the other before and after (accepted); where
        /// the imports that follow find the row (vanished).
        facts: Option<String>,
        /// Not asked before this day.
        due: Option<NaiveDate>,
        state: ProposalState,
        version: i64,
    } {
        async fn written(tx: &mut Tx, before: Option<&Self>, after: Option<&Self>) -> Result<()> {
            super::unlisted::settled(tx, before, after).await
        }
    }
}

record! {
    /// A person knows that an account's statement is late.
    pub struct ImportLate in "import_late" {
        id: Id,
        account_id: Id,
        /// The last day that a file had told of.
        last_day: NaiveDate,
        version: i64,
    }
}

/// A file as it was understood; nothing is stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// csv, ofx, qif, camt.053, mt940, …
    pub format: String,
    pub encoding: String,
    /// Null, like the header and the mapping, where there are no cells.
    pub delimiter: Option<String>,
    /// 1-based line, null without a header.
    pub header_row: Option<u32>,
    pub mapping: Option<Mapping>,
    pub account_hints: Vec<String>,
    /// In file order.
    pub rows: Vec<ReadRow>,
    pub rejected: Vec<RejectedRow>,
    pub warnings: Vec<Note>,
    /// What a person would be asked.
    pub questions: Vec<Note>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadRow {
    pub day: NaiveDate,
    /// Money in is positive. In a broker's file as it is written there, whatever it means by a sign:
    /// see [`ReadTrade::cash_minor`].
    pub amount_minor: i64,
    pub currency: String,
    pub description: String,
    pub external_id: Option<String>,
    pub pending: bool,
    /// What a broker's row says beyond its money.
    pub trade: Option<ReadTrade>,
}

/// Shares, coins or units that moved. Numbers are decimals as text, exact as the file has them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTrade {
    /// In the file's own word: `Buy`, `Dividende`, …; empty for a position.
    pub kind: String,
    /// Ticker, ISIN or name.
    pub symbol: String,
    /// Signed as in the file.
    pub quantity: Option<String>,
    /// Of one unit.
    pub price: Option<String>,
    pub fee: Option<String>,
    /// What it does to the cash of the account, in its minor units; money in is positive. This is
    /// what an import stores.
    pub cash_minor: i64,
    /// Of the cash.
    pub cash_currency: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RejectedRow {
    pub line: i64,
    pub column: Option<i64>,
    pub reason: String,
    pub raw: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PreviewRow {
    pub line: i64,
    pub day: NaiveDate,
    /// As it will be stored: a separate fee is part of it.
    pub amount_minor: i64,
    pub currency: String,
    pub description: String,
    pub external_id: Option<String>,
    pub pending: bool,
    pub account: Option<String>,
    pub category: Option<String>,
    /// Already in the ledger.
    pub known: bool,
    pub raw: String,
}

/// Where rows will go: an account that exists, or the name of a new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImportTarget {
    pub account_id: Option<Id>,
    pub name: String,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Preview {
    pub name: String,
    pub bytes: i64,
    /// csv, ofx, qif, camt.053, mt940, …
    pub format: String,
    /// Null where there are no cells.
    pub layout: Option<Layout>,
    /// Header names, or `column 8`.
    pub columns: Vec<String>,
    /// The first records as they stand in the file.
    pub sample: Vec<Vec<String>>,
    /// The layout is one that was settled before.
    pub remembered: bool,
    pub targets: Vec<ImportTarget>,
    /// The first rows, as they will be stored.
    pub rows: Vec<PreviewRow>,
    pub rejected: Vec<RejectedRow>,
    pub warnings: Vec<Note>,
    pub questions: Vec<Note>,
    /// Rows in the file: new, known and rejected together.
    pub total: i64,
    pub new: i64,
    pub known: i64,
    pub sums: Vec<CurrencyTotal>,
    /// It holds exchange rates and no transactions; what is counted are rates.
    pub rates: Option<RateSpan>,
}

/// What a file of exchange rates covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RateSpan {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// How many there are rates of.
    pub currencies: i64,
}

/// What became of a file's rows: added, known, matched and rejected are all of them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    pub added: i64,
    pub known: i64,
    /// Of the known ones, those that the bank has corrected or booked since.
    pub updated: i64,
    /// Of the known ones, those that a rule left out.
    pub skipped: i64,
    pub matched: i64,
    pub rejected: i64,
}

impl From<&ImportBatch> for Counts {
    fn from(batch: &ImportBatch) -> Self {
        let ImportBatch { added, known, updated, skipped, matched, rejected, .. } = *batch;
        Self { added, known, updated, skipped, matched, rejected }
    }
}

/// What one file brought.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BatchResult {
    pub batch: Id,
    pub file: String,
    pub accounts: Vec<String>,
    #[serde(flatten)]
    pub counts: Counts,
    /// It held exchange rates and no transactions; what is counted are rates.
    pub rates: Option<RateSpan>,
}

/// One file that came in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Batch {
    pub id: Id,
    pub name: String,
    pub format: String,
    pub at: DateTime<Utc>,
    pub accounts: Vec<String>,
    #[serde(flatten)]
    pub counts: Counts,
    /// Lines that are no transactions: totals, blanks, headers.
    pub set_aside: i64,
    pub undone: bool,
    /// A person has seen what could not be read and what was asked.
    pub settled: bool,
    pub version: i64,
}

impl From<ImportBatch> for Batch {
    fn from(batch: ImportBatch) -> Self {
        Self {
            counts: Counts::from(&batch),
            id: batch.id,
            name: batch.name,
            format: batch.format,
            at: batch.at,
            accounts: serde_json::from_str(&batch.accounts).unwrap_or_default(),
            set_aside: batch.set_aside,
            undone: batch.undone,
            settled: batch.settled,
            version: batch.version,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BatchDetail {
    pub batch: Batch,
    /// At most 1000.
    pub rejected: Vec<RejectedRow>,
    pub warnings: Vec<Note>,
    /// Null where there were no cells.
    pub layout: Option<Layout>,
}

/// Where a transaction came from.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    pub batch_id: Id,
    /// Name of the file.
    pub file: String,
    pub at: DateTime<Utc>,
    /// 1-based physical line of the file.
    pub line: u32,
    /// The line as the bank wrote it.
    pub raw: String,
}

/// A proposal with what it is about.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    pub id: Id,
    pub kind: ProposalKind,
    /// Of 100.
    pub score: i64,
    pub reasons: Vec<Reason>,
    /// The imported one; of a transfer, the side that the money left; of a correction, as it stands.
    pub transaction: Transaction,
    /// The one it may be; of a transfer, the side where the money came.
    pub other: Option<Transaction>,
    /// What the bank says by now.
    pub facts: Option<BankFacts>,
    /// The own account that it names, of a transfer without its other side.
    pub names: Option<Id>,
    pub version: i64,
}

/// How many proposals of a kind are open.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KindCount {
    pub kind: ProposalKind,
    pub open: i64,
    /// Those of them that need no look: at least `certain_score`, of a kind that is told by it.
    pub certain: i64,
}

/// What of one import still needs a person.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BatchNeeds {
    pub in_all: i64,
    /// Open proposals.
    pub proposals: i64,
    /// Without a category, and in none of those proposals; counted up to 1000.
    pub uncategorised: i64,
    /// What could not be read, or was asked, has not been seen.
    pub unread: bool,
}

/// What became of many proposals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Settled {
    pub settled: i64,
    /// Still open: one of the two is gone, or was taken by another meanwhile.
    pub left: i64,
}

/// An account whose bank's files come at intervals, and none came for longer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Overdue {
    pub account_id: Id,
    pub name: String,
    /// The last day that a file told of.
    pub last_day: NaiveDate,
    /// How often they came so far.
    pub every_days: i64,
}

/// What came in and needs a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Inbox {
    /// Of each kind the best first, at most as many as asked for.
    pub proposals: Vec<Proposal>,
    /// How many there are in all.
    pub proposals_in_all: i64,
    /// How many of each kind; kinds without any are left out.
    pub kinds: Vec<KindCount>,
    /// From this score on, of 100, a pair needs no look.
    pub certain_score: i64,
    /// Imported transactions without a category, newest first, at most as many as asked for.
    pub uncategorised: Vec<Uncategorised>,
    /// Counted up to 10,000.
    pub uncategorised_in_all: i64,
    /// Batches with rows that could not be read, or that were read by a guess, newest first.
    pub batches: Vec<BatchDetail>,
    pub overdue: Vec<Overdue>,
}

/// An imported transaction without a category, and what its like were put in before.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Uncategorised {
    pub transaction: Transaction,
    pub suggestion: Option<CategorySuggestion>,
}

/// A category learned from what the person did: `seen` of the last `of` like it were put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CategorySuggestion {
    pub category_id: Id,
    pub seen: i64,
    pub of: i64,
    /// Of 100.
    pub confidence: i64,
}

/// A line whose transaction a person removed: it stays away until it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct IgnoredRow {
    pub transaction_id: Id,
    /// 1-based physical line of the file.
    pub line: u32,
    /// The line as the bank wrote it.
    pub raw: String,
}
