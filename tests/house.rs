//! The order of the house: floors, openings of files, what may not stand in code. It reads the sources themselves.

use sekisho::diag::Code;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each module under `src/`. A module names only modules on lower floors; `syntax` reports through `diag` and so
/// stands half a floor above it.
const FLOORS: &[(&str, u32)] = &[
    ("base", 0),
    ("diag", 10),
    ("syntax", 15),
    ("condition", 20),
    ("decision", 20),
    ("law", 30),
    ("transfer", 30),
    ("engine", 40),
    ("analyse", 45),
    ("gate", 50),
    ("import", 50),
    ("render", 50),
    ("rulebook", 50),
    ("cli", 60),
];

/// Every Rust file below `folder`, sorted.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != "target") {
                    walk(&path, out);
                }
            } else if path.extension().is_some_and(|end| end == "rs") {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut out);
    out.sort();
    out
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that `crate::…` paths name, `crate::{a::X, b}` included.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut out = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            out.push(word(rest));
            continue;
        };
        let mut depth = 0_u32;
        let mut start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                _ if start && !c.is_whitespace() => {
                    out.push(word(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    out
}

/// What `source` names that stands on its own floor or above.
fn above(module: &str, source: &str) -> Vec<String> {
    let floors: BTreeMap<&str, u32> = FLOORS.iter().copied().collect();
    let here = floors.get(module).unwrap_or_else(|| panic!("`{module}` has no floor"));
    named(&code(source))
        .into_iter()
        .filter(|name| name != module && floors.get(&**name).is_none_or(|floor| floor >= here))
        .collect()
}

#[test]
fn modules_name_only_lower_floors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in rust_files("src") {
        let within = path.strip_prefix(&src).unwrap();
        let module = within.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if module == "lib" || module == "main" {
            continue;
        }
        for name in above(module, &fs::read_to_string(&path).unwrap()) {
            faults.push(format!("{} names `{name}`", within.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_higher_floor_is_seen_however_it_is_named() {
    let wrong = "use crate::base::{Day, Truth};\nuse crate::{\n    diag::{File, Span},\n    engine,\n};\nfn f() -> crate::cli::X {}";
    assert_eq!(above("law", wrong), ["engine", "cli"]);
    assert_eq!(above("syntax", "use crate::diag::File;"), [""; 0]);
    assert_eq!(above("diag", "use crate::syntax::Node;"), ["syntax"]);
    assert_eq!(above("law", "//! [`crate::engine`]\nuse crate::law::model;"), [""; 0]);
    assert_eq!(above("law", "use crate::transfer::Case;"), ["transfer"]);
}

#[test]
fn every_file_says_what_it_is() {
    let folders = ["src", "tests", "benches", "fuzz"];
    let mut silent: Vec<PathBuf> = folders.iter().flat_map(|folder| rust_files(folder)).collect();
    silent.retain(|path| !fs::read_to_string(path).unwrap().starts_with("//! "));
    assert!(silent.is_empty(), "without a `//!` at the top: {silent:?}");
}

#[test]
fn nothing_is_left_open() {
    // written in two parts, so that this file does not name what it looks for
    let never = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ig", "nore"),
        concat!("dbg", "!("),
    ];
    let mut faults = Vec::new();
    for path in ["src", "tests", "benches", "fuzz"].iter().flat_map(|folder| rust_files(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        for word in never.iter().filter(|word| text.contains(**word)) {
            faults.push(format!("{}: {word}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_are_imported_one_by_one() {
    let mut faults = Vec::new();
    for path in rust_files("src") {
        let text = fs::read_to_string(&path).unwrap();
        // the tests of a file see all of it
        let library = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code(library).lines().filter(|line| line.contains("::*")) {
            faults.push(format!("{}: {}", path.display(), line.trim()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Codes without a fixture below `tests/bad`, and what provokes them instead.
const PROVOKED_ELSEWHERE: &[(&str, &str)] =
    &[("expectation", "a test of the law that does not come out as expected: `law_cases`")];

#[test]
fn every_code_is_explained_and_provoked() {
    fn outputs(folder: &Path, out: &mut String) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                outputs(&path, out);
            } else if path.extension().is_some_and(|end| end == "stderr") {
                out.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut shown = String::new();
    outputs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad"), &mut shown);

    let mut faults = Vec::new();
    let mut seen = Vec::new();
    for code in Code::ALL {
        let name = code.name();
        let kebab = name.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        if !kebab || seen.contains(&name) {
            faults.push(format!("`{name}` is not in kebab case, or stands twice"));
        }
        seen.push(name);
        if code.meaning().trim().len() < 20 || !code.meaning().ends_with('.') {
            faults.push(format!("`{name}` is not explained in a sentence"));
        }
        let elsewhere = PROVOKED_ELSEWHERE.iter().any(|(other, _)| *other == name);
        if shown.contains(&format!("[{name}]")) == elsewhere {
            faults.push(format!(
                "`{name}` must have a fixture or stand among the exceptions, not both"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
