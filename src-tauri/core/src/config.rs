//! Settings in layers: built-in < `config.toml` in the data directory < environment `POCKETSAGE_*` <
//! the command line.
//! It fails at start, naming setting, source and what is allowed. What a person chooses inside the
//! app is data and lives in their file, not here.
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use config::{FileFormat, Format as _};
use schemars::JsonSchema;
use serde::Serialize;

use crate::imports::Pace;
use crate::{Error, Result};
mod rules;
use rules::{RULES, Rule, currency_of, language};

const PREFIX: &str = "POCKETSAGE_";
/// What the system says of language and money.
const LOCALE: [&str; 4] = ["LC_ALL", "LC_MONETARY", "LC_MESSAGES", "LANG"];
/// Variables with our prefix that are read elsewhere and are no settings.
const NOT_SETTINGS: [&str; 8] =
    ["BENCH_CSV", "CONFIG", "CORPORA", "EMPTY_URL", "FOLDER", "PYTHON", "SERVER", "URL"];

/// Everything that is decided before a file is opened. `Debug` never shows a secret.
#[derive(Clone)]
pub struct Config {
    /// Holds the data file, its settings file and the logs; 0700.
    pub data_dir: PathBuf,
    /// A file with the key, for machines without a keychain; 0600.
    pub key_file: Option<PathBuf>,
    /// Home currency, ISO 4217.
    pub currency: String,
    /// How far apart the two sides of a transfer between own accounts may be.
    pub transfer_days: u32,
    /// The hour at which a habit's day begins: before it, it is still the day before.
    pub day_start_hour: u32,
    /// What reminders and mail are written in: `en`, `de` or `es`; the system's unless told.
    pub language: &'static str,
    /// Minutes without input until the file locks itself; 0 is never.
    pub idle_lock_minutes: u32,
    /// `off`, `error`, `warn`, `info`, `debug` or `trace`.
    pub log_level: String,
    /// Bytes after which a log file is rotated.
    pub log_max_bytes: u64,
    /// Days after which a log file is rotated, and a rotated one removed.
    pub log_max_age_days: u32,
    /// Rotated log files kept beside the current one.
    pub log_keep: u32,
    /// Where `pocketsage serve` listens.
    pub serve_address: String,
    /// What callers of `pocketsage serve` must present.
    pub token: Option<String>,
    /// The keys that bring up quick add wherever the person is; empty is none.
    pub quick_add_keys: String,
    /// For the mail server, where no keychain keeps it.
    pub smtp_password: Option<String>,
    /// Holds the instant to go by, instead of the machine's clock.
    pub clock_file: Option<PathBuf>,
    /// How watched folders are looked at; null where nobody waits for files. No setting: a command
    /// that ends at once leaves it to the window, and tests are in a hurry.
    pub folder_pace: Option<Pace>,
    sources: BTreeMap<&'static str, SettingSource>,
}

/// One setting as it is in force, fit to be shown: secrets are only "set" or "not set".
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Setting {
    pub name: String,
    pub value: String,
    pub source: SettingSource,
    /// What may be written, in words.
    pub allowed: String,
}

/// The layer that a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettingSource {
    Default,
    File,
    Environment,
    CommandLine,
}

impl Config {
    /// Reads every layer, creates the data directory where there is none, and checks who may
    /// write to what. `data_dir` (from a command line) goes over every layer.
    ///
    /// Errors: Invalid, naming the setting, for anything unknown, malformed or unsafe.
    pub fn load(data_dir: Option<PathBuf>) -> Result<Self> {
        let mut variables = Vec::new();
        for (name, value) in std::env::vars_os() {
            let Some(name) = name.to_str().map(String::from) else {
                continue;
            };
            if !name.starts_with(PREFIX) && !LOCALE.contains(&&*name) {
                continue;
            }
            let value = value.into_string().map_err(|_| {
                Error::invalid(&name, format!("{name} is not text; write it in UTF-8"))
            })?;
            variables.push((name, value));
        }
        Self::from_layers(data_dir, &variables.into_iter().collect())
    }

    /// Takes over what the command line says, over every other layer.
    ///
    /// Errors: Invalid, naming the setting, for a value that is not allowed.
    pub fn give(&mut self, name: &str, text: &str) -> Result<()> {
        self.set(name, text, SettingSource::CommandLine, "the command line")
    }

    /// The built-in values in a directory, nothing read and nothing checked: for tests.
    pub fn in_dir(path: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: path.into(),
            key_file: None,
            currency: "EUR".into(),
            transfer_days: 4,
            day_start_hour: 0,
            language: "en",
            idle_lock_minutes: 10,
            log_level: "info".into(),
            log_max_bytes: 5_000_000,
            log_max_age_days: 14,
            log_keep: 7,
            serve_address: "127.0.0.1:4180".into(),
            token: None,
            quick_add_keys: "Ctrl+Shift+Space".into(),
            smtp_password: None,
            clock_file: None,
            folder_pace: Some(Pace::default()),
            sources: BTreeMap::new(),
        }
    }

    /// The person's encrypted data file.
    pub fn file(&self) -> PathBuf {
        self.data_dir.join("pocketsage.db")
    }

    pub fn log_dir(&self) -> PathBuf {
        self.data_dir.join("logs")
    }

    /// Every setting with its value and where it came from, secrets left out.
    pub fn settings(&self) -> Vec<Setting> {
        let setting = |rule: &Rule| Setting {
            name: rule.name.into(),
            value: (rule.show)(self),
            source: self.sources.get(rule.name).copied().unwrap_or(SettingSource::Default),
            allowed: rule.allowed.into(),
        };
        RULES.iter().map(setting).collect()
    }

    fn from_layers(dir: Option<PathBuf>, variables: &BTreeMap<String, String>) -> Result<Self> {
        let get = |name: &str| variables.get(name).filter(|v| !v.is_empty());
        let mut config = Self::in_dir("");
        let locale = ["LC_ALL", "LC_MONETARY", "LANG"].iter().find_map(|name| get(name));
        config.currency = currency_of(locale.map_or("", |l| l)).into();
        let spoken = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| get(name));
        config.language = spoken.and_then(|locale| language(locale)).unwrap_or("en");

        let environment = environment(variables)?;
        let set_outside = dir.clone().or_else(|| environment.get("data_dir").map(PathBuf::from));
        let named = get("POCKETSAGE_CONFIG").map(PathBuf::from);
        let fallback = || {
            let message = "no home directory was found; set POCKETSAGE_DATA_DIR";
            dirs::data_dir()
                .map(|d| d.join("pocketsage"))
                .ok_or(Error::invalid("data_dir", message))
        };
        config.data_dir = match (&set_outside, &named) {
            (Some(dir), _) => dir.clone(),
            (None, _) => fallback()?,
        };
        let file = named.clone().unwrap_or_else(|| config.data_dir.join("config.toml"));
        for (name, value) in read_file(&file, named.is_some())? {
            if name == "data_dir" && named.is_none() {
                let message = format!(
                    "data_dir in {} cannot name the directory that the file itself is in; \
                     set POCKETSAGE_DATA_DIR instead",
                    file.display()
                );
                return Err(Error::invalid("data_dir", message));
            }
            config.set(&name, &value, SettingSource::File, &file.display().to_string())?;
        }
        for (name, value) in &environment {
            let variable = format!("{PREFIX}{}", name.to_uppercase());
            config.set(name, value, SettingSource::Environment, &variable)?;
        }
        if let Some(dir) = set_outside {
            config.data_dir = std::path::absolute(dir)?;
        }
        if dir.is_some() {
            config.sources.insert("data_dir", SettingSource::CommandLine);
        }
        config.check_data_dir()?;
        config.check_key_file()?;
        Ok(config)
    }

    fn set(&mut self, name: &str, text: &str, source: SettingSource, from: &str) -> Result<()> {
        let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let message =
                format!("{name} in {from} is not a setting; there are {}", names.join(", "));
            return Err(Error::invalid(name, message));
        };
        if (rule.set)(self, text).is_none() {
            // A mistyped secret is still a secret.
            let shown = if rule.secret { "the value".into() } else { format!("\"{text}\"") };
            let message =
                format!("{name}: {shown} from {from} is not allowed; write {}", rule.allowed);
            return Err(Error::invalid(name, message));
        }
        self.sources.insert(rule.name, source);
        Ok(())
    }

    fn check_data_dir(&self) -> Result<()> {
        let dir = &self.data_dir;
        let wrong = |what: String| {
            let message = format!("data_dir: {} {what}", dir.display());
            Error::invalid("data_dir", message)
        };
        create_private(dir).map_err(|e| wrong(format!("cannot be created: {e}")))?;
        if open_to_others(dir, 0o022) {
            return Err(wrong("can be written to by others; run chmod 700 on it".into()));
        }
        let probe = dir.join(format!(".write-check-{}", uuid::Uuid::now_v7().simple()));
        std::fs::write(&probe, b"")
            .and_then(|()| std::fs::remove_file(&probe))
            .map_err(|e| wrong(format!("cannot be written to: {e}")))
    }

    fn check_key_file(&self) -> Result<()> {
        let Some(file) = &self.key_file else {
            return Ok(());
        };
        let wrong = |what: &str| {
            Err(Error::invalid("key_file", format!("key_file: {} {what}", file.display())))
        };
        if file.is_dir() {
            return wrong("is a directory; name a file");
        }
        if !file.exists() {
            return wrong(
                "is not there; write 64 hexadecimal digits into it and run chmod 600 on it",
            );
        }
        if open_to_others(file, 0o077) {
            return wrong("can be read by others; run chmod 600 on it");
        }
        Ok(())
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = RULES.iter().map(|rule| (rule.name, (rule.show)(self)));
        f.debug_map().entries(rows).finish()
    }
}

/// The settings among the variables, by setting name; unknown ones are refused.
fn environment(variables: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for (variable, value) in variables {
        let Some(name) = variable.strip_prefix(PREFIX) else {
            continue;
        };
        if NOT_SETTINGS.contains(&name) {
            continue;
        }
        let lower = name.to_lowercase();
        if name != name.to_uppercase() || !RULES.iter().any(|rule| rule.name == lower) {
            let known: Vec<String> =
                RULES.iter().map(|rule| format!("{PREFIX}{}", rule.name.to_uppercase())).collect();
            let message = format!(
                "the environment variable {variable} is not a setting; there are {}",
                known.join(", ")
            );
            return Err(Error::invalid(variable, message));
        }
        found.insert(lower, value.clone());
    }
    Ok(found)
}

/// The file's keys and values as text; a file that is not there is empty unless it was asked for.
fn read_file(file: &Path, must_exist: bool) -> Result<BTreeMap<String, String>> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    let wrong = |what: String| Error::invalid("config", format!("{}: {what}", file.display()));
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        // A data directory that is a file says so itself, later.
        Err(e) if !must_exist && matches!(e.kind(), NotFound | NotADirectory) => {
            return Ok([].into());
        }
        Err(e) => return Err(wrong(format!("the settings file cannot be read: {e}"))),
    };
    if open_to_others(file, 0o022) {
        let what = "the settings file can be written to by others; run chmod 600 on it";
        return Err(wrong(what.into()));
    }
    let text = text.trim_start_matches('\u{feff}');
    let values = FileFormat::Toml
        .parse(None, text)
        .map_err(|e| wrong(format!("this is not TOML: {}", e.to_string().trim_end())))?;
    let mut found = BTreeMap::new();
    for (name, value) in values {
        let plain = value.into_string().map_err(|_| {
            wrong(format!("{name} must be one value such as \"text\" or 10, not a list or a table"))
        })?;
        found.insert(name, plain);
    }
    if found.contains_key("token") && open_to_others(file, 0o044) {
        let what = "the settings file holds a token and can be read by others; run chmod 600 on it";
        return Err(wrong(what.into()));
    }
    Ok(found)
}

#[cfg(unix)]
fn create_private(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn create_private(dir: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)
}

/// Whether the group or others hold any of these mode bits.
#[cfg(unix)]
fn open_to_others(path: &Path, bits: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & bits != 0)
}

/// Windows keeps a profile's folders to its owner; access lists are not read here.
#[cfg(not(unix))]
fn open_to_others(_: &Path, _: u32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(dir: &Path, file: &str, variables: &[(&str, &str)]) -> Result<Config> {
        std::fs::write(dir.join("config.toml"), file).expect("a settings file");
        let variables = variables.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        Config::from_layers(Some(dir.into()), &variables)
    }

    fn refusal(file: &str, variables: &[(&str, &str)]) -> String {
        let dir = tempfile::tempdir().expect("a directory");
        load(dir.path(), file, variables).expect_err("must be refused").message
    }

    #[test]
    fn a_later_layer_goes_over_an_earlier_one() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = "log_keep = 3\nidle_lock_minutes = 0\n";
        let variables = [("POCKETSAGE_LOG_KEEP", "9"), ("LANG", "de_CH.UTF-8")];
        let config = load(dir.path(), file, &variables).expect("settings");
        assert_eq!((config.log_keep, config.idle_lock_minutes), (9, 0));
        assert_eq!((config.currency.as_str(), config.log_max_age_days), ("CHF", 14));
        let source =
            |name| config.settings().into_iter().find(|s| s.name == name).map(|s| s.source);
        assert_eq!(source("log_keep"), Some(SettingSource::Environment));
        assert_eq!(source("idle_lock_minutes"), Some(SettingSource::File));
        assert_eq!(source("currency"), Some(SettingSource::Default));
        assert_eq!(source("data_dir"), Some(SettingSource::CommandLine));
    }

    #[test]
    fn what_is_unknown_or_wrong_is_refused_with_its_name_source_and_what_is_allowed() {
        let text = refusal("log_keeep = 3", &[]);
        assert!(text.contains("log_keeep") && text.contains("log_keep,"), "{text}");
        let text = refusal("idle_lock_minutes = \"soon\"", &[]);
        assert!(text.contains("config.toml") && text.contains("0 (never) to 1440"), "{text}");
        let text = refusal("", &[("POCKETSAGE_CURENCY", "EUR")]);
        assert!(text.contains("POCKETSAGE_CURENCY") && text.contains("_CURRENCY"), "{text}");
        let text = refusal("", &[("POCKETSAGE_CURRENCY", "EURO")]);
        assert!(text.contains("POCKETSAGE_CURRENCY") && text.contains("ISO 4217"), "{text}");
        assert!(refusal("a = [", &[]).contains("not TOML"));
        assert!(refusal("[log]\nkeep = 1", &[]).contains("not a list or a table"));
        assert!(refusal("data_dir = \"/x\"", &[]).contains("POCKETSAGE_DATA_DIR"));
        assert!(refusal("", &[("POCKETSAGE_CONFIG", "/nowhere/c.toml")]).contains("/nowhere"));
        assert!(refusal("", &[("POCKETSAGE_SERVE_ADDRESS", "all:80")]).contains("a port"));
        let text = refusal("", &[("POCKETSAGE_LOG_MAX_BYTES", "-1")]);
        assert!(text.contains("10000"), "{text}");
    }

    #[test]
    fn variables_that_are_no_settings_are_left_alone() {
        let dir = tempfile::tempdir().expect("a directory");
        let variables = [("POCKETSAGE_CORPORA", "there"), ("POCKETSAGE_URL", "http://x")];
        assert!(load(dir.path(), "", &variables).is_ok());
    }

    #[test]
    fn a_token_is_never_shown() {
        let dir = tempfile::tempdir().expect("a directory");
        let secret = "correct-horse-battery";
        let config = load(dir.path(), "", &[("POCKETSAGE_TOKEN", secret)]).expect("settings");
        assert_eq!(config.token.as_deref(), Some(secret));
        assert!(!format!("{config:?} {:?}", config.settings()).contains(secret));
        assert!(!refusal("", &[("POCKETSAGE_TOKEN", "short secret")]).contains("short secret"));
    }

    #[test]
    fn a_data_directory_that_cannot_be_made_is_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("file");
        std::fs::write(&file, "").expect("a file");
        let refused = Config::from_layers(Some(file.join("data")), &BTreeMap::new());
        assert!(refused.expect_err("no").message.contains("cannot be created"));
    }

    #[cfg(unix)]
    #[test]
    fn what_others_can_write_or_a_secret_they_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let chmod = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("chmod")
        };
        let dir = tempfile::tempdir().expect("a directory");
        let root = dir.path();
        let nothing = BTreeMap::new();
        let made = root.join("a/b");
        Config::from_layers(Some(made.clone()), &nothing).expect("made");
        assert!(!open_to_others(&made, 0o077));
        chmod(&made, 0o720);
        let text = Config::from_layers(Some(made), &nothing).expect_err("group").message;
        assert!(text.contains("written to by others"), "{text}");

        let key = root.join("key");
        std::fs::write(&key, "k").expect("a key");
        chmod(&key, 0o640);
        let variable = [("POCKETSAGE_KEY_FILE", key.to_str().expect("utf-8"))];
        let text = load(root, "", &variable).expect_err("readable key").message;
        assert!(text.contains("chmod 600"), "{text}");
        chmod(&key, 0o600);
        load(root, "", &variable).expect("a private key");

        chmod(&root.join("config.toml"), 0o622);
        let text = load(root, "", &[]).expect_err("writable settings").message;
        assert!(text.contains("settings file"), "{text}");
        chmod(&root.join("config.toml"), 0o644);
        let text = load(root, "token = \"0123456789abcdef\"", &[]).expect_err("token").message;
        assert!(text.contains("token"), "{text}");
    }
}
