//! A checked condition: every name is resolved, every side of a comparison is of one kind.

use super::vocabulary::Scalar;
use crate::base::{CodeRef, Day, Exact, FactName, Hs, Measure, Place, Symbol};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Whose fact a path reads, or over whom a quantifier runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// The act itself: `act`, `from`, `transfer.…`, and what a leg binds: `destination`, `leg`.
    Act,
    /// The item that is decided.
    Item,
    /// An item that the item contains.
    Component,
    /// An item that the technology, software or service is for.
    Target,
    /// An item that the item was made with.
    Input,
    /// A party of the transfer.
    Party,
    /// An owner of the party (or of the owner) at hand.
    Owner,
    /// A person who receives technology.
    Person,
    /// A licence on file.
    Licence,
    /// One row of a record fact of the item, which is named: `item.rating`. Its facts are `rating.…`.
    Record(FactName),
}

/// A fact of a subject. For components, targets and inputs the name begins with `item.`, for owners with `party.`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Path {
    /// Whose.
    pub subject: Subject,
    /// Which.
    pub fact: FactName,
}

/// A quantifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quant {
    /// At least one.
    Any,
    /// All; yes where there is none.
    Every,
    /// Not one.
    No,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the signs say it")]
pub enum Op {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Op {
    /// The same comparison with its sides changed over: `3 < x` is `x > 3`.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            Self::More => Self::Less,
            Self::Equal | Self::Unequal => self,
        }
    }

    /// The comparison that holds where this one does not.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::AtLeast => Self::Less,
            Self::More => Self::AtMost,
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
        }
    }
}

/// Whether a part of a condition counts as it stands or under a `not`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// As it stands.
    As,
    /// Turned round.
    Against,
}

impl Side {
    /// One `not` further down.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::As => Self::Against,
            Self::Against => Self::As,
        }
    }
}

impl Op {
    /// Whether it holds of two sides in this order.
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

/// What a value is looked up in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Element {
    /// A group of the fact's kind, by pack and name.
    Group(CodeRef),
    /// A symbol.
    Symbol(Symbol),
    /// A place; its regions are in it.
    Place(Place),
    /// Another fact of type place: `from`, `to`.
    PlaceOf(Path),
    /// A tariff heading; what continues its digits is in it.
    Hs(Hs),
    /// A control-list code; what continues it is in it.
    Code(CodeRef),
    /// A text, compared as it stands.
    Text(Box<str>),
}

/// A condition. Its value is a [`crate::base::Truth`] and, where that is unknown, the facts that are missing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cond {
    /// All hold. At least two.
    And(Vec<Cond>),
    /// One holds. At least two.
    Or(Vec<Cond>),
    /// It does not hold.
    Not(Box<Cond>),
    /// `any party satisfies (…)`: runs over parties, persons, licences, components, targets, inputs, owners or record rows.
    Quantified {
        /// How many.
        quant: Quant,
        /// Over whom; bound in the body.
        noun: Subject,
        /// What each is asked.
        body: Box<Cond>,
    },
    /// `every person.nationality in […]`: the elements of a set-valued fact, one by one.
    Elements {
        /// How many.
        quant: Quant,
        /// A fact of type set.
        path: Path,
        /// What each is looked up in.
        set: Vec<Element>,
    },
    /// A comparison of numbers, money or days of one measure.
    Compare {
        /// The left side.
        left: Sum,
        /// The sign.
        op: Op,
        /// The right side.
        right: Sum,
    },
    /// A fact or term that is a truth, or a showing.
    Truth(Path),
    /// The value, or for a set some element of it, is in the set. `is` reads the same with one element.
    In {
        /// The fact or place term.
        path: Path,
        /// In what.
        set: Vec<Element>,
    },
    /// The item is in one of these codes (or groups of codes).
    Meets {
        /// Item, component, target or input.
        item: Subject,
        /// Entries, paragraphs or groups of codes.
        codes: Vec<CodeRef>,
    },
    /// The party is on one of these lists, in one record that has all these attributes.
    Listed {
        /// Party or owner.
        who: Subject,
        /// The lists.
        lists: Vec<Symbol>,
        /// Attributes and their values.
        with: Vec<(Symbol, Box<str>)>,
    },
    /// One of these scope provisions reaches the leg.
    Reached(Vec<CodeRef>),
    /// The item has one of these reasons for control, in the pack at hand.
    Reason {
        /// Item, component, target or input.
        item: Subject,
        /// The reasons.
        reasons: Vec<Symbol>,
    },
    /// Any, every or no control that requires something of the item on this leg is one of these.
    Controls {
        /// How many.
        quant: Quant,
        /// Controls of the pack; a name covers what continues it.
        of: Vec<CodeRef>,
    },
    /// A row of the entry makes the item eligible for the exception at hand.
    Eligible,
    /// The item is in no entry of the pack at hand.
    Unlisted(Subject),
    /// A control of the pack at hand requires a licence for this related item.
    NeedsLicence(Subject),
    /// The licence at hand covers the item on this leg.
    Covers,
}

/// A number, an amount or a day, as an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sum {
    /// A number as written, held in base units.
    Number {
        /// In base units, or in units of the currency.
        value: Exact,
        /// What kind.
        measure: Measure,
        /// The unit it was written in, to print it back.
        unit: Option<Box<str>>,
    },
    /// A day.
    Date(Day),
    /// A fact or term.
    Path(Path),
    /// The limit of the eligible row at hand.
    Limit,
    /// Left plus right.
    Add(Box<Sum>, Box<Sum>),
    /// Left minus right.
    Sub(Box<Sum>, Box<Sum>),
    /// Left times right.
    Mul(Box<Sum>, Box<Sum>),
    /// Left by right.
    Div(Box<Sum>, Box<Sum>),
    /// `sum of component.value where (…)`.
    Total {
        /// The noun and the fact of it that is summed.
        path: Path,
        /// Which of them.
        filter: Option<Box<Cond>>,
    },
    /// `count of party where (…)`.
    Count {
        /// The noun.
        noun: Subject,
        /// Which of them.
        filter: Option<Box<Cond>>,
    },
}

impl Subject {
    /// The first word of the names of its facts.
    #[must_use]
    pub fn family(&self) -> &str {
        match self {
            Self::Act => "",
            Self::Item | Self::Component | Self::Target | Self::Input => "item",
            Self::Party | Self::Owner => "party",
            Self::Person => "person",
            Self::Licence => "licence",
            Self::Record(name) => name.as_str().rsplit('.').next().unwrap_or_default(),
        }
    }

    /// The word by which conditions name it.
    #[must_use]
    pub fn noun(&self) -> &str {
        match self {
            Self::Act => "transfer",
            Self::Item => "item",
            Self::Component => "component",
            Self::Target => "target",
            Self::Input => "input",
            Self::Party => "party",
            Self::Owner => "owner",
            Self::Person => "person",
            Self::Licence => "licence",
            Self::Record(name) => name.as_str().rsplit('.').next().unwrap_or_default(),
        }
    }
}

impl Element {
    /// The kind of value that this element holds, where it shows by itself.
    #[must_use]
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Group(_) => None,
            Self::Symbol(_) => Some(Scalar::Symbol),
            Self::Place(_) | Self::PlaceOf(_) => Some(Scalar::Place),
            Self::Hs(_) => Some(Scalar::Hs),
            Self::Code(_) => Some(Scalar::Code),
            Self::Text(_) => Some(Scalar::Text),
        }
    }
}
