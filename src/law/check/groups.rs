//! Groups, and the rows of the place table that fill their columns.

use super::super::model::{Group, Members, PlaceRow};
use super::super::names;
use super::super::raw::{Raw, RawPack, Said};
use super::super::read::{near, title};
use super::site::Cx;
use super::vocabulary::scalar;
use crate::base::{Code, CodeRef, Hs, PackId, Place, Symbol};
use crate::condition::Scalar;
use crate::diag::{Code as Fault, Diagnostics};
use std::collections::BTreeMap;

/// A group.
pub(super) fn group(cx: &mut Cx<'_>, raw: &Raw<'_>) -> Option<Group> {
    let of = scalar(raw.text("of")?.text)?;
    let column = raw.is("column");
    let world = raw.is("world");
    if column && (world || raw.field("members").is_some() || raw.field("any").is_some()) {
        let message = format!("{} is a column, but says what it holds", title(raw));
        cx.faults.push(
            raw.fault_at("column", Fault::Contradiction, message)
                .help("the place table fills a column: leave out `members`, `any` and `world`"),
        );
    }
    if (column || world) && of != Scalar::Place {
        let key = if column { "column" } else { "world" };
        let message = format!("{} holds no places", title(raw));
        cx.faults.push(raw.fault_at(key, Fault::TypeMismatch, message));
    }
    if !(column || world || raw.field("members").is_some() || raw.field("any").is_some()) {
        let message = format!("{} does not say what it holds", title(raw));
        cx.faults.push(
            raw.fault(Fault::MissingKey, message)
                .help("write `members`, `any`, `world = true` or `column = true`"),
        );
    }
    let others = |cx: &mut Cx<'_>, key| {
        let mut out: Vec<CodeRef> =
            raw.texts(key).into_iter().filter_map(|said| cx.group(said, of)).collect();
        out.sort();
        out.dedup();
        out
    };
    Some(Group {
        of,
        column,
        world,
        members: members(cx, raw, of),
        any: others(cx, "any"),
        none: others(cx, "none"),
    })
}

fn members(cx: &mut Cx<'_>, raw: &Raw<'_>, of: Scalar) -> Members {
    let texts = raw.texts("members");
    for said in &texts {
        member(cx, *said, of);
    }
    let mut texts: Vec<&str> = texts.iter().map(|said| said.text).collect();
    texts.sort_unstable();
    texts.dedup();
    match of {
        Scalar::Place => Members::Places(texts.into_iter().map(Place::from).collect()),
        Scalar::Code => Members::Codes(texts.into_iter().map(Code::from).collect()),
        Scalar::Hs => Members::Hs(texts.into_iter().map(Hs::from).collect()),
        Scalar::Symbol | Scalar::Text => {
            Members::Symbols(texts.into_iter().map(Symbol::from).collect())
        }
    }
}

fn member(cx: &mut Cx<'_>, said: Said<'_>, of: Scalar) {
    let shape = |name| names::fault(name, said.text);
    let bad = match of {
        Scalar::Place => {
            place(cx, said);
            None
        }
        Scalar::Code => shape(super::super::keys::Name::Code),
        Scalar::Symbol | Scalar::Text => shape(super::super::keys::Name::Symbol),
        Scalar::Hs => {
            let digits = said.text.chars().all(|c| c.is_ascii_digit());
            let good = digits && (2..=12).contains(&said.text.len());
            (!good).then_some("write the digits of a tariff heading: `854231`")
        }
    };
    if let Some(help) = bad {
        let message = format!("`{}` is no well-formed name", said.text);
        cx.faults.push(said.fault(Fault::BadName, message).help(help));
        return;
    }
    if of != Scalar::Code {
        return;
    }
    let code = Code::from(said.text);
    let known = cx.known();
    let held = known.partial || known.residual.as_ref() == Some(&code) || known.touches(&code);
    if !held {
        let message = format!("the pack has no entry or paragraph `{}`", said.text);
        let fault = said.fault(Fault::UnknownProvision, message);
        let near = near(said.text, known.codes.iter().map(Code::as_str));
        let fault = match near {
            Some(near) => fault.help(format!("did you mean `{near}`")),
            None => fault.help("add the entry, or say `partial = true` in `pack.toml`"),
        };
        cx.faults.push(fault);
    }
}

/// A place that some pack declares.
pub(super) fn place(cx: &mut Cx<'_>, said: Said<'_>) -> Place {
    let place = Place::from(said.text);
    if !cx.vocabulary.knows_place(&place) {
        let message = format!("no place is called `{}`", said.text);
        cx.faults.push(said.fault(Fault::UnknownPlace, message).help(
            "write a country by its two letters (`JP`), or a region that follows one (`UA-43`)",
        ));
    }
    place
}

/// A row of the place table. A block that only names a place is a row only where the pack has no columns.
pub(super) fn row(cx: &mut Cx<'_>, raw: &Raw<'_>) -> Option<PlaceRow> {
    place(cx, raw.id());
    let columns: Vec<&Raw<'_>> = cx
        .raw
        .blocks
        .iter()
        .filter(|block| block.name() == "group" && block.is("column"))
        .collect();
    if let Some(said) = raw.text("as") {
        if raw.field("in").is_some() {
            let message = "`in` and `as` exclude each other";
            cx.faults.push(said.fault(Fault::Contradiction, message));
        }
        let rows =
            |text: &str| cx.raw.blocks.iter().find(|b| b.name() == "place" && b.id().text == text);
        match rows(said.text) {
            None => {
                let message = format!("the place table has no row `{}`", said.text);
                cx.faults.push(said.fault(Fault::UnknownPlace, message));
            }
            Some(other) if other.field("as").is_some() => {
                let message = format!("`{}` reads another place's row itself", said.text);
                cx.faults.push(
                    said.fault(Fault::Circle, message).help("name the place whose row it is"),
                );
            }
            Some(_) => {}
        }
        return Some(PlaceRow::As(Place::from(said.text)));
    }
    if raw.field("in").is_none() && !columns.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    for said in raw.texts("in") {
        if !columns.iter().any(|column| column.id().text == said.text) {
            let message = format!("no column is called `{}`", said.text);
            let fault = said.fault(Fault::UnknownGroup, message);
            let near = near(said.text, columns.iter().map(|column| column.id().text));
            cx.faults.push(match near {
                Some(near) => fault.help(format!("did you mean `{near}`")),
                None => fault.help("declare it as `[[group]]` with `column = true`"),
            });
        }
        out.push(Code::from(said.text));
    }
    out.sort();
    out.dedup();
    Some(PlaceRow::In(out))
}

/// Groups that hold each other.
pub(super) fn circles(packs: &[RawPack<'_>], faults: &mut Diagnostics) {
    let mut edges: BTreeMap<CodeRef, Vec<CodeRef>> = BTreeMap::new();
    let mut places: BTreeMap<CodeRef, &Raw<'_>> = BTreeMap::new();
    for pack in packs {
        let id = PackId::from(pack.id);
        for raw in pack.blocks.iter().filter(|raw| raw.name() == "group") {
            let name = names::group(raw.id().text, &id);
            let named = raw.texts("any").into_iter().chain(raw.texts("none"));
            edges
                .entry(name.clone())
                .or_default()
                .extend(named.map(|said| names::group(said.text, &id)));
            places.entry(name).or_insert(raw);
        }
    }
    for circle in super::circles::find(&edges) {
        if let Some(raw) = circle.first().and_then(|first| places.get(first)) {
            let message =
                format!("groups hold each other in a circle: {}", super::circles::chain(&circle));
            faults.push(raw.fault(Fault::Circle, message).help("let one of them list its members"));
        }
    }
}
