//! The figures we promise, on a million rows in an encrypted file: run by `cargo xtask bench`, which
//! names the file in `POCKETSAGE_BENCH_CSV`. CPU time and memory are read from /proc (Linux).
use pocketsage_core::imports::csv::Hints;
use pocketsage_core::imports::format::detect;
use pocketsage_core::imports::learn::back_test;
use pocketsage_core::{App, Config};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

mod debts;

fn main() {
    let Some(csv) = std::env::var_os("POCKETSAGE_BENCH_CSV").map(PathBuf::from) else {
        println!("left out: name a file of transactions in POCKETSAGE_BENCH_CSV");
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(figures(&csv));
    peers(&csv);
}

fn row(what: &str, figure: String, promise: &str) {
    println!("{what:<52} {figure:>26}   {promise}");
}

async fn start(dir: &Path) -> Arc<App> {
    let key = dir.join("key");
    std::fs::write(&key, "5a".repeat(32)).expect("a key file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&key, mode).expect("its mode");
    }
    let mut config = Config::in_dir(dir);
    config.key_file = Some(key);
    App::start(config).await.expect("a file")
}

async fn call(app: &App, name: &str, input: Value) -> Value {
    app.call(name, input).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

async fn figures(csv: &Path) {
    let dir = tempfile::tempdir().expect("a folder");
    let app = start(dir.path()).await;
    row("what (release, encrypted)", "measured".into(), "promised");
    detection(csv);
    learning(csv);
    let plain = tempfile::tempdir().expect("a folder");
    let without = start(plain.path()).await;
    let what = "import with duplicate check, clean payees";
    import(&without, csv, what, "≥ 120,000 rows/CPU s, ≤ 200 MB").await;
    without.close().await;
    rules(&app).await;
    let what = "the same under 50 rules";
    import(&app, csv, what, "≥ 150,000 rows/CPU s, ≤ 200 MB").await;
    import(&app, csv, "import again, 0 new", "≥ 1,000,000 rows/CPU s").await;
    app.close().await;
    opening(dir.path()).await;
    let app = start(dir.path()).await;
    pages(&app).await;
    reads(&app).await;
    undo(&app).await;
    app.close().await;
    late_rows(csv).await;
    habits().await;
    debts::debts().await;
}

fn detection(csv: &Path) {
    let bytes = std::fs::read(csv).expect("the file of transactions");
    let mut times = vec![];
    for _ in 0..10 {
        let from = Instant::now();
        let found = detect(&bytes, &Hints::default()).expect("a layout");
        times.push(from.elapsed());
        assert_eq!(found.format, "csv");
    }
    row("what the file is, told by its content", quantiles(times), "≤ 50 ms");
}

/// In the order of time: first says which category a row gets, then is told which it was.
fn learning(csv: &Path) {
    let mut file = csv::Reader::from_path(csv).expect("the file of transactions");
    let rows = file.records().flatten().take(100_000).map(|row| {
        let cents = row[3].replace('.', "").parse().unwrap_or(0);
        (row[2].to_owned(), cents, row[6].to_owned())
    });
    let mut numbers = HashMap::new();
    let test = back_test(rows.map(|(text, cents, category)| {
        let next = numbers.len();
        (text, cents, *numbers.entry(category).or_insert(next))
    }));
    let percent = |bp: u64| format!("{}.{:02} %", bp / 100, bp % 100);
    row("categories filled in, right (100,000 rows)", percent(test.precision()), "≥ 97 %");
    row("categories filled in, of all", percent(test.coverage()), "");
}

/// Rules that are asked for every row and fit a few.
async fn rules(app: &App) {
    for n in 0..50 {
        let conditions = json!([{"field": "text", "how": "contains", "any": [format!("shop {n}x")]},
            {"field": "direction", "is": "out"}]);
        let actions = json!([{"do": "set_memo", "memo": "by rule"}]);
        let rule = json!({"conditions": conditions, "actions": actions});
        call(app, "imports.add_rule", json!({"name": format!("{n}"), "rule": rule})).await;
    }
}

async fn import(app: &App, csv: &Path, what: &str, promise: &str) {
    // Starts the highest-memory mark anew, so that each import has its own.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (cpu, wall) = (own_cpu(), Instant::now());
    let batches = call(app, "imports.add", json!({"files": [csv]})).await;
    let (cpu, wall) = (own_cpu() - cpu, wall.elapsed());
    let count = |name: &str| batches[0][name].as_u64().unwrap_or(0);
    let rows = count("added") + count("known") + count("matched") + count("rejected");
    let rate = rows as u128 * 1000 / cpu.as_millis().max(1);
    row(what, format!("{rate} rows/CPU s"), promise);
    let took = format!("{:.1} CPU s, {:.1} s", cpu.as_secs_f32(), wall.as_secs_f32());
    row("", took, &format!("{} MB at most; {} added", peak_mb(), count("added")));
}

async fn opening(dir: &Path) {
    let mut times = vec![];
    for _ in 0..10 {
        let from = Instant::now();
        let app = start(dir).await;
        call(&app, "ledger.list_transactions", json!({})).await;
        times.push(from.elapsed());
        app.close().await;
    }
    row("open the file to the first page", quantiles(times), "≤ 100 ms");
}

/// Pages from all over the register: forwards from the newest, and from days spread over the years.
async fn pages(app: &App) {
    let accounts = call(app, "ledger.list_accounts", json!({})).await;
    let account = accounts[0]["account"]["id"].clone();
    let (mut all, mut one) = (vec![], vec![]);
    for step in 0..200 {
        let to = format!("{}-{:02}-{:02}", 2015 + step % 10, step % 12 + 1, step % 28 + 1);
        let from = Instant::now();
        call(app, "ledger.list_transactions", json!({"to": to, "limit": 100})).await;
        all.push(from.elapsed());
        let from = Instant::now();
        let input = json!({"to": to, "account_id": account, "limit": 100});
        call(app, "ledger.list_transactions", input).await;
        one.push(from.elapsed());
    }
    row("a page of 100 with balances, all accounts", quantiles(all), "p95 ≤ 5 ms");
    row("a page of 100 with balances, one account", quantiles(one), "p95 ≤ 5 ms");
}

async fn reads(app: &App) {
    for (what, name, input, promise) in [
        ("category by month, all years", "ledger.list_month_totals", json!({}), "≤ 15 ms warm"),
        ("accounts with balances", "ledger.list_accounts", json!({}), ""),
        ("totals of everything", "ledger.summarise_transactions", json!({}), ""),
        ("first page by amount", "ledger.list_transactions", json!({"sort": "amount"}), ""),
        ("first page by payee", "ledger.list_transactions", json!({"sort": "payee"}), ""),
        ("text, found often", "ledger.list_transactions", json!({"text": "market"}), ""),
        ("text, found never", "ledger.list_transactions", json!({"text": "zzzz"}), ""),
        ("spending chart, SVG", "reports.draw_spending", json!({}), ""),
        ("spending chart, PNG", "reports.draw_spending", json!({"format": "png"}), "≤ 10 ms"),
    ] {
        let mut times = vec![];
        for _ in 0..12 {
            let from = Instant::now();
            call(app, name, input.clone()).await;
            times.push(from.elapsed());
        }
        times.remove(0);
        row(what, quantiles(times), promise);
    }
}

/// A month's statement among the million rows, and then the million rows themselves.
async fn undo(app: &App) {
    let mut text =
        String::from("date,account,payee,amount,balance,external_id,category,transfer_id\n");
    for n in 0..60 {
        text +=
            &format!("2025-01-{:02},Checking,NEW SHOP {n},-{n}.50,,N{n},Groceries,\n", n % 28 + 1);
    }
    let from = Instant::now();
    let sources = json!({"sources": [{"text": text, "name": "month.csv"}]});
    let batch = call(app, "imports.add", sources).await[0]["batch"].clone();
    row("import of a month, 60 rows", quantiles(vec![from.elapsed()]), "");
    let from = Instant::now();
    call(app, "ledger.list_transactions", json!({"batch_id": batch})).await;
    row("page of that import", quantiles(vec![from.elapsed()]), "");
    // The last but one added nothing.
    for what in ["that import", "the import of 0 new rows", "the import of 1,000,000 rows"] {
        let from = Instant::now();
        call(app, "history.undo", json!({})).await;
        row(&format!("undo of {what}"), format!("{:.3} s", from.elapsed().as_secs_f32()), "");
    }
    let from = Instant::now();
    call(app, "history.redo", json!({})).await;
    row("redo of the last", format!("{:.1} s", from.elapsed().as_secs_f32()), "");
}

/// 10,000 rows less 500 late ones, then all of them: exactly 500 new; then none.
async fn late_rows(csv: &Path) {
    let text = std::fs::read_to_string(csv).expect("the file of transactions");
    let lines: Vec<&str> = text.lines().take(10_001).collect();
    let early: Vec<&str> =
        lines.iter().enumerate().filter(|(n, _)| *n == 0 || n % 20 != 7).map(|l| *l.1).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let app = start(dir.path()).await;
    let mut added = vec![];
    for text in [early.join("\n"), lines.join("\n"), lines.join("\n")] {
        let sources = json!({"sources": [{"text": text, "name": "late.csv"}]});
        added.push(call(&app, "imports.add", sources).await[0]["added"].to_string());
    }
    app.close().await;
    row("10,000 rows less 500, then all, then all again", added.join(", "), "9500, 500, 0");
}

/// Twenty habits of all kinds with a mark on most days of fifteen years, in a file of their own.
async fn habits() {
    let dir = tempfile::tempdir().expect("a folder");
    let app = start(dir.path()).await;
    let grid = call(&app, "habits.get_grid", json!({})).await;
    let today: chrono::NaiveDate =
        grid["today"].as_str().and_then(|day| day.parse().ok()).expect("a day");
    let habit = |n: u64| {
        let kind = ["build", "build", "measured", "limit", "avoid"][n as usize % 5];
        let (times, days) = [(1, 1), (3, 7), (1, 1), (1, 7), (1, 1)][n as usize % 5];
        json!({"habit": {"id": "00000000-0000-0000-0000-000000000000", "name": format!("{n}"),
            "question": "", "description": "", "kind": kind, "numerator": times,
            "denominator": days, "weekdays": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "target": 3, "unit": "", "colour": "", "icon": "", "group_name": "", "position": 0,
            "since": null, "archived_on": null, "pauses": [], "reminder": null,
            "encouragements": [], "version": 1}, "entries": entries(n, today)})
    };
    let habits: Vec<Value> = (0..20).map(habit).collect();
    let text = json!({"format": "pocketsage.habits", "habits": habits}).to_string();
    let path = dir.path().join("habits.json");
    std::fs::write(&path, text).expect("a file of habits");
    let from = Instant::now();
    let came = call(&app, "habits.import_habits", json!({"file": path})).await;
    let took = format!("{:.1} s", from.elapsed().as_secs_f32());
    row("import of 20 habits × 15 years", took, &format!("{} days", came["days_added"]));
    let ago = |days: u64| (today - chrono::Days::new(days)).to_string();
    for (what, name, input, promise) in [
        (
            "grid page of 20 habits × 15 years",
            "habits.get_grid",
            json!({"from": ago(59), "to": ago(0)}),
            "≤ 20 ms",
        ),
        (
            "the same, ten years ago",
            "habits.get_grid",
            json!({"from": ago(3709), "to": ago(3650)}),
            "",
        ),
        ("full re-score", "habits.list_habits", json!({}), "≤ 50 ms"),
        (
            "review of a month beside the one before",
            "habits.review_habits",
            json!({"period": "month"}),
            "",
        ),
    ] {
        let mut times = vec![];
        for _ in 0..20 {
            let from = Instant::now();
            call(&app, name, input.clone()).await;
            times.push(from.elapsed());
        }
        row(what, quantiles(times), promise);
    }
    app.close().await;
}

fn entries(n: u64, today: chrono::NaiveDate) -> Vec<Value> {
    let mark = |ago: u64| {
        let state = match (ago * 7 + n) % 9 {
            0 => "skip",
            1 | 2 => "no",
            _ => "yes",
        };
        let amount = (matches!(n % 5, 2 | 3) && state != "skip").then_some(ago % 6);
        json!({"day": today - chrono::Days::new(ago), "state": state, "amount": amount})
    };
    (0..5478).rev().filter(|ago| !(ago + n).is_multiple_of(11)).map(mark).collect()
}

fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("{:.1} ms, p95 {:.1}", ms(times.len() / 2), ms(times.len() * 95 / 100))
}

/// The `sqlite3` command's own import with a key against duplicates, in the clear, on this run.
fn peers(csv: &Path) {
    let dir = tempfile::tempdir().expect("a folder");
    let script = format!(
        ".mode csv\ncreate table if not exists raw (date, account, payee, amount, balance, \
         external_id, category, transfer_id);\ndelete from raw;\n.import --skip 1 {} raw\n\
         create table if not exists txn (account, date, cents integer, payee, n integer, \
         external_id, primary key (account, date, cents, payee, n));\ninsert or ignore into txn \
         select account, date, cast(round(amount * 100) as integer), payee, row_number() over \
         (partition by account, date, amount, payee), external_id from raw;\n",
        csv.display()
    );
    let path = dir.path().join("script.sql");
    std::fs::write(&path, script).expect("a script");
    for what in ["sqlite3 command, keyed import (plain)", "sqlite3 command, again (plain)"] {
        let cpu = child_cpu();
        let input = std::fs::File::open(&path).expect("the script");
        let ran = Command::new("sqlite3").arg(dir.path().join("peer.db")).stdin(input).status();
        match ran {
            Ok(status) if status.success() => {
                let cpu = (child_cpu() - cpu).as_secs_f32();
                row(what, format!("{cpu:.1} CPU s"), "for comparison");
            }
            _ => return row("sqlite3 command", "not installed".into(), ""),
        }
    }
}

fn own_cpu() -> Duration {
    ticks(13)
}

fn child_cpu() -> Duration {
    ticks(15)
}

/// Two neighbouring fields of /proc/self/stat, in hundredths of a second, from 0 after the name.
fn ticks(first: usize) -> Duration {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let field = |n: usize| fields.get(n - 2).and_then(|f| f.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis((field(first) + field(first + 1)) * 10)
}

fn peak_mb() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    let kb = line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok());
    kb.unwrap_or(0) / 1024
}
