//! All tests of the product as one binary; each module is one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests may fail loudly"
)]

mod bad_pack;
mod bad_transfer;
mod classify;
mod cli;
mod condition;
mod examples;
mod forms;
mod house;
mod import;
mod law_cases;
mod oracle;
mod pack_format;
mod packs;
mod program;
mod properties;
mod required;
mod rules;
mod rules_tested;
mod shared_words;
mod showings;
mod tables;
mod transfer;
mod vocabulary;
mod words;
