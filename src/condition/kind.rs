//! Kinds of numbers, which of them go together, and what comes of reckoning with them.

use super::ast::{Arith, Literal, SumExpr};
use super::tree::Sum;
use super::vocabulary::FactType;
use crate::base::{Dimension, Measure, Unit};
use crate::diag::Code;

/// What kind of number a sum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number of this dimension.
    Number(Dimension),
    /// A fraction, written in percent.
    Share,
    /// A quotient of like things: goes with shares and with bare numbers.
    Ratio,
    /// An amount.
    Money,
    /// A day.
    Date,
}

/// A checked sum, its kind, and the unit that shows it best.
pub(super) struct Typed {
    pub(super) sum: Sum,
    pub(super) kind: Kind,
    pub(super) unit: Option<Box<str>>,
}

pub(super) const BARE: Kind = Kind::Number(Dimension::NONE);

impl Typed {
    /// What it is, with its article.
    pub(super) fn said(&self) -> String {
        match (self.kind, &self.unit) {
            (BARE, _) => "a bare number".to_owned(),
            (Kind::Number(_), Some(unit)) => format!("a number in `{unit}`"),
            (Kind::Number(dimension), None) => format!("a number in `{dimension}`"),
            (Kind::Share, _) => "a share in percent".to_owned(),
            (Kind::Ratio, _) => "a ratio".to_owned(),
            (Kind::Money, _) => "an amount of money".to_owned(),
            (Kind::Date, _) => "a day".to_owned(),
        }
    }
}

pub(super) fn of_literal(literal: &Literal<'_>) -> Typed {
    let kind = match (literal.measure, literal.unit) {
        (Measure::Plain(_), Some("%")) => Kind::Share,
        (Measure::Plain(Dimension::NONE), Some(_)) => Kind::Ratio,
        (Measure::Plain(dimension), _) => Kind::Number(dimension),
        (Measure::Money(_), _) => Kind::Money,
        (Measure::Date, _) => Kind::Date,
    };
    let unit: Option<Box<str>> = literal.unit.map(Into::into);
    let sum =
        Sum::Number { value: literal.value.clone(), measure: literal.measure, unit: unit.clone() };
    Typed { sum, kind, unit }
}

/// The kind of a fact of this type, asked in this unit.
pub(super) fn of_fact(of: FactType, unit: Option<&Unit>) -> Option<Kind> {
    match (of, unit) {
        (FactType::Share, _) => Some(Kind::Share),
        (FactType::Number(Dimension::NONE), Some(unit)) if &*unit.symbol == "%" => {
            Some(Kind::Share)
        }
        (FactType::Number(Dimension::NONE), Some(_)) => Some(Kind::Ratio),
        (FactType::Number(dimension), _) => Some(Kind::Number(dimension)),
        (FactType::Money, _) => Some(Kind::Money),
        (FactType::Date, _) => Some(Kind::Date),
        _ => None,
    }
}

pub(super) fn fits(one: Kind, two: Kind) -> bool {
    one == two
        || matches!(
            (one, two),
            (Kind::Ratio, Kind::Share | BARE) | (Kind::Share | BARE, Kind::Ratio)
        )
}

/// The kind of a result; `None` where the two do not go together.
pub(super) fn combined(op: Arith, one: Kind, two: Kind) -> Option<Kind> {
    let dimension = |kind| match kind {
        Kind::Number(dimension) => Some(dimension),
        Kind::Share | Kind::Ratio => Some(Dimension::NONE),
        Kind::Money | Kind::Date => None,
    };
    let plain = |dimension| {
        if dimension == Dimension::NONE { Kind::Ratio } else { Kind::Number(dimension) }
    };
    match (op, one, two) {
        (_, Kind::Date, _) | (_, _, Kind::Date) | (Arith::Mul, Kind::Money, Kind::Money) => None,
        (Arith::Add | Arith::Sub, one, two) => {
            fits(one, two).then_some(if one == Kind::Ratio { two } else { one })
        }
        (Arith::Mul | Arith::Div, BARE, BARE) => Some(BARE),
        (Arith::Mul | Arith::Div, Kind::Money, other) | (Arith::Mul, other, Kind::Money)
            if dimension(other) == Some(Dimension::NONE) =>
        {
            Some(Kind::Money)
        }
        (Arith::Div, Kind::Money, Kind::Money) => Some(Kind::Ratio),
        (Arith::Mul, one, two) => Some(plain(dimension(one)?.times(dimension(two)?))),
        (Arith::Div, one, two) => Some(plain(dimension(one)?.per(dimension(two)?))),
    }
}

/// Two numbers that differ in their unit, or two kinds of thing.
pub(super) fn mismatch(one: Kind, two: Kind) -> Code {
    let number = |kind| matches!(kind, Kind::Number(_) | Kind::Share | Kind::Ratio);
    if number(one) && number(two) { Code::BadUnit } else { Code::TypeMismatch }
}

/// What to write for `side` so that it goes with `with`.
pub(super) fn help(with: &Typed, side: &SumExpr<'_>) -> Option<String> {
    let SumExpr::Literal(literal, _) = side else { return None };
    let raw = literal.raw;
    Some(match (with.kind, &with.unit) {
        (BARE, _) => format!("write it without a unit: `{raw}`"),
        (Kind::Number(_), Some(unit)) => format!("write it in `{unit}`: `{raw} {unit}`"),
        (Kind::Share, _) => format!("write it in percent: `{raw} %`"),
        (Kind::Money, _) => format!("write its currency in three capital letters after `{raw}`"),
        (Kind::Date, _) => "write a day: `2026-11-10`".to_owned(),
        _ => return None,
    })
}
