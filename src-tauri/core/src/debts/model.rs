//! The nouns of a payoff plan, as they cross the wire. Amounts are minor units of the plan's one
//! currency; what is owed is positive. Checking them is `plan.rs`, computing with them
//! `simulate.rs`.
use super::Percent;
use crate::text_enum;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

text_enum! {
    pub enum DebtKind {
        Card = "card",
        Personal = "personal",
        Student = "student",
        Car = "car",
        Mortgage = "mortgage",
        Overdraft = "overdraft",
        Private = "private",
        Tax = "tax",
    }
}

text_enum! {
    /// How interest is computed; the sources are in `interest.rs`.
    pub enum Convention {
        /// A twelfth of the rate on the balance, whatever the length of the month.
        MonthlyNominal = "monthly_nominal",
        /// Each day a 365th of the rate.
        Actual365 = "actual_365",
        /// Each day a 360th of the rate.
        Actual360 = "actual_360",
        /// Months of 30 days, years of 360.
        Thirty360 = "thirty_360",
        /// Average daily balance, new purchases included.
        AverageDaily = "average_daily",
        /// Average daily balance, new purchases left out.
        AverageDailyOld = "average_daily_old",
        /// Nothing if the last statement was paid in full, else as `average_daily`.
        GracePeriod = "grace_period",
    }
}

text_enum! {
    /// Where the money goes that is left after the minimums.
    pub enum Strategy {
        /// Highest rate first.
        Avalanche = "avalanche",
        /// Lowest balance first.
        Snowball = "snowball",
        /// First the debt that its minimum alone would end soonest.
        ShortestTerm = "shortest_term",
        /// First the debt nearest to its credit limit.
        HighestUtilisation = "highest_utilisation",
        /// The few smallest first, then the highest rate.
        Hybrid = "hybrid",
        /// In the order given.
        Custom = "custom",
        /// Nothing beyond each debt's minimum; extra, lump sums and rollover play no part.
        MinimumsOnly = "minimums_only",
    }
}

impl Strategy {
    pub const ALL: [Self; 7] = [
        Self::Avalanche,
        Self::Snowball,
        Self::ShortestTerm,
        Self::HighestUtilisation,
        Self::Hybrid,
        Self::Custom,
        Self::MinimumsOnly,
    ];
}

/// What the lender asks for each month, never more than is owed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Minimum {
    /// The same each month.
    Fixed { amount_minor: i64 },
    /// A share of the balance with this month's interest and fees, but at least the floor.
    Percent { floor_minor: i64, percent: Percent },
    /// A share of the balance before interest, plus the interest and fees, but at least the floor.
    PercentPlusInterest { floor_minor: i64, percent: Percent },
}

/// The rate from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateChange {
    pub from: NaiveDate,
    pub apr: Percent,
}

/// A promotional rate up to and with a day; it comes before every other rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromoRate {
    pub apr: Percent,
    pub until: NaiveDate,
}

/// A debt as a plan sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanDebt {
    pub name: String,
    /// Tells debts of one name apart; free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is owed at the plan's start.
    pub balance_minor: i64,
    /// ISO 4217; the same for all debts of a plan.
    pub currency: String,
    /// Yearly rate in percent.
    pub apr: Percent,
    /// A fixed minimum; or else give `minimum`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_minor: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Minimum>,
    /// Day of the month, 1 to 31; without it the start's. Short months end earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_day: Option<u32>,
    #[serde(default = "monthly")]
    pub convention: Convention,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rate_changes: Vec<RateChange>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promo: Option<PromoRate>,
    /// Interest up to this day is in the balance already; without it up to the plan's start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_from: Option<NaiveDate>,
    /// No interest up to and with this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace_until: Option<NaiveDate>,
    /// What the lender adds each month while anything is owed.
    #[serde(default)]
    pub fee_minor: i64,
    /// Credit limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_minor: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DebtKind>,
}

/// Money that comes once, spent in the month of the plan that its day falls in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LumpSum {
    pub on: NaiveDate,
    pub amount_minor: i64,
    /// Name or id of the debt it goes to first; by default the strategy decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debt: Option<String>,
}

/// All the money of a month, minimums included, from the month of the plan that the day falls in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DebtBudget {
    pub from: NaiveDate,
    pub amount_minor: i64,
}

/// A payoff plan to compute. Each month, in this order: interest and fees are added to every open
/// debt, each minimum is paid, the rest goes to the strategy's target, what is left to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulateDebts {
    /// The day of the balances. Month 1 of the plan ends a month later.
    pub start: NaiveDate,
    pub strategy: Strategy,
    /// Each month, beyond the minimums.
    #[serde(default)]
    pub extra_minor: i64,
    /// The minimum of a debt that is paid off stays in the month's money.
    #[serde(default = "yes")]
    pub rollover: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lump_sums: Vec<LumpSum>,
    /// For a month's money that changes; it replaces minimums and extra together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<DebtBudget>,
    /// What the minimums came to when the plan was made; by default what they are in month 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed_minor: Option<i64>,
    /// For `custom`: names or ids; a debt that is not named follows, highest rate first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// For `hybrid`: how many of the smallest come first.
    #[serde(default = "one")]
    pub smallest_first: u32,
    pub debts: Vec<PlanDebt>,
}

pub(super) fn monthly() -> Convention {
    Convention::MonthlyNominal
}

fn yes() -> bool {
    true
}

fn one() -> u32 {
    1
}

/// When a debt is paid off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Payoff {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Of the plan, from 1; 0 when nothing was owed at the start.
    pub month: u32,
    pub on: NaiveDate,
}

/// A debt in a month of the plan: balance before + interest + fee − payment = balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRow {
    pub month: u32,
    pub debt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Day of the payment.
    pub on: NaiveDate,
    pub interest_minor: i64,
    pub fee_minor: i64,
    pub payment_minor: i64,
    /// After the payment.
    pub balance_minor: i64,
}

/// A payoff plan, computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DebtPlan {
    pub currency: String,
    pub months: u32,
    /// The day of the last payment.
    pub debt_free_on: NaiveDate,
    /// The day the last debt would be gone if the last month's money came in evenly, day by day.
    pub cleared_on: NaiveDate,
    pub total_interest_minor: i64,
    pub total_fees_minor: i64,
    /// What was owed + interest + fees.
    pub total_paid_minor: i64,
    /// What the minimums came to in month 1; given to a plan from later balances, it goes on alike.
    pub committed_minor: i64,
    /// In the order they happen.
    pub payoffs: Vec<Payoff>,
    /// By month, then by name.
    pub schedule: Vec<PlanRow>,
}
