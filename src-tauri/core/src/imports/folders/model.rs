//! The nouns of watched folders.
use crate::db::Id;
use crate::{record, text_enum};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

record! {
    /// A folder whose files come in by themselves.
    pub struct ImportFolder in "import_folder" {
        id: Id,
        /// As it was given, made absolute.
        path: String,
        /// Where the rows go; null is as each file suggests.
        account_id: Option<Id>,
        /// The folder that files are moved to once they are in; null leaves them where they are.
        archive: Option<String>,
        paused: bool,
        version: i64,
    }
}

text_enum! {
    /// Whether a folder is watched.
    pub enum FolderState {
        Watching = "watching",
        Paused = "paused",
        /// Not there, or its disk is not; it is watched again when it is back.
        Missing = "missing",
        Unreadable = "unreadable",
    }
}

text_enum! {
    /// What became of a file.
    pub enum SeenOutcome {
        Added = "added",
        /// All it holds was there already.
        Known = "known",
        /// It leaves something open that a person must say; nothing of it was stored.
        Asks = "asks",
        /// It cannot be read now and is tried again.
        Waiting = "waiting",
        /// It is no bank's file, or cannot be read as one.
        Failed = "failed",
        /// It asked, waited or failed, and was taken away.
        Gone = "gone",
    }
}

/// A watched folder as it stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WatchedFolder {
    pub folder: ImportFolder,
    pub state: FolderState,
    /// Why it is not watched, or what is missing while it is.
    pub message: Option<String>,
    /// The last file that something became of.
    pub last_file: Option<String>,
    pub last_outcome: Option<SeenOutcome>,
    pub last_at: Option<DateTime<Utc>>,
    /// How many of its files a person should look at: they ask, wait or failed.
    pub unsettled: i64,
}

/// A file of a watched folder.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SeenFile {
    pub name: String,
    /// Where it was seen; it may have been moved since.
    pub path: String,
    pub bytes: i64,
    /// When the file was last written, in milliseconds since 1970.
    pub modified_ms: i64,
    pub outcome: SeenOutcome,
    /// What it asks, what is wrong with it, or why it was not moved.
    pub message: Option<String>,
    pub at: DateTime<Utc>,
    pub batch_id: Option<Id>,
    /// Rows that came in with it, if any did.
    pub added: Option<i64>,
}
