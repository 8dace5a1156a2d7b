//! The verbs of watched folders.
use super::disk;
use super::model::*;
use super::sql;
use crate::db::Id;
use crate::ledger::{self, ListAccounts};
use crate::op::Nothing;
use crate::{Actor, Error, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a disk may take while somebody waits for the screen.
const PATIENCE: Duration = Duration::from_secs(2);

pub async fn list_folders(tx: &mut Tx, _: Nothing) -> Result<Vec<WatchedFolder>> {
    let folders = sql::folders(tx).await?;
    let paths: Vec<&str> = folders.iter().map(|folder| folder.path.as_str()).collect();
    let states = states(&paths).await;
    let deaf = tx.deaf.clone();
    let mut watched = vec![];
    for (folder, answer) in folders.into_iter().zip(states) {
        let last = sql::last(tx, &folder).await?;
        let (state, message) = match folder.paused {
            true => (FolderState::Paused, None),
            false => disk::said(&answer),
        };
        let deaf = deaf.lock().ok().and_then(|deaf| deaf.get(&folder.id).cloned());
        watched.push(WatchedFolder {
            state,
            message: message.or(deaf.filter(|_| !folder.paused)),
            last_file: last.as_ref().map(|last| last.name.clone()),
            last_outcome: last.as_ref().map(|last| last.outcome),
            last_at: last.as_ref().map(|last| last.at),
            unsettled: sql::unsettled(tx, folder.id).await?,
            folder,
        });
    }
    Ok(watched)
}

/// All at once: a disk that does not answer holds up none of the others.
async fn states(paths: &[&str]) -> Vec<io::Result<PathBuf>> {
    let (until, mut states) = (Instant::now() + PATIENCE, vec![]);
    let asked = paths.iter().map(|path| {
        let path = PathBuf::from(path);
        disk::aside(move || disk::state(&path))
    });
    for answer in asked.collect::<Vec<_>>() {
        states.push(match timeout_at(until, answer).await {
            Ok(Ok(answer)) => answer,
            _ => Err(io::ErrorKind::TimedOut.into()),
        });
    }
    states
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddFolder {
    /// A folder of this machine; what lies in folders inside it is left alone.
    pub path: String,
    /// Everything goes to this account.
    #[serde(default)]
    pub account_id: Option<Id>,
    /// A folder that files are moved to once they are in; it is made when it is missing.
    #[serde(default)]
    pub archive: Option<String>,
}

pub async fn add_folder(tx: &mut Tx, input: AddFolder) -> Result<ImportFolder> {
    let path = absolute(tx, "path", &input.path)?;
    let real = match states(&[&path]).await.remove(0) {
        Ok(real) => real,
        Err(error) => return Err(Error::invalid("path", format!("{path}: {}", disk::why(&error)))),
    };
    let others = sql::folders(tx).await?;
    for (other, [theirs, archive]) in others.iter().zip(places(&others).await) {
        if theirs.as_ref() == Some(&real) || other.path == path {
            return Err(Error::invalid("path", format!("{} is watched already", other.path)));
        }
        if archive.as_ref() == Some(&real) {
            let message = format!("this is where the files of {} are moved to", other.path);
            return Err(Error::invalid("path", message));
        }
    }
    if real_folder_of(&sql::own_file(tx).await?).as_ref() == Some(&real) {
        let message = "PocketSage keeps its own file there; choose another folder";
        return Err(Error::invalid("path", message));
    }
    let account_id = account(tx, input.account_id).await?;
    let archive = archive(tx, input.archive, &path, &others).await?;
    let id = tx.new_id();
    let folder = ImportFolder { id, path, account_id, archive, paused: false, version: 1 };
    tx.insert(&folder).await?;
    tx.label(format!("watched the folder {}", folder.path)).await?;
    Ok(folder)
}

/// A path of this machine, from the one who sits at it.
fn absolute(tx: &Tx, field: &str, path: &str) -> Result<String> {
    if tx.actor == Actor::Api {
        let message = "name the folder in PocketSage's window or on the command line; \
             from elsewhere its path means nothing to this machine";
        return Err(Error::denied(message));
    }
    let wrong = || Error::invalid(field, "give the path of a folder");
    let path = std::path::absolute(path.trim()).map_err(|_| wrong())?;
    let path: PathBuf = path.components().collect();
    path.to_str().map(String::from).ok_or_else(wrong)
}

/// Each folder and its archive by their paths without links, if they are there.
async fn places(folders: &[ImportFolder]) -> Vec<[Option<PathBuf>; 2]> {
    let archive = |folder: &ImportFolder| folder.archive.clone().unwrap_or_default();
    let archives: Vec<String> = folders.iter().map(archive).collect();
    let both = folders.iter().zip(&archives);
    let paths: Vec<&str> = both.flat_map(|(f, archive)| [f.path.as_str(), archive]).collect();
    let found: Vec<Option<PathBuf>> = states(&paths).await.into_iter().map(|s| s.ok()).collect();
    found.chunks(2).map(|pair| [pair[0].clone(), pair[1].clone()]).collect()
}

fn real_folder_of(file: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(file.parent()?).ok()
}

async fn account(tx: &mut Tx, id: Option<Id>) -> Result<Option<Id>> {
    let Some(id) = id else { return Ok(None) };
    let accounts = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    if !accounts.iter().any(|each| each.account.id == id) {
        return Err(Error::invalid("account_id", "there is no such account"));
    }
    Ok(Some(id))
}

/// Where files may be moved to: not where they, or others, would come in again.
async fn archive(
    tx: &mut Tx,
    archive: Option<String>,
    folder: &str,
    others: &[ImportFolder],
) -> Result<Option<String>> {
    let Some(archive) = archive.filter(|path| !path.trim().is_empty()) else {
        return Ok(None);
    };
    let archive = absolute(tx, "archive", &archive)?;
    let wrong = |message: &str| Err(Error::invalid("archive", format!("{archive}: {message}")));
    let own = real_folder_of(&sql::own_file(tx).await?);
    let mut watched: Vec<&str> = others.iter().map(|other| other.path.as_str()).collect();
    watched.push(folder);
    let path = PathBuf::from(&archive);
    let parent = path.parent().map(PathBuf::from).unwrap_or_default();
    let asked = move || match std::fs::metadata(&path) {
        Ok(meta) if !meta.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
        Ok(_) => std::fs::canonicalize(&path),
        Err(_) => disk::state(&parent).map(|real| real.join(path.file_name().unwrap_or_default())),
    };
    let real = match disk::asked(PATIENCE, asked).await {
        Ok(real) => real,
        Err(error) => return wrong(&disk::why(&error)),
    };
    if own == Some(real.clone()) {
        return wrong("PocketSage keeps its own file there; choose another folder");
    }
    let theirs = states(&watched).await;
    if watched.contains(&archive.as_str()) || theirs.iter().flatten().any(|each| *each == real) {
        return wrong("this folder is watched itself; choose another, one inside it for example");
    }
    Ok(Some(archive))
}

/// Only the fields present change; null clears account and archive.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateFolder {
    pub id: Id,
    pub version: i64,
    #[serde(default)]
    pub paused: Option<bool>,
    /// Everything goes to this account; null is as each file suggests.
    #[serde(default, deserialize_with = "present")]
    pub account_id: Option<Option<Id>>,
    /// A folder that files are moved to once they are in; null leaves them where they are.
    #[serde(default, deserialize_with = "present")]
    pub archive: Option<Option<String>>,
}

/// Tells null (clear it) from absent (leave it).
fn present<'de, D, T>(from: D) -> std::result::Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(from).map(Some)
}

pub async fn update_folder(tx: &mut Tx, input: UpdateFolder) -> Result<ImportFolder> {
    let mut folder: ImportFolder = tx.get(input.id).await?;
    let was_paused = folder.paused;
    folder.paused = input.paused.unwrap_or(was_paused);
    if let Some(id) = input.account_id {
        folder.account_id = account(tx, id).await?;
    }
    if let Some(path) = input.archive {
        let others = sql::folders(tx).await?;
        folder.archive = archive(tx, path, &folder.path, &others).await?;
    }
    tx.update(&mut folder, input.version).await?;
    let done = match (was_paused, folder.paused) {
        (false, true) => "paused",
        (true, false) => "resumed",
        _ => "changed",
    };
    tx.label(format!("{done} the folder {}", folder.path)).await?;
    Ok(folder)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveFolder {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_folder(tx: &mut Tx, input: RemoveFolder) -> Result<ImportFolder> {
    let folder = tx.remove::<ImportFolder>(input.id, input.version).await?;
    tx.label(format!("stopped watching the folder {}", folder.path)).await?;
    Ok(folder)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSeen {
    pub id: Id,
    /// At most this many; 50 unless told, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

pub async fn list_seen(tx: &mut Tx, input: ListSeen) -> Result<Vec<SeenFile>> {
    let folder: ImportFolder = tx.get(input.id).await?;
    sql::seen(tx, &folder, Some(input.limit.unwrap_or(50).min(500))).await
}

/// A folder with all that was seen in it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Watched {
    pub folder: ImportFolder,
    pub seen: Vec<SeenFile>,
}

/// What the watch begins with; in no face's table.
pub async fn load_watched(tx: &mut Tx, _: Nothing) -> Result<Vec<Watched>> {
    let mut watched = vec![];
    for folder in sql::folders(tx).await? {
        let seen = sql::seen(tx, &folder, None).await?;
        watched.push(Watched { folder, seen });
    }
    Ok(watched)
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteSeen {
    pub folder_id: Id,
    pub name: String,
    pub bytes: i64,
    pub modified_ms: i64,
    pub outcome: SeenOutcome,
    pub message: Option<String>,
    pub batch_id: Option<Id>,
}

/// How the watch remembers; in no face's table.
pub async fn note_seen(tx: &mut Tx, input: NoteSeen) -> Result<Nothing> {
    sql::note(tx, &input).await?;
    Ok(Nothing {})
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindFile {
    /// BLAKE3, in hex.
    pub file_hash: String,
}

/// Whether somebody has imported this very file; in no face's table.
pub async fn find_file(tx: &mut Tx, input: FindFile) -> Result<Option<Id>> {
    sql::batch_of(tx, &input.file_hash).await
}
