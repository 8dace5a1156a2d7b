//! The nouns of bills. Amounts are minor units; money out is negative.
use super::cadence::{Cadence, Rhythm, Weekend};
use crate::db::Id;
use crate::{record, text_enum};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

text_enum! {
    pub enum Direction {
        Out = "out",
        In = "in",
    }
}

text_enum! {
    pub enum BillState {
        /// By the ledger alone.
        Found = "found",
        Confirmed = "confirmed",
        /// Not a bill.
        Dismissed = "dismissed",
    }
}

record! {
    /// What a person said of something that comes again and again.
    pub struct Bill in "bill" {
        id: Id,
        name: String,
        state: BillState,
        direction: Direction,
        currency: String,
        payee_id: Option<Id>,
        account_id: Option<Id>,
        /// None is what the ledger says.
        amount_minor: Option<i64>,
        cadence: Cadence,
        /// A day on which it was due, or would be if that were no weekend.
        starts_on: NaiveDate,
        day_of_month: i32,
        weekend: Weekend,
        version: i64,
    }
}

impl Direction {
    pub(super) fn of(amount_minor: i64) -> Self {
        if amount_minor < 0 { Self::Out } else { Self::In }
    }
}

impl Bill {
    pub(super) fn rhythm(&self) -> Rhythm {
        let day_of_month = self.day_of_month.clamp(1, 31) as u32;
        Rhythm { cadence: self.cadence, start: self.starts_on, day_of_month, weekend: self.weekend }
    }
}

/// A price that went up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PriceRise {
    pub from_minor: i64,
    pub to_minor: i64,
    pub on: NaiveDate,
}

/// Something that comes again and again, and when it is expected next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShownBill {
    /// The same each time it is shown, whether it is kept or only found.
    pub key: String,
    /// None of what is only found.
    pub id: Option<Id>,
    pub version: Option<i64>,
    pub state: BillState,
    pub name: String,
    pub direction: Direction,
    pub payee_id: Option<Id>,
    /// Where it was paid last.
    pub account_id: Option<Id>,
    pub currency: String,
    pub expected_minor: i64,
    /// Whether a person set the amount.
    pub amount_set: bool,
    /// Whether one price holds until it changes.
    pub fixed: bool,
    /// The least and the most of the newest twelve, as positive numbers.
    pub least_minor: i64,
    pub most_minor: i64,
    pub cadence: Cadence,
    pub next_on: NaiveDate,
    /// It should have come by now, and its account is known beyond that day.
    pub overdue: bool,
    /// The newest day in the ledger of its account.
    pub known_until: Option<NaiveDate>,
    pub last_on: Option<NaiveDate>,
    pub last_minor: Option<i64>,
    /// How many payments it rests on, and since when.
    pub payments: i64,
    pub since: Option<NaiveDate>,
    pub price_rise: Option<PriceRise>,
}

/// A charge that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChargeOfNote {
    pub transaction_id: Id,
    pub day: NaiveDate,
    pub payee: String,
    pub amount_minor: i64,
    pub currency: String,
    pub account_id: Id,
    pub note: ChargeNote,
}

/// Why it is. The amounts are signed as the charge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ChargeNote {
    /// Above the price of at least three before.
    PriceRise { from_minor: i64 },
    /// More than three times what is usual for the payee.
    Unusual { usual_minor: i64 },
    /// The first of its payee, and among the dearest of a year.
    Large,
}

/// What is left to spend in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SafeToSpend {
    pub currency: String,
    /// The last day that it must last: the day before the payday, or the month's last.
    pub until: NaiveDate,
    /// From today to that day.
    pub days: i64,
    pub payday: Option<Payday>,
    /// Cash and current accounts.
    pub liquid: Vec<SafePart>,
    /// What is owed on cards, as negative numbers.
    pub cards: Vec<SafePart>,
    /// What is still to be paid till then, each as often as it comes: bills, and what debts ask for.
    pub bills: Vec<SafeBill>,
    pub liquid_minor: i64,
    pub cards_minor: i64,
    pub bills_minor: i64,
    /// All three together; below zero there is not enough.
    pub safe_minor: i64,
    /// For each of the days; none when there is nothing to share out.
    pub per_day_minor: Option<i64>,
}

/// When money is expected next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Payday {
    pub key: String,
    pub name: String,
    pub on: NaiveDate,
    pub expected_minor: i64,
}

/// An account's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SafePart {
    pub account_id: Id,
    pub name: String,
    pub balance_minor: i64,
    /// The newest day in its ledger.
    pub known_until: Option<NaiveDate>,
}

/// A bill that is still to be paid, or a debt's payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SafeBill {
    pub key: String,
    pub name: String,
    pub on: NaiveDate,
    pub amount_minor: i64,
    pub overdue: bool,
}
