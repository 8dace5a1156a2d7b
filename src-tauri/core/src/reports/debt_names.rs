//! Where the names stand in the picture of a payoff plan. Each debt ends on the upper edge of a
//! stack that falls to the right, so names on flags above those places never meet: a later one
//! stands lower. Where flags have no room the names are a list beside the picture, or above it.
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, DrawingBackend};

use super::axis::{Plot, Scale};
use super::canvas::{Pen, REST, color};
use super::debts::{Band, EDGE, Sheet, TOP, x_of};
use super::glyphs::{clip, measure};
use super::model::DebtChartNumbers;
use super::spending::{Key, LINE, Row, legend};
use crate::Result;
use std::cmp::Reverse;

/// From a flag's pole to its text: a key stands between them.
const TEXT: i32 = 19;
/// From the stack to the middle of a text above it.
const ABOVE: i32 = 12;
/// What is left free below for days.
const FOOT: i32 = 44;

pub enum Names {
    Flags(Vec<Flag>),
    /// A line each, the first to be paid off on top, and the debt-free day.
    Beside(Vec<Line>, Flag),
    Above(Vec<Vec<Key>>, Flag),
}

/// A name over the place where a debt ends.
pub struct Flag {
    x: i32,
    /// Where its pole stands.
    foot: i32,
    y: i32,
    text: String,
    /// None: the debt-free day.
    color: Option<BackendColor>,
    /// The text stands on the pole's left.
    left: bool,
}

pub struct Line {
    name: String,
    ended: String,
    color: BackendColor,
}

impl Names {
    /// The names, and what they leave for the plot.
    pub fn of(
        numbers: &DebtChartNumbers,
        bands: &[Band],
        scale: Scale,
        left: i32,
        sheet: &Sheet,
    ) -> (Self, Plot) {
        let bottom = (sheet.height - FOOT).max(TOP + 1);
        let mut plot = Plot { x: left..left + 1, y: TOP..bottom, scale };
        if sheet.width < 480 {
            return Self::above(numbers, bands, plot, sheet);
        }
        let free = sheet.words.debt_free(numbers.debt_free_on);
        let last = bands.iter().filter(|band| band.ended.is_empty());
        let widest = last.map(|band| TEXT + measure(&band.name)).max().unwrap_or(0);
        let right = sheet.width - EDGE - widest.min(sheet.width / 4).max(6 + measure(&free));
        plot.x.end = right.max(left + 1);
        // As much of the height as flags need, but never more than two fifths.
        for start in (TOP..TOP + plot.y.len() as i32 * 2 / 5).step_by(4) {
            plot.y.start = start;
            if let Some(flags) = flags(numbers, bands, &plot, &free, sheet) {
                return (Self::Flags(flags), plot);
            }
        }
        plot.y.start = TOP;
        Self::beside(numbers, bands, plot, sheet)
    }

    fn beside(
        numbers: &DebtChartNumbers,
        bands: &[Band],
        mut plot: Plot,
        sheet: &Sheet,
    ) -> (Self, Plot) {
        let most = (plot.y.len() as i32 / LINE).max(1) as usize;
        let line = |band: &Band| Line {
            name: clip(&band.name, sheet.width / 5),
            ended: match band.ended.is_empty() {
                true => sheet.words.words.day(numbers.debt_free_on),
                false => band.ended.clone(),
            },
            color: band.color,
        };
        // The largest, if there is no room for all.
        let mut shown: Vec<usize> = (0..bands.len()).collect();
        if bands.len() > most {
            shown.sort_by_key(|at| Reverse(bands[*at].owed_minor));
            shown.truncate(most - 1);
            shown.sort();
        }
        let mut lines: Vec<Line> = shown.iter().rev().map(|at| line(&bands[*at])).collect();
        if bands.len() > most {
            let name = format!("+ {}", bands.len() - lines.len());
            lines.push(Line { name, ended: String::new(), color: color(REST) });
        }
        let width = |text: fn(&Line) -> &String| {
            lines.iter().map(|line| measure(text(line))).max().unwrap_or(0)
        };
        let wide = 14 + width(|line| &line.name) + 14 + width(|line| &line.ended);
        plot.x.end = (sheet.width - EDGE - wide - 20).max(plot.x.start + 1);
        let free = free_flag(numbers, bands, &plot, sheet);
        (Self::Beside(lines, free), plot)
    }

    fn above(
        numbers: &DebtChartNumbers,
        bands: &[Band],
        mut plot: Plot,
        sheet: &Sheet,
    ) -> (Self, Plot) {
        let row = |band: &Band| Row { name: band.name.clone(), color: band.color, values: vec![] };
        let rows: Vec<Row> = bands.iter().rev().map(row).collect();
        let lines = legend(&rows, sheet.width - 2 * EDGE, plot.y.len() as i32 / 2 / LINE);
        plot.x.end = (sheet.width - EDGE - 6).max(plot.x.start + 1);
        plot.y.start = (TOP + lines.len() as i32 * LINE).min(plot.y.end - 1);
        let free = free_flag(numbers, bands, &plot, sheet);
        (Self::Above(lines, free), plot)
    }

    pub fn draw<B: DrawingBackend>(
        &self,
        pen: &mut Pen<B>,
        plot: &Plot,
        sheet: &Sheet,
    ) -> Result<()> {
        match self {
            Self::Flags(flags) => draw_flags(pen, flags, sheet),
            Self::Beside(lines, free) => {
                let (left, right) = (plot.x.end + 20, sheet.width - EDGE);
                for (at, line) in (0..).zip(lines) {
                    let y = plot.y.start + LINE / 2 + at * LINE;
                    pen.key((left, y), &line.name, line.color, &sheet.colors)?;
                    pen.text(&line.ended, (right, y), HPos::Right, sheet.colors.muted)?;
                }
                draw_flags(pen, std::slice::from_ref(free), sheet)
            }
            Self::Above(lines, free) => {
                for (line, items) in (0..).zip(lines) {
                    for (x, name, color) in items {
                        let at = (EDGE + x, TOP + line * LINE);
                        pen.key(at, name, *color, &sheet.colors)?;
                    }
                }
                draw_flags(pen, std::slice::from_ref(free), sheet)
            }
        }
    }
}

/// The upper edge of the stack.
fn edge(numbers: &DebtChartNumbers, bands: &[Band], plot: &Plot) -> Vec<(i32, i32)> {
    let Some(top) = bands.last() else { return vec![] };
    let place = |(month, sum): (&super::model::DebtChartMonth, &i128)| {
        (x_of(plot, numbers, month.on), plot.y_of(*sum))
    };
    numbers.months.iter().zip(&top.tops).map(place).collect()
}

/// From the last to end to the first, each as low as the stack and the flag before allow; None if
/// that is too high.
fn flags(
    numbers: &DebtChartNumbers,
    bands: &[Band],
    plot: &Plot,
    free: &str,
    sheet: &Sheet,
) -> Option<Vec<Flag>> {
    let edge = edge(numbers, bands, plot);
    let right = sheet.width - EDGE;
    let mut lowest = i32::MAX;
    let mut place = |month: usize, name: &str, ended: &str, color: Option<BackendColor>| {
        let (x, foot) = *edge.get(month)?;
        let begin = if color.is_none() { 6 } else { TEXT };
        let after = if ended.is_empty() { String::new() } else { format!(", {ended}") };
        let text = clip(name, right - x - begin - measure(&after)) + &after;
        let end = x + begin + measure(&text);
        let under = edge[month..].iter().take_while(|(x, _)| *x <= end);
        let peak = under.map(|(_, y)| *y).min().unwrap_or(foot);
        lowest = (peak - ABOVE).min(lowest.saturating_sub(LINE));
        (lowest >= TOP).then_some(Flag { x, foot, y: lowest, text, color, left: false })
    };
    let mut flags = vec![place(edge.len().checked_sub(1)?, free, "", None)?];
    for band in bands {
        flags.push(place(band.month, &band.name, &band.ended, Some(band.color))?);
    }
    Some(flags)
}

/// Of the debt-free day alone; its text stands before it.
fn free_flag(numbers: &DebtChartNumbers, bands: &[Band], plot: &Plot, sheet: &Sheet) -> Flag {
    let edge = edge(numbers, bands, plot);
    let (x, foot) = edge.last().copied().unwrap_or((plot.x.end, plot.y.end));
    let text = clip(&sheet.words.debt_free(numbers.debt_free_on), x - EDGE - 6);
    let begin = x - 10 - measure(&text);
    let under = edge.iter().rev().take_while(|(x, _)| *x >= begin);
    let peak = under.map(|(_, y)| *y).min().unwrap_or(foot);
    let y = (peak - ABOVE).max(plot.y.start + 6).min(foot - ABOVE);
    Flag { x, foot, y, text, color: None, left: true }
}

fn draw_flags<B: DrawingBackend>(pen: &mut Pen<B>, flags: &[Flag], sheet: &Sheet) -> Result<()> {
    let colors = &sheet.colors;
    // No rule goes through a text.
    for Flag { x, y, text, left, .. } in flags {
        let wide = TEXT + measure(text) + 2;
        let across = if *left { x - 9 - measure(text)..*x } else { *x..x + wide };
        pen.fill(across, y - 8..y + 8, colors.paper)?;
    }
    for Flag { x, foot, y, .. } in flags {
        pen.fill(*x..x + 1, *y - 5..*foot, colors.leader)?;
    }
    for Flag { x, foot, y, text, color, left } in flags {
        match color {
            Some(color) => pen.key((x + 5, *y), text, *color, colors)?,
            None => {
                pen.fill(*x..x + 2, *y - 5..*foot, colors.accent)?;
                pen.dot((*x, *foot), 4, colors.accent)?;
                let (at, anchor) = if *left { (x - 6, HPos::Right) } else { (x + 6, HPos::Left) };
                pen.text(text, (at, *y), anchor, colors.ink)?;
            }
        }
    }
    Ok(())
}
