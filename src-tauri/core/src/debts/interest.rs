//! Interest of a period, by convention, in whole minor units. Exact in 128-bit integers, then
//! rounded once per accrual, half up. Leaves out what a debt costs besides (fees) and when it is
//! paid.
//!
//! Sources of the conventions:
//! - `monthly_nominal`: yearly rate / 12 (12 CFR 1026.14(b): the rate is the periodic rate times
//!   the number of periods); the rate is the one of the period's first day.
//! - `actual_365`: days / 365, leap year or not (2006 ISDA Definitions 4.16(d), Actual/365 Fixed).
//! - `actual_360`: days / 360 (ISDA 4.16(e)).
//! - `thirty_360`: months of 30 days / 360 (ISDA 4.16(f), Bond Basis).
//! - `average_daily`, `average_daily_old`: average daily balance including or excluding new
//!   purchases (12 CFR 1026.60(g)(1)(i) and (ii)), times the rate, days / 365. A credit balance
//!   counts as zero.
//! - `grace_period`: nothing when the last statement was paid in full (12 CFR 1026.5(b)(2)(ii) and
//!   1026.54), else `average_daily`.
//!
//! A period runs from its first day up to its last, which belongs to the next one.
use super::{Convention, Percent, percent::MICRO};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// The rates of a debt in order of time, in millionths of a percent a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates(Vec<(NaiveDate, i64)>);

impl Rates {
    /// One rate for ever.
    pub fn fixed(micro: i64) -> Self {
        Self(vec![(NaiveDate::MIN, micro)])
    }

    /// `micro` from a day on, for good.
    pub fn then(mut self, from: NaiveDate, micro: i64) -> Self {
        self.0.retain(|(day, _)| *day < from);
        self.0.push((from, micro));
        self
    }

    /// `micro` up to and with a day; after it as it would have been.
    pub fn until(mut self, last: NaiveDate, micro: i64) -> Self {
        let Some(next) = last.succ_opt() else {
            return Self::fixed(micro);
        };
        let after = self.on(next);
        self.0.retain(|(day, _)| *day > next);
        let mut rates = vec![(NaiveDate::MIN, micro), (next, after)];
        rates.append(&mut self.0);
        Self(rates)
    }

    /// The rate of a day.
    pub fn on(&self, day: NaiveDate) -> i64 {
        self.0[self.place(day)].1
    }

    /// The rate of a day as people write it.
    pub fn percent_on(&self, day: NaiveDate) -> Percent {
        Percent(Decimal::new(self.on(day), 6).normalize())
    }

    /// Which of the rates holds on a day.
    pub(super) fn place(&self, day: NaiveDate) -> usize {
        self.0.partition_point(|(from, _)| *from <= day).saturating_sub(1)
    }

    /// Days times rate between two days, by the way of counting.
    fn days(&self, convention: Convention, from: NaiveDate, to: NaiveDate) -> i128 {
        if let [(_, only)] = self.0[..] {
            return i128::from(days(convention, from, to).max(0)) * i128::from(only);
        }
        let (mut at, mut place, mut sum) = (from, self.place(from), 0);
        while at < to {
            let until = self.0.get(place + 1).map_or(to, |(next, _)| to.min(*next));
            sum += i128::from(days(convention, at, until)) * i128::from(self.0[place].1);
            (at, place) = (until, place + 1);
        }
        sum
    }
}

/// Something that changes a balance within a period; it counts from its own day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub on: NaiveDate,
    /// What it adds to the debt; a payment is below zero.
    pub amount_minor: i64,
}

/// A period of a debt: its balance on the first day, and what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period<'a> {
    pub from: NaiveDate,
    /// Its last day; interest runs up to it, not on it.
    pub to: NaiveDate,
    pub opening_minor: i64,
    /// In any order; those outside of the period play no part.
    pub entries: &'a [Entry],
    /// Whether the statement before it was paid in full by its due day.
    pub paid_in_full: bool,
}

/// Interest of a balance that does not change in the period; None when 64 bits cannot hold it.
pub fn on_balance(
    convention: Convention,
    rates: &Rates,
    balance_minor: i64,
    from: NaiveDate,
    to: NaiveDate,
) -> Option<i64> {
    let balance = i128::from(balance_minor.max(0));
    let parts = match convention {
        Convention::MonthlyNominal => i128::from(rates.on(from)),
        _ => rates.days(convention, from, to),
    };
    half_up(balance.checked_mul(parts)?, hundred(convention))
}

/// Interest of a period with purchases and payments in it; None when 64 bits cannot hold it.
///
/// By the month only the opening balance counts; by the day each day's own balance.
pub fn of_period(convention: Convention, rates: &Rates, period: &Period) -> Option<i64> {
    let Period { from, to, opening_minor, entries, paid_in_full } = *period;
    match convention {
        Convention::MonthlyNominal => {
            return on_balance(convention, rates, opening_minor, from, to);
        }
        Convention::GracePeriod if paid_in_full => return Some(0),
        _ => {}
    }
    let counts = |entry: &&Entry| {
        let new = convention == Convention::AverageDailyOld && entry.amount_minor > 0;
        (from..to).contains(&entry.on) && !new
    };
    let mut entries: Vec<Entry> = entries.iter().filter(counts).copied().collect();
    entries.sort_by_key(|entry| entry.on);
    let (mut at, mut balance, mut sum) = (from, i128::from(opening_minor), 0i128);
    let end = Entry { on: to, amount_minor: 0 };
    for entry in entries.iter().chain([&end]) {
        let parts = rates.days(convention, at, entry.on);
        sum = sum.checked_add(balance.max(0).checked_mul(parts)?)?;
        (at, balance) = (entry.on, balance + i128::from(entry.amount_minor));
    }
    half_up(sum, hundred(convention))
}

/// Days from one day to another as the convention counts them.
pub fn days(convention: Convention, from: NaiveDate, to: NaiveDate) -> i64 {
    if convention != Convention::Thirty360 {
        return (to - from).num_days();
    }
    let first = from.day().min(30);
    let last = if first == 30 { to.day().min(30) } else { to.day() };
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    months * 30 + i64::from(last) - i64::from(first)
}

/// What a year at the full rate comes to: 100 % in millionths, times the parts of a year.
fn hundred(convention: Convention) -> i128 {
    let parts = match convention {
        Convention::MonthlyNominal => 12,
        Convention::Actual360 | Convention::Thirty360 => 360,
        _ => 365,
    };
    100 * i128::from(MICRO) * parts
}

/// The quotient of two numbers that are not below zero, a half rounded up.
pub(super) fn half_up(over: i128, under: i128) -> Option<i64> {
    let (over, under) = (u128::try_from(over).ok()?, u128::try_from(under).ok()?);
    let rounded = over.checked_add(under / 2)?;
    // Most fit 64 bits, where the machine divides by itself.
    match (u64::try_from(rounded), u64::try_from(under)) {
        (Ok(rounded), Ok(under)) => rounded.checked_div(under)?.try_into().ok(),
        _ => rounded.checked_div(under)?.try_into().ok(),
    }
}

/// A share of an amount, in millionths of a percent, a half rounded up.
pub(super) fn share(amount_minor: i64, micro: i64) -> Option<i64> {
    half_up(i128::from(amount_minor) * i128::from(micro), 100 * i128::from(MICRO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const TWENTY: i64 = 20 * MICRO;

    fn july(convention: Convention, entries: &[Entry], paid_in_full: bool) -> i64 {
        let (from, to) = (day("2026-07-01"), day("2026-08-01"));
        let period = Period { from, to, opening_minor: 100_000, entries, paid_in_full };
        of_period(convention, &Rates::fixed(TWENTY), &period).unwrap()
    }

    #[test]
    fn each_convention_to_the_cent() {
        // 1000.00 at 20 % over the 31 days of July, worked by hand.
        assert_eq!(july(Convention::MonthlyNominal, &[], false), 1667);
        assert_eq!(july(Convention::Actual365, &[], false), 1699);
        assert_eq!(july(Convention::Actual360, &[], false), 1722);
        assert_eq!(july(Convention::Thirty360, &[], false), 1667);
    }

    #[test]
    fn an_average_daily_balance_counts_purchases_or_not() {
        let entries = [
            Entry { on: day("2026-07-21"), amount_minor: -50_000 },
            Entry { on: day("2026-07-11"), amount_minor: 30_000 },
        ];
        // Ten days of 1000.00, ten of 1300.00, eleven of 800.00: 31,800 days of 1.00.
        assert_eq!(july(Convention::AverageDaily, &entries, false), 1742);
        // Twenty days of 1000.00, eleven of 500.00: 25,500 days of 1.00.
        assert_eq!(july(Convention::AverageDailyOld, &entries, false), 1397);
        assert_eq!(july(Convention::GracePeriod, &entries, false), 1742);
        assert_eq!(july(Convention::GracePeriod, &entries, true), 0);
        let credit = [Entry { on: day("2026-07-11"), amount_minor: -150_000 }];
        assert_eq!(july(Convention::AverageDaily, &credit, false), 548);
    }

    #[test]
    fn a_rate_changes_on_its_day() {
        let rates =
            Rates::fixed(10 * MICRO).then(day("2026-07-11"), TWENTY).until(day("2026-07-05"), 0);
        let on = |text: &str| rates.on(day(text));
        assert_eq!([on("2026-07-05"), on("2026-07-06")], [0, 10 * MICRO]);
        assert_eq!([on("2026-07-10"), on("2026-07-11")], [10 * MICRO, TWENTY]);
        // Five days at 0, five at 10, twenty-one at 20 %.
        let by_days = |convention| {
            on_balance(convention, &rates, 100_000, day("2026-07-01"), day("2026-08-01")).unwrap()
        };
        assert_eq!(by_days(Convention::Actual365), 1288);
        assert_eq!(by_days(Convention::MonthlyNominal), 0);
        let past = Rates::fixed(TWENTY).then(day("2026-01-01"), MICRO);
        assert_eq!(past.until(day("2026-03-31"), 0).on(day("2026-04-01")), MICRO);
    }

    #[test]
    fn thirty_360_counts_as_the_bond_basis() {
        let count = |from, to| days(Convention::Thirty360, day(from), day(to));
        assert_eq!(count("2026-01-31", "2026-03-31"), 60);
        assert_eq!(count("2026-01-15", "2026-03-31"), 76);
        assert_eq!(count("2026-02-28", "2026-03-01"), 3);
        assert_eq!(count("2025-12-30", "2026-12-31"), 360);
    }

    #[test]
    fn a_half_cent_goes_up_and_nothing_panics() {
        assert_eq!(half_up(5, 10), Some(1));
        assert_eq!(half_up(4, 10), Some(0));
        assert_eq!(half_up(-1, 10), None);
        assert_eq!(half_up(1, 0), None);
        let rates = Rates::fixed(1000 * MICRO);
        let (from, to) = (day("1900-01-01"), day("2200-01-01"));
        assert_eq!(on_balance(Convention::Actual360, &rates, i64::MAX, from, to), None);
        assert_eq!(on_balance(Convention::Actual360, &rates, i64::MAX, to, from), Some(0));
        assert_eq!(share(i64::MAX, 100 * MICRO), Some(i64::MAX));
    }
}
