//! What a foreign price inside a row tells of the currency it was booked in: `8.10 SGD` booked as
//! 7.91 is not in Singapore dollars, and comes close to what it would be in Canadian ones.
//! A guess for a question. The rates are rough on purpose and are used for nothing else.

use super::amounts::parse_number;
use super::columns::Sheet;
use super::currency;
use super::layout::{AmountColumns, Currency};
use super::signs::amount_of;

/// Ten-thousandths of a US dollar for one unit, the middle of 2012 to 2025.
const WORTH: &[(&str, i64)] = &[
    ("GBP", 13_500),
    ("EUR", 11_500),
    ("CHF", 10_700),
    ("USD", 10_000),
    ("CAD", 7_700),
    ("AUD", 7_200),
    ("NZD", 6_800),
    ("SGD", 7_400),
    ("ILS", 2_800),
    ("PLN", 2_600),
    ("BRL", 2_300),
    ("DKK", 1_500),
    ("CNY", 1_500),
    ("HKD", 1_280),
    ("NOK", 1_150),
    ("SEK", 1_080),
    ("ZAR", 650),
    ("MXN", 530),
    ("CZK", 440),
    ("THB", 300),
    ("INR", 135),
    ("JPY", 85),
];

/// The currency the rows were booked in, told by most of the foreign prices they mention.
pub fn guess(sheet: &Sheet<'_>, amount: &AmountColumns, decimal: char) -> Option<Currency> {
    let mut said: Vec<&str> = Vec::new();
    let mut pairs: Vec<Currency> = Vec::new();
    for row in sheet.rows.iter().take(200) {
        let booked = amount_of(row, amount, decimal).map_or(0, i64::abs);
        for cell in row.cells.iter().filter(|c| c.len() >= 7) {
            pairs.extend(quoted(cell));
            if let Some((price, code)) = price(cell, decimal)
                && booked > 0
            {
                said.extend(nearest(price, code, booked));
            }
        }
    }
    let most = |code: &str| said.iter().filter(|s| **s == code).count() * 2 > said.len();
    let pair = pairs.first().filter(|first| pairs.iter().all(|p| p == *first)).copied();
    pair.or_else(|| said.iter().find(|s| most(s)).and_then(|s| currency::of_code(s)))
}

/// The currency a rate is quoted in: the second of `2.5649 USD/LTL`.
fn quoted(cell: &str) -> Option<Currency> {
    cell.match_indices('/').find_map(|(i, _)| {
        let code = |text: Option<&str>| {
            let text = text.filter(|t| t.bytes().all(|b| b.is_ascii_uppercase()))?;
            currency::of_code(text)
        };
        let base = code(cell.get(i.checked_sub(3)?..i))?;
        let quote = code(cell.get(i + 1..i + 4))?;
        let rate = cell.get(..i - 3)?.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let alone = !cell[i + 4..].starts_with(|c: char| c.is_alphanumeric());
        (rate && alone && base != quote).then_some(quote)
    })
}

/// The first `8.10 SGD` of a text, in ten-thousandths.
fn price(cell: &str, decimal: char) -> Option<(i64, &str)> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let code = pair[1].trim_end_matches([',', ';', '.']);
        let known = WORTH.iter().find(|w| w.0 == code)?;
        let price = parse_number(pair[0], decimal).ok()?.minor(4).ok()?.checked_abs()?;
        (price > 0).then_some((price, known.0))
    })
}

/// The currency in which `price` of `code` is worth `booked`, at most a tenth away.
fn nearest(price: i64, code: &str, booked: i64) -> Option<&'static str> {
    let (code, worth) = WORTH.iter().find(|w| w.0 == code)?;
    // Within a thousandth it is the same currency: nothing was exchanged.
    if (price - booked).unsigned_abs().checked_mul(1_000)? <= price.unsigned_abs() {
        return Some(code);
    }
    let unit = price.checked_mul(*worth)? / booked;
    let away = |w: i64| (w - unit).unsigned_abs().saturating_mul(100) / w.unsigned_abs().max(1);
    // Dollars lie close together: among the close ones the more common stands first.
    let best = WORTH.iter().filter(|w| w.0 != *code).min_by_key(|w| away(w.1) / 6)?;
    (away(best.1) <= 10).then_some(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_tells_what_it_was_booked_in() {
        assert_eq!(price("lunch 8.10 SGD @ .9765", '.'), Some((81_000, "SGD")));
        assert_eq!(nearest(81_000, "SGD", 79_100), Some("CAD"));
        assert_eq!(nearest(100_000, "EUR", 100_000), Some("EUR"));
        assert_eq!(nearest(100_000, "USD", 134_800), Some("CAD"));
        assert_eq!(quoted("fee 2.5649 USD/LTL").map(|c| c.0), Some(*b"LTL"));
        assert_eq!(quoted("USD/LTL or AB/CD"), None);
    }
}
