//! Which entries a pack must look at for an item, by what the item surely is not. Never an answer: an entry that is left
//! out is one whose gate says no. What does not depend on the day is in the pack's [`Gates`]; here are the positions of
//! the entries of one day.

use super::node::FactIx;
use crate::base::{Day, Symbol};
use crate::law::gates::Gates;
use rustc_hash::FxHashMap;

/// Positions of entries by the value that their gates ask.
pub(super) type ByValue = FxHashMap<Symbol, Box<[usize]>>;

/// The gates of one day.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each gate of the pack the position of its entry among those of the day.
    pub(super) entries: Box<[Option<usize>]>,
    /// Entries to look at for every item.
    pub(super) open: Vec<usize>,
    /// The facts by which the pack's gates are keyed.
    pub(super) facts: Box<[FactIx]>,
    /// The entries of each value, where one fact alone leads to every entry.
    pub(super) alone: Option<(FactIx, ByValue)>,
}

impl Index {
    /// Those of `gates` that stand on `day`, in the order of the entries; `see` is told each.
    pub(super) fn new<'g>(
        gates: &'g Gates,
        day: Day,
        facts: impl FnMut(&'g crate::law::gates::Keyed) -> FactIx,
        mut see: impl FnMut(&'g crate::law::gates::Gate),
    ) -> Self {
        let (mut stands, mut open) = (0_usize, Vec::new());
        let entries: Box<[Option<usize>]> = gates
            .all()
            .iter()
            .map(|gate| {
                let unseen = gate.on(day)?;
                see(gate);
                let position = stands;
                stands = stands.saturating_add(1);
                // nobody knows whether it stands yet, nor what it asks
                if unseen {
                    open.push(position);
                }
                Some(position)
            })
            .collect();
        open.extend(gates.open().iter().filter_map(|gate| entries.get(*gate).copied().flatten()));
        let facts: Box<[FactIx]> = gates.keyed().iter().map(facts).collect();
        let mut index = Self { entries, open, facts, alone: None };
        if let ([key], [fact], true) = (gates.keyed(), &*index.facts, index.open.is_empty()) {
            let one = |(value, gates): (&Symbol, &Vec<usize>)| {
                (value.clone(), index.of(gates).collect::<Box<[usize]>>())
            };
            index.alone = Some((*fact, key.by_value.iter().map(one).collect()));
        }
        index
    }

    /// The entries of these gates.
    pub(super) fn of<'i>(&'i self, gates: &'i [usize]) -> impl Iterator<Item = usize> + 'i {
        gates.iter().filter_map(|gate| self.entries.get(*gate).copied().flatten())
    }
}
