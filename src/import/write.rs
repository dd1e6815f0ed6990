//! Writes what the tables want into the files of a pack: new blocks where they belong, new versions of blocks that changed.
//! Nothing is taken away; what only a person can decide stays in the list of differences.

use super::compare::{Difference, What};
use super::sheet::{Block, Sheet};
use super::wanted::{Entry, Row};
use super::{Sheets, paragraph};
use crate::base::Day;
use crate::diag::Faults;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What was written, and what is left to a person.
#[derive(Debug, Default)]
pub struct Written {
    /// The new text of each file that changed.
    pub files: BTreeMap<String, String>,
    /// Differences that were not written.
    pub left: Vec<Difference>,
}

/// Blocks of an entry's file, in their order.
const ORDER: &[&str] = &[
    "",
    "entry",
    "defaults",
    "paragraph",
    "exclusion",
    "reason",
    "eligible",
    "bar",
    "fact",
    "example",
];

/// The keys of a reason row that come from the tables.
const OWNED: &[&str] = &["id", "reason", "on", "except", "to", "state"];

/// Writes every difference that needs no judgement. What is new applies from `from`; `source` is the document it stands in.
///
/// # Errors
/// Blocks that cannot be read back.
pub fn write(
    found: Vec<Difference>,
    sheets: &Sheets,
    from: Day,
    source: &str,
) -> Result<Written, Faults> {
    let mut sheets = sheets.clone();
    let mut written = Written::default();
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for difference in found {
        if difference.why.is_some() {
            continue;
        }
        let Difference { file, id, what, .. } = &difference;
        let day = Some(from);
        let (kind, text) = match what {
            What::NoEntry(entry) => {
                let text = new_entry(id, entry, from, source);
                sheets.insert(file.clone(), Sheet::read(file, &text)?);
                touched.insert(file.clone());
                continue;
            }
            What::NoParagraph => ("paragraph", paragraph_block(id, day)),
            What::NoRow(row) => ("reason", row_block(row, day, "")),
            What::Row(row, _) => {
                let kept = sheets.get(file).and_then(|sheet| sheet.latest("reason", id)).map(kept);
                ("reason", row_block(row, day, &kept.unwrap_or_default()))
            }
            What::NoPlace(groups) | What::Groups(groups, _) => {
                ("place", place_block(id, groups, day))
            }
            _ => {
                written.left.push(difference);
                continue;
            }
        };
        if let Some(sheet) = sheets.get_mut(file) {
            insert(sheet, file, kind, id, &text)?;
            touched.insert(file.clone());
        }
    }
    written.files = touched
        .into_iter()
        .filter_map(|file| sheets.get(&file).map(Sheet::text).map(|text| (file, text)))
        .collect();
    Ok(written)
}

/// Puts a block behind the last that comes before it in print.
fn insert(sheet: &mut Sheet, file: &str, kind: &str, id: &str, text: &str) -> Result<(), Faults> {
    let rank = |kind: &str| ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len());
    let before = |block: &Block| match block.kind.as_str() {
        other if other == kind => {
            block.word("id").is_some_and(|other| paragraph::in_print(other, id).is_le())
        }
        other => rank(other) < rank(kind),
    };
    let at = sheet.blocks.iter().rposition(before).map_or(0, |at| at.saturating_add(1));
    if let Some(last) = at.checked_sub(1).and_then(|at| sheet.blocks.get_mut(at)) {
        while !last.text.is_empty() && !last.text.ends_with("\n\n") {
            last.text.push('\n');
        }
    }
    let gap = if at < sheet.blocks.len() { "\n" } else { "" };
    let new = Sheet::read(file, &format!("{text}{gap}"))?;
    sheet.blocks.splice(at..at, new.blocks.into_iter().filter(|block| !block.text.is_empty()));
    Ok(())
}

/// A new file: titles are left for a person, and until one writes them the pack does not load.
fn new_entry(id: &str, entry: &Entry, from: Day, source: &str) -> String {
    let mut out = format!("[entry]\nid = \"{id}\"\nkind = \"{}\"\n\n", entry.kind);
    write!(out, "[defaults]\nfrom = {from}\ncite = {{ source = \"{source}\", at = \"{id}\" }}\n")
        .ok();
    for id in &entry.paragraphs {
        write!(out, "\n{}", paragraph_block(id, None)).ok();
    }
    for row in &entry.rows {
        write!(out, "\n{}", row_block(row, None, "")).ok();
    }
    out
}

fn paragraph_block(id: &str, from: Option<Day>) -> String {
    format!("[[paragraph]]\nid = \"{id}\"\n{}", from_line(from))
}

fn row_block(row: &Row, from: Option<Day>, kept: &str) -> String {
    let mut out = format!("[[reason]]\nid = \"{}\"\n{}", row.id, from_line(from));
    writeln!(out, "reason = \"{}\"", row.reason).ok();
    for (key, list) in [("on", &row.on), ("except", &row.except)] {
        if !list.is_empty() {
            writeln!(out, "{key} = {}", array(list)).ok();
        }
    }
    for (key, word) in [("to", &row.to), ("state", &row.state)] {
        if let Some(word) = word {
            writeln!(out, "{key} = \"{word}\"").ok();
        }
    }
    out.push_str(kept);
    out
}

fn place_block(id: &str, groups: &BTreeSet<String>, from: Option<Day>) -> String {
    format!("[[place]]\nid = \"{id}\"\n{}in = {}\n", from_line(from), array(groups))
}

fn from_line(from: Option<Day>) -> String {
    from.map(|day| format!("from = {day}\n")).unwrap_or_default()
}

fn array(words: &BTreeSet<String>) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("[{}]", words.join(", "))
}

/// What people wrote in a row: every key that the tables do not own, but its first day.
fn kept(block: &Block) -> String {
    let theirs = block.keys.iter().filter(|(key, _)| {
        let key = key.as_str();
        !OWNED.contains(&key) && key != "from" && key != "seen"
    });
    theirs.fold(String::new(), |mut out, (key, value)| {
        writeln!(out, "{key} = {value}").ok();
        out
    })
}
