//! Numbers, amounts and days: only like kinds are compared or added.

use super::ast::{Arith, Expr, Name, SumExpr};
use super::check::Checker;
use super::check_result::Named;
use super::kind::{BARE, Kind, Typed, combined, fits, help, mismatch, of_fact, of_literal};
use super::lex::Fault;
use super::role::Derived;
use super::tree::{Cond, Op, Sum};
use super::vocabulary::FactType;
use crate::diag::Code;

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        left: &SumExpr<'_>,
        op: Op,
        right: &SumExpr<'_>,
    ) -> Option<Cond> {
        for side in [left, right] {
            self.not_a_number(side)?;
        }
        let (one, two) = (self.typed(left), self.typed(right));
        let (one, two) = (one?, two?);
        if !fits(one.kind, two.kind) {
            let message = format!(
                "`{}` is {}, `{}` is {}",
                self.text(left.span()),
                one.said(),
                self.text(right.span()),
                two.said()
            );
            let help = help(&one, right).or_else(|| help(&two, left));
            let fault =
                Fault::new(left.span().to(right.span()), mismatch(one.kind, two.kind), message);
            return self.no(match help {
                Some(help) => fault.help(help),
                None => fault.help("only like kinds are compared"),
            });
        }
        Some(Cond::Compare { left: one.sum, op, right: two.sum })
    }

    /// A sum that is what a term is declared as.
    pub(super) fn wanted(&mut self, expr: &SumExpr<'_>, want: FactType) -> Option<Sum> {
        let typed = self.typed(expr)?;
        let kind = of_fact(want, None);
        if kind.is_some_and(|kind| fits(kind, typed.kind)) {
            return Some(typed.sum);
        }
        let message = format!(
            "`{}` is {}, the term is declared as {}",
            self.text(expr.span()),
            typed.said(),
            super::check_name::kind(want)
        );
        self.no(Fault::new(expr.span(), Code::TypeMismatch, message)
            .help("change the `type` or the formula"))
    }

    /// Tells it where a side is a symbol, a place or the like, with the word that goes with those.
    fn not_a_number(&mut self, side: &SumExpr<'_>) -> Option<()> {
        let SumExpr::Path(name) = side else { return Some(()) };
        match self.type_of(name.text) {
            Some(of @ (FactType::One(_) | FactType::Set(_))) => {
                let text = name.text;
                let message = format!("`{text}` is {}, not a number", super::check_name::kind(of));
                self.no(Fault::new(name.span, Code::TypeMismatch, message)
                    .help(format!("write `{text} is …` or `{text} in …`")))
            }
            _ => Some(()),
        }
    }

    fn typed(&mut self, expr: &SumExpr<'_>) -> Option<Typed> {
        match expr {
            SumExpr::Literal(literal, _) => Some(of_literal(literal)),
            SumExpr::Date(day, _) => {
                Some(Typed { sum: Sum::Date(*day), kind: Kind::Date, unit: None })
            }
            SumExpr::Path(name) => self.number(*name),
            SumExpr::Arith { op, left, right, .. } => self.arith(*op, left, right),
            SumExpr::Total { path, filter, .. } => self.total(*path, filter.as_deref()),
            SumExpr::Count { noun, filter, .. } => self.count(*noun, filter.as_deref()),
            SumExpr::Faulty(_) => None,
        }
    }

    fn number(&mut self, name: Name<'_>) -> Option<Typed> {
        if matches!(self.named(name.text), Some(Named::Limit)) {
            self.readable(name, Derived::Limit)?;
            return Some(Typed { sum: Sum::Limit, kind: Kind::Money, unit: None });
        }
        let fact = self.fact(name)?;
        let Some(kind) = of_fact(fact.of, fact.unit.as_ref()) else {
            let text = name.text;
            let message = format!("`{text}` is {}, not a number", fact.kind());
            let help = match fact.of {
                FactType::Truth | FactType::Shown => format!("write `{text}` or `not {text}`"),
                FactType::Record => format!("write `any {text} satisfies (…)`"),
                _ => format!("write `{text} is …` or `{text} in …`"),
            };
            return self.no(Fault::new(name.span, Code::TypeMismatch, message).help(help));
        };
        let unit = fact.unit.map(|unit| unit.symbol);
        Some(Typed { sum: Sum::Path(fact.path), kind, unit })
    }

    fn total(&mut self, name: Name<'_>, filter: Option<&Expr<'_>>) -> Option<Typed> {
        let head = name.text.split('.').next().unwrap_or_default();
        let Some(noun) = self.noun(head).filter(|_| head != name.text) else {
            let message = format!("`{}` is no fact of a noun", name.text);
            return self.no(Fault::new(name.span, Code::Condition, message)
                .help("write what is summed: `sum of component.value`"));
        };
        let bindable = self.bindable(Name { text: head, span: name.span }, &noun);
        self.bound.push(noun);
        let typed = self.number(name);
        let filter = self.filter(filter);
        self.bound.pop();
        let (Typed { sum, kind, unit }, filter) = (bindable.and(typed)?, filter.ok()?);
        let Sum::Path(path) = sum else { return None };
        if kind == Kind::Date {
            let message = format!("`{}` is a day, and days are not added", name.text);
            return self.no(Fault::new(name.span, Code::TypeMismatch, message));
        }
        Some(Typed { sum: Sum::Total { path, filter }, kind, unit })
    }

    fn count(&mut self, name: Name<'_>, filter: Option<&Expr<'_>>) -> Option<Typed> {
        let Some(noun) = self.noun(name.text) else {
            let message = format!("`{}` is no noun", name.text);
            return self.no(Fault::new(name.span, Code::Condition, message)
                .help("write what is counted: `count of party where (…)`"));
        };
        let bindable = self.bindable(name, &noun);
        self.bound.push(noun.clone());
        let filter = self.filter(filter);
        self.bound.pop();
        bindable?;
        Some(Typed { sum: Sum::Count { noun, filter: filter.ok()? }, kind: BARE, unit: None })
    }

    fn arith(&mut self, op: Arith, left: &SumExpr<'_>, right: &SumExpr<'_>) -> Option<Typed> {
        let (one, two) = (self.typed(left), self.typed(right));
        let (one, two) = (one?, two?);
        let Some(kind) = combined(op, one.kind, two.kind) else {
            let verb = match op {
                Arith::Add => "be added",
                Arith::Sub => "be subtracted",
                Arith::Mul => "be multiplied",
                Arith::Div => "be divided",
            };
            let message = format!("{} and {} cannot {verb}", one.said(), two.said());
            let help = match (op, one.kind, two.kind) {
                (_, Kind::Date, _) | (_, _, Kind::Date) => "days are compared, not reckoned with",
                (Arith::Add | Arith::Sub, ..) => "only like kinds are added",
                (_, _, Kind::Money) => {
                    "amounts are multiplied and divided by numbers: `12 * limit`"
                }
                _ => "only numbers are multiplied and divided",
            };
            let span = left.span().to(right.span());
            return self.no(Fault::new(span, mismatch(one.kind, two.kind), message).help(help));
        };
        let (a, b) = (Box::new(one.sum), Box::new(two.sum));
        let (sum, unit) = match op {
            Arith::Add => (Sum::Add(a, b), one.unit.or(two.unit)),
            Arith::Sub => (Sum::Sub(a, b), one.unit.or(two.unit)),
            Arith::Mul => (Sum::Mul(a, b), None),
            Arith::Div => (Sum::Div(a, b), None),
        };
        Some(Typed { sum, kind, unit })
    }
}
