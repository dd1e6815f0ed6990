//! The words of the packs for technologies and articles: by symbol, title or alias, in English and Japanese, however
//! they are spelled.

use super::Check;
use super::names::nearest;
use super::table::listed;
use crate::base::{FactName, Symbol};
use crate::condition::{FactDecl, Word};
use crate::diag::{Code, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// One spelling for all: compatibility forms, case, spaces and hyphens do not tell words apart.
pub(in crate::transfer) fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '・'))
        .collect()
}

/// Folded spellings of the words of a fact, made when first needed.
#[derive(Default)]
pub(super) struct Index<'a>(FxHashMap<&'a FactName, FxHashMap<String, BTreeSet<&'a Symbol>>>);

impl<'a> Index<'a> {
    fn of(
        &mut self,
        fact: &'a FactName,
        words: impl Iterator<Item = &'a Word>,
    ) -> &FxHashMap<String, BTreeSet<&'a Symbol>> {
        self.0.entry(fact).or_insert_with(|| {
            let mut index: FxHashMap<String, BTreeSet<&Symbol>> = FxHashMap::default();
            for word in words {
                let spellings = [word.id.as_str(), &word.title.en].into_iter();
                let spellings = spellings
                    .chain(word.title.ja.as_deref())
                    .chain(word.aliases.iter().map(|a| &**a));
                for spelling in spellings.filter(|s| !s.is_empty()) {
                    index.entry(fold(spelling)).or_default().insert(&word.id);
                }
            }
            index
        })
    }
}

impl<'a> Check<'a> {
    pub(super) fn symbol(&mut self, decl: &'a FactDecl, text: &str, span: Span) -> Option<Symbol> {
        if !decl.values.is_empty() {
            let found = decl.values.iter().find(|value| value.as_str() == text).cloned();
            if found.is_none() {
                self.none_of(
                    span,
                    decl.name.as_str(),
                    text,
                    decl.values.iter().map(Symbol::as_str),
                );
            }
            return found;
        }
        let Some((fact, words)) = self.vocabulary.words.get_key_value(&decl.name) else {
            return self.free_symbol(decl, text, span);
        };
        if let Some((id, _)) = words.get_key_value(text) {
            return Some(id.clone());
        }
        let index = self.words.of(fact, words.values().map(|word| &**word));
        let meant = fold(text);
        let found: Vec<&Symbol> = index.get(&meant).into_iter().flatten().copied().collect();
        match found.as_slice() {
            [one] => Some((*one).clone()),
            [] => {
                let spelling =
                    nearest(&meant, index.keys().map(String::as_str).collect::<BTreeSet<_>>());
                let near = spelling.and_then(|s| index.get(s)).and_then(|ids| ids.first()).copied();
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write one of {}", listed(words.keys().map(Symbol::as_str))),
                };
                let message = format!("`{}` knows no `{text}`", decl.name);
                self.fault(span, Code::UnknownValue, message).help(help);
                None
            }
            several => {
                let names = listed(several.iter().map(|id| id.as_str()));
                self.fault(
                    span,
                    Code::UnknownValue,
                    format_args!("`{text}` can mean several things"),
                )
                .help(format_args!("write one of {names}"));
                None
            }
        }
    }

    fn free_symbol(&mut self, decl: &FactDecl, text: &str, span: Span) -> Option<Symbol> {
        let good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'));
        if good {
            return Some(Symbol::from(text));
        }
        self.fault(
            span,
            Code::BadName,
            format_args!("`{text}` is not a symbol, which `{}` takes", decl.name),
        )
        .help("write lower-case letters, digits and hyphens, with a letter first");
        None
    }
}
