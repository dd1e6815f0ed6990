//! Files into raw blocks, by the table of keys: unknown keys, wrong kinds and missing keys are found here. Not what
//! names refer to.

use super::keys::{self, Block, Key, Kind, Versions};
use super::names;
use super::raw::{Field, Raw, RawPack};
use super::source::PackSource;
use crate::diag::{Code, Diagnostic, Diagnostics, File, Span};
use crate::syntax::{self, Node, Value};
use std::collections::BTreeMap;

/// The table of a file: keys and values.
pub(super) type Entries<'a> = Vec<(syntax::Key<'a>, Node<'a>)>;

/// Reads every file of `source`; `files` are its files under the names that findings show. Nothing where a file could not
/// be read: what it declares would only seem to be missing.
pub(super) fn pack<'a>(
    source: &'a PackSource,
    files: &[(&'a str, File<'a>)],
    faults: &mut Diagnostics,
) -> Option<RawPack<'a>> {
    let mut head = None;
    let mut blocks = Vec::new();
    let mut unread = false;
    for (path, file) in files {
        let node = match syntax::read(file) {
            Ok(node) => node,
            Err(found) => {
                faults.extend(found);
                unread = true;
                continue;
            }
        };
        let Value::Table(entries) = node.value else { continue };
        if *path == "pack.toml" {
            head = Some(self::head(*file, entries, faults));
        } else {
            blocks.extend(self::blocks(*file, entries, faults));
        }
    }
    let Some((head, sources)) = head else {
        if !unread {
            let message = format!("the pack `{}` has no `pack.toml`", source.id);
            faults.push(Diagnostic::general(Code::File, message));
        }
        return None;
    };
    inherit(&mut blocks);
    for raw in &blocks {
        required(raw, faults);
    }
    (!unread).then_some(RawPack { id: &source.id, head, sources, blocks })
}

fn head<'a>(
    file: File<'a>,
    entries: Entries<'a>,
    faults: &mut Diagnostics,
) -> (Raw<'a>, Vec<Raw<'a>>) {
    let mut sources = Vec::new();
    let mut own = Vec::new();
    for (key, node) in entries {
        if key.text == "source" {
            for node in tables(file, "source", node, faults) {
                let raw = block(&keys::SOURCE, file, node, faults);
                required(&raw, faults);
                sources.push(raw);
            }
        } else {
            own.push((key, node));
        }
    }
    let known: Vec<&Key> = keys::HEAD.iter().collect();
    let fields = fields(file, &known, &["source"], own, faults);
    let head = Raw { block: None, file, span: Span::default(), entry: None, fields };
    missing(&head, keys::HEAD.iter(), faults);
    (head, sources)
}

fn blocks<'a>(file: File<'a>, entries: Entries<'a>, faults: &mut Diagnostics) -> Vec<Raw<'a>> {
    let mut defaults = BTreeMap::new();
    let mut out: Vec<Raw<'a>> = Vec::new();
    for (key, node) in entries {
        if key.text == "defaults" {
            let known: Vec<&Key> = keys::DEFAULTS.iter().collect();
            if let Value::Table(entries) = node.value {
                defaults = fields(file, &known, &[], entries, faults);
            } else {
                faults.push(wrong(&file, &node, &Kind::Free));
            }
        } else if let Some(block) = Block::named(&key.text) {
            for node in tables(file, block.name, node, faults) {
                out.push(self::block(block, file, node, faults));
            }
        } else {
            let known: Vec<&str> = keys::BLOCKS.iter().map(|block| block.name).collect();
            let fault = Diagnostic::at(
                &file,
                key.span,
                Code::UnknownKey,
                format!("no block is called `{}`", key.text),
            );
            faults.push(help(fault, &key.text, &known));
        }
    }
    let entry = out.iter().find(|raw| raw.name() == "entry").map(|raw| raw.id().text.to_owned());
    for raw in &mut out {
        apply(raw, &defaults);
        if matches!(raw.name(), "entry" | "paragraph" | "exclusion" | "reason" | "eligible" | "bar")
        {
            raw.entry.clone_from(&entry);
        }
    }
    out.sort_by_key(|raw| raw.span.start);
    out
}

/// The tables of a block that is written `[[name]]`, or `[name]`.
pub(super) fn tables<'a>(
    file: File<'a>,
    name: &str,
    node: Node<'a>,
    faults: &mut Diagnostics,
) -> Vec<Node<'a>> {
    match node.value {
        Value::List(list) => list,
        Value::Table(_) if name == "entry" => vec![node],
        _ => {
            let message = format!("`{name}` is a block");
            faults.push(
                Diagnostic::at(&file, node.span, Code::WrongType, message)
                    .help(format!("write `[[{name}]]` above its keys")),
            );
            Vec::new()
        }
    }
}

/// One block, each key of its kind.
pub(super) fn block<'a>(
    block: &'static Block,
    file: File<'a>,
    node: Node<'a>,
    faults: &mut Diagnostics,
) -> Raw<'a> {
    let span = node.span;
    let id: Option<Key> = block.id_key();
    let known: Vec<Key> = id.into_iter().chain(block.all_keys().copied()).collect();
    let known: Vec<&Key> = known.iter().collect();
    let fields = if let Value::Table(entries) = node.value {
        fields(file, &known, &[], entries, faults)
    } else {
        faults.push(wrong(&file, &node, &Kind::Free));
        BTreeMap::new()
    };
    Raw { block: Some(block), file, span, entry: None, fields }
}

/// Keys of a table, each of the kind the table of keys says.
pub(super) fn fields<'a>(
    file: File<'a>,
    known: &[&Key],
    also: &[&str],
    entries: Entries<'a>,
    faults: &mut Diagnostics,
) -> BTreeMap<&'static str, Field<'a>> {
    let mut out = BTreeMap::new();
    for (key, node) in entries {
        let Some(found) = known.iter().find(|known| known.name == key.text) else {
            let names: Vec<&str> =
                known.iter().map(|key| key.name).chain(also.iter().copied()).collect();
            faults.push(unknown_key(&file, &key, &names));
            continue;
        };
        check(&file, &found.kind, &node, faults);
        out.insert(found.name, Field { file, node, kind: found.kind, inherited: false });
    }
    out
}

fn unknown_key(file: &File<'_>, key: &syntax::Key<'_>, names: &[&str]) -> Diagnostic {
    let message = format!("no key is called `{}` here", key.text);
    help(Diagnostic::at(file, key.span, Code::UnknownKey, message), &key.text, names)
}

/// The value is of the kind the key takes.
fn check(file: &File<'_>, kind: &Kind, node: &Node<'_>, faults: &mut Diagnostics) {
    match (kind, &node.value) {
        (
            Kind::Text | Kind::Words | Kind::Condition | Kind::Formula | Kind::Money,
            Value::Text(_),
        )
        | (Kind::Truth, Value::Truth(_))
        | (Kind::Day, Value::Day(_))
        | (Kind::Free, Value::Table(_)) => {}
        (Kind::Words, Value::Table(entries)) => {
            for (key, node) in entries {
                match key.text.as_ref() {
                    "en" | "ja" => check(file, &Kind::Text, node, faults),
                    _ => faults.push(unknown_key(file, key, &["en", "ja"])),
                }
            }
        }
        (Kind::Day, Value::Text(_)) if node.as_day().is_some() => {}
        (Kind::Day, Value::Text(text)) => faults.push(
            Diagnostic::at(file, node.span, Code::BadDate, format!("`{text}` is no day"))
                .help("write year, month and day: 2026-11-22"),
        ),
        (Kind::Count, Value::Number(text)) if text.parse::<u32>().is_ok() => {}
        (Kind::One(words), Value::Text(text)) => {
            if !words.contains(&text.as_ref()) {
                let message = format!("`{text}` is none of the values allowed here");
                let fault = Diagnostic::at(file, node.span, Code::UnknownValue, message);
                faults.push(help(fault, text, words));
            }
        }
        (Kind::Name(name), Value::Text(text)) => {
            if let Some(shape) = names::fault(*name, text) {
                let message = format!("`{text}` is no well-formed name");
                faults.push(Diagnostic::at(file, node.span, Code::BadName, message).help(shape));
            }
        }
        (Kind::List(of) | Kind::Some(of) | Kind::All(of), Value::List(list)) => {
            for node in list {
                check(file, of, node, faults);
            }
        }
        (Kind::Some(of), _) => check(file, of, node, faults),
        (Kind::All(_), Value::Text(text)) if text == "all" => {}
        (Kind::Table(keys), Value::Table(entries)) => {
            for (key, node) in entries {
                if let Some(known) = keys.iter().find(|known| known.name == key.text) {
                    check(file, &known.kind, node, faults);
                } else {
                    let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                    faults.push(unknown_key(file, key, &names));
                }
            }
            for key in keys.iter().filter(|key| key.required && node.get(key.name).is_none()) {
                let message = format!("`{}` is missing", key.name);
                faults.push(
                    Diagnostic::at(file, node.span, Code::MissingKey, message)
                        .help(format!("`{}` is {}", key.name, key.doc)),
                );
            }
        }
        (Kind::Map(of), Value::Table(entries)) => {
            for (_, node) in entries {
                check(file, of, node, faults);
            }
        }
        _ => faults.push(wrong(file, node, kind)),
    }
}

fn wrong(file: &File<'_>, node: &Node<'_>, kind: &Kind) -> Diagnostic {
    let message = format!("{} stands here", node.kind());
    Diagnostic::at(file, node.span, Code::WrongType, message).help(format!("write {kind}"))
}

/// Adds "did you mean" where a known word is near, else all known words.
pub(super) fn help(fault: Diagnostic, text: &str, known: &[&str]) -> Diagnostic {
    match near(text, known.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`")),
        None => fault.help(format!("write one of `{}`", known.join("`, `"))),
    }
}

/// The known word that is nearest to `text`, if one is near.
pub(super) fn near<'k>(text: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let far = text.chars().count().div_ceil(3);
    let far = if far > 1 || text.chars().count() == 3 { far } else { 0 };
    known
        .map(|word| (strsim::damerau_levenshtein(text, word), word))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, word)| word)
}

/// Fills what a block does not say from the defaults of its file.
fn apply<'a>(raw: &mut Raw<'a>, defaults: &BTreeMap<&'static str, Field<'a>>) {
    let dated = raw.fields.contains_key("from") || raw.fields.contains_key("seen");
    for (name, field) in defaults {
        let takes = raw.block.is_some_and(|block| block.key(name).is_some());
        let day = matches!(*name, "from" | "seen");
        if takes && !(day && dated) {
            raw.fields.entry(*name).or_insert_with(|| field.clone());
        }
    }
}

/// A version that says only that the provision is gone takes the rest from the version before.
fn inherit(blocks: &mut [Raw<'_>]) {
    let before = |raw: &Raw<'_>, all: &[Raw<'_>]| {
        all.iter()
            .enumerate()
            .filter(|(_, other)| {
                other.name() == raw.name()
                    && other.id().text == raw.id().text
                    && other.entry == raw.entry
                    && other.start() < raw.start()
                    && !other.repealed()
            })
            .max_by_key(|(_, other)| other.start())
            .map(|(at, _)| at)
    };
    let found: Vec<(usize, usize)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, raw)| raw.repealed())
        .filter_map(|(at, raw)| before(raw, blocks).map(|other| (at, other)))
        .collect();
    for (at, other) in found {
        let earlier = blocks.get(other).map(|raw| raw.fields.clone()).unwrap_or_default();
        if let Some(raw) = blocks.get_mut(at) {
            for (name, field) in earlier {
                if !matches!(name, "from" | "seen" | "basis" | "state" | "note" | "cite") {
                    raw.fields.entry(name).or_insert(Field { inherited: true, ..field });
                }
            }
        }
    }
}

/// The keys that must be there are.
pub(super) fn required(raw: &Raw<'_>, faults: &mut Diagnostics) {
    let Some(block) = raw.block else { return };
    if block.id.is_some() && raw.field("id").is_none() {
        let message = format!("this `[[{}]]` has no `id`", block.name);
        faults.push(
            Diagnostic::at(&raw.file, raw.span, Code::MissingKey, message)
                .help("`id` is the law's own numbering"),
        );
    }
    missing(raw, block.all_keys(), faults);
    let declares = block.name == "place" && raw.field("in").is_none() && raw.field("as").is_none();
    if block.versions == Versions::Dated && !declares {
        match (raw.field("from"), raw.field("seen")) {
            (None, None) => faults.push(
                raw.fault(Code::MissingKey, format!("{} has no first day", title(raw)))
                    .help("write `from`, or `seen` with the day it was first read in force"),
            ),
            (Some(_), Some(_)) => faults.push(
                raw.fault_at("seen", Code::Contradiction, "`from` and `seen` exclude each other")
                    .help("write `seen` only where the first day is not known"),
            ),
            _ => {}
        }
    }
}

fn missing(raw: &Raw<'_>, keys: impl Iterator<Item = &'static Key>, faults: &mut Diagnostics) {
    for key in keys.filter(|key| key.required && raw.field(key.name).is_none()) {
        let message = format!("{} has no `{}`", title(raw), key.name);
        faults.push(
            raw.fault(Code::MissingKey, message).help(format!("`{}` is {}", key.name, key.doc)),
        );
    }
}

/// How findings call a block: ``the control `744.11` ``.
pub(super) fn title(raw: &Raw<'_>) -> String {
    match (raw.block, raw.id().text) {
        (None, _) => "the pack".to_owned(),
        (Some(block), "") => format!("this `[[{}]]`", block.name),
        (Some(block), id) => format!("the {} `{id}`", block.name),
    }
}
