//! What can be asked of a plan. Everything a plan needs is given with the question, so that anyone
//! can check the figures: nothing here reads the file or writes to it.
use super::amortise::{AmortiseLoan, LoanSchedule};
use super::compare::{CompareDebts, DebtComparison};
use super::explain::{ExplainMove, MovedDate};
pub use super::happen::*;
pub use super::keep::*;
pub use super::payoff::*;
use super::switch::{SwitchDebts, SwitchOutcome};
use super::{DebtPlan, SimulateDebts};
use crate::{Result, Tx};

pub async fn simulate(_tx: &mut Tx, input: SimulateDebts) -> Result<DebtPlan> {
    Ok(super::simulate::simulate(&input)?)
}

pub async fn compare(_tx: &mut Tx, input: CompareDebts) -> Result<DebtComparison> {
    Ok(super::compare::compare(&input)?)
}

pub async fn amortise(_tx: &mut Tx, input: AmortiseLoan) -> Result<LoanSchedule> {
    Ok(super::amortise::amortise(&input)?)
}

pub async fn switch(_tx: &mut Tx, input: SwitchDebts) -> Result<SwitchOutcome> {
    Ok(super::switch::switch(&input)?)
}

pub async fn explain(_tx: &mut Tx, input: ExplainMove) -> Result<MovedDate> {
    Ok(super::explain::explain(&input)?)
}
