//! Reads the folder of a pack: the only place where pack files are opened. Not what they say.

use super::source::PackSource;
use crate::diag::{Code, Diagnostic, Diagnostics, Faults};
use std::fs;
use std::path::Path;

/// The TOML files of the pack in `dir`, sorted by path; those under `tests/` apart.
///
/// # Errors
/// A folder or file that cannot be read, and a folder without `pack.toml`.
pub fn read_dir(dir: &Path) -> Result<PackSource, Faults> {
    let mut faults = Diagnostics::default();
    let id = dir
        .canonicalize()
        .ok()
        .and_then(|full| full.file_name().map(|name| name.to_string_lossy().into_owned()))
        .unwrap_or_default();
    let mut found = Vec::new();
    collect(dir, "", &mut found, &mut faults);
    // how the pack is made from official tables, for `law import` alone
    found.retain(|(path, _)| path != "import.toml");
    found.sort();
    let (tests, files): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(path, _)| path.starts_with("tests/"));
    if faults.is_empty() && !files.iter().any(|(path, _)| path == "pack.toml") {
        let message = format!("`{}` is no pack: it has no `pack.toml`", dir.display());
        faults.push(
            Diagnostic::general(Code::File, message)
                .help("name a folder like `rules/us-ear`, or write its `pack.toml` first"),
        );
    }
    faults.into_result(PackSource { id, files, tests })
}

fn collect(dir: &Path, under: &str, found: &mut Vec<(String, String)>, faults: &mut Diagnostics) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(unreadable(dir, &error));
            return;
        }
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                faults.push(unreadable(dir, &error));
                continue;
            }
        };
        let path = entry.path();
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found, faults);
        } else if path.extension().is_some_and(|end| end == "toml") {
            match fs::read_to_string(&path) {
                Ok(text) => found.push((name, text)),
                Err(error) => faults.push(unreadable(&path, &error)),
            }
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("cannot read `{}`: {error}", path.display());
    Diagnostic::general(Code::File, message)
}
