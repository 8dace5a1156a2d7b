//! What a payoff plan leaves owed, as a stack that shrinks to nothing: a band for each debt, the
//! last to be paid off at the bottom. So every debt ends on the stack's upper edge, where nothing is
//! drawn above it, and its name and day stand there; if they are too many, beside the picture.
use chrono::{Datelike, NaiveDate};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, DrawingBackend};

use super::axis::{Plot, Scale, Words, clean};
use super::canvas::{Canvas, Colors, Drawing, Pen, color};
use super::debt_names::Names;
use super::debt_words::DebtWords;
use super::glyphs::{clip, measure};
use super::model::{DebtChartNumbers, DebtChartSeries};
use crate::Result;
use crate::day::month_no;

/// The margin around everything.
pub const EDGE: i32 = 16;
/// Where what is drawn begins, below the title.
pub const TOP: i32 = 40;

impl Drawing for DebtChartNumbers {
    fn title(&self, words: &Words) -> String {
        let words = DebtWords::of(*words);
        let title = words.words.in_units(words.owed, &self.currency, false);
        match is_empty(self) {
            true => title,
            false => format!("{title}, {}", words.debt_free(self.debt_free_on)),
        }
    }

    fn told(&self, words: &Words) -> String {
        let words = DebtWords::of(*words);
        if is_empty(self) {
            return words.nothing.into();
        }
        let digits = crate::money::exponent(&self.currency).unwrap_or(2);
        let line = |debt: &DebtChartSeries| {
            let owed = debt.balances_minor.first().copied().unwrap_or(0);
            let owed = words.words.number(owed.into(), digits, digits);
            let day = words.words.day(debt.paid_off_on);
            format!("{}: {owed}, {} {day}", clean(&debt.name), words.paid_off)
        };
        self.debts.iter().rev().map(line).collect::<Vec<_>>().join("; ")
    }

    fn draw<B: DrawingBackend>(&self, pen: &mut Pen<B>, canvas: &Canvas) -> Result<()> {
        let sheet = Sheet {
            width: canvas.width as i32,
            height: canvas.height as i32,
            colors: Colors::of(canvas.theme),
            words: DebtWords::of(Words::of(&canvas.locale)),
        };
        draw(pen, self, &sheet)
    }
}

/// Where and in which words.
pub struct Sheet {
    pub width: i32,
    pub height: i32,
    pub colors: Colors,
    pub words: DebtWords,
}

fn is_empty(numbers: &DebtChartNumbers) -> bool {
    numbers.months.len() < 2 || numbers.months.iter().all(|month| month.total_minor == 0)
}

fn draw<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &DebtChartNumbers,
    sheet: &Sheet,
) -> Result<()> {
    let Sheet { width, height, colors, words } = sheet;
    let bands = bands(numbers, words);
    let most = bands.last().and_then(|band| band.tops.iter().max()).copied().unwrap_or(0);
    let mut scale = Scale::between(0, most, &numbers.currency);
    let many = if is_empty(numbers) { 0 } else { scale.choose(height - 90) };
    let title = words.words.in_units(words.owed, &numbers.currency, scale.millions);
    pen.text(&clip(&title, width - 2 * EDGE), (EDGE, 18), HPos::Left, colors.ink)?;
    if many == 0 {
        let middle = (width / 2, height / 2);
        return pen.text(words.nothing, middle, HPos::Center, colors.muted);
    }
    let (exponent, decimals) = (scale.exponent, scale.decimals);
    let tick = |value| words.words.number(value, exponent, decimals);
    let ticks: Vec<i128> = (0..=many).map(|n| n * scale.step).collect();
    let left = EDGE + ticks.iter().map(|value| measure(&tick(*value))).max().unwrap_or(0) + 8;
    let (names, plot) = Names::of(numbers, &bands, scale, left, sheet);

    for value in &ticks {
        let y = plot.y_of(*value);
        pen.fill(plot.x.clone(), y..y + 1, if *value == 0 { colors.ink } else { colors.rule })?;
        pen.text(&tick(*value), (left - 8, y + 1), HPos::Right, colors.muted)?;
    }
    stack(pen, numbers, &bands, &plot, colors)?;
    let zero = plot.y_of(0);
    pen.fill(plot.x.clone(), zero..zero + 1, colors.ink)?;
    days(pen, numbers, &plot, sheet)?;
    names.draw(pen, &plot, sheet)
}

/// A debt with what is owed up to and with it, in the stack.
pub struct Band {
    pub name: String,
    /// In words; empty on the debt-free day itself, which is told once.
    pub ended: String,
    pub color: BackendColor,
    /// At the start.
    pub owed_minor: i64,
    /// The month in which it is paid off.
    pub month: usize,
    pub tops: Vec<i128>,
}

/// From the bottom of the stack; what owes nothing at the start has no place in it.
fn bands(numbers: &DebtChartNumbers, words: &DebtWords) -> Vec<Band> {
    let mut sums = vec![0i128; numbers.months.len()];
    let mut bands = vec![];
    for debt in numbers.debts.iter().filter(|debt| debt.paid_off_month > 0) {
        for (sum, balance) in sums.iter_mut().zip(&debt.balances_minor) {
            *sum += i128::from(*balance);
        }
        bands.push(Band {
            name: clean(&debt.name),
            ended: match debt.paid_off_on == numbers.debt_free_on {
                true => String::new(),
                false => words.words.day(debt.paid_off_on),
            },
            color: color(&debt.color),
            owed_minor: debt.balances_minor.first().copied().unwrap_or(0),
            month: (debt.paid_off_month as usize).min(numbers.months.len() - 1),
            tops: sums.clone(),
        });
    }
    bands
}

pub fn x_of(plot: &Plot, numbers: &DebtChartNumbers, day: NaiveDate) -> i32 {
    let first = numbers.months.first().map_or(day, |month| month.on);
    let all = (numbers.debt_free_on - first).num_days().max(1);
    let (here, wide) = ((day - first).num_days(), plot.x.len() as i64);
    plot.x.start + ((here * wide + all / 2) / all) as i32
}

/// The bands, and lines of paper between them.
fn stack<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &DebtChartNumbers,
    bands: &[Band],
    plot: &Plot,
    colors: &Colors,
) -> Result<()> {
    let x: Vec<i32> = numbers.months.iter().map(|month| x_of(plot, numbers, month.on)).collect();
    // A place a pixel; of months that share one the first counts, and the last of all.
    let mut kept: Vec<usize> = (0..x.len()).filter(|at| *at == 0 || x[*at] > x[at - 1]).collect();
    if let Some(last) = kept.last_mut().filter(|last| **last > 0) {
        *last = x.len() - 1;
    }
    let mut lower: Vec<(i32, i32)> = kept.iter().map(|at| (x[*at], plot.y_of(0))).collect();
    let mut lines = vec![];
    for band in bands {
        let upper: Vec<_> = kept.iter().map(|at| (x[*at], plot.y_of(band.tops[*at]))).collect();
        let thin = |(up, low): (&(i32, i32), &(i32, i32))| up.1 == low.1;
        let ended = upper.iter().zip(&lower).rposition(|pair| !thin(pair));
        if let Some(last) = ended {
            let until = (last + 2).min(upper.len());
            pen.band(&upper[..until], &lower[..until], band.color, colors)?;
            lines.push((upper.clone(), lower, until));
        }
        lower = upper;
    }
    for (upper, lower, until) in lines {
        pen.gap(&upper[..until], &lower[..until], colors)?;
    }
    Ok(())
}

/// Month names or years, thinned to the room, and the year under its first month.
fn days<B: DrawingBackend>(
    pen: &mut Pen<B>,
    numbers: &DebtChartNumbers,
    plot: &Plot,
    sheet: &Sheet,
) -> Result<()> {
    let Some(start) = numbers.months.first().map(|month| month.on) else { return Ok(()) };
    let (words, muted) = (&sheet.words.words, sheet.colors.muted);
    let widest = words.months.iter().map(|month| measure(month)).max().unwrap_or(0);
    let room = widest.max(measure("2026")) + 8;
    let (first, last) = (month_no(start), month_no(numbers.debt_free_on));
    let all = (last - first).max(1);
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240];
    let step = steps.into_iter().find(|step| plot.x.len() as i32 * step / all >= room);
    let step = step.unwrap_or(480);
    let fits = |month: &i32| month.rem_euclid(step) == 0;
    let day = |month: i32| {
        NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
    };
    let mut shown: Vec<NaiveDate> = (first..=last).filter(fits).filter_map(day).collect();
    shown.retain(|day| *day >= start);
    if shown.is_empty() {
        shown.push(start);
    }
    let (mut year_shown, at) = (None, |day, row| (x_of(plot, numbers, day), plot.y.end + row));
    for day in shown {
        let (x, foot) = at(day, 1);
        pen.fill(x..x + 1, foot..foot + 4, muted)?;
        let year = day.year().to_string();
        if step >= 12 {
            pen.text(&year, at(day, 14), HPos::Center, muted)?;
            continue;
        }
        pen.text(words.month(day), at(day, 14), HPos::Center, muted)?;
        if year_shown.replace(day.year()) != Some(day.year()) {
            pen.text(&year, at(day, 30), HPos::Center, muted)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::canvas::{png, svg};
    use super::super::model::{ChartTheme, DebtChartMonth};
    use super::super::spending::PALETTE;
    use super::*;
    use chrono::Months;
    use proptest::prelude::*;

    fn canvas(width: u32, height: u32, theme: ChartTheme, locale: &str) -> Canvas {
        Canvas { width, height, theme, locale: locale.into() }
    }

    /// Debts in the order in which they are paid off: what is owed, and in how many months it
    /// falls evenly to nothing.
    fn owed(debts: &[(&str, i64, u32)]) -> DebtChartNumbers {
        let start = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let on = |month: u32| start + Months::new(month);
        let last = debts.iter().map(|debt| debt.2).max().unwrap_or(0);
        let left = |(_, owed, end): &(&str, i64, u32), month: u32| match end.checked_sub(month) {
            Some(left) if *end > 0 => *owed / i64::from(*end) * i64::from(left),
            _ => 0,
        };
        let series = |(at, debt): (usize, &(&str, i64, u32))| DebtChartSeries {
            name: debt.0.into(),
            id: None,
            color: PALETTE.get(at).copied().unwrap_or("#8A8A8A").into(),
            paid_off_month: debt.2,
            paid_off_on: on(debt.2),
            balances_minor: (0..=last).map(|month| left(debt, month)).collect(),
        };
        let total = |month| debts.iter().map(|debt| left(debt, month)).sum();
        DebtChartNumbers {
            currency: "EUR".into(),
            debt_free_on: on(last),
            total_interest_minor: 0,
            months: (0..=last)
                .map(|month| DebtChartMonth { month, on: on(month), total_minor: total(month) })
                .collect(),
            debts: debts.iter().enumerate().rev().map(series).collect(),
        }
    }

    const THREE: [(&str, i64, u32); 3] =
        [("Store", 80_000, 4), ("Card & <more>", 320_000, 15), ("Car", 500_000, 22)];

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

    fn value<'a>(element: &'a Element, key: &str) -> &'a str {
        element.1.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    fn points(element: &Element) -> Vec<(i32, i32)> {
        let split = |point: &str| {
            let (x, y) = point.split_once(',').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        };
        value(element, "points").split_whitespace().map(split).collect()
    }

    #[test]
    fn each_debt_has_a_band_as_thick_as_what_is_owed_and_the_last_is_at_the_bottom() {
        let text = svg(&owed(&THREE), &canvas(960, 460, ChartTheme::Light, "en")).unwrap();
        let (elements, _) = elements(&text);
        let bands: Vec<&Element> = elements.iter().filter(|it| it.0 == "polygon").collect();
        assert_eq!(bands.len(), 3);
        let colors: Vec<&str> = bands.iter().map(|band| value(band, "fill")).collect();
        assert_eq!(colors, ["#44AA99", "#88CCEE", "#332288"]);
        // At the start a band lies between the first point of its upper line and the last of all.
        let thick = |band: &&Element| {
            let points = points(band);
            points[points.len() - 1].1 - points[0].1
        };
        let thick: Vec<i32> = bands.iter().map(thick).collect();
        let share = |minor: i32| minor * thick.iter().sum::<i32>() / 900_000;
        for (thick, minor) in thick.iter().zip([500_000, 320_000, 80_000]) {
            assert!(thick.abs_diff(share(minor)) <= 1, "{thick} for {}", share(minor));
        }
        // The bottom one ends where the debt-free day is marked.
        let ends = points(bands[0]).iter().map(|point| point.0).max().unwrap();
        let dot = elements.iter().find(|it| it.0 == "circle").unwrap();
        assert_eq!(value(dot, "cx"), ends.to_string());
    }

    #[test]
    fn names_stand_at_the_ends_with_their_days() {
        let picture = canvas(960, 460, ChartTheme::Light, "en");
        let (_, texts) = elements(&svg(&owed(&THREE), &picture).unwrap());
        for wanted in ["Store, 21 Mar 2027", "Car", "debt-free on 21 Sep 2028", "8,000"] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
        }
        let narrow = canvas(400, 460, ChartTheme::Light, "de");
        let text = svg(&owed(&THREE), &narrow).unwrap();
        let (_, texts) = elements(&text);
        for wanted in ["Store", "Car", "schuldenfrei am 21. Sep 2028", "Restschuld je Monat, EUR"] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
        }
        assert!(text.contains("Card &amp; &lt;more&gt;: 3.199,95, abbezahlt am 21. Feb 2028;"));
        assert!(text.contains("<title>Restschuld je Monat, EUR, schuldenfrei am 21. Sep 2028"));
    }

    #[test]
    fn many_names_are_a_list_in_which_none_is_lost() {
        let names: Vec<String> = (1..=20).map(|n| format!("Debt {n}")).collect();
        let debts: Vec<(&str, i64, u32)> =
            names.iter().zip(1..).map(|(name, n)| (name.as_str(), 1_000_000, n)).collect();
        let mut debts = debts;
        debts.push(("House", 30_000_000, 300));
        let picture = canvas(960, 460, ChartTheme::Dark, "es");
        let (_, texts) = elements(&svg(&owed(&debts), &picture).unwrap());
        for wanted in names.iter().map(String::as_str).chain(["House", "21 nov 2051", "2040"]) {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
        }
        let low = canvas(960, 200, ChartTheme::Dark, "es");
        let (_, texts) = elements(&svg(&owed(&debts), &low).unwrap());
        // The largest, as many as there is room for.
        for wanted in ["House", "Debt 20", "+ 16"] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
        }
    }

    #[test]
    fn without_debts_it_says_so_in_words() {
        for numbers in [owed(&[]), owed(&[("Old", 0, 0)])] {
            let picture = canvas(600, 300, ChartTheme::Light, "en");
            let (_, texts) = elements(&svg(&numbers, &picture).unwrap());
            assert!(texts.iter().any(|text| text == "nothing is owed"), "{texts:?}");
            assert!(png(&numbers, &picture).is_ok());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn any_plan_draws_as_well_formed_svg_and_as_png(
            debts in prop::collection::vec((".{0,40}", 0..1_000_000_000_000_000i64, 0..130u32), 0..30),
            width in 160u32..1500, height in 160u32..900, dark in any::<bool>(),
            locale in "en|de-CH|es|", currency in "EUR|JPY|KWD",
        ) {
            let mut debts: Vec<(&str, i64, u32)> =
                debts.iter().map(|(name, owed, end)| (name.as_str(), *owed, *end)).collect();
            debts.sort_by_key(|debt| debt.2);
            let numbers = DebtChartNumbers { currency, ..owed(&debts) };
            let theme = if dark { ChartTheme::Dark } else { ChartTheme::Light };
            let canvas = canvas(width, height, theme, &locale);
            let text = svg(&numbers, &canvas)?;
            elements(&text);
            prop_assert!(!text.contains("NaN") && !text.contains("inf\""));
            let file = png(&numbers, &canvas)?;
            prop_assert_eq!(&file[16..24], [width.to_be_bytes(), height.to_be_bytes()].concat());
        }
    }
}
