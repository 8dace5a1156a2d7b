//! What ledger and habits look like: charts as pictures, with the numbers behind them. `canvas` is
//! what all are drawn with (`axis` and `glyphs` measure), `spending`, `habit` and `habit_bars` draw theirs,
//! `picture` makes files of them; `ops` and `habit_ops` ask for the numbers.
mod axis;
mod canvas;
mod glyphs;
mod habit;
mod habit_bars;
mod habit_ops;
mod habit_words;
mod model;
mod ops;
mod picture;
pub mod spending;

pub use {habit_ops::*, model::*, ops::*};

crate::ops! { "reports"
    /// Spending by category and month as a picture, with the numbers behind it.
    GET "/reports/spending" draw_spending(DrawSpending) -> SpendingChart;
    /// Save the spending chart as a PNG or SVG file.
    POST "/reports/spending/save" save_spending(SaveSpending) -> SavedFile;
    /// One view of a habit as a picture, with the numbers that are drawn: those of its page.
    GET "/reports/habits/{id}" draw_habit(DrawHabit) -> HabitChart;
    /// Save one view of a habit as a PNG or SVG file.
    POST "/reports/habits/{id}/save" save_habit(SaveHabit) -> SavedFile;
}
