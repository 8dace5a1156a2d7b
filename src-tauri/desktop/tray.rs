//! The icon in the tray: what today asks for as a number and as ticks, quick add, what is next, the
//! inbox, lock, open and quit. It looks again when something changed, and as the day goes on. A
//! desktop without a place for it does not keep the window from opening.
use crate::{badge, menu, quick, stay, window, words::Words};
use chrono::{NaiveDateTime, Timelike};
use pocketsage_core::notifications::{Notification, NotificationState};
use pocketsage_core::{Actor, App, Caller, Error, Event, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tauri::{
    AppHandle, Manager, Wry,
    image::Image,
    menu::{CheckMenuItem, IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem},
    tray::{TrayIcon, TrayIconBuilder},
};
use tokio::sync::{Notify, broadcast::error::RecvError};

const ID: &str = "pocketsage";
/// Changes come in bursts.
const PATIENCE: Duration = Duration::from_millis(150);

/// What there is, the menu made of it, and in which language.
type Shown = (menu::Standing, Vec<menu::Line>, &'static str);

/// What the tray shows now, and how to make it look again.
#[derive(Default)]
pub struct Tray {
    shown: Mutex<Option<Shown>>,
    again: Notify,
}

/// Puts the icon there and keeps it true. Where there is no tray, nothing but a line in the log.
pub fn start(app: &AppHandle) {
    app.manage(Tray::default());
    let built = std::panic::catch_unwind(AssertUnwindSafe(|| build(app)));
    match built {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return tracing::warn!(%error, "there is no icon in the tray"),
        // The library that shows icons is loaded when it is first needed, or is not there.
        Err(_) => return tracing::warn!("there is no icon in the tray: its library is missing"),
    }
    listen(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            if let Err(error) = refresh(&app).await {
                tracing::warn!(%error, "the tray could not look");
            }
            app.state::<Tray>().again.notified().await;
            tokio::time::sleep(PATIENCE).await;
        }
    });
}

/// Whether there is an icon of ours.
pub fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

/// Looks again soon.
pub fn look_again(app: &AppHandle) {
    if let Some(tray) = app.try_state::<Tray>() {
        tray.again.notify_one();
    }
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let menu = Menu::new(app)?;
    let mut tray = TrayIconBuilder::with_id(ID).menu(&menu).tooltip("PocketSage");
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.on_menu_event(chosen).build(app).map(|_| ())
}

/// What makes it look again: a change, and the time: reminders pass, and a day begins at some hour.
fn listen(app: &AppHandle) {
    let Some(core) = app.try_state::<Arc<App>>() else {
        return;
    };
    let (mut events, changed) = (core.events(), app.clone());
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(Event::Changed { .. }) | Err(RecvError::Lagged(_)) => look_again(&changed),
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
    let passing = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut hour = wall(&passing).hour();
        loop {
            // By the clock on the wall: a machine that slept wakes up later than it fell asleep.
            tokio::time::sleep(Duration::from_secs(20)).await;
            let now = wall(&passing);
            if now.hour() != hour || is_past(&passing, now) {
                hour = now.hour();
                look_again(&passing);
            }
        }
    });
}

/// Whether the menu holds what is over by now, such as a reminder.
fn is_past(app: &AppHandle, now: NaiveDateTime) -> bool {
    let tray = app.state::<Tray>();
    let shown = tray.shown.lock().unwrap_or_else(PoisonError::into_inner);
    let over =
        |(standing, lines, _): &Shown| menu::lines(standing, now, &stay::words(app)) != *lines;
    shown.as_ref().is_some_and(over)
}

/// The core, asked by nobody: the icon's look must not keep the file from locking itself.
async fn ask(app: &AppHandle, name: &str, input: Value) -> Result<Value> {
    let core = app.state::<Arc<App>>().inner().clone();
    core.call_as(Caller { actor: Actor::Tray, id: None }, name, input).await
}

/// What the clock on the person's wall shows.
fn wall(app: &AppHandle) -> NaiveDateTime {
    let core = app.state::<Arc<App>>();
    core.clock().wall(core.clock().now())
}

async fn standing(app: &AppHandle) -> Result<menu::Standing> {
    let status = ask(app, "file.status", json!({})).await?;
    let mut standing = menu::Standing {
        is_open: status["state"] == "open",
        is_demo: status["demo"] == true,
        ..Default::default()
    };
    if standing.is_open {
        let habits = ask(app, "habits.list_habits", json!({})).await?;
        standing.habits = Vec::deserialize(habits).map_err(Error::internal)?;
        let queue = ask(app, "notifications.list_notifications", json!({"limit": 0})).await?;
        standing.reminders = coming(app, listed(&queue)?);
        standing.inbox = waiting(&ask(app, "imports.list_inbox", json!({"limit": 50})).await?);
    }
    Ok(standing)
}

fn listed(queue: &Value) -> Result<Vec<Notification>> {
    let all = queue.as_array().into_iter().flatten();
    let read = all.map(|shown| Notification::deserialize(&shown["notification"]));
    read.collect::<std::result::Result<_, _>>().map_err(Error::internal)
}

/// What is still to be told, each once, however many ways it is told.
fn coming(app: &AppHandle, queue: Vec<Notification>) -> Vec<menu::Reminder> {
    let core = app.state::<Arc<App>>();
    let waits = |one: &Notification| {
        matches!(one.state, NotificationState::Scheduled | NotificationState::Snoozed)
    };
    let mut subjects = HashSet::new();
    let once = queue.into_iter().filter(waits).filter(|one| subjects.insert(one.subject.clone()));
    once.map(|one| menu::Reminder {
        at: core.clock().wall(one.due_at),
        place: one.place(),
        title: one.title,
    })
    .collect()
}

/// As many as the inbox shows: uncategorised rows count as far as it lists them.
fn waiting(inbox: &Value) -> i64 {
    let count = |field: &str| inbox[field].as_array().map_or(0, Vec::len) as i64;
    let proposals = inbox["proposals_in_all"].as_i64().unwrap_or(0);
    let rows = count("uncategorised");
    let rows =
        if rows < 50 { rows } else { inbox["uncategorised_in_all"].as_i64().unwrap_or(rows) };
    proposals + rows + count("batches") + count("overdue")
}

async fn refresh(app: &AppHandle) -> tauri::Result<()> {
    let standing = match standing(app).await {
        Ok(standing) => standing,
        // Locked meanwhile; the next change says so.
        Err(error) if error.code == pocketsage_core::Code::Locked => menu::Standing::default(),
        Err(error) => {
            tracing::warn!(%error, "the tray could not ask");
            return Ok(());
        }
    };
    let Some(icon) = app.tray_by_id(ID) else {
        return Ok(());
    };
    let words = stay::words(app);
    let lines = menu::lines(&standing, wall(app), &words);
    let now = (standing, lines, words.language());
    let tray = app.state::<Tray>();
    if tray.shown.lock().unwrap_or_else(PoisonError::into_inner).as_ref() == Some(&now) {
        return Ok(());
    }
    show(app, &icon, &now.0, &now.1, &words)?;
    *tray.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    Ok(())
}

fn show(
    app: &AppHandle,
    icon: &TrayIcon,
    standing: &menu::Standing,
    lines: &[menu::Line],
    words: &Words,
) -> tauri::Result<()> {
    let menu = Menu::new(app)?;
    for line in lines {
        menu.append(item(app, line)?.as_ref())?;
    }
    icon.set_menu(Some(menu))?;
    icon.set_tooltip(Some(menu::told(standing, words)))?;
    if let Some(plain) = app.default_window_icon() {
        let pixels = badge::Pixels {
            rgba: plain.rgba().to_vec(),
            width: plain.width(),
            height: plain.height(),
        };
        let open = if standing.is_open { menu::open_today(standing) } else { 0 };
        let badged = badge::with_number(pixels, open);
        icon.set_icon(Some(Image::new_owned(badged.rgba, badged.width, badged.height)))?;
    }
    Ok(())
}

fn item(app: &AppHandle, line: &menu::Line) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    // Else a menu takes what follows an ampersand for a key.
    let plain = |text: &str| text.replace('&', "&&");
    let none: Option<&str> = None;
    Ok(match line {
        menu::Line::Words(text) => Box::new(MenuItem::new(app, plain(text), false, none)?),
        menu::Line::Tick { name, text, is_on } => {
            Box::new(CheckMenuItem::with_id(app, name, plain(text), true, *is_on, none)?)
        }
        menu::Line::Does { name, text } => {
            Box::new(MenuItem::with_id(app, name, plain(text), true, none)?)
        }
        menu::Line::Rule => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

/// Something of the menu was chosen, by its name.
fn chosen(app: &AppHandle, event: MenuEvent) {
    let name = event.id().as_ref();
    match name {
        "open" => window::bring_forward(app),
        "quick" => quick::show(app),
        "quit" => app.exit(0),
        "lock" => act(app, "file.lock", json!({})),
        _ => {
            if let Some(place) = name.strip_prefix("go/") {
                window::go(app, place);
            } else if let Some(habit) = name.strip_prefix("tick/") {
                tick(app, habit);
            }
        }
    }
}

/// As the page does it: kept, or taken back.
fn tick(app: &AppHandle, habit: &str) {
    let tray = app.state::<Tray>();
    let mut shown = tray.shown.lock().unwrap_or_else(PoisonError::into_inner);
    // A menu ticks its item by itself: whatever comes of it, it is made anew.
    let found = shown.take().and_then(|(standing, ..)| {
        standing.habits.into_iter().find(|shown| shown.habit.id == habit)
    });
    drop(shown);
    if let Some(found) = found {
        let is_on = found.today.as_deref() == Some("yes");
        let state = if is_on { None } else { Some(menu::kept(&found.habit.kind)) };
        act(app, "habits.mark_habit", json!({"id": habit, "state": state}));
    }
}

/// A person does something from the menu.
fn act(app: &AppHandle, name: &'static str, input: Value) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let core = app.state::<Arc<App>>().inner().clone();
        if let Err(error) = core.call(name, input).await {
            tracing::warn!(code = ?error.code, op = name, "refused in the tray");
        }
        look_again(&app);
    });
}
