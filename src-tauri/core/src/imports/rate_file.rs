//! The European Central Bank's file of exchange rates: its daily or historical CSV, or the zip that it
//! comes in. Told by content. So much of each currency for one euro. Pure; leaves out what becomes of
//! the rates.
use super::statement::Refused;
use super::unzip::{self, Zip};
use crate::ledger::{RateTable, rates};
use crate::money;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// The first line of the historical file is some 200 bytes.
const HEAD: usize = 4096;
/// Columns of currencies that make it a table of rates.
const FEWEST: usize = 3;
/// What a zip of it holds at most, that it need not be looked through.
const PACKED: usize = 4;

/// Whether these are rates and no transactions.
pub fn is_rates(bytes: &[u8]) -> bool {
    if unzip::is_zip(bytes) { packed(bytes).is_some() } else { is_table(bytes) }
}

/// The rates of a file that [`is_rates`], in its order.
pub fn read(bytes: &[u8]) -> Result<RateTable, Refused> {
    match packed(bytes) {
        None => table(bytes),
        Some((mut zip, at)) => table(&zip.whole(at)?),
    }
}

/// The zip and which of its files are the rates.
fn packed(bytes: &[u8]) -> Option<(Zip<'_>, usize)> {
    let mut zip = unzip::is_zip(bytes).then(|| Zip::open(bytes).ok())??;
    let files = zip.len();
    let at = (files <= PACKED).then_some(0..files)?.find(|at| {
        let named = zip.name(*at).ok().flatten().is_some();
        named && zip.head(*at).is_ok_and(|head| is_table(&head))
    })?;
    Some((zip, at))
}

fn is_table(bytes: &[u8]) -> bool {
    let Ok(head) = std::str::from_utf8(&bytes[..bytes.len().min(HEAD)])
        .or_else(|error| std::str::from_utf8(&bytes[..error.valid_up_to()]))
    else {
        return false;
    };
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    let (Some(header), Some(first)) = (lines.next(), lines.next()) else { return false };
    let codes = codes(header);
    let known = codes.iter().filter(|code| money::exponent(code).is_some()).count();
    let day = first.split(',').next().and_then(day);
    codes.len() >= FEWEST && known * 2 > codes.len() && day.is_some()
}

/// The currencies of `Date, USD, JPY, …`; none where it is another header.
fn codes(header: &str) -> Vec<String> {
    let mut cells = header.split(',').map(str::trim);
    let is_code = |cell: &str| cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_uppercase());
    let rest: Vec<&str> = match cells.next() {
        Some("Date") => cells.collect(),
        _ => return vec![],
    };
    let rest = rest.strip_suffix(&[""]).unwrap_or(&rest);
    let all = rest.iter().all(|cell| is_code(cell) && *cell != BASE);
    if all { rest.iter().map(|code| (*code).to_owned()).collect() } else { vec![] }
}

const BASE: &str = "EUR";

/// `2026-11-20`, or `20 November 2026` in the daily file.
fn day(cell: &str) -> Option<NaiveDate> {
    let read = |format| NaiveDate::parse_from_str(cell.trim(), format).ok();
    let sensible = |day: &NaiveDate| (1900..=2200).contains(&chrono::Datelike::year(day));
    read("%Y-%m-%d").or_else(|| read("%d %B %Y")).filter(sensible)
}

fn table(bytes: &[u8]) -> Result<RateTable, Refused> {
    let mut cells = csv::ReaderBuilder::new();
    cells.has_headers(false).flexible(true).trim(csv::Trim::All);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut records = cells.from_reader(bytes).into_byte_records();
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    let header: Vec<String> = header.iter().map(text).collect();
    let codes = codes(&header.join(","));
    // A day that stands twice counts as it stood last.
    let mut found: FxHashMap<(usize, NaiveDate), usize> = FxHashMap::default();
    let mut rates = vec![];
    for (at, record) in records.enumerate() {
        let line = u32::try_from(at + 2).unwrap_or(u32::MAX);
        let record = record.map_err(|e| Refused::new(line, 1, format!("cannot be read: {e}")))?;
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        let first = text(record.get(0).unwrap_or_default());
        let day = day(&first).ok_or_else(|| Refused::new(line, 1, format!("{first} is no day")))?;
        for (no, code) in codes.iter().enumerate() {
            let cell = record.get(no + 1).unwrap_or_default();
            if cell.is_empty() || cell == b"N/A" {
                continue;
            }
            let rate = std::str::from_utf8(cell).ok().and_then(rates::parse).ok_or_else(|| {
                let column = u32::try_from(no + 2).unwrap_or(u32::MAX);
                Refused::new(line, column, format!("{} is no rate", text(cell)))
            })?;
            match found.get(&(no, day)) {
                Some(there) => rates[*there] = (code.clone(), day, rate),
                None => {
                    found.insert((no, day), rates.len());
                    rates.push((code.clone(), day, rate));
                }
            }
        }
    }
    Ok(RateTable { base: BASE.into(), rates })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HISTORY: &str = "Date,USD,JPY,CYP,\n2026-11-20,1.0842,161.2,N/A,\n\
        2026-11-19,1.0810,160.95,N/A,\n";

    fn texts(table: &RateTable) -> Vec<String> {
        let text = |(quote, day, rate): &(String, NaiveDate, _)| format!("{quote} {day} {rate}");
        table.rates.iter().map(text).collect()
    }

    #[test]
    fn the_history_and_the_daily_file_are_known_and_read() {
        assert!(is_rates(HISTORY.as_bytes()));
        let read_in = read(HISTORY.as_bytes()).unwrap();
        let wanted = [
            "USD 2026-11-20 1.0842",
            "JPY 2026-11-20 161.2",
            "USD 2026-11-19 1.081",
            "JPY 2026-11-19 160.95",
        ];
        assert_eq!(texts(&read_in), wanted);
        let daily = "Date, USD, JPY, GBP, \n20 November 2026, 1.0842, 161.20, 0.8312, \n";
        assert!(is_rates(daily.as_bytes()));
        assert_eq!(texts(&read(daily.as_bytes()).unwrap())[2], "GBP 2026-11-20 0.8312");
    }

    #[test]
    fn bank_files_are_no_rates() {
        let others = [
            "Date,Amount,Payee\n2026-11-20,1.00,Shop\n",
            "Date,USD,EUR,GBP\n2026-11-20,1,2,3\n",
            "Date,USD,JPY\n2026-11-20,1,2\n",
            "Date,USD,JPY,GBP\nnever,1,2,3\n",
            "Date,FEE,TAX,SUM\n2026-11-20,1,2,3\n",
            "",
        ];
        assert!(others.iter().all(|text| !is_rates(text.as_bytes())));
    }

    #[test]
    fn what_is_no_rate_is_refused_with_its_place() {
        let wrong = HISTORY.replace("160.95", "-3");
        let refused = read(wrong.as_bytes()).unwrap_err();
        assert_eq!((refused.line, refused.column), (3, 3));
        assert_eq!(refused.reason, "-3 is no rate");
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(body in "[0-9N/A., \n-]{0,80}") {
            let _ = read(format!("Date,USD,JPY,GBP\n2026-11-20,{body}").as_bytes());
        }
    }
}
