//! The nouns of debts that are kept: a debt with its terms, what was said of it, and how the debts of
//! a currency are paid off; and how they are shown. Amounts are minor units; what is owed is
//! positive.
use super::explain::MovedDate;
use super::replay::DebtMonth;
use super::{
    Convention, DebtBudget, DebtKind, DebtPlan, LumpSum, Minimum, Percent, PlanDebt, PlanRow,
    PromoRate, RateChange, SimulateDebts, Strategy,
};
use crate::db::Id;
use crate::{Result, Tx, record, text_enum};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

record! {
    /// Money that is owed to somebody.
    pub struct Debt in "debt" {
        id: Id,
        name: String,
        kind: DebtKind,
        /// ISO 4217.
        currency: String,
        lender: String,
        /// What was owed at the end of this day is `opening_minor`.
        opened_on: NaiveDate,
        opening_minor: i64,
        #[schemars(with = "DebtTerms")]
        terms: Json<DebtTerms>,
        /// The account of the ledger that is this debt.
        account_id: Option<Id>,
        /// Whom its payments go to, where it is no account.
        payee_id: Option<Id>,
        notes: String,
        archived_on: Option<NaiveDate>,
        version: i64,
    } {
        async fn in_use(tx: &mut Tx, id: Id) -> Result<bool> {
            super::sql::has_entries(tx, id).await
        }
    }
}

/// What was agreed with the lender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DebtTerms {
    /// Yearly rate in percent.
    pub apr: Percent,
    /// Whether the lender may change it; computed with as it is.
    #[serde(default)]
    pub variable: bool,
    #[serde(default)]
    pub rate_changes: Vec<RateChange>,
    #[serde(default)]
    pub promo: Option<PromoRate>,
    /// No interest up to and with this day.
    #[serde(default)]
    pub grace_until: Option<NaiveDate>,
    #[serde(default = "super::model::monthly")]
    pub convention: Convention,
    pub minimum: Minimum,
    /// Day of the month, 1 to 31. Short months end earlier.
    pub due_day: u32,
    /// What the lender adds each month while anything is owed.
    #[serde(default)]
    pub fee_minor: i64,
    /// Credit limit.
    #[serde(default)]
    pub limit_minor: Option<i64>,
}

/// What is usual for a kind of debt: to begin with, not to rely on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UsualTerms {
    pub kind: DebtKind,
    pub convention: Convention,
    /// None: the same each month, as it was agreed.
    pub minimum: Option<Minimum>,
}

impl DebtKind {
    const ALL: [Self; 8] = [
        Self::Card,
        Self::Personal,
        Self::Student,
        Self::Car,
        Self::Mortgage,
        Self::Overdraft,
        Self::Private,
        Self::Tax,
    ];
}

impl UsualTerms {
    /// Of every kind, in a currency of so many decimal digits. A card asks for 1 % and the interest, at
    /// least 25 where the currency has smaller units; overdrafts and taxes are counted by the day.
    pub(super) fn all(digits: u32) -> Vec<Self> {
        let floor_minor = if digits > 0 { 25 * 10i64.pow(digits) } else { 0 };
        let of_card = Minimum::PercentPlusInterest { floor_minor, percent: Percent(1.into()) };
        let usual = |kind| Self {
            kind,
            convention: match kind {
                DebtKind::Card => Convention::AverageDaily,
                DebtKind::Overdraft | DebtKind::Tax => Convention::Actual365,
                _ => Convention::MonthlyNominal,
            },
            minimum: (kind == DebtKind::Card).then_some(of_card),
        };
        DebtKind::ALL.map(usual).into()
    }
}

text_enum! {
    pub enum EntryKind {
        Payment = "payment",
        Fee = "fee",
        /// A purchase or a payout.
        Charge = "charge",
        Interest = "interest",
        /// What is owed at the end of the day, by the lender's word.
        Statement = "statement",
        /// A transaction that is none of this debt's.
        Nothing = "nothing",
    }
}

record! {
    /// What a person said of a debt: by hand, or of a transaction in the ledger.
    pub struct DebtEntry in "debt_entry" {
        id: Id,
        debt_id: Id,
        day: NaiveDate,
        kind: EntryKind,
        /// Not below zero.
        amount_minor: i64,
        transaction_id: Option<Id>,
        note: String,
        version: i64,
    }
}

record! {
    /// How the debts of a currency are paid off.
    pub struct PayoffChoice in "debt_plan" {
        id: Id,
        currency: String,
        strategy: Strategy,
        /// Each month, beyond the minimums.
        extra_minor: i64,
        rollover: bool,
        /// For `hybrid`.
        smallest_first: i32,
        /// For `custom`.
        #[schemars(with = "Vec<Id>")]
        custom_order: Json<Vec<Id>>,
        #[schemars(with = "Vec<LumpSum>")]
        lump_sums: Json<Vec<LumpSum>>,
        #[schemars(with = "Vec<DebtBudget>")]
        budgets: Json<Vec<DebtBudget>>,
        /// The plan that was agreed to, with the balances of its day.
        #[schemars(with = "Option<SimulateDebts>")]
        agreed: Json<Option<SimulateDebts>>,
        agreed_on: Option<NaiveDate>,
        version: i64,
    }
}

impl Debt {
    /// As a plan sees it, owing so much, with interest up to a day in the balance.
    pub(super) fn in_plan(&self, balance_minor: i64, interest_from: NaiveDate) -> PlanDebt {
        let terms = self.terms.0.clone();
        PlanDebt {
            name: self.name.clone(),
            id: Some(self.id.to_string()),
            balance_minor,
            currency: self.currency.clone(),
            apr: terms.apr,
            minimum_minor: None,
            minimum: Some(terms.minimum),
            due_day: Some(terms.due_day),
            convention: terms.convention,
            rate_changes: terms.rate_changes,
            promo: terms.promo,
            interest_from: Some(interest_from),
            grace_until: terms.grace_until,
            fee_minor: terms.fee_minor,
            limit_minor: terms.limit_minor,
            kind: Some(self.kind),
        }
    }
}

impl PlanDebt {
    /// Whether it is the kept debt of this id.
    pub(super) fn is(&self, id: Id) -> bool {
        self.id.as_deref() == Some(id.to_string().as_str())
    }
}

text_enum! {
    /// How a payment stands on a day.
    pub enum PaymentState {
        /// Still to come.
        Due = "due",
        Paid = "paid",
        /// Less was paid than planned.
        Short = "short",
        Missed = "missed",
        /// Its day is over, and the ledger does not reach so far yet: taken as paid.
        Unknown = "unknown",
        /// Nothing in the ledger could tell: taken as paid.
        Assumed = "assumed",
    }
}

/// A payment on its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DuePayment {
    pub debt_id: Id,
    pub name: String,
    pub currency: String,
    pub on: NaiveDate,
    pub planned_minor: i64,
    /// What the lender asks for.
    pub minimum_minor: i64,
    pub paid_minor: i64,
    pub state: PaymentState,
}

/// A debt, and where it stands today.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShownDebt {
    pub debt: Debt,
    pub account_name: Option<String>,
    pub payee_name: Option<String>,
    /// What is owed today, as far as is known; below zero where too much was paid.
    pub balance_minor: i64,
    /// How much of it is interest and fees that nobody booked yet.
    pub reckoned_minor: i64,
    /// What of the opening balance is gone, in whole percent from 0 to 100.
    pub paid_percent: u32,
    /// The rate in force.
    pub apr: Percent,
    /// What of the credit limit is in use, in whole percent.
    pub used_percent: Option<i64>,
    /// What is still to be paid, or should have been; by the plan where one was agreed to, else the
    /// minimum.
    pub next: Option<DuePayment>,
    /// The newest that did not come as planned.
    pub missed: Option<DuePayment>,
    /// When the plan pays it off.
    pub paid_off_on: Option<NaiveDate>,
    /// Up to which day the ledger can tell of it; none where nothing is linked.
    pub known_until: Option<NaiveDate>,
    /// Transactions that may be payments of it.
    pub proposals: u32,
    /// Nothing is owed any more: it can be archived.
    pub settled: bool,
}

text_enum! {
    /// Why a transaction is taken for a debt's.
    pub enum FoundBy {
        /// It lies in the debt's own account.
        Account = "account",
        Payee = "payee",
        /// By its amount, and the lender's name in its text.
        Amount = "amount",
        /// A person said so.
        Person = "person",
    }
}

/// Something that happened to a debt: by hand, or found in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DebtFact {
    /// Of what was said by hand.
    pub entry_id: Option<Id>,
    pub version: Option<i64>,
    pub transaction_id: Option<Id>,
    pub day: NaiveDate,
    pub kind: EntryKind,
    pub amount_minor: i64,
    /// None by hand.
    pub found_by: Option<FoundBy>,
    /// Only proposed: it does not count until a person says so.
    pub proposed: bool,
    /// What of a payment went to interest and fees; the rest lowered the debt.
    pub interest_minor: i64,
    pub text: String,
}

/// A lender's statement against what was reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reconciliation {
    pub on: NaiveDate,
    pub stated_minor: i64,
    pub reckoned_minor: i64,
    /// Stated less reckoned.
    pub difference_minor: i64,
    /// The day of the balance that was reckoned from, and that balance.
    pub since: NaiveDate,
    pub since_minor: i64,
    /// What was reckoned since then.
    pub interest_minor: i64,
    pub fees_minor: i64,
    pub charges_minor: i64,
    pub payments_minor: i64,
    /// What may explain the difference, the likeliest first.
    pub reasons: Vec<DifferenceReason>,
}

/// What may explain a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DifferenceReason {
    /// A transaction after the statement's day, or one only proposed, of just this amount.
    Payment { transaction_id: Option<Id>, day: NaiveDate, amount_minor: i64 },
    /// A payment that was taken as made and did not come.
    Assumed { on: NaiveDate, amount_minor: i64 },
    /// Interest by another way of counting comes to just this.
    Convention { convention: Convention, interest_minor: i64 },
    /// The lender took more interest or a fee.
    Cost,
    /// The lender took less.
    Less,
}

/// A debt's page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DebtPage {
    pub shown: ShownDebt,
    /// Month by month since it was opened, the oldest first.
    pub months: Vec<DebtMonth>,
    /// The newest first.
    pub facts: Vec<DebtFact>,
    /// What the plan says of it from now on.
    pub schedule: Vec<PlanRow>,
}

/// A month's end: planned against what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgainstPlan {
    pub on: NaiveDate,
    pub planned_minor: i64,
    /// None in the future.
    pub actual_minor: Option<i64>,
}

/// The debts of a currency and how they are paid off, as of today.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PayoffNow {
    pub currency: String,
    /// What was chosen; of version 0 where nothing was yet.
    pub choice: PayoffChoice,
    pub owed_minor: i64,
    /// The plan from here on, to be computed with: what is still due this month is taken as paid.
    pub input: SimulateDebts,
    /// None where it is refused.
    pub plan: Option<DebtPlan>,
    /// Why it cannot work, and the field of `input` to change.
    pub refusal: Option<String>,
    pub refusal_field: Option<String>,
    /// This month's payments, the past ones too.
    pub due: Vec<DuePayment>,
    /// When the agreed plan ends.
    pub agreed_free_on: Option<NaiveDate>,
    /// Why the date is another now.
    pub moved: Option<MovedDate>,
    /// The agreed plan against what came of it, by month.
    pub against: Vec<AgainstPlan>,
}
