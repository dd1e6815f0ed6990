//! Which showings a condition rests on, itself, through terms and through results, and in which direction each pushes
//! it. Not whether it may.

use super::super::super::model::{Formula, Law};
use super::super::site::{Body, Site};
use super::moved::{Moved, Moves};
use super::step::{Step, Way};
use crate::base::{CodeRef, FactName, PackId, ProvisionId, Timeline};
use crate::condition::{Cond, FactType, Op, Path, Quant, Sum};
use std::collections::BTreeSet;

/// In which direction showing something pushes what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Towards yes.
    Yes,
    /// Towards no.
    No,
    /// Either.
    Both,
}

impl Sign {
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Both => Self::Both,
        }
    }
}

/// A showing on which a condition rests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Which.
    pub showing: FactName,
    /// Where it pushes.
    pub sign: Sign,
    /// Through what.
    pub way: Way,
}

/// The showings on which a condition rests.
pub(super) fn site(law: &Law, moves: &Moves, site: &Site<'_>) -> Vec<Found> {
    let mut walk = Walk {
        law,
        moves,
        pack: &site.pack,
        provision: &site.id,
        through: Vec::new(),
        done: BTreeSet::new(),
        found: Vec::new(),
    };
    match &site.body {
        Body::Cond(cond) => walk.cond(cond, Sign::Yes),
        Body::Sum(sum) => walk.sum(sum, Sign::Both),
        Body::Path(path) => walk.path(path, Sign::Both),
    }
    walk.found
}

pub(super) struct Walk<'l> {
    pub(super) law: &'l Law,
    moves: &'l Moves,
    pub(super) pack: &'l PackId,
    pub(super) provision: &'l str,
    through: Vec<FactName>,
    done: BTreeSet<(FactName, Sign)>,
    found: Vec<Found>,
}

impl Walk<'_> {
    fn cond(&mut self, of: &Cond, sign: Sign) {
        match of {
            Cond::And(all) | Cond::Or(all) => {
                for one in all {
                    self.cond(one, sign);
                }
            }
            Cond::Not(one) => self.cond(one, sign.turned()),
            Cond::Quantified { quant, body, .. } => match quant {
                Quant::No => self.cond(body, sign.turned()),
                Quant::Any | Quant::Every => self.cond(body, sign),
            },
            Cond::Compare { left, op, right } => {
                let sign = match op {
                    Op::More | Op::AtLeast => sign,
                    Op::Less | Op::AtMost => sign.turned(),
                    Op::Equal | Op::Unequal => Sign::Both,
                };
                self.sum(left, sign);
                self.sum(right, sign.turned());
            }
            Cond::Truth(path) => self.path(path, sign),
            Cond::In { path, .. } | Cond::Elements { path, .. } => self.path(path, Sign::Both),
            Cond::Listed { .. } => {}
            Cond::Meets { codes, .. } => {
                for code in codes {
                    self.meets(code, sign, &mut BTreeSet::new());
                }
            }
            Cond::Reason { reasons, .. } => self.reasons(reasons, sign),
            Cond::Reached(scopes) => self.reached(scopes, sign),
            Cond::Controls { quant, of } => self.controls(*quant, of, sign),
            Cond::Unlisted(_) => self.unlisted(sign),
            Cond::NeedsLicence(_) => self.needs_licence(sign),
            Cond::Eligible => self.eligible(sign),
            Cond::Covers => self.covered(),
        }
    }

    /// Quantities of the law are not negative: more of one part is more of the whole.
    fn sum(&mut self, of: &Sum, sign: Sign) {
        match of {
            Sum::Number { .. } | Sum::Date(_) | Sum::Limit => {}
            Sum::Path(path) => self.path(path, sign),
            Sum::Add(left, right) | Sum::Mul(left, right) => {
                self.sum(left, sign);
                self.sum(right, sign);
            }
            Sum::Sub(left, right) | Sum::Div(left, right) => {
                self.sum(left, sign);
                self.sum(right, sign.turned());
            }
            Sum::Total { path, filter } => {
                self.path(path, sign);
                if let Some(filter) = filter {
                    self.cond(filter, sign);
                }
            }
            Sum::Count { filter, .. } => {
                if let Some(filter) = filter {
                    self.cond(filter, sign);
                }
            }
        }
    }

    fn path(&mut self, path: &Path, sign: Sign) {
        if self.law.vocabulary.type_of(&path.fact) == Some(FactType::Shown) {
            self.find(&path.fact, sign, &Way::default(), None);
        }
        let Some(decl) = self.law.vocabulary.terms.get(&path.fact) else { return };
        if !self.done.insert((path.fact.clone(), sign)) {
            return;
        }
        let line = self.law.packs.get(&decl.pack).and_then(|pack| pack.terms.get(&path.fact));
        self.through.push(path.fact.clone());
        for (_, version) in line.into_iter().flat_map(Timeline::versions) {
            match &version.body.is {
                Formula::Truth(cond) => self.cond(cond, sign),
                Formula::Sum(sum) => self.sum(sum, sign),
                Formula::Same(path) => self.path(path, sign),
            }
        }
        self.through.pop();
    }

    /// Notes the showings that move these results.
    pub(super) fn moved(
        &mut self,
        which: impl Fn(&Moved) -> bool,
        sign: Sign,
        step: Option<&Step>,
    ) {
        let moves = self.moves;
        for (_, showings) in moves.all().filter(|(moved, _)| which(moved)) {
            for (showing, way) in showings {
                self.find(showing, sign, way, step);
            }
        }
    }

    fn find(&mut self, showing: &FactName, sign: Sign, way: &Way, step: Option<&Step>) {
        let way = step.map_or_else(|| way.clone(), |step| way.and(step.clone()));
        let terms = self.through.iter().rev().cloned().map(Step::Term);
        let way = terms.fold(way, |way, term| way.and(term));
        self.found.push(Found { showing: showing.clone(), sign, way });
    }
}

/// Whether a code or provision is another of its pack, or is continued by it.
pub(super) fn covers(one: &CodeRef, other: &CodeRef) -> bool {
    one.pack == other.pack && one.code.covers(&other.code)
}

/// A provision as it is named from elsewhere.
pub(super) fn named(pack: &PackId, id: &ProvisionId) -> CodeRef {
    CodeRef { pack: pack.clone(), code: id.as_str().into() }
}
