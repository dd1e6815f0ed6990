//! The scope provisions, controls and reasons that `reached`, `control` and `reason` are looked up in.

use super::ast::{Item, Name, Reference, Test, TestKind};
use super::check::Checker;
use super::lex::Fault;
use super::suggest::{nearest, some_of};
use crate::base::{CodeRef, ProvisionId, Symbol};
use crate::diag::Code;

/// Which provisions a result is made of.
#[derive(Clone, Copy)]
pub(super) enum Provision {
    Scope,
    Control,
}

impl Checker<'_> {
    pub(super) fn provisions(
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

    pub(super) fn reasons(&mut self, name: Name<'_>, test: &Test<'_>) -> Option<Vec<Symbol>> {
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
