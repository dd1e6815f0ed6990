//! How much of a law a set of tests exercises.
//!
//! **Provisions**: legs, scopes, exclusions, entries, paragraphs, rows, controls, exceptions, bars, policies, obligations and
//! attestations, each version that applies on a day its pack covers. One is exercised when in some test it surely applied (an
//! entry or paragraph: when an item surely was in it); where its basis or state keeps it from that, when it may have applied.
//!
//! **Branches**: each comparison or test of a condition must have been *yes* once and *no* once, and each condition that reads
//! something a transfer can leave open must have left its provision *unknown* once because of one of them. The conditions of
//! terms count too, wherever they are read; those of policies and obligations leave no trace, so each counts as one test: shown,
//! or not shown although what it goes with was there. A test that another one settles before it is read counts as not exercised.

use super::day_by_day;
use super::universe::{Kind, Spot, spots};
use crate::base::{Code, Day, PackId, ProvisionId, Truth};
use crate::decision::{Decision, Outcome, Reason, Step, Stratum};
use crate::engine::{self, Program};
use crate::law::TestCase;
use crate::law::model::{Law, Origin};
use crate::transfer::Case;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

/// What the tests exercise of one pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackCoverage {
    /// The pack.
    pub pack: PackId,
    /// Versions of provisions.
    pub provisions: Ratio,
    /// Branches of conditions.
    pub branches: Ratio,
    /// What is missing, by file and line.
    pub missing: Vec<Missing>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// Exercised.
    pub reached: usize,
    /// In all.
    pub of: usize,
}

/// Something that no test exercises.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Where it stands.
    pub origin: Origin,
    /// What kind of block: `control`, `paragraph`.
    pub kind: &'static str,
    /// Its id.
    pub id: Box<str>,
    /// The first day of the version.
    pub from: Day,
    /// What is missing.
    pub what: What,
}

/// What of a provision is not exercised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It never applies.
    Provision,
    /// A comparison or test that is never this.
    Branch(Box<str>, Truth),
    /// It is never unknown.
    Unknown,
}

/// What `tests` exercise of each pack that has anything to exercise. Transfers that cannot be read exercise nothing.
#[must_use]
pub fn coverage(law: &Arc<Law>, tests: &[TestCase]) -> Vec<PackCoverage> {
    let spots = spots(law);
    let mut seen = Seen::new(&spots);
    day_by_day(law, tests, |program, case, test| {
        let decision = engine::decide(program, case);
        seen.decision(&decision, case);
        seen.codes(program, case, &read_packs(&decision, test));
    });
    let mut packs: BTreeMap<&PackId, PackCoverage> = BTreeMap::new();
    for (spot, taken) in spots.iter().zip(&seen.taken) {
        let pack = packs.entry(spot.pack).or_insert_with(|| PackCoverage {
            pack: spot.pack.clone(),
            provisions: Ratio::default(),
            branches: Ratio::default(),
            missing: Vec::new(),
        });
        tally(spot, taken, pack);
    }
    packs
        .into_values()
        .map(|mut pack| {
            pack.missing.sort();
            pack
        })
        .collect()
}

/// What a spot and its tests were, in any of the cases.
#[derive(Default)]
struct Taken {
    own: BTreeSet<Truth>,
    atoms: BTreeMap<Box<str>, BTreeSet<Truth>>,
    /// Unknown, and so was one of its tests.
    open: bool,
}

struct Seen<'s> {
    spots: &'s [Spot<'s>],
    taken: Vec<Taken>,
    /// Spots by pack, stratum and id.
    by_step: BTreeMap<(&'s str, Stratum, &'s str), Vec<usize>>,
    /// Terms, entries and paragraphs by the tests of their conditions.
    by_atom: BTreeMap<&'s str, Vec<usize>>,
    /// Attestations, policies and obligations, which the trace does not show.
    aside: Rc<[usize]>,
}

/// The packs whose entries a test looks at: those applied, and those of the codes it expects.
fn read_packs<'t>(decision: &'t Decision, test: &'t TestCase) -> BTreeSet<&'t str> {
    let expect = &test.expect;
    let codes = expect.meets.iter().chain(&expect.misses).chain(&expect.unsure);
    decision
        .packs
        .iter()
        .map(|pack| &*pack.id)
        .chain(codes.map(|code| code.pack.as_str()))
        .collect()
}

impl<'s> Seen<'s> {
    fn new(spots: &'s [Spot<'s>]) -> Self {
        let mut by_step: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_atom: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, spot) in spots.iter().enumerate() {
            if let Some(stratum) = spot.kind.stratum() {
                by_step.entry((spot.pack.as_str(), stratum, spot.id)).or_default().push(at);
            }
            if matches!(spot.kind, Kind::Term | Kind::Entry | Kind::Paragraph) {
                for atom in &spot.atoms {
                    by_atom.entry(atom).or_default().push(at);
                }
            }
        }
        let unseen = |kind| matches!(kind, Kind::Attestation | Kind::Policy | Kind::Obligation);
        let aside = spots.iter().enumerate().filter(|(_, spot)| unseen(spot.kind));
        Self {
            spots,
            taken: spots.iter().map(|_| Taken::default()).collect(),
            by_step,
            by_atom,
            aside: aside.map(|(at, _)| at).collect(),
        }
    }

    fn decision(&mut self, decision: &Decision, case: &Case) {
        for step in &decision.trace.steps {
            self.step(step, decision.as_of);
        }
        self.outlook(decision);
        for at in self.aside.clone().iter().copied() {
            let Some(spot) = self.spots.get(at).filter(|spot| spot.kind == Kind::Attestation)
            else {
                continue;
            };
            let made =
                case.attested.iter().any(|a| a.pack == *spot.pack && a.id.as_str() == spot.id);
            if made && self.in_force(at, decision.as_of) {
                self.mark(at, None, Truth::Yes);
            }
        }
    }

    /// Which entries and paragraphs the items are in.
    fn codes(&mut self, program: &Program, case: &Case, packs: &BTreeSet<&str>) {
        for pack in packs {
            for item in 0..case.items.len() {
                for (code, truth) in engine::codes(program, case, item, &PackId::from(*pack)) {
                    let key = (*pack, Stratum::Match, code.as_str());
                    let here: Vec<usize> =
                        self.by_step.get(&key).into_iter().flatten().copied().collect();
                    for at in here {
                        let is_code = self.spots.get(at).is_some_and(Spot::is_code);
                        if is_code && self.in_force(at, program.day()) {
                            self.mark(at, None, truth);
                        }
                    }
                }
            }
        }
    }

    fn step(&mut self, step: &Step, day: Day) {
        let key = (&*step.pack, step.stratum, &*step.provision);
        let here: Vec<usize> = self.by_step.get(&key).into_iter().flatten().copied().collect();
        let here: Vec<usize> = here.into_iter().filter(|at| self.in_force(*at, day)).collect();
        for at in &here {
            // What an entry's own step saw is only measured: `codes` says what the item is in.
            if !self.spots.get(*at).is_some_and(Spot::is_code) {
                self.mark(*at, None, step.truth);
            }
        }
        for atom in &step.atoms {
            for at in self.whose(step, &here, &atom.text, day) {
                let term = self.spots.get(at).is_some_and(|spot| spot.kind == Kind::Term);
                self.mark(at, Some(&atom.text), atom.truth);
                if atom.truth == Truth::Unknown && (term || step.truth == Truth::Unknown) {
                    self.open(at);
                }
            }
        }
    }

    /// Of which condition a test in the trace is part: the step's own, that of a paragraph above or below it, or a term's.
    fn whose(&self, step: &Step, here: &[usize], atom: &str, day: Day) -> Vec<usize> {
        let own: Vec<usize> = here.iter().copied().filter(|at| self.has(*at, atom)).collect();
        if !own.is_empty() {
            return own;
        }
        let named = self
            .by_atom
            .get(atom)
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| self.in_force(*at, day));
        let (terms, entries): (Vec<usize>, Vec<usize>) =
            named.partition(|at| self.spots.get(*at).is_some_and(|spot| spot.kind == Kind::Term));
        let of_step = Code::from(&*step.provision);
        let akin = |at: &usize| {
            self.spots.get(*at).is_some_and(|spot| {
                let code = Code::from(spot.id);
                spot.pack.as_str() == &*step.pack
                    && (code.covers(&of_step) || of_step.covers(&code))
            })
        };
        let entries: Vec<usize> = match step.stratum {
            Stratum::Match => entries.into_iter().filter(akin).collect(),
            _ => Vec::new(),
        };
        [entries, terms].into_iter().find(|some| !some.is_empty()).unwrap_or_default()
    }

    /// Policies and obligations: what was shown, and what was not although it could have been.
    fn outlook(&mut self, decision: &Decision) {
        for at in self.aside.clone().iter().copied() {
            let Some(spot) = self.spots.get(at).filter(|_| self.in_force(at, decision.as_of))
            else {
                continue;
            };
            let is = |pack: &str, id: &str| *spot.pack.as_str() == *pack && *spot.id == *id;
            let (shown, there) = match spot.kind {
                Kind::Policy => {
                    let of = |o: &&crate::decision::Outlook| is(&o.policy.pack, &o.policy.id);
                    (
                        decision.policies.iter().filter(of).map(|o| o.truth).max(),
                        has_outlook(spot, decision),
                    )
                }
                Kind::Obligation => {
                    let of = |d: &&crate::decision::Due| is(&d.obligation.pack, &d.obligation.id);
                    (
                        decision.obligations.iter().filter(of).map(|d| d.truth).max(),
                        is_due(spot, decision),
                    )
                }
                _ => continue,
            };
            let Some(truth) = shown.or(there.then_some(Truth::No)) else { continue };
            self.mark(at, None, truth);
            if let Some(atom) = spot.atoms.first() {
                self.mark(at, Some(atom), truth);
                if truth == Truth::Unknown {
                    self.open(at);
                }
            }
        }
    }

    fn in_force(&self, at: usize, day: Day) -> bool {
        self.spots.get(at).is_some_and(|spot| spot.in_force(day))
    }

    fn has(&self, at: usize, atom: &str) -> bool {
        self.spots.get(at).is_some_and(|spot| spot.atoms.contains(atom))
    }

    fn mark(&mut self, at: usize, atom: Option<&str>, truth: Truth) {
        let Some(taken) = self.taken.get_mut(at) else { return };
        match atom {
            None => taken.own.insert(truth),
            Some(atom) => taken.atoms.entry(atom.into()).or_default().insert(truth),
        };
    }

    fn open(&mut self, at: usize) {
        if let Some(taken) = self.taken.get_mut(at) {
            taken.open = true;
        }
    }
}

/// Whether a control that the policy speaks of is outstanding and may be licensed.
fn has_outlook(spot: &Spot<'_>, decision: &Decision) -> bool {
    decision
        .reasons
        .iter()
        .filter(|r| r.outcome() >= Outcome::FactsMissing && r.kind != "review")
        .any(|r| of(spot, r) && covers(spot.on, &r.control().id))
}

/// Whether what the obligation comes with is there.
fn is_due(spot: &Spot<'_>, decision: &Decision) -> bool {
    if spot.on.is_empty() {
        let reached = |o: &crate::decision::ItemOutcome| {
            *o.pack == *spot.pack.as_str() && o.outcome > Outcome::OutOfScope
        };
        return decision.outcomes.iter().any(reached);
    }
    let comes_with = |r: &Reason| {
        covers(spot.on, &r.control().id) || r.lifted_by().any(|by| covers(spot.on, &by.id))
    };
    decision.reasons.iter().any(|r| of(spot, r) && comes_with(r))
}

fn of(spot: &Spot<'_>, reason: &Reason) -> bool {
    *reason.control().pack == *spot.pack.as_str()
}

fn covers(on: &[ProvisionId], id: &str) -> bool {
    on.is_empty() || on.iter().any(|one| one.covers(&ProvisionId::from(id)))
}

/// Adds what a spot has to its pack.
fn tally(spot: &Spot<'_>, taken: &Taken, pack: &mut PackCoverage) {
    let mut miss = |what| {
        pack.missing.push(Missing {
            origin: spot.origin.clone(),
            kind: spot.kind.word(),
            id: spot.id.into(),
            from: spot.start.day(),
            what,
        });
    };
    if spot.kind != Kind::Term {
        let applied =
            taken.own.contains(&Truth::Yes) || (spot.capped && taken.own.contains(&Truth::Unknown));
        if !pack.provisions.count(applied) {
            miss(What::Provision);
        }
    }
    for atom in &spot.atoms {
        for truth in [Truth::Yes, Truth::No] {
            let was = taken.atoms.get(atom.as_str()).is_some_and(|seen| seen.contains(&truth));
            if !pack.branches.count(was) {
                miss(What::Branch(atom.as_str().into(), truth));
            }
        }
    }
    if spot.open && !spot.atoms.is_empty() && !pack.branches.count(taken.open) {
        miss(What::Unknown);
    }
}

impl Ratio {
    fn count(&mut self, reached: bool) -> bool {
        self.of = self.of.saturating_add(1);
        self.reached = self.reached.saturating_add(usize::from(reached));
        reached
    }

    /// Thousandths, rounded down; all of nothing is all.
    #[must_use]
    pub fn per_mille(self) -> usize {
        self.reached.saturating_mul(1000).checked_div(self.of).unwrap_or(1000)
    }
}

/// `99.4 %`, rounded down.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.per_mille();
        write!(f, "{}.{} %", tenths / 10, tenths % 10)
    }
}

/// ``control `744.11` since 2022-10-07: `…` is never no``.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}` since {}: ", self.kind, self.id, self.from)?;
        match &self.what {
            What::Provision => f.write_str("never applies"),
            What::Branch(atom, truth) => write!(f, "`{atom}` is never {}", truth.word()),
            What::Unknown => f.write_str("is never unknown"),
        }
    }
}
