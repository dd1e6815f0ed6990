//! Writes the seeds: `fuzz-seeds FOLDER` fills `FOLDER/pack`, `FOLDER/condition` and `FOLDER/transfer` from what the repository holds.
#![allow(clippy::unwrap_used, missing_docs, reason = "a small tool may fail loudly")]

use sekisho_fuzz::FILE;
use std::fs;
use std::path::{Path, PathBuf};

/// A head that lets any one file of a pack stand alone.
const HEAD: &str = r#"=== pack.toml
id = "fuzzed"
title = { en = "Fuzzed" }
authority = { en = "Nobody" }
nature = "law"
covers = { from = 2000-01-01 }
depends = ["common"]
[[source]]
id = "source"
title = { en = "A source" }
"#;

fn main() {
    let out = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/fuzz/seeds".into()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut seeds = Seeds { out, count: 0 };
    for path in files(&root.join("rules")) {
        let (text, name) = (fs::read_to_string(&path).unwrap(), name(&path));
        let head = if name == "pack.toml" { "" } else { HEAD };
        seeds.write("pack", &format!("{head}{FILE}{name}\n{text}"));
        seeds.conditions(&text);
    }
    for path in files(&root.join("examples")).into_iter().chain(files(&root.join("tests"))) {
        let text = fs::read_to_string(&path).unwrap();
        let at = path.to_string_lossy().into_owned();
        if at.contains("pack") {
            seeds.write("pack", &format!("{HEAD}{FILE}{}\n{text}", name(&path)));
        }
        if !at.contains("pack") && !at.contains("condition") {
            seeds.write("transfer", &text);
        }
        seeds.conditions(&text);
    }
    println!("{} seeds", seeds.count);
}

struct Seeds {
    out: PathBuf,
    count: usize,
}

impl Seeds {
    fn write(&mut self, target: &str, text: &str) {
        let folder = self.out.join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("seed-{:04}", self.count)), text).unwrap();
        self.count += 1;
    }

    /// Every text that stands where a condition does.
    fn conditions(&mut self, text: &str) {
        let Ok(table) = text.parse::<toml::Table>() else { return };
        let mut open = vec![toml::Value::Table(table)];
        while let Some(value) = open.pop() {
            match value {
                toml::Value::Table(table) => {
                    for (key, value) in table {
                        match value {
                            toml::Value::String(text) if key == "when" || key == "is" => {
                                self.write("condition", &text);
                            }
                            other => open.push(other),
                        }
                    }
                }
                toml::Value::Array(list) => open.extend(list),
                _ => {}
            }
        }
    }
}

/// All TOML and JSON files below `folder`, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let wanted = |path: &Path| path.extension().is_some_and(|end| end == "toml" || end == "json");
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| wanted(path))
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
