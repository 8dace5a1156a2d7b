//! From the bytes of an XML file to text: the byte order mark, the XML declaration, and the bytes
//! themselves where these two are wrong. Leaves out everything about XML beyond its declaration.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::imports::encoding;

/// How far into the file the XML declaration is looked for.
const DECLARATION: usize = 512;

/// Text, the encoding it was read with, and what to tell when the file is wrong about it.
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static Encoding,
    pub remark: Option<String>,
}

/// Decodes all bytes. Damaged letters become U+FFFD and a remark: amounts are ASCII in any case.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let declared = declared(bytes);
    let (encoding, mut remark) = choose(bytes, declared);
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    if damaged && remark.is_none() {
        remark =
            Some(format!("some letters are damaged: the file is not wholly {}", encoding.name()));
    }
    // NULs and Ctrl-Z at the end are left by old transfer programs.
    let text = match text {
        Cow::Borrowed(t) => Cow::Borrowed(t.trim_end_matches(['\0', '\u{1a}'])),
        Cow::Owned(mut t) => {
            t.truncate(t.trim_end_matches(['\0', '\u{1a}']).len());
            Cow::Owned(t)
        }
    };
    Decoded { text, encoding, remark }
}

/// Bytes first, declaration second: a strict UTF-8 reading that succeeds is no accident.
fn choose(bytes: &[u8], declared: Option<&str>) -> (&'static Encoding, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, None);
    }
    match bytes {
        [b'<', 0, ..] => return (UTF_16LE, None),
        [0, b'<', ..] => return (UTF_16BE, None),
        _ => {}
    }
    let known = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    // The declaration was readable as ASCII, so a UTF-16 one describes what the text once was.
    let byte_wise = known.filter(|e| *e != UTF_16LE && *e != UTF_16BE);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    match (byte_wise, declared) {
        (Some(encoding), _) if encoding != UTF_8 => {
            // ISO-2022-JP is all ASCII bytes, so it is taken at its word.
            if is_utf8 && !bytes.is_ascii() {
                let name = encoding.name();
                (UTF_8, Some(format!("the file says it is {name}, but its letters are UTF-8")))
            } else {
                (encoding, None)
            }
        }
        _ if is_utf8 => (UTF_8, None),
        (_, label) => {
            let guess = encoding::guess(bytes);
            let says = label.unwrap_or("UTF-8");
            let name = guess.name();
            (guess, Some(format!("the file says it is {says}, but is not; read as {name}")))
        }
    }
}

/// The encoding the XML declaration names; its letters are ASCII in every byte-wise encoding.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let from = find(head, b"<?xml")?;
    let to = from + find(&head[from..], b"?>")?;
    let line = &head[from..to];
    let rest = line[find(line, b"encoding")? + 8..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first().filter(|(q, _)| matches!(q, b'"' | b'\''))?;
    let end = rest.iter().position(|b| b == quote)?;
    std::str::from_utf8(&rest[..end]).ok()
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, bool) {
        let d = decode(bytes);
        (d.text.into_owned(), d.encoding.name(), d.remark.is_some())
    }

    #[test]
    fn bytes_come_first_and_the_declaration_second() {
        let body = "<a>Käse</a>";
        let (old, ..) = encoding_rs::WINDOWS_1252.encode(body);
        let with = |label: &str, body: &[u8]| {
            [format!("<?xml version='1.0' encoding = \"{label}\"?>").as_bytes(), body].concat()
        };
        let (text, name, told) = read(&with("ISO-8859-1", &old));
        assert!(text.ends_with(body));
        assert_eq!((name, told), ("windows-1252", false));
        let (text, name, told) = read(&with("ISO-8859-1", body.as_bytes()));
        assert!(text.ends_with(body));
        assert_eq!((name, told), ("UTF-8", true));
        let (text, name, told) = read(&with("utf-8", &old));
        assert!(text.ends_with(body));
        assert_eq!((name, told), ("windows-1252", true));
        assert_eq!(read(&with("utf-16", body.as_bytes())).1, "UTF-8");
        let wide: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), (body.into(), "UTF-16LE", false));
        assert_eq!(read(b"\xef\xbb\xbf<a/>\0\0\x1a"), ("<a/>".into(), "UTF-8", false));
    }
}
