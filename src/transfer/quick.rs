//! A transfer in a few words, as on a command line. It becomes the same tree that a file becomes, over a text that
//! spells the words out, so that faults point at them.

use super::case::Case;
use super::check::{check, nearest};
use crate::base::{FactName, fold};
use crate::condition::{FactType, Vocabulary};
use crate::diag::{Code, Diagnostic, Diagnostics, Faults, File, Span};
use crate::syntax::{Key, Node, Value};
use std::borrow::Cow;

/// A transfer in a few words. What is empty is not stated.
///
/// ```
/// use sekisho::transfer::Quick;
/// let form = Quick {
///     item: "quantum computer".to_owned(),
///     params: vec![("qubits".to_owned(), "40".to_owned())],
///     to: Some("FR".to_owned()),
///     ..Quick::default()
/// };
/// assert!(form.from.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quick {
    /// What is transferred: a word for an article or a technology, or a code with its pack.
    pub item: String,
    /// Facts and values: of the item by their short names, of others by their full ones (`party.headquarters`).
    pub params: Vec<(String, String)>,
    /// What is done; unknown where it is not said.
    pub act: Option<String>,
    /// The kind of item.
    pub kind: Option<String>,
    /// Where it comes from.
    pub from: Option<String>,
    /// Where it goes.
    pub to: Option<String>,
    /// The parties, each by a role, a name and a country as far as they are known.
    pub parties: Vec<QuickParty>,
    /// The day as of which it is decided.
    pub date: Option<String>,
    /// The packs to which the case is limited.
    pub packs: Vec<String>,
}

/// A party in a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickParty {
    /// Its role.
    pub role: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
}

/// Reads a transfer from a few words.
///
/// # Errors
/// Every fault in one pass, each with the word it is about.
pub fn quick(form: &Quick, vocabulary: &Vocabulary) -> Result<Case, Faults> {
    let mut line = Line::default();
    let mut item = Vec::new();
    let word = line.say("--item", &form.item);
    let params: Vec<(Span, Span)> =
        form.params.iter().map(|(key, value)| line.param(key, value)).collect();
    let mut top =
        vec![entry("schema", Node { span: Span::default(), value: Value::Number("1".into()) })];
    let act = form.act.as_ref().map(|act| line.text("--act", act));
    top.push(entry("act", act.unwrap_or(Node { span: Span::default(), value: Value::Null })));
    item.extend(form.kind.as_ref().map(|kind| entry("kind", line.text("--kind", kind))));
    top.extend(form.from.as_ref().map(|from| entry("from", line.text("--from", from))));
    top.extend(form.to.as_ref().map(|to| entry("to", line.text("--to", to))));
    let mut parties: Vec<Vec<Entry>> = form.parties.iter().map(|party| line.party(party)).collect();
    top.extend(form.date.as_ref().map(|date| entry("date", line.text("--date", date))));
    let packs: Vec<Node<'static>> =
        form.packs.iter().map(|pack| line.text("--pack", pack)).collect();
    if !packs.is_empty() {
        top.push(entry("packs", list(packs)));
    }
    let file = File { name: "command line", text: &line.0 };
    let mut faults = Diagnostics::default();
    item.extend(item_meant(&file, &form.item, word, vocabulary, &mut faults));
    let (mut transfer, mut person) = (Vec::new(), Vec::new());
    for ((key, value), spans) in form.params.iter().zip(params) {
        let (family, name) = family_of(key, vocabulary);
        let node = value_node(&full(family, name), value, spans.1, vocabulary);
        let entry = (Key { span: spans.0, text: Cow::Owned(name.to_owned()) }, node);
        match family {
            "" => top.push(entry),
            "transfer" => transfer.push(entry),
            "person" => person.push(entry),
            "party" => match parties.first_mut() {
                Some(party) => party.push(entry),
                None => parties.push(vec![entry]),
            },
            _ => item.push(entry),
        }
    }
    for (key, entries) in [("item", vec![item]), ("party", parties), ("person", vec![person])] {
        let tables: Vec<Node<'static>> = entries
            .into_iter()
            .filter(|entries| key == "item" || !entries.is_empty())
            .map(table)
            .collect();
        if !tables.is_empty() {
            top.push(entry(key, list(tables)));
        }
    }
    if !transfer.is_empty() {
        top.push(entry("transfer", table(transfer)));
    }
    twice(&file, &top, &mut faults);
    check(&file, &table(top), vocabulary, faults)
}

type Entry = (Key<'static>, Node<'static>);

/// The words as they would stand on a command line.
#[derive(Default)]
struct Line(String);

impl Line {
    fn say(&mut self, flag: &str, value: &str) -> Span {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(flag);
        self.0.push(' ');
        self.value(value)
    }

    fn value(&mut self, value: &str) -> Span {
        let quote = value.is_empty() || value.contains(char::is_whitespace);
        let start = self.0.len();
        for part in [if quote { "\"" } else { "" }, value, if quote { "\"" } else { "" }] {
            self.0.push_str(part);
        }
        Span::new(start, self.0.len())
    }

    fn text(&mut self, flag: &str, value: &str) -> Node<'static> {
        Node { span: self.say(flag, value), value: Value::Text(Cow::Owned(value.to_owned())) }
    }

    fn param(&mut self, key: &str, value: &str) -> (Span, Span) {
        let key = self.say("--param", key);
        self.0.push('=');
        (key, self.value(value))
    }

    fn party(&mut self, party: &QuickParty) -> Vec<Entry> {
        let role = party.role.as_deref().unwrap_or("party");
        let mut entries = Vec::new();
        if let Some(name) = &party.name {
            entries.push(entry("name", self.text(&format!("--{role}"), name)));
        }
        if let Some(country) = &party.country {
            entries.push(entry("country", self.text(&format!("--{role}-country"), country)));
        }
        if let Some(role) = &party.role {
            let span = entries.first().map_or(Span::default(), |(_, node)| node.span);
            entries
                .push(entry("role", Node { span, value: Value::Text(Cow::Owned(role.clone())) }));
        }
        entries
    }
}

/// The item as the person named it: a code with its pack, or a word of a fact of the item.
fn item_meant(
    file: &File<'_>,
    text: &str,
    span: Span,
    vocabulary: &Vocabulary,
    faults: &mut Diagnostics,
) -> Option<Entry> {
    let node = |text: &str| Node { span, value: Value::Text(Cow::Owned(text.to_owned())) };
    if let Some((pack, code)) = text.split_once(':') {
        let key = Key { span, text: Cow::Owned(pack.to_owned()) };
        return Some(entry("classification", table(vec![(key, node(code))])));
    }
    let meant = fold(text);
    for fact in vocabulary.words.keys() {
        let word = vocabulary.words.spelled(fact, &meant).first().copied();
        if let Some((key, word)) = short(fact).zip(word) {
            return Some((Key { span, text: Cow::Owned(key.to_owned()) }, node(word.as_str())));
        }
    }
    let help =
        if let Some((pack, _)) = vocabulary.packs.iter().find(|(_, known)| known.codes.holds(text))
        {
            format!("`{text}` is a code of `{pack}`; write `{pack}:{text}`")
        } else {
            let words = vocabulary.words.iter().filter(|(fact, _)| short(fact).is_some());
            let all = words.flat_map(|(_, words)| words.values()).flat_map(|word| word.spellings());
            match nearest(text, all) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write an article, a technology, or a code with its pack: `pack:code`"
                    .to_owned(),
            }
        };
    let message = format!("no article or technology is called `{text}`");
    faults.push(Diagnostic::at(file, span, Code::UnknownValue, message).help(help));
    None
}

fn short(fact: &FactName) -> Option<&str> {
    fact.as_str().strip_prefix("item.")
}

/// Whose fact a parameter is: as its full name says, else the item's, else the act's.
fn family_of<'k>(key: &'k str, vocabulary: &Vocabulary) -> (&'k str, &'k str) {
    match key.split_once('.') {
        Some((family @ ("item" | "party" | "person" | "transfer"), name)) => (family, name),
        _ if !vocabulary.facts.contains_key(&*format!("item.{key}"))
            && vocabulary.facts.contains_key(key) =>
        {
            ("", key)
        }
        _ => ("item", key),
    }
}

fn full(family: &str, name: &str) -> String {
    if family.is_empty() { name.to_owned() } else { format!("{family}.{name}") }
}

/// The value as the fact's type wants it written.
fn value_node(fact: &str, text: &str, span: Span, vocabulary: &Vocabulary) -> Node<'static> {
    let node = |text: &str| Node { span, value: Value::Text(Cow::Owned(text.to_owned())) };
    match (vocabulary.facts.get(fact).map(|decl| decl.of), text) {
        (Some(FactType::Truth | FactType::Shown), "true" | "yes") => {
            Node { span, value: Value::Truth(true) }
        }
        (Some(FactType::Truth | FactType::Shown), "false" | "no") => {
            Node { span, value: Value::Truth(false) }
        }
        (Some(FactType::Set(_)), "unknown") => node(text),
        (Some(FactType::Set(_)), "") => Node { span, value: Value::List(Vec::new()) },
        (Some(FactType::Set(_)), _) => Node {
            span,
            value: Value::List(text.split(',').map(|part| node(part.trim())).collect()),
        },
        _ => node(text),
    }
}

/// Faults what is said twice.
fn twice(file: &File<'_>, entries: &[Entry], faults: &mut Diagnostics) {
    for (n, (key, node)) in entries.iter().enumerate() {
        if entries.iter().take(n).any(|(other, _)| other.text == key.text) {
            let span = if key.span == Span::default() { node.span } else { key.span };
            faults.push(
                Diagnostic::at(
                    file,
                    span,
                    Code::Duplicate,
                    format_args!("`{}` is said twice", key.text),
                )
                .help("say it once"),
            );
        }
        match &node.value {
            Value::Table(inner) => twice(file, inner, faults),
            Value::List(rows) => {
                for row in rows {
                    if let Value::Table(inner) = &row.value {
                        twice(file, inner, faults);
                    }
                }
            }
            _ => {}
        }
    }
}

fn entry(key: &'static str, node: Node<'static>) -> Entry {
    (Key { span: node.span, text: Cow::Borrowed(key) }, node)
}

fn table(entries: Vec<Entry>) -> Node<'static> {
    let span = entries.first().map_or(Span::default(), |(key, _)| key.span);
    Node { span, value: Value::Table(entries) }
}

fn list(nodes: Vec<Node<'static>>) -> Node<'static> {
    let span = nodes.first().map_or(Span::default(), |node| node.span);
    Node { span, value: Value::List(nodes) }
}
