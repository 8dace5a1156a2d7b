//! A file of exchange rates comes in like any other, by the same drop and the same undo: a batch stands
//! for its rates, which are the ledger's.
use super::source::Bytes;
use super::{BatchResult, Counts, ImportBatch, Preview, RateSpan, intake, rate_file};
use crate::db::new_id;
use crate::ledger::{self, RateTable};
use crate::{Result, Tx};
use std::collections::BTreeSet;

/// How such a batch is told from a statement's.
pub(super) const FORMAT: &str = "rates";

fn span(name: &str, table: &RateTable) -> Result<RateSpan> {
    let days = table.rates.iter().map(|(_, day, _)| *day);
    let (first, last) = (days.clone().min(), days.max());
    let (first_day, last_day) = first.zip(last).ok_or_else(|| intake::empty(name))?;
    let currencies: BTreeSet<&str> = table.rates.iter().map(|(code, ..)| code.as_str()).collect();
    Ok(RateSpan { first_day, last_day, currencies: currencies.len() as i64 })
}

/// What a file of rates would bring; none for any other file.
pub(super) async fn preview(tx: &mut Tx, name: &str, bytes: &[u8]) -> Result<Option<Preview>> {
    if !rate_file::is_rates(bytes) {
        return Ok(None);
    }
    let table = rate_file::read(bytes).map_err(|refused| intake::refusal(name, &refused))?;
    let (total, rates) = (table.rates.len() as i64, span(name, &table)?);
    let new = ledger::new_rates(tx, &table).await?.rates.len() as i64;
    Ok(Some(Preview {
        name: name.into(),
        bytes: bytes.len() as i64,
        format: FORMAT.into(),
        layout: None,
        columns: vec![],
        sample: vec![],
        remembered: false,
        targets: vec![],
        rows: vec![],
        rejected: vec![],
        warnings: vec![],
        questions: vec![],
        total,
        new,
        known: total - new,
        sums: vec![],
        rates: Some(rates),
    }))
}

/// Adds a file of rates; none for any other file.
pub(super) async fn add_one(tx: &mut Tx, source: &Bytes) -> Result<Option<BatchResult>> {
    let Bytes { name, bytes } = source;
    if !rate_file::is_rates(bytes) {
        return Ok(None);
    }
    let table = rate_file::read(bytes).map_err(|refused| intake::refusal(name, &refused))?;
    let (total, rates) = (table.rates.len() as i64, span(name, &table)?);
    let new = ledger::new_rates(tx, &table).await?;
    let added = new.rates.len() as i64;
    let mut batch = ImportBatch {
        id: new_id(),
        name: name.clone(),
        format: FORMAT.into(),
        signature: FORMAT.into(),
        file_hash: blake3::hash(bytes).to_hex().to_string(),
        at: tx.now(),
        accounts: "[]".into(),
        opened: "[]".into(),
        layout: "null".into(),
        warnings: "[]".into(),
        added,
        known: total - added,
        updated: 0,
        skipped: 0,
        matched: 0,
        rejected: 0,
        set_aside: 0,
        undone: true,
        settled: true,
        version: 1,
    };
    tx.prepare(&batch).await?;
    let before = batch.clone();
    ledger::load_rates(tx, batch.id, &new).await?;
    batch.undone = false;
    tx.insert_many(&before, &batch).await?;
    Ok(Some(BatchResult {
        batch: batch.id,
        file: name.clone(),
        accounts: vec![],
        counts: Counts::from(&batch),
        rates: Some(rates),
    }))
}
