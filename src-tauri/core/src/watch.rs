//! Hears of what other processes (the command line beside the window) commit to the open file, and
//! tells the faces. It only says that something changed, not what; a file that cannot be watched is
//! used all the same, and shows foreign changes when it is next read.
use crate::db::Store;
use crate::{App, Event, Result};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, broadcast};

/// One commit writes in several steps, and an import in thousands.
const QUIET: Duration = Duration::from_millis(200);

/// Ends when it is dropped.
pub(crate) struct Watch {
    task: tokio::task::JoinHandle<()>,
    _folder: RecommendedWatcher,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Watch {
    /// Tells what happens to this file from now on.
    pub async fn start(app: &App, store: &Store) -> Option<Self> {
        let touched = Arc::new(Notify::new());
        let begun = match (folder(&store.path, touched.clone()), store.foreign_commits().await) {
            (Ok(folder), Ok(seen)) => Ok((folder, seen)),
            (Err(error), _) => Err(error.to_string()),
            (_, Err(error)) => Err(error.to_string()),
        };
        let (folder, seen) = begun.inspect_err(|error| blind(error)).ok()?;
        let (store, events) = (store.clone(), app.events.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = listen(store, seen, touched, events).await {
                blind(&error.to_string());
            }
        });
        Some(Self { task, _folder: folder })
    }
}

fn blind(error: &str) {
    tracing::warn!(error, "what other programs change in the file will not be noticed");
}

/// Our own commits wake it as well; that it is foreign is decided by the database alone.
async fn listen(
    store: Store,
    mut seen: i64,
    touched: Arc<Notify>,
    events: broadcast::Sender<Event>,
) -> Result<()> {
    loop {
        touched.notified().await;
        tokio::time::sleep(QUIET).await;
        let now = store.foreign_commits().await?;
        if now != seen {
            seen = now;
            let _ = events.send(Event::Changed { tables: vec![] });
        }
    }
}

/// Notifies whenever the file or its write-ahead log, where commits go first, is written to.
fn folder(path: &Path, touched: Arc<Notify>) -> notify::Result<RecommendedWatcher> {
    let name = path.file_name().unwrap_or_default().to_owned();
    let mut log = name.clone();
    log.push("-wal");
    let ours = move |event: &notify::Event| event.need_rescan() || writes(event, [&name, &log]);
    let mut watcher = notify::recommended_watcher(move |heard| match heard {
        Ok(event) if ours(&event) => touched.notify_one(),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the folder of the file could not be watched"),
    })?;
    watcher.watch(path.parent().unwrap_or(path), RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

fn writes(event: &notify::Event, names: [&OsString; 2]) -> bool {
    let named = |path: &Path| names.iter().any(|name| path.file_name() == Some(name));
    !event.kind.is_access() && event.paths.iter().any(|path| named(path))
}
