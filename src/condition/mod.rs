//! The condition language: how a provision says when it applies. Parsed with spans, checked against the declared
//! vocabulary, printed back canonically. Not its evaluation: that is the engine's.

mod tree;
mod vocabulary;

pub use tree::{Cond, Element, Op, Path, Quant, Subject, Sum};
pub use vocabulary::{FactDecl, FactType, Known, ListDecl, Scalar, TermDecl, Vocabulary, Word};
