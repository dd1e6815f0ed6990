//! CSV and JSON tables as rows of text. Not what their words mean.

use super::fault;
use super::map::Paragraphs;
use crate::diag::Faults;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A row of a table: text by column.
pub(super) struct Cells {
    table: String,
    cells: BTreeMap<String, String>,
}

impl Cells {
    /// The text in a column.
    ///
    /// # Errors
    /// A column that the table does not have.
    pub(super) fn get(&self, column: &str) -> Result<&str, Faults> {
        self.cells.get(column).map(String::as_str).ok_or_else(|| {
            let known: Vec<&str> = self.cells.keys().map(String::as_str).collect();
            fault(
                format!("`{}` has no column `{column}`", self.table),
                format!("it has {}; mend the map or the table", known.join(", ")),
            )
        })
    }
}

/// The rows of a CSV file with headings.
pub(super) fn csv(folder: &Path, name: &str) -> Result<Vec<Cells>, Faults> {
    let path = folder.join(name);
    let wrong = |error: csv::Error| {
        fault(
            format!("cannot read the table `{}`: {error}", path.display()),
            "name the folder of the tables with `--tables`",
        )
    };
    let mut reader = csv::Reader::from_path(&path).map_err(wrong)?;
    let headings = reader.headers().map_err(wrong)?.clone();
    reader
        .records()
        .map(|record| {
            let record = record.map_err(wrong)?;
            let cells = headings.iter().zip(record.iter());
            let cells = cells.map(|(column, cell)| (column.to_owned(), cell.trim().to_owned()));
            Ok(Cells { table: name.to_owned(), cells: cells.collect() })
        })
        .collect()
}

/// The paragraphs of an entry.
pub(super) struct Tree {
    /// Their numbers.
    pub(super) numbers: Vec<String>,
    /// Whether these are all.
    pub(super) whole: bool,
}

/// The paragraphs of each entry.
pub(super) fn paragraphs(
    folder: &Path,
    map: &Paragraphs,
) -> Result<BTreeMap<String, Tree>, Faults> {
    let path = folder.join(&map.table);
    let wrong = |error: &dyn std::fmt::Display| {
        fault(
            format!("cannot read the table `{}`: {error}", path.display()),
            "name the folder of the tables with `--tables`",
        )
    };
    let text = fs::read_to_string(&path).map_err(|error| wrong(&error))?;
    let all: serde_json::Value = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
    let list = |value: &serde_json::Value, key: &str| {
        value.get(key).and_then(|found| found.as_array().cloned()).unwrap_or_default()
    };
    let word = |value: &serde_json::Value, key: &str| {
        value.get(key).and_then(|found| found.as_str().map(ToOwned::to_owned))
    };
    let mut out = BTreeMap::new();
    for entry in list(&all, &map.list) {
        let Some(id) = word(&entry, &map.entry) else { continue };
        let has = |value: &serde_json::Value, keys: &BTreeMap<String, String>| {
            keys.iter().all(|(key, wanted)| word(value, key).as_ref() == Some(wanted))
        };
        let empty = |item: &serde_json::Value| {
            map.empty.as_ref().is_some_and(|empty| {
                word(item, &empty.text).is_some_and(|text| text.contains(&empty.says))
            })
        };
        let numbers = list(&entry, &map.items)
            .iter()
            .filter(|item| has(item, &map.only) && !empty(item))
            .filter_map(|item| word(item, &map.number))
            .collect();
        out.insert(id, Tree { numbers, whole: has(&entry, &map.whole) });
    }
    Ok(out)
}
