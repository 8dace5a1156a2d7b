//! Which encoding bytes are in that say nothing of it themselves: a guess, and the last resort of
//! every reader. What a format declares, and whether that or strict UTF-8 wins, is the reader's.
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

/// How many bytes around the first letter beyond ASCII are looked at.
const WINDOW: usize = 64 * 1024;

/// The likeliest single- or multi-byte encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let window = around_first_letter(bytes).unwrap_or(bytes);
    if only_signs(window) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The bytes around the first beyond ASCII; none where there is none.
pub(super) fn around_first_letter(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    for block in bytes.chunks(4096) {
        if !block.is_ascii() {
            at += block.iter().position(|b| !b.is_ascii()).unwrap_or(0);
            return Some(&bytes[at.saturating_sub(WINDOW)..bytes.len().min(at + WINDOW)]);
        }
        at += block.len();
    }
    None
}

/// Pound and euro signs alone, with no letter beside them: a detector of languages makes Ł of £.
fn only_signs(window: &[u8]) -> bool {
    window.iter().enumerate().filter(|(_, b)| !b.is_ascii()).all(|(i, b)| {
        let letter = |at: Option<usize>| {
            at.and_then(|at| window.get(at)).is_some_and(u8::is_ascii_alphabetic)
        };
        matches!(b, 0xa3 | 0x80 | 0xa0) && !letter(i.checked_sub(1)) && !letter(Some(i + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_encoding_and_signs_alone_do_not() {
        let (old, ..) = encoding_rs::SHIFT_JIS.encode("取引日,入出金(円),取引後残高(円)\n");
        assert_eq!(guess(&old).name(), "Shift_JIS");
        let mut late = vec![b'x'; 3 * WINDOW];
        late.extend_from_slice(&old);
        assert_eq!(guess(&late).name(), "Shift_JIS");
        assert_eq!(guess(b"Date,Value (\xa3)\n").name(), "windows-1252");
        assert_eq!(around_first_letter(b"plain"), None);
    }
}
