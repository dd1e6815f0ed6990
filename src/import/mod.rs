//! From the tables of an official list to the files of a pack: what the tables want, what the files hold, where the two
//! differ. What people wrote (titles, thresholds, examples, notes) is never touched. No law stands here: which table holds
//! what is said by the pack's `import.toml`.

mod compare;
mod map;
mod paragraph;
mod sheet;
mod table;
mod wanted;
mod write;

pub use compare::{Difference, What, differences};
pub use map::Map;
pub use sheet::Sheet;
pub use wanted::{Row, Wanted};
pub use write::{Written, write};

use crate::diag::{Code, Diagnostic, Faults};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a pack, by path.
pub type Sheets = BTreeMap<String, Sheet>;

/// What the tables under `tables` want of the pack that `map` describes.
///
/// # Errors
/// Tables that cannot be read, lack a column, or use a word that the map does not explain.
pub fn wanted(map: &Map, tables: &Path) -> Result<Wanted, Faults> {
    wanted::read(map, tables)
}

/// The files of a pack, cut into their blocks.
///
/// # Errors
/// Files that are not TOML.
pub fn sheets(files: &[(String, String)]) -> Result<Sheets, Faults> {
    files.iter().map(|(path, text)| Ok((path.clone(), Sheet::read(path, text)?))).collect()
}

/// A fault that a person can act on.
fn fault(message: impl std::fmt::Display, help: impl std::fmt::Display) -> Faults {
    Faults(vec![Diagnostic::general(Code::File, message).help(help)])
}
