//! Habits: what a person wants to do, or not to do, again and again, and how it goes. Kept are what
//! is asked and what was said of each day; every number is worked out from these each time, nothing
//! that is worked out is stored.
//!
//! `frequency` says how often, `plan` what is asked, `days` what each day is worth; `score` and
//! `streak` follow from these, `targets` and `review` add up periods, `evaluate` shows it all to
//! whoever wants to check. These know neither the file nor the clock. `ops` keeps habits (`draft`
//! says which are sound), `marking` their days, `look` shows them, `retrospect` looks back on a week
//! or month of all of them, `exchange` brings them in and out: `loop_db`, `loop_file`, `loop_write`,
//! `habitbull`, `own_file` are the files of others and ours.
//!
//! The ledger can judge a habit: `check` says by which charges, `told` what these say of each day
//! (pure), and `marks` is the one place where marks by hand and by the ledger are read together.
//! `savings` reckons what was not spent (pure), `saving` sends it to a debt.
mod check;
pub mod days;
mod draft;
pub mod evaluate;
mod exchange;
pub mod fault;
pub mod frequency;
pub mod habitbull;
mod implied;
pub mod interchange;
mod look;
pub mod loop_db;
pub mod loop_file;
pub mod loop_write;
mod marking;
mod marks;
mod model;
mod ops;
mod own_file;
mod places;
pub mod plan;
pub mod quantity;
mod retrospect;
pub mod review;
#[cfg(test)]
mod samples;
pub mod savings;
mod saving;
pub mod score;
mod sql;
pub mod streak;
pub mod targets;
pub mod templates;
pub mod told;

use crate::history::Kind;
use crate::op::Nothing;
use evaluate::{EvaluateHabit, Evaluation};
use templates::HabitTemplate;
pub use {check::*, exchange::*, look::*, marking::*, model::*, ops::*, retrospect::*, saving::*};

/// What history can bring back.
pub const KINDS: &[Kind] =
    &[Kind::of::<Habit>(), Kind::of::<KeptEntry>(), Kind::of::<SentSaving>()];

crate::ops! { "habits"
    /// Judge a habit by the marks that are given: its strength day by day, its streaks, and whether
    /// today would end one.
    POST "/habits/evaluate" evaluate(EvaluateHabit) -> Evaluation, reads;
    /// The habits in their order: how today stands, streak, strength and the last seven days.
    GET "/habits" list_habits(ListHabits) -> Vec<ShownHabit>;
    /// Habits to begin with.
    GET "/habits/templates" list_templates(Nothing) -> Vec<HabitTemplate>;
    /// Habits by days: what each day is worth, and what was said of it.
    GET "/habits/grid" get_grid(GetGrid) -> HabitGrid;
    /// All habits and their days as a file: Loop's CSV files in a zip, or our own JSON.
    GET "/habits/export" export_habits(ExportHabits) -> HabitsFile;
    /// Bring in habits from a file: Loop Habit Tracker's (CSV zip or database), HabitBull's CSV, or
    /// our own. Days that are marked already stay as they are.
    POST "/habits/import" import_habits(ImportHabits) -> HabitsImport;
    /// A week or month of all habits beside the one before: kept of due, streaks, what was missed.
    GET "/habits/review" review_habits(ReviewHabits) -> HabitsReview;
    /// One habit and how today stands.
    GET "/habits/{id}" get_habit(GetHabit) -> ShownHabit;
    /// All there is to see of a habit: strength day by day, best streaks, a year, weekdays, notes.
    GET "/habits/{id}/history" get_habit_history(GetHabitHistory) -> HabitHistory;
    /// What a habit that the ledger checks has saved against the ninety days before it, and how that
    /// was reckoned.
    GET "/habits/{id}/savings" get_savings(GetHabit) -> HabitSavings;
    /// Send what a habit has saved to a debt: a transfer of today between own accounts.
    POST "/habits/{id}/savings/send" send_savings(SendSavings) -> HabitSavings;
    /// Begin a habit.
    POST "/habits" add_habit(AddHabit) -> ShownHabit;
    /// Change a habit; only the fields given change, and all its days are judged by them.
    PATCH "/habits/{id}" update_habit(UpdateHabit) -> ShownHabit;
    /// Remove a habit with all its days.
    DELETE "/habits/{id}" remove_habit(ChooseHabit) -> Habit;
    /// Put a habit away; its history stays.
    POST "/habits/{id}/archive" archive_habit(ChooseHabit) -> ShownHabit;
    /// Take a habit up again.
    POST "/habits/{id}/reactivate" reactivate_habit(ChooseHabit) -> ShownHabit;
    /// Let a habit rest from a day on, to another or until further notice.
    POST "/habits/{id}/pause" pause_habit(PauseHabit) -> ShownHabit;
    /// End the pause that a habit is in.
    POST "/habits/{id}/resume" resume_habit(ChooseHabit) -> ShownHabit;
    /// Put a habit before another, or last.
    POST "/habits/{id}/move" move_habit(MoveHabit) -> ShownHabit;
    /// Say how a day went, or take it back.
    POST "/habits/{id}/mark" mark_habit(MarkHabit) -> MarkedHabit;
    /// Say how several days went, of one habit or several; one undo takes it back.
    POST "/habits/marks" mark_many(MarkMany) -> Vec<ShownHabit>;
}
