//! Watched folders: a task beside the open file that takes in what a bank's files hold, by
//! `imports.add`. The system's notices and a slow look wake it; what is to be done is seen by
//! looking alone, so that two notices are one and a missed one is made up for. What becomes of a
//! file is kept and shown. It asks nobody, and lets a file lie that leaves something open.
mod disk;
mod ears;
mod kept;
pub(super) mod model;
pub(super) mod ops;
mod ready;
mod sql;
mod take_in;

use crate::app::{App, Event};
use crate::db::{Id, Store};
use crate::op::Nothing;
use crate::{Actor, Caller, Error, Op, Result};
use disk::Look;
use ears::Ears;
use kept::Kept;
use ops::{FindFile, NoteSeen, Watched};
pub use ready::Pace;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, Weak};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::task::JoinHandle;
use tokio::time::Instant;

// Of the watch alone: not in the table of the faces.
crate::ops! { "imports"
    /// The watched folders and what was seen in each.
    GET "" load_watched(Nothing) -> Vec<Watched>;
    /// Keep what became of a file.
    POST "" note_seen(NoteSeen) -> Nothing;
    /// The import that a file came in with, told by its content.
    GET "" find_file(FindFile) -> Option<Id>;
}
const LOAD_WATCHED: &Op = &OPS[0];
const NOTE_SEEN: &Op = &OPS[1];
const FIND_FILE: &Op = &OPS[2];

/// The folders that the system does not tell about, and why: they are only looked at now and then.
pub type Deaf = Arc<Mutex<HashMap<Id, String>>>;

/// Ends when it is dropped.
pub struct FolderWatch {
    task: JoinHandle<()>,
    deaf: Deaf,
}

impl Drop for FolderWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl FolderWatch {
    /// Watches the folders of this file from now on, unless the settings leave that to others.
    pub fn start(app: &App, store: &Store) -> Option<Self> {
        let pace = app.config.folder_pace.clone()?;
        let deaf = Deaf::default();
        let watching = Watching {
            app: app.me.clone(),
            events: app.events.subscribe(),
            lock_path: store.path.with_extension("folders"),
            lock: None,
            lock_tries: 0,
            ears: Ears::default(),
            deaf: deaf.clone(),
            folders: vec![],
            stale: true,
            own: 0,
            next: Some(Instant::now()),
            pace,
        };
        Some(Self { task: tokio::spawn(watching.run()), deaf })
    }

    pub(crate) fn deaf(&self) -> Deaf {
        self.deaf.clone()
    }

    /// Returns once it has let go of everything.
    pub(crate) async fn stop(mut self) {
        self.task.abort();
        // It was told to end, and that is how it ended.
        let _ = (&mut self.task).await;
    }
}

fn caller() -> Caller {
    Caller { actor: Actor::Folder, id: None }
}

struct Watching {
    app: Weak<App>,
    events: broadcast::Receiver<Event>,
    pace: Pace,
    /// Held by the one process that watches the folders of this file.
    lock: Option<File>,
    lock_path: PathBuf,
    lock_tries: u32,
    ears: Ears,
    deaf: Deaf,
    folders: Vec<Kept>,
    /// The folders have to be read again from the file.
    stale: bool,
    /// How many of the imports that will be told of are our own.
    own: usize,
    /// When to look again though nothing called for it.
    next: Option<Instant>,
}

impl Watching {
    async fn run(mut self) {
        loop {
            self.wait().await;
            // The app is held only while there is something to do, or it could never end.
            let Some(app) = self.app.upgrade() else { return };
            if let Err(error) = self.turn(&app).await {
                tracing::warn!(code = ?error.code, "the watched folders could not be looked at");
                (self.stale, self.next) = (true, Some(Instant::now() + self.pace.slow));
            }
        }
    }

    /// Until there may be something to do.
    async fn wait(&mut self) {
        let next = self.next;
        let timer = async move {
            match next {
                Some(next) => tokio::time::sleep_until(next).await,
                None => std::future::pending().await,
            }
        };
        tokio::pin!(timer);
        loop {
            let event = tokio::select! {
                () = self.ears.hear() => return tokio::time::sleep(self.pace.gather).await,
                () = &mut timer => return,
                event = self.events.recv() => event,
            };
            if self.concerns(event) {
                return;
            }
        }
    }

    /// Whether what was told calls for a turn: other folders, or an import by somebody else, after
    /// which a file may no longer ask.
    fn concerns(&mut self, event: std::result::Result<Event, RecvError>) -> bool {
        let mut asks_again = false;
        match event {
            Ok(Event::Changed { tables }) => {
                let has = |name: &str| tables.iter().any(|table| table == name);
                let foreign = tables.is_empty();
                self.stale |= foreign || has("import_folder");
                let own = has("import_batch") && self.own > 0;
                self.own -= usize::from(own);
                asks_again = foreign || has("account") || has("import_batch") && !own;
            }
            Ok(Event::Progress { .. } | Event::Due {}) => {}
            Err(RecvError::Lagged(_)) => (self.stale, self.own, asks_again) = (true, 0, true),
            Err(RecvError::Closed) => return true,
        }
        if asks_again {
            self.folders.iter_mut().for_each(Kept::ask_again);
        }
        self.stale || asks_again
    }

    /// Takes in what has been told meanwhile, without waiting.
    fn catch_up(&mut self) {
        use broadcast::error::TryRecvError;
        loop {
            let event = match self.events.try_recv() {
                Ok(event) => Ok(event),
                Err(TryRecvError::Lagged(missed)) => Err(RecvError::Lagged(missed)),
                Err(_) => return,
            };
            self.concerns(event);
        }
    }

    /// One look at every folder, and whatever it calls for.
    async fn turn(&mut self, app: &App) -> Result<()> {
        self.catch_up();
        if std::mem::take(&mut self.stale) {
            self.load(app).await?;
        }
        if self.folders.iter().all(|kept| kept.folder.paused) {
            self.rest();
            return Ok(());
        }
        if !self.is_the_one() {
            return Ok(());
        }
        self.look(app).await;
        for at in 0..self.folders.len() {
            self.take_in(app, at).await?;
            if self.stale {
                // Paused or removed meanwhile: the next turn knows.
                self.next = Some(Instant::now());
                return Ok(());
            }
        }
        let slow = Instant::now() + self.pace.slow;
        let due = self.folders.iter().filter_map(Kept::due).min();
        self.next = Some(due.map_or(slow, |due| due.min(slow)));
        Ok(())
    }

    /// Nothing to watch: nothing is listened to, and nothing wakes.
    fn rest(&mut self) {
        self.ears.listen(HashSet::new(), &HashMap::new());
        self.tell_deaf(HashMap::new());
        (self.lock, self.next) = (None, None);
    }

    async fn load(&mut self, app: &App) -> Result<()> {
        let watched = app.run(caller(), LOAD_WATCHED, Value::Null).await?;
        let watched: Vec<Watched> = serde_json::from_value(watched).map_err(Error::internal)?;
        let mut before = std::mem::take(&mut self.folders);
        for Watched { folder, seen } in watched {
            let same = before.iter().position(|kept| kept.folder.id == folder.id);
            self.folders.push(match same {
                Some(at) => before.swap_remove(at).changed(folder),
                None => Kept::new(folder, seen),
            });
        }
        Ok(())
    }

    /// Whether it falls to this process to watch. A window and a server on the same file would
    /// otherwise both read each new file.
    fn is_the_one(&mut self) -> bool {
        if self.lock.is_some() {
            return true;
        }
        let file = File::options().create(true).truncate(false).write(true).open(&self.lock_path);
        match file.map(|file| (file.try_lock(), file)) {
            Ok((Err(TryLockError::WouldBlock), _)) => {
                // What the other one sees meanwhile is read when it falls to us.
                (self.folders, self.stale) = (vec![], true);
                self.next = Some(
                    Instant::now()
                        + ready::backoff(self.lock_tries, &self.pace).min(self.pace.slow),
                );
                self.lock_tries += 1;
                return false;
            }
            Ok((_, file)) => self.lock = Some(file),
            // A disk that knows no locks: at worst a file is read twice, and its rows known.
            Err(error) => tracing::warn!(%error, "the watched folders could not be locked"),
        }
        self.lock_tries = 0;
        true
    }

    /// Sees what is there, and listens to it from then on.
    async fn look(&mut self, app: &App) {
        let (mut folders, mut places) = (HashSet::new(), HashMap::new());
        for kept in self.folders.iter_mut().filter(|kept| !kept.folder.paused) {
            let path = PathBuf::from(&kept.folder.path);
            match kept.look(self.pace.patience).await {
                Look::Here { place, .. } => {
                    folders.insert(place.real.clone());
                    places.insert(place.real.clone(), place.identity);
                }
                Look::Missing(Some(parent)) => {
                    folders.insert(parent.real.join(path.file_name().unwrap_or_default()));
                    places.insert(parent.real.clone(), parent.identity);
                }
                Look::Missing(None) | Look::Unreadable => {}
            }
        }
        let faults = self.ears.listen(folders, &places);
        let mut deaf = HashMap::new();
        let (mut turned, mut again) = (false, false);
        for kept in self.folders.iter_mut().filter(|kept| !kept.folder.paused) {
            if let Some(Look::Here { place, .. }) = &kept.seen_now {
                let every = self.pace.slow.as_secs().max(1);
                let said = |fault| {
                    format!("the system does not tell of it ({fault}); looked at every {every} s")
                };
                deaf.extend(faults.get(&place.real).map(|f| (kept.folder.id, said(f))));
                // Between the look and the listening something may have come.
                again |= self.ears.hears(place) && kept.heard_from != Some(place.identity);
                kept.heard_from = self.ears.hears(place).then_some(place.identity);
            }
            turned |= kept.turned();
        }
        turned |= self.tell_deaf(deaf);
        if turned {
            let _ = app.events.send(Event::Changed { tables: vec!["import_folder".into()] });
        }
        if again {
            for kept in self.folders.iter_mut().filter(|kept| !kept.folder.paused) {
                kept.look(self.pace.patience).await;
            }
        }
    }

    fn tell_deaf(&self, now: HashMap<Id, String>) -> bool {
        let Ok(mut deaf) = self.deaf.lock() else { return false };
        let other = *deaf != now;
        for fault in now.iter().filter(|_| other) {
            tracing::warn!(folder = %fault.0, "the system does not tell of a watched folder");
        }
        *deaf = now;
        other
    }
}
