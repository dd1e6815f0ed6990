//! Where a condition stands: a text inside a file, so that a fault points at the very characters.

use crate::diag::{Code, Diagnostic, File, Span};
use std::fmt;

/// A condition as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    /// The file.
    pub file: &'a File<'a>,
    /// The whole value with its quotes.
    pub span: Span,
    /// The text that the value means.
    pub text: &'a str,
}

impl Snippet<'_> {
    /// A fault at `span` of the text: at the same characters of the file where the value holds the text as it is,
    /// else (a text with escapes) at the whole value.
    pub(super) fn fault(&self, span: Span, code: Code, message: impl fmt::Display) -> Diagnostic {
        Diagnostic::at(self.file, self.place(span), code, message)
    }

    fn place(&self, span: Span) -> Span {
        let raw = self.file.text.get(self.span.start..self.span.end).unwrap_or_default();
        match raw.find(self.text) {
            Some(offset) if !self.text.trim().is_empty() => {
                let start = self.span.start.saturating_add(offset);
                Span::new(start.saturating_add(span.start), start.saturating_add(span.end))
            }
            _ => self.span,
        }
    }
}
