//! The first pass, over all packs: what can be named. Not yet whether what is named exists.

use super::super::keys;
use super::super::raw::{Raw, RawPack, said};
use super::super::read::title;
use super::declare;
use super::refs::COMMON;
use crate::base::{Code, CodeRef, PackId, Place, ProvisionId, Symbol};
use crate::condition::{Known, Scalar, Vocabulary};
use crate::diag::{Code as Fault, Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// Everything that the packs let people name.
pub(super) fn build(packs: &[RawPack<'_>], faults: &mut Diagnostics) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    // A pack that declares what is common already is at fault, not the common words.
    let common = packs.iter().filter(|pack| pack.id == COMMON);
    for pack in common.chain(packs.iter().filter(|pack| pack.id != COMMON)) {
        let id = PackId::from(pack.id);
        let mut known = known(pack);
        for raw in &pack.blocks {
            declare(&mut vocabulary, &mut known, &id, raw, faults);
        }
        vocabulary.packs.insert(id, known);
    }
    for pack in packs {
        for raw in pack.blocks.iter().filter(|raw| raw.name() == "word") {
            declare::word(&mut vocabulary, &PackId::from(pack.id), raw, faults);
        }
    }
    codes_and_groups(&vocabulary, packs, faults);
    vocabulary
}

/// Blocks without versions, and entries, stand once.
pub(super) fn duplicates(pack: &RawPack<'_>, faults: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, &str), &Raw<'_>> = BTreeMap::new();
    for raw in pack.blocks.iter().chain(&pack.sources) {
        let id = raw.id().text;
        let Some(block) = raw.block.filter(|block| block.id.is_some() && !id.is_empty()) else {
            continue;
        };
        let key = (block.name, if block.name == "word" { "" } else { id });
        if block.name == "word" {
            continue;
        }
        match seen.get(&key) {
            None => {
                seen.insert(key, raw);
            }
            Some(other) if block.versions == keys::Versions::Single => {
                faults.push(twice(raw, other));
            }
            Some(other)
                if other.entry != raw.entry
                    || (block.name == "entry" && other.file.name != raw.file.name) =>
            {
                faults.push(twice(raw, other));
            }
            Some(_) => {}
        }
    }
}

/// `raw` is declared where `other` already is.
pub(super) fn twice(raw: &Raw<'_>, other: &Raw<'_>) -> Diagnostic {
    let at = other.file.locate(other.id().span);
    raw.fault(Fault::Duplicate, format!("{} stands twice", title(raw)))
        .help(format!("it is declared in {}:{}", at.file, at.line))
}

fn known(pack: &RawPack<'_>) -> Known {
    Known {
        partial: pack.head.is("partial"),
        residual: pack.head.text("residual").map(|said| Code::from(said.text)),
        reasons: pack
            .head
            .text("default_reason")
            .map(|said| Symbol::from(said.text))
            .into_iter()
            .collect(),
        ..Known::default()
    }
}

fn declare(
    vocabulary: &mut Vocabulary,
    known: &mut Known,
    pack: &PackId,
    raw: &Raw<'_>,
    faults: &mut Diagnostics,
) {
    let id = raw.id().text;
    if id.is_empty() {
        return;
    }
    let provision = ProvisionId::from(id);
    match raw.name() {
        "fact" => declare::fact(vocabulary, pack, raw, faults),
        "term" => declare::term(vocabulary, pack, raw, faults),
        "list" => declare::list(vocabulary, pack, raw, faults),
        "group" => {
            let of = raw.text("of").and_then(|of| scalar(of.text));
            let name = CodeRef { pack: pack.clone(), code: Code::from(id) };
            if let Some(of) = of {
                let before = vocabulary.groups.change(|groups| groups.insert(name, of));
                if before.is_some_and(|before| before != of) {
                    let message =
                        format!("{} holds another kind of thing in another version", title(raw));
                    faults.push(raw.fault_at("of", Fault::TypeMismatch, message));
                }
            }
        }
        "place" if raw.field("title").is_some() => {
            vocabulary.places.insert(Place::from(id), raw.words("title").into());
        }
        "entry" | "paragraph" => {
            known.codes.insert(Code::from(id));
        }
        "scope" => {
            known.scopes.insert(provision);
        }
        "control" => {
            known.controls.insert(provision);
        }
        "exception" => {
            known.exceptions.insert(provision);
        }
        "attestation" => {
            known.attestations.insert(provision);
        }
        "reason" => known.reasons.extend(raw.text("reason").map(|said| Symbol::from(said.text))),
        _ => {}
    }
}

/// The kind of thing a group holds.
pub(super) fn scalar(text: &str) -> Option<Scalar> {
    match text {
        "symbol" => Some(Scalar::Symbol),
        "place" => Some(Scalar::Place),
        "code" => Some(Scalar::Code),
        "hs" => Some(Scalar::Hs),
        "text" => Some(Scalar::Text),
        _ => None,
    }
}

/// A group of codes may not be called as an entry or paragraph is.
fn codes_and_groups(vocabulary: &Vocabulary, packs: &[RawPack<'_>], faults: &mut Diagnostics) {
    for pack in packs {
        let known = vocabulary.packs.get(pack.id);
        for raw in pack.blocks.iter().filter(|raw| raw.name() == "group") {
            if known.is_some_and(|known| known.codes.holds(raw.id().text)) {
                let message = format!("`{}` is an entry or paragraph already", raw.id().text);
                faults
                    .push(raw.fault(Fault::Duplicate, message).help("give the group another name"));
            }
        }
    }
}

/// The keys of a table of lists, as written.
pub(super) fn table_of_texts(raw: &Raw<'_>, key: &str) -> BTreeMap<Symbol, Vec<Box<str>>> {
    let Some(field) = raw.field(key) else { return BTreeMap::new() };
    field
        .entries()
        .map(|(name, node)| {
            let values = super::super::raw::node_texts(field.file, node);
            (Symbol::from(name.text), values.iter().map(|value| value.text.into()).collect())
        })
        .collect()
}

/// A text of a table.
pub(super) fn part<'r>(
    raw: &'r Raw<'_>,
    key: &str,
    part: &str,
) -> Option<super::super::raw::Said<'r>> {
    let field = raw.field(key)?;
    field.node.get(part).and_then(|node| said(field.file, node))
}
