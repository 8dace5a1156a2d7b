//! What a habit has saved: what was spent in the ninety days before its first day, carried on over the
//! days since, less what was spent in these. Pure: sums in, sums out, in minor units of one currency.
use super::told::half_even;
use crate::ledger::AccountSpending;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

/// What is looked back upon for a baseline.
pub const BASELINE_DAYS: u64 = 90;
/// With fewer days of ledger before a habit nothing can be said.
pub const FEWEST_DAYS: i64 = 30;

/// Savings, and how they were reckoned. Negative is more spent than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reckoned {
    /// The ninety days before the habit's first day, or as many as the ledger has of them.
    pub baseline_from: NaiveDate,
    pub baseline_until: NaiveDate,
    pub baseline_days: i64,
    pub baseline_minor: i64,
    /// The habit's first day, and the last that the ledger knows.
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub days: i64,
    /// `baseline_minor` over `days` instead of `baseline_days`, rounded half-even.
    pub expected_minor: i64,
    /// What was spent, refunds taken off.
    pub actual_minor: i64,
    /// `expected_minor` less `actual_minor`.
    pub saved_minor: i64,
}

/// The days whose spending is the baseline of a habit; none if the ledger has too few.
pub fn baseline(first: NaiveDate, ledger_from: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let from = first.checked_sub_days(Days::new(BASELINE_DAYS))?.max(ledger_from);
    ((first - from).num_days() >= FEWEST_DAYS).then_some((from, first.pred_opt()?))
}

/// Reckons with what was charged from the baseline on. Days end with `until`; before the first one
/// nothing was saved or lost.
pub fn reckon(
    spent: &[AccountSpending],
    currency: &str,
    (baseline_from, baseline_until): (NaiveDate, NaiveDate),
    (from, until): (NaiveDate, NaiveDate),
) -> Reckoned {
    let baseline_days = (baseline_until - baseline_from).num_days() + 1;
    let days = ((until - from).num_days() + 1).max(0);
    let baseline_minor = net(spent, currency, baseline_from, baseline_until);
    let actual_minor = net(spent, currency, from, until);
    let expected = i128::from(baseline_minor) * i128::from(days);
    let expected_minor = half_even(expected, baseline_days.max(1).into()) as i64;
    Reckoned {
        baseline_from,
        baseline_until,
        baseline_days,
        baseline_minor,
        from,
        until,
        days,
        expected_minor,
        actual_minor,
        saved_minor: expected_minor - actual_minor,
    }
}

/// What was charged from one day to another, less what came back.
fn net(spent: &[AccountSpending], currency: &str, from: NaiveDate, until: NaiveDate) -> i64 {
    let accounts = spent.iter().filter(|account| account.currency == currency);
    let days = accounts.flat_map(|account| &account.days);
    let within = days.filter(|day| from <= day.day && day.day <= until);
    within.map(|day| day.out_minor - day.back_minor).sum()
}

#[cfg(test)]
mod tests {
    use super::super::samples::day;
    use super::*;
    use crate::db::Id;
    use crate::ledger::SpentDay;
    use proptest::prelude::*;

    fn account(currency: &str, days: &[(&str, i64, i64)]) -> AccountSpending {
        let spent = |(on, out_minor, back_minor): &(&str, i64, i64)| SpentDay {
            day: day(on),
            charges: 1,
            out_minor: *out_minor,
            back_minor: *back_minor,
        };
        let days = days.iter().map(spent).collect();
        AccountSpending { account_id: Id::nil(), currency: currency.into(), days }
    }

    #[test]
    fn savings_are_exact() {
        let spent = [
            account("EUR", &[("2026-01-05", 10_000, 0), ("2026-02-01", 5_001, 1_000)]),
            account("EUR", &[("2026-04-03", 2_000, 0), ("2026-04-20", 0, 500)]),
            account("USD", &[("2026-02-01", 99_999, 0), ("2026-04-04", 99_999, 0)]),
        ];
        let first = day("2026-04-01");
        let before = baseline(first, day("2020-01-01")).unwrap();
        assert_eq!(before, (day("2026-01-01"), day("2026-03-31")));
        let found = reckon(&spent, "EUR", before, (first, day("2026-04-30")));
        assert_eq!((found.baseline_days, found.baseline_minor, found.days), (90, 14_001, 30));
        assert_eq!((found.expected_minor, found.actual_minor), (4_667, 1_500));
        assert_eq!(found.saved_minor, 3_167);
        let later = reckon(&spent, "EUR", before, (first, day("2026-03-01")));
        assert_eq!((later.days, later.expected_minor, later.saved_minor), (0, 0, 0));
    }

    #[test]
    fn a_short_past_is_scaled_by_what_there_is_of_it_and_too_short_is_none() {
        let first = day("2026-04-01");
        let before = baseline(first, day("2026-02-10")).unwrap();
        let spent = [account("EUR", &[("2026-03-01", 101, 0)])];
        let found = reckon(&spent, "EUR", before, (first, day("2026-04-25")));
        assert_eq!((found.baseline_days, found.days), (50, 25));
        assert_eq!(found.expected_minor, 50, "50.5 goes to the even one");
        assert!(baseline(first, day("2026-03-02")).is_some());
        assert!(baseline(first, day("2026-03-03")).is_none());
    }

    proptest! {
        #[test]
        fn what_is_spent_as_before_saves_nothing(out in 0i64..100_000_000, back in 0i64..100_000) {
            let first = day("2026-04-01");
            let before = baseline(first, day("2020-01-01")).unwrap();
            let spent = [
                account("EUR", &[("2026-03-31", out, back), ("2026-04-01", out, back)]),
            ];
            let until = first + Days::new(BASELINE_DAYS - 1);
            prop_assert_eq!(reckon(&spent, "EUR", before, (first, until)).saved_minor, 0);
        }

        #[test]
        fn halves_go_to_the_even_neighbour(number in -1_000_000i128..1_000_000, by in 1i128..1000) {
            let rounded = half_even(number, by);
            let off = (number - rounded * by).abs() * 2;
            prop_assert!(off < by || (off == by && rounded % 2 == 0));
        }
    }
}
