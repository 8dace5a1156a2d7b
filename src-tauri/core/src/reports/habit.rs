//! The views of a habit as pictures: its days in five steps of one hue, here as a year and as a
//! month; its weekdays, strength and streaks are in `habit_bars`. Floats are pixels and strengths.
use std::ops::Range;

use chrono::Datelike;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, DrawingBackend};

use super::axis::{Words, clean};
use super::canvas::{Canvas, Colors, Drawing, Pen};
use super::glyphs::{clip, measure};
use super::habit_bars;
use super::habit_words::HabitWords;
use super::model::{HabitNumbers, HabitView};
use crate::Result;
use crate::habits::days::Value;
use crate::habits::review::HeatDay;

/// The margin around everything.
pub const EDGE: i32 = 16;
/// Where what is drawn begins, below the title.
pub const TOP: i32 = 36;
/// The steps of a heatmap.
const LEVELS: [u8; 5] = [0, 1, 2, 3, 4];

/// Where and in which words.
pub struct Sheet {
    pub width: i32,
    pub height: i32,
    pub colors: Colors,
    pub words: HabitWords,
}

impl Drawing for HabitNumbers {
    fn title(&self, words: &Words) -> String {
        title(self, &HabitWords::of(*words))
    }

    fn told(&self, words: &Words) -> String {
        let words = HabitWords::of(*words);
        match self.view {
            _ if is_empty(self) => words.nothing.into(),
            HabitView::Heatmap | HabitView::Month => {
                let step = |level: u8| {
                    let (count, share) = (counted(&self.days, level), share(&words, level));
                    format!("{} {} {share}", words.count(count), words.days_at)
                };
                LEVELS.map(step).join("; ")
            }
            _ => habit_bars::told(self, &words),
        }
    }

    fn draw<B: DrawingBackend>(&self, pen: &mut Pen<B>, canvas: &Canvas) -> Result<()> {
        let sheet = Sheet {
            width: canvas.width as i32,
            height: canvas.height as i32,
            colors: Colors::of(canvas.theme),
            words: HabitWords::of(Words::of(&canvas.locale)),
        };
        let title = clip(&title(self, &sheet.words), sheet.width - 2 * EDGE);
        pen.text(&title, (EDGE, 18), HPos::Left, sheet.colors.ink)?;
        if is_empty(self) {
            let middle = (sheet.width / 2, sheet.height / 2);
            return pen.text(sheet.words.nothing, middle, HPos::Center, sheet.colors.muted);
        }
        match self.view {
            HabitView::Heatmap => year(pen, self, &sheet),
            HabitView::Month => month(pen, self, &sheet),
            HabitView::Weekdays => habit_bars::weekdays(pen, self, &sheet),
            HabitView::Strength => habit_bars::strength(pen, self, &sheet),
            HabitView::Streaks => habit_bars::streaks(pen, self, &sheet),
        }
    }
}

/// The habit's name, what is shown of it, and in what unit.
fn title(numbers: &HabitNumbers, words: &HabitWords) -> String {
    let unit = clean(&numbers.unit);
    let unit = if unit.is_empty() { words.times.into() } else { unit };
    let year = numbers.year.map_or(String::new(), |year| format!(", {year}"));
    let what = match numbers.view {
        HabitView::Heatmap => return format!("{}{year}", clean(&numbers.name)),
        HabitView::Month => words.month_year(numbers.month.as_deref().unwrap_or_default()),
        HabitView::Weekdays => format!("{}{year}, {unit}", words.by_weekday),
        HabitView::Strength => format!("{}{year}", words.strength),
        HabitView::Streaks => words.streaks.into(),
    };
    format!("{}, {what}", clean(&numbers.name))
}

fn is_empty(numbers: &HabitNumbers) -> bool {
    match numbers.view {
        HabitView::Heatmap | HabitView::Month => numbers.days.is_empty(),
        HabitView::Weekdays => numbers.weekdays.is_empty(),
        HabitView::Strength => numbers.scores.is_empty(),
        HabitView::Streaks => numbers.streaks.is_empty(),
    }
}

fn counted(days: &[HeatDay], level: u8) -> usize {
    days.iter().filter(|day| day.level == Some(level)).count()
}

fn share(words: &HabitWords, level: u8) -> String {
    words.percent(i64::from(level) * 25)
}

/// A column a week, a row a weekday.
fn year<B: DrawingBackend>(pen: &mut Pen<B>, numbers: &HabitNumbers, sheet: &Sheet) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let weekday = |row: u32| words.weekday(numbers.week_start, row);
    let left = EDGE + (0..7).map(|row| measure(weekday(row))).max().unwrap_or(0) + 8;
    let top = TOP + 18;
    let weeks = numbers.days.iter().map(|day| day.week + 1).max().unwrap_or(1) as i32;
    let cell = ((width - EDGE - left) / weeks).min((height - top - 40) / 7).max(3);
    let gap = if cell >= 6 { 2 } else { 1 };
    let every = if cell >= 14 { 1 } else { 2 };
    for row in (0..7).step_by(every) {
        let y = top + row as i32 * cell + (cell - gap) / 2;
        pen.text(weekday(row), (left - 8, y), HPos::Right, colors.muted)?;
    }
    let mut free = left;
    for first in numbers.days.iter().filter(|day| day.day.day() == 1) {
        let (x, name) = (left + first.week as i32 * cell, words.month(first.day));
        if x >= free {
            pen.text(name, (x, TOP + 8), HPos::Left, colors.muted)?;
            free = x + measure(name) + 6;
        }
    }
    for day in &numbers.days {
        let (x, y) = (left + day.week as i32 * cell, top + day.row as i32 * cell);
        square(pen, day.level, x..x + cell - gap, y..y + cell - gap, colors)?;
    }
    let steps = LEVELS.map(|level| {
        (level, format!("{}: {}", share(words, level), words.count(counted(&numbers.days, level))))
    });
    legend(pen, &steps, (left, top + 7 * cell + 18), sheet)
}

/// A day's place: filled in its step, or empty.
fn square<B: DrawingBackend>(
    pen: &mut Pen<B>,
    level: Option<u8>,
    x: Range<i32>,
    y: Range<i32>,
    colors: &Colors,
) -> Result<()> {
    match level {
        Some(level) => pen.fill(x, y, colors.step(level)),
        None => pen.hollow(x, y, colors),
    }
}

/// The steps with their numbers, one beside the other, as far as there is room.
pub fn legend<B: DrawingBackend>(
    pen: &mut Pen<B>,
    steps: &[(u8, String)],
    (mut x, y): (i32, i32),
    sheet: &Sheet,
) -> Result<()> {
    let start = x;
    let mut line = y;
    for (level, text) in steps {
        let step = 16 + measure(text) + 14;
        if x > start && x + step - 14 > sheet.width - EDGE {
            (x, line) = (start, line + 16);
        }
        pen.fill(x..x + 11, line - 6..line + 5, sheet.colors.step(*level))?;
        pen.text(text, (x + 16, line), HPos::Left, sheet.colors.muted)?;
        x += step;
    }
    Ok(())
}

/// A month's calendar: the number of each day, how much of it was done, and the sign of what it was.
fn month<B: DrawingBackend>(pen: &mut Pen<B>, numbers: &HabitNumbers, sheet: &Sheet) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let first = numbers.days.first().map_or(0, |day| day.week);
    let rows = numbers.days.last().map_or(1, |day| day.week - first + 1) as i32;
    let top = TOP + 18;
    let wide = ((width - 2 * EDGE) / 7).clamp(8, 128);
    let tall = ((height - top - 40) / rows).clamp(8, 72);
    for column in 0..7 {
        let at = (EDGE + column as i32 * wide + 6, TOP + 8);
        let name = clip(words.weekday(numbers.week_start, column), wide - 6);
        pen.text(&name, at, HPos::Left, colors.muted)?;
    }
    for day in &numbers.days {
        let x = EDGE + day.row as i32 * wide;
        let y = top + (day.week - first) as i32 * tall;
        let (across, down) = (x..x + wide - 2, y..y + tall - 2);
        square(pen, day.level, across, down, colors)?;
        let ground = day.level.map_or(colors.paper, |level| colors.step(level));
        let ink = colors.on(ground);
        let number = if tall >= 40 { y + 12 } else { y + (tall - 2) / 2 };
        pen.text(&day.day.day().to_string(), (x + 6, number), HPos::Left, ink)?;
        let amount = day.amount.map(|amount| clip(&words.units(amount), wide - 14));
        let at = match tall >= 40 {
            true => (x + wide - 10, y + tall - 14),
            false => (x + wide - 8, number),
        };
        match amount.filter(|text| !text.is_empty() && (tall >= 40 || wide >= 52)) {
            Some(amount) => pen.text(&amount, at, HPos::Right, ink)?,
            None => sign(pen, day.value, at, ink)?,
        }
    }
    let steps = LEVELS.map(|level| {
        (level, format!("{}: {}", share(words, level), words.count(counted(&numbers.days, level))))
    });
    legend(pen, &steps, (EDGE, top + rows * tall + 16), sheet)
}

/// A tick, a cross, or two arrows for a skip; right-aligned, as text is.
fn sign<B: DrawingBackend>(
    pen: &mut Pen<B>,
    value: Option<Value>,
    (right, y): (i32, i32),
    ink: BackendColor,
) -> Result<()> {
    let x = right - 9;
    match value {
        Some(Value::Yes) => pen.line(&[(x, y), (x + 3, y + 3), (x + 9, y - 4)], ink),
        // What is implied is a lighter tick.
        Some(Value::Auto) => pen.path(&[(x, y), (x + 3, y + 3), (x + 9, y - 4)], ink),
        Some(Value::No) => {
            pen.line(&[(x + 1, y - 4), (x + 8, y + 3)], ink)?;
            pen.line(&[(x + 1, y + 3), (x + 8, y - 4)], ink)
        }
        Some(Value::Skip) => {
            for start in [x, x + 4] {
                pen.path(&[(start, y - 4), (start + 4, y), (start, y + 4)], ink)?;
            }
            Ok(())
        }
        Some(Value::Off | Value::Unknown) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::{color, png, svg};
    use super::super::model::ChartTheme;
    use super::*;
    use crate::habits::days::judge;
    use crate::habits::frequency::{Frequency, Weekdays};
    use crate::habits::plan::{Kind, Mark, Plan, State};
    use crate::habits::quantity::Quantity;
    use crate::habits::review::{heatmap, weekday_steps, weekday_table};
    use crate::habits::score::scores;
    use crate::habits::streak::streaks;
    use chrono::{Days, NaiveDate, Weekday};
    use proptest::prelude::*;

    const VIEWS: [HabitView; 5] = [
        HabitView::Heatmap,
        HabitView::Month,
        HabitView::Weekdays,
        HabitView::Strength,
        HabitView::Streaks,
    ];

    fn canvas(width: u32, height: u32, locale: &str) -> Canvas {
        Canvas { width, height, theme: ChartTheme::Light, locale: locale.into() }
    }

    /// A habit at least 2 of which are asked for a day, up to 21 November 2026: a digit a day for
    /// so many units, s for a skip, a dot for nothing.
    fn numbers(view: HabitView, letters: &str) -> HabitNumbers {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let frequency = Frequency::new(1, 1, Weekdays::ALL).unwrap();
        let target = Quantity(2000);
        let plan = Plan { kind: Kind::Measured, frequency, target, pauses: vec![], since: None };
        let mark = |(ago, letter): (usize, char)| {
            let units = letter.to_digit(10).map(|units| Quantity(i64::from(units) * 1000));
            let state = if letter == 's' { State::Skip } else { State::Yes };
            let day = today - Days::new(ago as u64);
            (letter != '.').then_some(Mark { day, state, amount: units })
        };
        let marks: Vec<Mark> = letters.chars().rev().enumerate().filter_map(mark).collect();
        let days = judge(&plan, &marks, today).unwrap();
        let heat = heatmap(&plan, &days, 2026, Weekday::Mon);
        let of_month = |day: &HeatDay| view != HabitView::Month || day.day.month() == 11;
        let weekdays = weekday_table(&plan, &days);
        HabitNumbers {
            view,
            habit_id: crate::db::Id::nil(),
            name: "Water & <more>".into(),
            unit: "glasses".into(),
            week_start: Weekday::Mon,
            year: Some(2026),
            month: Some("2026-11".into()),
            days: heat.into_iter().filter(of_month).collect(),
            weekday_steps: weekday_steps(&weekdays),
            weekdays,
            scores: scores(&plan, &days),
            streaks: streaks(&plan, &days).best,
        }
    }

    /// An element's name and attributes.
    type Element = (String, Vec<(String, String)>);

    /// The elements, and each text.
    fn elements(svg: &str) -> (Vec<Element>, Vec<String>) {
        let mut reader = quick_xml::Reader::from_str(svg);
        let (mut elements, mut texts) = (vec![], vec![]);
        loop {
            use quick_xml::events::Event;
            match reader.read_event().expect("well-formed") {
                Event::Eof => return (elements, texts),
                Event::Start(tag) | Event::Empty(tag) => {
                    let pair = |pair: quick_xml::events::attributes::Attribute| {
                        (pair.key.as_ref().to_owned(), pair.value.to_string())
                    };
                    let attributes = tag.attributes().map(|found| pair(found.expect("sound")));
                    elements.push((tag.name().as_ref().to_owned(), attributes.collect()));
                }
                Event::Text(text) => {
                    texts.push(AsRef::<str>::as_ref(&text).trim().to_owned());
                }
                _ => {}
            }
        }
    }

    fn fills(svg: &str, wanted: BackendColor) -> usize {
        let (r, g, b) = wanted.rgb;
        let wanted = format!("#{r:02X}{g:02X}{b:02X}");
        let is_it = |(name, list): &&Element| {
            name == "rect" && list.iter().any(|(key, value)| key == "fill" && *value == wanted)
        };
        elements(svg).0.iter().filter(is_it).count()
    }

    fn drawn(view: HabitView, letters: &str) -> String {
        svg(&numbers(view, letters), &canvas(960, 400, "en")).unwrap()
    }

    #[test]
    fn a_year_and_a_month_have_a_square_a_day_in_its_step() {
        for view in [HabitView::Heatmap, HabitView::Month] {
            let text = drawn(view, "012s.0122222");
            let colors = Colors::of(ChartTheme::Light);
            let found = LEVELS.map(|level| fills(&text, colors.step(level)) - 1);
            assert_eq!(found, [2, 0, 2, 0, 6], "{view:?}");
            let days = numbers(view, "012s.0122222").days;
            assert_eq!(found, LEVELS.map(|level| counted(&days, level)));
            assert_eq!(fills(&text, colors.rule), days.len() - 10);
            let (_, texts) = elements(&text);
            assert!(texts.contains(&"100%: 6".into()), "{texts:?}");
        }
    }

    #[test]
    fn weekdays_and_streaks_say_their_numbers() {
        let (_, texts) = elements(&drawn(HabitView::Weekdays, "1352.222"));
        // From Saturday the 14th: 1, 3, 5, 2, nothing, 2, 2, 2.
        let count = |wanted: &str| texts.iter().filter(|text| *text == wanted).count();
        assert_eq!((count("3"), count("5"), count("2"), count("0")), (2, 1, 3, 2), "{texts:?}");
        assert_eq!((count("up to 5"), count("up to 2"), count("Nov"), count("2026")), (1, 1, 1, 1));
        let text = drawn(HabitView::Streaks, "2222.22");
        let (_, texts) = elements(&text);
        for wanted in ["15 Nov 2026 – 18 Nov 2026", "4", "20 Nov 2026 – 21 Nov 2026", "2"] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
        }
        assert_eq!(fills(&text, color("#1F6F5C")), 2);
    }

    #[test]
    fn the_line_goes_through_every_score() {
        let numbers = numbers(HabitView::Strength, &"2201.2".repeat(12));
        let text = svg(&numbers, &canvas(960, 400, "en")).unwrap();
        let (elements, _) = elements(&text);
        let line = elements.iter().find(|(name, _)| name == "polyline").unwrap();
        let points = &line.1.iter().find(|(key, _)| key == "points").unwrap().1;
        let points: Vec<(i32, i32)> = points
            .split_whitespace()
            .map(|point| point.split_once(',').unwrap())
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        assert_eq!(points.len(), numbers.scores.len());
        let (bottom, tall) = (370, 370 - TOP);
        for ((_, y), one) in points.iter().zip(&numbers.scores) {
            let share = f64::from(bottom - y) / f64::from(tall);
            assert!((share - one.score).abs() <= 0.5 / f64::from(tall) + 1e-9, "{share} {one:?}");
        }
        assert!(points.windows(2).all(|two| two[0].0 < two[1].0));
    }

    #[test]
    fn words_are_of_the_locale_and_nothing_is_said_in_words() {
        let year = svg(&numbers(HabitView::Strength, "22"), &canvas(960, 400, "de")).unwrap();
        assert!(year.contains("<title>Water &amp; &lt;more&gt;, Stärke in Prozent, 2026</title>"));
        assert!(year.contains("<desc>21. Nov 2026: 10\u{A0}%</desc>"), "{year}");
        for view in [HabitView::Weekdays, HabitView::Strength, HabitView::Streaks] {
            let (_, texts) = elements(&drawn(view, ""));
            assert!(texts.iter().any(|text| text == "no days yet"), "{view:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn any_habit_draws_as_well_formed_svg_and_as_png(
            view in 0usize..5, letters in "[0-9s.]{0,420}", width in 160u32..1500,
            height in 160u32..900, name in ".{0,60}", locale in "en|de-CH|es|",
        ) {
            let numbers = HabitNumbers { name, ..numbers(VIEWS[view], &letters) };
            let canvas = canvas(width, height, &locale);
            let text = svg(&numbers, &canvas)?;
            elements(&text);
            prop_assert!(!text.contains("NaN") && !text.contains("inf\""));
            let file = png(&numbers, &canvas)?;
            prop_assert!(file.starts_with(b"\x89PNG\r\n\x1a\n"));
            prop_assert_eq!(&file[16..24], [width.to_be_bytes(), height.to_be_bytes()].concat());
        }
    }
}
