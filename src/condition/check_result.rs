//! Results of the decision that a condition can read: `reached`, `control`, `item.reason`, `eligible`, and their like.

use super::ast::{Body, Name, Test};
use super::check::Checker;
use super::check_provision::Provision;
use super::lex::Fault;
use super::role::Derived;
use super::tree::{Cond, Quant, Subject};
use crate::diag::Code;

/// A result by the name that is written.
pub(super) enum Named {
    Eligible,
    Limit,
    Reached,
    Control,
    Reason(Subject),
    Unlisted(Subject),
    NeedsLicence(Subject),
    Covers,
}

impl Checker<'_> {
    /// The result of this name.
    pub(super) fn named(&self, text: &str) -> Option<Named> {
        match text {
            "eligible" => return Some(Named::Eligible),
            "limit" => return Some(Named::Limit),
            "reached" => return Some(Named::Reached),
            "control" => return Some(Named::Control),
            "reason" => return Some(Named::Reason(Subject::Item)),
            "licence.covers" => return Some(Named::Covers),
            _ => {}
        }
        let (head, result) = text.split_once('.')?;
        let subject = self.noun(head).filter(|subject| subject.family() == "item")?;
        match result {
            "reason" => Some(Named::Reason(subject)),
            "unlisted" => Some(Named::Unlisted(subject)),
            "needs_licence" => Some(Named::NeedsLicence(subject)),
            _ => None,
        }
    }

    /// A result that stands alone.
    pub(super) fn result_alone(&mut self, name: Name<'_>, result: Named) -> Option<Cond> {
        match result {
            Named::Eligible => self.readable(name, Derived::Eligible).map(|()| Cond::Eligible),
            Named::Unlisted(item) => {
                let ready = self.of_item(name, &item, Derived::Unlisted);
                ready.map(|()| Cond::Unlisted(item))
            }
            Named::NeedsLicence(Subject::Item) => {
                let fault = Fault::new(
                    name.span,
                    Code::Stratum,
                    format!("`{}` would ask for the decision itself", name.text),
                );
                self.no(fault
                    .help("it is asked of a component, target or input: `component.needs_licence`"))
            }
            Named::NeedsLicence(item) => {
                self.check_bound(name, &item).map(|()| Cond::NeedsLicence(item))
            }
            Named::Covers => {
                let bound = self.check_bound(name, &Subject::Licence);
                self.readable(name, Derived::Covers).and(bound).map(|()| Cond::Covers)
            }
            Named::Limit => self.no(Fault::new(
                name.span,
                Code::TypeMismatch,
                "`limit` is an amount of money, not a truth",
            )
            .help("compare it: `item.order_value <= limit`")),
            Named::Reached => self.no(Fault::new(
                name.span,
                Code::TypeMismatch,
                "`reached` is a set of scope provisions, not a truth",
            )
            .help("write `reached in pack:provision`")),
            Named::Control => self.no(Fault::new(
                name.span,
                Code::TypeMismatch,
                "`control` is a set of controls, not a truth",
            )
            .help("write `control in pack:provision`")),
            Named::Reason(_) => {
                let message = format!("`{}` is a set of symbols, not a truth", name.text);
                let help = format!("write `{} in […]`", name.text);
                self.no(Fault::new(name.span, Code::TypeMismatch, message).help(help))
            }
        }
    }

    /// A result that `in` or `is` asks for, without its negation.
    pub(super) fn result_test(
        &mut self,
        name: Name<'_>,
        result: Named,
        test: &Test<'_>,
    ) -> Option<Cond> {
        match result {
            Named::Reached => {
                let ready = self.readable(name, Derived::Reached);
                let of = self.provisions(name, test, Provision::Scope);
                ready.and(of).map(Cond::Reached)
            }
            Named::Control => {
                let ready = self.readable(name, Derived::Control);
                let of = self.provisions(name, test, Provision::Control);
                ready.and(of).map(|of| Cond::Controls { quant: Quant::Any, of })
            }
            Named::Reason(item) => {
                let ready = self.of_item(name, &item, Derived::Reason);
                let reasons = self.reasons(name, test);
                ready.and(reasons).map(|reasons| Cond::Reason { item, reasons })
            }
            _ => {
                let message = format!("`{}` is no set and no value", name.text);
                self.no(Fault::new(name.span, Code::TypeMismatch, message))
            }
        }
    }

    /// `every control in …`, `no reason is …`.
    pub(super) fn result_quantified(
        &mut self,
        quant: Quant,
        name: Name<'_>,
        result: Named,
        body: &Body<'_>,
    ) -> Option<Cond> {
        let set = matches!(result, Named::Control | Named::Reached | Named::Reason(_));
        let Body::Test(test) = body else {
            let message = format!("`{}` is looked up in a set", name.text);
            let help = format!("write `any {} in …`", name.text);
            return self.no(Fault::new(name.span, Code::TypeMismatch, message).help(help));
        };
        let cond = self.result_test(name, result, test)?;
        if !set {
            return None;
        }
        let (quant, outside) = match (quant, test.negated) {
            (quant, false) => (quant, false),
            (Quant::Any, true) => (Quant::Every, true),
            (Quant::Every, true) => (Quant::No, false),
            (Quant::No, true) => (Quant::Every, false),
        };
        let cond = match (cond, quant) {
            (Cond::Controls { of, .. }, quant) => Cond::Controls { quant, of },
            (cond, Quant::Any) => cond,
            (cond, Quant::No) => Cond::Not(Box::new(cond)),
            (_, Quant::Every) => {
                let message = format!("`every` does not go with `{}`", name.text);
                let help = format!("write `not {} in […]` with all the others", name.text);
                return self.no(Fault::new(name.span, Code::Condition, message).help(help));
            }
        };
        Some(if outside { Cond::Not(Box::new(cond)) } else { cond })
    }

    /// A result of an item: related items are finished first, the item itself has its stratum.
    fn of_item(&mut self, name: Name<'_>, item: &Subject, result: Derived) -> Option<()> {
        if *item == Subject::Item {
            self.readable(name, result)
        } else {
            self.check_bound(name, item)
        }
    }
}
