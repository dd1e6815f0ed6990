//! A file as the user gave it: name and text, and how byte offsets become lines and columns.

use super::At;
use serde::{Deserialize, Serialize};

/// A range of bytes in a file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From the first byte to one past the last.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// From the start of this to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end.max(self.start) }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// How many lines end in a text. Byte by byte: every block of a pack is located, in files of some thousand lines.
fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// A named text.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// As the user named it, with `/` between folders.
    pub name: &'a str,
    /// All of it.
    pub text: &'a str,
}

impl File<'_> {
    /// What people count for `span`. A span outside the text is taken to its end.
    #[must_use]
    pub fn locate(&self, span: Span) -> At {
        let clamp = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at = at.saturating_sub(1);
            }
            at
        };
        let (start, end) = (clamp(span.start), clamp(span.end.max(span.start)));
        let before = self.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let line =
            self.text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let meant =
            self.text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
        At {
            file: self.name.into(),
            line: u32::try_from(breaks(before)).unwrap_or(u32::MAX).saturating_add(1),
            column: count(before.get(line_start..).unwrap_or_default()).saturating_add(1),
            width: count(meant).max(1),
            text: line.into(),
        }
    }
}
