//! Quick add: a small window of its own, made before it is wanted so that it is there at once. The
//! tray and a key that works everywhere bring it up; Escape, Enter and looking away let it go.
use crate::window;
use pocketsage_core::App;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};
#[cfg(target_os = "linux")]
use tauri::PhysicalPosition;
use tauri::{
    AppHandle, Emitter, LogicalSize, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

pub const QUICK: &str = "quick";
const SIZE: LogicalSize<f64> = LogicalSize { width: 600.0, height: 204.0 };
const MOMENT: Duration = Duration::from_millis(200);

#[derive(Default)]
struct Keys {
    work: AtomicBool,
}

/// Asks the system for the keys. One that does not give them loses no more than these.
pub fn start(app: &AppHandle) {
    app.manage(Keys::default());
    let keys = app.state::<Arc<App>>().config.quick_add_keys.clone();
    if keys.is_empty() {
        return;
    }
    if let Err(error) = app.plugin(tauri_plugin_global_shortcut::Builder::new().build()) {
        return tracing::warn!(%error, "there are no keys for quick add");
    }
    let pressed = |app: &AppHandle, _: &_, event: tauri_plugin_global_shortcut::ShortcutEvent| {
        if event.state == ShortcutState::Pressed {
            show(app);
        }
    };
    match app.global_shortcut().on_shortcut(keys.as_str(), pressed) {
        Ok(()) => app.state::<Keys>().work.store(!is_wayland(), Ordering::Relaxed),
        Err(error) => tracing::warn!(%error, keys, "the keys of quick add are not to be had"),
    }
}

/// There the keys reach us only from programs that know nothing of it.
fn is_wayland() -> bool {
    let session = std::env::var("XDG_SESSION_TYPE").unwrap_or_default();
    cfg!(target_os = "linux") && session == "wayland"
}

pub fn keys_work(app: &AppHandle) -> bool {
    app.state::<Keys>().work.load(Ordering::Relaxed)
}

/// Makes the window, unseen, once the first one is there: it must not make that one wait.
pub fn prepare(app: &AppHandle) {
    if app.get_webview_window(QUICK).is_some() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match make(&app) {
            Ok(quick) => warm(&quick).await,
            Err(error) => tracing::warn!(%error, "there is no window for quick add"),
        }
    });
}

fn make(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let page = WebviewUrl::App("index.html#/quick".into());
    let quick = WebviewWindowBuilder::new(app, QUICK, page)
        .title("PocketSage: quick add")
        .inner_size(SIZE.width, SIZE.height)
        .resizable(false)
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible(false)
        .focused(false)
        .center();
    let quick = window::shows_only_ours(app, quick).build()?;
    let hidden = quick.clone();
    quick.on_window_event(move |event| match event {
        WindowEvent::Focused(false) => hide_when_left(hidden.clone()),
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            hide(&hidden);
        }
        _ => {}
    });
    Ok(quick)
}

/// WebKitGTK prepares a window's first picture only once it is seen, which takes half a second: so
/// it is shown once to nobody, as a dot beyond the screen. On Wayland it would stand in the middle.
#[cfg(target_os = "linux")]
async fn warm(quick: &WebviewWindow) {
    if is_wayland() {
        return;
    }
    let dot = quick.set_size(LogicalSize::new(1.0, 1.0));
    let steps = [dot, quick.set_position(PhysicalPosition::new(-8000, -8000)), quick.show()];
    tokio::time::sleep(Duration::from_millis(800)).await;
    // Wanted meanwhile, it stays.
    let is_wanted = quick.is_focused().unwrap_or(false);
    let hidden = if is_wanted { Ok(()) } else { quick.hide() };
    for error in steps.into_iter().chain([hidden, quick.set_size(SIZE)]).filter_map(Result::err) {
        tracing::warn!(%error, "quick add is slow the first time");
    }
}

#[cfg(not(target_os = "linux"))]
async fn warm(_: &WebviewWindow) {}

/// Keys that are grabbed take the focus for a moment; a person who looks away takes it for good.
fn hide_when_left(quick: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(MOMENT).await;
        if !quick.is_focused().unwrap_or(false) {
            hide(&quick);
        }
    });
}

fn hide(quick: &WebviewWindow) {
    if let Err(error) = quick.hide() {
        tracing::warn!(%error, "quick add did not go");
    }
}

/// Brings it up; its page is told when that was asked for.
pub fn show(app: &AppHandle) {
    let Some(quick) = app.get_webview_window(QUICK) else {
        return prepare(app);
    };
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let told = json!({ "at_ms": since.as_millis() as u64 });
    let steps = [quick.set_size(SIZE), quick.center(), quick.show(), quick.set_focus()];
    let told = quick.emit_to(QUICK, "quick-shown", told);
    for error in steps.into_iter().chain([told]).filter_map(Result::err) {
        tracing::warn!(%error, "quick add did not come up");
    }
}
