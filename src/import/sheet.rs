//! A file of a pack cut into its blocks, with the text of each as it was written. Not checked: that is `law`'s.

use super::fault;
use crate::diag::Faults;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// A file.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(super) blocks: Vec<Block>,
}

/// One block: its heading, its keys, its text with the remarks above it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: String,
    pub(super) keys: Table,
    pub(super) text: String,
}

impl Sheet {
    /// Cuts a file.
    ///
    /// # Errors
    /// Text that is not TOML.
    pub fn read(path: &str, text: &str) -> Result<Self, Faults> {
        let mut texts: Vec<String> = vec![String::new()];
        let mut quoted = false;
        let mut remarks = String::new();
        for line in text.split_inclusive('\n') {
            let heading = !quoted && line.starts_with('[');
            quoted ^= line.matches("\"\"\"").count() % 2 == 1;
            if heading {
                texts.push(std::mem::take(&mut remarks));
            } else if !quoted && line.starts_with('#') {
                remarks.push_str(line);
                continue;
            }
            if let Some(last) = texts.last_mut() {
                last.push_str(&std::mem::take(&mut remarks));
                last.push_str(line);
            }
        }
        if let Some(last) = texts.last_mut() {
            last.push_str(&remarks);
        }
        let blocks =
            texts.into_iter().map(|text| Block::read(path, text)).collect::<Result<_, _>>()?;
        Ok(Self { blocks })
    }

    /// The file again.
    #[must_use]
    pub fn text(&self) -> String {
        self.blocks.iter().map(|block| block.text.as_str()).collect()
    }

    /// The last version of a block, as the file has it.
    pub(super) fn latest(&self, kind: &str, id: &str) -> Option<&Block> {
        self.blocks.iter().rfind(|block| block.kind == kind && block.is(id))
    }

    /// The ids of all blocks of a kind.
    pub(super) fn ids<'a>(&'a self, kind: &'a str) -> BTreeSet<&'a str> {
        self.all(kind).filter_map(|block| block.word("id")).collect()
    }

    /// All blocks of a kind.
    pub(super) fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

impl Block {
    fn read(path: &str, text: String) -> Result<Self, Faults> {
        let whole: Table = toml::from_str(&text).map_err(|error| {
            fault(format!("{path}: {}", error.message()), "`sekisho law lint` says where")
        })?;
        let (kind, value) =
            whole.into_iter().next().unwrap_or((String::new(), Value::Boolean(false)));
        let keys = match value {
            Value::Table(keys) => keys,
            Value::Array(list) => {
                list.into_iter().next().and_then(|one| one.as_table().cloned()).unwrap_or_default()
            }
            _ => Table::new(),
        };
        Ok(Self { kind, keys, text })
    }

    pub(super) fn is(&self, id: &str) -> bool {
        self.word("id") == Some(id)
    }

    /// A key that holds a text.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        self.keys.get(key).and_then(Value::as_str)
    }

    /// A key that holds a list of texts.
    pub(super) fn words(&self, key: &str) -> BTreeSet<String> {
        let list = self.keys.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|one| one.as_str().map(ToOwned::to_owned)).collect()
    }
}
