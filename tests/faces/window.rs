//! The window's face without a window: Tauri's own way of a message from the page to the core and
//! back. It says what `App::call` says. The window itself is driven in tests/window.
use pocketsage_core::{App, Config, op};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use tauri::async_runtime::block_on;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{Manager, WebviewWindow, WebviewWindowBuilder};

const OURS: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

type Outcome = Result<Value, Value>;

/// A page on the core, and the core itself.
struct Page {
    core: Arc<App>,
    view: WebviewWindow<MockRuntime>,
    _window: tauri::App<MockRuntime>,
}

impl Page {
    fn open(dir: &Path) -> Self {
        let key = dir.join("key");
        std::fs::write(&key, "5a".repeat(32)).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).expect("a mode");
        }
        let mut config = Config::in_dir(dir);
        config.key_file = Some(key);
        let core = block_on(App::start(config)).expect("an open file");
        let window = mock_builder().invoke_handler(pocketsage_desktop::commands());
        let window = window.build(mock_context(noop_assets())).expect("a window");
        window.manage(core.clone());
        let view = WebviewWindowBuilder::new(&window, "main", Default::default()).build();
        Self { core, view: view.expect("a page"), _window: window }
    }

    fn ask_from(&self, place: &str, message: Value) -> Outcome {
        let request = InvokeRequest {
            cmd: "call".into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: place.parse().expect("an address"),
            body: InvokeBody::Json(message),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.into(),
        };
        let answer = get_ipc_response(&self.view, request)?;
        Ok(answer.deserialize().expect("JSON"))
    }

    fn ask(&self, name: &str, input: Value) -> Outcome {
        self.ask_from(OURS, json!({"name": name, "input": input, "call": null}))
    }

    fn direct(&self, name: &str, input: Value) -> Outcome {
        block_on(self.core.call(name, input)).map_err(|error| json!(error))
    }
}

#[test]
fn every_operation_refuses_an_unknown_field_in_the_same_words_in_the_window() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = Page::open(dir.path());
    for op in op::all() {
        let input = json!({"no_such_field": 1});
        let expected = page.direct(op.name, input.clone()).expect_err(op.name);
        assert_eq!(expected["code"], "invalid", "{}: {expected}", op.name);
        assert_eq!(page.ask(op.name, input), Err(expected), "{}", op.name);
    }
}

#[test]
fn what_is_written_and_read_in_the_window_is_what_the_core_holds() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = Page::open(dir.path());
    let account = page.ask("ledger.add_account", json!({"name": "Giro", "currency": "EUR"}));
    let id = account.expect("an account")["id"].clone();
    let transaction = json!({"account_id": id, "day": "2026-03-01", "amount_minor": -1230,
        "payee": "Bäcker & Söhne", "memo": "zwei Brote, 100 %"});
    let added = page.ask("ledger.add_transaction", transaction).expect("a transaction");
    let again = [
        ("ledger.list_transactions", json!({"text": "Brote", "limit": 10})),
        ("ledger.get_transaction", json!({"id": added["id"]})),
        ("ledger.list_accounts", json!({})),
        ("history.list", json!({})),
        ("file.status", json!(null)),
        ("ledger.close_account", json!({"id": id, "version": 99})),
        ("ledger.no_such_thing", json!({})),
    ];
    for (name, input) in again {
        assert_eq!(page.ask(name, input.clone()), page.direct(name, input), "{name}");
    }
    let log = page.ask("history.list", json!({})).expect("the log");
    assert_eq!(log[0]["actor"], "desktop");
}

#[test]
fn a_page_that_is_not_ours_reaches_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = Page::open(dir.path());
    let message = json!({"name": "ledger.list_accounts", "input": {}});
    assert_eq!(page.ask_from(OURS, message.clone()), Ok(json!([])));
    for place in ["https://example.com/", "http://localhost.example.com/", "file:///tmp/x.html"] {
        let refused = page.ask_from(place, message.clone()).expect_err(place);
        assert!(refused.as_str().is_some_and(|words| words.contains("not allowed")), "{refused}");
    }
}
