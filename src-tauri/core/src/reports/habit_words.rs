//! The words and figures in the pictures of habits, in the languages that charts know.
use super::axis::{Language, Words};
use crate::habits::quantity::Quantity;
use chrono::{Datelike, NaiveDate, Weekday};

pub struct HabitWords {
    pub words: Words,
    /// From Monday on.
    weekdays: [&'static str; 7],
    pub by_weekday: &'static str,
    pub times: &'static str,
    pub strength: &'static str,
    pub streaks: &'static str,
    pub nothing: &'static str,
    pub days_at: &'static str,
    /// "up to", before a step's end.
    pub up_to: &'static str,
}

impl HabitWords {
    pub fn of(words: Words) -> Self {
        let language = words.language;
        let (by_weekday, times, strength, streaks, nothing, days_at, up_to) = match language {
            Language::German => (
                "nach Wochentag und Monat",
                "Male",
                "Stärke in Prozent",
                "längste Serien in Tagen",
                "noch keine Tage",
                "Tage bei",
                "bis",
            ),
            Language::Spanish => (
                "por día de la semana y mes",
                "veces",
                "fuerza en porcentaje",
                "mejores rachas en días",
                "aún no hay días",
                "días al",
                "hasta",
            ),
            Language::English => (
                "by weekday and month",
                "times",
                "strength in percent",
                "best streaks in days",
                "no days yet",
                "days at",
                "up to",
            ),
        };
        let weekdays = match language {
            Language::German => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
            Language::Spanish => ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
            Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        };
        Self { words, weekdays, by_weekday, times, strength, streaks, nothing, days_at, up_to }
    }

    /// The name of the day so many after the one that a week begins with.
    pub fn weekday(&self, week_start: Weekday, after: u32) -> &'static str {
        self.weekdays[((week_start.num_days_from_monday() + after) % 7) as usize]
    }

    /// `65%`, `65 %`.
    pub fn percent(&self, whole: i64) -> String {
        let space = if self.words.language == Language::English { "" } else { "\u{A0}" };
        format!("{}{space}%", self.words.number(whole.into(), 0, 0))
    }

    /// `2.5`, with as few decimals as it needs.
    pub fn units(&self, quantity: Quantity) -> String {
        let decimals = match quantity.0 {
            n if n % 1000 == 0 => 0,
            n if n % 100 == 0 => 1,
            n if n % 10 == 0 => 2,
            _ => 3,
        };
        self.words.number(quantity.0.into(), 3, decimals)
    }

    pub fn count(&self, count: usize) -> String {
        self.words.number(count as i128, 0, 0)
    }

    /// `20 Nov 2026`
    pub fn day(&self, day: NaiveDate) -> String {
        self.words.day(day)
    }

    pub fn month(&self, day: NaiveDate) -> &'static str {
        self.words.month(day)
    }

    /// `Nov 2026` of `2026-11`; anything else as it is.
    pub fn month_year(&self, month: &str) -> String {
        match format!("{month}-01").parse::<NaiveDate>() {
            Ok(day) => format!("{} {}", self.month(day), day.year()),
            Err(_) => month.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(locale: &str) -> HabitWords {
        HabitWords::of(Words::of(locale))
    }

    #[test]
    fn days_shares_and_units_are_written_as_in_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let told = |locale| {
            let words = of(locale);
            [words.day(day), words.percent(65), words.units(Quantity(1_234_500))]
        };
        assert_eq!(told("en-GB"), ["1 Mar 2026", "65%", "1,234.5"]);
        assert_eq!(told("de"), ["1. Mär 2026", "65\u{A0}%", "1.234,5"]);
        assert_eq!(told("es"), ["1 mar 2026", "65\u{A0}%", "1234,5"]);
        assert_eq!(of("de").weekday(Weekday::Sun, 1), "Mo");
        assert_eq!(of("").month_year("2026-11"), "Nov 2026");
    }
}
