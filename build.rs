//! Checks the packs under `rules/` and compiles them in: no TOML is parsed when the program starts, and a fault in a
//! pack is a fault of the build. The floors that read packs are the library's own files.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    unexpected_cfgs,
    unfulfilled_lint_expectations,
    clippy::type_complexity,
    clippy::wrong_self_convention,
    reason = "these floors are the library's; it uses the rest of them, and they are checked there"
)]

#[path = "src/base/mod.rs"]
mod base;
#[path = "src/condition/mod.rs"]
mod condition;
#[path = "src/diag/mod.rs"]
mod diag;
#[path = "src/law/mod.rs"]
mod law;
#[path = "src/syntax/mod.rs"]
mod syntax;

use diag::Faults;
use law::{Law, PackSource};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The variable that names another folder of packs than the package's own, from the folder of the package.
const RULES: &str = "SEKISHO_RULES";

fn main() -> ExitCode {
    for path in ["rules", "src/base", "src/condition", "src/diag", "src/law", "src/syntax"] {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rerun-if-env-changed={RULES}");
    println!("cargo:rustc-check-cfg=cfg(packs_compiled_in)");
    println!("cargo:rustc-cfg=packs_compiled_in");
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the packs into `packs.postcard`, and their files into `sources.postcard`, in the folder that cargo gives.
fn compile() -> Result<(), Failed> {
    let root = variable("CARGO_MANIFEST_DIR")?;
    let out = variable("OUT_DIR")?;
    let rules = match env::var_os(RULES) {
        Some(folder) => {
            println!("cargo:rerun-if-changed={}", Path::new(&folder).display());
            root.join(folder)
        }
        None => root.join("rules"),
    };
    let sources = sources(&rules)?;
    let law = law::load(&sources)?;
    let bytes = postcard::to_stdvec(&law)?;
    fs::write(out.join("packs.postcard"), &bytes)?;
    // a program reads most of it only when somebody looks: that it can be read is found out now
    let read: Law = postcard::from_bytes(bytes.leak())?;
    if read != law {
        return Err(Failed::Differs);
    }
    fs::write(out.join("sources.postcard"), postcard::to_stdvec(&sources)?)?;
    Ok(())
}

/// Every folder under `rules` that holds rules.
fn sources(rules: &Path) -> Result<Vec<PackSource>, Failed> {
    let mut dirs: Vec<PathBuf> =
        fs::read_dir(rules)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    dirs.retain(|dir| {
        dir.is_dir() && fs::read_dir(dir).is_ok_and(|mut found| found.next().is_some())
    });
    dirs.sort();
    dirs.iter().map(|dir| law::store::read_dir(dir).map_err(Failed::from)).collect()
}

fn variable(name: &'static str) -> Result<PathBuf, Failed> {
    env::var_os(name).map(PathBuf::from).ok_or(Failed::Variable(name))
}

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("the packs under `rules/` have faults\n\n{0}")]
    Pack(#[from] Faults),
    #[error("the packs cannot be read or written: {0}")]
    Io(#[from] io::Error),
    #[error("the packs cannot be packed: {0}")]
    Packed(#[from] postcard::Error),
    #[error("the packs that were packed do not read as they were written")]
    Differs,
    #[error("cargo did not set `{0}`")]
    Variable(&'static str),
}
