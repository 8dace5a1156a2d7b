//! Reads the first line of field 61: days, mark, amount, and the references behind it.
//! Leaves out the lines below it and what field 86 tells.

use chrono::{Datelike, NaiveDate};

use super::fields::void;

/// Where in the line (counted from 0) reading ended, and why.
pub type Fault = (usize, String);

/// The line taken apart.
#[derive(Debug, PartialEq)]
pub struct Movement<'a> {
    /// The value day: every bank writes it; the entry day is optional and often without meaning.
    pub day: NaiveDate,
    /// The entry day as the line has it (`MMDD`), or nothing.
    pub entry: Option<&'a str>,
    /// Money out of the account.
    pub minus: bool,
    /// Marked as expected, not as booked.
    pub expected: bool,
    /// Unsigned, as written.
    pub amount: &'a str,
    /// Where the amount begins in the line.
    pub amount_at: usize,
    /// All behind the amount: type, references.
    pub tail: &'a str,
    /// The other party, where the bank puts it behind the 16 columns of the reference.
    pub name: Option<&'a str>,
    /// The bank's reference, behind `//`.
    pub bank: Option<&'a str>,
}

/// Marks, the longer first. A reversed credit (`RC`) takes money out again.
const MARKS: [(&str, bool, bool); 6] = [
    ("RC", true, false),
    ("RD", false, false),
    ("EC", false, true),
    ("ED", true, true),
    ("C", false, false),
    ("D", true, false),
];

/// Takes the line apart.
pub fn movement(line: &str) -> Result<Movement<'_>, Fault> {
    let at = |rest: &str| line.len() - rest.len();
    let rest = line.trim_start_matches(void);
    let Some((date, mut rest)) = digits(rest, 6) else {
        return Err((at(rest), "there is no value date (YYMMDD)".to_string()));
    };
    let day = day(date).ok_or((at(rest) - 6, format!("{date} is no day of the calendar")))?;
    let entry = digits(rest, 4);
    rest = entry.map_or(rest, |(_, rest)| rest).trim_start();
    let mark = MARKS.iter().find(|mark| {
        rest.get(..mark.0.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark.0))
    });
    let Some((letters, minus, expected)) = mark else {
        return Err((at(rest), "the mark C, D, RC or RD is missing".to_string()));
    };
    rest = &rest[letters.len()..];
    // The funds code: the third letter of the currency, by which DR is a debit in EUR.
    rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest).trim_start();
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(rest.len());
    let (amount, tail) = rest.split_at(end);
    if !amount.contains(|c: char| c.is_ascii_digit()) {
        return Err((at(rest), "there is no amount".to_string()));
    }
    let tail = tail.trim_matches(void);
    let references = tail.char_indices().nth(4).map_or("", |(i, _)| &tail[i..]);
    let bank = tail.split_once("//").map(|(_, bank)| bank.trim()).filter(|bank| !bank.is_empty());
    let name = if tail.contains("//") { None } else { name(references) };
    let (amount_at, entry) = (at(rest), entry.map(|(entry, _)| entry));
    let (minus, expected) = (*minus, *expected);
    Ok(Movement { day, entry, minus, expected, amount, amount_at, tail, name, bank })
}

/// The first `n` letters, if all are digits, and the rest.
fn digits(text: &str, n: usize) -> Option<(&str, &str)> {
    let (head, rest) = text.split_at_checked(n)?;
    head.bytes().all(|b| b.is_ascii_digit()).then_some((head, rest))
}

fn day(yymmdd: &str) -> Option<NaiveDate> {
    let part = |i: usize| yymmdd.get(i..i + 2)?.parse::<u32>().ok();
    let year = part(0)?.cast_signed();
    NaiveDate::from_ymd_opt(year + if year < 70 { 2000 } else { 1900 }, part(2)?, part(4)?)
}

/// The entry day has no year: the one that brings it nearest to the value day.
pub fn entry_day(value: NaiveDate, mmdd: &str) -> Option<NaiveDate> {
    let (month, day) = (mmdd.get(..2)?.parse().ok()?, mmdd.get(2..)?.parse().ok()?);
    let years = value.year() - 1..=value.year() + 1;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.min_by_key(|day| (*day - value).num_days().abs())
}

/// What follows a reference that was filled up to its 16 columns with blanks.
fn name(references: &str) -> Option<&str> {
    let (i, _) = references.char_indices().nth(16)?;
    let (reference, name) = references.split_at(i);
    Some(name.trim()).filter(|name| reference.ends_with(' ') && !name.is_empty())
}

/// Unsigned minor units of an amount as banks write it: `12,3` `12,` `,50` `12.30` `1.234,50`.
pub fn minor(amount: &str, exponent: u32) -> Result<i64, String> {
    let last = amount.rfind([',', '.']);
    // A mark that comes twice groups thousands; else the last one is the decimal mark.
    let decimal = last.filter(|i| amount.matches(&amount[*i..=*i]).count() == 1);
    let (whole, fraction) = amount.split_at(decimal.unwrap_or(amount.len()));
    let mut groups = whole.split([',', '.']);
    groups.next();
    if !groups.all(|group| group.len() == 3) {
        return Err(format!("{amount} is no amount"));
    }
    let fraction = fraction.trim_start_matches([',', '.']).trim_end_matches('0');
    let missing = (exponent as usize).checked_sub(fraction.len()).ok_or_else(|| {
        format!("{amount} has more decimals than the currency, which has {exponent}")
    })?;
    let zeros = std::iter::repeat_n('0', missing);
    let all = whole.chars().chain(fraction.chars()).chain(zeros);
    all.filter_map(|c| c.to_digit(10))
        .try_fold(0i64, |sum, digit| sum.checked_mul(10)?.checked_add(digit.into()))
        .ok_or_else(|| format!("{amount} is too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn amounts_follow_the_currency() {
        let cases = [
            ("12,3", 2, 1230),
            ("12,", 2, 1200),
            (",50", 2, 50),
            ("0000123,45", 2, 12345),
            ("52.58", 2, 5258),
            ("1.234.567,8", 2, 123_456_780),
            ("1,234.5", 2, 123_450),
            ("1.234.567", 2, 123_456_700),
            ("1500,00", 0, 1500),
            ("1,234", 3, 1234),
            ("500", 2, 50000),
        ];
        for (text, exponent, expected) in cases {
            assert_eq!(minor(text, exponent), Ok(expected), "{text}");
        }
        for (text, exponent) in
            [("1,234", 2), ("0,5", 0), ("99999999999999999999", 2), ("1,2,3", 2)]
        {
            assert!(minor(text, exponent).is_err(), "{text}");
        }
    }

    #[test]
    fn marks_tell_the_direction() {
        let cases = [
            ("2101020102C1,N", false),
            ("2101020102D1,N", true),
            ("210102RC1,N", true),
            ("210102RD1,N", false),
            ("2101020102DR1,N", true),
            ("2101020102RCR1,N", true),
            ("2101020102CR1,N", false),
            ("2101020102DD 1,N", true),
            ("210102    d1,N", true),
        ];
        for (line, minus) in cases {
            let m = movement(line).unwrap();
            assert_eq!((m.minus, m.expected, m.amount), (minus, false, "1,"), "{line}");
        }
        assert!(movement("210102ED1,N").unwrap().expected);
    }

    #[test]
    fn references_and_names_come_apart() {
        let m = movement("2101020102C5,NTRFNONREF//BANK 1").unwrap();
        assert_eq!((m.tail, m.bank, m.name), ("NTRFNONREF//BANK 1", Some("BANK 1"), None));
        let m = movement("210102C5,N0440123456789      J. Doe  ").unwrap();
        assert_eq!((m.bank, m.name, m.entry), (None, Some("J. Doe"), None));
        assert_eq!(movement("210102C5,N05100012345678901234").unwrap().name, None);
        assert_eq!(movement("2101020102CN5,//77").unwrap().bank, Some("77"));
    }

    #[test]
    fn what_cannot_be_read_shows_its_place() {
        assert_eq!(movement("210230C1,").unwrap_err().0, 0);
        assert_eq!(movement("2101X2C1,").unwrap_err().0, 0);
        assert_eq!(movement("2101020102X1,").unwrap_err().0, 10);
        assert_eq!(movement("2101020102CNone").unwrap_err().0, 12);
        assert_eq!(movement("").unwrap_err().0, 0);
    }

    #[test]
    fn the_entry_day_takes_the_nearest_year() {
        let near = |value: Option<NaiveDate>, mmdd| entry_day(value.unwrap(), mmdd);
        assert_eq!(near(ymd(2013, 12, 31), "0102"), ymd(2014, 1, 2));
        assert_eq!(near(ymd(2014, 1, 1), "1229"), ymd(2013, 12, 29));
        assert_eq!(near(ymd(2014, 5, 1), "0430"), ymd(2014, 4, 30));
        assert_eq!(near(ymd(2014, 5, 1), "0431"), None);
    }
}
