//! Titles, questions and notes that have no Japanese words.

use super::super::model::Pack;
use super::super::provision;
use super::remark;
use crate::base::{PackId, Text};
use crate::diag::{Code, Diagnostic, Diagnostics};

pub(super) fn check(id: &PackId, pack: &Pack, found: &mut Diagnostics) {
    for seen in provision::all(pack) {
        for text in seen.texts.into_iter().filter(|text| missing(text)) {
            let message =
                format!("`{}` of the {} `{}` has no Japanese words", text.en, seen.kind, seen.id);
            found.push(remark(id, seen.origin, Code::MissingJapanese, message));
        }
    }
    let head = &pack.head;
    let lists = head.models.iter().chain(&head.flags_only).chain(&head.leaves_out);
    let mut plain: Vec<(&str, &Text)> = [&head.title, &head.authority, &head.notice]
        .into_iter()
        .chain(lists)
        .map(|text| ("head", text))
        .collect();
    plain.extend(
        pack.facts.values().flat_map(|fact| [("facts", &fact.title), ("facts", &fact.question)]),
    );
    plain.extend(pack.words.iter().map(|word| ("words", &word.title)));
    plain.extend(pack.lists.values().map(|list| ("lists", &list.title)));
    plain.extend(pack.sources.values().map(|source| ("sources", &source.title)));
    for (what, text) in plain.into_iter().filter(|(_, text)| missing(text)) {
        let message =
            format!("`{}` in the {what} of the pack `{id}` has no Japanese words", text.en);
        found.push(Diagnostic::general(Code::MissingJapanese, message));
    }
}

fn missing(text: &Text) -> bool {
    !text.en.is_empty() && text.ja.is_none()
}
