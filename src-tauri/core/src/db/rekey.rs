//! Another key for the file. A verified copy under the new key takes the file's place in one rename,
//! so that an interruption leaves one or the other, whole. Nothing is ever re-encrypted in place.
use super::open::{copy, options, remove, verify};
use super::{Key, Store};
use crate::{Code, Error, Result};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Store {
    /// Encrypts the file anew; refused while another process has it open, whose later writes would
    /// go into the replaced file. This store is closed in any case.
    pub async fn change_key(self, new: &Key) -> Result<()> {
        let mut alone = self.alone().await?;
        let fresh = fresh(&self.path);
        copy(&mut alone, &fresh, &self.key).await?;
        let mut changing = options(&fresh, &self.key, None).connect().await?;
        let rekey = format!("pragma rekey = {}", *new.pragma(None));
        sqlx::query(AssertSqlSafe(rekey)).execute(&mut changing).await?;
        changing.close().await?;
        verify(&fresh, new).await?;
        std::fs::File::options().write(true).open(&fresh)?.sync_all()?;
        // Windows replaces no file that is open; elsewhere nobody gets in between.
        if cfg!(windows) {
            alone.close().await?;
            std::fs::rename(&fresh, &self.path)?;
        } else {
            std::fs::rename(&fresh, &self.path)?;
            alone.close().await?;
        }
        Ok(())
    }

    /// The only connection that any process has to the file, until it is closed. It leaves no
    /// write-ahead log behind, which would belong to the replaced file.
    async fn alone(&self) -> Result<SqliteConnection> {
        self.pool.close().await;
        self.writer.close().await;
        let patience = Duration::from_secs(1);
        let mut alone =
            options(&self.path, &self.key, None).busy_timeout(patience).connect().await?;
        for step in ["pragma locking_mode = exclusive", "pragma journal_mode = delete"] {
            sqlx::query(step).execute(&mut alone).await.map_err(elsewhere)?;
        }
        Ok(alone)
    }
}

/// Removes the copy that an interrupted change of key left behind: it still opens with one of the keys.
pub(super) fn forget_interrupted(path: &Path) {
    if let Err(error) = remove(&fresh(path)) {
        tracing::warn!(%error, "the copy of an interrupted change of key could not be removed");
    }
}

fn fresh(path: &Path) -> PathBuf {
    path.with_extension("rekey")
}

fn elsewhere(error: sqlx::Error) -> Error {
    match Error::from(error) {
        busy if busy.code == Code::Conflict => {
            let message = "the file is open in another PocketSage as well; close it there first";
            Error::new(Code::Conflict, message)
        }
        other => other,
    }
}
