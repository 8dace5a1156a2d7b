//! Hears of what other processes (the command line beside the window) commit to the open file, and
//! tells the faces. It only says that something changed, not what; a file that cannot be watched is
//! used all the same, and shows foreign changes when it is next read.
use crate::db::Store;
use crate::{App, Error, Event, Result};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, broadcast};

/// One commit writes in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// Ends when it is dropped.
pub(crate) struct Watch(tokio::task::JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Watch {
    /// Tells what happens to this file from now on.
    pub async fn start(app: &App, store: &Store) -> Option<Self> {
        let begun = match (Folder::of(&store.path), store.foreign_commits().await) {
            (Ok(folder), Ok(seen)) => Ok((folder, seen)),
            (Err(error), _) => Err(error.to_string()),
            (_, Err(error)) => Err(error.to_string()),
        };
        let (folder, seen) = begun.inspect_err(|error| blind(error)).ok()?;
        let (store, events) = (store.clone(), app.events.clone());
        Some(Self(tokio::spawn(async move {
            if let Err(error) = listen(store, seen, folder, events).await {
                blind(&error.to_string());
            }
        })))
    }
}

fn blind(error: &str) {
    tracing::warn!(error, "what other programs change in the file will not be noticed");
}

/// Our own commits wake it as well; that it is foreign is decided by the database alone.
async fn listen(
    store: Store,
    mut seen: i64,
    mut folder: Folder,
    events: broadcast::Sender<Event>,
) -> Result<()> {
    loop {
        folder.touched.notified().await;
        // To be woken for each of the thousand steps of an own import took a thirteenth of it: until
        // it is done, nothing is heard. What is written meanwhile shows in the count.
        folder.leave().map_err(Error::internal)?;
        tokio::time::sleep(QUIET).await;
        drop(store.writer.acquire().await?);
        folder.watch().map_err(Error::internal)?;
        let now = store.foreign_commits().await?;
        if now != seen {
            seen = now;
            let _ = events.send(Event::Changed { tables: vec![] });
        }
    }
}

/// The folder of the file, being watched.
struct Folder {
    path: PathBuf,
    watcher: RecommendedWatcher,
    /// The file or its write-ahead log, where commits go first, was written to.
    touched: Arc<Notify>,
}

impl Folder {
    fn of(file: &Path) -> notify::Result<Self> {
        let touched = Arc::new(Notify::new());
        let name = file.file_name().unwrap_or_default().to_owned();
        let mut log = name.clone();
        log.push("-wal");
        let ours = move |event: &notify::Event| event.need_rescan() || writes(event, [&name, &log]);
        let tell = touched.clone();
        let watcher = notify::recommended_watcher(move |heard| match heard {
            Ok(event) if ours(&event) => tell.notify_one(),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the folder of the file could not be watched"),
        })?;
        let path = file.parent().unwrap_or(file).to_owned();
        let mut folder = Self { path, watcher, touched };
        folder.watch()?;
        Ok(folder)
    }

    fn watch(&mut self) -> notify::Result<()> {
        self.watcher.watch(&self.path, RecursiveMode::NonRecursive)
    }

    fn leave(&mut self) -> notify::Result<()> {
        self.watcher.unwatch(&self.path)
    }
}

fn writes(event: &notify::Event, names: [&OsString; 2]) -> bool {
    let named = |path: &Path| names.iter().any(|name| path.file_name() == Some(name));
    !event.kind.is_access() && event.paths.iter().any(|path| named(path))
}
