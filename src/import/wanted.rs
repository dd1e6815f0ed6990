//! What the tables want: entries, paragraphs, reason rows, relief, places. Not how a file spells it.

use super::fault;
use super::map::{Map, Rule};
use super::paragraph::{in_print, is_number, numbers, with_parents};
use super::table::{self, Cells};
use crate::diag::Faults;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// All that the tables want of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Entries by id.
    pub entries: BTreeMap<String, Entry>,
    /// The groups that each place is in.
    pub places: BTreeMap<String, BTreeSet<String>>,
}

/// An entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What kind of thing it is about.
    pub kind: String,
    /// Its paragraphs, full ids in the order of print.
    pub paragraphs: Vec<String>,
    /// Whether these are all.
    pub whole: bool,
    /// Its reason rows, in the order of the table.
    pub rows: Vec<Row>,
    /// Its relief by exception.
    pub relief: BTreeMap<String, Relief>,
}

/// A reason row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id, made of entry, reason and destination.
    pub id: String,
    /// The reason for control.
    pub reason: String,
    /// The paragraphs it is about; none: all.
    pub on: BTreeSet<String>,
    /// The paragraphs it is not about.
    pub except: BTreeSet<String>,
    /// The group of places.
    pub to: Option<String>,
    /// Whether it is applied, when it is not.
    pub state: Option<String>,
}

/// What a table says of one exception.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relief {
    /// Held as bars, not as a grant.
    pub bars: bool,
    /// Whether it may be used at all.
    pub granted: bool,
    /// The amounts, with their currency, as a pack writes them.
    pub limits: BTreeSet<String>,
}

/// Reads all tables.
pub(super) fn read(map: &Map, tables: &Path) -> Result<Wanted, Faults> {
    let mut entries = BTreeMap::new();
    for cells in table::csv(tables, &map.entries.table)? {
        let id = cells.get(&map.entries.id)?.to_owned();
        let word = cells.get(&map.entries.kind.column)?;
        let kind = map.entries.kind.words.get(word).cloned().ok_or_else(|| {
            fault(
                format!("the map does not say what kind `{word}` of `{id}` is"),
                "add it under `[entries.kind.words]`",
            )
        })?;
        entries.insert(id, Entry { kind, ..Entry::default() });
    }
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    if let Some(paragraphs) = &map.paragraphs {
        for (id, tree) in table::paragraphs(tables, paragraphs)? {
            if let Some(entry) = entries.get_mut(&id) {
                entry.whole = tree.whole;
            }
            let numbers = tree.numbers.into_iter().filter(|number| is_number(number));
            named.entry(id).or_default().extend(numbers);
        }
    }
    rows(map, tables, &mut entries, &mut named)?;
    relief(map, tables, &mut entries)?;
    for (id, entry) in &mut entries {
        let all: BTreeSet<String> =
            named.remove(id).unwrap_or_default().iter().flat_map(|n| with_parents(n)).collect();
        let mut all: Vec<String> = all.into_iter().collect();
        all.sort_by(|a, b| in_print(a, b));
        entry.paragraphs = all.iter().map(|number| format!("{id}.{number}")).collect();
    }
    Ok(Wanted { entries, places: places(map, tables)? })
}

fn known<'a>(
    entries: &'a mut BTreeMap<String, Entry>,
    id: &str,
    table: &str,
) -> Result<&'a mut Entry, Faults> {
    entries.get_mut(id).ok_or_else(|| {
        fault(
            format!("`{table}` has a row of `{id}`, which is not in the table of entries"),
            "take tables of one edition",
        )
    })
}

fn rows(
    map: &Map,
    tables: &Path,
    entries: &mut BTreeMap<String, Entry>,
    named: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<(), Faults> {
    let Some(reasons) = &map.reasons else { return Ok(()) };
    for cells in table::csv(tables, &reasons.table)? {
        let id = cells.get(&reasons.entry)?;
        let reason = cells.get(&reasons.reason)?.replace('_', "-");
        let on = numbers(cells.get(&reasons.on)?);
        let except = numbers(cells.get(&reasons.except)?);
        named.entry(id.to_owned()).or_default().extend(on.iter().chain(&except).cloned());
        let full = |numbers: &[String]| -> BTreeSet<String> {
            numbers.iter().map(|number| format!("{id}.{number}")).collect()
        };
        let on = full(&on);
        // a table that names the same paragraphs on both sides limits them by prose
        let except: BTreeSet<String> = full(&except).difference(&on).cloned().collect();
        let entry = known(entries, id, &reasons.table)?;
        for rule in rules(reasons, &cells, id)? {
            let row = row_id(id, &reason, rule.to.as_deref(), &entry.rows);
            entry.rows.push(Row {
                id: row,
                reason: reason.clone(),
                on: on.clone(),
                except: except.clone(),
                to: rule.to,
                state: rule.state,
            });
        }
    }
    Ok(())
}

fn rules(reasons: &super::map::Reasons, cells: &Cells, id: &str) -> Result<Vec<Rule>, Faults> {
    let groups = cells.get(&reasons.groups)?;
    if !groups.is_empty() {
        let rule = |to: &str| Rule { to: Some(to.to_owned()), state: None };
        return Ok(groups.split_whitespace().map(rule).collect());
    }
    let word = cells.get(&reasons.rule)?;
    reasons.rules.get(word).cloned().ok_or_else(|| {
        fault(
            format!("the map does not say what the rule `{word}` of `{id}` stands for"),
            "add it under `[reasons.rules]`",
        )
    })
}

/// `3A001#NS1`, `3A001#RS-macau-d5`; a second of the same name gets `-2`.
fn row_id(entry: &str, reason: &str, to: Option<&str>, before: &[Row]) -> String {
    let to = to.unwrap_or("list");
    let column = to.strip_prefix(reason).is_some_and(|n| n.parse::<u32>().is_ok());
    let stem = if column { format!("{entry}#{to}") } else { format!("{entry}#{reason}-{to}") };
    let same = |row: &&Row| {
        row.id == stem
            || row.id.strip_prefix(&format!("{stem}-")).is_some_and(|n| n.parse::<u32>().is_ok())
    };
    match before.iter().filter(same).count() {
        0 => stem,
        n => format!("{stem}-{}", n.saturating_add(1)),
    }
}

fn relief(map: &Map, tables: &Path, entries: &mut BTreeMap<String, Entry>) -> Result<(), Faults> {
    let Some(relief) = &map.relief else { return Ok(()) };
    for cells in table::csv(tables, &relief.table)? {
        let id = cells.get(&relief.entry)?;
        let name = cells.get(&relief.exception)?;
        let granted = cells.get(&relief.status)? != relief.none;
        let limits: BTreeSet<String> = cells
            .get(&relief.limits)?
            .split_whitespace()
            .map(|amount| format!("{amount} {}", relief.currency))
            .collect();
        let spelled = relief.names.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()]);
        let entry = known(entries, id, &relief.table)?;
        for exception in spelled {
            let bars = relief.bars.contains(&exception);
            entry.relief.insert(exception, Relief { bars, granted, limits: limits.clone() });
        }
    }
    Ok(())
}

fn places(map: &Map, tables: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, Faults> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let Some(places) = &map.places else { return Ok(out) };
    for name in &places.tables {
        for cells in table::csv(tables, name)? {
            let row = out.entry(cells.get(&places.id)?.to_owned()).or_default();
            let marked = |group: &&String| cells.get(group).is_ok_and(|cell| !cell.is_empty());
            row.extend(places.groups.iter().filter(marked).cloned());
        }
    }
    Ok(out)
}
