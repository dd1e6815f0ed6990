//! Bad conditions, each beside the exact message: `tests/bad/condition/NAME.cond` and `NAME.stderr`.
//! A first line `# role: control` names the provision (a scope where none is said), `# each: person` the noun it binds.
//! `UPDATE=1 cargo test bad` writes the messages anew.

use super::vocabulary::vocabulary;
use sekisho::condition::{Role, Subject};
use sekisho::diag::{File, show};
use std::fs;
use std::path::{Path, PathBuf};

const ROLES: [(&str, Role); 13] = [
    ("term", Role::Term),
    ("paragraph", Role::Paragraph),
    ("exclusion", Role::Exclusion),
    ("reason", Role::Reason),
    ("leg", Role::Leg),
    ("scope", Role::Scope),
    ("scope-exclusion", Role::ScopeExclusion),
    ("control", Role::Control),
    ("bar", Role::Bar),
    ("eligible", Role::Eligible),
    ("exception", Role::Exception),
    ("policy", Role::Policy),
    ("obligation", Role::Obligation),
];

#[test]
fn each_bad_condition_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/condition");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "cond"))
        .collect();
    files.sort();
    assert!(files.len() >= 35, "only {} bad conditions", files.len());
    let vocabulary = vocabulary();
    let mut wrong = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let (head, body) = match text.split_once('\n') {
            Some((head, body)) if head.starts_with("# ") => (head, body),
            _ => ("", &*text),
        };
        let key = |key: &str| {
            head.trim_start_matches("# ").split(", ").find_map(|pair| pair.strip_prefix(key))
        };
        let role = key("role: ").map_or(Role::Scope, |word| {
            ROLES.iter().find(|(name, _)| *name == word).unwrap_or_else(|| panic!("{name}")).1
        });
        let each = key("each: ").map(|word| match word {
            "person" => Subject::Person,
            "party" => Subject::Party,
            other => panic!("{name}: {other}"),
        });
        let body = body.trim_end();
        let file = File { name, text: &text };
        let told = match super::read_in(&file, body, role, each.as_ref(), &vocabulary) {
            Ok(cond) => panic!("{name} is no bad condition: {cond}"),
            Err(faults) => show(&faults.sorted()),
        };
        let beside = path.with_extension("stderr");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &told).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default() != told {
            wrong.push(format!("{name} says\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
