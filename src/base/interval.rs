//! Intervals of exact numbers: what a number may be when it is stated, bounded, or not stated at all.

use super::exact::Exact;
use super::truth::Truth;
use serde::{Deserialize, Serialize};

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// No limit on this side.
    Open,
    /// Up to and including this number.
    At(Exact),
    /// Up to this number, which is not reached.
    Beyond(Exact),
}

/// All the values a number may have: one when it is stated, a range when a bound is stated, everything when it is not.
///
/// ```
/// use sekisho::base::{Exact, Interval, Truth};
/// let stated = Interval::at_least(Exact::from(34));
/// let line = Interval::exactly(Exact::from(34));
/// assert_eq!(stated.less(&line), Truth::No);
/// assert_eq!(line.less(&stated), Truth::Unknown);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: Bound,
    /// The upper end.
    pub high: Bound,
}

impl Interval {
    /// Nothing is known.
    #[must_use]
    pub fn everything() -> Self {
        Self { low: Bound::Open, high: Bound::Open }
    }

    /// One number.
    #[must_use]
    pub fn exactly(value: Exact) -> Self {
        Self { low: Bound::At(value.clone()), high: Bound::At(value) }
    }

    /// `value` or more.
    #[must_use]
    pub fn at_least(value: Exact) -> Self {
        Self { low: Bound::At(value), high: Bound::Open }
    }

    /// The number, where there is just one.
    #[must_use]
    pub fn single(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (Bound::At(low), Bound::At(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// No number lies between the ends.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Bound::Open, _) | (_, Bound::Open) => false,
            (Bound::At(low), Bound::At(high)) => low > high,
            (Bound::At(low) | Bound::Beyond(low), Bound::At(high) | Bound::Beyond(high)) => {
                low >= high
            }
        }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        let low = if below(&self.low, &other.low, Side::Low) { &self.low } else { &other.low };
        let high =
            if below(&self.high, &other.high, Side::High) { &other.high } else { &self.high };
        Self { low: low.clone(), high: high.clone() }
    }

    /// Whether the two share no number.
    #[must_use]
    pub fn apart(&self, other: &Self) -> bool {
        ends_before(&self.high, &other.low) || ends_before(&other.high, &self.low)
    }

    /// `self < other`.
    #[must_use]
    pub fn less(&self, other: &Self) -> Truth {
        if always_less(&self.high, &other.low) {
            Truth::Yes
        } else if never_less(&self.low, &other.high) {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// `self = other`.
    #[must_use]
    pub fn equal(&self, other: &Self) -> Truth {
        match (self.single(), other.single()) {
            (Some(a), Some(b)) if a == b => Truth::Yes,
            _ if self.apart(other) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Each end of the sum.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        Self {
            low: join(&self.low, &other.low, Exact::add),
            high: join(&self.high, &other.high, Exact::add),
        }
    }

    /// Each end of the difference.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        Self {
            low: join(&self.low, &other.high, Exact::sub),
            high: join(&self.high, &other.low, Exact::sub),
        }
    }

    /// The product. Where a side is not bounded and signs are mixed, everything.
    #[must_use]
    pub fn mul(&self, other: &Self) -> Self {
        let never_negative =
            |x: &Self| matches!(&x.low, Bound::At(v) | Bound::Beyond(v) if !v.is_negative());
        if never_negative(self) && never_negative(other) {
            return Self {
                low: join(&self.low, &other.low, Exact::mul),
                high: join(&self.high, &other.high, Exact::mul),
            };
        }
        let zero = Exact::from(0);
        if self.single() == Some(&zero) || other.single() == Some(&zero) {
            return Self::exactly(zero);
        }
        let corners: Option<Vec<Exact>> = [
            (&self.low, &other.low),
            (&self.low, &other.high),
            (&self.high, &other.low),
            (&self.high, &other.high),
        ]
        .into_iter()
        .map(|pair| match pair {
            (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => Some(a.mul(b)),
            _ => None,
        })
        .collect();
        match corners.as_deref() {
            Some([first, rest @ ..]) => {
                let low = rest.iter().fold(first, |a, b| a.min(b)).clone();
                let high = rest.iter().fold(first, |a, b| a.max(b)).clone();
                Self { low: Bound::At(low), high: Bound::At(high) }
            }
            _ => Self::everything(),
        }
    }

    /// The quotient; everything unless the divisor is surely above zero and the dividend not below it.
    #[must_use]
    pub fn div(&self, other: &Self) -> Self {
        let positive = match &other.low {
            Bound::At(v) => !v.is_negative() && !v.is_zero(),
            Bound::Beyond(v) => !v.is_negative(),
            Bound::Open => false,
        };
        let dividend_ok = matches!(&self.low, Bound::At(v) | Bound::Beyond(v) if !v.is_negative());
        if !positive || !dividend_ok {
            return Self::everything();
        }
        let divide = |a: &Bound, b: &Bound| match (a, b) {
            (Bound::At(a), Bound::At(b)) => a.div(b).map_or(Bound::Open, Bound::At),
            (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => {
                a.div(b).map_or(Bound::Open, Bound::Beyond)
            }
            _ => Bound::Open,
        };
        let low = match divide(&self.low, &other.high) {
            Bound::Open => Bound::At(Exact::from(0)),
            bound => bound,
        };
        Self { low, high: divide(&self.high, &other.low) }
    }
}

enum Side {
    Low,
    High,
}

/// Whether bound `a` lies below bound `b`, both of the same side.
fn below(a: &Bound, b: &Bound, side: Side) -> bool {
    match (a, b, side) {
        (Bound::Open, _, Side::Low) | (_, Bound::Open, Side::High) => true,
        (_, Bound::Open, Side::Low) | (Bound::Open, _, Side::High) => false,
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b), _) if a != b => a < b,
        (Bound::At(_), _, Side::Low) | (Bound::Beyond(_), _, Side::High) => true,
        (Bound::Beyond(_), _, Side::Low) | (Bound::At(_), _, Side::High) => false,
    }
}

/// Every number up to `high` is smaller than every number from `low`.
fn always_less(high: &Bound, low: &Bound) -> bool {
    match (high, low) {
        (Bound::Open, _) | (_, Bound::Open) => false,
        (Bound::At(a), Bound::At(b)) => a < b,
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => a <= b,
    }
}

/// No number from `low` is smaller than any number up to `high`.
fn never_less(low: &Bound, high: &Bound) -> bool {
    match (low, high) {
        (Bound::Open, _) | (_, Bound::Open) => false,
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => a >= b,
    }
}

fn ends_before(high: &Bound, low: &Bound) -> bool {
    always_less(high, low)
}

fn join(a: &Bound, b: &Bound, f: fn(&Exact, &Exact) -> Exact) -> Bound {
    match (a, b) {
        (Bound::Open, _) | (_, Bound::Open) => Bound::Open,
        (Bound::At(a), Bound::At(b)) => Bound::At(f(a, b)),
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => {
            Bound::Beyond(f(a, b))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn bounds_decide_only_when_they_do_not_straddle() {
        let line = Interval::exactly(exact("34"));
        let above = Interval { low: Bound::Beyond(exact("34")), high: Bound::Open };
        assert_eq!(line.less(&above), Truth::Yes);
        assert_eq!(above.less(&line), Truth::No);
        assert_eq!(Interval::at_least(exact("34")).equal(&line), Truth::Unknown);
        assert_eq!(above.equal(&line), Truth::No);
    }
}
