//! Days as QIF files write them, and whether day or month comes first in a file.
//! Leaves out the question itself (`mod.rs`) and knows no clock.
use chrono::NaiveDate;

/// Month names by their first letters, lower case. Names without a match are no dates.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrt", "mrz", "maa"],
    &["apr", "abr", "avr"],
    &["may", "mai", "mei", "mag", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "ago", "aoû", "aou"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "dic", "déc", "des"],
];

/// Which of three numbers is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day, with a year of two digits; four digits need no order.
    Ymd,
}

/// A date as far as it can be understood alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Written {
    /// There is one reading.
    Fixed(NaiveDate),
    /// Three numbers whose order the file has to tell.
    Open { numbers: [Digits; 3], apostrophe: bool, dots: bool },
}

/// A run of at most eight digits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Digits {
    value: u32,
    width: usize,
}

impl Written {
    /// The day in an order; `None` when there is no such day.
    pub fn day(&self, order: Order) -> Option<NaiveDate> {
        let Written::Open { numbers: [a, b, c], apostrophe, .. } = *self else {
            let Written::Fixed(day) = *self else { return None };
            return Some(day);
        };
        match order {
            Order::Dmy => day_of(year(c, apostrophe)?, b, a),
            Order::Mdy => day_of(year(c, apostrophe)?, a, b),
            Order::Ymd if a.width == 2 => day_of(year(a, apostrophe)?, b, c),
            Order::Ymd => None,
        }
    }

    fn starts_with_year(&self) -> bool {
        matches!(self, Written::Open { numbers: [a, ..], .. } if a.width == 2 && a.value > 31)
    }

    /// True where day and month could change places and would give another day.
    pub fn two_ways(&self) -> bool {
        let (day, month) = (self.day(Order::Dmy), self.day(Order::Mdy));
        day.is_some() && month.is_some() && day != month
    }
}

/// Years of one or two digits: from 70 on the last century, unless an apostrophe, Quicken's mark
/// for the years from 2000 on, stands before them. Three digits count from 1900 (`099`, `104`).
fn year(d: Digits, apostrophe: bool) -> Option<i32> {
    let value = i32::try_from(d.value).ok()?;
    match d.width {
        1 | 2 if apostrophe || value < 70 => Some(2000 + value),
        1..=3 => Some(1900 + value),
        4 => Some(value),
        _ => None,
    }
}

fn day_of(year: i32, month: Digits, day: Digits) -> Option<NaiveDate> {
    if month.width > 2 || day.width > 2 || !(1900..2200).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month.value, day.value)
}

/// Reads a date field. Text after the third part is not part of the date (`03/25/099Share`).
pub fn read(field: &str) -> Option<Written> {
    let text = field.trim();
    let (a, rest) = part(text)?;
    if let Part::Number(d) = a
        && d.width >= 6
    {
        return compact(text);
    }
    let (b, rest) = part(gap(rest)?)?;
    let (c, tail) = part(gap(rest)?)?;
    // A fourth number right behind is no date but a version or a telephone number.
    if tail.starts_with(['.', '/']) && tail[1..].starts_with(|x: char| x.is_ascii_digit()) {
        return None;
    }
    let separators = &text[..text.len() - tail.len()];
    let apostrophe = separators.contains(['\'', '’']);
    match (a, b, c) {
        (Part::Number(y), Part::Number(m), Part::Number(d)) if y.width == 4 => {
            day_of(year(y, false)?, m, d).map(Written::Fixed)
        }
        (Part::Number(a), Part::Number(b), Part::Number(c)) => {
            let dots = separators.contains('.') && !separators.contains(['/', '-']);
            let open = Written::Open { numbers: [a, b, c], apostrophe, dots };
            let readable = [Order::Dmy, Order::Mdy, Order::Ymd];
            readable.iter().any(|o| open.day(*o).is_some()).then_some(open)
        }
        (Part::Number(y), Part::Month(m), Part::Number(d)) if y.width == 4 => {
            day_of(year(y, false)?, m, d).map(Written::Fixed)
        }
        (Part::Number(d), Part::Month(m), Part::Number(y))
        | (Part::Month(m), Part::Number(d), Part::Number(y)) => {
            day_of(year(y, apostrophe)?, m, d).map(Written::Fixed)
        }
        _ => None,
    }
}

enum Part {
    Number(Digits),
    Month(Digits),
}

/// The number or month name a text starts with, and what follows.
fn part(text: &str) -> Option<(Part, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let value = text[..digits.min(9)].parse().ok()?;
        return Some((Part::Number(Digits { value, width: digits }), &text[digits..]));
    }
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let name = text.get(..end).filter(|n| (3..=24).contains(&n.len()))?.to_lowercase();
    let month = MONTHS.iter().position(|names| names.iter().any(|n| name.starts_with(n)))?;
    let value = u32::try_from(month).ok()? + 1;
    Some((Part::Month(Digits { value, width: 2 }), &text[end..]))
}

/// What stands behind the separator: one sign or none, with blanks around it.
fn gap(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let rest = rest.strip_prefix(['/', '-', '.', '\'', '’', ',']).unwrap_or(rest);
    let rest = rest.trim_start().trim_start_matches(['\'', '’']).trim_start();
    (text.len() - rest.len() < 8).then_some(rest)
}

/// Eight digits in a row, or fourteen with a time. No day has two of these readings.
fn compact(text: &str) -> Option<Written> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 8 | 14) {
        return None;
    }
    let number = |from: usize, to: usize| {
        text.get(from..to)?.parse().ok().map(|value| Digits { value, width: to - from })
    };
    let (year_at_front, year_at_end) = (number(0, 4)?, number(4, 8)?);
    if let Some(day) = day_of(year(year_at_front, false)?, number(4, 6)?, number(6, 8)?) {
        return Some(Written::Fixed(day));
    }
    let numbers = [number(0, 2)?, number(2, 4)?, year_at_end];
    let open = Written::Open { numbers, apostrophe: false, dots: false };
    [Order::Dmy, Order::Mdy].iter().any(|o| open.day(*o).is_some()).then_some(open)
}

/// How a file came to its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Some date has only one reading and none speaks against it, or the order makes no difference.
    Dates,
    /// Dates with dots, or the days of a list in sequence: good reasons, worth a remark.
    Shape,
    /// Some dates can only be read one way, some only the other.
    Clash,
    /// Nothing settles it.
    Guess,
}

/// The order of a file's dates, given in file order, and why.
pub fn settle(dates: &[Written], month_first_country: bool) -> (Order, Why) {
    let fits = |order| dates.iter().filter(|d| d.day(order).is_some()).count();
    let (by_day, by_month) = (fits(Order::Dmy), fits(Order::Mdy));
    // Only a number no month has as a day shows that the year comes first: 31/02/07 is a slip,
    // 97/02/07 is not.
    if dates.iter().any(Written::starts_with_year) && fits(Order::Ymd) == dates.len() {
        return (Order::Ymd, Why::Dates);
    }
    let only = |a, b| dates.iter().any(|d| d.day(a).is_some() && d.day(b).is_none());
    let day = only(Order::Dmy, Order::Mdy);
    let month = only(Order::Mdy, Order::Dmy);
    match (day, month) {
        (true, false) => return (Order::Dmy, Why::Dates),
        (false, true) => return (Order::Mdy, Why::Dates),
        (true, true) if by_day >= by_month => return (Order::Dmy, Why::Clash),
        (true, true) => return (Order::Mdy, Why::Clash),
        (false, false) => {}
    }
    if !dates.iter().any(Written::two_ways) {
        return (Order::Dmy, Why::Dates);
    }
    // Nowhere are dates with dots written month first.
    if dates.iter().all(|d| matches!(d, Written::Fixed(_) | Written::Open { dots: true, .. })) {
        return (Order::Dmy, Why::Shape);
    }
    let read = |order| -> Vec<NaiveDate> { dates.iter().filter_map(|d| d.day(order)).collect() };
    let (first, second) = (read(Order::Dmy), read(Order::Mdy));
    let in_sequence = |days: &[NaiveDate]| days.is_sorted() || days.iter().rev().is_sorted();
    let distinct = first.iter().collect::<std::collections::BTreeSet<_>>().len();
    if distinct > 2 && in_sequence(&first) != in_sequence(&second) {
        let order = if in_sequence(&first) { Order::Dmy } else { Order::Mdy };
        return (order, if distinct > 5 { Why::Shape } else { Why::Guess });
    }
    (if month_first_country { Order::Mdy } else { Order::Dmy }, Why::Guess)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_ways_files_write_days() {
        let day = |text: &str, order| {
            read(text).and_then(|d| d.day(order)).map(|d| d.to_string()).unwrap_or_default()
        };
        for (text, want) in [
            ("12/31/04", "2004-12-31"),
            ("12/31'04", "2004-12-31"),
            ("12/31' 4", "2004-12-31"),
            ("1/ 2'04", "2004-01-02"),
            ("1- 2-1994", "1994-01-02"),
            ("12/31/94", "1994-12-31"),
            ("2/14'2020", "2020-02-14"),
            ("03/25/099Share", "1999-03-25"),
            ("03/25/104", "2004-03-25"),
            ("12312004", "2004-12-31"),
            ("13/13/04", ""),
            ("02/30/04", ""),
            ("1.2.3.4", ""),
            ("", ""),
            ("\"\"", ""),
            ("was 5", ""),
            ("64954751", ""),
        ] {
            assert_eq!(day(text, Order::Mdy), want, "{text}");
        }
        for (text, want) in [
            ("31/12/2004", "2004-12-31"),
            ("31.12.04", "2004-12-31"),
            ("31. 12. 2004", "2004-12-31"),
            ("31122004", "2004-12-31"),
            ("2004-12-31", "2004-12-31"),
            ("2004-12-31T23:59:59", "2004-12-31"),
            ("2004/ 1/ 2", "2004-01-02"),
            ("20041231", "2004-12-31"),
            ("20041231120000", "2004-12-31"),
            ("31-Dec-2004", "2004-12-31"),
            ("31 déc. 2004", "2004-12-31"),
            ("31 Dec '04", "2004-12-31"),
            ("31Dec2004", "2004-12-31"),
            ("December 31, 2004", "2004-12-31"),
            ("2004-Dec-31", "2004-12-31"),
        ] {
            assert_eq!(day(text, Order::Dmy), want, "{text}");
        }
        assert_eq!(day("97/12/31", Order::Ymd), "1997-12-31");
    }

    #[test]
    fn the_whole_file_settles_the_order() {
        let order = |texts: &[&str]| {
            settle(&texts.iter().filter_map(|t| read(t)).collect::<Vec<_>>(), false)
        };
        assert_eq!(order(&["1/2/04", "1/13/04"]), (Order::Mdy, Why::Dates));
        assert_eq!(order(&["1/2/04", "13/1/04"]), (Order::Dmy, Why::Dates));
        assert_eq!(order(&["97/12/31", "97/10/05"]), (Order::Ymd, Why::Dates));
        assert_eq!(order(&["14/02/07", "31/02/07"]), (Order::Dmy, Why::Dates));
        assert_eq!(order(&["5/5/04", "6/6/04"]).1, Why::Dates);
        assert_eq!(order(&["2004-01-02"]).1, Why::Dates);
        assert_eq!(order(&[]).1, Why::Dates);
        assert_eq!(order(&["1.2.04"]), (Order::Dmy, Why::Shape));
        assert_eq!(order(&["13/1/04", "1/13/04", "14/1/04"]), (Order::Dmy, Why::Clash));
        assert_eq!(order(&["1/2/04", "1/3/04"]), (Order::Dmy, Why::Guess));
        let days = ["1/2/04", "3/2/04", "7/2/04", "9/2/04", "2/3/04", "4/3/04"];
        assert_eq!(order(&days), (Order::Dmy, Why::Shape));
        let days = ["2/1/04", "2/3/04", "2/7/04", "2/9/04", "3/2/04", "3/4/04"];
        assert_eq!(order(&days), (Order::Mdy, Why::Shape));
        assert_eq!(order(&days[2..5]), (Order::Mdy, Why::Guess));
    }

    proptest! {
        #[test]
        fn round_trips(n in 0u64..36_000) {
            let Some(day) = NaiveDate::from_ymd_opt(1970, 1, 1)
                .and_then(|d| d.checked_add_days(chrono::Days::new(n))) else { return Ok(()) };
            for (pattern, order) in [("%d/%m/%Y", Order::Dmy), ("%d.%m.%y", Order::Dmy),
                ("%e-%b-%Y", Order::Dmy), ("%m/%e'%Y", Order::Mdy),
                ("%d%m%Y", Order::Dmy), ("%m%d%Y", Order::Mdy),
                ("%Y%m%d", Order::Mdy), ("%y/%m/%d", Order::Ymd)] {
                let text = day.format(pattern).to_string();
                prop_assert_eq!(read(&text).and_then(|d| d.day(order)), Some(day), "{}", text);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9/.' \\-A-Za-zé]{0,20}|.{0,20}") {
            if let Some(date) = read(&text) { settle(&[date], true); }
        }
    }
}
