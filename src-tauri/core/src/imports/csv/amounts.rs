//! Reads money as banks write it into whole minor units, exactly: no floats, no rounding.
//! Leaves out which column is money and what its sign means (`columns.rs`, `signs.rs`).

use std::str::FromStr;

use rust_decimal::Decimal;

/// A number as written, before it has a currency: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Digits with their sign.
    pub mantissa: i64,
    /// How many of them are decimals.
    pub scale: u32,
    /// Direction written inside the cell (`DR`, `CR`, `D`, `C`).
    pub mark: Option<Mark>,
    /// True where a bracketed remark was cut off (`131.77(refunded 89.84)`).
    pub remark: bool,
}

/// Direction written next to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Money out.
    Debit,
    /// Money in.
    Credit,
}

/// Why a cell is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing there, or a dash that stands for nothing.
    Empty,
    /// Not a number.
    NotANumber,
    /// More decimals than the currency has.
    TooFine,
    /// Does not fit.
    TooLarge,
}

impl Trouble {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Empty => "the amount is missing",
            Self::NotANumber => "the amount is not a number",
            Self::TooFine => "the amount has more decimals than its currency",
            Self::TooLarge => "the amount is too large",
        }
    }
}

impl Number {
    /// Minor units for a currency with `exponent` decimals.
    pub fn minor(self, exponent: u32) -> Result<i64, Trouble> {
        if self.scale <= exponent {
            let power = 10i64.checked_pow(exponent - self.scale).ok_or(Trouble::TooLarge)?;
            return self.mantissa.checked_mul(power).ok_or(Trouble::TooLarge);
        }
        let power = 10i64.checked_pow(self.scale - exponent).ok_or(Trouble::TooFine)?;
        if self.mantissa % power == 0 { Ok(self.mantissa / power) } else { Err(Trouble::TooFine) }
    }
}

/// Reads a cell into minor units with its sign; the common plain form takes no detour.
pub fn parse_minor(
    cell: &str,
    decimal: char,
    exponent: u32,
) -> Result<(i64, Option<Mark>), Trouble> {
    if let Some(minor) = plain_fast(cell.as_bytes(), decimal, exponent) {
        return Ok((minor, None));
    }
    let number = parse_number(cell, decimal)?;
    Ok((number.minor(exponent)?, number.mark))
}

/// `-1234.56` and nothing else.
fn plain_fast(b: &[u8], decimal: char, exponent: u32) -> Option<i64> {
    let (negative, digits) = match b.first()? {
        b'-' => (true, &b[1..]),
        b'+' => (false, &b[1..]),
        _ => (false, b),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut value = 0i64;
    let mut decimals = None;
    for &c in digits {
        if c.is_ascii_digit() {
            value = value * 10 + i64::from(c - b'0');
            decimals = decimals.map(|n: u32| n + 1);
        } else if char::from(c) == decimal && decimals.is_none() {
            decimals = Some(0);
        } else {
            return None;
        }
    }
    let scale = decimals.unwrap_or(0);
    if scale > exponent || !digits[0].is_ascii_digit() {
        return None;
    }
    value = value.checked_mul(10i64.checked_pow(exponent - scale)?)?;
    Some(if negative { -value } else { value })
}

/// Reads a number with its signs, symbols, brackets and direction marks.
pub fn parse_number(cell: &str, decimal: char) -> Result<Number, Trouble> {
    if cell.len() > 96 {
        return Err(Trouble::NotANumber);
    }
    let (body, remark) = cut_remark(cell.trim());
    let (digits, negative, mark) = strip(body)?;
    let (mantissa, scale) = grouped(&digits, decimal)?;
    Ok(Number { mantissa: if negative { -mantissa } else { mantissa }, scale, mark, remark })
}

/// Cuts a remark in brackets after a number: the number itself is the amount.
fn cut_remark(text: &str) -> (&str, bool) {
    let open = text.find(['(', '（']);
    match open {
        Some(i)
            if i > 0
                && text.ends_with([')', '）'])
                && text[..i].chars().any(|c| c.is_ascii_digit())
                && text[i..].chars().filter(|c| c.is_alphabetic()).count() > 0 =>
        {
            (text[..i].trim_end(), true)
        }
        _ => (text, false),
    }
}

/// Takes away signs, symbols and letters; what remains are digits and separators.
fn strip(text: &str) -> Result<(String, bool, Option<Mark>), Trouble> {
    let mut out = String::with_capacity(text.len());
    let mut letters = String::new();
    let (mut negative, mut open, mut closed) = (false, false, false);
    let (mut seen_digit, mut closing) = (false, false);
    for c in text.chars() {
        match c {
            '0'..='9' => {
                if closing {
                    return Err(Trouble::NotANumber);
                }
                seen_digit = true;
                out.push(c);
            }
            '０'..='９' => {
                seen_digit = true;
                out.push(char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or('0'));
            }
            '.' | ',' | '\'' | '’' if seen_digit || c == '.' || c == ',' => out.push(c),
            '-' | '−' | '–' | '—' => negative = !negative,
            '(' => open = true,
            ')' => closed = true,
            '+' | '"' | '\'' | '’' | '`' | '\\' | '=' => {}
            c if c.is_whitespace() || is_mark(c) || is_symbol(c) => {}
            c if c.is_alphabetic() => {
                closing = seen_digit;
                letters.push(c);
            }
            _ => return Err(Trouble::NotANumber),
        }
    }
    if !seen_digit {
        return Err(if letters.is_empty() && out.is_empty() {
            Trouble::Empty
        } else {
            Trouble::NotANumber
        });
    }
    if open != closed {
        return Err(Trouble::NotANumber);
    }
    let mark = direction(&letters)?;
    // Abbreviations such as "Rs." or "د.ا." leave their dots in front.
    let lead = out.len() - out.trim_start_matches(['.', ',', '\'', '’']).len();
    let tidy =
        if lead > 1 || (lead == 1 && !letters.is_empty()) { out[lead..].to_string() } else { out };
    let tidy = tidy.trim_end_matches(['\'', '’']).to_string();
    let tidy = if letters.is_empty() { tidy } else { tidy.trim_end_matches('.').to_string() };
    Ok((tidy, negative != open, mark))
}

/// Marks that only steer the writing direction, and zero-width blanks.
fn is_mark(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfeff)
}

fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '$' | '£'
            | '€'
            | '¥'
            | '￥'
            | '₴'
            | '₪'
            | '₹'
            | '₽'
            | '₺'
            | '₩'
            | '₫'
            | '฿'
            | '₦'
            | '₱'
            | '₸'
            | '₾'
            | '₼'
            | '₡'
            | '₲'
            | '₵'
            | '円'
            | '元'
    )
}

/// Letters next to a number: a direction, a currency of up to four letters, or no number.
fn direction(letters: &str) -> Result<Option<Mark>, Trouble> {
    if letters.is_empty() {
        return Ok(None);
    }
    let lower = letters.to_lowercase();
    Ok(match lower.as_str() {
        "dr" | "d" | "db" | "s" | "af" => Some(Mark::Debit),
        "cr" | "c" | "h" | "bij" => Some(Mark::Credit),
        _ if is_unit(&lower) => None,
        _ => return Err(Trouble::NotANumber),
    })
}

/// A currency code, or an abbreviation people write for one.
fn is_unit(letters: &str) -> bool {
    const SHORT: &[&str] = &[
        "rs", "kr", "fr", "ft", "kc", "kč", "zl", "zł", "tl", "lt", "ls", "rp", "rm", "us", "hk",
        "nz", "au", "ca", "a", "r", "sfr", "lei", "din", "kn", "ar", "nt", "eur", "euro", "дин",
        "руб", "р", "грн", "лв", "тг", "сом",
    ];
    if letters.is_ascii() {
        SHORT.contains(&letters)
            || (letters.len() == 3 && super::currency::of_code(letters).is_some())
    } else {
        SHORT.contains(&letters)
            || (letters.chars().count() <= 4 && !letters.chars().any(char::is_uppercase))
    }
}

/// Digits with separators into a mantissa and its decimals.
fn grouped(text: &str, decimal: char) -> Result<(i64, u32), Trouble> {
    let (whole, fraction) = parts(text, decimal)?;
    let mut value = 0i64;
    for c in whole.chars().chain(fraction.chars()) {
        if let Some(d) = c.to_digit(10) {
            value = value
                .checked_mul(10)
                .and_then(|v| v.checked_add(i64::from(d)))
                .ok_or(Trouble::TooLarge)?;
        }
    }
    Ok((value, u32::try_from(fraction.len()).map_err(|_| Trouble::TooLarge)?))
}

/// What stands before and after the decimal sign.
fn parts(text: &str, decimal: char) -> Result<(&str, &str), Trouble> {
    let last = text.rfind(['.', ',']);
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let here = text.matches(decimal).count();
    let split = match last {
        None => None,
        // Both signs: the last one splits, whatever the file's style.
        Some(i) if points > 0 && commas > 0 => {
            let c = char::from(text.as_bytes()[i]);
            if text.matches(c).count() > 1 {
                return Err(Trouble::NotANumber);
            }
            Some(i)
        }
        Some(i) if here == 1 => Some(i),
        // Only the other sign, once, and not before three digits: the cell proves itself.
        Some(i) if here == 0 && points + commas == 1 && text.len() - i - 1 != 3 => Some(i),
        // A nought in front groups nothing.
        Some(1) if here == 0 && text.starts_with('0') => Some(1),
        Some(_) if here > 1 && !groups_of_three(text) => return Err(Trouble::NotANumber),
        Some(_) => None,
    };
    let (whole, fraction) = match split {
        Some(i) => (&text[..i], &text[i + 1..]),
        None => (text, ""),
    };
    if fraction.contains(['\'', '’']) {
        return Err(Trouble::NotANumber);
    }
    Ok((whole, fraction))
}

/// A cell as a decimal, for quantities and prices: exact up to 28 digits, rounded beyond them.
pub fn exact(cell: &str, decimal: char) -> Option<Decimal> {
    let text = cell.trim();
    if text.len() > 96 {
        return None;
    }
    if text.contains(['e', 'E'])
        && let Ok(value) = Decimal::from_scientific(text)
    {
        return Some(value);
    }
    let (digits, negative, mark) = strip(cut_remark(text).0).ok()?;
    let (whole, fraction) = parts(&digits, decimal).ok()?;
    let whole = whole.chars().filter(char::is_ascii_digit);
    let plain: String = std::iter::once('0').chain(whole).chain(['.']).collect();
    let value = Decimal::from_str(&(plain + fraction)).ok()?;
    Some(if negative || mark == Some(Mark::Debit) { -value.abs() } else { value })
}

/// `1.234.567`: a sign that repeats can only group.
fn groups_of_three(text: &str) -> bool {
    let mut parts = text.split(['.', ',']);
    parts.next().is_some_and(|p| !p.is_empty()) && parts.all(|p| p.len() == 3 || p.len() == 2)
}

/// What a cell says about the decimal sign of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// Decimal point.
    Point,
    /// Decimal comma.
    Comma,
    /// One sign before exactly three digits: either.
    Open(char),
    /// No sign at all.
    Nothing,
}

/// Reads the style out of one cell.
pub fn vote(cell: &str) -> Vote {
    let (body, _) = cut_remark(cell.trim());
    let Ok((text, _, _)) = strip(body) else {
        return Vote::Nothing;
    };
    let of = |c: char| if c == '.' { Vote::Point } else { Vote::Comma };
    let other = |c: char| if c == '.' { Vote::Comma } else { Vote::Point };
    let Some(i) = text.rfind(['.', ',']) else {
        return Vote::Nothing;
    };
    let last = char::from(text.as_bytes()[i]);
    let count = text.matches(last).count();
    if text.contains('.') && text.contains(',') {
        return if count == 1 { of(last) } else { Vote::Nothing };
    }
    if count > 1 {
        return if groups_of_three(&text) { other(last) } else { Vote::Nothing };
    }
    let zero = text[..i].is_empty() || text.starts_with('0') || text[..i].contains(['\'', '’']);
    if text.len() - i - 1 == 3 && !zero && i <= 3 { Vote::Open(last) } else { of(last) }
}

/// Writes minor units with a decimal sign, the way back for the tests.
#[cfg(test)]
pub fn format_minor(minor: i64, exponent: u32, decimal: char) -> String {
    let power = 10u64.saturating_pow(exponent).max(1);
    let whole = minor.unsigned_abs() / power;
    let sign = if minor < 0 { "-" } else { "" };
    if exponent == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(exponent).unwrap_or(2);
    format!("{sign}{whole}{decimal}{:0width$}", minor.unsigned_abs() % power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn two(cell: &str, decimal: char) -> Result<i64, Trouble> {
        parse_minor(cell, decimal, 2).map(|(v, _)| v)
    }

    #[test]
    fn reads_the_ways_banks_write_money() {
        for (cell, decimal, want) in [
            ("-1.234,56", ',', -123_456),
            ("1.000", ',', 100_000),
            ("1,000", '.', 100_000),
            ("$-1,650.0000", '.', -165_000),
            ("($300.00)", '.', -30_000),
            ("+ £1,100.00", '.', 110_000),
            ("- $12.01", '.', -1_201),
            ("11'373.94", '.', 1_137_394),
            ("59 258,71", ',', 5_925_871),
            ("12.50-", '.', -1_250),
            ("131.77(已退款89.84)", '.', 13_177),
            ("EUR 5", ',', 500),
            ("EUR 1.500,25", ',', 150_025),
            ("1.234.567", ',', 123_456_700),
            (".50", '.', 50),
            ("\\7,000", '.', 700_000),
            ("1,00,000.00", '.', 10_000_000),
            ("10,79", '.', 1_079),
            ("12 kr.", ',', 1_200),
        ] {
            assert_eq!(two(cell, decimal), Ok(want), "{cell}");
        }
        assert_eq!(parse_minor("د.ا.\u{200f}4.750", '.', 3), Ok((4_750, None)));
        assert_eq!(two("—", '.'), Err(Trouble::Empty));
        assert_eq!(two("1.234", '.'), Err(Trouble::TooFine));
        assert_eq!(two("26.851,95|", ','), Err(Trouble::NotANumber));
        assert_eq!(parse_minor("5.00 DR", '.', 2), Ok((500, Some(Mark::Debit))));
        for (cell, decimal, want) in [
            ("-2.637591265E-4", '.', "-0.0002637591265"),
            ("(0,10)", '.', "-0.10"),
            ("0,049", '.', "0.049"),
            ("$2,110.00", '.', "2110.00"),
            ("0.00000084", ',', "0.00000084"),
            ("1077.13070172963885744240152779334955", '.', "1077.1307017296388574424015278"),
        ] {
            assert_eq!(exact(cell, decimal).map(|d| d.to_string()).as_deref(), Some(want));
        }
        assert_eq!((exact("n/a", '.'), exact("-", '.')), (None, None));
    }

    fn group(text: &str, by: &str) -> String {
        let n = text.len();
        let mut out = String::new();
        for (i, c) in text.chars().enumerate() {
            if i > 0 && (n - i).is_multiple_of(3) {
                out.push_str(by);
            }
            out.push(c);
        }
        out
    }

    proptest! {
        #[test]
        fn every_style_round_trips(
            minor in -9_000_000_000_000i64..9_000_000_000_000,
            style in 0usize..6,
        ) {
            let styles = [('.', ""), (',', ""), ('.', ","), (',', "."), (',', " "), ('.', "'")];
            let (decimal, by) = styles[style];
            let whole = (minor.abs() / 100).to_string();
            let sign = if minor < 0 { "-" } else { "" };
            let text = format!("{sign}{}{decimal}{:02}", group(&whole, by), minor.abs() % 100);
            prop_assert_eq!(two(&text, decimal), Ok(minor), "{}", text);
            prop_assert_eq!(two(&format_minor(minor, 2, decimal), decimal), Ok(minor));
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = (two(&text, '.'), two(&text, ','), vote(&text), exact(&text, ','));
        }
    }
}
