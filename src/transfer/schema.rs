//! The JSON Schema of a transfer, written from the table of keys and, where packs are at hand, their facts. It helps an
//! editor complete and check a file; what counts is the check.

use super::keys::{self, Table, Takes};
use crate::base::Symbol;
use crate::condition::{FactDecl, FactType, Scalar, Vocabulary};
use serde_json::{Map, Value, json};

/// The JSON Schema of a transfer. Without a vocabulary, facts are not listed and every further key is let through.
#[must_use]
pub fn schema(vocabulary: Option<&Vocabulary>) -> String {
    let mut definitions = Map::new();
    for shared in SHARED {
        definitions.insert(shared.name.to_owned(), table(shared, vocabulary));
    }
    let mut root = table(&keys::TRANSFER, vocabulary);
    if let Value::Object(root) = &mut root {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("$id".to_owned(), json!("sekisho/transfer/1"));
        root.insert("title".to_owned(), json!("a proposed transfer of technology"));
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

/// Tables that others name.
const SHARED: [&Table; 14] = [
    &keys::ACT,
    &keys::ITEM,
    &keys::PARTY,
    &keys::OWNER,
    &keys::PERSON,
    &keys::LICENCE,
    &keys::PROVISO,
    &keys::RATE,
    &keys::ATTESTED,
    &keys::SHOWN,
    &keys::END_USE,
    &keys::ARTEFACT,
    &keys::GROUNDED,
    &keys::SCREENING,
];

fn table(table: &Table, vocabulary: Option<&Vocabulary>) -> Value {
    let mut properties = Map::new();
    for key in table.keys {
        let mut schema = takes(key.takes);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), json!(key.says));
        }
        properties.insert(key.name.to_owned(), schema);
    }
    let mut closed = table.facts.is_none();
    if let (Some(family), Some(vocabulary)) = (table.facts, vocabulary) {
        closed = facts(&mut properties, family, vocabulary);
    }
    let required: Vec<&str> =
        table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if let Value::Object(schema) = &mut schema {
        let facts = if table.facts == Some("") { &["act", "to"][..] } else { &[] };
        let required: Vec<&str> = required.into_iter().chain(facts.iter().copied()).collect();
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        if closed && !table.open {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
    }
    schema
}

fn takes(takes: Takes) -> Value {
    let reference = |table: &Table| json!({ "$ref": format!("#/$defs/{}", table.name) });
    let texts = || json!({ "oneOf": [text(), { "type": "array", "items": text() }] });
    match takes {
        Takes::Schema => json!({ "const": 1 }),
        Takes::Text => text(),
        Takes::Texts | Takes::Places => texts(),
        Takes::Words(words) => {
            let word = json!({ "enum": words });
            json!({ "oneOf": [word, { "type": "array", "items": word }] })
        }
        Takes::Day => day(),
        Takes::Truth => json!({ "enum": [true, false, "unknown"] }),
        Takes::Number => json!({ "type": ["number", "string"] }),
        Takes::Money => quantity("12_000_000 JPY"),
        Takes::Table(table) => reference(table),
        Takes::Tables(table) => {
            json!({ "oneOf": [reference(table), { "type": "array", "items": reference(table) }] })
        }
        Takes::Classification => json!({ "type": "object", "additionalProperties": texts() }),
        Takes::Listed(table) => json!({ "oneOf": [reference(table), { "const": "unknown" }] }),
        Takes::Rates(table) => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[A-Z]{3}/[A-Z]{3}$" },
            "additionalProperties": reference(table),
        }),
        Takes::Value => json!({}),
    }
}

/// Adds the facts of a family. Whether nothing else may stand in the table.
fn facts(properties: &mut Map<String, Value>, family: &str, vocabulary: &Vocabulary) -> bool {
    for decl in vocabulary.facts.values() {
        let name = decl.name.as_str();
        let short = match family {
            "" => (!name.contains('.') && !keys::FOLLOWS.contains(&name)).then_some(name),
            _ => name.strip_prefix(family).and_then(|rest| rest.strip_prefix('.')),
        };
        let Some(short) = short.filter(|short| !properties.contains_key(*short)) else { continue };
        nest(properties, short, fact(decl, vocabulary));
    }
    true
}

/// A dotted name is a table in a table.
fn nest(properties: &mut Map<String, Value>, name: &str, schema: Value) {
    let Some((first, rest)) = name.split_once('.') else {
        properties.insert(name.to_owned(), schema);
        return;
    };
    let inner = properties.entry(first).or_insert_with(
        || json!({ "type": "object", "properties": {}, "additionalProperties": false }),
    );
    if let Some(Value::Object(inner)) = inner.get_mut("properties") {
        nest(inner, rest, schema);
    }
}

fn fact(decl: &FactDecl, vocabulary: &Vocabulary) -> Value {
    let value = match decl.of {
        FactType::Truth => json!({ "enum": [true, false, "unknown"] }),
        FactType::Shown => json!({ "enum": [false, "unknown"] }),
        FactType::Number(_) | FactType::Share => match &decl.unit {
            Some(unit) => quantity(&format!("3 {}", unit.symbol)),
            None => json!({ "type": ["number", "string"] }),
        },
        FactType::Money => quantity("12_000_000 JPY"),
        FactType::Date => day(),
        FactType::One(scalar) => one(decl, scalar, vocabulary),
        FactType::Set(scalar) => {
            let value = one(decl, scalar, vocabulary);
            json!({ "anyOf": [value, { "type": "array", "items": value }] })
        }
        FactType::Record => {
            let mut row = Map::new();
            let family = decl.name.as_str().rsplit('.').next().unwrap_or_default();
            facts(&mut row, family, vocabulary);
            let row = json!({ "type": "object", "properties": row, "additionalProperties": false });
            json!({ "anyOf": [row, { "type": "array", "items": row }, { "const": "unknown" }] })
        }
    };
    let mut schema = match decl.of {
        FactType::Record => value,
        _ => json!({ "anyOf": [value, { "$ref": "#/$defs/grounded" }] }),
    };
    if let Value::Object(schema) = &mut schema {
        let words = if decl.question.en.is_empty() { &decl.title.en } else { &decl.question.en };
        schema.insert("description".to_owned(), json!(words));
    }
    schema
}

fn one(decl: &FactDecl, scalar: Scalar, vocabulary: &Vocabulary) -> Value {
    match scalar {
        Scalar::Symbol if !decl.values.is_empty() => {
            let values = decl.values.iter().map(Symbol::as_str).chain(["unknown"]);
            json!({ "enum": values.collect::<Vec<_>>() })
        }
        // Words have aliases, so that any text may be one; the symbols are offered.
        Scalar::Symbol => {
            let words = vocabulary.words.get(&decl.name);
            let examples: Vec<&str> =
                words.into_iter().flatten().map(|(id, _)| id.as_str()).collect();
            json!({ "type": "string", "examples": examples })
        }
        Scalar::Place => json!({ "type": "string", "pattern": "^([A-Z]{2}(-.+)?|unknown)$" }),
        Scalar::Code | Scalar::Hs | Scalar::Text => text(),
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn quantity(example: &str) -> Value {
    json!({ "type": "string", "examples": [example] })
}
