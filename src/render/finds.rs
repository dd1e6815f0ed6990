//! What a search found: as text and as JSON.

use super::layout::{Look, Page, Tone};
use super::words::Word;
use crate::analyse::{Found, Kind};
use crate::base::{CodeRef, Lang};
use serde_json::{Value, json};

/// Finds of one kind that a page shows.
const SHOWN: usize = 20;
/// Entries named for one find.
const ENTRIES: usize = 6;

/// The page.
#[must_use]
pub fn finds(found: &[Found], look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    if found.is_empty() {
        page.line(0, Tone::Plain, Word::NothingFound.get(lang));
    }
    let kinds = [
        (Kind::Entry, Word::FoundEntries),
        (Kind::Paragraph, Word::FoundParagraphs),
        (Kind::Word, Word::FoundWords),
        (Kind::Fact, Word::FoundFacts),
    ];
    for (kind, heading) in kinds {
        let all: Vec<&Found> = found.iter().filter(|one| one.kind == kind).collect();
        if all.is_empty() {
            continue;
        }
        page.heading(&format!("{} ({})", heading.get(lang), all.len()));
        for one in all.iter().take(SHOWN) {
            page.line(2, Tone::Plain, &format!("{}: {}", one.name, one.title.get(lang)));
            if !one.entries.is_empty() {
                let codes = some(&one.entries, lang);
                page.line(4, Tone::Dim, &Word::LeadsTo.fill(lang, &[("codes", &codes)]));
            }
        }
        let names: Vec<&str> = all.iter().skip(SHOWN).map(|one| &*one.name).collect();
        if !names.is_empty() {
            page.line(2, Tone::Dim, &names.join(", "));
        }
    }
    page.finish()
}

fn some(entries: &[CodeRef], lang: Lang) -> String {
    let list: Vec<String> = entries.iter().take(ENTRIES).map(ToString::to_string).collect();
    let list = list.join(", ");
    match entries.len().saturating_sub(ENTRIES) {
        0 => list,
        count => Word::AndMore.fill(lang, &[("list", &list), ("count", &count)]),
    }
}

/// The same for programs.
#[must_use]
pub fn finds_json(found: &[Found], lang: Lang) -> Vec<u8> {
    let kind = |kind: Kind| match kind {
        Kind::Entry => "entry",
        Kind::Paragraph => "paragraph",
        Kind::Word => "word",
        Kind::Fact => "parameter",
    };
    let all: Vec<Value> = found
        .iter()
        .map(|one| {
            let entries: Vec<String> = one.entries.iter().map(ToString::to_string).collect();
            json!({
                "kind": kind(one.kind), "name": one.name, "title": one.title.get(lang),
                "entries": entries,
            })
        })
        .collect();
    let mut out = serde_json::to_vec_pretty(&json!({ "schema": "sekisho/finds/1", "found": all }))
        .unwrap_or_default();
    out.push(b'\n');
    out
}
