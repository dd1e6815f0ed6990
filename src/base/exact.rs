//! Exact numbers. Not floating point, and not `rust_decimal` arithmetic, which rounds without a word.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// An exact rational number of any size.
///
/// ```
/// use sekisho::base::Exact;
/// let tiny: Exact = "1e-11".parse().unwrap();
/// let tinier: Exact = "1e-18".parse().unwrap();
/// assert!(tiny.mul(&tinier) > Exact::from(0));
/// assert_eq!("4_800".parse::<Exact>().unwrap(), Exact::from(4800));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

#[derive(Clone)]
enum Repr {
    /// The usual case. A number that fits here is never held as `Big`, so equality is by value.
    Small(Ratio<i128>),
    Big(Box<BigRational>),
}

/// Text that is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct NotANumber;

/// The largest power of ten that a written exponent may ask for; beyond it a text is a mistake, not a quantity.
const EXPONENT: u32 = 400;

impl Exact {
    /// `numerator / denominator`; `None` when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => None,
            1 => Some(Self(Repr::Small(Ratio::from_integer(numerator)))),
            _ => Some(Self::big(BigRational::new(numerator.into(), denominator.into()))),
        }
    }

    /// Ten to the power of `exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Self {
        if let Some(value) = decimal(1, exponent) {
            return value;
        }
        let size = BigInt::from(10).pow(exponent.unsigned_abs().min(EXPONENT));
        if exponent < 0 {
            Self::big(BigRational::new(1.into(), size))
        } else {
            Self::big(size.into())
        }
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        self.combine(other, CheckedAdd::checked_add, |a, b| a + b)
    }

    /// The difference.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        self.combine(other, CheckedSub::checked_sub, |a, b| a - b)
    }

    /// The product.
    #[must_use]
    pub fn mul(&self, other: &Self) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && a.is_integer()
            && b.is_integer()
            && let Some(product) = a.numer().checked_mul(b.numer())
        {
            return Self(Repr::Small(Ratio::from_integer(product)));
        }
        self.combine(other, CheckedMul::checked_mul, |a, b| a * b)
    }

    /// The quotient; `None` when `other` is zero.
    #[must_use]
    pub fn div(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| self.combine(other, CheckedDiv::checked_div, |a, b| a / b))
    }

    /// The same number in the form that is compared at once, where it fits.
    #[must_use]
    pub fn tiny(&self) -> Option<Tiny> {
        let Repr::Small(small) = &self.0 else { return None };
        let (numer, denom) =
            (i64::try_from(*small.numer()).ok()?, i64::try_from(*small.denom()).ok()?);
        Some(Tiny { numer, denom })
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_zero(),
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_negative(),
            Repr::Big(big) => big.is_negative(),
        }
    }

    /// The value as a decimal that people read, where one of at most 28 digits is exact.
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        let Repr::Small(small) = &self.0 else { return None };
        let (mut numerator, mut denominator) = (*small.numer(), *small.denom());
        let mut scale = 0_u32;
        while denominator != 1 {
            if scale == 28 {
                return None;
            }
            let factor = if denominator % 10 == 0 {
                denominator /= 10;
                1
            } else if denominator % 2 == 0 {
                denominator /= 2;
                5
            } else if denominator % 5 == 0 {
                denominator /= 5;
                2
            } else {
                return None;
            };
            numerator = numerator.checked_mul(factor)?;
            scale = scale.checked_add(1)?;
        }
        Decimal::try_from_i128_with_scale(numerator, scale).ok().map(|d| d.normalize())
    }

    fn combine(
        &self,
        other: &Self,
        small: fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(sum) = small(a, b)
        {
            return Self(Repr::Small(sum));
        }
        Self::big(big(self.to_big(), other.to_big()))
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(small) => {
                BigRational::new((*small.numer()).into(), (*small.denom()).into())
            }
            Repr::Big(big) => (**big).clone(),
        }
    }

    fn big(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(numerator), Some(denominator)) => {
                Self(Repr::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Self(Repr::Big(Box::new(value))),
        }
    }
}

/// A number that is compared at once: whole over whole, both of at most 63 bits, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiny {
    numer: i64,
    denom: i64,
}

impl Ord for Tiny {
    fn cmp(&self, other: &Self) -> Ordering {
        // products of halves cannot overflow
        let cross = |a: i64, b: i64| i128::from(a).wrapping_mul(i128::from(b));
        cross(self.numer, other.denom).cmp(&cross(other.numer, self.denom))
    }
}

impl PartialOrd for Tiny {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Repr::Small(Ratio::from_integer(value.into())))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        let exponent = i32::try_from(value.scale()).ok().and_then(i32::checked_neg);
        if let Some(small) = exponent.and_then(|exponent| decimal(value.mantissa(), exponent)) {
            return small;
        }
        Self::big(BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale())))
    }
}

impl FromStr for Exact {
    type Err = NotANumber;

    /// Reads `34`, `-0.5`, `1_000_000`, `5e-5` and, as this type prints them, fractions such as `1/3`.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let parse = |part: &str| part.parse::<BigInt>().map_err(|_| NotANumber);
            let (numerator, denominator) = (parse(numerator)?, parse(denominator)?);
            if denominator.is_zero() {
                return Err(NotANumber);
            }
            return Ok(Self::big(BigRational::new(numerator, denominator)));
        }
        if let Ok(integer) = text.parse::<i64>()
            && !text.starts_with('+')
        {
            return Ok(Self::from(integer));
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                (mantissa, exponent.parse::<i32>().map_err(|_| NotANumber)?)
            }
            None => (text, 0),
        };
        let digits = mantissa.strip_prefix('-').unwrap_or(mantissa);
        let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '_' || c == '.');
        if !well_formed || exponent.unsigned_abs() > EXPONENT {
            return Err(NotANumber);
        }
        if let Some(value) = decimal_text(mantissa, exponent) {
            return Ok(value);
        }
        let mantissa =
            Decimal::from_str_exact(&mantissa.replace('_', "")).map_err(|_| NotANumber)?;
        let value = Self::from(mantissa);
        Ok(if exponent == 0 { value } else { value.mul(&Self::power_of_ten(exponent)) })
    }
}

/// A well-formed decimal, where it fits the usual case.
fn decimal_text(text: &str, exponent: i32) -> Option<Exact> {
    let (mut mantissa, mut exponent, mut point) = (0_i128, exponent, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa =
                    mantissa.checked_mul(10)?.checked_add(i128::from(byte.wrapping_sub(b'0')))?;
                exponent = if point { exponent.checked_sub(1)? } else { exponent };
            }
            b'.' if point => return None,
            b'.' => point = true,
            _ => {}
        }
    }
    decimal(if text.starts_with('-') { mantissa.checked_neg()? } else { mantissa }, exponent)
}

/// `mantissa` times ten to the power of `exponent`, in lowest terms, where it fits the usual case.
fn decimal(mut mantissa: i128, exponent: i32) -> Option<Exact> {
    let mut size = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent >= 0 || mantissa == 0 {
        return Some(Exact(Repr::Small(Ratio::from_integer(mantissa.checked_mul(size)?))));
    }
    for prime in [2, 5] {
        while mantissa % prime == 0 && size % prime == 0 {
            mantissa /= prime;
            size /= prime;
        }
    }
    Some(Exact(Repr::Small(Ratio::new_raw(mantissa, size))))
}

impl PartialEq for Repr {
    /// By parts: both are in lowest terms, and a number that fits in `Small` is never `Big`.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            (Self::Big(a), Self::Big(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Repr {}

impl Hash for Repr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Small(small) => (small.numer(), small.denom()).hash(state),
            Self::Big(big) => (big.numer(), big.denom()).hash(state),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0) {
            if a.denom() == b.denom() {
                return a.numer().cmp(b.numer());
            }
            if let (Some(a), Some(b)) = (self.tiny(), other.tiny()) {
                return a.cmp(&b);
            }
            if let (Some(left), Some(right)) =
                (a.numer().checked_mul(b.denom()), b.numer().checked_mul(a.denom()))
            {
                return left.cmp(&right);
            }
        }
        self.to_big().cmp(&other.to_big())
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    /// A plain decimal where one is exact and short, else powers of ten, else a fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(short) = self.short() {
            return f.write_str(str::from_utf8(short.digits()).unwrap_or_default());
        }
        let value = self.to_big();
        let (mut numerator, mut denominator, mut exponent) =
            (value.numer().clone(), value.denom().clone(), 0_i32);
        let (ten, two, five) = (BigInt::from(10), BigInt::from(2), BigInt::from(5));
        while (&denominator % &two).is_zero() || (&denominator % &five).is_zero() {
            if (&denominator % &ten).is_zero() {
                denominator /= &ten;
            } else if (&denominator % &two).is_zero() {
                denominator /= &two;
                numerator *= &five;
            } else {
                denominator /= &five;
                numerator *= &two;
            }
            exponent = exponent.saturating_sub(1);
        }
        if denominator != BigInt::from(1) {
            return write!(f, "{}/{}", value.numer(), value.denom());
        }
        while !numerator.is_zero() && (&numerator % &ten).is_zero() {
            numerator /= &ten;
            exponent = exponent.saturating_add(1);
        }
        let (sign, digits) = match numerator.to_string() {
            text if text.starts_with('-') => ("-", text.trim_start_matches('-').to_owned()),
            text => ("", text),
        };
        let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
        let shift = i32::try_from(rest.len()).unwrap_or(0);
        let point = if rest.is_empty() || digits.len() > 28 { "" } else { "." };
        if digits.len() > 28 {
            return write!(f, "{}/{}", value.numer(), value.denom());
        }
        write!(f, "{sign}{first}{point}{rest}e{}", exponent.saturating_add(shift))
    }
}

/// The longest decimal that is printed plainly: a sign, fifteen digits, a point, and zeros before the first of them.
const SHORT: usize = 24;

/// A short decimal as people write it, from the last digit to the first.
struct Short {
    text: [u8; SHORT],
    from: usize,
}

impl Short {
    fn digits(&self) -> &[u8] {
        self.text.get(self.from..).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        self.from = self.from.saturating_sub(1);
        if let Some(place) = self.text.get_mut(self.from) {
            *place = byte;
        }
    }
}

impl Exact {
    /// The number as a plain decimal, where one of at most fifteen digits and six places is exact.
    fn short(&self) -> Option<Short> {
        let Tiny { numer, denom } = self.tiny()?;
        // In lowest terms, ten to the sixth is the least that every such denominator divides.
        let mut size = 1_u64;
        let mut places = 0_u32;
        let denom = u64::try_from(denom).ok()?;
        while !size.is_multiple_of(denom) {
            if places == 6 {
                return None;
            }
            size = size.checked_mul(10)?;
            places = places.saturating_add(1);
        }
        let mut rest = numer.unsigned_abs().checked_mul(size / denom)?;
        if rest >= 10_u64.pow(15) {
            return None;
        }
        let mut short = Short { text: [0; SHORT], from: SHORT };
        let mut written = 0_u32;
        while written <= places || rest > 0 {
            if written == places && places > 0 {
                short.push(b'.');
            }
            short.push(b'0'.saturating_add(u8::try_from(rest % 10).unwrap_or(0)));
            rest /= 10;
            written = written.saturating_add(1);
        }
        if numer < 0 {
            short.push(b'-');
        }
        Some(short)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        match &self.0 {
            Repr::Small(ratio) => Packed::Small(*ratio.numer(), *ratio.denom()),
            Repr::Big(_) => Packed::Big(self.to_string()),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if deserializer.is_human_readable() {
            let text = <&str>::deserialize(deserializer)?;
            return text.parse().map_err(Error::custom);
        }
        match Packed::deserialize(deserializer)? {
            Packed::Small(_, ..=0) => Err(Error::custom("a fraction of nothing")),
            Packed::Small(above, below) => Ok(Self(Repr::Small(Ratio::new(above, below)))),
            Packed::Big(text) => text.parse().map_err(Error::custom),
        }
    }
}

/// A number in the image of the packs: there are thousands, and a text takes long to read.
#[derive(Serialize, Deserialize)]
enum Packed {
    Small(i128, i128),
    Big(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn what_decimals_round_away_is_kept() {
        assert!(exact("1e-11").mul(&exact("1e-18")) > exact("0"));
        assert_eq!(exact("1e26").mul(&exact("1000")), exact("1e29"));
        assert_eq!(exact("1e-11").mul(&exact("1e-18")).to_string(), "1e-29");
        assert_eq!(exact("1").div(&exact("3")).unwrap().mul(&exact("3")), exact("1"));
    }

    #[test]
    fn prints_what_it_reads() {
        for text in ["0", "34", "-0.5", "5e-5", "1e29", "1.5e30", "1/3", "4800", "0.00005"] {
            let value = exact(text);
            assert_eq!(exact(&value.to_string()), value, "{text}");
        }
        assert_eq!(exact("12_000_000").to_string(), "12000000");
    }

    #[test]
    fn short_decimals_print_as_decimals_do() {
        for mantissa in [0, 1, -1, 7, 10, 34, -125, 4_800, 99_999, -1_000_001, 999_999_999_999_999]
        {
            for scale in 0..=6 {
                let decimal = Decimal::new(mantissa, scale).normalize();
                assert_eq!(Exact::from(decimal).to_string(), decimal.to_string());
            }
        }
        assert_eq!(exact("1e15").to_string(), "1e15");
        assert_eq!(exact("0.0000001").to_string(), "1e-7");
    }

    #[test]
    fn the_usual_case_and_the_long_way_agree() {
        for mantissa in [0, 1, -1, 5, 40, -125, 4_800, 1_024, 123_456_789] {
            for exponent in [-30, -9, -3, -1, 0, 1, 4, 12] {
                let text = format!("{mantissa}e{exponent}");
                let ten = BigRational::from_integer(10.into());
                let long = BigRational::from_integer(mantissa.into()) * ten.pow(exponent);
                assert_eq!(exact(&text), Exact::big(long), "{text}");
                assert_eq!(exact(&exact(&text).to_string()), exact(&text), "{text}");
            }
        }
        assert_eq!(exact("0.50"), exact("5e-1"));
        assert_eq!("1.2.3".parse::<Exact>(), Err(NotANumber));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "1.", ".5", "1e", "1e999999", "0x10", "1/0", "--1", "1_", "nan"] {
            assert_eq!(text.parse::<Exact>(), Err(NotANumber), "{text}");
        }
    }
}
