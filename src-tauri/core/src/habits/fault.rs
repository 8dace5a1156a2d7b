//! Why a habit cannot be judged, in words for the person. What a caller sent wrong, nothing else.
use super::frequency::MAX_DENOMINATOR;
use super::quantity::MAX_UNITS;
use chrono::NaiveDate;

/// Something about a habit or its marks that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("a habit is done at least once: the number of times starts at 1, not {0}")]
    Times(i64),
    #[error("a habit comes round within 1 to {MAX_DENOMINATOR} days, not {0}")]
    Days(i64),
    #[error("{times} times in {days} days is more than once a day; measure it instead")]
    TooOften { times: i64, days: i64 },
    #[error("choose at least one weekday")]
    NoWeekday,
    #[error("say how much the habit aims at: a number from 0 on")]
    Target,
    #[error("amounts go up to {MAX_UNITS}")]
    Amount,
    #[error("“{0}” is not a number")]
    Number(String),
    #[error("there are two marks for {0}; a day has one")]
    Twice(NaiveDate),
    #[error("{0} is not a day of the years 1 to 9999")]
    Year(NaiveDate),
    #[error("from {0} to {1} is more than 200 years; check the days")]
    TooLong(NaiveDate, NaiveDate),
    #[error("the pause from {0} ends before it begins, on {1}")]
    Pause(NaiveDate, NaiveDate),
}

impl Fault {
    /// The input field that it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Times(_) | Self::TooOften { .. } => "numerator",
            Self::Days(_) => "denominator",
            Self::NoWeekday => "weekdays",
            Self::Target => "target",
            Self::Amount | Self::Number(_) => "amount",
            Self::Twice(_) | Self::Year(_) | Self::TooLong(..) => "entries",
            Self::Pause(..) => "pauses",
        }
    }
}
