//! Packs with faults, each beside the exact message that a person gets. `UPDATE=1` writes the messages anew.

use sekisho::diag::show;
use sekisho::law::{self, PackSource, store};
use std::path::{Path, PathBuf};
use std::{env, fs};

const BAD: &str = "tests/bad/pack";

/// Each pack of `tests/bad/pack` is refused with the message beside it.
#[test]
fn bad_packs_are_refused_with_their_message() {
    let base = base();
    let mut wrong = Vec::new();
    let found = packs();
    for dir in &found {
        let mut sources = vec![base.clone()];
        let message = match store::read_dir(dir) {
            Err(faults) => show(&faults.0),
            Ok(mut source) => {
                "bad".clone_into(&mut source.id);
                let tests = law::tests(&source);
                sources.push(source);
                match (law::load(&sources), tests) {
                    (Err(faults), _) | (Ok(_), Err(faults)) => show(&faults.0),
                    (Ok(law), Ok(_)) => show(&law::lint(&law)),
                }
            }
        };
        let beside = dir.with_extension("stderr");
        if env::var_os("UPDATE").is_some() {
            fs::write(&beside, &message).unwrap();
        }
        if message.is_empty() {
            wrong.push(format!("{}: no fault was found", dir.display()));
        } else if fs::read_to_string(&beside).unwrap_or_default() != message {
            wrong.push(format!("{}:\n{message}", dir.display()));
        }
    }
    assert!(found.len() >= 30, "only {} bad packs", found.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn packs() -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> = fs::read_dir(BAD)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.is_dir())
        .collect();
    dirs.sort();
    dirs
}

fn base() -> PackSource {
    let mut source = store::read_dir(Path::new("tests/bad/base")).unwrap();
    "common".clone_into(&mut source.id);
    source
}

/// The pack on which the bad ones stand has no fault itself.
#[test]
fn the_base_pack_loads() {
    let base = base();
    assert!(law::load(&[base]).is_ok());
}
