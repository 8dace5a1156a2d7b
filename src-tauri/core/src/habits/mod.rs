//! Habits: what a person wants to do, or not to do, again and again, and how it goes. The rules know
//! neither the file nor the clock: every number is worked out from the marks each time, nothing that
//! is worked out is stored.
//!
//! `frequency` says how often, `plan` what is asked, `days` what each day is worth; `score` and
//! `streak` follow from these, `targets` and `review` add up periods, `evaluate` shows it all to
//! whoever wants to check. `loop_db`, `loop_file`, `loop_write`, `habitbull`: the files of
//! other programs.
pub mod days;
pub mod evaluate;
pub mod fault;
pub mod frequency;
pub mod habitbull;
mod implied;
pub mod interchange;
pub mod loop_db;
pub mod loop_file;
pub mod loop_write;
mod ops;
pub mod plan;
pub mod quantity;
pub mod review;
#[cfg(test)]
mod samples;
pub mod score;
pub mod streak;
pub mod targets;

use evaluate::{EvaluateHabit, Evaluation};

crate::ops! { "habits"
    /// Judge a habit by the marks that are given: its strength day by day, its streaks, and whether
    /// today would end one.
    POST "/habits/evaluate" evaluate(EvaluateHabit) -> Evaluation, reads;
}
