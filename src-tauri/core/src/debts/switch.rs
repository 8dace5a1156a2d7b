//! What if: one new loan in the place of a debt (refinancing) or of several (consolidation). Both
//! plans are computed in full, by the same strategy; costs of the new loan are counted as interest
//! is.
use super::{
    Convention, DebtPlan, Fault, PlanDebt, Refusal, SimulateDebts, amortise,
    fault::Reason,
    percent::Percent,
    plan::{self, Plan},
    simulate,
};
use chrono::NaiveDate;
use rust_decimal::RoundingStrategy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A loan that is on offer; give its term or its payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLoan {
    pub name: String,
    /// Yearly rate in percent.
    pub apr: Percent,
    /// The term, 1 to 1200.
    #[serde(default)]
    pub months: Option<u32>,
    #[serde(default)]
    pub payment_minor: Option<i64>,
    /// What taking it costs; it is borrowed too.
    #[serde(default)]
    pub cost_minor: i64,
    #[serde(default = "monthly")]
    pub convention: Convention,
}

fn monthly() -> Convention {
    Convention::MonthlyNominal
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchDebts {
    pub plan: SimulateDebts,
    pub into: NewLoan,
    /// Names or ids of the debts that it pays off; by default all.
    #[serde(default)]
    pub debts: Vec<String>,
    /// Go on paying as much a month as before, even if the new loan asks for less.
    #[serde(default)]
    pub same_money: bool,
}

/// A plan in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFigures {
    pub months: u32,
    pub debt_free_on: NaiveDate,
    pub total_interest_minor: i64,
    /// Monthly fees, and what the new loan costs to take.
    pub total_fees_minor: i64,
    pub total_paid_minor: i64,
    /// What is paid in month 1.
    pub first_month_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SwitchOutcome {
    pub currency: String,
    /// The new loan's payment.
    pub payment_minor: i64,
    pub before: PlanFigures,
    pub after: PlanFigures,
    /// Interest and fees before less those after; below zero if it costs more.
    pub saved_minor: i64,
    /// Below zero if it takes longer.
    pub months_sooner: i64,
    /// The first month by whose end it has cost no more than the old plan; none if there is none.
    pub breaks_even_in: Option<u32>,
}

/// Computes both plans; refused where either cannot work.
pub fn switch(input: &SwitchDebts) -> Result<SwitchOutcome, Refusal> {
    let old = Plan::new(&input.plan).map_err(in_plan)?;
    let chosen = chosen(&old, &input.debts)?;
    let cost_minor = plan::amount("into.cost_minor", input.into.cost_minor)?;
    let before = simulate::run(&old, true)?;
    let owed = chosen.iter().map(|at| old.debts[*at].balance_minor);
    let owed = owed.fold(cost_minor, i64::saturating_add);
    let payment_minor = payment(&input.into, owed)?;
    let mut plan = input.plan.clone();
    let mut place = 0;
    plan.debts.retain(|_| {
        place += 1;
        !chosen.iter().any(|at| old.debts[*at].place == place - 1)
    });
    let gone = |name: &str| old.find("", name).is_ok_and(|at| chosen.contains(&at));
    plan.order.retain(|name| !gone(name));
    for lump in &mut plan.lump_sums {
        lump.debt = lump.debt.take().filter(|name| !gone(name));
    }
    plan.debts.push(new_debt(&input.into, &old.currency, owed, payment_minor));
    // What was set aside for the old minimums says nothing of the new ones.
    plan.committed_minor = input.same_money.then_some(before.committed_minor);
    let new = Plan::new(&plan).map_err(in_plan)?;
    let after = simulate::run(&new, true)?;
    let (before, mut after) = (simulate::named(&old, before), simulate::named(&new, after));
    after.total_fees_minor = after.total_fees_minor.saturating_add(cost_minor);
    let cost = |plan: &DebtPlan| plan.total_interest_minor.saturating_add(plan.total_fees_minor);
    Ok(SwitchOutcome {
        currency: old.currency,
        payment_minor,
        saved_minor: cost(&before).saturating_sub(cost(&after)),
        months_sooner: i64::from(before.months) - i64::from(after.months),
        breaks_even_in: even(&before, &after, cost_minor),
        before: figures(&before),
        after: figures(&after),
    })
}

fn chosen(plan: &Plan, names: &[String]) -> Result<Vec<usize>, Fault> {
    let owes = |at: &usize| plan.debts[*at].balance_minor > 0;
    let mut chosen = vec![];
    for (index, name) in names.iter().enumerate() {
        chosen.push(plan.find(&format!("debts[{index}]"), name)?);
    }
    if names.is_empty() {
        chosen = (0..plan.debts.len()).filter(owes).collect();
    }
    chosen.sort();
    chosen.dedup();
    if chosen.is_empty() { Err(Reason::NothingChosen.at("debts")) } else { Ok(chosen) }
}

/// Rounded up, so that the term is kept.
fn payment(loan: &NewLoan, owed_minor: i64) -> Result<i64, Fault> {
    plan::rate("into.apr", loan.apr)?;
    match (loan.months, loan.payment_minor) {
        (None, Some(payment)) => plan::amount("into.payment_minor", payment),
        (Some(months), None) => amortise::exact_payment(owed_minor, loan.apr, months)
            .and_then(|exact| amortise::minor(exact, RoundingStrategy::AwayFromZero))
            .map_err(|fault| Fault { field: format!("into.{}", fault.field), ..fault }),
        _ => Err(Reason::TermOrPayment.at("into.months")),
    }
}

fn new_debt(loan: &NewLoan, currency: &str, owed_minor: i64, payment_minor: i64) -> PlanDebt {
    PlanDebt {
        name: loan.name.clone(),
        id: Some("new loan".into()),
        balance_minor: owed_minor,
        currency: currency.into(),
        apr: loan.apr,
        minimum_minor: Some(payment_minor),
        minimum: None,
        due_day: None,
        convention: loan.convention,
        rate_changes: vec![],
        promo: None,
        interest_from: None,
        grace_until: None,
        fee_minor: 0,
        limit_minor: None,
        kind: None,
    }
}

fn in_plan(fault: Fault) -> Fault {
    Fault { field: format!("plan.{}", fault.field), ..fault }
}

fn even(before: &DebtPlan, after: &DebtPlan, cost_minor: i64) -> Option<u32> {
    let by = |plan: &DebtPlan, month: u32| {
        let rows = plan.schedule.iter().filter(|row| row.month == month);
        rows.map(|row| row.interest_minor + row.fee_minor).sum::<i64>()
    };
    let (mut old, mut new) = (0i64, cost_minor);
    (1..=before.months.max(after.months)).find(|month| {
        old = old.saturating_add(by(before, *month));
        new = new.saturating_add(by(after, *month));
        old >= new
    })
}

fn figures(plan: &DebtPlan) -> PlanFigures {
    let first = plan.schedule.iter().take_while(|row| row.month == 1);
    PlanFigures {
        months: plan.months,
        debt_free_on: plan.debt_free_on,
        total_interest_minor: plan.total_interest_minor,
        total_fees_minor: plan.total_fees_minor,
        total_paid_minor: plan.total_paid_minor,
        first_month_minor: first.map(|row| row.payment_minor).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn switched(change: impl Fn(&mut Value)) -> Result<SwitchOutcome, Refusal> {
        let debt = |name: &str, balance_minor: i64, apr: &str, minimum_minor: i64| {
            json!({ "name": name, "balance_minor": balance_minor, "currency": "EUR", "apr": apr,
                "minimum_minor": minimum_minor })
        };
        let mut input = json!({
            "plan": {
                "start": "2026-01-01", "strategy": "avalanche",
                "debts": [
                    debt("Store", 80_000, "22", 3_500),
                    debt("Card", 320_000, "19", 8_000),
                    debt("Car", 500_000, "6", 15_000),
                ],
            },
            "into": { "name": "New loan", "apr": "8", "months": 48, "cost_minor": 10_000 },
        });
        change(&mut input);
        switch(&serde_json::from_value(input).unwrap())
    }

    #[test]
    fn one_loan_in_the_place_of_all() {
        let told = switched(|_| {}).unwrap();
        assert_eq!((told.before.months, told.before.total_interest_minor), (43, 229_228));
        // 9100.00 at 8 % in 48 months.
        assert_eq!((told.payment_minor, told.after.months), (22_216, 48));
        assert_eq!(told.months_sooner, -5);
        assert_eq!(told.after.total_paid_minor, 910_000 + told.after.total_interest_minor);
        let after = told.after.total_interest_minor + 10_000;
        assert_eq!(told.saved_minor, 229_228 - after);
        assert_eq!(told.after.total_fees_minor, 10_000);
        // In month 1 the old debts bear 90.34, the new loan 60.67 and 100.00 to take it.
        assert_eq!(told.breaks_even_in, Some(4));
    }

    #[test]
    fn the_same_money_ends_it_sooner() {
        let same = switched(|input| input["same_money"] = json!(true)).unwrap();
        assert_eq!(same.before.first_month_minor, same.after.first_month_minor);
        assert!(same.after.months < 43 && same.saved_minor > 60_000);
    }

    #[test]
    fn one_debt_is_refinanced_and_the_others_stay() {
        let told = switched(|input| input["debts"] = json!(["Card"])).unwrap();
        assert_eq!(told.after.total_paid_minor, 910_000 + told.after.total_interest_minor);
        let dear = switched(|input| {
            input["debts"] = json!(["Car"]);
            input["into"]["apr"] = json!("9");
        });
        let dear = dear.unwrap();
        assert!(dear.saved_minor < 0 && dear.breaks_even_in.is_none());
        let unknown = switched(|input| input["debts"] = json!(["Boat"])).unwrap_err();
        assert_eq!(unknown.field(), "debts[0]");
    }
}
