//! Currency letters and their decimals from codes, symbols, countries and words.
//! Leaves out exchange rates and any choice between several currencies of one file.

use std::str::FromStr;

use super::layout::Currency;

/// Codes still written though ISO has replaced them, and codes of times before the euro.
const OLD: &[(&str, &str)] =
    &[("RUR", "RUB"), ("NIS", "ILS"), ("RMB", "CNY"), ("YTL", "TRY"), ("TL", "TRY")];

/// Currencies that are gone but stand in old files; all have two decimals.
const GONE: &[&str] =
    &["LTL", "LVL", "EEK", "SKK", "DEM", "FRF", "ITL", "NLG", "BEF", "HRK", "SIT", "ATS", "ESP"];

/// Signs and abbreviations and what they stand for; those marked false stand for several.
const SIGNS: &[(&str, &str, bool)] = &[
    ("€", "EUR", true),
    ("£", "GBP", true),
    ("₪", "ILS", true),
    ("₹", "INR", true),
    ("₴", "UAH", true),
    ("₽", "RUB", true),
    ("₺", "TRY", true),
    ("₩", "KRW", true),
    ("₫", "VND", true),
    ("฿", "THB", true),
    ("₦", "NGN", true),
    ("₱", "PHP", true),
    ("₸", "KZT", true),
    ("₾", "GEL", true),
    ("₼", "AZN", true),
    ("zł", "PLN", true),
    ("Kč", "CZK", true),
    ("円", "JPY", true),
    ("元", "CNY", true),
    ("Ft", "HUF", true),
    ("руб", "RUB", true),
    ("грн", "UAH", true),
    ("лв", "BGN", true),
    ("lei", "RON", true),
    ("R$", "BRL", true),
    ("Rs", "INR", false),
    ("د.ا", "JOD", true),
    ("د.إ", "AED", true),
    ("ر.س", "SAR", true),
    ("د.ك", "KWD", true),
    ("₡", "CRC", true),
    ("S$", "SGD", true),
    ("A$", "AUD", true),
    ("C$", "CAD", true),
    ("HK$", "HKD", true),
    ("NZ$", "NZD", true),
    ("US$", "USD", true),
    ("$", "USD", false),
    ("¥", "JPY", false),
    ("￥", "CNY", false),
    ("kr", "SEK", false),
];

/// ISO countries of IBANs that do not use the euro.
const COUNTRIES: &[(&str, &str)] = &[
    ("CH", "CHF"),
    ("LI", "CHF"),
    ("GB", "GBP"),
    ("PL", "PLN"),
    ("CZ", "CZK"),
    ("HU", "HUF"),
    ("RO", "RON"),
    ("SE", "SEK"),
    ("NO", "NOK"),
    ("DK", "DKK"),
    ("UA", "UAH"),
    ("TR", "TRY"),
    ("IL", "ILS"),
    ("BG", "BGN"),
    ("RS", "RSD"),
    ("GE", "GEL"),
    ("SA", "SAR"),
    ("AE", "AED"),
    ("JO", "JOD"),
    ("KW", "KWD"),
    ("KZ", "KZT"),
    ("BR", "BRL"),
    ("IS", "ISK"),
    ("AZ", "AZN"),
    ("MD", "MDL"),
    ("BY", "BYN"),
    ("PK", "PKR"),
    ("EG", "EGP"),
];
const EURO: &[&str] = &[
    "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT",
    "NL", "PT", "SI", "SK", "MC", "SM", "ME", "XK",
];

/// Words of payment schemes and of languages that point to one country, for a question's guess.
const POINTERS: &[(&str, &str)] = &[
    ("NEFT", "INR"),
    ("IMPS", "INR"),
    ("UPI", "INR"),
    ("INTERAC", "CAD"),
    ("BPAY", "AUD"),
    ("OSKO", "AUD"),
    ("PAYID", "AUD"),
    ("PIX", "BRL"),
    ("TED", "BRL"),
    ("BLIK", "PLN"),
    ("TWINT", "CHF"),
    ("SEPA", "EUR"),
    ("SWISH", "SEK"),
    ("VIPPS", "NOK"),
    ("MOBILEPAY", "DKK"),
    ("ZELLE", "USD"),
    ("ACH", "USD"),
    ("FPI", "GBP"),
    ("FPO", "GBP"),
    ("PROMPTPAY", "THB"),
    ("PAYNOW", "SGD"),
];

/// A cell that is a currency by itself: a code or a sign.
pub fn of_cell(cell: &str) -> Option<Currency> {
    let text = cell.trim();
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return of_code(text);
    }
    SIGNS.iter().find(|(s, ..)| *s == text).and_then(|(_, code, _)| of_code(code))
}

/// Three letters of a currency, upper or lower case.
pub fn of_code(code: &str) -> Option<Currency> {
    let upper = code.to_ascii_uppercase();
    let upper = OLD.iter().find(|(old, _)| *old == upper).map_or(upper.as_str(), |(_, new)| new);
    let known = GONE.contains(&upper)
        || (iso_currency::Currency::from_str(upper).is_ok()
            && !matches!(upper, "XXX" | "XTS" | "ALL" | "TOP"))
        || (matches!(upper, "ALL" | "TOP") && code.bytes().all(|b| b.is_ascii_uppercase()));
    let letters: [u8; 3] = upper.as_bytes().try_into().ok()?;
    known.then_some(Currency(letters))
}

/// A currency inside a longer text such as `Betrag (EUR)`; the flag says it is sure.
pub fn inside(text: &str) -> Option<(Currency, bool)> {
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.len() == 3
            && word.bytes().all(|b| b.is_ascii_uppercase())
            && let Some(found) = of_code(word)
        {
            return Some((found, true));
        }
    }
    sign_inside(text)
}

/// A currency sign inside a text, the longest first so that `HK$` is not `$`.
pub fn sign_inside(text: &str) -> Option<(Currency, bool)> {
    let mut best: Option<(usize, &str, bool)> = None;
    for (sign, code, sure) in SIGNS {
        let found = if sign.chars().all(char::is_alphabetic) && sign.is_ascii()
            || sign.chars().any(char::is_alphabetic) && !sign.contains('$')
        {
            text.split(|c: char| !c.is_alphabetic() && c != '.')
                .any(|w| w.trim_matches('.') == *sign)
                || (!sign.is_ascii() && text.contains(sign))
        } else {
            text.contains(sign)
        };
        if found && best.is_none_or(|(n, ..)| sign.len() > n) {
            best = Some((sign.len(), code, *sure));
        }
    }
    best.and_then(|(_, code, sure)| Some((of_code(code)?, sure)))
}

/// True for text that has the form of an IBAN (blanks allowed).
pub fn is_iban(cell: &str) -> bool {
    let mut n = 0;
    let mut letters = true;
    for c in cell.bytes().filter(|b| *b != b' ') {
        let ok = match n {
            0 | 1 => c.is_ascii_uppercase(),
            2 | 3 => c.is_ascii_digit(),
            _ => c.is_ascii_digit() || c.is_ascii_uppercase(),
        };
        letters &= ok;
        n += 1;
    }
    // Blanks part it into fours; other blanks part words, and words are no account.
    let mut words = cell.split(' ').rev();
    let fours = words.next().is_some_and(|w| w.len() <= 4) && words.all(|w| w.len() == 4);
    letters && (13..=34).contains(&n) && (fours || !cell.contains(' '))
}

/// Currency of the country an IBAN begins with, as it was in that year.
pub fn of_iban(cell: &str, year: Option<i32>) -> Option<Currency> {
    let country = cell.trim().get(..2)?;
    if EURO.contains(&country) {
        return of_code("EUR").map(|euro| in_year(country, euro, year));
    }
    COUNTRIES.iter().find(|(c, _)| *c == country).and_then(|(_, code)| of_code(code))
}

/// Countries that took the euro late: the year it came, and what they paid with before.
const BEFORE_EURO: &[(&str, i32, &str)] = &[
    ("SI", 2007, "SIT"),
    ("SK", 2009, "SKK"),
    ("EE", 2011, "EEK"),
    ("LV", 2014, "LVL"),
    ("LT", 2015, "LTL"),
    ("HR", 2023, "HRK"),
];

/// What a country of the euro paid with in a year; `country` as in its IBANs.
pub fn in_year(country: &str, found: Currency, year: Option<i32>) -> Currency {
    let before = BEFORE_EURO.iter().find(|b| b.0 == country && year.is_some_and(|y| y < b.1));
    before.and_then(|b| of_code(b.2)).filter(|_| found.0 == *b"EUR").unwrap_or(found)
}

/// Header words that one country's banks use; a guess like the languages below.
pub fn of_headers(names: &[String]) -> Option<Currency> {
    const WORDS: &[(&str, &str)] = &[
        ("belopp", "SEK"),
        ("belop", "NOK"),
        ("inn", "NOK"),
        ("belob", "DKK"),
        ("beloeb", "DKK"),
        ("tutar", "TRY"),
        ("bakiye", "TRY"),
        ("kwota", "PLN"),
        ("obciazenia", "PLN"),
        ("castka", "CZK"),
        ("osszeg", "HUF"),
        ("sort code", "GBP"),
        ("paid out", "GBP"),
        ("paid in", "GBP"),
        ("particulars", "INR"),
        ("narration", "INR"),
        ("lancamento", "BRL"),
        ("historico", "BRL"),
        ("card used for transaction", "CAD"),
        ("first bank card", "CAD"),
        ("bsb", "AUD"),
        ("bsb number", "AUD"),
    ];
    let names: Vec<String> = names.iter().map(|n| super::words::normalise(n)).collect();
    WORDS.iter().find(|(w, _)| names.iter().any(|n| n == w)).and_then(|(_, code)| of_code(code))
}

/// A guess from the language and the payment schemes of a text; always worth a question.
pub fn of_language(text: &str, year: Option<i32>) -> Option<Currency> {
    let has = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
    let in_range =
        |a: u32, b: u32| text.chars().filter(|c| (a..=b).contains(&u32::from(*c))).count();
    let upper = text.to_uppercase();
    let words: Vec<&str> = upper.split(|c: char| !c.is_alphanumeric()).collect();
    let said = |w: &str| words.iter().filter(|x| **x == w).count();
    let pointer = POINTERS.iter().map(|(w, code)| (said(w), code)).max_by_key(|p| p.0);
    if let Some((n, code)) = pointer
        && n > 0
    {
        return of_code(code);
    }
    let code = if in_range(0x3041, 0x30FF) > 2 {
        "JPY"
    } else if in_range(0x4E00, 0x9FFF) > 4 {
        "CNY"
    } else if in_range(0x05D0, 0x05EA) > 4 {
        "ILS"
    } else if in_range(0x0E00, 0x0E7F) > 4 {
        "THB"
    } else if in_range(0xAC00, 0xD7AF) > 4 {
        "KRW"
    } else if has("іїєґІЇЄ") > 1 {
        "UAH"
    } else if in_range(0x0400, 0x04FF) > 6 {
        if has("ыэёЫЭЁ") > 0 { "RUB" } else { "BGN" }
    } else if has("ãÃ") > 0 {
        "BRL"
    } else if has("ėųūįĖŲ") > 1 {
        return of_code("EUR").map(|euro| in_year("LT", euro, year));
    } else if has("łęąśżźćŁ") > 2 {
        "PLN"
    } else if has("řěůŘĚŮ") > 1 {
        "CZK"
    } else if has("őűŐŰ") > 1 {
        "HUF"
    } else if has("ğşıİĞŞ") > 2 {
        "TRY"
    } else if has("țșăȚȘĂ") > 2 {
        "RON"
    } else {
        return None;
    };
    of_code(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(found: Option<(Currency, bool)>) -> String {
        found.map(|(c, _)| c.as_str().to_string()).unwrap_or_default()
    }

    #[test]
    fn finds_currencies() {
        assert_eq!(code(inside("Betrag (EUR)")), "EUR");
        assert_eq!(code(inside("Amount(in Rs)")), "INR");
        assert_eq!(code(inside("入出金(円)")), "JPY");
        assert_eq!(code(sign_inside("HK$12")), "HKD");
        assert_eq!(of_cell("usd").map(|c| c.0), Some(*b"USD"));
        assert_eq!(of_cell("RUR").map(|c| c.0), Some(*b"RUB"));
        assert_eq!(of_cell("abc"), None);
        assert_eq!(of_iban("CH9300762011623852957", None).map(|c| c.0), Some(*b"CHF"));
        assert!(is_iban("BE25 1548 2158 2158") && !is_iban("hello"));
        assert!(!is_iban("AT20038ZADS26671 CASH DESK"));
        assert_eq!(of_iban("LT121000011101001000", Some(2012)).map(|c| c.0), Some(*b"LTL"));
        assert_eq!(of_iban("LT121000011101001000", Some(2015)).map(|c| c.0), Some(*b"EUR"));
        let exponents: Vec<u32> = ["JPY", "JOD", "EUR", "LTL"]
            .iter()
            .filter_map(|c| of_code(c))
            .map(|c| c.exponent())
            .collect();
        assert_eq!(exponents, [0, 3, 2, 2]);
    }
}
