//! The sheets of an Office Open XML workbook: the cells as they stand, formulas by the value last
//! computed. Leaves out everything about looks but how a number is shown.
//! Read here and not by a crate: each part is bounded, and a number is never rounded on the way.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::Sheet;
use super::text::{Cell, LARGEST, Lines, Look, built_in, look};
use crate::imports::statement::Refused;
use crate::imports::unzip::Zip;
use crate::imports::xml::{self, Piece, Reader};

/// Sheets of a workbook.
const SHEETS: usize = 200;
/// Texts that cells share, and formats of cells.
const SHARED: usize = 4_000_000;

/// The text of each sheet that has any.
pub fn read(zip: &mut Zip<'_>) -> Result<Vec<Sheet>, Refused> {
    let mut book = Book::open(zip)?;
    let mut left = LARGEST;
    let mut sheets = Vec::new();
    for (name, path) in std::mem::take(&mut book.sheets) {
        let Some(xml) = book.parts.text(&path)? else {
            return Err(Refused::new(1, 1, format!("the workbook is damaged: {path} is missing")));
        };
        let text = book.sheet(&xml, left).map_err(|no| within(&path, no))?;
        left -= text.len();
        if !text.is_empty() {
            sheets.push(Sheet { name, text });
        }
    }
    Ok(sheets)
}

fn within(path: &str, no: Placed) -> Refused {
    match no {
        Placed::InSheet(refused) => refused,
        Placed::InXml(refused) => {
            Refused { reason: format!("in {path}: {}", refused.reason), ..refused }
        }
    }
}

/// What a refusal counts: rows and columns of the sheet, or lines and columns of its XML.
enum Placed {
    InSheet(Refused),
    InXml(Refused),
}

impl From<Refused> for Placed {
    fn from(refused: Refused) -> Self {
        Self::InXml(refused)
    }
}

/// The files in the zip by name; programs differ in slashes and letters.
struct Parts<'z, 'a> {
    zip: &'z mut Zip<'a>,
    names: HashMap<String, usize>,
}

impl<'z, 'a> Parts<'z, 'a> {
    fn new(zip: &'z mut Zip<'a>) -> Result<Self, Refused> {
        let mut names = HashMap::new();
        for i in 0..zip.len() {
            if let Some(name) = zip.name(i)? {
                names.insert(plain(&name), i);
            }
        }
        Ok(Self { zip, names })
    }

    fn text(&mut self, path: &str) -> Result<Option<String>, Refused> {
        let Some(at) = self.names.get(&plain(path)) else { return Ok(None) };
        let bytes = self.zip.whole(*at)?;
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }
}

/// The name of a part as it is compared.
pub fn plain(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A workbook without its sheets.
struct Book<'z, 'a> {
    parts: Parts<'z, 'a>,
    /// Name and path.
    sheets: Vec<(String, String)>,
    shared: Shared,
    /// The formats of cells.
    looks: Vec<Look>,
    from_1904: bool,
}

impl<'z, 'a> Book<'z, 'a> {
    fn open(zip: &'z mut Zip<'a>) -> Result<Self, Refused> {
        let mut parts = Parts::new(zip)?;
        let root = relations(&mut parts, "")?;
        let path = root.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let path = path.unwrap_or_else(|| "xl/workbook.xml".into());
        let Some(xml) = parts.text(&path)? else {
            return Err(Refused::new(1, 1, "the workbook is damaged: it lacks its list of sheets"));
        };
        let (named, from_1904) = sheets(&xml).map_err(|no| within(&path, no.into()))?;
        let relations = relations(&mut parts, &path)?;
        let (mut sheets, mut shared, mut looks) = (vec![], Shared::default(), vec![]);
        for (name, id) in named {
            let found = relations.iter().find(|r| r.id == id && r.kind == "worksheet");
            sheets.extend(found.map(|r| (name, r.target.clone())));
        }
        for relation in &relations {
            let path = &relation.target;
            let inside = |no: Refused| within(path, no.into());
            match relation.kind.as_str() {
                "sharedStrings" => {
                    let xml = parts.text(path)?.unwrap_or_else(|| "<sst/>".into());
                    shared = Shared::read(&xml).map_err(inside)?;
                }
                "styles" => {
                    let xml = parts.text(path)?.unwrap_or_else(|| "<a/>".into());
                    looks = formats(&xml).map_err(inside)?;
                }
                _ => {}
            }
        }
        Ok(Self { parts, sheets, shared, looks, from_1904 })
    }

    fn sheet(&self, xml: &str, left: usize) -> Result<String, Placed> {
        let mut reader = Reader::new(xml);
        let mut lines = Lines::new(left, self.from_1904);
        let mut at = Spot::default();
        let mut value = String::new();
        // Whether text at hand belongs to the value: `v`, or `t` within `is`.
        let (mut inside, mut phonetic) = (false, false);
        loop {
            match reader.next()? {
                Piece::Open("row", tag) => {
                    let row = attribute(&tag, "r").and_then(|r| r.trim().parse::<u32>().ok());
                    at.start_row(row);
                }
                Piece::Open("c", tag) => {
                    at.start_cell(&tag);
                    value.clear();
                }
                Piece::Open("v" | "t", _) => inside = at.in_cell && !phonetic,
                Piece::Open("rPh", _) => phonetic = true,
                Piece::Open(..) => {}
                Piece::Text(text) if inside => value.push_str(&text),
                Piece::Text(_) => {}
                Piece::Close("c") if at.in_cell => {
                    at.in_cell = false;
                    self.cell(&mut lines, &at, &value).map_err(Placed::InSheet)?;
                }
                Piece::Close("v" | "t") => inside = false,
                Piece::Close("rPh") => phonetic = false,
                Piece::Close(_) => {}
                Piece::End => break,
            }
        }
        lines.finish().map_err(Placed::InSheet)
    }

    fn cell(&self, lines: &mut Lines, at: &Spot, value: &str) -> Result<(), Refused> {
        let cell = match at.kind.as_str() {
            "s" => {
                Cell::Text(value.trim().parse().ok().and_then(|i| self.shared.get(i)).unwrap_or(""))
            }
            "b" => match value.trim() {
                "" => return Ok(()),
                value => Cell::Flag(value == "1" || value.eq_ignore_ascii_case("true")),
            },
            "d" => Cell::Text(value.split('T').next().unwrap_or("")),
            "n" | "" => {
                let look = self.looks.get(at.style).copied().unwrap_or_default();
                match value.trim().parse::<f64>() {
                    Ok(serial) if look == Look::Days => Cell::Serial(serial),
                    Ok(_) => Cell::Digits(value, look),
                    Err(_) => Cell::Text(value),
                }
            }
            _ => {
                let text = unescaped(value);
                return lines.put(at.row, at.column, &Cell::Text(&text));
            }
        };
        lines.put(at.row, at.column, &cell)
    }
}

/// The cell at hand; row and column are counted from 0.
#[derive(Default)]
struct Spot {
    row: u32,
    column: u32,
    next_row: u32,
    next_column: u32,
    in_cell: bool,
    style: usize,
    kind: String,
}

impl Spot {
    /// Rows and cells may leave their place out; then they follow the one before.
    fn start_row(&mut self, number: Option<u32>) {
        self.row = number.map_or(self.next_row, |n| n.saturating_sub(1));
        self.next_row = self.row.saturating_add(1);
        self.next_column = 0;
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) {
        self.in_cell = true;
        self.column = self.next_column;
        if let Some((row, column)) = attribute(tag, "r").and_then(|r| place(&r)) {
            (self.row, self.column) = (row, column);
            self.next_row = row.saturating_add(1);
        }
        self.next_column = self.column.saturating_add(1);
        let style = attribute(tag, "s").and_then(|s| s.trim().parse().ok());
        self.style = style.unwrap_or(0);
        self.kind = attribute(tag, "t").unwrap_or_default();
    }
}

/// `AB12` as row and column, both counted from 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 5 {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0_u32, |all, b| all * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).flatten().find(|a| xml::local(a.key.as_ref()) == name)?;
    let text = quick_xml::escape::unescape(&found.value);
    Some(text.map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// From one part to another.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    /// The path from the top of the zip.
    target: String,
}

/// What a part refers to; the top of the zip is the part without a name.
fn relations(parts: &mut Parts<'_, '_>, of: &str) -> Result<Vec<Relation>, Refused> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path = format!("{folder}/_rels/{name}.rels");
    let Some(xml) = parts.text(&path)? else { return Ok(vec![]) };
    let mut reader = Reader::new(&xml);
    let mut all = Vec::new();
    loop {
        match reader.next().map_err(|no| within(&path, no.into()))? {
            Piece::Open("Relationship", tag) => {
                let get = |name| attribute(&tag, name).unwrap_or_default();
                let target = get("Target");
                // Relative targets start at the folder; none seen goes upward.
                let target = match target.starts_with('/') || folder.is_empty() {
                    true => target,
                    false => format!("{folder}/{target}"),
                };
                let kind = get("Type").rsplit('/').next().unwrap_or("").to_owned();
                all.push(Relation { id: get("Id"), kind, target });
                if all.len() > SHEETS * 10 {
                    return Err(Refused::new(1, 1, "the workbook has too many parts"));
                }
            }
            Piece::End => return Ok(all),
            _ => {}
        }
    }
}

/// The sheets by name and relation, and whether days count from 1904.
fn sheets(xml: &str) -> Result<(Vec<(String, String)>, bool), Refused> {
    let mut reader = Reader::new(xml);
    let (mut all, mut from_1904) = (vec![], false);
    loop {
        match reader.next()? {
            Piece::Open("sheet", tag) => {
                let get = |name| attribute(&tag, name).unwrap_or_default();
                all.push((get("name"), get("id")));
                if all.len() > SHEETS {
                    let reason = format!("the workbook has more than {SHEETS} sheets");
                    return Err(Refused::new(1, 1, reason));
                }
            }
            Piece::Open("workbookPr", tag) => {
                from_1904 |= attribute(&tag, "date1904").is_some_and(|v| v == "1" || v == "true");
            }
            Piece::End => return Ok((all, from_1904)),
            _ => {}
        }
    }
}

/// Texts that cells refer to by number, end to end.
#[derive(Default)]
struct Shared {
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    fn read(xml: &str) -> Result<Self, Refused> {
        let mut reader = Reader::new(xml);
        let mut all = Self::default();
        let (mut inside, mut phonetic) = (false, false);
        loop {
            match reader.next()? {
                Piece::Open("t", _) => inside = !phonetic,
                Piece::Open("rPh", _) => phonetic = true,
                Piece::Text(text) if inside => all.text.push_str(&unescaped(&text)),
                Piece::Close("t") => inside = false,
                Piece::Close("rPh") => phonetic = false,
                Piece::Close("si") => {
                    all.ends.push(all.text.len());
                    too_many(&mut reader, all.ends.len())?;
                }
                Piece::End => return Ok(all),
                _ => {}
            }
        }
    }

    fn get(&self, at: usize) -> Option<&str> {
        let from = at.checked_sub(1).map_or(Some(&0), |i| self.ends.get(i))?;
        self.text.get(*from..*self.ends.get(at)?)
    }
}

fn too_many(reader: &mut Reader<'_>, count: usize) -> Result<(), Refused> {
    if count <= SHARED {
        return Ok(());
    }
    let (line, column) = reader.place();
    Err(Refused::new(line, column, format!("more than {SHARED} texts or formats")))
}

/// How each format of cells shows numbers.
fn formats(xml: &str) -> Result<Vec<Look>, Refused> {
    let mut reader = Reader::new(xml);
    let mut own: HashMap<u32, Look> = HashMap::new();
    let (mut all, mut inside) = (vec![], false);
    loop {
        match reader.next()? {
            Piece::Open("numFmt", tag) => {
                let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                let format = attribute(&tag, "formatCode");
                own.extend(id.zip(format.map(|f| look(&f))));
            }
            Piece::Open("cellXfs", _) => inside = true,
            Piece::Close("cellXfs") => inside = false,
            Piece::Open("xf", tag) if inside => {
                let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                all.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                too_many(&mut reader, all.len())?;
            }
            Piece::End => return Ok(all),
            _ => {}
        }
    }
}

/// Office writes letters that XML cannot hold as `_x000D_`.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        match code.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32) {
            Some(letter) => {
                out.push(letter);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}
