//! JSON into the tree in one pass, with the place of each value. Reads only what is in order: whatever is not, and what is
//! seldom written, is left to the reader beside it, which says what is wrong.

use super::{Key, Node, Value};
use crate::diag::Span;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The tree of a text, or `None` where the text is at fault or unusual.
pub(super) fn scan(text: &str, depth: u8) -> Option<Node<'_>> {
    let mut scan = Scan { text, at: 0 };
    scan.blank();
    let root = scan.node(depth)?;
    scan.blank();
    (scan.at == text.len()).then_some(root)
}

struct Scan<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Scan<'s> {
    fn node(&mut self, depth: u8) -> Option<Node<'s>> {
        let depth = depth.checked_sub(1)?;
        let start = self.at;
        let value = match self.peek()? {
            b'{' => self.table(depth)?,
            b'[' => self.list(depth)?,
            b'"' => Value::Text(self.string()?),
            b't' => self.word("true", Value::Truth(true))?,
            b'f' => self.word("false", Value::Truth(false))?,
            b'n' => self.word("null", Value::Null)?,
            _ => Value::Number(Cow::Borrowed(self.number()?)),
        };
        Some(Node { span: Span::new(start, self.at), value })
    }

    fn table(&mut self, depth: u8) -> Option<Value<'s>> {
        let mut more = self.opens(b'}');
        let mut entries: Vec<(Key<'s>, Node<'s>)> = Vec::with_capacity(if more { 8 } else { 0 });
        while more {
            let start = self.at.saturating_add(1);
            let text = self.string()?;
            // where a key has letters and no escapes, its place is where it was read
            if matches!(text, Cow::Owned(_)) || !text.bytes().any(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            let span = Span::new(start, start.saturating_add(text.len()));
            self.blank();
            self.expect(b':')?;
            self.blank();
            entries.push((Key { span, text }, self.node(depth)?));
            more = self.goes_on(b'}')?;
        }
        entries.sort_unstable_by(|(a, _), (b, _)| a.text.cmp(&b.text));
        let twice = entries.windows(2).any(|pair| match pair {
            [(a, _), (b, _)] => a.text == b.text,
            _ => false,
        });
        (!twice).then_some(Value::Table(entries))
    }

    fn list(&mut self, depth: u8) -> Option<Value<'s>> {
        let mut more = self.opens(b']');
        let mut items = Vec::with_capacity(usize::from(more));
        while more {
            items.push(self.node(depth)?);
            more = self.goes_on(b']')?;
        }
        Some(Value::List(items))
    }

    /// Past an opening bracket; whether anything stands before the closing one.
    fn opens(&mut self, close: u8) -> bool {
        self.step();
        self.blank();
        let empty = self.peek() == Some(close);
        if empty {
            self.step();
        }
        !empty
    }

    /// Past what follows a value: a comma, or the closing bracket.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.blank();
        let next = self.peek()?;
        self.step();
        if next == close {
            return Some(false);
        }
        self.blank();
        (next == b',').then_some(true)
    }

    fn string(&mut self) -> Option<Cow<'s, str>> {
        let quote = self.at;
        self.expect(b'"')?;
        let start = self.at;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let plain = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f))?;
            let end = self.at.saturating_add(plain);
            self.at = end.saturating_add(1);
            match rest.get(plain)? {
                b'"' if self.text.as_bytes().get(start..end)?.contains(&b'\\') => {
                    let whole = self.text.get(quote..self.at)?;
                    return serde_json::from_str(whole).ok().map(Cow::Owned);
                }
                b'"' => return self.text.get(start..end).map(Cow::Borrowed),
                b'\\' => self.step(),
                _ => return None,
            }
        }
    }

    /// The digits as written.
    fn number(&mut self) -> Option<&'s str> {
        let rest = self.text.get(self.at..)?;
        let ends = |b: u8| !matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let number = rest.get(..rest.bytes().position(ends).unwrap_or(rest.len()))?;
        let plain = number.bytes().all(|b| b.is_ascii_digit());
        let good = if plain && !number.starts_with('0') {
            !number.is_empty()
        } else {
            serde_json::from_str::<&RawValue>(number).is_ok()
        };
        self.at = self.at.saturating_add(number.len());
        good.then_some(number)
    }

    fn word(&mut self, word: &str, value: Value<'s>) -> Option<Value<'s>> {
        let rest = self.text.get(self.at..)?;
        self.at = self.at.saturating_add(word.len());
        rest.starts_with(word).then_some(value)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let here = self.peek() == Some(byte);
        self.step();
        here.then_some(())
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}
