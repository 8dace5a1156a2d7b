//! The log: JSON lines in `logs/pocketsage.log`, rotated by size and age, a set number kept.
//! No key, amount or payee belongs in it. A log that cannot be written never stops the program.
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::{Config, Result};

const NAME: &str = "pocketsage.log";

/// Keep it as long as the program runs; what was logged is on disk at once, so dropping it is safe.
#[derive(Debug)]
pub struct Guard(());

/// Sends every `tracing` event at or above `log_level` to the log. A second call in one process
/// changes nothing, and a log directory that cannot be written is said once on stderr.
pub fn start(config: &Config) -> Result<Guard> {
    let rotation = Rotation {
        dir: config.log_dir(),
        max_bytes: config.log_max_bytes,
        max_age: Duration::from_secs(u64::from(config.log_max_age_days) * 86_400),
        keep: config.log_keep,
    };
    let log = Log(Arc::new(Mutex::new(Rotating { rotation, open: None, failed: false })));
    let started = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter(&config.log_level))
        .with_writer(log)
        .try_init();
    // Err says that one is there already: tests start many apps in one process.
    drop(started);
    Ok(Guard(()))
}

/// A short id that is in the log and in the message a person sees: 12 characters, unique in use.
pub fn operation_id() -> String {
    let id = uuid::Uuid::now_v7().simple().to_string();
    // The last 12 digits are random (48 bits); the first ones are the time and repeat.
    id.chars().skip(20).collect()
}

/// sqlx tells statements at debug, `PRAGMA key` among them: it never gets below warn.
fn filter(level: &str) -> EnvFilter {
    let others = if matches!(level, "off" | "error") { level } else { "warn" };
    EnvFilter::new(format!("{level},sqlx={others},hyper={others},h2={others}"))
}

#[derive(Debug, Clone)]
struct Rotation {
    dir: PathBuf,
    max_bytes: u64,
    max_age: Duration,
    keep: u32,
}

struct Open {
    file: File,
    bytes: u64,
    since: SystemTime,
}

struct Rotating {
    rotation: Rotation,
    open: Option<Open>,
    failed: bool,
}

#[derive(Clone)]
struct Log(Arc<Mutex<Rotating>>);

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Write for Log {
    /// One call is one line. Always Ok: logging must not fail the work it tells about.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = log.append(line, SystemTime::now());
        if let Err(cause) = &outcome
            && !log.failed
        {
            let dir = log.rotation.dir.display();
            let _ =
                writeln!(io::stderr(), "pocketsage: the log in {dir} cannot be written: {cause}");
        }
        log.failed = outcome.is_err();
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Rotating {
    fn append(&mut self, line: &[u8], now: SystemTime) -> io::Result<()> {
        let Rotation { max_bytes, max_age, .. } = self.rotation;
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.rotation.open(now)?,
        };
        let age = now.duration_since(open.since).unwrap_or_default();
        let full = open.bytes + line.len() as u64 > max_bytes || age >= max_age;
        if full && open.bytes > 0 {
            drop(open);
            // Another process may hold it (Windows); a log too long is better than none.
            let _ = self.rotation.rotate(now);
            open = self.rotation.open(now)?;
        }
        open.file.write_all(line)?;
        open.bytes += line.len() as u64;
        self.open = Some(open);
        Ok(())
    }
}

impl Rotation {
    fn open(&self, now: SystemTime) -> io::Result<Open> {
        fs::create_dir_all(&self.dir)?;
        let path = self.dir.join(NAME);
        let since = first_instant(&path).unwrap_or(now);
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        Ok(Open { bytes: file.metadata()?.len(), file, since })
    }

    /// `pocketsage.log` becomes `.1`, `.1` becomes `.2`; what is beyond `keep` or too old goes.
    fn rotate(&self, now: SystemTime) -> io::Result<()> {
        let path = |n: u32| match n {
            0 => self.dir.join(NAME),
            n => self.dir.join(format!("{NAME}.{n}")),
        };
        let _ = fs::remove_file(path(self.keep));
        for n in (0..self.keep).rev().filter(|n| path(*n).exists()) {
            fs::rename(path(n), path(n + 1))?;
        }
        // The last line of a rotated file is as old as the file's last change.
        let changed = |p: &Path| fs::metadata(p).and_then(|m| m.modified()).ok();
        for old in (1..=self.keep).map(path) {
            let age = changed(&old).and_then(|then| now.duration_since(then).ok());
            if age.is_some_and(|age| age >= self.max_age) {
                let _ = fs::remove_file(old);
            }
        }
        Ok(())
    }
}

/// When the log's first line was written. A file's own creation time is no help: some file
/// systems keep none, and Windows hands a renamed file's to its successor.
fn first_instant(path: &Path) -> Option<SystemTime> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?).read_line(&mut line).ok()?;
    let line: serde_json::Value = serde_json::from_str(&line).ok()?;
    let instant: DateTime<Utc> = line.get("timestamp")?.as_str()?.parse().ok()?;
    Some(instant.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(dir: &Path, max_bytes: u64, keep: u32) -> Rotating {
        let max_age = Duration::from_secs(14 * 86_400);
        let rotation = Rotation { dir: dir.into(), max_bytes, max_age, keep };
        Rotating { rotation, open: None, failed: false }
    }

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).expect("a directory").flatten();
        let mut names: Vec<_> =
            entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_full_log_is_rotated_and_only_so_many_are_kept() {
        let dir = tempfile::tempdir().expect("a directory");
        let mut log = log(dir.path(), 25, 2);
        for n in 0..9 {
            let line = format!("line {n:04}\n");
            log.append(line.as_bytes(), SystemTime::now()).expect("written");
        }
        let expected = ["pocketsage.log", "pocketsage.log.1", "pocketsage.log.2"];
        assert_eq!(names(dir.path()), expected);
        let newest = fs::read_to_string(dir.path().join(NAME)).expect("the log");
        assert_eq!(newest, "line 0008\n");
    }

    #[test]
    fn an_old_log_is_rotated_across_restarts_and_old_ones_are_removed() {
        let dir = tempfile::tempdir().expect("a directory");
        let line = format!("{{\"timestamp\":\"{}\"}}\n", Utc::now().to_rfc3339());
        let day = |n: u64| SystemTime::now() + Duration::from_secs(n * 86_400);
        log(dir.path(), 1000, 7).append(line.as_bytes(), day(0)).expect("written");
        log(dir.path(), 1000, 7).append(line.as_bytes(), day(13)).expect("written");
        assert_eq!(names(dir.path()), ["pocketsage.log"]);
        // Rotated now; the rotated file's last change is today, so day 15 also removes it.
        log(dir.path(), 1000, 7).append(line.as_bytes(), day(15)).expect("written");
        assert_eq!(names(dir.path()), ["pocketsage.log"]);
        assert_eq!(fs::read_to_string(dir.path().join(NAME)).expect("the log"), line);
    }

    #[test]
    fn a_log_that_cannot_be_written_never_fails_the_work() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("file");
        fs::write(&file, "").expect("a file");
        let mut log = Log(Arc::new(Mutex::new(log(&file, 100, 2))));
        assert_eq!(log.write(b"line\n").expect("always"), 5);
        fs::remove_file(&file).expect("removed");
        assert_eq!(log.write(b"line\n").expect("always"), 5);
        assert_eq!(names(&file), ["pocketsage.log"]);
    }

    #[test]
    fn it_may_be_started_twice_and_the_database_layer_stays_quiet() {
        let dir = tempfile::tempdir().expect("a directory");
        let config = Config::in_dir(dir.path());
        start(&config).expect("first");
        start(&config).expect("second");
        let text = filter("trace").to_string();
        assert!(text.contains("sqlx=warn"), "{text}");
        assert!(filter("off").to_string().contains("sqlx=off"));
    }

    #[test]
    fn operation_ids_are_short_and_differ() {
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| operation_id()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 12));
    }
}
