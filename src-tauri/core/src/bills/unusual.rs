//! Which charges are worth a word: a price that rose, one far above the usual, a large one by
//! somebody new. Pure; amounts are positive here, in minor units.

/// What is known about a charge.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub minor: i64,
    /// What the payee was paid before, the oldest first.
    pub earlier: &'a [i64],
    /// Whether it comes regularly, or a person said that it is a bill.
    pub bill: bool,
    /// Nobody ever paid them before.
    pub first: bool,
    /// What the dearest hundredth of a year's charges begins at, where that is known.
    pub dear_from: Option<i64>,
    /// Minor units in one of the currency.
    pub unit: i64,
}

/// Why a charge is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    PriceRise { from_minor: i64 },
    Unusual { usual_minor: i64 },
    Large,
}

/// Prices before that must agree.
const SAME_PRICES: usize = 3;
const UNUSUAL_AFTER: usize = 4;
const UNUSUAL_UNITS: i64 = 20;
const LARGE_UNITS: i64 = 100;

pub fn why(seen: &Seen<'_>) -> Option<Why> {
    unusual(seen).or_else(|| rise(seen)).or_else(|| large(seen))
}

/// By a hundredth at least, and by half a unit.
fn rise(seen: &Seen<'_>) -> Option<Why> {
    let before = seen.earlier.len().checked_sub(SAME_PRICES).map(|at| &seen.earlier[at..])?;
    let from = *before.first()?;
    let more = seen.minor.saturating_sub(from);
    let enough = more.saturating_mul(2) >= seen.unit && more.saturating_mul(100) >= from;
    let rose = seen.bill && more > 0 && enough && before.iter().all(|price| *price == from);
    rose.then_some(Why::PriceRise { from_minor: from })
}

fn unusual(seen: &Seen<'_>) -> Option<Why> {
    if seen.earlier.len() < UNUSUAL_AFTER || seen.minor <= UNUSUAL_UNITS.saturating_mul(seen.unit) {
        return None;
    }
    let mut sorted = seen.earlier.to_vec();
    sorted.sort_unstable();
    let usual = sorted[(sorted.len() - 1) / 2];
    (seen.minor > usual.saturating_mul(3)).then_some(Why::Unusual { usual_minor: usual })
}

fn large(seen: &Seen<'_>) -> Option<Why> {
    let dear = seen.dear_from?;
    let large =
        seen.first && seen.minor > dear && seen.minor > LARGE_UNITS.saturating_mul(seen.unit);
    large.then_some(Why::Large)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Seen<'static> =
        Seen { minor: 0, earlier: &[], bill: false, first: false, dear_from: None, unit: 100 };

    #[test]
    fn a_price_rises_by_a_hundredth_and_half_a_unit_above_three_alike() {
        let at = |minor, earlier| why(&Seen { minor, earlier, bill: true, ..PLAIN });
        let rose = Some(Why::PriceRise { from_minor: 1_299 });
        assert_eq!(at(1_499, &[999, 1_299, 1_299, 1_299]), rose);
        assert_eq!(at(1_349, &[1_299, 1_299, 1_299]), rose);
        assert_eq!(at(1_348, &[1_299, 1_299, 1_299]), None);
        assert_eq!(at(100_900, &[100_000, 100_000, 100_000]), None);
        assert_eq!(at(1_499, &[1_299, 1_299]), None);
        assert_eq!(at(1_499, &[1_299, 1_199, 1_299]), None);
        assert_eq!(at(1_199, &[1_299, 1_299, 1_299]), None);
        let other = Seen { minor: 1_499, earlier: &[1_299; 3], ..PLAIN };
        assert_eq!(why(&other), None);
    }

    #[test]
    fn three_times_the_usual_is_unusual_after_four() {
        let at = |minor, earlier| why(&Seen { minor, earlier, ..PLAIN });
        let usual = Some(Why::Unusual { usual_minor: 1_000 });
        assert_eq!(at(3_001, &[900, 1_000, 1_100, 1_000]), usual);
        assert_eq!(at(3_000, &[900, 1_000, 1_100, 1_000]), None);
        assert_eq!(at(3_001, &[900, 1_000, 1_100]), None);
        assert_eq!(at(2_000, &[100; 9]), None);
    }

    #[test]
    fn somebody_new_is_large_beyond_what_is_dear() {
        let at = |minor| Seen { minor, first: true, dear_from: Some(50_000), ..PLAIN };
        assert_eq!(why(&at(50_001)), Some(Why::Large));
        assert_eq!(why(&at(50_000)), None);
        assert_eq!(why(&Seen { first: false, ..at(90_000) }), None);
        assert_eq!(why(&Seen { dear_from: Some(900), ..at(10_000) }), None);
        assert_eq!(why(&Seen { dear_from: Some(900), ..at(10_001) }), Some(Why::Large));
    }

    proptest! {
        #[test]
        fn the_same_amount_as_always_is_never_worth_a_word(
            minor in 1i64..10_000_000, count in 1usize..20, bill in any::<bool>(),
        ) {
            let earlier = vec![minor; count];
            let seen = Seen { minor, earlier: &earlier, bill, dear_from: Some(0), ..PLAIN };
            prop_assert_eq!(why(&seen), None);
        }
    }
}
