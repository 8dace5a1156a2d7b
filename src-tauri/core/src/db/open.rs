//! Opening, creating and re-keying the encrypted file. Whatever is refused is left untouched.
use super::{Key, migrate};
use crate::{Error, Result};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes of a page: a whole file is a multiple of it. Four times SQLCipher's usual page, which
/// saves a third of the system time of a large import.
const PAGE: u64 = 16_384;
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// What lies at the path, before any key is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    Absent,
    /// Looks like an encrypted file; its salt.
    Encrypted([u8; 16]),
}

/// An open file.
#[derive(Debug, Clone)]
pub struct Store {
    pub pool: SqlitePool,
    pub path: PathBuf,
    key: Key,
}

/// Looks at a path without changing it; refuses what cannot be one of our files.
pub fn inspect(path: &Path) -> Result<FileState> {
    let mut file = match std::fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(FileState::Absent),
        other => other.map_err(|e| refused(path, &format!("cannot be read: {e}")))?,
    };
    let bytes = file.metadata()?.len();
    let mut head = [0; 16];
    if bytes < PAGE || !bytes.is_multiple_of(PAGE) || file.read_exact(&mut head).is_err() {
        let what = "is cut short: it is not a whole number of pages; restore it from a backup";
        return Err(refused(path, what));
    }
    if &head == PLAIN {
        let what =
            "is a plain, unencrypted SQLite database, not a PocketSage file; it was not touched";
        return Err(refused(path, what));
    }
    Ok(FileState::Encrypted(head))
}

impl Store {
    /// Makes a new encrypted file. `salt` becomes its first 16 bytes.
    pub async fn create(path: &Path, key: Key, salt: &[u8; 16]) -> Result<Self> {
        if path.exists() {
            return Err(refused(path, "is there already; unlock it instead"));
        }
        let mut first = options(path, &key, Some(salt)).create_if_missing(true).connect().await?;
        sqlx::query("pragma user_version = 1").execute(&mut first).await?;
        first.close().await?;
        private(path)?;
        let store = Self::connect(path, key).await?;
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Opens a file that is there: refuses a wrong key, damage and newer versions; migrates older ones.
    pub async fn open(path: &Path, key: Key) -> Result<Self> {
        if inspect(path)? == FileState::Absent {
            return Err(Error::locked(format!("there is no file at {} yet", path.display())));
        }
        let store = Self::open_unmigrated(path, key).await?;
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Opens a file as it is, changing nothing.
    pub async fn open_unmigrated(path: &Path, key: Key) -> Result<Self> {
        let mut probe =
            options(path, &key, None).connect().await.map_err(|e| unreadable(path, e))?;
        let readable = sqlx::query("select count(*) from sqlite_master").execute(&mut probe).await;
        readable.map_err(|e| unreadable(path, e))?;
        let newer = migrate::newer_than_ours(&mut probe).await?;
        probe.close().await?;
        if newer {
            let what = "was written by a newer version of PocketSage; update this one to open it";
            return Err(refused(path, what));
        }
        Self::connect(path, key).await
    }

    async fn connect(path: &Path, key: Key) -> Result<Self> {
        let options = options(path, &key, None)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", "-32768")
            .pragma("temp_store", "memory");
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await
            .map_err(|e| unreadable(path, e))?;
        Ok(Self { pool, path: path.into(), key })
    }

    /// Brings everything from the write-ahead log into the file and lets go of it.
    pub async fn close(self) {
        if let Err(error) = sqlx::query("pragma wal_checkpoint(truncate)").execute(&self.pool).await
        {
            tracing::warn!(%error, "the last checkpoint did not run; the next start will do it");
        }
        self.pool.close().await;
    }

    /// A copy of the file as it stands, readable with the same key; verified before it returns.
    pub async fn copy_to(&self, target: &Path) -> Result<()> {
        if target.exists() {
            std::fs::remove_file(target)?;
        }
        sqlx::query("vacuum into $1")
            .bind(target.to_string_lossy().into_owned())
            .execute(&self.pool)
            .await?;
        private(target)?;
        verify(target, &self.key).await
    }

    /// Encrypts the file anew. The old file stays as it is until a verified copy under the new
    /// key takes its place in one rename, so an interruption leaves one or the other, whole.
    pub async fn change_key(self, new: Key) -> Result<()> {
        let path = self.path.clone();
        let fresh = path.with_extension("rekey");
        self.copy_to(&fresh).await?;
        let mut copy = options(&fresh, &self.key, None).connect().await?;
        let rekey = format!("pragma rekey = {}", *new.pragma(None));
        sqlx::query(sqlx::AssertSqlSafe(rekey)).execute(&mut copy).await?;
        copy.close().await?;
        verify(&fresh, &new).await?;
        std::fs::File::open(&fresh)?.sync_all()?;
        self.close().await;
        for extra in ["-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(extra);
            let _ = std::fs::remove_file(name);
        }
        std::fs::rename(&fresh, &path)?;
        Ok(())
    }

    /// Whether this is the key the file is open with; asked before a change of passphrase.
    pub fn is_key(&self, other: &Key) -> bool {
        self.key.pragma(None) == other.pragma(None)
    }
}

async fn verify(path: &Path, key: &Key) -> Result<()> {
    let mut copy = options(path, key, None).connect().await.map_err(|e| unreadable(path, e))?;
    let (answer,): (String,) = sqlx::query_as("pragma quick_check").fetch_one(&mut copy).await?;
    copy.close().await?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(Error::internal(format!("copy is not whole: {answer}")))
    }
}

fn options(path: &Path, key: &Key, salt: Option<&[u8; 16]>) -> SqliteConnectOptions {
    // Statement logging is off because the first statement is the key itself.
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.pragma(salt).as_str().to_owned())
        .pragma("cipher_log_level", "NONE")
        .pragma("cipher_page_size", PAGE.to_string())
        // Copies made by `vacuum into` take the default.
        .pragma("cipher_default_page_size", PAGE.to_string())
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging()
}

fn private(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    let _ = path;
    Ok(())
}

fn refused(path: &Path, what: &str) -> Error {
    Error::denied(format!("{} {what}", path.display()))
}

fn unreadable(path: &Path, error: sqlx::Error) -> Error {
    let code = error.as_database_error().and_then(|e| e.code().map(|c| c.into_owned()));
    match code.as_deref() {
        Some("26") => Error::denied(format!(
            "this is not the key of {}; the file was not touched",
            path.display()
        )),
        Some("11") => refused(path, "is damaged or cut short; restore it from a backup"),
        _ => error.into(),
    }
}

/// One connection of its own, for what must not go through the pool.
pub(super) async fn connection(store: &Store) -> Result<SqliteConnection> {
    Ok(options(&store.path, &store.key, None).connect().await?)
}
