//! The file locks itself when nobody uses it, and not a minute earlier.
use crate::{Fresh, with_key};
use pocketsage_core::day::{Clock, utc};
use pocketsage_core::{Actor, App, Caller, Code, Config};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// An open file that locks itself after ten minutes, and the hand that moves its clock.
async fn open(config: impl FnOnce(&std::path::Path) -> Config) -> (Fresh, Arc<AtomicI64>) {
    let dir = tempfile::tempdir().unwrap();
    let seconds = Arc::new(AtomicI64::new(1_795_262_400));
    let app = App::start_at(config(dir.path()), Clock::Moved(seconds.clone(), utc)).await.unwrap();
    let fresh = Fresh { app, dir };
    if fresh.app.config.key_file.is_none() {
        fresh.call("file.create", json!({"passphrase": "correct horse"})).await;
    }
    (fresh, seconds)
}

async fn after(minutes: i64, fresh: &Fresh, seconds: &AtomicI64) -> bool {
    seconds.fetch_add(minutes * 60, Ordering::Relaxed);
    let is_open = async || fresh.call("file.status", json!({})).await["state"] == "open";
    // It waits for nobody: where a look at the folders is just under way, it tries again later.
    for _ in 0..20 {
        fresh.app.lock_if_idle().await;
        if !is_open().await {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    true
}

#[tokio::test]
async fn after_ten_minutes_without_use_every_operation_answers_locked() {
    let (fresh, seconds) = open(|dir| Config::in_dir(dir)).await;
    assert!(after(9, &fresh, &seconds).await, "not yet");
    fresh.account("Giro").await;
    assert!(after(9, &fresh, &seconds).await, "it was used meanwhile");
    let tray = Caller { actor: Actor::Tray, id: None };
    fresh.app.call_as(tray, "habits.list_habits", json!({})).await.unwrap();
    assert!(!after(1, &fresh, &seconds).await, "asking what there is was no use of it");
    let refused = fresh.refused("ledger.list_accounts", json!({})).await;
    assert_eq!(refused.code, Code::Locked);
    fresh.call("file.unlock", json!({"passphrase": "correct horse"})).await;
    assert!(after(9, &fresh, &seconds).await, "it counts anew");
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await[0]["account"]["name"], "Giro");
}

#[tokio::test]
async fn a_file_that_nobody_could_unlock_again_or_that_shall_not_lock_stays_open() {
    let (with_key_file, seconds) = open(|dir| with_key(dir, 'a')).await;
    assert!(after(60, &with_key_file, &seconds).await);
    let never = |dir: &std::path::Path| {
        let mut config = Config::in_dir(dir);
        config.idle_lock_minutes = 0;
        config
    };
    let (never, seconds) = open(never).await;
    assert!(after(600, &never, &seconds).await);
}
