//! What one currency was worth in another on a day, from rates that a person typed, that a file brought
//! or that a transfer told. Pure, and in decimals: nothing here is a float or knows where rates are kept.
use crate::{money, text_enum};
use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

text_enum! {
    /// Where a rate comes from.
    pub enum RateSource {
        Typed = "typed",
        File = "file",
        /// What a transfer between own accounts came to.
        Transfer = "transfer",
    }
}

impl RateSource {
    /// On the same day the greater counts: a person knows best, and a transfer has the bank's margin.
    fn rank(self) -> u8 {
        match self {
            Self::Typed => 2,
            Self::File => 1,
            Self::Transfer => 0,
        }
    }

    /// For how many days it says something: over a long weekend, or till the next transfer.
    fn lasts(self) -> i64 {
        match self {
            Self::Typed | Self::File => 10,
            Self::Transfer => LONGEST,
        }
    }
}

/// The longest that any rate counts, in days.
pub(super) const LONGEST: i64 = 31;

/// A rate of a pair: so much of the quote currency for one of the base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayRate {
    pub day: NaiveDate,
    pub rate: Decimal,
    pub source: RateSource,
}

impl DayRate {
    fn better(&self) -> (NaiveDate, u8) {
        (self.day, self.source.rank())
    }
}

/// Rates of many pairs and days.
#[derive(Debug, Default)]
pub struct Rates {
    /// By base and quote, the newest last, and of a day the best last.
    pairs: BTreeMap<String, BTreeMap<String, Vec<DayRate>>>,
    codes: BTreeSet<String>,
}

impl Rates {
    /// From rates by base and quote; of equals the one given last counts.
    pub fn of(rates: impl IntoIterator<Item = (String, String, DayRate)>) -> Self {
        let mut all = Self::default();
        for (base, quote, rate) in rates {
            if !all.codes.contains(&base) || !all.codes.contains(&quote) {
                all.codes.extend([base.clone(), quote.clone()]);
            }
            all.pairs.entry(base).or_default().entry(quote).or_default().push(rate);
        }
        for rates in all.pairs.values_mut().flat_map(BTreeMap::values_mut) {
            rates.sort_by_key(DayRate::better);
        }
        all
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// What one of `from` was worth in `to`: the newest on that day or before it that is not too old,
    /// as it stands, turned round, or through one currency that both have rates with.
    pub fn rate(&self, from: &str, to: &str, day: NaiveDate) -> Option<DayRate> {
        if from == to {
            return None;
        }
        let crossed =
            self.codes.iter().filter(|via| *via != from && *via != to).filter_map(|via| {
                let (first, second) = (self.either(from, via, day)?, self.either(via, to, day)?);
                let rate = first.rate.checked_mul(second.rate)?;
                let sources = [first.source, second.source].into_iter();
                let source = sources.min_by_key(|source| source.rank())?;
                Some((DayRate { day: first.day.min(second.day), rate, source }, via == "EUR"))
            });
        let crossed =
            crossed.max_by_key(|(rate, euro)| (rate.better(), *euro)).map(|found| found.0);
        let both = [crossed, self.either(from, to, day)];
        // Of equals the last, which is the direct one.
        both.into_iter().flatten().max_by_key(DayRate::better).filter(|found| !found.rate.is_zero())
    }

    /// Of the pair either way round.
    fn either(&self, from: &str, to: &str, day: NaiveDate) -> Option<DayRate> {
        let turned = self.at(to, from, day).and_then(|found| {
            Some(DayRate { rate: Decimal::ONE.checked_div(found.rate)?, ..found })
        });
        [turned, self.at(from, to, day)].into_iter().flatten().max_by_key(DayRate::better)
    }

    fn at(&self, base: &str, quote: &str, day: NaiveDate) -> Option<DayRate> {
        let rates = self.pairs.get(base)?.get(quote)?;
        let until = &rates[..rates.partition_point(|known| known.day <= day)];
        let age = |known: &&DayRate| (day - known.day).num_days();
        let mut recent = until.iter().rev().take_while(|known| age(known) <= LONGEST);
        recent.find(|known| age(known) <= known.source.lasts()).copied()
    }
}

/// What minor units of one currency are to be multiplied by to be those of the other.
pub fn factor(from: &str, to: &str, rate: Decimal) -> Option<Decimal> {
    let digits = |code| i64::from(money::exponent(code).unwrap_or(2));
    let shift = digits(to) - digits(from);
    let ten = Decimal::from(10i64.pow(shift.unsigned_abs() as u32));
    if shift < 0 { rate.checked_div(ten) } else { rate.checked_mul(ten) }
}

/// An amount in minor units times a [`factor`], half-even.
pub fn worth(minor: i64, factor: Decimal) -> Option<i64> {
    let worth = Decimal::from(minor).checked_mul(factor)?;
    worth.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven).to_i64()
}

/// The rate at which one amount became the other, to six digits that count.
pub(super) fn implied(out: (i64, &str), into: (i64, &str)) -> Option<Decimal> {
    let major = |(minor, code): (i64, &str)| {
        let digits = money::exponent(code).unwrap_or(2);
        Decimal::from_i128_with_scale(minor.unsigned_abs().into(), digits)
    };
    let rate = major(into).checked_div(major(out))?;
    rounded(rate, 6).filter(|rate| !rate.is_zero())
}

/// To so many digits that count, half-even.
pub fn rounded(rate: Decimal, digits: u32) -> Option<Decimal> {
    let strategy = RoundingStrategy::MidpointNearestEven;
    Some(rate.round_sf_with_strategy(digits, strategy)?.normalize())
}

/// A rate as a person or a file writes it, with a point; none that no currency ever had.
pub fn parse(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let rate = Decimal::from_str_exact(text).ok().filter(|_| plain)?.normalize();
    let limit = Decimal::from(1_000_000_000_000_i64);
    (rate > Decimal::ZERO && rate < limit && rate.scale() <= 12).then_some(rate)
}

/// Rates of one pair and year in one text: `0104 1.1789;0105 1.179`.
pub(super) fn pack(rates: &[(NaiveDate, Decimal)]) -> String {
    let mut text = String::with_capacity(rates.len() * 13);
    for (day, rate) in rates {
        let between = if text.is_empty() { "" } else { ";" };
        let _ = write!(text, "{between}{:02}{:02} {rate}", day.month(), day.day());
    }
    text
}

/// The inverse of [`pack`]; none where it is damaged.
pub(super) fn unpack(year: i32, text: &str) -> Option<Vec<(NaiveDate, Decimal)>> {
    let one = |part: &str| {
        let (day, rate) = part.split_once(' ')?;
        let (month, day) = (day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?);
        Some((NaiveDate::from_ymd_opt(year, month, day)?, parse(rate)?))
    };
    text.split(';').map(one).collect()
}

/// Rates in the rows that they are kept in: quote, year, text.
pub(super) fn years(rates: &[(String, NaiveDate, Decimal)]) -> Vec<(&str, i32, String)> {
    let mut sorted: Vec<_> = rates.iter().collect();
    sorted.sort_by_key(|(quote, day, _)| (quote, *day));
    let year = |one: &&(String, NaiveDate, Decimal)| (one.0.clone(), one.1.year());
    let of_year = sorted.chunk_by(|a, b| year(a) == year(b)).filter_map(|chunk| {
        let (quote, day, _) = chunk.first()?;
        let days: Vec<_> = chunk.iter().map(|(_, day, rate)| (*day, *rate)).collect();
        Some((quote.as_str(), day.year(), pack(&days)))
    });
    of_year.collect()
}

/// Newest first, and of a day the best first.
pub(super) fn newest_first(day: NaiveDate, source: RateSource) -> impl Ord {
    Reverse((day, source.rank()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(no: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(2026, no).unwrap()
    }

    fn known(pair: &str, no: u32, rate: &str, source: RateSource) -> (String, String, DayRate) {
        let rate = DayRate { day: day(no), rate: parse(rate).unwrap(), source };
        (pair[..3].into(), pair[4..].into(), rate)
    }

    fn text(rates: &Rates, from: &str, to: &str, no: u32) -> Option<String> {
        let found = rates.rate(from, to, day(no))?;
        rounded(found.rate, 6).map(|rate| rate.to_string())
    }

    #[test]
    fn the_newest_rate_counts_and_an_old_one_does_not() {
        let file = RateSource::File;
        let rates =
            Rates::of([known("EUR/USD", 20, "1.08", file), known("EUR/USD", 5, "1.05", file)]);
        assert_eq!(text(&rates, "EUR", "USD", 19), None, "14 days are too old");
        assert_eq!(text(&rates, "EUR", "USD", 15).as_deref(), Some("1.05"));
        assert_eq!(text(&rates, "EUR", "USD", 30).as_deref(), Some("1.08"));
        assert_eq!(text(&rates, "EUR", "USD", 31), None);
        assert_eq!(text(&rates, "EUR", "USD", 4), None, "nobody knew it yet");
        assert_eq!(text(&rates, "USD", "EUR", 20).as_deref(), Some("0.925926"));
    }

    #[test]
    fn what_a_transfer_came_to_counts_longer_and_less() {
        let told = known("EUR/USD", 1, "1.07", RateSource::Transfer);
        let rates = Rates::of([told.clone()]);
        assert_eq!(text(&rates, "EUR", "USD", 32).as_deref(), Some("1.07"));
        assert_eq!(text(&rates, "EUR", "USD", 33), None);
        let rates = Rates::of([known("EUR/USD", 1, "1.09", RateSource::Typed), told]);
        assert_eq!(text(&rates, "EUR", "USD", 2).as_deref(), Some("1.09"));
        assert_eq!(text(&rates, "EUR", "USD", 20).as_deref(), Some("1.07"), "the typed one is old");
    }

    #[test]
    fn two_currencies_meet_in_a_third() {
        let file = RateSource::File;
        let mut all = vec![known("EUR/USD", 9, "1.1", file), known("EUR/CHF", 9, "0.99", file)];
        let rates = Rates::of(all.clone());
        assert_eq!(text(&rates, "USD", "CHF", 9).as_deref(), Some("0.9"));
        assert_eq!(text(&rates, "USD", "PLN", 9), None);
        all.push(known("CHF/USD", 9, "1.2", RateSource::Typed));
        assert_eq!(text(&Rates::of(all), "CHF", "USD", 9).as_deref(), Some("1.2"), "typed counts");
    }

    #[test]
    fn money_is_rounded_half_even_to_the_other_minor_unit() {
        let to_yen = factor("EUR", "JPY", parse("160.5").unwrap()).unwrap();
        assert_eq!(worth(10_000, to_yen), Some(16_050));
        let to_dinar = factor("JPY", "KWD", parse("0.002").unwrap()).unwrap();
        assert_eq!(worth(1000, to_dinar), Some(2000));
        let half = factor("EUR", "USD", parse("0.5").unwrap()).unwrap();
        assert_eq!((worth(1, half), worth(3, half), worth(5, half)), (Some(0), Some(2), Some(2)));
        assert_eq!(implied((-10_000, "EUR"), (10_842, "USD")), parse("1.0842"));
    }

    #[test]
    fn only_a_plain_positive_number_is_a_rate() {
        assert!(
            ["0", "-1", "1e3", "", "1,2", "9999999999999", "+1", "1_0"]
                .iter()
                .all(|t| parse(t).is_none())
        );
        assert_eq!(parse("1.0840").unwrap().to_string(), "1.084");
    }

    proptest! {
        #[test]
        fn rates_come_out_of_their_rows_as_they_went_in(
            all in prop::collection::btree_map(("[A-C]{3}", 1u32..800), 1i64..100_000_000, 1..60)
        ) {
            let first = day(1);
            let rates: Vec<_> = all.into_iter().map(|((quote, after), rate)| {
                let day = first + chrono::Days::new(after.into());
                (quote, day, Decimal::new(rate, 4).normalize())
            }).collect();
            let mut back: Vec<_> = years(&rates).into_iter().flat_map(|(quote, year, text)| {
                let days = unpack(year, &text).unwrap().into_iter();
                days.map(|(day, rate)| (quote.to_owned(), day, rate)).collect::<Vec<_>>()
            }).collect();
            back.sort_by_key(|one| (one.0.clone(), one.1));
            prop_assert_eq!(back, rates);
        }

        #[test]
        fn there_and_back_is_nearly_the_same(rate in 1i64..10_000_000, minor in 1i64..1_000_000_000) {
            let rate = Decimal::new(rate, 4);
            let entry = DayRate { day: day(1), rate, source: RateSource::Typed };
            let rates = Rates::of([("EUR".to_owned(), "USD".to_owned(), entry)]);
            let turned = |from, to| factor(from, to, rates.rate(from, to, day(1)).unwrap().rate);
            let (out, back) = (turned("EUR", "USD").unwrap(), turned("USD", "EUR").unwrap());
            let far = worth(minor, out).unwrap();
            let again = worth(far, back).unwrap();
            let slack = (Decimal::ONE / rate).to_i64().unwrap() + 1;
            prop_assert!((again - minor).abs() <= slack, "{} {} {}", minor, far, again);
        }
    }
}
