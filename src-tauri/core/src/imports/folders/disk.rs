//! What lies in a watched folder, and moving a file out of it. Only here is a disk asked, and never
//! on the threads that serve calls: a disk may take its time, or never answer.
use super::model::FolderState;
use super::ready::{self, Stamp};
use crate::imports::source::LARGEST;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use tokio::sync::oneshot;

/// Runs beside everything else. Not in the runtime's own pool: that one waits at its end for a disk
/// that does not answer.
pub fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> oneshot::Receiver<T> {
    let (done, result) = oneshot::channel();
    std::thread::spawn(move || done.send(work()));
    result
}

/// As [`aside`], waiting as long as the disk may take.
pub async fn asked<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::time::timeout(patience, aside(work)).await {
        Ok(Ok(answer)) => answer,
        _ => Err(ErrorKind::TimedOut.into()),
    }
}

/// Which folder stands at a path: another one after unmounting, or when it was made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    fn of(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(meta.dev(), meta.ino())
    }

    #[cfg(not(unix))]
    fn of(meta: &Metadata) -> Self {
        let made = meta.created().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Self(0, made.map_or(0, |at| at.as_millis() as u64))
    }
}

/// A folder that exists, by its path without links.
#[derive(Debug, Clone)]
pub struct Place {
    pub real: PathBuf,
    pub identity: Identity,
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        let real = fs::canonicalize(path)?;
        let meta = fs::metadata(&real)?;
        if !meta.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { real, identity: Identity::of(&meta) })
    }
}

/// A file that may be a bank's.
#[derive(Debug, Clone)]
pub struct Entry {
    pub name: String,
    pub path: PathBuf,
    pub stamp: Stamp,
    /// Why it cannot be read, whatever is tried.
    pub fault: Option<String>,
}

/// What a look at a folder showed.
#[derive(Debug)]
pub enum Look {
    Here {
        place: Place,
        files: Vec<Entry>,
    },
    /// With the folder that it should be in, if there is that one.
    Missing(Option<Place>),
    Unreadable,
}

pub fn look(path: &Path) -> Look {
    match Place::of(path).and_then(|place| Ok((entries(&place.real)?, place))) {
        Ok((files, place)) => Look::Here { place, files },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Look::Missing(path.parent().and_then(|parent| Place::of(parent).ok()))
        }
        Err(_) => Look::Unreadable,
    }
}

/// Whether a folder can be watched now, and if not why, in words.
pub fn state(path: &Path) -> io::Result<PathBuf> {
    let place = Place::of(path)?;
    fs::read_dir(&place.real)?;
    Ok(place.real)
}

/// What to call the answer of [`state`].
pub fn said(answer: &io::Result<PathBuf>) -> (FolderState, Option<String>) {
    match answer {
        Ok(_) => (FolderState::Watching, None),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            (FolderState::Missing, Some(missing()))
        }
        Err(error) => (FolderState::Unreadable, Some(why(error))),
    }
}

pub fn missing() -> String {
    "the folder is not there; it is watched again as soon as it is".into()
}

/// A disk's refusal for a person.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "PocketSage may not read it; allow it to".into(),
        ErrorKind::NotADirectory => "this is no folder".into(),
        ErrorKind::NotFound => "it is not there".into(),
        ErrorKind::TimedOut => "its disk does not answer".into(),
        ErrorKind::IsADirectory => "this is a folder".into(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// Oldest first, without those that a program still has under another name.
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let (mut files, mut unfinished) = (vec![], HashSet::new());
    for found in fs::read_dir(folder)? {
        let found = found?;
        let name = found.file_name().to_string_lossy().into_owned();
        if let Some(whole) = ready::becomes(&name) {
            unfinished.insert(whole.to_owned());
        }
        if ready::is_ours(&name) {
            files.extend(entry(found.path(), name));
        }
    }
    files.retain(|file| !unfinished.contains(&file.name));
    files.sort_by(|a, b| (a.stamp.modified_ms, &a.name).cmp(&(b.stamp.modified_ms, &b.name)));
    Ok(files)
}

/// Folders, pipes and devices are no files; a link is what it leads to.
fn entry(path: PathBuf, name: String) -> Option<Entry> {
    let (meta, fault) = match fs::metadata(&path) {
        Ok(meta) if meta.is_file() => {
            let fault = "its name holds bytes that are no letters; rename it";
            (meta, path.to_str().is_none().then(|| fault.into()))
        }
        Ok(_) => return None,
        // Gone since the folder was listed, if it is no link.
        Err(error) => {
            let link = fs::symlink_metadata(&path).ok().filter(Metadata::is_symlink)?;
            let refused = error.kind() == ErrorKind::PermissionDenied;
            let nowhere = || "it is a link that leads nowhere".into();
            (link, Some(if refused { why(&error) } else { nowhere() }))
        }
    };
    Some(Entry { stamp: stamp(&meta), name, path, fault })
}

fn stamp(meta: &Metadata) -> Stamp {
    let modified = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Stamp {
        bytes: i64::try_from(meta.len()).unwrap_or(i64::MAX),
        modified_ms: modified.map_or(0, |at| at.as_millis() as i64),
    }
}

/// What a file's content is told by, if it still is as it was seen. That all of it can be read is
/// known then, so that nobody waits for it in vain with the database in hand.
pub fn hash(path: &Path, seen: Stamp) -> io::Result<Option<String>> {
    let file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    if stamp(&file.metadata()?) == seen && seen.bytes <= LARGEST as i64 {
        hasher.update_reader(&file)?;
    }
    let same = stamp(&file.metadata()?) == seen;
    Ok(same.then(|| hasher.finalize().to_hex().to_string()))
}

/// Moves a file into the archive, under a name that is free there; where to. A file that has
/// changed since it was read stays, and so does a link, which may lead nowhere from there.
pub fn archive(file: &Path, seen: Stamp, into: &Path) -> io::Result<Option<PathBuf>> {
    let meta = fs::symlink_metadata(file)?;
    if meta.is_symlink() || stamp(&meta) != seen {
        return Ok(None);
    }
    if !into.is_dir() {
        fs::create_dir(into)?;
    }
    let target = reserve(file, into)?;
    let moved = match fs::rename(file, &target) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => carry(file, &target, &meta),
        other => other,
    };
    if moved.is_err() {
        fs::remove_file(&target)?;
    }
    moved.map(|()| Some(target))
}

/// `bank.csv`, or else `bank (2).csv`, …: an empty file that nobody else takes.
fn reserve(file: &Path, into: &Path) -> io::Result<PathBuf> {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(file.file_stem()), part(file.extension()));
    for number in 1..10_000 {
        let name = match number {
            1 => part(file.file_name()),
            _ => format!("{stem} ({number}).{ending}"),
        };
        let target = into.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&target) {
            Ok(_) => return Ok(target),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// To another disk: whole there before it goes here.
fn carry(file: &Path, target: &Path, meta: &Metadata) -> io::Result<()> {
    fs::copy(file, target)?;
    let copy = OpenOptions::new().write(true).open(target)?;
    copy.set_modified(meta.modified()?)?;
    copy.sync_all()?;
    fs::remove_file(file)
}
