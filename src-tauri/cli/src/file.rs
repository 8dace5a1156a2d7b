//! Commands on the file as a whole that are no operations.
use crate::{say, table};
use pocketsage_core::{Config, Result, db};
use serde_json::json;
use std::process::ExitCode;

/// Says which migrations the file still needs; opening it the normal way applies them.
pub async fn migrate(config: &Config, as_json: bool) -> Result<ExitCode> {
    let pending = db::check(config).await?;
    let text = match pending.as_slice() {
        _ if as_json => json!({"pending": pending}).to_string(),
        [] => "the file is current".into(),
        names => format!("needed when it is next opened:\n{}", table::printable(&names.join("\n"))),
    };
    say(&text)?;
    Ok(ExitCode::from(u8::from(!pending.is_empty())))
}
