//! From bytes to text, for files that never say their encoding: UTF-8, the Windows and ISO pages,
//! and the DOS pages 850 and 852 that old bank programs still write and `encoding_rs` lacks.
//! Leaves out page 437, whose letters are those of 850, and UTF-16 without a mark.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::imports::encoding;

/// What the bytes from 128 on stand for.
type Page = Vec<char>;

const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const DOS_852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
     └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// The text, and the name of the encoding it was read with.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0, encoding.name());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8.name());
    }
    let guess = encoding::guess(bytes);
    if let Some((page, name)) = dos_page(bytes, guess) {
        let text = bytes.iter().map(|b| letter(&page, *b)).collect::<String>();
        return (Cow::Owned(text), name);
    }
    (guess.decode_without_bom_handling(bytes).0, guess.name())
}

/// The detector knows no DOS page but the Cyrillic one. It is one when it makes more letters of
/// the bytes inside words than the guess does.
fn dos_page(bytes: &[u8], guess: &'static Encoding) -> Option<(Page, &'static str)> {
    if !guess.is_single_byte() {
        return None;
    }
    let upper: Vec<u8> = (128..=255).collect();
    let mut best = letters(bytes, &guess.decode_without_bom_handling(&upper).0.chars().collect());
    let mut found = None;
    for (page, name) in [(DOS_850, "ibm850"), (DOS_852, "ibm852")] {
        let page: Page = page.chars().collect();
        let count = letters(bytes, &page);
        if count > best {
            best = count;
            found = Some((page, name));
        }
    }
    found
}

fn letter(page: &Page, byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(i) => page.get(usize::from(i)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// How many bytes beyond ASCII next to a Latin letter are letters too.
fn letters(bytes: &[u8], page: &Page) -> usize {
    let word = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let high = bytes.iter().enumerate().filter(|(_, b)| !b.is_ascii());
    let inside = high.filter(|(i, _)| word(i.wrapping_sub(1)) || word(i + 1));
    inside.filter(|(_, b)| letter(page, **b).is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_pages_are_told_apart() {
        assert_eq!(decode("Überweisung".as_bytes()), (Cow::Borrowed("Überweisung"), "UTF-8"));
        assert_eq!(decode(b"\xef\xbb\xbf:20:x").0, ":20:x");
        let german = "Überweisung für Müller, Gebühr über 5, Größe";
        let (windows, ..) = encoding_rs::WINDOWS_1252.encode(german);
        assert_eq!(decode(&windows), (Cow::Borrowed(german), "windows-1252"));
        for (page, name, text) in
            [(DOS_850, "ibm850", german), (DOS_852, "ibm852", "űrlap, jóváírás, összevont utánvét")]
        {
            let byte =
                |c: char| page.chars().position(|p| p == c).map_or(c as u8, |i| i as u8 | 128);
            let old: Vec<u8> = text.chars().map(byte).collect();
            assert_eq!(decode(&old), (Cow::Borrowed(text), name));
        }
    }
}
