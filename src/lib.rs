//! Sekisho: law and policy as data, a proposed technology transfer in, a cited decision out.

pub mod analyse;
pub mod base;
pub mod condition;
pub mod decision;
pub mod diag;
pub mod engine;
pub mod law;
pub mod render;
pub mod syntax;
pub mod transfer;
