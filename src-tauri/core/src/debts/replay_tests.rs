//! Debts replayed by hand, and the law that who pays as planned owes what the plan says.
use super::super::plan::{MOST_RATE, Plan, owed};
use super::super::{
    Convention, Minimum, Percent, PlanDebt, SimulateDebts, Strategy as Payoff, simulate,
};
use super::*;
use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn debt(balance_minor: i64, apr: i64, minimum_minor: i64, due_day: u32) -> PlanDebt {
    PlanDebt {
        name: "Card".into(),
        id: Some("card".into()),
        balance_minor,
        currency: "EUR".into(),
        apr: Percent(Decimal::new(apr, 2)),
        minimum_minor: None,
        minimum: Some(Minimum::Fixed { amount_minor: minimum_minor }),
        due_day: Some(due_day),
        convention: Convention::MonthlyNominal,
        rate_changes: vec![],
        promo: None,
        interest_from: None,
        grace_until: None,
        fee_minor: 0,
        limit_minor: None,
        kind: None,
    }
}

fn record(debt: &PlanDebt, on: &str, facts: Vec<Fact>) -> Record {
    let on = day(on);
    Record {
        terms: owed(0, debt, on).unwrap(),
        anchor: Anchor { on, balance_minor: debt.balance_minor },
        facts,
        posted: false,
        seen_from: Some(on),
        known_until: Some(day("2200-01-01")),
    }
}

fn fact(on: &str, kind: EntryKind, amount_minor: i64) -> Fact {
    Fact { on: day(on), kind, amount_minor }
}

/// 1000.00 at 12 %, 100.00 due on the 5th; opened on the last of August.
fn plain(facts: Vec<Fact>) -> Record {
    record(&debt(100_000, 1_200, 10_000, 5), "2026-08-31", facts)
}

fn states(replay: &Replay) -> Vec<PaymentState> {
    replay.months.iter().filter_map(|month| month.state).collect()
}

fn told(record: &Record, today: &str) -> Replay {
    replay(record, day(today), day(today), |_| None).unwrap()
}

#[test]
fn a_missed_payment_is_missed_the_next_morning_and_not_before() {
    let record = plain(vec![fact("2026-09-04", EntryKind::Payment, 10_000)]);
    let on_the_day = told(&record, "2026-10-05");
    assert_eq!(states(&on_the_day), [PaymentState::Paid, PaymentState::Due]);
    // 1000.00 + 10.00 − 100.00 = 910.00; + 9.10, and nothing is taken off that may still come.
    assert_eq!(on_the_day.known_minor(), 91_910);
    let next_morning = told(&record, "2026-10-06");
    assert_eq!(states(&next_morning), [PaymentState::Paid, PaymentState::Missed]);
    assert_eq!((next_morning.balance_minor, next_morning.waiting_minor), (91_910, 0));
    let late = plain(vec![
        fact("2026-09-04", EntryKind::Payment, 10_000),
        fact("2026-10-09", EntryKind::Payment, 10_000),
    ]);
    let late = told(&late, "2026-10-10");
    assert_eq!(states(&late), [PaymentState::Paid, PaymentState::Paid]);
    assert_eq!(late.balance_minor, 81_910);
}

#[test]
fn what_cannot_be_seen_is_taken_as_paid() {
    let mut record = plain(vec![]);
    record.known_until = Some(day("2026-09-30"));
    let unknown = told(&record, "2026-10-20");
    assert_eq!(states(&unknown), [PaymentState::Missed, PaymentState::Unknown]);
    // 1010.00, missed; + 10.10; 100.00 may have come.
    assert_eq!((unknown.balance_minor, unknown.known_minor()), (92_010, 102_010));
    record.seen_from = None;
    let assumed = told(&record, "2026-10-20");
    assert_eq!(states(&assumed), [PaymentState::Assumed, PaymentState::Assumed]);
    assert_eq!((assumed.balance_minor, assumed.known_minor()), (81_910, 81_910));
}

#[test]
fn a_short_payment_a_fee_and_a_charge_stand_in_their_months() {
    let record = plain(vec![
        fact("2026-09-05", EntryKind::Payment, 4_000),
        fact("2026-09-10", EntryKind::Charge, 20_000),
        fact("2026-09-20", EntryKind::Fee, 500),
        fact("2026-10-05", EntryKind::Payment, 10_000),
    ]);
    let told = told(&record, "2026-10-06");
    assert_eq!(states(&told), [PaymentState::Short, PaymentState::Paid]);
    let second = &told.months[1];
    // 970.00 bears 9.70.
    assert_eq!((second.opening_minor, second.interest_minor), (97_000, 970));
    assert_eq!((second.fee_minor, second.charges_minor, second.paid_minor), (500, 20_000, 10_000));
    assert_eq!(told.balance_minor, 97_000 + 970 + 500 + 20_000 - 10_000);
}

#[test]
fn the_lenders_word_counts_from_its_day() {
    let mut facts = vec![
        fact("2026-09-05", EntryKind::Payment, 10_000),
        fact("2026-09-15", EntryKind::Statement, 91_500),
    ];
    let stated = told(&plain(facts.clone()), "2026-09-20");
    assert_eq!((stated.balance_minor, stated.reckoned_minor), (91_500, 0));
    assert_eq!(stated.months.last().unwrap().corrected_minor, 500);
    let next = told(&plain(facts.clone()), "2026-10-05");
    let month = &next.months[1];
    assert_eq!((month.opening_minor, month.corrected_minor), (91_000, 500));
    assert_eq!(month.state, Some(PaymentState::Due));
    // A word on the due day itself comes after its interest.
    facts.push(fact("2026-10-05", EntryKind::Statement, 82_000));
    let on_due = told(&plain(facts), "2026-10-06");
    assert_eq!(on_due.balance_minor, 82_000);
}

#[test]
fn the_banks_own_interest_is_not_reckoned_again() {
    let mut record = plain(vec![
        fact("2026-09-05", EntryKind::Payment, 10_000),
        fact("2026-09-30", EntryKind::Interest, 1_234),
        fact("2026-10-05", EntryKind::Payment, 10_000),
    ]);
    record.posted = true;
    let past = told(&record, "2026-10-20");
    assert_eq!((past.balance_minor, past.reckoned_minor), (81_234, 0));
    // Days to come are reckoned.
    let ahead = replay(&record, day("2026-10-20"), day("2026-11-05"), |_| None).unwrap();
    assert_eq!(ahead.months.last().unwrap().interest_minor, 812);
}

#[test]
fn due_days_are_the_last_of_short_months() {
    assert_eq!(due_after(31, day("2026-01-31")), day("2026-02-28"));
    assert_eq!(due_after(31, day("2026-02-28")), day("2026-03-31"));
    assert_eq!(due_after(5, day("2026-03-04")), day("2026-03-05"));
    assert_eq!(due_after(5, day("2026-03-05")), day("2026-04-05"));
}

#[test]
fn a_balance_is_known_of_any_day() {
    let record = plain(vec![
        fact("2026-09-05", EntryKind::Payment, 10_000),
        fact("2026-09-10", EntryKind::Charge, 2_000),
    ]);
    let told = told(&record, "2026-09-20");
    let on = |text: &str| told.balance_on(&record, day(text));
    assert_eq!(on("2026-08-31"), Some(100_000));
    assert_eq!(on("2026-09-05"), Some(91_000));
    assert_eq!(on("2026-09-09"), Some(91_000));
    assert_eq!(on("2026-09-10"), Some(93_000));
}

proptest! {
    /// Whoever pays each planned amount on its day owes to the cent what the plan says.
    #[test]
    fn paying_as_planned_owes_what_the_plan_says(
        balance in 10_000..5_000_000i64, apr in 0..3_000i64, beyond in 1_000..80_000i64,
        due_day in 1..32u32, start in 1..29u32,
        convention in select(vec![Convention::MonthlyNominal, Convention::Actual365,
            Convention::Actual360, Convention::Thirty360, Convention::AverageDaily]),
        assumed in any::<bool>(),
    ) {
        prop_assume!(apr < MOST_RATE * 100);
        let minimum = balance * apr / 120_000 + beyond;
        let mut debt = debt(balance, apr, minimum, due_day);
        debt.convention = convention;
        let start = NaiveDate::from_ymd_opt(2026, 1, start).unwrap();
        let plan = SimulateDebts {
            start, strategy: Payoff::Avalanche, extra_minor: 0, rollover: true, lump_sums: vec![],
            budgets: vec![], committed_minor: None, order: vec![], smallest_first: 1,
            debts: vec![debt.clone()],
        };
        let plan = Plan::new(&plan).unwrap();
        let Ok(run) = simulate::run(&plan, true) else { return Ok(()) };
        let payment = |row: &simulate::Row| {
            Fact { on: row.on, kind: EntryKind::Payment, amount_minor: row.payment_minor }
        };
        let facts = if assumed { vec![] } else { run.rows.iter().map(payment).collect() };
        let mut record = record(&debt, &start.to_string(), facts);
        record.seen_from = (!assumed).then_some(start);
        let planned = |on: NaiveDate| {
            run.rows.iter().find(|row| row.on == on).map(|row| row.payment_minor)
        };
        let last = run.rows.last().unwrap().on;
        let told = replay(&record, NaiveDate::MAX, last, planned).unwrap();
        prop_assert_eq!(told.balance_minor, 0);
        for (row, month) in run.rows.iter().zip(&told.months) {
            prop_assert_eq!((row.on, row.balance_minor), (month.on, month.closing_minor));
            prop_assert_eq!(row.interest_minor, month.interest_minor);
        }
    }

    /// Nothing that is typed breaks it.
    #[test]
    fn no_amount_panics(amounts in proptest::collection::vec(any::<i64>(), 0..6)) {
        let mut facts: Vec<Fact> = amounts.iter().enumerate().map(|(at, amount)| {
            let on = day("2026-09-01") + chrono::Days::new(at as u64 * 9);
            let kind = [EntryKind::Payment, EntryKind::Charge, EntryKind::Statement][at % 3];
            Fact { on, kind, amount_minor: *amount }
        }).collect();
        facts.sort_by_key(|fact| fact.on);
        let _ = replay(&plain(facts), day("2026-12-01"), day("2027-02-01"), |_| None);
    }
}
