//! What can be asked of a habit.
use super::evaluate::{EvaluateHabit, Evaluation};
use super::fault::Fault;
use crate::{Error, Result, Tx};

pub async fn evaluate(_tx: &mut Tx, input: EvaluateHabit) -> Result<Evaluation> {
    Ok(super::evaluate::evaluate(&input)?)
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::invalid(fault.field(), fault.to_string())
    }
}
