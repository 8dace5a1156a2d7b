//! The figures of payoff plans: a 30-year mortgage beside nineteen other debts, its picture, and
//! numpy-financial on the same loans one by one.
use super::{call, quantiles, row, start};
use pocketsage_core::debts::SimulateDebts;
use pocketsage_core::debts::amortise::{AmortiseLoan, amortise};
use pocketsage_core::debts::compare::{CompareDebts, compare};
use pocketsage_core::debts::simulate::simulate;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What is owed in minor units, hundredths of a percent a year, and the term in months.
fn loans() -> Vec<(i64, i64, u32)> {
    let other = |n: i64| (300_000 + n * 173_100, 399 + n * 547 % 2_000, 36 + n as u32 * 16);
    std::iter::once((35_000_000, 650, 360)).chain((0..19).map(other)).collect()
}

fn percent(bp: i64) -> String {
    format!("{}.{:02}", bp / 100, bp % 100)
}

fn loan(&(principal_minor, bp, months): &(i64, i64, u32)) -> AmortiseLoan {
    read(json!({"start": "2026-12-01", "principal_minor": principal_minor, "currency": "EUR",
        "apr": percent(bp), "months": months}))
}

fn read<T: DeserializeOwned>(input: Value) -> T {
    serde_json::from_value(input).expect("an input")
}

/// Each debt with the payment of its term. Minimums that are freed are not used, so that the
/// mortgage takes its thirty years.
fn plan() -> Value {
    let debt = |(n, it): (usize, &(i64, i64, u32))| {
        let payment = amortise(&loan(it)).expect("a schedule").payment_minor;
        json!({"name": format!("debt {n:02}"), "balance_minor": it.0, "currency": "EUR",
            "apr": percent(it.1), "minimum_minor": payment + 1})
    };
    let debts: Vec<Value> = loans().iter().enumerate().map(debt).collect();
    json!({"start": "2026-12-01", "strategy": "avalanche", "rollover": false, "debts": debts})
}

fn timed(mut run: impl FnMut()) -> Vec<Duration> {
    let mut times = vec![];
    for _ in 0..40 {
        let from = Instant::now();
        run();
        times.push(from.elapsed());
    }
    times.split_off(4)
}

pub async fn debts() {
    let input: SimulateDebts = read(plan());
    let told = simulate(&input).expect("a plan");
    let what = format!("plan of 20 debts, {} months, {} rows", told.months, told.schedule.len());
    let times = timed(|| drop(black_box(simulate(&input))));
    row(&what, fine(times), "≤ 2 ms");
    let question: CompareDebts = read(json!({"plan": plan()}));
    let times = timed(|| drop(black_box(compare(&question))));
    row("all strategies of it side by side", fine(times), "≤ 10 ms");
    let mut rolled = plan();
    rolled["rollover"] = json!(true);
    let question: CompareDebts =
        read(json!({"plan": rolled, "step_minor": 5_000, "lump_minor": 100_000}));
    let times = timed(|| drop(black_box(compare(&question))));
    row("the same with rollover, more a month and a lump sum", fine(times), "");
    pictures().await;
    let loans: Vec<AmortiseLoan> = loans().iter().map(loan).collect();
    let times = timed(|| loans.iter().for_each(|loan| drop(black_box(amortise(loan)))));
    row("schedules of the 20 as single loans, to the cent", fine(times), "");
    numpy();
}

/// As a person waits for them: through the door, with JSON and what goes with it.
async fn pictures() {
    let dir = tempfile::tempdir().expect("a folder");
    let app = start(dir.path()).await;
    for (what, name, input, promise) in [
        ("the plan as an operation", "debts.simulate", plan(), ""),
        ("all strategies as an operation", "debts.compare", json!({"plan": plan()}), ""),
        (
            "picture of the plan, PNG",
            "reports.draw_debts",
            json!({"plan": plan(), "format": "png"}),
            "≤ 10 ms",
        ),
        ("picture of the plan, SVG", "reports.draw_debts", json!({"plan": plan()}), ""),
        (
            "payments of the plan as a sheet",
            "reports.make_schedule",
            json!({"plan": plan(), "format": "xlsx"}),
            "",
        ),
    ] {
        let mut times = vec![];
        for _ in 0..20 {
            let from = Instant::now();
            call(&app, name, input.clone()).await;
            times.push(from.elapsed());
        }
        row(what, quantiles(times.split_off(2)), promise);
    }
    app.close().await;
}

/// numpy-financial's payment and parts of the same loans, unrounded; the best of twenty runs.
fn numpy() {
    let what = "numpy-financial, the 20 single loans";
    let Some(python) = std::env::var_os("POCKETSAGE_PYTHON") else {
        return row(what, "no POCKETSAGE_PYTHON".into(), "");
    };
    let asked: Vec<Value> = loans()
        .iter()
        .map(|(owed, bp, months)| {
            json!({"principal": owed, "rate": *bp as f64 / 120_000.0, "months": months})
        })
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/core/loans.py");
    let mut program = Command::new(python);
    let program = program.args([script, "20"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let answer = program.spawn().and_then(|mut ran| {
        // Dropped at the end of the statement, so that it sees the end of its input.
        ran.stdin.take().expect("its input").write_all(json!(asked).to_string().as_bytes())?;
        ran.wait_with_output()
    });
    let told = answer.ok().and_then(|answer| serde_json::from_slice::<Value>(&answer.stdout).ok());
    match told.and_then(|told| told["seconds"].as_f64()) {
        Some(seconds) => row(what, format!("{:.2} ms", seconds * 1000.0), "for comparison"),
        None => row(what, "not installed".into(), ""),
    }
}

/// As `quantiles`, with two decimals.
fn fine(mut times: Vec<Duration>) -> String {
    times.sort();
    let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("{:.2} ms, p95 {:.2}", ms(times.len() / 2), ms(times.len() * 95 / 100))
}
