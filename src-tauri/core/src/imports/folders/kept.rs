//! One watched folder as the watch knows it: what lies in it, what became of each file, and what is
//! still to be done.
use super::disk::{self, Entry, Identity, Look};
use super::ears::Ears;
use super::model::{FolderState, ImportFolder, SeenFile, SeenOutcome};
use super::ops::NoteSeen;
use super::ready::{Glimpse, Pace, Stamp};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::oneshot::Receiver;
use tokio::time::{Instant, timeout};

pub struct Kept {
    pub folder: ImportFolder,
    /// What the last look showed.
    pub seen_now: Option<Look>,
    /// The folder that the system tells about.
    pub heard_from: Option<Identity>,
    /// What became of its files.
    noted: HashMap<String, Noted>,
    /// Files on their way in.
    glimpses: HashMap<String, Glimpse>,
    /// Files that are in, on their way to the archive.
    leaving: HashMap<String, Glimpse>,
    /// A look that its disk has not answered yet.
    asked: Option<Receiver<Look>>,
    state: Option<FolderState>,
}

struct Noted {
    note: NoteSeen,
    /// Only a change of the file asks for more.
    settled: bool,
}

impl Noted {
    fn stamp(&self) -> Stamp {
        Stamp { bytes: self.note.bytes, modified_ms: self.note.modified_ms }
    }

    fn needs_a_look(&self) -> bool {
        !self.is_in() && self.note.outcome != SeenOutcome::Gone
    }

    fn entry(&self) -> Entry {
        let (name, stamp) = (self.note.name.clone(), self.stamp());
        Entry { name, stamp, path: PathBuf::new(), fault: None }
    }

    fn is_in(&self) -> bool {
        matches!(self.note.outcome, SeenOutcome::Added | SeenOutcome::Known)
    }
}

/// What a file calls for.
pub enum Step {
    Read,
    Move,
    /// It is no longer there, so that nobody need look at it.
    Forget,
}

impl Kept {
    pub fn new(folder: ImportFolder, seen: Vec<SeenFile>) -> Self {
        let noted = seen.into_iter().map(|file| {
            let SeenFile { name, bytes, modified_ms, outcome, message, batch_id, .. } = file;
            // What asked or could not be read may have been answered while nobody watched.
            use SeenOutcome::{Asks, Gone, Waiting};
            let settled = !matches!(outcome, Asks | Waiting | Gone);
            let folder_id = folder.id;
            let key = name.clone();
            let note = NoteSeen { folder_id, name, bytes, modified_ms, outcome, message, batch_id };
            (key, Noted { note, settled })
        });
        Self {
            noted: noted.collect(),
            folder,
            seen_now: None,
            heard_from: None,
            glimpses: HashMap::new(),
            leaving: HashMap::new(),
            asked: None,
            state: None,
        }
    }

    /// The same folder, as somebody has changed it: what did not work may work now.
    pub fn changed(mut self, folder: ImportFolder) -> Self {
        if self.folder.version != folder.version {
            self.noted.values_mut().for_each(|noted| noted.settled = noted.is_in());
            self.glimpses.clear();
            self.leaving.clear();
            self.state = None;
        }
        self.folder = folder;
        self
    }

    /// What asked may have been answered.
    pub fn ask_again(&mut self) {
        let asks = self.noted.values_mut().filter(|n| n.note.outcome == SeenOutcome::Asks);
        asks.for_each(|noted| noted.settled = false);
    }

    /// Asks the disk what there is. A disk that has not answered the last time is not asked again.
    pub async fn look(&mut self, patience: Duration) -> &Look {
        let waiting = self.asked.is_some();
        let patience = if waiting { Duration::ZERO } else { patience };
        let path = PathBuf::from(&self.folder.path);
        let mut asked = self.asked.take().unwrap_or_else(|| disk::aside(move || disk::look(&path)));
        let look = match timeout(patience, &mut asked).await {
            Ok(answer) => answer.unwrap_or(Look::Unreadable),
            Err(_) => {
                self.asked = Some(asked);
                Look::Unreadable
            }
        };
        self.seen_now.insert(look)
    }

    /// Whether its state has become another, so that faces want to show it.
    pub fn turned(&mut self) -> bool {
        let state = match &self.seen_now {
            Some(Look::Here { .. }) => FolderState::Watching,
            Some(Look::Missing(_)) => FolderState::Missing,
            Some(Look::Unreadable) => FolderState::Unreadable,
            None => return false,
        };
        let before = self.state.replace(state);
        before.is_some_and(|before| before != state)
    }

    /// What is to be done now, oldest file first.
    pub fn steps(&mut self, ears: &Ears, now: Instant, pace: &Pace) -> Vec<(Entry, Step)> {
        let Some(Look::Here { files, .. }) = &self.seen_now else {
            self.glimpses.clear();
            return vec![];
        };
        let there: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        self.glimpses.retain(|name, _| there.contains(name.as_str()));
        self.leaving.retain(|name, _| there.contains(name.as_str()));
        let gone = self.noted.values().filter(|noted| noted.needs_a_look());
        let gone = gone.filter(|noted| !there.contains(noted.note.name.as_str()));
        let mut steps: Vec<_> = gone.map(|noted| (noted.entry(), Step::Forget)).collect();
        for file in files {
            let noted = self.noted.get(&file.name).filter(|noted| noted.stamp() == file.stamp);
            match noted.filter(|noted| noted.settled) {
                Some(noted) if noted.is_in() && self.folder.archive.is_some() => {
                    let due = self.leaving.get(&file.name).map(|glimpse| glimpse.due);
                    if due.is_none_or(|due| due <= now) {
                        steps.push((file.clone(), Step::Move));
                    }
                }
                Some(_) => {}
                None => {
                    let writing = ears.is_writing(&file.path);
                    let before = self.glimpses.get(&file.name);
                    let glimpse = Glimpse::after(before, file.stamp, writing, now, pace);
                    self.glimpses.insert(file.name.clone(), glimpse);
                    if glimpse.due <= now {
                        steps.push((file.clone(), Step::Read));
                    }
                }
            }
        }
        steps
    }

    /// When the next file is to be looked at.
    pub fn due(&self) -> Option<Instant> {
        let waiting = self.glimpses.values().chain(self.leaving.values());
        waiting.map(|glimpse| glimpse.due).min().filter(|_| !self.folder.paused)
    }

    /// Whether this says anything new about a file.
    pub fn is_news(&self, note: &NoteSeen) -> bool {
        self.noted.get(&note.name).is_none_or(|noted| noted.note != *note)
    }

    /// Keeps what became of a file. What waits keeps its turn, a while longer each time.
    pub fn keep(&mut self, note: NoteSeen, now: Instant, pace: &Pace) {
        let waits = note.outcome == SeenOutcome::Waiting;
        let gone = note.outcome == SeenOutcome::Gone;
        if waits {
            if let Some(glimpse) = self.glimpses.get_mut(&note.name) {
                glimpse.put_off(now, pace);
            }
        } else {
            self.glimpses.remove(&note.name);
        }
        self.noted.insert(note.name.clone(), Noted { note, settled: !waits && !gone });
    }

    pub fn forget(&mut self, name: &str) {
        self.glimpses.remove(name);
    }

    pub fn is_hopeless(&self, name: &str) -> bool {
        self.glimpses.get(name).is_some_and(Glimpse::hopeless)
    }

    /// What is kept of a file.
    pub fn note_of(&self, name: &str) -> Option<NoteSeen> {
        self.noted.get(name).map(|noted| noted.note.clone())
    }

    pub fn moved(&mut self, name: &str) {
        self.leaving.remove(name);
    }

    pub fn not_moved(&mut self, file: &Entry, now: Instant, pace: &Pace) {
        let first = Glimpse::after(None, file.stamp, false, now, pace);
        self.leaving.entry(file.name.clone()).or_insert(first).put_off(now, pace);
    }
}
