//! The texts of a pack, before anything is read from them. Not a folder: that is `store`'s.

use serde::{Deserialize, Serialize};

/// The files of one pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSource {
    /// The name of its folder.
    pub id: String,
    /// Path in the pack, with `/`, and text of every file with rules.
    pub files: Vec<(String, String)>,
    /// Path in the pack and text of every test file.
    pub tests: Vec<(String, String)>,
}

impl PackSource {
    /// The name under which findings show a file.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.id)
    }
}
