//! An amount as a person types it, in digits alone: `12.50`, `4,20€`, `+2450`, `$1,200`, `1.234,56`.
//! What its minor units are is known only with its currency.
use crate::money;

/// An amount as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Whether it began with a plus: money in.
    pub is_in: bool,
    /// Whether a sign stood before it.
    pub has_sign: bool,
    whole: String,
    fraction: String,
    /// `1.234` or `1,234`: thousands, unless the currency has three decimals.
    pub is_unsure: bool,
    /// Its currency where that stood at the amount itself.
    pub currency: Option<String>,
}

/// Why an amount cannot be counted in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncounted {
    /// It has more decimals than the currency.
    Decimals,
    Size,
}

impl Amount {
    /// Whether it can hardly be anything else: signed, with decimals, or with a currency.
    pub fn is_plain(&self) -> bool {
        self.has_sign || !self.fraction.is_empty() || self.currency.is_some()
    }

    /// In minor units; money out is negative.
    pub fn minor(&self, currency: &str) -> Result<i64, Uncounted> {
        let digits = money::exponent(currency).unwrap_or(2) as usize;
        let thousands = self.is_unsure && digits != 3;
        let (whole, fraction) = match thousands {
            true => (format!("{}{}", self.whole, self.fraction), ""),
            false => (self.whole.clone(), self.fraction.as_str()),
        };
        if fraction.len() > digits {
            return Err(Uncounted::Decimals);
        }
        let all = format!("{whole}{fraction:0<digits$}");
        let minor: i64 = all.parse().map_err(|_| Uncounted::Size)?;
        Ok(if self.is_in { minor } else { -minor })
    }
}

/// Reads one word; `own` are the currencies that the person keeps accounts in.
pub fn read(word: &str, own: &[String]) -> Option<Amount> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let first = word.find(is_digit)?;
    // `.50` begins with its decimal sign.
    let first = first - usize::from(word[..first].ends_with(['.', ',']));
    let end = word.rfind(is_digit)? + 1;
    let end = end + usize::from(word[end..].starts_with(['.', ',']));
    let (before, after) = (&word[..first], &word[end..]);
    let is_sign = |letter: char| "+-−".contains(letter);
    let has_sign = before.contains(is_sign);
    if before.matches(is_sign).count() > 1 {
        return None;
    }
    let unsigned = before.replace(is_sign, "");
    let currency = match (unsigned.as_str(), after) {
        ("", "") => None,
        (code, "") | ("", code) => Some(currency(code, own)?),
        _ => return None,
    };
    let (whole, fraction, is_unsure) = parted(&word[first..end])?;
    Some(Amount { is_in: before.contains('+'), has_sign, whole, fraction, is_unsure, currency })
}

/// The whole, the fraction, and whether the fraction may be thousands.
fn parted(text: &str) -> Option<(String, String, bool)> {
    let text: String = text.chars().filter(|letter| !['\'', '’'].contains(letter)).collect();
    if text.chars().any(|letter| !letter.is_ascii_digit() && !['.', ','].contains(&letter)) {
        return None;
    }
    let last = text.rfind(['.', ',']);
    let Some(last) = last else {
        return Some((text, String::new(), false));
    };
    let (whole, fraction) = (&text[..last], &text[last + 1..]);
    let sign = &text[last..=last];
    let other = if sign == "." { "," } else { "." };
    if !whole.contains(['.', ',']) {
        let is_unsure = fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
        return Some((whole.into(), fraction.into(), is_unsure));
    }
    // `1.234,56`, or `1.234.567`, which has no decimals.
    let (grouped, group, fraction) = match whole.contains(sign) {
        true => (text.as_str(), sign, ""),
        false => (whole, other, fraction),
    };
    let mut parts = grouped.split(group);
    let head = parts.next().is_some_and(|head| (1..=3).contains(&head.len()));
    let rest = parts.all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()));
    (head && rest).then(|| (grouped.replace(group, ""), fraction.into(), false))
}

/// Written in small letters, these are meant even by those who keep no account in them.
const WELL_KNOWN: [&str; 12] =
    ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"];
const DOLLARS: [&str; 7] = ["USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP"];
const CROWNS: [&str; 3] = ["SEK", "NOK", "DKK"];

/// The currency of a sign or code. A sign that several share is the person's own of these. In small
/// letters a code is often a word (`all`, `try`): there it must be well known or the person's own.
pub fn currency(text: &str, own: &[String]) -> Option<String> {
    let of = |shared: &[&str]| {
        let mine = own.iter().find(|code| shared.contains(&code.as_str()));
        Some(mine.cloned().unwrap_or_else(|| shared[0].into()))
    };
    let one = match text.to_lowercase().as_str() {
        "€" | "euro" | "euros" => "EUR",
        "£" => "GBP",
        "us$" => "USD",
        "zł" => "PLN",
        "r$" => "BRL",
        "₹" => "INR",
        "₺" => "TRY",
        "₽" => "RUB",
        "₩" => "KRW",
        "₴" => "UAH",
        "$" => return of(&DOLLARS),
        "¥" => return of(&["JPY", "CNY"]),
        "kr" => return of(&CROWNS),
        _ => return code(text, own),
    };
    Some(one.into())
}

fn code(text: &str, own: &[String]) -> Option<String> {
    if text.len() != 3 || !text.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let code = text.to_ascii_uppercase();
    money::exponent(&code)?;
    let sure = text == code || own.contains(&code) || WELL_KNOWN.contains(&code.as_str());
    sure.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minor(word: &str, currency: &str) -> Option<Result<i64, Uncounted>> {
        read(word, &[]).map(|amount| amount.minor(currency))
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (word, wanted) in [
            ("12.50", -1250),
            ("12,5", -1250),
            ("+2450", 245_000),
            ("-8", -800),
            ("4,20€", -420),
            ("$12", -1200),
            ("€.50", -50),
            ("1.234,56", -123_456),
            ("1,234.56", -123_456),
            ("1'234.50", -123_450),
            ("1.234", -123_400),
            ("1.234.567", -123_456_700),
            ("12.", -1200),
            ("30usd", -3000),
        ] {
            assert_eq!(minor(word, "EUR"), Some(Ok(wanted)), "{word}");
        }
        assert_eq!(minor("1.234", "KWD"), Some(Ok(-1234)));
        assert_eq!(minor("1.234", "JPY"), Some(Ok(-1234)));
        assert_eq!(minor("12.345", "EUR"), Some(Ok(-1_234_500)));
        assert_eq!(minor("0.345", "EUR"), Some(Err(Uncounted::Decimals)));
        assert_eq!(minor("99999999999999999999", "EUR"), Some(Err(Uncounted::Size)));
        for word in ["coffee", "7-eleven", "3pm", "1.2.3", "2x", "--5", "12.3456,7", "24/7", ""] {
            assert_eq!(minor(word, "EUR"), None, "{word}");
        }
    }

    #[test]
    fn a_word_in_small_letters_is_no_currency_that_nobody_here_has() {
        let own = ["CAD".to_owned(), "ALL".to_owned()];
        assert_eq!(currency("all", &[]), None);
        assert_eq!(currency("ALL", &[]).as_deref(), Some("ALL"));
        assert_eq!(currency("all", &own).as_deref(), Some("ALL"));
        assert_eq!(currency("usd", &[]).as_deref(), Some("USD"));
        assert_eq!(currency("$", &own).as_deref(), Some("CAD"));
        assert_eq!(currency("$", &[]).as_deref(), Some("USD"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minor in 0..10_000_000_000_i64, comma: bool, is_in: bool) {
            let mut text = money::plain(minor, "EUR");
            if comma {
                text = text.replace('.', ",");
            }
            let sign = if is_in { "+" } else { "" };
            let amount = read(&format!("{sign}{text}"), &[]).map(|amount| amount.minor("EUR"));
            prop_assert_eq!(amount, Some(Ok(if is_in { minor } else { -minor })));
        }

        #[test]
        fn whatever_is_typed_nothing_panics(word in "[-+0-9.,'€$a-z]{0,24}", any in ".{0,24}") {
            for text in [word, any] {
                let _ = read(&text, &[]).map(|amount| amount.minor("EUR"));
            }
        }
    }
}
