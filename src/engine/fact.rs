//! The facts that leaves read, as reasons and the trace name them. Each is put into words once for a case.

use super::env::Env;
use super::node::{FactIx, Leaf, Member, Num, Slot, Test};
use super::steps::AtomRec;
use super::trace::show;
use super::world::{ACT, NOBODY, World};
use crate::base::{Code, PackId, Text};
use crate::decision::FactUsed;
use crate::transfer::{Evidence, Screening};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// Facts that were put into words; `None` is one that is shown through others.
#[derive(Debug, Default)]
pub(super) struct Used(RefCell<FxHashMap<Which, Option<Arc<FactUsed>>>>);

/// What was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Which {
    /// A fact of a subject, and the leg where a leg supplies it.
    Fact {
        subject: usize,
        fact: FactIx,
        leg: usize,
    },
    /// Where a leg goes.
    Destination {
        leg: usize,
    },
    Classification {
        item: usize,
        pack: usize,
    },
    Screening {
        party: usize,
    },
}

/// Facts that a reason or a leaf used, as they are found.
pub(super) type Found = Vec<Arc<FactUsed>>;

impl Used {
    fn add(&self, out: &mut Found, which: Which, say: impl FnOnce() -> Option<FactUsed>) {
        let mut used = self.0.borrow_mut();
        if used.is_empty() {
            used.reserve(16);
        }
        let said = used.entry(which).or_insert_with(|| say().map(Arc::new));
        if let Some(said) = said
            && !out.iter().any(|known| Arc::ptr_eq(known, said))
        {
            out.push(Arc::clone(said));
        }
    }
}

impl<'a> World<'a> {
    /// The facts that a leaf read.
    pub(super) fn facts_of(&self, atom: &AtomRec<'a>) -> Found {
        let mut out = Vec::new();
        self.of_atom(atom, &mut out);
        out.sort();
        out.dedup();
        out
    }

    /// Adds the facts that a leaf read.
    pub(super) fn of_atom(&self, atom: &AtomRec<'a>, out: &mut Found) {
        self.of_leaf(atom.leaf, &self.steps.env_of(atom), out);
    }

    fn of_leaf(&self, leaf: &Leaf, env: &Env<'a>, out: &mut Found) {
        match &leaf.test {
            Test::Elements { slot, set, .. } | Test::In { slot, set } => {
                self.of_slot(*slot, env, out);
                for member in set {
                    if let Member::Fact(slot) = member {
                        self.of_slot(*slot, env, out);
                    }
                }
            }
            Test::Compare { left, right, .. } => {
                self.of_num(left, env, out);
                self.of_num(right, env, out);
            }
            Test::Truth(slot) => self.of_slot(*slot, env, out),
            Test::Meets { item, codes } => {
                for code in codes {
                    self.of_classification(env.who(*item), &code.pack, out);
                }
            }
            Test::Listed { who, .. } => self.of_screening(env.who(*who), out),
            Test::Unlisted(item) | Test::NeedsLicence(item) | Test::Reason { item, .. } => {
                if let Some(pack) = self.program.packs.get(env.pack) {
                    self.of_classification(env.who(*item), &pack.id, out);
                }
            }
            Test::Reached(_) | Test::Controls { .. } | Test::Eligible | Test::Covers => {}
        }
    }

    fn of_num(&self, num: &Num, env: &Env<'a>, out: &mut Found) {
        match num {
            Num::Slot(slot) => self.of_slot(*slot, env, out),
            Num::Add(a, b) | Num::Sub(a, b) | Num::Mul(a, b) | Num::Div(a, b) => {
                self.of_num(a, env, out);
                self.of_num(b, env, out);
            }
            Num::Total { slot, .. } => {
                for subject in self.domain(env, slot.subject).members() {
                    self.of_slot(*slot, &env.bind(slot.subject, subject), out);
                }
            }
            Num::Literal(..) | Num::Limit | Num::Count { .. } => {}
        }
    }

    fn of_slot(&self, slot: Slot, env: &Env<'a>, out: &mut Found) {
        let (subject, fact) = (env.who(slot.subject), slot.fact);
        if subject == NOBODY {
            return;
        }
        let known = self.program.known;
        let bound = subject == ACT && (fact == known.destination || fact == known.leg);
        let leg = if bound { env.leg } else { NOBODY };
        self.used.add(out, Which::Fact { subject, fact, leg }, || self.say(subject, fact, leg));
    }

    /// A fact of a subject, stated or not.
    pub(super) fn of_fact(&self, subject: usize, fact: FactIx, out: &mut Found) {
        let leg = NOBODY;
        self.used.add(out, Which::Fact { subject, fact, leg }, || self.say(subject, fact, leg));
    }

    /// A fact in words; `None` for a term, which is shown through what its formula read.
    fn say(&self, subject: usize, fact: FactIx, leg: usize) -> Option<FactUsed> {
        let (program, known) = (self.program, self.program.known);
        let name = program.name(fact)?;
        let vocabulary = &program.law.vocabulary;
        let declared = vocabulary.facts.get(name);
        let term = vocabulary.terms.get(name);
        let stated = self.raw(subject, fact);
        let unit =
            declared.and_then(|d| d.unit.as_ref()).or_else(|| term.and_then(|t| t.unit.as_ref()));
        let value = if subject == ACT && fact == known.date {
            Some(show(&program.today, None))
        } else if subject == ACT && fact == known.leg {
            self.legs.get(leg).map(|run| run.leg.prov.id.to_string())
        } else if subject == ACT && fact == known.destination {
            self.legs.get(leg).and_then(|run| run.destination).map(|v| show(v, None))
        } else {
            self.stated(subject, fact).map(|v| show(v, unit))
        };
        if value.is_none() && term.is_some() && declared.is_none() {
            return None;
        }
        Some(FactUsed {
            fact: self.fact_name(subject, fact).into(),
            title: self.title(fact),
            value: value.map(Into::into),
            ground: stated.and_then(|s| s.evidence.as_ref()).map(ground),
        })
    }

    /// The title of a fact or term.
    fn title(&self, fact: FactIx) -> Arc<Text> {
        let program = self.program;
        let of_name = || {
            let name = program.name(fact)?;
            let vocabulary = &program.law.vocabulary;
            let declared = vocabulary.facts.get(name).map(|d| &d.title);
            declared.or_else(|| vocabulary.terms.get(name).map(|t| &t.title))
        };
        let title = || Arc::new(of_name().cloned().unwrap_or_default());
        program.fact(fact).map_or_else(title, |held| Arc::clone(held.title.get_or_init(title)))
    }

    /// Where a leg goes, for a row that speaks of places.
    pub(super) fn of_destination(&self, leg: usize, out: &mut Found) {
        let Some(run) = self.legs.get(leg) else { return };
        self.used.add(out, Which::Destination { leg }, || {
            Some(FactUsed {
                fact: "destination".into(),
                title: self.title(self.program.known.destination),
                value: run.destination.map(|v| show(v, None).into()),
                ground: None,
            })
        });
    }

    /// What was stated of an item's class under a pack.
    pub(super) fn of_classification(&self, item: usize, pack: &PackId, out: &mut Found) {
        let Some(record) = self.record(item) else { return };
        let (Some(codes), Some((at, _))) =
            (record.classification.get(pack), self.program.pack(pack))
        else {
            return;
        };
        self.used.add(out, Which::Classification { item, pack: at }, || {
            let value = codes.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
            Some(FactUsed {
                fact: format!("{}.classification.{pack}", record.name).into(),
                title: Text::new("classification as stated", Some("申告された該非判定")).into(),
                value: Some(value.into()),
                ground: None,
            })
        });
    }

    fn of_screening(&self, party: usize, out: &mut Found) {
        let Some(record) = self.record(party) else { return };
        self.used.add(out, Which::Screening { party }, || {
            Some(FactUsed {
                fact: format!("{}.listed", record.name).into(),
                title: Text::new("screening against the lists", Some("リストとの照合")).into(),
                value: screened(&record.listed).map(Into::into),
                ground: None,
            })
        });
    }
}

/// What screening said, in words.
fn screened(listed: &Screening) -> Option<String> {
    let Screening::Done { hits, pending } = listed else { return None };
    if hits.is_empty() && pending.is_empty() {
        return Some("no hit".to_owned());
    }
    let pending = pending.iter().map(|list| format!("{list} (to be cleared)"));
    Some(hits.keys().map(ToString::to_string).chain(pending).collect::<Vec<_>>().join(", "))
}

/// Who says so, on what, and when.
fn ground(evidence: &Evidence) -> Box<str> {
    let said = [evidence.by.as_deref(), evidence.evidence.as_deref()];
    let said = said.into_iter().flatten().map(ToOwned::to_owned);
    said.chain(evidence.on.map(|day| day.to_string())).collect::<Vec<_>>().join(", ").into()
}
