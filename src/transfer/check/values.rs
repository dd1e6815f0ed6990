//! One value of a fact, of the type that the fact declares.

use super::Check;
use crate::base::{Hs, Symbol};
use crate::condition::{FactDecl, FactType, Scalar};
use crate::diag::{Code, Span};
use crate::syntax::{Node, Value as Raw};
use crate::transfer::canonical;
use crate::transfer::case::Value;

impl<'a> Check<'a> {
    /// The value, or `None` where it is not stated or faulty.
    pub(super) fn value(&mut self, decl: &'a FactDecl, node: &Node<'_>) -> Option<Value> {
        match &node.value {
            Raw::Null => return None,
            Raw::Text(text) if text == "unknown" => return None,
            _ => {}
        }
        let name = decl.name.as_str();
        match decl.of {
            FactType::Truth | FactType::Shown => match &node.value {
                Raw::Truth(truth) => Some(Value::Truth(*truth)),
                _ => self.wrong_value(node, name, "`true` or `false`"),
            },
            FactType::Number(dimension) => self.number(decl, dimension, node),
            FactType::Share => self.share(decl, node),
            FactType::Money => {
                self.money(name, node).map(|(range, currency)| Value::Money(range, currency))
            }
            FactType::Date => self.day(node, name).map(Value::Date),
            FactType::One(scalar) => match &node.value {
                Raw::Text(text) => self.scalar(decl, scalar, text, node.span),
                Raw::List(_) => self.wrong_value(node, name, "one value"),
                _ => self.wrong_value(node, name, expected(scalar)),
            },
            FactType::Set(scalar) => Some(self.set(decl, scalar, node)),
            FactType::Record => None,
        }
    }

    fn wrong_value(&mut self, node: &Node<'_>, name: &str, expected: &str) -> Option<Value> {
        self.wrong(node, name, expected);
        None
    }

    fn set(&mut self, decl: &'a FactDecl, scalar: Scalar, node: &Node<'_>) -> Value {
        let list = match &node.value {
            Raw::List(list) => list.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut values = Vec::with_capacity(list.len());
        for node in list {
            match &node.value {
                Raw::Text(text) if text == "unknown" => {
                    let message = format!("`{}` is known in part only", decl.name);
                    self.fault(node.span, Code::UnknownValue, message)
                        .help("state all its values, or `\"unknown\"` instead of the list");
                }
                Raw::Text(text) => values.extend(self.scalar(decl, scalar, text, node.span)),
                _ => self.wrong(node, decl.name.as_str(), expected(scalar)),
            }
        }
        values.sort_by(canonical::order);
        values.dedup();
        Value::Set(values)
    }

    fn scalar(
        &mut self,
        decl: &'a FactDecl,
        scalar: Scalar,
        text: &str,
        span: Span,
    ) -> Option<Value> {
        match scalar {
            Scalar::Symbol => self.symbol(decl, text, span).map(Value::Symbol),
            Scalar::Place => self.place(text, span).map(Value::Place),
            Scalar::Code => self.code_ref(text, span).map(Value::Code),
            Scalar::Hs => self.hs(text, span).map(Value::Hs),
            Scalar::Text if text.trim().is_empty() => {
                self.fault(span, Code::WrongType, format_args!("`{}` is empty", decl.name))
                    .help("leave it out where it is not known");
                None
            }
            Scalar::Text => Some(Value::Text(text.into())),
        }
    }

    fn hs(&mut self, text: &str, span: Span) -> Option<Hs> {
        let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        if (2..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Hs::from(&*digits));
        }
        self.fault(span, Code::BadName, format_args!("`{text}` is not a tariff heading"))
            .help("write its digits, e.g. `\"8542.31\"`");
        None
    }
}

fn expected(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "a symbol in quotation marks",
        Scalar::Place => "a country or region in quotation marks",
        Scalar::Code => "a code in quotation marks, `\"pack:code\"`",
        Scalar::Hs => "a tariff heading in quotation marks, e.g. `\"8542.31\"`",
        Scalar::Text => "a text",
    }
}

/// The values of a set as symbols.
pub(super) fn symbols<'v>(value: &'v Value) -> Vec<&'v Symbol> {
    let one = |value: &'v Value| match value {
        Value::Symbol(symbol) => Some(symbol),
        _ => None,
    };
    match value {
        Value::Set(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}
