//! The payments of a payoff plan as files: delimited text for programs, a sheet for people. Nothing
//! is computed here but the principal: what of a payment lowers the debt.
use super::axis::clean;
use super::debt_words::DebtWords;
use crate::debts::plan::Plan;
use crate::debts::simulate::Row;
use crate::{Error, Result, money};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

/// What a sheet holds, less its heading and its sums.
const MOST_ROWS: usize = 1_048_574;
/// The columns of a sheet: month, day and debt, and then the figures.
const FIRST_FIGURE: u16 = 3;
/// Excel's own number for a day as the reader's country writes it.
const DAY: u8 = 14;

/// What the writer of sheets answers.
type Written<T> = std::result::Result<T, XlsxError>;

/// Interest, fee, payment, principal and balance.
fn figures(row: &Row) -> [i64; 5] {
    let cost = row.interest_minor.saturating_add(row.fee_minor);
    let principal = row.payment_minor.saturating_sub(cost);
    [row.interest_minor, row.fee_minor, row.payment_minor, principal, row.balance_minor]
}

/// Days as in 2026-11-21, amounts with a point and the currency's digits.
pub fn delimited(plan: &Plan, rows: &[Row], words: &DebtWords) -> Result<Vec<u8>> {
    let mut file = csv::Writer::from_writer(vec![]);
    file.write_record(words.about.iter().chain(&words.figures)).map_err(Error::internal)?;
    for row in rows {
        let about = [
            row.month.to_string(),
            row.on.to_string(),
            plan.debts[row.debt].name.clone(),
            plan.currency.clone(),
        ];
        let figures = figures(row).map(|minor| money::plain(minor, &plan.currency));
        file.write_record(about.iter().chain(&figures)).map_err(Error::internal)?;
    }
    file.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// A sheet with a heading that stays, a filter, and sums of what the filter shows.
///
/// Errors: Invalid for more rows than a sheet holds.
pub fn sheet(plan: &Plan, rows: &[Row], words: &DebtWords, today: NaiveDate) -> Result<Vec<u8>> {
    if rows.len() > MOST_ROWS {
        let message = "a sheet cannot hold that many payments; choose one debt, or CSV";
        return Err(Error::invalid("format", message));
    }
    written(plan, rows, words, today).map_err(|error| Error::internal(error.to_string()))
}

fn written(plan: &Plan, rows: &[Row], words: &DebtWords, today: NaiveDate) -> Written<Vec<u8>> {
    let mut book = Workbook::new();
    // Else it would ask the machine for the time.
    let made = DocProperties::new().set_title(words.schedule);
    book.set_properties(&made.set_creation_datetime(&excel_day(today)?));
    let page = book.add_worksheet();
    page.set_name(words.schedule)?;
    heading(page, plan, words)?;
    let day = Format::new().set_num_format_index(DAY).set_align(FormatAlign::Left);
    let figure = Format::new().set_num_format(pattern(&plan.currency));
    for (at, row) in (1..).zip(rows) {
        page.write(at, 0, row.month)?;
        page.write_with_format(at, 1, &excel_day(row.on)?, &day)?;
        page.write(at, 2, name(plan, row))?;
        for (column, minor) in (FIRST_FIGURE..).zip(figures(row)) {
            page.write_with_format(at, column, decimal(minor, &plan.currency), &figure)?;
        }
    }
    if !rows.is_empty() {
        sums(page, plan, rows, words)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape().set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

fn heading(page: &mut Worksheet, plan: &Plan, words: &DebtWords) -> Written<()> {
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let right = bold.clone().set_align(FormatAlign::Right);
    for (column, text) in (0..).zip(&words.about[..3]) {
        page.write_with_format(0, column, *text, &bold)?;
    }
    let widest = |chars: usize| (chars + 3).clamp(12, 44) as f64;
    let names = plan.debts.iter().map(|debt| debt.name.chars().count());
    for (column, width) in [(0, 8.0), (1, 12.0), (2, widest(names.max().unwrap_or(0)))] {
        page.set_column_width(column, width)?;
    }
    for (column, text) in (FIRST_FIGURE..).zip(words.figures) {
        let text = format!("{text}, {}", plan.currency);
        // Beside the text stands the arrow of the filter.
        page.set_column_width(column, widest(text.chars().count() + 1))?;
        page.write_with_format(0, column, text, &right)?;
    }
    Ok(())
}

/// Below the rows; what is owed at the end of a month has no sum.
fn sums(page: &mut Worksheet, plan: &Plan, rows: &[Row], words: &DebtWords) -> Written<()> {
    let (last, below) = (rows.len() as u32, rows.len() as u32 + 1);
    let bold = Format::new().set_bold().set_border_top(FormatBorder::Thin);
    let figure = bold.clone().set_num_format(pattern(&plan.currency));
    for column in 0..FIRST_FIGURE {
        page.write_with_format(below, column, if column == 0 { words.total } else { "" }, &bold)?;
    }
    for at in 0..4 {
        let column = FIRST_FIGURE + at;
        let letter = char::from(b'A' + column as u8);
        let sum = rows.iter().map(|row| i128::from(figures(row)[usize::from(at)])).sum::<i128>();
        let sum = i64::try_from(sum).unwrap_or(i64::MAX);
        let shown = decimal(sum, &plan.currency).to_string();
        // 109: sums what the filter shows. Who does not compute finds the sum of all.
        let formula = Formula::new(format!("=SUBTOTAL(109,{letter}2:{letter}{})", last + 1));
        page.write_formula_with_format(below, column, formula.set_result(shown), &figure)?;
    }
    page.write_with_format(below, FIRST_FIGURE + 4, "", &bold)?;
    page.autofilter(0, 0, last, FIRST_FIGURE + 4)?;
    Ok(())
}

fn excel_day(day: NaiveDate) -> Written<ExcelDateTime> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

/// A cell holds fewer letters than a name may have.
fn name(plan: &Plan, row: &Row) -> String {
    clean(&plan.debts[row.debt].name).chars().take(1_000).collect()
}

/// A sheet knows no decimals: the nearest it can hold, the same to the last minor unit.
fn decimal(minor: i64, currency: &str) -> Number {
    money::plain(minor, currency).parse().unwrap_or_default()
}

/// What a cell of a sheet holds.
type Number = f64;

fn pattern(currency: &str) -> String {
    match money::exponent(currency).unwrap_or(2) {
        0 => "#,##0".into(),
        digits => format!("#,##0.{}", "0".repeat(digits as usize)),
    }
}
