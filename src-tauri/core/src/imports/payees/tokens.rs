//! A bank's text in words, each with its shape: a number, a mark, a column's start, capitals.
//! Which of them are the name is not decided here.
use super::words::*;
use rustc_hash::FxHashMap;

/// One word of the text.
#[derive(Clone, Copy)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub hash: u64,
    pub flags: u16,
    pub word: Word,
}

impl Token {
    /// A date, a time, a card, a store, a reference.
    pub const NUMBER: u16 = 1;
    /// Punctuation alone.
    pub const MARKS: u16 = 1 << 1;
    /// A new column begins here.
    pub const GAP: u16 = 1 << 2;
    /// A star stands before it: a processor's line.
    pub const STAR: u16 = 1 << 3;
    pub const COMMA: u16 = 1 << 4;
    pub const COLON: u16 = 1 << 5;
    /// Has letters, none of them small.
    pub const CAPITALS: u16 = 1 << 6;
    /// Few enough digits to begin a name ("365 Online").
    pub const SHORT: u16 = 1 << 7;
    /// May begin an IBAN written in groups of four.
    pub const IBAN: u16 = 1 << 8;

    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// Part of how it was paid, where it stands before a name.
    pub fn pays(&self) -> bool {
        self.is(Token::NUMBER) || self.can(MEANS | WEAK)
    }

    pub fn can(&self, roles: Roles) -> bool {
        self.word.roles & roles != 0
    }
}

/// What a token is made of.
#[derive(Default)]
struct Make {
    digits: u32,
    letters: u32,
    small: u32,
    /// `x` and `*`: a masked card.
    masks: u32,
    /// Punctuation within.
    marks: u32,
    /// The last three letters, small.
    ending: u32,
    zero_first: bool,
    hash_first: bool,
}

/// Takes texts apart; keeps its buffer between them.
pub struct Tokens {
    pub all: Vec<Token>,
    words: &'static FxHashMap<u64, Word>,
}

impl Default for Tokens {
    fn default() -> Self {
        Self { all: vec![], words: &WORDS }
    }
}

impl Tokens {
    /// Takes the text apart at blanks, stars, and commas that part words.
    pub fn split(&mut self, text: &str) {
        self.all.clear();
        let bytes = text.as_bytes();
        let fields = bytes.contains(&b'/') && fields(bytes);
        let (mut at, mut blanks, mut flags) = (0, 0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            match byte {
                b'*' => flags |= Token::STAR,
                b',' => self.all.last_mut().into_iter().for_each(|t| t.flags |= Token::COMMA),
                b'/' if fields => flags |= Token::GAP,
                _ if byte <= b' ' || byte == 0x7f => blanks += 1,
                _ => {
                    let wide = if byte < 0x80 { 0 } else { blank(&text[at..]) };
                    if wide > 0 {
                        (at, blanks) = (at + wide, blanks + 1);
                        continue;
                    }
                    if blanks > 2 {
                        flags |= Token::GAP;
                    }
                    at = self.token(text, at, flags, fields);
                    (blanks, flags) = (0, 0);
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Reads one token and says where it ends.
    fn token(&mut self, text: &str, start: usize, mut flags: u16, fields: bool) -> usize {
        let bytes = text.as_bytes();
        let (mut at, mut make, mut hash) = (start, Make::default(), SEED);
        while let Some(&byte) = bytes.get(at) {
            let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
            let folded = match byte {
                b'0'..=b'9' => {
                    make.zero_first |= byte == b'0' && make.digits + make.letters == 0;
                    make.digits += 1;
                    u32::from(byte)
                }
                b'A'..=b'Z' | b'a'..=b'z' => {
                    let lower = u32::from(byte | 0x20);
                    make.letters += 1;
                    make.small += u32::from(byte >= b'a');
                    make.masks += u32::from(lower == u32::from(b'x'));
                    make.ending = (make.ending << 8 | lower) & 0xff_ffff;
                    lower
                }
                _ if byte <= b' ' || byte == 0x7f => break,
                b'*' => {
                    // Within a number it masks; elsewhere it parts.
                    if make.letters > make.masks || make.digits + make.masks == 0 {
                        break;
                    }
                    make.masks += 1;
                    at += 1;
                    continue;
                }
                b',' if !(digit(at + 1) && at > start && digit(at - 1)) => break,
                b'/' if fields => break,
                0x80.. => {
                    let Some(step) = wide(&text[at..], &mut make, &mut hash) else { break };
                    at += step;
                    continue;
                }
                _ => {
                    make.hash_first |= byte == b'#' && at == start && digit(at + 1);
                    make.marks += 1;
                    at += 1;
                    continue;
                }
            };
            hash = mix(hash, folded);
            at += 1;
        }
        if bytes[at - 1] == b':' {
            flags |= Token::COLON;
        }
        flags |= make.flags();
        let known = make.letters > 0 && flags & Token::NUMBER == 0 || make.letters == 1;
        let word = if known {
            self.words.get(&hash).copied().unwrap_or_default()
        } else {
            Word::default()
        };
        self.all.push(Token { start: start as u32, end: at as u32, hash, flags, word });
        at
    }
}

impl Make {
    fn flags(&self) -> u16 {
        let Self { digits, letters, .. } = *self;
        if digits + letters == 0 {
            return Token::MARKS;
        }
        let mut flags = if letters > 0 && self.small == 0 { Token::CAPITALS } else { 0 };
        let date = matches!(letters, 3..=6) && matches!(digits, 1..=6) && month(self.ending);
        let masked = letters <= self.masks && self.masks + u32::from(digits > 1) > 2;
        let plain =
            letters == 0 && (digits > 2 || (digits > 1 && (self.marks > 0 || self.zero_first)));
        let coded = digits > 3 || (digits > 2 && letters < digits);
        if plain || coded || date || masked || self.hash_first {
            flags |= Token::NUMBER;
        }
        if digits == 2 && letters == 2 && self.small == 0 && self.marks == 0 {
            flags |= Token::IBAN;
        }
        if digits < 4 && letters == 0 && !self.zero_first && !self.hash_first {
            flags |= Token::SHORT;
        }
        flags
    }
}

/// A character beyond ASCII within a token; none where it is a blank.
fn wide(rest: &str, make: &mut Make, hash: &mut u64) -> Option<usize> {
    let c = rest.chars().next().filter(|c| !c.is_whitespace())?;
    if c.is_numeric() {
        make.digits += 1;
    } else if c.is_alphabetic() {
        make.letters += 1;
        make.small += u32::from(!c.is_uppercase());
        make.ending = 0;
    } else {
        make.marks += 1;
    }
    for lower in c.to_lowercase().filter(|c| c.is_alphanumeric()) {
        *hash = mix(*hash, lower.into());
    }
    Some(c.len_utf8())
}

/// The length of a blank beyond ASCII; 0 for anything else.
fn blank(rest: &str) -> usize {
    rest.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
}

/// Whether slashes part the fields of a record, as in `UPI/P2M/226633290/Name/Bank`.
fn fields(bytes: &[u8]) -> bool {
    let part =
        |w: &[u8]| w[1] == b'/' && w[2] > b' ' && !(w[0].is_ascii_digit() && w[2].is_ascii_digit());
    bytes.windows(3).filter(|w| part(w)).count() > 2
}

fn month(ending: u32) -> bool {
    const MONTHS: &[u8] =
        b"janfebmaraprmayjunjulaugsepoctnovdecmaioktdezmrzfevavreneabragodicgenmag\
        giulugsetottdec";
    MONTHS.chunks_exact(3).any(|m| u32::from_be_bytes([0, m[0], m[1], m[2]]) == ending)
}
