//! Reads days in the ways banks write them. Leaves out the decision which order a column uses
//! (`days.rs`) and knows no clock: a date without a year takes the year it is given.

use chrono::NaiveDate;

use super::layout::DayFormat;

/// Month names by their first letters (lower case, diacritics folded), longest match wins.
/// Languages share most of them; the few clashes (`mar`, `mai`) agree on the month.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("gen", 1),
    ("ene", 1),
    ("led", 1),
    ("sty", 1),
    ("янв", 1),
    ("січ", 1),
    ("oca", 1),
    ("tammi", 1),
    ("sau", 1),
    ("ιαν", 1),
    ("janv", 1),
    ("feb", 2),
    ("fev", 2),
    ("fév", 2),
    ("uno", 2),
    ("úno", 2),
    ("lut", 2),
    ("фев", 2),
    ("лют", 2),
    ("sub", 2),
    ("şub", 2),
    ("helmi", 2),
    ("φεβ", 2),
    ("vas", 2),
    ("veebr", 2),
    ("mar", 3),
    ("mrt", 3),
    ("maa", 3),
    ("mär", 3),
    ("mae", 3),
    ("bre", 3),
    ("bře", 3),
    ("мар", 3),
    ("бер", 3),
    ("maalis", 3),
    ("kov", 3),
    ("μαρ", 3),
    ("maer", 3),
    ("mrz", 3),
    ("apr", 4),
    ("abr", 4),
    ("avr", 4),
    ("dub", 4),
    ("kwi", 4),
    ("апр", 4),
    ("кві", 4),
    ("nis", 4),
    ("huhti", 4),
    ("bal", 4),
    ("ápr", 4),
    ("απρ", 4),
    ("may", 5),
    ("mei", 5),
    ("mai", 5),
    ("mag", 5),
    ("maj", 5),
    ("kve", 5),
    ("kvě", 5),
    ("май", 5),
    ("мая", 5),
    ("тра", 5),
    ("touko", 5),
    ("geg", 5),
    ("máj", 5),
    ("μαι", 5),
    ("jun", 6),
    ("giu", 6),
    ("juin", 6),
    ("cer", 6),
    ("čer", 6),
    ("cze", 6),
    ("июн", 6),
    ("чер", 6),
    ("haz", 6),
    ("kesa", 6),
    ("kesä", 6),
    ("bir", 6),
    ("jún", 6),
    ("ιουν", 6),
    ("jul", 7),
    ("lug", 7),
    ("juil", 7),
    ("cerven", 6),
    ("červen", 6),
    ("cervenec", 7),
    ("července", 7),
    ("lip", 7),
    ("июл", 7),
    ("лип", 7),
    ("tem", 7),
    ("heina", 7),
    ("heinä", 7),
    ("lie", 7),
    ("júl", 7),
    ("ιουλ", 7),
    ("juuli", 7),
    ("juuni", 6),
    ("aug", 8),
    ("ago", 8),
    ("aou", 8),
    ("aoû", 8),
    ("srp", 8),
    ("sie", 8),
    ("авг", 8),
    ("сер", 8),
    ("elo", 8),
    ("rgp", 8),
    ("αυγ", 8),
    ("sep", 9),
    ("set", 9),
    ("zar", 9),
    ("zář", 9),
    ("wrz", 9),
    ("сен", 9),
    ("вер", 9),
    ("eyl", 9),
    ("syys", 9),
    ("rgs", 9),
    ("sze", 9),
    ("σεπ", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("rij", 10),
    ("říj", 10),
    ("paz", 10),
    ("paź", 10),
    ("окт", 10),
    ("жов", 10),
    ("eki", 10),
    ("loka", 10),
    ("spa", 10),
    ("οκτ", 10),
    ("nov", 11),
    ("lis", 11),
    ("ноя", 11),
    ("лис", 11),
    ("kas", 11),
    ("marras", 11),
    ("lap", 11),
    ("νοε", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("déc", 12),
    ("pro", 12),
    ("gru", 12),
    ("дек", 12),
    ("гру", 12),
    ("ara", 12),
    ("joulu", 12),
    ("gruo", 12),
    ("des", 12),
    ("δεκ", 12),
];

/// The year of a layout that needs one: dates without a year make no sense otherwise.
pub fn needs_year(format: DayFormat) -> bool {
    matches!(format, DayFormat::MonthDay | DayFormat::DayMonth)
}

/// One run of digits or letters inside a cell.
#[derive(Clone, Copy)]
struct Run<'a> {
    text: &'a str,
    digits: bool,
    end: usize,
}

/// Reads the day at the start of a cell, `None` when it is not one in this format.
/// A time, a zone or a bracket may follow; other words may not.
pub fn parse_day(cell: &str, format: DayFormat, year: Option<i32>) -> Option<NaiveDate> {
    if format == DayFormat::Ymd
        && let Some(day) = iso_fast(cell.as_bytes())
    {
        return Some(day);
    }
    let text = cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    match format {
        DayFormat::Ymd | DayFormat::Dmy | DayFormat::Mdy => numeric(text, format),
        DayFormat::MonthName => named(text),
        DayFormat::MonthDay | DayFormat::DayMonth => yearless(text, format, year),
    }
}

/// `2024-12-31` with nothing or a time after it, without looking at more than ten bytes.
fn iso_fast(b: &[u8]) -> Option<NaiveDate> {
    if b.len() < 10 || b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    if b.len() > 10 && b[10] != b' ' && b[10] != b'T' {
        return None;
    }
    let two = |i: usize| digit(b[i]).zip(digit(b[i + 1])).map(|(x, y)| x * 10 + y);
    let year = two(0)? * 100 + two(2)?;
    day_of(i32::try_from(year).ok()?, two(5)?, two(8)?)
}

fn digit(b: u8) -> Option<u32> {
    b.is_ascii_digit().then(|| u32::from(b - b'0'))
}

/// A real day of a plausible bank year; banks' 30 February is refused like any other.
fn day_of(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1950..=2150).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Next run from `at`; `None` when the cell ends first or a strange sign stands between.
fn run(text: &str, at: usize) -> Option<Run<'_>> {
    let mut start = None;
    let mut digits = false;
    for (i, c) in text.get(at..)?.char_indices() {
        let i = at + i;
        match start {
            None if c.is_ascii_digit() || is_letter(c) => {
                start = Some(i);
                digits = c.is_ascii_digit();
            }
            None if is_gap(c) && i < at + 8 => {}
            None => return None,
            Some(s) => {
                let same = if digits { c.is_ascii_digit() } else { is_letter(c) };
                if !same {
                    return Some(Run { text: &text[s..i], digits, end: i });
                }
            }
        }
    }
    start.map(|s| Run { text: &text[s..], digits, end: text.len() })
}

/// East Asian date words separate like punctuation; everything else alphabetic is a letter.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '年' | '月' | '日')
}

fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | '-' | '/' | ':' | ',' | '\'' | '’' | '年' | '月' | '日' | '–' | '\u{200f}'
        )
}

/// What may stand after a day: digits, signs and a few letters such as `AM`, `GMT`, `Uhr`.
fn tail_is_time(tail: &str) -> bool {
    tail.is_empty()
        || (!tail.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'T' | '日'))
            && tail.chars().filter(|&c| is_letter(c)).count() <= 4)
}

fn number(r: Run<'_>) -> Option<u32> {
    if r.digits { r.text.parse().ok() } else { None }
}

fn full_year(r: Run<'_>) -> Option<i32> {
    let n = i32::try_from(number(r)?).ok()?;
    match r.text.len() {
        4 => Some(n),
        2 => Some(if n < 70 { 2000 + n } else { 1900 + n }),
        _ => None,
    }
}

fn numeric(text: &str, format: DayFormat) -> Option<NaiveDate> {
    let a = run(text, 0)?;
    if !a.digits || a.end != a.text.len() {
        return None;
    }
    if matches!(a.text.len(), 8 | 14) {
        return compact(a.text, format).filter(|_| tail_is_time(&text[a.end..]));
    }
    let b = run(text, a.end)?;
    let c = run(text, b.end)?;
    if !b.digits || !c.digits || !tail_is_time(&text[c.end..]) {
        return None;
    }
    let small = |r: Run<'_>| if r.text.len() <= 2 { number(r) } else { None };
    match format {
        DayFormat::Ymd if a.text.len() == 4 => day_of(full_year(a)?, small(b)?, small(c)?),
        DayFormat::Dmy => day_of(full_year(c)?, small(b)?, small(a)?),
        DayFormat::Mdy => day_of(full_year(c)?, small(a)?, small(b)?),
        _ => None,
    }
}

/// Eight digits in a row, or fourteen with a time.
fn compact(text: &str, format: DayFormat) -> Option<NaiveDate> {
    let n = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let (y, m, d) = match format {
        DayFormat::Ymd => (n(0, 4)?, n(4, 6)?, n(6, 8)?),
        DayFormat::Dmy => (n(4, 8)?, n(2, 4)?, n(0, 2)?),
        _ => (n(4, 8)?, n(0, 2)?, n(2, 4)?),
    };
    day_of(i32::try_from(y).ok()?, m, d)
}

/// Month by its name, in any of the listed languages.
fn month(name: &str) -> Option<u32> {
    let lower = name.to_lowercase();
    MONTHS
        .iter()
        .filter(|(m, _)| lower.starts_with(m))
        .max_by_key(|(m, _)| m.len())
        .map(|&(_, n)| n)
}

fn named(text: &str) -> Option<NaiveDate> {
    let mut a = run(text, 0)?;
    // A weekday may come first: "Mon, 12 Jan 2020".
    if !a.digits && month(a.text).is_none() {
        a = run(text, a.end)?;
    }
    let mut b = run(text, a.end)?;
    // Spanish and Portuguese put "de" between the parts.
    if !b.digits && b.text.eq_ignore_ascii_case("de") {
        b = run(text, b.end)?;
    }
    let mut c = run(text, b.end)?;
    if !c.digits && c.text.eq_ignore_ascii_case("de") {
        c = run(text, c.end)?;
    }
    if !tail_is_time(&text[c.end..]) {
        return None;
    }
    let (d, m, y) = match (a.digits, b.digits) {
        (true, false) if a.text.len() == 4 => (c, b, a),
        (true, false) => (a, b, c),
        (false, true) => (b, a, c),
        _ => return None,
    };
    if d.text.len() > 2 {
        return None;
    }
    let year =
        if y.text.len() == 1 { 2000 + i32::try_from(number(y)?).ok()? } else { full_year(y)? };
    day_of(year, month(m.text)?, number(d)?)
}

fn yearless(text: &str, format: DayFormat, year: Option<i32>) -> Option<NaiveDate> {
    let a = run(text, 0)?;
    let b = run(text, a.end)?;
    let tail = text[b.end..].trim_matches(|c: char| is_gap(c));
    if a.text.len() > 2 && a.digits || b.text.len() > 2 && b.digits || !tail.is_empty() {
        return None;
    }
    let year = year.unwrap_or(2000);
    match (a.digits, b.digits) {
        (true, true) if format == DayFormat::MonthDay => day_of(year, number(a)?, number(b)?),
        (true, true) => day_of(year, number(b)?, number(a)?),
        (true, false) => day_of(year, month(b.text)?, number(a)?),
        (false, true) => day_of(year, month(a.text)?, number(b)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn reads_the_ways_banks_write_days() {
        for (cell, format, want) in [
            ("20091224120000[0:GMT]", DayFormat::Ymd, ymd(2009, 12, 24)),
            ("2012:03:01", DayFormat::Ymd, ymd(2012, 3, 1)),
            ("2013-07-03-08.21.36.47192", DayFormat::Ymd, ymd(2013, 7, 3)),
            ("9/1/07", DayFormat::Mdy, ymd(2007, 9, 1)),
            ("14 Apr '23", DayFormat::MonthName, ymd(2023, 4, 14)),
            ("24 lug 2024. 02:59:45", DayFormat::MonthName, ymd(2024, 7, 24)),
            ("Jan 3, 2024", DayFormat::MonthName, ymd(2024, 1, 3)),
            ("22 May 2025 21:27", DayFormat::MonthName, ymd(2025, 5, 22)),
            ("1. 2. 2024", DayFormat::Dmy, ymd(2024, 2, 1)),
            ("30.02.2024", DayFormat::Dmy, None),
            ("09.03. 09:53 FORSTINGER", DayFormat::Dmy, None),
            ("100.00", DayFormat::Dmy, None),
        ] {
            assert_eq!(parse_day(cell, format, None), want, "{cell}");
        }
        assert_eq!(parse_day("4月30日", DayFormat::MonthDay, Some(2023)), ymd(2023, 4, 30));
    }

    proptest! {
        #[test]
        fn round_trips(n in 0i64..60_000) {
            let first = ymd(1970, 1, 1);
            let Some(day) = first.and_then(|d| d.checked_add_days(chrono::Days::new(n as u64)))
            else { return Ok(()) };
            if day < ymd(2069, 12, 31).unwrap_or_default() {
                for (pattern, format) in [
                    ("%Y-%m-%d", DayFormat::Ymd), ("%Y%m%d", DayFormat::Ymd),
                    ("%d.%m.%Y", DayFormat::Dmy), ("%d/%m/%y", DayFormat::Dmy),
                    ("%m/%d/%Y", DayFormat::Mdy), ("%d %b %Y", DayFormat::MonthName),
                    ("%B %d, %Y", DayFormat::MonthName), ("%Y/%m/%d %H:%M", DayFormat::Ymd),
                ] {
                    let time = day.and_hms_opt(13, 5, 0).unwrap_or_default();
                    let text = time.format(pattern).to_string();
                    prop_assert_eq!(parse_day(&text, format, None), Some(day), "{}", text);
                }
            }
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            for format in [DayFormat::Ymd, DayFormat::Dmy, DayFormat::Mdy, DayFormat::MonthName,
                DayFormat::MonthDay, DayFormat::DayMonth] {
                let _ = parse_day(&text, format, Some(2024));
            }
        }
    }
}
