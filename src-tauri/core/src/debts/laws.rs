//! What must hold for every plan, on more than ten thousand generated ones.
use super::{
    Convention, DebtPlan, LumpSum, Minimum, Percent, PlanDebt, PromoRate, RateChange,
    SimulateDebts, Strategy,
    amortise::{AmortiseLoan, amortise},
    compare::{CompareDebts, compare},
    simulate::simulate,
    switch::{NewLoan, SwitchDebts, switch},
};
use chrono::{Days, NaiveDate};
use proptest::{
    collection::vec, option, prelude::*, sample::select, strategy::Strategy as Generate,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn percent(hundredths: i64) -> Percent {
    Percent(Decimal::new(hundredths, 2))
}

fn day(days: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 31).unwrap() + Days::new(days)
}

const CONVENTIONS: [Convention; 5] = [
    Convention::MonthlyNominal,
    Convention::Actual365,
    Convention::Actual360,
    Convention::Thirty360,
    Convention::AverageDaily,
];

/// A plain debt whose minimum covers its interest: a fixed one, or a share.
fn plain() -> impl Generate<Value = PlanDebt> {
    let name = select(vec!["Card", "Car", "Loan", "Tax"]);
    (name, 0..2_000_000i64, 0..3_500i64, 2_000..30_000i64, 0..3u8, 100..600i64).prop_map(
        |(name, balance_minor, apr, beyond, rule, share)| {
            let interest = balance_minor * apr / 120_000;
            let share = percent(share);
            let minimum = match rule {
                0 => Minimum::Fixed { amount_minor: interest + beyond },
                1 => Minimum::Percent {
                    floor_minor: beyond,
                    percent: Percent(share.0 + Decimal::new(apr, 2) / Decimal::from(10)),
                },
                _ => Minimum::PercentPlusInterest { floor_minor: beyond, percent: share },
            };
            PlanDebt {
                name: name.into(),
                id: None,
                balance_minor,
                currency: "EUR".into(),
                apr: percent(apr),
                minimum_minor: None,
                minimum: Some(minimum),
                due_day: None,
                convention: Convention::MonthlyNominal,
                rate_changes: vec![],
                promo: None,
                interest_from: None,
                grace_until: None,
                fee_minor: 0,
                limit_minor: None,
                kind: None,
            }
        },
    )
}

/// A debt with everything that a debt may have.
fn rich() -> impl Generate<Value = PlanDebt> {
    let dates = (option::of(1..=31u32), option::of(0..900u64), option::of(0..900u64));
    let more = (0..500i64, option::of(0..2_000_000i64), select(CONVENTIONS.to_vec()));
    (plain(), dates, more).prop_map(|(debt, (due_day, promo, change), (fee, limit, convention))| {
        let promo = promo.map(|until| PromoRate { apr: percent(0), until: day(until) });
        let change = change.map(|from| RateChange { from: day(from), apr: percent(1_450) });
        PlanDebt {
            due_day,
            convention,
            promo,
            rate_changes: change.into_iter().collect(),
            fee_minor: if fee < 400 { 0 } else { fee },
            limit_minor: limit,
            ..debt
        }
    })
}

fn plan(debt: impl Generate<Value = PlanDebt>) -> impl Generate<Value = SimulateDebts> {
    let lumps = vec((0..900u64, 0..300_000i64), 0..3);
    let strategy = select(Strategy::ALL.to_vec());
    let debts = vec(debt, 1..7).prop_flat_map(|debts| {
        let order = (0..debts.len()).map(|at| at.to_string()).collect::<Vec<_>>();
        (Just(debts), Just(order).prop_shuffle())
    });
    (debts, strategy, 0..60_000i64, any::<bool>(), lumps, 0..4u32).prop_map(
        |((mut debts, order), strategy, extra_minor, rollover, lumps, smallest_first)| {
            for (index, debt) in debts.iter_mut().enumerate() {
                debt.id = Some(index.to_string());
            }
            let lump = |(on, amount_minor)| LumpSum { on: day(on), amount_minor, debt: None };
            SimulateDebts {
                start: day(0),
                strategy,
                extra_minor,
                rollover,
                lump_sums: lumps.into_iter().map(lump).collect(),
                budgets: vec![],
                committed_minor: None,
                order,
                smallest_first,
                debts,
            }
        },
    )
}

/// The schedule of each debt adds up from what was owed at the start to nothing.
fn adds_up(input: &SimulateDebts, plan: &DebtPlan) -> Result<(), TestCaseError> {
    let mut owed: BTreeMap<String, i64> =
        input.debts.iter().map(|debt| (debt.id.clone().unwrap(), debt.balance_minor)).collect();
    let principal: i64 = owed.values().sum();
    let (mut paid, mut interest, mut fees) = (0, 0, 0);
    for row in &plan.schedule {
        let balance = owed.get_mut(row.id.as_ref().unwrap()).unwrap();
        prop_assert!(*balance > 0, "paid after it was paid off");
        let due = *balance + row.interest_minor + row.fee_minor;
        prop_assert!((0..=due).contains(&row.payment_minor), "{row:?} of {due}");
        prop_assert!(row.interest_minor >= 0 && row.on > input.start);
        *balance = due - row.payment_minor;
        prop_assert_eq!(*balance, row.balance_minor);
        paid += row.payment_minor;
        interest += row.interest_minor;
        fees += row.fee_minor;
    }
    prop_assert!(owed.values().all(|balance| *balance == 0));
    prop_assert_eq!(paid, plan.total_paid_minor);
    prop_assert_eq!((interest, fees), (plan.total_interest_minor, plan.total_fees_minor));
    prop_assert_eq!(paid, principal + interest + fees);
    let last = plan.schedule.last().map_or((0, input.start), |row| (row.month, row.on));
    prop_assert_eq!(plan.months, last.0);
    prop_assert!(plan.debt_free_on >= last.1);
    let month = plan.debt_free_on.checked_sub_months(chrono::Months::new(1)).unwrap();
    prop_assert!(plan.cleared_on <= plan.debt_free_on && plan.cleared_on >= month);
    prop_assert_eq!(plan.payoffs.len(), input.debts.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_plan_adds_up_to_the_cent(input in plan(rich())) {
        if let Ok(plan) = simulate(&input) {
            adds_up(&input, &plan)?;
        }
    }

    #[test]
    fn more_extra_never_lengthens_a_plan(input in plan(rich()), more in 1..50_000i64) {
        if let Ok(plan) = simulate(&input) {
            let extra_minor = input.extra_minor + more;
            let sooner = simulate(&SimulateDebts { extra_minor, ..input });
            let sooner = sooner.map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
            prop_assert!(sooner.months <= plan.months, "{} > {}", sooner.months, plan.months);
            prop_assert!(sooner.debt_free_on <= plan.debt_free_on);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn avalanche_costs_no_more_than_any_other_order(input in plan(plain())) {
        let cost = |strategy| {
            simulate(&SimulateDebts { strategy, rollover: true, ..input.clone() })
                .map(|plan| plan.total_interest_minor)
                .map_err(|refusal| TestCaseError::fail(refusal.to_string()))
        };
        // Such debts are always paid off in the end.
        let least = cost(Strategy::Avalanche)?;
        for strategy in Strategy::ALL {
            let other = cost(strategy)?;
            prop_assert!(least <= other + 50, "{strategy:?}: {least} > {other}");
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (input, debts) in plan(rich()).prop_flat_map(|input| {
            let debts = Just(input.debts.clone()).prop_shuffle();
            (Just(input), debts)
        }),
    ) {
        let told = |result: Result<DebtPlan, super::Refusal>| result.map_err(|no| no.to_string());
        let one = told(simulate(&input));
        prop_assert_eq!(one, told(simulate(&SimulateDebts { debts, ..input })));
    }

    #[test]
    fn no_number_makes_it_panic(
        mut input in plan(rich()),
        wild in vec(any::<i64>(), 6),
        large in any::<bool>(),
    ) {
        let most = super::plan::MOST_MINOR;
        let wild = wild.into_iter().map(|n| if large { most - n.rem_euclid(1000) } else { n });
        let wild: Vec<i64> = wild.collect();
        input.extra_minor = wild[0].rem_euclid(2);
        for debt in &mut input.debts {
            (debt.balance_minor, debt.fee_minor) = (wild[1], wild[2]);
            debt.apr = percent(wild[3].rem_euclid(100_001));
            debt.minimum = Some(Minimum::Fixed { amount_minor: wild[4] });
        }
        for lump in &mut input.lump_sums {
            lump.amount_minor = wild[5];
        }
        if let Ok(plan) = simulate(&input) {
            adds_up(&input, &plan)?;
        }
        let (step_minor, lump_minor) = (wild[0], wild[5]);
        let _ = compare(&CompareDebts { plan: input.clone(), step_minor, lump_minor });
        let (name, apr) = (String::from("Loan"), percent(wild[3]));
        let (start, currency) = (input.start, String::from("JPY"));
        let months = u32::try_from(wild[4] % 2000).ok();
        let payment_minor = months.is_none().then_some(wild[4]);
        let (cost_minor, convention) = (wild[5], Convention::Actual360);
        let into = NewLoan { name, apr, months, payment_minor, cost_minor, convention };
        let _ = switch(&SwitchDebts { plan: input, into, debts: vec![], same_money: large });
        let _ = amortise(&AmortiseLoan {
            start,
            principal_minor: wild[1],
            currency,
            apr,
            months,
            payment_minor,
            due_day: None,
            convention,
            rate_changes: vec![],
            extra_minor: wild[0],
            extra_payments: vec![],
        });
    }
}
