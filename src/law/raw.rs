//! A block as it stands in a file: keys and values with their places, of the right kind. Not yet what they mean.

use super::keys::{Block, Kind};
use crate::base::{Day, Text};
use crate::diag::{Code, Diagnostic, File, Span};
use crate::syntax::{Node, Value};
use std::collections::BTreeMap;
use std::fmt;

/// The files of one pack, read.
#[derive(Debug)]
pub(super) struct RawPack<'a> {
    /// The name of its folder.
    pub id: &'a str,
    /// Its head; without it nothing else is checked.
    pub head: Raw<'a>,
    /// Its documents.
    pub sources: Vec<Raw<'a>>,
    /// All blocks, in the order of file and place.
    pub blocks: Vec<Raw<'a>>,
}

/// A block.
#[derive(Clone, Debug)]
pub(super) struct Raw<'a> {
    /// What it is; none for the head of a pack.
    pub block: Option<&'static Block>,
    /// Where it stands.
    pub file: File<'a>,
    /// Where it begins.
    pub span: Span,
    /// The entry to whose file it belongs.
    pub entry: Option<String>,
    /// Its keys, with defaults applied.
    pub fields: BTreeMap<&'static str, Field<'a>>,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    /// The file it stands in.
    pub file: File<'a>,
    /// The value.
    pub node: Node<'a>,
    /// What the key takes.
    pub kind: Kind,
    /// Taken over from the version before: it is no statement of this block.
    pub inherited: bool,
}

/// A text with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'r> {
    /// The text.
    pub text: &'r str,
    /// Its file.
    pub file: File<'r>,
    /// Its place.
    pub span: Span,
}

impl Said<'_> {
    /// A finding here.
    pub(super) fn fault(&self, code: Code, message: impl fmt::Display) -> Diagnostic {
        Diagnostic::at(&self.file, self.span, code, message)
    }
}

impl<'a> Raw<'a> {
    /// The value of a key.
    pub(super) fn field(&self, key: &str) -> Option<&Field<'a>> {
        self.fields.get(key)
    }

    /// What it is called: `control`.
    pub(super) fn name(&self) -> &'static str {
        self.block.map_or("pack", |block| block.name)
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Option<Said<'_>> {
        self.field(key).and_then(Field::said)
    }

    /// A text, or nothing.
    pub(super) fn boxed(&self, key: &str) -> Option<Box<str>> {
        self.text(key).map(|said| said.text.into())
    }

    /// The id; empty where it is missing, which is a fault already.
    pub(super) fn id(&self) -> Said<'_> {
        self.text("id").unwrap_or(Said { text: "", file: self.file, span: self.span })
    }

    /// The texts of a key that takes one or several.
    pub(super) fn texts(&self, key: &str) -> Vec<Said<'_>> {
        self.field(key).map(Field::texts).unwrap_or_default()
    }

    /// Words in two languages.
    pub(super) fn words(&self, key: &str) -> Text {
        self.field(key).map(|field| words(&field.node)).unwrap_or_default()
    }

    /// A list of these.
    pub(super) fn words_list(&self, key: &str) -> Vec<Text> {
        match self.field(key).map(|field| &field.node.value) {
            Some(Value::List(list)) => list.iter().map(words).collect(),
            _ => Vec::new(),
        }
    }

    /// A day.
    pub(super) fn day(&self, key: &str) -> Option<Day> {
        self.field(key).and_then(|field| field.node.as_day())
    }

    /// `true`; false where it is not said.
    pub(super) fn is(&self, key: &str) -> bool {
        matches!(self.field(key).map(|field| &field.node.value), Some(Value::Truth(true)))
    }

    /// A finding at the id, or at the block where there is none.
    pub(super) fn fault(&self, code: Code, message: impl fmt::Display) -> Diagnostic {
        self.id().fault(code, message)
    }

    /// A finding at a key, or at the id.
    pub(super) fn fault_at(&self, key: &str, code: Code, message: impl fmt::Display) -> Diagnostic {
        match self.field(key) {
            Some(field) => Diagnostic::at(&field.file, field.node.span, code, message),
            None => self.fault(code, message),
        }
    }

    /// The day on which it begins, by `from` or `seen`.
    pub(super) fn start(&self) -> Option<Day> {
        self.day("from").or_else(|| self.day("seen"))
    }

    /// Whether it says that the provision is gone.
    pub(super) fn repealed(&self) -> bool {
        self.text("state").is_some_and(|state| state.text == "repealed")
    }
}

impl<'a> Field<'a> {
    /// The text, where it is one.
    pub(super) fn said(&self) -> Option<Said<'_>> {
        said(self.file, &self.node)
    }

    /// The text, or the texts of a list.
    pub(super) fn texts(&self) -> Vec<Said<'_>> {
        match &self.node.value {
            Value::List(list) => list.iter().filter_map(|node| said(self.file, node)).collect(),
            _ => self.said().into_iter().collect(),
        }
    }

    /// The keys and values of a table, each key with its place.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Said<'_>, &Node<'a>)> {
        let entries = match &self.node.value {
            Value::Table(entries) => entries.as_slice(),
            _ => &[],
        };
        entries
            .iter()
            .map(|(key, node)| (Said { text: &key.text, file: self.file, span: key.span }, node))
    }
}

/// A text of a node.
pub(super) fn said<'r>(file: File<'r>, node: &'r Node<'_>) -> Option<Said<'r>> {
    node.as_text().map(|text| Said { text, file, span: node.span })
}

/// The texts of a node that is one or a list of them.
pub(super) fn node_texts<'r>(file: File<'r>, node: &'r Node<'_>) -> Vec<Said<'r>> {
    match &node.value {
        Value::List(list) => list.iter().filter_map(|node| said(file, node)).collect(),
        _ => said(file, node).into_iter().collect(),
    }
}

/// Words in two languages: a table, or English alone.
pub(super) fn words(node: &Node<'_>) -> Text {
    let part = |key| node.get(key).and_then(Node::as_text);
    match node.as_text() {
        Some(english) => Text::new(english, None),
        None => Text::new(part("en").unwrap_or_default(), part("ja")),
    }
}
