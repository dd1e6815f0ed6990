//! Codes and groups with their pack: that the pack, the group or the code is there, and of the right kind.

use super::ast::{Name, Reference};
use super::check::Checker;
use super::check_name::one;
use super::lex::Fault;
use super::suggest::{nearest, some_of};
use super::tree::Element;
use super::vocabulary::{Known, Scalar};
use crate::base::{Code as ListCode, CodeRef, PackId};
use crate::diag::Code;

impl<'a> Checker<'a> {
    /// Groups of the fact's kind; for codes also codes themselves.
    pub(super) fn groups(
        &mut self,
        name: Name<'_>,
        scalar: Scalar,
        reference: &Reference<'_>,
    ) -> Option<Vec<Element>> {
        let known = self.pack(reference)?;
        let mut out = Some(Vec::new());
        for code in &reference.codes {
            let group = CodeRef { pack: reference.pack.text.into(), code: code.text.into() };
            let found = match self.context.vocabulary.groups.get(&group) {
                Some(of) if *of == scalar => Some(Element::Group(group)),
                Some(of) => {
                    let message = format!(
                        "`{}` is {}, `{group}` is a group of {}",
                        name.text,
                        one(scalar),
                        plural(*of)
                    );
                    self.no(Fault::new(code.span, Code::TypeMismatch, message))
                }
                None if scalar == Scalar::Code => {
                    self.code(known, &group, *code).map(|()| Element::Code(group))
                }
                None => self.no_group(scalar, &group, *code),
            };
            match (&mut out, found) {
                (Some(all), Some(found)) => all.push(found),
                _ => out = None,
            }
        }
        out
    }

    fn no_group<T>(&mut self, scalar: Scalar, group: &CodeRef, code: Name<'_>) -> Option<T> {
        let groups = self.context.vocabulary.groups.iter();
        let near = nearest(
            code.text,
            groups
                .filter(|(other, of)| other.pack == group.pack && **of == scalar)
                .map(|(other, _)| other.code.as_str()),
        );
        let help = match near {
            Some(near) => format!("write `{}:{near}`", group.pack),
            None => format!("declare it: `[[group]]` with `of = \"{}\"`", word(scalar)),
        };
        let message = format!("no group is called `{group}`");
        self.no(Fault::new(code.span, Code::UnknownGroup, message).help(help))
    }

    /// The codes and groups of codes after `meets`.
    pub(super) fn codes(&mut self, reference: &Reference<'_>) -> Option<Vec<CodeRef>> {
        let known = self.pack(reference)?;
        let mut out = Some(Vec::new());
        for code in &reference.codes {
            let of = CodeRef { pack: reference.pack.text.into(), code: code.text.into() };
            let found = match self.context.vocabulary.groups.get(&of) {
                Some(Scalar::Code) => Some(of),
                Some(other) => {
                    let message =
                        format!("`{of}` is a group of {}, and items meet codes", plural(*other));
                    self.no(Fault::new(code.span, Code::TypeMismatch, message))
                }
                None => self.code(known, &of, *code).map(|()| of),
            };
            match (&mut out, found) {
                (Some(all), Some(found)) => all.push(found),
                _ => out = None,
            }
        }
        out
    }

    /// A code that the pack has, or that covers one it has.
    fn code(&mut self, known: &Known, of: &CodeRef, at: Name<'_>) -> Option<()> {
        let exists = known.partial
            || known.residual.as_ref() == Some(&of.code)
            || known.below(&of.code).next().is_some();
        if exists {
            return Some(());
        }
        let groups = self.context.vocabulary.groups.iter();
        let groups = groups
            .filter(|(other, scalar)| other.pack == of.pack && **scalar == Scalar::Code)
            .map(|(other, _)| other.code.as_str());
        let near = nearest(at.text, known.codes.iter().map(ListCode::as_str).chain(groups));
        let help = match near {
            Some(near) => format!("write `{}:{near}`", of.pack),
            None => {
                "entries are held in `list/`; a pack with a part of its list says `partial = true`"
                    .to_owned()
            }
        };
        let message = format!("`{}` has no entry, paragraph or group `{}`", of.pack, of.code);
        self.no(Fault::new(at.span, Code::UnknownProvision, message).help(help))
    }

    /// What the pack of a reference has.
    pub(super) fn pack(&mut self, reference: &Reference<'_>) -> Option<&'a Known> {
        let name = reference.pack;
        let packs = &self.context.vocabulary.packs;
        if let Some(known) = packs.get(name.text) {
            return Some(known);
        }
        let help = match nearest(name.text, packs.keys().map(PackId::as_str)) {
            Some(near) => format!("write `{near}:…`"),
            None => format!("the packs are {}", some_of(packs.keys().map(PackId::as_str))),
        };
        let message = format!("no pack is called `{}`", name.text);
        self.no(Fault::new(name.span, Code::UnknownPack, message).help(help))
    }
}

fn word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "symbol",
        Scalar::Place => "place",
        Scalar::Code => "code",
        Scalar::Hs => "hs",
        Scalar::Text => "text",
    }
}

fn plural(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "symbols",
        Scalar::Place => "places",
        Scalar::Code => "codes",
        Scalar::Hs => "tariff headings",
        Scalar::Text => "texts",
    }
}
