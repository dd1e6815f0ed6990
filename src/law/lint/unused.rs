//! Facts, terms, groups, lists and words that nothing names, and reason rows that no control takes up. The words that
//! every pack may use are there for packs to come.

use super::super::check::COMMON;
use super::super::model::{Law, Origin, Pack};
use super::super::provision;
use super::super::walk::Visit;
use super::remark;
use crate::base::{CodeRef, FactName, PackId, Symbol, Timeline};
use crate::diag::{Code, Diagnostics};
use std::collections::BTreeSet;

#[derive(Default)]
struct Used {
    facts: BTreeSet<FactName>,
    groups: BTreeSet<CodeRef>,
    lists: BTreeSet<Symbol>,
    words: BTreeSet<(FactName, Symbol)>,
}

pub(super) fn check(law: &Law, found: &mut Diagnostics) {
    let used = used(law);
    for (id, pack) in law.packs.iter().filter(|(id, _)| id.as_str() != COMMON) {
        names(id, pack, &used, found);
        groups(id, pack, &used, found);
        reasons(id, pack, found);
    }
}

fn used(law: &Law) -> Used {
    let mut used = Used::default();
    for pack in law.packs.values() {
        for seen in provision::all(pack) {
            for name in seen.names {
                used.note(name);
            }
        }
        for versions in pack.attestations.values() {
            used.facts
                .extend(versions.versions().flat_map(|(_, v)| v.body.answers.keys().cloned()));
        }
        for word in &pack.words {
            for (fact, symbols) in &word.implies {
                used.words.extend(symbols.iter().map(|symbol| (fact.clone(), symbol.clone())));
            }
        }
        for (_, head) in pack.entries.values().flat_map(|entry| entry.head.versions()) {
            let head = &head.body;
            for (fact, symbols) in [
                ("item.kind", &head.kind),
                ("item.article", &head.article),
                ("item.technology", &head.technology),
            ] {
                used.words.extend(symbols.iter().map(|symbol| (fact.into(), symbol.clone())));
            }
        }
    }
    used
}

impl Used {
    fn note(&mut self, name: Visit<'_>) {
        match name {
            Visit::Path(path) => {
                self.facts.insert(path.fact.clone());
            }
            Visit::Record(fact) => {
                self.facts.insert(fact.clone());
            }
            Visit::Group(group) => {
                self.groups.insert(group.clone());
            }
            Visit::Meets(_, codes) => self.groups.extend(codes.iter().cloned()),
            Visit::Symbol(path, symbol) => {
                self.words.insert((path.fact.clone(), symbol.clone()));
            }
            Visit::Lists(lists) => self.lists.extend(lists.iter().cloned()),
            Visit::Code(_)
            | Visit::Reached(_)
            | Visit::Reason(_)
            | Visit::Controls(_)
            | Visit::Unlisted(_)
            | Visit::Eligible
            | Visit::Covers => {}
        }
    }
}

fn names(id: &PackId, pack: &Pack, used: &Used, found: &mut Diagnostics) {
    let mut nothing = |what: &str, name: &str, origin: &Origin| {
        let message = format!("nothing names the {what} `{name}`");
        found.push(remark(id, origin, Code::Unused, message).help("use it, or take it out"));
    };
    for (name, origin) in &pack.origins.facts {
        if !used.facts.contains(name) {
            nothing("fact", name.as_str(), origin);
        }
    }
    for (name, origin) in &pack.origins.lists {
        if !used.lists.contains(name) {
            nothing("list", name.as_str(), origin);
        }
    }
    // A word that implies something does its work when a transfer uses it.
    for word in pack.words.iter().filter(|word| word.implies.is_empty()) {
        let key = (word.of.clone(), word.id.clone());
        if let Some(origin) = pack.origins.words.get(&key).filter(|_| !used.words.contains(&key)) {
            nothing("word", word.id.as_str(), origin);
        }
    }
    for (name, line) in &pack.terms {
        if let Some(version) = line.latest().filter(|_| !used.facts.contains(name)) {
            let message = format!("nothing names the term `{name}`");
            found.push(
                remark(id, &version.said.origin, Code::Unused, message)
                    .help("use it, or take it out"),
            );
        }
    }
}

fn groups(id: &PackId, pack: &Pack, used: &Used, found: &mut Diagnostics) {
    for (name, line) in &pack.groups {
        let reference = CodeRef { pack: id.clone(), code: name.clone() };
        let Some(version) = line.latest() else { continue };
        if !used.groups.contains(&reference) && !version.body.column {
            let message = format!("nothing names the group `{name}`");
            found.push(
                remark(id, &version.said.origin, Code::Unused, message)
                    .help("use it, or take it out"),
            );
        }
    }
}

/// A reason that no control takes up requires nothing.
fn reasons(id: &PackId, pack: &Pack, found: &mut Diagnostics) {
    let taken: BTreeSet<&Symbol> = pack
        .controls
        .values()
        .flat_map(Timeline::versions)
        .filter_map(|(_, version)| version.body.reason.as_ref())
        .collect();
    for (row, line) in pack.entries.values().flat_map(|entry| &entry.reasons) {
        let Some(version) = line.latest() else { continue };
        let reason = &version.body.reason;
        if !taken.contains(reason) {
            let message = format!("no control takes up the reason `{reason}` of the row `{row}`");
            found.push(
                remark(id, &version.said.origin, Code::Unused, message)
                    .help("add a `[[control]]` with this reason"),
            );
        }
    }
}
