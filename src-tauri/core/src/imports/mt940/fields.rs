//! Cuts the text into SWIFT fields: a tag at the head of a line, and the lines up to the next one.
//! Leaves out what the values mean, and everything outside of fields (block headers, preambles).

/// The tag in capitals, filled up with a blank: `61 `, `60F`. [`BREAK`] for the end of a message.
pub type Tag = [u8; 3];

/// Between two messages: `-`, `-}`, or the headers of the next one.
pub const BREAK: Tag = *b"-  ";

/// One field; all places are in the text it was cut from.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub tag: Tag,
    /// 1-based physical line.
    pub line: u32,
    /// Where the first line begins, where the value begins, where the last line ends.
    pub start: usize,
    pub value: usize,
    pub end: usize,
}

impl Field {
    /// The value with the line ends that are in it.
    pub fn text<'a>(&self, all: &'a str) -> &'a str {
        all.get(self.value..self.end).unwrap_or_default()
    }

    /// The first line of the value that is not empty.
    pub fn first<'a>(&self, all: &'a str) -> &'a str {
        lines(self.text(all)).next().unwrap_or_default()
    }
}

/// The lines of a value, without the empty ones.
pub fn lines(value: &str) -> impl Iterator<Item = &str> {
    value.split(['\r', '\n']).filter(|line| !line.trim_matches(void).is_empty())
}

/// What stands around the text of a line: blanks, and the control letters of old transmissions.
pub fn void(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{feff}'
}

/// All fields in the order of the file.
pub fn cut(all: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let (mut at, mut line) = (0, 0);
    while at < all.len() {
        line += 1;
        let rest = &all[at..];
        let len = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (body, end) = (&rest[..len], at + len);
        let inside = message_start(body);
        let broken = fields.last().is_some_and(|last| last.tag == BREAK);
        if !broken && (inside.is_some() || is_end(body)) {
            fields.push(Field { tag: BREAK, line, start: at, value: end, end });
        }
        let from = inside.unwrap_or_default();
        if let Some((tag, value)) = tag_of(&body[from..]) {
            fields.push(Field { tag, line, start: at, value: at + from + value, end });
        } else if let Some(last) = fields.last_mut().filter(|last| last.tag != BREAK) {
            last.end = end;
        }
        at = end + if rest[len..].starts_with("\r\n") { 2 } else { 1 };
    }
    fields
}

/// Where the text of a message begins in a line with block headers.
fn message_start(line: &str) -> Option<usize> {
    let headers = line.trim_start_matches(void);
    let block = headers.starts_with('{') || headers.starts_with("-}");
    line.rfind("{4:").filter(|_| block).map(|i| i + 3)
}

fn is_end(line: &str) -> bool {
    let line = line.trim_matches(void);
    line == "-" || line == "-XXX" || line.starts_with("-}") || line.starts_with("{1:") || {
        // `:940:` between the statements of one bank: a message type, not a field.
        let inner = line.strip_prefix(':').and_then(|l| l.strip_suffix(':'));
        inner.is_some_and(|l| l.len() == 3 && l.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// The tag at the head of a line, and where its value begins.
fn tag_of(line: &str) -> Option<(Tag, usize)> {
    let head = line.trim_start_matches(void);
    let name = head.strip_prefix(':')?;
    let name = &name[..name.find(':').filter(|len| *len == 2 || *len == 3)?];
    let b = name.as_bytes();
    let digits = b[..2].iter().all(u8::is_ascii_digit);
    let letter = b.get(2).is_none_or(u8::is_ascii_alphabetic);
    if !(digits && letter || name == "NS") {
        return None;
    }
    let third = b.get(2).map_or(b' ', u8::to_ascii_uppercase);
    Some(([b[0], b[1], third], line.len() - head.len() + name.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        cut(text).iter().map(|f| String::from_utf8_lossy(&f.tag).trim().to_string()).collect()
    }

    #[test]
    fn headers_ends_and_old_line_ends_are_no_text() {
        let text =
            "BANK\r\n940\r\n\u{1}{1:F01}{2:I940}{4:\r:20:A\r\n:60f:C\n:86:x\n 1:2\n:9:\n-}{5:}";
        assert_eq!(names(text), ["-", "20", "60F", "86", "-"]);
        assert_eq!(cut(text)[3].text(text), "x\n 1:2\n:9:");
        assert_eq!(cut(text)[3].line, 6);
        assert_eq!(
            names("{1:F01}{4::20:A\n-\n:NS:01x\n:940:\n\t:25:y"),
            ["-", "20", "-", "NS", "-", "25"]
        );
    }
}
