//! The seeds: what the repository holds, cut so that each target can begin with it.

use super::FILE;
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

/// How many seeds a target begins with, spread over all there are: it reads each once before its time is counted.
const MOST: usize = 150;

/// Writes the seeds of `target` into the folder that `SEEDS` names. libFuzzer calls it before it reads that folder.
pub fn write(target: &'static str) {
    let Some(out) = std::env::var_os("SEEDS") else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut seeds = Seeds { target, texts: Vec::new() };
    for path in files(&root.join("rules")) {
        let (text, name) = (fs::read_to_string(&path).unwrap(), name(&path));
        let head = if name == "pack.toml" { "" } else { HEAD };
        seeds.write("pack", &format!("{head}{FILE}{name}\n{text}"));
        seeds.conditions(&text);
    }
    for path in files(&root.join("examples")).into_iter().chain(files(&root.join("tests"))) {
        // some fixtures are no text
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let at = path.to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "cond") {
            seeds.write("condition", &text);
        } else if at.contains("pack") || at.contains("law") {
            seeds.write("pack", &format!("{HEAD}{FILE}{}\n{text}", name(&path)));
        } else {
            seeds.write("transfer", &text);
        }
        seeds.conditions(&text);
    }
    let out = PathBuf::from(out);
    let step = seeds.texts.len().div_ceil(MOST).max(1);
    for (count, text) in seeds.texts.iter().step_by(step).enumerate() {
        fs::write(out.join(format!("seed-{count:04}")), text).unwrap();
    }
}

struct Seeds {
    target: &'static str,
    texts: Vec<String>,
}

impl Seeds {
    fn write(&mut self, target: &str, text: &str) {
        if target == self.target {
            self.texts.push(text.to_owned());
        }
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
    let wanted = |path: &Path| {
        path.extension().is_some_and(|end| end == "toml" || end == "json" || end == "cond")
    };
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| wanted(path))
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
