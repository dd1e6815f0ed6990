//! A typed condition back as text, in one spelling: what is printed reads back as the same tree.

use super::tree::{Cond, Element, Op, Path, Quant, Subject, Sum};
use crate::base::{CodeRef, Measure, Symbol, Unit};
use std::fmt::{self, Display, Formatter};

impl Display for Cond {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, " and "),
            Self::Or(parts) => joined(f, parts, " or "),
            Self::Not(inner) => negated(f, inner),
            Self::Quantified { quant, noun, body } => {
                write!(f, "{quant} {} satisfies ({body})", noun.noun())
            }
            Self::Elements { quant, path, set } => {
                write!(f, "{quant} {path} ")?;
                member(f, set, "")
            }
            Self::Compare { left, op, right } => write!(f, "{left} {op} {right}"),
            Self::Truth(path) => write!(f, "{path}"),
            Self::In { path, set } => {
                write!(f, "{path} ")?;
                member(f, set, "")
            }
            Self::Meets { item, codes } => write!(f, "{} meets {}", item.noun(), References(codes)),
            Self::Listed { who, lists, with } => listed(f, who, "", lists, with),
            Self::Reached(of) => write!(f, "reached in {}", References(of)),
            Self::Reason { item, reasons } => reason(f, item, "", reasons),
            Self::Controls { quant, of } => write!(f, "{quant} control in {}", References(of)),
            Self::Eligible => f.write_str("eligible"),
            Self::Unlisted(item) => write!(f, "{}.unlisted", item.noun()),
            Self::NeedsLicence(item) => write!(f, "{}.needs_licence", item.noun()),
            Self::Covers => f.write_str("licence.covers"),
        }
    }
}

/// The parts of a list of conditions; one that is itself such a list stands in parentheses.
fn joined(f: &mut Formatter<'_>, parts: &[Cond], word: &str) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(word)?;
        }
        match part {
            Cond::And(_) | Cond::Or(_) => write!(f, "({part})")?,
            part => write!(f, "{part}")?,
        }
    }
    Ok(())
}

fn negated(f: &mut Formatter<'_>, inner: &Cond) -> fmt::Result {
    match inner {
        Cond::And(_) | Cond::Or(_) | Cond::Not(_) => write!(f, "not ({inner})"),
        Cond::In { path, set } => {
            write!(f, "{path} ")?;
            member(f, set, "not ")
        }
        Cond::Reason { item, reasons } => reason(f, item, "not ", reasons),
        Cond::Listed { who, lists, with } => listed(f, who, "not ", lists, with),
        Cond::Reached(of) => write!(f, "reached not in {}", References(of)),
        _ => write!(f, "not {inner}"),
    }
}

/// `is x` for one name, text or place; `in …` for the rest.
fn member(f: &mut Formatter<'_>, set: &[Element], not: &str) -> fmt::Result {
    match set {
        [
            one @ (Element::Symbol(_) | Element::Place(_) | Element::PlaceOf(_) | Element::Text(_)),
        ] => {
            write!(f, "is {not}{one}")
        }
        [one] => write!(f, "{not}in {one}"),
        several => {
            write!(f, "{not}in [")?;
            commas(f, several)?;
            f.write_str("]")
        }
    }
}

fn commas<T: Display>(f: &mut Formatter<'_>, all: &[T]) -> fmt::Result {
    for (n, one) in all.iter().enumerate() {
        write!(f, "{}{one}", if n > 0 { ", " } else { "" })?;
    }
    Ok(())
}

fn reason(f: &mut Formatter<'_>, item: &Subject, not: &str, reasons: &[Symbol]) -> fmt::Result {
    write!(f, "{}.reason ", item.noun())?;
    match reasons {
        [one] => write!(f, "is {not}{one}"),
        several => {
            write!(f, "{not}in [")?;
            commas(f, several)?;
            f.write_str("]")
        }
    }
}

fn listed(
    f: &mut Formatter<'_>,
    who: &Subject,
    not: &str,
    lists: &[Symbol],
    with: &[(Symbol, Box<str>)],
) -> fmt::Result {
    write!(f, "{} is {not}listed on ", who.noun())?;
    match lists {
        [one] => write!(f, "{one}")?,
        several => {
            f.write_str("[")?;
            commas(f, several)?;
            f.write_str("]")?;
        }
    }
    for (n, (key, value)) in with.iter().enumerate() {
        write!(f, "{} {key} = {value}", if n == 0 { " with" } else { "," })?;
    }
    Ok(())
}

/// Codes of one pack: `pack:code`, `pack:[code, code]`. The language has no spelling for codes of two packs after
/// `meets`; the parser never makes them.
struct References<'a>(&'a [CodeRef]);

impl Display for References<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            [one] => write!(f, "{one}"),
            [first, rest @ ..] if rest.iter().all(|other| other.pack == first.pack) => {
                write!(f, "{}:[{}", first.pack, first.code)?;
                for other in rest {
                    write!(f, ", {}", other.code)?;
                }
                f.write_str("]")
            }
            several => {
                f.write_str("[")?;
                commas(f, several)?;
                f.write_str("]")
            }
        }
    }
}

impl Display for Sum {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { value, measure, unit } => match (measure, unit) {
                (Measure::Money(currency), _) => write!(f, "{value} {currency}"),
                (_, Some(unit)) => {
                    let written = Unit::parse(unit).map(|unit| unit.from_base(value));
                    write!(f, "{} {unit}", written.as_ref().unwrap_or(value))
                }
                (_, None) => write!(f, "{value}"),
            },
            Self::Date(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Path(path) => write!(f, "{path}"),
            Self::Limit => f.write_str("limit"),
            Self::Add(left, right) => write!(f, "{left} + {}", Side(right, Self::is_sum)),
            Self::Sub(left, right) => write!(f, "{left} - {}", Side(right, Self::is_sum)),
            Self::Mul(left, right) => {
                write!(f, "{} * {}", Side(left, Self::is_sum), Side(right, Self::is_arithmetic))
            }
            Self::Div(left, right) => {
                write!(f, "{} / {}", Side(left, Self::is_sum), Side(right, Self::is_arithmetic))
            }
            Self::Total { path, filter } => {
                write!(f, "sum of {path}")?;
                filtered(f, filter.as_deref())
            }
            Self::Count { noun, filter } => {
                write!(f, "count of {}", noun.noun())?;
                filtered(f, filter.as_deref())
            }
        }
    }
}

/// One side of a sign, in parentheses where it binds more loosely.
struct Side<'a>(&'a Sum, fn(&Sum) -> bool);

impl Display for Side<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if (self.1)(self.0) { write!(f, "({})", self.0) } else { write!(f, "{}", self.0) }
    }
}

impl Sum {
    fn is_sum(&self) -> bool {
        matches!(self, Self::Add(..) | Self::Sub(..))
    }

    fn is_arithmetic(&self) -> bool {
        matches!(self, Self::Add(..) | Self::Sub(..) | Self::Mul(..) | Self::Div(..))
    }
}

fn filtered(f: &mut Formatter<'_>, filter: Option<&Cond>) -> fmt::Result {
    match filter {
        Some(filter) => write!(f, " where ({filter})"),
        None => Ok(()),
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let fact = self.fact.as_str();
        match (&self.subject, fact.split_once('.')) {
            (Subject::Act | Subject::Record(_), _) | (_, None) => f.write_str(fact),
            (subject, Some((_, rest))) => write!(f, "{}.{rest}", subject.noun()),
        }
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(code) | Self::Code(code) => write!(f, "{code}"),
            Self::Symbol(symbol) => write!(f, "{symbol}"),
            Self::Place(place) => write!(f, "{place}"),
            Self::PlaceOf(path) => write!(f, "{path}"),
            Self::Hs(hs) => write!(f, "{hs}"),
            Self::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

impl Display for Quant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "any",
            Self::Every => "every",
            Self::No => "no",
        })
    }
}

impl Display for Op {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::AtLeast => ">=",
            Self::More => ">",
        })
    }
}
