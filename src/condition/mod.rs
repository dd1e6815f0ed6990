//! The condition language: how a provision says when it applies. Parsed with spans, checked against the declared
//! vocabulary, printed back canonically. Not its evaluation: that is the engine's.

mod ast;
mod check;
mod check_code;
mod check_list;
mod check_name;
mod check_provision;
mod check_quantifier;
mod check_result;
mod check_set;
mod check_sum;
mod cursor;
mod kind;
mod lex;
mod lex_number;
mod lex_reference;
mod lex_shape;
mod parse;
mod parse_sum;
mod parse_test;
mod print;
mod role;
mod source;
mod suggest;
mod tree;
mod vocabulary;
mod when;
mod words;

pub use check::{condition, path, sum};
pub use role::{Context, Role};
pub use source::Snippet;
pub use tree::{Cond, Element, Op, Path, Quant, Side, Subject, Sum};
pub use vocabulary::{FactDecl, FactType, Known, ListDecl, Scalar, TermDecl, Vocabulary, Word};
pub use when::When;
pub use words::Words;
