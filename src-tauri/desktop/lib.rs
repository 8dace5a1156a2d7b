//! The desktop face: one command over the operation table, the core's events, the main window, an
//! icon in the tray and a small window for quick add. It adds no rule and no default: what it alone
//! remembers is how it lives on this computer (`stay`). On Linux a blank window is cured by starting with
//! `WEBKIT_DISABLE_DMABUF_RENDERER=1`, which WebKitGTK reads itself.
use pocketsage_core::{Actor, App, Caller, Config, Result, logs};
use serde_json::Value;
use std::{process::ExitCode, sync::Arc};
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, Runtime, State, ipc::Invoke, plugin::TauriPlugin,
};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::broadcast::error::RecvError;

mod badge;
mod files;
mod menu;
mod quick;
mod reminders;
mod stay;
mod tray;
mod window;
mod words;

/// Runs until the window is closed and nothing stays in the tray, or until it is quit from there.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default()
        // First of all: a second start hands over its files and ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            if !stay::starts_hidden(arguments.clone()) {
                window::bring_forward(app);
            }
            files::hand_over(app, files::named(arguments, folder.as_ref()));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(window_state())
        .plugin(stay::autostart())
        .plugin(stay::computer())
        .invoke_handler(commands())
        .setup(|app| {
            start(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(closing);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("PocketSage could not open its window: {error}");
            ExitCode::from(2)
        }
    }
}

/// The main window comes back where it was; whether it is seen is for each start to say.
fn window_state<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
        .with_denylist(&[quick::QUICK])
        .build()
}

/// All that a page may ask of the core, in whatever window it is shown.
pub fn commands<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![call]
}

/// Every operation there is. `call` names this one call, for its progress and its cancelling.
#[tauri::command]
async fn call(
    core: State<'_, Arc<App>>,
    name: String,
    input: Value,
    call: Option<String>,
) -> Result<Value> {
    core.call_as(Caller { actor: Actor::Desktop, id: call }, &name, input).await
}

fn start(app: &AppHandle) {
    let opened = open_core(app).map_err(|error| error.to_string());
    let shown = opened.and_then(|()| open_windows(app).map_err(|error| error.to_string()));
    if let Err(message) = shown {
        refuse(app, &message);
    }
}

fn open_windows(app: &AppHandle) -> tauri::Result<()> {
    stay::start(app);
    tray::start(app);
    reminders::start(app);
    quick::start(app);
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    // Hidden where nothing could bring it back, it would be lost.
    let is_hidden =
        stay::starts_hidden(arguments) && tauri::async_runtime::block_on(stay::has_tray(app));
    window::open(app, !is_hidden)
}

fn open_core(app: &AppHandle) -> Result<()> {
    let config = Config::load(None)?;
    app.manage(logs::start(&config)?);
    let core = tauri::async_runtime::block_on(App::start(config))?;
    forward_events(app, &core);
    app.manage(core);
    files::wait_for_the_page(app);
    Ok(())
}

fn forward_events(app: &AppHandle, core: &App) {
    let (app, mut events) = (app.clone(), core.events());
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => app.emit(event.name(), event.data()).unwrap_or_else(|error| {
                    tracing::warn!(%error, "an event did not reach the window");
                }),
                Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "events were dropped"),
                Err(RecvError::Closed) => return,
            }
        }
    });
}

/// Says in words why there is no window, then ends with 2.
fn refuse(app: &AppHandle, message: &str) {
    eprintln!("PocketSage cannot start: {message}");
    let ended = app.clone();
    app.dialog()
        .message(message)
        .title("PocketSage cannot start")
        .kind(MessageDialogKind::Error)
        .show(move |_| ended.exit(2));
}

fn closing(app: &AppHandle, event: RunEvent) {
    if let (RunEvent::Exit, Some(core)) = (event, app.try_state::<Arc<App>>()) {
        tauri::async_runtime::block_on(core.close());
    }
}
