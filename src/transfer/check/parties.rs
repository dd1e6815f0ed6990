//! Parties with their owners, persons, and what screening said.

use super::Check;
use super::names::nearest;
use super::table::{Open, listed};
use crate::base::Symbol;
use crate::condition::ListDecl;
use crate::diag::Code;
use crate::syntax::{Node, Value};
use crate::transfer::canonical;
use crate::transfer::case::{Children, Hit, Record, Screening};
use crate::transfer::keys;
use std::collections::BTreeMap;

impl<'a> Check<'a> {
    pub(super) fn parties(&mut self, open: &Open<'_, '_>) -> Vec<Record> {
        let tables = self.tables(open, "party", &keys::PARTY);
        tables.iter().map(|table| self.party(table)).collect()
    }

    pub(super) fn persons(&mut self, open: &Open<'_, '_>) -> Vec<Record> {
        let tables = self.tables(open, "person", &keys::PERSON);
        tables
            .iter()
            .map(|table| Record {
                name: self.text_of(table, "name").unwrap_or_default(),
                facts: self.facts(table).stated,
                ..Record::default()
            })
            .collect()
    }

    fn party(&mut self, open: &Open<'_, '_>) -> Record {
        let complete = self.words_of(open, "complete").contains(&"owner");
        let stated = open.get("owner").is_some_and(Node::is_stated);
        let owners = self.tables(open, "owner", &keys::OWNER);
        let mut owners: Vec<Record> = owners.iter().map(|table| self.party(table)).collect();
        canonical::sort_named(&mut owners, "owner");
        Record {
            name: self.text_of(open, "name").unwrap_or_default(),
            listed: open.get("listed").map_or(Screening::Unknown, |node| self.screening(node)),
            facts: self.facts(open).stated,
            owners: Children { stated: stated.then_some(owners), complete },
            ..Record::default()
        }
    }

    fn screening(&mut self, node: &Node<'_>) -> Screening {
        let entries = match &node.value {
            Value::Table(entries) => entries,
            Value::Null => return Screening::Unknown,
            Value::Text(text) if text == "unknown" => return Screening::Unknown,
            _ => {
                let kind = node.kind();
                self.fault(node.span, Code::WrongType, format_args!("`listed` takes hits by list, not {kind}"))
                    .help("write `{}` where screening found nothing, and leave it out where nobody screened");
                return Screening::Unknown;
            }
        };
        let mut hits = BTreeMap::new();
        let mut pending = Vec::new();
        for (key, node) in entries {
            if key.text == "pending" {
                pending.extend(self.pending(node));
                continue;
            }
            let Some(list) = self.list(&key.text, key.span) else { continue };
            let rows = match &node.value {
                Value::List(rows) => rows.as_slice(),
                _ => std::slice::from_ref(node),
            };
            let mut found: Vec<Hit> = rows.iter().filter_map(|row| self.hit(list, row)).collect();
            found.sort();
            found.dedup();
            if !found.is_empty() {
                hits.insert(list.id.clone(), found);
            }
        }
        pending.sort();
        pending.dedup();
        Screening::Done { hits, pending }
    }

    fn pending(&mut self, node: &Node<'_>) -> Vec<Symbol> {
        let names = match &node.value {
            Value::List(names) => names.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut lists = Vec::new();
        for node in names {
            let list = self.text(node, "pending").and_then(|text| self.list(text, node.span));
            lists.extend(list.map(|list| list.id.clone()));
        }
        lists
    }

    fn list(&mut self, text: &str, span: crate::diag::Span) -> Option<&'a ListDecl> {
        let vocabulary = self.vocabulary;
        let found = vocabulary.lists.get(text);
        if found.is_none() {
            let names = || vocabulary.lists.keys().map(Symbol::as_str);
            let help = match nearest(text, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the lists at hand are {}", listed(names())),
            };
            self.fault(
                span,
                Code::UnknownList,
                format_args!("no list of parties is called `{text}`"),
            )
            .help(help);
        }
        found
    }

    fn hit(&mut self, list: &ListDecl, node: &Node<'_>) -> Option<Hit> {
        let Value::Table(entries) = &node.value else {
            let kind = node.kind();
            self.fault(
                node.span,
                Code::WrongType,
                format_args!("a hit on `{}` is a table, not {kind}", list.id),
            )
            .help("write `{}`, or the attributes of the record");
            return None;
        };
        let mut hit = Hit::default();
        for (key, node) in entries {
            let Some((attribute, allowed)) = list.attributes.get_key_value(&*key.text) else {
                let names = || list.attributes.keys().map(Symbol::as_str);
                let help = match nearest(&key.text, names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if list.attributes.is_empty() => {
                        "its records have no attributes; write `{}`".to_owned()
                    }
                    None => format!("its records have {}", listed(names())),
                };
                self.fault(
                    key.span,
                    Code::UnknownList,
                    format_args!("records of `{}` have no `{}`", list.id, key.text),
                )
                .help(help);
                continue;
            };
            let text: &str = match &node.value {
                Value::Text(text) | Value::Number(text) => text,
                _ => {
                    self.wrong(node, &key.text, "a text");
                    continue;
                }
            };
            if allowed.is_empty() || allowed.iter().any(|value| &**value == text) {
                hit.attributes.insert(attribute.clone(), text.into());
            } else {
                self.none_of(node.span, &key.text, text, allowed.iter().map(|value| &**value));
            }
        }
        Some(hit)
    }
}
