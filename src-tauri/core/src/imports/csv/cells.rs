//! Cells of one record as text: trimmed, joined, compared. Leaves out what a record means
//! (`rows.rs`) and how records are found (`table.rs`).

use std::borrow::Cow;

use csv::StringRecord;

use super::columns::is_dash;
use super::layout::Layout;
use super::table::{Records, any_day, is_blank};
use super::words;

/// Byte where a physical line starts, and that line (or the end of the text).
pub fn start_of_line(text: &[u8], line: u32) -> (usize, u32) {
    let mut at = 0;
    for n in 1..line.max(1) {
        match text[at..].iter().position(|b| *b == b'\n') {
            Some(i) => at += i + 1,
            None => return (text.len(), n),
        }
    }
    (at, line.max(1))
}

/// Cells of the header, to know it again when it repeats.
pub fn header_of(text: &str, layout: &Layout) -> Vec<String> {
    let Some(row) = layout.header_row else {
        return Vec::new();
    };
    let (from, line) = start_of_line(text.as_bytes(), row);
    let delimiter = u8::try_from(layout.delimiter).unwrap_or(b',');
    let quote = layout.quote.and_then(|q| u8::try_from(q).ok());
    let mut record = StringRecord::new();
    // The header ends where the data starts; reading further would only cost time.
    let (to, _) = start_of_line(text.as_bytes(), layout.first_row.max(row + 1));
    let part = text.get(from..to).unwrap_or_default();
    let mut records = Records::new(Cow::Borrowed(part), delimiter, quote, 0, line);
    if records.next(&mut record).is_none() {
        return Vec::new();
    }
    record.iter().map(|c| trimmed(c).to_string()).collect()
}

/// A cell without blanks around it.
pub fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        // Nearly all of them.
        [one] if one.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim_matches(is_blank),
    }
}

/// A column of a record, empty where the record is shorter.
pub fn cell(record: &StringRecord, column: usize) -> &str {
    record.get(column).map_or("", trimmed)
}

/// A text column, `None` when empty; quotes some banks leave around ids are taken off.
pub fn optional(record: &StringRecord, column: Option<usize>) -> Option<&str> {
    let text = cell(record, column?).trim_matches(|c| matches!(c, '\'' | '"' | '`'));
    (!text.is_empty() && !is_dash(text)).then_some(text)
}

/// Direction of a word by the layout's lists first, by the common vocabulary second.
pub fn out_of(word: &str, out_words: &[String], in_words: &[String]) -> Option<bool> {
    let is = |list: &[String]| {
        list.iter().any(|w| {
            w == word || (!word.is_ascii() || word.len() == w.len()) && *w == word.to_lowercase()
        })
    };
    if is(out_words) {
        Some(true)
    } else if is(in_words) {
        Some(false)
    } else {
        words::direction(word)
    }
}

/// Joins the filled cells with single blanks, leaving out one that only repeats the text before.
pub fn join(out: &mut String, record: &StringRecord, columns: &[usize]) {
    for &column in columns {
        let text = cell(record, column);
        if text.is_empty() || is_dash(text) || out.ends_with(text) {
            continue;
        }
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
}

/// True for text in the shape of a day although it is none, such as 33-09-2024.
pub fn any_shape(text: &str) -> bool {
    any_day(text)
        || text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).count() >= 3
}

/// The first forty characters, for messages.
pub fn short(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(i, _)| &text[..i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_trimmed_and_joined() {
        let record = StringRecord::from(vec![" a  b ", "'12'", "-", "a b"]);
        assert_eq!(cell(&record, 0), "a  b");
        assert_eq!(cell(&record, 9), "");
        assert_eq!(optional(&record, Some(1)), Some("12"));
        assert_eq!(optional(&record, Some(2)), None);
        let mut out = String::new();
        join(&mut out, &record, &[0, 2, 3, 1]);
        assert_eq!(out, "a b '12'");
        assert_eq!(start_of_line(b"a\nb\nc", 3), (4, 3));
    }
}
