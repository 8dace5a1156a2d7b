//! Moves worked through by hand, and the law that the parts add up.
use super::*;
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

fn debt(name: &str, balance_minor: i64, apr: &str, minimum_minor: i64) -> Value {
    json!({ "name": name, "balance_minor": balance_minor, "currency": "EUR", "apr": apr,
        "minimum_minor": minimum_minor })
}

fn plan(start: &str, debts: Vec<Value>) -> Value {
    json!({ "start": start, "strategy": "avalanche", "debts": debts })
}

fn event(debt: &str, on: &str, kind: &str, amount_minor: i64) -> Value {
    json!({ "debt": debt, "on": on, "kind": kind, "amount_minor": amount_minor })
}

fn explained(before: Value, after: Value, events: Vec<Value>) -> MovedDate {
    let input = json!({ "before": before, "after": after, "events": events });
    let told = explain(&serde_json::from_value(input).unwrap()).unwrap();
    let days: i64 = told.parts.iter().map(|part| part.days).sum();
    assert_eq!(days, told.days, "{}", told.words);
    told
}

/// 1000.00 without interest, 100.00 a month: gone after ten months.
fn friend(start: &str, balance_minor: i64) -> Value {
    plan(start, vec![debt("Friend", balance_minor, "0", 10_000)])
}

#[test]
fn a_missed_payment_and_a_fee_add_up() {
    let told = explained(
        friend("2026-01-01", 100_000),
        friend("2026-04-01", 84_000),
        vec![
            event("Friend", "2026-02-02", "payment", 10_000),
            event("Friend", "2026-03-30", "payment", 10_000),
            event("Friend", "2026-03-05", "fee", 4_000),
        ],
    );
    let parts: Vec<_> = told.parts.iter().map(|part| (part.cause, part.days)).collect();
    assert_eq!(parts, [(MoveCause::Missed, 30), (MoveCause::Fee, 13)]);
    assert_eq!(
        told.words,
        "1 November 2026 → 14 December 2026: one payment missed (+30 days), \
         fee of 40.00 (+13 days)"
    );
    assert_eq!(told.debt_free_after.to_string(), "2027-01-01");
}

#[test]
fn all_to_plan_is_unchanged() {
    let paid = ["2026-02-01", "2026-02-27", "2026-04-03"];
    let paid = paid.map(|on| event("Friend", on, "payment", 10_000));
    let told = explained(friend("2026-01-01", 100_000), friend("2026-04-01", 70_000), paid.into());
    assert_eq!((told.days, told.parts.len()), (0, 0));
    assert_eq!(told.words, "1 November 2026: unchanged");
}

#[test]
fn each_cause_has_its_part() {
    let cards =
        |start, store, card: Value| plan(start, vec![debt("Store", store, "22", 3_500), card]);
    let before = cards("2026-01-01", 80_000, debt("Card", 320_000, "19", 8_000));
    let mut after = cards("2026-02-01", 79_000, debt("Card", 317_067, "21.5", 9_000));
    after["debts"].as_array_mut().unwrap().push(debt("Car", 100_000, "4", 5_000));
    after["extra_minor"] = json!(5_000);
    after["strategy"] = json!("snowball");
    let told = explained(
        before,
        after,
        vec![
            event("Store", "2026-02-01", "payment", 5_000),
            event("Card", "2026-02-01", "payment", 10_000),
            event("Store", "2026-01-20", "charge", 2_000),
        ],
    );
    let causes: Vec<_> =
        told.parts.iter().map(|part| (part.cause.as_str(), part.days.signum())).collect();
    let wanted = [
        ("over", -1),
        ("over", -1),
        ("charge", 1),
        ("interest", 1),
        ("rate", 1),
        ("terms", 0),
        ("added", 0),
        ("money", -1),
        ("strategy", 1),
    ];
    for (cause, sign) in wanted {
        assert!(
            causes.iter().any(|(found, days)| *found == cause && (sign == 0 || *days == sign)),
            "{cause}: {}",
            told.words
        );
    }
    assert!(told.parts[0].words.starts_with("Card: 20.00 more paid"), "{}", told.words);
}

#[test]
fn a_cause_that_cannot_work_alone_is_told_with_the_next() {
    // The charge alone brings interest above the payment; the new minimum makes it work again.
    let card = |start, owed, minimum| plan(start, vec![debt("Card", owed, "24", minimum)]);
    let told = explained(
        card("2026-01-01", 100_000, 5_000),
        card("2026-02-01", 597_000, 20_000),
        vec![
            event("Card", "2026-02-01", "payment", 5_000),
            event("Card", "2026-01-15", "charge", 500_000),
        ],
    );
    assert_eq!(told.parts.len(), 1, "{}", told.words);
    assert_eq!(told.parts[0].words, "new charge of 5000.00 and its terms changed");
}

#[test]
fn plans_that_do_not_belong_together_are_refused() {
    let told = |before: Value, after: Value| {
        let input = json!({ "before": before, "after": after });
        explain(&serde_json::from_value(input).unwrap()).unwrap_err().field().to_string()
    };
    assert_eq!(told(friend("2026-02-01", 1), friend("2026-01-01", 1)), "after.start");
    let mut dollars = friend("2026-02-01", 1);
    dollars["debts"][0]["currency"] = json!("USD");
    assert_eq!(told(friend("2026-01-01", 1), dollars), "after.debts");
    assert_eq!(
        told(friend("2026-01-01", -1), friend("2026-02-01", 1)),
        "before.debts[0].balance_minor"
    );
}

#[test]
fn large_amounts_do_not_panic() {
    let most = plan::MOST_MINOR;
    let events = |kind| vec![event("Friend", "2026-02-01", kind, most); 10_000];
    for kind in ["payment", "fee", "charge"] {
        explained(friend("2026-01-01", 100_000), friend("2026-04-01", 70_000), events(kind));
    }
}

prop_compose! {
    fn anything()(
        owed in vec(1_000..500_000i64, 3),
        now in vec(0..500_000i64, 3),
        day in 1..200u64,
        extra in 0..20_000i64,
        strategy in select(vec!["avalanche", "snowball", "hybrid"]),
        gone in 0..4usize,
        events in vec((0..3usize, 0..200u64, 0..3usize, 1..50_000i64), 0..12),
    ) -> ExplainMove {
        let names = ["Card", "Loan", "Car"];
        let debts = |owed: &[i64], apr: &str| -> Vec<Value> {
            names.iter().zip(owed).map(|(name, owed)| debt(name, *owed, apr, 12_000)).collect()
        };
        let start: NaiveDate = "2026-01-01".parse().unwrap();
        let later = start + chrono::Days::new(day);
        let before = plan("2026-01-01", debts(&owed, "12"));
        let mut after = plan(&later.to_string(), debts(&now, "12.5"));
        after["extra_minor"] = json!(extra);
        after["strategy"] = json!(strategy);
        if gone < 3 {
            after["debts"].as_array_mut().unwrap().remove(gone);
        }
        let kinds = ["payment", "fee", "charge"];
        let events: Vec<Value> = events.iter().map(|(at, on, kind, amount)| {
            let on = start + chrono::Days::new(*on);
            event(names[*at], &on.to_string(), kinds[*kind], *amount)
        }).collect();
        let input = json!({ "before": before, "after": after, "events": events });
        serde_json::from_value(input).unwrap()
    }
}

proptest! {
    #[test]
    fn what_goes_to_plan_moves_nothing(
        owed in vec((1_000..500_000i64, 0..2_500i64, any::<bool>()), 1..5),
        extra in 0..20_000i64,
        months in 1..20u32,
    ) {
        let debts = owed.iter().enumerate().map(|(at, (owed, apr, share))| {
            let apr = rust_decimal::Decimal::new(*apr, 2).to_string();
            let mut one = debt(&format!("Debt {at}"), *owed, &apr, 0);
            one["minimum_minor"] = if *share { json!(null) } else { json!(owed / 30 + 2_000) };
            if *share {
                one["minimum"] = json!({ "rule": "percent", "floor_minor": 2_500, "percent": "4" });
            }
            one
        });
        let mut before = plan("2026-01-15", debts.collect());
        before["extra_minor"] = json!(extra);
        let before: SimulateDebts = serde_json::from_value(before).unwrap();
        let planned = simulate::simulate(&before).unwrap();
        let mut after = before.clone();
        after.start = plan::later(before.start, months);
        after.committed_minor = Some(planned.committed_minor);
        let rows = planned.schedule.iter().filter(|row| row.month <= months);
        let mut events = vec![];
        for row in rows {
            let at = after.debts.iter().position(|debt| debt.name == row.debt).unwrap();
            after.debts[at].balance_minor = row.balance_minor;
            let (debt, amount_minor) = (row.debt.clone(), row.payment_minor);
            let kind = DebtEventKind::Payment;
            events.push(DebtEvent { debt, on: row.on, kind, amount_minor });
        }
        let told = explain(&ExplainMove { before, after, events }).unwrap();
        prop_assert!(told.parts.is_empty(), "{}", told.words);
    }

    #[test]
    fn the_parts_add_up(input in anything()) {
        let told = explain(&input).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        let days: i64 = told.parts.iter().map(|part| part.days).sum();
        prop_assert_eq!(days, told.days);
        prop_assert_eq!(days, (told.after_on - told.before_on).num_days());
    }
}
