//! Where a provision stands, and how well we know it. Not the text of the law: that is cited and linked, never pasted.

use super::ids::SourceId;
use serde::{Deserialize, Serialize};

/// A place in a source, and the instrument that put the text there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The document, declared as `[[source]]` in the pack.
    pub source: SourceId,
    /// The place in it: article, paragraph, page.
    pub at: Box<str>,
    /// The amending instrument, where one is known.
    pub by: Option<Box<str>>,
}

/// On what a provision of a pack rests, weakest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Written from memory or from a summary: it may ask, never decide.
    Recalled,
    /// Read in a source about the text: it may restrict, not relieve.
    Secondary,
    /// Read in the primary text.
    #[default]
    Text,
}

/// Whether a provision that is printed is applied.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Applied as written.
    #[default]
    InForce,
    /// Suspended by an instrument; it may only flag.
    Stayed,
    /// Printed, but the authority says it does not apply it; it may only flag.
    Unenforced,
    /// Gone from this day on.
    Repealed,
}
