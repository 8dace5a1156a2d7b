//! Lends a text to the reader of records, and stops lending where one record would take more than
//! a bank's could: a quote nobody closes, or a line without an end, must not fill the memory.

use std::borrow::Cow;
use std::io::{Cursor, Read, Result, Seek, SeekFrom};

/// A text, lent as bytes.
struct Lent<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Lent<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A text that ends early inside a record that is too long.
pub struct Bounded<'a> {
    text: Cursor<Lent<'a>>,
    /// Byte that may not be passed before the next record begins.
    limit: u64,
    reach: u64,
}

impl<'a> Bounded<'a> {
    /// Starts at byte `from`; a record may take `reach` bytes.
    pub fn new(text: Cow<'a, str>, from: usize, reach: usize) -> Self {
        let (from, reach) = (from as u64, reach as u64);
        let mut text = Cursor::new(Lent(text));
        text.set_position(from);
        Self { text, limit: from + reach, reach }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text.get_ref().0
    }

    /// A record begins at this byte.
    pub fn begin(&mut self, at: u64) {
        self.limit = at + self.reach;
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let left = self.limit.saturating_sub(self.text.position());
        let n = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        self.text.read(&mut into[..n])
    }
}

impl Seek for Bounded<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = self.text.seek(to)?;
        self.begin(at);
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_ends_where_it_must() -> Result<()> {
        let text = "x".repeat(100);
        let mut bounded = Bounded::new(Cow::Borrowed(&text), 10, 20);
        let mut into = [0; 64];
        assert_eq!((bounded.read(&mut into)?, bounded.read(&mut into)?), (20, 0));
        bounded.begin(30);
        assert_eq!(bounded.read(&mut into)?, 20);
        assert_eq!(bounded.seek(SeekFrom::Start(95))?, 95);
        assert_eq!(bounded.read(&mut into)?, 5);
        Ok(())
    }
}
