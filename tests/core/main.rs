//! The core by its operations: by name and JSON, on a fresh real file and a fixed day.
mod corpora;
mod bills;
mod debt_files;
mod debts;
mod debts_kept;
mod debts_oracle;
mod file;
mod folders;
mod formats;
mod duplicates;
mod fuzz;
mod habit_files;
mod habit_pictures;
mod habits;
mod habit_checks;
mod history;
mod hostile;
mod idle;
mod imports;
mod inbox;
mod laws;
mod ledger;
mod logs;
mod notifications;
mod profiles;
mod quick;
mod rates;
mod rekey;
mod rules;
mod tidy;
mod typescript;
mod waiting;
mod watch;

use chrono::{TimeZone, Utc};
use pocketsage_core::day::Clock;
use pocketsage_core::{App, Code, Config, Error};
use serde_json::{Value, json};
use std::sync::Arc;

/// An app on a fresh encrypted file, on 21 November 2026.
pub struct Fresh {
    pub app: Arc<App>,
    pub dir: tempfile::TempDir,
}

pub fn clock() -> Clock {
    Clock::Fixed(Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap())
}

impl Fresh {
    pub async fn locked() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = App::start_at(Config::in_dir(dir.path()), clock()).await.unwrap();
        Self { app, dir }
    }

    /// Opened with a key file, which is quicker than deriving a key from a passphrase.
    pub async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = App::start_at(with_key(dir.path(), 'a'), clock()).await.unwrap();
        Self { app, dir }
    }

    pub async fn call(&self, name: &str, input: Value) -> Value {
        let shown = input.to_string();
        self.app.call(name, input).await.unwrap_or_else(|e| panic!("{name} {shown}: {e:?}"))
    }

    pub async fn refused(&self, name: &str, input: Value) -> Error {
        self.app.call(name, input).await.expect_err("should have been refused")
    }

    pub async fn account(&self, name: &str) -> Value {
        self.call("ledger.add_account", json!({"name": name, "currency": "EUR"})).await
    }

    /// A file beside the ledger, to import.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }
}

pub fn with_key(dir: &std::path::Path, digit: char) -> Config {
    let key = dir.join("key");
    std::fs::write(&key, digit.to_string().repeat(64)).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let mut config = Config::in_dir(dir);
    config.key_file = Some(key);
    config
}

#[tokio::test]
async fn input_of_another_shape_is_refused_by_every_operation() {
    let fresh = Fresh::open().await;
    for op in pocketsage_core::op::all() {
        let error = fresh.refused(op.name, json!({"no_such_field": 1})).await;
        assert_eq!(error.code, Code::Invalid, "{}: {error}", op.name);
    }
}

#[tokio::test]
async fn while_locked_every_operation_on_the_ledger_answers_locked() {
    let fresh = Fresh::locked().await;
    for op in pocketsage_core::op::all() {
        if let pocketsage_core::op::Run::Tx(_) = op.run {
            let error = fresh.refused(op.name, json!({})).await;
            assert_eq!(error.code, Code::Locked, "{}: {error}", op.name);
        }
    }
}
