//! A condition's text as tokens with places. Keywords are lower case, so `NO`, `IS` and `IN` stay countries.

use super::ast::{Literal, Name, Reference};
use crate::base::{Currency, Day, Dimension, Exact, Measure, Unit};
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

const KEYWORDS: [&str; 17] = [
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
/// More digits than any law writes; beyond it arithmetic would still be exact, but the number is a mistake.
const DIGITS: usize = 28;

/// All tokens, the last of which is the end, and what could not be read.
pub(super) fn lex(text: &str) -> (Vec<Token<'_>>, Vec<Fault>) {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), faults: Vec::new() };
    while lexer.token() {}
    let end = Span::new(text.trim_end().len(), text.trim_end().len());
    lexer.tokens.push(Token { tok: Tok::End, span: end });
    (lexer.tokens, lexer.faults)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token<'a>>,
    faults: Vec<Fault>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
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

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, length: usize) -> &'a str {
        let text = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        text
    }

    /// The span of the `length` bytes that were just taken.
    fn taken(&self, length: usize) -> Span {
        Span::new(self.at.saturating_sub(length), self.at)
    }

    fn push(&mut self, tok: Tok<'a>, length: usize) {
        let span = self.taken(length);
        self.tokens.push(Token { tok, span });
    }

    fn fault(&mut self, fault: Fault) {
        self.tokens.push(Token { tok: Tok::Faulty, span: fault.span });
        self.faults.push(fault);
    }

    fn date(&mut self) -> bool {
        let Some(text) = self.rest().get(..10) else { return false };
        let shape = text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !shape {
            return false;
        }
        self.at += 10;
        if let Ok(day) = Day::parse_from_str(text, "%Y-%m-%d") {
            self.push(Tok::Date(day), 10);
        } else {
            let message = format!("there is no day `{text}`");
            self.fault(Fault::new(self.taken(10), Code::BadDate, message));
        }
        true
    }

    fn number(&mut self) {
        let start = self.at;
        let length = number_length(self.rest());
        let raw = self.take(length);
        let glued = self.rest().split(|c| !is_word_character(c)).next().unwrap_or_default();
        if !glued.is_empty() {
            self.at += glued.len();
            let text = self.text.get(start..self.at).unwrap_or_default();
            let fault = Fault::new(
                Span::new(start, self.at),
                Code::BadNumber,
                format!("`{text}` is not a number"),
            );
            let help = if Unit::parse(glued).is_some() || Currency::parse(glued).is_some() {
                format!("write a space before the unit: `{raw} {glued}`")
            } else {
                "exponents take a small `e`; codes are written with their pack: `pack:code`"
                    .to_owned()
            };
            return self.fault(fault.help(help));
        }
        let unit = self.unit();
        let span = Span::new(start, self.at);
        let value = raw.parse::<Exact>().ok().filter(|value| {
            raw.bytes().filter(u8::is_ascii_digit).count() <= DIGITS
                && value.to_string().parse().as_ref() == Ok(value)
        });
        let Some(value) = value else {
            return self.fault(
                Fault::new(span, Code::BadNumber, format!("`{raw}` is not a number")).help(
                    "numbers have at most 28 digits and exponents at most 400: `1_000`, `5e-5`",
                ),
            );
        };
        let literal = match unit {
            None => Literal { raw, value, measure: Measure::Plain(Dimension::NONE), unit: None },
            Some((name, unit_span)) => match (Unit::parse(name), Currency::parse(name)) {
                (Some(unit), _) => Literal {
                    raw,
                    value: unit.to_base(&value),
                    measure: Measure::Plain(unit.dimension),
                    unit: Some(name),
                },
                (None, Some(currency)) => {
                    Literal { raw, value, measure: Measure::Money(currency), unit: None }
                }
                (None, None) => {
                    let message = format!("`{name}` is not a unit or a currency");
                    return self.fault(Fault::new(unit_span, Code::BadUnit, message).help(
                        "units are written as in `31.8 GHz`, `600 GB/s`, `15 %`; currencies are three capital letters",
                    ));
                }
            },
        };
        self.tokens.push(Token { tok: Tok::Number(literal), span });
    }

    /// The unit after a number: `%`, or a word that is no keyword and no path.
    fn unit(&mut self) -> Option<(&'a str, Span)> {
        let before = self.at;
        self.skip_space();
        let rest = self.rest();
        let length = if rest.starts_with('%') { 1 } else { unit_length(rest) };
        let name = rest.get(..length).unwrap_or_default();
        let path = rest.get(length..).is_some_and(|after| after.starts_with(['.', '_', '-', ':']));
        if length == 0 || KEYWORDS.contains(&name) || path {
            self.at = before;
            return None;
        }
        self.at += length;
        Some((name, self.taken(length)))
    }

    /// `pack:code` or `pack:[code, code]`.
    fn reference(&mut self) -> bool {
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

fn is_word_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_pack_character(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Letters, digits and `_`; `-` and `.` where such a character follows them.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let joins = match c {
            '-' => next.is_some_and(is_word_character),
            '.' => next.is_some_and(|n| n.is_ascii_alphabetic() || n == '_'),
            c => is_word_character(c),
        };
        if !joins {
            break;
        }
        length = at + 1;
    }
    length
}

/// `-12_000.5e-3`
fn number_length(text: &str) -> usize {
    let digits = |from: usize, more: &str| {
        text.get(from..)
            .unwrap_or_default()
            .bytes()
            .take_while(|b| b.is_ascii_digit() || more.bytes().any(|m| m == *b))
            .count()
    };
    let mut at = usize::from(text.starts_with('-'));
    at += digits(at, "_");
    if text.get(at..).is_some_and(|rest| rest.starts_with('.')) {
        let fraction = digits(at + 1, "");
        at += if fraction > 0 { fraction + 1 } else { 0 };
    }
    if text.get(at..).is_some_and(|rest| rest.starts_with('e')) {
        let sign = usize::from(text.get(at + 1..).is_some_and(|rest| rest.starts_with('-')));
        let exponent = digits(at + 1 + sign, "");
        at += if exponent > 0 { exponent + 1 + sign } else { 0 };
    }
    at
}

/// `GB/s/mm2`, `/cm3`
fn unit_length(text: &str) -> usize {
    let part = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest.bytes().take_while(u8::is_ascii_alphanumeric).count()
        } else {
            0
        }
    };
    let mut at = part(0);
    while text.get(at..).is_some_and(|rest| rest.starts_with('/')) {
        match part(at + 1) {
            0 => break,
            length => at += length + 1,
        }
    }
    at
}

/// `segment { "(" segment ")" | "." segment }`
fn code_length(text: &str) -> usize {
    let segment = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count()
        } else {
            0
        }
    };
    let mut at = segment(0);
    while at > 0 {
        let length = segment(at + 1);
        let next = text.get(at..).unwrap_or_default();
        let closed = text.get(at + 1 + length..).is_some_and(|rest| rest.starts_with(')'));
        if length > 0 && next.starts_with('.') {
            at += length + 1;
        } else if length > 0 && next.starts_with('(') && closed {
            at += length + 2;
        } else {
            break;
        }
    }
    at
}
