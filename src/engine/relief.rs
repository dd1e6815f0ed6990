//! Strata 6 and 7: which exceptions and licences on file lift a control, and why each of the others does not.

use super::classify::At;
use super::compile::names_it;
use super::control::Instance;
use super::env::Env;
use super::gap::Gap;
use super::node::FactIx;
use super::number::amount;
use super::part::Candidates;
use super::program::{ControlC, ExceptionC, PackC};
use super::world::{ACT, NOBODY, World};
use crate::base::{Code, Truth};
use crate::decision::Stratum;
use crate::law::model::Effect;
use crate::transfer::Value;
use std::rc::Rc;

/// What became of one exception or licence for one control.
#[derive(Clone, Debug)]
pub(super) struct Lift<'a> {
    pub(super) by: By<'a>,
    pub(super) truth: Truth,
    pub(super) gaps: Vec<Gap<'a>>,
    /// Bars that stand, or may stand.
    pub(super) bars: Vec<(&'a str, Truth)>,
    /// It must be claimed, and is not.
    pub(super) unclaimed: bool,
    /// What it asked for that could be shown, and is not.
    pub(super) asked: Vec<(usize, FactIx)>,
}

/// An exception looked at on a leg, for the rows of one entry where it depends on them.
pub(super) type Looked = (usize, usize, usize);

/// By what a control is lifted.
#[derive(Clone, Copy, Debug)]
pub(super) enum By<'a> {
    Exception(&'a ExceptionC),
    /// Position in the case's licences.
    Licence(usize),
}

impl<'a> World<'a> {
    /// Everything that could lift the instance, and whether it does.
    pub(super) fn lifts(&mut self, env: &Env<'a>, instance: &Instance<'a>) -> Vec<Rc<Lift<'a>>> {
        let program = self.program;
        let (Some(pack), Some(control)) = (program.packs.get(env.pack), instance.control) else {
            return Vec::new();
        };
        let mut out = Vec::with_capacity(control.exceptions.len());
        for &exception in &control.exceptions {
            out.extend(self.lift(env, pack, instance, control, exception));
        }
        let env = Env { instance: Some(control), ..*env };
        if instance.written == Effect::Licence {
            for (at, licence) in self.case.licences.iter().enumerate() {
                if licence.pack != pack.id {
                    continue;
                }
                let mark = self.gaps.len();
                let truth = self.licence_covers(&env, at, control);
                let gaps = self.take_gaps(mark);
                out.push(Rc::new(Lift {
                    by: By::Licence(at),
                    truth,
                    gaps,
                    bars: Vec::new(),
                    unclaimed: false,
                    asked: Vec::new(),
                }));
            }
        }
        out
    }

    /// One exception on the leg. What it says of one control it says of all, unless it depends on the control or on its row:
    /// then it is looked at again.
    pub(super) fn lift(
        &mut self,
        env: &Env<'a>,
        pack: &'a PackC,
        instance: &Instance<'a>,
        control: &'a ControlC,
        at: usize,
    ) -> Option<Rc<Lift<'a>>> {
        let exception = pack.exceptions.get(at)?;
        if instance.written == Effect::Prohibit && !exception.lifts_prohibition {
            return None;
        }
        let entry = instance.row.filter(|_| exception.by_row).map_or(NOBODY, |(entry, _)| entry);
        let looked = (env.leg, at, entry);
        if let Some(lift) = self.lifted.get(&looked) {
            return Some(Rc::clone(lift));
        }
        self.control_read = false;
        let env = Env { instance: Some(control), ..*env };
        let lift = Rc::new(self.exception(&env, pack, instance, exception));
        if !self.control_read {
            self.lifted.insert(looked, Rc::clone(&lift));
        }
        Some(lift)
    }

    fn exception(
        &mut self,
        env: &Env<'a>,
        pack: &'a PackC,
        instance: &Instance<'a>,
        exception: &'a ExceptionC,
    ) -> Lift<'a> {
        let (mark, shown) = (self.gaps.len(), self.asked.len());
        let step = self.begin(Stratum::Relief, env, &exception.prov.id);
        let claimed = !exception.claim || self.claims(pack, exception);
        let mut truth = if exception.prov.unseen {
            self.unknown(Gap::FirstDay { pack: env.pack, id: &exception.prov.id })
        } else if exception.by_row {
            self.by_row(env, instance, exception)
        } else {
            exception.prov.when.node(self.program).map_or(Truth::Yes, |node| self.eval(env, node))
        };
        truth = truth.and(claimed.into());
        let mut bars = Vec::new();
        if truth != Truth::No {
            truth = truth.and(!self.barred(env, pack, exception, &mut bars));
        }
        truth = self.settle(mark, truth);
        truth = self.cap(env, &exception.prov, truth);
        let truth = self.end(step, truth);
        Lift {
            by: By::Exception(exception),
            truth,
            gaps: self.take_gaps(mark),
            bars,
            unclaimed: !claimed,
            asked: self.asked.split_off(shown),
        }
    }

    fn claims(&self, pack: &PackC, exception: &ExceptionC) -> bool {
        self.case
            .claims
            .iter()
            .any(|c| c.pack == pack.id && c.code.as_str() == exception.id.as_str())
    }

    /// For every place of the entry that the item is in, some row opens the exception, and its condition holds with that row's limit.
    fn by_row(
        &mut self,
        env: &Env<'a>,
        instance: &Instance<'a>,
        exception: &'a ExceptionC,
    ) -> Truth {
        let mark = self.gaps.len();
        let mut out = Truth::Yes;
        let mut any = false;
        let entries = match instance.row {
            Some((entry, _)) => Candidates::Made([entry].into()),
            None => self.candidates(env.item, env.pack),
        };
        for &entry in &*entries {
            let Some(at) = self.entry(env.pack, entry) else { continue };
            let opens = |row: &super::program::EligibleC| {
                row.exception.covers(&exception.id) || exception.id.covers(&row.exception)
            };
            if !at.body.eligible.iter().any(opens) {
                continue;
            }
            if instance.row.is_none()
                && self.quietly(|w| w.in_entry(env, env.item, at, at.id)) == Truth::No
            {
                continue;
            }
            for (place, _) in self.places_in(env, env.item, at) {
                any = true;
                let inner = self.gaps.len();
                let mut one = Truth::No;
                for row in at.body.eligible.iter().filter(|row| opens(row)) {
                    one = one.or(self.line(env, at, row, place, exception));
                    if one == Truth::Yes {
                        break;
                    }
                }
                // Remembered: asked again for what is missing to say whether the item is there.
                let one = one.or(!self.in_entry(env, env.item, at, place));
                out = out.and(self.settle(inner, one));
            }
        }
        let out = if any { out } else { Truth::No };
        self.settle(mark, out)
    }

    /// One line of the exception table for one place of the entry.
    fn line(
        &mut self,
        env: &Env<'a>,
        at: At<'a>,
        row: &'a super::program::EligibleC,
        place: &Code,
        exception: &'a ExceptionC,
    ) -> Truth {
        let whole = std::slice::from_ref(at.id);
        let on = if row.part.on.is_empty() { whole } else { &row.part.on };
        let mark = self.gaps.len();
        let mut out = if on.iter().any(|o| o.covers(place)) {
            if row.part.except.iter().any(|x| x.covers(place)) {
                return Truth::No;
            }
            if row.part.except.iter().any(|x| place.covers(x)) {
                self.unknown(Gap::Classification { item: env.item, pack: env.pack })
            } else {
                Truth::Yes
            }
        } else if on.iter().any(|o| place.covers(o)) {
            self.unknown(Gap::Classification { item: env.item, pack: env.pack })
        } else {
            return Truth::No;
        };
        out = out.and(self.step(Stratum::Relief, env, &row.prov));
        if out != Truth::No {
            let env = Env { eligible: Truth::Yes, limit: row.limit.as_ref(), ..*env };
            out = out.and(
                exception
                    .prov
                    .when
                    .node(self.program)
                    .map_or(Truth::Yes, |node| self.eval(&env, node)),
            );
        }
        self.settle(mark, out)
    }

    /// Whether a bar of the pack or of an entry stands against the exception.
    fn barred(
        &mut self,
        env: &Env<'a>,
        pack: &'a PackC,
        exception: &'a ExceptionC,
        bars: &mut Vec<(&'a str, Truth)>,
    ) -> Truth {
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for bar in exception.bars.iter().filter_map(|at| pack.bars.get(*at)) {
            let truth = self.step(Stratum::Bar, env, &bar.prov);
            if truth != Truth::No {
                bars.push((&bar.prov.id, truth));
            }
            out = out.or(truth);
        }
        for &entry in &*self.candidates(env.item, env.pack) {
            let Some(at) = self.entry(env.pack, entry) else { continue };
            for own in at.body.bars.iter().filter(|b| names_it(&b.bar, &exception.id)) {
                let inner = self.gaps.len();
                let mut truth = self.in_part(env, env.item, at, &own.part);
                if truth != Truth::No {
                    truth = truth.and(self.step(Stratum::Bar, env, &own.bar.prov));
                }
                truth = self.settle(inner, truth);
                if truth != Truth::No {
                    bars.push((&own.bar.prov.id, truth));
                }
                out = out.or(truth);
            }
        }
        self.settle(mark, out)
    }

    /// Whether a licence on file covers the item on the leg for this control.
    pub(super) fn licence_covers(
        &mut self,
        env: &Env<'a>,
        position: usize,
        control: &'a ControlC,
    ) -> Truth {
        let program = self.program;
        let (Some(licence), Some(pack)) =
            (self.case.licences.get(position), program.packs.get(env.pack))
        else {
            return Truth::No;
        };
        let in_time = licence.from <= program.day && program.day <= licence.until;
        let named =
            licence.controls.as_ref().is_none_or(|all| all.iter().any(|c| c.covers(&control.id)));
        if !licence.issued || !in_time || !named || licence.pack != pack.id {
            return Truth::No;
        }
        let mark = self.gaps.len();
        let mut out = Truth::Yes;
        if let Some(codes) = &licence.codes {
            let mut some = Truth::No;
            let inner = self.gaps.len();
            for code in codes {
                let one = if pack.residual.as_ref() == Some(code) {
                    self.unlisted(env, env.item)
                } else {
                    self.meets(env, env.item, &pack.id, code)
                };
                some = some.or(one);
            }
            out = out.and(self.settle(inner, some));
        }
        if let Some(places) = &licence.to {
            let run = self.legs.get(env.leg).map(|run| (run.destination, run.destination_gap));
            out = out.and(match run {
                Some((Some(Value::Place(place)), gap)) => {
                    let inside = places.iter().any(|p| p.covers(place));
                    self.within_or_wider(inside, places.iter().any(|p| place.covers(p)), gap)
                }
                Some((_, gap)) => self.unknown(gap),
                None => Truth::No,
            });
        }
        if let Some(names) = &licence.parties {
            for party in self.parties() {
                let named = self.record(party).is_some_and(|p| names.contains(&p.name));
                out = out.and(if named { Truth::Yes } else { self.exporter(party) });
            }
            if !self.case.complete.party {
                out = out.and(self.unknown(Gap::Complete { subject: ACT, list: "party" }));
            }
        }
        if let Some((left, currency)) = &licence.value_left {
            out = out.and(self.within(env, left, *currency));
        }
        for (number, proviso) in licence.provisos.iter().enumerate() {
            out = out.and(match proviso.met {
                Some(met) => met.into(),
                None => self.unknown(Gap::Proviso { licence: position, number }),
            });
        }
        self.settle(mark, out)
    }

    fn within(
        &mut self,
        env: &Env<'a>,
        left: &crate::base::Exact,
        currency: crate::base::Currency,
    ) -> Truth {
        use crate::base::{Interval, Measure};
        let one = crate::base::Exact::from(1);
        let fact = self.program.known.value;
        let gap = Gap::Fact { subject: env.item, fact };
        let Some(value) = self.stated(env.item, fact).and_then(amount) else {
            return self.unknown(gap);
        };
        match value.measure {
            Some(Measure::Money(own)) => {
                let rate = if own == currency { Some(&one) } else { self.rate(own, currency) };
                let Some(rate) = rate else { return self.unknown(Gap::Rate(own, currency)) };
                let value = value.interval.mul(&Interval::exactly(rate.clone()));
                match !Interval::exactly(left.clone()).less(&value) {
                    Truth::Unknown => self.unknown(gap),
                    known => known,
                }
            }
            _ => self.unknown(gap),
        }
    }

    /// Whether the party is the exporter, whom a licence does not have to name.
    fn exporter(&mut self, party: usize) -> Truth {
        let exporter =
            |value: &Value| matches!(value, Value::Symbol(symbol) if symbol.as_str() == "exporter");
        let role = self.program.known.role;
        match self.stated(party, role) {
            Some(Value::Set(roles)) => roles.iter().any(exporter).into(),
            Some(role) => exporter(role).into(),
            None => self.unknown(Gap::Fact { subject: party, fact: role }),
        }
    }
}
