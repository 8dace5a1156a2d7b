//! What is left to spend till money comes again. Pure: sums in one currency.
use super::model::{Payday, SafeBill, SafePart, SafeToSpend};
use chrono::{Datelike, NaiveDate};

/// Income that comes regularly: when next, and how much.
#[derive(Debug, Clone)]
pub struct Income {
    pub payday: Payday,
    /// Whether it comes at least once a month.
    pub often: bool,
}

/// The next day on which money comes that counts: at least a quarter of the greatest income, and
/// not rarer than once a month. Child benefit beside two salaries is none.
pub fn payday(income: &[Income], today: NaiveDate) -> Option<Payday> {
    let often = || income.iter().filter(|income| income.often).map(|income| &income.payday);
    let greatest = often().map(|payday| payday.expected_minor).max()?;
    let counts = often().filter(|payday| payday.expected_minor.saturating_mul(4) >= greatest);
    counts.filter(|payday| payday.on > today).min_by_key(|payday| payday.on).cloned()
}

/// The last day before the payday, or of the month.
pub fn until(payday: Option<&Payday>, today: NaiveDate) -> NaiveDate {
    let before = payday.and_then(|payday| payday.on.pred_opt());
    let last = today.with_day(u32::from(today.num_days_in_month()));
    before.or(last).unwrap_or(today).max(today)
}

/// Puts it together. `bills` are negative, as the payments will be.
pub fn safe(
    currency: String,
    payday: Option<Payday>,
    (liquid, cards): (Vec<SafePart>, Vec<SafePart>),
    bills: Vec<SafeBill>,
    today: NaiveDate,
) -> SafeToSpend {
    let sum = |parts: &[SafePart]| parts.iter().map(|part| part.balance_minor).sum::<i64>();
    let (liquid_minor, cards_minor) = (sum(&liquid), sum(&cards));
    let bills_minor: i64 = bills.iter().map(|bill| bill.amount_minor).sum();
    let safe_minor = liquid_minor + cards_minor + bills_minor;
    let until = until(payday.as_ref(), today);
    let days = (until - today).num_days() + 1;
    SafeToSpend {
        currency,
        until,
        days,
        payday,
        liquid,
        cards,
        bills,
        liquid_minor,
        cards_minor,
        bills_minor,
        safe_minor,
        per_day_minor: (safe_minor > 0).then(|| safe_minor / days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn income(on: &str, expected_minor: i64, often: bool) -> Income {
        let payday = Payday { key: on.into(), name: on.into(), on: day(on), expected_minor };
        Income { payday, often }
    }

    fn bill(amount_minor: i64) -> SafeBill {
        let on = day("2026-11-25");
        SafeBill { key: "a".into(), name: "A".into(), on, amount_minor, overdue: false }
    }

    fn part(balance_minor: i64) -> SafePart {
        SafePart {
            account_id: crate::db::Id::nil(),
            name: "A".into(),
            balance_minor,
            known_until: None,
        }
    }

    #[test]
    fn the_payday_is_the_next_income_that_counts() {
        let today = day("2026-11-21");
        let all = [
            income("2026-12-08", 51_000, true),
            income("2026-12-15", 138_400, true),
            income("2026-11-27", 264_350, true),
            income("2026-11-23", 900_000, false),
        ];
        assert_eq!(payday(&all, today).map(|p| p.on), Some(day("2026-11-27")));
        assert_eq!(payday(&all[..1], today).map(|p| p.on), Some(day("2026-12-08")));
        assert_eq!(payday(&all[3..], today), None);
    }

    #[test]
    fn without_a_payday_the_month_must_be_lasted() {
        let sum = safe(
            "EUR".into(),
            None,
            (vec![part(10_000)], vec![]),
            vec![bill(-4_000)],
            day("2026-11-21"),
        );
        assert_eq!((sum.until, sum.days), (day("2026-11-30"), 10));
        assert_eq!((sum.safe_minor, sum.per_day_minor), (6_000, Some(600)));
    }

    #[test]
    fn too_little_is_said_plainly() {
        let (liquid, cards) = (vec![part(1_000)], vec![part(-3_000)]);
        let sum = safe("EUR".into(), None, (liquid, cards), vec![bill(-4_000)], day("2026-11-30"));
        assert_eq!((sum.safe_minor, sum.per_day_minor, sum.days), (-6_000, None, 1));
    }

    proptest! {
        #[test]
        fn what_is_safe_a_day_is_never_more_than_there_is(
            liquid in -1_000_000i64..1_000_000, bills in proptest::collection::vec(-90_000i64..0, 0..9),
        ) {
            let bills: Vec<SafeBill> = bills.into_iter().map(bill).collect();
            let owed: i64 = bills.iter().map(|bill| bill.amount_minor).sum();
            let sum = safe("EUR".into(), None, (vec![part(liquid)], vec![]), bills, day("2026-11-21"));
            prop_assert_eq!(sum.safe_minor, liquid + owed);
            prop_assert!(sum.per_day_minor.unwrap_or(0) * sum.days <= sum.safe_minor.max(0));
        }
    }
}
