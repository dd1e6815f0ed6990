//! `any`, `every`, `no`: over nouns, over a fact of a noun, over the elements of a set, over results.

use super::ast::{Body, Name, SumExpr, Test, TestKind};
use super::check::Checker;
use super::check_name::kind;
use super::check_result::Named;
use super::lex::Fault;
use super::role::Derived;
use super::tree::{Cond, Quant, Subject};
use super::vocabulary::FactType;
use crate::diag::Code;

impl Checker<'_> {
    pub(super) fn quantified(
        &mut self,
        quant: Quant,
        name: Name<'_>,
        body: &Body<'_>,
    ) -> Option<Cond> {
        if let Some(result) = self.named(name.text)
            && !matches!(&result, Named::Reason(item) if !self.is_bound(item))
        {
            return self.result_quantified(quant, name, result, body);
        }
        if let Some(noun) = self.noun(name.text) {
            let body = self.within(quant, name, &noun, |checker| checker.body(name, body))?;
            return Some(Cond::Quantified { quant, noun, body: Box::new(body) });
        }
        let head = name.text.split('.').next().unwrap_or_default();
        let head_name = Name { text: head, span: name.span };
        match self.noun(head).filter(|_| name.text != head) {
            Some(noun) if noun == Subject::Owner || !self.is_bound(&noun) => {
                if matches!(body, Body::Satisfies(_)) {
                    let fault = Fault::new(
                        name.span,
                        Code::Condition,
                        format!("`satisfies` follows a noun, and `{}` is a fact", name.text),
                    );
                    let help = format!("write `any {head} satisfies (…)`");
                    return self.no(fault.help(help));
                }
                let body =
                    self.within(quant, head_name, &noun, |checker| checker.body(name, body))?;
                Some(Cond::Quantified { quant, noun, body: Box::new(body) })
            }
            _ => self.elements(quant, name, body),
        }
    }

    /// Binds a noun for the time of `inside`.
    fn within<T>(
        &mut self,
        quant: Quant,
        name: Name<'_>,
        noun: &Subject,
        inside: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let bindable = self.bindable(name, noun);
        self.bound.push(noun.clone());
        let result = self.flipped(quant == Quant::No, inside);
        self.bound.pop();
        bindable.and(result)
    }

    /// Tells it where a noun cannot be run over here.
    pub(super) fn bindable(&mut self, name: Name<'_>, noun: &Subject) -> Option<()> {
        let word = noun.noun();
        match noun {
            Subject::Item => {
                let fault = Fault::new(
                    name.span,
                    Code::Condition,
                    "`item` is the one item that is decided",
                );
                self.no(fault
                    .help("leave out the quantifier, or run over `component`, `target` or `input`"))
            }
            Subject::Owner
                if !self.bound.contains(&Subject::Party) && !self.bound.contains(noun) =>
            {
                let fault =
                    Fault::new(name.span, Code::Unbound, "nothing says whose owners these are");
                self.no(fault.help("write `any party satisfies (any owner satisfies (…))`"))
            }
            Subject::Owner => Some(()),
            _ if self.bound.contains(noun) => {
                let message = format!("`{word}` is already bound here");
                let fault = Fault::new(name.span, Code::Duplicate, message);
                self.no(fault.help(format!("ask the {word} at hand: `{word}.…`")))
            }
            Subject::Person => self.readable(name, Derived::Person),
            _ => Some(()),
        }
    }

    fn body(&mut self, name: Name<'_>, body: &Body<'_>) -> Option<Cond> {
        match body {
            Body::Satisfies(expr) => self.expr(expr),
            Body::Test(test) => self.test(name, test),
            Body::Compare { op, right } => self.compare(&SumExpr::Path(name), *op, right),
        }
    }

    /// The elements of a set, one by one. A negation inside is moved outside: `any x not in s` is `not every x in s`.
    fn elements(&mut self, quant: Quant, name: Name<'_>, body: &Body<'_>) -> Option<Cond> {
        let fact = self.fact(name)?;
        if !matches!(fact.of, FactType::Set(_)) {
            let message =
                format!("`{}` is {}, which has no elements to run over", name.text, kind(fact.of));
            return self.no(Fault::new(name.span, Code::TypeMismatch, message)
                .help(format!("leave out the quantifier: `{} …`", name.text)));
        }
        let Body::Test(test @ Test { kind: TestKind::In(_) | TestKind::Is(_), negated, .. }) = body
        else {
            let message = format!("the elements of `{}` are looked up in a set", name.text);
            return self.no(Fault::new(name.span, Code::TypeMismatch, message)
                .help(format!("write `any {} in […]`", name.text)));
        };
        let (path, set) = self.member(name, test)?;
        let over = |quant| Cond::Elements { quant, path, set };
        Some(match (quant, negated) {
            (quant, false) => over(quant),
            (Quant::Any, true) => Cond::Not(Box::new(over(Quant::Every))),
            (Quant::Every, true) => over(Quant::No),
            (Quant::No, true) => over(Quant::Every),
        })
    }
}
