//! TOML or JSON text as a tree that knows where each value stands. Not what the values mean.
//!
//! Numbers keep the digits that were written, so that nothing is rounded on the way in.

mod json;
mod scan;
mod toml;

use crate::base::{Day, read_day};
use crate::diag::{Code, Diagnostic, Diagnostics, File, Span};
use std::borrow::Cow;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Its bytes in the file.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// A value of TOML or JSON.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// A text.
    Text(Cow<'s, str>),
    /// A number, as written.
    Number(Cow<'s, str>),
    /// `true` or `false`.
    Truth(bool),
    /// A day (TOML only; JSON writes days as texts).
    Day(Day),
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys and values, in the order of the keys.
    Table(Vec<(Key<'s>, Node<'s>)>),
    /// JSON's `null`.
    Null,
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// Its bytes in the file.
    pub span: Span,
    /// The key.
    pub text: Cow<'s, str>,
}

impl Node<'_> {
    /// What people call this kind of value.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Number(_) => "a number",
            Value::Truth(_) => "true or false",
            Value::Day(_) => "a day",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Null => "null",
        }
    }

    /// Whether anything is said here: not `null`, and not `"unknown"`.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        !matches!(&self.value, Value::Null) && self.as_text() != Some("unknown")
    }

    /// The value under `key`, where this is a table that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|(k, _)| k.text == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day, where it is one, or a text that spells one.
    #[must_use]
    pub fn as_day(&self) -> Option<Day> {
        match &self.value {
            Value::Day(day) => Some(*day),
            Value::Text(text) if text.len() == 10 => {
                read_day(text).or_else(|| Day::parse_from_str(text, "%Y-%m-%d").ok())
            }
            _ => None,
        }
    }
}

/// Reads `file` as JSON when its name ends in `.json` or its text begins with `{`, else as TOML.
///
/// # Errors
/// Every place where the text is not what it should be.
pub fn read<'s>(file: &File<'s>) -> Result<Node<'s>, Diagnostics> {
    let named_json =
        file.name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("json"));
    if named_json || file.text.trim_start().starts_with('{') {
        json::read(file)
    } else {
        toml::read(file)
    }
}

fn fault(file: &File<'_>, span: Span, message: &str) -> Diagnostic {
    Diagnostic::at(file, span, Code::Syntax, message.lines().next().unwrap_or("cannot read this"))
}
