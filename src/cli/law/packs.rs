//! Which packs a command is about: all built-in ones, one of them by its id, or those in a folder.

use crate::base::PackId;
use crate::cli::input::{fault, nearest};
use crate::diag::Faults;
use crate::law::{self, PackSource};
use crate::rulebook::{self, Rulebook};
use std::path::PathBuf;

/// The packs that a person named, among all that are loaded with them.
pub(super) struct Packs {
    /// All that are loaded.
    pub(super) rulebook: Rulebook,
    /// Those that were named, with their files.
    pub(super) named: Vec<PackSource>,
}

impl Packs {
    /// Opens a pack by its id, or the packs of a folder; without a name all built-in packs.
    ///
    /// # Errors
    /// A name that is neither, and every fault of the packs.
    pub(super) fn open(what: Option<&str>) -> Result<Self, Faults> {
        let builtin = law::builtin_sources();
        let Some(what) = what else {
            return Ok(Self { rulebook: Rulebook::builtin(), named: builtin });
        };
        let folder = PathBuf::from(what);
        if let Some(source) = builtin.iter().find(|source| source.id == what) {
            let named = vec![source.clone()];
            return Ok(Self { rulebook: Rulebook::builtin(), named });
        }
        if !folder.is_dir() {
            let help = match nearest(what, builtin.iter().map(|source| source.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a built-in pack, or a folder of packs like `rules`".to_owned(),
            };
            return Err(fault(format!("`{what}` is neither a pack nor a folder"), help));
        }
        let folders = [folder];
        let named = rulebook::read(&folders)?;
        Ok(Self { rulebook: Rulebook::load(&folders)?, named })
    }

    /// Their names, as a sentence has them.
    pub(super) fn names(&self) -> String {
        self.ids().iter().map(PackId::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The ids of the packs that were named, sorted.
    pub(super) fn ids(&self) -> Vec<PackId> {
        let mut ids: Vec<PackId> =
            self.named.iter().map(|source| PackId::from(source.id.as_str())).collect();
        ids.sort();
        ids
    }
}
