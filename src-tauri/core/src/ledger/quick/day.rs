//! A day as a person says it, in English, German and Spanish: `yesterday`, `fr.`, `last monday`,
//! `3 nov`, `am 3. November 2025`, `hace 2 días`, `3.11.`, `2026-11-03`.
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The day that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidDay {
    pub day: NaiveDate,
    /// False where the words leave open which of several it is: a weekday, a year.
    pub is_certain: bool,
}

/// The most words that say a day: "el 3 de noviembre de 2025".
pub const LONGEST: usize = 6;
/// How far ahead a day without its year may lie; beyond that the one of the year before is meant.
const AHEAD: i64 = 31;

const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janner", "enero"],
    &["february", "februar", "febrero"],
    &["march", "marz", "maerz", "marzo"],
    &["april", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "junio"],
    &["july", "juli", "julio"],
    &["august", "agosto"],
    &["september", "septiembre", "setiembre"],
    &["october", "oktober", "octubre"],
    &["november", "noviembre"],
    &["december", "dezember", "diciembre"],
];
/// In full; then what is short for it; then what is short for it only with a full stop.
type Names = (&'static [&'static str], &'static [&'static str], &'static str);
const WEEKDAYS: [(Weekday, Names); 7] = [
    (Weekday::Mon, (&["monday", "montag", "lunes"], &["mon", "lun"], "mo.")),
    (Weekday::Tue, (&["tuesday", "dienstag", "martes"], &["tue", "tues"], "di.")),
    (Weekday::Wed, (&["wednesday", "mittwoch", "miercoles"], &["wed", "mie"], "mi.")),
    (
        Weekday::Thu,
        (&["thursday", "donnerstag", "jueves"], &["thu", "thur", "thurs", "jue"], "do."),
    ),
    (Weekday::Fri, (&["friday", "freitag", "viernes"], &["fri", "vie"], "fr.")),
    (Weekday::Sat, (&["saturday", "samstag", "sonnabend", "sabado"], &["sat", "sab"], "sa.")),
    (Weekday::Sun, (&["sunday", "sonntag", "domingo"], &["sun", "dom"], "so.")),
];

/// What all these (folded) words together say, if that is a day.
pub fn phrase(words: &[&str], today: NaiveDate) -> Option<SaidDay> {
    let sure = |day| Some(SaidDay { day, is_certain: true });
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).and_then(sure);
    match words {
        [] => None,
        ["today" | "heute" | "hoy"] => sure(today),
        ["yesterday" | "gestern" | "ayer"] => ago(1),
        ["vorgestern" | "anteayer" | "antier"] | ["day", "before", "yesterday"] => ago(2),
        ["tomorrow" | "morgen" | "manana"] => today.succ_opt().and_then(sure),
        [count, unit @ ("day" | "days" | "week" | "weeks"), "ago"]
        | ["vor", count, unit @ ("tag" | "tagen" | "woche" | "wochen")]
        | ["hace", count, unit @ ("dia" | "dias" | "semana" | "semanas")] => {
            let weeks = unit.starts_with('w') || unit.starts_with('s');
            let count = count.parse::<u64>().ok().filter(|count| *count <= 999)?;
            ago(if weeks { count * 7 } else { count })
        }
        ["last" | "letzten" | "letzter" | "letzte" | "vorigen" | "pasado", name]
        | [name, "pasado"]
        | ["el", name, "pasado"] => {
            let weekday = weekday(name)?;
            latest(weekday, today.pred_opt()?).and_then(sure)
        }
        ["on" | "am" | "el" | "den" | "this" | "the", rest @ ..] if !rest.is_empty() => {
            phrase(rest, today).filter(|_| !is_lead(rest[0]))
        }
        [one] => single(one, today),
        several => of_month(several, today),
    }
}

fn is_lead(word: &str) -> bool {
    ["on", "am", "el", "den", "this", "the"].contains(&word)
}

fn single(word: &str, today: NaiveDate) -> Option<SaidDay> {
    if let Some(weekday) = weekday(word) {
        let day = latest(weekday, today)?;
        return Some(SaidDay { day, is_certain: false });
    }
    let numbers: Vec<&str> = word.trim_end_matches('.').split(['.', '/', '-']).collect();
    let all_digits = numbers.iter().all(|part| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|letter| letter.is_ascii_digit())
    });
    if !all_digits {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    match numbers.as_slice() {
        [year, month, day] if year.len() == 4 && word.contains('-') => {
            let day = NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)?;
            Some(SaidDay { day, is_certain: true })
        }
        [day, month, year] if !word.contains('-') => {
            let year: i32 = match year.len() {
                2 => 2000 + year.parse::<i32>().ok()?,
                4 => year.parse().ok()?,
                _ => return None,
            };
            numeric(word, number(day)?, number(month)?, Some(year), today)
        }
        // `3.11` without its last point is an amount.
        [day, month] if word.ends_with('.') || word.contains('/') => {
            numeric(word, number(day)?, number(month)?, None, today)
        }
        _ => None,
    }
}

/// With slashes the month may come first: told where only one of the two can be a month.
fn numeric(
    word: &str,
    first: u32,
    second: u32,
    year: Option<i32>,
    today: NaiveDate,
) -> Option<SaidDay> {
    let slashed = word.contains('/');
    let (day, month) =
        if slashed && second > 12 && first <= 12 { (second, first) } else { (first, second) };
    let said = with_year(day, month, year, today)?;
    let is_open = slashed && first <= 12 && second <= 12 && first != second;
    Some(SaidDay { is_certain: said.is_certain && !is_open, ..said })
}

/// `3 nov`, `november 3rd`, `3. november 2025`, `3 de noviembre de 2025`.
fn of_month(words: &[&str], today: NaiveDate) -> Option<SaidDay> {
    let bare: Vec<&str> = words.iter().copied().filter(|word| *word != "de").collect();
    let (pair, year) = match bare.as_slice() {
        [first, second] => ([*first, *second], None),
        [first, second, year] if year.len() == 4 => {
            ([*first, *second], Some(year.parse::<i32>().ok()?))
        }
        _ => return None,
    };
    let (day, month) = match (ordinal(pair[0]), month(pair[1])) {
        (Some(day), Some(month)) => (day, month),
        _ => (ordinal(pair[1])?, month(pair[0])?),
    };
    with_year(day, month, year, today)
}

/// Without a year it is the nearest such day that is not far ahead.
fn with_year(day: u32, month: u32, year: Option<i32>, today: NaiveDate) -> Option<SaidDay> {
    if let Some(year) = year {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        return Some(SaidDay { day, is_certain: true });
    }
    let near = |year: &NaiveDate| (*year - today).num_days() <= AHEAD;
    // The 29th of February is in the past for up to eight years.
    let years = (today.year() - 8..=today.year() + 1).rev();
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let day = days.into_iter().find(near)?;
    Some(SaidDay { day, is_certain: day.year() == today.year() && day <= today })
}

fn ordinal(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(',');
    let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let ends = &word[digits.len()..];
    let known = ["", ".", "st", "nd", "rd", "th", "º"].contains(&ends);
    (known && digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// From three letters on: `nov`, `Nov.`, `dez`.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',']);
    if word.len() < 3 {
        return None;
    }
    let begins = |names: &&[&str]| names.iter().any(|name| name.starts_with(word));
    let mut found = (1..).zip(MONTHS).filter(|(_, names)| begins(names));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches(',');
    let bare = word.trim_end_matches('.');
    let is_it = |(names, short, dotted): &Names| {
        let begun = bare.len() >= 4 && names.iter().any(|name| name.starts_with(bare));
        begun || short.contains(&bare) || *dotted == word
    };
    WEEKDAYS.iter().find(|(_, names)| is_it(names)).map(|(weekday, _)| *weekday)
}

/// The latest such weekday, the given day included.
fn latest(weekday: Weekday, until: NaiveDate) -> Option<NaiveDate> {
    let back = until.weekday().days_since(weekday);
    until.checked_sub_days(Days::new(back.into()))
}

#[cfg(test)]
mod tests {
    use super::super::words::folded;
    use super::*;
    use proptest::prelude::*;

    /// A Saturday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn said(text: &str) -> Option<(String, bool)> {
        let text = folded(text);
        let words: Vec<&str> = text.split_whitespace().collect();
        phrase(&words, today()).map(|said| (said.day.to_string(), said.is_certain))
    }

    #[test]
    fn days_are_read_in_three_languages() {
        for (text, day, certain) in [
            ("heute", "2026-11-21", true),
            ("Yesterday", "2026-11-20", true),
            ("ayer", "2026-11-20", true),
            ("vorgestern", "2026-11-19", true),
            ("mañana", "2026-11-22", true),
            ("3 days ago", "2026-11-18", true),
            ("vor 2 Wochen", "2026-11-07", true),
            ("hace 5 días", "2026-11-16", true),
            ("fri", "2026-11-20", false),
            ("Samstag", "2026-11-21", false),
            ("last saturday", "2026-11-14", true),
            ("miércoles", "2026-11-18", false),
            ("el viernes pasado", "2026-11-20", true),
            ("fr.", "2026-11-20", false),
            ("3 nov", "2026-11-03", true),
            ("am 3. November", "2026-11-03", true),
            ("Nov 3rd", "2026-11-03", true),
            ("3 de noviembre de 2025", "2025-11-03", true),
            ("5 März", "2026-03-05", true),
            ("3 dez", "2026-12-03", false),
            ("30 december", "2025-12-30", false),
            ("29 feb", "2024-02-29", false),
            ("3.11.", "2026-11-03", true),
            ("3.11.25", "2025-11-03", true),
            ("3/11/2026", "2026-11-03", false),
            ("11/23", "2026-11-23", false),
            ("2026-11-03", "2026-11-03", true),
        ] {
            assert_eq!(said(text), Some((day.into(), certain)), "{text}");
        }
        for text in ["3.11", "so", "die", "31 feb", "mar", "nov", "on on monday", "3 coffee", "3"] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_day_is_read_back(ago in 0..2000_u64) {
            let day = today().checked_sub_days(Days::new(ago)).unwrap();
            for form in ["%Y-%m-%d", "%d.%m.%Y", "%-d %B %Y", "%b %-d %Y", "%-d. %b %Y"] {
                let read = said(&day.format(form).to_string()).map(|said| said.0);
                prop_assert_eq!(read, Some(day.to_string()));
            }
        }

        #[test]
        fn whatever_is_said_nothing_panics(text in "[0-9./ a-zé-]{0,24}", any in ".{0,24}") {
            said(&text);
            said(&any);
        }
    }
}
