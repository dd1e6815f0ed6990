//! Strata 8 and 9: what is outstanding on each leg, and the verdict. The worst of packs, items and legs; nothing is weighed.

use super::bind::bind;
use super::control::Instance;
use super::env::Env;
use super::gap::Gap;
use super::program::Program;
use super::relief::Lift;
use super::report::report;
use super::world::{Contradiction, World};
use crate::base::{Code, CodeRef, PackId, Truth};
use crate::decision::{Decision, Outcome, Verdict};
use crate::law::model::Effect;
use crate::transfer::Case;
use std::rc::Rc;

/// The decision of a case on the program's day, complete with reasons, questions and trace in words.
#[must_use]
pub fn decide(program: &Program, case: &Case) -> Decision {
    let ruling = rule(program, case);
    let trace = super::trace::trace(&ruling);
    Decision { trace, ..report(ruling) }
}

/// The answer before it is put into words: what was required, what lifts it, and the trace, by position.
#[derive(Debug)]
pub struct Ruling<'a> {
    pub(super) world: World<'a>,
    pub(super) verdict: Verdict,
    pub(super) settled: Vec<Settled<'a>>,
    pub(super) outcomes: Vec<(usize, usize, Outcome)>,
    /// Packs that do not cover the day.
    pub(super) not_covered: Vec<usize>,
    /// Packs that were applied.
    pub(super) applied: Vec<usize>,
}

/// A control that a ruling finds on a leg.
#[derive(Clone, Copy, Debug)]
pub struct Required<'a> {
    /// The pack that has it.
    pub pack: &'a PackId,
    /// Its id in the pack, without the row of the entry.
    pub control: &'a str,
    /// What it asks for, as far as its basis and state let it.
    pub effect: Effect,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether an exception or a licence lifts it.
    pub lifted: Truth,
}

/// A control on a leg, and what became of it.
#[derive(Debug)]
pub(super) struct Settled<'a> {
    pub(super) pack: usize,
    pub(super) item: usize,
    pub(super) leg: usize,
    pub(super) instance: Instance<'a>,
    pub(super) lifts: Vec<Rc<Lift<'a>>>,
    pub(super) outstanding: Truth,
    pub(super) outcome: Outcome,
    /// What is missing where it is not known whether it is outstanding.
    pub(super) gaps: Vec<Gap<'a>>,
    /// Whether the pack reaches the leg, and whether that asked for something that could be shown.
    pub(super) scope: (Truth, bool),
}

impl Ruling<'_> {
    /// The verdict.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Each control that requires something on a leg, lifted or not, as it is and not in words.
    pub fn required(&self) -> impl Iterator<Item = Required<'_>> {
        self.settled.iter().filter_map(|settled| {
            Some(Required {
                pack: &self.world.program.packs.get(settled.pack)?.id,
                control: settled.instance.control?.id.as_str(),
                effect: settled.instance.effect,
                outcome: settled.outcome,
                lifted: settled.lifts.iter().map(|l| l.truth).fold(Truth::No, Truth::or),
            })
        })
    }

    /// How many controls require something, lifted or not, and how many leaves the trace holds.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.settled.len(), self.world.steps.atoms().len())
    }
}

/// The answer of the law of the program's day to a case, with its whole trace.
#[must_use]
pub fn rule<'a>(program: &'a Program, case: &'a Case) -> Ruling<'a> {
    let mut world = bind(program, case);
    let mut ruling = Parts::default();
    for (pack, of) in program.packs.iter().enumerate() {
        if !of.decides || !(case.packs.is_empty() || case.packs.contains(&of.id)) {
            continue;
        }
        if !of.covered {
            ruling.not_covered.push(pack);
            continue;
        }
        ruling.applied.push(pack);
        for (position, _) in case.items.iter().enumerate().filter(|(_, item)| !item.reference) {
            let item = World::item(position);
            let mut worst = Outcome::OutOfScope;
            for leg in world.find_legs(pack, item) {
                worst = worst.max(on_leg(&mut world, pack, item, leg, &mut ruling.settled));
            }
            contradictions(&mut world, pack, item);
            ruling.outcomes.push((pack, item, worst));
        }
    }
    // An answer that looked at nothing is no allow.
    let found =
        !world.findings.is_empty() || !ruling.not_covered.is_empty() || ruling.outcomes.is_empty();
    let least = if found { Verdict::Flag } else { Verdict::Allow };
    let verdict =
        ruling.outcomes.iter().map(|(_, _, outcome)| outcome.verdict()).fold(least, Verdict::max);
    let Parts { settled, outcomes, not_covered, applied } = ruling;
    Ruling { world, verdict, settled, outcomes, not_covered, applied }
}

#[derive(Default)]
struct Parts<'a> {
    settled: Vec<Settled<'a>>,
    outcomes: Vec<(usize, usize, Outcome)>,
    not_covered: Vec<usize>,
    applied: Vec<usize>,
}

fn on_leg<'a>(
    world: &mut World<'a>,
    pack: usize,
    item: usize,
    leg: usize,
    out: &mut Vec<Settled<'a>>,
) -> Outcome {
    let mut env = world.on_leg(leg, item);
    env.kept = world.steps.keep(&env);
    let (mark, asked) = (world.gaps.len(), world.asked.len());
    let scope = world.in_scope(&env);
    let asks_showing = world.asked.len() > asked;
    world.asked.truncate(asked);
    let scope_gaps = world.take_gaps(mark);
    if scope == Truth::No {
        return Outcome::OutOfScope;
    }
    let (leg_truth, leg_gaps) =
        world.legs.get(leg).map_or((Truth::No, Vec::new()), |run| (run.truth, run.gaps.clone()));
    let instances = world.controls(&env);
    // who lifts nothing does not ask what else is required
    let asks = !world.case.licences.is_empty()
        || instances.iter().any(|i| i.control.is_some_and(|c| !c.exceptions.is_empty()));
    world.require(instances.iter().filter(|_| asks));
    let mut worst = Outcome::NoLicenceRequired;
    for instance in instances {
        let lifts = world.lifts(&env, &instance);
        let lifted = lifts.iter().map(|l| l.truth).fold(Truth::No, Truth::or);
        let required = leg_truth.and(scope).and(instance.required);
        let outstanding = required.and(!lifted);
        let outcome = match (outstanding, instance.effect) {
            (Truth::No, _) => Outcome::ExceptionUsed,
            (Truth::Unknown, _) => Outcome::FactsMissing,
            (Truth::Yes, Effect::Review) => Outcome::JudgementNeeded,
            (Truth::Yes, Effect::Licence) => Outcome::LicenceRequired,
            (Truth::Yes, Effect::Prohibit) => Outcome::Prohibited,
        };
        let mut gaps = Vec::new();
        if outstanding == Truth::Unknown {
            gaps.extend_from_slice(&leg_gaps);
            gaps.extend_from_slice(&scope_gaps);
            gaps.extend_from_slice(&instance.gaps);
            for lift in lifts.iter().filter(|l| l.truth == Truth::Unknown) {
                gaps.extend_from_slice(&lift.gaps);
            }
        }
        worst = worst.max(outcome);
        let scope = (scope, asks_showing);
        out.push(Settled { pack, item, leg, instance, lifts, outstanding, outcome, gaps, scope });
    }
    worst
}

/// Looks at every entry the item may be in, and at every code stated for it, for statements that the parameters contradict.
fn contradictions(world: &mut World<'_>, pack: usize, item: usize) {
    let Some(of) = world.program.packs.get(pack) else { return };
    let Some(stated) = world.statement(item, of) else { return };
    let env = Env::new(pack);
    let tracing = std::mem::replace(&mut world.steps.on, false);
    let mark = world.gaps.len();
    for &entry in &*world.candidates(item, pack) {
        if let Some(at) = world.entry(pack, entry) {
            world.in_entry(&env, item, at, at.id);
        }
    }
    for code in stated {
        if let Some(at) = of.entry_of(code).and_then(|entry| world.entry(pack, entry)) {
            world.in_entry(&env, item, at, code);
        }
    }
    world.gaps.truncate(mark);
    world.steps.on = tracing;
}

/// Whether the item at `position` of the case is in a code or group of codes: for examples and for classification.
#[must_use]
pub fn meets(program: &Program, case: &Case, position: usize, code: &CodeRef) -> Truth {
    let mut world = bind(program, case);
    let Some((pack, of)) = program.pack(&code.pack) else { return Truth::No };
    let item = World::item(position);
    let env = Env::new(pack).for_item(item);
    let entry = of.entries.binary_search_by(|slot| slot.id.cmp(&code.code)).ok();
    let entry = entry.and_then(|at| of.entries.get(at)).map(|slot| &slot.id);
    if let Some(own) = entry.or_else(|| program.group(of, &code.code).map(|(id, _)| id)) {
        return world.meets(&env, item, &of.id, own);
    }
    if let Some(at) = of.entry_of(&code.code).and_then(|entry| world.entry(pack, entry)) {
        world.in_entry(&env, item, at, &code.code)
    } else if world.declared(of, &code.code) {
        // held, but not on this day
        Truth::No
    } else {
        let stated = world.statement(item, of);
        stated.map_or(Truth::Unknown, |all| all.iter().any(|c| code.code.covers(c)).into())
    }
}

/// The entries and paragraphs of `pack` that the item at `position` of the case is in, surely or for all one knows; each of
/// the others that is looked at with *no*. What is left out is in none, too: its gate says so.
#[must_use]
pub fn codes(program: &Program, case: &Case, position: usize, pack: &PackId) -> Vec<(Code, Truth)> {
    let mut world = bind(program, case);
    let Some((pack, _)) = program.pack(pack) else { return Vec::new() };
    let item = World::item(position);
    let env = Env::new(pack).for_item(item);
    let mut out = Vec::new();
    for &entry in &*world.candidates(item, pack) {
        let Some(at) = world.entry(pack, entry) else { continue };
        for code in std::iter::once(at.id).chain(at.body.paragraphs.iter().map(|p| &p.code)) {
            out.push((code.clone(), world.in_entry(&env, item, at, code)));
        }
    }
    out
}

impl Contradiction<'_> {
    /// The item it is about.
    pub(super) fn subject(&self) -> usize {
        match self {
            Self::Class { item, .. } => *item,
            Self::Number { subject, .. } | Self::Attested { subject, .. } => *subject,
        }
    }
}
