//! The product: everything PocketSage can do. It knows nothing of windows, HTTP or terminals.
pub mod app;
pub mod config;
pub mod day;
pub mod db;
pub mod error;
pub mod history;
pub mod logs;
pub mod money;
pub mod op;
mod watch;

// Features, in order: each may use the ones above it.
pub mod ledger;
pub mod imports;
pub mod debts;
pub mod bills;
pub mod habits;
pub mod notifications;
pub mod reports;
pub mod demo;
pub mod file;

pub use app::{Actor, App, Caller, Event, Tx};
pub use config::Config;
pub use error::{Code, Error, Result};
pub use op::Op;

/// Every operation there is. A face is a loop over this.
pub const OPS: &[&[Op]] = &[
    history::OPS,
    ledger::OPS,
    imports::OPS,
    debts::OPS,
    bills::OPS,
    habits::OPS,
    notifications::OPS,
    reports::OPS,
    demo::OPS,
    file::OPS,
];

/// Every kind of row that history can bring back.
pub const KINDS: &[&[history::Kind]] = &[
    ledger::KINDS,
    imports::KINDS,
    debts::KINDS,
    bills::KINDS,
    habits::KINDS,
    notifications::KINDS,
];
