//! What a face needs to know about the file.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    Absent,
    Locked,
    Open,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FileStatus {
    pub state: FileState,
    pub path: String,
    /// Whether a key for this file lies in the system's keychain.
    pub keychain: bool,
    /// Whether the open file is a throw-away one to look around in.
    pub demo: bool,
    /// PocketSage's version.
    pub version: String,
    /// Minutes without use after which the file locks itself; 0 is never.
    pub idle_lock_minutes: u32,
}

/// What a look at every page, index and reference of the file found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FileCheck {
    pub whole: bool,
    /// What is wrong, in the database's words.
    pub faults: Vec<String>,
}
