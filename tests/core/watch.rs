//! What another process does to the file is told, and what this one does is not told twice.
use crate::{Fresh, clock, with_key};
use pocketsage_core::{App, Event};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;

/// Far more than the watch needs to gather what belongs together.
const SOON: Duration = Duration::from_secs(5);
/// Long enough for a second event, if there were one.
const A_WHILE: Duration = Duration::from_millis(700);

async fn tables(events: &mut Receiver<Event>, within: Duration) -> Option<Vec<String>> {
    match tokio::time::timeout(within, events.recv()).await.ok()? {
        Ok(Event::Changed { tables }) => Some(tables),
        other => panic!("{other:?}"),
    }
}

fn account(name: &str) -> Value {
    json!({"name": name, "currency": "EUR"})
}

#[tokio::test]
async fn what_another_process_writes_is_told_and_what_this_one_writes_only_once() {
    let fresh = Fresh::open().await;
    let other = App::start_at(with_key(fresh.dir.path(), 'a'), clock()).await.unwrap();
    let (mut here, mut there) = (fresh.app.events(), other.events());
    other.call("ledger.add_account", account("Giro")).await.unwrap();
    assert_eq!(tables(&mut here, SOON).await, Some(vec![]), "anything may have changed");
    assert_eq!(tables(&mut there, SOON).await.unwrap(), ["account", "history"]);
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await[0]["account"]["name"], "Giro");
    let (more, again) = tokio::join!(tables(&mut here, A_WHILE), tables(&mut there, A_WHILE));
    assert_eq!((more, again), (None, None), "each heard of it once");

    // Undone and done again: neither adds an entry to the history.
    other.call("history.undo", json!({})).await.unwrap();
    assert_eq!(tables(&mut here, SOON).await, Some(vec![]));
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await, json!([]));

    // Both at once: neither is taken for the other.
    tables(&mut there, SOON).await.unwrap();
    fresh.account("Mine").await;
    other.call("ledger.add_account", account("Theirs")).await.unwrap();
    for events in [&mut here, &mut there] {
        let mut heard = [tables(events, SOON).await.unwrap(), tables(events, SOON).await.unwrap()];
        heard.sort();
        assert_eq!(heard, [vec![], vec!["account".to_string(), "history".into()]]);
        assert_eq!(tables(events, A_WHILE).await, None);
    }
}

#[tokio::test]
async fn nothing_is_told_of_a_locked_file() {
    let fresh = Fresh::open().await;
    let other = App::start_at(with_key(fresh.dir.path(), 'a'), clock()).await.unwrap();
    let mut events = fresh.app.events();
    fresh.call("file.lock", json!({})).await;
    assert_eq!(tables(&mut events, SOON).await.unwrap(), ["file"]);
    other.call("ledger.add_account", account("Giro")).await.unwrap();
    assert_eq!(tables(&mut events, A_WHILE).await, None);
    fresh.call("file.unlock", json!({})).await;
    assert_eq!(tables(&mut events, SOON).await.unwrap(), ["file"]);
    other.call("ledger.add_account", account("Savings")).await.unwrap();
    assert_eq!(tables(&mut events, SOON).await, Some(vec![]), "heard again");
}
