//! The verbs of importing.
use super::csv::{Hints, Layout};
pub use super::folders::{model::*, ops::*};
use super::format::Found;
use super::intake::{self, Judge, Outcome, Span, Targets, Understood, Wanted};
use super::lines::{self, Block, Gathered};
use super::source::Bytes;
use super::statement::{Note, Rejected, Row};
use super::*;
use crate::db::bulk::{Cell, Insert};
use crate::db::{Id, new_id};
use crate::ledger::{self, CurrencyTotal, GetTransaction, Loader, NewTxn};
use crate::{Code, Error, Result, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// How many rejected rows a preview shows.
const SHOWN: usize = 200;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReadImport {
    /// A path on this machine.
    pub file: Option<String>,
    /// Pasted text.
    pub text: Option<String>,
    /// An upload.
    pub base64: Option<String>,
    pub name: Option<String>,
    /// Read it this way instead of detecting how.
    pub layout: Option<Layout>,
}

pub async fn read(tx: &mut Tx, input: ReadImport) -> Result<Reading> {
    let ReadImport { file, text, base64, name, layout } = input;
    let Bytes { name, bytes } = Source { file, text, base64, name }.bytes(tx)?;
    let hints = Hints { currency: None, day_order: None };
    let mut found = intake::detect(&name, &bytes, &hints)?;
    if let Some(layout) = layout {
        found.settle(layout);
    }
    let (mut read, mut rejected) = (vec![], vec![]);
    let refused = |refused| intake::refusal(&name, &refused);
    let mut rows = found.rows(&bytes).map_err(refused)?;
    while let Some(row) = rows.next_row() {
        match row {
            Ok(row) => read.push(ReadRow {
                day: row.day,
                amount_minor: row.amount_minor,
                currency: row.currency.as_str().into(),
                description: row.description.into(),
                external_id: row.external_id.map(String::from),
                pending: row.pending,
            }),
            Err(row) => rejected.push(rejected_row(row)),
        }
    }
    let aside = rows.set_aside().to_vec();
    drop(rows);
    let layout = found.layout().cloned();
    let header_row = layout.as_ref().and_then(|layout| layout.header_row);
    Ok(Reading {
        delimiter: layout.as_ref().map(|layout| layout.delimiter.into()),
        header_row,
        mapping: layout.map(|layout| layout.mapping),
        format: found.format,
        encoding: found.encoding,
        account_hints: found.account_hints,
        rows: read,
        rejected,
        warnings: found.warnings.into_iter().chain(aside).collect(),
        questions: found.questions,
    })
}

fn rejected_row(row: Rejected) -> RejectedRow {
    let column = row.column.map(i64::from);
    RejectedRow { line: row.line.into(), column, reason: row.reason, raw: row.raw }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewImport {
    /// A path on this machine.
    pub file: Option<String>,
    /// Pasted text.
    pub text: Option<String>,
    /// An upload.
    pub base64: Option<String>,
    pub name: Option<String>,
    /// Read it this way instead of detecting how.
    pub layout: Option<Layout>,
    /// Everything goes to this account.
    pub account_id: Option<Id>,
    /// How many rows to show; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

pub async fn preview(tx: &mut Tx, input: PreviewImport) -> Result<Preview> {
    let PreviewImport { file, text, base64, name, layout, account_id, limit } = input;
    let Bytes { name, bytes } = Source { file, text, base64, name }.bytes(tx)?;
    let wanted = Wanted { account_id, account: None, layout };
    let understood = intake::understand(tx, &name, &bytes, wanted).await?;
    let Understood { found, settled, mut targets, span } = understood;
    let mut shown = Shown { limit: limit.unwrap_or(50).min(500) as usize, ..Shown::default() };
    let refused = |refused| intake::refusal(&name, &refused);
    let mut rows = found.rows(&bytes).map_err(refused)?;
    let (mut judge, lines) = (Judge::default(), line_count(&bytes));
    while let Some(row) = rows.next_row() {
        shown.total += 1;
        tick(tx, shown.total, lines).await?;
        match row {
            Err(row) => shown.reject(row),
            Ok(row) => {
                let at = targets.slot(row.account, row.currency);
                targets.prepare(tx, at, span, false).await?;
                let judged = judge.judge(&mut targets.slots[at], &row);
                shown.take(&row, !matches!(judged.outcome, Outcome::New));
            }
        }
    }
    let aside = rows.set_aside().to_vec();
    drop(rows);
    Ok(Preview {
        format: found.format.clone(),
        sample: found.layout().map(|layout| sample(&found, &bytes, layout)).unwrap_or_default(),
        layout: found.layout().cloned(),
        name,
        bytes: bytes.len() as i64,
        columns: found.columns,
        remembered: settled.is_some(),
        targets: targets.shown(),
        rows: shown.rows,
        rejected: shown.rejected,
        warnings: found.warnings.into_iter().chain(aside).collect(),
        questions: found.questions,
        total: shown.total as i64,
        new: shown.new,
        known: shown.known,
        sums: shown.sums.into_values().collect(),
    })
}

/// What a preview gathers on its way through the file.
#[derive(Default)]
struct Shown {
    limit: usize,
    rows: Vec<PreviewRow>,
    rejected: Vec<RejectedRow>,
    total: u64,
    new: i64,
    known: i64,
    sums: BTreeMap<String, CurrencyTotal>,
}

impl Shown {
    fn reject(&mut self, row: Rejected) {
        if self.rejected.len() < SHOWN {
            self.rejected.push(rejected_row(row));
        }
    }

    fn take(&mut self, row: &Row<'_>, known: bool) {
        *(if known { &mut self.known } else { &mut self.new }) += 1;
        let (amount_minor, currency) = (intake::stored_minor(row), row.currency.as_str());
        let sum = self.sums.entry(currency.into()).or_insert_with(|| CurrencyTotal {
            currency: currency.into(),
            ..CurrencyTotal::default()
        });
        sum.transactions += 1;
        sum.net_minor += amount_minor;
        if amount_minor > 0 {
            sum.income_minor += amount_minor;
        } else {
            sum.expense_minor -= amount_minor;
        }
        if self.rows.len() < self.limit {
            self.rows.push(PreviewRow {
                line: row.line.into(),
                day: row.day,
                amount_minor,
                currency: currency.into(),
                description: row.description.into(),
                external_id: row.external_id.map(String::from),
                pending: row.pending,
                account: row.account.map(String::from),
                category: row.category.map(String::from),
                known,
                raw: row.raw.into(),
            });
        }
    }
}

/// The first records as cells, for the person who edits the mapping.
fn sample(found: &Found, bytes: &[u8], layout: &Layout) -> Vec<Vec<String>> {
    let Ok(mut rows) = found.rows(bytes) else {
        return vec![];
    };
    let mut lines = String::new();
    for _ in 0..5 {
        match rows.next_row() {
            Some(Ok(row)) => lines += row.raw.trim_end_matches(['\r', '\n']),
            Some(Err(row)) => lines += row.raw.trim_end_matches(['\r', '\n']),
            None => break,
        }
        lines.push('\n');
    }
    let mut cells = ::csv::ReaderBuilder::new();
    cells.has_headers(false).flexible(true).delimiter(layout.delimiter as u8);
    cells.quote(layout.quote.map_or(b'"', |q| q as u8)).quoting(layout.quote.is_some());
    let records = cells.from_reader(lines.as_bytes()).into_records().flatten();
    records.map(|record| record.iter().map(|cell| cell.trim().into()).collect()).collect()
}

fn line_count(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Every so often: says how far it is, and stops when the person said so. Then lets others run,
/// or who is told and who says so would wait until the end.
async fn tick(tx: &mut Tx, done: u64, total: u64) -> Result<()> {
    if done.is_multiple_of(2000) {
        tx.progress.report(done, total)?;
        tokio::task::yield_now().await;
    }
    Ok(())
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddImport {
    /// Paths on this machine.
    pub files: Vec<String>,
    /// Pasted text and uploads.
    pub sources: Vec<Source>,
    /// Everything goes to this account.
    pub account_id: Option<Id>,
    /// Everything goes to the account of this name, opened when it is missing.
    pub account: Option<String>,
    /// Read it this way instead of detecting how; remembered for files of this layout.
    pub layout: Option<Layout>,
}

pub async fn add(tx: &mut Tx, input: AddImport) -> Result<Vec<BatchResult>> {
    let files = input.files.into_iter().map(Source::of_file);
    let sources: Vec<Source> = files.chain(input.sources).collect();
    if sources.is_empty() {
        return Err(Error::invalid("files", "choose at least one file"));
    }
    let mut batches = vec![];
    for source in sources {
        let bytes = source.bytes(tx)?;
        let wanted = Wanted {
            account_id: input.account_id,
            account: input.account.clone(),
            layout: input.layout.clone(),
        };
        batches.push(add_one(tx, bytes, wanted).await?);
    }
    let added: i64 = batches.iter().map(|batch| batch.added).sum();
    let names: Vec<&str> = batches.iter().map(|batch| batch.file.as_str()).collect();
    tx.label(format!("imported {added} rows from {}", names.join(", "))).await?;
    Ok(batches)
}

async fn add_one(tx: &mut Tx, source: Bytes, wanted: Wanted) -> Result<BatchResult> {
    let Bytes { name, bytes } = source;
    let Understood { found, settled, mut targets, span } =
        intake::understand(tx, &name, &bytes, wanted).await?;
    let mut batch = ImportBatch {
        id: new_id(),
        name: name.clone(),
        format: found.format.clone(),
        file_hash: blake3::hash(&bytes).to_hex().to_string(),
        at: tx.now(),
        accounts: "[]".into(),
        layout: text_of(&found.layout())?,
        warnings: "[]".into(),
        added: 0,
        known: 0,
        matched: 0,
        rejected: 0,
        set_aside: 0,
        undone: true,
        version: 1,
    };
    tx.prepare(&batch).await?;
    let before = batch.clone();
    let notes = store_rows(tx, &mut batch, &bytes, &found, &mut targets, span).await?;
    let (names, only) = (targets.names(), targets.only());
    sql::add_keys(tx, batch.id, targets.kept()).await?;
    if batch.added + batch.known + batch.matched + batch.rejected == 0 {
        return Err(intake::empty(&name));
    }
    batch.accounts = text_of(&names)?;
    let notes: Vec<_> =
        found.warnings.iter().chain(&found.questions).cloned().chain(notes).collect();
    batch.warnings = text_of(&notes)?;
    batch.undone = false;
    remember(tx, settled, &found, only).await?;
    tx.insert_many(&before, &batch).await?;
    Ok(BatchResult {
        batch: batch.id,
        file: name,
        accounts: names,
        added: batch.added,
        known: batch.known,
        matched: batch.matched,
        rejected: batch.rejected,
    })
}

fn text_of<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// The rows of one file on their way into the database.
struct Storing {
    loader: Loader,
    gathered: Gathered,
    lines: Insert,
    rows: Insert,
    household_id: i64,
    batch_id: Id,
    categories: HashMap<String, Id>,
}

async fn store_rows(
    tx: &mut Tx,
    batch: &mut ImportBatch,
    bytes: &[u8],
    found: &Found,
    targets: &mut Targets,
    span: Span,
) -> Result<Vec<Note>> {
    let lines = line_count(bytes);
    let mut storing = Storing {
        loader: Loader::new(tx, batch.id, span.newest_first).await?,
        gathered: Gathered::default(),
        lines: sql::insert_lines(tx).await?,
        rows: sql::insert_rows(tx).await?,
        household_id: tx.household_id,
        batch_id: batch.id,
        categories: HashMap::new(),
    };
    let refused = |refused| intake::refusal(&batch.name, &refused);
    let mut rows = found.rows(bytes).map_err(refused)?;
    let (mut judge, mut done) = (Judge::default(), 0);
    while let Some(row) = rows.next_row() {
        done += 1;
        tick(tx, done, lines).await?;
        let row = match row {
            Ok(row) => row,
            Err(row) => {
                batch.rejected += 1;
                storing.reject(&row)?;
                continue;
            }
        };
        let at = targets.slot(row.account, row.currency);
        targets.prepare(tx, at, span, true).await?;
        let slot = &mut targets.slots[at];
        let judged = judge.judge(slot, &row);
        match judged.outcome {
            Outcome::Known => batch.known += 1,
            Outcome::Matched(id) => {
                batch.matched += 1;
                slot.held.keep(row.day, judged.content_key, judged.id_key);
                storing.matched(&row, id)?;
            }
            Outcome::New => {
                batch.added += 1;
                let category = storing.category(tx, row.category).await?;
                let id = storing.load(slot.id(), &row, &judge.day_text, category)?;
                slot.held.keep(row.day, judged.content_key, judged.id_key);
                storing.keep(&row, id)?;
            }
        }
    }
    let notes = rows.set_aside().to_vec();
    batch.set_aside = rows.set_aside_count() as i64;
    storing.finish(tx).await?;
    Ok(notes)
}

impl Storing {
    /// A transaction from a row; its id.
    fn load(
        &mut self,
        account_id: Id,
        row: &Row<'_>,
        day_text: &str,
        category_id: Option<Id>,
    ) -> Result<Id> {
        self.loader.add(&NewTxn {
            account_id,
            day: row.day,
            day_text,
            amount_minor: intake::stored_minor(row),
            description: row.description,
            category_id,
            pending: row.pending,
            external_id: row.external_id,
        })
    }

    /// Keeps the line of a transaction as the bank wrote it.
    fn keep(&mut self, row: &Row<'_>, txn_id: Id) -> Result<()> {
        let no = ledger::number_in_batch(txn_id, self.batch_id);
        let full = self.gathered.add(no, row.line, row.raw)?;
        full.map_or(Ok(()), |block| self.store(&block))
    }

    fn store(&mut self, block: &Block) -> Result<()> {
        self.lines.row(&[
            Cell::Int(self.household_id),
            Cell::Bytes(self.batch_id.as_bytes()),
            Cell::Int(block.no),
            Cell::Bytes(&block.lines),
        ])
    }

    fn matched(&mut self, row: &Row<'_>, txn_id: Id) -> Result<()> {
        self.row(row.line, "matched", None, None, row.raw, Some(txn_id))
    }

    fn reject(&mut self, row: &Rejected) -> Result<()> {
        self.row(row.line, "rejected", row.column, Some(&row.reason), &row.raw, None)
    }

    fn row(
        &mut self,
        line: u32,
        outcome: &str,
        column: Option<u32>,
        reason: Option<&str>,
        raw: &str,
        txn_id: Option<Id>,
    ) -> Result<()> {
        self.rows.row(&[
            Cell::Int(self.household_id),
            Cell::Bytes(self.batch_id.as_bytes()),
            Cell::Int(line.into()),
            Cell::Text(outcome),
            column.map_or(Cell::Null, |column| Cell::Int(column.into())),
            reason.into(),
            Cell::Text(raw),
            txn_id.as_ref().map(|id| id.as_bytes().as_slice()).into(),
        ])
    }

    async fn finish(mut self, tx: &mut Tx) -> Result<()> {
        if let Some(block) = self.gathered.rest() {
            self.store(&block)?;
        }
        self.lines.finish()?;
        self.rows.finish()?;
        self.loader.finish(tx).await
    }

    /// The bank's category, `Living: Rent` as a path.
    async fn category(&mut self, tx: &mut Tx, name: Option<&str>) -> Result<Option<Id>> {
        let Some(name) = name.map(str::trim).filter(|n| !n.is_empty()) else {
            return Ok(None);
        };
        if let Some(id) = self.categories.get(name) {
            return Ok(Some(*id));
        }
        let path: Vec<&str> = name.split(':').map(str::trim).filter(|n| !n.is_empty()).collect();
        let id = ledger::category_by_path(tx, &path).await?;
        self.categories.insert(name.into(), id);
        Ok(Some(id))
    }
}

/// Next time a file of this layout is read the same way, into the same account.
async fn remember(
    tx: &mut Tx,
    settled: Option<ImportLayout>,
    found: &Found,
    account_id: Option<Id>,
) -> Result<()> {
    let layout = text_of(&found.layout())?;
    match settled {
        Some(mut settled) if settled.layout != layout || settled.account_id != account_id => {
            (settled.layout, settled.account_id) = (layout, account_id);
            let version = settled.version;
            tx.update(&mut settled, version).await
        }
        Some(_) => Ok(()),
        None => {
            let signature = found.signature.clone();
            let id = tx.new_id();
            tx.insert(&ImportLayout { id, signature, layout, account_id, version: 1 }).await
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListBatches {
    /// At most this many; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

pub async fn list_batches(tx: &mut Tx, input: ListBatches) -> Result<Vec<Batch>> {
    let batches = sql::batches(tx, input.limit.unwrap_or(50).min(500)).await?;
    Ok(batches.into_iter().map(Batch::from).collect())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetBatch {
    pub id: Id,
}

pub async fn get_batch(tx: &mut Tx, input: GetBatch) -> Result<BatchDetail> {
    let batch: ImportBatch = tx.get(input.id).await?;
    let rejected = sql::rejected(tx, input.id).await?;
    let warnings = serde_json::from_str(&batch.warnings).map_err(Error::internal)?;
    let layout = serde_json::from_str(&batch.layout).map_err(Error::internal)?;
    Ok(BatchDetail { batch: batch.into(), rejected, warnings, layout })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoBatch {
    pub id: Id,
}

pub async fn undo_batch(tx: &mut Tx, input: UndoBatch) -> Result<Batch> {
    let mut batch: ImportBatch = tx.get(input.id).await?;
    if batch.undone {
        return Err(Error::invalid("id", "this import is undone already"));
    }
    batch.undone = true;
    let version = batch.version;
    tx.update(&mut batch, version).await?;
    tx.label(format!("took {} rows of {} out again", batch.added, batch.name)).await?;
    Ok(batch.into())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetOrigin {
    pub transaction_id: Id,
}

pub async fn get_origin(tx: &mut Tx, input: GetOrigin) -> Result<Origin> {
    let id = input.transaction_id;
    let transaction = ledger::get_transaction(tx, GetTransaction { id }).await?;
    let (batch_id, line, raw) = match transaction.batch_id {
        Some(batch_id) => {
            let no = ledger::number_in_batch(id, batch_id);
            let block = sql::lines(tx, batch_id, no).await?.unwrap_or_default();
            let found = lines::unpack(&block)?.into_iter().find(|line| line.no == no);
            let found = found.ok_or_else(|| Error::internal("a line of a batch is missing"))?;
            (batch_id, found.line, found.raw)
        }
        None => sql::matched(tx, id).await?.ok_or_else(|| {
            Error::new(Code::NotFound, "it was typed by hand; no file has brought it")
        })?,
    };
    let ImportBatch { name, at, .. } = tx.get(batch_id).await?;
    Ok(Origin { batch_id, file: name, at, line, raw })
}
