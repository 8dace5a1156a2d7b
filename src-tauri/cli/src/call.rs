//! One call from a terminal: it unlocks the file if need be, shows how far it is, and stops when
//! the person presses Ctrl+C.
use pocketsage_core::{Actor, App, Caller, Code, Error, Event, Result};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// The only call of this process that can be cancelled.
const CALL: &str = "cli";
const TRIES: usize = 3;

/// Runs the operation; a locked file is unlocked first, asking for its passphrase at a terminal.
pub async fn call(app: &Arc<App>, name: &str, input: Value) -> Result<Value> {
    match once(app, name, input.clone()).await {
        Err(error) if error.code == Code::Locked => {
            unlock(app, error).await?;
            once(app, name, input).await
        }
        outcome => outcome,
    }
}

async fn once(app: &Arc<App>, name: &str, input: Value) -> Result<Value> {
    let mut events = app.events();
    let mut running = {
        let (app, name) = (app.clone(), name.to_string());
        let caller = Caller { actor: Actor::Cli, id: Some(CALL.into()) };
        tokio::spawn(async move { app.call_as(caller, &name, input).await })
    };
    let mut line = Line::default();
    let mut asked = false;
    // One listener for all turns: a new one each turn would miss a key pressed between two.
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        tokio::select! {
            ended = &mut running => return ended.map_err(Error::internal)?,
            event = next(&mut events) => line.show(&event),
            _ = &mut stop => {
                stop.set(tokio::signal::ctrl_c());
                if asked {
                    // It does not listen; leaving drops its transaction.
                    return Err(Error::new(Code::Cancelled, "stopped; nothing was changed"));
                }
                asked = true;
                // It may just have ended: then its own outcome counts.
                let caller = Caller { actor: Actor::Cli, id: None };
                let _ = app.call_as(caller, "file.cancel_call", json!({"call": CALL})).await;
            }
        }
    }
}

async fn next(events: &mut Receiver<Event>) -> Event {
    loop {
        match events.recv().await {
            Ok(event) => return event,
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Opens the locked file with the keychain's key or the person's passphrase, or hands `locked` back.
async fn unlock(app: &Arc<App>, locked: Error) -> Result<()> {
    let status = app.call("file.status", json!({})).await?;
    if status["state"] != "locked" {
        return Err(locked);
    }
    if status["keychain"] == true && app.call("file.unlock", json!({})).await.is_ok() {
        return Ok(());
    }
    if !io::stdin().is_terminal() {
        let message = format!(
            "{}; set POCKETSAGE_KEY_FILE, or run this at a terminal to type the passphrase",
            locked.message
        );
        return Err(Error { message, ..locked });
    }
    let mut outcome = Err(locked);
    for _ in 0..TRIES {
        let passphrase =
            tokio::task::block_in_place(|| rpassword::prompt_password("Passphrase: "))?;
        match app.call("file.unlock", json!({"passphrase": passphrase})).await {
            Ok(_) => return Ok(()),
            Err(error) if error.code == Code::Invalid => {
                let _ = writeln!(io::stderr(), "{error}");
                outcome = Err(error);
            }
            Err(error) => return Err(error),
        }
    }
    outcome
}

/// The progress on one line of stderr, which is wiped at the end.
#[derive(Default)]
struct Line {
    shown: bool,
}

impl Line {
    fn show(&mut self, event: &Event) {
        let Event::Progress { call, done, total, rate, left_ms, .. } = event else {
            return;
        };
        if call != CALL || !io::stderr().is_terminal() {
            return;
        }
        self.shown = true;
        let left = left_ms.div_ceil(1000);
        let _ = write!(
            io::stderr(),
            "\r\x1b[K{done} of {total} · {rate}/s · {left} s left · Ctrl+C stops it"
        );
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
