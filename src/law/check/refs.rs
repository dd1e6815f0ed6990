//! What a provision names besides its condition: other provisions, codes of the entry, reasons, groups of places.

use super::super::names;
use super::super::raw::{Raw, Said};
use super::super::read::near;
use super::site::Cx;
use crate::base::{Code, CodeRef, FactName, PackId, ProvisionId, Symbol};
use crate::condition::{Scalar, Vocabulary};
use crate::diag::{Code as Fault, Diagnostic};
use std::collections::BTreeSet;

impl Cx<'_> {
    /// What this pack has.
    pub(super) fn known(&self) -> &crate::condition::Known {
        static NONE: std::sync::LazyLock<crate::condition::Known> =
            std::sync::LazyLock::new(crate::condition::Known::default);
        self.vocabulary.packs.get(&self.id).unwrap_or(&NONE)
    }

    /// The provisions under `key`; `"all"` is the empty list. Each covers one of `known`.
    pub(super) fn provisions(
        &mut self,
        raw: &Raw<'_>,
        key: &str,
        what: &str,
        known: &BTreeSet<ProvisionId>,
    ) -> Vec<ProvisionId> {
        let mut out = Vec::new();
        for said in raw.texts(key) {
            if said.text == "all" {
                continue;
            }
            let id = ProvisionId::from(said.text);
            if !known.iter().any(|known| id.covers(known)) {
                self.faults.push(unknown(said, what, known));
            }
            out.push(id);
        }
        out.sort();
        out.dedup();
        out
    }

    /// The codes under `key`, which belong to the entry of the file.
    pub(super) fn codes(&mut self, raw: &Raw<'_>, key: &str, entry: &str) -> Vec<Code> {
        let mut out = Vec::new();
        // asked only where a code is not held: it looks at every block of the pack
        let raw_pack = self.raw;
        let partial = || {
            raw_pack
                .blocks
                .iter()
                .any(|raw| raw.name() == "entry" && raw.id().text == entry && raw.is("partial"))
        };
        for said in raw.texts(key) {
            if said.text == "all" {
                continue;
            }
            let code = Code::from(said.text);
            let held = self.known().below(&code).next().is_some();
            if !Code::from(entry).covers(&code) {
                let message = format!("`{}` does not belong to the entry `{entry}`", said.text);
                self.faults.push(
                    said.fault(Fault::UnknownProvision, message)
                        .help(format!("name `{entry}`, or what continues it with `.` or `(`")),
                );
            } else if !held && !partial() {
                let message = format!("the entry `{entry}` has no `{}`", said.text);
                let fault = said.fault(Fault::UnknownProvision, message);
                let codes = self.known().codes.iter().map(Code::as_str);
                let near = near(said.text, codes.filter(|code| code.starts_with(entry)));
                self.faults.push(match near {
                    Some(near) => fault.help(format!("did you mean `{near}`")),
                    None => fault.help("add the paragraph, or say `partial = true` in the entry"),
                });
            }
            out.push(code);
        }
        out.sort();
        out.dedup();
        out
    }

    /// The group under `key`, which holds places.
    pub(super) fn places(&mut self, raw: &Raw<'_>, key: &str) -> Option<CodeRef> {
        let said = raw.text(key)?;
        self.group(said, Scalar::Place)
    }

    /// A group that holds things of this kind, of a pack that may be named.
    pub(super) fn group(&mut self, said: Said<'_>, want: Scalar) -> Option<CodeRef> {
        let group = names::group(said.text, &self.id);
        if let Some(fault) = self.depends(said, &group.pack) {
            self.faults.push(fault);
            return None;
        }
        match self.vocabulary.groups.get(&group) {
            Some(of) if *of == want => Some(group),
            Some(of) => {
                let message = format!(
                    "`{}` is a group of {}, not of {}",
                    said.text,
                    plural(*of),
                    plural(want)
                );
                self.faults.push(said.fault(Fault::TypeMismatch, message));
                None
            }
            None => {
                self.faults.push(no_group(self.vocabulary, said, &group, want));
                None
            }
        }
    }

    /// A finding where the pack is not loaded, or not named in `depends`.
    pub(super) fn depends(&self, said: Said<'_>, pack: &PackId) -> Option<Diagnostic> {
        if !self.vocabulary.packs.contains_key(pack) {
            let message = format!("no pack is called `{pack}`");
            let fault = said.fault(Fault::UnknownPack, message);
            let packs = self.vocabulary.packs.keys().map(PackId::as_str);
            return Some(match near(pack.as_str(), packs) {
                Some(near) => fault.help(format!("did you mean `{near}`")),
                None => fault.help("load it too"),
            });
        }
        if self.may_name(pack) {
            return None;
        }
        let message = format!("the pack `{}` does not say that it depends on `{pack}`", self.id);
        Some(
            said.fault(Fault::UnknownPack, message)
                .help(format!("add `{pack}` to `depends` in `pack.toml`")),
        )
    }

    /// Whether names of `pack` may be used here.
    pub(super) fn may_name(&self, pack: &PackId) -> bool {
        *pack == self.id
            || pack.as_str() == COMMON
            || self.raw.head.texts("depends").iter().any(|said| said.text == pack.as_str())
    }

    /// Symbols under `key`, allowed for `fact`.
    pub(super) fn symbols(&mut self, raw: &Raw<'_>, key: &str, fact: &str) -> Vec<Symbol> {
        let mut out = Vec::new();
        for said in raw.texts(key) {
            self.symbol(said, &FactName::from(fact));
            out.push(Symbol::from(said.text));
        }
        out.sort();
        out.dedup();
        out
    }

    /// A symbol that the fact may have: one of its values or words, or anything where it has neither.
    pub(super) fn symbol(&mut self, said: Said<'_>, fact: &FactName) {
        let Some(decl) = self.vocabulary.facts.get(fact) else { return };
        let words = self.vocabulary.words.get(fact);
        let mut allowed = decl
            .values
            .iter()
            .map(Symbol::as_str)
            .chain(words.into_iter().flat_map(|words| words.keys().map(Symbol::as_str)))
            .peekable();
        if allowed.peek().is_none() {
            return;
        }
        let allowed: Vec<&str> = allowed.collect();
        if allowed.contains(&said.text) {
            return;
        }
        let message = format!("`{}` is no value of `{fact}`", said.text);
        let fault = said.fault(Fault::UnknownValue, message);
        self.faults.push(match near(said.text, allowed.iter().copied()) {
            Some(near) => fault.help(format!("did you mean `{near}`")),
            None => fault.help("use a declared value, or declare it as `[[word]]`"),
        });
    }
}

/// The pack whose words every pack may use without saying so.
pub(in crate::law) const COMMON: &str = "common";

/// A finding that no provision is called so.
pub(super) fn unknown(said: Said<'_>, what: &str, known: &BTreeSet<ProvisionId>) -> Diagnostic {
    let fault = said.fault(Fault::UnknownProvision, format!("no {what} is called `{}`", said.text));
    match near(said.text, known.iter().map(ProvisionId::as_str)) {
        Some(near) => fault.help(format!("did you mean `{near}`")),
        None if known.is_empty() => fault.help(format!("the pack has no {what}")),
        None => {
            let some: Vec<&str> = known.iter().map(ProvisionId::as_str).take(12).collect();
            fault.help(format!("the pack has `{}`", some.join("`, `")))
        }
    }
}

fn no_group(vocabulary: &Vocabulary, said: Said<'_>, group: &CodeRef, want: Scalar) -> Diagnostic {
    let message = format!("the pack `{}` has no group `{}`", group.pack, group.code);
    let fault = said.fault(Fault::UnknownGroup, message);
    let names = vocabulary
        .groups
        .iter()
        .filter(|(name, of)| name.pack == group.pack && **of == want)
        .map(|(name, _)| name.code.as_str());
    match near(group.code.as_str(), names) {
        Some(near) => fault.help(format!("did you mean `{near}`")),
        None => fault.help("declare it as `[[group]]`"),
    }
}

fn plural(of: Scalar) -> &'static str {
    match of {
        Scalar::Symbol => "symbols",
        Scalar::Place => "places",
        Scalar::Code => "codes",
        Scalar::Hs => "tariff headings",
        Scalar::Text => "texts",
    }
}
