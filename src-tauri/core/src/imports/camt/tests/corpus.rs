//! Scores the reader on the shared corpus, which is read in place: set POCKETSAGE_CORPORA.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::imports::camt::{is_camt, read};
use crate::imports::statement::{Entry, Statement};

type Truth = BTreeMap<String, String>;

#[test]
fn every_file_of_the_corpus_is_right() {
    let Some(root) = std::env::var_os("POCKETSAGE_CORPORA") else {
        println!("left out: the CAMT corpus (POCKETSAGE_CORPORA is not set)");
        return;
    };
    let root = Path::new(&root);
    let index = fs::read_to_string(root.join("INDEX.csv")).expect("INDEX.csv");
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for truth in table(&index) {
        let name = &truth["file"];
        let Ok(bytes) = fs::read(root.join(name)) else { continue };
        let is_ours = truth["format"] == "camt";
        let found = if is_ours {
            compare(&truth, &bytes)
        } else if truth["format"] == "negative" {
            read(&bytes).map_or_else(|_| Vec::new(), |_| vec!["taken".into()])
        } else if is_camt(&bytes) {
            vec!["taken for CAMT".into()]
        } else {
            continue;
        };
        all += 1;
        right += usize::from(found.is_empty());
        wrong.extend(found.iter().map(|f| format!("{name}: {f}")));
    }
    println!("CAMT corpus: {right} of {all} right\n{}", wrong.join("\n"));
    assert!(wrong.is_empty() && all > 0, "{}", wrong.join("\n"));
}

fn compare(truth: &Truth, bytes: &[u8]) -> Vec<String> {
    if !is_camt(bytes) {
        return vec!["not seen to be CAMT".into()];
    }
    let read = match read(bytes) {
        Ok(read) => read,
        Err(no) => return vec![format!("refused: {no}")],
    };
    let booked: Vec<&Entry> = read.entries.iter().filter(|e| !e.pending).collect();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for entry in &booked {
        *sums.entry(entry.currency.as_str().into()).or_default() += entry.amount_minor;
    }
    let pending = read.entries.len() - booked.len();
    let mut wrong = Vec::new();
    let mut same = |what: &str, got: String| {
        if got != truth[what] {
            wrong.push(format!("{what} is {:?}, read {got:?}", truth[what]));
        }
    };
    same("n_tx", booked.len().to_string());
    same("n_pending", pending.to_string());
    same("n_bad", read.rejected.len().to_string());
    same("sum_minor", serde_json::to_string(&sums).unwrap().replace(':', ": ").replace(',', ", "));
    for (which, entry) in [("first", booked.first()), ("last", booked.last())] {
        let day = entry.map(|e| e.day.to_string()).unwrap_or_default();
        same(&format!("{which}_date"), day);
        let amount = truth[&format!("{which}_amount")].clone();
        let got = entry.map(|e| plain(e)).unwrap_or_default();
        same(
            &format!("{which}_amount"),
            if as_number(&amount) == as_number(&got) { amount } else { got },
        );
        let text = truth[&format!("{which}_desc")].clone();
        let got = entry.map(|e| e.description.clone()).unwrap_or_default();
        same(&format!("{which}_desc"), if got.contains(&text) { text } else { got });
    }
    wrong.extend(balances(truth, &read));
    wrong
}

/// The truth counts statements whose balances add up; each of the others is to be told.
fn balances(truth: &Truth, read: &Statement) -> Option<String> {
    let (right, all) = truth["balance_check"].split_once('/')?;
    let expected = all.parse::<usize>().ok()? - right.parse::<usize>().ok()?;
    let told = read.warnings.iter().filter(|n| n.code == "balance").count();
    (told != expected).then(|| format!("{expected} balances are off, told {told}"))
}

fn plain(entry: &Entry) -> String {
    let places = crate::money::exponent(entry.currency.as_str()).unwrap_or(2);
    format!("{}e-{places}", entry.amount_minor)
}

fn as_number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The rows of a CSV by their column names.
fn table(text: &str) -> Vec<Truth> {
    let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    let mut rows = rows.into_iter();
    let names: Vec<String> = rows.next().unwrap_or_default();
    rows.map(|row| names.iter().cloned().zip(row).collect()).collect()
}
