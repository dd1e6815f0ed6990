//! The trace as it grows: provisions in the order in which they are looked at, and the leaves that each of them reads.
//! Positions only; words are made of them when somebody asks (`trace`).

use super::env::Env;
use super::node::Leaf;
use super::world::{NOBODY, World};
use crate::base::Truth;
use crate::decision::Stratum;

/// What was looked at, in order.
#[derive(Debug)]
pub(super) struct Steps<'a> {
    all: Vec<StepRec<'a>>,
    atoms: Vec<AtomRec<'a>>,
    /// Whom the leaves were read about. Many leaves in a row are read about the same, and share one of these.
    bound: Vec<Bound>,
    /// The step that is open.
    open: usize,
    /// It grows; off while completions are tried.
    pub(super) on: bool,
}

/// One provision that was looked at.
#[derive(Clone, Debug)]
pub(super) struct StepRec<'a> {
    pub(super) id: &'a str,
    pub(super) pack: usize,
    pub(super) item: usize,
    pub(super) leg: usize,
    pub(super) parent: usize,
    pub(super) stratum: Stratum,
    pub(super) truth: Truth,
}

/// One leaf that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct AtomRec<'a> {
    pub(super) leaf: &'a Leaf,
    pub(super) step: usize,
    pub(super) bound: usize,
    pub(super) truth: Truth,
    /// Another branch settled what this one was read for.
    pub(super) moot: bool,
}

/// Item, component, target, input, party, owner, person, licence and row.
type Bound = [usize; 9];

/// Where the trace stood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize, usize);

impl<'a> Steps<'a> {
    pub(super) fn new() -> Self {
        Self {
            all: Vec::with_capacity(40),
            atoms: Vec::with_capacity(40),
            bound: Vec::with_capacity(4),
            open: NOBODY,
            on: true,
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&StepRec<'a>> {
        self.all.get(at)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, StepRec<'a>> {
        self.all.iter()
    }

    pub(super) fn atoms(&self) -> &[AtomRec<'a>] {
        &self.atoms
    }

    /// What was read after `mark`.
    pub(super) fn atoms_since(&self, mark: Mark) -> &[AtomRec<'a>] {
        self.atoms.get(mark.1..).unwrap_or_default()
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.all.len(), self.atoms.len())
    }

    /// Forgets what came after `mark`.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.all.truncate(mark.0);
        self.atoms.truncate(mark.1);
    }

    #[inline]
    fn begin(&mut self, stratum: Stratum, env: &Env<'a>, id: &'a str) -> usize {
        if !self.on {
            return NOBODY;
        }
        let parent = std::mem::replace(&mut self.open, self.all.len());
        let (pack, item, leg) = (env.pack, env.item, env.leg);
        self.all.push(StepRec { id, pack, item, leg, parent, stratum, truth: Truth::Unknown });
        self.open
    }

    #[inline]
    fn end(&mut self, step: usize, truth: Truth) {
        if let Some(rec) = self.all.get_mut(step) {
            rec.truth = truth;
            self.open = rec.parent;
        }
    }

    /// Enters a leaf.
    #[inline]
    pub(super) fn atom(&mut self, leaf: &'a Leaf, env: &Env<'a>, truth: Truth) {
        if !self.on {
            return;
        }
        let bound = if env.kept == NOBODY { self.keep(env) } else { env.kept };
        self.atoms.push(AtomRec { leaf, step: self.open, bound, truth, moot: false });
    }

    /// The leaves between `from` and `to` no longer matter: what was read after them settled it. What was found out about an
    /// item on the way stands for whoever asks next.
    pub(super) fn pass_over(&mut self, from: usize, to: usize) {
        let (all, open) = (&self.all, self.open);
        let here = |mut step: usize| {
            while step != open {
                match all.get(step) {
                    Some(rec) if rec.stratum != Stratum::Match => step = rec.parent,
                    _ => return false,
                }
            }
            true
        };
        for atom in self.atoms.get_mut(from..to).unwrap_or_default() {
            atom.moot |= here(atom.step);
        }
    }

    /// Where the nouns of an environment are kept.
    pub(super) fn keep(&mut self, env: &Env<'a>) -> usize {
        let bound = env.bound();
        if self.bound.last() != Some(&bound) {
            self.bound.push(bound);
        }
        self.bound.len().saturating_sub(1)
    }

    /// The environment in which a leaf was read.
    pub(super) fn env_of(&self, atom: &AtomRec<'a>) -> Env<'a> {
        let step = self.all.get(atom.step);
        let (pack, leg) = step.map_or((NOBODY, NOBODY), |s| (s.pack, s.leg));
        let bound = self.bound.get(atom.bound).copied().unwrap_or([NOBODY; 9]);
        let [item, component, target, input, party, owner, person, licence, row] = bound;
        Env {
            item,
            component,
            target,
            input,
            party,
            owner,
            person,
            licence,
            row,
            leg,
            ..Env::new(pack)
        }
    }
}

impl Env<'_> {
    fn bound(&self) -> Bound {
        [
            self.item,
            self.component,
            self.target,
            self.input,
            self.party,
            self.owner,
            self.person,
            self.licence,
            self.row,
        ]
    }
}

impl<'a> World<'a> {
    /// Opens a step of the trace.
    #[inline]
    pub(super) fn begin(&mut self, stratum: Stratum, env: &Env<'a>, id: &'a str) -> usize {
        self.steps.begin(stratum, env, id)
    }

    /// Closes it.
    #[inline]
    pub(super) fn end(&mut self, step: usize, truth: Truth) -> Truth {
        self.steps.end(step, truth);
        truth
    }
}
