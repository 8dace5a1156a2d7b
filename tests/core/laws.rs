//! Laws of importing, on real files with random statements: order does not matter, twice is once,
//! halves are the whole, undo is exact.
use crate::Fresh;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

/// A row of a statement: day, amount, words, and whether the bank gave an id.
type Row = (u32, i64, usize, bool);

const WORDS: [&str; 4] = ["Coffee", "coffee  ", "Power & Light", "Büro, \"Ost\""];

/// The file of these rows; a bank's id tells a row by its place in the whole statement.
fn file(rows: &[(usize, Row)]) -> String {
    let mut text = "date,amount,memo,category,account,currency,transaction_id\n".to_owned();
    for (place, (day, minor, words, with_id)) in rows {
        let words = WORDS[*words].replace('"', "\"\"");
        let id = if *with_id { format!("id-{place}") } else { String::new() };
        let sign = if *minor < 0 { "-" } else { "" };
        let (whole, cents) = (minor.abs() / 100, minor.abs() % 100);
        text += &format!("2026-03-{day:02},{sign}{whole}.{cents:02},\"{words}\",,Giro,EUR,{id}\n");
    }
    text
}

fn statement() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop::sample::select(vec![-420i64, -1999, 100_000]);
    // A bank gives ids or does not.
    let rows = move |ids: bool| {
        prop::collection::vec((1u32..4, amount.clone(), 0usize..4, Just(ids)), 1..14)
    };
    any::<bool>().prop_flat_map(rows)
}

async fn add(fresh: &Fresh, name: &str, rows: &[(usize, Row)]) -> i64 {
    if rows.is_empty() {
        return 0;
    }
    let path = fresh.write(name, file(rows));
    let batch = fresh.call("imports.add", json!({"files": [path]})).await[0].clone();
    let counts = ["added", "known", "matched", "rejected"].map(|n| batch[n].as_i64().unwrap());
    assert_eq!(counts.iter().sum::<i64>(), rows.len() as i64, "every row is accounted for");
    counts[0]
}

/// All that a person sees of the ledger and the inbox, in no order, without ids. Of two ways to write
/// a name the first stands, so capitals are left out.
async fn digest(fresh: &Fresh) -> Value {
    let page = fresh.call("ledger.list_transactions", json!({"limit": 500})).await;
    let mut rows: Vec<String> = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let t = &row["transaction"];
            let words = t["description"].as_str().unwrap().to_lowercase();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let fields = ["day", "amount_minor", "category_id", "memo", "status", "external_id"];
            format!("{words} {}", fields.map(|field| t[field].to_string()).join(" "))
        })
        .collect();
    rows.sort();
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    let balances: Vec<&Value> =
        accounts.as_array().unwrap().iter().map(|account| &account["balance_minor"]).collect();
    let mut payees: Vec<String> = fresh
        .call("ledger.list_payees", json!({}))
        .await
        .as_array()
        .unwrap()
        .iter()
        .map(|payee| payee["name"].to_string().to_lowercase())
        .collect();
    payees.sort();
    let months = fresh.call("ledger.list_month_totals", json!({})).await;
    let inbox = fresh.call("imports.list_inbox", json!({})).await;
    let waiting = json!([inbox["proposals_in_all"], inbox["uncategorised_in_all"]]);
    json!([rows, balances, payees, months, waiting])
}

/// Runs a law on a number of random inputs.
fn law<S: Strategy>(strategy: S, holds: impl AsyncFn(S::Value)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let held = runner.run(&strategy, |input| {
        runtime.block_on(holds(input));
        Ok(())
    });
    held.unwrap();
}

fn placed(rows: Vec<Row>) -> Vec<(usize, Row)> {
    rows.into_iter().enumerate().collect()
}

#[test]
fn one_file_and_then_another_is_the_other_and_then_the_one() {
    let parts = (statement(), 0usize..14, 0usize..14);
    law(parts, async |(rows, from, to)| {
        let rows = placed(rows);
        let (first, second) = (&rows[from.min(rows.len())..], &rows[..to.min(rows.len())]);
        let (one, other) = (Fresh::open().await, Fresh::open().await);
        add(&one, "a.csv", first).await;
        add(&one, "b.csv", second).await;
        add(&other, "b.csv", second).await;
        add(&other, "a.csv", first).await;
        assert_eq!(digest(&one).await, digest(&other).await);
    });
}

#[test]
fn twice_is_once() {
    law(statement(), async |rows| {
        let (rows, fresh) = (placed(rows), Fresh::open().await);
        add(&fresh, "a.csv", &rows).await;
        let once = digest(&fresh).await;
        assert_eq!(add(&fresh, "again.csv", &rows).await, 0);
        let turned: Vec<_> = rows.iter().rev().copied().collect();
        assert_eq!(add(&fresh, "turned.csv", &turned).await, 0, "sorted otherwise");
        assert_eq!(digest(&fresh).await, once);
    });
}

#[test]
fn two_halves_are_the_whole() {
    // A file is split between two days: within a day only the bank knows what it told before.
    law((statement(), 1u32..4), async |(rows, day)| {
        let mut rows = rows;
        rows.sort_by_key(|row| row.0);
        let rows = placed(rows);
        let at = rows.partition_point(|(_, row)| row.0 < day);
        let (whole, halves) = (Fresh::open().await, Fresh::open().await);
        add(&whole, "whole.csv", &rows).await;
        add(&halves, "first.csv", &rows[..at]).await;
        add(&halves, "second.csv", &rows[at..]).await;
        assert_eq!(digest(&halves).await, digest(&whole).await);
        assert_eq!(add(&halves, "whole.csv", &rows).await, 0);
    });
}

#[test]
fn undo_brings_back_exactly_what_was() {
    law((statement(), statement()), async |(before, rows)| {
        let fresh = Fresh::open().await;
        add(&fresh, "before.csv", &placed(before)).await;
        let was = digest(&fresh).await;
        let rows: Vec<_> = placed(rows).into_iter().map(|(n, row)| (n + 100, row)).collect();
        let added = add(&fresh, "a.csv", &rows).await;
        let with = digest(&fresh).await;
        fresh.call("history.undo", json!({})).await;
        assert_eq!(digest(&fresh).await, was);
        fresh.call("history.redo", json!({})).await;
        assert_eq!(digest(&fresh).await, with);
        fresh.call("history.undo", json!({})).await;
        assert_eq!(add(&fresh, "a.csv", &rows).await, added, "its keys went along");
        assert_eq!(digest(&fresh).await, with);
    });
}
