//! What comes regularly, found in the payments of one payee, one currency and one direction. Pure:
//! no store, no clock, no name.
use super::cadence::{CADENCES, Cadence, Rhythm, Step, Weekend, due_in};
use crate::day::month_no;
use crate::ledger::Payment;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regular {
    /// It starts with the next that is expected.
    pub rhythm: Rhythm,
    pub next_on: NaiveDate,
    /// The newest price of a fixed one, the median of one that varies; signed as the payments are.
    pub expected_minor: i64,
    /// Whether one price holds until it changes.
    pub fixed: bool,
    /// The least and the most of the newest twelve, by size.
    pub least_minor: i64,
    pub most_minor: i64,
    pub last: Payment,
    /// A fixed price that went up lately.
    pub rise: Option<Rise>,
    /// How many payments it rests on, since when, and how many days off the worst of them was.
    pub payments: usize,
    pub since: NaiveDate,
    pub off_days: i64,
}

/// From one price to a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rise {
    pub from_minor: i64,
    pub to_minor: i64,
    pub on: NaiveDate,
}

/// Days back for which a higher price is news.
const NEWS_DAYS: i64 = 92;
/// A fixed price found among other payments needs more of them, and closer.
const AMONG_OTHERS: usize = 5;
const AMONG_OTHERS_OFF_DAYS: i64 = 1;
/// What comes by weeks and varies needs as many: chance makes six in a row of a thousand payees.
const WEEKS_THAT_VARY: usize = 8;

/// What comes regularly and has not ended; nothing where chance would do as well. The payments may
/// come in any order.
pub fn find(payments: &[Payment], today: NaiveDate) -> Option<Regular> {
    let days = by_day(payments);
    regular(&days, today)
        .or_else(|| {
            let newest = 6;
            let tail = days.len().checked_sub(newest).filter(|rest| *rest >= 3)?;
            regular(&days[tail..], today)
        })
        .or_else(|| among_others(payments, today))
}

/// One payment a day: what is paid at once is one bill. The oldest first.
fn by_day(payments: &[Payment]) -> Vec<Payment> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for payment in payments {
        let sum = days.entry(payment.day).or_default();
        *sum = sum.saturating_add(payment.amount_minor);
    }
    days.into_iter().map(|(day, amount_minor)| Payment { day, amount_minor }).collect()
}

/// A subscription at a shop that also sells other things: one amount that comes regularly.
fn among_others(payments: &[Payment], today: NaiveDate) -> Option<Regular> {
    let mut amounts: BTreeMap<i64, Vec<Payment>> = BTreeMap::new();
    for payment in payments {
        amounts.entry(payment.amount_minor).or_default().push(*payment);
    }
    let enough = amounts.into_values().filter(|same| same.len() >= AMONG_OTHERS);
    let found = enough.filter_map(|same| regular(&by_day(&same), today));
    let close = found.filter(|regular| regular.off_days <= AMONG_OTHERS_OFF_DAYS);
    close.max_by_key(|regular| (regular.payments, regular.next_on))
}

fn regular(payments: &[Payment], today: NaiveDate) -> Option<Regular> {
    let days: Vec<NaiveDate> = payments.iter().map(|payment| payment.day).collect();
    let (rhythm, off_days) = rhythm(&days)?;
    let (first, last) = (payments.first()?, *payments.last()?);
    let next_on = rhythm.nth(0)?;
    let overdue = (today - next_on).num_days();
    if overdue > rhythm.cadence.period_days() / 2 {
        return None;
    }
    let price = price(payments, rhythm.cadence)?;
    let by_weeks = matches!(rhythm.cadence.step(), Step::Days(_));
    if by_weeks && !price.fixed && payments.len() < WEEKS_THAT_VARY {
        return None;
    }
    let rise = price.rise.filter(|rise| (today - rise.on).num_days() <= NEWS_DAYS);
    Some(Regular {
        rhythm,
        next_on,
        expected_minor: price.expected_minor,
        fixed: price.fixed,
        least_minor: price.least_minor,
        most_minor: price.most_minor,
        last,
        rise,
        payments: payments.len(),
        since: first.day,
        off_days,
    })
}

/// The rhythm of days in order, starting with the next, and how far off the worst of them is.
fn rhythm(days: &[NaiveDate]) -> Option<(Rhythm, i64)> {
    let gaps: Vec<i64> = days.windows(2).map(|two| (two[1] - two[0]).num_days()).collect();
    let mut sorted = gaps.clone();
    sorted.sort_unstable();
    let usual = *sorted.get(gaps.len().checked_sub(1)? / 2)?;
    let fits =
        |cadence: &Cadence| (usual - cadence.period_days()).abs() <= cadence.tolerance_days() + 1;
    let cadence = CADENCES.into_iter().find(fits)?;
    let least = if cadence == Cadence::Yearly { 2 } else { 3 };
    if days.len() < least || !one_after_the_other(&gaps, cadence) {
        return None;
    }
    match cadence.step() {
        Step::Days(period) => by_weeks(days, cadence, period),
        Step::Months(_) => by_months(days, cadence),
    }
}

/// Each gap is one period, but for one in six that may be two: a payment was missed.
fn one_after_the_other(gaps: &[i64], cadence: Cadence) -> bool {
    let period = cadence.period_days();
    let near =
        |gap: i64, times: i64| (gap - times * period).abs() <= 2 * cadence.tolerance_days() + times;
    let missed = gaps.iter().filter(|gap| !near(**gap, 1)).count();
    missed <= gaps.len() / 6 && gaps.iter().all(|gap| near(*gap, 1) || near(*gap, 2))
}

/// Few payments must keep their weekday more strictly than many.
fn by_weeks(days: &[NaiveDate], cadence: Cadence, period: i64) -> Option<(Rhythm, i64)> {
    let last = *days.last()?;
    let offset = |day: &NaiveDate| {
        let off = (*day - last).num_days().rem_euclid(period);
        if off > period / 2 { off - period } else { off }
    };
    let mut offsets: Vec<i64> = days.iter().map(offset).collect();
    offsets.sort_unstable();
    let usual = offsets[(offsets.len() - 1) / 2];
    let off = offsets.iter().map(|off| (off - usual).abs()).max()?;
    let bound = cadence.tolerance_days() - i64::from(days.len() < 5);
    if off > bound {
        return None;
    }
    let start = last + chrono::TimeDelta::try_days(usual + period)?;
    Some((Rhythm::from(cadence, start), off))
}

/// The day of the month and what a weekend does to it that explain the days best; the plainest
/// of those that do so equally.
fn by_months(days: &[NaiveDate], cadence: Cadence) -> Option<(Rhythm, i64)> {
    let mut best: Option<(i64, i64, Rhythm)> = None;
    for weekend in [Weekend::Stays, Weekend::After, Weekend::Before] {
        for day_of_month in 1..=31 {
            let near = |day: &NaiveDate| nearest(*day, day_of_month, weekend);
            let dues: Vec<(i32, i64)> = days.iter().map(near).collect::<Option<_>>()?;
            let cost = dues.iter().map(|(_, off)| off).sum();
            if best.is_some_and(|(least, ..)| least <= cost) || !by_steps(&dues, cadence) {
                continue;
            }
            let worst = dues.iter().map(|(_, off)| *off).max()?;
            let start = due_in(dues.last()?.0, day_of_month, Weekend::Stays)?;
            let rhythm = Rhythm { cadence, start, day_of_month, weekend };
            best = Some((cost, worst, rhythm));
        }
    }
    let (cost, worst, rhythm) = best?;
    let tolerance = cadence.tolerance_days();
    let close = worst <= tolerance && cost * 2 <= tolerance * days.len() as i64;
    close.then_some(())?;
    Some((rhythm.restarted_after(1)?, worst))
}

/// The month whose due day lies nearest, and how many days off.
fn nearest(day: NaiveDate, day_of_month: u32, weekend: Weekend) -> Option<(i32, i64)> {
    let month = month_no(day);
    let off = |month| Some((month, (day - due_in(month, day_of_month, weekend)?).num_days().abs()));
    (month - 1..=month + 1).filter_map(off).min_by_key(|(_, off)| *off)
}

/// Whether the months follow one another as often as they should.
fn by_steps(dues: &[(i32, i64)], cadence: Cadence) -> bool {
    let Step::Months(months) = cadence.step() else { return false };
    dues.windows(2).all(|two| {
        let step = i64::from(two[1].0 - two[0].0);
        step == months || step == 2 * months
    })
}

struct Price {
    expected_minor: i64,
    fixed: bool,
    least_minor: i64,
    most_minor: i64,
    rise: Option<Rise>,
}

/// What it costs; none where the amounts are too far apart for a bill.
fn price(payments: &[Payment], cadence: Cadence) -> Option<Price> {
    let newest = &payments[payments.len().saturating_sub(12)..];
    let sign = newest.last()?.amount_minor.signum();
    let mut sizes: Vec<i64> = newest.iter().map(|p| p.amount_minor.saturating_abs()).collect();
    let changes: Vec<usize> = (1..sizes.len()).filter(|at| sizes[*at] != sizes[at - 1]).collect();
    let fixed = changes.len() <= sizes.len() / 3 && changes.len() + 1 < sizes.len();
    let last = *sizes.last()?;
    let rise = changes.last().filter(|_| fixed).and_then(|at| {
        let (from, to) = (sizes[at - 1], sizes[*at]);
        let rise = Rise { from_minor: from * sign, to_minor: to * sign, on: newest[*at].day };
        (to > from).then_some(rise)
    });
    let lately = sizes.len().saturating_sub(6);
    sizes[lately..].sort_unstable();
    let usual = sizes[lately..][(sizes.len() - lately - 1) / 2];
    let (least, most) = (*sizes.iter().min()?, *sizes.iter().max()?);
    let far = match cadence.step() {
        Step::Days(_) => (2, 2),
        Step::Months(_) if payments.len() < 3 => (2, 2),
        Step::Months(_) => (4, 3),
    };
    let within = least.saturating_mul(far.0) >= usual && most <= usual.saturating_mul(far.1);
    (last > 0 && (fixed || within)).then_some(Price {
        expected_minor: sign * if fixed { last } else { usual },
        fixed,
        least_minor: least,
        most_minor: most,
        rise,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Days, Months};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn paid(days: &[&str], amount_minor: i64) -> Vec<Payment> {
        days.iter().map(|text| Payment { day: day(text), amount_minor }).collect()
    }

    fn monthly(first: &str, count: u32, amount: i64) -> Vec<Payment> {
        let on = |n| day(first) + Months::new(n);
        (0..count).map(|n| Payment { day: on(n), amount_minor: amount }).collect()
    }

    #[test]
    fn rent_on_the_first_is_expected_on_the_next_first() {
        let found = find(&monthly("2026-01-01", 11, -112_000), day("2026-11-21")).expect("found");
        assert_eq!(found.next_on, day("2026-12-01"));
        let price = (found.expected_minor, found.fixed, found.rhythm.cadence);
        assert_eq!(price, (-112_000, true, Cadence::Monthly));
        assert_eq!((found.payments, found.off_days), (11, 0));
    }

    #[test]
    fn the_last_day_of_the_month_is_told_from_the_twenty_eighth() {
        let days = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"];
        let found = find(&paid(&days, 250_000), day("2026-05-10")).expect("found");
        assert_eq!(found.next_on, day("2026-05-31"));
    }

    #[test]
    fn what_is_paid_on_the_monday_after_a_weekend_is_expected_so() {
        let days: Vec<NaiveDate> =
            (24_309..24_320).filter_map(|m| due_in(m, 15, Weekend::After)).collect();
        let payments: Vec<Payment> =
            days.iter().map(|day| Payment { day: *day, amount_minor: -4_000 }).collect();
        let found = find(&payments, days[10]).expect("found");
        assert_eq!(found.rhythm.weekend, Weekend::After);
        assert_eq!(Some(found.next_on), due_in(24_320, 15, Weekend::After));
    }

    #[test]
    fn twice_a_year_apart_is_yearly_and_twice_a_month_apart_is_nothing() {
        let found = find(&paid(&["2025-01-04", "2026-01-05"], -48_620), day("2026-11-21"));
        let found = found.expect("found");
        assert_eq!(found.rhythm.cadence, Cadence::Yearly);
        assert!((found.next_on - day("2027-01-04")).num_days().abs() <= 1);
        assert_eq!(find(&paid(&["2026-09-01", "2026-10-01"], -999), day("2026-10-20")), None);
    }

    #[test]
    fn every_cadence_is_told() {
        let weeks = |step: u64| {
            let on = |n| day("2026-06-02") + Days::new(n * step);
            (0..9).map(|n| Payment { day: on(n), amount_minor: -900 }).collect::<Vec<_>>()
        };
        let months = |step: u32| {
            let on = |n| day("2024-03-31") + Months::new(n * step);
            (0..4).map(|n| Payment { day: on(n), amount_minor: -900 }).collect::<Vec<_>>()
        };
        let cases = [weeks(7), weeks(14), months(1), months(3), months(6), months(12)];
        for (payments, cadence) in cases.iter().zip(CADENCES) {
            let found = find(payments, payments[payments.len() - 1].day).expect("found");
            assert_eq!(found.rhythm.cadence, cadence);
        }
    }

    #[test]
    fn what_ended_is_no_bill_and_what_is_late_still_is() {
        let rent = monthly("2026-01-01", 6, -70_000);
        assert!(find(&rent, day("2026-07-15")).is_some());
        assert_eq!(find(&rent, day("2026-07-17")), None);
    }

    #[test]
    fn a_higher_price_is_the_price_and_news() {
        let mut payments = monthly("2026-01-09", 11, -1_299);
        payments[10].amount_minor = -1_499;
        let found = find(&payments, day("2026-11-21")).expect("found");
        let rise = Rise { from_minor: -1_299, to_minor: -1_499, on: day("2026-11-09") };
        assert_eq!((found.expected_minor, found.fixed, found.rise), (-1_499, true, Some(rise)));
    }

    #[test]
    fn a_bill_that_varies_has_a_range() {
        let mut payments = monthly("2026-01-02", 11, -9_000);
        for (payment, by) in payments.iter_mut().zip([70, 60, 40, 20, 10, 0, 5, 11, 21, 33, 60]) {
            payment.amount_minor -= by * 100;
        }
        let found = find(&payments, day("2026-11-21")).expect("found");
        let range = (found.fixed, found.least_minor, found.most_minor);
        assert_eq!(range, (false, 9_000, 16_000));
        assert!((9_000..=16_000).contains(&-found.expected_minor));
    }

    #[test]
    fn a_subscription_among_other_purchases_is_found() {
        let mut payments = monthly("2026-01-12", 11, -899);
        for (n, days) in [3u64, 17, 20, 61, 90, 99, 140, 200, 203, 260, 288].iter().enumerate() {
            let day = day("2026-01-01") + Days::new(*days);
            payments.push(Payment { day, amount_minor: -(1_500 + 731 * n as i64) });
        }
        let found = find(&payments, day("2026-11-21")).expect("found");
        assert_eq!((found.expected_minor, found.next_on), (-899, day("2026-12-12")));
    }

    #[test]
    fn what_varies_by_weeks_needs_more_of_them_than_what_does_not() {
        let weeks = |count: i64, by: i64| {
            let on = |n| day("2026-09-02") + chrono::TimeDelta::days(n * 7);
            let paid = |n| Payment { day: on(n), amount_minor: -4_500 - n % 3 * by };
            (0..count).map(paid).collect::<Vec<_>>()
        };
        let found = |count, by| find(&weeks(count, by), weeks(count, by)[count as usize - 1].day);
        assert!(found(6, 0).is_some() && found(8, 700).is_some());
        assert_eq!(found(6, 700), None);
    }

    #[test]
    fn one_missed_month_is_forgiven() {
        let mut payments = monthly("2026-01-05", 11, -5_990);
        payments.remove(4);
        assert!(find(&payments, day("2026-11-21")).is_some());
    }

    /// The same numbers forever, for noise.
    fn dice(seed: &mut u64, most: u64) -> u64 {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) % most
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_series_by_weeks_that_begins_later_is_expected_as_much_later(
            offs in proptest::collection::vec(-1i64..=1, 5..20), shift in -3000i64..3000,
            fortnight in any::<bool>(),
        ) {
            let step = if fortnight { 14 } else { 7 };
            let start = day("2026-01-07");
            let at = |n: usize, off: i64| start + chrono::TimeDelta::days(n as i64 * step + off);
            let payments: Vec<Payment> = offs.iter().enumerate()
                .map(|(n, off)| Payment { day: at(n, *off), amount_minor: -1_000 }).collect();
            let by = chrono::TimeDelta::days(shift);
            let later: Vec<Payment> =
                payments.iter().map(|p| Payment { day: p.day + by, ..*p }).collect();
            let today = payments[payments.len() - 1].day;
            let (one, other) = (find(&payments, today), find(&later, today + by));
            prop_assert!(one.is_some());
            prop_assert_eq!(one.map(|f| f.next_on + by), other.map(|f| f.next_on));
        }

        #[test]
        fn a_series_by_months_that_begins_months_later_is_expected_as_much_later(
            start in 1u32..=28, count in 3u32..14, shift in 1u32..60,
        ) {
            let first = day("2024-01-01").with_day(start).expect("a day");
            let one = monthly(&first.to_string(), count, -1_000);
            let other = monthly(&(first + Months::new(shift)).to_string(), count, -1_000);
            let next = |payments: &[Payment]| {
                find(payments, payments[payments.len() - 1].day).map(|found| found.next_on)
            };
            prop_assert_eq!(next(&one).map(|day| day + Months::new(shift)), next(&other));
            prop_assert!(next(&one).is_some());
        }

        #[test]
        fn the_order_of_the_payments_does_not_matter(
            payments in proptest::collection::vec((0u64..400, 1i64..4), 0..30).prop_map(|all| {
                let start = day("2026-01-01");
                let paid = |(by, amount): (u64, i64)| Payment {
                    day: start + Days::new(by / 10 * 10), amount_minor: -amount * 500,
                };
                all.into_iter().map(paid).collect::<Vec<_>>()
            }),
        ) {
            let mut other = payments.clone();
            other.reverse();
            prop_assert_eq!(find(&payments, day("2027-01-20")), find(&other, day("2027-01-20")));
        }

        #[test]
        fn a_month_that_shifts_around_weekends_is_found(
            month in 24_000i32..25_000, on in 1u32..=31, count in 4i32..15, which in 0usize..3,
        ) {
            let weekend = [Weekend::Stays, Weekend::After, Weekend::Before][which];
            let due = |n: i32| due_in(month + n, on, weekend).expect("a day");
            let payments: Vec<Payment> = (0..count)
                .map(|n| Payment { day: due(n), amount_minor: 264_350 }).collect();
            let found = find(&payments, due(count - 1));
            prop_assert!(found.is_some());
            let next = found.map(|found| found.next_on).expect("a day");
            prop_assert!((next - due(count)).num_days().abs() <= 3, "{next} for {}", due(count));
        }

        #[test]
        fn coffee_now_and_then_is_no_bill(seed in any::<u64>()) {
            let mut seed = seed;
            let mut on = day("2026-01-01");
            let mut payments = vec![];
            while on < day("2026-11-21") {
                payments.push(Payment {
                    day: on, amount_minor: -290 - 10 * dice(&mut seed, 40) as i64,
                });
                on = on + Days::new(1 + dice(&mut seed, 3));
            }
            prop_assert_eq!(find(&payments, day("2026-11-21")), None);
        }
    }
}
