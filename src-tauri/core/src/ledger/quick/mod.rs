//! A transaction typed as one line: `12.50 coffee @cash yesterday`, `+2450 salary`, `4,20€ bakery
//! #groceries`. Pure: `words` parts the line, `amount` and `day` read what stands in it, and here it
//! is decided which word is which. What names and silence mean is known to `ops`, which has the file.
mod amount;
mod day;
mod ops;
mod words;

use amount::Amount;
pub(super) use amount::Uncounted;
use chrono::NaiveDate;
use day::SaidDay;
pub use ops::*;
use std::ops::Range;
use words::{Mark, Word};

/// The longest line that is looked at, in characters.
const LONGEST: usize = 500;

/// Something of the line and where it stands there, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found<T> {
    it: T,
    from: usize,
    to: usize,
}

/// What a line says, before anybody asks what it means.
#[derive(Debug, Default, PartialEq, Eq)]
struct Line {
    amount: Option<Found<Amount>>,
    /// Beside the amount, as a word of its own.
    currency: Option<Found<String>>,
    day: Option<Found<SaidDay>>,
    payee: Option<Found<String>>,
    /// Beginnings of names; only one of each can be meant.
    accounts: Vec<Found<String>>,
    categories: Vec<Found<String>>,
}

/// Reads a line. `own` are the currencies that the person keeps accounts in.
fn read(line: &str, today: NaiveDate, own: &[String]) -> Line {
    let line: String = line.chars().take(LONGEST).collect();
    let all = words::split(&line);
    let marked = |mark: Mark| {
        let words = all.iter().filter(move |word| word.mark == mark);
        words.map(|word| found(word, word, word.text.clone())).collect::<Vec<_>>()
    };
    let plain: Vec<&Word> = all.iter().filter(|word| word.mark == Mark::Plain).collect();
    let (dated, counted) = settled(&plain, today, own);
    let is_taken = |at: usize| {
        dated.as_ref().is_some_and(|(place, _)| place.contains(&at))
            || counted.as_ref().is_some_and(|counted| counted.takes(at))
    };
    let rest: Vec<&Word> =
        (0..plain.len()).filter(|at| !is_taken(*at)).map(|at| plain[at]).collect();
    let name = rest.iter().map(|word| word.text.trim()).collect::<Vec<_>>().join(" ");
    Line {
        day: dated.map(|(place, day)| found(plain[place.start], plain[place.end - 1], day)),
        payee: match (rest.first(), rest.last()) {
            (Some(first), Some(last)) if !name.trim().is_empty() => {
                Some(found(first, last, name.trim().to_owned()))
            }
            _ => None,
        },
        currency: counted.as_ref().and_then(|counted| {
            let (at, code) = counted.currency.clone()?;
            Some(found(plain[at], plain[at], code))
        }),
        amount: counted.map(|counted| {
            let first = counted.sign.unwrap_or(counted.at);
            found(plain[first], plain[counted.at], counted.amount)
        }),
        accounts: marked(Mark::Account),
        categories: marked(Mark::Category),
    }
}

fn found<T>(first: &Word, last: &Word, it: T) -> Found<T> {
    Found { it, from: first.from, to: last.to }
}

/// An amount among the plain words.
struct Counted {
    amount: Amount,
    at: usize,
    /// Where a sign stands by itself before it.
    sign: Option<usize>,
    currency: Option<(usize, String)>,
}

impl Counted {
    fn takes(&self, at: usize) -> bool {
        let currency = self.currency.as_ref().map(|(at, _)| *at);
        [Some(self.at), self.sign, currency].contains(&Some(at))
    }
}

type Dated = Option<(Range<usize>, SaidDay)>;

/// The day and the amount. A day is said at the end or at the beginning, and leaves an amount over.
fn settled(plain: &[&Word], today: NaiveDate, own: &[String]) -> (Dated, Option<Counted>) {
    let mut days = days(plain, today);
    let with_amount = days.iter().position(|(place, _)| {
        count(plain, own, place).is_some() // else the number in it is the amount
    });
    if let Some(at) = with_amount {
        let (place, day) = days.swap_remove(at);
        let counted = count(plain, own, &place);
        return (Some((place, day)), counted);
    }
    match count(plain, own, &(0..0)) {
        Some(counted) => (None, Some(counted)),
        None => (days.into_iter().next(), None),
    }
}

/// Every way of seeing a day in the words, the longest at the end first.
fn days(plain: &[&Word], today: NaiveDate) -> Vec<(Range<usize>, SaidDay)> {
    let folded: Vec<String> = plain
        .iter()
        .map(|word| if word.is_quoted { "\"".into() } else { words::folded(&word.text) })
        .collect();
    let texts: Vec<&str> = folded.iter().map(String::as_str).collect();
    let count = texts.len();
    let lengths = || (1..=day::LONGEST.min(count)).rev();
    let at_the_end = lengths().map(|length| count - length..count);
    let at_the_start = lengths().map(|length| 0..length);
    let said = |place: Range<usize>| Some((place.clone(), day::phrase(&texts[place], today)?));
    at_the_end.chain(at_the_start).filter_map(said).collect()
}

/// The amount among the words that are not the day's: the first that can hardly be anything else,
/// or else the first number.
fn count(plain: &[&Word], own: &[String], dated: &Range<usize>) -> Option<Counted> {
    let free = |at: &usize| !dated.contains(at) && !plain[*at].is_quoted;
    let code = |at: usize| {
        let word = plain.get(at).filter(|_| free(&at))?;
        Some((at, amount::currency(&word.text, own)?))
    };
    let beside = |at: usize| code(at + 1).or_else(|| code(at.checked_sub(1)?));
    let is_sign = |at: &usize| free(at) && ["+", "-", "−"].contains(&plain[*at].text.as_str());
    let mut first: Option<Counted> = None;
    for at in (0..plain.len()).filter(free) {
        let Some(mut amount) = amount::read(&plain[at].text, own) else {
            continue;
        };
        let sign = at.checked_sub(1).filter(is_sign).filter(|_| !amount.has_sign);
        if let Some(sign) = sign {
            (amount.has_sign, amount.is_in) = (true, plain[sign].text == "+");
        }
        let currency = if amount.currency.is_none() { beside(at) } else { None };
        let is_plain = amount.is_plain() || currency.is_some();
        let counted = Counted { amount, at, sign, currency };
        if is_plain {
            return Some(counted);
        }
        first.get_or_insert(counted);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    /// Amount in cents, currency, payee, account, category, day; `-` for what is not said.
    fn said(text: &str) -> String {
        let line = read(text, today(), &["EUR".into()]);
        let attached = line.amount.as_ref().and_then(|amount| amount.it.currency.clone());
        let name = |found: Option<&Found<String>>| found.map_or("-".into(), |f| f.it.clone());
        let minor = line.amount.as_ref().and_then(|amount| amount.it.minor("EUR").ok());
        let parts = [
            minor.map_or("-".into(), |minor| minor.to_string()),
            attached.unwrap_or(name(line.currency.as_ref())),
            name(line.payee.as_ref()),
            name(line.accounts.first()),
            name(line.categories.first()),
            line.day.map_or("-".into(), |day| day.it.day.to_string()),
        ];
        parts.join(" | ")
    }

    #[test]
    fn a_line_is_read_as_people_write_it() {
        for (text, wanted) in [
            ("12.50 coffee @cash yesterday", "-1250 | - | coffee | cash | - | 2026-11-20"),
            ("+2450 salary", "245000 | - | salary | - | - | -"),
            ("4,20€ bakery #groceries", "-420 | EUR | bakery | - | groceries | -"),
            ("8 lunch fri", "-800 | - | lunch | - | - | 2026-11-20"),
            ("30 usd taxi @card 3 nov", "-3000 | USD | taxi | card | - | 2026-11-03"),
            ("gestern 7 eleven 12.50", "-1250 | - | 7 eleven | - | - | 2026-11-20"),
            ("EUR 5 kiosk", "-500 | EUR | kiosk | - | - | -"),
            ("3 nov 8 lunch", "-800 | - | lunch | - | - | 2026-11-03"),
            ("12 \"the sun\"", "-1200 | - | the sun | - | - | -"),
            ("8 lunch 3.11.", "-800 | - | lunch | - | - | 2026-11-03"),
            ("lunch 3.11", "-311 | - | lunch | - | - | -"),
            ("20 all you can eat", "-2000 | - | all you can eat | - | - | -"),
            ("+ 50 from Ana hoy", "5000 | - | from Ana | - | - | 2026-11-21"),
            ("@\"bank card\" 3 kiosk", "-300 | - | kiosk | bank card | - | -"),
            ("coffee", "- | - | coffee | - | - | -"),
            ("3 nov", "-300 | - | nov | - | - | -"),
            ("30 nov 3", "-3000 | - | - | - | - | 2026-11-03"),
            ("", "- | - | - | - | - | -"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_nothing_panics_and_all_of_it_stands_in_the_line(
            text in prop_oneof![
                ".{0,80}",
                "([-+]?[0-9]{1,5}([.,][0-9]{1,3})?(€| usd)?|[@#]\"?[a-z]{0,4}|3 nov|fri|[a-z]{1,6}| ){0,8}",
            ],
        ) {
            let line = read(&text, today(), &[]);
            let length = text.chars().count();
            let mut places: Vec<(usize, usize)> = vec![];
            places.extend(line.amount.map(|found| (found.from, found.to)));
            places.extend(line.payee.map(|found| (found.from, found.to)));
            places.extend(line.day.map(|found| (found.from, found.to)));
            places.extend(line.accounts.iter().map(|found| (found.from, found.to)));
            prop_assert!(places.iter().all(|(from, to)| from < to && *to <= length));
        }

        #[test]
        fn what_is_written_is_read_back(
            minor in 1..1_000_000_000_i64,
            is_in: bool,
            payee in "[b-ln-z]{5,9}( [b-ln-z]{5,9})?",
            account in "[a-z]{1,8}",
            ago in 0..300_u64,
            is_day_first: bool,
        ) {
            let day = today() - chrono::Days::new(ago);
            let amount = crate::money::plain(minor, "EUR");
            let sign = if is_in { "+" } else { "" };
            let text = match is_day_first {
                true => format!("{day} {sign}{amount} \"{payee}\" @{account}"),
                false => format!("{sign}{amount} @{account} \"{payee}\" {}", day.format("%-d %b %Y")),
            };
            let minor = if is_in { minor } else { -minor };
            prop_assert_eq!(said(&text), format!("{minor} | - | {payee} | {account} | - | {day}"));
        }
    }
}
