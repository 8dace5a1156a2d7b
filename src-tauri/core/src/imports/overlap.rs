//! Which rows of a file are transactions that a file of another kind has brought already: the same
//! statement as CSV and as OFX, or after the bank changed its columns. Words differ between kinds, so
//! only days and amounts are compared, and only a whole day at a time: where all amounts of the one
//! stand in the other, they are the same. A day that fits in part is left to a person. Pure.
use crate::db::Id;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Transactions that stand for rows of a file, by the row's day and amount.
pub type Same = FxHashMap<(NaiveDate, i64), VecDeque<Id>>;

/// One account's days as other kinds of files told them, and as this one does.
#[derive(Default)]
pub struct Overlap {
    days: FxHashMap<NaiveDate, Day>,
}

#[derive(Default)]
struct Day {
    /// What other kinds brought: amount and transaction.
    held: Vec<(i64, Id)>,
    /// Amounts that files of this kind were found to share with them before.
    found: Vec<i64>,
    /// Amounts of this file that its keys do not know.
    fresh: Vec<i64>,
}

impl Overlap {
    /// A transaction that a file of another kind brought.
    pub fn hold(&mut self, day: NaiveDate, amount_minor: i64, txn: Id) {
        self.days.entry(day).or_default().held.push((amount_minor, txn));
    }

    /// A row of an earlier file of this kind that was found to be such a transaction.
    pub fn found(&mut self, day: NaiveDate, amount_minor: i64) {
        self.days.entry(day).or_default().found.push(amount_minor);
    }

    /// Whether there is anything to compare with.
    pub fn is_empty(&self) -> bool {
        self.days.values().all(|day| day.held.is_empty())
    }

    /// A row of this file whose keys are new.
    pub fn see(&mut self, day: NaiveDate, amount_minor: i64) {
        if let Some(day) = self.days.get_mut(&day) {
            day.fresh.push(amount_minor);
        }
    }

    /// Which transactions this file's new rows are, by day and amount.
    pub fn settle(self) -> Same {
        let mut same = Same::default();
        for (day, Day { mut held, found, mut fresh }) in self.days {
            for amount in found {
                if let Some(at) = held.iter().position(|held| held.0 == amount) {
                    held.remove(at);
                }
            }
            let all = held.len().min(fresh.len());
            let mut pairs = vec![];
            for (amount, txn) in held {
                if let Some(at) = fresh.iter().position(|fresh| *fresh == amount) {
                    fresh.swap_remove(at);
                    pairs.push((amount, txn));
                }
            }
            if pairs.len() == all {
                for (amount, txn) in pairs {
                    same.entry((day, amount)).or_default().push_back(txn);
                }
            }
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn settled(held: &[i64], found: &[i64], fresh: &[i64]) -> Vec<i64> {
        let (mut overlap, day) = (Overlap::default(), NaiveDate::default());
        for (n, amount) in held.iter().enumerate() {
            overlap.hold(day, *amount, Id::from_u128(n as u128 + 1));
        }
        found.iter().for_each(|amount| overlap.found(day, *amount));
        fresh.iter().for_each(|amount| overlap.see(day, *amount));
        let same = overlap.settle().into_iter();
        let mut same: Vec<i64> =
            same.flat_map(|((_, amount), txns)| vec![amount; txns.len()]).collect();
        same.sort();
        same
    }

    #[test]
    fn a_day_is_the_same_when_one_side_holds_all_of_the_other() {
        assert_eq!(settled(&[-420, -420, -999], &[], &[-999, -420, -420]), [-999, -420, -420]);
        assert_eq!(settled(&[-420], &[], &[-420, -420]), [-420], "more came in later that day");
        assert_eq!(settled(&[-420, -5], &[], &[-5]), [-5]);
    }

    #[test]
    fn a_day_that_fits_in_part_is_left_to_a_person() {
        assert_eq!(settled(&[-420, -5], &[], &[-420, -7]), [0; 0]);
    }

    #[test]
    fn what_was_found_before_is_not_found_again() {
        assert_eq!(settled(&[-420, -5], &[-420], &[-420]), [0; 0]);
        assert_eq!(settled(&[-420, -420], &[-420], &[-420]), [-420]);
    }

    proptest! {
        #[test]
        fn nothing_is_the_same_twice(
            held in prop::collection::vec(-3i64..3, 0..12), fresh in prop::collection::vec(-3i64..3, 0..12),
        ) {
            let count = |list: &[i64], amount| list.iter().filter(|a| **a == amount).count();
            let same = settled(&held, &[], &fresh);
            for amount in -3..3 {
                let most = count(&held, amount).min(count(&fresh, amount));
                prop_assert!(count(&same, amount) <= most);
            }
            prop_assert!(same.is_empty() || same.len() == held.len().min(fresh.len()));
        }
    }
}
