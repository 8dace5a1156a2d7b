//! From text to records: which delimiter, where the table starts, and a reader of records that
//! survives broken quotes. Leaves out what the columns mean.

use std::borrow::Cow;
use std::io::SeekFrom;

use csv::{ByteRecord, Position, Reader, ReaderBuilder, StringRecord};

use super::amounts;
use super::bounded::Bounded;
use super::dates;
use super::layout::{DayFormat, Refused};
use super::words::{self, Role};

/// Longest physical line and widest record that are still taken.
pub const MAX_LINE: usize = 1 << 20;
/// Bytes the reader takes at once.
const BUFFER: usize = 1 << 16;
/// Most bytes a record may take of the text: a line that is too long must show as one.
const REACH: usize = MAX_LINE + 2 * BUFFER;
/// More columns than this are no bank file.
pub const MAX_COLUMNS: usize = 1_000;
/// A quoted cell over more lines than this is a quote nobody closed.
const RUNAWAY_LINES: u64 = 60;

/// Reads records one after the other, with their physical lines.
pub struct Records<'a> {
    reader: Reader<Bounded<'a>>,
    /// The memory of the record before the last, for the next.
    spare: Option<ByteRecord>,
    delimiter: u8,
    quote: Option<u8>,
    /// Lines before the text this reader was given, to count physical lines of the file.
    base: u64,
    /// Byte of the text that reading started at.
    from: usize,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// 1-based physical line.
    pub line: u32,
    /// First byte of the record in the text.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
}

impl<'a> Records<'a> {
    /// Starts at byte `from` of the text, which is physical line `line`.
    pub fn new(
        text: Cow<'a, str>,
        delimiter: u8,
        quote: Option<u8>,
        from: usize,
        line: u32,
    ) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(BUFFER);
        match quote {
            Some(q) => builder.quote(q),
            None => builder.quoting(false),
        };
        // Reading starts inside the text, so positions count from there: a seek would first
        // read a whole record at the top to look for a header.
        let from = from.min(text.len());
        let text = Bounded::new(text, from, REACH);
        let base = u64::from(line.max(1)) - 1;
        let reader = builder.from_reader(text);
        Self { reader, spare: None, delimiter, quote, base, from }
    }

    /// The text the records come from.
    pub fn text(&self) -> &str {
        self.reader.get_ref().text()
    }

    /// Reads the next record; `None` at the end.
    pub fn next(&mut self, record: &mut StringRecord) -> Option<Place> {
        let before = self.reader.position().clone();
        let begin = self.from as u64 + before.byte();
        self.reader.get_mut().begin(begin);
        let mut bytes = self.spare.take().unwrap_or_default();
        let read = self.reader.read_byte_record(&mut bytes).unwrap_or(false);
        // What is read is text but where a line too long is cut.
        let text = StringRecord::from_byte_record_lossy(bytes);
        self.spare = Some(std::mem::replace(record, text).into_byte_record());
        if !read {
            return None;
        }
        let after = self.reader.position();
        let from = self.from;
        let (mut start, end) = (from + at_byte(&before), from + at_byte(after));
        let lines = after.line() - before.line();
        let mut line = before.line();
        let text = self.reader.get_ref().text().as_bytes();
        while start < end && matches!(text[start], b'\n' | b'\r') {
            line += u64::from(text[start] == b'\n');
            start += 1;
        }
        if lines > RUNAWAY_LINES && after.line() - line > RUNAWAY_LINES {
            return Some(self.one_line(record, start, line));
        }
        Some(Place { line: clip(line + self.base), start, end })
    }

    /// Takes one physical line by itself where a quote would swallow the rest of the file.
    fn one_line(&mut self, record: &mut StringRecord, start: usize, line: u64) -> Place {
        let text = self.reader.get_ref().text().as_bytes();
        let end =
            text[start..].iter().position(|b| *b == b'\n').map_or(text.len(), |i| start + i + 1);
        let line_cells = split_line(&text[start..end], self.delimiter, self.quote);
        *record = StringRecord::from_byte_record_lossy(line_cells);
        let mut at = Position::new();
        at.set_byte((end - self.from) as u64).set_line(line + 1);
        // A cursor over memory cannot fail to seek.
        let _ = self.reader.seek_raw(SeekFrom::Start(end as u64), at);
        Place { line: clip(line + self.base), start, end }
    }
}

fn at_byte(p: &Position) -> usize {
    usize::try_from(p.byte()).unwrap_or(usize::MAX)
}

fn clip(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Splits one line where a quote only closes before a delimiter or the end.
fn split_line(line: &[u8], delimiter: u8, quote: Option<u8>) -> ByteRecord {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mut record = ByteRecord::new();
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let closed = quote.filter(|q| rest.first() == Some(q)).and_then(|q| {
            rest.windows(2).skip(1).position(|w| w[0] == q && w[1] == delimiter).map(|i| i + 1)
        });
        let (cell, next) = match closed {
            Some(i) => (&rest[1..i], Some(i + 2)),
            None => match rest.iter().position(|b| *b == delimiter) {
                Some(i) => (&rest[..i], Some(i + 1)),
                None => (rest, None),
            },
        };
        record.push_field(cell);
        match next {
            Some(n) if record.len() <= MAX_COLUMNS => at += n,
            _ => return record,
        }
    }
}

/// A record taken out of the sample, trimmed.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Where it stands.
    pub place: Place,
    /// Its cells without blanks around them.
    pub cells: Vec<String>,
}

impl Line {
    /// The cell, empty when the record is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_empty()).count()
    }
}

/// The sample of a file as a table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The delimiter.
    pub delimiter: u8,
    /// The quote.
    pub quote: Option<u8>,
    /// All records of the sample that hold something.
    pub lines: Vec<Line>,
    /// Index of the header in `lines`.
    pub header: Option<usize>,
    /// Index of the first record after the header.
    pub first: usize,
}

/// The day of a cell in any order, for telling data from words.
pub fn any_day(cell: &str) -> bool {
    cell.len() >= 6
        && cell.bytes().any(|b| b.is_ascii_digit())
        && [DayFormat::Ymd, DayFormat::Dmy, DayFormat::Mdy, DayFormat::MonthName]
            .iter()
            .any(|f| dates::parse_day(cell, *f, None).is_some())
        || is_short_day(cell)
}

/// `4月30日` is a day in itself; `4/30` could be anything.
fn is_short_day(cell: &str) -> bool {
    cell.contains('月') && dates::parse_day(cell, DayFormat::MonthDay, None).is_some()
}

/// True for a cell that could be money: a number that is no date and no long id.
pub fn any_money(cell: &str) -> bool {
    !cell.is_empty()
        && cell.len() <= 40
        && cell.bytes().any(|b| b.is_ascii_digit())
        && !any_day(cell)
        && cell.bytes().filter(u8::is_ascii_digit).count() <= 15
        && amounts::parse_number(cell, '.').is_ok()
}

fn is_data(line: &Line) -> bool {
    line.cells.iter().any(|c| any_day(c)) && line.cells.iter().any(|c| any_money(c))
}

/// Reads the sample with one delimiter.
fn read(text: &str, delimiter: u8, quote: Option<u8>, cut: bool) -> Result<Vec<Line>, Refused> {
    let mut records = Records::new(Cow::Borrowed(text), delimiter, quote, 0, 1);
    let mut record = StringRecord::new();
    let mut lines = Vec::new();
    while let Some(place) = records.next(&mut record) {
        if record.len() > MAX_COLUMNS {
            return Err(Refused::new(
                place.line,
                1_001,
                "more than 1,000 columns: this is no bank file",
            ));
        }
        let cells: Vec<String> =
            record.iter().map(|c| c.trim_matches(is_blank).to_string()).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            lines.push(Line { place, cells });
        }
    }
    // The last record of a cut sample may be half a record.
    if cut && lines.len() > 2 {
        lines.pop();
    }
    Ok(lines)
}

/// Blanks that banks pad cells with.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\0')
}

/// Tries every delimiter and keeps the one that makes the best table.
pub fn find(text: &str, cut: bool) -> Result<Table, Refused> {
    let mut best: Option<(usize, Table)> = None;
    for delimiter in *b";,\t|" {
        let quote = quote_of(text, delimiter);
        let lines = read(text, delimiter, quote, cut)?;
        let (score, table) = weigh(lines, delimiter, quote);
        if score > 0 && best.as_ref().is_none_or(|(b, _)| score > *b) {
            best = Some((score, table));
        }
    }
    best.map(|b| b.1)
        .ok_or_else(|| Refused::new(1, 1, "no table with at least two columns in this file"))
}

/// Single quotes are quotes only where they come in pairs and there are no double ones.
fn quote_of(text: &str, delimiter: u8) -> Option<u8> {
    if text.contains('"') || !text.contains('\'') {
        return Some(b'"');
    }
    let d = char::from(delimiter);
    let opens = text.matches(&format!("{d}'")).count() + text.matches("\n'").count();
    let closes = text.matches(&format!("'{d}")).count() + text.matches("'\n").count();
    Some(if opens > 0 && opens == closes { b'\'' } else { b'"' })
}

fn weigh(lines: Vec<Line>, delimiter: u8, quote: Option<u8>) -> (usize, Table) {
    let mut widths = std::collections::BTreeMap::new();
    for line in lines.iter().filter(|l| l.cells.len() > 1) {
        *widths.entry(line.cells.len()).or_insert(0usize) += 1;
    }
    let mode = widths.values().copied().max().unwrap_or(0);
    let data: Vec<bool> = lines.iter().take(400).map(is_data).collect();
    let hits = data.iter().filter(|d| **d).count();
    let (header, words) = find_header(&lines, &data);
    let first =
        header.map_or_else(|| data.iter().position(|d| *d).unwrap_or(lines.len()), |h| h + 1);
    let score = hits * 4 + mode.min(400) + words * 3;
    (if mode == 0 { 0 } else { score }, Table { delimiter, quote, lines, header, first })
}

/// The header: the record before the data with the most words that name columns.
fn find_header(lines: &[Line], data: &[bool]) -> (Option<usize>, usize) {
    let first = data.iter().position(|d| *d);
    let reach = first.map_or(lines.len().min(60), |f| f.min(60) + 1);
    let mut best: Option<(usize, usize)> = None;
    for (i, line) in lines.iter().enumerate().take(reach) {
        let found = header_words(line);
        if found >= 2 && best.is_none_or(|(_, b)| found >= b) {
            best = Some((i, found));
        }
    }
    if let Some((i, found)) = best {
        return (Some(i), found);
    }
    // Words nobody listed: a line of plain words of the same width right above the data.
    let above = first.and_then(|f| f.checked_sub(1)).filter(|&i| {
        let (line, next) = (&lines[i], &lines[i + 1]);
        line.cells.len() == next.cells.len()
            && line.filled() * 2 >= line.cells.len()
            && !line.cells.iter().any(|c| any_money(c) || any_day(c))
    });
    (above, 0)
}

/// How many cells name a column, where at least one names a day, money or a balance.
fn header_words(line: &Line) -> usize {
    if line.cells.len() < 2 || line.cells.iter().any(|c| any_money(c) || any_day(c)) {
        return 0;
    }
    let roles: Vec<Role> = line.cells.iter().filter_map(|c| words::role(c)).map(|r| r.0).collect();
    let key = roles.iter().any(|r| {
        use Role::{Amount, Balance, Credit, Day, DayDone, DayOther, DayStart, DayValue, Debit};
        matches!(
            r,
            Day | DayDone | DayStart | DayValue | DayOther | Amount | Debit | Credit | Balance
        )
    });
    if key || super::trades::is_header(&line.cells) { roles.len().max(2) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_table_below_preamble() {
        let text = "Konto;DE12\n\n\"Stand vom 1.1.2024:\";\"3,00\"\n\
            Buchungstag;Text;Betrag\n02.01.2024;a;1,00\n";
        let table = find(text, false).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((table.delimiter, table.header, table.first), (b';', Some(2), 3));
        assert_eq!(table.lines[2].place.line, 4);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        let mut text = String::from("Date,Text,Amount\n2024-01-01,\"open,1.00\n");
        for _ in 0..200 {
            text.push_str("2024-01-02,b,2.00\n");
        }
        let mut records = Records::new(Cow::Borrowed(&text), b',', Some(b'"'), 0, 1);
        let mut record = StringRecord::new();
        let mut n = 0;
        while records.next(&mut record).is_some() {
            n += 1;
        }
        assert_eq!(n, 202);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(.|\n){0,200}") {
            let _ = find(&text, false);
        }
    }
}
