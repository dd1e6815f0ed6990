//! What a provision may read: packs it depends on, and results that are there in its stratum. The condition language
//! checks what a provision says itself; here it is followed through terms.

use super::super::model::{Formula, Law};
use super::super::walk::{self, Visit};
use super::circles;
use super::refs::COMMON;
use super::site::Site;
use crate::base::{FactName, PackId, Timeline};
use crate::condition::{Role, Subject};
use crate::diag::{Code, Diagnostics};
use std::collections::{BTreeMap, BTreeSet};

/// A result of the decision itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Result {
    Destination,
    Reason,
    Unlisted,
    Reached,
    Controls,
    Eligible,
    Covers,
}

/// Names of other packs, and results read through terms.
pub(super) fn check(law: &Law, sites: &[Site<'_>], faults: &mut Diagnostics) {
    let needs = needs(law);
    for site in sites {
        depends(law, site, faults);
        for path in circles::paths(site) {
            if site.role == Role::Term
                || matches!(path.subject, Subject::Component | Subject::Target | Subject::Input)
            {
                continue;
            }
            for result in needs.get(&path.fact).into_iter().flatten() {
                if !ready(site.role, *result) {
                    let message = format!(
                        "the term `{}` needs {}, which is not there yet",
                        path.fact,
                        result.words()
                    );
                    faults.push(site.fault(Code::Stratum, message).help(result.when()));
                }
            }
        }
    }
}

/// Facts, groups and results of another pack are used only where the pack says that it depends on it.
fn depends(law: &Law, site: &Site<'_>, faults: &mut Diagnostics) {
    let Some(pack) = law.packs.get(&site.pack) else { return };
    let mut named: BTreeSet<(PackId, String)> = BTreeSet::new();
    circles::visit(site, &mut |seen| match seen {
        Visit::Path(path) => {
            let fact = law.vocabulary.facts.get(&path.fact).map(|fact| &fact.pack);
            let owner =
                fact.or_else(|| law.vocabulary.terms.get(&path.fact).map(|term| &term.pack));
            if let Some(owner) = owner {
                named.insert((owner.clone(), path.fact.to_string()));
            }
        }
        Visit::Group(one) | Visit::Code(one) => {
            named.insert((one.pack.clone(), one.to_string()));
        }
        Visit::Meets(_, all) | Visit::Reached(all) | Visit::Controls(all) => {
            named.extend(all.iter().map(|one| (one.pack.clone(), one.to_string())));
        }
        _ => {}
    });
    for (owner, name) in named {
        let free = owner == site.pack || owner.as_str() == COMMON;
        if !free && !pack.head.depends.contains(&owner) {
            let message = format!(
                "`{name}` is of the pack `{owner}`, on which `{}` does not say it depends",
                site.pack
            );
            faults.push(
                site.fault(Code::UnknownPack, message)
                    .help(format!("add `{owner}` to `depends` in `pack.toml`")),
            );
        }
    }
}

/// The results that each term reads, itself and through other terms.
fn needs(law: &Law) -> BTreeMap<FactName, BTreeSet<Result>> {
    let mut out: BTreeMap<FactName, BTreeSet<Result>> = BTreeMap::new();
    loop {
        let before: usize = out.values().map(BTreeSet::len).sum();
        for (name, line) in law.packs.values().flat_map(|pack| &pack.terms) {
            let mut found = BTreeSet::new();
            for version in line_bodies(line) {
                let mut see = |seen: Visit<'_>| read(seen, &out, &mut found);
                match version {
                    Formula::Truth(cond) => walk::cond(cond, &mut see),
                    Formula::Sum(sum) => walk::sum(sum, &mut see),
                    Formula::Same(path) => see(Visit::Path(path)),
                }
            }
            out.entry(name.clone()).or_default().extend(found);
        }
        if out.values().map(BTreeSet::len).sum::<usize>() == before {
            return out;
        }
    }
}

fn line_bodies(
    line: &Timeline<super::super::model::Version<super::super::model::Term>>,
) -> impl Iterator<Item = &Formula> {
    line.versions().map(|(_, version)| &version.body.is)
}

fn read(
    seen: Visit<'_>,
    terms: &BTreeMap<FactName, BTreeSet<Result>>,
    found: &mut BTreeSet<Result>,
) {
    let related =
        |item: &Subject| matches!(item, Subject::Component | Subject::Target | Subject::Input);
    match seen {
        Visit::Path(path) if matches!(path.fact.as_str(), "destination" | "leg") => {
            found.insert(Result::Destination);
        }
        Visit::Path(path) if !related(&path.subject) => {
            found.extend(terms.get(&path.fact).into_iter().flatten());
        }
        Visit::Reason(item) if !related(item) => {
            found.insert(Result::Reason);
        }
        Visit::Unlisted(item) if !related(item) => {
            found.insert(Result::Unlisted);
        }
        Visit::Reached(_) => {
            found.insert(Result::Reached);
        }
        Visit::Controls(_) => {
            found.insert(Result::Controls);
        }
        Visit::Eligible => {
            found.insert(Result::Eligible);
        }
        Visit::Covers => {
            found.insert(Result::Covers);
        }
        _ => {}
    }
}

/// Whether the result is there when a provision of this kind is read.
fn ready(role: Role, result: Result) -> bool {
    let stratum = match role {
        Role::Term => return true,
        Role::Paragraph | Role::Exclusion => 2,
        Role::Reason => 3,
        Role::Leg => 4,
        Role::Scope | Role::ScopeExclusion => 5,
        Role::Control => 6,
        Role::Bar => 7,
        Role::Eligible => 8,
        Role::Exception => 9,
        Role::Policy | Role::Obligation => 10,
    };
    match result {
        Result::Destination => stratum == 3 || stratum > 4,
        Result::Reason | Result::Unlisted => stratum >= 4,
        Result::Reached => role == Role::Scope || stratum >= 6,
        Result::Controls => stratum >= 7,
        Result::Covers => stratum >= 8,
        Result::Eligible => stratum >= 9,
    }
}

impl Result {
    fn words(self) -> &'static str {
        match self {
            Self::Destination => "the leg",
            Self::Reason => "the reasons for control of the item",
            Self::Unlisted => "whether the item is in no entry",
            Self::Reached => "what scope reaches",
            Self::Controls => "the controls",
            Self::Eligible => "the eligible row",
            Self::Covers => "what a licence covers",
        }
    }

    fn when(self) -> &'static str {
        match self {
            Self::Destination => {
                "it is known in reason rows, scope, controls and what follows them"
            }
            Self::Reason | Self::Unlisted => {
                "it is known in legs, scope, controls and what follows them"
            }
            Self::Reached => "it is known in scope provisions, controls and what follows them",
            Self::Controls => "it is known in bars, exceptions, policies and obligations",
            Self::Eligible | Self::Covers => "it is known in exceptions, policies and obligations",
        }
    }
}
