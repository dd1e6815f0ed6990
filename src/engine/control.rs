//! Strata 3 and 5: which controls require something of an item on a leg, and through which row.

use super::classify::At;
use super::decide::Settled;
use super::env::Env;
use super::gap::Gap;
use super::program::{ControlC, RowC};
use super::world::{NOBODY, World};
use crate::base::{Symbol, Truth};
use crate::decision::Stratum;
use crate::law::model::Effect;
use rustc_hash::FxHashMap;

/// A control, and the row of an entry that makes it bite.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a> {
    pub(super) pack: usize,
    /// `None` is the finding that the item is not classified.
    pub(super) control: Option<&'a ControlC>,
    /// The entry and its row.
    pub(super) row: Option<(usize, &'a RowC)>,
    /// As the pack says.
    pub(super) written: Effect,
    /// As far as basis and state let it act.
    pub(super) effect: Effect,
    pub(super) required: Truth,
    pub(super) gaps: Vec<Gap<'a>>,
    /// Its own condition asked for something that could be shown.
    pub(super) asks_showing: bool,
}

/// What the conditions of controls said on the leg at hand, and what was missing: many rows name the same control.
type Own<'a> = FxHashMap<*const ControlC, (Truth, Vec<Gap<'a>>)>;

impl<'a> World<'a> {
    /// What requires something of the item on the leg, but not surely nothing.
    pub(super) fn controls(&mut self, env: &Env<'a>) -> Vec<Instance<'a>> {
        let program = self.program;
        let Some(pack) = program.packs.get(env.pack) else { return Vec::new() };
        let mut out = Vec::new();
        let stated = self.statement(env.item, pack).is_some();
        let mut unclassified: Option<Vec<Gap<'a>>> = None;
        let mut own = Own::default();
        let mut met = false;
        let candidates = self.candidates(env.item, env.pack);
        let by_article = candidates.by_article();
        for &entry in &*candidates {
            let Some(at) = self.entry_of(env.pack, pack, entry) else { continue };
            let at = At { by_article, ..at };
            let catch_all = || pack.entries.get(entry).is_some_and(|e| e.catch_all);
            if pack.partial && !stated && !met && !catch_all() {
                met = self.quietly(|world| world.in_entry(env, env.item, at, at.id)) == Truth::Yes;
            }
            for row in &at.body.reasons {
                let open = self.row(env, at, row, stated, &mut own, &mut out);
                if !open.is_empty() {
                    unclassified.get_or_insert_default().extend(open);
                }
            }
        }
        for control in pack.controls.iter().filter(|c| c.reason.is_none()) {
            let (mark, asked) = (self.gaps.len(), self.asked.len());
            let required = self.step(Stratum::Control, env, &control.prov);
            let gaps = self.take_gaps(mark);
            let asks_showing = self.asked.len() > asked;
            self.asked.truncate(asked);
            if required != Truth::No {
                out.push(Instance {
                    pack: env.pack,
                    control: Some(control),
                    row: None,
                    written: control.written,
                    effect: control.effect,
                    required,
                    gaps,
                    asks_showing,
                });
            }
        }
        let service = self.stated(env.item, program.known.kind).is_some_and(is_service);
        if pack.partial && !stated && !met && pack.has_entries && !service {
            unclassified
                .get_or_insert_default()
                .push(Gap::Classification { item: env.item, pack: env.pack });
        }
        if let Some(gaps) = unclassified {
            out.push(Instance {
                pack: env.pack,
                control: None,
                row: None,
                written: Effect::Review,
                effect: Effect::Review,
                required: Truth::Unknown,
                gaps,
                asks_showing: false,
            });
        }
        out.sort_by(|a, b| a.key().cmp(&b.key()));
        out
    }

    /// The controls that a row makes bite. Returned is what is missing to say whether the row's entry is about the item at all.
    fn row(
        &mut self,
        env: &Env<'a>,
        at: At<'a>,
        row: &'a RowC,
        stated: bool,
        known: &mut Own<'a>,
        out: &mut Vec<Instance<'a>>,
    ) -> Vec<Gap<'a>> {
        let mut unclassified = Vec::new();
        let mark = self.gaps.len();
        let step = self.begin(Stratum::Reason, env, &row.prov.id);
        let mut required = self.holds(env, env.item, at, row);
        if let (Some(group), true) = (&row.to, required != Truth::No) {
            required = required.and(self.goes_to(env, group));
        }
        let required = self.end(step, required);
        if required == Truth::No {
            self.gaps.truncate(mark);
            return unclassified;
        }
        let of_row = self.take_gaps(mark);
        for control in at.of.controls.iter().filter(|c| c.reason.as_ref() == Some(&row.reason)) {
            let (own, missing) = known.entry(std::ptr::from_ref(control)).or_insert_with(|| {
                let own = self.step(Stratum::Control, env, &control.prov);
                (own, self.take_gaps(mark))
            });
            let required = required.and(*own);
            if required == Truth::No {
                continue;
            }
            let mut gaps = missing.clone();
            gaps.extend_from_slice(&of_row);
            if required == Truth::Unknown && !stated {
                let open = self.open_gate(env.item, at);
                if !open.is_empty() {
                    unclassified.extend(open);
                    continue;
                }
            }
            let effect = if row.review { Effect::Review } else { control.effect };
            out.push(Instance {
                pack: env.pack,
                control: Some(control),
                row: Some((at.entry, row)),
                written: control.written,
                effect,
                required,
                gaps,
                asks_showing: false,
            });
        }
        unclassified
    }

    /// What is missing to say whether the item is of the entry's kind and article; empty where that is known.
    fn open_gate(&mut self, item: usize, at: At<'a>) -> Vec<Gap<'a>> {
        let mark = self.gaps.len();
        self.kind_and_article(item, at);
        self.take_gaps(mark)
    }

    /// Whether the row's part of the entry and its own condition hold for an item, wherever it goes.
    #[inline]
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
                if out == Truth::Yes {
                    break;
                }
                let mut holds = self.holds(env, item, at, row);
                if holds == Truth::Yes && row.review {
                    // Nobody has read the row, or it is not applied: it gives no reason to rely on.
                    holds = self.unknown(Gap::NotRead { pack: env.pack, id: &row.prov.id });
                }
                out = out.or(holds);
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
        self.required_on = NOBODY;
        for instance in instances {
            let Some((truth, gap)) = instance.weight() else { continue };
            let from = self.required_gaps.len();
            self.required_gaps.extend_from_slice(&instance.gaps);
            self.required_gaps.extend(gap);
            self.required.push((instance.control, truth, from..self.required_gaps.len()));
        }
    }

    /// The same once all legs were looked at; what is at hand already stays.
    pub(super) fn require_on(&mut self, leg: usize, settled: &[Settled<'a>]) {
        if self.required_on != leg {
            self.require(settled.iter().filter(|s| s.leg == leg).map(|s| &s.instance));
            self.required_on = leg;
        }
    }

    /// Whether a control of the pack at hand needs a licence for a related item.
    pub(super) fn needs_licence(&mut self, env: &Env<'a>, item: usize) -> Truth {
        let env = env.for_item(item);
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for instance in self.controls(&env) {
            let Some((truth, gap)) = instance.weight() else { continue };
            if truth == Truth::Unknown {
                self.gaps.extend_from_slice(&instance.gaps);
                self.gaps.extend(gap);
            }
            out = out.or(truth);
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
        let tracing = std::mem::replace(&mut self.steps.on, false);
        let asked = self.asked.len();
        let truth = f(self);
        self.asked.truncate(asked);
        self.steps.on = tracing;
        truth
    }
}

/// Services are not on control lists.
fn is_service(kind: &crate::transfer::Value) -> bool {
    matches!(kind, crate::transfer::Value::Symbol(symbol) if symbol.as_str() == "service")
}

impl<'a> Instance<'a> {
    /// What it weighs where another provision asks which controls there are: one that only asks for judgement does not count,
    /// and of one that nobody read, or that is not applied, it is not known whether it does.
    fn weight(&self) -> Option<(Truth, Option<Gap<'a>>)> {
        match (self.control, self.effect, self.written) {
            (Some(_), Effect::Review, Effect::Review) => None,
            (Some(control), Effect::Review, _) => {
                let id = self.row.map_or(&*control.prov.id, |(_, row)| &row.prov.id);
                Some((self.required.at_most_unknown(), Some(Gap::NotRead { pack: self.pack, id })))
            }
            _ => Some((self.required, None)),
        }
    }

    /// By which instances are sorted: the control, then the row. What is not classified comes last.
    pub(super) fn key(&self) -> (bool, &'a str, &'a str) {
        (
            self.control.is_none(),
            self.control.map_or("", |c| c.id.as_str()),
            self.row.map_or("", |(_, row)| &row.prov.id),
        )
    }
}
