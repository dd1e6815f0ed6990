//! Transfers that cannot be read, each beside its exact message. `UPDATE=1` rewrites the messages.

use crate::vocabulary::vocabulary;
use sekisho::diag::File;
use sekisho::transfer;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_fault_is_said_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/transfer");
    let is_transfer =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "toml" || end == "json");
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(is_transfer).collect();
    files.sort();
    assert!(files.len() >= 35, "{} bad transfers", files.len());
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let said = match transfer::read(&File { name, text: &text }, vocabulary()) {
            Ok(case) => panic!("{name} was read: {case:#?}"),
            Err(faults) => faults.to_string(),
        };
        let beside = path.with_extension("stderr");
        if update {
            fs::write(beside, said).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default() != said {
            wrong.push(format!("{name} says\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
