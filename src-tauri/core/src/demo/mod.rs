//! Two years of a believable household, to look around in. The data is made in `household.rs`,
//! habits in `customs.rs`, debts in `owed.rs`.
mod customs;
pub mod household;
mod ops;
mod owed;

pub use ops::*;

crate::ops! { "demo"
    /// Fill an empty file with two deterministic years of an invented household.
    POST "/demo" add_household(crate::op::Nothing) -> DemoAdded;
}
