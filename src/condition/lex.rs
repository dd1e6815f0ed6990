//! A condition's text as tokens with places. Keywords are lower case, so `NO`, `IS` and `IN` stay countries.

use super::ast::{Literal, Reference};
use super::lex_shape::{is_word_character, starts_with_digit, word_length};
use crate::base::Day;
use crate::diag::{Code, Span};
use std::borrow::Cow;

/// A fault before it is placed in a file.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<Cow<'static, str>>,
}

impl Fault {
    pub(super) fn new(span: Span, code: Code, message: impl Into<String>) -> Self {
        Self { span, code, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A token.
#[derive(Clone, Debug)]
pub(super) enum Tok<'a> {
    /// A keyword.
    Key(&'a str),
    /// A name or a path.
    Word(&'a str),
    Reference(Reference<'a>),
    Number(Literal<'a>),
    Date(Day),
    Text(&'a str),
    /// A sign or a bracket.
    Sign(&'a str),
    /// A fault that is already told, where a value could stand.
    Faulty,
    End,
}

/// A token and its place.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) tok: Tok<'a>,
    pub(super) span: Span,
}

pub(super) const KEYWORDS: [&str; 17] = [
    "and",
    "or",
    "not",
    "any",
    "every",
    "no",
    "satisfies",
    "where",
    "is",
    "in",
    "meets",
    "listed",
    "on",
    "with",
    "sum",
    "count",
    "of",
];
const SIGNS: [&str; 12] = ["==", "<=", ">=", "!=", "<", ">", "=", "(", ")", "[", "]", ","];

/// All tokens, the last of which is the end, and what could not be read.
pub(super) fn lex(text: &str) -> (Vec<Token<'_>>, Vec<Fault>) {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), faults: Vec::new() };
    while lexer.token() {}
    let end = Span::new(text.trim_end().len(), text.trim_end().len());
    lexer.tokens.push(Token { tok: Tok::End, span: end });
    (lexer.tokens, lexer.faults)
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Lexer<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads one token; `false` at the end.
    fn token(&mut self) -> bool {
        self.skip_space();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        let spaced =
            self.text.get(..self.at).is_none_or(|before| !before.ends_with(is_word_character));
        let negative = first == '-' && rest.get(1..).is_some_and(starts_with_digit) && spaced;
        if first.is_ascii_digit() || negative {
            if !self.date() {
                self.number();
            }
        } else if first.is_ascii_alphabetic() || first == '_' {
            if !self.reference() {
                let text = self.take(word_length(rest));
                let tok = if KEYWORDS.contains(&text) { Tok::Key(text) } else { Tok::Word(text) };
                self.push(tok, text.len());
            }
        } else if first == '"' {
            self.quoted();
        } else {
            self.sign(first);
        }
        true
    }

    pub(super) fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    pub(super) fn take(&mut self, length: usize) -> &'a str {
        let text = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        text
    }

    /// The span of the `length` bytes that were just taken.
    pub(super) fn taken(&self, length: usize) -> Span {
        Span::new(self.at.saturating_sub(length), self.at)
    }

    pub(super) fn push(&mut self, tok: Tok<'a>, length: usize) {
        let span = self.taken(length);
        self.tokens.push(Token { tok, span });
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.tokens.push(Token { tok: Tok::Faulty, span: fault.span });
        self.faults.push(fault);
    }

    fn quoted(&mut self) {
        let body = self.rest().get(1..).unwrap_or_default();
        let Some(length) = body.find('"') else {
            let rest = self.rest().len();
            self.at += rest;
            return self.fault(
                Fault::new(self.taken(rest), Code::Condition, "a text is not closed")
                    .help("close it with `\"`"),
            );
        };
        self.at += length + 2;
        let text = body.get(..length).unwrap_or_default();
        self.push(Tok::Text(text), length + 2);
    }

    fn sign(&mut self, first: char) {
        let rest = self.rest();
        let found = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        let arithmetic = matches!(first, '+' | '-' | '*' | '/');
        if let Some(sign) = found {
            let text = self.take(sign.len());
            return self.push(Tok::Sign(text), sign.len());
        }
        if arithmetic {
            let text = self.take(first.len_utf8());
            if !self.rest().starts_with(char::is_whitespace) {
                let message = format!("cannot read `{text}`");
                let fault = Fault::new(self.taken(1), Code::Condition, message);
                self.faults.push(fault.help(format!("write a space on both sides: `a {text} b`")));
            }
            return self.push(Tok::Sign(text), 1);
        }
        let run = rest.len() - rest.trim_start_matches(first).len();
        let text = self.take(run);
        let fault = Fault::new(self.taken(run), Code::Condition, format!("cannot read `{text}`"));
        self.fault(if matches!(first, '&' | '|' | '!') {
            fault.help("write `and`, `or`, `not`")
        } else {
            fault.help("conditions are written as in `item.qubits >= 34 and to is not from`")
        });
    }
}
