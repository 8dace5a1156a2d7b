//! From bytes to text: whether they are OFX at all, and the encoding. Strict UTF-8 wins over what
//! the header says, for headers often lie. Leaves out everything about tags.
use crate::imports::encoding;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How far from the start the header and the first tag are sought, in bytes.
const HEAD: usize = 64 * 1024;

/// Whether the content is OFX 1.x or 2.x (QFX and QBO are the same), by its head alone.
pub fn is_ofx(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let tag = |name: &str| {
        head.match_indices(name).any(|(i, _)| {
            head[i + name.len()..].starts_with(['>', ' ', '\t', '\r', '\n'])
                && head.starts_with('<')
        })
    };
    head.starts_with("OFXHEADER")
        || head.contains("\nOFXHEADER")
        || head.contains("\rOFXHEADER")
        || tag("<?OFX")
        || tag("<OFX")
}

/// The start as capitals, without a byte order mark, leading blanks and the zeros of UTF-16.
fn head(bytes: &[u8]) -> String {
    let head = bytes[..bytes.len().min(HEAD)].iter().filter(|b| **b != 0);
    let lead = |b: &&u8| b.is_ascii_whitespace() || **b >= 0x80;
    head.skip_while(lead).map(|b| char::from(b.to_ascii_uppercase())).collect()
}

/// The text, what it was read with, and whether letters were lost.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
    if let Some(encoding) = Encoding::for_bom(bytes).map(|b| b.0).or_else(|| wide(bytes)) {
        let (text, damaged) = encoding.decode_with_bom_removal(bytes);
        return (text, encoding, damaged);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8, false);
    }
    let encoding = declared(&head(bytes)).unwrap_or_else(|| encoding::guess(bytes));
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (text, encoding, damaged)
}

/// UTF-16 without a mark: the letters of `OFX` lie two bytes apart.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let at = head
        .windows(5)
        .position(|w| w[1] == 0 && w[3] == 0 && [w[0], w[2], w[4]].eq_ignore_ascii_case(b"OFX"))?;
    Some(if at % 2 == 0 { UTF_16LE } else { UTF_16BE })
}

/// The single- or multi-byte encoding the header names; none where it names UTF-8, ASCII or nothing
/// known.
fn declared(head: &str) -> Option<&'static Encoding> {
    let after = |key: &str| head.find(key).map(|i| head[i + key.len()..].trim_start());
    let label = match (after("<?XML"), after("CHARSET:")) {
        (Some(xml), _) => {
            let xml = &xml[..xml.find("?>")?];
            let value = xml[xml.find("ENCODING")? + 8..].trim_start_matches([' ', '=', '"', '\'']);
            value.split(['"', '\'', ' ']).next()?
        }
        (None, Some(value)) => {
            let word = value.split_whitespace().next()?;
            // Headers on one line glue the next key to the value.
            word.find("COMPRESSION").map_or(word, |i| &word[..i])
        }
        _ => return None,
    };
    let label = match label.strip_prefix("CP").unwrap_or(label) {
        page if page.len() == 4 && page.starts_with("125") => format!("windows-{page}"),
        part if part.starts_with("8859") => format!("iso-{part}"),
        other => other.to_string(),
    };
    let ascii = matches!(label.as_str(), "US-ASCII" | "USASCII" | "ASCII");
    Encoding::for_label(label.as_bytes())
        .filter(|e| !ascii && *e != UTF_8 && e.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_2, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    #[test]
    fn content_tells_ofx_from_the_rest() {
        for text in [
            "OFXHEADER:100\nDATA:OFXSGML",
            "\n\n ofxheader:100DATA:OFXSGML",
            "DATA:OFXSGML\r\nOFXHEADER:100",
            "<?xml version='1.0'?>\n<?OFX OFXHEADER='200'?><OFX>",
            "<!-- made by --><ofx><SIGNONMSGSRSV1>",
            "\u{feff}<OFX>",
        ] {
            assert!(is_ofx(text.as_bytes()), "{text}");
        }
        for text in ["", "This is not OFX", "a;<OFX>;b", "<Document>", "<OFXY>", "!Type:Bank"] {
            assert!(!is_ofx(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn bytes_come_first_and_the_header_second() {
        let read = |header: &str, with: &'static Encoding, text: &str| {
            let whole = format!("{header}\n<OFX><NAME>{text}");
            let (bytes, ..) = with.encode(&whole);
            let (back, encoding, _) = decode(&bytes);
            assert_eq!(back, whole, "{header}");
            encoding
        };
        let v1 = "OFXHEADER:100\nENCODING:USASCII\nCHARSET:";
        assert_eq!(read(&format!("{v1}1252"), UTF_8, "Zürich"), UTF_8);
        assert_eq!(read(&format!("{v1}1252"), WINDOWS_1252, "Zürich €"), WINDOWS_1252);
        assert_eq!(read(&format!("{v1}8859-1"), WINDOWS_1252, "Zürich"), WINDOWS_1252);
        assert_eq!(
            read(&format!("{v1}1251COMPRESSION:NONE"), WINDOWS_1251, "Москва"),
            WINDOWS_1251
        );
        assert_eq!(read(&format!("{v1}ISO-8859-2"), ISO_8859_2, "Łódź"), ISO_8859_2);
        let v2 = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>";
        assert_eq!(read(v2, SHIFT_JIS, "利息"), SHIFT_JIS);
        let lie = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        assert_eq!(read(lie, WINDOWS_1252, "Überweisung für Müller"), WINDOWS_1252);
        let wide: Vec<u8> = "<OFX>ü".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!((decode(&wide).0, decode(&wide).1), (Cow::Borrowed("<OFX>ü"), UTF_16LE));
        assert!(is_ofx(&wide));
    }
}
