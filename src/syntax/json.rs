//! JSON into the tree. What is in order is read in one pass (`scan`); here is the careful way, which can say what is wrong.
//!
//! Raw values keep each number's digits and, by their place in the text, each value's span.

use super::scan::scan;
use super::{Key, Node, Value, fault};
use crate::diag::{Code, Diagnostic, Diagnostics, File, Span};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Deeper nesting than any transfer has is refused before it can exhaust the stack.
const DEPTH: u8 = 32;

pub(super) fn read<'s>(file: &File<'s>) -> Result<Node<'s>, Diagnostics> {
    match scan(file.text, DEPTH) {
        Some(root) => Ok(root),
        None => careful(file),
    }
}

fn careful<'s>(file: &File<'s>) -> Result<Node<'s>, Diagnostics> {
    let mut faults = Diagnostics::default();
    let result = serde_json::from_str::<&'s RawValue>(file.text);
    match result {
        Ok(raw) => {
            let node = node(file, raw, DEPTH, &mut faults);
            if faults.is_empty() { Ok(node) } else { Err(faults) }
        }
        Err(error) => {
            let before: usize = file
                .text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum();
            let at = before.saturating_add(error.column().saturating_sub(1));
            let text = error.to_string();
            let message = text.split(" at line ").next().unwrap_or("not JSON");
            faults.push(fault(file, Span::new(at, at.saturating_add(1)), message));
            Err(faults)
        }
    }
}

fn node<'s>(file: &File<'s>, raw: &'s RawValue, depth: u8, faults: &mut Diagnostics) -> Node<'s> {
    let text = raw.get();
    let start = text.as_ptr().addr().saturating_sub(file.text.as_ptr().addr());
    let span = Span::new(start, start.saturating_add(text.len()));
    let Some(depth) = depth.checked_sub(1) else {
        faults.push(fault(file, span, "nested too deeply"));
        return Node { span, value: Value::Null };
    };
    let value = match text.as_bytes().first() {
        Some(b'{') => match serde_json::from_str::<Entries<'s>>(text) {
            Ok(Entries(entries)) => {
                let mut out: Vec<(Key<'s>, Node<'s>)> = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let value = node(file, value, depth, faults);
                    let key_span = key_span(file, span, &value, &key);
                    if out.iter().any(|(other, _)| other.text == key) {
                        faults.push(Diagnostic::at(
                            file,
                            key_span,
                            Code::Duplicate,
                            format!("`{key}` stands here twice"),
                        ));
                    }
                    out.push((Key { span: key_span, text: key }, value));
                }
                out.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
                Value::Table(out)
            }
            Err(_) => broken(file, span, faults),
        },
        Some(b'[') => match serde_json::from_str::<Vec<&'s RawValue>>(text) {
            Ok(list) => {
                Value::List(list.into_iter().map(|item| node(file, item, depth, faults)).collect())
            }
            Err(_) => broken(file, span, faults),
        },
        Some(b'"') => match serde_json::from_str::<Text<'s>>(text) {
            Ok(Text(text)) => Value::Text(text),
            Err(_) => broken(file, span, faults),
        },
        Some(b't') => Value::Truth(true),
        Some(b'f') => Value::Truth(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(Cow::Borrowed(text)),
    };
    Node { span, value }
}

fn broken<'s>(file: &File<'_>, span: Span, faults: &mut Diagnostics) -> Value<'s> {
    faults.push(fault(file, span, "cannot read this value"));
    Value::Null
}

/// The key stands between the table's start and its value; the last occurrence there is it.
fn key_span(file: &File<'_>, table: Span, value: &Node<'_>, key: &str) -> Span {
    let before = file.text.get(table.start..value.span.start).unwrap_or_default();
    let at = before.rfind(key).map_or(value.span.start, |at| table.start.saturating_add(at));
    Span::new(at, at.saturating_add(key.len()))
}

struct Text<'s>(Cow<'s, str>);

impl<'de> serde::Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Visit)
    }
}

/// The entries of an object in their order, duplicates included.
struct Entries<'s>(Vec<(Cow<'s, str>, &'s RawValue)>);

impl<'de> serde::Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut out = Vec::new();
                while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
                    out.push((key, value));
                }
                Ok(Entries(out))
            }
        }
        deserializer.deserialize_map(Visit)
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, careful, read};
    use crate::diag::File;
    use crate::syntax::scan::scan;

    /// Both ways give the same tree with the same places, or the short way leaves it to the careful one.
    fn same(text: &str) -> bool {
        let file = File { name: "t.json", text };
        let (short, long) = (scan(text, DEPTH), careful(&file));
        match (&short, &long) {
            (Some(short), Ok(long)) => {
                assert_eq!(format!("{short:?}"), format!("{long:?}"), "{text}");
            }
            (Some(_), Err(_)) => panic!("taken as good: {text}"),
            (None, _) => {}
        }
        assert_eq!(format!("{:?}", read(&file)), format!("{long:?}"), "{text}");
        short.is_some()
    }

    #[test]
    fn what_is_in_order_is_read_at_once() {
        for text in [
            "{}",
            " [ ] ",
            r#"{"b":1,"a":[true,false,null],"c":{"d":-0.50e+3}}"#,
            "{ \"a\" :\t\"1\u{3000}\u{91cf}\",\r\n \"b\": 0 }",
            r#"{"a":"x\"y\\","b":"\u91cf\ud83d\ude00"}"#,
            "12345678901234567890.10",
            "0.5",
            r#"{"a":"a","aa":{"a":"a"}}"#,
        ] {
            assert!(same(text), "{text}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_careful_way() {
        for text in [
            "",
            " ",
            "{",
            "}",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "[1 2]",
            "[1],",
            "nul",
            "truefalse",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "1-2",
            "--1",
            "\"a",
            "\"\\\"",
            "\"\n\"",
            r#""\x""#,
            r#""\ud800""#,
            r#"{"a":1,"a":2}"#,
            r#"{"":1}"#,
            r#"{":":1}"#,
            r#"{"\u0061":1}"#,
            "\u{feff}{}",
            "{} {}",
            "[\u{a0}1]",
        ] {
            assert!(!same(text), "{text}");
        }
        assert!(!same(&"[".repeat(40)));
        assert!(!same(&format!("{}{}", "[".repeat(33), "]".repeat(33))));
        assert!(same(&format!("{}{}", "[".repeat(32), "]".repeat(32))));
        assert!(!same(&format!("{}1{}", "[".repeat(32), "]".repeat(32))));
    }
}
