//! From bytes to text and lines: the encoding, and every kind of newline. Leaves out all of QIF.
use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8};

use crate::imports::encoding;

/// The text of a file and its encoding; the flag says that some bytes are no letters in it.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
    // Programs under DOS end a file with one or more of these.
    let end = bytes.iter().rposition(|b| !matches!(b, 0 | 0x1a)).map_or(0, |i| i + 1);
    let utf16 = Encoding::for_bom(bytes).is_some_and(|(e, _)| e != UTF_8);
    let bytes = if utf16 { bytes } else { &bytes[..end] };
    let encoding = guess(bytes);
    let (text, _, damaged) = encoding.decode(bytes);
    (text, encoding, damaged)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Only the Macs before OS X end lines with a carriage return alone; they had their own letters.
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        return MACINTOSH;
    }
    encoding::guess(bytes)
}

/// One physical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: u32,
    /// Byte offset of its first letter.
    pub start: usize,
    /// Without its newline.
    pub text: &'a str,
}

/// The lines of a text; LF, CR LF and CR each end one.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut at, mut number) = (0, 0u32);
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|r| !r.is_empty())?;
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let newline = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        number = number.saturating_add(1);
        let line = Line { number, start: at, text: &rest[..length] };
        at += length + newline;
        Some(line)
    })
}

/// Runs of blanks as one blank, none at the ends.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_newline_ends_one_line() {
        let got: Vec<_> = lines("a\r\nb\rc\n\nd").map(|l| (l.number, l.start, l.text)).collect();
        assert_eq!(got, [(1, 0, "a"), (2, 3, "b"), (3, 5, "c"), (4, 7, ""), (5, 8, "d")]);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn tells_encodings_apart() {
        for (bytes, name, text) in [
            (&b"\xef\xbb\xbfPCaf\xc3\xa9\n"[..], "UTF-8", "PCafé\n"),
            (b"PCaf\xc3\xa9\n", "UTF-8", "PCafé\n"),
            (
                b"!Type:Bank\nPCaf\xe9 de la Gare\n",
                "windows-1252",
                "!Type:Bank\nPCafé de la Gare\n",
            ),
            (b"!Type:Bank\rPCaf\x8e\r", "macintosh", "!Type:Bank\rPCafé\r"),
            (b"\xff\xfe!\0T\0\n\0", "UTF-16LE", "!T\n"),
            (b"^\r\n\x1a\0", "UTF-8", "^\r\n"),
        ] {
            let (got, encoding, damaged) = decode(bytes);
            assert_eq!((got.as_ref(), encoding.name(), damaged), (text, name, false));
        }
    }
}
