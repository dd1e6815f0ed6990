//! A condition as written into a typed one: every name is resolved, every fault told. One arm a rule of the grammar.

use super::ast::{Expr, Item, Name, SumExpr, Test, TestKind};
use super::lex::Fault;
use super::parse;
use super::role::{Context, Polarity};
use super::source::Snippet;
use super::tree::{Cond, Op, Path, Subject, Sum};
use super::vocabulary::{FactType, Scalar};
use crate::diag::{Code, Diagnostics, Span};

/// Reads a condition.
///
/// # Errors
/// Every fault of it, each with its place in the file.
pub fn condition(snippet: &Snippet<'_>, context: &Context<'_>) -> Result<Cond, Diagnostics> {
    let (expr, faults) = parse::condition(snippet.text);
    let mut checker = Checker::new(snippet, context, faults);
    let cond = checker.expr(&expr);
    checker.finish(cond)
}

/// Reads the formula of a number, share, amount or date term.
///
/// # Errors
/// Every fault of it, and a result of another kind than `want`.
pub fn sum(
    snippet: &Snippet<'_>,
    context: &Context<'_>,
    want: FactType,
) -> Result<Sum, Diagnostics> {
    let (expr, faults) = parse::sum(snippet.text);
    let mut checker = Checker::new(snippet, context, faults);
    let sum = match &expr {
        SumExpr::Faulty(_) => None,
        expr => checker.wanted(expr, want),
    };
    checker.finish(sum)
}

/// Reads the name of a place fact: a leg's destination, a place term.
///
/// # Errors
/// Every fault of it, and a fact of another type.
pub fn path(snippet: &Snippet<'_>, context: &Context<'_>) -> Result<Path, Diagnostics> {
    let (name, faults) = parse::path(snippet.text);
    let mut checker = Checker::new(snippet, context, faults);
    let found = name.and_then(|name| {
        let fact = checker.fact(name)?;
        if matches!(fact.of, FactType::One(Scalar::Place) | FactType::Set(Scalar::Place)) {
            return Some(fact.path);
        }
        let message = format!("`{}` is {}, not a place", name.text, fact.kind());
        checker.fault(Fault::new(name.span, Code::TypeMismatch, message));
        None
    });
    checker.finish(found)
}

/// A fault that is already kept.
pub(super) struct Told;

/// Walks one condition and keeps what is bound around the place it is at.
pub(super) struct Checker<'a> {
    snippet: &'a Snippet<'a>,
    pub(super) context: &'a Context<'a>,
    /// Nouns bound here, outermost first.
    pub(super) bound: Vec<Subject>,
    /// Whether the place is negated; `None` where more of it may mean either.
    pub(super) negated: Option<bool>,
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn new(snippet: &'a Snippet<'a>, context: &'a Context<'a>, faults: Vec<Fault>) -> Self {
        let bound = context.each.into_iter().cloned().collect();
        Self { snippet, context, bound, negated: Some(false), faults }
    }

    fn finish<T>(self, value: Option<T>) -> Result<T, Diagnostics> {
        let snippet = self.snippet;
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self
                .faults
                .into_iter()
                .map(|fault| {
                    let told = snippet.fault(fault.span, fault.code, fault.message);
                    match fault.help {
                        Some(help) => told.help(help),
                        None => told,
                    }
                })
                .collect()),
        }
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Keeps the fault; there is no tree for what it stands in.
    pub(super) fn no<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    /// The user's text at `span`.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.snippet.text.get(span.start..span.end).unwrap_or_default()
    }

    pub(super) fn expr(&mut self, expr: &Expr<'_>) -> Option<Cond> {
        match expr {
            Expr::And(parts) => self.all(parts).map(Cond::And),
            Expr::Or(parts) => self.all(parts).map(Cond::Or),
            Expr::Not(inner) => {
                let inner = self.flipped(true, |checker| checker.expr(inner))?;
                Some(Cond::Not(Box::new(inner)))
            }
            Expr::Quantified { quant, path, body } => self.quantified(*quant, *path, body),
            Expr::Compare { left, op, right } => self.compare(left, *op, right),
            Expr::Test { path, test } => self.test(*path, test),
            Expr::Alone(path) => self.alone(*path),
            Expr::Faulty => None,
        }
    }

    /// Every part, so that every fault is told.
    fn all(&mut self, parts: &[Expr<'_>]) -> Option<Vec<Cond>> {
        let parts: Vec<Option<Cond>> = parts.iter().map(|part| self.expr(part)).collect();
        parts.into_iter().collect()
    }

    /// Runs `inside` where a negation stands around it.
    pub(super) fn flipped<T>(&mut self, flip: bool, inside: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.negated;
        self.negated = before.map(|negated| negated != flip);
        let result = inside(self);
        self.negated = before;
        result
    }

    /// Runs the filter of a sum or count: what is in it may push a comparison either way.
    pub(super) fn filter(&mut self, filter: Option<&Expr<'_>>) -> Result<Option<Box<Cond>>, Told> {
        let Some(filter) = filter else { return Ok(None) };
        let before = self.negated.take();
        let result = self.expr(filter);
        self.negated = before;
        result.map(|cond| Some(Box::new(cond))).ok_or(Told)
    }

    /// A path that stands alone: a result, a truth, or a showing.
    fn alone(&mut self, name: Name<'_>) -> Option<Cond> {
        if let Some(result) = self.named(name.text) {
            return self.result_alone(name, result);
        }
        let fact = self.fact(name)?;
        match fact.of {
            FactType::Truth => Some(Cond::Truth(fact.path)),
            FactType::Shown => {
                self.showing(name);
                Some(Cond::Truth(fact.path))
            }
            of => {
                let text = name.text;
                let message = format!("`{text}` is {}, not a truth", fact.kind());
                let help = match of {
                    FactType::Number(_) | FactType::Share | FactType::Money | FactType::Date => {
                        format!("compare it: `{text} >= …`")
                    }
                    FactType::Record => format!("write `any {text} satisfies (…)`"),
                    _ => format!("write `{text} is …` or `{text} in …`"),
                };
                self.no(Fault::new(name.span, Code::TypeMismatch, message).help(help))
            }
        }
    }

    /// A showing may only relieve.
    fn showing(&mut self, name: Name<'_>) {
        let role = self.context.role;
        let (right, help) = match role.polarity() {
            Polarity::Free => return,
            Polarity::Restricts => (
                self.negated == Some(true),
                format!("in {} it stands negated: `not {}`", role.name(), name.text),
            ),
            Polarity::Relieves => (
                self.negated == Some(false),
                format!("in {} it stands without `not`: `{}`", role.name(), name.text),
            ),
        };
        if !right {
            let help = if self.negated.is_none() {
                "it cannot stand in a `where`, which may push a comparison either way".to_owned()
            } else {
                help
            };
            let message = format!("the showing `{}` may only relieve", name.text);
            self.fault(Fault::new(name.span, Code::Showing, message).help(help));
        }
    }

    /// `is`, `in`, `meets`, `is listed on`.
    pub(super) fn test(&mut self, name: Name<'_>, test: &Test<'_>) -> Option<Cond> {
        let cond = match &test.kind {
            TestKind::Meets(codes) => {
                let item = self.item(name);
                let codes = self.codes(codes);
                Cond::Meets { item: item?, codes: codes? }
            }
            TestKind::Listed { lists, with } => {
                let who = self.listable(name);
                let (lists, with) = self.lists(lists, with)?;
                Cond::Listed { who: who?, lists, with }
            }
            TestKind::In(_) | TestKind::Is(_) => {
                if let Some(result) = self.named(name.text) {
                    self.result_test(name, result, test)?
                } else if let TestKind::Is(Item::Date(day, span)) = test.kind {
                    let op = if test.negated { Op::Unequal } else { Op::Equal };
                    return self.compare(&SumExpr::Path(name), op, &SumExpr::Date(day, span));
                } else {
                    let (path, set) = self.member(name, test)?;
                    Cond::In { path, set }
                }
            }
        };
        Some(if test.negated { Cond::Not(Box::new(cond)) } else { cond })
    }
}
