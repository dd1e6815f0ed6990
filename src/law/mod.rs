//! Packs: what a law or policy says, as data. Read from TOML (`store`, `raw`), checked (`check`) into the model, linted.
//! Not their meaning for a transfer: that is the engine's.

pub mod keys;
pub mod list;
pub mod model;
pub mod store;

mod canonical;
mod check;
mod names;
mod raw;
mod read;
mod source;
mod walk;

pub use check::load;
pub use source::PackSource;
