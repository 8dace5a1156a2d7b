//! Killed at any instant of an import, an undo or a run of rules, the program leaves a whole file in
//! which all of it is done or nothing, and it can be done again.
use crate::support::{Home, command};
use pocketsage_core::App;
use serde_json::{Value, json};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const ROWS: usize = 1000;
/// What starting a process may take more or less from one time to the next.
const JITTER: Duration = Duration::from_millis(8);

/// Rows of a bank, all different.
fn statement(rows: std::ops::Range<usize>) -> String {
    let mut text = String::from("Date,Payee,Description,Amount\n");
    for n in rows {
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        let (major, minor) = (n % 90 + 1, n % 100);
        text +=
            &format!("2026-{month:02}-{day:02},Shop {},Order {n},-{major}.{minor:02}\n", n % 150);
    }
    text
}

/// The same numbers every time, each from 0 up to but not including 1.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }

    fn between(&mut self, least: Duration, most: Duration) -> Duration {
        least + most.saturating_sub(least).mul_f64(self.next())
    }
}

/// A file as it is before something large is done to it by a command.
struct Prepared {
    home: Home,
    words: Vec<String>,
    bytes: Vec<u8>,
}

impl Prepared {
    /// Holds a small batch, and the large one too if it was `imported`.
    fn new(imported: bool, words: &[&str]) -> Self {
        let home = Home::new();
        let (small, large) =
            (home.folder.path().join("small.csv"), home.folder.path().join("large.csv"));
        std::fs::write(&small, statement(0..30)).expect("written");
        std::fs::write(&large, statement(30..30 + ROWS)).expect("written");
        let large = large.to_string_lossy().into_owned();
        for file in [small.to_string_lossy().into_owned()].iter().chain(imported.then_some(&large))
        {
            let words = ["--account", "Giro", "--files", file];
            assert_eq!(command(&home, "imports.add", &words).0, 0);
        }
        let words = words.iter().map(|word| word.replace("LARGE", &large)).collect();
        let mut prepared = Self { home, words, bytes: vec![] };
        prepared.keep();
        prepared
    }

    /// From here it is begun anew each time.
    fn keep(&mut self) {
        self.bytes = std::fs::read(self.home.data().join("pocketsage.db")).expect("a file");
    }

    /// The file as it was before, with nothing else beside it.
    fn reset(&self) {
        std::fs::remove_dir_all(self.home.data()).expect("removed");
        std::fs::create_dir(self.home.data()).expect("a folder");
        std::fs::write(self.home.data().join("pocketsage.db"), &self.bytes).expect("written");
    }

    fn start(&self) -> Child {
        let mut program = self.home.program();
        program.args(&self.words);
        program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
    }

    /// Whether it had ended well already.
    fn killed_after(&self, delay: Duration) -> bool {
        let mut child = self.start();
        std::thread::sleep(delay);
        let ended = child.try_wait().expect("a state").is_some_and(|status| status.success());
        let _ = child.kill();
        child.wait().expect("it ends");
        ended
    }

    /// Does it whole.
    fn finish(&self) -> Duration {
        let started = Instant::now();
        assert!(self.start().wait().expect("it ends").success());
        started.elapsed()
    }
}

/// Everything that an import writes, without the names of rows and the time.
async fn held(app: &App) -> [Value; 2] {
    let read = async |name: &str| {
        let told = app.call(name, json!({})).await;
        nameless(told.unwrap_or_else(|error| panic!("{name}: {error:?}")))
    };
    let money = json!([
        read("ledger.summarise_transactions").await,
        read("ledger.list_month_totals").await,
        read("ledger.list_accounts").await,
        read("ledger.list_payees").await,
    ]);
    [money, json!([read("imports.list_batches").await, read("history.list").await])]
}

fn nameless(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(nameless).collect(),
        Value::Object(fields) => {
            let kept =
                fields.into_iter().filter(|(name, _)| !["id", "at"].contains(&name.as_str()));
            Value::Object(kept.map(|(name, field)| (name, nameless(field))).collect())
        }
        other => other,
    }
}

/// What is in the file once it is opened again, which must be whole.
async fn reopened(app: &App) -> [Value; 2] {
    let whole = app.call("file.check", json!({})).await.expect("a check");
    assert_eq!(whole["whole"], true, "{whole}");
    held(app).await
}

/// Kills it again and again: each time all of it is there or nothing, and what is missing can be done.
async fn all_or_nothing(prepared: Prepared, kills: u32, changed: impl Fn(&Value)) {
    let app = prepared.home.app().await;
    let before = reopened(&app).await;
    app.close().await;
    let whole = prepared.finish();
    let app = prepared.home.app().await;
    let after = reopened(&app).await;
    app.close().await;
    changed(&after[0]);

    let mut random = Random(20_261_121);
    let (mut nothing, mut all) = (0, 0);
    // Around the commit, as far as is known: the last instant with nothing, the first with all.
    let mut commit = (Duration::ZERO, whole);
    for kill in 0..kills {
        prepared.reset();
        // Every other one is spread over the whole time, the rest close in on the commit.
        let delay = match kill % 2 {
            0 => random.between(Duration::ZERO, whole.mul_f64(1.2)),
            _ => random.between(commit.0.saturating_sub(JITTER), commit.1 + JITTER),
        };
        let ended = prepared.killed_after(delay);
        let app = prepared.home.app().await;
        let found = reopened(&app).await;
        app.close().await;
        if found == before {
            assert!(!ended, "what ended well is lost");
            nothing += 1;
            commit.0 = commit.0.max(delay);
            // The machine has become slower since.
            commit.1 = if delay < commit.1 { commit.1 } else { delay.mul_f64(1.25) };
            prepared.finish();
            let app = prepared.home.app().await;
            assert_eq!(held(&app).await[0], after[0], "kill {kill} after {delay:?}, done again");
            app.close().await;
        } else {
            assert_eq!(found, after, "kill {kill} after {delay:?} of {whole:?}");
            all += 1;
            commit.1 = commit.1.min(delay);
            commit.0 = if delay > commit.0 { commit.0 } else { delay.mul_f64(0.8) };
        }
    }
    println!("{nothing} times nothing, {all} times all; it takes {whole:?}");
    let least = kills / 10;
    assert!(nothing >= least && all >= least, "{nothing} times nothing, {all} times all");
}

#[tokio::test]
async fn killed_at_any_instant_an_import_is_there_as_a_whole_or_not_at_all() {
    let words = ["imports", "add", "--account", "Giro", "LARGE"];
    all_or_nothing(Prepared::new(false, &words), 100, |money| {
        assert_eq!(money[0][0]["transactions"], 30 + ROWS);
    })
    .await;
}

#[tokio::test]
async fn killed_at_any_instant_an_undo_is_done_as_a_whole_or_not_at_all() {
    all_or_nothing(Prepared::new(true, &["history", "undo"]), 30, |money| {
        assert_eq!(money[0][0]["transactions"], 30);
    })
    .await;
}

#[tokio::test]
async fn killed_at_any_instant_rules_have_run_over_all_or_nothing() {
    let mut prepared = Prepared::new(true, &["imports", "run-rules"]);
    let category = command(&prepared.home, "ledger.add_category", &["--name", "Shops"]).1;
    let category = category.expect("a category");
    let rule = json!({"name": "shops", "rule": {
        "conditions": [{"field": "text", "how": "contains", "any": ["order"]}],
        "actions": [{"do": "set_category", "category_id": category["id"]}]}});
    let input = ["--input", &rule.to_string()];
    assert_eq!(command(&prepared.home, "imports.add_rule", &input).0, 0);
    prepared.keep();
    all_or_nothing(prepared, 30, |money| {
        let months = money[1].as_array().expect("months");
        assert!(!months.is_empty() && months.iter().all(|month| !month["category_id"].is_null()));
    })
    .await;
}
