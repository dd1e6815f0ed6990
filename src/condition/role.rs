//! In which provision a condition stands, and therefore what it may read and where a showing may stand.

use super::tree::Subject;
use super::vocabulary::Vocabulary;
use crate::base::PackId;

/// The provision that a condition belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The formula of a term.
    Term,
    /// A paragraph of an entry, or the gate of an entry.
    Paragraph,
    /// What an entry does not control.
    Exclusion,
    /// A reason row.
    Reason,
    /// When there is a leg, and where it goes.
    Leg,
    /// When a pack reaches a leg.
    Scope,
    /// What takes a leg out of scope again.
    ScopeExclusion,
    /// A control.
    Control,
    /// A bar.
    Bar,
    /// A line of an entry's exception table.
    Eligible,
    /// An exception.
    Exception,
    /// The authority's outlook.
    Policy,
    /// What must be done.
    Obligation,
}

/// What surrounds a condition.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The pack that says it.
    pub pack: &'a PackId,
    /// In which provision.
    pub role: Role,
    /// The noun that the provision binds: a leg's `each`, or the subject of a term.
    pub each: Option<&'a Subject>,
    /// What may be named.
    pub vocabulary: &'a Vocabulary,
}

/// What showing something does to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    /// The condition relieves: a showing stands as it is.
    Relieves,
    /// The condition restricts: a showing stands negated.
    Restricts,
    /// Neither touches a verdict, or it depends on the provision that uses it.
    Free,
}

/// A result of the decision itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derived {
    /// Where the leg goes.
    Destination,
    /// Which leg.
    Leg,
    /// The persons of legs.
    Person,
    /// The reasons for control of the item.
    Reason,
    /// Whether the item is in no entry.
    Unlisted,
    /// Scope provisions that reach the leg.
    Reached,
    /// Controls that require something.
    Control,
    /// Whether a row makes the item eligible.
    Eligible,
    /// The limit of that row.
    Limit,
    /// Whether a licence covers the item on the leg.
    Covers,
}

impl Role {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Term => "a term",
            Self::Paragraph => "a paragraph",
            Self::Exclusion => "an exclusion of an entry",
            Self::Reason => "a reason row",
            Self::Leg => "a leg",
            Self::Scope => "a scope provision",
            Self::ScopeExclusion => "an exclusion from scope",
            Self::Control => "a control",
            Self::Bar => "a bar",
            Self::Eligible => "an eligible row",
            Self::Exception => "an exception",
            Self::Policy => "a policy",
            Self::Obligation => "an obligation",
        }
    }

    /// Where a showing may stand.
    pub(super) fn polarity(self) -> Polarity {
        match self {
            Self::Paragraph
            | Self::Reason
            | Self::Leg
            | Self::Scope
            | Self::Control
            | Self::Bar => Polarity::Restricts,
            Self::Exclusion | Self::ScopeExclusion | Self::Eligible | Self::Exception => {
                Polarity::Relieves
            }
            Self::Term | Self::Policy | Self::Obligation => Polarity::Free,
        }
    }

    /// Whether the result is there when a provision of this kind is read.
    pub(super) fn may_read(self, result: Derived) -> bool {
        if matches!(self, Self::Term) {
            return true;
        }
        match result {
            Derived::Person => self >= Self::Reason,
            Derived::Destination | Derived::Leg => self >= Self::Reason && self != Self::Leg,
            Derived::Reason | Derived::Unlisted => self >= Self::Leg,
            Derived::Reached => self == Self::Scope || self >= Self::Control,
            Derived::Control => self >= Self::Bar,
            Derived::Covers => self >= Self::Eligible,
            Derived::Eligible | Derived::Limit => self >= Self::Exception,
        }
    }
}

impl Derived {
    /// When it is there, in words.
    pub(super) fn ready(self) -> &'static str {
        match self {
            Self::Destination | Self::Leg => {
                "legs are known in reason rows, scope, controls and what follows them"
            }
            Self::Person => "persons belong to legs; entries are matched before there are legs",
            Self::Reason | Self::Unlisted => {
                "it is known in legs, scope, controls and what follows them"
            }
            Self::Reached => "it is known in scope provisions, controls and what follows them",
            Self::Control => "it is known in bars, exceptions, policies and obligations",
            Self::Eligible | Self::Limit | Self::Covers => {
                "it is known in exceptions, policies and obligations"
            }
        }
    }
}
