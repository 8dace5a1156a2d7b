//! What charges say, by example and by law.
use super::super::days::{Value, judge};
use super::super::samples::{any_marks, any_plan, plan, today};
use super::*;
use proptest::prelude::*;

fn spent(day: NaiveDate, charges: i64, out_minor: i64, back_minor: i64) -> SpentDay {
    SpentDay { day, charges, out_minor, back_minor }
}

fn ago(days: u64) -> NaiveDate {
    today() - Span::new(days)
}

fn told(charged: &[(u64, i64, i64)], known: Option<u64>) -> Told {
    let left = |(days, charges, minor): &(u64, i64, i64)| {
        (ago(*days), Charged { charges: *charges, minor: *minor })
    };
    Told {
        measure: Measure::Amount,
        exponent: 2,
        from: ago(6),
        until: today(),
        known_until: known.map(ago),
        today: today(),
        charged: charged.iter().map(left).collect(),
    }
}

fn letters(plan: &Plan, by_hand: &[Mark], told: &Told) -> String {
    let plan = Plan { since: Some(ago(6)), ..plan.clone() };
    let (marks, _) = merged(&plan, by_hand, told);
    let days = judge(&plan, &marks, today()).unwrap().put_off(|day| told.awaits(&plan, day));
    super::super::samples::shown(&days)
}

#[test]
fn each_kind_reads_charges_in_its_own_way() {
    let charges = told(&[(5, 1, 4_000), (2, 2, 2_500)], Some(1));
    assert_eq!(letters(&plan(Kind::Avoid, 1, 1, 0), &[], &charges), "YNYYNYO");
    assert_eq!(letters(&plan(Kind::Build, 1, 1, 0), &[], &charges), ".Y..Y..");
    assert_eq!(letters(&plan(Kind::Limit, 1, 1, 30), &[], &charges), "YNYYYYO");
    assert_eq!(letters(&plan(Kind::Measured, 1, 1, 30), &[], &charges), ".Y..N..");
    let counted = Told { measure: Measure::Count, ..charges };
    assert_eq!(letters(&plan(Kind::Limit, 1, 1, 1), &[], &counted), "YYYYNYO");
}

#[test]
fn what_cannot_be_known_yet_is_neither_kept_nor_missed() {
    let avoid = plan(Kind::Avoid, 1, 1, 0);
    assert_eq!(letters(&avoid, &[], &told(&[(1, 1, 500)], Some(3))), "YYYYONO");
    assert_eq!(letters(&avoid, &[], &told(&[], None)), "OOOOOOO");
    assert_eq!(letters(&avoid, &[], &told(&[], Some(0))), "YYYYYY.", "today is not over");
    assert_eq!(letters(&plan(Kind::Build, 1, 1, 0), &[], &told(&[(4, 1, 1)], Some(3))), "..Y.OO.");
    let slip = Mark { day: ago(1), state: State::Yes, amount: None };
    assert_eq!(letters(&avoid, &[slip], &told(&[], Some(3))), "YYYYONO");
}

#[test]
fn a_refund_takes_from_the_newest_charges_before_it_and_no_older_ones() {
    let days = [
        spent(ago(90), 1, 700, 0),
        spent(ago(20), 2, 1_000, 0),
        spent(ago(10), 1, 400, 0),
        spent(ago(5), 0, 0, 600),
        spent(ago(4), 1, 300, 300),
        spent(ago(0), 0, 0, 99_999),
    ];
    let left = settled(&days);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[&ago(90)], Charged { charges: 1, minor: 700 });
    let left = settled(&days[..5]);
    assert_eq!(left[&ago(20)], Charged { charges: 2, minor: 800 });
    assert!(!left.contains_key(&ago(10)) && !left.contains_key(&ago(4)));
}

#[test]
fn the_ledger_knows_as_far_as_the_account_that_is_behind() {
    let span = |n: u128, last: Option<u64>, closed| AccountSpan {
        id: Id::from_u128(n),
        closed,
        first: Some(ago(300)),
        last: last.map(ago),
    };
    let spans = [
        span(1, Some(1), false),
        span(2, Some(12), false),
        span(3, Some(100), false),
        span(4, Some(30), true),
        span(5, None, false),
    ];
    let known =
        |ids: &[u128]| known_until(&spans, &ids.iter().map(|id| Id::from_u128(*id)).collect());
    assert_eq!(known(&[1, 2]), (Some(ago(12)), Some(Id::from_u128(2))));
    assert_eq!(known(&[1, 3, 4, 5]), (Some(ago(1)), Some(Id::from_u128(1))), "the others rest");
    assert_eq!(known(&[]), (Some(ago(1)), None));
    assert_eq!(known_until(&[], &HashSet::new()), (None, None));
}

#[test]
fn minor_units_become_units_of_the_currency() {
    assert_eq!(in_units(1_234, 2), Quantity(12_340));
    assert_eq!(in_units(5, 0), Quantity(5_000));
    assert_eq!(in_units(5, 3), Quantity(5));
    assert_eq!((in_units(25, 4), in_units(35, 4)), (Quantity(2), Quantity(4)));
    assert_eq!(in_units(i64::MAX, 0).0, MAX_UNITS * 1000);
}

fn any_told() -> impl Strategy<Value = Told> {
    let charge = (0u64..150, 1i64..4, 1i64..9_000);
    let charges = prop::collection::vec(charge, 0..30);
    (charges, prop::option::of(0u64..150), any::<bool>(), 0u64..150).prop_map(
        |(charges, known, count, from)| Told {
            measure: if count { Measure::Count } else { Measure::Amount },
            from: ago(from),
            ..told(&charges, known)
        },
    )
}

proptest! {
    #[test]
    fn a_mark_by_hand_wins_and_the_ledger_fills_the_rest(
        plan in any_plan(), marks in any_marks(), told in any_told()
    ) {
        let (all, days) = merged(&plan, &marks, &told);
        let mut seen = HashSet::new();
        prop_assert!(all.iter().all(|mark| seen.insert(mark.day)), "one a day");
        for mark in &marks {
            let now = all.iter().find(|one| one.day == mark.day);
            if says(&plan, mark) {
                prop_assert_eq!(now, Some(mark));
                prop_assert!(!days.contains(&mark.day));
            }
        }
        for day in told.from.iter_days().take_while(|day| *day <= told.until) {
            let by_hand = marks.iter().any(|mark| mark.day == day && says(&plan, mark));
            let charged = told.charged.contains_key(&day);
            prop_assert!(!charged || by_hand || days.contains(&day), "no charge is left out");
        }
        let mut turned = marks.clone();
        turned.reverse();
        let (again, same) = merged(&plan, &turned, &told);
        let order = |mut marks: Vec<Mark>| { marks.sort_by_key(|mark| mark.day); marks };
        prop_assert_eq!((order(all), days), (order(again), same));
    }

    #[test]
    fn no_day_after_the_last_known_is_taken_for_kept(
        marks in any_marks(), told in any_told(), limit: bool
    ) {
        let kind = if limit { Kind::Limit } else { Kind::Avoid };
        let plan = Plan { since: Some(told.from), ..plan(kind, 1, 1, 3) };
        let (all, _) = merged(&plan, &marks, &told);
        let days = judge(&plan, &all, today()).unwrap().put_off(|day| told.awaits(&plan, day));
        for day in told.from.iter_days().take_while(|day| *day <= told.until) {
            let unknown = told.known_until.is_none_or(|until| day > until);
            let said = marks.iter().any(|mark| mark.day == day && says(&plan, mark));
            if unknown && !said && !told.charged.contains_key(&day) {
                prop_assert_eq!(days.on(day).map(|day| day.value), Some(Value::Off), "{}", day);
            }
        }
    }

    #[test]
    fn what_is_left_of_a_day_is_decided_by_the_two_months_after_it(
        list in prop::collection::vec((0u64..200, 0i64..3, 0i64..5_000, 0i64..5_000), 0..40),
        at in 0u64..200
    ) {
        let mut days: Vec<SpentDay> = list
            .into_iter()
            .map(|(days, charges, out, back)| spent(ago(days), charges, out * charges, back))
            .collect();
        days.sort_by_key(|day| day.day);
        days.dedup_by_key(|day| day.day);
        let (from, until) = reach(ago(at), ago(at), today());
        let some: Vec<SpentDay> =
            days.iter().filter(|day| from <= day.day && day.day <= until).copied().collect();
        let on = |days: &[SpentDay]| settled(days).get(&ago(at)).copied();
        prop_assert_eq!(on(&some), on(&days));
        let sum = |out: fn(&SpentDay) -> i64| days.iter().map(out).sum::<i64>();
        let left: i64 = settled(&days).values().map(|charged| charged.minor).sum();
        prop_assert!(left <= sum(|day| day.out_minor));
        prop_assert!(left >= sum(|day| day.out_minor) - sum(|day| day.back_minor));
    }
}
