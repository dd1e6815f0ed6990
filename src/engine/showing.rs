//! What the exporter could show that would help: each showing is taken as shown, to see what that would lift.

use super::decide::Ruling;
use super::node::Test;
use super::relief::By;
use super::world::{NOBODY, World};
use crate::base::{Text, Truth};
use crate::condition::FactType;
use crate::decision::{Outcome, Showing, Stratum};
use std::collections::{BTreeMap, BTreeSet};

/// Controls, as `pack:rule`, with the exception through which a showing would help; empty where it takes the control away.
type Helps = BTreeSet<(Box<str>, Box<str>)>;

/// Showings that, once made, would lift an outstanding control or take it away.
pub(super) fn showings(ruling: &mut Ruling<'_>, rules: &[Box<str>]) -> Vec<Showing> {
    let world = &mut ruling.world;
    let mut found: BTreeMap<Box<str>, (Text, Helps)> = BTreeMap::new();
    let memo = std::mem::take(&mut world.memo);
    let (findings, rests) = (world.findings.clone(), world.rests.clone());
    world.assume_shown = true;
    for (settled, rule) in ruling.settled.iter().zip(rules) {
        let Some(control) =
            settled.instance.control.filter(|_| settled.outcome > Outcome::ExceptionUsed)
        else {
            continue;
        };
        // a row that no exception names: nothing that could be shown is asked of it
        let row = settled.instance.row.is_some();
        if row && control.exceptions.is_empty() && world.case.licences.is_empty() {
            continue;
        }
        let env = world.on_leg(settled.leg, settled.item);
        let (trace, gaps) = (world.steps.mark(), world.gaps.len());
        let atoms = world.steps.atoms().len();
        world.require(ruling.settled.iter().filter(|s| s.beside(settled)).map(|s| &s.instance));
        let lifts = world.lifts(&env, &settled.instance);
        let mut helps: Vec<(&str, std::ops::Range<usize>)> = Vec::new();
        for lift in &lifts {
            let By::Exception(exception) = lift.by else { continue };
            if lift.truth != Truth::No && !lift.unclaimed {
                helps.push((exception.id.as_str(), atoms..world.steps.atoms().len()));
            }
        }
        let by_exception = world.steps.atoms().len();
        if settled.instance.row.is_none()
            && world.step(Stratum::Control, &env, &control.prov) != Truth::Yes
        {
            helps.push(("", by_exception..world.steps.atoms().len()));
        }
        for (exception, range) in helps {
            let leaves: Vec<_> = world.steps.atoms().get(range).unwrap_or_default().to_vec();
            for atom in leaves {
                let Test::Truth(slot) = &atom.leaf.test else { continue };
                let shown =
                    world.program.fact(slot.fact).is_some_and(|f| f.of == Some(FactType::Shown));
                let subject = world.steps.env_of(&atom).who(slot.subject);
                let in_step = exception.is_empty() || world.under(atom.step, exception);
                if !shown
                    || !in_step
                    || subject == NOBODY
                    || world.stated(subject, slot.fact).is_some()
                {
                    continue;
                }
                let declared = world
                    .program
                    .name(slot.fact)
                    .and_then(|n| world.program.law.vocabulary.facts.get(n));
                let question = declared.map(|d| {
                    if d.question.is_empty() { d.title.clone() } else { d.question.clone() }
                });
                let entry = found.entry(world.fact_name(subject, slot.fact).into()).or_default();
                entry.0 = question.unwrap_or_default();
                entry.1.insert((rule.clone(), exception.into()));
            }
        }
        world.steps.rewind(trace);
        world.gaps.truncate(gaps);
    }
    world.assume_shown = false;
    world.memo = memo;
    world.findings = findings;
    world.rests = rests;
    found
        .into_iter()
        .map(|(fact, (question, helps))| Showing {
            fact,
            question,
            helps: helps.into_iter().collect(),
        })
        .collect()
}

impl World<'_> {
    /// Whether a step lies under the exception's.
    fn under(&self, step: usize, exception: &str) -> bool {
        let mut at = step;
        while let Some(step) = self.steps.get(at) {
            if step.stratum == Stratum::Relief && step.id == exception {
                return true;
            }
            at = step.parent;
        }
        false
    }
}
