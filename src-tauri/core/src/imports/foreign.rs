//! Money that left an account in one currency and came into one in another: which amounts meet at the
//! day's rate, within a bank's margin. Pure. Rows are looked up by day and by place among the amounts of
//! that day, never one against all.
use super::matching::{Candidate, Own};
use crate::ledger::rates;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Two rows whose amounts are near each other at the day's rate, by their places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    pub out: usize,
    pub into: usize,
    /// How far off, in hundredths of a percent.
    pub off: i64,
    /// So much of the currency that came for one of what left.
    pub rate: Decimal,
}

/// What a bank's rate is off the day's at most, in hundredths of a percent.
const MARGIN: i128 = 300;
const WHOLE: i128 = 10_000;
/// More candidates for one row are not compared further; the nearest are kept.
const MOST: usize = 4;
/// What a day apart counts, in hundredths of a percent off: as much as it takes from the score.
const A_DAY: i64 = 75;

/// Money in of one currency: each day's amounts from the least, with their rows.
type Inward<'a> = FxHashMap<(&'a str, NaiveDate), Vec<(i64, usize)>>;

/// The rate of a day, and what minor units are multiplied by.
type Factor = Option<(Decimal, Decimal)>;

/// Rows in different currencies at most `within` days apart, at least one of them new.
pub(super) fn near(
    rows: &[Candidate],
    is_new: impl Fn(&Candidate) -> bool,
    within: i64,
    own: &Own,
) -> Vec<Near> {
    let currencies: BTreeSet<&str> = own.currency.values().map(String::as_str).collect();
    if currencies.len() < 2 || own.rates.is_empty() {
        return vec![];
    }
    let inward = |wanted: &dyn Fn(&Candidate) -> bool| {
        let mut inward: Inward<'_> = FxHashMap::default();
        for (at, row) in rows.iter().enumerate().filter(|(_, r)| r.amount_minor > 0 && wanted(r)) {
            let key = (own.currency(row), row.day);
            inward.entry(key).or_default().push((row.amount_minor, at));
        }
        inward.values_mut().for_each(|day| day.sort_unstable());
        inward
    };
    // For a row that was there before, only what is new is of interest.
    let (all, new) = (inward(&|_| true), inward(&|row| is_new(row)));
    let mut factors: FxHashMap<(&str, &str, NaiveDate), Factor> = FxHashMap::default();
    let mut found = vec![];
    for (at, out) in rows.iter().enumerate().filter(|(_, row)| row.amount_minor < 0) {
        let from = own.currency(out);
        let among = if is_new(out) { &all } else { &new };
        let mut of_row = vec![];
        for to in currencies.iter().copied().filter(|to| *to != from && !among.is_empty()) {
            let factor = factors.entry((from, to, out.day)).or_insert_with(|| {
                let rate = own.rates.rate(from, to, out.day)?.rate;
                Some((rate, rates::factor(from, to, rate)?))
            });
            let Some((rate, factor)) = *factor else { continue };
            // Nothing overflows: an amount is a quadrillion at most.
            let expected = out.amount_minor.checked_neg().and_then(|m| rates::worth(m, factor));
            let Some(expected) = expected.filter(|expected| *expected > 0) else { continue };
            let meeting = meeting(among, to, (out.day, within), expected).into_iter();
            of_row.extend(meeting.map(|(into, off)| Near { out: at, into, off, rate }));
        }
        let far = |near: &Near| (rows[near.into].day - out.day).num_days().abs();
        let order = |near: &Near| (near.off + A_DAY * far(near), near.into);
        if of_row.len() > MOST {
            of_row.select_nth_unstable_by_key(MOST, order);
            of_row.truncate(MOST);
        }
        of_row.sort_unstable_by_key(order);
        found.extend(of_row);
    }
    found
}

/// The rows of these days whose amount is near the one expected, with how far off each is.
fn meeting(
    among: &Inward<'_>,
    currency: &str,
    (day, within): (NaiveDate, i64),
    expected: i64,
) -> Vec<(usize, i64)> {
    let margin = (i128::from(expected) * MARGIN / WHOLE) as i64;
    let around = Days::new(within.unsigned_abs());
    let first = day.checked_sub_days(around).unwrap_or(day);
    let days = first.iter_days().take(2 * within.unsigned_abs() as usize + 1);
    let mut found = vec![];
    for amounts in days.filter_map(|day| among.get(&(currency, day))) {
        let from = amounts.partition_point(|(minor, _)| *minor < expected - margin);
        let near = amounts[from..].iter().take_while(|(minor, _)| *minor <= expected + margin);
        found.extend(near.map(|(minor, at)| {
            let apart = i128::from(minor.abs_diff(expected));
            (*at, (apart * WHOLE / i128::from(expected)) as i64)
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;
    use crate::imports::matching::{ReasonCode, transfers};
    use crate::ledger::{DayRate, RateSource, Rates};
    use proptest::prelude::*;

    const CODES: [&str; 3] = ["EUR", "USD", "JPY"];

    fn day(no: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1 + no % 28).unwrap()
    }

    fn row(account: usize, no: u32, amount_minor: i64, text: &str) -> Candidate {
        let (account_id, text) = (Id::from_u128(account as u128), text.into());
        let id = Id::from_u128(1000 + u128::from(no));
        Candidate { id, account_id, day: day(no), amount_minor, text, pending: false }
    }

    /// Accounts 0, 1 and 2 in euros, dollars and yen.
    fn own(known: &[(&str, u32, &str)]) -> Own {
        let of = |(quote, no, rate): &(&str, u32, &str)| {
            let rate = rates::parse(rate).unwrap();
            let rate = DayRate { day: day(*no), rate, source: RateSource::File };
            ("EUR".to_owned(), (*quote).to_owned(), rate)
        };
        let account = |(no, code): (usize, &&str)| (Id::from_u128(no as u128), (*code).to_owned());
        Own {
            currency: CODES.iter().enumerate().map(account).collect(),
            rates: Rates::of(known.iter().map(of)),
            ..Own::default()
        }
    }

    #[test]
    fn a_transfer_abroad_is_found_at_the_days_rate_and_says_it() {
        let own = own(&[("USD", 2, "1.0842")]);
        let rows = [row(0, 3, -10_000, ""), row(1, 4, 10_790, ""), row(1, 4, 11_500, "")];
        let pairs = transfers(&rows, |_| true, 4, &own);
        assert_eq!((pairs.len(), pairs[0].new, pairs[0].other), (1, 0, 1));
        let why = &pairs[0].reasons[0];
        let rate = Some("1.0842");
        assert_eq!((why.code, why.value, why.rate.as_deref()), (ReasonCode::Rate, 47, rate));
        assert_eq!(pairs[0].score, 55 - 3 + 20);
        assert!(transfers(&rows, |_| false, 4, &own).is_empty(), "none is new");
        assert!(transfers(&rows, |r| r.account_id == Id::from_u128(1), 4, &own).len() == 1);
    }

    #[test]
    fn without_a_rate_nothing_is_proposed() {
        let rows = [row(0, 3, -10_000, ""), row(1, 3, 10_000, "")];
        assert!(transfers(&rows, |_| true, 4, &own(&[])).is_empty());
        assert!(transfers(&rows, |_| true, 4, &own(&[("JPY", 2, "160")])).is_empty());
    }

    #[test]
    fn equal_figures_in_another_currency_hide_no_transfer() {
        let own = own(&[]);
        let mut rows = vec![row(0, 3, -10_000, ""), row(1, 3, 10_000, ""), row(9, 5, 10_000, "")];
        let euro = Own { currency: own.currency.clone(), ..Own::default() };
        let mut euro = euro;
        euro.currency.insert(Id::from_u128(9), "EUR".into());
        let pairs = transfers(&rows, |_| true, 4, &euro);
        assert_eq!((pairs.len(), pairs[0].other), (1, 2));
        rows.truncate(2);
        assert!(transfers(&rows, |_| true, 4, &euro).is_empty());
    }

    /// One against all: the rule in two lines.
    fn slow(rows: &[Candidate], own: &Own, within: i64) -> Vec<(usize, usize)> {
        let mut all = vec![];
        for (a, out) in rows.iter().enumerate().filter(|(_, row)| row.amount_minor < 0) {
            for (b, into) in rows.iter().enumerate().filter(|(_, row)| row.amount_minor > 0) {
                let (from, to) = (own.currency(out), own.currency(into));
                let rate = own.rates.rate(from, to, out.day);
                let Some(rate) = rate.filter(|_| from != to) else { continue };
                let factor = rates::factor(from, to, rate.rate).unwrap();
                let expected = rates::worth(-out.amount_minor, factor).unwrap();
                let near = (into.amount_minor - expected).abs() * 100 <= expected * 3;
                if expected > 0 && near && (into.day - out.day).num_days().abs() <= within {
                    all.push((a, b));
                }
            }
        }
        all
    }

    proptest! {
        #[test]
        fn looking_up_finds_what_comparing_all_finds(
            some in prop::collection::vec((0usize..3, 0u32..28, -2_000i64..2_000), 0..14),
            rates in prop::collection::vec((1usize..3, 0u32..28, 5_000i64..20_000), 0..8),
        ) {
            let texts: Vec<_> = rates.iter().map(|(code, no, rate)| {
                (CODES[*code], *no, Decimal::new(*rate, 4).to_string())
            }).collect();
            let known: Vec<_> = texts.iter().map(|(code, no, rate)| (*code, *no, rate.as_str())).collect();
            let own = own(&known);
            let rows: Vec<_> = some.iter().map(|(account, no, minor)| row(*account, *no, *minor, "")).collect();
            let found = near(&rows, |_| true, 4, &own);
            let wanted = slow(&rows, &own, 4);
            for one in &found {
                prop_assert!(wanted.contains(&(one.out, one.into)), "{one:?}");
                prop_assert!((0..=300).contains(&one.off));
            }
            for (out, into) in &wanted {
                let of_row = found.iter().filter(|one| one.out == *out);
                let there = of_row.clone().any(|one| one.into == *into);
                prop_assert!(there || of_row.count() == MOST, "{out} {into}");
            }
        }
    }
}
