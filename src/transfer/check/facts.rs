//! The facts in a table: whose key is a fact that a pack declares, and what to say where it is none.

use super::Check;
use super::names::nearest;
use super::table::{Open, listed};
use super::unknown::join;
use crate::base::FactName;
use crate::condition::{FactDecl, FactType};
use crate::diag::Code;
use crate::syntax::{Key, Node, Value};
use crate::transfer::canonical;
use crate::transfer::case::{Evidence, Record, Stated};
use crate::transfer::keys::{self, FOLLOWS};
use std::collections::BTreeMap;
use std::ops::Bound;

/// What a table states.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) stated: BTreeMap<FactName, Stated>,
    pub(super) rows: BTreeMap<FactName, Vec<Record>>,
}

impl<'a> Check<'a> {
    /// The facts of the act, from the whole file and from `[transfer]`.
    pub(super) fn act(&mut self, open: &Open<'_, '_>) -> BTreeMap<FactName, Stated> {
        for key in ["act", "to"] {
            if open.get(key).is_none() {
                let takes = self.takes(key);
                self.fault(
                    crate::diag::Span::default(),
                    Code::MissingKey,
                    format_args!("a transfer without `{key}`"),
                )
                .help(format_args!("add `{key}`{takes}"));
            }
        }
        let mut facts = self.facts(open);
        if let Some(inner) = open.get("transfer").and_then(|node| self.open(&keys::ACT, node)) {
            facts.stated.append(&mut self.facts(&inner).stated);
        }
        facts.stated
    }

    /// The facts beside the keys of a table.
    pub(super) fn facts(&mut self, open: &Open<'_, '_>) -> Facts {
        let mut facts = Facts::default();
        let family = open.spec.facts.unwrap_or_default();
        for (key, node) in open.rest() {
            self.name.clear();
            self.name.push_str(family);
            if !family.is_empty() {
                self.name.push('.');
            }
            self.name.push_str(&key.text);
            self.fact(open, key, node, &mut facts);
        }
        facts
    }

    /// The fact called `self.name`, or the facts whose names it begins.
    fn fact(&mut self, open: &Open<'_, '_>, key: &Key<'_>, node: &Node<'_>, into: &mut Facts) {
        let vocabulary = self.vocabulary;
        let at_top = open.spec.facts == Some("");
        let stray = at_top && (key.text.contains('.') || FOLLOWS.contains(&&*key.text));
        if let Some(decl) = vocabulary.facts.get(self.name.as_str()).filter(|_| !stray) {
            if decl.of == FactType::Record {
                let rows = self.rows(decl, node);
                into.rows.extend(rows.map(|rows| (decl.name.clone(), rows)));
            } else if let Some(stated) = self.stated(decl, node) {
                into.stated.insert(decl.name.clone(), stated);
            }
            return;
        }
        if let Value::Table(entries) = &node.value
            && !at_top
            && self.begins_a_name()
        {
            let length = self.name.len();
            for (key, node) in entries {
                self.name.push('.');
                self.name.push_str(&key.text);
                self.fact(open, key, node, into);
                self.name.truncate(length);
            }
            return;
        }
        self.unknown_fact(open, key);
    }

    /// Whether some fact's name continues `self.name` with a dot.
    fn begins_a_name(&self) -> bool {
        let from = Bound::Excluded(self.name.as_str());
        self.vocabulary
            .facts
            .range::<str, _>((from, Bound::Unbounded))
            .map(|(name, _)| name.as_str().strip_prefix(self.name.as_str()))
            .take_while(Option::is_some)
            .flatten()
            .any(|rest| rest.starts_with('.'))
    }

    /// A fact with its value and, where it is given, its ground. `"unknown"` states nothing.
    fn stated(&mut self, decl: &'a FactDecl, node: &Node<'_>) -> Option<Stated> {
        let Value::Table(_) = &node.value else {
            if decl.of == FactType::Shown && matches!(node.value, Value::Truth(true)) {
                self.fault(
                    node.span,
                    Code::MissingKey,
                    format_args!(
                        "`{}` counts only when it is shown by somebody, on something, on a day",
                        decl.name
                    ),
                )
                .help(SHOWING);
                return None;
            }
            let value = self.value(decl, node)?;
            return Some(Stated { value, evidence: None });
        };
        let open = self.open(&keys::GROUNDED, node)?;
        if let (Some(_), Some(twice)) = (open.get("is"), open.get("state")) {
            self.fault(
                twice.span,
                Code::Contradiction,
                format_args!("`{}` has both `is` and `state`", decl.name),
            )
            .help("write one of them");
        }
        let evidence = Evidence {
            by: self.text_of(&open, "by"),
            evidence: self.text_of(&open, "evidence"),
            on: self.day_of(&open, "on"),
        };
        let value = match open.get("is").or_else(|| open.get("state")) {
            Some(inner) => self.value(decl, inner)?,
            None if decl.of == FactType::Shown => crate::transfer::case::Value::Truth(true),
            None => {
                self.fault(
                    node.span,
                    Code::MissingKey,
                    format_args!("`{}` has no value", decl.name),
                )
                .help("add `is`: the value");
                return None;
            }
        };
        if decl.of == FactType::Shown && value == crate::transfer::case::Value::Truth(true) {
            let missing = [
                ("by", evidence.by.is_none()),
                ("evidence", evidence.evidence.is_none()),
                ("on", evidence.on.is_none()),
            ];
            let names = missing
                .iter()
                .filter(|(key, gone)| *gone && open.get(key).is_none())
                .map(|(key, _)| *key);
            let names = listed(names);
            if !names.is_empty() {
                self.fault(
                    node.span,
                    Code::MissingKey,
                    format_args!("the showing `{}` does not say {names}", decl.name),
                )
                .help(SHOWING);
            }
        }
        Some(Stated { value, evidence: Some(evidence) })
    }

    /// The rows of a record fact, sorted; one table stands for a list of one.
    fn rows(&mut self, decl: &'a FactDecl, node: &Node<'_>) -> Option<Vec<Record>> {
        let list = match &node.value {
            Value::List(list) => list.as_slice(),
            Value::Table(_) => std::slice::from_ref(node),
            Value::Null => return None,
            Value::Text(text) if text == "unknown" => return None,
            _ => {
                self.wrong(node, decl.name.as_str(), "a list of tables");
                return None;
            }
        };
        let family = decl.name.as_str().rsplit('.').next().unwrap_or_default().to_owned();
        let mut rows = Vec::with_capacity(list.len());
        for node in list {
            let Value::Table(entries) = &node.value else {
                self.wrong(node, decl.name.as_str(), "a list of tables");
                continue;
            };
            let mut facts = Facts::default();
            for (key, node) in entries {
                self.row_fact(&family, key, node, &mut facts);
            }
            rows.push(Record { facts: facts.stated, ..Record::default() });
        }
        canonical::sort_named(&mut rows, &family);
        Some(rows)
    }

    fn row_fact(&mut self, family: &str, key: &Key<'_>, node: &Node<'_>, into: &mut Facts) {
        let name = join(family, &key.text);
        if let Some(decl) = self.vocabulary.facts.get(&*name) {
            into.stated.extend(self.stated(decl, node).map(|stated| (decl.name.clone(), stated)));
            return;
        }
        let names = self.vocabulary.facts.keys();
        let here = names.filter_map(|fact| fact.as_str().strip_prefix(family)?.strip_prefix('.'));
        let help = match nearest(&key.text, here.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a row has {}", listed(here)),
        };
        self.fault(key.span, Code::UnknownFact, format_args!("no fact is called `{name}`"))
            .help(help);
    }
}

const SHOWING: &str = "write `{ by = \"…\", evidence = \"…\", on = YEAR-MONTH-DAY }`";
