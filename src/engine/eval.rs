//! Conditions over a case: three truth values, and what is missing where the answer is unknown.

use super::env::Env;
use super::gap::Gap;
use super::node::{Leaf, Member, Node, Noun, Slot, Test};
use super::program::{FormulaC, Prov};
use super::world::{ACT, NOBODY, World};
use crate::base::{CodeRef, Symbol, Truth};
use crate::condition::{Element, FactType, Quant};
use crate::transfer::{Children, Screening, Value};

impl<'a> World<'a> {
    /// The condition of a provision, as far as it may say yes.
    #[inline]
    pub(super) fn provision(&mut self, env: &Env<'a>, prov: &'a Prov) -> Truth {
        if prov.unseen {
            return self.unknown(Gap::FirstDay { pack: env.pack, id: &prov.id });
        }
        let truth = prov.when.node(self.program).map_or(Truth::Yes, |node| self.eval(env, node));
        self.cap(env, prov, truth)
    }

    /// `yes` lowered to `unknown` for a provision that nobody has read in the primary text, or that is not applied.
    #[inline]
    pub(super) fn cap(&mut self, env: &Env<'a>, prov: &'a Prov, truth: Truth) -> Truth {
        if truth == Truth::Yes && prov.capped {
            return self.unknown(Gap::NotRead { pack: env.pack, id: &prov.id });
        }
        truth
    }

    /// The value of a condition.
    pub(super) fn eval(&mut self, env: &Env<'a>, node: &'a Node) -> Truth {
        match node {
            Node::And(all) => {
                let (mark, first) = (self.gaps.len(), self.steps.atoms().len());
                let mut out = Truth::Yes;
                for one in all {
                    let from = self.steps.atoms().len();
                    out = out.and(self.leaf(env, one));
                    if out == Truth::No {
                        self.steps.pass_over(first, from);
                        break;
                    }
                }
                self.settle(mark, out)
            }
            Node::Or(all) => {
                let (mark, first) = (self.gaps.len(), self.steps.atoms().len());
                let mut out = Truth::No;
                for one in all {
                    let from = self.steps.atoms().len();
                    out = out.or(self.leaf(env, one));
                    if out == Truth::Yes {
                        self.steps.pass_over(first, from);
                        break;
                    }
                }
                self.settle(mark, out)
            }
            Node::Not(inner) => !self.eval(env, inner),
            Node::Quantified { quant, noun, body } => self.quantified(env, *quant, *noun, body),
            Node::Settled(..) | Node::Line(..) | Node::Leaf(_) => self.leaf(env, node),
        }
    }

    /// The value of a condition that most likely is a leaf.
    #[inline]
    fn leaf(&mut self, env: &Env<'a>, node: &'a Node) -> Truth {
        let (truth, leaf) = match node {
            Node::Settled(truth, leaf) => (*truth, leaf),
            Node::Line(line, leaf) => match self.tiny(env.who(line.of.subject), line.of.fact) {
                Some(stated) => (line.op.holds(stated.cmp(&line.number)).into(), leaf),
                None => (self.test(env, leaf), leaf),
            },
            Node::Leaf(leaf) => (self.test(env, leaf), leaf),
            other => return self.eval(env, other),
        };
        self.steps.atom(leaf, env, truth);
        truth
    }

    fn quantified(&mut self, env: &Env<'a>, quant: Quant, noun: Noun, body: &'a Node) -> Truth {
        let mark = self.gaps.len();
        let all = self.domain(env, noun);
        let stop = if quant == Quant::Every { Truth::No } else { Truth::Yes };
        let mut out = !stop;
        let first = self.steps.atoms().len();
        for subject in all.members() {
            let env = env.bind(noun, subject);
            let from = self.steps.atoms().len();
            let one = self.eval(&env, body);
            out = if quant == Quant::Every { out.and(one) } else { out.or(one) };
            if out == stop {
                self.steps.pass_over(first, from);
                break;
            }
        }
        if let (Some(gap), true) = (all.open, out != stop) {
            out = self.unknown(gap);
        }
        let out = self.settle(mark, out);
        if quant == Quant::No { !out } else { out }
    }

    fn test(&mut self, env: &Env<'a>, leaf: &'a Leaf) -> Truth {
        match &leaf.test {
            Test::Compare { left, op, right } => self.compare(env, left, *op, right),
            Test::Truth(slot) => self.truth(env, slot),
            Test::In { slot, set } => match self.read(env, slot) {
                Ok(Value::Set(values)) => self.some(env, slot, values, set, Quant::Any),
                Ok(value) => self.member(env, slot, value, set),
                Err(gap) => self.unknown(gap),
            },
            Test::Elements { quant, slot, set } => match self.read(env, slot) {
                Ok(Value::Set(values)) => self.some(env, slot, values, set, *quant),
                Ok(value) => {
                    let one = self.member(env, slot, value, set);
                    if *quant == Quant::No { !one } else { one }
                }
                Err(gap) => self.unknown(gap),
            },
            Test::Meets { item, codes } => self.meets_any(env, env.who(*item), codes),
            Test::Listed { who, .. } if env.who(*who) == NOBODY => {
                let gap = self.gap(env, *who, super::node::FactIx(u32::MAX));
                self.unknown(gap)
            }
            Test::Listed { who, lists, with } => self.listed(env.who(*who), lists, with),
            Test::Reached(codes) => self.reached(env, codes),
            Test::Reason { item, reasons } => self.has_reason(env, env.who(*item), reasons),
            Test::Controls { quant, of } => self.controls_are(*quant, of),
            Test::Eligible => env.eligible,
            Test::Unlisted(item) => self.unlisted(env, env.who(*item)),
            Test::NeedsLicence(item) => self.needs_licence(env, env.who(*item)),
            Test::Covers => match (self.licence_position(env.licence), env.instance) {
                (Some(licence), Some(control)) => {
                    self.control_read = true;
                    self.licence_covers(env, licence, control)
                }
                _ => Truth::No,
            },
        }
    }

    /// A fact or a place term.
    fn read(&mut self, env: &Env<'a>, slot: &'a Slot) -> Result<&'a Value, Gap<'a>> {
        let stated = self.value(env, slot.subject, slot.fact);
        if stated.is_ok() {
            return stated;
        }
        let program = self.program;
        let Some(term) = program.fact(slot.fact).and_then(|f| f.term.as_ref()) else {
            return stated;
        };
        if term.unseen {
            return Err(Gap::FirstDay { pack: term.pack, id: &term.id });
        }
        match &term.formula {
            FormulaC::Same(inner) => {
                let env = env.inside(slot.subject, env.who(slot.subject));
                self.value(&env, inner.subject, inner.fact)
            }
            FormulaC::Truth(_) | FormulaC::Sum(_) => stated,
        }
    }

    /// The destination of a leg: a fact, or a term that names one.
    pub(super) fn destination(
        &mut self,
        env: &Env<'a>,
        slot: &'a Slot,
    ) -> Result<&'a Value, Gap<'a>> {
        self.read(env, slot)
    }

    fn truth(&mut self, env: &Env<'a>, slot: &'a Slot) -> Truth {
        let program = self.program;
        let fact = program.fact(slot.fact);
        match self.value(env, slot.subject, slot.fact) {
            Ok(Value::Truth(truth)) => (*truth).into(),
            Ok(_) => {
                let gap = self.gap(env, slot.subject, slot.fact);
                self.unknown(gap)
            }
            Err(gap) => {
                // What must be shown is not shown until it is shown.
                if fact.is_some_and(|f| f.of == Some(FactType::Shown)) {
                    let who = env.who(slot.subject);
                    if who != NOBODY {
                        self.asked.push((who, slot.fact));
                    }
                    return self.assume_shown.into();
                }
                match fact.and_then(|f| f.term.as_ref()) {
                    Some(term) if term.unseen => {
                        self.unknown(Gap::FirstDay { pack: term.pack, id: &term.id })
                    }
                    Some(super::program::TermC {
                        formula: FormulaC::Truth(node), pack, ..
                    }) => {
                        let who = env.who(slot.subject);
                        let inner = Env {
                            pack: if env.pack == NOBODY { *pack } else { env.pack },
                            ..env.inside(slot.subject, who)
                        };
                        self.eval(&inner, node)
                    }
                    _ => self.unknown(gap),
                }
            }
        }
    }

    /// Some, every or no element of a set is in `set`.
    fn some(
        &mut self,
        env: &Env<'a>,
        slot: &'a Slot,
        values: &'a [Value],
        set: &'a [Member],
        quant: Quant,
    ) -> Truth {
        let mark = self.gaps.len();
        let every = quant == Quant::Every;
        let mut out = Truth::from(every);
        for value in values {
            let one = self.member(env, slot, value, set);
            out = if every { out.and(one) } else { out.or(one) };
            if out == Truth::from(!every) {
                break;
            }
        }
        let out = self.settle(mark, out);
        if quant == Quant::No { !out } else { out }
    }

    fn member(
        &mut self,
        env: &Env<'a>,
        slot: &'a Slot,
        value: &'a Value,
        set: &'a [Member],
    ) -> Truth {
        let mark = self.gaps.len();
        let gap = self.gap(env, slot.subject, slot.fact);
        let mut out = Truth::No;
        for member in set {
            let one = match member {
                Member::Element(element) => self.element(value, element, gap),
                Member::Fact(other) => match self.read(env, other) {
                    Ok(Value::Place(place)) => same_place(self, value, place, gap),
                    Ok(_) => Truth::No,
                    Err(gap) => self.unknown(gap),
                },
            };
            out = out.or(one);
            if out == Truth::Yes {
                break;
            }
        }
        self.settle(mark, out)
    }

    fn element(&mut self, value: &'a Value, element: &'a Element, gap: Gap<'a>) -> Truth {
        match (element, value) {
            (Element::Group(group), _) => self.in_group(value, group, gap),
            (Element::Symbol(wanted), Value::Symbol(symbol)) => (wanted == symbol).into(),
            (Element::Place(wanted), Value::Place(_)) => covered(self, value, wanted, gap),
            (Element::Hs(wanted), Value::Hs(hs)) => {
                self.within_or_wider(wanted.covers(hs), hs.covers(wanted), gap)
            }
            (Element::Code(wanted), Value::Code(code)) if wanted.pack == code.pack => {
                let (inside, wider) =
                    (wanted.code.covers(&code.code), code.code.covers(&wanted.code));
                self.within_or_wider(inside, wider, gap)
            }
            (Element::Text(wanted), Value::Text(text)) => (wanted == text).into(),
            _ => Truth::No,
        }
    }

    /// A value that is stated more broadly than what is wanted may lie in it.
    pub(super) fn within_or_wider(&mut self, inside: bool, wider: bool, gap: Gap<'a>) -> Truth {
        if wider && !inside { self.unknown(gap) } else { inside.into() }
    }

    fn listed(&mut self, who: usize, lists: &'a [Symbol], with: &'a [(Symbol, Box<str>)]) -> Truth {
        let Some(record) = self.record(who) else {
            return self.unknown(Gap::Screening { party: who });
        };
        match &record.listed {
            Screening::Unknown => self.unknown(Gap::Screening { party: who }),
            Screening::Done { hits, pending } => {
                let matches = |hit: &crate::transfer::Hit| {
                    with.iter().all(|(name, wanted)| {
                        hit.attributes.get(name).is_some_and(|value| value == wanted)
                    })
                };
                if lists.iter().filter_map(|list| hits.get(list)).flatten().any(matches) {
                    return Truth::Yes;
                }
                if pending.iter().any(|list| lists.contains(list)) {
                    return self.unknown(Gap::Screening { party: who });
                }
                Truth::No
            }
        }
    }

    /// Any, every or no control at hand that may deny is one of `of`.
    fn controls_are(&mut self, quant: Quant, of: &'a [CodeRef]) -> Truth {
        let mark = self.gaps.len();
        let inside = |control: &super::program::ControlC| {
            of.iter().any(|c| crate::base::ProvisionId::from(c.code.as_str()).covers(&control.id))
        };
        let mut out = Truth::from(quant == Quant::Every);
        for at in 0..self.required.len() {
            let Some((control, truth, gaps)) =
                self.required.get(at).map(|(c, t, g)| (*c, *t, g.clone()))
            else {
                break;
            };
            if control.is_some_and(inside) == (quant == Quant::Every) {
                continue;
            }
            if truth == Truth::Unknown {
                let missing = self.required_gaps.get(gaps).unwrap_or_default().to_vec();
                self.gaps.extend(missing);
            }
            out = if quant == Quant::Every { out.and(!truth) } else { out.or(truth) };
        }
        let out = self.settle(mark, out);
        if quant == Quant::No { !out } else { out }
    }

    pub(super) fn licence_position(&self, subject: usize) -> Option<usize> {
        self.subjects.get(subject).map(|s| s.licence).filter(|l| *l != NOBODY)
    }

    /// Whom a noun runs over, and what to ask where these may not be all.
    pub(super) fn domain(&self, env: &Env<'a>, noun: Noun) -> Domain<'a> {
        let run = |subjects, closed: bool, subject, list| Domain {
            run: subjects,
            items: &[],
            open: (!closed).then_some(Gap::Complete { subject, list }),
        };
        match noun {
            Noun::Party => run(self.parties(), self.case.complete.party, ACT, "party"),
            Noun::Person => run(self.persons(), self.case.complete.person, ACT, "person"),
            Noun::Licence => run(self.licences(), true, ACT, ""),
            Noun::Owner => {
                let of = if env.owner == NOBODY { env.party } else { env.owner };
                let (first, count) = self.subjects.get(of).map_or((0, 0), |s| s.owners);
                let closed = self.record(of).is_some_and(|r| r.owners.complete);
                run(first..first.saturating_add(count), closed, of, "owner")
            }
            Noun::Row(fact) => {
                match self.rows.iter().find(|(item, f, ..)| *item == env.item && *f == fact) {
                    Some((_, _, first, count)) => {
                        run(*first..first.saturating_add(*count), true, ACT, "")
                    }
                    None => Domain {
                        run: 0..0,
                        items: &[],
                        open: Some(Gap::Fact { subject: env.item, fact }),
                    },
                }
            }
            Noun::Component | Noun::Target | Noun::Input => self.related(env.item, noun),
            Noun::Act | Noun::Item => run(0..0, true, ACT, ""),
        }
    }

    /// Related items of an item.
    fn related(&self, item: usize, noun: Noun) -> Domain<'a> {
        let Some(record) = self.record(item) else {
            return Domain { run: 0..0, items: &[], open: None };
        };
        let (children, list): (&'a Children<usize>, _) = match noun {
            Noun::Component => (&record.contains, "contains"),
            Noun::Target => (&record.targets, "for"),
            _ => (&record.made_with, "made_with"),
        };
        let open = Gap::Complete { subject: item, list };
        let items = children.stated.as_deref().unwrap_or_default();
        Domain {
            run: 0..0,
            items,
            open: (children.stated.is_none() || !children.complete).then_some(open),
        }
    }
}

/// Whom a quantifier runs over: a run of subjects, or items by their positions in the case.
#[derive(Clone, Debug)]
pub(super) struct Domain<'a> {
    run: std::ops::Range<usize>,
    items: &'a [usize],
    /// What to ask where these may not be all.
    pub(super) open: Option<Gap<'a>>,
}

impl<'a> Domain<'a> {
    /// The subjects.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.run.clone().chain(self.items.iter().map(|at| World::item(*at)))
    }
}

/// Whether `value` lies in `wanted`; a country of which only a region is wanted may.
fn covered<'a>(
    world: &mut World<'a>,
    value: &Value,
    wanted: &crate::base::Place,
    gap: Gap<'a>,
) -> Truth {
    let Value::Place(place) = value else { return Truth::No };
    if wanted.covers(place) {
        Truth::Yes
    } else if place.covers(wanted) {
        world.unknown(gap)
    } else {
        Truth::No
    }
}

/// Whether two places are the same.
fn same_place<'a>(
    world: &mut World<'a>,
    value: &Value,
    other: &crate::base::Place,
    gap: Gap<'a>,
) -> Truth {
    covered(world, value, other, gap)
}
