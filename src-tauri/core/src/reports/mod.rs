//! What ledger and habits look like: charts as pictures, with the numbers behind them. `canvas` is
//! what all are drawn with (`axis` and `glyphs` measure); `spending`, `habit`, `habit_bars` and
//! `debts` (with `debt_names`) draw theirs, `picture` makes files of them; `schedule` writes a payoff plan's payments.
//! `ops`, `habit_ops` and `debt_ops` ask for the numbers.
mod axis;
mod canvas;
mod debt_names;
mod debt_ops;
mod debt_words;
mod debts;
mod glyphs;
mod habit;
mod habit_bars;
mod habit_ops;
mod habit_words;
mod model;
mod ops;
mod picture;
mod schedule;
pub mod spending;

pub use {debt_ops::*, habit_ops::*, model::*, ops::*};

crate::ops! { "reports"
    /// Spending by category and month as a picture, with the numbers behind it.
    GET "/reports/spending" draw_spending(DrawSpending) -> SpendingChart;
    /// Save the spending chart as a PNG or SVG file.
    POST "/reports/spending/save" save_spending(SaveSpending) -> SavedFile;
    /// One view of a habit as a picture, with the numbers that are drawn: those of its page.
    GET "/reports/habits/{id}" draw_habit(DrawHabit) -> HabitChart;
    /// Save one view of a habit as a PNG or SVG file.
    POST "/reports/habits/{id}/save" save_habit(SaveHabit) -> SavedFile;
    /// What a payoff plan leaves owed, month by month until nothing is, as a picture, with the
    /// numbers behind it.
    POST "/reports/debts" draw_debts(DrawDebts) -> DebtChart, reads;
    /// Save the picture of a payoff plan as a PNG or SVG file.
    POST "/reports/debts/save" save_debts(SaveDebts) -> SavedFile;
    /// Every payment of a payoff plan as a CSV or Excel file.
    POST "/reports/debts/schedule" make_schedule(MakeSchedule) -> ScheduleFile, reads;
    /// Save every payment of a payoff plan as a CSV or Excel file.
    POST "/reports/debts/schedule/save" save_schedule(SaveSchedule) -> SavedFile;
}
