//! Which conditions of an exception did not hold, found once for all reasons that ask.

use super::world::World;
use crate::base::Truth;
use crate::decision::{Stratum, Why};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// An exception by its id, looked at for an item on a leg.
type Place<'a> = (&'a str, usize, usize);

/// The conditions that did not hold, by exception, item and leg.
#[derive(Debug, Default)]
pub(super) struct Failing<'a>(OnceCell<FxHashMap<Place<'a>, Vec<Why>>>);

impl<'a> Failing<'a> {
    /// Those of one exception, in words.
    pub(super) fn of(&self, world: &World<'a>, id: &'a str, item: usize, leg: usize) -> Vec<Why> {
        let all = self.0.get_or_init(|| read(world));
        all.get(&(id, item, leg)).cloned().unwrap_or_default()
    }
}

/// Walks the trace once.
fn read<'a>(world: &World<'a>) -> FxHashMap<Place<'a>, Vec<Why>> {
    let mut said: FxHashMap<Place<'a>, BTreeSet<Why>> = FxHashMap::default();
    let mut seen: FxHashSet<(Place<'a>, *const ())> = FxHashSet::default();
    for atom in world.steps.atoms().iter().filter(|atom| atom.truth == Truth::No) {
        let Some(step) = world.steps.get(atom.step).filter(|s| s.stratum == Stratum::Relief) else {
            continue;
        };
        let place = (step.id, step.item, step.leg);
        // the same leaf is read for every row of an entry
        if seen.insert((place, std::ptr::from_ref(atom.leaf).cast())) {
            let text = super::trace::say(&atom.leaf.cond);
            said.entry(place).or_default().insert(Why::NotSo(text.into()));
        }
    }
    said.into_iter().map(|(place, all)| (place, all.into_iter().collect())).collect()
}
