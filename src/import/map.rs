//! `import.toml` of a pack: which official table holds what, and what its words mean here. Not read when law is loaded.

use super::fault;
use crate::diag::Faults;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole map.
///
/// ```
/// # use sekisho::import::Map;
/// let map = Map::read("import.toml", r#"
/// [entries]
/// table = "headings.csv"
/// id = "eccn"
/// folder = "list"
/// kind = { column = "group", words = { A = "commodity" } }
/// "#)?;
/// assert_eq!(map.entries.folder, "list");
/// # Ok::<(), sekisho::diag::Faults>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Map {
    /// One line an entry.
    pub entries: Entries,
    /// The tree of an entry's paragraphs.
    pub paragraphs: Option<Paragraphs>,
    /// One line a row of a licence-requirement table.
    pub reasons: Option<Reasons>,
    /// One line a cell of an exception table.
    pub relief: Option<Relief>,
    /// One line a country.
    pub places: Option<Places>,
    /// Differences that a person looked at and wants.
    #[serde(default, rename = "differs")]
    pub differs: Vec<Differs>,
}

/// The table of entries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entries {
    /// A CSV file.
    pub table: String,
    /// The column of the entry's id.
    pub id: String,
    /// The folder of the pack with one file an entry.
    pub folder: String,
    /// What kind of thing an entry is.
    pub kind: Words,
}

/// A column, and what its words mean.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The column.
    pub column: String,
    /// Word of the table to word of the pack.
    pub words: BTreeMap<String, String>,
}

/// The paragraphs, in a JSON file: an object with a list of entries, each with a list of items.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// A JSON file.
    pub table: String,
    /// The key of the list of entries.
    pub list: String,
    /// The key of an entry's id.
    pub entry: String,
    /// The key of an entry's items.
    pub items: String,
    /// The key of an item's number within the entry.
    pub number: String,
    /// Items count only where this key has this value.
    pub only: BTreeMap<String, String>,
    /// The key of an item's text, and how the text of an empty number begins.
    pub empty: Option<Empty>,
    /// The list is whole where this key of the entry has this value; elsewhere the pack may hold more.
    #[serde(default)]
    pub whole: BTreeMap<String, String>,
}

/// Numbers that stand for nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Empty {
    /// The key of an item's text.
    pub text: String,
    /// What stands there: `[Reserved]`.
    pub says: String,
}

/// The rows of licence-requirement tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// A CSV file.
    pub table: String,
    /// The column of the entry's id.
    pub entry: String,
    /// The column of the reason for control.
    pub reason: String,
    /// The column of the paragraphs that the row is about.
    pub on: String,
    /// The column of the paragraphs that it is not about.
    pub except: String,
    /// The column of the groups of places, by the names the pack has for them.
    pub groups: String,
    /// The column of the rule where no group says it.
    pub rule: String,
    /// What each rule stands for: rows, or none.
    pub rules: BTreeMap<String, Vec<Rule>>,
}

/// One row that a rule stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The group of places; none: the row says it by its own condition.
    pub to: Option<String>,
    /// Whether it is applied, when it is not.
    pub state: Option<String>,
}

/// The cells of exception tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relief {
    /// A CSV file.
    pub table: String,
    /// The column of the entry's id.
    pub entry: String,
    /// The column of the exception.
    pub exception: String,
    /// The column that says whether it may be used.
    pub status: String,
    /// The word of that column for "no".
    pub none: String,
    /// The column of the amounts, parted by blanks.
    pub limits: String,
    /// The currency of the amounts.
    pub currency: String,
    /// Names of the table that the pack spells otherwise, or as several exceptions.
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
    /// Exceptions whose cells say what bars them: held as bars.
    #[serde(default)]
    pub bars: Vec<String>,
}

/// The tables of places.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// CSV files.
    pub tables: Vec<String>,
    /// The column of the ISO code.
    pub id: String,
    /// The columns that are groups of the pack, under the same names.
    pub groups: Vec<String>,
    /// The file of the pack that holds the rows.
    pub file: String,
}

/// A difference that is meant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Differs {
    /// The provision or place, with what continues it by a dot.
    pub id: String,
    /// Why the pack says it otherwise.
    pub why: String,
}

impl Map {
    /// Reads the map from its text.
    ///
    /// # Errors
    /// Text that is not TOML, and keys that are missing or not known.
    pub fn read(name: &str, text: &str) -> Result<Self, Faults> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start).map_or(1, |before| before.lines().count().max(1))
            });
            fault(
                format!("{name}:{line}: {}", error.message()),
                "rules/README.md says what `import.toml` holds",
            )
        })
    }

    /// Why the pack differs from the tables in this, if a person said so.
    #[must_use]
    pub fn why(&self, id: &str) -> Option<&str> {
        let covers = |differs: &&Differs| {
            id.strip_prefix(differs.id.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.differs.iter().find(covers).map(|differs| differs.why.as_str())
    }
}
