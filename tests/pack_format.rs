//! The table of keys, the page that explains the pack format and the JSON Schemas say the same.

use sekisho::law::keys::{self, Key, Kind};
use sekisho::law::schema;
use std::path::Path;
use std::{env, fs};

/// Every block and key stands in the page, in backticks or in an example beside them.
#[test]
fn the_page_names_every_block_and_key() {
    let page = fs::read_to_string("rules/README.md").unwrap();
    let mut missing = Vec::new();
    let mut word = |word: &str| {
        let stands = page.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|w| w == word);
        if !stands {
            missing.push(word.to_owned());
        }
    };
    let tables = [keys::HEAD, keys::COMMON, keys::PLAIN, keys::DEFAULTS, keys::EXPECT, keys::CASE];
    for key in tables.into_iter().flatten().chain(keys::SOURCE.keys) {
        names(key, &mut word);
    }
    for block in keys::BLOCKS {
        word(block.name);
        for key in block.keys {
            names(key, &mut word);
        }
    }
    assert!(missing.is_empty(), "rules/README.md does not name {missing:?}");
}

fn names(key: &Key, word: &mut impl FnMut(&str)) {
    word(key.name);
    if let Kind::Table(keys) = key.kind {
        for key in keys {
            names(key, word);
        }
    }
}

/// The committed schemas are those of the table. `UPDATE=1` writes them anew.
#[test]
fn the_schemas_are_those_of_the_table() {
    for (name, text) in schema::all() {
        let path = Path::new("schema").join(name);
        if env::var_os("UPDATE").is_some() {
            fs::create_dir_all("schema").unwrap();
            fs::write(&path, &text).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} is stale: UPDATE=1 cargo test writes it", path.display());
    }
}
