//! How a showing comes to bear on a provision, step by step and in words. Not in which direction.

use crate::base::{CodeRef, FactName, PackId, Symbol};
use std::fmt;

/// Something that changes by a showing, and in turn changes what reads it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// A term.
    Term(FactName),
    /// The item is no longer in a code.
    Code(CodeRef),
    /// The item no longer has a reason for control.
    Reason(Symbol),
    /// A scope provision no longer reaches the leg.
    Scope(CodeRef),
    /// A control no longer requires anything.
    Control(CodeRef),
    /// The item is in no entry any more.
    Unlisted(PackId),
    /// Nothing needs a licence for a related item any more.
    NeedsLicence,
    /// A licence no longer covers the item.
    Covers,
    /// A row opens an exception.
    Opens(CodeRef),
    /// A row no longer opens it.
    Closes(CodeRef),
}

/// The steps from a showing to what it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way(Vec<Step>);

impl Way {
    /// With one step more.
    pub(super) fn and(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        // a row and its entry, an exclusion and its paragraph: one step
        if steps.last() != Some(&step) {
            steps.push(step);
        }
        Self(steps)
    }

    /// Whether this way is shorter, or as short and earlier by its steps.
    pub(super) fn before(&self, other: &Self) -> bool {
        (self.0.len(), &self.0) < (other.0.len(), &other.0)
    }

    /// `takes the item out of `1A.a`, which `; empty where there is no step between.
    pub(super) fn words(&self) -> String {
        self.0.iter().fold(String::new(), |words, step| words + &step.to_string() + ", which ")
    }

    /// The result by which the provision asks for it; none where it only names terms.
    pub(super) fn asked(&self) -> Option<&Step> {
        self.0.iter().rfind(|step| !matches!(step, Step::Term(_)))
    }
}

impl Step {
    /// How a condition asks for it.
    pub(super) fn asked(&self) -> Option<&'static str> {
        match self {
            Self::Term(_) => None,
            Self::Code(_) => Some("meets"),
            Self::Reason(_) => Some("reason"),
            Self::Scope(_) => Some("reached in"),
            Self::Control(_) => Some("control in"),
            Self::Unlisted(_) => Some("unlisted"),
            Self::NeedsLicence => Some("needs_licence"),
            Self::Covers => Some("licence.covers"),
            Self::Opens(_) | Self::Closes(_) => Some("eligible"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(term) => write!(f, "changes the term `{term}`"),
            Self::Code(code) => write!(f, "takes the item out of `{code}`"),
            Self::Reason(reason) => write!(f, "takes away its reason for control `{reason}`"),
            Self::Scope(scope) => write!(f, "takes the leg out of the scope `{scope}`"),
            Self::Control(control) => write!(f, "takes away the control `{control}`"),
            Self::Unlisted(pack) => write!(f, "leaves it in no entry of `{pack}`"),
            Self::NeedsLicence => f.write_str("takes away its need of a licence"),
            Self::Covers => f.write_str("changes whether a licence covers it"),
            Self::Opens(exception) => write!(f, "opens a row for the exception `{exception}`"),
            Self::Closes(exception) => write!(f, "closes a row for the exception `{exception}`"),
        }
    }
}
