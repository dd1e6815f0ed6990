//! The same policy as a Sekisho pack: TOML text, read like any other pack.

use crate::synthetic::{Entry, PER_TECHNOLOGY, Transfer, day, place, technology};
use sekisho::law::{self, PackSource};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = r#"
id = "synthetic"
title = { en = "A synthetic list" }
authority = { en = "Nobody" }
nature = "law"
edition = 2026-01-01
covers = { from = 2000-01-01 }
[[source]]
id = "list"
title = { en = "A synthetic list" }
"#;

const FACTS: &str = r#"
[[fact]]
id = "item.speed"
type = "number"
title = { en = "speed" }
question = { en = "How fast is it?" }
[[fact]]
id = "item.noise"
type = "number"
title = { en = "noise" }
question = { en = "How noisy is it?" }
[[fact]]
id = "transfer.military"
type = "truth"
title = { en = "military end user" }
question = { en = "Is the end user military?" }
"#;

const RULES: &str = r#"
[defaults]
from = 2000-01-01
cite = { source = "list", at = "1" }
[[leg]]
id = "export"
title = { en = "the goods moving" }
destination = "to"
[[scope]]
id = "all"
title = { en = "everything" }
[[control]]
id = "licence"
title = { en = "a licence is needed" }
effect = "licence"
reason = "R"
"#;

/// The pack, with the words that every pack may use.
pub fn sources(policy: &[Entry]) -> Vec<PackSource> {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/common");
    let common = law::store::read_dir(Path::new(rules)).unwrap();
    vec![common, PackSource { id: "synthetic".to_owned(), files: files(policy), tests: Vec::new() }]
}

/// The files of the pack, by path.
fn files(policy: &[Entry]) -> Vec<(String, String)> {
    let mut facts = FACTS.to_owned();
    for index in 0..policy.len().div_ceil(PER_TECHNOLOGY) {
        let word = technology(index);
        write!(
            facts,
            "[[word]]\nid = \"{word}\"\nof = \"item.article\"\ntitle = {{ en = \"{word}\" }}\n"
        )
        .unwrap();
    }
    let mut files = vec![
        ("pack.toml".to_owned(), HEAD.to_owned()),
        ("facts.toml".to_owned(), facts),
        ("rules.toml".to_owned(), RULES.to_owned()),
    ];
    files.extend(policy.iter().map(|entry| (format!("list/{}.toml", entry.id), file(entry))));
    files
}

fn file(e: &Entry) -> String {
    let places: Vec<String> = e.destinations.iter().map(|&p| format!("\"{}\"", place(p))).collect();
    let military = if e.military { " and transfer.military" } else { "" };
    format!(
        r#"[entry]
id = "{id}"
title = {{ en = "entry {id}" }}
kind = "commodity"
article = ["{technology}"]
[defaults]
from = 2000-01-01
cite = {{ source = "list", at = "{id}" }}
[[group]]
id = "to-{id}"
title = {{ en = "where {id} needs a licence" }}
of = "place"
members = [{places}]
[[paragraph]]
id = "{id}.a"
title = {{ en = "the lines of {id}" }}
when = "item.speed >= {speed} and item.noise < {noise}"
[[reason]]
id = "{id}#R"
title = {{ en = "the row of {id}" }}
reason = "R"
to = "to-{id}"
when = "date >= {from} and date <= {until}{military}"
"#,
        id = e.id,
        technology = e.technology,
        places = places.join(", "),
        speed = e.speed_at_least,
        noise = e.noise_below,
        from = day(e.from),
        until = day(e.until),
    )
}

/// A transfer as Sekisho reads it.
pub fn transfer(t: &Transfer) -> Value {
    json!({
        "schema": 1,
        "act": t.act,
        "date": day(t.date),
        "from": place(t.from),
        "to": place(t.to),
        "transfer": { "military": t.military },
        "party": [{ "role": ["end-user"], "country": place(t.end_user) }],
        "item": [{
            "id": "thing",
            "kind": t.kind,
            "article": [t.technology],
            "speed": t.speed.to_string(),
            "noise": t.noise.to_string(),
            "origin": place(t.origin),
            "quantity": t.quantity,
        }],
    })
}
