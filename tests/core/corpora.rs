//! Scores the readers against real bank files with audited truth, which are not part of the
//! project (their licences differ). Leaves itself out, in one line, without `POCKETSAGE_CORPORA`.

use std::collections::BTreeMap;
use std::path::Path;

use pocketsage_core::imports::csv::Hints;
use pocketsage_core::imports::format::detect;
use pocketsage_core::imports::statement::{Refused, Row};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What came of one file.
#[derive(Default)]
struct Outcome {
    /// What is wrong, empty where all is right.
    wrong: Vec<String>,
    /// Something was asked, warned of or rejected, so nothing went wrong in silence.
    told: bool,
}

/// Decimals of a currency, two for coins that are none.
fn exponent(currency: &str) -> usize {
    match currency {
        "JPY" | "KRW" | "CLP" | "ISK" | "VND" => 0,
        "JOD" | "KWD" | "BHD" | "TND" | "OMR" => 3,
        _ => 2,
    }
}

/// The amount and its currency as they stand in the file: the truth of a broker's file holds them
/// so, while a row holds the effect on the cash.
fn written(row: &Row<'_>) -> (i64, String) {
    let Some(trade) = row.trade else {
        return (row.amount_minor, row.currency.as_str().to_string());
    };
    let scale = Decimal::from(10u32.pow(exponent(&trade.currency) as u32));
    let minor = (trade.amount.unwrap_or_default() * scale).round();
    (minor.to_i64().unwrap_or(i64::MAX), trade.currency.clone())
}

/// Minor units of a decimal in the truth, `None` where it does not fit.
fn minor(text: &str, currency: &str) -> Option<i64> {
    let exponent = exponent(currency);
    let (whole, fraction) = text.trim_start_matches('-').split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('-');
    let value: i64 = format!("{whole}{fraction:0<exponent$}").parse().ok()?;
    let sign = if text.starts_with('-') { -1 } else { 1 };
    (fraction.len() <= exponent).then_some(sign * value)
}

/// What a file was read as.
#[derive(Default)]
struct Read {
    /// Day, amount as it stands in the file, and its currency.
    booked: Vec<(String, i64, String)>,
    pending: usize,
    /// Of those amounts.
    sums: BTreeMap<String, Option<i64>>,
    /// Of the effects on the cash.
    cash: BTreeMap<String, Option<i64>>,
    /// Of shares and coins, where any row is a broker's.
    quantity: Option<Decimal>,
    told: bool,
}

fn read(bytes: &[u8], hints: &Hints) -> Result<Read, Refused> {
    let found = detect(bytes, hints)?;
    let mut all = found.rows(bytes)?;
    let told = !found.questions.is_empty() || !found.warnings.is_empty();
    let mut read = Read { told, ..Read::default() };
    while let Some(row) = all.next_row() {
        match row {
            Ok(row) if row.pending => read.pending += 1,
            Ok(row) => {
                let (amount, code) = written(&row);
                add(&mut read.sums, &code, amount);
                add(&mut read.cash, row.currency.as_str(), row.amount_minor);
                if let Some(trade) = row.trade {
                    let sum = read.quantity.get_or_insert(Decimal::ZERO);
                    *sum += trade.quantity.unwrap_or_default();
                }
                read.booked.push((row.day.to_string(), amount, code));
            }
            Err(_) => read.told = true,
        }
    }
    Ok(read)
}

fn add(sums: &mut BTreeMap<String, Option<i64>>, code: &str, amount: i64) {
    let sum = sums.entry(code.into()).or_insert(Some(0));
    *sum = sum.and_then(|sum| sum.checked_add(amount));
}

/// Reads a file and compares it with its row of the index.
fn judge(bytes: &[u8], get: &dyn Fn(&str) -> String) -> Outcome {
    // QIF names no currency: it is the account's.
    let currency = Some(get("currency")).filter(|_| get("format") == "qif");
    let mut read = match read(bytes, &Hints { currency, day_order: None }) {
        Ok(read) => read,
        Err(no) => return Outcome { wrong: vec![format!("refused: {no}")], told: true },
    };
    let mut out = Outcome { told: read.told, ..Outcome::default() };
    let mut want: BTreeMap<String, Option<i64>> =
        serde_json::from_str(&get("sum_minor")).unwrap_or_default();
    // Amounts finer than the smallest coin were rounded, and that was told.
    let finer = out.told && want.values().any(Option::is_none);
    let mut check = |name: &str, got: String, want: String| {
        if got != want {
            out.wrong.push(format!("{name} {got}, want {want}"));
        }
    };
    check("rows", read.booked.len().to_string(), get("n_tx"));
    check("pending", read.pending.to_string(), get("n_pending"));
    if get("format") == "portfolio" {
        // Rows that move shares and no cash are of no currency there.
        for sums in [&mut want, &mut read.sums, &mut read.cash] {
            sums.retain(|_, sum| *sum != Some(0));
        }
        if let Some(sum) = read.quantity {
            let want: Decimal = get("qty_sum").parse().unwrap_or_default();
            check("quantity", sum.normalize().to_string(), want.normalize().to_string());
        }
    }
    for (name, row) in [("first", read.booked.first()), ("last", read.booked.last())] {
        let Some((day, amount, code)) = row else {
            continue;
        };
        let (date, alt) = (get(&format!("{name}_date")), get(&format!("{name}_alt_date")));
        let yearless = date.strip_prefix("XXXX").is_some_and(|rest| day.ends_with(rest));
        if *day != alt && !yearless {
            check(&format!("{name} day"), day.clone(), date);
        }
        let value = minor(&get(&format!("{name}_amount")), code);
        if !finer {
            check(&format!("{name} amount"), format!("{:?}", Some(*amount)), format!("{value:?}"));
        }
    }
    if !finer {
        check("sums", format!("{:?}", read.sums), format!("{want:?}"));
        if get("sign_convention").starts_with("cash effect signed") {
            check("cash", format!("{:?}", read.cash), format!("{want:?}"));
        }
    }
    out
}

#[test]
fn real_files_are_read_right() {
    let Ok(root) = std::env::var("POCKETSAGE_CORPORA") else {
        println!("left out: POCKETSAGE_CORPORA does not name the folder of real bank files");
        return;
    };
    let root = Path::new(&root);
    let mut index = csv::Reader::from_path(root.join("INDEX.csv")).expect("INDEX.csv is there");
    let head = index.headers().expect("INDEX.csv has a header").clone();
    let mut scores: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut silent, mut accepted) = (Vec::new(), Vec::new());
    for record in index.records() {
        let record = record.expect("INDEX.csv is well formed");
        let get = |name: &str| {
            let at = head.iter().position(|h| h == name);
            at.and_then(|i| record.get(i)).unwrap_or_default().to_string()
        };
        let (file, format) = (get("file"), get("format"));
        let bytes = std::fs::read(root.join(&file)).expect("every file of the index is there");
        if format == "negative" {
            if detect(&bytes, &Hints::default()).is_ok() {
                accepted.push(file);
            }
            continue;
        }
        let score = scores.entry(format).or_default();
        score.1 += 1;
        let outcome = judge(&bytes, &get);
        if outcome.wrong.is_empty() {
            score.0 += 1;
            continue;
        }
        println!("wrong: {file}: {}", outcome.wrong.join("; "));
        if !outcome.told {
            silent.push(file);
        }
    }
    for (format, (right, all)) in &scores {
        println!("{format}: {right} of {all} files right without help");
    }
    println!("wrong without a warning or question: {silent:?}");
    let worst = |format: &str| match format {
        "csv" => 97,
        "portfolio" => 90,
        _ => 100,
    };
    let poor = scores.iter().find(|(format, (right, all))| right * 100 < all * worst(format));
    assert!(poor.is_none(), "too few files right: {poor:?}");
    assert!(silent.is_empty(), "wrong in silence: {silent:?}");
    assert!(accepted.is_empty(), "must be refused: {accepted:?}");
}
