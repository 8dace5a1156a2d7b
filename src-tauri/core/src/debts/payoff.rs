//! The verbs of paying off: how it is done, and the plan that is agreed to.
use super::plan::Plan;
use super::standing::Standing;
use super::*;
use crate::db::Id;
use crate::op::Nothing;
use crate::{Error, Result, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;

pub async fn get_payoffs(tx: &mut Tx, _: Nothing) -> Result<Vec<PayoffNow>> {
    Ok(load::standing(tx).await?.payoffs())
}

/// Only the fields given change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePayoff {
    /// ISO 4217; of debts that are there.
    pub currency: String,
    /// Of the choice; 0 where nothing was chosen yet.
    pub version: i64,
    #[serde(default)]
    pub strategy: Option<Strategy>,
    #[serde(default)]
    pub extra_minor: Option<i64>,
    #[serde(default)]
    pub rollover: Option<bool>,
    #[serde(default)]
    pub smallest_first: Option<u32>,
    /// For `custom`: the debts in the order in which they are paid off.
    #[serde(default)]
    pub custom_order: Option<Vec<Id>>,
    /// Those of days that are over play no part.
    #[serde(default)]
    pub lump_sums: Option<Vec<LumpSum>>,
    #[serde(default)]
    pub budgets: Option<Vec<DebtBudget>>,
    /// Also agree to the plan that comes of it: from now on it is what reality is held against.
    #[serde(default)]
    pub agree: bool,
}

impl UpdatePayoff {
    /// Changes nothing yet.
    pub fn of(currency: &str, version: i64) -> Self {
        Self {
            currency: currency.into(),
            version,
            strategy: None,
            extra_minor: None,
            rollover: None,
            smallest_first: None,
            custom_order: None,
            lump_sums: None,
            budgets: None,
            agree: false,
        }
    }
}

pub async fn update_payoff(tx: &mut Tx, input: UpdatePayoff) -> Result<PayoffNow> {
    let now = of_currency(tx, &input.currency).await?;
    let (version, agree) = (input.version, input.agree);
    let mut choice = changed(now.choice, input);
    let standing = load::standing(tx).await?;
    Plan::new(&standing.follow(choice.clone())?.input)?;
    if agree {
        agree_to(&standing, &mut choice)?;
    }
    let words = match agree {
        true => format!("agreed to a plan for the debts in {}", choice.currency),
        false => format!("changed how the debts in {} are paid off", choice.currency),
    };
    if choice.id.is_nil() {
        if version != 0 {
            let message = "this was undone in the meantime; look again";
            return Err(Error::new(crate::Code::Conflict, message));
        }
        (choice.id, choice.version) = (tx.new_id(), 1);
        tx.insert(&choice).await?;
    } else {
        tx.update(&mut choice, version).await?;
    }
    tx.label(words).await?;
    of_currency(tx, &choice.currency).await
}

async fn of_currency(tx: &mut Tx, currency: &str) -> Result<PayoffNow> {
    let all = load::standing(tx).await?.payoffs();
    let none = || Error::invalid("currency", format!("there is no debt in {currency}"));
    all.into_iter().find(|now| now.currency == currency).ok_or_else(none)
}

fn changed(mut choice: PayoffChoice, input: UpdatePayoff) -> PayoffChoice {
    choice.strategy = input.strategy.unwrap_or(choice.strategy);
    choice.extra_minor = input.extra_minor.unwrap_or(choice.extra_minor);
    choice.rollover = input.rollover.unwrap_or(choice.rollover);
    if let Some(many) = input.smallest_first {
        choice.smallest_first = i32::try_from(many.min(1_000)).unwrap_or(1);
    }
    choice.custom_order = input.custom_order.map_or(choice.custom_order, Json);
    choice.lump_sums = input.lump_sums.map_or(choice.lump_sums, Json);
    choice.budgets = input.budgets.map_or(choice.budgets, Json);
    choice
}

/// The plan becomes the one that reality is held against, from today. Minimums that earlier plans
/// freed stay in its money. One that cannot work is kept while it is thought about, not agreed to.
fn agree_to(standing: &Standing, choice: &mut PayoffChoice) -> Result<()> {
    let held = standing.follow(choice.clone())?.input.committed_minor;
    let fresh = PayoffChoice { agreed: Json(None), ..choice.clone() };
    let mut input = standing.follow(fresh)?.input;
    input.committed_minor = held;
    let plan = super::simulate::simulate(&input)?;
    input.committed_minor = Some(plan.committed_minor);
    (choice.agreed, choice.agreed_on) = (Json(Some(input)), Some(standing.today));
    Ok(())
}
