//! Decisions and provisions as people and machines read them: one file a format. Nothing is decided or printed here.

mod body;
mod changes;
mod classes;
mod comparison;
mod finds;
mod form;
mod glossary;
mod json;
mod layout;
mod markdown;
mod prose;
mod provision;
mod text;
mod trace;
mod words;
mod writer;

pub use changes::{Change, Changed, Moved, View, changes, changes_json, changes_text};
pub use classes::{Classified, classes, classes_json};
pub use comparison::{Comparison, comparison, comparison_json};
pub use finds::{finds, finds_json};
pub use form::{Form, FormKind, FormPage, Signed, Specified, form};
pub use glossary::glossary;
pub use json::{Several, compact, json};
pub use layout::{Colour, Look};
pub use markdown::markdown;
pub use provision::{Provision, provisions};
pub use text::{Length, text};
pub use trace::trace;
pub use words::{Word, next, outcome, truth, verdict, verdict_says};

use crate::decision::Decision;

/// A decision with what only the front end knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The file of the transfer, as the user named it.
    pub file: Option<&'a str>,
    /// Whose day the decision took.
    pub dated: Dated,
}

/// Whose day a decision took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// The transfer's own.
    Transfer,
    /// The one given on the command line.
    Argument,
    /// Today, because the transfer states none.
    Today,
}

impl Dated {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Argument => "argument",
            Self::Today => "today",
        }
    }
}

#[cfg(test)]
mod sample;
