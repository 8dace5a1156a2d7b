//! The sheets of a workbook of Excel 5 to 2003: records (BIFF 5 and 8) in the stream `Workbook`.
//! Follows [MS-XLS]. Leaves out everything about looks but how a number is shown,
//! and formulas but for the value last computed. Refuses what is behind a password.
//! Read here and not by a crate: the one at hand runs in circles on damaged containers.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::Sheet;
use super::ole::{Ole, u16_at, u32_at};
use super::text::{Cell, LARGEST, Lines, Look, built_in, look};
use crate::imports::statement::Refused;

/// Cells of a workbook.
const CELLS: usize = 8_000_000;

/// The text of each sheet that has any.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    let ole = Ole::open(bytes)?;
    if ole.has("EncryptedPackage") {
        return Err(locked());
    }
    let stream = match ole.stream("Workbook")? {
        Some(stream) => Some(stream),
        None => ole.stream("Book")?,
    };
    let Some(stream) = stream else {
        return Err(Refused::new(1, 1, "this is a document of Microsoft Office, but no workbook"));
    };
    let mut book = Book::read(&stream)?;
    let (mut left, mut cells) = (LARGEST, CELLS);
    let mut sheets = Vec::new();
    for (name, at) in std::mem::take(&mut book.sheets) {
        let text = book.sheet(Records { stream: &stream, at }, left, &mut cells)?;
        left -= text.len();
        if !text.is_empty() {
            sheets.push(Sheet { name, text });
        }
    }
    Ok(sheets)
}

fn locked() -> Refused {
    super::locked()
}

fn damaged() -> Refused {
    Refused::new(1, 1, "the workbook is damaged: it breaks off within a sheet")
}

/// One record after the other: number and content.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let head = self.stream.get(self.at..self.at.checked_add(4)?)?;
        let (kind, length) = (u16_at(head, 0), usize::from(u16_at(head, 2)));
        let data = self.stream.get(self.at + 4..)?;
        self.at += 4 + length;
        Some((kind, &data[..data.len().min(length)]))
    }

    /// What follows as a continuation of the record read last.
    fn continued(&mut self, first: &'a [u8]) -> Vec<&'a [u8]> {
        let mut parts = vec![first];
        loop {
            let before = self.at;
            match self.next() {
                Some((0x003c, data)) => parts.push(data),
                _ => {
                    self.at = before;
                    return parts;
                }
            }
        }
    }
}

/// Bytes over several records. Where letters run on into the next one, it begins with a byte that
/// says anew how wide they are.
struct Pieces<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(parts: Vec<&'a [u8]>) -> Self {
        Self { parts, part: 0, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.parts.get(self.part).and_then(|p| p.get(self.at..)).unwrap_or_default()
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest().is_empty() {
            self.part += 1;
            self.at = 0;
            self.parts.get(self.part)?;
        }
        let byte = self.rest().first().copied();
        self.at += 1;
        byte
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |all, i| Some(all | u32::from(self.byte()?) << (8 * i)))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.rest().len().min(count);
            self.at += step;
            count -= step;
            if count > 0 {
                self.byte()?;
                count -= 1;
            }
        }
        Some(())
    }

    fn letters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while count > 0 {
            let rest = self.rest();
            if rest.is_empty() {
                wide = self.byte()? & 1 == 1;
                continue;
            }
            let step = count.min(if wide { rest.len() / 2 } else { rest.len() });
            if step == 0 {
                return None;
            }
            if wide {
                units.extend(rest[..step * 2].chunks_exact(2).map(|b| u16_at(b, 0)));
            } else {
                units.extend(rest[..step].iter().map(|b| u16::from(*b)));
            }
            self.at += if wide { step * 2 } else { step };
            count -= step;
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text of BIFF 8 after its length: flags, and perhaps what to skip behind the letters.
    fn text(&mut self, count: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let text = self.letters(count, flags & 1 != 0)?;
        self.skip(usize::try_from(runs).ok()? * 4 + usize::try_from(extra).ok()?)?;
        Some(text)
    }
}

/// A workbook without its sheets.
struct Book {
    /// BIFF 8; before it, texts are bytes in an encoding.
    eight: bool,
    encoding: &'static Encoding,
    from_1904: bool,
    /// Name and offset.
    sheets: Vec<(String, usize)>,
    shared: Vec<String>,
    /// The formats of cells.
    looks: Vec<Look>,
}

/// A cell before its row is written.
enum Value {
    Number(f64, usize),
    Shared(usize),
    Text(String),
    Flag(bool),
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, Refused> {
        let mut records = Records { stream, at: 0 };
        let Some((0x0809, start)) = records.next() else { return Err(damaged()) };
        let mut book = Self {
            eight: u16_at(start, 0) >= 0x0600,
            encoding: encoding_rs::WINDOWS_1252,
            from_1904: false,
            sheets: vec![],
            shared: vec![],
            looks: vec![],
        };
        let mut own: HashMap<u16, Look> = HashMap::new();
        while let Some((kind, data)) = records.next() {
            match kind {
                0x002f => return Err(locked()),
                0x0022 => book.from_1904 = u16_at(data, 0) == 1,
                0x0042 => book.encoding = encoding(u16_at(data, 0)),
                0x041e => {
                    let format = match book.eight {
                        true => book.text(data.get(2..).unwrap_or_default(), 2),
                        false => book.text(data.get(2..).unwrap_or_default(), 1),
                    };
                    own.insert(u16_at(data, 0), look(&format));
                }
                0x00e0 => {
                    let id = u16_at(data, 2);
                    let look = own.get(&id).copied();
                    book.looks.push(look.unwrap_or_else(|| built_in(u32::from(id))));
                }
                // Only worksheets: no charts, no macros.
                0x0085 if data.get(5) == Some(&0) => {
                    let name = book.text(data.get(6..).unwrap_or_default(), 1);
                    let at = usize::try_from(u32_at(data, 0)).map_err(|_| damaged())?;
                    book.sheets.push((name, at));
                }
                0x00fc => book.shared = shared(records.continued(data)),
                0x000a => break,
                _ => {}
            }
        }
        Ok(book)
    }

    /// A text with its length in front, in that many bytes.
    fn text(&self, data: &[u8], bytes: u32) -> String {
        let mut pieces = Pieces::new(vec![data]);
        self.long_text(&mut pieces, bytes).unwrap_or_default()
    }

    fn long_text(&self, pieces: &mut Pieces<'_>, bytes: u32) -> Option<String> {
        let count = usize::try_from(pieces.number(bytes)?).ok()?;
        if self.eight {
            return pieces.text(count);
        }
        let rest = pieces.rest();
        Some(self.encoding.decode(&rest[..rest.len().min(count)]).0.into_owned())
    }

    fn sheet(
        &self,
        mut records: Records<'_>,
        left: usize,
        most: &mut usize,
    ) -> Result<String, Refused> {
        let Some((0x0809, _)) = records.next() else { return Err(damaged()) };
        let mut cells: Vec<(u16, u16, Value)> = Vec::new();
        // A chart within the sheet has a beginning and an end of its own.
        let mut depth = 1;
        while let Some((kind, data)) = records.next() {
            match kind {
                0x002f => return Err(locked()),
                0x0809 => depth += 1,
                0x000a => depth -= 1,
                // The text that the formula before it came to.
                0x0207 if depth == 1 => {
                    let mut pieces = Pieces::new(records.continued(data));
                    let text = self.long_text(&mut pieces, 2).unwrap_or_default();
                    if let Some((_, _, last)) = cells.last_mut() {
                        *last = Value::Text(text);
                    }
                }
                _ if depth == 1 => {
                    let before = cells.len();
                    self.cells(kind, data, &mut cells);
                    *most = most.checked_sub(cells.len() - before).ok_or_else(|| {
                        let row = u32::from(u16_at(data, 0)) + 1;
                        Refused::new(row, 1, format!("the workbook has more than {CELLS} cells"))
                    })?;
                }
                _ => {}
            }
            if depth == 0 {
                return self.lines(cells, left);
            }
        }
        Err(damaged())
    }

    /// The cells of one record.
    fn cells(&self, kind: u16, data: &[u8], cells: &mut Vec<(u16, u16, Value)>) {
        if data.len() < 6 {
            return;
        }
        let (row, column) = (u16_at(data, 0), u16_at(data, 2));
        let format = usize::from(u16_at(data, 4));
        let value = match kind {
            0x0203 => double(data, 6).map(|v| Value::Number(v, format)),
            0x027e => Some(Value::Number(packed(u32_at(data, 6)), format)),
            0x00bd => {
                for (i, cell) in (0_u16..).zip(data[4..].chunks_exact(6)) {
                    let format = usize::from(u16_at(cell, 0));
                    let value = Value::Number(packed(u32_at(cell, 2)), format);
                    cells.push((row, column.saturating_add(i), value));
                }
                None
            }
            0x00fd => usize::try_from(u32_at(data, 6)).ok().map(Value::Shared),
            0x0204 | 0x00d6 => Some(Value::Text(self.text(&data[6..], 2))),
            0x0205 => flag(data.get(6..8)),
            0x0006 | 0x0206 | 0x0406 => match data.get(6..14) {
                Some([0, .., 0xff, 0xff]) => Some(Value::Text(String::new())),
                Some([1, _, yes, .., 0xff, 0xff]) => flag(Some(&[*yes, 0])),
                Some([2, _, error, .., 0xff, 0xff]) => flag(Some(&[*error, 1])),
                Some([.., 0xff, 0xff]) => None,
                _ => double(data, 6).map(|v| Value::Number(v, format)),
            },
            _ => None,
        };
        cells.extend(value.map(|value| (row, column, value)));
    }

    fn lines(&self, mut cells: Vec<(u16, u16, Value)>, left: usize) -> Result<String, Refused> {
        // Blocks of rows may come in any order; of a cell that is there twice the last counts.
        cells.reverse();
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        let mut lines = Lines::new(left, self.from_1904);
        for (row, column, value) in &cells {
            let cell = match value {
                Value::Number(value, format) => match self.looks.get(*format) {
                    Some(Look::Days) => Cell::Serial(*value),
                    look => Cell::Number(*value, look.copied().unwrap_or_default()),
                },
                Value::Shared(at) => Cell::Text(self.shared.get(*at).map_or("", String::as_str)),
                Value::Text(text) => Cell::Text(text),
                Value::Flag(yes) => Cell::Flag(*yes),
            };
            lines.put(u32::from(*row), u32::from(*column), &cell)?;
        }
        lines.finish()
    }
}

fn shared(parts: Vec<&[u8]>) -> Vec<String> {
    let mut pieces = Pieces::new(parts);
    let mut all = Vec::new();
    if pieces.skip(8).is_none() {
        return all;
    }
    while let Some(count) = pieces.number(2).and_then(|n| usize::try_from(n).ok()) {
        let Some(text) = pieces.text(count) else { break };
        all.push(text);
    }
    all
}

fn double(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..).and_then(<[u8]>::first_chunk).map(|b| f64::from_le_bytes(*b))
}

/// A number in four bytes: a whole one or half of a long one, perhaps a hundredfold.
fn packed(bits: u32) -> f64 {
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        // The shift keeps the sign.
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

fn flag(data: Option<&[u8]>) -> Option<Value> {
    let [value, is_error] = data? else { return None };
    if *is_error == 0 {
        return Some(Value::Flag(*value != 0));
    }
    let text = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Some(Value::Text(text.into()))
}

/// The encoding of texts before BIFF 8, by the number Windows gave it.
fn encoding(page: u16) -> &'static Encoding {
    let label = match page {
        437 | 850 | 1252 | 32769 => "windows-1252".to_owned(),
        932 => "shift_jis".into(),
        936 => "gbk".into(),
        949 => "euc-kr".into(),
        950 => "big5".into(),
        874 => "windows-874".into(),
        10000 | 32768 => "macintosh".into(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
