//! Strata 3 and 5: which controls require something of an item on a leg, and through which row.

use super::classify::At;
use super::gap::Gap;
use super::program::{ControlC, RowC};
use super::world::{Env, NOBODY, World};
use crate::base::{Symbol, Truth};
use crate::decision::Stratum;
use crate::law::model::Effect;

/// A control, and the row of an entry that makes it bite.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a> {
    /// `None` is the finding that the item is not classified.
    pub(super) control: Option<&'a ControlC>,
    /// The entry and its row.
    pub(super) row: Option<(usize, &'a RowC)>,
    pub(super) effect: Effect,
    pub(super) required: Truth,
    pub(super) gaps: Vec<Gap<'a>>,
}

impl<'a> World<'a> {
    /// What requires something of the item on the leg, but not surely nothing.
    pub(super) fn controls(&mut self, env: &Env<'a>) -> Vec<Instance<'a>> {
        let program = self.program;
        let Some(pack) = program.packs.get(env.pack) else { return Vec::new() };
        let mut out = Vec::new();
        let stated = self.statement(env.item, pack).is_some();
        let mut unclassified: Option<Vec<Gap<'a>>> = None;
        let mut met = false;
        for &entry in &*self.candidates(env.item, env.pack) {
            let Some(at) = self.entry(env.pack, entry) else { continue };
            let catch_all = pack.entries.get(entry).is_some_and(|e| e.catch_all);
            if pack.partial && !stated && !catch_all && !met {
                met = self.quietly(|world| world.in_entry(env, env.item, at, at.id)) == Truth::Yes;
            }
            for row in &at.body.reasons {
                self.row(env, at, row, stated, &mut out, &mut unclassified);
            }
        }
        for control in pack.controls.iter().filter(|c| c.reason.is_none()) {
            let mark = self.gaps.len();
            let required = self.step(Stratum::Control, env, &control.prov);
            let gaps = self.take_gaps(mark);
            if required != Truth::No {
                out.push(Instance {
                    control: Some(control),
                    row: None,
                    effect: control.effect,
                    required,
                    gaps,
                });
            }
        }
        let service = self.stated(env.item, program.known.kind).is_some_and(is_service);
        if pack.partial && !stated && !met && !pack.entries.is_empty() && !service {
            unclassified
                .get_or_insert_default()
                .push(Gap::Classification { item: env.item, pack: env.pack });
        }
        if let Some(gaps) = unclassified {
            out.push(Instance {
                control: None,
                row: None,
                effect: Effect::Review,
                required: Truth::Unknown,
                gaps,
            });
        }
        out.sort_by(|a, b| a.key().cmp(&b.key()));
        out
    }

    fn row(
        &mut self,
        env: &Env<'a>,
        at: At<'a>,
        row: &'a RowC,
        stated: bool,
        out: &mut Vec<Instance<'a>>,
        unclassified: &mut Option<Vec<Gap<'a>>>,
    ) {
        let program = self.program;
        let Some(pack) = program.packs.get(env.pack) else { return };
        let mark = self.gaps.len();
        let step = self.begin(Stratum::Reason, env, &row.prov.id);
        let mut required = self.holds(env, env.item, at, row);
        if let (Some(group), true) = (&row.to, required != Truth::No) {
            required = required.and(self.goes_to(env, group));
        }
        let required = self.end(step, required);
        if required == Truth::No {
            self.gaps.truncate(mark);
            return;
        }
        let of_row = self.take_gaps(mark);
        for control in pack.controls.iter().filter(|c| c.reason.as_ref() == Some(&row.reason)) {
            let own = self.step(Stratum::Control, env, &control.prov);
            let mut gaps = self.take_gaps(mark);
            let required = required.and(own);
            if required == Truth::No {
                continue;
            }
            gaps.extend_from_slice(&of_row);
            if required == Truth::Unknown && !stated && self.only_unclassified(env, at) {
                unclassified.get_or_insert_default().extend(gaps);
                continue;
            }
            let effect = if row.review { Effect::Review } else { control.effect };
            out.push(Instance {
                control: Some(control),
                row: Some((at.entry, row)),
                effect,
                required,
                gaps,
            });
        }
    }

    /// Whether the entry's gate is open only because nobody said what kind of thing the item is.
    fn only_unclassified(&mut self, env: &Env<'a>, at: At<'a>) -> bool {
        let mark = self.gaps.len();
        let gate = Env { leg: NOBODY, ..*env };
        let truth = self.quietly_kept(|world| world.gate(&gate, at));
        let gaps = self.take_gaps(mark);
        truth == Truth::Unknown && gaps.iter().all(|gap| self.is_symbol_of(env.item, gap))
    }

    fn is_symbol_of(&self, item: usize, gap: &Gap<'a>) -> bool {
        use crate::condition::{FactType, Scalar};
        match gap {
            Gap::Fact { subject, fact } if *subject == item => {
                self.program.fact(*fact).is_some_and(|f| {
                    matches!(
                        f.of,
                        Some(FactType::One(Scalar::Symbol) | FactType::Set(Scalar::Symbol))
                    )
                })
            }
            _ => false,
        }
    }

    /// Whether the row's part of the entry and its own condition hold for an item, wherever it goes.
    fn holds(&mut self, env: &Env<'a>, item: usize, at: At<'a>, row: &'a RowC) -> Truth {
        let mark = self.gaps.len();
        let mut out = self.in_part(env, item, at, &row.part);
        if out != Truth::No {
            let env = env.for_item(item);
            out = out.and(self.provision(&env, &row.prov));
        }
        self.settle(mark, out)
    }

    /// Whether the item has one of these reasons for control in the pack at hand.
    pub(super) fn has_reason(
        &mut self,
        env: &Env<'a>,
        item: usize,
        reasons: &'a [Symbol],
    ) -> Truth {
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for &entry in &*self.candidates(item, env.pack) {
            let Some(at) = self.entry(env.pack, entry) else { continue };
            for row in at.body.reasons.iter().filter(|r| reasons.contains(&r.reason)) {
                if out != Truth::Yes {
                    out = out.or(self.holds(env, item, at, row));
                }
            }
        }
        self.settle(mark, out)
    }

    /// Puts the controls of a leg at hand, for conditions that ask which controls there are.
    pub(super) fn require<'i>(&mut self, instances: impl Iterator<Item = &'i Instance<'a>>)
    where
        'a: 'i,
    {
        self.required.clear();
        self.required_gaps.clear();
        for instance in instances.filter(|i| i.effect != Effect::Review) {
            let Some(control) = instance.control else { continue };
            let from = self.required_gaps.len();
            self.required_gaps.extend_from_slice(&instance.gaps);
            self.required.push((control, instance.required, from..self.required_gaps.len()));
        }
    }

    /// Whether a control of the pack at hand needs a licence for a related item.
    pub(super) fn needs_licence(&mut self, env: &Env<'a>, item: usize) -> Truth {
        let env = env.for_item(item);
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for instance in self.controls(&env) {
            if instance.effect == Effect::Review {
                continue;
            }
            if instance.required == Truth::Unknown {
                self.gaps.extend_from_slice(&instance.gaps);
            }
            out = out.or(instance.required);
        }
        self.settle(mark, out)
    }

    /// Without trace and without a word on what is missing.
    pub(super) fn quietly(&mut self, f: impl FnOnce(&mut Self) -> Truth) -> Truth {
        let mark = self.gaps.len();
        let truth = self.quietly_kept(f);
        self.gaps.truncate(mark);
        truth
    }

    fn quietly_kept(&mut self, f: impl FnOnce(&mut Self) -> Truth) -> Truth {
        let tracing = std::mem::replace(&mut self.tracing, false);
        let truth = f(self);
        self.tracing = tracing;
        truth
    }
}

/// Services are not on control lists.
fn is_service(kind: &crate::transfer::Value) -> bool {
    matches!(kind, crate::transfer::Value::Symbol(symbol) if symbol.as_str() == "service")
}

impl<'a> Instance<'a> {
    /// By which instances are sorted: the control, then the row. What is not classified comes last.
    pub(super) fn key(&self) -> (bool, &'a str, &'a str) {
        (
            self.control.is_none(),
            self.control.map_or("", |c| c.id.as_str()),
            self.row.map_or("", |(_, row)| &row.prov.id),
        )
    }
}
