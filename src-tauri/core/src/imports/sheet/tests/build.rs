//! Workbooks made by hand, byte by byte where it must be.

use std::io::Write;

pub fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        let packed = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts under names that no other program gives them; two formats, of which the second is a day.
pub fn parts(from_1904: &str, sheet: &str) -> [(&'static str, String); 7] {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{TYPE}/{kind}' Target='{target}'/>")
    };
    let root = relation("r1", "officeDocument", "/xl/workbook.xml");
    let book = [
        relation("r1", "worksheet", "worksheets\\Blatt.xml"),
        relation("r2", "sharedStrings", "/xl/texts.xml"),
        relation("r3", "styles", "looks.xml"),
        relation("r4", "chartsheet", "chart.xml"),
    ];
    let relations = |text: &str| format!("<Relationships>{text}</Relationships>");
    [
        ("[Content_Types].xml", "<Types/>".into()),
        ("_rels/.rels", relations(&root)),
        (
            "xl/workbook.xml",
            format!(
                "<x:workbook xmlns:x='x' xmlns:r='r'><x:workbookPr date1904='{from_1904}'/>\
                 <x:sheets><x:sheet name='A &amp; B' r:id='r1'/><x:sheet name='C' r:id='r4'/>\
                 </x:sheets></x:workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relations(&book.concat())),
        (
            "xl/texts.xml",
            "<sst uniqueCount='99999999999999999999'><si/><si><r><t>Caf</t></r><r><t>_x00E9_ \
             &amp; Co</t></r><rPh><t>x</t></rPh></si></sst>"
                .into(),
        ),
        (
            "xl/looks.xml",
            "<styleSheet><numFmts>\
             <numFmt numFmtId='164' formatCode='&quot;d&quot; yyyy'/></numFmts>\
             <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>"
                .into(),
        ),
        (
            "xl/Worksheets/blatt.xml",
            format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ]
}

pub fn workbook(from_1904: &str, sheet: &str) -> Vec<u8> {
    let parts = parts(from_1904, sheet);
    zipped(&parts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// Sectors of the table in a compound file made here.
pub const TABLE: usize = 8;

/// A compound file of sectors of 512 bytes: a table, a folder, and the streams, none of them small.
pub fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut head = vec![0_u8; 512];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    (head[26], head[28], head[29], head[30], head[32], head[44]) = (3, 0xfe, 0xff, 9, 6, 8);
    head[48] = TABLE as u8;
    let none = [0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    head[60..76].copy_from_slice(&[none, none].concat());
    head[76..].fill(0xff);
    let mut fat = vec![0xffff_fffd_u32; TABLE];
    fat.push(0xffff_fffe);
    for i in 0..TABLE {
        head[76 + 4 * i..80 + 4 * i].copy_from_slice(&(i as u32).to_le_bytes());
    }
    let mut folder = entry("Root Entry", 0xffff_fffe, 0);
    let mut data = Vec::new();
    for (name, stream) in streams {
        let length = stream.len().max(4096);
        folder.extend(entry(name, fat.len() as u32, length as u32));
        let sectors = length.div_ceil(512);
        let first = fat.len() as u32 + 1;
        fat.extend((first..).take(sectors - 1));
        fat.push(0xffff_fffe);
        data.extend_from_slice(stream);
        data.resize(data.len() + sectors * 512 - stream.len(), 0);
    }
    assert!(fat.len() <= 128 * TABLE);
    fat.resize(128 * TABLE, 0xffff_ffff);
    folder.resize(512, 0);
    let fat: Vec<u8> = fat.iter().flat_map(|n| n.to_le_bytes()).collect();
    [head, fat, folder, data].concat()
}

fn entry(name: &str, start: u32, length: u32) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    out.resize(128, 0);
    out[116..120].copy_from_slice(&start.to_le_bytes());
    out[120..124].copy_from_slice(&length.to_le_bytes());
    out
}

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn cell(kind: u16, row: u16, column: u16, format: u16, data: &[u8]) -> Vec<u8> {
    let head = [row, column, format].map(u16::to_le_bytes).concat();
    record(kind, &[&head[..], data].concat())
}

pub fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    cell(0x0203, row, column, format, &value.to_le_bytes())
}

pub fn formula(row: u16, column: u16, result: [u8; 8]) -> Vec<u8> {
    cell(0x0006, row, column, 0, &[&result[..], &[0; 8]].concat())
}

pub fn many(row: u16, column: u16, all: &[(u16, u32)]) -> Vec<u8> {
    let mut data = [row, column].map(u16::to_le_bytes).concat();
    for (format, value) in all {
        data.extend(format.to_le_bytes());
        data.extend(value.to_le_bytes());
    }
    data.extend((column + all.len() as u16 - 1).to_le_bytes());
    record(0x00bd, &data)
}

/// A text in two bytes for each letter.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = units.len() as u16 / 2;
    [&count.to_le_bytes()[..], &[1], &units].concat()
}

pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    cell(0x0204, row, column, 0, &wide(text))
}

pub fn old_label(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let count = text.len() as u16;
    cell(0x0204, row, column, 0, &[&count.to_le_bytes()[..], text].concat())
}

/// A stream of one sheet; the second format is a day.
fn biff(version: u16, name: &[u8], sheet: &[u8]) -> Vec<u8> {
    let start = |kind: u16| record(0x0809, &[version, kind].map(u16::to_le_bytes).concat());
    let formats = [record(0x00e0, &[0; 20]), record(0x00e0, &[&[0, 0, 14][..], &[0; 17]].concat())];
    let before = [start(5), formats.concat()].concat();
    let head = [&[0; 6][..], &[name.len() as u8]].concat();
    let at = before.len() + 4 + head.len() + usize::from(version == 0x600) + name.len() + 4;
    let flags = if version == 0x600 { vec![0] } else { vec![] };
    let mut bound = [head, flags, name.to_vec()].concat();
    bound[..4].copy_from_slice(&(at as u32).to_le_bytes());
    let end = record(0x000a, &[]);
    [before, record(0x0085, &bound), end.clone(), start(0x10), sheet.to_vec(), end].concat()
}

pub fn biff8(sheet: &[u8]) -> Vec<u8> {
    biff(0x0600, b"One", sheet)
}

pub fn biff5(sheet: &[u8]) -> Vec<u8> {
    biff(0x0500, b"One", sheet)
}
