//! Units of measure and currencies. Conversions are exact; decibels are dimensions of their own.

use super::exact::Exact;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Powers of the base quantities, in the order of `BASES`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Dimension([i8; BASES.len()]);

/// The base quantities, each by the unit in which its numbers are held.
const BASES: [&str; 17] = [
    "m", "kg", "s", "A", "K", "mol", "cd", "bit", "op", "WT", "dB", "dBm", "dBc", "deg", "Gy",
    "rpm", "dBi",
];

/// A unit by its dimension, with `base = written * factor + offset`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// As people write it: `GHz`, `GB/s/mm2`, `%`.
    pub symbol: Box<str>,
    /// What it measures.
    pub dimension: Dimension,
    factor: Exact,
    offset: Exact,
}

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

/// What kind of number a number is; only like kinds compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// A number in base units of this dimension.
    Plain(Dimension),
    /// An amount of this currency.
    Money(Currency),
    /// Days counted from a fixed day.
    Date,
}

/// A unit that stands by itself: name, numerator and denominator of the factor, powers, and whether metric prefixes go with it.
struct Atom {
    name: &'static str,
    factor: (i128, i128),
    powers: &'static [(&'static str, i8)],
    prefixes: bool,
}

const fn atom(
    name: &'static str,
    factor: (i128, i128),
    powers: &'static [(&'static str, i8)],
    prefixes: bool,
) -> Atom {
    Atom { name, factor, powers, prefixes }
}

const ATOMS: &[Atom] = &[
    atom("m", (1, 1), &[("m", 1)], true),
    atom("g", (1, 1000), &[("kg", 1)], true),
    atom("t", (1000, 1), &[("kg", 1)], false),
    atom("s", (1, 1), &[("s", 1)], true),
    atom("min", (60, 1), &[("s", 1)], false),
    atom("h", (3600, 1), &[("s", 1)], false),
    atom("day", (86_400, 1), &[("s", 1)], false),
    atom("days", (86_400, 1), &[("s", 1)], false),
    atom("years", (31_557_600, 1), &[("s", 1)], false),
    atom("A", (1, 1), &[("A", 1)], true),
    atom("K", (1, 1), &[("K", 1)], true),
    atom("mol", (1, 1), &[("mol", 1)], true),
    atom("cd", (1, 1), &[("cd", 1)], true),
    atom("Hz", (1, 1), &[("s", -1)], true),
    atom("N", (1, 1), &[("kg", 1), ("m", 1), ("s", -2)], true),
    atom("Pa", (1, 1), &[("kg", 1), ("m", -1), ("s", -2)], true),
    atom("bar", (100_000, 1), &[("kg", 1), ("m", -1), ("s", -2)], false),
    atom("J", (1, 1), &[("kg", 1), ("m", 2), ("s", -2)], true),
    atom("eV", (1_602_176_634, 10_i128.pow(28)), &[("kg", 1), ("m", 2), ("s", -2)], true),
    atom("W", (1, 1), &[("kg", 1), ("m", 2), ("s", -3)], true),
    atom("Wh", (3600, 1), &[("kg", 1), ("m", 2), ("s", -2)], true),
    atom("V", (1, 1), &[("kg", 1), ("m", 2), ("s", -3), ("A", -1)], true),
    atom("ohm", (1, 1), &[("kg", 1), ("m", 2), ("s", -3), ("A", -2)], true),
    atom("F", (1, 1), &[("kg", -1), ("m", -2), ("s", 4), ("A", 2)], true),
    atom("H", (1, 1), &[("kg", 1), ("m", 2), ("s", -2), ("A", -2)], true),
    atom("C", (1, 1), &[("A", 1), ("s", 1)], true),
    atom("Bq", (1, 1), &[("s", -1)], true),
    // standard gravity; `g` is the gram
    atom("gn", (980_665, 100_000), &[("m", 1), ("s", -2)], true),
    atom("T", (1, 1), &[("kg", 1), ("s", -2), ("A", -1)], true),
    atom("l", (1, 1000), &[("m", 3)], true),
    atom("bit", (1, 1), &[("bit", 1)], true),
    atom("b", (1, 1), &[("bit", 1)], true),
    atom("B", (8, 1), &[("bit", 1)], true),
    atom("op", (1, 1), &[("op", 1)], true),
    atom("WT", (1, 1), &[("WT", 1)], false),
    atom("dB", (1, 1), &[("dB", 1)], false),
    atom("dBm", (1, 1), &[("dBm", 1)], false),
    atom("dBi", (1, 1), &[("dBi", 1)], false),
    atom("dBc", (1, 1), &[("dBc", 1)], false),
    atom("deg", (1, 1), &[("deg", 1)], false),
    atom("arcmin", (1, 60), &[("deg", 1)], false),
    atom("arcsec", (1, 3600), &[("deg", 1)], false),
    atom("Gy", (1, 1), &[("Gy", 1)], true),
    atom("rpm", (1, 1), &[("rpm", 1)], false),
    atom("ppm", (1, 1_000_000), &[], false),
];

const PREFIXES: [(&str, i32); 12] = [
    ("f", -15),
    ("p", -12),
    ("n", -9),
    ("u", -6),
    ("m", -3),
    ("c", -2),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
    ("E", 18),
];

impl Dimension {
    /// A bare number.
    pub const NONE: Self = Self([0; BASES.len()]);

    /// The dimension of a product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        self.zip(other, i8::saturating_add)
    }

    /// The dimension of a quotient.
    #[must_use]
    pub fn per(self, other: Self) -> Self {
        self.zip(other, i8::saturating_sub)
    }

    fn zip(self, other: Self, f: fn(i8, i8) -> i8) -> Self {
        let mut out = self;
        for (mine, theirs) in out.0.iter_mut().zip(other.0) {
            *mine = f(*mine, theirs);
        }
        out
    }
}

impl fmt::Display for Dimension {
    /// `m kg s-2`, or `1` for a bare number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (base, power) in BASES.iter().zip(self.0) {
            if power == 0 {
                continue;
            }
            let gap = if first { "" } else { " " };
            if power == 1 {
                write!(f, "{gap}{base}")?;
            } else {
                write!(f, "{gap}{base}{power}")?;
            }
            first = false;
        }
        if first { f.write_str("1") } else { Ok(()) }
    }
}

impl Unit {
    /// The unit of this name: `GHz`, `mm2`, `GB/s/mm2`, `/cm3`, `%`, `degC`. `None` where nobody writes it so.
    ///
    /// ```
    /// use sekisho::base::{Exact, Unit};
    /// let unit = Unit::parse("GHz").unwrap();
    /// assert_eq!(unit.to_base(&Exact::from(3)), Exact::from(3_000_000_000));
    /// assert_eq!(unit.dimension, Unit::parse("MHz").unwrap().dimension);
    /// ```
    #[must_use]
    pub fn parse(symbol: &str) -> Option<Self> {
        let zero = Exact::from(0);
        let plain = |dimension, factor, offset| {
            Some(Self { symbol: symbol.into(), dimension, factor, offset })
        };
        match symbol {
            "%" => return plain(Dimension::NONE, Exact::ratio(1, 100)?, zero),
            "degC" => return plain(power("K", 1), Exact::from(1), Exact::ratio(27_315, 100)?),
            _ => {}
        }
        let mut dimension = Dimension::NONE;
        let mut factor = Exact::from(1);
        for (place, part) in symbol.split('/').enumerate() {
            if part.is_empty() && place == 0 {
                continue;
            }
            let (part_dimension, part_factor) = part_of(part)?;
            if place == 0 {
                dimension = dimension.times(part_dimension);
                factor = factor.mul(&part_factor);
            } else {
                dimension = dimension.per(part_dimension);
                factor = factor.div(&part_factor)?;
            }
        }
        (dimension != Dimension::NONE || symbol == "ppm").then_some(Self {
            symbol: symbol.into(),
            dimension,
            factor,
            offset: zero,
        })
    }

    /// A written number in base units.
    #[must_use]
    pub fn to_base(&self, written: &Exact) -> Exact {
        let scaled = written.mul(&self.factor);
        if self.offset.is_zero() { scaled } else { scaled.add(&self.offset) }
    }

    /// A number in base units as it would be written in this unit.
    #[must_use]
    pub fn from_base(&self, base: &Exact) -> Exact {
        base.sub(&self.offset).div(&self.factor).unwrap_or_else(|| base.clone())
    }
}

/// `mm2` as dimension and factor.
fn part_of(part: &str) -> Option<(Dimension, Exact)> {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let times = match part.strip_prefix(name)? {
        "" => 1,
        digits if digits.len() == 1 => digits.parse::<u8>().ok().filter(|n| (2..=9).contains(n))?,
        _ => return None,
    };
    let (one_dimension, one_factor) = lookup(name)?;
    let (mut dimension, mut factor) = (one_dimension, one_factor.clone());
    for _ in 1..times {
        dimension = dimension.times(one_dimension);
        factor = factor.mul(&one_factor);
    }
    Some((dimension, factor))
}

fn lookup(name: &str) -> Option<(Dimension, Exact)> {
    let plain = |atom: &Atom, exponent: i32| {
        let dimension =
            atom.powers.iter().fold(Dimension::NONE, |sum, (base, n)| sum.times(power(base, *n)));
        Some((
            dimension,
            Exact::ratio(atom.factor.0, atom.factor.1)?.mul(&Exact::power_of_ten(exponent)),
        ))
    };
    if let Some(atom) = ATOMS.iter().find(|atom| atom.name == name) {
        return plain(atom, 0);
    }
    PREFIXES.iter().find_map(|(prefix, exponent)| {
        let rest = name.strip_prefix(prefix)?;
        let atom = ATOMS.iter().find(|atom| atom.prefixes && atom.name == rest)?;
        plain(atom, *exponent)
    })
}

fn power(base: &str, n: i8) -> Dimension {
    let mut dimension = Dimension::NONE;
    for (slot, name) in dimension.0.iter_mut().zip(BASES) {
        if name == base {
            *slot = n;
        }
    }
    dimension
}

impl Currency {
    /// Three capital letters.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_convert_exactly() {
        let base = |n: i64, unit: &str| Unit::parse(unit).unwrap().to_base(&Exact::from(n));
        assert_eq!(base(1, "years"), base(31_557_600, "s"));
        assert_eq!(base(1, "GB/s"), base(8_000_000_000, "bit/s"));
        assert_eq!(base(0, "degC").to_string(), "273.15");
        assert_eq!(base(1, "/cm3"), base(1_000_000, "/m3"));
        assert_eq!(base(50, "%").to_string(), "0.5");
        let unit = Unit::parse("degC").unwrap();
        assert_eq!(unit.from_base(&unit.to_base(&Exact::from(-40))), Exact::from(-40));
    }

    #[test]
    fn decibels_are_not_bare_numbers() {
        let dimension = |unit: &str| Unit::parse(unit).unwrap().dimension;
        assert_ne!(dimension("dB"), dimension("%"));
        assert_ne!(dimension("dB"), dimension("dBm"));
        assert_eq!(dimension("W"), dimension("J/s"));
    }

    #[test]
    fn unknown_units_are_unknown() {
        for text in ["", "furlong", "GHzz", "m1", "m/", "kmin", "1/s", "mm0", "A002"] {
            assert!(Unit::parse(text).is_none(), "{text}");
        }
    }
}
