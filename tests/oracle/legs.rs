//! The journeys a pack sees in a transfer, and whether it reaches them.

use super::answer::{Answer, all, any, not, unknown};
use super::conditions::Member;
use super::world::{Destination, Env, Who, World};
use sekisho::base::{PackId, ProvisionId};
use sekisho::law::model::Leg;
use sekisho::transfer::{Record, Value};

/// A leg that there is, or may be.
pub(crate) struct Journey<'a> {
    pub(crate) truth: Answer,
    pub(crate) env: Env<'a>,
    /// Who receives, where the leg is somebody's.
    pub(crate) whose: Option<Who<'a>>,
}

impl<'a> World<'a> {
    /// The legs of one item. `nobody` stands for a person or party that is not listed.
    pub(crate) fn legs(
        &self,
        pack: &'a PackId,
        item: &'a Record,
        nobody: &'a Record,
    ) -> Vec<Journey<'a>> {
        let mut legs = Vec::new();
        for (id, timeline) in &self.pack(pack).legs {
            let Some(standing) = self.standing(timeline) else { continue };
            let leg = &standing.version.body;
            let mut env = Env::of_item(pack, item);
            env.leg = Some(id);
            let there = |env: &Env<'a>| {
                let words = standing.words(pack, id, || self.condition(env, leg.when.as_ref()));
                standing.restricts(words, pack, id)
            };
            let Some(each) = &leg.each else {
                legs.extend(self.journeys(&there(&env), &env, leg, None));
                continue;
            };
            let list = self.list(&env, each);
            for member in &list.members {
                let Member::Who(who) = member else { continue };
                let env = self.bind(&env, each, member);
                legs.extend(self.journeys(&there(&env), &env, leg, Some(*who)));
            }
            if !list.complete {
                let closing = match each {
                    sekisho::condition::Subject::Person => "complete.person",
                    _ => "complete.party",
                };
                let who = Who { record: nobody, unlisted: Some(closing), attested: false };
                let mut env = self.bind(&env, each, &Member::Who(who));
                if !there(&env).is_no() {
                    env.destination = Destination::Unknown(closing.to_owned());
                    legs.push(Journey { truth: unknown(closing), env, whose: Some(who) });
                }
            }
        }
        legs
    }

    /// One journey for each place it goes to; one to an unknown place where that is not known.
    fn journeys(
        &self,
        truth: &Answer,
        env: &Env<'a>,
        leg: &Leg,
        whose: Option<Who<'a>>,
    ) -> Vec<Journey<'a>> {
        if truth.is_no() {
            return Vec::new();
        }
        let to = |destination| Journey {
            truth: truth.clone(),
            env: Env { destination, ..env.clone() },
            whose,
        };
        let fact = self.question(env, &leg.destination);
        match self.values(env, &leg.destination) {
            // No place at all is no place to go: where it goes is still to be said.
            Ok(values) if values.is_empty() => vec![to(Destination::Unknown(fact))],
            Ok(values) => {
                let places = values.into_iter().filter_map(|value| match value {
                    Value::Place(place) => Some(Destination::Known(place, fact.clone())),
                    _ => None,
                });
                places.map(to).collect()
            }
            Err(missing) => {
                vec![to(Destination::Unknown(missing.into_iter().next().unwrap_or_default()))]
            }
        }
    }

    /// Whether one of the scope provisions that are asked for reaches the leg.
    pub(crate) fn reached(
        &self,
        env: &Env<'a>,
        pack: &PackId,
        asked: impl Fn(&ProvisionId) -> bool,
    ) -> Answer {
        let pack = self.pack(pack);
        let env = Env { pack: &pack.head.id, ..env.clone() };
        let scopes = pack.scopes.iter().filter(|(id, _)| asked(id));
        any(scopes.filter_map(|(id, timeline)| {
            let standing = self.standing(timeline)?;
            let words = standing.words(&pack.head.id, id, || {
                self.condition(&env, standing.version.body.when.as_ref())
            });
            let within = standing.restricts(words, &pack.head.id, id);
            Some(all([within, not(self.taken_out(&env, id))]))
        }))
    }

    fn taken_out(&self, env: &Env<'a>, scope: &ProvisionId) -> Answer {
        let exclusions = self.pack(env.pack).exclusions.iter();
        any(exclusions.filter_map(|(id, timeline)| {
            let standing = self.standing(timeline)?;
            let body = &standing.version.body;
            let speaks = body.on.is_empty() || body.on.iter().any(|on| on.covers(scope));
            speaks.then(|| {
                let words =
                    standing.words(env.pack, id, || self.condition(env, body.when.as_ref()));
                standing.relieves(words, env.pack, id)
            })
        }))
    }
}
