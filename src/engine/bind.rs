//! A case laid beside a program: facts get their positions, owners and rows become subjects. Nothing is copied that the case already holds.

use super::fact::Used;
use super::memo::Memo;
use super::node::FactIx;
use super::program::Program;
use super::steps::Steps;
use super::world::{Contradiction, Known, NOBODY, Subject, World};
use crate::base::{CodeRef, FactName};
use crate::transfer::{Case, Record, Stated};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Where the first item is; the others follow, then parties, persons and licences.
pub(super) const ITEMS: usize = 1;

/// The case as the engine reads it.
pub(super) fn bind<'a>(program: &'a Program, case: &'a Case) -> World<'a> {
    let mut world = World {
        program,
        case,
        subjects: Vec::with_capacity(8),
        facts: Vec::with_capacity(24),
        rows: Vec::new(),
        gaps: Vec::new(),
        candidates: Vec::with_capacity(1),
        memo: Memo::default(),
        memo_gaps: Vec::new(),
        lifted: FxHashMap::default(),
        control_read: false,
        asked: Vec::new(),
        memo_asked: Vec::new(),
        findings: Vec::new(),
        rests: Vec::new(),
        legs: Vec::new(),
        required: Vec::new(),
        required_gaps: Vec::new(),
        required_on: NOBODY,
        assume_shown: false,
        open_scopes: Vec::new(),
        steps: Steps::new(),
        used: Used::default(),
        recent: [None; 8],
    };
    let attested = attested(program, case);
    subject(&mut world, &case.act, None, NOBODY, &attested, Family::Act);
    for item in &case.items {
        let answers: &[_] = if item.reference { &[] } else { &attested };
        subject(&mut world, &item.facts, Some(item), NOBODY, answers, Family::Item);
    }
    for party in &case.parties {
        subject(&mut world, &party.facts, Some(party), NOBODY, &attested, Family::Party);
    }
    for person in &case.persons {
        subject(&mut world, &person.facts, Some(person), NOBODY, &attested, Family::Person);
    }
    for (at, licence) in case.licences.iter().enumerate() {
        subject(&mut world, &licence.facts, None, at, &[], Family::Other);
    }
    let mut at = 0;
    while let Some(record) = world.subjects.get(at).map(|s| s.record) {
        if let Some(record) = record {
            children(&mut world, at, record);
        }
        at = at.saturating_add(1);
    }
    world
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Act,
    Item,
    Party,
    Person,
    Other,
}

fn family(name: &FactName) -> Family {
    match name.as_str().split_once('.').map(|(first, _)| first) {
        Some("item") => Family::Item,
        Some("party") => Family::Party,
        Some("person") => Family::Person,
        None | Some("transfer") => Family::Act,
        Some(_) => Family::Other,
    }
}

/// What the attestations of the case answer, as far as they were made by the day.
fn attested<'a>(program: &'a Program, case: &Case) -> Vec<&'a (FactIx, Stated)> {
    let made = case.attested.iter().filter(|a| a.on <= program.day);
    made.filter_map(|a| {
        program.attestations.get(&CodeRef { pack: a.pack.clone(), code: a.id.as_str().into() })
    })
    .flat_map(|answers| answers.iter())
    .collect()
}

fn subject<'a>(
    world: &mut World<'a>,
    facts: &'a BTreeMap<FactName, Stated>,
    record: Option<&'a Record>,
    licence: usize,
    attested: &[&'a (FactIx, Stated)],
    kind: Family,
) {
    let me = world.subjects.len();
    let start = world.facts.len();
    // Names are sorted, and so are positions: the run is in order as it comes.
    for (name, stated) in facts {
        if let Some(fact) = world.program.by_name.get(name) {
            world.facts.push(Known::new(world.program, *fact, stated));
        }
    }
    for (fact, answer) in attested {
        if world.program.name(*fact).is_none_or(|name| family(name) != kind) {
            continue;
        }
        let own = world.facts.get(start..).unwrap_or_default();
        match own.binary_search_by_key(fact, |known| known.fact) {
            Ok(at) => {
                if own.get(at).is_some_and(|known| known.stated.value != answer.value) {
                    world.findings.push(Contradiction::Attested { subject: me, fact: fact.0 });
                }
            }
            Err(at) => {
                let known = Known::new(world.program, *fact, answer);
                world.facts.insert(start.saturating_add(at), known);
            }
        }
    }
    let end = world.facts.len();
    world.subjects.push(Subject { record, licence, facts: (start, end), owners: (0, 0) });
}

/// Owners of a party and rows of an item become subjects of their own.
fn children<'a>(world: &mut World<'a>, at: usize, record: &'a Record) {
    if let Some(owners) = record.owners.stated.as_deref() {
        let first = world.subjects.len();
        for owner in owners {
            subject(world, &owner.facts, Some(owner), NOBODY, &[], Family::Party);
        }
        if let Some(subject) = world.subjects.get_mut(at) {
            subject.owners = (first, owners.len());
        }
    }
    for (name, rows) in &record.rows {
        let Some(fact) = world.program.by_name.get(name).copied() else { continue };
        let first = world.subjects.len();
        for row in rows {
            subject(world, &row.facts, Some(row), NOBODY, &[], Family::Other);
        }
        world.rows.push((at, fact, first, rows.len()));
    }
}

impl World<'_> {
    /// The subject of the item at `position` of the case.
    pub(super) fn item(position: usize) -> usize {
        ITEMS.saturating_add(position)
    }

    /// Subjects of all parties.
    pub(super) fn parties(&self) -> std::ops::Range<usize> {
        let first = ITEMS.saturating_add(self.case.items.len());
        first..first.saturating_add(self.case.parties.len())
    }

    /// Subjects of all persons.
    pub(super) fn persons(&self) -> std::ops::Range<usize> {
        let first = self.parties().end;
        first..first.saturating_add(self.case.persons.len())
    }

    /// Subjects of all licences on file.
    pub(super) fn licences(&self) -> std::ops::Range<usize> {
        let first = self.persons().end;
        first..first.saturating_add(self.case.licences.len())
    }
}
