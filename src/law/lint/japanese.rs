//! Titles, questions and notes that have no Japanese words.

use super::super::model::{Origin, Pack};
use super::super::provision;
use super::remark;
use crate::base::{PackId, Text};
use crate::diag::{Code, Diagnostics};

pub(super) fn check(id: &PackId, pack: &Pack, found: &mut Diagnostics) {
    for seen in provision::all(pack) {
        for text in seen.texts.into_iter().filter(|text| missing(text)) {
            let message =
                format!("`{}` of the {} `{}` has no Japanese words", text.en, seen.kind, seen.id);
            found.push(remark(id, seen.origin, Code::MissingJapanese, message));
        }
    }
    let head = &pack.head;
    let origins = &pack.origins;
    let lists = head.models.iter().chain(&head.flags_only).chain(&head.leaves_out);
    let mut plain: Vec<(String, &Text, Option<&Origin>)> =
        [&head.title, &head.authority, &head.notice]
            .into_iter()
            .chain(lists)
            .map(|text| ("head".to_owned(), text, Some(&origins.head)))
            .collect();
    for (name, fact) in &pack.facts {
        let origin = origins.facts.get(name);
        plain.extend(
            [&fact.title, &fact.question].map(|text| (format!("fact `{name}`"), text, origin)),
        );
    }
    for word in &pack.words {
        let origin = origins.words.get(&(word.of.clone(), word.id.clone()));
        plain.push((format!("word `{}`", word.id), &word.title, origin));
    }
    for (name, list) in &pack.lists {
        plain.push((format!("list `{name}`"), &list.title, origins.lists.get(name)));
    }
    for (name, source) in &pack.sources {
        plain.push((format!("source `{name}`"), &source.title, origins.sources.get(name)));
    }
    for (what, text, origin) in plain.into_iter().filter(|(_, text, _)| missing(text)) {
        let message = format!("`{}` of the {what} has no Japanese words", text.en);
        found.push(remark(id, origin.unwrap_or(&origins.head), Code::MissingJapanese, message));
    }
}

fn missing(text: &Text) -> bool {
    !text.en.is_empty() && text.ja.is_none()
}
