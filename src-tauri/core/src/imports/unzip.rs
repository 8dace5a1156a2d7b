//! The files in a zip, one at a time and within bounds: a zip bomb is refused in words.
//! Leaves out zips within zips, passwords, and every method but store and deflate.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::imports::statement::Refused;

/// What everything in a zip, and any file at all, may come to.
pub const UNPACKED: u64 = 256 * 1024 * 1024;
/// Files in a zip.
const FILES: usize = 1_000;
/// How many times its packed size a file may be: statements stay below 100, a bomb is near 1,000.
const RATIO: u64 = 300;
/// Below this nothing is a bomb, whatever its ratio.
const SMALL: u64 = 1024 * 1024;
/// How much of a file is looked at to see what it is.
const HEAD: u64 = 64 * 1024;

/// Whether bytes begin like a zip with something in it.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// A zip, opened.
pub struct Zip<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    packed: u64,
    left: u64,
}

impl<'a> Zip<'a> {
    /// Reads the table of contents and holds it to the bounds.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        // Counted before the table of contents is read, since that alone can fill the memory.
        if bytes.windows(4).filter(|w| *w == b"PK\x01\x02").count() > FILES {
            return Err(refused(format!("the zip holds more than {FILES} files")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let mut zip = Self { archive, packed, left: UNPACKED };
        let mut total = 0_u64;
        for i in 0..zip.archive.len() {
            let file = zip.archive.by_index_raw(i).map_err(|e| broken(&e))?;
            total = total.saturating_add(file.size());
            let (packed, name) = (file.compressed_size().min(zip.packed), short_name(&file));
            if file.size() > SMALL && file.size() / packed.max(1) > RATIO {
                return Err(bomb(&name));
            }
        }
        if total > UNPACKED {
            return Err(too_much());
        }
        Ok(zip)
    }

    /// How many files and folders it has.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// The name of a file, for messages; None for a folder and for what macOS adds.
    pub fn name(&mut self, i: usize) -> Result<Option<String>, Refused> {
        let file = self.archive.by_index_raw(i).map_err(|e| broken(&e))?;
        let hidden = file.name().is_ok_and(|n| n.starts_with("__MACOSX/"));
        Ok((!file.is_dir() && !hidden).then(|| short_name(&file)))
    }

    /// The beginning of a file.
    pub fn head(&mut self, i: usize) -> Result<Vec<u8>, Refused> {
        let file = self.archive.by_index(i).map_err(|e| broken(&e))?;
        let mut head = Vec::new();
        file.take(HEAD).read_to_end(&mut head).map_err(|e| broken(&ZipError::Io(e)))?;
        Ok(head)
    }

    /// A whole file. The sizes a zip declares can lie, so what comes out is measured.
    pub fn whole(&mut self, i: usize) -> Result<Vec<u8>, Refused> {
        let file = self.archive.by_index(i).map_err(|e| broken(&e))?;
        let (packed, name) = (file.compressed_size().min(self.packed), short_name(&file));
        let by_ratio = packed.saturating_mul(RATIO).max(SMALL);
        let limit = self.left.min(by_ratio);
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let read = read.map_err(|e| broken(&ZipError::Io(e)))? as u64;
        if read > limit {
            return Err(if limit == self.left { too_much() } else { bomb(&name) });
        }
        self.left -= read;
        Ok(bytes)
    }
}

fn short_name<R: Read>(file: &zip::read::ZipFile<'_, R>) -> String {
    let name = file.name().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn refused(reason: impl Into<String>) -> Refused {
    Refused::new(1, 1, reason)
}

fn too_much() -> Refused {
    refused(format!("the zip unpacks to more than {} MB", UNPACKED / 1024 / 1024))
}

fn bomb(name: &str) -> Refused {
    refused(format!("{name} in the zip unpacks to over {RATIO} times its size, like a zip bomb"))
}

fn broken(error: &ZipError) -> Refused {
    refused(match error {
        ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED => {
            "the zip is locked with a password; unpack it first".into()
        }
        ZipError::CompressionMethodNotSupported(_) => {
            "the zip is packed in a way that is not read here; unpack it first".into()
        }
        other => format!("the zip cannot be read: {other}"),
    })
}
