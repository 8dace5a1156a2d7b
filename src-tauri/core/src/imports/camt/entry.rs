//! One `Ntry` as an entry: amount, day, status, and what is said about it. The booked amount is the
//! entry's own; the payments of a batch and the charges inside it are checked, not imported.

use chrono::NaiveDate;

use super::words::{self, Owner};
use crate::imports::statement::{Currency, Entry};
use crate::imports::xml::{Element, Tree};

/// What the statement around an entry lends it.
#[derive(Debug, Default)]
pub struct Around {
    pub owner: Owner,
    pub currency: Option<Currency>,
    /// The day of the last balance.
    pub balance_day: Option<NaiveDate>,
    /// The end of the period, or else the day the statement was made.
    pub made_day: Option<NaiveDate>,
}

/// An entry and what the file as a whole wants to know about it.
pub struct Read {
    pub entry: Entry,
    /// Ids the bank gave, the best first; whether they are unique shows at the end of the file.
    pub ids: Vec<String>,
    /// The entry's own day was missing.
    pub day_lent: bool,
    /// Status INFO: told, not booked.
    pub informative: bool,
    /// How many payments it holds.
    pub payments: usize,
    /// The payments come to something else: by how much, in minor units.
    pub payments_off: Option<i64>,
}

/// Reads one entry; the error is the reason why it cannot be one.
pub fn read(tree: &Tree<'_>, around: &Around) -> Result<Read, String> {
    let entry = tree.root();
    let details: Vec<Element> = entry.all("NtryDtls").flat_map(|d| d.all("TxDtls")).collect();
    let (magnitude, currency) = amount(entry, around.currency)?;
    let credit = direction(entry, &details)?;
    let amount_minor = if credit { magnitude } else { -magnitude };
    let own_day = own_day(entry)?;
    let lent = || around.balance_day.or_else(|| related_day(&details)).or(around.made_day);
    let day = own_day.or_else(lent);
    let day = day.ok_or("the entry has no booking date, and the statement has none to lend")?;
    let reversal = is_true(entry.text_at("RvslInd"));
    let status = entry.first_text(&["Sts", "Sts/Cd", "Sts/Prtry"]).unwrap_or("BOOK");
    let said = words::read(entry, &details, &around.owner, credit, reversal);
    let read = Entry {
        line: tree.line,
        day,
        amount_minor,
        currency,
        description: said.description,
        payee: said.payee,
        external_id: None,
        pending: status.eq_ignore_ascii_case("PDNG"),
        account: None,
        category: None,
        raw: tree.raw.to_owned(),
    };
    Ok(Read {
        entry: read,
        ids: ids(entry, &details, reversal),
        day_lent: own_day.is_none(),
        informative: status.eq_ignore_ascii_case("INFO"),
        payments: details.len(),
        payments_off: payments_off(&details, amount_minor, currency),
    })
}

/// The amount as a magnitude; a sign a bank put there against the schema is kept.
fn amount(entry: Element, lent: Option<Currency>) -> Result<(i64, Currency), String> {
    let element = entry.get("Amt").ok_or("the entry has no amount (Amt)")?;
    let text = element.text().ok_or("the entry's amount (Amt) is empty")?;
    let currency = element.currency().or(lent).ok_or("the entry's amount has no currency (Ccy)")?;
    Ok((minor(text, currency)?, currency))
}

/// `12.3` in minor units. XML knows one way to write a decimal: no grouping, a point.
pub fn minor(text: &str, currency: Currency) -> Result<i64, String> {
    let wrong = || format!("{} is not an amount", excerpt(text));
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + part.len() == 0
        || !(whole.bytes().chain(part.bytes())).all(|b| b.is_ascii_digit())
    {
        return Err(wrong());
    }
    let code = currency.as_str();
    let places = currency.exponent() as usize;
    let part = part.trim_end_matches('0');
    if part.len() > places {
        return Err(format!("{} has more than the {places} decimals of {code}", excerpt(text)));
    }
    let too_large = || format!("{} is too large an amount", excerpt(text));
    let all = format!("{whole}{part:0<places$}");
    let value: i64 = all
        .trim_start_matches('0')
        .parse()
        .or_else(|_| if all.bytes().all(|b| b == b'0') { Ok(0) } else { Err(too_large()) })?;
    Ok(if negative { -value } else { value })
}

/// True for money in. For a reversal too: the standard gives the effect of the entry itself.
fn direction(entry: Element, details: &[Element]) -> Result<bool, String> {
    let one = |e: &Element| e.text_at("CdtDbtInd").map(str::to_ascii_uppercase);
    let found = one(&entry).or_else(|| details.first().and_then(one));
    match found.as_deref() {
        Some("CRDT") => Ok(true),
        Some("DBIT") => Ok(false),
        Some(other) => Err(format!("{} is neither CRDT nor DBIT", excerpt(other))),
        None => Err("the entry says neither CRDT nor DBIT (CdtDbtInd)".into()),
    }
}

/// Day of booking, or of value where that is all there is.
fn own_day(entry: Element) -> Result<Option<NaiveDate>, String> {
    let paths = ["BookgDt/Dt", "BookgDt/DtTm", "BookgDt", "ValDt/Dt", "ValDt/DtTm", "ValDt"];
    let Some(text) = entry.first_text(&paths) else { return Ok(None) };
    day(text).map(Some).ok_or_else(|| format!("{} is not a day", excerpt(text)))
}

/// The first ten letters: the day as the bank has it, whatever the zone behind it.
pub fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

fn related_day(details: &[Element]) -> Option<NaiveDate> {
    let paths =
        ["RltdDts/TxDtTm", "RltdDts/AccptncDtTm", "RltdDts/IntrBkSttlmDt", "RltdDts/StartDt"];
    details.iter().find_map(|d| day(d.first_text(&paths)?))
}

/// What a bank writes where it has no reference to give.
pub fn is_placeholder(text: &str) -> bool {
    let bare: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_ascii_uppercase();
    bare.bytes().all(|b| b == b'0')
        || ["NOTPROVIDED", "NONREF", "NOREF", "NONE", "NA", "UNKNOWN", "NULL"].contains(&&*bare)
}

/// The bank's references, the best first. Left out: EndToEndId, which the payer chooses and a
/// standing order repeats, and short entry numbers, which begin anew with each statement.
fn ids(entry: Element, details: &[Element], reversal: bool) -> Vec<String> {
    let single = if let [one] = details { Some(*one) } else { None };
    let of_single = |path| single.and_then(|d| d.text_at(path));
    let number = entry.text_at("NtryRef").filter(|r| r.trim_start_matches('0').len() >= 8);
    let found = [
        entry.text_at("AcctSvcrRef"),
        of_single("Refs/AcctSvcrRef"),
        number,
        of_single("Refs/TxId"),
    ];
    let found = found.into_iter().flatten().filter(|id| !is_placeholder(id));
    // A reversal often carries the reference of what it takes back.
    found.map(|id| if reversal { format!("{id}/RVSL") } else { id.to_owned() }).collect()
}

/// By how much the payments miss the booked amount; None when they meet it or cannot be compared.
fn payments_off(details: &[Element], booked: i64, currency: Currency) -> Option<i64> {
    if details.len() < 2 {
        return None;
    }
    let (mut sum, mut charges) = (0_i64, 0_i64);
    for detail in details {
        let paths = ["Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"];
        let found = paths.iter().filter_map(|p| detail.get(p));
        let mut found = found.filter(|a| a.currency().is_none_or(|c| c == currency));
        let value = minor(found.next()?.text()?, currency).ok()?;
        let credit = match detail.text_at("CdtDbtInd") {
            Some(word) => word.eq_ignore_ascii_case("CRDT"),
            None => booked >= 0,
        };
        sum = sum.checked_add(if credit { value } else { value.checked_neg()? })?;
        // Records since version 4; before, the charges are the element itself.
        for taken in detail.all("Chrgs").flat_map(|c| c.all("Rcrd").chain([c])) {
            let amount = taken.get("Amt").filter(|a| a.currency().is_none_or(|c| c == currency));
            let value = amount.and_then(|a| minor(a.text()?, currency).ok()).unwrap_or(0);
            charges = charges.checked_add(value)?;
        }
    }
    let off = booked.checked_sub(sum)?;
    (off != 0 && off.checked_abs() != charges.checked_abs()).then_some(off)
}

pub fn is_true(text: Option<&str>) -> bool {
    text.is_some_and(|t| t == "1" || t.eq_ignore_ascii_case("true"))
}

/// Enough of a text to be recognised in a message.
pub fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_currency() {
        let eur = Currency(*b"EUR");
        assert_eq!(minor("12.3", eur), Ok(1230));
        assert_eq!(minor("0.00", eur), Ok(0));
        assert_eq!(minor(".5", eur), Ok(50));
        assert_eq!(minor("7.1000", eur), Ok(710));
        assert_eq!(minor("-7", eur), Ok(-700));
        assert_eq!(minor("100", Currency(*b"JPY")), Ok(100));
        assert_eq!(minor("1.005", Currency(*b"KWD")), Ok(1005));
        assert_eq!(minor("5", Currency(*b"LTL")), Ok(500));
        for wrong in ["", "-", ".", "1,50", "1.2.3", "1e5", "1.005", "92233720368547758.08", "٣"] {
            assert!(minor(wrong, eur).is_err(), "{wrong}");
        }
        assert!(minor("1.5", Currency(*b"JPY")).is_err());
    }

    #[test]
    fn a_day_is_what_the_bank_wrote() {
        let new_year = NaiveDate::from_ymd_opt(2024, 1, 1);
        assert_eq!(day("2024-01-01"), new_year);
        assert_eq!(day("2024-01-01+01:00"), new_year);
        assert_eq!(day("2024-01-01T00:30:00.000+02:00"), new_year);
        assert_eq!(day("2024-02-30"), None);
        assert_eq!(day("01.01.2024"), None);
    }

    #[test]
    fn placeholders_are_no_ids() {
        for word in ["NOTPROVIDED", "NonRef", "NOT PROVIDED", "n/a", "000", "-"] {
            assert!(is_placeholder(word), "{word}");
        }
        assert!(!is_placeholder("2024031200017"));
    }
}
