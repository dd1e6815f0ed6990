//! Who and what a decision speaks of: the names in its head, and the paragraphs by which a row reaches an item.

use super::decide::{Ruling, Settled};
use super::trace::show;
use super::world::World;
use crate::base::{Code, Text, Truth};
use crate::decision::Named;
use crate::law::model::Entry;
use crate::transfer::{Record, Value};

/// The items that are transferred, the parties and the persons.
pub(super) fn named(ruling: &Ruling<'_>) -> [Vec<Named>; 3] {
    let case = ruling.world.case;
    let items = case.items.iter().filter(|item| !item.reference);
    [
        items.map(|item| name(item, None, None)).collect(),
        case.parties.iter().map(|p| name(p, Some("party.role"), Some("party.country"))).collect(),
        case.persons.iter().map(|p| name(p, None, Some("person.nationality"))).collect(),
    ]
}

fn name(record: &Record, role: Option<&str>, place: Option<&str>) -> Named {
    let words = |fact: Option<&str>| match fact.and_then(|fact| record.facts.get(fact)) {
        Some(stated) => match &stated.value {
            Value::Set(values) => values.iter().map(|value| show(value, None).into()).collect(),
            value => vec![show(value, None).into()],
        },
        None => Vec::new(),
    };
    Named {
        name: record.name.clone(),
        title: record.title.clone(),
        role: words(role),
        place: words(place),
    }
}

impl<'a> World<'a> {
    /// The deepest places of the entry that the item surely is in and the row speaks of, with their titles.
    pub(super) fn met(&mut self, settled: &Settled<'a>) -> Vec<(Box<str>, Text)> {
        let Some((entry, row)) = settled.instance.row else { return Vec::new() };
        let Some(at) = self.entry(settled.pack, entry) else { return Vec::new() };
        let env = self.on_leg(settled.leg, settled.item);
        let tracing = std::mem::replace(&mut self.steps.on, false);
        let places = self.places_in(&env, settled.item, at);
        self.steps.on = tracing;
        let part = &row.part;
        let spoken_of = |code: &Code| {
            (part.on.is_empty() || part.on.iter().any(|on| on.covers(code) || code.covers(on)))
                && !part.except.iter().any(|except| except.covers(code))
        };
        let model = self.pack_model(settled.pack).and_then(|pack| pack.entries.get(at.id));
        let title = |code: &Code| model.map(|entry| self.title_of(entry, code)).unwrap_or_default();
        places
            .into_iter()
            .filter(|(code, truth)| *truth == Truth::Yes && spoken_of(code))
            .map(|(code, _)| (code.as_str().into(), title(code)))
            .collect()
    }

    /// The title of a place of an entry: its own, or that of the nearest above it.
    fn title_of(&self, entry: &'a Entry, code: &Code) -> Text {
        let mut at = Some(code.as_str());
        while let Some(code) = at {
            let paragraph = entry.paragraphs.get(code).and_then(|t| self.in_force(t));
            if let Some((_, version)) = paragraph.filter(|(_, v)| !v.said.title.is_empty()) {
                return version.said.title.clone();
            }
            at = code.rfind(['.', '(']).and_then(|end| code.get(..end));
        }
        self.in_force(&entry.head).map(|(_, head)| head.said.title.clone()).unwrap_or_default()
    }
}
