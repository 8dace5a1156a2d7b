//! Opening, locking and re-keying. The session's lock makes each of these exclusive.
use super::{FileCheck, FileState, FileStatus};
use crate::app::Session;
use crate::db::{self, Key, Store};
use crate::imports::FolderWatch;
use crate::op::Nothing;
use crate::watch::Watch;
use crate::{App, Code, Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;

/// Shorter ones fall to guessing.
const SHORTEST_PASSPHRASE: usize = 8;

pub async fn status(app: &App, _: Nothing) -> Result<FileStatus> {
    let session = app.session.read().await;
    said(app, &session)
}

fn said(app: &App, session: &Session) -> Result<FileStatus> {
    let path = app.config.file();
    let state = match (&session.store, path.exists()) {
        (Some(_), _) => FileState::Open,
        (None, true) => FileState::Locked,
        (None, false) => FileState::Absent,
    };
    let keychain = match state {
        FileState::Open => session.keychain,
        // A keychain that cannot be reached simply has no key; unlocking says why.
        FileState::Locked => matches!(Key::from_keychain(&path), Ok(Some(_))),
        FileState::Absent => false,
    };
    Ok(FileStatus {
        state,
        keychain,
        demo: session.demo,
        path: path.to_string_lossy().into_owned(),
        version: env!("CARGO_PKG_VERSION").into(),
        idle_lock_minutes: app.config.idle_lock_minutes,
    })
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateFile {
    /// At least 8 characters. Without it nobody, not even we, can open the file again.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// Keep a random key in the system's keychain instead.
    #[serde(default)]
    pub keychain: bool,
}

pub async fn create(app: &App, input: CreateFile) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    let path = app.config.file();
    let open = session.store.is_some() && !session.demo;
    if open || db::open::inspect(&path)? != db::FileState::Absent {
        return Err(Error::new(Code::Conflict, "there is a file already; unlock it instead"));
    }
    let salt = db::key::random_bytes()?;
    let key = match (&input.passphrase, input.keychain) {
        (Some(passphrase), false) => {
            long_enough("passphrase", passphrase)?;
            Key::from_passphrase(passphrase, &salt)?
        }
        (None, true) => Key::random()?,
        _ => {
            let message = "choose one: a passphrase, or a key in the system's keychain";
            return Err(Error::invalid("passphrase", message));
        }
    };
    if input.keychain {
        key.save_to_keychain(&path)?;
    }
    let store = Store::create(&path, key, &salt).await?;
    begin(app, &mut session, Session { keychain: input.keychain, ..Session::of(store) }).await
}

async fn begin(app: &App, session: &mut Session, mut opened: Session) -> Result<FileStatus> {
    if let Some(store) = &opened.store {
        crate::ledger::found_household(store, &app.config.currency).await?;
        // The demo's key is in this process only.
        opened.watch = if opened.demo { None } else { Watch::start(app, store).await };
        opened.folders = FolderWatch::start(app, store);
    }
    *session = opened;
    app.file_changed();
    said(app, session)
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnlockFile {
    /// Leave it out to use the key file of the settings or the system's keychain.
    pub passphrase: Option<String>,
}

pub async fn unlock(app: &App, input: UnlockFile) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    if session.store.is_some() {
        return said(app, &session);
    }
    let path = app.config.file();
    let db::FileState::Encrypted(salt) = db::open::inspect(&path)? else {
        return Err(Error::locked("there is no file yet; create one first"));
    };
    let keychain = input.passphrase.is_none() && app.config.key_file.is_none();
    let key = match (&input.passphrase, &app.config.key_file) {
        (Some(passphrase), _) => Key::from_passphrase(passphrase, &salt)?,
        (None, Some(file)) => Key::from_file(file)?,
        (None, None) => Key::from_keychain(&path)?.ok_or_else(|| {
            Error::invalid(
                "passphrase",
                "the keychain has no key for this file; type its passphrase",
            )
        })?,
    };
    let opened = Store::open(&path, key).await;
    let store = opened.map_err(|error| match (error.code, &input.passphrase) {
        (Code::Denied, Some(_)) if error.message.starts_with("this is not the key") => {
            Error::invalid(
                "passphrase",
                "this is not the passphrase of this file; nothing was touched",
            )
        }
        _ => error,
    })?;
    begin(app, &mut session, Session { keychain, ..Session::of(store) }).await
}

pub async fn lock(app: &App, _: Nothing) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    close(app, &mut session).await;
    said(app, &session)
}

async fn close(app: &App, session: &mut Session) {
    let Session { store: Some(store), demo, watch, folders, .. } = std::mem::take(session) else {
        return;
    };
    drop(watch);
    if let Some(folders) = folders {
        folders.stop().await;
    }
    let path = store.path.clone();
    store.close().await;
    if demo {
        // The folder is ours and holds nothing else.
        let _ = path.parent().map(std::fs::remove_dir_all);
    }
    app.file_changed();
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    pub current: String,
    /// At least 8 characters.
    pub new: String,
}

pub async fn change_passphrase(app: &App, input: ChangePassphrase) -> Result<FileStatus> {
    long_enough("new", &input.new)?;
    let mut session = app.session.write().await;
    if session.demo {
        return Err(Error::denied("the demo has no passphrase; start your own file first"));
    }
    let store = session.store.as_ref().ok_or_else(|| app.locked())?;
    let path = store.path.clone();
    let current = Key::from_passphrase(&input.current, &store.salt)?;
    if !store.is_key(&current) {
        return Err(Error::invalid("current", "this is not the passphrase of this file"));
    }
    let new = Key::from_passphrase(&input.new, &store.salt)?;
    let changed = match std::mem::take(&mut *session).store {
        Some(store) => store.change_key(&new).await,
        None => Ok(()),
    };
    // It was closed for that, so it is opened again whatever came of it.
    let key = if changed.is_ok() { new } else { current };
    let status = begin(app, &mut session, Session::of(Store::open(&path, key).await?)).await?;
    changed.map(|()| status)
}

pub async fn check(app: &App, _: Nothing) -> Result<FileCheck> {
    let session = app.session.read().await;
    let faults = session.store.as_ref().ok_or_else(|| app.locked())?.faults().await?;
    Ok(FileCheck { whole: faults.is_empty(), faults })
}

pub async fn open_demo(app: &App, _: Nothing) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    close(app, &mut session).await;
    let folder = app.config.data_dir.join("demo");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let salt = db::key::random_bytes()?;
    let store = Store::create(&folder.join("demo.db"), Key::random()?, &salt).await?;
    begin(app, &mut session, Session { demo: true, ..Session::of(store) }).await?;
    drop(session);
    app.call("demo.add_household", serde_json::json!({})).await?;
    status(app, Nothing {}).await
}

pub async fn close_demo(app: &App, _: Nothing) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    if !session.demo {
        return Err(Error::new(Code::NotFound, "no demo is open"));
    }
    close(app, &mut session).await;
    said(app, &session)
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelCall {
    pub call: String,
}

pub async fn cancel_call(app: &App, input: CancelCall) -> Result<Nothing> {
    if app.cancel(&input.call) {
        return Ok(Nothing {});
    }
    Err(Error::new(Code::NotFound, "this operation has already ended"))
}

pub async fn list_settings(app: &App, _: Nothing) -> Result<Vec<crate::config::Setting>> {
    Ok(app.config.settings())
}

/// With a key file in the settings the file is opened, or made, before anyone asks.
pub(crate) async fn open_with_key_file(app: &App) -> Result<()> {
    let Some(key_file) = &app.config.key_file else {
        return Ok(());
    };
    let mut session = app.session.write().await;
    let (path, key) = (app.config.file(), Key::from_file(key_file)?);
    let store = match db::open::inspect(&path)? {
        db::FileState::Absent => Store::create(&path, key, &db::key::random_bytes()?).await?,
        db::FileState::Encrypted(_) => Store::open(&path, key).await?,
    };
    begin(app, &mut session, Session::of(store)).await.map(drop)
}

fn long_enough(field: &str, passphrase: &str) -> Result<()> {
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        let message =
            format!("use at least {SHORTEST_PASSPHRASE} characters; a few words are easy to keep");
        return Err(Error::invalid(field, message));
    }
    Ok(())
}
