//! Where a habit stands in the list: a number, with room between two neighbours, so that moving one
//! changes that one alone.

/// The room that is left.
pub const STEP: i64 = 1 << 20;

/// The place after the last one.
pub fn after(last: Option<i64>) -> i64 {
    last.unwrap_or(0).saturating_add(STEP)
}

/// A place between two; none if there is no room.
pub fn between(before: Option<i64>, next: Option<i64>) -> Option<i64> {
    let place = match (before, next) {
        (before, None) => return Some(after(before)),
        (None, Some(next)) => next.checked_sub(STEP)?,
        (Some(before), Some(next)) => before + (next.checked_sub(before)?) / 2,
    };
    (before.is_none_or(|before| place > before) && next.is_none_or(|next| place < next))
        .then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_between_is_between_or_there_is_no_room(one: i32, gap in 1i64..5_000_000) {
            let (before, next) = (i64::from(one), i64::from(one) + gap);
            let place = between(Some(before), Some(next));
            prop_assert_eq!(place.is_none(), gap == 1);
            if let Some(place) = place {
                prop_assert!(before < place && place < next);
            }
            prop_assert!(between(None, Some(next)).unwrap() < next);
            prop_assert!(between(Some(before), None).unwrap() > before);
        }
    }
}
