//! Plans followed by hand, and the law that who pays as planned sees the date unmoved on every day.
use super::super::plan::owed;
use super::super::replay::{Anchor, Fact};
use super::*;
use crate::debts::explain::MoveCause;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sqlx::types::Json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn debt(name: &str, opening_minor: i64, apr: i64, minimum: Minimum, due_day: u32) -> Debt {
    Debt {
        id: crate::db::new_id(),
        name: name.into(),
        kind: DebtKind::Personal,
        currency: "EUR".into(),
        lender: String::new(),
        opened_on: day("2026-01-01"),
        opening_minor,
        terms: Json(DebtTerms {
            apr: Percent(Decimal::new(apr, 2)),
            variable: false,
            rate_changes: vec![],
            promo: None,
            grace_until: None,
            convention: Convention::MonthlyNominal,
            minimum,
            due_day,
            fee_minor: 0,
            limit_minor: None,
        }),
        account_id: None,
        payee_id: None,
        notes: String::new(),
        archived_on: None,
        version: 1,
    }
}

fn fixed(amount_minor: i64) -> Minimum {
    Minimum::Fixed { amount_minor }
}

fn followed(debt: &Debt, facts: Vec<Fact>) -> Followed {
    let (on, balance_minor) = (debt.opened_on, debt.opening_minor);
    let record = Record {
        terms: owed(0, &debt.in_plan(balance_minor, on), on).unwrap(),
        anchor: Anchor { on, balance_minor },
        facts,
        posted: false,
        seen_from: Some(on),
        known_until: Some(day("2200-01-01")),
    };
    Followed { debt: debt.clone(), record }
}

fn choice(extra_minor: i64) -> PayoffChoice {
    PayoffChoice {
        id: crate::db::new_id(),
        currency: "EUR".into(),
        strategy: crate::debts::Strategy::Avalanche,
        extra_minor,
        rollover: true,
        smallest_first: 1,
        custom_order: Json(vec![]),
        lump_sums: Json(vec![]),
        budgets: Json(vec![]),
        agreed: Json(None),
        agreed_on: None,
        version: 1,
    }
}

/// Agreed to on the day of the balances.
fn agreed(debts: &[Debt], extra_minor: i64) -> PayoffChoice {
    let mut choice = choice(extra_minor);
    let all: Vec<_> = debts.iter().map(|debt| followed(debt, vec![])).collect();
    let mut input = follow(choice.clone(), &all, day("2026-01-01")).unwrap().now.input;
    input.committed_minor = Some(simulate::simulate(&input).unwrap().committed_minor);
    choice.agreed = Json(Some(input));
    choice
}

fn paid(on: &str, amount_minor: i64) -> Fact {
    Fact { on: day(on), kind: EntryKind::Payment, amount_minor }
}

fn told(choice: &PayoffChoice, debts: &[Followed], today: &str) -> PayoffNow {
    follow(choice.clone(), debts, day(today)).unwrap().now
}

/// 1000.00 without interest, 100.00 on each 10th: gone after ten months.
fn friend() -> Debt {
    debt("Friend", 100_000, 0, fixed(10_000), 10)
}

#[test]
fn a_missed_payment_moves_the_date_the_next_morning() {
    let friend = friend();
    let choice = agreed(std::slice::from_ref(&friend), 0);
    let known = [followed(&friend, vec![paid("2026-01-10", 10_000)])];
    let on_the_day = told(&choice, &known, "2026-02-10");
    assert_eq!(on_the_day.moved.unwrap().days, 0);
    assert_eq!(on_the_day.due[0].state, PaymentState::Due);
    let missed = told(&choice, &known, "2026-02-11");
    let moved = missed.moved.unwrap();
    assert_eq!((moved.parts.len(), moved.parts[0].cause), (1, MoveCause::Missed));
    assert_eq!(moved.days, 31);
    assert_eq!(missed.due[0].state, PaymentState::Missed);
    assert_eq!(missed.plan.unwrap().debt_free_on, day("2026-11-10"));
    assert_eq!(missed.agreed_free_on, Some(day("2026-10-10")));
}

#[test]
fn more_than_planned_moves_it_at_once() {
    let friend = friend();
    let choice = agreed(std::slice::from_ref(&friend), 0);
    let known = [followed(&friend, vec![paid("2026-01-04", 40_000)])];
    let moved = told(&choice, &known, "2026-01-05").moved.unwrap();
    assert_eq!((moved.parts.len(), moved.parts[0].cause), (1, MoveCause::Over));
    assert_eq!(moved.parts[0].amount_minor, 30_000);
    assert!(moved.days < -80, "{}", moved.words);
}

#[test]
fn a_new_debt_brings_its_own_minimum() {
    let friend = friend();
    let choice = agreed(std::slice::from_ref(&friend), 0);
    let tax = debt("Tax", 30_000, 0, fixed(5_000), 20);
    let known = [followed(&friend, vec![]), followed(&tax, vec![])];
    let now = told(&choice, &known, "2026-01-05");
    assert_eq!(now.input.committed_minor, Some(15_000));
    let causes: Vec<_> = now.moved.unwrap().parts.iter().map(|part| part.cause).collect();
    assert!(causes.contains(&MoveCause::Added), "{causes:?}");
}

#[test]
fn a_plan_that_cannot_work_is_told_in_words() {
    let card = debt("Card", 1_000_000, 2_400, fixed(5_000), 10);
    let now = told(&choice(0), &[followed(&card, vec![])], "2026-01-01");
    assert!(now.plan.is_none());
    assert!(now.refusal.unwrap().contains("200.01"));
    assert_eq!(now.refusal_field.as_deref(), Some("debts[0].minimum_minor"));
}

#[test]
fn the_agreed_plan_stands_beside_what_came() {
    let friend = friend();
    let choice = agreed(std::slice::from_ref(&friend), 0);
    let known = [followed(&friend, vec![paid("2026-01-10", 10_000)])];
    let against = told(&choice, &known, "2026-03-15").against;
    let first: Vec<_> =
        against.iter().take(4).map(|at| (at.planned_minor, at.actual_minor)).collect();
    let expected =
        [(100_000, Some(100_000)), (90_000, Some(90_000)), (80_000, Some(90_000)), (70_000, None)];
    assert_eq!(first, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the debts: who pays as planned sees the date unmoved, on each day of the plan.
    #[test]
    fn who_pays_as_planned_sees_the_date_unmoved(
        debts in proptest::collection::vec(
            (10_000..900_000i64, 0..2_500i64, 500..9_000i64, 1..32u32, 0..3u8), 1..4),
        extra in 0..40_000i64, days in 0..700u64,
    ) {
        let debts: Vec<Debt> = debts.into_iter().enumerate().map(|(at, one)| {
            let (balance, apr, beyond, due_day, rule) = one;
            let floor_minor = balance * apr / 120_000 + beyond;
            let percent = Percent(Decimal::new(100, 2));
            let minimum = match rule {
                0 => Minimum::PercentPlusInterest { floor_minor, percent },
                _ => fixed(floor_minor),
            };
            debt(&format!("Debt {at}"), balance, apr, minimum, due_day)
        }).collect();
        let choice = agreed(&debts, extra);
        let plan = simulate::simulate(choice.agreed.0.as_ref().unwrap()).unwrap();
        let today = day("2026-01-01") + chrono::Days::new(days);
        let known: Vec<_> = debts.iter().map(|debt| {
            let own = Some(debt.id.to_string());
            let rows = plan.schedule.iter().filter(|row| row.id == own && row.on <= today);
            let facts = rows.map(|row| paid(&row.on.to_string(), row.payment_minor));
            followed(debt, facts.collect())
        }).collect();
        let now = follow(choice, &known, today).unwrap().now;
        let moved = now.moved.unwrap();
        prop_assert_eq!(moved.days, 0, "{}", moved.words);
        prop_assert!(moved.parts.is_empty(), "{}", moved.words);
        prop_assert!(now.due.iter().all(|due| {
            matches!(due.state, PaymentState::Paid | PaymentState::Due)
        }), "{:?}", now.due);
    }
}
