//! Every code an item is in, may be in, or is taken out of, with what would settle it: for classification. Decides nothing.

use super::bind::bind;
use super::classify::At;
use super::env::Env;
use super::finding;
use super::program::Program;
use super::world::World;
use crate::base::{Code, PackId, Truth};
use crate::decision::{Finding, Question};
use crate::transfer::Case;

/// What is known of an item under one pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// The pack.
    pub pack: PackId,
    /// What somebody stated.
    pub stated: Vec<Code>,
    /// The codes that the item is in or may be in, the deepest of each branch.
    pub places: Vec<Class>,
    /// Codes whose own words it meets, and which an exclusion takes it out of.
    pub excluded: Vec<Excluded>,
    /// Entries whose gate is not closed, by code.
    pub open: Vec<Code>,
    /// Where the parameters contradict what was stated.
    pub findings: Vec<Finding>,
}

/// A code that an item is in or may be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The code.
    pub code: Code,
    /// Yes, or unknown.
    pub truth: Truth,
    /// It is in because somebody said so, and nothing measured says it.
    pub by_statement: bool,
    /// Whether kind, article and the entry's own condition surely fit.
    pub gate: Truth,
    /// What would settle it, where that is unknown and a person can say it.
    pub questions: Vec<Question>,
}

/// A code that a note takes an item out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The code.
    pub code: Code,
    /// The exclusion.
    pub by: Box<str>,
}

/// The classes of the item at `position` of the case, by pack.
#[must_use]
pub fn classes(program: &Program, case: &Case, position: usize) -> Vec<Classes> {
    let mut out = Vec::new();
    for (pack, of) in program.packs.iter().enumerate() {
        let wanted = case.packs.is_empty() || case.packs.contains(&of.id);
        if !of.has_entries || !wanted {
            continue;
        }
        let mut world = bind(program, case);
        world.steps.on = false;
        let item = World::item(position);
        let env = Env::new(pack).for_item(item);
        let mut found = Classes {
            pack: of.id.clone(),
            stated: world.statement(item, of).unwrap_or_default().to_vec(),
            places: Vec::new(),
            excluded: Vec::new(),
            open: Vec::new(),
            findings: Vec::new(),
        };
        for &entry in &*world.candidates(item, pack) {
            if let Some(at) = world.entry(pack, entry) {
                of_entry(&mut world, &env, item, at, &mut found);
            }
        }
        found.findings = finding::contradictions(&world, pack);
        out.push(found);
    }
    out
}

fn of_entry<'a>(
    world: &mut World<'a>,
    env: &Env<'a>,
    item: usize,
    at: At<'a>,
    found: &mut Classes,
) {
    let mark = world.gaps.len();
    let gate = world.gate(env, at);
    world.gaps.truncate(mark);
    if gate == Truth::No && found.stated.iter().all(|code| !at.id.covers(code)) {
        return;
    }
    found.open.push(at.id.clone());
    for (code, truth) in world.places_in(env, item, at) {
        world.in_entry(env, item, at, code);
        let gaps = world.gaps.split_off(mark);
        let questions = if truth == Truth::Unknown { world.questions(&gaps) } else { Vec::new() };
        let by_statement = truth == Truth::Yes && found.stated.contains(code);
        found.places.push(Class { code: code.clone(), truth, by_statement, gate, questions });
    }
    for (code, by) in world.taken_out(env, at) {
        found.excluded.push(Excluded { code: code.clone(), by: by.into() });
    }
}
