//! The words of the packs for technologies and articles: by symbol, title or alias, in English and Japanese, however
//! they are spelled.

use super::Check;
use super::names::nearest;
use super::table::listed;
use crate::base::{Symbol, fold};
use crate::condition::FactDecl;
use crate::diag::{Code, Span};

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
        let Some(words) = self.vocabulary.words.get(&decl.name) else {
            return self.free_symbol(decl, text, span);
        };
        if let Some((id, _)) = words.get_key_value(text) {
            return Some(id.clone());
        }
        let meant = fold(text);
        let all = &self.vocabulary.words;
        match all.spelled(&decl.name, &meant).as_slice() {
            [one] => Some((*one).clone()),
            [] => {
                let spelling = nearest(&meant, all.spellings(&decl.name));
                let near = spelling.and_then(|s| all.spelled(&decl.name, s).first().copied());
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
