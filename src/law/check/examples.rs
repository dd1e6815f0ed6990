//! Examples and expectations: what must come out of a transfer.

use super::super::canonical;
use super::super::model::{Example, Expect};
use super::super::raw::{Field, Raw, node_texts};
use super::super::read::title;
use super::site::Cx;
use super::version::origin;
use crate::base::{Code, CodeRef};
use crate::diag::{Code as Fault, Diagnostics};
use crate::syntax::{Node, Value};
use std::collections::BTreeMap;

/// An example of a pack.
pub(super) fn example(cx: &mut Cx<'_>, raw: &Raw<'_>) -> Option<Example> {
    let field = raw.field("expect")?;
    let expect = expect(field, &mut cx.faults);
    known(cx, field);
    let on = raw.day("on")?;
    let transfer = match (raw.field("item"), raw.field("transfer")) {
        (Some(item), None) => canonical::item(&item.node, on, &somewhere(cx)),
        (None, Some(transfer)) => canonical::dated(&transfer.node, on),
        _ => {
            cx.faults.push(
                raw.fault(Fault::MissingKey, format!("{} has no transfer", title(raw)))
                    .help("write `item`, or `transfer`; not both"),
            );
            return None;
        }
    };
    Some(Example {
        says: raw.boxed("says")?,
        on,
        transfer: transfer.into(),
        expect,
        origin: origin(raw.file, raw.span),
    })
}

/// What a table of expectations says.
pub(in crate::law) fn expect(field: &Field<'_>, faults: &mut Diagnostics) -> Expect {
    let get = |key: &str| field.node.get(key);
    let texts = |key: &str| -> Vec<Box<str>> {
        let mut out: Vec<Box<str>> = get(key)
            .map(|node| node_texts(field.file, node))
            .unwrap_or_default()
            .iter()
            .map(|said| said.text.into())
            .collect();
        out.sort();
        out.dedup();
        out
    };
    let refs = |key: &str| -> Vec<CodeRef> {
        texts(key).iter().filter_map(|text| reference(text)).collect()
    };
    let lifted = get("lifted").map(|node| match &node.value {
        Value::Table(entries) => entries
            .iter()
            .filter_map(|(key, node)| Some((Box::from(&*key.text), node.as_text()?.into())))
            .collect(),
        _ => BTreeMap::new(),
    });
    let empty = matches!(&field.node.value, Value::Table(entries) if entries.is_empty());
    if empty {
        faults.push(
            crate::diag::Diagnostic::at(
                &field.file,
                field.node.span,
                Fault::MissingKey,
                "nothing is expected",
            )
            .help("say what must come out: `verdict`, `outstanding`, `meets`"),
        );
    }
    Expect {
        meets: refs("meets"),
        misses: refs("misses"),
        unsure: refs("unsure"),
        verdict: get("verdict").and_then(Node::as_text).map(Into::into),
        outstanding: get("outstanding").map(|_| texts("outstanding")),
        lifted: lifted.unwrap_or_default(),
        asks: texts("asks"),
        obligations: texts("obligations"),
        policies: texts("policies"),
        finding: get("finding").and_then(|node| match node.value {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }),
    }
}

fn reference(text: &str) -> Option<CodeRef> {
    let (pack, code) = text.split_once(':')?;
    Some(CodeRef { pack: pack.into(), code: code.into() })
}

/// The codes that an example names exist.
fn known(cx: &mut Cx<'_>, field: &Field<'_>) {
    for key in ["meets", "misses", "unsure"] {
        let Some(node) = field.node.get(key) else { continue };
        for said in node_texts(field.file, node) {
            let Some(code) = reference(said.text) else { continue };
            let Some(pack) = cx.vocabulary.packs.get(&code.pack) else {
                let message = format!("no pack is called `{}`", code.pack);
                cx.faults.push(said.fault(Fault::UnknownPack, message));
                continue;
            };
            let held = pack.partial
                || pack.residual.as_ref() == Some(&code.code)
                || cx.vocabulary.groups.contains_key(&code)
                || pack.touches(&code.code);
            if !held {
                let message = format!("the pack `{}` has no `{}`", code.pack, code.code);
                let fault = said.fault(Fault::UnknownProvision, message);
                let codes = pack.codes.iter().map(Code::as_str);
                cx.faults.push(match super::super::read::near(code.code.as_str(), codes) {
                    Some(near) => fault.help(format!("did you mean `{}:{near}`", code.pack)),
                    None => fault,
                });
            }
        }
    }
}

/// A place that is declared, for an example that is of an item alone.
fn somewhere(cx: &Cx<'_>) -> String {
    cx.vocabulary.places.keys().next().map_or_else(String::new, |place| place.as_str().to_owned())
}
