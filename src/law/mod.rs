//! Packs: what a law or policy says, as data. Read from TOML (`store`, `raw`), checked (`check`) into the model, linted.
//! Not their meaning for a transfer: that is the engine's.

pub mod gates;
pub mod keys;
mod lint;
pub mod list;
pub mod model;
pub mod schema;
pub mod store;

#[cfg(packs_compiled_in)]
mod builtin;
mod canonical;
mod cases;
mod check;
mod names;
mod provision;
mod raw;
mod read;
mod source;
mod walk;

#[cfg(packs_compiled_in)]
pub use builtin::{builtin, builtin_sources};
pub use cases::{TestCase, tests};
pub use check::load;
pub use lint::lint;
pub use model::{Law, Pack};
pub use source::PackSource;
