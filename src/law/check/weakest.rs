//! The weakest basis: of a provision and of every group and term it names, through other groups and terms, over the
//! versions in force while that version is. A column rests on the rows that fill it.

use super::super::model::{Entry, Formula, Law, Pack, PlaceRow, Term, Version};
use super::super::walk::{self, Visit};
use crate::base::{Basis, CodeRef, Day, FactName, Start, Timeline};
use crate::condition::Cond;
use std::collections::{BTreeMap, BTreeSet};

/// Fills `weakest` of every version.
pub(super) fn fill(law: &mut Law) {
    let view = law.clone();
    for pack in law.packs.values_mut() {
        self::pack(&view, pack);
    }
}

fn pack(law: &Law, pack: &mut Pack) {
    lines(law, &mut pack.terms, term);
    lines(law, &mut pack.groups, |group, see| {
        for other in group.any.iter().chain(&group.none) {
            see(Visit::Group(other));
        }
    });
    lines(law, &mut pack.legs, |leg, see| {
        see(Visit::Path(&leg.destination));
        when(leg.when.as_ref(), see);
    });
    lines(law, &mut pack.scopes, |scope, see| when(scope.when.as_ref(), see));
    lines(law, &mut pack.exclusions, |exclusion, see| when(exclusion.when.as_ref(), see));
    lines(law, &mut pack.controls, |control, see| when(control.when.as_ref(), see));
    lines(law, &mut pack.exceptions, |exception, see| when(exception.when.as_ref(), see));
    lines(law, &mut pack.bars, |bar, see| when(bar.when.as_ref(), see));
    lines(law, &mut pack.policies, |policy, see| when(policy.when.as_ref(), see));
    lines(law, &mut pack.obligations, |obligation, see| when(obligation.when.as_ref(), see));
    for entry in pack.entries.values_mut() {
        entry.change(|entry| self::entry(law, entry));
    }
}

fn entry(law: &Law, entry: &mut Entry) {
    line(law, &mut entry.head, &|head, see| when(head.when.as_ref(), see));
    lines(law, &mut entry.paragraphs, |paragraph, see| when(paragraph.when.as_ref(), see));
    lines(law, &mut entry.exclusions, |exclusion, see| when(exclusion.when.as_ref(), see));
    lines(law, &mut entry.reasons, |row, see| {
        when(row.when.as_ref(), see);
        if let Some(to) = &row.to {
            see(Visit::Group(to));
        }
    });
    lines(law, &mut entry.eligible, |row, see| when(row.when.as_ref(), see));
    lines(law, &mut entry.bars, |bar, see| when(bar.bar.when.as_ref(), see));
}

fn when(cond: Option<&Cond>, see: &mut dyn FnMut(Visit<'_>)) {
    if let Some(cond) = cond {
        walk::cond(cond, see);
    }
}

fn term(term: &Term, see: &mut dyn FnMut(Visit<'_>)) {
    match &term.is {
        Formula::Truth(cond) => walk::cond(cond, see),
        Formula::Sum(sum) => walk::sum(sum, see),
        Formula::Same(path) => see(Visit::Path(path)),
    }
}

fn lines<I, T>(
    law: &Law,
    lines: &mut BTreeMap<I, Timeline<Version<T>>>,
    names: impl Fn(&T, &mut dyn FnMut(Visit<'_>)),
) {
    for one in lines.values_mut() {
        line(law, one, &names);
    }
}

fn line<T>(
    law: &Law,
    line: &mut Timeline<Version<T>>,
    names: &impl Fn(&T, &mut dyn FnMut(Visit<'_>)),
) {
    let mut periods = periods(line).collect::<Vec<_>>().into_iter();
    line.change(|_, version| {
        let Some(period) = periods.next() else { return };
        let mut search = Search { law, period, seen: BTreeSet::new(), weakest: version.basis };
        names(&version.body, &mut |seen| search.name(seen));
        version.weakest = search.weakest;
    });
}

/// The days from the first, up to but without the last.
#[derive(Clone, Copy)]
struct Period(Day, Day);

/// When each version is in force, or may be.
fn periods<T>(line: &Timeline<Version<T>>) -> impl Iterator<Item = Period> {
    let ends = line.versions().skip(1).map(|(start, _)| start.day()).chain([Day::MAX]);
    let begins = line.versions().enumerate().map(|(n, (start, _))| match start {
        Start::Seen(_) if n == 0 => Day::MIN,
        other => other.day(),
    });
    begins.zip(ends).map(|(begin, end)| Period(begin, end)).collect::<Vec<_>>().into_iter()
}

/// The versions that are in force on some day of `period`.
fn during<T>(line: &Timeline<Version<T>>, period: Period) -> impl Iterator<Item = &Version<T>> {
    line.versions()
        .map(|(_, version)| version)
        .zip(periods(line))
        .filter(move |(_, other)| other.0 < period.1 && period.0 < other.1)
        .map(|(version, _)| version)
}

struct Search<'l> {
    law: &'l Law,
    period: Period,
    seen: BTreeSet<String>,
    weakest: Basis,
}

impl Search<'_> {
    fn name(&mut self, named: Visit<'_>) {
        match named {
            Visit::Group(group) => self.group(group),
            Visit::Meets(_, codes) => {
                for code in codes {
                    self.group(code);
                }
            }
            Visit::Path(path) => self.term(&path.fact),
            _ => {}
        }
    }

    fn group(&mut self, name: &CodeRef) {
        let Some(pack) = self.law.packs.get(&name.pack) else { return };
        let Some(line) = pack.groups.get(&name.code) else { return };
        if !self.seen.insert(name.to_string()) {
            return;
        }
        for version in during(line, self.period) {
            self.weakest = self.weakest.min(version.basis);
            for other in version.body.any.iter().chain(&version.body.none) {
                self.group(other);
            }
            if version.body.column {
                self.rows(pack, &name.code);
            }
        }
    }

    fn rows(&mut self, pack: &Pack, column: &crate::base::Code) {
        for line in pack.places.values() {
            for version in during(line, self.period) {
                if matches!(&version.body, PlaceRow::In(columns) if columns.contains(column)) {
                    self.weakest = self.weakest.min(version.basis);
                }
            }
        }
    }

    fn term(&mut self, name: &FactName) {
        let Some(decl) = self.law.vocabulary.terms.get(name) else { return };
        let Some(line) = self.law.packs.get(&decl.pack).and_then(|pack| pack.terms.get(name))
        else {
            return;
        };
        if !self.seen.insert(name.to_string()) {
            return;
        }
        for version in during(line, self.period) {
            self.weakest = self.weakest.min(version.basis);
            term(&version.body, &mut |named| self.name(named));
        }
    }
}
