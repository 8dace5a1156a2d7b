//! Where the bytes of an import come from: a file of this machine, pasted text, or an upload.
use crate::{Actor, Error, Result, Tx};
use base64::Engine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Beyond this a file is no bank statement, and reading it would take the machine's memory.
pub(super) const LARGEST: u64 = 2 << 30;

/// Exactly one of `file`, `text` or `base64`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// A path on this machine.
    pub file: Option<String>,
    /// Pasted text.
    pub text: Option<String>,
    /// An upload.
    pub base64: Option<String>,
    /// What to call a paste or an upload.
    pub name: Option<String>,
}

/// The bytes of a source and the name it goes by.
pub(crate) struct Bytes {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Source {
    pub fn of_file(file: String) -> Self {
        Self { file: Some(file), ..Self::default() }
    }

    pub(crate) fn bytes(self, tx: &Tx) -> Result<Bytes> {
        let named = |fallback: &str| self.name.clone().unwrap_or_else(|| fallback.into());
        match (&self.file, &self.text, &self.base64) {
            (Some(file), None, None) => from_file(tx, file),
            (None, Some(text), None) => {
                Ok(Bytes { name: named("pasted text"), bytes: text.clone().into_bytes() })
            }
            (None, None, Some(text)) => {
                let bytes = base64::engine::general_purpose::STANDARD.decode(text);
                let wrong = |e| Error::invalid("base64", format!("the upload is damaged: {e}"));
                Ok(Bytes { name: named("upload"), bytes: bytes.map_err(wrong)? })
            }
            _ => Err(Error::invalid("file", "give exactly one: a file, text, or an upload")),
        }
    }
}

fn from_file(tx: &Tx, file: &str) -> Result<Bytes> {
    // A caller from elsewhere must not read this machine's files by naming them.
    if tx.actor == Actor::Api {
        return Err(Error::denied("upload the file; its path means nothing to this machine"));
    }
    let path = Path::new(file);
    let wrong = |what: String| Error::invalid("file", format!("{file} {what}"));
    let meta = std::fs::metadata(path).map_err(|e| wrong(format!("cannot be read: {e}")))?;
    if !meta.is_file() {
        return Err(wrong("is not a file".into()));
    }
    if meta.len() > LARGEST {
        return Err(wrong("is larger than 2 GB; split it by year".into()));
    }
    let bytes = std::fs::read(path).map_err(|e| wrong(format!("cannot be read: {e}")))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Bytes { name: name.unwrap_or_else(|| file.into()), bytes })
}
