//! The arithmetic half of the grammar: sums, products, factors.

use super::ast::{Arith, Expr, SumExpr};
use super::cursor::{Parsed, Parser};
use super::lex::Tok;

impl<'a> Parser<'a> {
    pub(super) fn sum(&mut self) -> Parsed<SumExpr<'a>> {
        let mut left = self.product()?;
        loop {
            let op = match self.peek() {
                Tok::Sign("+") => Arith::Add,
                Tok::Sign("-") => Arith::Sub,
                _ => return Ok(left),
            };
            self.arithmetic()?;
            left = join(op, left, self.product()?);
        }
    }

    fn product(&mut self) -> Parsed<SumExpr<'a>> {
        let mut left = self.factor()?;
        loop {
            let op = match self.peek() {
                Tok::Sign("*") => Arith::Mul,
                Tok::Sign("/") => Arith::Div,
                _ => return Ok(left),
            };
            self.arithmetic()?;
            left = join(op, left, self.factor()?);
        }
    }

    fn factor(&mut self) -> Parsed<SumExpr<'a>> {
        let span = self.span();
        match self.peek().clone() {
            Tok::Number(literal) => {
                self.step();
                Ok(SumExpr::Literal(literal, span))
            }
            Tok::Date(day) => {
                self.step();
                Ok(SumExpr::Date(day, span))
            }
            // A fault that is already told stands where a number could: the rest can still be read.
            Tok::Faulty => {
                self.step();
                Ok(SumExpr::Faulty(span))
            }
            Tok::Sign("(") => {
                self.step();
                self.deeper(span)?;
                let inner = self.sum();
                self.shallower();
                let inner = inner?;
                self.expect_sign(")")?;
                Ok(inner)
            }
            Tok::Key("sum") => {
                self.step();
                self.expect_key("of")?;
                let path = self.name("a fact of a noun, as `component.value`")?;
                let filter = self.filter()?;
                Ok(SumExpr::Total { path, filter, span: span.to(self.before()) })
            }
            Tok::Key("count") => {
                self.step();
                self.expect_key("of")?;
                let noun = self.name("a noun, as `party`")?;
                let filter = self.filter()?;
                Ok(SumExpr::Count { noun, filter, span: span.to(self.before()) })
            }
            _ => self.name("a fact, a number or `(`").map(SumExpr::Path),
        }
    }

    fn filter(&mut self) -> Parsed<Option<Box<Expr<'a>>>> {
        if self.eat_key("where") { Ok(Some(Box::new(self.parenthesized()?))) } else { Ok(None) }
    }
}

fn join<'a>(op: Arith, left: SumExpr<'a>, right: SumExpr<'a>) -> SumExpr<'a> {
    let span = left.span().to(right.span());
    SumExpr::Arith { op, left: Box::new(left), right: Box::new(right), span }
}
