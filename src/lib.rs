//! Sekisho: law and policy as data, a proposed technology transfer in, a cited decision out.
//!
//! The paved path: [`Rulebook::builtin`] (or [`Rulebook::load`]) → [`transfer::read`] → [`Rulebook::decide`] → [`decision::Decision`].

pub mod analyse;
pub mod base;
#[cfg(feature = "cli")]
pub mod cli;
pub mod condition;
pub mod decision;
pub mod diag;
pub mod engine;
#[cfg(feature = "cli")]
pub mod import;
pub mod law;
pub mod render;
mod rulebook;
pub mod syntax;
pub mod transfer;

pub use rulebook::Rulebook;

/// The code of the README is run as it stands.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
