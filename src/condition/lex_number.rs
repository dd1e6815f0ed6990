//! Numbers with their units, and days.

use super::ast::Literal;
use super::lex::{Fault, KEYWORDS, Lexer, Tok, Token};
use super::lex_shape::{is_word_character, number_length, unit_length};
use crate::base::{Currency, Day, Dimension, Exact, Measure, Unit};
use crate::diag::{Code, Span};

/// More digits than any law writes; beyond it arithmetic would still be exact, but the number is a mistake.
const DIGITS: usize = 28;

impl<'a> Lexer<'a> {
    pub(super) fn date(&mut self) -> bool {
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

    pub(super) fn number(&mut self) {
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
    pub(super) fn unit(&mut self) -> Option<(&'a str, Span)> {
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
}
