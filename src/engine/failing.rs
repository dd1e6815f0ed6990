//! Which conditions of an exception did not hold, found once for all reasons that ask.

use super::node::Node;
use super::world::World;
use crate::base::Truth;
use crate::condition::{Cond, Quant, Side};
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
    let turned = turned(world);
    for atom in world.steps.atoms() {
        let leaf: *const () = std::ptr::from_ref(atom.leaf).cast();
        let against = turned.contains(&leaf);
        let fails = if against { Truth::Yes } else { Truth::No };
        if atom.truth != fails {
            continue;
        }
        let Some(step) = world.steps.get(atom.step).filter(|s| s.stratum == Stratum::Relief) else {
            continue;
        };
        let place = (step.id, step.item, step.leg);
        // the same leaf is read for every row of an entry
        if seen.insert((place, leaf)) {
            let cond = &atom.leaf.cond;
            let text = if against {
                super::trace::say(&Cond::Not(Box::new(cond.clone())))
            } else {
                super::trace::say(cond)
            };
            said.entry(place).or_default().insert(Why::NotSo(text.into()));
        }
    }
    said.into_iter().map(|(place, all)| (place, all.into_iter().collect())).collect()
}

/// The leaves of exceptions that stand under a `not` or a `no`: there a yes is what fails.
fn turned(world: &World<'_>) -> FxHashSet<*const ()> {
    let (mut out, mut seen) = (FxHashSet::default(), FxHashSet::default());
    for step in world.steps.iter().filter(|step| step.stratum == Stratum::Relief) {
        let Some(pack) = world.program.packs.get(step.pack) else { continue };
        if !seen.insert((step.pack, step.id)) {
            continue;
        }
        let exception = pack.exceptions.iter().find(|e| *e.prov.id == *step.id);
        if let Some(when) = exception.and_then(|e| e.prov.when.node(world.program)) {
            walk(when, Side::As, &mut out);
        }
    }
    out
}

fn walk(node: &Node, side: Side, out: &mut FxHashSet<*const ()>) {
    match node {
        Node::And(all) | Node::Or(all) => all.iter().for_each(|one| walk(one, side, out)),
        Node::Not(inner) => walk(inner, side.turned(), out),
        Node::Quantified { quant: Quant::No, body, .. } => walk(body, side.turned(), out),
        Node::Quantified { body, .. } => walk(body, side, out),
        Node::Settled(_, leaf) | Node::Line(_, leaf) | Node::Leaf(leaf) => {
            if side == Side::Against {
                out.insert(std::ptr::from_ref(&**leaf).cast());
            }
        }
    }
}
