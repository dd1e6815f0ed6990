//! Sekisho: law and policy as data, a proposed technology transfer in, a cited decision out.

pub mod analyse;
pub mod base;
#[cfg(feature = "cli")]
pub mod cli;
pub mod condition;
pub mod decision;
pub mod diag;
pub mod engine;
pub mod law;
pub mod render;
pub mod rulebook;
pub mod syntax;
pub mod transfer;
