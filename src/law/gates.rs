//! What of the entries' heads says which of them must be looked at for an item, whatever the day. Made when a pack is
//! checked, so that no head is read before its entry is. Not the gate itself, which the engine evaluates.

use super::model::{Entry, EntryHead};
use crate::base::{Code, Day, FactName, Late, Start, State, Symbol, sorted};
use crate::condition::{Cond, Element, Subject, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The gates of a pack's entries, found by what the item must be. Made from the entries and in no other way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gates {
    all: Vec<Gate>,
    open: Vec<usize>,
    keyed: Vec<Keyed>,
}

/// One version of an entry's head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// The position of its entry among those of the pack.
    pub entry: usize,
    /// When it begins.
    pub start: Start,
    /// The first day of the next version.
    pub until: Option<Day>,
    /// No version is before it.
    pub first: bool,
    /// The entry is a basket.
    pub catch_all: bool,
}

/// Gates that ask for one of several values of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyed {
    /// The fact of the item.
    pub fact: FactName,
    /// Positions of gates by each of their values.
    #[serde(deserialize_with = "sorted::map")]
    pub by_value: BTreeMap<Symbol, Vec<usize>>,
    /// Positions of all of them.
    pub all: Vec<usize>,
}

impl Gate {
    /// Whether it stands on `day`, and if so, whether its first day is unknown and may lie later.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<bool> {
        match self.start {
            Start::Seen(seen) if self.first && day < seen => Some(true),
            start if start.day() <= day && self.until.is_none_or(|until| day < until) => {
                Some(false)
            }
            _ => None,
        }
    }
}

impl Gates {
    /// The gates of these entries.
    #[must_use]
    pub fn of(entries: &BTreeMap<Code, Late<Entry>>, vocabulary: &Vocabulary) -> Self {
        let mut out = Self { all: Vec::new(), open: Vec::new(), keyed: Vec::new() };
        for (position, entry) in entries.values().enumerate() {
            let next = entry.head.versions().skip(1).map(|(next, _)| Some(next.day()));
            let heads = entry.head.versions().zip(next.chain([None])).enumerate();
            for (n, ((start, version), until)) in heads {
                if version.state == State::Repealed {
                    continue;
                }
                let at = out.all.len();
                let (first, catch_all) = (n == 0, version.body.catch_all);
                out.all.push(Gate { entry: position, start, until, first, catch_all });
                match required(&version.body, vocabulary) {
                    Some((fact, values)) => out.key(at, fact, values),
                    None => out.open.push(at),
                }
            }
        }
        out
    }

    /// Every version of every entry's head, in the order of the entries and their days; without those that repeal.
    #[must_use]
    pub fn all(&self) -> &[Gate] {
        &self.all
    }

    /// Positions in [`all`](Self::all) of gates that ask nothing of this kind.
    #[must_use]
    pub fn open(&self) -> &[usize] {
        &self.open
    }

    /// The others, by the fact of the item that they ask for.
    #[must_use]
    pub fn keyed(&self) -> &[Keyed] {
        &self.keyed
    }

    fn key(&mut self, at: usize, fact: FactName, values: Vec<Symbol>) {
        let found = self.keyed.iter().position(|keyed| keyed.fact == fact).unwrap_or_else(|| {
            self.keyed.push(Keyed { fact, by_value: BTreeMap::new(), all: Vec::new() });
            self.keyed.len().saturating_sub(1)
        });
        if let Some(keyed) = self.keyed.get_mut(found) {
            for value in values {
                keyed.by_value.entry(value).or_default().push(at);
            }
            keyed.all.push(at);
        }
    }
}

/// A symbol fact of the item without one of whose values the entry's gate says no.
fn required(head: &EntryHead, vocabulary: &Vocabulary) -> Option<(FactName, Vec<Symbol>)> {
    if !head.article.is_empty() {
        return Some(("item.article".into(), head.article.clone()));
    }
    let conjuncts = match head.when.as_ref()? {
        Cond::And(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    conjuncts.iter().find_map(|cond| {
        let Cond::In { path, set } = cond else { return None };
        if path.subject != Subject::Item || vocabulary.terms.contains_key(&path.fact) {
            return None;
        }
        let values = set.iter().map(|element| match element {
            Element::Symbol(symbol) => Some(symbol.clone()),
            _ => None,
        });
        Some((path.fact.clone(), values.collect::<Option<Vec<_>>>()?))
    })
}
