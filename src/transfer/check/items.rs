//! Items: their names, facts and codes, and the names of the items that they rest on.

use super::Check;
use super::table::Open;
use crate::base::{Code as ListCode, PackId};
use crate::diag::{Code, Span};
use crate::syntax::Value;
use crate::transfer::case::Record;
use crate::transfer::keys;
use std::collections::{BTreeMap, BTreeSet};

/// An item before the items it names are found.
pub(super) struct Item<'t> {
    pub(super) record: Record,
    pub(super) span: Span,
    pub(super) names: [Names<'t>; 3],
}

/// The items named under one key.
pub(super) struct Names<'t> {
    pub(super) stated: Option<Vec<(&'t str, Span)>>,
    pub(super) complete: bool,
}

/// The keys under which an item names others, in the order of [`Item::names`].
pub(super) const RELATIONS: [&str; 3] = ["contains", "for", "made_with"];

impl Check<'_> {
    pub(super) fn items<'t>(&mut self, open: &Open<'t, '_>) -> Vec<Item<'t>> {
        let tables = self.tables(open, "item", &keys::ITEM);
        let several = tables.len() > 1;
        let mut seen = BTreeSet::new();
        let mut items = Vec::with_capacity(tables.len());
        for table in tables {
            let item = self.item(&table, several);
            if !item.record.name.is_empty() && !seen.insert(item.record.name.clone()) {
                let at = table.get("id").map_or(table.span, |node| node.span);
                self.fault(
                    at,
                    Code::Duplicate,
                    format_args!("two items are called `{}`", item.record.name),
                )
                .help("give each item an id of its own");
            }
            items.push(item);
        }
        match open.get("item") {
            Some(node) if matches!(&node.value, Value::List(list) if list.is_empty()) => {
                self.fault(node.span, Code::MissingKey, "a transfer without an item")
                    .help("add an `[[item]]`");
            }
            Some(node) if !items.is_empty() && items.iter().all(|item| item.record.reference) => {
                self.fault(
                    node.span,
                    Code::MissingKey,
                    "every item is only a reference; none is transferred",
                )
                .help("leave out `reference` where the item itself goes");
            }
            _ => {}
        }
        items
    }

    fn item<'t>(&mut self, open: &Open<'t, '_>, several: bool) -> Item<'t> {
        let id = self.text_of(open, "id");
        if several && open.get("id").is_none() {
            self.fault(
                open.span,
                Code::MissingKey,
                "an item without `id`, where there are several",
            )
            .help("give each item an id, e.g. `id = \"chip\"`");
        }
        let complete = self.words_of(open, "complete");
        let says_complete = open.get("complete").is_some();
        let names = RELATIONS.map(|key| {
            let stated = self
                .texts(open, key)
                .filter(|names| names.iter().all(|(name, _)| *name != "unknown"));
            // What technology is for is said by who transfers it; the list is whole unless another is said to be.
            let whole = key == "for" && !says_complete && stated.is_some();
            Names { stated, complete: whole || complete.contains(&key) }
        });
        let reference = self.truth_of(open, "reference").unwrap_or(false);
        let classification = self.classification(open);
        let title = self.text_of(open, "name");
        let facts = self.facts(open);
        let record = Record {
            name: id.unwrap_or_else(|| if several { "".into() } else { "item".into() }),
            title,
            facts: facts.stated,
            rows: facts.rows,
            reference,
            classification,
            ..Record::default()
        };
        Item { record, span: open.span, names }
    }

    fn classification(&mut self, open: &Open<'_, '_>) -> BTreeMap<PackId, Vec<ListCode>> {
        let mut found = BTreeMap::new();
        let Some(node) = open.get("classification") else { return found };
        let Value::Table(entries) = &node.value else {
            if let Value::Text(text) = &node.value {
                let help = match text.split_once(':') {
                    Some((pack, code)) => format!("write `{{ {pack} = \"{code}\" }}`"),
                    None => format!("write `{{ pack = \"{text}\" }}`"),
                };
                self.fault(
                    node.span,
                    Code::WrongType,
                    "`classification` takes codes by pack, not a text",
                )
                .help(help);
            } else if !matches!(node.value, Value::Null) {
                self.wrong(node, "classification", "codes by pack: `{ pack = \"code\" }`");
            }
            return found;
        };
        for (key, node) in entries {
            let Some((pack, _)) = self.pack(&key.text, key.span) else { continue };
            let codes = match &node.value {
                Value::List(list) => list.as_slice(),
                Value::Null => continue,
                Value::Text(text) if text == "unknown" => continue,
                _ => std::slice::from_ref(node),
            };
            let mut held: Vec<ListCode> = codes
                .iter()
                .filter_map(|node| {
                    let text = self.text(node, &key.text)?;
                    self.code(&pack, text, node.span)
                })
                .collect();
            held.sort();
            held.dedup();
            if !held.is_empty() {
                found.insert(pack, held);
            }
        }
        found
    }
}
