//! Files that a person names, and `-` for standard input. Not what they say.

use crate::diag::{Code, Diagnostic, Faults, File};
use std::io::Read;
use std::path::Path;

/// The largest file that is read. A transfer has some kilobytes; more is a mistake.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A text and the name by which the person called it.
pub(super) struct Input {
    name: String,
    text: String,
}

impl Input {
    /// As the readers take it.
    pub(super) fn file(&self) -> File<'_> {
        File { name: &self.name, text: &self.text }
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// A file that is not there, cannot be read, is a folder, is too large, or is not UTF-8.
pub(super) fn read(name: &str) -> Result<Input, Faults> {
    let (shown, bytes) = if name == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(LARGEST.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(name, &error))?;
        ("<stdin>".to_owned(), bytes)
    } else {
        (name.replace('\\', "/"), open(name)?)
    };
    if u64::try_from(bytes.len()).is_ok_and(|size| size > LARGEST) {
        let message = format!("`{shown}` is larger than 16 MiB");
        return Err(fault(message, "name one transfer, as a TOML or JSON file"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text);
            Ok(Input { name: shown, text })
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("`{shown}` is not UTF-8 text: byte {at} is not a character");
            Err(fault(message, "save the file as UTF-8"))
        }
    }
}

fn open(name: &str) -> Result<Vec<u8>, Faults> {
    let path = Path::new(name);
    if path.is_dir() {
        let message = format!("`{name}` is a folder, not a transfer");
        return Err(fault(
            message,
            format!("name its files: `{}/*.toml`", name.trim_end_matches('/')),
        ));
    }
    let file = std::fs::File::open(path).map_err(|error| unreadable(name, &error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(name, &error))?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &std::io::Error) -> Faults {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            let help = match similar(Path::new(name)) {
                Some(other) => format!("did you mean `{other}`"),
                None => "name a transfer as a TOML or JSON file, or `-` for standard input".into(),
            };
            fault(format!("there is no file `{name}`"), help)
        }
        std::io::ErrorKind::PermissionDenied => {
            fault(format!("`{name}` may not be read"), "ask for permission to read it")
        }
        _ => fault(format!("`{name}` cannot be read: {error}"), "check the file"),
    }
}

/// A file of a similar name in the same folder.
fn similar(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let near = nearest(wanted, names.iter().map(String::as_str))?;
    Some(folder.map_or_else(|| near.to_owned(), |folder| format!("{}/{near}", folder.display())))
}

/// The name most like `wanted`, where one is like it at all.
pub(super) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::jaro_winkler(wanted, name), name))
        .filter(|(like, _)| *like > 0.85)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, name)| name)
}

/// One fault about a file or an argument.
pub(super) fn fault(message: impl std::fmt::Display, help: impl std::fmt::Display) -> Faults {
    Faults(vec![Diagnostic::general(Code::File, message).help(help)])
}
