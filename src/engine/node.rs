//! Conditions as the engine walks them: names replaced by positions, literals by intervals.
//! Not their text: each leaf keeps the checked condition for that.

use super::number::compared;
use crate::base::{CodeRef, Day, Exact, FactName, Interval, Measure, Symbol, Tiny, Truth};
use crate::condition::{Cond, Element, FactType, Op, Path, Quant, Subject, Sum, Vocabulary};
use chrono::Datelike;

/// The position of a fact or term in the program's sorted list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FactIx(pub(super) u32);

/// A fact of a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) subject: Noun,
    pub(super) fact: FactIx,
}

/// Whose fact, or over whom. Rows are known by their record fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Act,
    Item,
    Component,
    Target,
    Input,
    Party,
    Owner,
    Person,
    Licence,
    Row(FactIx),
}

/// A condition.
#[derive(Clone, Debug)]
pub(super) enum Node {
    And(Box<[Node]>),
    Or(Box<[Node]>),
    Not(Box<Node>),
    Quantified {
        quant: Quant,
        noun: Noun,
        body: Box<Node>,
    },
    /// A leaf that says the same for every case of the day.
    Settled(Truth, Box<Leaf>),
    /// A leaf that sets a stated number, which no term computes, beside a written one.
    Line(Line, Box<Leaf>),
    Leaf(Box<Leaf>),
}

/// A fact and the number it is compared with. Held beside its leaf: it is most of what is read of a law.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) of: Slot,
    pub(super) op: Op,
    pub(super) number: Tiny,
}

/// A condition without conditions inside, but for filters of sums.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// As the pack says it.
    pub(super) cond: Cond,
    pub(super) test: Test,
}

/// What a leaf tests.
#[expect(
    clippy::large_enum_variant,
    reason = "comparisons are most of the leaves, and each leaf is boxed"
)]
#[derive(Clone, Debug)]
pub(super) enum Test {
    Compare { left: Num, op: Op, right: Num },
    Truth(Slot),
    In { slot: Slot, set: Box<[Member]> },
    Elements { quant: Quant, slot: Slot, set: Box<[Member]> },
    Meets { item: Noun, codes: Box<[CodeRef]> },
    Listed { who: Noun, lists: Box<[Symbol]>, with: Box<[(Symbol, Box<str>)]> },
    Reached(Box<[CodeRef]>),
    Reason { item: Noun, reasons: Box<[Symbol]> },
    Controls { quant: Quant, of: Box<[CodeRef]> },
    Eligible,
    Unlisted(Noun),
    NeedsLicence(Noun),
    Covers,
}

/// What a value is looked up in.
#[derive(Clone, Debug)]
pub(super) enum Member {
    Element(Element),
    Fact(Slot),
}

/// A number.
#[derive(Clone, Debug)]
pub(super) enum Num {
    Literal(Interval, Measure),
    Slot(Slot),
    Limit,
    Add(Box<Num>, Box<Num>),
    Sub(Box<Num>, Box<Num>),
    Mul(Box<Num>, Box<Num>),
    Div(Box<Num>, Box<Num>),
    Total { slot: Slot, share: bool, filter: Option<Box<Node>> },
    Count { noun: Noun, filter: Option<Box<Node>> },
}

/// The names that conditions are resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'v> {
    pub(super) sorted: &'v [FactName],
    pub(super) vocabulary: &'v Vocabulary,
    /// `date`, on every case of the program.
    pub(super) day: Day,
}

impl Names<'_> {
    /// The position of `name`. A name that the pack's check let through is always there.
    pub(super) fn fact(&self, name: &FactName) -> FactIx {
        let at = self.sorted.binary_search(name).unwrap_or(usize::MAX);
        FactIx(u32::try_from(at).unwrap_or(u32::MAX))
    }

    pub(super) fn noun(&self, subject: &Subject) -> Noun {
        match subject {
            Subject::Act => Noun::Act,
            Subject::Item => Noun::Item,
            Subject::Component => Noun::Component,
            Subject::Target => Noun::Target,
            Subject::Input => Noun::Input,
            Subject::Party => Noun::Party,
            Subject::Owner => Noun::Owner,
            Subject::Person => Noun::Person,
            Subject::Licence => Noun::Licence,
            Subject::Record(name) => Noun::Row(self.fact(name)),
        }
    }

    pub(super) fn slot(&self, path: &Path) -> Slot {
        Slot { subject: self.noun(&path.subject), fact: self.fact(&path.fact) }
    }

    /// A checked condition.
    pub(super) fn node(&self, cond: &Cond) -> Node {
        let leaf = |test| Node::Leaf(Box::new(Leaf { cond: cond.clone(), test }));
        match cond {
            Cond::And(all) => Node::And(all.iter().map(|c| self.node(c)).collect()),
            Cond::Or(all) => Node::Or(all.iter().map(|c| self.node(c)).collect()),
            Cond::Not(inner) => Node::Not(Box::new(self.node(inner))),
            Cond::Quantified { quant, noun, body } => Node::Quantified {
                quant: *quant,
                noun: self.noun(noun),
                body: Box::new(self.node(body)),
            },
            Cond::Elements { quant, path, set } => leaf(Test::Elements {
                quant: *quant,
                slot: self.slot(path),
                set: self.members(set),
            }),
            Cond::Compare { left, op, right } => {
                let test = Test::Compare { left: self.num(left), op: *op, right: self.num(right) };
                self.comparison(left, *op, right, Box::new(Leaf { cond: cond.clone(), test }))
            }
            Cond::Truth(path) => leaf(Test::Truth(self.slot(path))),
            Cond::In { path, set } => {
                leaf(Test::In { slot: self.slot(path), set: self.members(set) })
            }
            Cond::Meets { item, codes } => {
                leaf(Test::Meets { item: self.noun(item), codes: codes.clone().into_boxed_slice() })
            }
            Cond::Listed { who, lists, with } => leaf(Test::Listed {
                who: self.noun(who),
                lists: lists.clone().into_boxed_slice(),
                with: with.clone().into_boxed_slice(),
            }),
            Cond::Reached(codes) => leaf(Test::Reached(codes.clone().into_boxed_slice())),
            Cond::Reason { item, reasons } => leaf(Test::Reason {
                item: self.noun(item),
                reasons: reasons.clone().into_boxed_slice(),
            }),
            Cond::Controls { quant, of } => {
                leaf(Test::Controls { quant: *quant, of: of.clone().into_boxed_slice() })
            }
            Cond::Eligible => leaf(Test::Eligible),
            Cond::Unlisted(item) => leaf(Test::Unlisted(self.noun(item))),
            Cond::NeedsLicence(item) => leaf(Test::NeedsLicence(self.noun(item))),
            Cond::Covers => leaf(Test::Covers),
        }
    }

    /// A comparison in the shortest form in which it can be made.
    fn comparison(&self, left: &Sum, op: Op, right: &Sum, leaf: Box<Leaf>) -> Node {
        let day = |sum: &Sum| match sum {
            Sum::Date(day) => Some(*day),
            Sum::Path(path) if is_date(path) => Some(self.day),
            _ => None,
        };
        if let (Some(left), Some(right)) = (day(left), day(right)) {
            let [left, right] = [left, right].map(|day| Interval::exactly(day_number(day)));
            return Node::Settled(compared(&left, op, &right), leaf);
        }
        match (left, right) {
            (Sum::Path(path), Sum::Number { value, measure: Measure::Plain(_), .. })
                if path.subject != Subject::Act
                    && !self.vocabulary.terms.contains_key(&path.fact) =>
            {
                match value.tiny() {
                    Some(number) => Node::Line(Line { of: self.slot(path), op, number }, leaf),
                    None => Node::Leaf(leaf),
                }
            }
            _ => Node::Leaf(leaf),
        }
    }

    fn members(&self, set: &[Element]) -> Box<[Member]> {
        set.iter()
            .map(|element| match element {
                Element::PlaceOf(path) => Member::Fact(self.slot(path)),
                other => Member::Element(other.clone()),
            })
            .collect()
    }

    /// A checked sum.
    pub(super) fn num(&self, sum: &Sum) -> Num {
        let boxed = |s: &Sum| Box::new(self.num(s));
        let filter = |f: &Option<Box<Cond>>| f.as_deref().map(|c| Box::new(self.node(c)));
        match sum {
            Sum::Number { value, measure, .. } => {
                Num::Literal(Interval::exactly(value.clone()), *measure)
            }
            Sum::Date(day) => Num::Literal(Interval::exactly(day_number(*day)), Measure::Date),
            Sum::Path(path) => Num::Slot(self.slot(path)),
            Sum::Limit => Num::Limit,
            Sum::Add(a, b) => Num::Add(boxed(a), boxed(b)),
            Sum::Sub(a, b) => Num::Sub(boxed(a), boxed(b)),
            Sum::Mul(a, b) => Num::Mul(boxed(a), boxed(b)),
            Sum::Div(a, b) => Num::Div(boxed(a), boxed(b)),
            Sum::Total { path, filter: f } => Num::Total {
                slot: self.slot(path),
                share: self.vocabulary.type_of(&path.fact) == Some(FactType::Share),
                filter: filter(f),
            },
            Sum::Count { noun, filter: f } => {
                Num::Count { noun: self.noun(noun), filter: filter(f) }
            }
        }
    }
}

/// The day of the case, which is an argument and never a fact.
fn is_date(path: &Path) -> bool {
    path.subject == Subject::Act && path.fact.as_str() == "date"
}

/// A day as a number: days of the common era.
pub(super) fn day_number(day: Day) -> Exact {
    Exact::from(i64::from(day.num_days_from_ce()))
}
