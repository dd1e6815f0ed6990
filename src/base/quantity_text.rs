//! Quantities as people write them: `34`, `>= 34`, `30 .. 40 GHz`, `12 %`, `12_000_000 JPY`. Not sums: those belong to conditions.

use super::exact::Exact;
use super::interval::{Bound, Interval};
use super::unit::{Currency, Unit};

/// A quantity split into its numbers and the text of its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// The numbers as written, not yet in base units.
    pub range: Interval,
    /// The unit as written.
    pub unit: Option<&'a str>,
}

/// In what a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum In {
    /// A bare number.
    Nothing,
    /// A unit of measure.
    Unit(Unit),
    /// A currency.
    Currency(Currency),
}

/// Why a text is not a quantity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadQuantity {
    /// There is no number where one must be.
    #[error("`{0}` is not a number")]
    NotANumber(Box<str>),
    /// A unit that nobody writes so.
    #[error("no unit is called `{0}`")]
    UnknownUnit(Box<str>),
    /// The ends of a range in two units.
    #[error("the ends of a range are written in one unit, not `{0}` and `{1}`")]
    TwoUnits(Box<str>, Box<str>),
    /// The lower end lies above the upper one.
    #[error("no number lies in the range `{0}`")]
    EmptyRange(Box<str>),
    /// `~`, `about`: how near is not said.
    #[error("`{0}` does not say how near it is")]
    About(Box<str>),
}

/// Splits `text`; whether its unit exists is not asked.
///
/// # Errors
/// What is not a number, or a range in which no number lies.
pub fn written(text: &str) -> Result<Written<'_>, BadQuantity> {
    let text = text.trim();
    if text.starts_with(['~', '≈', '≃']) || text.starts_with("about ") {
        return Err(BadQuantity::About(text.into()));
    }
    for (sign, bounds) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            let (number, unit) = number_and_unit(rest)?;
            return Ok(Written { range: bounds(number), unit });
        }
    }
    let Some((low, high)) = text.split_once("..") else {
        let (number, unit) = number_and_unit(text)?;
        return Ok(Written { range: Interval::exactly(number), unit });
    };
    let (low, low_unit) = number_and_unit(low)?;
    let (high, unit) = number_and_unit(high)?;
    if let Some(low_unit) = low_unit
        && Some(low_unit) != unit
    {
        return Err(BadQuantity::TwoUnits(low_unit.into(), unit.unwrap_or("none").into()));
    }
    let range = Interval { low: Bound::At(low), high: Bound::At(high) };
    if range.is_empty() {
        Err(BadQuantity::EmptyRange(text.into()))
    } else {
        Ok(Written { range, unit })
    }
}

/// Reads `text`: an interval in base units (or units of its currency), and in what it counts.
///
/// ```
/// use sekisho::base::{Exact, In, Interval, quantity};
/// let (range, unit) = quantity("3 GHz").unwrap();
/// assert_eq!(range, Interval::exactly(Exact::from(3_000_000_000)));
/// assert!(matches!(unit, In::Unit(_)));
/// assert!(matches!(quantity("12_000_000 JPY").unwrap().1, In::Currency(_)));
/// ```
///
/// # Errors
/// What is not a number, a range in which no number lies, or a unit that nobody writes so.
pub fn quantity(text: &str) -> Result<(Interval, In), BadQuantity> {
    let written = written(text)?;
    let Some(name) = written.unit else { return Ok((written.range, In::Nothing)) };
    if let Some(unit) = Unit::parse(name) {
        return Ok((written.range.in_base(&unit), In::Unit(unit)));
    }
    match Currency::parse(name) {
        Some(currency) => Ok((written.range, In::Currency(currency))),
        None => Err(BadQuantity::UnknownUnit(name.into())),
    }
}

impl Interval {
    /// Numbers written in `unit`, in base units.
    #[must_use]
    pub fn in_base(&self, unit: &Unit) -> Self {
        let convert = |bound: &Bound| match bound {
            Bound::Open => Bound::Open,
            Bound::At(value) => Bound::At(unit.to_base(value)),
            Bound::Beyond(value) => Bound::Beyond(unit.to_base(value)),
        };
        Self { low: convert(&self.low), high: convert(&self.high) }
    }
}

fn number_and_unit(text: &str) -> Result<(Exact, Option<&str>), BadQuantity> {
    let text = text.trim();
    let (number, unit) = match text.split_once(char::is_whitespace) {
        Some((number, unit)) => (number, Some(unit.trim())),
        None => match text.strip_suffix('%') {
            Some(number) => (number, Some("%")),
            None => (text, None),
        },
    };
    match number.parse() {
        Ok(value) if !number.contains('/') => Ok((value, unit)),
        _ => Err(BadQuantity::NotANumber(text.into())),
    }
}

/// The values that a sign allows beside a number.
type Bounds = fn(Exact) -> Interval;

const SIGNS: [(&str, Bounds); 6] = [
    (">=", Interval::at_least),
    ("≥", Interval::at_least),
    ("<=", |value| Interval { low: Bound::Open, high: Bound::At(value) }),
    ("≤", |value| Interval { low: Bound::Open, high: Bound::At(value) }),
    (">", |value| Interval { low: Bound::Beyond(value), high: Bound::Open }),
    ("<", |value| Interval { low: Bound::Open, high: Bound::Beyond(value) }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let at = |n: i64| Bound::At(Exact::from(n));
        for (text, low, high, unit) in [
            ("34", at(34), at(34), None),
            (" 12_000_000 JPY ", at(12_000_000), at(12_000_000), Some("JPY")),
            (">= 34", at(34), Bound::Open, None),
            (">34 GHz", Bound::Beyond(Exact::from(34)), Bound::Open, Some("GHz")),
            ("<= 5 kg", Bound::Open, at(5), Some("kg")),
            ("30 .. 40 GHz", at(30), at(40), Some("GHz")),
            ("30 GHz .. 40 GHz", at(30), at(40), Some("GHz")),
            ("12%", at(12), at(12), Some("%")),
            ("-40 degC", at(-40), at(-40), Some("degC")),
        ] {
            assert_eq!(
                written(text),
                Ok(Written { range: Interval { low, high }, unit }),
                "{text}"
            );
        }
        assert_eq!(quantity("5e-5").unwrap().0, Interval::exactly("0.00005".parse().unwrap()));
    }

    #[test]
    fn refuses_what_is_no_quantity() {
        for (text, message) in [
            ("many", "`many` is not a number"),
            ("", "`` is not a number"),
            ("1/3", "`1/3` is not a number"),
            ("3GHz", "`3GHz` is not a number"),
            ("~ 40", "`~ 40` does not say how near it is"),
            ("40 .. 30", "no number lies in the range `40 .. 30`"),
            ("3 furlong", "no unit is called `furlong`"),
            ("3 m .. 4 kg", "the ends of a range are written in one unit, not `m` and `kg`"),
        ] {
            assert_eq!(quantity(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
