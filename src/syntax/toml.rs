//! TOML into the tree.

use super::{Key, Node, Value, fault};
use crate::base::Day;
use crate::diag::{Diagnostics, File, Span};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use std::borrow::Cow;

pub(super) fn read<'s>(file: &File<'s>) -> Result<Node<'s>, Diagnostics> {
    let (table, errors) = DeTable::parse_recoverable(file.text);
    let mut faults: Diagnostics = errors
        .iter()
        .map(|error| fault(file, error.span().map_or(Span::default(), Span::from), error.message()))
        .collect();
    let span = Span::new(0, file.text.len());
    let node = Node { span, value: self::table(file, table.into_inner(), &mut faults) };
    if faults.is_empty() { Ok(node) } else { Err(faults) }
}

fn table<'s>(file: &File<'s>, table: DeTable<'s>, faults: &mut Diagnostics) -> Value<'s> {
    let entries = table.into_iter().map(|(key, value)| {
        let key = Key { span: key.span().into(), text: key.into_inner() };
        (key, node(file, value, faults))
    });
    Value::Table(entries.collect())
}

fn node<'s>(file: &File<'s>, spanned: Spanned<DeValue<'s>>, faults: &mut Diagnostics) -> Node<'s> {
    let span = Span::from(spanned.span());
    let value = match spanned.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) if number.radix() == 10 => {
            Value::Number(Cow::Owned(number.as_str().to_owned()))
        }
        DeValue::Integer(_) => {
            faults.push(fault(file, span, "numbers are written in base ten"));
            Value::Null
        }
        DeValue::Float(number) => Value::Number(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Datetime(datetime) => match datetime.date {
            Some(date) if datetime.time.is_none() => {
                if let Some(day) =
                    Day::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
                {
                    Value::Day(day)
                } else {
                    faults.push(fault(file, span, "no such day"));
                    Value::Null
                }
            }
            // What could not be read at all was said when it was parsed.
            None if datetime.time.is_none() => Value::Null,
            _ => {
                faults.push(fault(file, span, "a day is expected, without a time: 2026-11-22"));
                Value::Null
            }
        },
        DeValue::Array(list) => {
            Value::List(list.into_iter().map(|item| node(file, item, faults)).collect())
        }
        DeValue::Table(inner) => table(file, inner, faults),
    };
    Node { span, value }
}
