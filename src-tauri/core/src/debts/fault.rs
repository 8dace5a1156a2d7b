//! Why a plan is not computed, in words: a [`Fault`] is an input that makes no sense, a [`Refusal`]
//! a plan that can be understood and cannot work. Neither is ever repaired in silence.
use crate::{Error, money};
use chrono::NaiveDate;
use serde::Serialize;

/// An input that makes no sense, with the field it stands in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Fault {
    /// As in the input: `debts[2].apr`.
    pub field: String,
    pub reason: Reason,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("there is no debt in this plan; add one")]
    NoDebts,
    #[error("there are too many of these; at most {most} are possible")]
    TooMany { most: usize },
    #[error("give the debt a name")]
    NoName,
    #[error("two debts are called {name}; give each a name of its own, or an id")]
    SameName { name: String },
    #[error("{code} is not a currency; use an ISO 4217 code such as EUR or USD")]
    NoCurrency { code: String },
    #[error(
        "{one} and {other} in one plan: money in one cannot pay the other without an exchange \
         rate; make a plan for each currency"
    )]
    Currencies { one: String, other: String },
    #[error("an amount cannot be below zero here")]
    Negative,
    #[error("this amount is too large to compute with")]
    TooLarge,
    #[error("{percent} % is no yearly rate; it lies from 0 to 1000 % with at most 6 decimals")]
    NoRate { percent: String },
    #[error("{percent} % is no share; it lies from 0 to 100 % with at most 6 decimals")]
    NoShare { percent: String },
    #[error("{day} is no day of a month; use 1 to 31")]
    NoDay { day: u32 },
    #[error("say what must be paid each month, 0 if nothing must")]
    NoMinimum,
    #[error("give the minimum once: either a fixed amount or a rule")]
    TwoMinimums,
    #[error("{day} is out of range; use a day from 1900 to 2200")]
    FarDay { day: NaiveDate },
    #[error("{day} is before the plan's start on {start}")]
    BeforeStart { day: NaiveDate, start: NaiveDate },
    #[error("{day} is not in the two months before the plan's start on {start}")]
    NotInterestDay { day: NaiveDate, start: NaiveDate },
    #[error("{day} stands here twice")]
    SameDay { day: NaiveDate },
    #[error("there is no debt called {name} in this plan")]
    UnknownDebt { name: String },
    #[error("{name} fits more than one debt; use its id")]
    Ambiguous { name: String },
    #[error("{name} stands here twice")]
    Twice { name: String },
    #[error("a term lies from 1 to 1200 months")]
    NoTerm,
    #[error("give either the term or the payment")]
    TermOrPayment,
    #[error("choose at least one debt to put in its place")]
    NothingChosen,
}

impl Reason {
    pub(super) fn at(self, field: impl Into<String>) -> Fault {
        Fault { field: field.into(), reason: self }
    }
}

/// A plan that cannot work.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Refusal {
    /// What is paid never gets past the interest.
    #[error("{}", grows(self))]
    Grows {
        debt: String,
        currency: String,
        /// The plan's first month in which it is so, and a day in it.
        month: u32,
        on: NaiveDate,
        minimum_minor: i64,
        /// The minimum and what the plan adds to it.
        payment_minor: i64,
        /// With the month's fee.
        interest_minor: i64,
        fee_minor: i64,
        /// The least that lowers the debt in that month.
        needed_minor: i64,
        #[serde(skip)]
        field: String,
    },
    /// A budget that is less than the lenders ask for.
    #[error(
        "the budget of {} does not cover {}'s minimums of {}: plan at least that much",
        money::plain(*.budget_minor, currency), .on.format("%B %Y"),
        money::plain(*.minimums_minor, currency)
    )]
    Budget { currency: String, month: u32, on: NaiveDate, budget_minor: i64, minimums_minor: i64 },
    #[error(
        "this plan takes more than 100 years: after them {debt} still owes {}; pay more each month",
        money::plain(*.balance_minor, currency)
    )]
    TooLong { debt: String, currency: String, balance_minor: i64 },
    #[error(transparent)]
    #[serde(skip)]
    Invalid(#[from] Fault),
}

/// "the minimum of 50.00 does not cover July's interest of 200.00: this debt grows; …".
fn grows(refusal: &Refusal) -> String {
    let Refusal::Grows {
        debt,
        currency,
        on,
        minimum_minor,
        payment_minor,
        interest_minor,
        fee_minor,
        needed_minor,
        ..
    } = refusal
    else {
        return String::new();
    };
    let plain = |minor: i64| money::plain(minor, currency);
    let paid = if payment_minor > minimum_minor { "payment" } else { "minimum" };
    let cost = if *fee_minor > 0 { "interest and fee" } else { "interest" };
    let (covers, so) = if payment_minor < interest_minor {
        ("does not cover", "this debt grows")
    } else {
        ("does no more than cover", "this debt never ends")
    };
    format!(
        "{debt}: the {paid} of {} {covers} {}'s {cost} of {}: {so}; at least {} is needed",
        plain(*payment_minor),
        on.format("%B"),
        plain(*interest_minor),
        plain(*needed_minor),
    )
}

impl Refusal {
    /// The field of the input to change.
    pub fn field(&self) -> &str {
        match self {
            Self::Grows { field, .. } => field,
            Self::Budget { .. } => "budgets",
            Self::TooLong { .. } => "extra_minor",
            Self::Invalid(fault) => &fault.field,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Error::invalid(&fault.field, fault.to_string())
    }
}

impl From<Refusal> for Error {
    /// The words as message, the numbers as detail.
    fn from(refusal: Refusal) -> Self {
        let error = Error::invalid(refusal.field(), refusal.to_string());
        match (&refusal, serde_json::to_value(&refusal)) {
            (Refusal::Invalid(_), _) | (_, Err(_)) => error,
            (_, Ok(detail)) => error.with_detail(detail),
        }
    }
}
