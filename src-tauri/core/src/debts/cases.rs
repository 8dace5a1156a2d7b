//! The worked cases, to the cent, through JSON as scripts send them; and what is refused, in words.
use super::{DebtPlan, Refusal, SimulateDebts, simulate::simulate};
use serde_json::{Value, json};

/// Store 800.00 at 22 %, Card 3200.00 at 19 %, Car 5000.00 at 6 %.
fn three(strategy: &str, extra_minor: i64, rollover: bool) -> Value {
    json!({
        "start": "2026-01-01", "strategy": strategy,
        "extra_minor": extra_minor, "rollover": rollover,
        "debts": [
            debt("Car", 500_000, "6", 15_000),
            debt("Store", 80_000, "22", 3_500),
            debt("Card", 320_000, "19", 8_000),
        ],
    })
}

fn debt(name: &str, balance_minor: i64, apr: &str, minimum_minor: i64) -> Value {
    json!({
        "name": name, "balance_minor": balance_minor, "currency": "EUR",
        "apr": apr, "minimum_minor": minimum_minor,
    })
}

fn one(debt: Value, extra_minor: i64) -> Value {
    json!({ "start": "2026-07-01", "strategy": "avalanche", "extra_minor": extra_minor,
        "debts": [debt] })
}

fn with(mut input: Value, key: &str, value: Value) -> Value {
    input[key] = value;
    input
}

fn run(input: &Value) -> Result<DebtPlan, Refusal> {
    simulate(&serde_json::from_value::<SimulateDebts>(input.clone()).unwrap())
}

fn plan(input: &Value) -> DebtPlan {
    run(input).unwrap_or_else(|refusal| panic!("{input}: {refusal}"))
}

fn refused(input: &Value) -> String {
    let refusal = run(input).expect_err("a refusal");
    format!("{}: {refusal}", refusal.field())
}

#[test]
fn three_debts_by_avalanche_and_snowball() {
    for strategy in ["avalanche", "snowball"] {
        let plan = plan(&three(strategy, 20_000, true));
        assert_eq!((plan.months, plan.total_interest_minor), (22, 86_684), "{strategy}");
        assert_eq!(plan.total_paid_minor, 900_000 + 86_684);
        let payoffs: Vec<_> = plan.payoffs.iter().map(|at| (at.name.as_str(), at.month)).collect();
        assert_eq!(payoffs, [("Store", 4), ("Card", 15), ("Car", 22)]);
        assert_eq!(plan.debt_free_on.to_string(), "2027-11-01");
    }
}

#[test]
fn freed_minimums_roll_over_or_do_not() {
    let rolled = plan(&three("avalanche", 0, true));
    assert_eq!((rolled.months, rolled.total_interest_minor), (43, 229_228));
    let own = plan(&three("avalanche", 0, false));
    assert_eq!((own.months, own.total_interest_minor), (64, 263_913));
    let minimums = plan(&three("minimums_only", 20_000, true));
    assert_eq!((minimums.months, minimums.total_interest_minor), (64, 263_913));
}

#[test]
fn a_single_debt_to_the_cent() {
    let plan_200 = plan(&one(debt("Loan", 500_000, "18", 20_000), 0));
    assert_eq!((plan_200.months, plan_200.total_interest_minor), (32, 131_397));
    assert_eq!(plan(&one(debt("Loan", 500_000, "18", 5_000), 15_000)).months, 32);
}

#[test]
fn a_last_payment_is_what_is_owed() {
    let plan = plan(&one(debt("Friend", 10_000, "0", 6_000), 0));
    let paid: Vec<i64> = plan.schedule.iter().map(|row| row.payment_minor).collect();
    assert_eq!(paid, [6_000, 4_000]);
}

#[test]
fn a_minimum_below_the_interest_is_refused_in_words() {
    let low = |minimum| refused(&one(debt("Card", 1_000_000, "24", minimum), 0));
    assert_eq!(
        low(5_000),
        "debts[0].minimum_minor: Card: the minimum of 50.00 does not cover July's interest of \
         200.00: this debt grows; at least 200.01 is needed"
    );
    assert_eq!(
        low(20_000),
        "debts[0].minimum_minor: Card: the minimum of 200.00 does no more than cover July's \
         interest of 200.00: this debt never ends; at least 200.01 is needed"
    );
    assert!(plan(&one(debt("Card", 1_000_000, "24", 20_001), 0)).months > 400);
    // What the plan adds counts: it is the payment that must cover the interest.
    assert_eq!(plan(&one(debt("Card", 1_000_000, "24", 5_000), 20_000)).months, 82);
    let words = refused(&one(debt("Card", 1_000_000, "24", 5_000), 10_000));
    assert!(words.contains("the payment of 150.00 does not cover July's interest of 200.00"));
}

#[test]
fn a_refusal_carries_its_numbers() {
    let refusal = run(&one(debt("Card", 1_000_000, "24", 5_000), 0)).unwrap_err();
    let detail = crate::Error::from(refusal).detail.unwrap();
    assert_eq!((&detail["reason"], &detail["needed_minor"]), (&json!("grows"), &json!(20_001)));
}

#[test]
fn a_debt_may_grow_while_it_waits_if_the_plan_ends() {
    let mut input = three("snowball", 20_000, true);
    input["debts"][0] = debt("Student", 600_000, "5", 0);
    let plan = plan(&input);
    let grown = plan.schedule.iter().filter(|row| row.debt == "Student");
    assert!(grown.map(|row| row.balance_minor).max() > Some(600_000));
    assert_eq!(plan.total_paid_minor, 1_000_000 + plan.total_interest_minor);
}

#[test]
fn more_than_a_hundred_years_are_refused() {
    let words = refused(&one(debt("Friend", 1_000_000, "0", 100), 0));
    assert!(words.contains("more than 100 years: after them Friend still owes 8800.00"), "{words}");
    assert_eq!(plan(&one(debt("Friend", 120_000, "0", 100), 0)).months, 1200);
}

#[test]
fn payments_fall_on_their_due_days() {
    let due = |start: &str, day: u32| {
        let owed = with(debt("Loan", 90_000, "0", 30_000), "due_day", json!(day));
        let plan = plan(&with(one(owed, 0), "start", json!(start)));
        plan.schedule.iter().map(|row| row.on.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due("2026-01-01", 15), ["2026-01-15", "2026-02-15", "2026-03-15"]);
    assert_eq!(due("2026-01-20", 15), ["2026-02-15", "2026-03-15", "2026-04-15"]);
    assert_eq!(due("2026-01-15", 15), ["2026-02-15", "2026-03-15", "2026-04-15"]);
    assert_eq!(due("2026-01-01", 31), ["2026-01-31", "2026-02-28", "2026-03-31"]);
    assert_eq!(due("2027-12-31", 31), ["2028-01-31", "2028-02-29", "2028-03-31"]);
}

#[test]
fn a_promotional_rate_ends() {
    let promo = json!({ "apr": "0", "until": "2026-12-31" });
    let plan = plan(&one(with(debt("Card", 100_000, "24", 10_000), "promo", promo), 0));
    let interest: Vec<i64> = plan.schedule.iter().map(|row| row.interest_minor).collect();
    assert_eq!(interest[..8], [0, 0, 0, 0, 0, 0, 800, 616]);
    let later = json!([{ "from": "2026-09-01", "apr": "12" }]);
    let after = one(with(debt("Card", 1_000_000, "24", 30_000), "rate_changes", later), 0);
    let interest: Vec<i64> =
        self::plan(&after).schedule.iter().map(|row| row.interest_minor).collect();
    assert_eq!(interest[..3], [20_000, 19_800, 9_798]);
}

#[test]
fn minimums_follow_their_rule() {
    let rule = |minimum: Value| {
        let mut owed = with(debt("Card", 100_000, "12", 0), "minimum", minimum);
        owed.as_object_mut().unwrap().remove("minimum_minor");
        let owed = with(owed, "fee_minor", json!(200));
        let plan = plan(&with(one(owed, 0), "strategy", json!("minimums_only")));
        plan.schedule.iter().map(|row| row.payment_minor).take(3).collect::<Vec<_>>()
    };
    // Of 1012.00: 5 %. Then of 961.40 + 9.61 + 2.00.
    let percent = json!({ "rule": "percent", "floor_minor": 2_500, "percent": "5" });
    assert_eq!(rule(percent)[..2], [5_060, 4_865]);
    let plus = json!({ "rule": "percent_plus_interest", "floor_minor": 2_500, "percent": "2" });
    assert_eq!(rule(plus), [3_200, 3_140, 3_081]);
    let fixed = json!({ "rule": "fixed", "amount_minor": 6_000 });
    assert_eq!(rule(fixed), [6_000, 6_000, 6_000]);
}

#[test]
fn lump_sums_and_budgets_come_in_their_month() {
    let lump = json!([{ "on": "2026-02-10", "amount_minor": 100_000 }]);
    let paid = |plan: &DebtPlan, month: u32| {
        let rows = plan.schedule.iter().filter(|row| row.month == month);
        rows.map(|row| row.payment_minor).sum::<i64>()
    };
    let lumped = plan(&with(three("avalanche", 20_000, true), "lump_sums", lump));
    assert_eq!([paid(&lumped, 1), paid(&lumped, 2), paid(&lumped, 3)], [46_500, 146_500, 46_500]);
    let to_car = json!([{ "on": "2026-01-01", "amount_minor": 100_000, "debt": "Car" }]);
    let to_car = plan(&with(three("avalanche", 20_000, true), "lump_sums", to_car));
    let car = to_car.schedule.iter().find(|row| row.debt == "Car").unwrap();
    assert_eq!((car.month, car.payment_minor), (1, 115_000));
    let budgets = json!([
        { "from": "2026-03-01", "amount_minor": 60_000 },
        { "from": "2026-04-20", "amount_minor": 30_000 },
    ]);
    let budgeted = plan(&with(three("avalanche", 20_000, true), "budgets", budgets));
    let months = [2, 3, 4, 5].map(|month| paid(&budgeted, month));
    assert_eq!(months, [46_500, 60_000, 30_000, 30_000]);
    let short = json!([{ "from": "2026-03-01", "amount_minor": 20_000 }]);
    assert_eq!(
        refused(&with(three("avalanche", 0, true), "budgets", short)),
        "budgets: the budget of 200.00 does not cover March 2026's minimums of 265.00: \
         plan at least that much"
    );
}

#[test]
fn every_strategy_has_its_order() {
    let first = |strategy: &str, key: &str, value: Value| {
        let mut input = with(three(strategy, 40_000, true), key, value);
        input["debts"][0]["limit_minor"] = json!(505_000);
        input["debts"][1]["limit_minor"] = json!(200_000);
        let names: Vec<_> = plan(&input).payoffs.into_iter().map(|payoff| payoff.name).collect();
        names.join(" ")
    };
    let none = || json!([]);
    assert_eq!(first("avalanche", "order", none()), "Store Card Car");
    assert_eq!(first("custom", "order", json!(["Car", "Card"])), "Car Card Store");
    assert_eq!(first("custom", "order", none()), "Store Card Car");
    assert_eq!(first("highest_utilisation", "order", none()), "Car Store Card");
    assert_eq!(first("shortest_term", "order", none()), "Store Car Card");
    assert_eq!(first("hybrid", "smallest_first", json!(1)), "Store Card Car");
}

#[test]
fn a_paid_debt_keeps_its_minimum_in_the_plan() {
    let mut input = three("avalanche", 20_000, true);
    input["debts"][1]["balance_minor"] = json!(0);
    let plan = plan(&input);
    assert_eq!((plan.payoffs[0].name.as_str(), plan.payoffs[0].month), ("Store", 0));
    let first: i64 = plan.schedule.iter().take(2).map(|row| row.payment_minor).sum();
    assert_eq!(first, 46_500);
}

#[test]
fn what_makes_no_sense_is_named() {
    let owed = || debt("Card", 100_000, "12", 5_000);
    let single = |key: &str, value: Value| refused(&one(with(owed(), key, value), 0));
    for (words, told) in [
        ("debts[0].apr: -1 % is no yearly rate", single("apr", json!("-1"))),
        ("debts[0].apr: 1001 % is no yearly rate", single("apr", json!(1001))),
        (
            "debts[0].balance_minor: an amount cannot be below zero",
            single("balance_minor", json!(-1)),
        ),
        ("debts[0].balance_minor: this amount is too", single("balance_minor", json!(i64::MAX))),
        ("debts[0].currency: EURO is not a currency", single("currency", json!("Euro"))),
        ("debts[0].due_day: 32 is no day of a month", single("due_day", json!(32))),
        ("debts[0].name: give the debt a name", single("name", json!(" "))),
        ("debts[0].minimum_minor: say what", single("minimum_minor", json!(null))),
        (
            "start: 1066-10-14 is out of range",
            refused(&with(one(owed(), 0), "start", json!("1066-10-14"))),
        ),
        (
            "order[0]: there is no debt called Car",
            refused(&with(one(owed(), 0), "order", json!(["Car"]))),
        ),
        ("debts: there is no debt", refused(&with(one(owed(), 0), "debts", json!([])))),
        (
            "debts[1].name: two debts are called Card",
            refused(&with(one(owed(), 0), "debts", json!([owed(), owed()]))),
        ),
    ] {
        assert!(told.starts_with(words), "{told}");
    }
    let dollars = with(debt("Loan", 100_000, "12", 5_000), "currency", json!("usd"));
    let mixed = refused(&with(one(owed(), 0), "debts", json!([owed(), dollars])));
    assert!(mixed.starts_with("debts[1].currency: EUR and USD in one plan"), "{mixed}");
    let unknown = with(one(owed(), 0), "extras", json!(1));
    assert!(serde_json::from_value::<SimulateDebts>(unknown).is_err());
}
