//! Reads single values as the standard writes them and as banks bend it: amounts, days, currencies.
//! Leaves out where they stand. No floats; a day is the calendar day as written, without regard to
//! its zone.
use crate::imports::statement::Currency;
use chrono::NaiveDate;

/// Whether ISO 4217 lists the code today.
pub fn is_listed(currency: Currency) -> bool {
    crate::money::exponent(currency.as_str()).is_some()
}

/// Three letters, in any case.
pub fn currency(text: &str) -> Option<Currency> {
    let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
    let letters = letters.map(|b| b.to_ascii_uppercase());
    (letters.iter().all(u8::is_ascii_uppercase) && &letters != b"XXX").then_some(Currency(letters))
}

/// `YYYYMMDD` with whatever follows, or the same with hyphens.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let mut parts = [text.get(..4)?, text.get(4..6)?, text.get(6..8)?];
    if text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-') {
        parts = [parts[0], text.get(5..7)?, text.get(8..10)?];
    }
    if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let month = parts[1].parse().ok()?;
    NaiveDate::from_ymd_opt(parts[0].parse().ok()?, month, parts[2].parse().ok()?)
}

/// An amount in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub minor: i64,
    /// True where the file has more decimals than the currency and they are not all 0.
    pub rounded: bool,
}

/// Reads `-1234.56`, `-1.234,56`, `+000000012.3400`, `1 234,5`; what is finer than the currency is
/// rounded, halves away from zero. `Err` says what is wrong.
pub fn amount(text: &str, exponent: usize) -> Result<Amount, &'static str> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, body) = match tight.as_bytes().first() {
        Some(b'-') => (true, &tight[1..]),
        Some(b'+') => (false, &tight[1..]),
        _ => (false, &tight[..]),
    };
    let decimal = decimal_mark(body, exponent);
    let (whole, fraction) =
        decimal.and_then(|at| Some((&body[..at], body.get(at + 1..)?))).unwrap_or((body, ""));
    let digit = |b: &u8| b.is_ascii_digit();
    // Before the decimal mark only the other one may stand, to group thousands.
    let grouping = match decimal {
        Some(at) if body.as_bytes()[at] == b'.' => ",",
        Some(_) => ".",
        None => ",.",
    };
    let same = whole.chars().all(|c| c.is_ascii_digit() || grouping.contains(c));
    if !same || !fraction.as_bytes().iter().all(digit) {
        return Err("is not a number");
    }
    let mut minor = 0i64;
    let mut digits = 0;
    let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(exponent);
    for b in whole.bytes().filter(u8::is_ascii_digit).chain(kept) {
        digits += 1;
        let next = minor.checked_mul(10).and_then(|m| m.checked_add(i64::from(b - b'0')));
        minor = next.ok_or("is too large")?;
    }
    if digits == exponent && fraction.is_empty() {
        return Err("is not a number");
    }
    let rest = fraction.as_bytes().get(exponent..).unwrap_or_default();
    if rest.first().is_some_and(|b| *b >= b'5') {
        minor = minor.checked_add(1).ok_or("is too large")?;
    }
    let rounded = rest.iter().any(|b| *b != b'0');
    Ok(Amount { minor: if negative { -minor } else { minor }, rounded })
}

/// Where the decimal mark stands. With both marks it is the later one; a lone comma before exactly
/// three digits groups thousands, unless the currency has three decimals or nothing but a 0 stands
/// before it.
fn decimal_mark(body: &str, exponent: usize) -> Option<usize> {
    let (dot, comma) = (body.rfind('.'), body.rfind(','));
    match (dot, comma) {
        (Some(d), Some(c)) => Some(d.max(c)),
        (Some(d), None) => (body.find('.') == Some(d) || !in_threes(body, '.')).then_some(d),
        (None, Some(c)) => {
            let lead = &body[..body.find(',').unwrap_or(c)];
            let one = body.find(',') == Some(c);
            let fine = one && (exponent == 3 || lead.is_empty() || lead == "0");
            (fine || !in_threes(body, ',')).then_some(c)
        }
        (None, None) => None,
    }
}

/// Whether every group behind the first mark has three digits.
fn in_threes(body: &str, mark: char) -> bool {
    body.split(mark).skip(1).all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minor(text: &str, exponent: usize) -> Option<(i64, bool)> {
        amount(text, exponent).ok().map(|a| (a.minor, a.rounded))
    }

    #[test]
    fn amounts_in_the_styles_of_the_world() {
        let exact = [
            ("-1234.56", -123_456),
            ("+00000000000115.8300", 11_583),
            ("-200,00", -20_000),
            ("1.234,5", 123_450),
            ("1,234.56", 123_456),
            ("1,23,456.78", 12_345_678),
            ("1,234", 123_400),
            ("1.234.567", 123_456_700),
            ("0,125000", 13),
            ("- 1\u{a0}234,56", -123_456),
            ("-.50", -50),
            ("5.", 500),
            ("-0", 0),
        ];
        for (text, want) in exact {
            assert_eq!(minor(text, 2).map(|m| m.0), Some(want), "{text}");
        }
        assert_eq!(minor("1,234", 3), Some((1234, false)));
        assert_eq!(minor("582.00", 0), Some((582, false)));
        assert_eq!(minor("-8.4850", 2), Some((-849, true)));
    }

    #[test]
    fn what_is_no_amount_says_so() {
        for text in
            ["", " . ", "$120", "1e5", "12.00-", "1.2.3", "1,2,3", "1.234,56,78", "--1", "x"]
        {
            assert_eq!(amount(text, 2), Err("is not a number"), "{text}");
        }
        assert_eq!(amount("99999999999999999999", 2), Err("is too large"));
    }

    #[test]
    fn a_day_is_the_day_as_written() {
        let want = NaiveDate::from_ymd_opt(2012, 2, 29);
        for text in ["20120229", "20120229235959.000[-8:PST]", "2012-02-29T23:59", " 20120229x"] {
            assert_eq!(day(text), want, "{text}");
        }
        for text in
            ["", "2012022", "20120230", "201120000000", "29.02.2012", "2012022ü", "+0120229"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_currency_has_three_letters() {
        assert_eq!(currency(" usd ").map(|c| c.exponent()), Some(2));
        assert_eq!(currency("JPY").map(|c| c.exponent()), Some(0));
        assert_eq!(currency("KWD").map(|c| c.exponent()), Some(3));
        assert_eq!(currency("FRF").map(|c| (c.exponent(), is_listed(c))), Some((2, false)));
        assert_eq!((currency("XXX"), currency("US$"), currency("")), (None, None, None));
    }

    proptest! {
        #[test]
        fn every_amount_comes_back(value in -1_000_000_000i64..1_000_000_000, comma: bool) {
            let mark = if comma { ',' } else { '.' };
            let sign = if value < 0 { "-" } else { "" };
            let text = format!("{sign}{}{mark}{:02}", value.abs() / 100, value.abs() % 100);
            prop_assert_eq!(minor(&text, 2), Some((value, false)));
        }

        #[test]
        fn any_text_is_a_value_or_none(text in "\\PC{0,40}", exponent in 0usize..5) {
            let _ = (amount(&text, exponent), day(&text), currency(&text));
        }
    }
}
