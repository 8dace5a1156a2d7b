//! A change of key that is interrupted, refused or repeated never costs the file.
use crate::{Fresh, clock, with_key};
use pocketsage_core::db::{Key, Store};
use pocketsage_core::{App, Code, Config};
use serde_json::json;
use std::path::Path;

/// A closed file under the key `a` with an account in it.
async fn closed() -> Fresh {
    let fresh = Fresh::open().await;
    fresh.account("Giro").await;
    fresh.app.close().await;
    fresh
}

/// Whether this key opens it; then the account is there.
async fn opens_with(dir: &Path, digit: char) -> bool {
    match App::start_at(with_key(dir, digit), clock()).await {
        Ok(app) => {
            let accounts = app.call("ledger.list_accounts", json!({})).await.unwrap();
            assert_eq!(accounts[0]["account"]["name"], "Giro");
            app.close().await;
            true
        }
        Err(error) => {
            assert!(error.message.contains("not the key"), "{error}");
            false
        }
    }
}

/// From `a` to `b`.
async fn change(dir: &Path) {
    let key = |digit| Key::from_file(&with_key(dir, digit).key_file.unwrap()).unwrap();
    let store = Store::open(&dir.join("pocketsage.db"), key('a')).await.unwrap();
    store.change_key(&key('b')).await.unwrap();
}

/// What lies beside the file when the change breaks off there: the copy, and its journal.
async fn stages() -> Vec<(&'static str, Vec<u8>, Option<Vec<u8>>)> {
    let changed = closed().await;
    let whole = std::fs::read(changed.app.config.file()).unwrap();
    change(changed.dir.path()).await;
    let anew = std::fs::read(changed.app.config.file()).unwrap();
    let half = [&anew[..16_384 * 3], &whole[16_384 * 3..]].concat();
    vec![
        ("the copy was begun", vec![], None),
        ("the copy is cut short", whole[..whole.len() / 2 + 100].to_vec(), None),
        ("the copy is whole", whole.clone(), None),
        ("the copy is half re-encrypted", half, Some(whole[..40_000].to_vec())),
        ("the copy waits to take the file's place", anew, None),
    ]
}

#[tokio::test]
async fn an_interrupted_change_leaves_the_old_key_and_can_be_done_again() {
    for (stage, copy, journal) in stages().await {
        let fresh = closed().await;
        let dir = fresh.dir.path();
        std::fs::write(dir.join("pocketsage.rekey"), copy).unwrap();
        if let Some(journal) = journal {
            std::fs::write(dir.join("pocketsage.rekey-journal"), journal).unwrap();
        }
        assert!(!opens_with(dir, 'b').await, "{stage}");
        assert!(opens_with(dir, 'a').await, "{stage}");
        for leftover in ["pocketsage.rekey", "pocketsage.rekey-journal"] {
            assert!(!dir.join(leftover).exists(), "{stage}: {leftover} is still there");
        }
        change(dir).await;
        assert!(!opens_with(dir, 'a').await, "{stage}");
        assert!(opens_with(dir, 'b').await, "{stage}");
    }
}

#[tokio::test]
async fn what_stands_in_the_write_ahead_log_alone_is_kept() {
    let crashed = Fresh::open().await;
    crashed.account("Giro").await;
    let dir = tempfile::tempdir().unwrap();
    for (from, to) in [("db", "db"), ("db-wal", "db-wal"), ("db", "rekey")] {
        let from = crashed.dir.path().join(format!("pocketsage.{from}"));
        std::fs::copy(from, dir.path().join(format!("pocketsage.{to}"))).unwrap();
    }
    let log = std::fs::metadata(dir.path().join("pocketsage.db-wal")).unwrap();
    assert!(log.len() > 16_384, "the log holds the account");
    change(dir.path()).await;
    assert!(!dir.path().join("pocketsage.db-wal").exists(), "it belonged to the old file");
    assert!(opens_with(dir.path(), 'b').await);
}

#[tokio::test]
async fn a_file_that_is_open_elsewhere_keeps_its_passphrase() {
    let fresh = Fresh::locked().await;
    fresh.call("file.create", json!({"passphrase": "correct horse"})).await;
    let other = App::start_at(Config::in_dir(fresh.dir.path()), clock()).await.unwrap();
    other.call("file.unlock", json!({"passphrase": "correct horse"})).await.unwrap();
    let change = json!({"current": "correct horse", "new": "battery staple"});
    let refused = fresh.refused("file.change_passphrase", change.clone()).await;
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.message.contains("close it there"), "{refused}");
    assert!(!fresh.dir.path().join("pocketsage.rekey").exists());
    // Both go on as if nothing had been asked.
    fresh.account("Giro").await;
    other.call("ledger.add_account", json!({"name": "Theirs", "currency": "EUR"})).await.unwrap();
    other.close().await;
    fresh.call("file.change_passphrase", change).await;
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    assert_eq!(accounts.as_array().unwrap().len(), 2);
}
