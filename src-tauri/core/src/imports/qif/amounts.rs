//! Sums of money as QIF files write them, exact, in minor units. Leaves out which field is which.
use crate::imports::statement::Currency;

/// `-1,234.50` taken apart: the sign, and digits with the marks as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    negative: bool,
    /// Digits, `.` and `,` only; at least one digit.
    core: String,
}

/// Reads a sum, `None` when it is none. Signs of currencies, blanks and apostrophes between digits
/// are let through; the minus may stand in front, at the end, or be a pair of parentheses.
pub fn read(field: &str) -> Option<Written> {
    let text = field.trim().trim_start_matches('=').trim();
    let bracketed = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let (mut minus, mut closed) = (usize::from(bracketed.is_some()), false);
    let mut core = String::new();
    for c in without_code(bracketed.unwrap_or(text)).chars() {
        match c {
            '0'..='9' | '.' | ',' if !closed => core.push(c),
            '-' | '−' | '–' => {
                minus += 1;
                closed = !core.is_empty();
            }
            '+' if core.is_empty() => {}
            '$' | '£' | '€' | '¥' | '₹' | '₽' | '₴' | '₪' | '¤' | '\'' | '’' => {}
            _ if c.is_whitespace() => {}
            _ => return None,
        }
    }
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    (minus < 2 && (1..=24).contains(&digits) && core.len() <= 40)
        .then_some(Written { negative: minus == 1, core })
}

/// A currency code may stand before or behind the sum.
fn without_code(text: &str) -> &str {
    let letters = |c: char| c.is_ascii_alphabetic();
    let rest = text.trim_start_matches(letters);
    let text = if matches!(text.len() - rest.len(), 2 | 3) { rest } else { text };
    let rest = text.trim_end_matches(letters);
    if matches!(text.len() - rest.len(), 2 | 3) { rest } else { text }
}

impl Written {
    /// The decimal mark as this sum alone shows it, `None` where both readings are possible.
    pub fn mark(&self) -> Option<char> {
        let last = self.core.rfind(['.', ','])?;
        let (mark, other) = self.marks(last);
        let tail = self.core.len() - last - 1;
        let repeated = self.core[..last].contains(mark);
        match () {
            () if self.core.contains(other) && !repeated => Some(mark),
            () if tail != 3 || matches!(&self.core[..last], "" | "0") => Some(mark),
            () if repeated => Some(other),
            () => None,
        }
    }

    fn marks(&self, last: usize) -> (char, char) {
        if self.core.as_bytes()[last] == b'.' { ('.', ',') } else { (',', '.') }
    }

    /// True for `1.000` in a file that never shows its decimal mark.
    pub fn unclear(&self, file: Option<char>) -> bool {
        file.is_none() && self.mark().is_none() && self.core.contains('.')
    }

    /// Minor units. `file` is the decimal mark of the file and decides about `1.000`; where it is
    /// unknown, three digits are thousands unless the currency has thousandths.
    pub fn minor(&self, file: Option<char>, currency: Currency) -> Result<i64, String> {
        let exponent = currency.exponent() as usize;
        let last = self.core.rfind(['.', ',']);
        let written = last.map(|l| self.marks(l).0);
        let decimal = self.mark().or(file).or(if exponent == 3 { written } else { None });
        let split = last.filter(|_| decimal.is_some() && decimal == written);
        let (whole, fraction) = match split {
            Some(at) => (&self.core[..at], &self.core[at + 1..]),
            None => (self.core.as_str(), ""),
        };
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > exponent {
            let code = currency.as_str();
            return Err(format!("has more decimals than {code}: {}", self.core));
        }
        let digits = whole.bytes().filter(u8::is_ascii_digit).chain(fraction.bytes());
        let zeros = std::iter::repeat_n(b'0', exponent - fraction.len());
        digits
            .chain(zeros)
            .try_fold(0i64, |n, d| n.checked_mul(10)?.checked_add(i64::from(d - b'0')))
            .map(|n| if self.negative { -n } else { n })
            .ok_or_else(|| format!("is too large: {}", self.core))
    }
}

/// `-12.30`: a sum in words for people.
pub fn plain(minor: i128, currency: Currency) -> String {
    let exponent = currency.exponent() as usize;
    let digits = format!("{:0>1$}", minor.unsigned_abs(), exponent + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent);
    let sign = if minor < 0 { "-" } else { "" };
    if exponent == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EUR: Currency = Currency(*b"EUR");

    #[test]
    fn reads_the_ways_files_write_sums() {
        for (text, want) in [
            ("-1,234.50", -123_450),
            ("1.234,50", 123_450),
            ("12,5", 1_250),
            ("1234,50-", -123_450),
            ("(99.95)", -9_995),
            ("-$ 1'234.50", -123_450),
            ("€12", 1_200),
            ("12.00 EUR", 1_200),
            ("=746.36", 74_636),
            ("-1.301.25", -130_125),
            ("1,000", 100_000),
            ("1.000", 100_000),
            ("1.000.000", 100_000_000),
            ("1,00,000.00", 10_000_000),
            ("0.500", 50),
            ("5.", 500),
            (".5", 50),
            ("+3", 300),
            ("1 234,56", 123_456),
            ("0.00", 0),
        ] {
            assert_eq!(read(text).map(|w| w.minor(None, EUR)), Some(Ok(want)), "{text}");
        }
        for text in
            ["", "-", "Bank", "CCard", "--5", "5-3", "1/2", "..", "herefore", "True", "12 34x"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("1.2345").is_some_and(|w| w.minor(None, EUR).is_err()));
        assert!(read("123456789012345678901").is_some_and(|w| w.minor(None, EUR).is_err()));
    }

    #[test]
    fn the_file_and_the_currency_decide_about_three_digits() {
        let minor = |text: &str, file, code: &[u8; 3]| {
            read(text).and_then(|w| w.minor(file, Currency(*code)).ok())
        };
        assert_eq!(minor("1.000", Some('.'), b"EUR"), Some(100));
        assert_eq!(minor("1.000", Some(','), b"EUR"), Some(100_000));
        assert_eq!(minor("1.500", None, b"KWD"), Some(1_500));
        assert_eq!(minor("1,500", None, b"JPY"), Some(1_500));
        assert_eq!(minor("1500.00", None, b"JPY"), Some(1_500));
        assert_eq!(plain(-1230, EUR), "-12.30");
        assert_eq!(plain(5, EUR), "0.05");
        assert_eq!(plain(1230, Currency(*b"JPY")), "1230");
    }

    proptest! {
        #[test]
        fn round_trips(minor in -10i64.pow(15)..10i64.pow(15)) {
            let text = plain(minor.into(), EUR);
            prop_assert_eq!(read(&text).map(|w| w.minor(None, EUR)), Some(Ok(minor)));
            let comma = text.replace('.', ",");
            prop_assert_eq!(read(&comma).map(|w| w.minor(None, EUR)), Some(Ok(minor)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9.,'()$ =-]{0,30}|.{0,30}") {
            if let Some(w) = read(&text) { let _ = w.minor(w.mark(), EUR); }
        }
    }
}
