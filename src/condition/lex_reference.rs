//! Codes and groups with their pack: `pack:code`, `pack:[code, code]`.

use super::ast::{Name, Reference};
use super::lex::{Fault, Lexer, Tok, Token};
use super::lex_shape::{code_length, is_pack_character};
use crate::diag::{Code, Span};

impl<'a> Lexer<'a> {
    /// `pack:code` or `pack:[code, code]`.
    pub(super) fn reference(&mut self) -> bool {
        let start = self.at;
        let rest = self.rest();
        let pack = rest.split(|c: char| !is_pack_character(c)).next().unwrap_or_default();
        let after = rest.get(pack.len()..).unwrap_or_default();
        if pack.is_empty() || !after.starts_with(':') {
            return false;
        }
        let pack = Name { text: self.take(pack.len()), span: self.taken(pack.len()) };
        self.at += 1;
        let mut codes = Vec::new();
        let mut ok = true;
        if self.rest().starts_with('[') {
            self.at += 1;
            ok = self.codes(&mut codes);
        } else {
            let length = code_length(self.rest());
            let text = self.take(length);
            ok &= length > 0;
            codes.push(Name { text, span: self.taken(length) });
        }
        let span = Span::new(start, self.at);
        if ok {
            self.tokens.push(Token { tok: Tok::Reference(Reference { pack, codes, span }), span });
        } else {
            let text = self.text.get(start..self.at).unwrap_or_default().trim_end();
            self.fault(
                Fault::new(span, Code::Condition, format!("`{text}` does not name a code"))
                    .help("write `pack:code` or `pack:[code, code]`"),
            );
        }
        true
    }

    /// Codes up to the closing bracket; `false` where they are not well formed.
    fn codes(&mut self, codes: &mut Vec<Name<'a>>) -> bool {
        loop {
            self.skip_space();
            let length = code_length(self.rest());
            if length == 0 {
                return self.skip_codes();
            }
            let text = self.take(length);
            codes.push(Name { text, span: self.taken(length) });
            self.skip_space();
            let closing = self.rest().starts_with(']');
            if closing || self.rest().starts_with(',') {
                self.at += 1;
            }
            if closing {
                return true;
            }
            if !self.text.get(..self.at).is_some_and(|before| before.ends_with(',')) {
                return self.skip_codes();
            }
        }
    }

    /// Goes on behind the bracket that would close them.
    fn skip_codes(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.find([']', '\n']).unwrap_or(rest.len());
        self.at += usize::from(self.rest().starts_with(']'));
        false
    }
}
