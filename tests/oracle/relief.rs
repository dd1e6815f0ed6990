//! What lifts a control: exceptions with their rows and bars, and licences on file.

use super::answer::{Answer, Names, all, any, no, not, sure, unknown, yes};
use super::classify::classification;
use super::conditions::place_in;
use super::sums::rate_name;
use super::world::{Destination, Env, Instance, World};
use sekisho::base::{Code, CodeRef, FactName, Interval, ProvisionId, Symbol};
use sekisho::condition::{Cond, Path, Subject, Sum};
use sekisho::law::model::{Bar, Effect, Entry, Exception};
use sekisho::transfer::{Licence, Value};
use std::rc::Rc;

impl<'a> World<'a> {
    /// Everything that names the control, and whether it lifts it.
    pub(crate) fn reliefs(&self, env: &Env<'a>, instance: &Instance) -> Vec<(String, Answer)> {
        let env = Env { instance: Some(Rc::new(instance.clone())), ..env.clone() };
        let mut reliefs = Vec::new();
        for (id, timeline) in &self.pack(env.pack).exceptions {
            let Some(standing) = self.standing(timeline) else { continue };
            let body = &standing.version.body;
            let names = body.lifts.iter().any(|control| control.covers(&instance.control));
            if !names || (instance.written == Effect::Prohibit && !body.lifts_prohibition) {
                continue;
            }
            let holds =
                standing.words(env.pack, id, || self.exception_holds(&env, id, body, instance));
            let claim = CodeRef { pack: env.pack.clone(), code: Code::from(id.as_str()) };
            let claimed = sure(!body.claim || self.case.claims.contains(&claim));
            let lifts = all([holds, claimed, not(self.barred(&env, id))]);
            reliefs.push((id.to_string(), standing.relieves(lifts, env.pack, id)));
        }
        if instance.written == Effect::Licence {
            let here = self.case.licences.iter().filter(|licence| licence.pack == *env.pack);
            reliefs.extend(here.map(|licence| {
                let name = format!("licence {}", licence.number);
                (name, self.licence_covers(&env, licence, instance))
            }));
        }
        reliefs
    }

    /// The condition of an exception. Where it speaks of an entry's rows, some row must open it for every place
    /// of the entry in which the item is or may be.
    fn exception_holds(
        &self,
        env: &Env<'a>,
        id: &ProvisionId,
        exception: &Exception,
        instance: &Instance,
    ) -> Answer {
        if !exception.when.as_ref().is_some_and(speaks_of_rows) {
            return self.condition(env, exception.when.as_ref());
        }
        let Some(item) = env.item.map(|i| i.record) else { return no() };
        let mut said = Vec::new();
        for (code, entry, _) in self.entries(env.pack) {
            let asked = self.opens_somewhere(entry, id)
                && match &instance.entry {
                    Some(wanted) => wanted == code,
                    None => !self.meets(item, env.pack, code).is_no(),
                };
            if !asked {
                continue;
            }
            for (leaf, there) in self.places(env, code, entry) {
                let opened = self.opened(env, id, exception, entry, code, leaf);
                said.push(any([not(there), opened]));
            }
        }
        if said.is_empty() { no() } else { all(said) }
    }

    fn opens_somewhere(&self, entry: &'a Entry, id: &ProvisionId) -> bool {
        entry.eligible.values().filter_map(|t| self.standing(t)).any(|row| {
            let names = &row.version.body.exception;
            names.covers(id) || id.covers(names)
        })
    }

    /// The deepest places where the item surely is, and the leaves where it may be.
    fn places(&self, env: &Env<'a>, code: &'a Code, entry: &'a Entry) -> Vec<(&'a Code, Answer)> {
        let Some(item) = env.item.map(|i| i.record) else { return Vec::new() };
        let paragraphs = self.paragraphs(entry);
        let unheld = self.unheld(item, env.pack, (code, entry));
        let nodes = paragraphs.keys().copied().chain([code]).chain(unheld);
        let met: Vec<(&Code, Answer)> =
            nodes.map(|node| (node, self.meets(item, env.pack, node))).collect();
        let below = |a: &Code, b: &Code| a.covers(b) && a != b;
        let mut places = Vec::new();
        for (node, there) in &met {
            let deeper_yes = met.iter().any(|(o, t)| t.is_yes() && below(node, o));
            let held_below = paragraphs.keys().any(|o| below(node, o));
            let partial = *node == code && self.head(entry).is_some_and(|h| h.version.body.partial);
            let leaf = !held_below || partial;
            if (there.is_yes() && !deeper_yes) || (there.is_unknown() && leaf) {
                places.push((*node, there.clone()));
            }
        }
        places
    }

    /// Whether a row opens the exception for this place of the entry, and the exception's condition holds with it.
    fn opened(
        &self,
        env: &Env<'a>,
        id: &ProvisionId,
        exception: &Exception,
        entry: &'a Entry,
        code: &Code,
        leaf: &Code,
    ) -> Answer {
        let Some(item) = env.item.map(|i| i.record) else { return no() };
        let which = || unknown(classification(item, env.pack));
        let whole = [code.clone()];
        any(entry.eligible.iter().filter_map(|(row, timeline)| {
            let standing = self.standing(timeline)?;
            let body = &standing.version.body;
            if !(body.exception.covers(id) || id.covers(&body.exception)) {
                return None;
            }
            let on = if body.on.is_empty() { &whole[..] } else { &body.on[..] };
            let part = if on.iter().any(|on| on.covers(leaf)) {
                if body.except.iter().any(|x| x.covers(leaf)) {
                    no()
                } else if body.except.iter().any(|x| leaf.covers(x)) {
                    which()
                } else {
                    yes()
                }
            } else if on.iter().any(|on| leaf.covers(on)) {
                which()
            } else {
                no()
            };
            let words = standing.words(env.pack, row, || self.condition(env, body.when.as_ref()));
            let open = all([part, standing.relieves(words, env.pack, row)]);
            let env = Env { eligible: Some(yes()), limit: body.limit.clone(), ..env.clone() };
            Some(all([open, self.condition(&env, exception.when.as_ref())]))
        }))
    }

    /// Bars of the pack and of the entries in which the item is.
    fn barred(&self, env: &Env<'a>, exception: &ProvisionId) -> Answer {
        let names = |bar: &Bar| {
            (bar.bars.is_empty() || bar.bars.iter().any(|b| b.covers(exception)))
                && !bar.except.iter().any(|x| x.covers(exception))
        };
        let mut bars = Vec::new();
        for (id, timeline) in &self.pack(env.pack).bars {
            let Some(standing) = self.standing(timeline) else { continue };
            if names(&standing.version.body) {
                let when = standing.version.body.when.as_ref();
                let words = standing.words(env.pack, id, || self.condition(env, when));
                bars.push(standing.restricts(words, env.pack, id));
            }
        }
        let Some(item) = env.item.map(|i| i.record) else { return any(bars) };
        for (code, entry, _) in self.entries(env.pack) {
            for (id, timeline) in &entry.bars {
                let Some(standing) = self.standing(timeline) else { continue };
                let body = &standing.version.body;
                if names(&body.bar) {
                    let part = self.in_part(item, env.pack, (code, entry), &body.on, &[]);
                    let words = standing
                        .words(env.pack, id, || self.condition(env, body.bar.when.as_ref()));
                    bars.push(all([part, standing.restricts(words, env.pack, id)]));
                }
            }
        }
        any(bars)
    }

    /// Whether a licence on file covers the item on this leg for this control.
    pub(crate) fn licence_covers(
        &self,
        env: &Env<'a>,
        licence: &Licence,
        instance: &Instance,
    ) -> Answer {
        let Some(item) = env.item.map(|i| i.record) else { return no() };
        let in_time = licence.from <= self.day && self.day <= licence.until;
        let mut parts = vec![sure(in_time && licence.issued && licence.pack == *env.pack)];
        if let Some(codes) = &licence.codes {
            let residual = self.pack(env.pack).head.residual.as_ref();
            parts.push(any(codes.iter().map(|code| {
                if Some(code) == residual {
                    self.unlisted(item, env.pack)
                } else {
                    self.meets(item, env.pack, code)
                }
            })));
        }
        if let Some(places) = &licence.to {
            parts.push(match &env.destination {
                Destination::Known(to, fact) => {
                    any(places.iter().map(|place| place_in(place, to, fact)))
                }
                Destination::Unknown(fact) => unknown(fact.clone()),
                Destination::Nowhere => unknown("destination"),
            });
        }
        if let Some(names) = &licence.parties {
            let role = Path { subject: Subject::Party, fact: FactName::from("party.role") };
            let list = self.list(env, &Subject::Party);
            for member in &list.members {
                let bound = self.bind(env, &Subject::Party, member);
                let exporter = Value::Symbol(Symbol::from("exporter"));
                let named = bound.party.is_some_and(|p| names.contains(&p.record.name));
                let is_exporter =
                    self.with_values(&bound, &role, |roles| sure(roles.contains(&exporter)));
                parts.push(any([sure(named), is_exporter]));
            }
            if !list.complete {
                parts.push(unknown(list.closing));
            }
        }
        if let Some((left, currency)) = &licence.value_left {
            parts.push(self.value_within(env, &Interval::exactly(left.clone()), *currency));
        }
        for proviso in &licence.provisos {
            parts.push(match proviso.met {
                Some(met) => sure(met),
                None => unknown(format!("licence {}: {}", licence.number, proviso.text)),
            });
        }
        if let Some(controls) = &licence.controls {
            parts.push(sure(controls.iter().any(|c| c.covers(&instance.control))));
        }
        all(parts)
    }

    fn value_within(
        &self,
        env: &Env<'a>,
        left: &Interval,
        currency: sekisho::base::Currency,
    ) -> Answer {
        let path = Path { subject: Subject::Item, fact: FactName::from("item.value") };
        let value = self.number(env, &Sum::Path(path));
        let range = match value.currency {
            Some(from) if from != currency => match self.convert(&value.range, from, currency) {
                Some(range) => range,
                None => return unknown(rate_name(from, currency)),
            },
            _ => value.range,
        };
        let truth = !left.less(&range);
        let missing =
            if truth == sekisho::base::Truth::Unknown { value.missing } else { Names::new() };
        Answer { truth, missing }
    }
}

/// Whether a condition speaks of the row that opens an exception.
fn speaks_of_rows(cond: &Cond) -> bool {
    fn sum(s: &Sum) -> bool {
        match s {
            Sum::Limit => true,
            Sum::Number { .. } | Sum::Date(_) | Sum::Path(_) => false,
            Sum::Add(a, b) | Sum::Sub(a, b) | Sum::Mul(a, b) | Sum::Div(a, b) => sum(a) || sum(b),
            Sum::Total { filter, .. } | Sum::Count { filter, .. } => {
                filter.as_deref().is_some_and(speaks_of_rows)
            }
        }
    }
    match cond {
        Cond::Eligible => true,
        Cond::And(parts) | Cond::Or(parts) => parts.iter().any(speaks_of_rows),
        Cond::Not(part) => speaks_of_rows(part),
        Cond::Quantified { body, .. } => speaks_of_rows(body),
        Cond::Compare { left, right, .. } => sum(left) || sum(right),
        _ => false,
    }
}
