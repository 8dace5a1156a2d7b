//! The axes of a chart: round steps for the values, whole pixels for the months, and the words and
//! figures of a locale. Nothing is drawn here. Floats are pixel positions, never money.
use std::ops::Range;

use super::spending::{Series, Spending};
use chrono::{Datelike, NaiveDate};

/// The value axis. Everything in minor units; `exponent` tells how they are read.
pub struct Scale {
    pub low: i128,
    pub high: i128,
    pub step: i128,
    pub exponent: u32,
    pub decimals: u32,
    /// Labels are in millions.
    pub millions: bool,
}

impl Scale {
    /// Of no step yet, from the lowest value to the highest.
    pub fn between(low: i128, high: i128, currency: &str) -> Self {
        let exponent = crate::money::exponent(currency).unwrap_or(2);
        Self { low, high, step: 1, exponent, decimals: exponent, millions: false }
    }

    pub fn of(spending: &Spending) -> Self {
        let (mut low, mut high) = (0i128, 0i128);
        for month in 0..spending.months.len() {
            let values = || {
                let value =
                    |s: &Series| i128::from(s.values_minor.get(month).copied().unwrap_or(0));
                spending.series.iter().map(value)
            };
            high = high.max(values().filter(|v| *v > 0).sum());
            low = low.min(values().filter(|v| *v < 0).sum());
        }
        Self::between(low, high, &spending.currency)
    }

    /// Round steps of 1, 2 or 5 for the height at hand; returns how many there are.
    pub fn choose(&mut self, pixels: i32) -> i128 {
        let wanted = i128::from(pixels / 52).clamp(2, 7);
        let steps = (0..37).flat_map(|p| [1, 2, 5].map(|n: i128| n * 10i128.pow(p)));
        let below = |step: i128| (-self.low + step - 1) / step;
        let above = |step: i128| (self.high + step - 1) / step;
        let fits = |step: &i128| below(*step) + above(*step) <= wanted;
        self.step = steps.into_iter().find(fits).unwrap_or(i128::MAX / 16);
        let count = below(self.step) + above(self.step);
        (self.low, self.high) = (-below(self.step) * self.step, above(self.step) * self.step);
        let major = 10i128.pow(self.exponent);
        if self.step >= major {
            self.decimals = 0;
        }
        if self.step >= major * 1_000_000 {
            self.exponent += 6;
            self.millions = true;
        }
        count
    }
}

pub struct Plot {
    pub x: Range<i32>,
    pub y: Range<i32>,
    pub scale: Scale,
}

impl Plot {
    pub fn y_of(&self, value: i128) -> i32 {
        let share = (value - self.scale.low) as f64 / (self.scale.high - self.scale.low) as f64;
        self.y.end - (share * self.y.len() as f64).round() as i32
    }
}

/// Equal places for the bars. Whole pixels wherever they fit, or bars would differ in width.
pub struct Slots {
    pub start: f64,
    pub slot: f64,
    pub count: usize,
}

impl Slots {
    pub fn of(plot: &Plot, count: usize) -> Self {
        let width = plot.x.len() as f64;
        let exact = (width / count as f64).min(150.0);
        let slot = if exact >= 2.0 { exact.floor() } else { exact };
        // A few bars stand in the middle; what rounding leaves over is left to the right margin.
        let start = if exact < 150.0 { 0.0 } else { (width - slot * count as f64) / 2.0 };
        Self { start: f64::from(plot.x.start) + start, slot, count }
    }

    /// Where the last month's place ends.
    pub fn end(&self) -> i32 {
        (self.start + self.slot * self.count as f64).round() as i32
    }

    /// The pixels of one month's bar.
    pub fn bar(&self, month: usize) -> Range<i32> {
        let from = self.start + self.slot * month as f64;
        let gap = if self.slot >= 2.0 { (self.slot * 0.26).max(1.0).round() } else { 0.0 };
        let x = (from + (gap / 2.0).floor()).round() as i32;
        x..((from + self.slot - (gap / 2.0).ceil()).round() as i32).max(x + 1)
    }
}

/// What charts can be labelled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Spanish,
}

#[derive(Clone, Copy)]
pub struct Words {
    pub language: Language,
    pub spending: &'static str,
    pub million: &'static str,
    pub nothing: &'static str,
    /// What has no category, and what has no colour of its own.
    pub uncategorised: &'static str,
    pub rest: &'static str,
    pub months: [&'static str; 12],
    pub group: char,
    pub point: char,
    /// Digits from which thousands are grouped: Spanish writes 1234 but 12.345.
    pub grouped_from: usize,
}

impl Words {
    pub fn of(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_', '.']);
        let language = match parts.next().unwrap_or_default().to_lowercase().as_str() {
            "de" => Language::German,
            "es" => Language::Spanish,
            _ => Language::English,
        };
        let swiss = parts.next().is_some_and(|c| c.eq_ignore_ascii_case("CH"));
        let (group, point) = match language {
            Language::German if swiss => ('’', '.'),
            Language::German | Language::Spanish => ('.', ','),
            Language::English => (',', '.'),
        };
        let (spending, million, nothing, (uncategorised, rest), names) = match language {
            Language::German => (
                "Ausgaben je Monat",
                "Mio.",
                "keine Ausgaben in diesem Zeitraum",
                ("ohne Kategorie", "alles Übrige"),
                "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
            ),
            Language::Spanish => (
                "gasto por mes",
                "millones de",
                "sin gastos en este periodo",
                ("sin categoría", "todo lo demás"),
                "ene feb mar abr may jun jul ago sept oct nov dic",
            ),
            Language::English => (
                "spending by month",
                "million",
                "no spending in this period",
                ("uncategorised", "everything else"),
                "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
            ),
        };
        let mut months = [""; 12];
        names.split(' ').zip(&mut months).for_each(|(name, month)| *month = name);
        let grouped_from = if language == Language::Spanish { 5 } else { 4 };
        Self {
            language,
            spending,
            million,
            nothing,
            uncategorised,
            rest,
            months,
            group,
            point,
            grouped_from,
        }
    }

    pub fn title(&self, currency: &str, millions: bool) -> String {
        self.in_units(self.spending, currency, millions)
    }

    /// What an axis shows, and in what: `spending by month, EUR`.
    pub fn in_units(&self, what: &str, currency: &str, millions: bool) -> String {
        let million = if millions { format!("{} ", self.million) } else { String::new() };
        format!("{what}, {million}{}", clean(currency))
    }

    /// `20 Nov 2026`
    pub fn day(&self, day: NaiveDate) -> String {
        let dot = if self.language == Language::German { "." } else { "" };
        format!("{}{dot} {} {}", day.day(), self.month(day), day.year())
    }

    pub fn month(&self, day: NaiveDate) -> &'static str {
        self.months[day.month0() as usize]
    }

    /// `1.234,50` for 123450: an integer with its point moved, rounded toward zero to `decimals`.
    pub fn number(&self, minor: i128, exponent: u32, decimals: u32) -> String {
        let unit = 10u128.pow(exponent);
        let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
        let digits = whole.to_string();
        let mut text = String::from(if minor < 0 { "\u{2212}" } else { "" });
        for (i, digit) in digits.chars().enumerate() {
            let left = digits.len() - i;
            if i > 0 && left.is_multiple_of(3) && digits.len() >= self.grouped_from {
                text.push(self.group);
            }
            text.push(digit);
        }
        if decimals > 0 {
            let part = format!("{part:0width$}", width = exponent as usize);
            text.push(self.point);
            text.extend(part.chars().take(decimals as usize));
        }
        text
    }
}

/// Without what no font draws and XML forbids.
pub fn clean(text: &str) -> String {
    let drawn = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(drawn).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_in_the_locale() {
        let de = Words::of("de-DE");
        assert_eq!(de.number(123_456, 2, 2), "1.234,56");
        assert_eq!(Words::of("de-CH").number(123_456, 2, 2), "1’234.56");
        let es = Words::of("es");
        assert_eq!(es.number(123_456, 2, 2), "1234,56");
        assert_eq!(es.number(-1_234_567, 2, 0), "\u{2212}12.345");
        assert_eq!(Words::of("fr").number(100_000, 2, 0), "1,000");
        assert_eq!(de.number(5, 3, 3), "0,005");
    }
}
