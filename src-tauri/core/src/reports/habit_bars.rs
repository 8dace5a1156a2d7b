//! The views of a habit that stand on axes: how often by weekday and month, how strong day by day,
//! and how long its streaks were. Floats are pixels and strengths.
use chrono::{Datelike, NaiveDate};
use plotters_backend::DrawingBackend;
use plotters_backend::text_anchor::HPos;

use super::canvas::Pen;
use super::glyphs::{clip, measure};
use super::habit::{EDGE, Sheet, TOP, legend};
use super::habit_words::HabitWords;
use super::model::{HabitNumbers, HabitView};
use crate::Result;
use crate::habits::quantity::Quantity;
use crate::habits::score::DayScore;

/// The numbers of these views in words.
pub fn told(numbers: &HabitNumbers, words: &HabitWords) -> String {
    let lines: Vec<String> = match numbers.view {
        HabitView::Weekdays => {
            let sum = |row: &crate::habits::review::WeekdayMonth| {
                let sum = row.sums.iter().fold(0i64, |sum, one| sum.saturating_add(one.0));
                format!("{}: {}", words.month_year(&row.month), words.units(Quantity(sum)))
            };
            numbers.weekdays.iter().map(sum).collect()
        }
        HabitView::Strength => {
            let last = numbers.scores.last();
            last.map(|one| format!("{}: {}", words.day(one.day), percent(words, one.score)))
                .into_iter()
                .collect()
        }
        _ => numbers
            .streaks
            .iter()
            .map(|streak| {
                let (start, end) = (words.day(streak.start), words.day(streak.end));
                format!("{start} – {end}: {}", words.count(streak.days as usize))
            })
            .collect(),
    };
    lines.join("; ")
}

fn percent(words: &HabitWords, share: f64) -> String {
    words.percent((share * 100.0).round() as i64)
}

/// A column a month, a row a weekday, and in each place how much was done.
pub fn weekdays<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &HabitNumbers,
    sheet: &Sheet,
) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let first = numbers.week_start.num_days_from_monday() as usize;
    let weekday = |row: u32| words.weekday(numbers.week_start, row);
    let left = EDGE + (0..7).map(|row| measure(weekday(row))).max().unwrap_or(0) + 8;
    let count = numbers.weekdays.len().max(1) as i32;
    let wide = ((width - EDGE - left) / count).clamp(4, 88);
    let tall = ((height - TOP - 72) / 7).clamp(6, 36);
    for row in 0..7 {
        let y = TOP + row as i32 * tall + tall / 2;
        pen.text(weekday(row), (left - 8, y), HPos::Right, colors.muted)?;
    }
    let mut year_shown = "";
    for (column, month) in numbers.weekdays.iter().enumerate() {
        let x = left + column as i32 * wide;
        for row in 0..7usize {
            let at = (first + row) % 7;
            let Some(level) = month.levels[at] else { continue };
            let y = TOP + row as i32 * tall;
            let ground = colors.step(level);
            pen.fill(x..x + wide - 2, y..y + tall - 2, ground)?;
            let text = clip(&words.units(month.sums[at]), wide - 4);
            let middle = (x + (wide - 2) / 2, y + (tall - 2) / 2);
            pen.text(&text, middle, HPos::Center, colors.on(ground))?;
        }
        let middle = x + (wide - 2) / 2;
        if let Ok(day) = format!("{}-01", month.month).parse::<NaiveDate>() {
            let name = clip(words.month(day), wide + 4);
            pen.text(&name, (middle, TOP + 7 * tall + 10), HPos::Center, colors.muted)?;
        }
        let year = month.month.split('-').next().unwrap_or_default();
        if year != year_shown {
            year_shown = year;
            pen.text(year, (middle, TOP + 7 * tall + 26), HPos::Center, colors.muted)?;
        }
    }
    let mut steps: Vec<(u8, String)> = vec![];
    let mut before = None;
    for (level, up_to) in numbers.weekday_steps.iter().enumerate() {
        if before.replace(*up_to) != Some(*up_to) {
            let number = words.units(*up_to);
            let text = if level == 0 { number } else { format!("{} {number}", words.up_to) };
            steps.push((level as u8, text));
        }
    }
    legend(pen, &steps, (left, TOP + 7 * tall + 48), sheet)
}

/// A line from the first day to the last.
pub fn strength<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &HabitNumbers,
    sheet: &Sheet,
) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let left = EDGE + measure(&words.percent(100)) + 8;
    let last = numbers.scores.last().map_or(0.0, |last| last.score);
    let right = (width - EDGE - measure(&percent(words, last)) - 8).max(left + 1);
    let bottom = height - 30;
    let y_of = |share: f64| bottom - (share * f64::from(bottom - TOP)).round() as i32;
    for quarter in 0..5 {
        let y = y_of(f64::from(quarter) / 4.0);
        let color = if quarter == 0 { colors.ink } else { colors.rule };
        pen.fill(left..right, y..y + 1, color)?;
        let text = words.percent(i64::from(quarter) * 25);
        pen.text(&text, (left - 8, y + 1), HPos::Right, colors.muted)?;
    }
    let points = points(&numbers.scores, left..right, y_of);
    match points.as_slice() {
        [(x, y)] => pen.fill(x - 2..x + 3, y - 2..y + 3, colors.accent)?,
        points => pen.line(points, colors.accent)?,
    }
    if let Some((x, y)) = points.last() {
        pen.text(&percent(words, last), (x + 6, *y), HPos::Left, colors.ink)?;
    }
    months(pen, &numbers.scores, left..right, sheet)
}

/// The pixels of the line, each of them once.
pub fn points(
    scores: &[DayScore],
    x: std::ops::Range<i32>,
    y_of: impl Fn(f64) -> i32,
) -> Vec<(i32, i32)> {
    let mut points: Vec<(i32, i32)> = scores
        .iter()
        .enumerate()
        .map(|(index, one)| (x_of(index, scores.len(), &x), y_of(one.score)))
        .collect();
    points.dedup();
    points
}

fn x_of(index: usize, count: usize, x: &std::ops::Range<i32>) -> i32 {
    let share = index as f64 / count.saturating_sub(1).max(1) as f64;
    x.start + (share * f64::from(x.end - 1 - x.start)).round() as i32
}

/// The firsts of months by name and the firsts of years by number, as far as there is room; the
/// first of them all with its year.
fn months<B: DrawingBackend>(
    pen: &mut Pen<B>,
    scores: &[DayScore],
    x: std::ops::Range<i32>,
    sheet: &Sheet,
) -> Result<()> {
    let room = measure("Sept 2026") / 2 + 22;
    let is_first = |(_, one): &(usize, &DayScore)| one.day.day() == 1;
    let firsts: Vec<(usize, NaiveDate)> =
        scores.iter().enumerate().filter(is_first).map(|(index, one)| (index, one.day)).collect();
    let per_month = f64::from(x.end - x.start) * 30.4 / scores.len().max(1) as f64;
    let steps = [1u32, 2, 3, 6, 12, 24, 60, 120];
    let step = steps.into_iter().find(|step| per_month * f64::from(*step) >= f64::from(room));
    let step = step.unwrap_or(240);
    let mut is_told = false;
    for (index, day) in firsts {
        let number = crate::day::month_no(day);
        if number.rem_euclid(step as i32) != 0 {
            continue;
        }
        let at = (x_of(index, scores.len(), &x), sheet.height - 14);
        let is_year = day.month() == 1;
        let text = match (is_year, is_told) {
            (true, _) => day.year().to_string(),
            (false, true) => sheet.words.month(day).into(),
            (false, false) => format!("{} {}", sheet.words.month(day), day.year()),
        };
        is_told = true;
        let color = if is_year { sheet.colors.ink } else { sheet.colors.muted };
        if at.0 + measure(&text) / 2 <= sheet.width {
            pen.text(&text, at, HPos::Center, color)?;
        }
    }
    Ok(())
}

/// A bar a streak, the longest first.
pub fn streaks<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &HabitNumbers,
    sheet: &Sheet,
) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let count = numbers.streaks.len().max(1) as i32;
    let tall = ((height - TOP - EDGE) / count).clamp(12, 34);
    let label = |index: usize| {
        let streak = &numbers.streaks[index];
        format!("{} – {}", words.day(streak.start), words.day(streak.end))
    };
    let labels: Vec<String> = (0..numbers.streaks.len()).map(label).collect();
    let label_width = labels.iter().map(|text| measure(text)).max().unwrap_or(0).min(width / 2);
    let left = EDGE + label_width + 10;
    let longest = numbers.streaks.iter().map(|streak| streak.days).max().unwrap_or(1).max(1);
    let room = (width - EDGE - left - measure(&words.count(longest as usize)) - 8).max(1);
    for (index, streak) in numbers.streaks.iter().enumerate() {
        let middle = TOP + index as i32 * tall + tall / 2;
        let text = clip(&labels[index], label_width);
        pen.text(&text, (left - 10, middle), HPos::Right, colors.muted)?;
        let half = (tall / 3).clamp(3, 9);
        let length = bar(streak.days, longest, room);
        pen.fill(left..left + length, middle - half..middle + half, colors.accent)?;
        let at = (left + length + 6, middle);
        pen.text(&words.count(streak.days as usize), at, HPos::Left, colors.ink)?;
    }
    pen.fill(left - 1..left, TOP..TOP + count * tall, colors.ink)
}

/// The pixels of a bar; none is too short to be seen.
fn bar(days: u32, longest: u32, room: i32) -> i32 {
    ((f64::from(days) / f64::from(longest) * f64::from(room)).round() as i32).max(1)
}
