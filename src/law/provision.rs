//! Every version of a pack that names something, one by one, whatever kind of provision it is.

use super::model::{Entry, Formula, Pack, Version};
use super::walk::{self, Visit};
use crate::base::{Day, Start, Text, Timeline};
use crate::condition::Cond;
use std::collections::BTreeMap;

/// A version of a provision.
pub(super) struct Seen<'p> {
    /// Its kind, as its block is called.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its first day, or where it began is unknown, the first of all.
    pub from: Day,
    /// The first day of the next version.
    pub until: Day,
    /// Its title and other words.
    pub texts: Vec<&'p Text>,
    /// Its file and line.
    pub origin: &'p super::model::Origin,
    /// Whether it is gone.
    pub repealed: bool,
    /// Its condition.
    pub when: Option<&'p Cond>,
    /// What it names.
    pub names: Vec<Visit<'p>>,
}

/// What a body says beside its condition.
struct Part<'p> {
    texts: Vec<&'p Text>,
    when: Option<&'p Cond>,
    names: Vec<Visit<'p>>,
}

impl<'p> Part<'p> {
    fn when(when: Option<&'p Cond>) -> Self {
        Self { texts: Vec::new(), when, names: Vec::new() }
    }

    fn text(mut self, text: &'p Text) -> Self {
        self.texts.push(text);
        self
    }

    fn name(mut self, name: Visit<'p>) -> Self {
        self.names.push(name);
        self
    }
}

/// All of them.
pub(super) fn all(pack: &Pack) -> Vec<Seen<'_>> {
    let mut out = Vec::new();
    lines(&mut out, "term", &pack.terms, |term| match &term.is {
        Formula::Truth(cond) => Part::when(Some(cond)),
        Formula::Sum(sum) => {
            let mut part = Part::when(None);
            walk::sum(sum, &mut |seen| part.names.push(seen));
            part
        }
        Formula::Same(path) => Part::when(None).name(Visit::Path(path)),
    });
    lines(&mut out, "group", &pack.groups, |group| {
        let others = group.any.iter().chain(&group.none);
        others.fold(Part::when(None), |part, other| part.name(Visit::Group(other)))
    });
    lines(&mut out, "leg", &pack.legs, |leg| {
        Part::when(leg.when.as_ref()).name(Visit::Path(&leg.destination))
    });
    lines(&mut out, "scope", &pack.scopes, |scope| Part::when(scope.when.as_ref()));
    lines(&mut out, "exclusion", &pack.exclusions, |one| Part::when(one.when.as_ref()));
    lines(&mut out, "control", &pack.controls, |control| {
        Part::when(control.when.as_ref()).text(&control.next)
    });
    lines(&mut out, "exception", &pack.exceptions, |one| Part::when(one.when.as_ref()));
    lines(&mut out, "bar", &pack.bars, |bar| Part::when(bar.when.as_ref()));
    lines(&mut out, "policy", &pack.policies, |policy| {
        Part::when(policy.when.as_ref()).text(&policy.outlook)
    });
    lines(&mut out, "obligation", &pack.obligations, |one| {
        Part::when(one.when.as_ref()).text(&one.says)
    });
    lines(&mut out, "attestation", &pack.attestations, |one| Part::when(None).text(&one.statement));
    for (code, entry) in &pack.entries {
        of_entry(&mut out, code, entry);
    }
    out
}

fn of_entry<'p>(out: &mut Vec<Seen<'p>>, code: &crate::base::Code, entry: &'p Entry) {
    line(out, "entry", code.as_str(), &entry.head, &|head| Part::when(head.when.as_ref()));
    lines(out, "paragraph", &entry.paragraphs, |one| Part::when(one.when.as_ref()));
    lines(out, "exclusion", &entry.exclusions, |one| Part::when(one.when.as_ref()));
    lines(out, "reason", &entry.reasons, |row| {
        let part = Part::when(row.when.as_ref());
        match &row.to {
            Some(to) => part.name(Visit::Group(to)),
            None => part,
        }
    });
    lines(out, "eligible", &entry.eligible, |row| Part::when(row.when.as_ref()));
    lines(out, "bar", &entry.bars, |bar| Part::when(bar.bar.when.as_ref()));
}

fn lines<'p, I: ToString, T>(
    out: &mut Vec<Seen<'p>>,
    kind: &'static str,
    lines: &'p BTreeMap<I, Timeline<Version<T>>>,
    part: impl Fn(&'p T) -> Part<'p>,
) {
    for (id, one) in lines {
        line(out, kind, &id.to_string(), one, &part);
    }
}

fn line<'p, T>(
    out: &mut Vec<Seen<'p>>,
    kind: &'static str,
    id: &str,
    line: &'p Timeline<Version<T>>,
    part: &impl Fn(&'p T) -> Part<'p>,
) {
    let ends = line.versions().skip(1).map(|(start, _)| start.day()).chain([Day::MAX]);
    for ((start, version), until) in line.versions().zip(ends) {
        let mut part = part(&version.body);
        if let Some(cond) = part.when {
            walk::cond(cond, &mut |seen| part.names.push(seen));
        }
        part.texts.extend([&version.said.title, &version.said.note]);
        out.push(Seen {
            kind,
            id: id.to_owned(),
            from: match start {
                Start::From(day) | Start::Seen(day) => day,
            },
            until,
            texts: part.texts,
            origin: &version.said.origin,
            repealed: version.state == crate::base::State::Repealed,
            when: part.when,
            names: part.names,
        });
    }
}
