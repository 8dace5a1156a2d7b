//! Storing a file: a batch, its transactions, its lines, and what later imports compare with.
use super::csv::Hints;
use super::format::Found;
use super::intake::{self, Targets, Understood, Wanted};
use super::judge::{self, Judge, Outcome};
use super::lines::{Block, Gathered};
use super::recall::{Coming, Decision, Recall, Taken};
use super::source::Bytes;
use super::statement::{Note, Rejected, Row};
use super::{BatchResult, Counts, ImportBatch, ImportLayout, ops, propose, sql};
use crate::db::bulk::{Cell, Insert};
use crate::db::{Id, new_id};
use crate::ledger::{self, BankFacts, Loader, NewTxn};
use crate::{Error, Result, Tx};
use std::collections::HashMap;

/// Adds one file: a batch with its rows.
pub(super) async fn add_one(tx: &mut Tx, source: Bytes, wanted: Wanted) -> Result<BatchResult> {
    let Bytes { name, bytes } = source;
    let chosen = wanted.layout.is_some();
    let Understood { found, settled, hints, mut targets, span } =
        intake::understand(tx, &name, &bytes, wanted).await?;
    if found.lists_positions() {
        let message = format!("{name} says what is held, not what was done; nothing was stored");
        return Err(Error::invalid("file", message));
    }
    let mut batch = ImportBatch {
        id: new_id(),
        name: name.clone(),
        format: found.format.clone(),
        signature: found.signature.clone(),
        file_hash: blake3::hash(&bytes).to_hex().to_string(),
        at: tx.now(),
        accounts: "[]".into(),
        opened: "[]".into(),
        layout: text_of(&found.layout())?,
        warnings: "[]".into(),
        added: 0,
        known: 0,
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
    let newest_first = span.newest_first;
    let notes = store_rows(tx, &mut batch, &bytes, &found, &mut targets, newest_first).await?;
    drop(bytes);
    let (names, only, fresh) = (targets.names(), targets.only(), targets.fresh());
    batch.opened = text_of(&targets.opened)?;
    sql::add_days(tx, batch.id, targets.kept()).await?;
    if batch.added + batch.known + batch.matched + batch.rejected == 0 {
        return Err(intake::empty(&name));
    }
    batch.accounts = text_of(&names)?;
    let notes: Vec<_> =
        found.warnings.iter().chain(&found.questions).cloned().chain(notes).collect();
    batch.warnings = text_of(&notes)?;
    batch.undone = false;
    batch.settled = batch.rejected == 0 && found.questions.is_empty();
    remember(tx, settled, (&found, chosen), &hints, only).await?;
    tx.insert_many(&before, &batch).await?;
    propose::propose(tx, &batch, &fresh).await?;
    let counts = Counts::from(&batch);
    Ok(BatchResult { batch: batch.id, file: name, accounts: names, counts, rates: None })
}

pub(super) fn text_of<T: serde::Serialize>(value: &T) -> Result<String> {
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
    /// Loaded when the first new row needs it.
    recall: Option<Recall>,
}

async fn store_rows(
    tx: &mut Tx,
    batch: &mut ImportBatch,
    bytes: &[u8],
    found: &Found,
    targets: &mut Targets,
    newest_first: bool,
) -> Result<Vec<Note>> {
    let lines = found.line_count(bytes);
    let mut storing = Storing {
        loader: Loader::new(tx, batch.id, newest_first).await?,
        gathered: Gathered::default(),
        lines: sql::insert_lines(tx).await?,
        rows: sql::insert_rows(tx).await?,
        household_id: tx.household_id,
        batch_id: batch.id,
        categories: HashMap::new(),
        recall: None,
    };
    let refused = |refused| intake::refusal(&batch.name, &refused);
    let mut rows = found.rows(bytes).map_err(refused)?;
    let (mut judge, mut done) = (Judge::default(), 0);
    while let Some(row) = rows.next_row() {
        done += 1;
        ops::tick(tx, done, lines).await?;
        let row = match row {
            Ok(row) => row,
            Err(row) => {
                batch.rejected += 1;
                storing.reject(&row)?;
                continue;
            }
        };
        let at = targets.slot(row.account, row.currency);
        let slot = targets.open(tx, at).await?;
        let (account, currency, holding) = (slot.id(), slot.currency, &mut slot.holding);
        let mut judged = judge.judge(account, holding, &row);
        if judged.is_open() {
            judge.settle_id(tx, account, holding, &row, &mut judged).await?;
        }
        match judged.outcome {
            Outcome::Known => batch.known += 1,
            Outcome::Matched(id) => {
                batch.matched += 1;
                holding.keep(row.day, judged.kept, 0);
                storing.row(row.line, "matched", None, None, row.raw, Some(id))?;
            }
            Outcome::Updated(id) => {
                batch.known += 1;
                let Some((there, before)) = ledger::bank_facts(tx, id).await? else { continue };
                holding.keep(row.day, judged.kept, 0);
                let after = judge::facts_of(&row, before.status);
                if !judge.untouched(there, currency.as_str(), holding, &before) {
                    propose::correction(tx, batch.id, id, &after).await?;
                    continue;
                }
                let facts = text_of(&(&before, &after))?;
                ledger::correct_transaction(tx, id, after).await?;
                batch.updated += 1;
                storing.row(row.line, "updated", None, Some(&facts), row.raw, Some(id))?;
            }
            Outcome::New => {
                let category_id = storing.category(tx, row.category).await?;
                let amount_minor = judged.kept.amount_minor;
                let (batch_id, account_id) = (batch.id, account);
                let coming = Coming { row: &row, batch_id, account_id, amount_minor, category_id };
                let recall = match &mut storing.recall {
                    Some(recall) => recall,
                    none => none.insert(Recall::load(tx).await?),
                };
                let taken = match recall.decide(tx, &coming).await? {
                    Decision::Take(taken) => taken,
                    Decision::Skip(rule) => {
                        batch.known += 1;
                        batch.skipped += 1;
                        holding.keep(row.day, judged.kept, 0);
                        let why = rule.to_string();
                        storing.row(row.line, "skipped", None, Some(&why), row.raw, None)?;
                        continue;
                    }
                };
                batch.added += 1;
                let no = storing.take(&coming, &judge.day_text, taken)?;
                holding.keep(row.day, judged.kept, no);
                holding.renew(row.day);
            }
        }
    }
    let notes = rows.set_aside().to_vec();
    batch.set_aside = rows.set_aside_count() as i64;
    storing.finish(tx).await?;
    Ok(notes)
}

impl Storing {
    /// A transaction from a row, or several where a rule splits it; the number of the first.
    fn take(&mut self, coming: &Coming<'_>, day: &str, taken: Taken) -> Result<u32> {
        let Taken { payee_id, category_id, memo, split } = taken;
        let whole = (category_id, coming.amount_minor);
        let parts = split.into_iter().map(|(category, minor)| (Some(category), minor));
        let mut parts = parts.filter(|(_, minor)| *minor != 0).peekable();
        let whole = parts.peek().is_none().then_some(whole);
        let mut first = None;
        for (category_id, amount_minor) in whole.into_iter().chain(parts) {
            let Coming { row, account_id, .. } = *coming;
            let id = self.loader.add(&NewTxn {
                account_id,
                day: row.day,
                day_text: day,
                amount_minor,
                payee_id,
                description: row.description,
                category_id,
                memo: &memo,
                pending: row.pending,
                external_id: row.external_id,
            })?;
            let no = ledger::number_in_batch(id, self.batch_id);
            self.keep(row, no)?;
            first = first.or(Some(no));
        }
        Ok(first.unwrap_or(0))
    }

    /// Keeps the line of a transaction as the bank wrote it.
    fn keep(&mut self, row: &Row<'_>, no: u32) -> Result<()> {
        let full = self.gathered.add(no, row.line, row.raw)?;
        full.map_or(Ok(()), |block| self.store(&block))
    }

    fn store(&mut self, block: &Block) -> Result<()> {
        self.lines.row(&[
            Cell::Int(self.household_id),
            Cell::Bytes(self.batch_id.as_bytes()),
            Cell::Int(block.no.into()),
            Cell::Bytes(&block.lines),
        ])
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
    (found, chosen): (&Found, bool),
    hints: &Hints,
    account_id: Option<Id>,
) -> Result<()> {
    let (layout, hints) = (text_of(&found.layout())?, text_of(hints)?);
    match settled {
        Some(mut settled)
            if (&settled.layout, &settled.hints, settled.account_id)
                != (&layout, &hints, account_id) =>
        {
            (settled.layout, settled.hints, settled.account_id) = (layout, hints, account_id);
            settled.chosen |= chosen;
            let version = settled.version;
            tx.update(&mut settled, version).await
        }
        Some(_) => Ok(()),
        None => {
            let signature = found.signature.clone();
            let id = tx.new_id();
            let (headers, due_every_days) = (text_of(&found.columns)?, None);
            let new = ImportLayout {
                id,
                signature,
                layout,
                hints,
                headers,
                chosen,
                account_id,
                due_every_days,
                version: 1,
            };
            tx.insert(&new).await
        }
    }
}

/// Takes back what a batch changed because the bank says otherwise by now, where it still stands so.
pub(super) async fn take_back_updates(tx: &mut Tx, batch_id: Id) -> Result<()> {
    let updates = sql::updates(tx, batch_id).await?;
    for (id, facts) in sql::accepted(tx, batch_id).await?.into_iter().chain(updates) {
        let (before, after): (BankFacts, BankFacts) =
            serde_json::from_str(&facts).map_err(Error::internal)?;
        let now = ledger::bank_facts(tx, id).await?;
        if now.is_some_and(|(_, now)| now == after) {
            ledger::correct_transaction(tx, id, before).await?;
        }
    }
    Ok(())
}

/// The accounts that a batch opened.
pub(super) fn opened(batch: &ImportBatch) -> Vec<Id> {
    serde_json::from_str(&batch.opened).unwrap_or_default()
}
