//! Showings may only relieve: shown or not, an answer never gets stricter by showing. The condition language checks what
//! a provision says itself; here it is followed through terms.

use super::super::model::{Formula, Law};
use super::site::{Body, Site};
use crate::base::FactName;
use crate::condition::{Cond, FactType, Op, Path, Quant, Role, Sum};
use crate::diag::{Code, Diagnostics};
use std::collections::BTreeSet;

/// In which direction showing something pushes what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// Towards yes.
    Yes,
    /// Towards no.
    No,
    /// Either.
    Both,
}

impl Sign {
    fn turned(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Both => Self::Both,
        }
    }
}

/// No provision becomes stricter by a showing.
pub(super) fn check(law: &Law, sites: &[Site<'_>], faults: &mut Diagnostics) {
    for site in sites {
        let Some(wanted) = wanted(site.role) else { continue };
        let mut walk = Walk { law, through: Vec::new(), done: BTreeSet::new(), found: Vec::new() };
        match &site.body {
            Body::Cond(cond) => walk.cond(cond, Sign::Yes),
            Body::Sum(sum) => walk.sum(sum, Sign::Both),
            Body::Path(path) => walk.path(path, Sign::Both),
        }
        walk.found.sort();
        walk.found.dedup();
        for (fact, sign, term) in walk.found {
            if sign == wanted {
                continue;
            }
            let message = match &term {
                Some(term) => format!(
                    "the showing `{fact}` could make this stricter, through the term `{term}`"
                ),
                None => format!("the showing `{fact}` could make this stricter"),
            };
            let help = match wanted {
                Sign::No => {
                    "a showing may only relieve: write it with `not` where it takes out, or as an exception"
                }
                _ => "a showing may only relieve: here it must stand without `not`",
            };
            faults.push(site.fault(Code::Showing, message).help(help));
        }
    }
}

/// The direction in which a showing may push; none where it touches no verdict, or is judged where it is used.
fn wanted(role: Role) -> Option<Sign> {
    match role {
        Role::Paragraph | Role::Reason | Role::Leg | Role::Scope | Role::Control | Role::Bar => {
            Some(Sign::No)
        }
        Role::Exclusion | Role::ScopeExclusion | Role::Eligible | Role::Exception => {
            Some(Sign::Yes)
        }
        Role::Term | Role::Policy | Role::Obligation => None,
    }
}

struct Walk<'l> {
    law: &'l Law,
    through: Vec<FactName>,
    done: BTreeSet<(FactName, Sign)>,
    found: Vec<(FactName, Sign, Option<FactName>)>,
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
            Cond::Meets { .. }
            | Cond::Listed { .. }
            | Cond::Reached(_)
            | Cond::Reason { .. }
            | Cond::Controls { .. }
            | Cond::Eligible
            | Cond::Unlisted(_)
            | Cond::NeedsLicence(_)
            | Cond::Covers => {}
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
            self.found.push((path.fact.clone(), sign, self.through.first().cloned()));
        }
        let Some(decl) = self.law.vocabulary.terms.get(&path.fact) else { return };
        if !self.done.insert((path.fact.clone(), sign)) {
            return;
        }
        let line = self.law.packs.get(&decl.pack).and_then(|pack| pack.terms.get(&path.fact));
        self.through.push(path.fact.clone());
        for (_, version) in line.into_iter().flat_map(crate::base::Timeline::versions) {
            match &version.body.is {
                Formula::Truth(cond) => self.cond(cond, sign),
                Formula::Sum(sum) => self.sum(sum, sign),
                Formula::Same(path) => self.path(path, sign),
            }
        }
        self.through.pop();
    }
}
