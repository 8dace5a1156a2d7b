//! Spending by month, stacked by category: laid out by hand so that it follows our look. No data access, no clock. Floats are pixel positions, never money.
use std::ops::Range;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, DrawingBackend};

use super::axis::{Plot, Scale, Slots, Words, clean};
use super::canvas::{Canvas, Colors, Drawing, Pen, REST, color};
use super::glyphs::{clip, measure};
use crate::Result;

/// Tol's muted scheme, in this order.
pub const PALETTE: [&str; 9] = [
    "#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255",
    "#AA4499",
];
/// What to draw: the first series is at the bottom of every stack.
#[derive(Debug, Clone)]
pub struct Spending {
    /// ISO 4217.
    pub currency: String,
    /// `2026-01`, ascending.
    pub months: Vec<String>,
    pub series: Vec<Series>,
}

#[derive(Debug, Clone)]
pub struct Series {
    pub name: String,
    /// `#RRGGBB`; anything else is drawn in [`REST`].
    pub color: String,
    /// Minor units, one per month: spending is positive, a month of refunds negative.
    pub values_minor: Vec<i64>,
}

fn is_empty(spending: &Spending) -> bool {
    let months = spending.months.len();
    spending.series.iter().all(|s| s.values_minor.iter().take(months).all(|v| *v == 0))
}

impl Drawing for Spending {
    fn title(&self, words: &Words) -> String {
        let title = words.title(&self.currency, false);
        match (self.months.first(), self.months.last()) {
            (Some(first), Some(last)) => format!("{title}, {first} – {last}"),
            _ => title,
        }
    }

    fn told(&self, words: &Words) -> String {
        if is_empty(self) {
            return words.nothing.into();
        }
        let digits = crate::money::exponent(&self.currency).unwrap_or(2);
        let line = |series: &Series| {
            let total = series.values_minor.iter().map(|v| i128::from(*v)).sum();
            format!("{}: {}", clean(&series.name), words.number(total, digits, digits))
        };
        self.series.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    fn draw<B: DrawingBackend>(&self, pen: &mut Pen<B>, canvas: &Canvas) -> Result<()> {
        draw(pen, self, canvas)
    }
}

fn draw<B: DrawingBackend>(pen: &mut Pen<B>, spending: &Spending, canvas: &Canvas) -> Result<()> {
    let colors = Colors::of(canvas.theme);
    let words = Words::of(&canvas.locale);
    let (width, height) = (canvas.width as i32, canvas.height as i32);
    if is_empty(spending) {
        return pen.text(words.nothing, (width / 2, height / 2), HPos::Center, colors.muted);
    }
    let mut scale = Scale::of(spending);
    let many = scale.choose(height - 90);
    let title = words.title(&spending.currency, scale.millions);
    pen.text(&clip(&title, width - 32), (16, 18), HPos::Left, colors.ink)?;

    let (exponent, decimals) = (scale.exponent, scale.decimals);
    let tick = |value| words.number(value, exponent, decimals);
    let ticks: Vec<i128> = (0..=many).map(|n| scale.low + n * scale.step).collect();
    let left = 16 + ticks.iter().map(|v| measure(&tick(*v))).max().unwrap_or(0) + 8;
    let rows = rows(spending);
    let label_width = rows.iter().map(|r| measure(&r.name)).max().unwrap_or(0).min(width / 4) + 18;
    let room = height - 36 - 44;
    let direct = width >= 480 && rows.len() as i32 * LINE <= room;
    let legend = if direct { vec![] } else { legend(&rows, width - 32, room / 2 / LINE) };
    let top = 40 + legend.len() as i32 * LINE;
    let right = if direct { width - 16 - label_width - 20 } else { width - 16 };
    let mut plot = Plot { x: left..right.max(left + 1), y: top..(height - 44).max(top + 1), scale };
    let slots = Slots::of(&plot, spending.months.len());
    // The rules end with the last month, so that none crosses a name.
    plot.x.end = slots.end();

    for value in &ticks {
        let y = plot.y_of(*value);
        if *value != 0 {
            pen.fill(plot.x.clone(), y..y + 1, colors.rule)?;
        }
        pen.text(&tick(*value), (left - 8, y + 1), HPos::Right, colors.muted)?;
    }
    let last = stacks(pen, &plot, &slots, &rows, &colors)?;
    let zero = plot.y_of(0);
    pen.fill(plot.x.clone(), zero..zero + 1, colors.ink)?;
    months(pen, &plot, &slots, spending, &words, &colors)?;
    if direct {
        let x = slots.bar(spending.months.len() - 1).end;
        labels(pen, &plot, x, &rows, &last, label_width, &colors)?;
    }
    for (line, items) in legend.iter().enumerate() {
        for (x, name, color) in items {
            let at = (16 + x, 40 + line as i32 * LINE);
            pen.key(at, name, *color, &colors)?;
        }
    }
    Ok(())
}

/// From one line of text to the next.
pub(super) const LINE: i32 = 17;

/// Every stack from the zero line outwards; returns where the last one's parts begin and end.
fn stacks<B: DrawingBackend>(
    pen: &mut Pen<B>,
    plot: &Plot,
    slots: &Slots,
    rows: &[Row],
    colors: &Colors,
) -> Result<Vec<Range<i32>>> {
    let mut parts = vec![];
    for month in 0..slots.count {
        let bar = slots.bar(month);
        let (mut above, mut below) = (0i128, 0i128);
        parts.clear();
        for row in rows {
            let value = i128::from(row.values.get(month).copied().unwrap_or(0));
            let sum = if value < 0 { &mut below } else { &mut above };
            let from = plot.y_of(*sum);
            *sum += value;
            let to = plot.y_of(*sum);
            let part = from.min(to)..from.max(to);
            if !part.is_empty() {
                // The gap is taken from the outer edge, where there is enough to take from.
                let gap = i32::from(part.len() > 2);
                let (outer, inner) = match value < 0 {
                    true => (part.end - gap..part.end, part.start..part.end - gap),
                    false => (part.start..part.start + gap, part.start + gap..part.end),
                };
                pen.mark(bar.clone(), inner, row.color, colors)?;
                if !outer.is_empty() {
                    pen.fill(bar.clone(), outer, colors.paper)?;
                }
            }
            parts.push(part);
        }
    }
    Ok(parts)
}

/// Names beside the last stack, moved apart where its parts are thin, with a leader to the part.
fn labels<B: DrawingBackend>(
    pen: &mut Pen<B>,
    plot: &Plot,
    bar_end: i32,
    rows: &[Row],
    parts: &[Range<i32>],
    width: i32,
    colors: &Colors,
) -> Result<()> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let middle = |i: usize| (parts[i].start + parts[i].end) / 2;
    order.sort_by_key(|&i| (middle(i), std::cmp::Reverse(i)));
    let wanted: Vec<i32> = order.iter().map(|&i| middle(i)).collect();
    let placed = spread(&wanted, plot.y.start..plot.y.end);
    for (&i, y) in order.iter().zip(placed) {
        let (from, to) = (middle(i), y);
        let x = bar_end + 20;
        if !parts[i].is_empty() && from.abs_diff(to) > 3 {
            let points = [(bar_end + 3, from), (bar_end + 7, from), (x - 7, to), (x - 3, to)];
            pen.path(&points, colors.leader)?;
        }
        pen.key((x, to), &clip(&rows[i].name, width - 14), rows[i].color, colors)?;
    }
    Ok(())
}

/// Ascending positions at least a line apart, as near to the wanted ones as both sides allow.
fn spread(wanted: &[i32], within: Range<i32>) -> Vec<i32> {
    let mut down = wanted.to_vec();
    let mut up = wanted.to_vec();
    for i in 1..wanted.len() {
        down[i] = down[i].max(down[i - 1] + LINE);
        let j = wanted.len() - 1 - i;
        up[j] = up[j].min(up[j + 1] - LINE);
    }
    let count = wanted.len() as i32;
    let place = |(i, (a, b)): (usize, (i32, i32))| {
        let lowest = within.end - (count - 1 - i as i32) * LINE;
        ((a + b) / 2).min(lowest).max(within.start + i as i32 * LINE)
    };
    down.into_iter().zip(up).enumerate().map(place).collect()
}

/// Lines of (x, name, colour); what finds no place ends in "+ n".
pub(super) fn legend(rows: &[Row], width: i32, lines: i32) -> Vec<Vec<Key>> {
    let mut placed: Vec<Vec<Key>> = vec![vec![]];
    let mut x = 0;
    for (n, row) in rows.iter().enumerate() {
        let name = clip(&row.name, 140.min(width - 14));
        let step = 14 + measure(&name) + 14;
        if x > 0 && x + step - 14 > width {
            if placed.len() as i32 >= lines.max(1) {
                if let Some(end) = placed.last_mut().and_then(|line| line.last_mut()) {
                    end.1 = format!("+ {}", rows.len() - n + 1);
                    end.2 = color(REST);
                }
                break;
            }
            placed.push(vec![]);
            x = 0;
        }
        if let Some(line) = placed.last_mut() {
            line.push((x, name, row.color));
        }
        x += step;
    }
    placed
}

/// Month names, thinned to the room, and the year under its first one.
fn months<B: DrawingBackend>(
    pen: &mut Pen<B>,
    plot: &Plot,
    slots: &Slots,
    spending: &Spending,
    words: &Words,
    colors: &Colors,
) -> Result<()> {
    let room = words.months.iter().map(|m| measure(m)).max().unwrap_or(0).max(measure("2026")) + 8;
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240];
    let step = steps.into_iter().find(|s| slots.slot * f64::from(*s) >= f64::from(room));
    let step = step.unwrap_or(480);
    let mut year_shown = None;
    for (i, text) in spending.months.iter().enumerate() {
        let bar = slots.bar(i);
        let at = |row: i32| ((bar.start + bar.end) / 2, plot.y.end + 14 + row * 16);
        let Some(month) = crate::day::parse_month(text) else {
            if step == 1 {
                pen.text(&clip(text, room - 8), at(0), HPos::Center, colors.muted)?;
            }
            continue;
        };
        let alone = i == 0 && (spending.months.len() as i32) < step;
        if month.rem_euclid(step) != 0 && !alone {
            continue;
        }
        let year = month.div_euclid(12);
        if step >= 12 {
            pen.text(&year.to_string(), at(0), HPos::Center, colors.muted)?;
            continue;
        }
        let name = words.months[month.rem_euclid(12) as usize];
        pen.text(name, at(0), HPos::Center, colors.muted)?;
        if year_shown.replace(year) != Some(year) {
            pen.text(&year.to_string(), at(1), HPos::Center, colors.muted)?;
        }
    }
    Ok(())
}

/// Where a name stands in its line, the name, and its colour.
pub(super) type Key = (i32, String, BackendColor);

pub(super) struct Row {
    pub name: String,
    pub color: BackendColor,
    pub values: Vec<i64>,
}

/// Series worth a mark, with names fit to draw.
fn rows(spending: &Spending) -> Vec<Row> {
    let months = spending.months.len();
    let some = |s: &&Series| s.values_minor.iter().take(months).any(|v| *v != 0);
    let row = |s: &Series| Row {
        name: clean(&s.name),
        color: color(&s.color),
        values: s.values_minor.clone(),
    };
    spending.series.iter().filter(some).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::canvas::{png, svg};
    use super::super::model::ChartTheme;
    use super::*;
    use proptest::prelude::*;

    fn canvas(width: u32, height: u32, locale: &str) -> Canvas {
        Canvas { width, height, theme: ChartTheme::Light, locale: locale.into() }
    }

    fn household(months: i32, names: &[&str]) -> Spending {
        let value = |s: usize, m: i32| 9_000 + ((s as i64 * 7 + i64::from(m) * 5) % 11) * 6_150;
        let series = |(s, name): (usize, &&str)| Series {
            name: name.to_string(),
            color: PALETTE.get(s).copied().unwrap_or(REST).into(),
            values_minor: (0..months).map(|m| value(s, m)).collect(),
        };
        let from = 2026 * 12 + 11 - months;
        Spending {
            currency: "EUR".into(),
            months: (from..from + months).map(crate::day::month_name).collect(),
            series: names.iter().enumerate().map(series).collect(),
        }
    }

    fn texts(svg: &str) -> Vec<String> {
        let mut reader = quick_xml::Reader::from_str(svg);
        let mut texts = vec![];
        loop {
            match reader.read_event().expect("well-formed") {
                quick_xml::events::Event::Eof => return texts,
                quick_xml::events::Event::Text(t) => {
                    texts.push(AsRef::<str>::as_ref(&t).trim().to_owned());
                }
                _ => {}
            }
        }
    }

    #[test]
    fn numbers_and_months_are_in_the_locale() {
        let spending = household(12, &["Rent", "Food"]);
        let de = texts(&svg(&spending, &canvas(900, 500, "de-DE")).expect("drawn"));
        assert!(de.iter().any(|t| t == "1.000") && de.iter().any(|t| t == "Mär"), "{de:?}");
        assert!(de.iter().any(|t| t == "Ausgaben je Monat, EUR"));
        let en = texts(&svg(&spending, &canvas(900, 500, "en")).expect("drawn"));
        assert!(en.iter().any(|t| t == "1,000") && en.iter().any(|t| t == "Mar"), "{en:?}");
    }

    #[test]
    fn names_are_escaped_and_the_totals_are_told_to_screen_readers() {
        let name = "Fish & <chips> \"to go\"\u{0}";
        let text = svg(&household(3, &[name]), &canvas(900, 500, "en")).expect("drawn");
        assert!(text.contains("role=\"img\"") && text.contains("<title>spending by month, EUR"));
        assert!(text.contains("Fish &amp; &lt;chips&gt; &quot;to go&quot;: "), "{text}");
        texts(&text);
    }

    #[test]
    fn an_empty_period_says_so_in_words() {
        for months in [0, 6] {
            let mut spending = household(months, &["Rent"]);
            spending.series[0].values_minor.fill(0);
            let text = svg(&spending, &canvas(600, 300, "en")).expect("drawn");
            assert!(texts(&text).iter().any(|t| t == "no spending in this period"));
            assert!(png(&spending, &canvas(600, 300, "en")).is_ok());
        }
    }

    #[test]
    fn a_canvas_out_of_bounds_is_refused_by_name() {
        let refused = png(&household(3, &["Rent"]), &canvas(10, 300, "en")).expect_err("small");
        assert_eq!(refused.field.as_deref(), Some("width"));
    }

    #[test]
    fn the_chart_stands_on_paper_and_the_dark_one_swallows_no_colour() {
        let spending = household(12, &["Rent", "Food"]);
        for (theme, paper, outlined) in
            [(ChartTheme::Light, "#FBFAF7", false), (ChartTheme::Dark, "#14171A", true)]
        {
            let canvas = Canvas { theme, ..canvas(900, 500, "en") };
            let text = svg(&spending, &canvas).expect("drawn");
            let fills: Vec<&str> = text
                .split("<rect ")
                .filter_map(|rect| rect.split_once("fill=\"")?.1.split('"').next())
                .collect();
            assert_eq!(fills[0], paper);
            let before = |color| fills.windows(2).filter(move |two| two[1] == color).map(|w| w[0]);
            assert_eq!(before("#332288").count(), 13, "a mark a month and its key");
            assert!(before("#332288").all(|fill| (fill == "#9AA3AD") == outlined), "{theme:?}");
            assert!(before("#88CCEE").all(|fill| fill != "#9AA3AD"), "light enough by itself");
        }
    }

    #[test]
    fn labels_keep_their_distance_and_stay_inside() {
        let placed = spread(&[50, 51, 52, 300], 0..310);
        assert!(placed.windows(2).all(|w| w[1] - w[0] >= LINE), "{placed:?}");
        assert_eq!(placed[1], 51);
        let low = spread(&[300, 300, 300], 0..310);
        assert_eq!(low.last(), Some(&310));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_values_draw_as_well_formed_svg_and_as_png(
            width in 160u32..1700, height in 160u32..900, months in 0i32..130,
            values in prop::collection::vec(prop::collection::vec(any::<i64>(), 0..130), 0..12),
            shift in 0u32..63, name in ".{0,40}", currency in "EUR|JPY|KWD|[A-Z]{0,4}",
        ) {
            let mut spending = household(months, &[]);
            spending.currency = currency;
            spending.series = values.iter().map(|v| Series {
                name: name.clone(),
                color: name.clone(),
                values_minor: v.iter().map(|v| v >> shift).collect(),
            }).collect();
            let canvas = canvas(width, height, "de");
            texts(&svg(&spending, &canvas)?);
            prop_assert!(png(&spending, &canvas)?.starts_with(b"\x89PNG"));
        }
    }
}
