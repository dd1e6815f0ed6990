//! The tokens of one condition, the place that is being read, and the faults found so far.

use super::ast::Name;
use super::lex::{Fault, Tok, Token, lex};
use crate::diag::{Code, Span};

/// Deeper parentheses than any law has; hostile input must not exhaust the stack.
const DEPTH: usize = 64;
/// As above: each sign nests one sum in another.
const SIGNS: usize = 200;

/// `Err` is a fault that is already told.
pub(super) type Parsed<T> = Result<T, ()>;

pub(super) struct Parser<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// For each opening parenthesis, where its closing one is.
    pub(super) closing: Vec<Option<usize>>,
    pub(super) at: usize,
    depth: usize,
    signs: usize,
    /// Nested too deeply to be read on.
    hopeless: bool,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (tokens, faults) = lex(text);
        let closing = match_parentheses(&tokens);
        Self { tokens, closing, at: 0, depth: 0, signs: 0, hopeless: false, faults }
    }

    pub(super) fn is_empty(&mut self, message: &str) -> bool {
        let empty = self.faults.is_empty() && matches!(self.peek(), Tok::End);
        if empty {
            self.faults.push(Fault::new(self.span(), Code::Condition, message));
        }
        empty
    }

    /// Whatever is left is a fault.
    pub(super) fn finish(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        let fault = match self.peek() {
            Tok::End => return,
            Tok::Sign(")") => Fault::new(self.span(), Code::Condition, "nothing opens this `)`"),
            _ => self.unexpected("`and`, `or` or the end"),
        };
        self.faults.push(fault);
    }

    pub(super) fn recover(&mut self) {
        loop {
            match self.peek() {
                Tok::End | Tok::Key("and" | "or") | Tok::Sign(")") => return,
                Tok::Sign("(") => self.at = self.close().unwrap_or(self.at) + 1,
                _ => self.at += 1,
            }
        }
    }

    pub(super) fn deeper(&mut self, open: Span) -> Parsed<()> {
        if self.depth == DEPTH {
            let message = format!("parentheses are nested more than {DEPTH} deep");
            return self.give_up(Fault::new(open, Code::Condition, message));
        }
        self.depth += 1;
        Ok(())
    }

    /// Counts an arithmetic sign and steps over it.
    pub(super) fn arithmetic(&mut self) -> Parsed<()> {
        if self.signs == SIGNS {
            let message = format!("more than {SIGNS} arithmetic signs in one condition");
            return self.give_up(Fault::new(self.span(), Code::Condition, message));
        }
        self.signs += 1;
        self.at += 1;
        Ok(())
    }

    pub(super) fn give_up<T>(&mut self, fault: Fault) -> Parsed<T> {
        self.told(fault.help("name parts of it as terms"));
        self.hopeless = true;
        self.at = self.tokens.len().saturating_sub(1);
        Err(())
    }

    pub(super) fn shallower(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn close(&self) -> Option<usize> {
        self.closing.get(self.at).copied().flatten()
    }

    pub(super) fn name(&mut self, what: &str) -> Parsed<Name<'a>> {
        if let Tok::Word(text) = *self.peek() {
            let span = self.span();
            self.at += 1;
            return Ok(Name { text, span });
        }
        let fault = self.unexpected(what);
        self.stop(fault)
    }

    pub(super) fn peek(&self) -> &Tok<'a> {
        self.tokens.get(self.at).map_or(&Tok::End, |token| &token.tok)
    }

    pub(super) fn span(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map(|token| token.span).unwrap_or_default()
    }

    /// The place of the token before this one.
    pub(super) fn before(&self) -> Span {
        self.tokens.get(self.at.saturating_sub(1)).map(|token| token.span).unwrap_or_default()
    }

    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    pub(super) fn eat_key(&mut self, key: &str) -> bool {
        let found = matches!(self.peek(), Tok::Key(word) if *word == key);
        self.at += usize::from(found);
        found
    }

    pub(super) fn eat_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Tok::Sign(text) if *text == sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect_key(&mut self, key: &str) -> Parsed<()> {
        if self.eat_key(key) {
            return Ok(());
        }
        let fault = self.unexpected(&format!("`{key}`"));
        self.stop(fault)
    }

    pub(super) fn expect_sign(&mut self, sign: &str) -> Parsed<()> {
        if self.eat_sign(sign) {
            return Ok(());
        }
        let fault = self.unexpected(&format!("`{sign}`"));
        self.stop(fault)
    }

    /// A fault at this token, which is something else than `expected`.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let found = match self.peek() {
            Tok::End => "the end".to_owned(),
            Tok::Key(word) => format!("the keyword `{word}`"),
            Tok::Word(text) | Tok::Sign(text) => format!("`{text}`"),
            Tok::Number(literal) => format!("the number `{}`", literal.raw),
            Tok::Date(day) => format!("the day `{day}`"),
            Tok::Text(text) => format!("the text `\"{text}\"`"),
            Tok::Reference(_) => "a code".to_owned(),
            Tok::Faulty => String::new(),
        };
        Fault::new(self.span(), Code::Condition, format!("expected {expected}, found {found}"))
    }

    /// Keeps the fault, unless the token it points at is a fault that is already told.
    pub(super) fn told(&mut self, fault: Fault) {
        if !matches!(self.peek(), Tok::Faulty) && !self.hopeless {
            self.faults.push(fault);
        }
    }

    /// Keeps the fault and gives up what is being read.
    pub(super) fn stop<T>(&mut self, fault: Fault) -> Parsed<T> {
        self.told(fault);
        Err(())
    }
}

/// For each opening parenthesis, the place of its closing one.
fn match_parentheses(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut closing = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.tok {
            Tok::Sign("(") => open.push(at),
            Tok::Sign(")") => {
                if let Some(slot) = open.pop().and_then(|opening: usize| closing.get_mut(opening)) {
                    *slot = Some(at);
                }
            }
            _ => {}
        }
    }
    closing
}
