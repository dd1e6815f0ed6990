//! Two editions of a pack, or one pack on two days, in the law's terms: what is new, gone, or says something else, from
//! which day; and the decisions that change with it.

use super::body::Rows;
use super::layout::{Look, Page, Tone};
use super::provision::provisions;
use super::words::{self, Word};
use crate::base::{Day, Lang, Start};
use crate::decision::Verdict;
use crate::law::model::Pack;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A pack as it is looked at: whole, or as it stands on one day.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The day; none: every version.
    pub on: Option<Day>,
}

/// One provision that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The block it is written as.
    pub block: &'static str,
    /// Its id.
    pub id: String,
    /// The first day of the version that differs; none where its first day is not known.
    pub from: Option<Day>,
    /// How.
    pub how: Changed,
    /// What it says where the two differ: label, before, after.
    pub rows: Vec<(Word, String, String)>,
}

/// How a provision differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
    /// It has a version that it did not have.
    Version,
    /// A version says something else than it did.
    Text,
}

/// A decision that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The file of the transfer.
    pub file: String,
    /// The verdicts before and after.
    pub verdicts: (Verdict, Verdict),
    /// What is outstanding only after.
    pub added: Vec<String>,
    /// What was outstanding only before.
    pub removed: Vec<String>,
}

type Said = BTreeMap<(&'static str, String), Vec<(Start, Rows)>>;

/// Where the two differ, by kind of block and id.
#[must_use]
pub fn changes(old: View<'_>, new: View<'_>, lang: Lang) -> Vec<Change> {
    let (before, after) = (said(old, lang), said(new, lang));
    let by_day = old.on.is_some() || new.on.is_some();
    let mut keys: Vec<&(&'static str, String)> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    let none = Vec::new();
    let mut out = Vec::new();
    for key in keys {
        let (was, is) = (before.get(key).unwrap_or(&none), after.get(key).unwrap_or(&none));
        let mut push = |start: Option<Start>, how: Changed, rows: Vec<(Word, String, String)>| {
            let from = start.and_then(|start| match start {
                Start::From(day) => Some(day),
                Start::Seen(_) => None,
            });
            out.push(Change { block: key.0, id: key.1.clone(), from, how, rows });
        };
        match (was.as_slice(), is.as_slice()) {
            ([], all) => {
                for (start, rows) in all {
                    push(Some(*start), Changed::New, differing(&Vec::new(), rows));
                }
            }
            (all, []) => {
                let last = all.last();
                push(last.map(|(start, _)| *start), Changed::Gone, Vec::new());
            }
            ([(_, was)], [(start, is)]) if by_day => {
                let rows = differing(was, is);
                if !rows.is_empty() {
                    push(Some(*start), Changed::Text, rows);
                }
            }
            (was, is) => versions(was, is, &mut push),
        }
    }
    out
}

fn versions(
    was: &[(Start, Rows)],
    is: &[(Start, Rows)],
    push: &mut impl FnMut(Option<Start>, Changed, Vec<(Word, String, String)>),
) {
    let none = Vec::new();
    let mut previous = &none;
    for (start, rows) in is {
        match was.iter().find(|(other, _)| other == start) {
            Some((_, other)) => {
                let rows = differing(other, rows);
                if !rows.is_empty() {
                    push(Some(*start), Changed::Text, rows);
                }
            }
            None => push(Some(*start), Changed::Version, differing(previous, rows)),
        }
        previous = rows;
    }
    for (start, _) in was.iter().filter(|(start, _)| is.iter().all(|(other, _)| other != start)) {
        push(Some(*start), Changed::Gone, Vec::new());
    }
}

/// Everything a view says, by block and id.
fn said(view: View<'_>, lang: Lang) -> Said {
    let mut out = Said::new();
    for provision in provisions(view.pack, lang, &|_| true) {
        let mut versions = provision.said(lang);
        if let Some(day) = view.on {
            let last = versions.iter().rposition(|(start, _)| start.day() <= day);
            versions = last.and_then(|at| versions.into_iter().nth(at)).into_iter().collect();
        }
        if !versions.is_empty() {
            out.insert((provision.block, provision.id), versions);
        }
    }
    out
}

/// The rows in which two versions differ.
fn differing(was: &Rows, is: &Rows) -> Vec<(Word, String, String)> {
    let text = |rows: &Rows, word: Word| {
        rows.iter()
            .find(|(other, _)| *other == word)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let mut labels: Vec<Word> = Vec::new();
    for (word, _) in is.iter().chain(was) {
        if !labels.contains(word) {
            labels.push(*word);
        }
    }
    labels
        .into_iter()
        .map(|word| (word, text(was, word), text(is, word)))
        .filter(|(_, was, is)| was != is)
        .collect()
}

/// The page.
#[must_use]
pub fn changes_text(found: &[Change], moved: Option<(&[Moved], usize)>, look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    if found.is_empty() {
        page.line(0, Tone::Plain, Word::NothingChanged.get(lang));
    }
    let mut block = "";
    for change in found {
        if change.block != block {
            let count = found.iter().filter(|other| other.block == change.block).count();
            page.heading(&format!("{} ({count})", change.block));
            block = change.block;
        }
        one(&mut page, change);
    }
    if let Some((moved, count)) = moved {
        page.heading(Word::DecisionsThatChange.get(lang));
        let changed = moved.len();
        let says = match changed {
            0 => Word::NoDecisionChanges.fill(lang, &[("count", &count)]),
            _ => Word::SomeDecisionsChange.fill(lang, &[("changed", &changed), ("count", &count)]),
        };
        page.line(2, Tone::Plain, &says);
        for one in moved {
            let (was, is) = one.verdicts;
            let (was, is) = (words::verdict(was).get(lang), words::verdict(is).get(lang));
            page.line(2, Tone::Strong, &format!("{}: {was} > {is}", one.file));
            for (word, list) in [(Word::Added, &one.added), (Word::Removed, &one.removed)] {
                if !list.is_empty() {
                    page.line(4, Tone::Plain, &word.fill(lang, &[("list", &list.join(", "))]));
                }
            }
        }
    }
    page.finish()
}

fn one(page: &mut Page, change: &Change) {
    let lang = page.lang();
    let how = match change.how {
        Changed::New => Word::NewProvision,
        Changed::Gone => Word::GoneProvision,
        Changed::Version => Word::NewVersion,
        Changed::Text => Word::ChangedVersion,
    };
    let from = change.from.map(|day| Word::From.fill(lang, &[("day", &day)])).unwrap_or_default();
    page.line(2, Tone::Strong, format!("{} {} {from}", change.id, how.get(lang)).trim_end());
    for (word, was, is) in &change.rows {
        let label = word.get(lang);
        if let Some((added, removed)) = lists(was, is) {
            for (word, list) in [(Word::Added, added), (Word::Removed, removed)] {
                if !list.is_empty() {
                    let says = word.fill(lang, &[("list", &list.join(", "))]);
                    page.labelled(4, label, 12, Tone::Plain, &says);
                }
            }
        } else {
            page.labelled(4, label, 12, Tone::Plain, if is.is_empty() { "-" } else { is });
            if !was.is_empty() {
                page.labelled(4, "", 12, Tone::Dim, &Word::Was.fill(lang, &[("text", was)]));
            }
        }
    }
}

/// What one list has and the other does not, where both are lists.
fn lists<'t>(was: &'t str, is: &'t str) -> Option<(Vec<&'t str>, Vec<&'t str>)> {
    let set = |text: &'t str| text.split(", ").collect::<BTreeSet<&str>>();
    let name = |word: &&str| !word.contains(' ') && !word.is_empty();
    let (was, is) = (set(was), set(is));
    if was.len().max(is.len()) < 3 || !was.iter().chain(&is).all(name) {
        return None;
    }
    let less = |a: &BTreeSet<&'t str>, b: &BTreeSet<&'t str>| a.difference(b).copied().collect();
    Some((less(&is, &was), less(&was, &is)))
}

/// The same for programs.
#[must_use]
pub fn changes_json(found: &[Change], moved: Option<(&[Moved], usize)>, lang: Lang) -> Vec<u8> {
    let how = |how: Changed| match how {
        Changed::New => "new",
        Changed::Gone => "gone",
        Changed::Version => "version",
        Changed::Text => "changed",
    };
    let found: Vec<Value> = found
        .iter()
        .map(|change| {
            let rows = change
                .rows
                .iter()
                .map(|(word, was, is)| json!({ "key": word.get(lang), "was": was, "is": is }));
            json!({
                "block": change.block, "id": change.id,
                "from": change.from.map(|day| day.to_string()), "how": how(change.how),
                "rows": rows.collect::<Vec<_>>(),
            })
        })
        .collect();
    let moved = moved.map(|(moved, count)| {
        let decisions = moved.iter().map(|one| {
            let (was, is) = one.verdicts;
            let word = |verdict| words::verdict(verdict).get(Lang::En);
            json!({
                "file": one.file, "was": word(was), "is": word(is),
                "added": one.added, "removed": one.removed,
            })
        });
        json!({ "decided": count, "changed": decisions.collect::<Vec<_>>() })
    });
    let all = json!({ "schema": "sekisho/changes/1", "changes": found, "decisions": moved });
    let mut out = serde_json::to_vec_pretty(&all).unwrap_or_default();
    out.push(b'\n');
    out
}
