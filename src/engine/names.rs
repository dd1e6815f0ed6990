//! What is missing, each thing named once for a ruling: hundreds of reasons may wait for the same hundreds of facts.

use super::decide::Settled;
use super::gap::Gap;
use super::world::World;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use std::sync::Arc;

/// Gaps by the rank of their names among all names.
#[derive(Debug, Default)]
pub(super) struct Missing<'a> {
    ranks: FxHashMap<Gap<'a>, usize>,
    names: Vec<Arc<str>>,
}

impl<'a> Missing<'a> {
    /// All that is missing for what was settled, and for what could lift it.
    pub(super) fn new(world: &World<'a>, settled: &[Settled<'a>]) -> Self {
        let mut all: FxHashSet<Gap<'a>> = FxHashSet::default();
        let mut seen = FxHashSet::default();
        for one in settled {
            all.extend(&one.gaps);
            for lift in one.lifts.iter().filter(|lift| !lift.gaps.is_empty()) {
                if seen.insert(Rc::as_ptr(lift)) {
                    all.extend(&lift.gaps);
                }
            }
        }
        let mut named: Vec<(Box<str>, Gap<'a>)> =
            all.into_iter().map(|gap| (gap.name(world).into(), gap)).collect();
        named.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut missing = Self::default();
        for (name, gap) in named {
            if missing.names.last().is_none_or(|last| **last != *name) {
                missing.names.push(name.into());
            }
            missing.ranks.insert(gap, missing.names.len().saturating_sub(1));
        }
        missing
    }

    /// The rank of a gap.
    pub(super) fn rank(&self, gap: &Gap<'a>) -> Option<usize> {
        self.ranks.get(gap).copied()
    }

    /// The ranks of these gaps, each once.
    pub(super) fn ranks<'g>(&self, gaps: impl IntoIterator<Item = &'g Gap<'a>>) -> Vec<usize>
    where
        'a: 'g,
    {
        let mut ranks: Vec<usize> =
            gaps.into_iter().filter_map(|gap| self.ranks.get(gap)).copied().collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// The name at a rank.
    pub(super) fn name(&self, rank: usize) -> Option<&Arc<str>> {
        self.names.get(rank)
    }

    /// The names of these gaps, each once, in their order.
    pub(super) fn names<'g>(&self, gaps: &'g [Gap<'a>]) -> Vec<Arc<str>> {
        self.ranks(gaps).into_iter().filter_map(|rank| self.name(rank).cloned()).collect()
    }
}
