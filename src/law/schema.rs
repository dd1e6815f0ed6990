//! JSON Schemas of pack files, from the table of keys: an editor completes and checks with them. What a schema cannot
//! say (whether a name exists, whether a condition reads) is checked when the pack loads.

use super::keys::{self, Block, Key, Kind, Name, Versions};
use serde_json::{Map, Value, json};

/// The schemas by file name: of `pack.toml`, of every other file of a pack, of its test files.
///
/// ```
/// let schemas = sekisho::law::schema::all();
/// assert_eq!(schemas.map(|(name, _)| name), ["pack.schema.json", "rules.schema.json", "tests.schema.json"]);
/// ```
#[must_use]
pub fn all() -> [(&'static str, String); 3] {
    [
        ("pack.schema.json", text(&pack())),
        ("rules.schema.json", text(&rules())),
        ("tests.schema.json", text(&tests())),
    ]
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn pack() -> Value {
    let mut head = object(keys::HEAD.iter().copied());
    property(&mut head, "source", list(&block(&keys::SOURCE)));
    titled(head, "The head of a pack: pack.toml")
}

fn rules() -> Value {
    let mut file = json!({ "type": "object", "additionalProperties": false, "properties": {} });
    property(&mut file, "defaults", object(keys::DEFAULTS.iter().copied()));
    for one in keys::BLOCKS {
        let schema = block(one);
        let schema = if one.name == "entry" {
            json!({ "description": one.doc, "anyOf": [schema, list(&schema)] })
        } else {
            list(&schema)
        };
        property(&mut file, one.name, schema);
    }
    titled(file, "Blocks of a pack: facts, entries, controls and the rest")
}

fn tests() -> Value {
    let mut file = json!({ "type": "object", "additionalProperties": false, "properties": {} });
    property(&mut file, "base", json!({ "type": "object", "description": "a transfer" }));
    property(&mut file, "case", list(&object(keys::CASE.iter().copied())));
    titled(file, "Transfers with what must come out: tests/*.toml of a pack")
}

fn titled(mut schema: Value, title: &str) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".to_owned(), json!(title));
    }
    schema
}

/// A block. What the defaults of its file may say, and what a repeal leaves out, is not required.
fn block(block: &Block) -> Value {
    let dated = block.versions == Versions::Dated;
    let keys = block
        .id_key()
        .into_iter()
        .chain(block.all_keys().map(|key| Key { required: key.required && !dated, ..*key }));
    let mut schema = object(keys);
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), json!(block.doc));
    }
    schema
}

fn object(keys: impl Iterator<Item = Key>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in keys {
        let mut schema = kind(&key.kind);
        if let Value::Object(map) = &mut schema {
            map.insert("description".to_owned(), json!(key.doc));
        }
        properties.insert(key.name.to_owned(), schema);
        if key.required {
            required.push(key.name);
        }
    }
    let mut schema =
        json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if let Value::Object(map) = &mut schema
        && !required.is_empty()
    {
        map.insert("required".to_owned(), json!(required));
    }
    schema
}

fn property(schema: &mut Value, name: &str, value: Value) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert(name.to_owned(), value);
    }
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Text | Kind::Condition | Kind::Formula => json!({ "type": "string" }),
        Kind::Words => json!({ "anyOf": [
            { "type": "string" },
            { "type": "object", "additionalProperties": false, "required": ["en"], "properties": {
                "en": { "type": "string", "description": "English" },
                "ja": { "type": "string", "description": "Japanese" },
            } },
        ] }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::Count => json!({ "type": "integer", "minimum": 0 }),
        Kind::One(words) => json!({ "enum": words }),
        Kind::Name(name) => named(*name),
        Kind::List(of) => list(&self::kind(of)),
        Kind::Some(of) => json!({ "anyOf": [self::kind(of), list(&self::kind(of))] }),
        Kind::All(of) => json!({ "anyOf": [{ "const": "all" }, list(&self::kind(of))] }),
        Kind::Table(keys) => object(keys.iter().copied()),
        Kind::Map(of) => json!({ "type": "object", "additionalProperties": self::kind(of) }),
        Kind::Money => json!({ "type": "string", "pattern": "^[0-9][0-9_.]* [A-Z]{3}$" }),
        Kind::Free => json!({ "type": "object" }),
    }
}

fn named(name: Name) -> Value {
    let pattern = match name {
        Name::Pack | Name::Source => "^[a-z0-9][a-z0-9._-]*$",
        Name::Fact => "^[a-z][A-Za-z0-9_-]*(\\.[a-z][A-Za-z0-9_-]*)*$",
        Name::Symbol => "^[a-z][A-Za-z0-9._-]*$",
        Name::Place => "^[A-Z]{2}(-[A-Za-z0-9-]+)?$",
        Name::Code => "^[A-Za-z0-9_-]+((\\.[A-Za-z0-9_-]+)|(\\([A-Za-z0-9_-]+\\)))*$",
        Name::Provision => "^[A-Za-z0-9][A-Za-z0-9.()_#+-]*$",
        Name::Reason => "^[A-Za-z0-9_-]+$",
        Name::Group => "^([a-z0-9-]+:)?[A-Za-z0-9_.()-]+$",
        Name::Ref => "^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9.()_#+-]*$",
    };
    json!({ "type": "string", "pattern": pattern })
}
