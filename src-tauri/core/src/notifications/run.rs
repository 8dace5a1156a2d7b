//! As time goes by: looks when something comes due and when anything has changed, sends the letters,
//! and lets whoever shows notifications know that there are some.
use super::plan::Due;
use super::{Channel, Evaluated, NotificationSettings, Telling, email};
use crate::{Actor, App, Caller, Error, Event, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
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

/// Changes of these tables say nothing new of the ledger.
const BESIDE: [&str; 5] = ["habit", "habit_entry", "habit_sent", "history", "notification"];

/// What is known until something changes.
#[derive(Default)]
struct Known {
    /// When to look again; none is now.
    next: Option<DateTime<Utc>>,
    /// What the ledger said was due, and on which day.
    due: Option<(NaiveDate, Vec<Due>)>,
    /// When the clock was last looked at.
    before: DateTime<Utc>,
}

async fn run(app: Weak<App>, mut events: Receiver<Event>) {
    let mut known = Known::default();
    loop {
        tokio::time::sleep(TICK).await;
        let Some(app) = app.upgrade() else { return };
        known.hear(&mut events);
        let now = app.clock.now();
        // A clock that was set back would let what is due wait.
        let is_due = known.next.is_none_or(|next| next <= now) || now < known.before;
        known.before = now;
        let is_open = app.session.try_read().is_ok_and(|session| session.store.is_some());
        if is_due && is_open {
            // What is wrong is in the log already; it is tried again.
            known.next = Some(known.look(&app).await.unwrap_or(now + AGAIN));
        }
    }
}

impl Known {
    /// What was missed may be anything.
    fn hear(&mut self, events: &mut Receiver<Event>) {
        loop {
            let ledger = match events.try_recv() {
                Ok(Event::Changed { tables }) => {
                    tables.is_empty() || tables.iter().any(|table| !BESIDE.contains(&&**table))
                }
                Err(TryRecvError::Lagged(_)) => true,
                Ok(_) => continue,
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            };
            self.next = None;
            if ledger {
                self.due = None;
            }
        }
    }

    /// Looks once; when to look again.
    async fn look(&mut self, app: &App) -> Result<DateTime<Utc>> {
        let today = app.clock.day_begun_at(app.config.day_start_hour);
        let due = match self.due.take().filter(|(day, _)| *day == today) {
            Some((_, due)) => due,
            None => ask(app, "notifications.find_due", Value::Null).await?,
        };
        let found: Evaluated = ask(app, "notifications.evaluate", json!({ "due": due })).await?;
        self.due = Some((today, due));
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
