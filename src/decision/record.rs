//! The whole answer, with what it rests on and what it did not look at.

use super::reason::{Cited, Provision, Reason};
use super::trace::Trace;
use super::verdict::{Outcome, Verdict};
use crate::base::{Day, Text};
use std::sync::Arc;

/// The answer to one transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The transfer's name.
    pub id: Option<Box<str>>,
    /// The date as of which it was decided.
    pub as_of: Day,
    /// The verdict.
    pub verdict: Verdict,
    /// The strictest outcome of any pack and item.
    pub outcome: Outcome,
    /// The items that are transferred.
    pub items: Vec<Named>,
    /// The parties.
    pub parties: Vec<Named>,
    /// The persons who receive technology.
    pub persons: Vec<Named>,
    /// The outcome per pack and item, by pack and item.
    pub outcomes: Vec<ItemOutcome>,
    /// All controls that require, forbid or ask for judgement, lifted or not, strictest first.
    pub reasons: Vec<Reason>,
    /// Contradictions between what was stated and what was computed, and other things that a person must see.
    pub findings: Vec<Finding>,
    /// One question a missing fact, the most useful first.
    pub questions: Vec<Question>,
    /// What could be shown that would help.
    pub showings: Vec<Showing>,
    /// The outlook on licence applications.
    pub policies: Vec<Outlook>,
    /// What must be done when it goes ahead.
    pub obligations: Vec<Due>,
    /// What was not looked at.
    pub not_evaluated: Vec<NotEvaluated>,
    /// The packs used.
    pub packs: Vec<Arc<PackUsed>>,
    /// Names of the lists against which parties were screened, with their content hashes.
    pub lists: Vec<(Box<str>, Box<str>)>,
    /// SHA-256 of the transfer's canonical form.
    pub transfer_sha256: Box<str>,
    /// Every provision that was looked at, in order.
    pub trace: Trace,
}

/// An item, party or person of the transfer, as the head of a page names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// How questions call it: the item's id, the party's name.
    pub name: Box<str>,
    /// What people call an item, where it has a name beside its id.
    pub title: Option<Box<str>>,
    /// What a party does in the transfer.
    pub role: Vec<Box<str>>,
    /// A party's country, or the nationality of a person.
    pub place: Vec<Box<str>>,
}

/// What became of one item under one pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemOutcome {
    /// The pack.
    pub pack: Box<str>,
    /// The item.
    pub item: Box<str>,
    /// What.
    pub outcome: Outcome,
    /// Who must do what next.
    pub next: Text,
}

/// Something a person must see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// `contradiction`, `not-covered`, `nothing-decided`; and `rests-on-statement`, which alone does not flag.
    pub code: &'static str,
    /// The pack.
    pub pack: Box<str>,
    /// The item.
    pub item: Box<str>,
    /// In words.
    pub says: Text,
}

/// A question about a fact that nobody stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact with its subject: `chip.qubits`; stable, so that an answer can be written back.
    pub fact: Box<str>,
    /// How a person is asked.
    pub question: Text,
    /// What an answer looks like: `yes or no`, `a number in GHz`, `one of …`.
    pub answer: Text,
    /// The controls that depend on it, as `pack:rule`.
    pub settles: Vec<Arc<str>>,
}

/// Something that, once shown, would lift a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The fact with its subject.
    pub fact: Box<str>,
    /// What must be shown.
    pub question: Text,
    /// The controls it would help to lift, as `pack:rule`, and the exception through which.
    pub helps: Vec<(Arc<str>, Box<str>)>,
}

/// The authority's outlook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outlook {
    /// The policy.
    pub policy: Arc<Provision>,
    /// The control it speaks of.
    pub on: Arc<str>,
    /// The outlook.
    pub outlook: Text,
    /// Whether it surely applies.
    pub truth: crate::base::Truth,
}

/// Something that must be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The obligation.
    pub obligation: Arc<Provision>,
    /// What.
    pub says: Text,
    /// Whether it surely applies.
    pub truth: crate::base::Truth,
}

/// Something that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotEvaluated {
    /// The pack.
    pub pack: Box<str>,
    /// What.
    pub says: Text,
    /// Where it stands, where it is one provision.
    pub cite: Option<Cited>,
}

/// A pack that was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackUsed {
    /// Its id.
    pub id: Box<str>,
    /// Its title.
    pub title: Text,
    /// What must be said wherever it speaks.
    pub notice: Text,
    /// The day of the text it holds.
    pub edition: Option<Day>,
    /// SHA-256 of its content.
    pub sha256: Box<str>,
}
