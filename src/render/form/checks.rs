//! What was checked of a transaction: what is stated of the act and the parties, what somebody attested, what was looked
//! at and does not apply.

use super::document::{Document, Look};
use super::label::Label;
use super::value::Words;
use super::{Form, header};
use crate::base::{FactName, Lang, Truth};
use crate::decision::{Stratum, Why};
use crate::law::model::{Attestation, Pack, Version};
use crate::transfer::{Attested, Stated};
use std::collections::BTreeSet;

/// Facts of the act that the head of the sheet holds.
const HEAD: &[&str] = &["act", "from", "to", "via", "date"];
/// Facts of a party that the table of parties holds.
const PARTY: &[&str] = &["party.role", "party.country", "party.headquarters"];

/// What is stated of the act beside the head.
pub(super) fn circumstances(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    let stated = form.case.act.iter().filter(|(name, _)| !HEAD.contains(&name.as_str()));
    let rows = stated.map(|(name, stated)| {
        vec![words.fact(name), words.value(name, &stated.value), ground(&words, stated)]
    });
    document.heading(Label::Facts);
    document.table(Look::Plain, &[Label::Fact, Label::Answer, Label::Ground], rows.collect());
}

/// Who says so, on what, and when.
fn ground(words: &Words<'_>, stated: &Stated) -> String {
    let Some(evidence) = &stated.evidence else {
        return Label::Individually.get(words.lang).to_owned();
    };
    let said = [evidence.by.as_deref(), evidence.evidence.as_deref()].into_iter().flatten();
    let said = said.map(ToOwned::to_owned).chain(evidence.on.map(|day| day.to_string()));
    said.collect::<Vec<_>>().join(", ")
}

/// Of each party: screening, and what else is stated.
pub(super) fn parties(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    document.heading(Label::UserChecks);
    let rows = form.case.parties.iter().map(|party| {
        let others = words.others(party, PARTY);
        let others = if others.is_empty() {
            Label::NothingKnown.get(words.lang).to_owned()
        } else {
            others.join("\n")
        };
        vec![party.name.to_string(), header::screening(&words, &party.listed), others]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        document.say(Label::Unchecked);
    } else {
        document.table(Look::Plain, &[Label::Party, Label::Screening, Label::Fact], rows);
    }
}

/// The statements that the rules know, who made them, and each fact they answer.
pub(super) fn attested(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    let lang = document.lang;
    document.heading(Label::UseChecks);
    let used = form.sheet.decision.packs.iter().map(|pack| &*pack.id);
    let used: Vec<&Pack> = used.filter_map(|id| form.law.packs.get(id)).collect();
    let (mut statements, mut facts) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for pack in used {
        for (id, timeline) in &pack.attestations {
            let Some(version) = words.at(timeline) else { continue };
            let made = form.case.attested.iter().find(|a| a.pack == pack.head.id && a.id == *id);
            let made = made.filter(|made| made.on <= words.day);
            // what is asked of an item or a person stands with these, unless somebody made the statement
            let acts = version.body.answers.keys().any(of_act);
            if !acts && made.is_none() {
                continue;
            }
            let by = match made {
                Some(made) => Label::Attested.fill(lang, &[("name", &made.by), ("day", &made.on)]),
                None => Label::NotAttested.get(lang).to_owned(),
            };
            let title = words.text(&version.said.title, id.as_str());
            statements.push(vec![title, version.body.statement.get(lang).to_owned(), by]);
            for fact in version.body.answers.keys() {
                if seen.insert(fact.clone()) {
                    let (answer, ground) = answer(form, &words, fact, version, made);
                    facts.push(vec![words.fact(fact), answer, ground]);
                }
            }
        }
    }
    document.table(Look::Plain, &[Label::Statement, Label::Says, Label::Ground], statements);
    document.table(Look::Plain, &[Label::Fact, Label::Answer, Label::Ground], facts);
}

/// A fact of the act: of what is done and not of one item, party or person.
fn of_act(fact: &FactName) -> bool {
    fact.as_str().starts_with("transfer.")
}

/// The answer to one of these facts and what it rests on: stated by itself, attested, asked, or neither.
fn answer(
    form: &Form<'_>,
    words: &Words<'_>,
    fact: &FactName,
    version: &Version<Attestation>,
    made: Option<&Attested>,
) -> (String, String) {
    let lang = words.lang;
    if let Some(stated) = form.case.act.get(fact) {
        return (words.value(fact, &stated.value), ground(words, stated));
    }
    if let (Some(made), Some(answer)) = (made, version.body.answers.get(fact)) {
        let answer = if *answer { Label::Yes } else { Label::No };
        let ground = Label::ByAttestation.fill(lang, &[("id", &made.id)]);
        return (answer.get(lang).to_owned(), ground);
    }
    let asked = form.sheet.decision.questions.iter().any(|q| *q.fact == *fact.as_str());
    let ground = if asked { Label::Asked } else { Label::NotAsked };
    (Label::Unchecked.get(lang).to_owned(), ground.get(lang).to_owned())
}

/// The titles of controls that were looked at and hold for no item on no leg.
pub(super) fn not_applying(form: &Form<'_>, lang: Lang) -> Vec<String> {
    let words = form.words(lang);
    let steps = form.sheet.decision.trace.steps.iter().filter(|s| s.stratum == Stratum::Control);
    let (mut gone, mut held) = (BTreeSet::new(), BTreeSet::new());
    for step in steps {
        let to = if step.truth == Truth::No { &mut gone } else { &mut held };
        to.insert((&*step.pack, &*step.provision));
    }
    for reason in &form.sheet.decision.reasons {
        held.insert((&*reason.control().pack, &*reason.control().id));
    }
    let left = gone.difference(&held).map(|(pack, id)| {
        let timeline = form.law.packs.get(*pack).and_then(|p| p.controls.get(*id));
        let version = timeline.and_then(|timeline| words.at(timeline));
        let title = version.map(|version| words.text(&version.said.title, id));
        format!("{} ({pack}:{id})", title.unwrap_or_default())
    });
    left.collect()
}

/// Why an exception does not lift, or may not.
pub(super) fn why(words: &Words<'_>, why: &Why) -> String {
    let (word, what) = crate::render::prose::because(why);
    word.fill(words.lang, &[("what", &what)])
}
