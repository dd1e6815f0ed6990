//! Numbers, shares and amounts: exact, with their unit, in their range.

use super::Check;
use crate::base::{
    BadQuantity, Bound, Currency, Dimension, Exact, Interval, Unit, Written, written,
};
use crate::condition::FactDecl;
use crate::diag::{Code, Span};
use crate::syntax::{Node, Value as Raw};
use crate::transfer::case::Value;

/// Units of what can be below zero; every other quantity cannot.
const SIGNED: [&str; 7] = ["dB", "dBm", "dBi", "dBc", "deg", "V", "A"];

impl Check<'_> {
    pub(super) fn number(
        &mut self,
        decl: &FactDecl,
        dimension: Dimension,
        node: &Node<'_>,
    ) -> Option<Value> {
        let name = decl.name.as_str();
        let written = self.written(name, node)?;
        let range = match (written.unit, &decl.unit) {
            (None, None) => written.range,
            (None, Some(unit)) => {
                let symbol = &unit.symbol;
                self.fault(
                    node.span,
                    Code::BadUnit,
                    format_args!("`{name}` is stated without a unit"),
                )
                .help(format_args!("state the unit, e.g. `\"{} {symbol}\"`", show(node)));
                return None;
            }
            (Some(symbol), Some(unit)) if symbol == &*unit.symbol => written.range.in_base(unit),
            (Some(symbol), _) => {
                let unit = self.unit(symbol, decl, node.span)?;
                if unit.dimension != dimension {
                    let message = format!("`{name}` is not measured in `{symbol}`");
                    let help = match &decl.unit {
                        Some(unit) => {
                            format!("state it in `{}` or a unit of the same kind", unit.symbol)
                        }
                        None => "write the number alone".to_owned(),
                    };
                    self.fault(node.span, Code::BadUnit, message).help(help);
                    return None;
                }
                written.range.in_base(&unit)
            }
        };
        let signed = || {
            SIGNED
                .iter()
                .filter_map(|symbol| Unit::parse(symbol))
                .any(|unit| unit.dimension == dimension)
        };
        if negative(&range) && !signed() {
            self.below_zero(name, node.span);
            return None;
        }
        Some(Value::Number(range))
    }

    pub(super) fn share(&mut self, decl: &FactDecl, node: &Node<'_>) -> Option<Value> {
        let name = decl.name.as_str();
        let written = self.written(name, node)?;
        let percent = Unit::parse("%")?;
        match written.unit {
            Some("%") => {}
            None => {
                self.fault(
                    node.span,
                    Code::BadUnit,
                    format_args!("`{name}` is a share and is stated in percent"),
                )
                .help(format_args!("write `\"{} %\"`", in_percent(&written)));
                return None;
            }
            Some(unit) => {
                self.fault(
                    node.span,
                    Code::BadUnit,
                    format_args!("`{name}` is a share and is not measured in `{unit}`"),
                )
                .help("write percent, e.g. `\"12 %\"`");
                return None;
            }
        }
        let range = written.range.in_base(&percent);
        if negative(&range) {
            self.below_zero(name, node.span);
            return None;
        }
        let whole = Exact::from(1);
        let over = |bound: &Bound| matches!(bound, Bound::At(v) | Bound::Beyond(v) if *v > whole);
        if over(&range.low) || over(&range.high) {
            self.fault(node.span, Code::BadNumber, format_args!("`{name}` is more than the whole"))
                .help("write at most `\"100 %\"`");
            return None;
        }
        Some(Value::Number(range))
    }

    pub(super) fn money(&mut self, name: &str, node: &Node<'_>) -> Option<(Interval, Currency)> {
        let written = self.written(name, node)?;
        let Some(code) = written.unit else {
            self.fault(
                node.span,
                Code::BadUnit,
                format_args!("`{name}` is stated without a currency"),
            )
            .help(format_args!(
                "state the currency by its ISO 4217 code, e.g. `\"{} USD\"`",
                show(node)
            ));
            return None;
        };
        let Some(currency) = Currency::parse(code) else {
            self.fault(node.span, Code::BadUnit, format_args!("`{code}` is not a currency"))
                .help("write the three capital letters of ISO 4217, e.g. `USD`");
            return None;
        };
        if negative(&written.range) {
            self.below_zero(name, node.span);
            return None;
        }
        Some((written.range, currency))
    }

    /// One positive number without unit.
    pub(super) fn positive(&mut self, name: &str, node: &Node<'_>) -> Option<Exact> {
        let written = self.written(name, node)?;
        match (written.range.single(), written.unit) {
            (Some(value), None) if !value.is_negative() && !value.is_zero() => Some(value.clone()),
            _ => {
                self.fault(
                    node.span,
                    Code::BadNumber,
                    format_args!("`{name}` is one number above zero"),
                )
                .help("write e.g. `\"0.0067\"`");
                None
            }
        }
    }

    /// The numbers of a value, as written.
    fn written<'t>(&mut self, name: &str, node: &'t Node<'_>) -> Option<Written<'t>> {
        let text = match &node.value {
            Raw::Number(digits) => digits,
            Raw::Text(text) => text,
            Raw::Null => return None,
            _ => {
                self.wrong(node, name, "a number, or a quantity in quotation marks");
                return None;
            }
        };
        match written(text) {
            Ok(written) => Some(written),
            Err(error) => {
                let help = match &error {
                    BadQuantity::About(_) => "state bounds, e.g. `\"30 .. 40\"`".to_owned(),
                    BadQuantity::EmptyRange(_) => {
                        "write the lower end first, e.g. `\"30 .. 40\"`".to_owned()
                    }
                    BadQuantity::TwoUnits(..) => {
                        "write the unit once, after the upper end".to_owned()
                    }
                    _ => {
                        "write e.g. `34`, `\"3 GHz\"`, `\">= 34\"` or `\"30 .. 40 GHz\"`".to_owned()
                    }
                };
                self.fault(node.span, Code::BadNumber, format_args!("`{name}`: {error}"))
                    .help(help);
                None
            }
        }
    }

    fn unit(&mut self, symbol: &str, decl: &FactDecl, span: Span) -> Option<Unit> {
        let unit = Unit::parse(symbol);
        if unit.is_none() {
            let name = &decl.name;
            let help = match &decl.unit {
                Some(unit) => format!("state it in `{}` or a unit of the same kind", unit.symbol),
                None => format!("`{name}` has no unit; write the number alone"),
            };
            self.fault(span, Code::BadUnit, format_args!("no unit is called `{symbol}`"))
                .help(help);
        }
        unit
    }

    fn below_zero(&mut self, name: &str, span: Span) {
        self.fault(span, Code::BadNumber, format_args!("`{name}` cannot be below zero"))
            .help("state zero or more");
    }
}

fn negative(range: &Interval) -> bool {
    let below = |bound: &Bound| matches!(bound, Bound::At(v) | Bound::Beyond(v) if v.is_negative());
    below(&range.low) || below(&range.high)
}

fn show<'t>(node: &'t Node<'_>) -> &'t str {
    match &node.value {
        Raw::Number(text) | Raw::Text(text) => text,
        _ => "",
    }
}

/// What the person most likely meant by a share without a sign: `0.12` and `12` are both twelve percent.
fn in_percent(written: &Written<'_>) -> Exact {
    match written.range.single() {
        Some(value) if *value < Exact::from(1) => value.mul(&Exact::from(100)),
        Some(value) => value.clone(),
        None => Exact::from(12),
    }
}
