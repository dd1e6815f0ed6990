//! A plain interpreter of the ten strata, written to be obviously right rather than fast: it walks the model as it was read,
//! compiles nothing, keeps nothing, and shares no code with the engine. Where the two differ, one of them is wrong.

#![allow(
    clippy::unused_self,
    reason = "every step of the interpreter is asked of the world in one way"
)]

mod answer;
mod classify;
mod conditions;
mod controls;
#[cfg(test)]
mod example;
mod facts;
mod groups;
mod legs;
mod relief;
mod rows;
mod sums;
mod world;

use answer::{Answer, all, any, not, yes};
use sekisho::base::{Day, FactName, Truth};
use sekisho::decision::{Outcome, Verdict};
use sekisho::law::model::{Effect, Law};
use sekisho::transfer::{Case, Record, Stated, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use world::{Destination, Env, World};

pub(crate) use world::Finding;

/// One control for one item on one leg.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    pub(crate) pack: String,
    pub(crate) item: String,
    pub(crate) leg: String,
    /// `control`, or `control#row`.
    pub(crate) rule: String,
    /// After the caps.
    pub(crate) effect: &'static str,
    pub(crate) required: Truth,
    pub(crate) lifted: Vec<(String, Truth)>,
    pub(crate) outstanding: Truth,
    /// What is missing to settle it.
    pub(crate) missing: BTreeSet<String>,
    pub(crate) outcome: Outcome,
}

/// The whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) verdict: Verdict,
    pub(crate) outcomes: BTreeMap<(String, String), Outcome>,
    pub(crate) lines: Vec<Line>,
    /// All that comes up when every condition is read to its end.
    pub(crate) findings: BTreeSet<Finding>,
    /// Those of them that must be told whatever conditions ask: of entries, stated codes and days.
    pub(crate) certain: BTreeSet<Finding>,
}

/// What the law says of the transfer on that day.
pub(crate) fn interpret(law: &Law, case: &Case, day: Day) -> Account {
    let world = World { law, case, day, findings: RefCell::default(), met: RefCell::default() };
    let nobody = Record { name: "?".into(), ..Record::default() };
    let mut outcomes = BTreeMap::new();
    let mut lines = Vec::new();
    let mut certain = BTreeSet::new();
    for (name, facts) in spoken_of(case) {
        let otherwise = |(fact, stated): (&FactName, &Stated)| {
            let said = world.attested(fact);
            said.is_some_and(|said| stated.value != Value::Truth(said))
        };
        if facts.iter().any(otherwise) {
            certain.insert(("contradiction", String::new(), name.to_owned()));
        }
    }
    for (id, pack) in &law.packs {
        let wanted = case.packs.is_empty() || case.packs.contains(id);
        if pack.controls.is_empty() || !wanted {
            continue;
        }
        let head = &pack.head;
        if day < head.covers_from || head.covers_until.is_some_and(|until| until < day) {
            world.find("not-covered", id, "");
            certain.insert(("not-covered", id.to_string(), String::new()));
            continue;
        }
        for item in case.items.iter().filter(|item| !item.reference) {
            let mut outcome = Outcome::OutOfScope;
            for journey in world.legs(id, item, &nobody) {
                let reached = if pack.scopes.is_empty() {
                    yes()
                } else {
                    world.reached(&journey.env, id, |_| true)
                };
                if reached.is_no() {
                    continue;
                }
                outcome = outcome.max(Outcome::NoLicenceRequired);
                let mut env = journey.env.clone();
                env.required = world.controls(&env).into();
                let there = all([reached, journey.truth.clone()]);
                for instance in &*env.required {
                    let line = line(&world, &env, instance, &there, journey.whose);
                    outcome = outcome.max(line.outcome);
                    lines.push(line);
                }
            }
            let stated = item.classification.get(id);
            for code in stated.into_iter().flatten().chain(pack.entries.keys()) {
                if let Some(finding) = world.statement_finding(item, id, code) {
                    certain.insert((finding, id.to_string(), item.name.to_string()));
                }
            }
            outcomes.insert((id.to_string(), item.name.to_string()), outcome);
        }
    }
    lines.sort();
    let mut findings = world.findings.into_inner();
    findings.extend(certain.iter().cloned());
    let by_outcome = outcomes.values().map(|o| o.verdict()).max().unwrap_or(Verdict::Allow);
    let flagged = findings.iter().any(|(code, _, _)| *code != "rests-on-statement");
    let verdict = if flagged { by_outcome.max(Verdict::Flag) } else { by_outcome };
    Account { verdict, outcomes, lines, findings, certain }
}

/// The act, what is transferred and those who take part: of these an attestation speaks.
fn spoken_of(case: &Case) -> Vec<(&str, &BTreeMap<FactName, Stated>)> {
    let transferred = case.items.iter().filter(|item| !item.reference);
    let all = transferred.chain(&case.parties).chain(&case.persons);
    let named = all.map(|record| (&*record.name, &record.facts));
    [("transfer", &case.act)].into_iter().chain(named).collect()
}

fn line<'a>(
    world: &World<'a>,
    env: &Env<'a>,
    instance: &world::Instance,
    there: &Answer,
    whose: Option<world::Who<'a>>,
) -> Line {
    let required = all([instance.truth.clone(), there.clone()]);
    let reliefs = world.reliefs(env, instance);
    let lifted = any(reliefs.iter().map(|(_, answer)| answer.clone()));
    let outstanding = all([required.clone(), not(lifted)]);
    let outcome = match (outstanding.truth, instance.effect) {
        (Truth::No, _) => Outcome::ExceptionUsed,
        (Truth::Unknown, _) => Outcome::FactsMissing,
        (Truth::Yes, Effect::Review) => Outcome::JudgementNeeded,
        (Truth::Yes, Effect::Licence) => Outcome::LicenceRequired,
        (Truth::Yes, Effect::Prohibit) => Outcome::Prohibited,
    };
    Line {
        pack: env.pack.to_string(),
        item: env.item.map(|i| i.record.name.to_string()).unwrap_or_default(),
        leg: leg_name(env, whose),
        rule: match &instance.row {
            Some(row) => format!("{}#{row}", instance.control),
            None => instance.control.to_string(),
        },
        effect: match instance.effect {
            Effect::Review => "review",
            Effect::Licence => "licence",
            Effect::Prohibit => "prohibit",
        },
        required: required.truth,
        lifted: reliefs.into_iter().map(|(id, answer)| (id, answer.truth)).collect(),
        outstanding: outstanding.truth,
        missing: outstanding.missing,
        outcome,
    }
}

/// `movement > FR`, `deemed > IN (A. Person)`.
fn leg_name(env: &Env<'_>, whose: Option<world::Who<'_>>) -> String {
    let leg = env.leg.map(sekisho::base::ProvisionId::as_str).unwrap_or_default();
    let to = match &env.destination {
        Destination::Known(place, _) => place.as_str(),
        _ => "?",
    };
    match whose {
        Some(who) => format!("{leg} > {to} ({})", who.record.name),
        None => format!("{leg} > {to}"),
    }
}
