//! Reminders as the system shows them: what the core says is due is taken, shown with its answers, and
//! an answer goes back to the core without the window. Where a system has no buttons, and where a
//! reminder is clicked, the window comes forward on the screen it is about.
use crate::window;
use pocketsage_core::notifications::{Channel, Telling};
use pocketsage_core::{Actor, App, Caller, Event, Result};
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

/// What pressing the notification itself is called.
const PRESSED: &str = "default";
const OPEN: &str = "open";
/// Where there are no buttons, the window comes forward with the reminders and theirs.
const NO_BUTTONS: &str = "no buttons";
const PANEL: &str = "#/today";

/// Shows what comes due from now on.
pub fn start(app: &AppHandle) {
    let core = app.state::<Arc<App>>().inner().clone();
    let (app, mut events) = (app.clone(), core.events());
    tauri::async_runtime::spawn(async move {
        // It starts a task of its own, which only a task may do here.
        core.remind();
        loop {
            match events.recv().await {
                Ok(Event::Due {}) | Err(RecvError::Lagged(_)) => show_due(&app, &core).await,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

async fn show_due(app: &AppHandle, core: &Arc<App>) {
    let channel = json!({ "channel": Channel::Desktop });
    let taken = ask(core, Actor::Schedule, "notifications.take_due", channel).await;
    let tellings: Vec<Telling> =
        taken.ok().and_then(|taken| serde_json::from_value(taken).ok()).unwrap_or_default();
    for telling in tellings {
        show(app.clone(), core.clone(), telling).await;
    }
}

/// Shows one and says whether that worked; its answer is awaited on a thread of its own.
async fn show(app: AppHandle, core: Arc<App>, telling: Telling) {
    let (sent, was_sent) = tokio::sync::oneshot::channel();
    let (ids, shown) = (telling.ids.clone(), telling.clone());
    let (answering, answered) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || present(&shown, sent, &answering));
    let error = match was_sent.await {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error),
        Err(_) => Some("the notification was lost".into()),
    };
    let report = json!({ "ids": ids, "error": error });
    let reported = ask(&core, Actor::Schedule, "notifications.report_told", report).await;
    if reported.is_ok() && error.is_none() {
        tauri::async_runtime::spawn(wait(app, core, telling, answered));
    }
}

async fn wait(
    app: AppHandle,
    core: Arc<App>,
    telling: Telling,
    mut answered: tokio::sync::mpsc::UnboundedReceiver<String>,
) {
    while let Some(action) = answered.recv().await {
        let named = telling.answers.iter().find(|one| name(&json!(one.answer)) == action);
        match named {
            Some(answer) => {
                for id in &telling.ids {
                    let answer = json!({ "id": id, "answer": answer.answer });
                    // What was refused is in the log, and the reminder still stands in the window.
                    let named = "notifications.answer_notification";
                    let _ = ask(&core, Actor::Desktop, named, answer).await;
                }
            }
            None if action == PRESSED || action == OPEN => window::go(&app, &telling.open),
            None if action == NO_BUTTONS => window::go(&app, PANEL),
            None => {}
        }
    }
}

fn name(answer: &Value) -> String {
    answer.as_str().unwrap_or_default().into()
}

/// An answer is a person's; that something is shown must not keep the file from locking itself.
async fn ask(core: &App, actor: Actor, name: &str, input: Value) -> Result<Value> {
    core.call_as(Caller { actor, id: None }, name, input).await
}

type Sent = tokio::sync::oneshot::Sender<std::result::Result<(), String>>;
type Answering = tokio::sync::mpsc::UnboundedSender<String>;

/// On Linux and the BSDs the notification server shows markup, and most have buttons.
#[cfg(all(unix, not(target_os = "macos")))]
fn present(telling: &Telling, sent: Sent, answering: &Answering) {
    let mut note = notification(telling);
    note.body(&escaped(&telling.body));
    let has_buttons =
        notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|one| one == "actions"));
    if has_buttons {
        note.action(PRESSED, PRESSED);
        for answer in &telling.answers {
            note.action(&name(&json!(answer.answer)), &answer.name);
        }
        note.action(OPEN, &telling.open_name);
    }
    match note.show() {
        Ok(shown) => {
            let _ = sent.send(Ok(()));
            if !has_buttons {
                let _ = answering.send(NO_BUTTONS.into());
            }
            shown.wait_for_action(|action| {
                let _ = answering.send(action.into());
            });
        }
        Err(error) => {
            let _ = sent.send(Err(error.to_string()));
        }
    }
}

/// Elsewhere there are no buttons to rely on: the window comes forward with the reminder.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn present(telling: &Telling, sent: Sent, answering: &Answering) {
    let shown = notification(telling).show().map(drop).map_err(|error| error.to_string());
    if shown.is_ok() {
        let _ = answering.send(NO_BUTTONS.into());
    }
    let _ = sent.send(shown);
}

fn notification(telling: &Telling) -> notify_rust::Notification {
    let mut note = notify_rust::Notification::new();
    note.appname("PocketSage").summary(&telling.title).body(&telling.body).icon("pocketsage");
    note
}

/// A notification's body is markup: what people write is shown as they wrote it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_no_markup() {
        assert_eq!(escaped("<b>Tom & Ann</b>"), "&lt;b&gt;Tom &amp; Ann&lt;/b&gt;");
    }
}
