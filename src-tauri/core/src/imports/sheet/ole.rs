//! The streams in a compound file, the container of Excel before 2007 and of workbooks behind a
//! password. Follows [MS-CFB]; every chain is bounded, since a damaged one can run in a circle.
//! Leaves out storages within storages, times and permissions.

use crate::imports::statement::Refused;

/// Sector numbers from here up mean an end, or none.
const LAST: u32 = 0xffff_fffa;
/// Bytes of a sector of a small stream.
const MINI: usize = 64;
/// Streams shorter than this lie in small sectors.
const SMALL: usize = 4096;

/// Whether bytes begin like a compound file.
pub fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Little-endian numbers at an offset; 0 beyond the end.
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |b| u16::from_le_bytes(*b))
}

pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |b| u32::from_le_bytes(*b))
}

/// A compound file, opened.
pub struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Ole<'a> {
    /// Reads the tables of the container.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let sector = match u16_at(bytes, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err(damaged()),
        };
        let fat = Vec::new();
        let mut ole = Self { bytes, sector, fat, mini_fat: vec![], mini: vec![], entries: vec![] };
        ole.fat = ole.read_fat()?;
        let folder = ole.chain(u32_at(bytes, 48))?;
        ole.entries = folder.chunks_exact(128).map(entry).collect();
        let root = ole.entries.first().ok_or_else(damaged)?.start;
        ole.mini_fat = numbers(&ole.chain(u32_at(bytes, 60))?);
        ole.mini = ole.chain(root)?;
        Ok(ole)
    }

    /// The table of sectors: which follows which.
    fn read_fat(&self) -> Result<Vec<u32>, Refused> {
        let mut places = numbers(self.bytes.get(76..512).ok_or_else(damaged)?);
        let mut next = u32_at(self.bytes, 68);
        for _ in 0..=self.sectors() {
            if next >= LAST {
                break;
            }
            let more = numbers(self.sector_at(next)?);
            let (link, more) = more.split_last().ok_or_else(damaged)?;
            places.extend_from_slice(more);
            next = *link;
        }
        let mut fat = Vec::new();
        // More tables than sectors would be the same ones again and again.
        for place in places.into_iter().filter(|p| *p < LAST).take(self.sectors() + 1) {
            fat.extend(numbers(self.sector_at(place)?));
        }
        Ok(fat)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector; the last one may be cut short.
    fn sector_at(&self, number: u32) -> Result<&'a [u8], Refused> {
        let number = usize::try_from(number).map_err(|_| damaged())?;
        let from = number.checked_add(1).and_then(|n| n.checked_mul(self.sector));
        let rest = from.and_then(|from| self.bytes.get(from..)).ok_or_else(damaged)?;
        Ok(&rest[..rest.len().min(self.sector)])
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Refused> {
        let (mut out, mut next, mut steps) = (Vec::new(), start, 0);
        while next < LAST {
            steps += 1;
            if steps > self.sectors() + 1 {
                return Err(damaged());
            }
            out.extend_from_slice(self.sector_at(next)?);
            next = follow(&self.fat, next)?;
        }
        Ok(out)
    }

    fn small_chain(&self, start: u32) -> Result<Vec<u8>, Refused> {
        let (mut out, mut next, mut steps) = (Vec::new(), start, 0);
        while next < LAST {
            let from = usize::try_from(next).ok().and_then(|n| n.checked_mul(MINI));
            let rest = from.and_then(|from| self.mini.get(from..)).ok_or_else(damaged)?;
            steps += 1;
            if steps > self.mini_fat.len() {
                return Err(damaged());
            }
            out.extend_from_slice(&rest[..rest.len().min(MINI)]);
            next = follow(&self.mini_fat, next)?;
        }
        Ok(out)
    }

    /// Whether there is a stream of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream as a whole.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        let small = entry.length < SMALL;
        let mut bytes =
            if small { self.small_chain(entry.start)? } else { self.chain(entry.start)? };
        bytes.truncate(entry.length);
        Ok(Some(bytes))
    }
}

fn follow(table: &[u32], at: u32) -> Result<u32, Refused> {
    let at = usize::try_from(at).map_err(|_| damaged())?;
    table.get(at).copied().ok_or_else(damaged)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32_at(b, 0)).collect()
}

fn entry(bytes: &[u8]) -> Entry {
    let units = bytes[..64].chunks_exact(2).map(|b| u16_at(b, 0)).take_while(|u| *u != 0);
    let name = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let length = usize::try_from(u32_at(bytes, 120)).unwrap_or(usize::MAX);
    Entry { name, start: u32_at(bytes, 116), length }
}

fn damaged() -> Refused {
    Refused::new(1, 1, "the workbook is damaged: its parts do not hang together")
}
