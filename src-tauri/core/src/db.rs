//! The file: how it is opened, keyed, migrated and filled. The only place, with `history`, that
//! knows which database it is.
pub mod bulk;
mod ending;
pub mod key;
pub mod migrate;
pub mod open;
pub mod record;
mod rekey;

pub use key::Key;
pub use migrate::check;
pub use open::{FileState, Store};
pub use record::Record;

/// Every row's name: a UUIDv7 made here, so that ids sort by when they were made.
pub type Id = uuid::Uuid;

pub fn new_id() -> Id {
    Id::now_v7()
}
