//! What the targets share: how one text holds a whole pack, and the vocabulary that conditions and transfers are read against.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a fuzzer must fail loudly"
)]

pub mod seeds;

use sekisho::law::{self, Law, PackSource};
use std::path::Path;
use std::sync::LazyLock;

/// Begins a file within a pack that is written as one text.
pub const FILE: &str = "=== ";

/// The packs of this checkout.
pub static LAW: LazyLock<Law> = LazyLock::new(law::builtin);

/// The facts and first words that every pack may use, with a few places only: every run reads them.
pub static COMMON: LazyLock<PackSource> = LazyLock::new(|| {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/common");
    let mut common = law::store::read_dir(&rules).expect("the common pack can be read");
    let first = ["words/article.toml", "words/technology.toml"];
    common.files.retain(|(path, _)| !path.contains('/') || first.contains(&&**path));
    for (path, text) in &mut common.files {
        match &**path {
            "places.toml" => {
                let blocks: Vec<&str> = text.split("[[place]]").take(20).collect();
                *text = blocks.join("[[place]]");
            }
            // it counts the places
            "pack.toml" => {
                let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with("expect")).collect();
                *text = lines.join("\n");
            }
            _ => {}
        }
    }
    common
});

/// The pack that `text` holds: files one after another, each below a line `=== its/path.toml`.
pub fn pack(text: &str) -> PackSource {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(FILE) {
            Some(path) => {
                let path = path.trim().to_owned();
                if files.iter().all(|(other, _)| *other != path) {
                    files.push((path, String::new()));
                }
            }
            None => match files.last_mut() {
                Some((_, body)) => body.push_str(line),
                None => files.push(("pack.toml".to_owned(), line.to_owned())),
            },
        }
    }
    PackSource { id: "fuzzed".to_owned(), files, tests: Vec::new() }
}
