//! The authority's outlook, and what must be done when the transfer goes ahead. Neither touches the verdict.

use super::decide::{Ruling, Settled};
use super::env::Env;
use super::program::OutlookC;
use super::relief::By;
use super::world::World;
use crate::base::{ProvisionId, Text, Truth};
use crate::decision::{Due, Outcome, Outlook};
use crate::law::model::Effect;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The outlook on a licence for each control that is outstanding.
pub(super) fn policies(ruling: &mut Ruling<'_>, rules: &[Arc<str>]) -> Vec<Outlook> {
    let world = &mut ruling.world;
    let mut out = BTreeSet::new();
    let mut seen: FxHashMap<(usize, &str), Truth> = FxHashMap::default();
    for (settled, rule) in ruling.settled.iter().zip(rules) {
        let Some(control) = settled.instance.control else { continue };
        if settled.outstanding == Truth::No || settled.instance.effect == Effect::Review {
            continue;
        }
        let Some((of, model)) =
            world.program.packs.get(settled.pack).zip(world.pack_model(settled.pack))
        else {
            continue;
        };
        for policy in of
            .policies
            .iter()
            .filter(|p| p.on.is_empty() || p.on.iter().any(|o| o.covers(&control.id)))
        {
            let env = world.on_leg(settled.leg, settled.item);
            let truth = *seen.entry((settled.leg, policy.id.as_str())).or_insert_with(|| {
                world.require_on(settled.leg, &ruling.settled);
                world.aside(&env, policy)
            });
            if truth == Truth::No {
                continue;
            }
            let Some(timeline) = model.policies.get(&policy.id) else { continue };
            if let (Some(provision), Some((_, version))) =
                (world.cited(&policy.prov, model, timeline), world.in_force(timeline))
            {
                out.insert(Outlook {
                    policy: provision,
                    on: rule.clone(),
                    outlook: Text::clone(&version.body.outlook),
                    truth,
                });
            }
        }
    }
    out.into_iter().collect()
}

/// What comes with the exceptions that lift and with the controls that bite.
pub(super) fn obligations(ruling: &mut Ruling<'_>) -> Vec<Due> {
    let world = &mut ruling.world;
    let mut out: BTreeMap<(usize, &str), (Truth, Due)> = BTreeMap::new();
    let reached = ruling
        .outcomes
        .iter()
        .filter(|(_, _, o)| *o != Outcome::OutOfScope)
        .map(|(pack, item, _)| (*pack, *item));
    for (pack, item) in reached {
        let Some((of, model)) = world.program.packs.get(pack).zip(world.pack_model(pack)) else {
            continue;
        };
        for obligation in &of.obligations {
            let mut due = Truth::No;
            let legs: Vec<usize> = world
                .legs
                .iter()
                .enumerate()
                .filter(|(_, run)| (run.pack, run.item) == (pack, item))
                .map(|(at, _)| at)
                .collect();
            for leg in legs {
                let mut ground = if obligation.on.is_empty() {
                    world.legs.get(leg).map_or(Truth::No, |run| run.truth)
                } else {
                    Truth::No
                };
                for settled in ruling
                    .settled
                    .iter()
                    .filter(|s| s.pack == pack && s.item == item && s.leg == leg)
                {
                    ground = ground.or(comes_with(obligation, settled));
                }
                if ground != Truth::No {
                    let env = world.on_leg(leg, item);
                    world.require_on(leg, &ruling.settled);
                    due = due.or(ground.and(world.aside(&env, obligation)));
                }
            }
            if due == Truth::No {
                continue;
            }
            let Some(timeline) = model.obligations.get(&obligation.id) else { continue };
            if let (Some(provision), Some((_, version))) =
                (world.cited(&obligation.prov, model, timeline), world.in_force(timeline))
            {
                let says = Text::clone(&version.body.says);
                let entry = out
                    .entry((pack, obligation.id.as_str()))
                    .or_insert((due, Due { obligation: provision, says, truth: due }));
                entry.0 = entry.0.or(due);
                entry.1.truth = entry.0;
            }
        }
    }
    out.into_values().map(|(_, due)| due).collect()
}

/// Whether an obligation comes with what became of a control: with an exception that lifts it, or with the control itself.
fn comes_with(obligation: &OutlookC, settled: &Settled<'_>) -> Truth {
    let named = |id: &ProvisionId| obligation.on.iter().any(|o| o.covers(id));
    let control = settled.instance.control.is_some_and(|c| named(&c.id));
    let lifted = settled.lifts.iter().filter_map(|lift| match lift.by {
        By::Exception(exception) => (named(&exception.id)
            || exception.obligations.contains(&obligation.id))
        .then_some(lift.truth),
        By::Licence(_) => None,
    });
    lifted.fold(if control { settled.instance.required } else { Truth::No }, Truth::or)
}

impl<'a> World<'a> {
    /// The condition of a policy or obligation: it leaves no trace and asks nothing.
    fn aside(&mut self, env: &Env<'a>, outlook: &'a OutlookC) -> Truth {
        self.quietly(|world| world.provision(env, &outlook.prov))
    }
}
