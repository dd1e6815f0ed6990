//! What the exporter could show that would help: each showing is taken as shown, to see what that would lift.
//!
//! Only what asked for a showing is looked at again; everything else would come out as it did.

use super::decide::Ruling;
use super::node::FactIx;
use super::relief::By;
use super::world::World;
use crate::base::{Text, Truth};
use crate::decision::{Outcome, Showing, Stratum};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Controls, as `pack:rule`, with the exception through which a showing would help; empty where it takes the control away.
type Helps<'a> = BTreeSet<(Arc<str>, &'a str)>;

/// Showings that, once made, would lift an outstanding control or take it away.
pub(super) fn showings<'a>(ruling: &mut Ruling<'a>, rules: &[Arc<str>]) -> Vec<Showing> {
    let open = |s: &&super::decide::Settled<'_>| {
        s.outcome > Outcome::ExceptionUsed
            && (s.scope.1
                || s.instance.asks_showing
                || s.lifts.iter().any(|lift| !lift.asked.is_empty()))
    };
    if !ruling.settled.iter().any(|s| open(&s)) {
        return Vec::new();
    }
    let world = &mut ruling.world;
    let kept = world.memo.unmoved();
    let memo = std::mem::replace(&mut world.memo, kept);
    let lifted = std::mem::take(&mut world.lifted);
    let (findings, rests) = (world.findings.clone(), world.rests.clone());
    let gaps = world.gaps.len();
    world.assume_shown = true;
    world.steps.on = false;
    let mut found: BTreeMap<(usize, FactIx), Helps<'a>> = BTreeMap::new();
    // what would take a leg out of scope, by leg
    let mut outside: BTreeMap<usize, Vec<(usize, FactIx)>> = BTreeMap::new();
    for (settled, rule) in ruling.settled.iter().zip(rules).filter(|(s, _)| open(s)) {
        let program = world.program;
        let Some((pack, control)) = program.packs.get(settled.pack).zip(settled.instance.control)
        else {
            continue;
        };
        let env = world.on_leg(settled.leg, settled.item);
        world.require_on(settled.leg, &ruling.settled);
        let mut help = |asked: &[(usize, FactIx)], through: &'a str| {
            for showing in asked {
                found.entry(*showing).or_default().insert((Arc::clone(rule), through));
            }
        };
        for at in &control.exceptions {
            let Some(exception) = pack.exceptions.get(*at) else { continue };
            let asks = |by: By<'_>| matches!(by, By::Exception(e) if std::ptr::eq(e, exception));
            if !settled.lifts.iter().any(|lift| asks(lift.by) && !lift.asked.is_empty()) {
                continue;
            }
            let Some(lift) = world.lift(&env, pack, &settled.instance, control, *at) else {
                continue;
            };
            if lift.truth != Truth::No && !lift.unclaimed {
                help(&lift.asked, exception.id.as_str());
            }
        }
        if settled.instance.asks_showing {
            let asked = world.asked.len();
            let truth = world.step(Stratum::Control, &env, &control.prov);
            let asked = world.asked.split_off(asked);
            if truth != Truth::Yes {
                help(&asked, "");
            }
        }
        if settled.scope.1 {
            let shown = outside.entry(settled.leg).or_insert_with(|| {
                let asked = world.asked.len();
                let truth = world.in_scope(&env);
                let asked = world.asked.split_off(asked);
                if truth == Truth::No || truth < settled.scope.0 { asked } else { Vec::new() }
            });
            help(shown, "");
        }
        world.gaps.truncate(gaps);
    }
    world.assume_shown = false;
    world.steps.on = true;
    (world.memo, world.lifted) = (memo, lifted);
    (world.findings, world.rests) = (findings, rests);
    let mut named: BTreeMap<Box<str>, (Text, Helps<'a>)> = BTreeMap::new();
    for ((subject, fact), helps) in found {
        let entry = named.entry(world.fact_name(subject, fact).into()).or_default();
        entry.0 = world.shown(fact);
        entry.1.extend(helps);
    }
    named
        .into_iter()
        .map(|(fact, (question, helps))| Showing {
            fact,
            question,
            helps: helps.into_iter().map(|(rule, through)| (rule, through.into())).collect(),
        })
        .collect()
}

impl World<'_> {
    /// What must be shown, in words.
    fn shown(&self, fact: FactIx) -> Text {
        let name = self.program.name(fact);
        let declared = name.and_then(|n| self.program.law.vocabulary.facts.get(n));
        let words = declared.map(|d| if d.question.is_empty() { &d.title } else { &d.question });
        words.cloned().unwrap_or_default()
    }
}
