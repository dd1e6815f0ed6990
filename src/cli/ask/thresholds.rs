//! The numbers that conditions compare facts with: an answer on either side of one may change the decision.

use crate::base::{Exact, FactName, Timeline};
use crate::condition::{Cond, Sum};
use crate::law::model::{Entry, Formula, Law, Pack, Version};
use std::collections::{BTreeMap, BTreeSet};

/// The thresholds of each fact, in base units.
pub(super) type Thresholds = BTreeMap<FactName, BTreeSet<Exact>>;

/// All thresholds of all versions of all packs.
pub(super) fn of(law: &Law) -> Thresholds {
    let mut found = Thresholds::new();
    for pack in law.packs.values() {
        of_pack(pack, &mut found);
    }
    found
}

fn of_pack(pack: &Pack, found: &mut Thresholds) {
    for version in pack.terms.values().flat_map(Timeline::versions) {
        match &version.1.body.is {
            Formula::Truth(condition) => of_cond(condition, found),
            Formula::Sum(_) | Formula::Same(_) => {}
        }
    }
    whens(&pack.legs, |leg| leg.when.as_ref(), found);
    whens(&pack.scopes, |scope| scope.when.as_ref(), found);
    whens(&pack.exclusions, |exclusion| exclusion.when.as_ref(), found);
    whens(&pack.controls, |control| control.when.as_ref(), found);
    whens(&pack.exceptions, |exception| exception.when.as_ref(), found);
    whens(&pack.bars, |bar| bar.when.as_ref(), found);
    pack.entries.values().for_each(|entry| of_entry(entry, found));
}

fn of_entry(entry: &Entry, found: &mut Thresholds) {
    for (_, head) in entry.head.versions() {
        head.body.when.as_ref().into_iter().for_each(|condition| of_cond(condition, found));
    }
    whens(&entry.paragraphs, |paragraph| paragraph.when.as_ref(), found);
    whens(&entry.exclusions, |exclusion| exclusion.when.as_ref(), found);
    whens(&entry.reasons, |row| row.when.as_ref(), found);
    whens(&entry.eligible, |row| row.when.as_ref(), found);
    whens(&entry.bars, |bar| bar.bar.when.as_ref(), found);
}

fn whens<I, T>(
    lines: &BTreeMap<I, Timeline<Version<T>>>,
    when: impl Fn(&T) -> Option<&Cond>,
    found: &mut Thresholds,
) {
    for (_, version) in lines.values().flat_map(Timeline::versions) {
        if let Some(condition) = when(&version.body) {
            of_cond(condition, found);
        }
    }
}

fn of_cond(condition: &Cond, found: &mut Thresholds) {
    match condition {
        Cond::And(all) | Cond::Or(all) => all.iter().for_each(|one| of_cond(one, found)),
        Cond::Not(inner) | Cond::Quantified { body: inner, .. } => of_cond(inner, found),
        Cond::Compare { left, right, .. } => {
            let (mut facts, mut numbers) = (Vec::new(), Vec::new());
            for side in [left, right] {
                of_sum(side, &mut facts, &mut numbers, found);
            }
            for fact in facts {
                found.entry(fact).or_default().extend(numbers.iter().cloned());
            }
        }
        _ => {}
    }
}

fn of_sum(sum: &Sum, facts: &mut Vec<FactName>, numbers: &mut Vec<Exact>, found: &mut Thresholds) {
    match sum {
        Sum::Number { value, .. } => numbers.push(value.clone()),
        Sum::Path(path) => facts.push(path.fact.clone()),
        Sum::Add(left, right)
        | Sum::Sub(left, right)
        | Sum::Mul(left, right)
        | Sum::Div(left, right) => {
            of_sum(left, facts, numbers, found);
            of_sum(right, facts, numbers, found);
        }
        Sum::Total { path, filter } => {
            facts.push(path.fact.clone());
            if let Some(filter) = filter {
                of_cond(filter, found);
            }
        }
        Sum::Count { filter, .. } => filter.iter().for_each(|filter| of_cond(filter, found)),
        Sum::Date(_) | Sum::Limit => {}
    }
}
