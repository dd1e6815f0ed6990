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
pub mod cedar;
pub mod rego;
pub mod synthetic;
pub mod zen;
