//! The cells of one sheet as text: a line for each row, tabs between cells, and nothing that a
//! reader of delimited text could take for a line or a tab. Leaves out where the cells come from.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::imports::statement::Refused;

/// Rows of a sheet, as the formats have them.
pub const ROWS: u32 = 1 << 20;
/// Columns with something in them; more are no bank file (as for delimited text).
pub const COLUMNS: u32 = 1_000;
/// What the text of all sheets of a workbook may come to, since a short name for a long text can
/// stand in every cell.
pub const LARGEST: usize = 128 * 1024 * 1024;

/// Decimals that are kept where the format does not say how many: more than any currency has.
const MOST: u32 = 8;

/// What stands in a cell.
pub enum Cell<'a> {
    Text(&'a str),
    /// A decimal number as its digits; may have an exponent.
    Digits(&'a str, Look),
    Number(f64, Look),
    /// Days since the workbook's epoch, in a cell formatted as a day or a time.
    Serial(f64),
    Flag(bool),
}

/// How a format shows numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Plain,
    /// With so many decimals, two or more; one with less could hide coins.
    Places(u32),
    /// As a day or a time.
    Days,
}

/// A sheet being written, from its first row to its last.
pub struct Lines {
    text: String,
    /// Cells of each finished row; 0 for a blank one.
    widths: Vec<u16>,
    /// Cells of the row at hand.
    cells: u32,
    left: usize,
    from_1904: bool,
}

impl Lines {
    /// A sheet whose text may come to `left` bytes.
    pub fn new(left: usize, from_1904: bool) -> Self {
        Self { text: String::new(), widths: vec![], cells: 0, left, from_1904 }
    }

    /// Writes a cell; both are counted from 0, and no cell may come before one already written.
    pub fn put(&mut self, row: u32, column: u32, cell: &Cell<'_>) -> Result<(), Refused> {
        let refuse = |reason: &str| {
            let (row, column) = (row.saturating_add(1), column.saturating_add(1));
            Err(Refused::new(row, column, reason))
        };
        let text = self.text_of(cell);
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if row >= ROWS {
            return refuse("more rows than a sheet can have");
        }
        if column >= COLUMNS {
            return refuse("more than 1,000 columns: this is no bank file");
        }
        let done = u32::try_from(self.widths.len()).unwrap_or(ROWS);
        if row < done || (row == done && column < self.cells) {
            return refuse("the sheet is damaged: its cells are not in order");
        }
        for _ in done..row {
            self.end_row();
        }
        for _ in self.cells.max(1)..=column {
            self.text.push('\t');
        }
        quote(text, &mut self.text);
        self.cells = column + 1;
        if self.text.len() > self.left {
            return refuse(&too_large());
        }
        Ok(())
    }

    fn end_row(&mut self) {
        self.text.push('\n');
        self.widths.push(u16::try_from(self.cells).unwrap_or(u16::MAX));
        self.cells = 0;
    }

    /// The whole text: each row that is not blank as wide as the widest, as programs write it.
    pub fn finish(mut self) -> Result<String, Refused> {
        if self.cells > 0 {
            self.end_row();
        }
        let widest = self.widths.iter().copied().max().unwrap_or(0);
        let missing = |width: u16| if width == 0 { 0 } else { usize::from(widest - width) };
        let padding: usize = self.widths.iter().map(|w| missing(*w)).sum();
        if self.text.len() + padding > self.left {
            return Err(Refused::new(1, 1, too_large()));
        }
        if padding == 0 {
            return Ok(self.text);
        }
        let mut out = String::with_capacity(self.text.len() + padding);
        for (line, width) in self.text.lines().zip(&self.widths) {
            out.push_str(line);
            out.extend(std::iter::repeat_n('\t', missing(*width)));
            out.push('\n');
        }
        Ok(out)
    }

    fn text_of<'c>(&self, cell: &Cell<'c>) -> Cow<'c, str> {
        match cell {
            Cell::Text(text) => plain(text),
            Cell::Digits(text, look) => digits(text, *look).into(),
            Cell::Number(value, look) => number(*value, *look).into(),
            Cell::Serial(value) => serial(*value, self.from_1904).into(),
            Cell::Flag(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        }
    }
}

fn too_large() -> String {
    format!("the sheets come to more than {} MB of text", LARGEST / 1024 / 1024)
}

/// Breaks and tabs within a cell become blanks, so that each row stays one line.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(char::is_control, " "))
}

/// Quotes what could be taken for a quote, single ones too.
fn quote(text: &str, out: &mut String) {
    if !text.contains('"') && !text.starts_with('\'') && !text.ends_with('\'') {
        return out.push_str(text);
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// A number as the file writes it. Programs write more digits than they show, so a long one is
/// read as the number it stands for; a long whole one is an id and stays.
fn digits(text: &str, look: Look) -> String {
    let text = text.trim();
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    let all = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let short = whole.len() + fraction.len() <= 12 || fraction.is_empty() && whole.len() <= 40;
    let shown = fraction.len() <= look.places();
    if !whole.is_empty() && all(whole) && all(fraction) && short && shown {
        return clear(text.trim_end_matches('.'));
    }
    text.parse().map_or_else(|_| plain(text).into_owned(), |value| number(value, look))
}

/// The decimal number that a cell shows, never `0.30000000000000004`: of the 15 digits that
/// spreadsheets keep those that the format shows, rounded as they round.
fn number(value: f64, look: Look) -> String {
    let size = value.abs();
    if !value.is_finite() || size >= 1e18 {
        return format!("{value:e}");
    }
    let kept = 15_usize.saturating_sub(format!("{size:.0}").len());
    let text = format!("{value:.kept$}");
    let Ok(exact) = text.parse::<Decimal>() else { return text };
    let places = u32::try_from(look.places()).unwrap_or(MOST);
    let shown = exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    clear(&shown.normalize().to_string())
}

impl Look {
    fn places(self) -> usize {
        let places = if let Self::Places(places) = self { places } else { MOST };
        usize::try_from(places.min(MOST)).unwrap_or_default()
    }
}

/// With three digits behind it a point could separate thousands; a fourth leaves no doubt.
fn clear(text: &str) -> String {
    let doubtful = text.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3);
    if doubtful { format!("{text}0") } else { text.into() }
}

/// A day as ISO 8601 without its time, or a time alone, or the number where it is neither.
fn serial(value: f64, from_1904: bool) -> String {
    if !(0.0..2_958_466.0).contains(&value) {
        return number(value, Look::Plain);
    }
    // Within bounds, and cut to whole days on purpose.
    let days = value as u64;
    if days == 0 {
        let seconds = (value * 86_400.0).round() as u64 % 86_400;
        let mut out = String::new();
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        let _ = write!(out, "{hours:02}:{minutes:02}:{:02}", seconds % 60);
        return out;
    }
    // The other system counts a 29 February 1900 that never was.
    let (year, month, day) = match (from_1904, days) {
        (true, _) => (1904, 1, 1),
        (false, 61..) => (1899, 12, 30),
        (false, _) => (1899, 12, 31),
    };
    let epoch = NaiveDate::from_ymd_opt(year, month, day);
    let day = epoch.and_then(|epoch| epoch.checked_add_days(Days::new(days)));
    day.map_or_else(|| number(value, Look::Plain), |day| day.to_string())
}

/// How a number format shows numbers. Only the part for positive ones counts.
pub fn look(format: &str) -> Look {
    if shows_days(format) { Look::Days } else { places(format) }
}

/// The digits behind the point, where the number is shown as it is: no percents, no thousands.
fn places(format: &str) -> Look {
    let first = format.split(';').next().unwrap_or_default();
    let digit = |c: &char| matches!(c, '0' | '#' | '?');
    let Some((before, behind)) = first.split_once('.') else { return Look::Plain };
    let count = behind.chars().take_while(digit).count();
    let rest = &behind[count..];
    let scaled =
        rest.starts_with(',') || first.contains(['%', '/']) || rest.starts_with(['E', 'e']);
    match u32::try_from(count) {
        Ok(count @ 2..) if before.ends_with(|c| digit(&c)) && !scaled => Look::Places(count),
        _ => Look::Plain,
    }
}

/// Whether a number format shows days or times: letters of a date outside of quotes, escapes and
/// brackets.
fn shows_days(format: &str) -> bool {
    let (mut quoted, mut bracket, mut skip) = (false, String::new(), false);
    let mut open = false;
    for c in format.chars() {
        match c {
            _ if skip => skip = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => skip = true,
            '[' => (open, bracket) = (true, String::new()),
            // `[h]:mm` is a time that goes on beyond a day; `[Red]` and `[$-407]` say nothing.
            ']' if open && is_elapsed(&bracket) => return true,
            ']' => open = false,
            _ if open => bracket.push(c.to_ascii_lowercase()),
            ';' => return false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' => return true,
            's' | 'S' if !format.eq_ignore_ascii_case("standard") => return true,
            _ if format.eq_ignore_ascii_case("standard") => return false,
            _ => {}
        }
    }
    false
}

fn is_elapsed(bracket: &str) -> bool {
    !bracket.is_empty() && ['h', 'm', 's'].iter().any(|u| bracket.chars().all(|c| c == *u))
}

/// The built-in number formats, in both file formats.
pub fn built_in(id: u32) -> Look {
    match id {
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Look::Days,
        2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => Look::Places(2),
        _ => Look::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_what_the_cell_shows() {
        for (value, text) in [
            (-12.340000000000002, "-12.34"),
            (0.1 + 0.2, "0.3"),
            (100_000.1 - 100_000.0, "0.1"),
            (1_234_567.1 - 1_234_567.0, "0.1"),
            (1.42e-14, "0"),
            (-0.0, "0"),
            (1000.0, "1000"),
            (1.234, "1.2340"),
            (0.00000012, "0.00000012"),
            (1e15 + 1.0, "1000000000000001"),
            (-99_999_999_999.99, "-99999999999.99"),
        ] {
            assert_eq!(number(value, Look::Plain), text);
        }
        for (given, text) in [
            ("-12.34", "-12.34"),
            ("12.340000000000002", "12.34"),
            ("-1.4210854715202004E-14", "0"),
            ("12345678901234567890", "12345678901234567890"),
            ("1.5E3", "1500"),
            ("7.", "7"),
            ("12.50", "12.50"),
            ("x", "x"),
        ] {
            assert_eq!(digits(given, Look::Plain), text);
        }
        let plain = |value| number(value, Look::Plain);
        assert!(plain(f64::NAN).starts_with("NaN") && plain(1e300).len() < 10);
        for (value, text) in [(100.0 / 3.0, "33.33"), (2.675, "2.68"), (-0.001, "0"), (1.5, "1.5")]
        {
            assert_eq!(number(value, Look::Places(2)), text);
            assert_eq!(digits(&value.to_string(), Look::Places(2)), text);
        }
    }

    #[test]
    fn days_count_from_both_epochs() {
        for (value, from_1904, text) in [
            (46347.0, false, "2026-11-21"),
            (46347.75, false, "2026-11-21"),
            (44885.0, true, "2026-11-21"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (0.5, false, "12:00:00"),
            (-3.5, false, "-3.5"),
            (9e9, false, "9000000000"),
        ] {
            assert_eq!(serial(value, from_1904), text);
        }
    }

    #[test]
    fn formats_of_days_are_known() {
        for yes in
            ["dd.mm.yyyy", "[$-407]d. mmm yy;@", "m/d/yy", "[h]:mm:ss", "h:mm AM/PM", "yyyy\\-mm"]
        {
            assert!(shows_days(yes), "{yes}");
        }
        for no in [
            "General",
            "Standard",
            "0.00",
            "#,##0.00 \"USD\"",
            "#,##0.00\\ [$Kč-405]",
            "[Red]0.0",
            "_-* #,##0.00\\ _D_-",
            "0;dd",
            "\"d\"0",
            "#,##0.00 €;[Red]-#,##0.00 €",
        ] {
            assert!(!shows_days(no), "{no}");
        }
    }

    #[test]
    fn decimals_are_those_of_the_format() {
        for (format, want) in [
            ("0.00", Look::Places(2)),
            ("#,##0.00\\ \"EUR\";[Red]-#,##0.0", Look::Places(2)),
            ("0.0000_ ", Look::Places(4)),
            ("0.##", Look::Places(2)),
            ("0", Look::Plain),
            ("0.0", Look::Plain),
            ("0.00%", Look::Plain),
            ("0.00E+00", Look::Plain),
            ("0.00,,", Look::Plain),
            ("# ?/?", Look::Plain),
            ("dd.mm.yyyy", Look::Days),
            ("ss.00", Look::Days),
        ] {
            assert_eq!(look(format), want, "{format}");
        }
    }

    fn put(cells: &[(u32, u32, &str)]) -> Result<String, Refused> {
        let mut lines = Lines::new(1_000, false);
        for (row, column, text) in cells {
            lines.put(*row, *column, &Cell::Text(text))?;
        }
        lines.finish()
    }

    #[test]
    fn a_row_is_a_line_of_the_same_width() {
        let text = put(&[(0, 0, "a\tb\r\nc"), (2, 2, "say \"x\""), (3, 1, "'n'")]);
        assert_eq!(text.unwrap(), "a b  c\t\t\n\n\t\t\"say \"\"x\"\"\"\n\t\"'n'\"\t\n");
        let no = put(&[(1, 3, "a"), (1, 2, "b")]).unwrap_err();
        assert_eq!((no.line, no.column), (2, 3));
        assert!(put(&[(1, 3, "a"), (0, 4, "b")]).is_err());
        let no = put(&[(4, 99_999, "a")]).unwrap_err();
        assert_eq!((no.line, no.column), (5, 100_000));
        assert!(put(&[(u32::MAX, u32::MAX, "a")]).is_err());
        assert!(put(&[(0, 0, &"x".repeat(2_000))]).unwrap_err().reason.contains("128 MB"));
        assert!(put(&[(0, 999, "x"), (1, 0, "x")]).unwrap_err().reason.contains("128 MB"));
    }

    proptest! {
        #[test]
        fn a_coin_is_never_lost(
            minor in -999_999_999_999_i64..999_999_999_999,
            places in 0..4_u32,
        ) {
            let scale = 10_i64.pow(places);
            let (whole, part) = (minor.abs() / scale, minor.abs() % scale);
            let sign = if minor < 0 { "-" } else { "" };
            let text = match places {
                0 => format!("{sign}{whole}"),
                _ => format!("{sign}{whole}.{part:0width$}", width = places as usize),
            };
            let shown = number(text.parse().unwrap(), Look::Plain);
            let trim = |t: &str| match t.contains('.') {
                true => t.trim_end_matches('0').trim_end_matches('.').to_string(),
                false => t.to_string(),
            };
            prop_assert_eq!(trim(&shown), trim(&text));
            prop_assert_eq!(trim(&digits(&text, Look::Plain)), trim(&text));
        }
    }
}
