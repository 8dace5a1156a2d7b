//! What a bank hands out becomes transactions: read, previewed, added once, undone whole.
//! Formats live in modules of their own; here they meet the ledger.
mod camt;
pub mod csv;
mod encoding;
mod fold;
mod folders;
pub mod format;
mod identity;
mod inbox;
mod intake;
mod judge;
mod late;
pub mod learn;
mod lines;
mod lonely;
pub mod matching;
mod model;
mod mt940;
mod ofx;
mod ops;
mod overlap;
pub mod payees;
mod foreign;
mod profiles;
mod propose;
mod qif;
mod rate_file;
mod rate_store;
mod recall;
mod rule_ops;
pub mod rules;
mod settle;
mod sheet;
mod source;
mod sql;
mod store;
pub mod statement;
mod unlisted;
pub(crate) mod unzip;
mod xml;

use crate::history::Kind;
use crate::op::Nothing;
pub use folders::{Deaf, FolderWatch, Pace};
pub use late::overdue;
pub use {identity::*, model::*, ops::*, source::*};

/// What history can bring back.
pub const KINDS: &[Kind] = &[
    Kind::of::<ImportBatch>(),
    Kind::of::<ImportLayout>(),
    Kind::of::<ImportProposal>(),
    Kind::of::<ImportLate>(),
    Kind::of::<ImportRule>(),
    Kind::of::<ImportFolder>(),
];

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
    /// What came in and needs a person: possible duplicates, transfers with and without their other
    /// side, pending payments that are gone, what has no category, what could not be read, statements
    /// that are overdue.
    GET "/inbox" list_inbox(ListInbox) -> Inbox;
    /// Accept or refuse a proposal of the inbox.
    POST "/inbox/{id}" settle_proposal(SettleProposal) -> Batch;
    /// Accept or refuse many proposals in one step: of a kind, from a score on, or of an import.
    POST "/inbox/settle" settle_proposals(SettleProposals) -> Settled;
    /// Take a late statement off the inbox, until the account's next file.
    POST "/inbox/overdue" dismiss_overdue(DismissOverdue) -> ImportLate;
    /// How much of one import still needs a person.
    GET "/imports/{id}/needs" count_needs(CountNeeds) -> BatchNeeds;
    /// Take a batch off the inbox: its rejected rows and questions were seen.
    POST "/imports/{id}/settle" settle_batch(SettleBatch) -> Batch;
    /// The kinds of files that came in: how each is read, where its rows go, when the next is due.
    GET "/imports/profiles" list_profiles(Nothing) -> Vec<Profile>;
    /// Change how a kind of file is read, where its rows go, or how often it is due.
    PATCH "/imports/profiles/{id}" update_profile(UpdateProfile) -> Profile;
    /// Forget a kind of file: the next one is looked at anew, and what it leaves open is asked.
    DELETE "/imports/profiles/{id}" remove_profile(RemoveProfile) -> Profile;
    /// Rules for rows that come in, the most particular first.
    GET "/rules" list_rules(crate::op::Nothing) -> Vec<KeptRule>;
    /// Add a rule: when all its conditions hold, its actions are done.
    POST "/rules" add_rule(AddRule) -> KeptRule;
    /// Change a rule, or pause it.
    PATCH "/rules/{id}" update_rule(UpdateRule) -> KeptRule;
    /// Remove a rule; what it did stays.
    DELETE "/rules/{id}" remove_rule(RemoveRule) -> KeptRule;
    /// Try a rule on all that is there, without changing anything.
    POST "/rules/preview" preview_rule(PreviewRule) -> RulePreview, reads;
    /// Run rules over the past; one undo takes it back.
    POST "/rules/run" run_rules(RunRules) -> RulesRun;
    /// The lines of a batch whose transactions were removed: they stay away until asked for.
    GET "/imports/{id}/ignored" list_ignored(ListIgnored) -> Vec<IgnoredRow>;
    /// Bring removed transactions of imports back, as they were.
    POST "/imports/ignored" bring_back(BringBack) -> Vec<crate::ledger::Transaction>;
    /// The file and line that brought a transaction, as the bank wrote it.
    GET "/transactions/{transaction_id}/origin" get_origin(GetOrigin) -> Origin;
    /// The watched folders: whether each is being watched, if not why, and what came in last.
    GET "/imports/folders" list_folders(Nothing) -> Vec<WatchedFolder>;
    /// Watch a folder: what a bank's files hold that are put there comes in by itself.
    POST "/imports/folders" add_folder(AddFolder) -> ImportFolder;
    /// Pause a watched folder or go on; choose where its rows go, and its files afterwards.
    PATCH "/imports/folders/{id}" update_folder(UpdateFolder) -> ImportFolder;
    /// Watch a folder no longer; what came in stays.
    DELETE "/imports/folders/{id}" remove_folder(RemoveFolder) -> ImportFolder;
    /// What was seen in a watched folder and what became of it, newest first.
    GET "/imports/folders/{id}/seen" list_seen(ListSeen) -> Vec<SeenFile>;
}
