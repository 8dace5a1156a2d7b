//! Plans side by side: every strategy with the same money, what a little more a month does, and
//! where a lump sum does most. A plan that cannot work stands there with its refusal.
use super::{
    Payoff, Refusal, SimulateDebts, Strategy,
    plan::{self, Lump, Plan},
    simulate::{self, Run},
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareDebts {
    pub plan: SimulateDebts,
    /// How much more a month to try; by default nothing is tried.
    #[serde(default)]
    pub step_minor: i64,
    /// A lump sum at the start to place; by default none.
    #[serde(default)]
    pub lump_minor: i64,
}

/// What a strategy comes to. Without `refusal` every figure is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrategyOutcome {
    pub strategy: Strategy,
    pub months: Option<u32>,
    pub debt_free_on: Option<NaiveDate>,
    pub total_interest_minor: Option<i64>,
    pub total_paid_minor: Option<i64>,
    /// Against minimums only; none if those never end.
    pub interest_saved_minor: Option<i64>,
    /// The first debt that is gone.
    pub first_win: Option<Payoff>,
    /// Why it cannot work.
    pub refusal: Option<String>,
}

/// What some more each month does to the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OneMore {
    pub step_minor: i64,
    pub months: u32,
    pub debt_free_on: NaiveDate,
    pub months_sooner: u32,
    pub interest_saved_minor: i64,
}

/// What a lump sum does if it goes to this debt first, and what is left of it by the strategy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LumpUse {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub months: u32,
    pub debt_free_on: NaiveDate,
    pub months_sooner: u32,
    pub interest_saved_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DebtComparison {
    pub currency: String,
    /// In a fixed order; `custom` only where an order is given.
    pub strategies: Vec<StrategyOutcome>,
    /// By the plan's own strategy; none if that cannot work, or keeps to the minimums.
    pub one_more: Option<OneMore>,
    /// The best use first; ties by name.
    pub lump_uses: Vec<LumpUse>,
}

/// Computes all of them. Only an input that makes no sense is an error here.
pub fn compare(input: &CompareDebts) -> Result<DebtComparison, Refusal> {
    let own = Plan::new(&input.plan)?;
    let step_minor = plan::amount("step_minor", input.step_minor)?;
    let lump_minor = plan::amount("lump_minor", input.lump_minor)?;
    let wanted = |strategy: &Strategy| {
        *strategy != Strategy::Custom || *strategy == own.strategy || !own.order.is_empty()
    };
    let run = |strategy| simulate::run(&Plan { strategy, ..own.clone() }, false);
    let runs: Vec<_> = Strategy::ALL.into_iter().filter(wanted).map(|it| (it, run(it))).collect();
    let result = |wanted| runs.iter().find(|(it, _)| *it == wanted).map(|(_, run)| run);
    let least = result(Strategy::MinimumsOnly).and_then(|run| run.as_ref().ok());
    let least = least.map(|run| run.interest_minor);
    let strategies = runs.iter().map(|(strategy, run)| outcome(&own, *strategy, run, least));
    let strategies = strategies.collect();
    let (mut one_more, mut lump_uses) = (None, vec![]);
    let frozen = own.strategy == Strategy::MinimumsOnly;
    if let Some(Ok(base)) = result(own.strategy).filter(|_| !frozen) {
        one_more = more(&own, base, step_minor);
        lump_uses = uses(&own, base, lump_minor);
    }
    Ok(DebtComparison { currency: own.currency, strategies, one_more, lump_uses })
}

fn outcome(
    plan: &Plan,
    strategy: Strategy,
    run: &Result<Run, Refusal>,
    minimums_minor: Option<i64>,
) -> StrategyOutcome {
    let good = run.as_ref().ok();
    let interest = good.map(|run| run.interest_minor);
    let first = good.and_then(|run| run.payoffs.iter().find(|(_, month, _)| *month > 0));
    let win = |&(at, month, on): &(usize, u32, NaiveDate)| {
        let debt = &plan.debts[at];
        Payoff { name: debt.name.clone(), id: debt.id.clone(), month, on }
    };
    StrategyOutcome {
        strategy,
        months: good.map(|run| run.months),
        debt_free_on: good.map(|run| run.debt_free_on),
        total_interest_minor: interest,
        total_paid_minor: good.map(|run| run.paid_minor),
        interest_saved_minor: minimums_minor.zip(interest).map(|(most, own)| most - own),
        first_win: first.map(win),
        refusal: run.as_ref().err().map(ToString::to_string),
    }
}

fn more(plan: &Plan, base: &Run, step_minor: i64) -> Option<OneMore> {
    let mut plan = plan.clone();
    plan.extra_minor = plan.extra_minor.checked_add(step_minor).filter(|_| step_minor > 0)?;
    plan.budgets.iter_mut().for_each(|(_, budget)| *budget = budget.saturating_add(step_minor));
    let run = simulate::run(&plan, false).ok()?;
    Some(OneMore {
        step_minor,
        months: run.months,
        debt_free_on: run.debt_free_on,
        months_sooner: base.months.saturating_sub(run.months),
        interest_saved_minor: base.interest_minor - run.interest_minor,
    })
}

fn uses(plan: &Plan, base: &Run, lump_minor: i64) -> Vec<LumpUse> {
    let mut uses = vec![];
    let mut with = plan.clone();
    let open = (0..plan.debts.len()).filter(|at| plan.debts[*at].balance_minor > 0);
    for at in open.filter(|_| lump_minor > 0) {
        with.lumps.clone_from(&plan.lumps);
        with.lumps.insert(0, Lump { month: 1, amount_minor: lump_minor, debt: Some(at) });
        let debt = &plan.debts[at];
        if let Ok(run) = simulate::run(&with, false) {
            uses.push(LumpUse {
                name: debt.name.clone(),
                id: debt.id.clone(),
                months: run.months,
                debt_free_on: run.debt_free_on,
                months_sooner: base.months.saturating_sub(run.months),
                interest_saved_minor: base.interest_minor - run.interest_minor,
            });
        }
    }
    uses.sort_by_key(|usage| (-usage.interest_saved_minor, usage.months));
    uses
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn compared(change: impl Fn(&mut Value)) -> DebtComparison {
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
            "step_minor": 20_000, "lump_minor": 50_000,
        });
        change(&mut input);
        compare(&serde_json::from_value(input).unwrap()).unwrap()
    }

    #[test]
    fn strategies_stand_side_by_side() {
        let told = compared(|_| {});
        let of = |strategy| told.strategies.iter().find(|it| it.strategy == strategy).unwrap();
        let avalanche = of(Strategy::Avalanche);
        assert_eq!((avalanche.months, avalanche.total_interest_minor), (Some(43), Some(229_228)));
        assert_eq!(avalanche.interest_saved_minor, Some(263_913 - 229_228));
        assert_eq!(avalanche.first_win.as_ref().unwrap().name, "Store");
        assert_eq!(of(Strategy::MinimumsOnly).interest_saved_minor, Some(0));
        assert!(told.strategies.iter().all(|it| it.strategy != Strategy::Custom));
    }

    #[test]
    fn more_a_month_is_the_plan_with_that_extra() {
        let more = compared(|_| {}).one_more.unwrap();
        assert_eq!((more.months, more.months_sooner), (22, 21));
        assert_eq!(more.interest_saved_minor, 229_228 - 86_684);
    }

    #[test]
    fn a_lump_sum_does_most_where_the_rate_is_highest() {
        let uses = compared(|_| {}).lump_uses;
        let names: Vec<_> = uses.iter().map(|usage| usage.name.as_str()).collect();
        assert_eq!(names, ["Store", "Card", "Car"]);
        assert!(uses[0].interest_saved_minor > uses[2].interest_saved_minor);
        assert!(uses[2].interest_saved_minor > 0);
    }

    #[test]
    fn a_strategy_that_cannot_work_says_why() {
        // The card grows under its minimum, and ends only where the rest goes to it.
        let told = compared(|input| {
            input["plan"]["debts"][1]["minimum_minor"] = json!(1_000);
            input["plan"]["extra_minor"] = json!(20_000);
        });
        let minimums = told.strategies.last().unwrap();
        assert_eq!((minimums.strategy, minimums.months), (Strategy::MinimumsOnly, None));
        let words = minimums.refusal.as_ref().unwrap();
        assert!(
            words.starts_with("Card: the minimum of 10.00 does not cover January's"),
            "{words}"
        );
        assert!(told.strategies[0].months.is_some());
        assert_eq!(told.strategies[0].interest_saved_minor, None);
    }
}
