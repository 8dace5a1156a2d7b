//! The schedule of a single loan: by its term, with the payment computed, or by its payment.
//!
//! The payment of a term is rounded to whole minor units, half up, and the last one takes what is
//! left. It is the payment for interest by the month; where interest is by the day, or the rate
//! changes, the last payment takes that difference too.
use super::{
    Convention, Fault, LumpSum, Percent, PlanDebt, RateChange, Refusal, SimulateDebts, Strategy,
    annuity,
    fault::Reason,
    plan::{self, Lump, Plan},
    simulate::{self, MOST_MONTHS, Row},
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A loan; give its term or its payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmortiseLoan {
    /// The day of the balance; the first payment is due within the month after it.
    pub start: NaiveDate,
    pub principal_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// Yearly rate in percent.
    pub apr: Percent,
    /// The term, 1 to 1200.
    #[serde(default)]
    pub months: Option<u32>,
    #[serde(default)]
    pub payment_minor: Option<i64>,
    /// Day of the month; without it the start's.
    #[serde(default)]
    pub due_day: Option<u32>,
    #[serde(default = "monthly")]
    pub convention: Convention,
    #[serde(default)]
    pub rate_changes: Vec<RateChange>,
    /// Each month, beyond the payment.
    #[serde(default)]
    pub extra_minor: i64,
    /// Once, in the month of the loan that the day falls in.
    #[serde(default)]
    pub extra_payments: Vec<LumpSum>,
}

fn monthly() -> Convention {
    Convention::MonthlyNominal
}

/// A payment of a loan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanRow {
    pub month: u32,
    pub on: NaiveDate,
    pub payment_minor: i64,
    pub interest_minor: i64,
    /// What of the payment lowers the debt; below zero where it does not cover the interest.
    pub principal_minor: i64,
    /// After the payment.
    pub balance_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanSchedule {
    pub currency: String,
    pub payment_minor: i64,
    /// The payment before it was rounded, in whole units of the currency, as decimal text; only
    /// where it follows from a term.
    pub exact_payment: Option<String>,
    /// What the rate comes to in a year if it is added each month, in percent with 6 decimals.
    pub effective_rate: Option<Percent>,
    pub months: u32,
    pub paid_off_on: NaiveDate,
    pub total_interest_minor: i64,
    pub total_paid_minor: i64,
    /// What the extra payments saved.
    pub interest_saved_minor: i64,
    pub months_saved: u32,
    pub schedule: Vec<LoanRow>,
}

/// Computes a loan's schedule, or says why it never ends.
pub fn amortise(input: &AmortiseLoan) -> Result<LoanSchedule, Refusal> {
    let apr = plan::rate("apr", input.apr)?;
    let principal_minor = plan::amount("principal_minor", input.principal_minor)?;
    let exact = match (input.months, input.payment_minor) {
        (Some(months), None) => Some(exact_payment(principal_minor, input.apr, months)?),
        (None, Some(_)) => None,
        _ => return Err(Reason::TermOrPayment.at("months").into()),
    };
    let rounded = exact.map(|exact| minor(exact, RoundingStrategy::MidpointAwayFromZero));
    let payment_minor = rounded.transpose()?.or(input.payment_minor).unwrap_or(0);
    let mut plan = Plan::new(&as_plan(input, payment_minor)).map_err(own_fields)?;
    if let Some(month) = input.months {
        plan.lumps.push(Lump { month, amount_minor: plan::MOST_MINOR, debt: Some(0) });
        plan.lumps.sort_by_key(|lump| lump.month);
    }
    let run = simulate::run(&plan, true).map_err(own_words)?;
    let plain = match plan.extra_minor > 0 || !input.extra_payments.is_empty() {
        true => {
            plan.extra_minor = 0;
            plan.lumps.retain(|lump| Some(lump.month) == input.months && lump.debt.is_some());
            simulate::run(&plan, false).ok()
        }
        false => None,
    };
    let saved = |more: i64| plain.as_ref().map_or(0, |plain| plain.interest_minor - more);
    let digits = crate::money::exponent(&plan.currency).unwrap_or(2);
    let shown = |exact: Decimal| {
        exact
            .checked_div(Decimal::from(10i64.pow(digits)))
            .map(|exact| exact.normalize().to_string())
    };
    Ok(LoanSchedule {
        payment_minor,
        exact_payment: exact.and_then(shown),
        effective_rate: effective(apr),
        months: run.months,
        paid_off_on: run.debt_free_on,
        total_interest_minor: run.interest_minor,
        total_paid_minor: run.paid_minor,
        interest_saved_minor: saved(run.interest_minor),
        months_saved: plain.as_ref().map_or(0, |plain| plain.months.saturating_sub(run.months)),
        schedule: run.rows.into_iter().map(row).collect(),
        currency: plan.currency,
    })
}

/// What pays off a loan in so many months, in minor units and not yet rounded.
pub(super) fn exact_payment(minor: i64, apr: Percent, months: u32) -> Result<Decimal, Fault> {
    if !(1..=MOST_MONTHS).contains(&months) {
        return Err(Reason::NoTerm.at("months"));
    }
    let rate = apr.0.checked_div(Decimal::from(1200));
    let payment = rate.and_then(|rate| annuity::payment(minor.into(), rate, months));
    payment.ok_or_else(|| Reason::TooLarge.at("principal_minor"))
}

/// Whole minor units of it.
pub(super) fn minor(exact: Decimal, how: RoundingStrategy) -> Result<i64, Fault> {
    let minor = annuity::minor(exact, how).filter(|minor| *minor <= plan::MOST_MINOR);
    minor.ok_or_else(|| Reason::TooLarge.at("principal_minor"))
}

fn effective(micro: i64) -> Option<Percent> {
    let yearly = annuity::effective(Decimal::new(micro, 8), 12)?;
    let percent = yearly.checked_mul(Decimal::ONE_HUNDRED)?;
    let how = RoundingStrategy::MidpointAwayFromZero;
    Some(Percent(percent.round_dp_with_strategy(6, how).normalize()))
}

fn as_plan(input: &AmortiseLoan, payment_minor: i64) -> SimulateDebts {
    let debt = PlanDebt {
        name: "loan".into(),
        id: None,
        balance_minor: input.principal_minor,
        currency: input.currency.clone(),
        apr: input.apr,
        minimum_minor: Some(payment_minor),
        minimum: None,
        due_day: input.due_day,
        convention: input.convention,
        rate_changes: input.rate_changes.clone(),
        promo: None,
        interest_from: None,
        grace_until: None,
        fee_minor: 0,
        limit_minor: None,
        kind: None,
    };
    let once = input.extra_payments.iter().map(|once| LumpSum { debt: None, ..once.clone() });
    SimulateDebts {
        start: input.start,
        strategy: Strategy::Avalanche,
        extra_minor: input.extra_minor,
        rollover: true,
        lump_sums: once.collect(),
        budgets: vec![],
        committed_minor: None,
        order: vec![],
        smallest_first: 1,
        debts: vec![debt],
    }
}

fn row(row: Row) -> LoanRow {
    LoanRow {
        month: row.month,
        on: row.on,
        payment_minor: row.payment_minor,
        interest_minor: row.interest_minor,
        principal_minor: row.payment_minor - row.interest_minor,
        balance_minor: row.balance_minor,
    }
}

/// The fields as a loan calls them.
fn own_fields(fault: Fault) -> Fault {
    let field = fault.field.replace("debts[0].", "").replace("lump_sums", "extra_payments");
    let field = match field.as_str() {
        "balance_minor" => "principal_minor".into(),
        "minimum_minor" => "payment_minor".into(),
        _ => field,
    };
    Fault { field, ..fault }
}

fn own_words(mut refusal: Refusal) -> Refusal {
    if let Refusal::Grows { field, .. } = &mut refusal {
        *field = "payment_minor".into();
    }
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn loan(principal_minor: i64, apr: &str, more: Value) -> Result<LoanSchedule, Refusal> {
        let mut input = json!({ "start": "2026-01-01", "principal_minor": principal_minor,
            "currency": "EUR", "apr": apr });
        let all = input.as_object_mut().unwrap();
        all.extend(more.as_object().unwrap().clone());
        amortise(&serde_json::from_value(input).unwrap())
    }

    #[test]
    fn a_mortgage_of_thirty_years() {
        let told = loan(35_000_000, "6.5", json!({ "months": 360 })).unwrap();
        assert_eq!((told.payment_minor, told.months), (221_224, 360));
        assert!(told.exact_payment.unwrap().starts_with("2212.238082225373062"));
        // The exact payments bear 446,405.71; whole cents make some of it.
        assert!((told.total_interest_minor - 44_640_571).abs() < 200);
        assert_eq!(told.total_paid_minor, 35_000_000 + told.total_interest_minor);
        assert_eq!(told.schedule[0].interest_minor, 189_583);
        assert_eq!(told.effective_rate.unwrap().to_string(), "6.697185");
    }

    #[test]
    fn a_loan_by_its_payment() {
        let told = loan(500_000, "18", json!({ "payment_minor": 20_000 })).unwrap();
        assert_eq!((told.months, told.total_interest_minor), (32, 131_397));
        let more = json!({ "payment_minor": 15_000, "extra_minor": 5_000 });
        let more = loan(500_000, "18", more).unwrap();
        assert_eq!((more.months, more.total_interest_minor), (32, 131_397));
        assert!(more.months_saved > 10 && more.interest_saved_minor > 40_000);
    }

    #[test]
    fn an_extra_payment_shortens_a_term() {
        let once = json!([{ "on": "2027-01-15", "amount_minor": 5_000_000 }]);
        let told = loan(35_000_000, "6.5", json!({ "months": 360, "extra_payments": once }));
        let told = told.unwrap();
        assert_eq!(told.schedule[12].payment_minor, 5_221_224);
        assert_eq!(told.months + told.months_saved, 360);
        assert!(told.months_saved > 80);
    }

    #[test]
    fn what_cannot_be_is_told_in_a_loans_own_words() {
        let told = |more| loan(1_000_000, "24", more).unwrap_err();
        let grows = told(json!({ "payment_minor": 5_000 }));
        assert_eq!(grows.field(), "payment_minor");
        assert!(grows.to_string().contains("at least 200.01 is needed"));
        assert_eq!(told(json!({})).to_string(), "give either the term or the payment");
        assert_eq!(told(json!({ "months": 0 })).field(), "months");
        assert_eq!(told(json!({ "payment_minor": -1 })).field(), "payment_minor");
        assert_eq!(loan(-1, "24", json!({ "months": 3 })).unwrap_err().field(), "principal_minor");
    }

    proptest! {
        #[test]
        fn a_term_is_kept_and_every_payment_but_the_last_is_equal(
            principal in 100_000..100_000_000i64, apr in 0..3_000i64, months in 1..420u32,
        ) {
            let apr = Percent(Decimal::new(apr, 2)).to_string();
            let told = loan(principal, &apr, json!({ "months": months })).unwrap();
            prop_assert!(told.months <= months);
            let (last, others) = told.schedule.split_last().unwrap();
            prop_assert!(others.iter().all(|row| row.payment_minor == told.payment_minor));
            prop_assert_eq!(last.balance_minor, 0);
            let principals = told.schedule.iter().map(|row| row.principal_minor).sum::<i64>();
            prop_assert_eq!(principals, principal);
        }
    }
}
