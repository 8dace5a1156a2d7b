//! What this computer alone remembers (`desktop.json`, beside the window's place in the app's folder
//! for settings): what closing the window does, asked once, and the language that the page speaks.
//! Closing leaves PocketSage in the tray or ends it; without a tray it always ends it.
use crate::{quick, tray, window, words::Words};
use pocketsage_core::{App, Error, Result};
use serde::{Deserialize, Serialize};
use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tauri::{
    AppHandle, Emitter, Listener, Manager, Runtime,
    plugin::{Builder, TauriPlugin},
};
use tauri_plugin_autostart::ManagerExt;

/// What closing the window does.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnClose {
    #[default]
    Ask,
    Stay,
    Quit,
}

#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    on_close: OnClose,
    language: Option<String>,
}

struct Memory {
    file: Option<PathBuf>,
    kept: Mutex<Kept>,
    /// Whether a page is there to be asked.
    asks: AtomicBool,
}

/// How PocketSage lives on this computer.
#[derive(Debug, Serialize)]
struct Computer {
    /// Whether there is a tray to stay in.
    has_tray: bool,
    on_close: OnClose,
    /// Whether it starts, hidden, when the person signs in.
    autostart: bool,
    /// The keys of quick add; empty where there are none.
    quick_keys: String,
    /// False where the system did not give them to us.
    quick_keys_work: bool,
}

/// The page's way to these: `computer`, of Settings and of the question on closing.
pub fn computer() -> TauriPlugin<tauri::Wry> {
    Builder::new("computer")
        .invoke_handler(tauri::generate_handler![read, change, leave, come])
        .build()
}

/// Reads what is remembered; what cannot be read is as if nothing was.
pub fn start(app: &AppHandle) {
    let file = app.path().app_config_dir().ok().map(|folder| folder.join("desktop.json"));
    let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
    let kept = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    app.manage(Memory { file, kept: Mutex::new(kept), asks: AtomicBool::new(false) });
    let told = app.clone();
    app.listen_any("language", move |said| {
        if let Ok(language) = serde_json::from_str::<String>(said.payload()) {
            remember(&told, |kept| kept.language = Some(language));
            tray::look_again(&told);
        }
    });
    let told = app.clone();
    app.listen_any("asks-closing", move |said| {
        told.state::<Memory>().asks.store(said.payload() == "true", Ordering::Relaxed);
    });
}

/// The words in the language of the page, or of the system until there was one.
pub fn words(app: &AppHandle) -> Words {
    let said = app.try_state::<Memory>().and_then(|memory| kept(&memory).language);
    Words::of(&[said, sys_locale::get_locale()])
}

fn kept(memory: &Memory) -> Kept {
    memory.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn remember(app: &AppHandle, change: impl FnOnce(&mut Kept)) {
    let memory = app.state::<Memory>();
    let mut kept = memory.kept.lock().unwrap_or_else(PoisonError::into_inner);
    let before = kept.clone();
    change(&mut kept);
    if let (Some(file), true) = (&memory.file, *kept != before) {
        let text = serde_json::to_string_pretty(&*kept).unwrap_or_default();
        let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = folder.and_then(|()| std::fs::write(file, text)) {
            tracing::warn!(%error, "desktop.json could not be written");
        }
    }
}

/// The page begins anew: there is nobody to be asked until it says so.
pub fn nobody_asks(app: &AppHandle) {
    if let Some(memory) = app.try_state::<Memory>() {
        memory.asks.store(false, Ordering::Relaxed);
    }
}

/// The main window is to be closed.
pub fn closing(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Some(memory) = app.try_state::<Memory>() else {
            return app.exit(0);
        };
        let has_tray = has_tray(&app).await;
        match kept(&memory).on_close {
            OnClose::Stay if has_tray => hide(&app),
            OnClose::Ask if has_tray && memory.asks.load(Ordering::Relaxed) => {
                window::bring_forward(&app);
                if let Err(error) = app.emit_to(window::MAIN, "closing", ()) {
                    tracing::warn!(%error, "the page was not asked");
                }
            }
            _ => app.exit(0),
        }
    });
}

fn hide(app: &AppHandle) {
    if let Some(Err(error)) = app.get_webview_window(window::MAIN).map(|window| window.hide()) {
        tracing::warn!(%error, "the window did not go");
    }
}

/// Whether an icon of ours is somewhere to be seen.
pub async fn has_tray(app: &AppHandle) -> bool {
    tray::is_there(app) && host().await
}

/// On Linux a desktop shows icons only where something offers to.
#[cfg(target_os = "linux")]
async fn host() -> bool {
    let asked = async {
        let bus = zbus::Connection::session().await?;
        let name = "org.kde.StatusNotifierWatcher";
        let proxy = zbus::Proxy::new(&bus, name, "/StatusNotifierWatcher", name).await?;
        proxy.get_property::<bool>("IsStatusNotifierHostRegistered").await
    };
    let limit = std::time::Duration::from_secs(2);
    tokio::time::timeout(limit, asked).await.is_ok_and(|answer| answer.unwrap_or(false))
}

#[cfg(not(target_os = "linux"))]
async fn host() -> bool {
    true
}

#[tauri::command]
async fn read(app: AppHandle) -> Result<Computer> {
    let on_close = kept(&app.state::<Memory>()).on_close;
    let core = app.state::<Arc<App>>();
    Ok(Computer {
        has_tray: has_tray(&app).await,
        on_close,
        autostart: app.autolaunch().is_enabled().unwrap_or(false),
        quick_keys: core.config.quick_add_keys.clone(),
        quick_keys_work: quick::keys_work(&app),
    })
}

/// Changes what is given.
#[tauri::command(rename_all = "snake_case")]
async fn change(
    app: AppHandle,
    on_close: Option<OnClose>,
    autostart: Option<bool>,
) -> Result<Computer> {
    if let Some(on_close) = on_close {
        remember(&app, |kept| kept.on_close = on_close);
    }
    if let Some(wanted) = autostart {
        let starts = app.autolaunch();
        let changed = if wanted { starts.enable() } else { starts.disable() };
        changed.map_err(|error| {
            let message = format!("the system did not take this: {error}");
            Error::invalid("autostart", message)
        })?;
    }
    read(app).await
}

/// Closes the window, as was chosen.
#[tauri::command]
fn leave(app: AppHandle) {
    closing(&app);
}

/// Brings the main window forward.
#[tauri::command]
fn come(app: AppHandle) {
    window::bring_forward(&app);
}

/// Whether this start is to show no window: the system's, at signing in.
pub fn starts_hidden(arguments: impl IntoIterator<Item = String>) -> bool {
    arguments.into_iter().any(|argument| argument == "--hidden")
}

/// Starts hidden when the person signs in, where that is chosen.
pub fn autostart<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_autostart::Builder::new().app_name("PocketSage").arg("--hidden").build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_or_newer_version_remembered_is_still_read() {
        let read = |text: &str| serde_json::from_str::<Kept>(text).unwrap();
        assert_eq!(read("{}"), Kept::default());
        let newer = r#"{"on_close": "stay", "language": "de", "shape": "round"}"#;
        let kept = read(newer);
        assert_eq!((kept.on_close, kept.language.as_deref()), (OnClose::Stay, Some("de")));
        assert_eq!(read(&serde_json::to_string(&kept).unwrap()), kept);
    }
}
