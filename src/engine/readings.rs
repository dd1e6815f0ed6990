//! Which leaves of the trace a reason rests on, found once for all reasons: those of the control, of its row and of the entry.

use super::decide::Settled;
use super::fact::Found;
use super::world::{NOBODY, World};
use crate::base::Truth;
use crate::decision::Stratum;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// A provision looked at for an item on a leg: pack, item, leg, id.
type Place<'a> = (usize, usize, usize, &'a str);

/// The leaves by what read them.
#[derive(Debug, Default)]
pub(super) struct Readings<'a> {
    controls: FxHashMap<Place<'a>, Read>,
    rows: FxHashMap<Place<'a>, Read>,
    /// Of entries and paragraphs that were not surely missed, sorted.
    matches: Vec<(Place<'a>, Read)>,
}

/// The leaves that one provision read, and the facts in them once somebody asks.
#[derive(Debug, Default)]
struct Read {
    runs: Vec<Range<usize>>,
    facts: OnceCell<Found>,
}

impl Read {
    fn facts(&self, world: &World<'_>) -> &[Arc<crate::decision::FactUsed>] {
        self.facts.get_or_init(|| {
            let mut seen = FxHashSet::default();
            let mut out = Vec::new();
            for atom in self.runs.iter().filter_map(|run| world.steps.atoms().get(run.clone())) {
                for atom in atom {
                    if !atom.moot && seen.insert((std::ptr::from_ref(atom.leaf), atom.bound)) {
                        world.of_atom(atom, &mut out);
                    }
                }
            }
            out
        })
    }
}

impl<'a> Readings<'a> {
    /// Walks the trace once.
    pub(super) fn new(world: &World<'a>) -> Self {
        let mut out = Self::default();
        let mut matches: FxHashMap<Place<'a>, Read> = FxHashMap::default();
        let mut from = 0_usize;
        // leaves follow each other step by step
        for run in world.steps.atoms().chunk_by(|a, b| a.step == b.step) {
            let to = from.saturating_add(run.len());
            let mut at = run.first().map_or(NOBODY, |atom| atom.step);
            while let Some(step) = world.steps.get(at) {
                let place = (step.pack, step.item, step.leg, step.id);
                let read = match step.stratum {
                    Stratum::Control => Some(out.controls.entry(place).or_default()),
                    Stratum::Reason => Some(out.rows.entry(place).or_default()),
                    Stratum::Match if step.truth != Truth::No => {
                        let place = (step.pack, step.item, NOBODY, step.id);
                        Some(matches.entry(place).or_default())
                    }
                    _ => None,
                };
                if let Some(read) = read {
                    read.runs.push(from..to);
                }
                at = step.parent;
            }
            from = to;
        }
        out.matches = matches.into_iter().collect();
        out.matches.sort_unstable_by_key(|(place, _)| *place);
        out
    }

    /// The facts read by the control, its row and the entry, on this leg.
    pub(super) fn facts(&self, world: &World<'a>, settled: &Settled<'a>) -> Found {
        let place = |id| (settled.pack, settled.item, settled.leg, id);
        let control = settled.instance.control.map(|c| place(c.id.as_str()));
        let row = settled.instance.row.map(|(_, row)| place(&row.prov.id));
        let entry = settled.instance.row.and_then(|(at, _)| {
            Some(world.program.packs.get(settled.pack)?.entries.get(at)?.id.as_str())
        });
        let of_entry = entry.into_iter().flat_map(|entry| {
            let first = (settled.pack, settled.item, NOBODY, entry);
            let from = self.matches.partition_point(|(place, _)| *place < first);
            let here = (settled.pack, settled.item);
            let below = self.matches.get(from..).unwrap_or_default().iter();
            below.take_while(move |((pack, item, _, id), _)| {
                (*pack, *item) == here && id.starts_with(entry)
            })
        });
        let read = control
            .and_then(|place| self.controls.get(&place))
            .into_iter()
            .chain(row.and_then(|place| self.rows.get(&place)))
            .chain(of_entry.map(|(_, read)| read));
        let mut once = FxHashSet::default();
        let mut out = Vec::new();
        for fact in read.flat_map(|read| read.facts(world)) {
            if once.insert(Arc::as_ptr(fact)) {
                out.push(Arc::clone(fact));
            }
        }
        if let (Some(pack), true) = (world.pack_model(settled.pack), entry.is_some()) {
            world.of_classification(settled.item, &pack.head.id, &mut out);
        }
        if settled.instance.row.is_some_and(|(_, row)| row.to.is_some()) {
            world.of_destination(settled.leg, &mut out);
        }
        out.sort();
        out.dedup();
        out
    }
}
