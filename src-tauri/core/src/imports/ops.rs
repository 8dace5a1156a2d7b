//! The verbs of importing.
use super::csv::{DayOrder, Hints, Layout};
pub use super::folders::{model::*, ops::*};
use super::format::Found;
use super::intake::{self, Understood, Wanted};
use super::judge::{self, Judge, Outcome};
use super::source::Bytes;
use super::statement::{Rejected, Row, Trade};
use super::*;
use crate::db::{Id, bulk};
use crate::ledger::{self, CurrencyTotal, GetTransaction};
use crate::{Code, Error, Result, Tx};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

pub use super::{inbox::*, late::*, profiles::*, rule_ops::*, settle::*};

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
            Ok(row) => read.push(read_row(&row)),
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

fn read_row(row: &Row<'_>) -> ReadRow {
    let currency = row.currency.as_str().to_owned();
    let (amount_minor, currency) = match row.trade.and_then(written_minor) {
        Some(written) => written,
        None => (row.amount_minor, currency),
    };
    let text = |number: Option<Decimal>| number.map(|number| number.normalize().to_string());
    let trade = row.trade.map(|trade| ReadTrade {
        kind: trade.kind.clone(),
        symbol: trade.symbol.clone(),
        quantity: text(trade.quantity),
        price: text(trade.price),
        fee: text(trade.fee),
        cash_minor: row.amount_minor,
        cash_currency: row.currency.as_str().into(),
    });
    ReadRow {
        day: row.day,
        amount_minor,
        currency,
        description: row.description.into(),
        external_id: row.external_id.map(String::from),
        pending: row.pending,
        trade,
    }
}

/// The amount as a broker wrote it, half-even to the minor unit (two digits for what is no currency).
fn written_minor(trade: &Trade) -> Option<(i64, String)> {
    let exponent = crate::money::exponent(&trade.currency).unwrap_or(2);
    let minor = trade.amount.unwrap_or_default() * Decimal::from(10i64.pow(exponent));
    Some((minor.round().to_i64()?, trade.currency.clone()))
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
    /// ISO 4217, where the file names none.
    pub currency: Option<String>,
    /// Where the file leaves it open.
    pub day_order: Option<DayOrder>,
    /// How many rows to show; 50 unless told, 500 at most.
    pub limit: Option<u32>,
}

pub async fn preview(tx: &mut Tx, input: PreviewImport) -> Result<Preview> {
    let PreviewImport { file, text, base64, name, layout, account_id, currency, day_order, limit } =
        input;
    let Bytes { name, bytes } = Source { file, text, base64, name }.bytes(tx)?;
    if let Some(rates) = rate_store::preview(tx, &name, &bytes).await? {
        return Ok(rates);
    }
    let hints = Hints { currency: code(currency)?, day_order };
    let wanted = Wanted { account_id, account: None, layout, hints };
    let understood = intake::understand(tx, &name, &bytes, wanted).await?;
    let Understood { found, settled, mut targets, .. } = understood;
    let mut shown = Shown { limit: limit.unwrap_or(50).min(500) as usize, ..Shown::default() };
    let refused = |refused| intake::refusal(&name, &refused);
    let mut rows = found.rows(&bytes).map_err(refused)?;
    let (mut judge, lines) = (Judge::default(), found.line_count(&bytes));
    while let Some(row) = rows.next_row() {
        shown.total += 1;
        tick(tx, shown.total, lines).await?;
        match row {
            Err(row) => shown.reject(row),
            Ok(row) => {
                let at = targets.slot(row.account, row.currency);
                let slot = targets.load(tx, at).await?;
                let (id, holding) = (slot.id(), &mut slot.holding);
                let mut judged = judge.judge(id, holding, &row);
                judge.settle_id(tx, id, holding, &row, &mut judged).await?;
                let new = judged.outcome == Outcome::New;
                if new {
                    holding.keep(row.day, judged.kept, 0);
                }
                shown.take(&row, !new);
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
        rates: None,
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
        let (amount_minor, currency) = (judge::stored_minor(row), row.currency.as_str());
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

/// Every so often: says how far it is, and stops when the person said so. Then lets others run,
/// or who is told and who says so would wait until the end.
pub(super) async fn tick(tx: &mut Tx, done: u64, total: u64) -> Result<()> {
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
    /// ISO 4217, where a file names none.
    pub currency: Option<String>,
    /// Where a file leaves it open; remembered for files of its kind.
    pub day_order: Option<DayOrder>,
}

fn code(currency: Option<String>) -> Result<Option<String>> {
    currency.map(|code| crate::money::currency("currency", &code)).transpose()
}

/// Bytes of a file that takes so much memory that it is worth giving back at once.
const LARGE: usize = 4 << 20;

pub async fn add(tx: &mut Tx, input: AddImport) -> Result<Vec<BatchResult>> {
    let files = input.files.into_iter().map(Source::of_file);
    let sources: Vec<Source> = files.chain(input.sources).collect();
    if sources.is_empty() {
        return Err(Error::invalid("files", "choose at least one file"));
    }
    let hints = Hints { currency: code(input.currency)?, day_order: input.day_order };
    let AddImport { account_id, account, layout, .. } = input;
    let wanted = Wanted { account_id, account, layout, hints };
    let mut batches = vec![];
    for source in sources {
        let bytes = source.bytes(tx)?;
        let is_large = bytes.bytes.len() > LARGE;
        batches.push(match rate_store::add_one(tx, &bytes).await? {
            Some(rates) => rates,
            None => store::add_one(tx, bytes, wanted.clone()).await?,
        });
        if is_large {
            bulk::give_memory_back();
        }
    }
    tx.label(said(&batches)).await?;
    Ok(batches)
}

fn said(batches: &[BatchResult]) -> String {
    let added: i64 = batches.iter().map(|batch| batch.counts.added).sum();
    match batches {
        [BatchResult { rates: Some(RateSpan { first_day, last_day, .. }), .. }] => {
            format!("imported {added} exchange rates from {first_day} to {last_day}")
        }
        _ => {
            let names: Vec<&str> = batches.iter().map(|batch| batch.file.as_str()).collect();
            format!("imported {added} rows from {}", names.join(", "))
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
    store::take_back_updates(tx, batch.id).await?;
    batch.undone = true;
    let version = batch.version;
    tx.update(&mut batch, version).await?;
    for id in store::opened(&batch) {
        ledger::remove_unused_account(tx, id).await?;
    }
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
    let brought = match transaction.batch_id {
        Some(batch_id) => Some((batch_id, id)),
        None => sql::accepted_as(tx, id).await?,
    };
    let (batch_id, line, raw) = match brought {
        Some((batch_id, id)) => {
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
