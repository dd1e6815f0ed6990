//! Findings about files: where, what was expected, what to write instead. Not the reasons of a decision.
//!
//! A finding is a struct; its code, and how severe that code is, are fixed in one place ([`Code`]).

mod code;
mod file;
mod show;

pub use code::{Code, Severity};
pub use file::{File, Span};
pub use show::{show, width};

use std::fmt;

/// One fault or remark, with all a person needs to act on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where, when it is in a file.
    pub at: Option<At>,
    /// What kind.
    pub code: Code,
    /// What is wrong: lower case, no full stop, the user's text in backticks.
    pub message: Box<str>,
    /// What to write instead.
    pub help: Option<Box<str>>,
}

/// A place in a file, resolved to what people count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The file as the user named it.
    pub file: Box<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters on that line are meant; at least 1.
    pub width: u32,
    /// The line itself.
    pub text: Box<str>,
}

impl Diagnostic {
    /// A finding at `span` of `file`.
    #[must_use]
    pub fn at(file: &File<'_>, span: Span, code: Code, message: impl fmt::Display) -> Self {
        Self { at: Some(file.locate(span)), code, message: message.to_string().into(), help: None }
    }

    /// A finding that belongs to no place in a file.
    #[must_use]
    pub fn general(code: Code, message: impl fmt::Display) -> Self {
        Self { at: None, code, message: message.to_string().into(), help: None }
    }

    /// The same with the line that says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl fmt::Display) -> Self {
        self.help = Some(help.to_string().into());
        self
    }

    /// How severe.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Everything that was found in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another pass.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity() == Severity::Error)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// None.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, by file, line and column, each once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort();
        self.0.dedup();
        self.0
    }

    /// `Ok` when none is an error; remarks are dropped.
    ///
    /// # Errors
    /// All findings, when one of them is an error.
    pub fn into_result<T>(self, value: T) -> Result<T, Faults> {
        if self.has_errors() { Err(Faults(self.sorted())) } else { Ok(value) }
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// The faults of a pack, a transfer or a condition: all of them, sorted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", show(.0))]
pub struct Faults(pub Vec<Diagnostic>);
