//! Numbers, amounts and days as intervals, with the facts that would narrow them.

use super::answer::{Answer, Names, unknown_all, yes};
use super::facts::who;
use super::world::{Env, World, join};
use chrono::Datelike;
use sekisho::base::{Bound, Currency, Day, Exact, Interval, Measure, PackId, Truth};
use sekisho::condition::{Cond, FactType, Op, Path, Subject, Sum};
use sekisho::law::model::Formula;
use sekisho::transfer::Value;

/// A number. Without a currency it is a plain number, nothing, or something that is the same in every currency.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) range: Interval,
    pub(crate) currency: Option<Currency>,
    pub(crate) missing: Names,
}

fn number(range: Interval) -> Number {
    Number { range, currency: None, missing: Names::new() }
}

fn nothing_known(missing: Names) -> Number {
    Number { range: Interval::everything(), currency: None, missing }
}

fn zero() -> Interval {
    Interval::exactly(Exact::from(0))
}

fn day_number(day: Day) -> Interval {
    Interval::exactly(Exact::from(i64::from(day.num_days_from_ce())))
}

impl<'a> World<'a> {
    pub(crate) fn compare(&self, env: &Env<'a>, left: &Sum, op: Op, right: &Sum) -> Answer {
        let (left, right) = (self.number(env, left), self.number(env, right));
        let (left, right) = match self.one_currency(left, right) {
            Ok(pair) => pair,
            Err(missing) => return unknown_all(missing),
        };
        let truth = match op {
            Op::Less => left.range.less(&right.range),
            Op::AtMost => !right.range.less(&left.range),
            Op::Equal => left.range.equal(&right.range),
            Op::Unequal => !left.range.equal(&right.range),
            Op::AtLeast => !left.range.less(&right.range),
            Op::More => right.range.less(&left.range),
        };
        match truth {
            Truth::Unknown => unknown_all(join(&left.missing, &right.missing)),
            truth => Answer { truth, missing: Names::new() },
        }
    }

    /// Both in the right one's currency, by a stated rate that is not of a later day.
    fn one_currency(&self, left: Number, right: Number) -> Result<(Number, Number), Names> {
        let (Some(from), Some(to)) = (left.currency, right.currency) else {
            return Ok((left, right));
        };
        if from == to {
            return Ok((left, right));
        }
        if let Some(range) = self.convert(&left.range, from, to) {
            return Ok((Number { range, currency: Some(to), ..left }, right));
        }
        let mut missing = join(&left.missing, &right.missing);
        missing.insert(rate_name(from, to));
        Err(missing)
    }

    pub(crate) fn convert(
        &self,
        range: &Interval,
        from: Currency,
        to: Currency,
    ) -> Option<Interval> {
        let rates = self.case.rates.iter().filter(|r| r.from == from && r.to == to);
        let rate = rates.filter(|r| r.on <= self.day).max_by_key(|r| r.on)?;
        Some(range.mul(&Interval::exactly(rate.rate.clone())))
    }

    pub(crate) fn number(&self, env: &Env<'a>, sum: &Sum) -> Number {
        match sum {
            Sum::Number { value, measure, .. } => Number {
                currency: match measure {
                    Measure::Money(currency) => Some(*currency),
                    Measure::Plain(_) | Measure::Date => None,
                },
                ..number(Interval::exactly(value.clone()))
            },
            Sum::Date(day) => number(day_number(*day)),
            Sum::Path(path) => self.fact_number(env, path),
            Sum::Limit => match &env.limit {
                Some((value, currency)) => {
                    Number { currency: Some(*currency), ..number(Interval::exactly(value.clone())) }
                }
                None => nothing_known(Names::new()),
            },
            Sum::Add(a, b) => self.two(env, a, b, Interval::add),
            Sum::Sub(a, b) => self.two(env, a, b, Interval::sub),
            Sum::Mul(a, b) => {
                let (a, b) = (self.number(env, a), self.number(env, b));
                Number {
                    range: a.range.mul(&b.range),
                    currency: a.currency.or(b.currency),
                    missing: join(&a.missing, &b.missing),
                }
            }
            Sum::Div(a, b) => {
                let (a, b) = (self.number(env, a), self.number(env, b));
                let money_by_money = b.currency.is_some();
                let (a, b) = match self.one_currency(a, b) {
                    Ok(pair) => pair,
                    Err(missing) => return nothing_known(missing),
                };
                Number {
                    range: a.range.div(&b.range),
                    currency: if money_by_money { None } else { a.currency },
                    missing: join(&a.missing, &b.missing),
                }
            }
            Sum::Total { path, filter } => self.total(env, path, filter.as_deref()),
            Sum::Count { noun, filter } => self.count(env, noun, filter.as_deref()),
        }
    }

    fn two(
        &self,
        env: &Env<'a>,
        a: &Sum,
        b: &Sum,
        f: fn(&Interval, &Interval) -> Interval,
    ) -> Number {
        let (a, b) = (self.number(env, a), self.number(env, b));
        let currency = b.currency.or(a.currency);
        match self.one_currency(a, b) {
            Ok((a, b)) => Number {
                range: f(&a.range, &b.range),
                currency,
                missing: join(&a.missing, &b.missing),
            },
            Err(missing) => Number { currency, ..nothing_known(missing) },
        }
    }

    /// A number as stated; else as computed. Where both are there and apart, a person must look, and either may be true.
    fn fact_number(&self, env: &Env<'a>, path: &Path) -> Number {
        let name = self.question(env, path);
        let stated = self.stated(env, path).and_then(|value| match value {
            Value::Number(range) => Some(number(range)),
            Value::Money(range, currency) => {
                Some(Number { currency: Some(currency), ..number(range) })
            }
            Value::Date(day) => Some(number(day_number(day))),
            _ => None,
        });
        let computed = self.term(&path.fact).map(|(pack, term)| {
            if term.unseen {
                return nothing_known(Names::from([format!("first-day:{pack}:{}", path.fact)]));
            }
            match &term.version.body.is {
                Formula::Sum(sum) => self.number(&self.home(env, &path.subject), sum),
                Formula::Truth(_) | Formula::Same(_) => nothing_known(Names::from([name.clone()])),
            }
        });
        match (stated, computed) {
            (None, None) => nothing_known(Names::from([name])),
            (None, Some(computed)) => computed,
            (Some(stated), computed) => {
                let mut seen = stated;
                if seen.range.single().is_none() {
                    seen.missing.insert(name.clone());
                }
                if let Some(computed) = computed
                    && computed.currency == seen.currency
                    && computed.range.apart(&seen.range)
                {
                    // A number belongs to no pack.
                    let whose = who(env, &path.subject).map_or("transfer", |w| &w.record.name);
                    self.find("contradiction", &PackId::from(""), whose);
                    seen.range = seen.range.hull(&computed.range);
                    seen.missing = Names::from([name]);
                }
                seen
            }
        }
    }

    /// The sum over a list. An amount or a share that is not known is nothing or more; so is whatever an open list may still
    /// hold. Owners hold no more than the whole between them.
    fn total(&self, env: &Env<'a>, path: &Path, filter: Option<&Cond>) -> Number {
        let list = self.list(env, &path.subject);
        let of = self.law.vocabulary.type_of(&path.fact);
        let never_negative = matches!(of, Some(FactType::Money | FactType::Share));
        let parts_of_one = path.subject == Subject::Owner && of == Some(FactType::Share);
        let mut sum = number(zero());
        let mut named = zero();
        for member in &list.members {
            let bound = self.bind(env, &path.subject, member);
            let counted = filter.map_or_else(yes, |cond| self.holds(&bound, cond));
            let mut value = self.fact_number(&bound, path);
            if let (Some(to), Some(from)) = (sum.currency, value.currency)
                && from != to
            {
                if let Some(range) = self.convert(&value.range, from, to) {
                    value.range = range;
                } else {
                    value.range = Interval::everything();
                    value.missing.insert(rate_name(from, to));
                }
                value.currency = Some(to);
            }
            if never_negative && value.range.low == Bound::Open {
                value.range.low = Bound::At(Exact::from(0));
            }
            if value.range.low != Bound::Open {
                let low = value.range.low.clone();
                named = named.add(&Interval { low: low.clone(), high: low });
            }
            if counted.is_no() {
                continue;
            }
            if counted.is_unknown() {
                value.range = value.range.hull(&zero());
            }
            sum.currency = sum.currency.or(value.currency);
            sum.range = sum.range.add(&value.range);
            sum.missing.extend(counted.missing);
            sum.missing.extend(value.missing);
        }
        let rest = Interval::exactly(Exact::from(1)).sub(&named);
        if !list.complete && parts_of_one {
            if zero().less(&rest) != Truth::No {
                sum.range.high = sum.range.add(&rest).high;
                sum.missing.insert(list.closing);
            }
        } else if !list.complete {
            sum.range.high = Bound::Open;
            sum.missing.insert(list.closing);
        }
        sum
    }

    fn count(&self, env: &Env<'a>, noun: &Subject, filter: Option<&Cond>) -> Number {
        let list = self.list(env, noun);
        let mut sum = number(zero());
        for member in &list.members {
            let bound = self.bind(env, noun, member);
            let counted = filter.map_or_else(yes, |cond| self.holds(&bound, cond));
            let one = Bound::At(Exact::from(1));
            let none = Bound::At(Exact::from(0));
            let range = match counted.truth {
                Truth::No => Interval { low: none.clone(), high: none },
                Truth::Unknown => Interval { low: none, high: one },
                Truth::Yes => Interval { low: one.clone(), high: one },
            };
            sum.range = sum.range.add(&range);
            sum.missing.extend(counted.missing);
        }
        if !list.complete {
            sum.range.high = Bound::Open;
            sum.missing.insert(list.closing);
        }
        sum
    }
}

pub(crate) fn rate_name(from: Currency, to: Currency) -> String {
    format!("rates.{}/{}", from.as_str(), to.as_str())
}
