//! From bytes to text: which encoding, and the decoding itself. Leaves out everything about cells.
//! A single-byte decoder never fails, so strict UTF-8 comes first and a guess comes last.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::imports::encoding::{self, around_first_letter};

/// The encoding of a file, by its bytes alone.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(wide) = utf16_without_mark(bytes) {
        return wide;
    }
    let Some(window) = around_first_letter(bytes) else { return UTF_8 };
    match std::str::from_utf8(window) {
        Ok(_) => UTF_8,
        // Cut in the middle of a letter at the end of the window: still UTF-8.
        Err(e) if e.error_len().is_none() && window.len() - e.valid_up_to() < 4 => UTF_8,
        Err(_) => encoding::guess(bytes),
    }
}

/// UTF-16 without a mark shows as a zero in every other byte of Latin text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    if zeros(1) * 10 > half * 7 {
        Some(UTF_16LE)
    } else if zeros(0) * 10 > half * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes all bytes; the flag says that letters were damaged. Borrows where nothing changes.
pub fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> (Cow<'a, str>, bool) {
    if encoding == UTF_8 {
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        return match std::str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(body), true),
        };
    }
    let (text, _, damaged) = encoding.decode(bytes);
    (text, damaged)
}

/// The encoding by its name, UTF-8 for a name nobody knows.
pub fn by_name(name: &str) -> &'static Encoding {
    Encoding::for_label(name.as_bytes()).unwrap_or(UTF_8)
}

/// Turns lone carriage returns into line feeds, so that lines count the same everywhere.
pub fn unify_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    // Most files have none at all, and this search is much faster than looking at pairs.
    if !text.contains('\r') {
        return text;
    }
    let b = text.as_bytes();
    let lone = b.iter().enumerate().any(|(i, c)| *c == b'\r' && b.get(i + 1) != Some(&b'\n'));
    if lone { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

/// The head of a file for looking at: at most `limit` bytes, cut at a line where there is one.
pub fn head(bytes: &[u8], limit: usize) -> &[u8] {
    if bytes.len() <= limit {
        return bytes;
    }
    let cut = &bytes[..limit & !1];
    match cut.iter().rposition(|b| *b == b'\n') {
        // UTF-16 keeps a zero next to the line feed: cut after a whole unit.
        Some(i) if bytes.first() != Some(&0xff) && bytes.first() != Some(&0xfe) => &cut[..=i],
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_encodings_apart() {
        assert_eq!(guess("Datum;Betrag\n".as_bytes()), UTF_8);
        assert_eq!(guess("Währung\n".as_bytes()), UTF_8);
        let (old, ..) =
            encoding_rs::WINDOWS_1252.encode("Buchungstag;Währung;Überweisung für Müller\n");
        assert_eq!(guess(&old).name(), "windows-1252");
        assert_eq!(unify_lines(Cow::Borrowed("a\r\nb\rc")), "a\nb\nc");
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(head(&bytes, 100), guess(&bytes));
        }
    }
}
