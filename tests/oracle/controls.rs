//! Which controls bite, and what later provisions read of that.

use super::answer::{Answer, Names, all, any, not, unknown, unknown_all, yes};
use super::classify::{classification, stated};
use super::conditions::{covers, quantify};
use super::world::{Destination, Env, Instance, World};
use sekisho::base::{CodeRef, FactName, ProvisionId, Symbol};
use sekisho::condition::{Path, Quant, Subject};
use sekisho::law::model::Effect;
use sekisho::transfer::Value;

impl<'a> World<'a> {
    /// Every control that requires something of the item, or may.
    pub(crate) fn controls(&self, env: &Env<'a>) -> Vec<Instance> {
        let Some(item) = env.item.map(|i| i.record) else { return Vec::new() };
        let said = stated(item, env.pack).is_some();
        let mut unclassified = Names::new();
        let mut instances = Vec::new();
        for (id, timeline) in &self.pack(env.pack).controls {
            let Some(standing) = self.standing(timeline) else { continue };
            let body = &standing.version.body;
            let base = standing.words(env.pack, id, || self.condition(env, body.when.as_ref()));
            let effect = standing.effect(body.effect);
            let instance = |row, entry, effect, truth| Instance {
                control: id.clone(),
                row,
                entry,
                written: body.effect,
                effect,
                truth,
            };
            let Some(reason) = &body.reason else {
                instances.push(instance(None, None, effect, base));
                continue;
            };
            for row in self.reasons(env).into_iter().filter(|row| row.symbol == reason) {
                let bites = all([row.truth.clone(), self.row_goes(env, row.to), base.clone()]);
                // Of an item that nobody classified, an entry whose kind or article is open asks one question, not one a row.
                let gate = self.gate(item, env.pack, &row.head.version.body);
                if let (false, true, Some(gate)) = (said, bites.is_unknown(), gate)
                    && gate.is_unknown()
                {
                    unclassified.extend(gate.missing);
                    continue;
                }
                let effect = if row.review { Effect::Review } else { effect };
                instances.push(instance(Some(row.id), Some(row.entry.clone()), effect, bites));
            }
        }
        if self.pack(env.pack).head.partial && !said && self.may_be_listed_elsewhere(env) {
            unclassified.insert(classification(item, env.pack));
        }
        if !unclassified.is_empty() {
            instances.push(Instance {
                control: ProvisionId::from("unclassified"),
                row: None,
                entry: None,
                written: Effect::Review,
                effect: Effect::Review,
                truth: unknown_all(unclassified),
            });
        }
        instances.retain(|instance| !instance.truth.is_no());
        instances
    }

    /// No entry that is held surely has the item; services stand on no list.
    fn may_be_listed_elsewhere(&self, env: &Env<'a>) -> bool {
        let Some(item) = env.item.map(|i| i.record) else { return false };
        let kind = Path { subject: Subject::Item, fact: FactName::from("item.kind") };
        let service = Value::Symbol(Symbol::from("service"));
        if self.values(env, &kind).is_ok_and(|kinds| kinds.contains(&service)) {
            return false;
        }
        let held = self.entries(env.pack).filter(|(_, _, head)| !head.version.body.catch_all);
        !self.pack(env.pack).entries.is_empty()
            && held.into_iter().all(|(id, _, _)| !self.meets(item, env.pack, id).is_yes())
    }

    /// Whether the row speaks of the place where the leg goes.
    fn row_goes(&self, env: &Env<'a>, to: Option<&CodeRef>) -> Answer {
        let Some(group) = to else { return yes() };
        match &env.destination {
            Destination::Known(place, fact) => {
                self.in_group(&Value::Place(place.clone()), group, fact)
            }
            Destination::Unknown(fact) => unknown(fact.clone()),
            Destination::Nowhere => unknown("destination"),
        }
    }

    /// A control of the pack requires a licence for the item at hand, as far as that is known.
    pub(crate) fn needs_licence(&self, env: &Env<'a>) -> Answer {
        any(self.controls(env).into_iter().filter_map(|instance| weight(env, instance)))
    }

    /// `any control in […]`: over what is required of the item on this leg.
    pub(crate) fn over_controls(&self, env: &Env<'a>, quant: Quant, of: &[CodeRef]) -> Answer {
        let inside = |instance: &Instance| {
            of.iter().any(|c| c.pack == *env.pack && covers(c, instance.control.as_str()))
        };
        let weigh = |instances: Vec<&Instance>| -> Vec<Answer> {
            instances.into_iter().filter_map(|i| weight(env, i.clone())).collect()
        };
        let (these, others) = env.required.iter().partition(|i| inside(i));
        match quant {
            Quant::Every => all(weigh(others).into_iter().map(not)),
            quant => quantify(quant, weigh(these)),
        }
    }
}

/// What an instance weighs where another provision asks for controls: those that only ask for judgement do not count,
/// and of those that nobody read, or that are not applied, it is not known.
fn weight(env: &Env<'_>, instance: Instance) -> Option<Answer> {
    if instance.control.as_str() == "unclassified" {
        return Some(instance.truth);
    }
    match (instance.effect, instance.written) {
        (Effect::Review, Effect::Review) => None,
        (Effect::Review, _) => {
            let id = instance.row.as_ref().unwrap_or(&instance.control);
            Some(instance.truth.depends_on(format!("not-read:{}:{id}", env.pack)))
        }
        _ => Some(instance.truth),
    }
}
