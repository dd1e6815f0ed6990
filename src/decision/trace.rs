//! Every provision that was looked at, in the order of the strata, with the conditions and the values they saw.

use super::reason::FactUsed;
use crate::base::Truth;
use std::sync::Arc;

/// The order in which provisions are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words of the design")]
pub enum Stratum {
    Match,
    Reason,
    Leg,
    Scope,
    Control,
    Bar,
    Relief,
    Outlook,
}

/// All steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// In order.
    pub steps: Vec<Step>,
}

/// One provision for one item on one leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where in the order.
    pub stratum: Stratum,
    /// The pack.
    pub pack: Box<str>,
    /// The provision.
    pub provision: Box<str>,
    /// The item.
    pub item: Box<str>,
    /// The leg; empty before there are legs.
    pub leg: Box<str>,
    /// Its value.
    pub truth: Truth,
    /// The conditions that were read, each with what it saw.
    pub atoms: Vec<Atom>,
}

/// One comparison or test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// As the law's condition says it.
    pub text: Box<str>,
    /// Its value.
    pub truth: Truth,
    /// The facts it saw.
    pub facts: Vec<Arc<FactUsed>>,
}
