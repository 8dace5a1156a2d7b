//! Taking in one file of a watched folder: read it, ask nobody, and say what became of it.
use super::disk::{self, Entry};
use super::kept::Step;
use super::model::SeenOutcome;
use super::ops::NoteSeen;
use super::{FIND_FILE, NOTE_SEEN, Watching, caller};
use crate::db::Id;
use crate::imports::{BatchResult, Counts, Preview};
use crate::{App, Code, Error, Result};
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;
use tokio::time::Instant;

/// What became of a file, and why.
struct Fate {
    outcome: SeenOutcome,
    message: Option<String>,
    batch_id: Option<Id>,
}

impl Fate {
    fn of(outcome: SeenOutcome, message: impl Into<String>) -> Self {
        Self { outcome, message: Some(message.into()), batch_id: None }
    }
}

impl Watching {
    /// Does what the files of one folder call for, until somebody changes the folders.
    pub(super) async fn take_in(&mut self, app: &App, at: usize) -> Result<()> {
        if self.folders[at].folder.paused {
            return Ok(());
        }
        let steps = self.folders[at].steps(&self.ears, Instant::now(), &self.pace);
        for (file, step) in steps {
            let moves = match step {
                Step::Read => self.read(app, at, &file).await?,
                Step::Move => true,
                Step::Forget => {
                    self.note(app, at, &file, SeenOutcome::Gone, None, None).await?;
                    false
                }
            };
            if moves {
                self.move_away(app, at, &file).await?;
            }
            self.catch_up();
            if self.stale {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether its rows are in now.
    async fn read(&mut self, app: &App, at: usize, file: &Entry) -> Result<bool> {
        let (path, stamp) = (file.path.clone(), file.stamp);
        // A big file takes its time, also on a disk that is well.
        let readable = disk::asked(self.pace.linger, move || disk::hash(&path, stamp)).await;
        let fate = match (&file.fault, readable) {
            (Some(fault), _) => Fate::of(SeenOutcome::Failed, fault),
            (None, Err(error)) if error.kind() == io::ErrorKind::NotFound => {
                self.folders[at].forget(&file.name);
                return Ok(false);
            }
            (None, Err(error)) => Fate::of(SeenOutcome::Waiting, disk::why(&error)),
            // Its turn came late, and meanwhile it changed: the next look begins anew with it.
            (None, Ok(None)) => return Ok(false),
            (None, Ok(Some(hash))) => match self.import(app, at, file, hash).await {
                Ok(fate) => fate,
                // Somebody locks the file: this task is about to end.
                Err(error) if error.code == Code::Locked => return Err(error),
                Err(error) => self.fate_of(at, file, &error),
            },
        };
        let is_in = matches!(fate.outcome, SeenOutcome::Added | SeenOutcome::Known);
        let Fate { outcome, message, batch_id } = fate;
        self.note(app, at, file, outcome, message, batch_id).await?;
        Ok(is_in)
    }

    /// Tried again only if that may help: with a full disk, not with a file that is no statement.
    fn fate_of(&self, at: usize, file: &Entry, error: &Error) -> Fate {
        let passes = matches!(error.code, Code::Conflict | Code::Denied | Code::Internal);
        let again = passes && !self.folders[at].is_hopeless(&file.name);
        let outcome = if again { SeenOutcome::Waiting } else { SeenOutcome::Failed };
        Fate::of(outcome, error.message.clone())
    }

    async fn import(
        &mut self,
        app: &App,
        at: usize,
        file: &Entry,
        file_hash: String,
    ) -> Result<Fate> {
        let found = app.run(caller(), FIND_FILE, json!({ "file_hash": file_hash })).await?;
        if let Some(batch_id) = serde_json::from_value(found).map_err(Error::internal)? {
            // Nothing to store, and nothing to be undone: no entry in the history.
            let (outcome, batch_id) = (SeenOutcome::Known, Some(batch_id));
            return Ok(Fate { outcome, message: None, batch_id });
        }
        let (path, account_id) = (&file.path, self.folders[at].folder.account_id);
        let asked = json!({ "file": path, "account_id": account_id, "limit": 0 });
        let preview = app.call_as(caller(), "imports.preview", asked).await?;
        let preview: Preview = serde_json::from_value(preview).map_err(Error::internal)?;
        if !preview.questions.is_empty() {
            let questions: Vec<&str> =
                preview.questions.iter().map(|q| q.message.as_str()).collect();
            return Ok(Fate::of(SeenOutcome::Asks, questions.join("\n")));
        }
        let input = json!({ "files": [path], "account_id": account_id });
        let added = app.call_as(caller(), "imports.add", input).await?;
        self.own += 1;
        let batches: Vec<BatchResult> = serde_json::from_value(added).map_err(Error::internal)?;
        let batch_id = batches.first().map(|batch| batch.batch);
        let rejected: i64 = batches.iter().map(|batch| batch.counts.rejected).sum();
        let news = |batch: &BatchResult| {
            let Counts { added, updated, matched, .. } = batch.counts;
            added + updated + matched > 0
        };
        let outcome = match rejected > 0 || batches.iter().any(news) {
            true => SeenOutcome::Added,
            false => SeenOutcome::Known,
        };
        let message = match rejected {
            0 => None,
            1 => Some("one line was rejected".into()),
            many => Some(format!("{many} lines were rejected")),
        };
        Ok(Fate { outcome, message, batch_id })
    }

    /// Moves a file whose rows are in to the archive, if there is to be one.
    async fn move_away(&mut self, app: &App, at: usize, file: &Entry) -> Result<()> {
        let Some(archive) = self.folders[at].folder.archive.clone() else {
            return Ok(());
        };
        let (path, stamp, into) = (file.path.clone(), file.stamp, PathBuf::from(archive));
        // To another disk it may be a long way.
        let moved = disk::asked(self.pace.linger, move || disk::archive(&path, stamp, &into)).await;
        let error = match moved {
            Ok(Some(_)) => {
                self.folders[at].moved(&file.name);
                return Ok(());
            }
            Ok(None) => None,
            Err(error) => Some(error),
        };
        self.folders[at].not_moved(file, Instant::now(), &self.pace);
        let Some((error, note)) = error.zip(self.folders[at].note_of(&file.name)) else {
            return Ok(());
        };
        let message = Some(format!("it could not be moved to the archive: {}", disk::why(&error)));
        self.note(app, at, file, note.outcome, message, note.batch_id).await
    }

    /// Keeps what became of a file, if that is news.
    async fn note(
        &mut self,
        app: &App,
        at: usize,
        file: &Entry,
        outcome: SeenOutcome,
        message: Option<String>,
        batch_id: Option<Id>,
    ) -> Result<()> {
        let kept = &mut self.folders[at];
        let note = NoteSeen {
            folder_id: kept.folder.id,
            name: file.name.clone(),
            bytes: file.stamp.bytes,
            modified_ms: file.stamp.modified_ms,
            outcome,
            message,
            batch_id,
        };
        if kept.is_news(&note) {
            let input: Value = json!(note);
            app.run(caller(), NOTE_SEEN, input).await?;
        }
        kept.keep(note, Instant::now(), &self.pace);
        Ok(())
    }
}
