//! What the ledger looks like: charts as pictures, with the numbers behind them.
mod axis;
mod glyphs;
mod model;
mod ops;
pub mod spending;

pub use {model::*, ops::*};

crate::ops! { "reports"
    /// Spending by category and month as a picture, with the numbers behind it.
    GET "/reports/spending" draw_spending(DrawSpending) -> SpendingChart;
    /// Save the spending chart as a PNG or SVG file.
    POST "/reports/spending/save" save_spending(SaveSpending) -> SavedFile;
}
