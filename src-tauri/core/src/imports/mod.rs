//! What a bank hands out becomes transactions: read, previewed, added once, undone whole.
//! Formats live in modules of their own; here they meet the ledger.
mod camt;
pub mod csv;
pub mod format;
mod identity;
mod intake;
mod lines;
mod model;
mod mt940;
mod ofx;
mod ops;
mod qif;
mod sheet;
mod source;
mod sql;
pub mod statement;
mod unzip;
mod xml;

use crate::history::Kind;
pub use {identity::*, model::*, ops::*, source::*};

/// What history can bring back.
pub const KINDS: &[Kind] = &[Kind::of::<ImportBatch>(), Kind::of::<ImportLayout>()];

crate::ops! { "imports"
    /// Read a file without storing anything.
    POST "/imports/read" read(ReadImport) -> Reading, reads;
    /// Show how a file would be stored: its layout, first rows, what is new and what is known.
    POST "/imports/preview" preview(PreviewImport) -> Preview, reads;
    /// Add files to the ledger: each is a batch, each row is added, known, matched or rejected.
    POST "/imports" add(AddImport) -> Vec<BatchResult>;
    /// What came in, newest first.
    GET "/imports" list_batches(ListBatches) -> Vec<Batch>;
    /// One batch with its rejected rows and how it was read.
    GET "/imports/{id}" get_batch(GetBatch) -> BatchDetail;
    /// Take a batch out again, with its rows and its keys; the file can come again.
    POST "/imports/{id}/undo" undo_batch(UndoBatch) -> Batch;
    /// The file and line that brought a transaction, as the bank wrote it.
    GET "/transactions/{transaction_id}/origin" get_origin(GetOrigin) -> Origin;
}
