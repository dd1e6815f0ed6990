//! A condition as written: names are texts with places, nothing is resolved yet. The checker makes the typed tree of it.

use super::tree::{Op, Quant};
use crate::base::{Day, Exact, Measure};
use crate::diag::Span;

/// A name or path as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// `us-ear:[3A001, 4A090.a]` as written.
#[derive(Clone, Debug)]
pub(super) struct Reference<'a> {
    pub(super) pack: Name<'a>,
    pub(super) codes: Vec<Name<'a>>,
    pub(super) span: Span,
}

/// A condition.
#[derive(Clone, Debug)]
pub(super) enum Expr<'a> {
    And(Vec<Expr<'a>>),
    Or(Vec<Expr<'a>>),
    Not(Box<Expr<'a>>),
    Quantified {
        quant: Quant,
        path: Name<'a>,
        body: Body<'a>,
    },
    Compare {
        left: SumExpr<'a>,
        op: Op,
        right: SumExpr<'a>,
    },
    Test {
        path: Name<'a>,
        test: Test<'a>,
    },
    Alone(Name<'a>),
    /// A fault that is already told.
    Faulty,
}

/// What follows `any party`.
#[derive(Clone, Debug)]
pub(super) enum Body<'a> {
    Satisfies(Box<Expr<'a>>),
    Compare { op: Op, right: SumExpr<'a> },
    Test(Test<'a>),
}

/// What is asked of a path.
#[derive(Clone, Debug)]
pub(super) struct Test<'a> {
    pub(super) negated: bool,
    pub(super) kind: TestKind<'a>,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum TestKind<'a> {
    In(Vec<Item<'a>>),
    Is(Item<'a>),
    Meets(Reference<'a>),
    Listed { lists: Vec<Name<'a>>, with: Vec<(Name<'a>, Name<'a>)> },
}

/// An element of a set, or what stands after `is`.
#[derive(Clone, Debug)]
pub(super) enum Item<'a> {
    Name(Name<'a>),
    Reference(Reference<'a>),
    Text(Name<'a>),
    Number(Name<'a>),
    Date(Day, Span),
}

impl Item<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Name(name) | Self::Text(name) | Self::Number(name) => name.span,
            Self::Reference(reference) => reference.span,
            Self::Date(_, span) => *span,
        }
    }
}

/// A number as written, in base units.
#[derive(Clone, Debug)]
pub(super) struct Literal<'a> {
    pub(super) raw: &'a str,
    pub(super) value: Exact,
    pub(super) measure: Measure,
    pub(super) unit: Option<&'a str>,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arith {
    Add,
    Sub,
    Mul,
    Div,
}

/// A number, an amount or a day.
#[derive(Clone, Debug)]
pub(super) enum SumExpr<'a> {
    Literal(Literal<'a>, Span),
    Date(Day, Span),
    Path(Name<'a>),
    Arith {
        op: Arith,
        left: Box<SumExpr<'a>>,
        right: Box<SumExpr<'a>>,
        span: Span,
    },
    Total {
        path: Name<'a>,
        filter: Option<Box<Expr<'a>>>,
        span: Span,
    },
    Count {
        noun: Name<'a>,
        filter: Option<Box<Expr<'a>>>,
        span: Span,
    },
    /// A fault that is already told.
    Faulty(Span),
}

impl SumExpr<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Path(name) => name.span,
            Self::Literal(_, span)
            | Self::Date(_, span)
            | Self::Faulty(span)
            | Self::Arith { span, .. }
            | Self::Total { span, .. }
            | Self::Count { span, .. } => *span,
        }
    }
}
