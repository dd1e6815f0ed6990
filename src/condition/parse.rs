//! Tokens into a condition as written: recursive descent, one function a rule of the grammar. Names stay texts.

use super::ast::{Body, Expr, Name, SumExpr};
use super::cursor::{Parsed, Parser};
use super::lex::{Fault, Tok};
use super::tree::{Op, Quant};
use crate::diag::{Code, Span};

/// A whole text as a condition, and every fault in it.
pub(super) fn condition(text: &str) -> (Expr<'_>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    if parser.is_empty("the condition is empty") {
        return (Expr::Faulty, parser.faults);
    }
    let expr = parser.condition();
    parser.finish();
    (expr, parser.faults)
}

/// A whole text as a sum.
pub(super) fn sum(text: &str) -> (SumExpr<'_>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    let here = parser.span();
    if parser.is_empty("the formula is empty") {
        return (SumExpr::Faulty(here), parser.faults);
    }
    let expr = parser.sum().unwrap_or(SumExpr::Faulty(here));
    parser.finish();
    (expr, parser.faults)
}

/// A whole text as one path.
pub(super) fn path(text: &str) -> (Option<Name<'_>>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    let name = parser.name("the name of a place fact, as `to`").ok();
    if name.is_some() {
        parser.finish();
    }
    (name, parser.faults)
}

impl<'a> Parser<'a> {
    fn condition(&mut self) -> Expr<'a> {
        let mut parts = vec![self.unit()];
        let mut word: Option<&'a str> = None;
        let mut mixed = false;
        while let Tok::Key(next @ ("and" | "or")) = *self.peek() {
            let place = self.span();
            self.at += 1;
            let first = *word.get_or_insert(next);
            let wrong = first != next && !mixed;
            parts.push(self.unit());
            if wrong {
                mixed = true;
                self.mixed(place, first, next);
            }
        }
        match word {
            None => parts.pop().unwrap_or(Expr::Faulty),
            Some("and") => Expr::And(parts),
            Some(_) => Expr::Or(parts),
        }
    }

    fn mixed(&mut self, place: Span, first: &str, next: &str) {
        let help = if first == "and" {
            "write `(a and b) or c` or `a and (b or c)`, whichever is meant"
        } else {
            "write `(a or b) and c` or `a or (b and c)`, whichever is meant"
        };
        let message = format!("`{next}` follows `{first}` without parentheses");
        self.faults.push(Fault::new(place, Code::MixedAndOr, message).help(help));
    }

    /// One unit; after a fault, goes on at the next `and`, `or` or closing parenthesis.
    fn unit(&mut self) -> Expr<'a> {
        let negated = self.eat_key("not");
        let atom = self.atom();
        if !matches!(self.peek(), Tok::End | Tok::Key("and" | "or") | Tok::Sign(")")) {
            if atom.is_ok() {
                let fault = self.unexpected("`and`, `or` or the end");
                self.told(fault);
            }
            self.recover();
        }
        match atom {
            Ok(expr) if negated => Expr::Not(Box::new(expr)),
            Ok(expr) => expr,
            Err(()) => Expr::Faulty,
        }
    }

    fn atom(&mut self) -> Parsed<Expr<'a>> {
        match *self.peek() {
            Tok::Sign("(") if !self.opens_a_sum() => self.parenthesized(),
            Tok::Key(word @ ("any" | "every" | "no")) => {
                self.at += 1;
                let quant = match word {
                    "any" => Quant::Any,
                    "every" => Quant::Every,
                    _ => Quant::No,
                };
                self.quantified(quant)
            }
            Tok::Key("not") => self.stop(
                Fault::new(self.span(), Code::Condition, "`not` stands twice")
                    .help("write `not (not a)`, or leave both out"),
            ),
            _ => self.statement(),
        }
    }

    fn quantified(&mut self, quant: Quant) -> Parsed<Expr<'a>> {
        let path = self.name("a noun, as `party`, or a fact of one, as `party.country`")?;
        let body = if self.eat_key("satisfies") {
            Body::Satisfies(Box::new(self.parenthesized()?))
        } else if let Some((op, _)) = self.compare()? {
            Body::Compare { op, right: self.sum()? }
        } else if let Some(test) = self.test()? {
            Body::Test(test)
        } else {
            let text = path.text;
            let fault = self.unexpected("`satisfies`, a comparison, `is`, `in` or `meets`");
            let fault = match text.split_once('.') {
                Some((noun, _)) => fault.help(format!("write `{noun} satisfies ({text})`")),
                None => fault.help(format!("write `{text} satisfies (…)`")),
            };
            return self.stop(fault);
        };
        Ok(Expr::Quantified { quant, path, body })
    }

    fn statement(&mut self) -> Parsed<Expr<'a>> {
        let left = self.sum()?;
        if let Some((op, _)) = self.compare()? {
            let right = self.sum()?;
            if let Some((_, second)) = self.compare()? {
                return self.stop(
                    Fault::new(second, Code::Condition, "one comparison follows another")
                        .help("write `a < b and b < c`"),
                );
            }
            return Ok(Expr::Compare { left, op, right });
        }
        let SumExpr::Path(path) = left else {
            if matches!(left, SumExpr::Faulty(_)) {
                return Err(());
            }
            let fault = Fault::new(left.span(), Code::Condition, "a comparison is missing")
                .help("say with what it is compared: `… >= 34`");
            return self.stop(fault);
        };
        match self.test()? {
            Some(test) => Ok(Expr::Test { path, test }),
            None => Ok(Expr::Alone(path)),
        }
    }

    /// `(` condition `)`.
    pub(super) fn parenthesized(&mut self) -> Parsed<Expr<'a>> {
        let open = self.span();
        self.expect_sign("(")?;
        self.deeper(open)?;
        let expr = self.condition();
        self.shallower();
        if self.eat_sign(")") {
            return Ok(expr);
        }
        self.stop(Fault::new(open, Code::Condition, "nothing closes this `(`"))
    }

    /// Whether what this parenthesis closes is compared or reckoned with.
    fn opens_a_sum(&self) -> bool {
        let after = self.close().and_then(|at| self.tokens.get(at + 1)).map(|token| &token.tok);
        matches!(
            after,
            Some(Tok::Sign("<" | "<=" | "=" | "!=" | ">=" | ">" | "==" | "+" | "-" | "*" | "/"))
        )
    }

    fn compare(&mut self) -> Parsed<Option<(Op, Span)>> {
        let op = match *self.peek() {
            Tok::Sign("<") => Op::Less,
            Tok::Sign("<=") => Op::AtMost,
            Tok::Sign("=") => Op::Equal,
            Tok::Sign("!=") => Op::Unequal,
            Tok::Sign(">=") => Op::AtLeast,
            Tok::Sign(">") => Op::More,
            Tok::Sign("==") => {
                let fault = Fault::new(self.span(), Code::Condition, "cannot read `==`");
                return self.stop(fault.help("write `=`"));
            }
            _ => return Ok(None),
        };
        let span = self.span();
        self.at += 1;
        Ok(Some((op, span)))
    }
}
