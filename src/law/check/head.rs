//! The head of a pack, its documents, and the counts it promises.

use super::super::list;
use super::super::model::{Head, Law, Nature, Origins, Source};
use super::super::raw::{Raw, RawPack, Said};
use super::super::read::near;
use super::site::Cx;
use super::version::origin;
use crate::base::{Code, PackId, SourceId, Symbol};
use crate::diag::{Code as Fault, Diagnostics};
use crate::syntax::{Node, Value};
use std::collections::BTreeMap;

/// Where the head and the documents stand; what blocks declare is added with them.
pub(super) fn origins(cx: &Cx<'_>) -> Origins {
    let head = &cx.raw.head;
    let sources = cx.raw.sources.iter();
    Origins {
        head: origin(head.file, head.span),
        sources: sources.map(|raw| (raw.id().text.into(), origin(raw.file, raw.span))).collect(),
        ..Origins::default()
    }
}

/// The head.
pub(super) fn head(cx: &mut Cx<'_>) -> Option<Head> {
    let raw = &cx.raw.head;
    let id = raw.id();
    if id.text != cx.raw.id {
        let message = format!("the pack is called `{}`, its folder `{}`", id.text, cx.raw.id);
        cx.faults.push(id.fault(Fault::BadName, message).help("give both the same name"));
    }
    let nature = match raw.text("nature")?.text {
        "law" => Nature::Law,
        "practice" => Nature::Practice,
        "vocabulary" => Nature::Vocabulary,
        _ => Nature::Policy,
    };
    if raw.field("notice").is_none() && matches!(nature, Nature::Policy | Nature::Practice) {
        cx.faults.push(
            raw.fault_at("nature", Fault::MissingKey, "the pack has no `notice`")
                .help("what is not law says so wherever it speaks: write `notice`"),
        );
    }
    let packs = &cx.vocabulary.packs;
    for said in raw.texts("depends") {
        if !packs.contains_key(said.text) {
            let message = format!("no pack is called `{}`", said.text);
            let fault = said.fault(Fault::UnknownPack, message);
            cx.faults.push(match near(said.text, packs.keys().map(PackId::as_str)) {
                Some(near) => fault.help(format!("did you mean `{near}`")),
                None => fault.help("load it too, or leave it out of `depends`"),
            });
        }
    }
    let covers = |key: &str| {
        raw.field("covers").and_then(|field| field.node.get(key)).and_then(Node::as_day)
    };
    if let (Some(from), Some(until)) = (covers("from"), covers("until"))
        && until < from
    {
        let message = format!("the pack covers no day: {until} is before {from}");
        cx.faults.push(raw.fault_at("covers", Fault::BadDate, message));
    }
    Some(Head {
        id: cx.id.clone(),
        title: raw.words("title"),
        authority: raw.words("authority"),
        nature,
        notice: raw.words("notice"),
        edition: raw.day("edition"),
        covers_from: covers("from")?,
        covers_until: covers("until"),
        residual: raw.text("residual").map(|said| Code::from(said.text)),
        partial: raw.is("partial"),
        default_reason: raw.text("default_reason").map(|said| Symbol::from(said.text)),
        depends: raw.texts("depends").iter().map(|said| said.text.into()).collect(),
        models: raw.words_list("models"),
        flags_only: raw.words_list("flags_only"),
        leaves_out: raw.words_list("leaves_out"),
    })
}

/// The documents.
pub(super) fn sources(cx: &Cx<'_>) -> BTreeMap<SourceId, Source> {
    let one = |raw: &Raw<'_>| Source {
        title: raw.words("title"),
        author: raw.boxed("author"),
        publisher: raw.boxed("publisher"),
        date: raw.boxed("date"),
        url: raw.boxed("url"),
    };
    cx.raw.sources.iter().map(|raw| (raw.id().text.into(), one(raw))).collect()
}

/// The counts that the head promises.
pub(super) fn counts(raw: &RawPack<'_>, law: &Law, faults: &mut Diagnostics) {
    let Some(pack) = law.packs.get(raw.id).filter(|_| !faults.has_errors()) else { return };
    let Some(field) = raw.head.field("expect") else { return };
    let counts = list::counts(pack);
    for (key, node) in field.entries() {
        let Value::Number(text) = &node.value else { continue };
        let held = counts.by_name(key.text);
        if held.is_some_and(|held| text.parse() != Ok(held)) {
            let message = format!(
                "the pack says it holds {text} {}, it holds {}",
                key.text,
                held.unwrap_or(0)
            );
            let at = Said { span: node.span, ..key };
            faults.push(
                at.fault(Fault::Count, message)
                    .help("find what is missing or too many, or correct the count"),
            );
        }
    }
}
