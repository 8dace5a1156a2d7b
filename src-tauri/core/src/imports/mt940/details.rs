//! Reads what the bank tells about a movement: the dialects of field 86 and the field NS.
//! Leaves out the numbers in it (accounts, bank codes): only names and words come out.

use super::fields::{lines, void};

/// Who and what for.
#[derive(Debug, Default, PartialEq)]
pub struct Details {
    /// The other party.
    pub name: String,
    /// What the bank calls the kind of movement; stands in for a missing name.
    pub kind: String,
    pub purpose: String,
}

/// A coded part: its number and text.
type Part<'a> = (u8, &'a str);

/// Lines of 65 columns were cut by the width, shorter ones by the writer.
const FULL_LINE: usize = 65;
/// The same for the numbered parts.
const FULL_PART: usize = 27;
/// No bank tells more parts than this about one movement.
const MANY: usize = 1000;

/// Reads one field 86.
pub fn details(value: &str) -> Details {
    let unwrapped: String = lines(value).collect();
    if let Some(parts) = numbered(&unwrapped) {
        let range = |a: u8, b: u8| glued(&parts, |n| (a..=b).contains(&n));
        let purpose = glued(&parts, |n| matches!(n, 20..=29 | 60..=63));
        return Details { name: range(32, 33), kind: range(0, 0), purpose: sorted(&purpose) };
    }
    let text = joined(value);
    slashed(&text).unwrap_or_else(|| Details { purpose: squeeze(&text), ..Details::default() })
}

/// Reads a field NS: lines with a number each; purpose 01 to 14, name 15 and 16, kind 17.
pub fn notes(value: &str) -> Details {
    let parts: Vec<Part> = lines(value)
        .filter_map(|line| {
            let (number, text) = line.split_at_checked(2)?;
            Some((number.parse().ok()?, text))
        })
        .collect();
    let range = |a: u8, b: u8| glued(&parts, |n| (a..=b).contains(&n));
    Details { name: range(15, 16), kind: range(17, 17), purpose: range(1, 14) }
}

/// One blank for every run of blanks and control letters.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(void).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `166?00KIND?20PURPOSE?32NAME`, with any sign instead of the question mark.
fn numbered(text: &str) -> Option<Vec<Part<'_>>> {
    let code = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let rest = text.get(if code == 3 { 3 } else { 0 }..)?;
    let sign =
        rest.chars().next().filter(|c| c.is_ascii_punctuation() && !"/:;,.-+(\"'".contains(*c))?;
    let number = |at: usize| {
        let number = rest.get(at + 1..at + 3).filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?;
        // A sign before any other number belongs to the text.
        number.parse().ok().filter(|n| matches!(n, 0 | 10 | 20..=39 | 60..=79))
    };
    let starts = rest.match_indices(sign).filter_map(|(at, _)| Some((at, number(at)?)));
    let starts: Vec<(usize, u8)> = starts.take(MANY).collect();
    if starts.first().is_none_or(|(at, _)| *at != 0) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([rest.len()]);
    let parts = starts.iter().zip(ends).map(|((at, number), end)| (*number, &rest[at + 3..end]));
    Some(parts.collect())
}

/// The texts of some parts: without a gap where the width cut a word, else with a blank. Where a
/// part is wider than the width, the bank has another one, and nothing tells which.
fn glued(parts: &[Part], wanted: impl Fn(u8) -> bool) -> String {
    let texts = || parts.iter().filter(|(n, _)| wanted(*n)).map(|(_, text)| *text);
    let usual = texts().all(|text| text.trim_end().chars().count() <= FULL_PART);
    let mut out = String::new();
    for text in texts() {
        out.push_str(text);
        if !usual || text.chars().count() < FULL_PART {
            out.push(' ');
        }
    }
    squeeze(&out)
}

/// The text behind `SVWZ+` first: the references that the bank puts before it are for machines.
fn sorted(purpose: &str) -> String {
    const KEYS: [&str; 12] = [
        "EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "COAM+", "OAMT+", "ABWA+", "ABWE+", "IBAN+",
        "BIC+", "PURP+",
    ];
    let Some((before, text)) = purpose.split_once("SVWZ+") else { return purpose.to_string() };
    let end = KEYS.iter().filter_map(|key| text.find(key)).min().unwrap_or(text.len());
    let (text, after) = text.split_at(end);
    squeeze(&[text, before, after].join(" "))
}

/// The lines of free text as one.
fn joined(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for line in lines(value) {
        out.push_str(line);
        if line.chars().count() < FULL_LINE {
            out.push(' ');
        }
    }
    out
}

/// `/NAME/…/REMI/…`: words between slashes, of which only known ones count.
fn slashed(text: &str) -> Option<Details> {
    let parts = words(text);
    let value = |word: &str| {
        let part = parts.iter().find(|(found, value)| *found == word && !value.is_empty());
        part.map(|(_, value)| squeeze(value))
    };
    if !parts.iter().any(|(word, _)| matches!(*word, "NAME" | "REMI" | "CNTP")) {
        return None;
    }
    // `/CNTP/account/bank/name/town/`; a party without a word of its own for the name.
    let third = value("CNTP").and_then(|v| v.split('/').nth(2).map(squeeze));
    let party =
        || value("BENM").or_else(|| value("ORDP")).filter(|v| v.contains(char::is_alphabetic));
    let name = value("NAME").or(third).or_else(party).unwrap_or_default();
    let mut purpose = value("REMI").unwrap_or_default();
    if let Some(plain) = purpose.strip_prefix("USTD//") {
        purpose = plain.to_string();
    }
    let reference = value("EREF").filter(|v| v != "NOTPROVIDED" && !purpose.contains(v.as_str()));
    purpose = squeeze(&[purpose, reference.unwrap_or_default()].join(" "));
    let details = Details { name, kind: value("TRTP").unwrap_or_default(), purpose };
    let empty = details.name.is_empty() && details.purpose.is_empty();
    (!empty).then_some(details)
}

/// The known words and what stands behind each, without slashes around it.
fn words(text: &str) -> Vec<(&str, &str)> {
    const WORDS: [&str; 30] = [
        "ACCW", "ADDR", "BBAN", "BENM", "BIC", "CD", "CHGS", "CNTP", "CREF", "CSID", "EREF",
        "EXCH", "IBAN", "ID", "IREF", "ISDT", "KREF", "MARF", "NAME", "OCMT", "ORDP", "PREF",
        "PURP", "REMI", "RTRN", "SVCL", "TRTP", "UCRD", "ULTC", "ULTD",
    ];
    let word = |at: usize| {
        let inner = &text[at + 1..];
        let len = inner.bytes().take(5).position(|b| b == b'/')?;
        WORDS.iter().find(|word| inner.get(..len) == Some(**word))
    };
    let starts: Vec<(usize, &str)> =
        text.match_indices('/').filter_map(|(at, _)| Some((at, *word(at)?))).take(MANY).collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let between = |((at, word), end): (&(usize, &'static str), usize)| {
        // Nothing where the slash behind one word is the one before the next.
        let value = text.get(at + word.len() + 2..end).unwrap_or_default();
        (*word, value.trim_matches(|c: char| c == '/' || void(c)))
    };
    starts.iter().zip(ends).map(between).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> [String; 3] {
        let d = details(value);
        [d.name, d.kind, d.purpose]
    }

    #[test]
    fn numbered_parts_with_any_sign() {
        let text = "166?00GUTSCHRIFT?109?20EREF+A 1?21SVWZ+Miete\r\n M\r\n\
                    ai?22Haus?30BANK?31DE1?32Anna?33Abel?34999";
        assert_eq!(read(text), ["Anna Abel", "GUTSCHRIFT", "Miete Mai Haus EREF+A 1"]);
        assert_eq!(read("020~00PRZELEW~20Faktura 1~32FIRMA"), ["FIRMA", "PRZELEW", "Faktura 1"]);
        let cut = "000>100>20123456789012345678901234567>218 ok>60end";
        assert_eq!(read(cut), ["", "", "1234567890123456789012345678 ok end"]);
        assert_eq!(read("1?20why 335?960.4?20x")[2], "1?20why 335?960.4?20x");
        assert_eq!(read("166?20why 335?960.4?32x")[2], "why 335?960.4");
    }

    #[test]
    fn words_between_slashes() {
        let text = "/TRTP/IDEAL/IBAN/NL1/NAME/A en/of B/REMI/Order 5/EREF/E1";
        assert_eq!(read(text), ["A en/of B", "IDEAL", "Order 5 E1"]);
        let text = "/EREF/NOTPROVIDED//CNTP/NL2/BANK/Shop BV///REMI/USTD//Bill 7/";
        assert_eq!(read(text), ["Shop BV", "", "Bill 7"]);
        assert_eq!(read("/BENM//NAME/J. Doe/REMI//ISDT/2013-01-01")[0], "J. Doe");
        assert_eq!(read("/BENM/J. Doe/REMI/x")[0], "J. Doe");
        assert_eq!(read("/BENM/123\n/J. DOE")[2], "/BENM/123 /J. DOE");
    }

    #[test]
    fn free_text_keeps_its_gaps() {
        assert_eq!(read("  Shop\tA\r\nTown  B\u{1}")[2], "Shop A Town B");
        let full = "x".repeat(65);
        assert_eq!(read(&format!("{full}\ny\nz"))[2], format!("{full}y z"));
    }

    #[test]
    fn notes_have_lines_with_numbers() {
        let d = notes("01Rent\n02May\n15Anna\n16Abel\n17Order\n1812345\nx");
        assert_eq!([d.name, d.kind, d.purpose], ["Anna Abel", "Order", "Rent May"]);
    }
}
