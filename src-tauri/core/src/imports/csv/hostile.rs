//! Files meant to hurt: far too wide, without an end, full of open quotes, or plain noise. Each is
//! answered in words or read, never with a panic, and in the time an ordinary file takes.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Detected, Hints, detect, rows};

/// Reads a file to its end: rows, and what was rejected of them.
fn read(bytes: &[u8]) -> Result<(usize, Vec<String>), String> {
    let found: Detected = detect(bytes, &Hints::default()).map_err(|no| no.to_string())?;
    let mut all = rows(bytes, &found.layout).map_err(|no| no.to_string())?;
    let (mut good, mut bad) = (0, Vec::new());
    while let Some(row) = all.next_row() {
        match row {
            Ok(_) => good += 1,
            Err(no) => bad.push(format!("{}:{:?} {}", no.line, no.column, no.reason)),
        }
    }
    Ok((good, bad))
}

fn lines(n: usize) -> String {
    let mut text = String::from("Date,Text,Amount\n");
    for i in 0..n {
        text.push_str(&format!("2024-01-{:02},shop,-1.00\n", i % 28 + 1));
    }
    text
}

#[test]
fn a_hundred_thousand_columns_are_refused() {
    let wide =
        format!("Date,Amount{}\n2024-01-01,5{}\n", ",x".repeat(100_000), ",1".repeat(100_000));
    let no = read(wide.as_bytes()).expect_err("too wide");
    assert!(no.contains("line 1, column 1001") || no.contains("1 MB"), "{no}");
    // The same further down is one bad record.
    let late = format!("{}2024-02-01,x{},5\n2024-02-02,x,5\n", lines(9_000), ",1".repeat(100_000));
    let (good, bad) = read(late.as_bytes()).unwrap_or_default();
    assert_eq!(good, 9_001);
    assert_eq!(bad, ["9002:Some(1001) more than 1,000 columns"]);
}

#[test]
fn a_line_without_an_end_is_refused() {
    let no = read(&vec![b'a'; 8 << 20]).expect_err("one line");
    assert!(no.starts_with("line 1, column 1: a line of more than 1 MB"), "{no}");
    let mut text = lines(9_000).into_bytes();
    text.extend(std::iter::repeat_n(b'7', 32 << 20));
    let (good, bad) = read(&text).unwrap_or_default();
    assert_eq!(good, 9_000);
    assert_eq!(bad, ["9002:Some(1) a line of more than 1 MB: reading stops here"]);
}

#[test]
fn open_quotes_cost_no_more_than_their_lines() {
    let began = Instant::now();
    let mut text = lines(2_000);
    for i in 0..2_000 {
        text.push_str("2024-02-01,\"open,-1.00\n");
        let after = "2024-02-02,ok,-1.00\n".repeat(i % 90);
        text.push_str(&after);
    }
    let (good, bad) = read(text.as_bytes()).unwrap_or_default();
    assert!(good > 50_000, "{good} {:?}", bad.first());
    let quotes = format!("{}{}", lines(2_000), "\"".repeat(1 << 19));
    let _ = read(quotes.as_bytes());
    let quotes = format!("{}{}", lines(2_000), "\"\n".repeat(1 << 18));
    let _ = read(quotes.as_bytes());
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_thousand_columns_of_money_are_answered_soon() {
    let began = Instant::now();
    let names = "Amount,Currency,Quantity,Price,".repeat(240);
    let cells = "1.00,BTC,2,3,".repeat(240);
    let text =
        format!("Date,Symbol,{names}Type\n{}", format!("2024-01-02,A,{cells}buy\n").repeat(30));
    let _ = read(text.as_bytes());
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_after_a_brokers_header(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        undated in any::<bool>(),
    ) {
        let head: &[u8] = if undated {
            b"symbol,shares,price,market_price,account,currency\nA,1,2,3,x,EUR\n"
        } else {
            b"Date,Type,Symbol,Quantity,Price,Amount,Currency\n2024-01-02,Buy,A,1,2,2,EUR\n"
        };
        let _ = read(&[head, &bytes].concat());
    }

    #[test]
    fn noise_of_a_broker_is_answered(
        text in "(Date|Type|Symbol|Quantity|Price|Amount|Currency|Buy|Sell|Cur|ISIN|[,;\n]{1,2}|\
            2024-0[1-9]-1[0-9]|-?[0-9]{1,30}[.,]?[0-9]{0,30}|[A-Z]{2,5}|-?1e[0-9]{1,3}){0,60}",
    ) {
        let _ = read(text.as_bytes());
    }
}
