//! The log tells what happened, never what it was about.
use crate::{Fresh, with_key};
use pocketsage_core::{App, logs};
use serde_json::json;

#[tokio::test]
async fn no_key_amount_payee_or_memo_is_ever_logged() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = with_key(dir.path(), 'c');
    config.log_level = "trace".into();
    let _guard = logs::start(&config).unwrap();
    let app = App::start(config.clone()).await.unwrap();
    let fresh = Fresh { app, dir };
    let account = fresh.account("PLANTED-ACCOUNT").await;
    let row = json!({"account_id": account["id"], "day": "2026-11-01", "amount_minor": -987_654_321,
        "payee": "PLANTED-PAYEE", "memo": "PLANTED-MEMO"});
    fresh.call("ledger.add_transaction", row).await;
    let file = fresh.write("x.csv", "date,amount,memo\n2026-11-02,-9876543.21,PLANTED-ROW\n");
    fresh.call("imports.add", json!({"files": [file]})).await;
    fresh.refused("ledger.add_account", json!({"name": "PLANTED-ACCOUNT"})).await;
    fresh.refused("ledger.add_account", json!({"PLANTED-FIELD": "PLANTED-VALUE"})).await;
    fresh.app.close().await;
    let mut log = String::new();
    for entry in std::fs::read_dir(config.log_dir()).unwrap() {
        log += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    assert!(log.contains("ledger.add_transaction"), "the operations are logged");
    for planted in ["PLANTED", "987654321", "9876543", &"c".repeat(64)] {
        assert!(!log.contains(planted), "{planted} stands in the log");
    }
}
