//! Results of the decision that a condition can read: `reached`, `control`, `item.reason`, `eligible`, and their like.

use super::ast::{Body, Item, Name, Reference, Test, TestKind};
use super::check::Checker;
use super::lex::Fault;
use super::role::Derived;
use super::suggest::{nearest, some_of};
use super::tree::{Cond, Quant, Subject};
use crate::base::{CodeRef, ProvisionId, Symbol};
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

    fn provisions(
        &mut self,
        name: Name<'_>,
        test: &Test<'_>,
        kind: Provision,
    ) -> Option<Vec<CodeRef>> {
        let items = items(test);
        let mut out = Some(Vec::new());
        for item in items {
            let found = match item {
                Item::Reference(reference) => self.existing(reference, kind),
                item => {
                    let said = self.text(item.span());
                    let message = format!("`{said}` names no {}", kind.word());
                    let help = format!(
                        "write it with its pack: `{} in {}:{said}`",
                        name.text, self.context.pack
                    );
                    self.no(Fault::new(item.span(), Code::UnknownProvision, message).help(help))
                }
            };
            match (&mut out, found) {
                (Some(all), Some(found)) => all.extend(found),
                _ => out = None,
            }
        }
        out
    }

    /// The provisions of a reference, each of which exists or covers one that does.
    fn existing(&mut self, reference: &Reference<'_>, kind: Provision) -> Option<Vec<CodeRef>> {
        let known = self.pack(reference)?;
        let ids = match kind {
            Provision::Scope => &known.scopes,
            Provision::Control => &known.controls,
        };
        let mut ok = true;
        for code in &reference.codes {
            let id = ProvisionId::from(code.text);
            if ids.iter().any(|known| id.covers(known)) {
                continue;
            }
            ok = false;
            let help = match nearest(code.text, ids.iter().map(ProvisionId::as_str)) {
                Some(near) => format!("write `{}:{near}`", reference.pack.text),
                None => format!("`{}` has {}", reference.pack.text, {
                    let all = some_of(ids.iter().map(ProvisionId::as_str));
                    if all.is_empty() { "none".to_owned() } else { all }
                }),
            };
            let message =
                format!("`{}` has no {} `{}`", reference.pack.text, kind.word(), code.text);
            self.fault(Fault::new(code.span, Code::UnknownProvision, message).help(help));
        }
        ok.then(|| {
            reference
                .codes
                .iter()
                .map(|code| CodeRef { pack: reference.pack.text.into(), code: code.text.into() })
                .collect()
        })
    }

    fn reasons(&mut self, name: Name<'_>, test: &Test<'_>) -> Option<Vec<Symbol>> {
        // Where only part of a list is held, so are its reason rows.
        let pack = self.context.vocabulary.packs.get(self.context.pack);
        let known = pack.filter(|known| !known.partial).map(|known| &known.reasons);
        let mut out = Some(Vec::new());
        for item in items(test) {
            let Item::Name(reason) = item else {
                let message = format!("`{}` is no reason for control", self.text(item.span()));
                let help = format!("write `{} in […]` with reasons of the pack", name.text);
                self.fault(Fault::new(item.span(), Code::TypeMismatch, message).help(help));
                out = None;
                continue;
            };
            if let Some(known) = known
                && !known.contains(reason.text)
            {
                let all = some_of(known.iter().map(Symbol::as_str));
                let message = format!("no entry has the reason `{}`", reason.text);
                let fault = Fault::new(reason.span, Code::UnknownValue, message);
                self.fault(if all.is_empty() {
                    fault.help("reasons come from the reason rows of entries")
                } else {
                    fault.help(format!("the reasons are {all}"))
                });
                out = None;
            }
            if let Some(all) = &mut out {
                all.push(reason.text.into());
            }
        }
        out
    }
}

/// Which provisions a result is made of.
#[derive(Clone, Copy)]
enum Provision {
    Scope,
    Control,
}

impl Provision {
    fn word(self) -> &'static str {
        match self {
            Self::Scope => "scope provision",
            Self::Control => "control",
        }
    }
}

/// The elements that `in` or `is` names.
pub(super) fn items<'t, 'a>(test: &'t Test<'a>) -> &'t [Item<'a>] {
    match &test.kind {
        TestKind::In(items) => items,
        TestKind::Is(item) => std::slice::from_ref(item),
        TestKind::Meets(_) | TestKind::Listed { .. } => &[],
    }
}
