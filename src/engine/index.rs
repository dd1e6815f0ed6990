//! Which entries a pack must look at for an item, by what the item surely is not. Never an answer: an entry that is left out is one whose gate says no.

use super::node::FactIx;
use crate::base::Symbol;
use rustc_hash::FxHashMap;

/// Entries by a symbol that their gate requires.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Entries whose gate requires nothing of this kind.
    pub(super) open: Vec<usize>,
    /// Per fact: entries by the value required, and all of them, for items that do not state the fact.
    pub(super) keyed: Vec<Key>,
}

/// The entries keyed by one fact of the item.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) fact: FactIx,
    /// Sorted.
    pub(super) by_value: FxHashMap<Symbol, Vec<usize>>,
    pub(super) all: Vec<usize>,
}

impl Index {
    /// Enters `entry`, whose gate requires `fact` to have one of `values`; `None` where it requires nothing that can be looked up.
    pub(super) fn enter(&mut self, entry: usize, required: Option<(FactIx, Vec<&Symbol>)>) {
        let Some((fact, values)) = required else {
            self.open.push(entry);
            return;
        };
        let at = self.keyed.iter().position(|k| k.fact == fact).unwrap_or_else(|| {
            self.keyed.push(Key { fact, by_value: FxHashMap::default(), all: Vec::new() });
            self.keyed.len().saturating_sub(1)
        });
        if let Some(key) = self.keyed.get_mut(at) {
            for value in values {
                let entries = key.by_value.entry(value.clone()).or_default();
                if entries.last() != Some(&entry) {
                    entries.push(entry);
                }
            }
            key.all.push(entry);
        }
    }
}
