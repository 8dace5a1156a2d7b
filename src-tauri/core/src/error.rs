//! One error type from SQL to screen. `message` is written for the person: what is wrong and what to do.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub type Result<T> = std::result::Result<T, Error>;

/// What a caller may branch on. A new code only when a face acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The input is wrong; `field` says where.
    Invalid,
    NotFound,
    /// Someone was faster; `detail.current` is the record as it stands.
    Conflict,
    /// The file is locked, or there is none yet.
    Locked,
    Denied,
    /// The person stopped it; nothing was changed.
    Cancelled,
    /// Our fault. The cause is in the log under `detail.log_id`, never in the message.
    Internal,
}

/// What went wrong, for a person and for a program.
#[derive(Debug, thiserror::Error, Serialize)]
#[error("{message}")]
pub struct Error {
    pub code: Code,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
    #[source]
    #[serde(skip)]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, detail: None, source: None }
    }

    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(Code::Invalid, message) }
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("there is no such {what}; it may have been removed"))
    }

    pub fn locked(message: impl Into<String>) -> Self {
        Self::new(Code::Locked, message)
    }

    pub fn denied(message: impl Into<String>) -> Self {
        Self::new(Code::Denied, message)
    }

    /// A cause that no person can act on: it goes to the log, the message stays fixed.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let message = "something went wrong inside PocketSage; nothing was changed";
        Self { source: Some(source.into()), ..Self::new(Code::Internal, message) }
    }

    /// Input that is not of the operation's shape.
    pub fn bad_input(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let field = text.split('`').nth(1).map(String::from);
        Self { field, ..Self::new(Code::Invalid, text) }
    }

    pub fn with_detail(mut self, detail: Value) -> Self {
        self.detail = Some(detail);
        self
    }
}

impl Error {
    /// What SQLite's result code says of the disk, in words; none where it says something else.
    pub(crate) fn of_disk(code: i32) -> Option<Self> {
        let message = match code & 0xff {
            13 => "the disk is full; nothing was changed",
            8 => "the file is read-only; nothing was changed",
            10 => "the disk did not take what was written (is it full?); nothing was changed",
            11 => "the file is damaged; restore it from a backup",
            _ => return None,
        };
        Some(Self::denied(message))
    }
}

impl From<sqlx::Error> for Error {
    /// Constraints are mapped by name; everything else is ours to explain in the log.
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(cause) = &error {
            let text = cause.message();
            if cause.is_unique_violation() {
                let what = ["account", "payee", "category"].into_iter().find(|t| text.contains(t));
                if let Some(what) = what {
                    return Self::invalid(
                        "name",
                        format!("there is already one with this {what} name"),
                    );
                }
            }
            if cause.is_foreign_key_violation() {
                return Self::new(Code::Conflict, "something else still refers to this");
            }
            let code = cause.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(0);
            if let Some(refused) = Self::of_disk(code) {
                return refused;
            }
            if matches!(code & 0xff, 5) {
                let message = "another program is writing to this file; try again in a moment";
                return Self::new(Code::Conflict, message);
            }
        }
        Self::internal(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}
