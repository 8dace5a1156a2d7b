//! Cuts OFX into opening and closing tags with the text behind each: SGML with unclosed leaves and
//! XML alike. Keeps no tree, so depth costs nothing; knows no DTD, and no entity beyond XML's five,
//! `&nbsp;` and numbers.
use std::borrow::Cow;

/// Longest text of one element that is looked at, in bytes; the standard's longest is 255 letters.
const LONGEST: usize = 4096;

/// A tag and the text up to the next one.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag<'a> {
    /// In capitals, without a namespace prefix.
    pub name: Cow<'a, str>,
    pub closing: bool,
    /// Offset of `<`.
    pub at: usize,
    /// Offset behind `>`.
    pub end: usize,
    /// What follows up to the next tag, as written.
    pub text: &'a str,
}

impl Tag<'_> {
    /// The text decoded, with runs of blanks and line ends made one blank.
    pub fn value(&self) -> String {
        squeeze(&decode(self.text))
    }

    /// Offset of the first letter of the text.
    pub fn text_at(&self) -> usize {
        self.end + (self.text.len() - self.text.trim_start().len())
    }
}

/// What begins at a `<`.
enum Mark<'a> {
    Tag {
        closing: bool,
        name: &'a str,
    },
    Cdata(&'a str),
    /// A comment, declaration or processing instruction.
    Aside,
}

/// The tags of a text in order.
pub struct Tags<'a> {
    text: &'a str,
    upcoming: Option<(usize, usize, bool, &'a str)>,
    /// Where the last end of a comment and of a CDATA section is, so that an unclosed one is not
    /// sought again.
    last_ends: [usize; 2],
}

impl<'a> Tags<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut tags = Self { text, upcoming: None, last_ends: last_ends(text) };
        tags.upcoming = tags.seek(0);
        tags
    }

    fn seek(&self, mut at: usize) -> Option<(usize, usize, bool, &'a str)> {
        loop {
            at += self.text[at..].find('<')?;
            match mark(self.text, at, self.last_ends) {
                Some((Mark::Tag { closing, name }, end)) => return Some((at, end, closing, name)),
                Some((_, end)) => at = end,
                // A lone `<` is text.
                None => at += 1,
            }
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let (at, end, closing, name) = self.upcoming.take()?;
        self.upcoming = self.seek(end);
        let until = self.upcoming.map_or(self.text.len(), |next| next.0);
        let name = name.rsplit(':').next().unwrap_or(name);
        let name = if name.bytes().any(|b| b.is_ascii_lowercase()) {
            Cow::Owned(name.to_ascii_uppercase())
        } else {
            Cow::Borrowed(name)
        };
        Some(Tag { name, closing, at, end, text: &self.text[end..until] })
    }
}

fn last_ends(text: &str) -> [usize; 2] {
    ["-->", "]]>"].map(|end| text.rfind(end).unwrap_or(0))
}

/// What stands at the `<` at `at`, and where it ends.
fn mark(text: &str, at: usize, last_ends: [usize; 2]) -> Option<(Mark<'_>, usize)> {
    let rest = &text[at..];
    for (open, close, last) in [("<!--", "-->", last_ends[0]), ("<![CDATA[", "]]>", last_ends[1])] {
        if let Some(inside) = rest.strip_prefix(open) {
            if at + open.len() > last {
                return None;
            }
            let length = inside.find(close)?;
            let end = at + open.len() + length + close.len();
            let cdata = open == "<![CDATA[";
            return Some((if cdata { Mark::Cdata(&inside[..length]) } else { Mark::Aside }, end));
        }
    }
    // A `<` before the `>` says that this one opened nothing.
    let close = 1 + rest.bytes().skip(1).position(|b| matches!(b, b'<' | b'>'))?;
    if rest.as_bytes()[close] == b'<' {
        return None;
    }
    let inside = &rest[1..close];
    if inside.starts_with(['?', '!']) {
        return Some((Mark::Aside, at + close + 1));
    }
    let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |i| (true, i));
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':');
    let name = &inside[..inside.find(|c| !named(c)).unwrap_or(inside.len())];
    let rest = &inside[name.len()..];
    let whole = rest.is_empty() || rest == "/" || rest.starts_with(|c: char| c.is_whitespace());
    let good = whole && name.starts_with(|c: char| c.is_ascii_alphabetic());
    good.then_some((Mark::Tag { closing, name }, at + close + 1))
}

/// Text without comments and declarations, CDATA taken as it stands, entities resolved once.
pub fn decode(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let text = &text[..text.floor_char_boundary(LONGEST)];
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, last_ends) = (0, last_ends(text));
    while let Some(found) = text[at..].find(['<', '&']) {
        out.push_str(&text[at..at + found]);
        at += found;
        if text.as_bytes()[at] == b'&' {
            let (letter, length) = entity(&text[at..]).unwrap_or(('&', 1));
            out.push(letter);
            at += length;
            continue;
        }
        match mark(text, at, last_ends) {
            Some((Mark::Cdata(inside), end)) => {
                out.push_str(inside);
                at = end;
            }
            Some((Mark::Aside, end)) => at = end,
            _ => {
                out.push('<');
                at += 1;
            }
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// The letter an entity stands for, and how long it is. Anything else is a plain `&`.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        // The only other one the standard's SGML has.
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, end + 1))
}

/// Runs of blanks, line ends and control characters made one blank, none at the ends.
pub fn squeeze(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut out = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Line and column of an offset; asked in rising order, so that a file is counted once.
pub struct Place<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Place<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1, column: 1 }
    }

    /// Both counted from 1; an earlier offset than last time answers with the last one.
    pub fn of(&mut self, to: usize) -> (u32, u32) {
        while self.at < to.min(self.bytes.len()) {
            let before = self.at.checked_sub(1).map(|i| self.bytes[i]);
            match self.bytes[self.at] {
                // The second half of a line end already counted.
                b'\n' if before == Some(b'\r') => {}
                b'\n' | b'\r' => (self.line, self.column) = (self.line.saturating_add(1), 1),
                // The inner bytes of one letter.
                0x80..0xc0 => {}
                _ => self.column = self.column.saturating_add(1),
            }
            self.at += 1;
        }
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flat(text: &str) -> String {
        let show =
            |t: Tag<'_>| format!("{}{}={}", if t.closing { "/" } else { "" }, t.name, t.value());
        Tags::new(text).map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn closed_and_unclosed_leaves_read_alike() {
        assert_eq!(flat("<A><B>1\n<C>2</C>\n</A>"), "A=|B=1|C=2|/C=|/A=");
        assert_eq!(flat("<a x='1'><n:b>\n 1 \n 2<c/>"), "A=|B=1 2|C=");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(flat("<N>a < b & c <x@y> <3<M>"), "N=a < b & c <x@y> <3|M=");
        assert_eq!(flat("<N>1 <!-- <X> --> 2<?p?><![CDATA[<M>&amp;]]>"), "N=1 2<M>&amp;");
        assert_eq!(flat("<N>1 <!-- open <M>2 <![CDATA[ x"), "N=1 <!-- open|M=2 <![CDATA[ x");
        assert_eq!(flat("<!DOCTYPE X [<!ENTITY a 'b'>]><N>&a;"), "N=&a;");
    }

    #[test]
    fn entities_are_resolved_once() {
        assert_eq!(
            decode("&amp;amp; &lt;&#65;&#x42;&nbsp;&euro; &#xD800; &"),
            "&amp; <AB &euro; &#xD800; &"
        );
    }

    #[test]
    fn lines_end_in_three_ways() {
        let mut place = Place::new("a\r\nb\rc\nüd");
        assert_eq!(place.of(0), (1, 1));
        assert_eq!(place.of(3), (2, 1));
        assert_eq!(place.of(5), (3, 1));
        assert_eq!(place.of(9), (4, 2));
    }

    proptest! {
        #[test]
        fn tags_never_overlap(text in "[<>/!\\-\\[\\]CDAT&;#x0-9a-zü \r\n]{0,200}") {
            let mut before = 0;
            for tag in Tags::new(&text) {
                prop_assert!(tag.at >= before && tag.end > tag.at);
                before = tag.end + tag.text.len();
                let _ = tag.value();
            }
        }
    }
}
