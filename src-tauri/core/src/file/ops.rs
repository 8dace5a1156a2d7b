//! Opening, locking and re-keying. The session's lock makes each of these exclusive.
use super::{FileState, FileStatus};
use crate::app::Session;
use crate::db::{self, Key, Store};
use crate::op::Nothing;
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
    // A keychain that cannot be reached simply has no key; unlocking says why.
    let locked = state == FileState::Locked;
    let keychain = locked && matches!(Key::from_keychain(&path), Ok(Some(_)));
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
    if db::open::inspect(&path)? != db::FileState::Absent {
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
    begin(app, &mut session, store, false).await
}

async fn begin(app: &App, session: &mut Session, store: Store, demo: bool) -> Result<FileStatus> {
    crate::ledger::found_household(&store, &app.config.currency).await?;
    *session = Session { store: Some(store), demo };
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
    begin(app, &mut session, store, false).await
}

pub async fn lock(app: &App, _: Nothing) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    close(app, &mut session).await;
    said(app, &session)
}

async fn close(app: &App, session: &mut Session) {
    if let Some(store) = session.store.take() {
        let path = store.path.clone();
        store.close().await;
        if session.demo {
            // The folder is ours and holds nothing else.
            let _ = path.parent().map(std::fs::remove_dir_all);
        }
        app.file_changed();
    }
    session.demo = false;
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
    let path = app.config.file();
    let db::FileState::Encrypted(salt) = db::open::inspect(&path)? else {
        return Err(Error::locked("there is no file yet; create one first"));
    };
    let current = Key::from_passphrase(&input.current, &salt)?;
    let new = Key::from_passphrase(&input.new, &salt)?;
    let store = session.store.take().ok_or_else(|| Error::locked("unlock the file first"))?;
    if !store.is_key(&current) {
        session.store = Some(store);
        return Err(Error::invalid("current", "this is not the passphrase of this file"));
    }
    let changed = store.clone().change_key(new.clone()).await;
    if let Err(error) = changed {
        session.store = Some(store);
        return Err(error);
    }
    session.store = Some(Store::open(&path, new).await?);
    said(app, &session)
}

pub async fn open_demo(app: &App, _: Nothing) -> Result<FileStatus> {
    let mut session = app.session.write().await;
    close(app, &mut session).await;
    let folder = app.config.data_dir.join("demo");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let salt = db::key::random_bytes()?;
    let store = Store::create(&folder.join("demo.db"), Key::random()?, &salt).await?;
    begin(app, &mut session, store, true).await
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
    begin(app, &mut session, store, false).await.map(drop)
}

fn long_enough(field: &str, passphrase: &str) -> Result<()> {
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        let message =
            format!("use at least {SHORTEST_PASSPHRASE} characters; a few words are easy to keep");
        return Err(Error::invalid(field, message));
    }
    Ok(())
}
