//! The likeliest currency of a file that names none, from what its cells happen to say: signs,
//! header words, countries, languages, foreign prices, places. The caller asks about it.

use super::columns::{Money, Sheet};
use super::currency;
use super::dates::parse_day;
use super::layout::{Currency, DayFormat};
use super::signs::columns_of;
use super::table::any_money;
use super::{places, rates, words};

/// The likeliest currency; `year` is that of the rows.
pub fn currency_of(
    sheet: &Sheet<'_>,
    money: &Money,
    decimal: char,
    text: &str,
    year: Option<i32>,
) -> Currency {
    let by_sign = signed(sheet, money).map(|found| match &found.0 {
        // The yen's sign is the yuan's as well.
        b"JPY" => currency::of_language(text, year).unwrap_or(found),
        b"USD" if !only(sheet, DayFormat::Mdy, DayFormat::Dmy) => {
            places::guess(sheet).filter(is_dollar).unwrap_or(found)
        }
        _ => found,
    });
    by_sign
        .or_else(|| currency::of_headers(&sheet.names))
        .or_else(|| country_tail(sheet))
        .or_else(|| currency::of_language(&text.chars().take(6_000).collect::<String>(), year))
        .or_else(|| pairs(sheet))
        .or_else(|| rates::guess(sheet, &money.amount, decimal))
        .or_else(|| places::guess(sheet))
        .or_else(|| {
            let iban =
                (0..sheet.width).find_map(|c| sheet.cells(c).find(|v| currency::is_iban(v)))?;
            currency::of_iban(iban, year)
        })
        .or_else(|| mentioned(sheet))
        .unwrap_or_else(|| by_style(sheet, decimal))
}

/// What shares and coins are traded against, as in `BTC/CHF`, where most rows agree.
fn pairs(sheet: &Sheet<'_>) -> Option<Currency> {
    let cells = sheet.rows.iter().flat_map(|r| &r.cells).filter(|c| c.len() <= 12);
    let quote = |c: &String| currency::of_cell(c.split_once(['/', '-'])?.1);
    most(cells.filter(|c| !any_money(c)).filter_map(quote))
}

/// The only currency that the words of the rows put beside a number.
fn mentioned(sheet: &Sheet<'_>) -> Option<Currency> {
    let mut found = Vec::new();
    for cell in sheet.rows.iter().flat_map(|r| &r.cells).filter(|c| c.len() > 8) {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let digit = |w: &str| w.bytes().any(|b| b.is_ascii_digit());
        for pair in words.windows(2) {
            for (code, number) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                let letters = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
                found.extend(currency::of_code(code).filter(|_| letters && digit(number)));
            }
        }
    }
    let first = *found.first()?;
    found.iter().all(|f| *f == first).then_some(first)
}

/// The one that more than half are.
fn most(found: impl Iterator<Item = Currency>) -> Option<Currency> {
    let all: Vec<Currency> = found.collect();
    let half = |code: &&Currency| all.iter().filter(|c| c == code).count() * 2 > all.len();
    all.iter().find(half).copied()
}

/// A sign in the amounts or their header that several currencies share.
fn signed(sheet: &Sheet<'_>, money: &Money) -> Option<Currency> {
    columns_of(&money.amount).iter().chain(&money.balances).find_map(|&column| {
        let cells = sheet.cells(column).take(50).find_map(currency::sign_inside);
        cells.or_else(|| currency::inside(sheet.name(column))).map(|found| found.0)
    })
}

fn is_dollar(found: &Currency) -> bool {
    matches!(&found.0, b"CAD" | b"AUD" | b"NZD" | b"SGD" | b"HKD")
}

/// Dollars where the file is English and written the American way, euros elsewhere.
fn by_style(sheet: &Sheet<'_>, decimal: char) -> Currency {
    let english = sheet.names.is_empty() || sheet.names.iter().any(|n| is_english(n));
    let slashed = only(sheet, DayFormat::Mdy, DayFormat::Dmy);
    let day_first = only(sheet, DayFormat::Dmy, DayFormat::Mdy);
    // English with a decimal comma is written in the south of Africa.
    let named = |n: &String| matches!(words::normalise(n).as_str(), "balance" | "amount");
    let spaced =
        || sheet.rows.iter().flat_map(|r| &r.cells).any(|c| c.contains(' ') && any_money(c));
    if decimal == ',' && !slashed && sheet.names.iter().any(named) && spaced() {
        return Currency(reference_country(sheet).unwrap_or(*b"ZAR"));
    }
    let dollars = sheet.table.delimiter == b',' && english && !day_first;
    if slashed || dollars { Currency(*b"USD") } else { Currency(*b"EUR") }
}

/// Whether some day can be read in the one order and not in the other.
fn only(sheet: &Sheet<'_>, a: DayFormat, b: DayFormat) -> bool {
    let reads = |cell: &str, order| parse_day(cell, order, None).is_some();
    sheet.rows.iter().take(40).flat_map(|r| &r.cells).any(|c| reads(c, a) && !reads(c, b))
}

fn is_english(name: &str) -> bool {
    let name = words::normalise(name);
    ["amount", "debit", "credit", "withdrawal", "deposit", "balance", "description"]
        .iter()
        .any(|w| name.contains(w))
}

/// Card networks end a description in the country of the shop; most shops are at home.
fn country_tail(sheet: &Sheet<'_>) -> Option<Currency> {
    const LANDS: &[(&str, &str)] = &[
        ("NZL", "NZD"),
        ("GBR", "GBP"),
        ("AUS", "AUD"),
        ("CAN", "CAD"),
        ("USA", "USD"),
        ("CHE", "CHF"),
        ("SWE", "SEK"),
        ("NOR", "NOK"),
        ("DNK", "DKK"),
        ("POL", "PLN"),
        ("CZE", "CZK"),
        ("RUS", "RUB"),
        ("UKR", "UAH"),
        ("IND", "INR"),
        ("SGP", "SGD"),
        ("HKG", "HKD"),
        ("ZAF", "ZAR"),
        ("BRA", "BRL"),
        ("BC", "CAD"),
        ("QC", "CAD"),
        ("ON", "CAD"),
        ("AB", "CAD"),
        ("MB", "CAD"),
        ("NSW", "AUD"),
        ("VIC", "AUD"),
        ("QLD", "AUD"),
        ("DEU", "EUR"),
        ("FRA", "EUR"),
        ("ESP", "EUR"),
        ("ITA", "EUR"),
        ("NLD", "EUR"),
        ("IRL", "EUR"),
    ];
    let mut votes = std::collections::BTreeMap::new();
    let mut all = 0usize;
    for row in &sheet.rows {
        for cell in row.cells.iter().filter(|c| c.len() >= 6 && !any_money(c)) {
            let tail = cell.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            if let Some((_, code)) = LANDS.iter().find(|(land, _)| *land == tail) {
                *votes.entry(*code).or_insert(0usize) += 1;
                all += 1;
            }
        }
    }
    let (code, n) = votes.into_iter().max_by_key(|v| v.1)?;
    (n * 2 > sheet.rows.len() && n * 3 > all * 2).then(|| currency::of_code(code)).flatten()
}

/// The country inside a reference of digits and letters such as `AT20038ZM0126671`.
fn reference_country(sheet: &Sheet<'_>) -> Option<[u8; 3]> {
    const LANDS: &[(&[u8], &[u8; 3])] = &[
        (b"ZM", b"ZMW"),
        (b"BW", b"BWP"),
        (b"NA", b"NAD"),
        (b"MZ", b"MZN"),
        (b"AO", b"AOA"),
        (b"MU", b"MUR"),
        (b"MW", b"MWK"),
    ];
    let words = sheet.rows.iter().flat_map(|r| &r.cells).flat_map(|c| c.split_whitespace());
    let country = |word: &str| {
        let parts = word.as_bytes().windows(4).find(|w| {
            w[0].is_ascii_digit() && w[3].is_ascii_digit() && LANDS.iter().any(|l| l.0 == &w[1..3])
        })?;
        LANDS.iter().find(|l| l.0 == &parts[1..3]).map(|l| *l.1)
    };
    words.filter(|w| w.len() >= 12).find_map(country)
}
