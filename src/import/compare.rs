//! Where a pack and the tables differ. Each difference names one provision and what the two sides say.

use super::Sheets;
use super::map::Map;
use super::sheet::{Block, Sheet};
use super::wanted::{Entry, Row, Wanted};
use std::collections::BTreeSet;
use std::fmt;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file of the pack.
    pub file: String,
    /// The provision or place.
    pub id: String,
    /// What differs.
    pub what: What,
    /// Why the pack wants it so, where a person said it in `import.toml`.
    pub why: Option<String>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The pack lacks an entry, with all that the tables say of it.
    NoEntry(Entry),
    /// The pack has an entry that the tables lack.
    OnlyEntry,
    /// The pack lacks a paragraph.
    NoParagraph,
    /// The pack has a paragraph that the tables lack.
    OnlyParagraph,
    /// The pack lacks a reason row.
    NoRow(Row),
    /// A reason row says something else.
    Row(Row, Vec<Key>),
    /// The pack has a reason row that the tables lack.
    OnlyRow,
    /// The kind of an entry is another.
    Kind(Key),
    /// The pack does not grant, or not bar, an exception that the tables name.
    NoRelief(String),
    /// The pack grants an exception that the tables refuse or do not name.
    OnlyRelief(String),
    /// The amounts of an exception differ.
    Limits(String, Key),
    /// The pack lacks the row of a place.
    NoPlace(BTreeSet<String>),
    /// The groups of a place differ.
    Groups(BTreeSet<String>, Key),
}

/// A key, as the pack and as the tables have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    name: &'static str,
    here: String,
    there: String,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or =
            |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("`{text}`") };
        write!(
            f,
            "`{}` is {} here and {} in the tables",
            self.name,
            or(&self.here),
            or(&self.there)
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, id, what, .. } = self;
        write!(f, "{file}: {id}: ")?;
        match what {
            What::NoEntry(_) => f.write_str("an entry that is not here"),
            What::OnlyEntry => f.write_str("an entry that the tables do not have"),
            What::NoParagraph => f.write_str("a paragraph that is not here"),
            What::OnlyParagraph => f.write_str("a paragraph that the tables do not have"),
            What::NoRow(_) => f.write_str("a reason row that is not here"),
            What::OnlyRow => f.write_str("a reason row that the tables do not have"),
            What::Row(_, keys) => {
                f.write_str(&keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
            }
            What::Kind(key) | What::Groups(_, key) => key.fmt(f),
            What::NoRelief(name) => write!(f, "nothing here says what the tables say of {name}"),
            What::OnlyRelief(name) => write!(f, "grants {name}, which the tables do not"),
            What::Limits(name, key) => write!(f, "{name}: {key}"),
            What::NoPlace(_) => f.write_str("a place that has no row here"),
        }
    }
}

/// All differences, by file and id.
#[must_use]
pub fn differences(map: &Map, wanted: &Wanted, sheets: &Sheets) -> Vec<Difference> {
    let mut out = Vec::new();
    let folder = format!("{}/", map.entries.folder);
    for (id, entry) in &wanted.entries {
        let file = format!("{folder}{id}.toml");
        match sheets.get(&file) {
            None => out.push((file, id.clone(), What::NoEntry(entry.clone()))),
            Some(sheet) => {
                of_entry(&mut |id, what| out.push((file.clone(), id, what)), id, entry, sheet);
            }
        }
    }
    for file in sheets.keys() {
        let stem = file.strip_prefix(&folder).and_then(|name| name.strip_suffix(".toml"));
        if let Some(id) = stem.filter(|id| !wanted.entries.contains_key(*id)) {
            out.push((file.clone(), id.to_owned(), What::OnlyEntry));
        }
    }
    of_places(map, wanted, sheets, &mut out);
    out.into_iter()
        .map(|(file, id, what)| {
            let why = map.why(&id).map(ToOwned::to_owned);
            Difference { file, id, what, why }
        })
        .collect()
}

fn of_entry(found: &mut impl FnMut(String, What), id: &str, entry: &Entry, sheet: &Sheet) {
    if let Some(head) = sheet.blocks.iter().find(|block| block.kind == "entry") {
        let here = head.word("kind").unwrap_or_default();
        if here != entry.kind {
            found(id.to_owned(), What::Kind(key("kind", here, &entry.kind)));
        }
    }
    let here = sheet.ids("paragraph");
    for paragraph in entry.paragraphs.iter().filter(|id| !here.contains(id.as_str())) {
        if !folded(sheet, paragraph) {
            found(paragraph.clone(), What::NoParagraph);
        }
    }
    for paragraph in here.iter().filter(|id| !entry.paragraphs.iter().any(|p| p == *id)) {
        if entry.whole {
            found((*paragraph).to_owned(), What::OnlyParagraph);
        }
    }
    for row in &entry.rows {
        match sheet.latest("reason", &row.id) {
            None => found(row.id.clone(), What::NoRow(row.clone())),
            Some(block) => {
                let keys = row_keys(row, block);
                if !keys.is_empty() {
                    found(row.id.clone(), What::Row(row.clone(), keys));
                }
            }
        }
    }
    for row in sheet.ids("reason").iter().filter(|id| !entry.rows.iter().any(|row| row.id == **id))
    {
        found((*row).to_owned(), What::OnlyRow);
    }
    of_relief(found, id, entry, sheet);
}

/// Whether a paragraph above, or the entry alone, says the whole: what joins others by `and` is a characteristic, not a
/// class of its own.
fn folded(sheet: &Sheet, paragraph: &str) -> bool {
    let heads = sheet.blocks.iter().any(|b| b.kind == "entry" && b.keys.contains_key("when"));
    if heads && sheet.all("paragraph").next().is_none() {
        return true;
    }
    let mut above = paragraph;
    while let Some((head, _)) = above.rsplit_once('.') {
        let says = |block: &Block| block.is(head) && block.keys.contains_key("when");
        if sheet.all("paragraph").any(says) {
            return true;
        }
        above = head;
    }
    false
}

fn row_keys(row: &Row, block: &Block) -> Vec<Key> {
    let word = |name: &str| block.word(name).unwrap_or_default().to_owned();
    let list = |words: &BTreeSet<String>| words.iter().cloned().collect::<Vec<_>>().join(" ");
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        ("reason", word("reason"), row.reason.clone()),
        ("on", list(&block.words("on")), list(&row.on)),
        ("except", list(&block.words("except")), list(&row.except)),
        ("to", word("to"), or(&row.to)),
        ("state", word("state"), or(&row.state)),
    ]
    .into_iter()
    .filter(|(_, here, there)| here != there)
    .map(|(name, here, there)| Key { name, here, there })
    .collect()
}

fn of_relief(found: &mut impl FnMut(String, What), id: &str, entry: &Entry, sheet: &Sheet) {
    let named = |block: &Block, list: &str, name: &str| {
        let of = |word: &str| {
            word == name || word.strip_prefix(name).is_some_and(|r| r.starts_with('.'))
        };
        block.word(list).is_some_and(of) || block.words(list).iter().any(|word| of(word))
    };
    for (name, relief) in &entry.relief {
        let (kind, list) = if relief.bars { ("bar", "bars") } else { ("eligible", "exception") };
        let here: Vec<&Block> = sheet.all(kind).filter(|block| named(block, list, name)).collect();
        if relief.granted && here.is_empty() {
            found(format!("{id}#{name}"), What::NoRelief(name.clone()));
        } else if !relief.granted && !here.is_empty() {
            found(format!("{id}#{name}"), What::OnlyRelief(name.clone()));
        }
        let amount = |block: &&Block| block.word("limit").map(|limit| limit.replace('_', ""));
        let limits: BTreeSet<String> = here.iter().filter_map(amount).collect();
        if !here.is_empty() && limits != relief.limits {
            let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
            let key = key("limit", &list(&limits), &list(&relief.limits));
            found(format!("{id}#{name}"), What::Limits(name.clone(), key));
        }
    }
    let known = |name: &str| {
        entry
            .relief
            .keys()
            .any(|k| name == k || name.strip_prefix(k.as_str()).is_some_and(|r| r.starts_with('.')))
    };
    let strange: BTreeSet<&str> = sheet
        .all("eligible")
        .filter_map(|block| block.word("exception"))
        .filter(|name| !known(name))
        .collect();
    for name in strange {
        found(format!("{id}#{name}"), What::OnlyRelief(name.to_owned()));
    }
}

fn of_places(map: &Map, wanted: &Wanted, sheets: &Sheets, out: &mut Vec<(String, String, What)>) {
    let Some(places) = &map.places else { return };
    let file = &places.file;
    for (place, groups) in &wanted.places {
        let row = sheets.get(file).and_then(|sheet| sheet.latest("place", place));
        let what = match row {
            None => What::NoPlace(groups.clone()),
            Some(row) if row.words("in") != *groups => {
                let list =
                    |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
                What::Groups(groups.clone(), key("in", &list(&row.words("in")), &list(groups)))
            }
            Some(_) => continue,
        };
        out.push((file.clone(), place.clone(), what));
    }
}

fn key(name: &'static str, here: &str, there: &str) -> Key {
    Key { name, here: here.to_owned(), there: there.to_owned() }
}
