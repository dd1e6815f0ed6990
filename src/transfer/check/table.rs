//! Tables and the plain values in them: which keys there are, which must be, and of what kind each is.

use super::Check;
use super::names::nearest;
use crate::base::Day;
use crate::diag::{Code, Span};
use crate::syntax::{Key, Node, Value};
use crate::transfer::keys::{Table, Takes};

/// A table that is being read.
#[derive(Clone, Copy)]
pub(super) struct Open<'t, 's> {
    pub(super) spec: &'static Table,
    pub(super) span: Span,
    entries: &'t [(Key<'s>, Node<'s>)],
}

impl<'t, 's> Open<'t, 's> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'t Node<'s>> {
        self.entries.iter().find(|(k, _)| k.text == key).map(|(_, node)| node)
    }

    /// What stands here under names that are no keys of the table: facts, or faults.
    pub(super) fn rest(&self) -> impl Iterator<Item = &'t (Key<'s>, Node<'s>)> + use<'t, 's> {
        let keys = self.spec.keys;
        self.entries.iter().filter(move |(k, _)| keys.iter().all(|key| key.name != k.text))
    }
}

impl Check<'_> {
    /// Opens a table: faults what must be there and is not, and, where no facts may stand, what nothing reads.
    pub(super) fn open<'t, 's>(
        &mut self,
        spec: &'static Table,
        node: &'t Node<'s>,
    ) -> Option<Open<'t, 's>> {
        let Value::Table(entries) = &node.value else {
            if !matches!(node.value, Value::Null) {
                let (name, kind) = (spec.name, node.kind());
                self.fault(
                    node.span,
                    Code::WrongType,
                    format_args!("`{name}` takes a table, not {kind}"),
                );
            }
            return None;
        };
        let open = Open { spec, span: node.span, entries };
        for key in spec.keys.iter().filter(|key| key.required && open.get(key.name).is_none()) {
            let (name, says) = (key.name, key.says);
            self.fault(
                node.span,
                Code::MissingKey,
                format_args!("{} without `{name}`", spec.called),
            )
            .help(format_args!("add `{name}`: {says}"));
        }
        if spec.facts.is_none() {
            for (key, _) in open.rest() {
                self.unknown_key(&open, key);
            }
        }
        Some(open)
    }

    fn unknown_key(&mut self, open: &Open<'_, '_>, key: &Key<'_>) {
        let names = || open.spec.keys.iter().map(|key| key.name);
        let help = match nearest(&key.text, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("here stand {}", listed(names())),
        };
        let message = format!("{} has no key `{}`", open.spec.called, key.text);
        self.fault(key.span, Code::UnknownKey, message).help(help);
    }

    /// The tables of a list; one table stands for a list of one.
    pub(super) fn tables<'t, 's>(
        &mut self,
        open: &Open<'t, 's>,
        key: &'static str,
        spec: &'static Table,
    ) -> Vec<Open<'t, 's>> {
        match open.get(key) {
            None => Vec::new(),
            Some(node) if !node.is_stated() => Vec::new(),
            Some(Node { value: Value::List(list), .. }) => {
                list.iter().filter_map(|node| self.open(spec, node)).collect()
            }
            Some(node) => self.open(spec, node).into_iter().collect(),
        }
    }

    pub(super) fn text_of(&mut self, open: &Open<'_, '_>, key: &'static str) -> Option<Box<str>> {
        open.get(key).and_then(|node| self.text(node, key)).map(Into::into)
    }

    pub(super) fn text<'t>(&mut self, node: &'t Node<'_>, key: &str) -> Option<&'t str> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                self.fault(node.span, Code::WrongType, format_args!("`{key}` is empty"))
                    .help("leave it out where it is not known");
                None
            }
            Value::Text(text) => Some(text),
            Value::Null => None,
            _ => {
                self.wrong(node, key, "a text");
                None
            }
        }
    }

    /// A text or a list of texts, each with its place. `None` where nothing is said.
    pub(super) fn texts<'t>(
        &mut self,
        open: &Open<'t, '_>,
        key: &'static str,
    ) -> Option<Vec<(&'t str, Span)>> {
        let node = open.get(key)?;
        match &node.value {
            Value::List(list) => {
                Some(list.iter().filter_map(|n| Some((self.text(n, key)?, n.span))).collect())
            }
            Value::Null => None,
            Value::Text(_) => self.text(node, key).map(|text| vec![(text, node.span)]),
            _ => {
                self.wrong(node, key, "a text or a list of texts");
                None
            }
        }
    }

    /// Words of which the key knows all.
    pub(super) fn words_of<'t>(&mut self, open: &Open<'t, '_>, key: &'static str) -> Vec<&'t str> {
        let allowed =
            open.spec.keys.iter().find(|k| k.name == key).map_or(&[][..], |k| match k.takes {
                Takes::Words(words) => words,
                _ => &[],
            });
        let mut found = self.texts(open, key).unwrap_or_default();
        found.retain(|(word, span)| {
            let known = allowed.contains(word);
            if !known {
                self.none_of(*span, key, word, allowed.iter().copied());
            }
            known
        });
        found.into_iter().map(|(word, _)| word).collect()
    }

    pub(super) fn truth_of(&mut self, open: &Open<'_, '_>, key: &'static str) -> Option<bool> {
        let node = open.get(key)?;
        match &node.value {
            Value::Truth(truth) => Some(*truth),
            Value::Null => None,
            Value::Text(text) if text == "unknown" => None,
            _ => {
                self.wrong(node, key, "`true` or `false`");
                None
            }
        }
    }

    pub(super) fn day_of(&mut self, open: &Open<'_, '_>, key: &'static str) -> Option<Day> {
        open.get(key).and_then(|node| self.day(node, key))
    }

    pub(super) fn day(&mut self, node: &Node<'_>, key: &str) -> Option<Day> {
        if let Some(day) = node.as_day() {
            return Some(day);
        }
        match &node.value {
            Value::Null => {}
            Value::Text(text) if spells_day(text) => {
                self.fault(node.span, Code::BadDate, format_args!("there is no day `{text}`"))
                    .help("check month and day");
            }
            Value::Text(text) => {
                self.fault(node.span, Code::BadDate, format_args!("`{text}` is not a day"))
                    .help("write year, month and day, e.g. `2026-11-22`");
            }
            _ => self.wrong(node, key, "a day, e.g. `2026-11-22`"),
        }
        None
    }

    pub(super) fn wrong(&mut self, node: &Node<'_>, key: &str, expected: &str) {
        let kind = node.kind();
        self.fault(
            node.span,
            Code::WrongType,
            format_args!("`{key}` takes {expected}, not {kind}"),
        );
    }

    /// A word that is none of those allowed.
    pub(super) fn none_of<'w>(
        &mut self,
        span: Span,
        key: &str,
        word: &str,
        allowed: impl Iterator<Item = &'w str> + Clone,
    ) {
        let help = match nearest(word, allowed.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", listed(allowed)),
        };
        self.fault(span, Code::UnknownValue, format_args!("`{key}` knows no `{word}`")).help(help);
    }
}

/// `` `a`, `b`, `c` `` in the order given, and no more than a person reads.
pub(super) fn listed<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut words = words.map(|word| format!("`{word}`"));
    let mut shown: Vec<String> = words.by_ref().take(20).collect();
    shown.extend(words.next().map(|_| "…".to_owned()));
    shown.join(", ")
}

fn spells_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(n, b)| match n {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}
