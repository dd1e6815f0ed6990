//! Reasons. None can be made without the provision in force, a citation and the facts it used.

use super::verdict::Outcome;
use crate::base::{Basis, Day, State, Text};
use std::sync::Arc;

/// Where a reason stands in law or policy: the document, resolved, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cited {
    /// The source's id in its pack.
    pub source: Box<str>,
    /// Its title.
    pub title: Text,
    /// Who wrote or made it.
    pub author: Option<Box<str>>,
    /// Of when it is.
    pub date: Option<Box<str>>,
    /// The place in it.
    pub at: Box<str>,
    /// The amending instrument.
    pub by: Option<Box<str>>,
    /// Where to read it.
    pub url: Option<Box<str>>,
}

/// A provision in the version that was applied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    /// The pack.
    pub pack: Box<str>,
    /// Its id.
    pub id: Box<str>,
    /// Its title.
    pub title: Text,
    /// The day on which this version begins, or was first read.
    pub from: Day,
    /// Whether it is applied.
    pub state: State,
    /// On what it and all it names rest.
    pub basis: Basis,
    /// Where it stands.
    pub cite: Cited,
}

/// A fact that a reason used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactUsed {
    /// Its name with the subject's: `chip.qubits`, `transfer.data_tier`.
    pub fact: Box<str>,
    /// Its title.
    pub title: Arc<Text>,
    /// Its value as stated; `None` where it is not stated.
    pub value: Option<Box<str>>,
    /// The attestation or other ground that states it, where it is not the transfer itself.
    pub ground: Option<Box<str>>,
}

/// Why an exception or licence does not lift, or may not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It must be claimed, and is not.
    NotClaimed,
    /// A bar stands against it.
    Barred(Box<str>),
    /// A bar may stand against it.
    MayBeBarred(Box<str>),
    /// This is not known, by the question's name.
    Unknown(Arc<str>),
    /// This condition does not hold, as the pack says it.
    NotSo(Box<str>),
}

/// What became of one exception, or one licence on file, for a reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relief {
    /// The exception, or `licence NUMBER`.
    pub id: Box<str>,
    /// Its title.
    pub title: Text,
    /// Whether it lifts.
    pub truth: crate::base::Truth,
    /// Why it does not, or may not.
    pub because: Vec<Why>,
    /// Where it stands; `None` for a licence on file.
    pub cite: Option<Cited>,
}

/// A control that requires, forbids or asks for judgement, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    control: Arc<Provision>,
    row: Option<Arc<Provision>>,
    outcome: Outcome,
    facts: Vec<Arc<FactUsed>>,
    /// The item's id.
    pub item: Box<str>,
    /// The leg and where it goes: `movement > FR`, `deemed > IN (A. Person)`.
    pub leg: Box<str>,
    /// What the control does as far as it may decide: `prohibit`, `licence` or `review`.
    pub kind: &'static str,
    /// The places of the entry that the item surely is in and the row speaks of, deepest first met: the code and its title.
    pub meets: Vec<(Box<str>, Text)>,
    /// Every exception and licence that could lift it, and what became of it.
    pub relief: Vec<Arc<Relief>>,
    /// What to do next.
    pub next: Text,
    /// Facts that are missing, by the question's name.
    pub missing: Vec<Arc<str>>,
}

impl Reason {
    /// A reason from the control in force, the entry's row that makes it bite, what became of it, and the facts it used.
    #[must_use]
    pub fn new(
        control: Arc<Provision>,
        row: Option<Arc<Provision>>,
        outcome: Outcome,
        facts: Vec<Arc<FactUsed>>,
    ) -> Self {
        let (item, leg, next) = (Box::default(), Box::default(), Text::default());
        Self {
            control,
            row,
            outcome,
            facts,
            item,
            leg,
            kind: "",
            meets: Vec::new(),
            relief: Vec::new(),
            next,
            missing: Vec::new(),
        }
    }

    /// The control.
    #[must_use]
    pub fn control(&self) -> &Provision {
        &self.control
    }

    /// The row of the entry that makes it bite.
    #[must_use]
    pub fn row(&self) -> Option<&Provision> {
        self.row.as_deref()
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The facts it used, by name.
    #[must_use]
    pub fn facts(&self) -> &[Arc<FactUsed>] {
        &self.facts
    }

    /// `control`, or `control#row`: the name by which tests and policies speak of it.
    #[must_use]
    pub fn rule(&self) -> String {
        match &self.row {
            Some(row) => format!("{}#{}", self.control.id, row.id),
            None => self.control.id.to_string(),
        }
    }

    /// The letters of that name, to sort by without spelling it out.
    pub(crate) fn rule_bytes(&self) -> impl Iterator<Item = u8> {
        let row = self.row.iter().flat_map(|row| std::iter::once(b'#').chain(row.id.bytes()));
        self.control.id.bytes().chain(row)
    }

    /// The exceptions and licences that lift it.
    pub fn lifted_by(&self) -> impl Iterator<Item = &Relief> {
        self.relief.iter().map(|r| &**r).filter(|r| r.truth == crate::base::Truth::Yes)
    }
}
