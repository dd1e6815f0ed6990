//! The three verdicts and the seven finer outcomes, each ordered from mild to strict.

use serde::{Deserialize, Serialize};

/// The answer. The verdict of a transfer is the greatest of its packs, items and legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing outstanding was found.
    Allow,
    /// A person must answer a question or judge.
    Flag,
    /// It may not go ahead as it stands.
    Deny,
}

/// What became of one item under one pack, in finer steps than the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The pack does not reach it.
    OutOfScope,
    /// Reached, and nothing is required.
    NoLicenceRequired,
    /// Something is required, and all of it is lifted.
    ExceptionUsed,
    /// It depends on facts that nobody stated.
    FactsMissing,
    /// A person must judge.
    JudgementNeeded,
    /// A licence is needed.
    LicenceRequired,
    /// It is forbidden.
    Prohibited,
}

impl Outcome {
    /// The verdict that follows.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::OutOfScope | Self::NoLicenceRequired | Self::ExceptionUsed => Verdict::Allow,
            Self::FactsMissing | Self::JudgementNeeded => Verdict::Flag,
            Self::LicenceRequired | Self::Prohibited => Verdict::Deny,
        }
    }

    /// The word used in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OutOfScope => "out-of-scope",
            Self::NoLicenceRequired => "no-licence-required",
            Self::ExceptionUsed => "exception-used",
            Self::FactsMissing => "facts-missing",
            Self::JudgementNeeded => "judgement-needed",
            Self::LicenceRequired => "licence-required",
            Self::Prohibited => "prohibited",
        }
    }
}

impl Verdict {
    /// The word used in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Flag => "flag",
            Self::Deny => "deny",
        }
    }
}
