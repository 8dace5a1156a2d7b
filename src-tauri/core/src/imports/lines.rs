//! A batch's lines as the bank wrote them, gathered some hundreds to a block and compressed: they are
//! kept for good and hardly ever read, and one row each made an import write half as much again. Pure.
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// The line behind one transaction of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Which transaction of the batch, as its id counts.
    pub no: u32,
    /// 1-based physical line of the file.
    pub line: u32,
    /// The physical line or lines.
    pub raw: String,
}

/// A block: its lowest `no`, and its lines.
pub(super) struct Block {
    pub no: u32,
    /// JSON `[[no, line, raw], …]` as LZ4 with its size before it.
    pub lines: Vec<u8>,
}

/// Gathers lines until there are enough for a block.
#[derive(Default)]
pub(super) struct Gathered {
    json: Vec<u8>,
    least: u32,
}

impl Gathered {
    /// Beyond this many bytes a block is full.
    const FULL: usize = 64 << 10;

    /// Takes one line; a block when it is full.
    pub fn add(&mut self, no: u32, line: u32, raw: &str) -> Result<Option<Block>> {
        self.least = if self.json.is_empty() { no } else { self.least.min(no) };
        self.json.push(if self.json.is_empty() { b'[' } else { b',' });
        serde_json::to_writer(&mut self.json, &(no, line, raw)).map_err(Error::internal)?;
        Ok(if self.json.len() < Self::FULL { None } else { self.rest() })
    }

    /// What was gathered since the last full block.
    pub fn rest(&mut self) -> Option<Block> {
        if self.json.is_empty() {
            return None;
        }
        self.json.push(b']');
        let lines = lz4_flex::block::compress_prepend_size(&self.json);
        self.json.clear();
        Some(Block { no: self.least, lines })
    }
}

/// The lines of a block, in file order.
pub(super) fn unpack(block: &[u8]) -> Result<Vec<Line>> {
    let json = lz4_flex::block::decompress_size_prepended(block).map_err(Error::internal)?;
    let lines: Vec<(u32, u32, String)> = serde_json::from_slice(&json).map_err(Error::internal)?;
    Ok(lines.into_iter().map(|(no, line, raw)| Line { no, line, raw }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_line_is_found_again(raws in prop::collection::vec("\\PC{0,3000}\n?\"?", 1..80), down: bool) {
            let (mut gathered, mut blocks, mut lines) = (Gathered::default(), vec![], vec![]);
            for (at, raw) in raws.into_iter().enumerate() {
                let no = if down { 1000 - at as u32 } else { at as u32 + 1 };
                let line = at as u32 * 2 + 1;
                blocks.extend(gathered.add(no, line, &raw).unwrap());
                lines.push(Line { no, line, raw });
            }
            blocks.extend(gathered.rest());
            let unpacked: Vec<_> = blocks.iter().map(|block| unpack(&block.lines).unwrap()).collect();
            for (block, lines) in blocks.iter().zip(&unpacked) {
                prop_assert_eq!(Some(block.no), lines.iter().map(|line| line.no).min());
            }
            prop_assert_eq!(unpacked.concat(), lines);
        }
    }
}
