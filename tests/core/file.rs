//! The encrypted file: what opens it, what is refused, and that a refusal changes nothing.
use crate::{Fresh, clock, with_key};
use pocketsage_core::{App, Code, Config};
use serde_json::json;
use std::path::Path;

fn hash(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[tokio::test]
async fn a_file_made_with_a_passphrase_opens_with_it_alone() {
    let fresh = Fresh::locked().await;
    let short = fresh.refused("file.create", json!({"passphrase": "short"})).await;
    assert_eq!(short.field.as_deref(), Some("passphrase"));
    let made = fresh.call("file.create", json!({"passphrase": "correct horse"})).await;
    assert_eq!(made["state"], "open");
    fresh.account("Giro").await;
    assert_eq!(fresh.call("file.lock", json!({})).await["state"], "locked");
    assert_eq!(fresh.refused("ledger.list_accounts", json!({})).await.code, Code::Locked);
    let file = fresh.app.config.file();
    let before = hash(&file);
    let wrong = fresh.refused("file.unlock", json!({"passphrase": "wrong horse"})).await;
    assert_eq!(wrong.field.as_deref(), Some("passphrase"));
    assert_eq!(hash(&file), before, "a refusal leaves the file untouched");
    fresh.call("file.unlock", json!({"passphrase": "correct horse"})).await;
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await[0]["account"]["name"], "Giro");
}

#[tokio::test]
async fn the_file_is_noise_without_its_key() {
    let fresh = Fresh::open().await;
    fresh.account("Planted Account Name").await;
    fresh.app.close().await;
    let bytes = hash(&fresh.app.config.file());
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for planted in [&b"Planted Account Name"[..], b"create table", b"household"] {
        assert!(!bytes.windows(planted.len()).any(|part| part == planted));
    }
}

#[tokio::test]
async fn a_changed_passphrase_opens_the_file_and_the_old_one_does_not() {
    let fresh = Fresh::locked().await;
    fresh.call("file.create", json!({"passphrase": "correct horse"})).await;
    fresh.account("Giro").await;
    let change = |current: &str| json!({"current": current, "new": "battery staple"});
    let wrong = fresh.refused("file.change_passphrase", change("wrong horse")).await;
    assert_eq!(wrong.field.as_deref(), Some("current"));
    fresh.call("file.change_passphrase", change("correct horse")).await;
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await.as_array().unwrap().len(), 1);
    fresh.call("file.lock", json!({})).await;
    fresh.refused("file.unlock", json!({"passphrase": "correct horse"})).await;
    fresh.call("file.unlock", json!({"passphrase": "battery staple"})).await;
}

#[tokio::test]
async fn what_is_not_ours_is_refused_in_words_and_stays_as_it_is() {
    let fresh = Fresh::open().await;
    fresh.account("Giro").await;
    fresh.app.close().await;
    let good = hash(&fresh.app.config.file());
    let plain = [&b"SQLite format 3\0"[..], &[0; 16_368]].concat();
    let cases = [
        ("plain", plain, "unencrypted"),
        ("cut inside a page", good[..good.len() - 100].to_vec(), "cut short"),
        ("cut at a page", good[..16_384 * 3].to_vec(), ""),
        ("tiny", b"hello".to_vec(), "cut short"),
        ("empty", vec![], "cut short"),
    ];
    for (name, bytes, words) in cases {
        let dir = tempfile::tempdir().unwrap();
        let config = with_key(dir.path(), 'a');
        std::fs::write(config.file(), &bytes).unwrap();
        let path = config.file();
        let error = App::start_at(config, clock()).await.err().unwrap_or_else(|| panic!("{name}"));
        assert!(error.message.contains(words), "{name}: {error}");
        assert_eq!(hash(&path), bytes, "{name} was touched");
    }
    let dir = tempfile::tempdir().unwrap();
    let other = with_key(dir.path(), 'b');
    std::fs::write(other.file(), &good).unwrap();
    let path = other.file();
    let error = App::start_at(other, clock()).await.err().expect("another key");
    assert!(error.message.contains("not the key"), "{error}");
    assert_eq!(hash(&path), good);
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let app = App::start_at(with_key(dir.path(), 'a'), clock()).await.unwrap();
    app.close().await;
    let key = pocketsage_core::db::Key::from_file(&dir.path().join("key")).unwrap();
    let store = pocketsage_core::db::Store::open(&app.config.file(), key).await.unwrap();
    let later = "insert into _sqlx_migrations
        (version, description, installed_on, success, checksum, execution_time)
        values (9999, 'later', '2030-01-01', true, x'00', 0)";
    sqlx::query(later).execute(&store.pool).await.unwrap();
    store.close().await;
    let error = App::start_at(with_key(dir.path(), 'a'), clock()).await.err().expect("newer");
    assert!(error.message.contains("newer version"), "{error}");
}

#[tokio::test]
async fn the_demo_is_thrown_away_and_leaves_no_trace() {
    let fresh = Fresh::locked().await;
    let status = fresh.call("file.open_demo", json!({})).await;
    assert_eq!((&status["state"], &status["demo"]), (&json!("open"), &json!(true)));
    let twice = fresh.refused("demo.add_household", json!({})).await;
    assert_eq!(twice.code, Code::Conflict);
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    assert!(accounts.as_array().is_some_and(|found| found.len() > 3), "there is something to see");
    let left = fresh.call("file.close_demo", json!({})).await;
    assert_eq!(left["state"], "absent");
    assert!(!fresh.dir.path().join("demo").exists());
}

#[tokio::test]
async fn migrations_are_complete_and_checkable() {
    let fresh = Fresh::open().await;
    fresh.app.close().await;
    let lacking = pocketsage_core::db::check(&fresh.app.config).await.unwrap();
    assert_eq!(lacking, Vec::<String>::new());
    let none = Config::in_dir(fresh.dir.path());
    assert_eq!(pocketsage_core::db::check(&none).await.unwrap_err().code, Code::Locked);
}

#[tokio::test]
async fn a_damaged_page_is_found_wherever_it_is() {
    let fresh = Fresh::open().await;
    let whole = fresh.call("file.check", json!({})).await;
    assert_eq!(whole, json!({"whole": true, "faults": []}));
    fresh.app.close().await;
    let config = || with_key(fresh.dir.path(), 'a');
    let good = hash(&config().file());
    let mut found = 0;
    for page in 2..=good.len() / 16_384 {
        let mut damaged = good.clone();
        damaged[(page - 1) * 16_384 + 5_000] ^= 1;
        std::fs::write(config().file(), &damaged).unwrap();
        match App::start_at(config(), clock()).await {
            Ok(app) => {
                let told = app.call("file.check", json!({})).await.unwrap();
                let fault = told["faults"][0].as_str().unwrap_or_default();
                assert!(
                    told["whole"] == false && fault.contains(&format!("page {page}")),
                    "{told}"
                );
                found += 1;
                app.close().await;
            }
            // A page that is needed at once.
            Err(error) => assert!(error.message.contains("damaged"), "{page}: {error}"),
        }
    }
    assert!(found > 10, "{found}");
}
