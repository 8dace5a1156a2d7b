//! Opening, creating and copying the encrypted file. Whatever is refused is left untouched.
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

/// How long a write waits for those before it, an import of millions of rows among them.
const TURN: Duration = Duration::from_secs(24 * 60 * 60);

/// An open file.
#[derive(Debug, Clone)]
pub struct Store {
    /// For reading, several at a time.
    pub pool: SqlitePool,
    /// For writing: a single connection, whose pool is the queue of this process's writes, and on
    /// which SQLite tells what other processes wrote: see [`Store::foreign_commits`].
    pub writer: SqlitePool,
    pub path: PathBuf,
    /// What a passphrase for this file is salted with.
    pub salt: [u8; 16],
    pub(super) key: Key,
}

/// Looks at a path without changing it; refuses what cannot be one of our files. Not for a file that
/// this process has open: on Unix, closing it here would take away the locks that SQLite holds on it.
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
        let store = Self::connect(path, key, *salt).await?;
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Opens a file that is there: refuses a wrong key, damage and newer versions; migrates older ones.
    pub async fn open(path: &Path, key: Key) -> Result<Self> {
        let store = Self::open_unmigrated(path, key).await?;
        super::rekey::forget_interrupted(path);
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Opens a file as it is, changing nothing.
    pub async fn open_unmigrated(path: &Path, key: Key) -> Result<Self> {
        let FileState::Encrypted(salt) = inspect(path)? else {
            return Err(Error::locked(format!("there is no file at {} yet", path.display())));
        };
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
        Self::connect(path, key, salt).await
    }

    async fn connect(path: &Path, key: Key, salt: [u8; 16]) -> Result<Self> {
        let options = options(path, &key, None)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", "-16384")
            .pragma("temp_store", "memory");
        let readers = SqlitePoolOptions::new().max_connections(3);
        // Never replaced by a fresh connection, which could not tell what was written before it.
        let one = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let writer = one.acquire_timeout(TURN).connect_with(options.clone());
        let writer = writer.await.map_err(|e| unreadable(path, e))?;
        let pool = readers.connect_lazy_with(options);
        super::ending::wait_for_connections();
        Ok(Self { pool, writer, path: path.into(), salt, key })
    }

    /// Another number than the last time if another process has committed since. SQLite counts for
    /// each connection what was committed through any other, and all that this process writes goes
    /// through the one that is asked here: nothing else could tell its own commits from foreign ones.
    pub async fn foreign_commits(&self) -> Result<i64> {
        let (count,) = sqlx::query_as("pragma data_version").fetch_one(&self.writer).await?;
        Ok(count)
    }

    /// Brings everything from the write-ahead log into the file and lets go of it.
    pub async fn close(self) {
        let checkpoint = sqlx::query("pragma wal_checkpoint(truncate)").execute(&self.writer).await;
        if let Err(error) = checkpoint {
            tracing::warn!(%error, "the last checkpoint did not run; the next start will do it");
        }
        self.pool.close().await;
        self.writer.close().await;
    }

    /// A copy of the file as it stands, readable with the same key; verified before it returns.
    pub async fn copy_to(&self, target: &Path) -> Result<()> {
        copy(&mut *self.pool.acquire().await?, target, &self.key).await
    }

    /// What is wrong with the file, in the database's words; nothing if it is whole. Every page is
    /// read and decrypted, every row compared with its indexes, every reference followed.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let dangling = "select \"table\" || ' refers to a missing ' || parent
            from pragma_foreign_key_check limit 100";
        // A page that does not decrypt ends a look and the use of its connection.
        for look in ["pragma integrity_check", dangling] {
            match lines(&mut connection(self).await?, look).await {
                Ok(faults) if faults.is_empty() => {}
                Ok(faults) => return Ok(faults),
                Err(error) => {
                    let pages = "pragma cipher_integrity_check";
                    let pages = lines(&mut connection(self).await?, pages).await?;
                    return if pages.is_empty() { Err(error) } else { Ok(pages) };
                }
            }
        }
        Ok(vec![])
    }

    /// Whether this is the key the file is open with; asked before a change of passphrase.
    pub fn is_key(&self, other: &Key) -> bool {
        self.key.pragma(None) == other.pragma(None)
    }
}

/// A verified copy of what the connection sees, in place of whatever an interruption left there.
pub(super) async fn copy(from: &mut SqliteConnection, target: &Path, key: &Key) -> Result<()> {
    remove(target)?;
    let copy = sqlx::query("vacuum into $1").bind(target.to_string_lossy().into_owned());
    copy.execute(from).await?;
    private(target)?;
    verify(target, key).await
}

/// Removes a copy, and what SQLite may have left beside it.
pub(super) fn remove(copy: &Path) -> Result<()> {
    let mut journal = copy.as_os_str().to_owned();
    journal.push("-journal");
    for file in [copy, Path::new(&journal)] {
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

pub(super) async fn verify(path: &Path, key: &Key) -> Result<()> {
    let mut copy = options(path, key, None).connect().await.map_err(|e| unreadable(path, e))?;
    let (answer,): (String,) = sqlx::query_as("pragma quick_check").fetch_one(&mut copy).await?;
    copy.close().await?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(Error::internal(format!("copy is not whole: {answer}")))
    }
}

/// The one column of a query, without the word for nothing to tell.
async fn lines(connection: &mut SqliteConnection, sql: &'static str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| row.0).filter(|line| line != "ok").collect())
}

pub(super) fn options(path: &Path, key: &Key, salt: Option<&[u8; 16]>) -> SqliteConnectOptions {
    // Statement logging is off because the first statement is the key itself.
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.pragma(salt).as_str().to_owned())
        .pragma("cipher_log_level", "NONE")
        .pragma("cipher_page_size", PAGE.to_string())
        // Copies made by `vacuum into` take the default.
        .pragma("cipher_default_page_size", PAGE.to_string())
        // Processors know SHA-256 by heart; SHA-512 took a tenth of an import.
        .pragma("cipher_hmac_algorithm", "HMAC_SHA256")
        .pragma("cipher_default_hmac_algorithm", "HMAC_SHA256")
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
