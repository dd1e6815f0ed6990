//! Numbers over a case: every one is an interval, and a comparison is unknown only where the intervals straddle.

use super::env::Env;
use super::gap::Gap;
use super::node::{FactIx, Node, Noun, Num, Slot, day_number};
use super::program::FormulaC;
use super::world::{Contradiction, World};
use crate::base::{Bound, Currency, Dimension, Exact, Interval, Measure, Truth};
use crate::condition::{FactType, Op};
use crate::transfer::Value;
use std::borrow::Cow;

/// An interval and its measure; `None` where nothing is known but the kind.
#[derive(Clone, Debug)]
pub(super) struct Amount<'a> {
    pub(super) interval: Cow<'a, Interval>,
    pub(super) measure: Option<Measure>,
}

impl<'a> World<'a> {
    /// A comparison.
    pub(super) fn compare(
        &mut self,
        env: &Env<'a>,
        left: &'a Num,
        op: Op,
        right: &'a Num,
    ) -> Truth {
        // Most comparisons set a stated number beside a written one.
        if let (Some(a), Some(b)) = (self.plain(env, left), self.plain(env, right)) {
            let truth = compared(a, op, b);
            if truth != Truth::Unknown {
                return truth;
            }
        }
        let mark = self.gaps.len();
        let (a, b) = (self.number(env, left), self.number(env, right));
        let (a, b) = match self.convert(a, b) {
            Ok(pair) => pair,
            Err(truth) => return truth,
        };
        let truth = compared(&a, op, &b);
        self.settle(mark, truth)
    }

    /// A number as it stands, where nothing has to be computed or converted.
    fn plain(&self, env: &Env<'a>, num: &'a Num) -> Option<&'a Interval> {
        match num {
            Num::Literal(interval, Measure::Plain(_) | Measure::Date) => Some(interval),
            Num::Slot(slot)
                if slot.subject == Noun::Act && slot.fact == self.program.known.date =>
            {
                Some(&self.program.today_number)
            }
            Num::Slot(slot) if self.program.fact(slot.fact).is_some_and(|f| f.term.is_none()) => {
                match self.value(env, slot.subject, slot.fact) {
                    Ok(Value::Number(interval)) => Some(interval),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Both sides in one measure. Two currencies need a rate that is stated, with a day not after the case.
    fn convert(
        &mut self,
        a: Amount<'a>,
        b: Amount<'a>,
    ) -> Result<(Cow<'a, Interval>, Cow<'a, Interval>), Truth> {
        match (a.measure, b.measure) {
            (Some(Measure::Money(from)), Some(Measure::Money(to))) if from != to => match self
                .rate(from, to)
            {
                Some(rate) => {
                    Ok((Cow::Owned(a.interval.mul(&Interval::exactly(rate.clone()))), b.interval))
                }
                None => Err(self.unknown(Gap::Rate(from, to))),
            },
            _ => Ok((a.interval, b.interval)),
        }
    }

    pub(super) fn rate(&self, from: Currency, to: Currency) -> Option<&'a Exact> {
        let day = self.program.day;
        let rates = self.case.rates.iter().filter(|r| r.from == from && r.to == to && r.on <= day);
        rates.max_by_key(|r| r.on).map(|r| &r.rate)
    }

    /// A number, with what is missing to know it exactly.
    fn number(&mut self, env: &Env<'a>, num: &'a Num) -> Amount<'a> {
        match num {
            Num::Literal(interval, measure) => {
                Amount { interval: Cow::Borrowed(interval), measure: Some(*measure) }
            }
            Num::Slot(slot) => self.slot(env, slot),
            Num::Limit => match env.limit {
                Some((value, currency)) => Amount {
                    interval: Cow::Owned(Interval::exactly(value.clone())),
                    measure: Some(Measure::Money(*currency)),
                },
                None => unknown(None),
            },
            Num::Add(a, b) => self.alike(env, a, b, Interval::add),
            Num::Sub(a, b) => self.alike(env, a, b, Interval::sub),
            Num::Mul(a, b) => {
                let (a, b) = (self.number(env, a), self.number(env, b));
                Amount {
                    interval: Cow::Owned(a.interval.mul(&b.interval)),
                    measure: product(a.measure, b.measure, Dimension::times),
                }
            }
            Num::Div(a, b) => {
                let (a, b) = (self.number(env, a), self.number(env, b));
                if let (Some(Measure::Money(x)), Some(Measure::Money(y))) = (a.measure, b.measure) {
                    return match self.convert(a, b) {
                        Ok((a, b)) => bare(a.div(&b)),
                        Err(_) if x != y => unknown(Some(Measure::Plain(Dimension::NONE))),
                        Err(_) => unknown(None),
                    };
                }
                Amount {
                    interval: Cow::Owned(a.interval.div(&b.interval)),
                    measure: product(a.measure, b.measure, Dimension::per),
                }
            }
            Num::Total { slot, share, filter } => self.total(env, slot, *share, filter.as_deref()),
            Num::Count { noun, filter } => self.count(env, *noun, filter.as_deref()),
        }
    }

    fn alike(
        &mut self,
        env: &Env<'a>,
        a: &'a Num,
        b: &'a Num,
        f: fn(&Interval, &Interval) -> Interval,
    ) -> Amount<'a> {
        let (a, b) = (self.number(env, a), self.number(env, b));
        let measure = b.measure.or(a.measure);
        match self.convert(a, b) {
            Ok((a, b)) => Amount { interval: Cow::Owned(f(&a, &b)), measure },
            Err(_) => unknown(measure),
        }
    }

    /// A fact, a term, or both: where the statement and the formula disagree, neither is believed.
    fn slot(&mut self, env: &Env<'a>, slot: &'a Slot) -> Amount<'a> {
        let subject = env.who(slot.subject);
        let gap = self.gap(env, slot.subject, slot.fact);
        let stated = self.value(env, slot.subject, slot.fact).ok().and_then(amount);
        if let Some(stated) = &stated
            && stated.interval.single().is_none()
        {
            self.gaps.push(gap);
        }
        let program = self.program;
        let term = program.fact(slot.fact).and_then(|f| f.term.as_ref());
        let Some(term) = term else {
            return stated.unwrap_or_else(|| {
                self.gaps.push(gap);
                unknown(self.measure(slot.fact))
            });
        };
        let FormulaC::Sum(formula) = &term.formula else { return unknown(None) };
        let inner = env.inside(slot.subject, subject);
        let mark = self.gaps.len();
        if term.unseen {
            if stated.is_none() {
                self.gaps.push(Gap::FirstDay { pack: term.pack, id: &term.id });
            }
            return stated.unwrap_or_else(|| unknown(self.measure(slot.fact)));
        }
        let computed = self.number(&inner, formula);
        let Some(stated) = stated else { return computed };
        self.gaps.truncate(mark);
        let same = match (stated.measure, computed.measure) {
            (Some(Measure::Money(a)), Some(Measure::Money(b))) => a == b,
            _ => true,
        };
        if same && computed.interval.apart(&stated.interval) {
            let found = Contradiction::Number {
                subject,
                fact: slot.fact.0,
                computed: shown(&computed.interval),
            };
            if !self.findings.contains(&found) {
                self.findings.push(found);
            }
            self.gaps.push(gap);
            return Amount {
                interval: Cow::Owned(stated.interval.hull(&computed.interval)),
                measure: stated.measure,
            };
        }
        stated
    }

    fn measure(&self, fact: FactIx) -> Option<Measure> {
        match self.program.fact(fact)?.of? {
            FactType::Number(dimension) => Some(Measure::Plain(dimension)),
            FactType::Share => Some(Measure::Plain(Dimension::NONE)),
            FactType::Date => Some(Measure::Date),
            _ => None,
        }
    }

    /// A sum over a noun. What the list may still hold can only add to it; shares add up to the whole.
    fn total(
        &mut self,
        env: &Env<'a>,
        slot: &'a Slot,
        share: bool,
        filter: Option<&'a Node>,
    ) -> Amount<'a> {
        let all = self.domain(env, slot.subject);
        let zero = || Exact::from(0);
        let (mut sum, mut named) = (Interval::exactly(zero()), zero());
        let mut measure = self.measure(slot.fact);
        // Amounts and shares are nothing or more; any other number may lie below zero.
        let signed = matches!(measure, Some(Measure::Plain(_))) && !share;
        for subject in all.members() {
            let env = env.bind(slot.subject, subject);
            let mark = self.gaps.len();
            let kept = filter.map_or(Truth::Yes, |f| self.eval(&env, f));
            let filter_gaps = self.gaps.len();
            let mut one = self.slot(&env, slot);
            if one.interval.low == Bound::Open && !signed {
                one.interval = Cow::Owned(Interval {
                    low: Bound::At(zero()),
                    high: one.interval.high.clone(),
                });
            }
            if let Bound::At(low) | Bound::Beyond(low) = &one.interval.low {
                named = named.add(low);
            }
            match kept {
                Truth::No => {
                    self.gaps.truncate(mark);
                    continue;
                }
                Truth::Unknown => {
                    one.interval = Cow::Owned(one.interval.hull(&Interval::exactly(zero())));
                }
                Truth::Yes => self.gaps.drain(mark..filter_gaps).for_each(drop),
            }
            match (measure, one.measure) {
                (Some(Measure::Money(to)), Some(Measure::Money(from))) if from != to => {
                    if let Some(rate) = self.rate(from, to) {
                        one.interval =
                            Cow::Owned(one.interval.mul(&Interval::exactly(rate.clone())));
                    } else {
                        self.gaps.push(Gap::Rate(from, to));
                        one.interval = Cow::Owned(Interval::at_least(zero()));
                    }
                }
                (None, found) => measure = found,
                _ => {}
            }
            sum = sum.add(&one.interval);
        }
        if let Some(gap) = all.open {
            let rest = Exact::from(1).sub(&named);
            if !share || slot.subject != Noun::Owner {
                sum.high = Bound::Open;
                self.gaps.push(gap);
            } else if !rest.is_negative() && !rest.is_zero() {
                sum = sum.add(&Interval { low: Bound::At(zero()), high: Bound::At(rest) });
                self.gaps.push(gap);
            }
        }
        Amount { interval: Cow::Owned(sum), measure }
    }

    fn count(&mut self, env: &Env<'a>, noun: Noun, filter: Option<&'a Node>) -> Amount<'a> {
        let all = self.domain(env, noun);
        let (mut low, mut high) = (0_i64, 0_i64);
        for subject in all.members() {
            let env = env.bind(noun, subject);
            match filter.map_or(Truth::Yes, |f| self.eval(&env, f)) {
                Truth::No => {}
                Truth::Unknown => high = high.saturating_add(1),
                Truth::Yes => (low, high) = (low.saturating_add(1), high.saturating_add(1)),
            }
        }
        let low = Bound::At(Exact::from(low));
        match all.open {
            Some(gap) => {
                self.gaps.push(gap);
                bare(Interval { low, high: Bound::Open })
            }
            None => bare(Interval { low, high: Bound::At(Exact::from(high)) }),
        }
    }
}

pub(super) fn compared(a: &Interval, op: Op, b: &Interval) -> Truth {
    match op {
        Op::Less => a.less(b),
        Op::AtLeast => !a.less(b),
        Op::More => b.less(a),
        Op::AtMost => !b.less(a),
        Op::Equal => a.equal(b),
        Op::Unequal => !a.equal(b),
    }
}

fn bare<'a>(interval: Interval) -> Amount<'a> {
    Amount { interval: Cow::Owned(interval), measure: Some(Measure::Plain(Dimension::NONE)) }
}

fn unknown<'a>(measure: Option<Measure>) -> Amount<'a> {
    Amount { interval: Cow::Owned(Interval::everything()), measure }
}

/// A stated value as a number.
pub(super) fn amount(value: &Value) -> Option<Amount<'_>> {
    match value {
        Value::Number(interval) => {
            Some(Amount { interval: Cow::Borrowed(interval), measure: None })
        }
        Value::Money(interval, currency) => Some(Amount {
            interval: Cow::Borrowed(interval),
            measure: Some(Measure::Money(*currency)),
        }),
        Value::Date(day) => Some(Amount {
            interval: Cow::Owned(Interval::exactly(day_number(*day))),
            measure: Some(Measure::Date),
        }),
        _ => None,
    }
}

fn product(
    left: Option<Measure>,
    right: Option<Measure>,
    join: fn(Dimension, Dimension) -> Dimension,
) -> Option<Measure> {
    match (left, right) {
        (Some(Measure::Money(currency)), _) | (_, Some(Measure::Money(currency))) => {
            Some(Measure::Money(currency))
        }
        (Some(Measure::Plain(x)), Some(Measure::Plain(y))) => Some(Measure::Plain(join(x, y))),
        _ => None,
    }
}

/// An interval for a finding.
fn shown(interval: &Interval) -> String {
    match (&interval.low, &interval.high) {
        _ if interval.single().is_some() => {
            interval.single().map(ToString::to_string).unwrap_or_default()
        }
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => format!("{a} .. {b}"),
        (Bound::At(a), Bound::Open) => format!(">= {a}"),
        (Bound::Beyond(a), Bound::Open) => format!("> {a}"),
        (Bound::Open, Bound::At(b)) => format!("<= {b}"),
        (Bound::Open, Bound::Beyond(b)) => format!("< {b}"),
        (Bound::Open, Bound::Open) => "unknown".to_owned(),
    }
}
