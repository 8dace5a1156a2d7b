//! The door: every face, test and job calls an operation through [`App::call`]. One operation is one
//! transaction; a refused or cancelled one leaves nothing behind.
use crate::day::Clock;
use crate::db::{Id, Store};
use crate::history::Entry;
use crate::imports::{Deaf, FolderWatch};
use crate::op::{self, Op, Run};
use crate::watch::Watch;
use crate::{Code, Config, Error, Result, logs};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{Sqlite, SqliteConnection, Transaction};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};
use tokio::sync::{RwLock, broadcast};
use tracing::Instrument;

/// Who calls. Api may come from another machine, so it may not name files of this one. Folder is
/// nobody: a file that came into a watched folder. Schedule is nobody either: its time has come.
/// Nor is Tray: an icon that looks what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Desktop,
    Cli,
    Api,
    Folder,
    Schedule,
    Tray,
}

impl Actor {
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Cli => "cli",
            Self::Api => "api",
            Self::Folder => "folder",
            Self::Schedule => "schedule",
            Self::Tray => "tray",
        }
    }
}

/// One call: who, and its name for progress and cancelling.
#[derive(Debug, Clone)]
pub struct Caller {
    pub actor: Actor,
    pub id: Option<String>,
}

/// What the core tells every face.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// These tables hold something new; without any, whatever another process wrote.
    Changed { tables: Vec<String> },
    /// A long operation's state; `rate` in items per second, `left_ms` until it is done.
    Progress { call: String, op: String, done: u64, total: u64, rate: u64, left_ms: u64 },
    /// There is something to tell: whoever can show notifications takes it.
    Due {},
}

impl Event {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "changed",
            Self::Progress { .. } => "progress",
            Self::Due {} => "due",
        }
    }

    pub fn data(&self) -> Value {
        json!(self)
    }
}

/// The household every row of an embedded file belongs to.
pub const HOUSEHOLD: i64 = 1;

/// The file as the app sees it.
#[derive(Default)]
pub(crate) struct Session {
    pub store: Option<Store>,
    pub demo: bool,
    /// Whether its key lies in the system's keychain.
    pub keychain: bool,
    pub watch: Option<Watch>,
    pub folders: Option<FolderWatch>,
}

impl Session {
    pub fn of(store: Store) -> Self {
        Self { store: Some(store), ..Self::default() }
    }
}

pub struct App {
    pub config: Config,
    pub(crate) clock: Clock,
    pub(crate) session: RwLock<Session>,
    pub(crate) events: broadcast::Sender<Event>,
    calls: Mutex<HashMap<String, Arc<AtomicBool>>>,
    last_use: AtomicI64,
    /// For what runs beside the calls and calls back.
    pub(crate) me: Weak<App>,
}

impl App {
    /// Starts with these settings; with a key file it opens (or creates) the file at once.
    pub async fn start(config: Config) -> Result<Arc<Self>> {
        let clock = config.clock_file.clone().map_or(Clock::Real, Clock::Told);
        Self::start_at(config, clock).await
    }

    /// As [`App::start`], with a clock of one's own: tests and reproducible runs.
    pub async fn start_at(config: Config, clock: Clock) -> Result<Arc<Self>> {
        let app = Arc::new_cyclic(|me| Self {
            me: me.clone(),
            config,
            session: RwLock::default(),
            events: broadcast::channel(1024).0,
            calls: Mutex::default(),
            last_use: AtomicI64::new(clock.now().timestamp()),
            clock,
        });
        crate::file::open_with_key_file(&app).await?;
        tokio::spawn(lock_when_idle(Arc::downgrade(&app)));
        Ok(app)
    }

    /// Calls an operation by name as the person at this machine.
    pub async fn call(&self, name: &str, input: Value) -> Result<Value> {
        self.call_as(Caller { actor: Actor::Desktop, id: None }, name, input).await
    }

    /// Calls an operation by name. Input and output have the shapes of the table.
    pub async fn call_as(&self, caller: Caller, name: &str, input: Value) -> Result<Value> {
        self.run(caller, op::find(name)?, input).await
    }

    /// As [`App::call_as`], also for operations that no face has in its table.
    pub(crate) async fn run(&self, caller: Caller, op: &'static Op, input: Value) -> Result<Value> {
        let (name, actor) = (op.name, caller.actor);
        let log_id = logs::operation_id();
        let span = tracing::info_span!("op", id = %log_id, op = name, actor = actor.name());
        let started = Instant::now();
        self.used(actor, name);
        async {
            let result = match op.run {
                Run::App(run) => run(self, input).await,
                Run::Tx(run) => self.in_tx(op, caller, run, input).await,
            };
            self.used(actor, name);
            let ms = started.elapsed().as_millis() as u64;
            match result {
                Ok(output) => {
                    tracing::info!(ms, "done");
                    Ok(output)
                }
                Err(error) => Err(logged(error, &log_id, ms)),
            }
        }
        .instrument(span)
        .await
    }

    async fn in_tx(
        &self,
        op: &'static Op,
        caller: Caller,
        run: for<'a> fn(&'a mut Tx, Value) -> op::Output<'a>,
        input: Value,
    ) -> Result<Value> {
        let session = self.session.read().await;
        let store = session.store.as_ref().ok_or_else(|| self.locked())?;
        let (pool, begin) =
            if op.reads { (&store.pool, "begin") } else { (&store.writer, "begin immediate") };
        let call = self.enter(op, &caller);
        let mut tx = Tx {
            db: pool.begin_with(begin).await?,
            household_id: HOUSEHOLD,
            clock: self.clock.clone(),
            now: self.clock.now(),
            actor: caller.actor,
            op: op.name,
            currency: self.config.currency.clone(),
            transfer_days: self.config.transfer_days,
            day_start_hour: self.config.day_start_hour,
            language: self.config.language,
            entry: Entry::default(),
            changed: BTreeSet::new(),
            deaf: session.folders.as_ref().map(FolderWatch::deaf).unwrap_or_default(),
            progress: call.progress.clone(),
        };
        let output = run(&mut tx, input).await?;
        tx.progress.check()?;
        let Tx { db, changed, .. } = tx;
        if op.reads {
            db.rollback().await?;
            return Ok(output);
        }
        db.commit().await?;
        if !changed.is_empty() {
            let tables = changed.into_iter().map(String::from).collect();
            let _ = self.events.send(Event::Changed { tables });
        }
        Ok(output)
    }

    fn enter(&self, op: &'static Op, caller: &Caller) -> Entered<'_> {
        let cancelled = Arc::new(AtomicBool::new(false));
        if let (Some(id), Ok(mut calls)) = (&caller.id, self.calls.lock()) {
            calls.insert(id.clone(), cancelled.clone());
        }
        let progress = Progress {
            call: caller.id.clone(),
            op: op.name,
            cancelled,
            events: self.events.clone(),
            started: Instant::now(),
            told: None,
        };
        Entered { app: self, progress }
    }

    /// Stops a running call by the name its caller gave it; false when there is none.
    pub fn cancel(&self, call: &str) -> bool {
        let found = self.calls.lock().ok().and_then(|calls| calls.get(call).cloned());
        found.map(|flag| flag.store(true, Ordering::Relaxed)).is_some()
    }

    pub(crate) fn locked(&self) -> Error {
        match self.config.file().exists() {
            true => Error::locked("the file is locked; unlock it to go on"),
            false => Error::locked("there is no file yet; create one first"),
        }
    }

    /// A person is there, unless a window only asks whether it still is open, or nobody called.
    fn used(&self, actor: Actor, name: &str) {
        if name != "file.status" && !matches!(actor, Actor::Folder | Actor::Schedule | Actor::Tray)
        {
            self.last_use.store(self.clock.now().timestamp(), Ordering::Relaxed);
        }
    }

    /// Locks the file if nobody has called anything for as long as the settings say. Asked every
    /// few seconds. With a key file nobody is there to unlock it again, so it stays open.
    pub async fn lock_if_idle(&self) {
        let limit = i64::from(self.config.idle_lock_minutes) * 60;
        let idle = self.clock.now().timestamp() - self.last_use.load(Ordering::Relaxed);
        if limit == 0 || idle < limit || self.config.key_file.is_some() {
            return;
        }
        // A long operation is use; waiting for it here would hold up every call behind this one.
        let open = self.session.try_write().is_ok_and(|session| session.store.is_some());
        if open {
            // A refusal is in the log already.
            let _ = self.call("file.lock", Value::Null).await;
        }
    }

    /// The time that this app goes by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Everything may look different now: opened, locked, another file.
    pub(crate) fn file_changed(&self) {
        let _ = self.events.send(Event::Changed { tables: vec!["file".into()] });
    }

    /// Lets go of the file, with everything in it and nothing beside it.
    pub async fn close(&self) {
        let mut session = self.session.write().await;
        let Session { store, watch, folders, .. } = std::mem::take(&mut *session);
        drop(watch);
        if let Some(folders) = folders {
            folders.stop().await;
        }
        if let Some(store) = store {
            store.close().await;
        }
    }
}

/// Takes the call off the list when it ends, however it ends.
struct Entered<'a> {
    app: &'a App,
    progress: Progress,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        if let (Some(id), Ok(mut calls)) = (&self.progress.call, self.app.calls.lock()) {
            calls.remove(id);
        }
    }
}

/// How far an operation is, and whether the person wants it stopped.
#[derive(Clone)]
pub struct Progress {
    call: Option<String>,
    op: &'static str,
    cancelled: Arc<AtomicBool>,
    events: broadcast::Sender<Event>,
    started: Instant,
    told: Option<Instant>,
}

impl Progress {
    /// Tells the faces at most ten times a second; an error when the call was cancelled.
    pub fn report(&mut self, done: u64, total: u64) -> Result<()> {
        self.check()?;
        let due = self.told.is_none_or(|at| at.elapsed() > Duration::from_millis(100));
        if let (Some(call), true) = (&self.call, due) {
            self.told = Some(Instant::now());
            let seconds = self.started.elapsed().as_millis().max(1) as u64;
            let rate = done * 1000 / seconds;
            let left_ms = total.saturating_sub(done) * 1000 / rate.max(1);
            let (call, op) = (call.clone(), self.op.into());
            let _ = self.events.send(Event::Progress { call, op, done, total, rate, left_ms });
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Cancelled, "stopped; nothing was changed"));
        }
        Ok(())
    }
}

/// All an operation may touch: one transaction, one clock, one actor.
pub struct Tx {
    db: Transaction<'static, Sqlite>,
    pub household_id: i64,
    clock: Clock,
    now: DateTime<Utc>,
    pub actor: Actor,
    pub(crate) op: &'static str,
    /// The currency to start with, from the settings.
    pub currency: String,
    /// How far apart the two sides of a transfer may be, from the settings.
    pub transfer_days: u32,
    /// When the day of a habit begins, from the settings.
    pub day_start_hour: u32,
    /// What to write in where there is no screen, from the settings.
    pub language: &'static str,
    pub(crate) entry: Entry,
    pub(crate) changed: BTreeSet<&'static str>,
    /// The watched folders that the system does not tell about, and why.
    pub(crate) deaf: Deaf,
    pub progress: Progress,
}

impl Tx {
    /// The connection, for `sql.rs`, `db/` and `history` only.
    pub(crate) fn db(&mut self) -> &mut SqliteConnection {
        &mut self.db
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Where the person's days and times are.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The day as the person lives it: it begins at the hour of the settings, not at midnight.
    pub fn lived_day(&self) -> NaiveDate {
        self.clock.day_begun_at(self.day_start_hour)
    }

    pub fn new_id(&self) -> Id {
        crate::db::new_id()
    }
}

fn logged(mut error: Error, log_id: &str, ms: u64) -> Error {
    if error.code == Code::Internal {
        // The cause names tables and causes, never values: see the test that plants some.
        let cause = error.source.as_ref().map(ToString::to_string).unwrap_or_default();
        tracing::error!(ms, cause, "failed");
        error.detail = Some(json!({ "log_id": log_id }));
    } else {
        // Not the field: a misspelt one is whatever was typed.
        tracing::info!(ms, code = ?error.code, "refused");
    }
    error
}

async fn lock_when_idle(app: Weak<App>) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        let Some(app) = app.upgrade() else { return };
        app.lock_if_idle().await;
    }
}
