//! One synthetic policy, decided by Sekisho, by its peers and by hand. Not a test of meaning: only that all give the same answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

pub mod baseline;
pub mod big;
#[cfg(feature = "peers")]
pub mod cedar;
pub mod clock;
pub mod packs;
#[cfg(feature = "peers")]
pub mod rego;
pub mod sekisho;
pub mod synthetic;
#[cfg(feature = "peers")]
pub mod zen;
