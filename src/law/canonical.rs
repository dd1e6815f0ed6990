//! One spelling for what means the same: JSON with sorted keys, plain numbers and single spaces in conditions. From it
//! come the content hash of a pack and the transfers of examples. It does not depend on the order of files or blocks,
//! on comments, or on layout.

use super::keys::Kind;
use super::raw::{Raw, RawPack};
use crate::base::Day;
use crate::syntax::{Node, Value};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// SHA-256 of what a pack says, in lower-case hexadecimal.
pub(super) fn hash(pack: &RawPack<'_>) -> String {
    let mut lines: Vec<String> =
        std::iter::once(&pack.head).chain(&pack.sources).chain(&pack.blocks).map(block).collect();
    lines.sort();
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hex(&hasher.finalize())
}

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").ok();
        out
    })
}

fn block(raw: &Raw<'_>) -> String {
    let mut keys: BTreeMap<&str, String> = raw
        .fields
        .iter()
        .filter(|(_, field)| !field.inherited)
        .map(|(name, field)| (*name, value(&field.node, spaces(&field.kind))))
        .collect();
    keys.insert(" block", text(raw.name()));
    if let Some(entry) = &raw.entry {
        keys.insert(" entry", text(entry));
    }
    object(keys.into_iter())
}

/// Whether layout inside a text means nothing.
fn spaces(kind: &Kind) -> Spaces {
    match kind {
        Kind::Condition | Kind::Formula => Spaces::One,
        _ => Spaces::Kept,
    }
}

#[derive(Clone, Copy)]
enum Spaces {
    Kept,
    One,
}

/// The canonical JSON of a value.
pub(super) fn json(node: &Node<'_>) -> String {
    value(node, Spaces::Kept)
}

/// A transfer of one item, for an example that is about the item alone.
pub(super) fn item(item: &Node<'_>, on: Day, place: &str) -> String {
    let place = text(place);
    let keys = [
        ("act", text("movement")),
        ("date", text(&on.to_string())),
        ("from", place.clone()),
        ("item", format!("[{}]", json(item))),
        ("schema", "1".to_owned()),
        ("to", place),
    ];
    object(keys.into_iter())
}

/// A transfer, as of `on` where it does not say a date.
pub(super) fn dated(transfer: &Node<'_>, on: Day) -> String {
    let Value::Table(entries) = &transfer.value else { return json(transfer) };
    let mut keys: BTreeMap<&str, String> =
        entries.iter().map(|(key, node)| (&*key.text, json(node))).collect();
    keys.entry("date").or_insert_with(|| text(&on.to_string()));
    object(keys.into_iter())
}

/// A base with a change laid over it: tables are merged, all else is replaced.
pub(super) fn merged(base: &Node<'_>, change: Option<&Node<'_>>) -> String {
    let Some(change) = change else { return json(base) };
    let (Value::Table(below), Value::Table(above)) = (&base.value, &change.value) else {
        return json(change);
    };
    let mut keys: BTreeMap<&str, String> =
        below.iter().map(|(key, node)| (&*key.text, merged(node, change.get(&key.text)))).collect();
    for (key, node) in above {
        keys.entry(&key.text).or_insert_with(|| json(node));
    }
    object(keys.into_iter())
}

fn value(node: &Node<'_>, spaces: Spaces) -> String {
    match (&node.value, spaces) {
        (Value::Text(value), Spaces::Kept) => text(value),
        (Value::Text(value), Spaces::One) => {
            text(&value.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        (Value::Number(value), _) => number(value),
        (Value::Truth(value), _) => value.to_string(),
        (Value::Day(day), _) => text(&day.to_string()),
        (Value::List(list), _) => {
            let parts: Vec<String> = list.iter().map(|node| self::value(node, spaces)).collect();
            format!("[{}]", parts.join(","))
        }
        (Value::Table(entries), _) => {
            let keys: BTreeMap<&str, String> =
                entries.iter().map(|(key, node)| (&*key.text, self::value(node, spaces))).collect();
            object(keys.into_iter())
        }
        (Value::Null, _) => "null".to_owned(),
    }
}

fn object<'k>(keys: impl Iterator<Item = (&'k str, String)>) -> String {
    let parts: Vec<String> = keys.map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", parts.join(","))
}

fn text(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// `1.50` and `1.5` are one number; what no decimal holds keeps its digits.
fn number(value: &str) -> String {
    match value.parse::<Decimal>() {
        Ok(decimal) => decimal.normalize().to_string(),
        Err(_) if serde_json::from_str::<serde_json::Number>(value).is_ok() => value.to_owned(),
        Err(_) => text(value),
    }
}
