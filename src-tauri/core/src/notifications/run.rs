//! As time goes by: looks when something comes due and when anything has changed, sends the letters,
//! and lets whoever shows notifications know that there are some.
use super::{Channel, Evaluated, NotificationSettings, Telling, email};
use crate::{Actor, App, Caller, Error, Event, Result};
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::broadcast::error::TryRecvError;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(500);
/// What nobody took is offered again.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

impl App {
    /// Tells what is due from now on, for as long as the app is there.
    pub fn remind(self: &Arc<Self>) {
        tokio::spawn(run(Arc::downgrade(self), self.events()));
    }
}

async fn run(app: Weak<App>, mut events: tokio::sync::broadcast::Receiver<Event>) {
    // None: now.
    let mut next: Option<DateTime<Utc>> = None;
    let mut before = DateTime::<Utc>::MIN_UTC;
    loop {
        tokio::time::sleep(TICK).await;
        let Some(app) = app.upgrade() else { return };
        if changed(&mut events) {
            next = None;
        }
        let now = app.clock.now();
        // A clock that was set back would let what is due wait.
        let is_due = next.is_none_or(|next| next <= now) || now < before;
        before = now;
        let is_open = app.session.try_read().is_ok_and(|session| session.store.is_some());
        if !is_due || !is_open {
            continue;
        }
        // What is wrong is in the log already; it is tried again.
        next = Some(look(&app).await.unwrap_or(now + AGAIN));
    }
}

/// Whether anything was told since; what was missed counts as something.
fn changed(events: &mut tokio::sync::broadcast::Receiver<Event>) -> bool {
    let mut changed = false;
    loop {
        match events.try_recv() {
            Ok(Event::Changed { .. }) | Err(TryRecvError::Lagged(_)) => changed = true,
            Ok(_) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return changed,
        }
    }
}

/// Looks once; when to look again.
async fn look(app: &App) -> Result<DateTime<Utc>> {
    let found: Evaluated = ask(app, "notifications.evaluate", Value::Null).await?;
    let again = app.clock.now() + AGAIN;
    if found.due.contains(&Channel::Desktop) {
        let _ = app.events.send(Event::Due {});
    }
    if found.due.contains(&Channel::Email) {
        write_letters(app).await?;
    }
    let next = found.next_at.unwrap_or(again);
    Ok(if found.due.is_empty() { next } else { next.min(again) })
}

async fn write_letters(app: &App) -> Result<()> {
    let settings: NotificationSettings =
        ask(app, "notifications.get_settings", Value::Null).await?;
    let taken = json!({ "channel": Channel::Email });
    let tellings: Vec<Telling> = ask(app, "notifications.take_due", taken).await?;
    for telling in tellings {
        let error = email::send(app, &settings, &telling).await.err().map(|error| error.message);
        let report = json!({ "ids": telling.ids, "error": error });
        let _: Value = ask(app, "notifications.report_told", report).await?;
    }
    Ok(())
}

async fn ask<T: DeserializeOwned>(app: &App, name: &str, input: Value) -> Result<T> {
    let caller = Caller { actor: Actor::Schedule, id: None };
    let answer = app.call_as(caller, name, input).await?;
    serde_json::from_value(answer).map_err(Error::internal)
}
