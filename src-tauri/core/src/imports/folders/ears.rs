//! Hearing from the system that something happens in a folder. It only wakes; what happened is seen
//! by looking, so that nothing is lost when nothing is told.
use super::disk::{Identity, Place};
use super::ready;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// Linux says when a file that was written to is closed; the others do not.
const TELLS_OF_CLOSING: bool = cfg!(target_os = "linux");

#[derive(Default)]
pub struct Ears {
    watcher: Option<RecommendedWatcher>,
    heard: Arc<Heard>,
    /// What the system was asked to tell about.
    on: HashMap<PathBuf, Identity>,
}

#[derive(Default)]
struct Heard {
    wake: Notify,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// The watched folders, also those that are not there.
    folders: HashSet<PathBuf>,
    /// Files that somebody has open and wrote to.
    writing: HashSet<PathBuf>,
}

impl Ears {
    /// Until something happened that asks for a look.
    pub async fn hear(&self) {
        self.heard.wake.notified().await;
    }

    /// Whether somebody has this file open and wrote to it, as far as the system tells.
    pub fn is_writing(&self, file: &Path) -> bool {
        self.heard.known.lock().is_ok_and(|known| known.writing.contains(file))
    }

    /// Listens to these places for what happens in these folders; why not, where that fails.
    /// A place that another folder has come to stand at is asked about anew.
    pub fn listen(
        &mut self,
        folders: HashSet<PathBuf>,
        places: &HashMap<PathBuf, Identity>,
    ) -> HashMap<PathBuf, String> {
        if let Ok(mut known) = self.heard.known.lock() {
            known.folders = folders;
        }
        let mut faults = HashMap::new();
        if places.is_empty() {
            (self.watcher, self.on) = (None, HashMap::new());
            return faults;
        }
        if self.watcher.is_none() {
            let heard = self.heard.clone();
            match notify::recommended_watcher(move |told| heard.take(told)) {
                Ok(watcher) => self.watcher = Some(watcher),
                Err(error) => {
                    let fault = |path: &PathBuf| (path.clone(), error.to_string());
                    return places.keys().map(fault).collect();
                }
            }
        }
        let Some(watcher) = &mut self.watcher else { return faults };
        self.on.retain(|path, identity| {
            let stays = places.get(path) == Some(identity);
            if !stays {
                // The system may have forgotten it by itself, together with the folder.
                let _ = watcher.unwatch(path);
            }
            stays
        });
        for (path, identity) in places {
            if self.on.contains_key(path) {
                continue;
            }
            match watcher.watch(path, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.on.insert(path.clone(), *identity)),
                Err(error) => drop(faults.insert(path.clone(), error.to_string())),
            }
        }
        faults
    }

    /// The places that are heard from at last: what happened before may have been missed.
    pub fn hears(&self, place: &Place) -> bool {
        self.on.get(&place.real) == Some(&place.identity)
    }
}

impl Heard {
    fn take(&self, told: notify::Result<Event>) {
        let wakes = match (told, self.known.lock()) {
            (Ok(event), Ok(mut known)) => known.take(&event),
            // It cannot say what it missed.
            _ => true,
        };
        if wakes {
            self.wake.notify_one();
        }
    }
}

impl Known {
    /// Whether it asks for a look.
    fn take(&mut self, event: &Event) -> bool {
        if event.need_rescan() {
            self.writing.clear();
            return true;
        }
        let ours = event.paths.iter().filter(|path| self.is_ours(path)).cloned();
        let ours: Vec<PathBuf> = ours.collect();
        match event.kind {
            _ if ours.is_empty() => false,
            EventKind::Modify(ModifyKind::Data(_)) if TELLS_OF_CLOSING => {
                // Its growth is seen when it is due; a look for each write would be too many.
                let begun = ours.iter().any(|path| !self.writing.contains(path));
                self.writing.extend(ours);
                begun
            }
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_)) => {
                self.writing.retain(|path| !ours.contains(path));
                true
            }
            EventKind::Access(_) => false,
            _ => true,
        }
    }

    /// A watched folder itself, or a file in one that may be a bank's.
    fn is_ours(&self, path: &Path) -> bool {
        let named =
            |path: &Path| path.file_name().and_then(|n| n.to_str()).is_some_and(ready::is_ours);
        let inside = |path: &Path| path.parent().is_some_and(|p| self.folders.contains(p));
        self.folders.contains(path) || inside(path) && named(path)
    }
}
