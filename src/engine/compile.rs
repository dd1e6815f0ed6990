//! From the model of the law to the program of one day. Entries are only listed and indexed here; their content is compiled when first looked at.

use super::index::Index;
use super::node::{FactIx, Names, day_number};
use super::program::{
    BarC, ControlC, Destinations, EligibleC, EntryBarC, EntryC, EntrySlot, ExceptionC, ExclusionC,
    FactC, FormulaC, GroupC, KnownFacts, LegC, OutlookC, PackC, ParagraphC, Part, Program, Prov,
    RowC, ScopeC, TermC, WhenC,
};
use crate::base::{
    Basis, Code, CodeRef, Day, FactName, InForce, Interval, ProvisionId, State, Symbol, Timeline,
};
use crate::condition::{Cond, Sum, When};
use crate::law::model::{Bar, Effect, Entry, Formula, Law, Pack, Version};
use crate::transfer::{Stated, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The law as it stands on `day`.
#[must_use]
pub fn compile(law: &Arc<Law>, day: Day) -> Program {
    let vocabulary = &law.vocabulary;
    let mut sorted: Vec<FactName> =
        vocabulary.facts.keys().chain(vocabulary.terms.keys()).cloned().collect();
    sorted.sort();
    sorted.dedup();
    let names = Names { sorted: &sorted, vocabulary, day };
    let known = KnownFacts {
        destination: names.fact(&"destination".into()),
        leg: names.fact(&"leg".into()),
        date: names.fact(&"date".into()),
        kind: names.fact(&"item.kind".into()),
        article: names.fact(&"item.article".into()),
        value: names.fact(&"item.value".into()),
        role: names.fact(&"party.role".into()),
    };
    let packs: Box<[PackC]> = law.packs.values().map(|pack| self::pack(pack, names, day)).collect();
    let facts = sorted.iter().map(|_| OnceLock::new()).collect();
    let place_names: Box<[_]> = vocabulary.places.keys().cloned().collect();
    Program {
        places: place_names.iter().enumerate().map(|(at, place)| (place.clone(), at)).collect(),
        place_names,
        by_name: sorted.iter().cloned().zip((0..).map(FactIx)).collect(),
        attestations: attestations(law, names, day),
        today: Value::Date(day),
        today_number: Interval::exactly(day_number(day)),
        facts,
        known,
        packs,
        day,
        law: Arc::clone(law),
        names: sorted.into_boxed_slice(),
    }
}

/// The version in force, and whether its first day is unknown and may lie later.
fn at<T>(timeline: &Timeline<Version<T>>, day: Day) -> Option<(&Version<T>, bool)> {
    let (version, unseen) = match timeline.at(day) {
        InForce::Absent => return None,
        InForce::Unknown(version) => (version, true),
        InForce::Version(version) => (version, false),
    };
    (version.state != State::Repealed).then_some((version, unseen))
}

/// What a provision does when it is not quite law: a restriction binds on anything but memory, a relief only on the text.
#[derive(Clone, Copy)]
enum Kind {
    Restricts,
    Relieves,
    /// Controls and reason rows: their effect is capped instead.
    Required,
}

fn prov<T>(id: &str, version: &Version<T>, unseen: bool, kind: Kind, when: &When) -> Prov {
    let applied = version.state == State::InForce;
    let capped = match kind {
        Kind::Restricts => !applied || version.weakest == Basis::Recalled,
        Kind::Relieves => !applied || version.weakest != Basis::Text,
        Kind::Required => false,
    };
    Prov { id: id.into(), unseen, capped, when: WhenC::from(when), cited: OnceLock::new() }
}

/// Whether it may only ask for judgement.
fn review_only<T>(version: &Version<T>) -> bool {
    version.state != State::InForce || version.weakest == Basis::Recalled
}

/// What the engine must know of a fact, or of the term of its name.
pub(super) fn fact(program: &Program, name: &FactName) -> FactC {
    let law = &program.law;
    let names = program.resolver();
    let declared = law.vocabulary.facts.get(name);
    let term = law.packs.values().enumerate().find_map(|(pack, p)| {
        let (version, unseen) = at(p.terms.get(name)?, program.day)?;
        let formula = match &version.body.is {
            Formula::Truth(cond) => FormulaC::Truth(names.node(cond)),
            Formula::Sum(sum) => FormulaC::Sum(names.num(sum)),
            Formula::Same(path) => FormulaC::Same(names.slot(path)),
        };
        Some(TermC { pack, id: name.as_str().into(), unseen, formula })
    });
    FactC {
        of: law.vocabulary.type_of(name),
        lasts: declared.and_then(|d| d.lasts),
        term,
        title: OnceLock::new(),
    }
}

fn attestations(
    law: &Law,
    names: Names<'_>,
    day: Day,
) -> FxHashMap<CodeRef, Box<[(FactIx, Stated)]>> {
    let mut out = FxHashMap::default();
    for pack in law.packs.values() {
        for (id, timeline) in &pack.attestations {
            let Some((version, false)) = at(timeline, day) else { continue };
            let answers = version.body.answers.iter().map(|(fact, truth)| {
                (names.fact(fact), Stated { value: Value::Truth(*truth), evidence: None })
            });
            let reference = CodeRef { pack: pack.head.id.clone(), code: Code::from(id.as_str()) };
            out.insert(reference, answers.collect());
        }
    }
    out
}

fn pack(pack: &Pack, names: Names<'_>, day: Day) -> PackC {
    let head = &pack.head;
    let exceptions_in_force: Vec<_> = in_force(&pack.exceptions, day).collect();
    let controls_in_force: Vec<_> = in_force(&pack.controls, day).collect();
    let mut lifted_by = naming(
        &controls_in_force.iter().map(|(id, ..)| *id).collect::<Vec<_>>(),
        exceptions_in_force.iter().map(|(_, v, _)| v.body.lifts.as_slice()),
    );
    let bars: Box<[BarC]> = in_force(&pack.bars, day)
        .map(|(id, v, unseen)| bar(id.as_str(), v, unseen, &v.body))
        .collect();
    let exclusions: Vec<(Arc<Prov>, &[ProvisionId])> = in_force(&pack.exclusions, day)
        .map(|(id, v, unseen)| {
            let body = &v.body;
            (Arc::new(prov(id.as_str(), v, unseen, Kind::Relieves, &body.when)), body.on.as_slice())
        })
        .collect();
    let outlook = |id: &ProvisionId, unseen, when, on: &[ProvisionId]| OutlookC {
        prov: Prov {
            id: id.as_str().into(),
            unseen,
            capped: false,
            when: WhenC::from(when),
            cited: OnceLock::new(),
        },
        id: id.clone(),
        on: on.into(),
    };
    let (entries, index) = entries(pack, names, day);
    PackC {
        id: head.id.clone(),
        covered: head.covers_from <= day && head.covers_until.is_none_or(|until| day <= until),
        decides: !pack.controls.is_empty(),
        partial: head.partial,
        residual: head.residual.clone(),
        groups: pack.groups.keys().map(|id| (id.clone(), OnceLock::new())).collect(),
        legs: in_force(&pack.legs, day)
            .map(|(id, v, unseen)| LegC {
                prov: prov(id.as_str(), v, unseen, Kind::Restricts, &v.body.when),
                name: Value::Symbol(Symbol::from(id.as_str())),
                each: v.body.each.as_ref().map(|subject| names.noun(subject)),
                destination: names.slot(&v.body.destination),
            })
            .collect(),
        scopes: in_force(&pack.scopes, day)
            .map(|(id, v, unseen)| ScopeC {
                prov: prov(id.as_str(), v, unseen, Kind::Restricts, &v.body.when),
                id: id.clone(),
                exclusions: exclusions
                    .iter()
                    .filter(|(_, on)| on.is_empty() || on.iter().any(|o| o.covers(id)))
                    .map(|(prov, _)| Arc::clone(prov))
                    .collect(),
            })
            .collect(),
        has_scopes: !pack.scopes.is_empty(),
        has_entries: !pack.entries.is_empty(),
        controls: controls_in_force
            .into_iter()
            .zip(&mut lifted_by)
            .map(|((id, v, unseen), lifted_by)| ControlC {
                prov: prov(id.as_str(), v, unseen, Kind::Required, &v.body.when),
                id: id.clone(),
                written: v.body.effect,
                effect: if review_only(v) { Effect::Review } else { v.body.effect },
                reason: v.body.reason.clone(),
                exceptions: std::mem::take(lifted_by).into_boxed_slice(),
            })
            .collect(),
        exceptions: exceptions_in_force
            .iter()
            .map(|(id, v, unseen)| ExceptionC {
                prov: prov(id.as_str(), v, *unseen, Kind::Relieves, &v.body.when),
                id: (*id).clone(),
                claim: v.body.claim,
                lifts_prohibition: v.body.lifts_prohibition,
                by_row: v.body.when.as_ref().is_some_and(speaks_of_rows),
                bars: positions(&bars, |b| names_it(b, id)),
                obligations: v.body.obligations.clone().into_boxed_slice(),
            })
            .collect(),
        policies: in_force(&pack.policies, day)
            .map(|(id, v, unseen)| outlook(id, unseen, &v.body.when, &v.body.on))
            .collect(),
        obligations: in_force(&pack.obligations, day)
            .map(|(id, v, unseen)| outlook(id, unseen, &v.body.when, &v.body.on))
            .collect(),
        bars,
        entries,
        index,
        used: OnceLock::new(),
    }
}

/// The entries of that day, and which to look at for which item.
fn entries(pack: &Pack, names: Names<'_>, day: Day) -> (Box<[EntrySlot]>, Index) {
    let ids: Vec<&Code> = pack.entries.keys().collect();
    let mut slots = Vec::with_capacity(ids.len());
    let index = Index::new(
        &pack.gates,
        day,
        |keyed| names.fact(&keyed.fact),
        |gate| {
            if let Some(id) = ids.get(gate.entry) {
                let id = (*id).clone();
                slots.push(EntrySlot { id, catch_all: gate.catch_all, cell: OnceLock::new() });
            }
        },
    );
    (slots.into_boxed_slice(), index)
}

fn in_force<T>(
    provisions: &BTreeMap<ProvisionId, Timeline<Version<T>>>,
    day: Day,
) -> impl Iterator<Item = (&ProvisionId, &Version<T>, bool)> {
    provisions
        .iter()
        .filter_map(move |(id, timeline)| at(timeline, day).map(|(v, unseen)| (id, v, unseen)))
}

/// For each of `ids`, which are sorted, the positions of those that name it or what it continues.
fn naming<'p>(
    ids: &[&ProvisionId],
    named: impl Iterator<Item = &'p [ProvisionId]>,
) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); ids.len()];
    for (position, names) in named.enumerate() {
        for name in names {
            let from = ids.partition_point(|id| *id < name);
            let tail = ids.iter().zip(&mut out).skip(from);
            for (_, found) in tail
                .take_while(|(id, _)| id.as_str().starts_with(name.as_str()))
                .filter(|(id, _)| name.covers(id))
            {
                if found.last() != Some(&position) {
                    found.push(position);
                }
            }
        }
    }
    out
}

fn positions<T>(all: &[T], keep: impl Fn(&T) -> bool) -> Box<[usize]> {
    all.iter().enumerate().filter(|(_, x)| keep(x)).map(|(at, _)| at).collect()
}

fn bar<T>(id: &str, version: &Version<T>, unseen: bool, body: &Bar) -> BarC {
    BarC {
        prov: prov(id, version, unseen, Kind::Restricts, &body.when),
        bars: body.bars.clone().into_boxed_slice(),
        except: body.except.clone().into_boxed_slice(),
    }
}

/// Whether the bar names this exception and does not leave it.
pub(super) fn names_it(bar: &BarC, exception: &ProvisionId) -> bool {
    (bar.bars.is_empty() || bar.bars.iter().any(|b| b.covers(exception)))
        && !bar.except.iter().any(|b| b.covers(exception))
}

/// Whether a condition reads what an eligible row says.
fn speaks_of_rows(cond: &Cond) -> bool {
    fn in_sum(sum: &Sum) -> bool {
        match sum {
            Sum::Limit => true,
            Sum::Add(a, b) | Sum::Sub(a, b) | Sum::Mul(a, b) | Sum::Div(a, b) => {
                in_sum(a) || in_sum(b)
            }
            Sum::Number { .. }
            | Sum::Date(_)
            | Sum::Path(_)
            | Sum::Total { .. }
            | Sum::Count { .. } => false,
        }
    }
    match cond {
        Cond::And(all) | Cond::Or(all) => all.iter().any(speaks_of_rows),
        Cond::Not(inner) | Cond::Quantified { body: inner, .. } => speaks_of_rows(inner),
        Cond::Compare { left, right, .. } => in_sum(left) || in_sum(right),
        Cond::Eligible => true,
        _ => false,
    }
}

/// A group, where it is in force.
pub(super) fn group(program: &Program, pack: &PackC, id: &Code) -> Option<GroupC> {
    let (version, unseen) = at(program.law.packs.get(&pack.id)?.groups.get(id)?, program.day)?;
    Some(GroupC { unseen, body: version.body.clone(), table: OnceLock::new() })
}

/// The content of an entry, compiled when it is first looked at.
pub(super) fn entry<'p>(
    program: &'p Program,
    pack: &'p PackC,
    slot: &'p EntrySlot,
) -> Option<&'p EntryC> {
    if let Some(entry) = slot.cell.get() {
        return Some(entry);
    }
    let model = program.law.packs.get(&pack.id)?;
    let body = entry_body(program, model, &slot.id, model.entries.get(&slot.id)?)?;
    Some(slot.cell.get_or_init(|| Box::new(body)))
}

/// The positions of the paragraphs under which `code` stands, the highest first.
fn above<T>(codes: &[(&Code, T, bool)], code: &Code) -> Box<[usize]> {
    let mut out = Vec::new();
    let mut head = code.as_str();
    while let Some(end) = head.rfind(['.', '(']) {
        head = head.get(..end).unwrap_or_default();
        out.extend(codes.binary_search_by(|(other, ..)| other.as_str().cmp(head)));
    }
    out.reverse();
    out.into_boxed_slice()
}

/// The group of places of a row, found once.
fn destinations(program: &Program, to: &CodeRef) -> Destinations {
    Destinations {
        pack: program.pack(&to.pack).map_or(usize::MAX, |(at, _)| at),
        id: to.code.clone(),
        group: program.group_of(to).map(|(_, _, group)| Arc::clone(group)),
    }
}

fn entry_body(program: &Program, pack: &Pack, id: &Code, entry: &Entry) -> Option<EntryC> {
    let day = program.day;
    let (head, unseen) = at(&entry.head, day)?;
    let codes: Vec<(&Code, &Version<_>, bool)> = entry
        .paragraphs
        .iter()
        .filter_map(|(code, t)| at(t, day).map(|(v, unseen)| (code, v, unseen)))
        .collect();
    let above: Vec<Box<[usize]>> = codes.iter().map(|(code, ..)| above(&codes, code)).collect();
    let mut kids = vec![Vec::new(); codes.len()];
    for (kid, above) in above.iter().enumerate() {
        if let Some(kids) = above.last().and_then(|parent| kids.get_mut(*parent)) {
            kids.push(kid);
        }
    }
    let paragraphs: Box<[ParagraphC]> = codes
        .iter()
        .zip(above.into_iter().zip(kids))
        .map(|((code, version, unseen), (above, kids))| ParagraphC {
            code: (*code).clone(),
            prov: prov(code.as_str(), version, *unseen, Kind::Restricts, &version.body.when),
            kids: kids.into_boxed_slice(),
            above,
        })
        .collect();
    let part = |on: &[Code], except: &[Code]| Part { on: on.into(), except: except.into() };
    let mut reasons: Box<[RowC]> = in_force(&entry.reasons, day)
        .map(|(id, v, unseen)| RowC {
            prov: prov(id.as_str(), v, unseen, Kind::Required, &v.body.when),
            reason: v.body.reason.clone(),
            part: part(&v.body.on, &v.body.except),
            to: v.body.to.as_ref().map(|to| destinations(program, to)),
            review: review_only(v),
            implied: false,
        })
        .collect();
    if let (true, Some(reason)) = (entry.reasons.is_empty(), &pack.head.default_reason) {
        reasons = Box::new([RowC {
            prov: prov(id.as_str(), head, unseen, Kind::Required, &When::default()),
            reason: reason.clone(),
            part: Part::default(),
            to: None,
            review: review_only(head),
            implied: true,
        }]);
    }
    Some(EntryC {
        head: prov(id.as_str(), head, unseen, Kind::Restricts, &head.body.when),
        kind: head.body.kind.clone().into_boxed_slice(),
        article: head.body.article.clone().into_boxed_slice(),
        partial: head.body.partial,
        prove: head.body.prove,
        top: positions(&paragraphs, |p| p.above.is_empty()),
        exclusions: in_force(&entry.exclusions, day)
            .map(|(id, v, unseen)| ExclusionC {
                prov: prov(id.as_str(), v, unseen, Kind::Relieves, &v.body.when),
                on: v.body.on.clone().into_boxed_slice(),
            })
            .collect(),
        eligible: in_force(&entry.eligible, day)
            .map(|(id, v, unseen)| EligibleC {
                prov: prov(id.as_str(), v, unseen, Kind::Relieves, &v.body.when),
                exception: v.body.exception.clone(),
                part: part(&v.body.on, &v.body.except),
                limit: v.body.limit.clone(),
            })
            .collect(),
        bars: in_force(&entry.bars, day)
            .map(|(id, v, unseen)| EntryBarC {
                bar: bar(id.as_str(), v, unseen, &v.body.bar),
                part: part(&v.body.on, &[]),
            })
            .collect(),
        paragraphs,
        reasons,
    })
}
