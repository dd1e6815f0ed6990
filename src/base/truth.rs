//! Three truth values. Not a probability: `Unknown` says that the stated facts do not settle the question.

use serde::{Deserialize, Serialize};
use std::ops::Not;

/// The value of a condition over facts of which some may not be stated.
///
/// Ordered `No < Unknown < Yes`, so that *and* is the least and *or* the greatest (Kleene).
///
/// ```
/// use sekisho::base::Truth;
/// assert_eq!(Truth::Yes.and(Truth::Unknown), Truth::Unknown);
/// assert_eq!(Truth::No.and(Truth::Unknown), Truth::No);
/// assert_eq!(!Truth::Unknown, Truth::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// Holds for no value that the unstated facts could take.
    No,
    /// Depends on a fact that nobody stated.
    Unknown,
    /// Holds for every value that the unstated facts could take.
    Yes,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// `Yes` is lowered to `Unknown`; the others stay.
    #[must_use]
    pub fn at_most_unknown(self) -> Self {
        self.min(Self::Unknown)
    }

    /// The word used in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

impl Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}
