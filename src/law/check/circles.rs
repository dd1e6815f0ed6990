//! Circles: terms that rest on themselves, paragraphs that are met only if they are met.

use super::super::model::Law;
use super::super::walk::{self, Visit};
use super::site::{Body, Site};
use crate::base::{Code, CodeRef, FactName, PackId};
use crate::condition::{Path, Role, Scalar, Subject};
use crate::diag::{Code as Fault, Diagnostics};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Terms may not rest on themselves. A party's term may ask the same of its owners: owners of owners end.
pub(super) fn terms(law: &Law, sites: &[Site<'_>], faults: &mut Diagnostics) {
    let mut edges: BTreeMap<FactName, Vec<FactName>> = BTreeMap::new();
    let mut places: BTreeMap<FactName, &Site<'_>> = BTreeMap::new();
    for site in sites.iter().filter(|site| site.role == Role::Term) {
        let name = FactName::from(&*site.id);
        let named = paths(site).into_iter().filter(|path| path.subject != Subject::Owner);
        let terms =
            named.map(|path| path.fact).filter(|fact| law.vocabulary.terms.contains_key(fact));
        edges.entry(name.clone()).or_default().extend(terms);
        places.entry(name).or_insert(site);
    }
    for circle in find(&edges) {
        if let Some(site) = circle.first().and_then(|first| places.get(first)) {
            let message = format!("terms rest on each other in a circle: {}", chain(&circle));
            faults.push(
                site.fault(Fault::Circle, message)
                    .help("only through `owner` may a term of a party ask for itself"),
            );
        }
    }
}

/// Paragraphs, exclusions and gates may not rest on each other through `item meets`. What is asked of components,
/// targets and inputs is no circle: these are other items.
pub(super) fn paragraphs(law: &Law, sites: &[Site<'_>], faults: &mut Diagnostics) {
    let terms = term_codes(law, sites);
    let mut edges: BTreeMap<CodeRef, Vec<CodeRef>> = BTreeMap::new();
    let mut places: BTreeMap<CodeRef, &Site<'_>> = BTreeMap::new();
    for site in sites {
        let Some(entry) = site.entry.as_deref() else { continue };
        if !matches!(site.role, Role::Paragraph | Role::Exclusion) {
            continue;
        }
        let named: Vec<CodeRef> =
            codes(law, site, &terms).iter().flat_map(|code| below(law, code)).collect();
        if named.is_empty() {
            continue;
        }
        for reached in touched(law, &site.pack, &Code::from(entry), site) {
            places.entry(reached.clone()).or_insert(site);
            edges.entry(reached).or_default().extend(named.iter().cloned());
        }
    }
    for circle in find(&edges) {
        if let Some(site) = circle.first().and_then(|first| places.get(first)) {
            let message = format!("paragraphs rest on each other in a circle: {}", chain(&circle));
            faults.push(
                site.fault(Fault::Circle, message)
                    .help("let one of them say its thresholds, not what the item meets"),
            );
        }
    }
}

/// Every circle once, each from its least member to that member again.
pub(super) fn find<T: Ord + Clone>(edges: &BTreeMap<T, Vec<T>>) -> Vec<Vec<T>> {
    let mut out = Vec::new();
    let mut done: BTreeSet<&T> = BTreeSet::new();
    for start in edges.keys() {
        if done.contains(start) {
            continue;
        }
        if let Some(path) = back(edges, start) {
            done.extend(edges.keys().filter(|node| path.contains(node)));
            out.push(path);
        }
    }
    out
}

/// A shortest way from `start` back to it.
fn back<T: Ord + Clone>(edges: &BTreeMap<T, Vec<T>>, start: &T) -> Option<Vec<T>> {
    let mut from: BTreeMap<&T, &T> = BTreeMap::new();
    let mut now = vec![start];
    while !now.is_empty() {
        let mut next = Vec::new();
        for node in now {
            for to in edges.get(node).into_iter().flatten() {
                if to == start {
                    let mut path = vec![start.clone(), node.clone()];
                    let mut at = node;
                    while let Some(before) = from.get(at) {
                        path.push((*before).clone());
                        at = before;
                    }
                    path.reverse();
                    return Some(path);
                }
                if !from.contains_key(to) {
                    from.insert(to, node);
                    next.push(to);
                }
            }
        }
        next.sort();
        now = next;
    }
    None
}

/// `a` → `b` → `a`.
pub(super) fn chain<T: Display>(circle: &[T]) -> String {
    let names: Vec<String> = circle.iter().map(|name| format!("`{name}`")).collect();
    names.join(" → ")
}

/// The entry and paragraphs whose being met rests on this condition.
fn touched(law: &Law, pack: &PackId, entry: &Code, site: &Site<'_>) -> Vec<CodeRef> {
    let all = below(law, &CodeRef { pack: pack.clone(), code: entry.clone() });
    let on: Option<Vec<Code>> = match site.block {
        "paragraph" => Some(vec![Code::from(&*site.id)]),
        "exclusion" => law
            .packs
            .get(pack)
            .and_then(|pack| pack.entries.get(entry))
            .and_then(|entry| entry.exclusions.get(&*site.id))
            .map(|line| line.versions().flat_map(|(_, v)| v.body.on.clone()).collect()),
        _ => None,
    };
    all.into_iter()
        .filter(|found| match &on {
            Some(on) if !on.is_empty() => on.iter().any(|on| on.covers(&found.code)),
            _ => true,
        })
        .collect()
}

/// The entries and paragraphs that a code, or a group of codes, names.
fn below(law: &Law, named: &CodeRef) -> Vec<CodeRef> {
    let codes = match group_codes(law, named) {
        Some(codes) => codes,
        None => vec![named.code.clone()],
    };
    let Some(known) = law.vocabulary.packs.get(&named.pack) else { return Vec::new() };
    let found: BTreeSet<&Code> = codes.iter().flat_map(|code| known.below(code)).collect();
    found.into_iter().map(|code| CodeRef { pack: named.pack.clone(), code: code.clone() }).collect()
}

/// The codes of a group of codes, with those of the groups it holds.
fn group_codes(law: &Law, named: &CodeRef) -> Option<Vec<Code>> {
    if law.vocabulary.groups.get(named) != Some(&Scalar::Code) {
        return None;
    }
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![named.clone()];
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let line = law.packs.get(&name.pack).and_then(|pack| pack.groups.get(&name.code));
        for (_, version) in line.into_iter().flat_map(crate::base::Timeline::versions) {
            if let super::super::model::Members::Codes(codes) = &version.body.members {
                out.extend(codes.iter().cloned());
            }
            open.extend(version.body.any.iter().cloned());
        }
    }
    Some(out)
}

/// The codes that a condition asks of the item at hand, itself and through terms.
fn codes(
    law: &Law,
    site: &Site<'_>,
    terms: &BTreeMap<FactName, BTreeSet<CodeRef>>,
) -> BTreeSet<CodeRef> {
    let mut out = own_codes(site);
    for path in paths(site) {
        if !matches!(path.subject, Subject::Component | Subject::Target | Subject::Input) {
            out.extend(terms.get(&path.fact).into_iter().flatten().cloned());
        }
    }
    out.retain(|code| law.packs.contains_key(&code.pack));
    out
}

/// The codes that each term asks of the item, itself and through other terms.
fn term_codes(law: &Law, sites: &[Site<'_>]) -> BTreeMap<FactName, BTreeSet<CodeRef>> {
    let mut out: BTreeMap<FactName, BTreeSet<CodeRef>> = BTreeMap::new();
    let formulas: Vec<&Site<'_>> = sites.iter().filter(|site| site.role == Role::Term).collect();
    loop {
        let before: usize = out.values().map(BTreeSet::len).sum();
        for site in &formulas {
            let found = codes(law, site, &out);
            out.entry(FactName::from(&*site.id)).or_default().extend(found);
        }
        if out.values().map(BTreeSet::len).sum::<usize>() == before {
            return out;
        }
    }
}

fn own_codes(site: &Site<'_>) -> BTreeSet<CodeRef> {
    let mut out = BTreeSet::new();
    visit(site, &mut |seen| {
        if let Visit::Meets(Subject::Item, codes) = seen {
            out.extend(codes.iter().cloned());
        }
    });
    out
}

/// Every fact that a condition reads.
pub(super) fn paths(site: &Site<'_>) -> Vec<Path> {
    let mut out = Vec::new();
    visit(site, &mut |seen| {
        if let Visit::Path(path) = seen {
            out.push(path.clone());
        }
    });
    out
}

/// Everything that a condition names.
pub(super) fn visit(site: &Site<'_>, see: &mut dyn FnMut(Visit<'_>)) {
    match &site.body {
        Body::Cond(cond) => walk::cond(cond, see),
        Body::Sum(sum) => walk::sum(sum, see),
        Body::Path(path) => see(Visit::Path(path)),
    }
}
