//! `law import`: a map with faults beside its message, what differs, and what is written: over a copy, without a loss.

use crate::program::{Ran, folder, root, same, sekisho_with};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of the pack and its tables, in a folder of its own.
fn copy(name: &str) -> PathBuf {
    fn all(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for path in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
            let to = to.join(path.file_name().unwrap());
            if path.is_dir() {
                all(&path, &to);
            } else {
                fs::copy(&path, &to).unwrap();
            }
        }
    }
    let to = folder(&format!("import_{name}"));
    for part in ["pack", "tables"] {
        all(&root().join("tests/import").join(part), &to.join(part));
    }
    to
}

fn import(folder: &Path, rest: &[&str]) -> Ran {
    let args = ["law", "import", "pack", "--tables", "tables"];
    sekisho_with(&[&args[..], rest].concat()).within(folder).run()
}

#[test]
fn maps_with_faults_are_refused_with_their_message() {
    let mut maps: Vec<PathBuf> = fs::read_dir(root().join("tests/bad/import"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    maps.sort();
    assert!(maps.len() >= 10);
    for map in maps {
        let folder = copy(map.file_stem().unwrap().to_str().unwrap());
        fs::copy(&map, folder.join("pack/import.toml")).unwrap();
        let ran = import(&folder, &[]).exits(2);
        assert_eq!(ran.stdout, "");
        same(&map.with_extension("stderr"), &ran.stderr);
    }
}

#[test]
fn what_differs_is_named_provision_by_provision() {
    import(&copy("differs"), &[]).exits(1).looks_like("law_import");
}

#[test]
fn what_people_wrote_survives_and_a_second_run_writes_nothing() {
    let folder = copy("write");
    let write = |from| import(&folder, &["--write", "--from", from]);
    write("2026-10-01").exits(1).looks_like("law_import_write");
    let files = ["list/1A001.toml", "list/1A002.toml", "list/1D001.toml", "places/chart.toml"];
    let held = |file: &str| fs::read_to_string(folder.join("pack").join(file)).unwrap();
    let once = files.map(held);
    for (file, text) in files.iter().zip(&once) {
        same(&root().join("tests/import/written").join(file), text);
        // every line of a person stands where it stood
        let before = root().join("tests/import/pack").join(file);
        let mut lines = text.lines();
        for line in fs::read_to_string(before).unwrap_or_default().lines() {
            assert!(lines.any(|now| now == line), "{file} lost `{line}`");
        }
    }
    write("2026-11-01").exits(1).never_says(": written");
    assert_eq!(files.map(held), once);
}
