//! Versions by day. Not intervals: a version ends where the next begins, so an overlap has no spelling.

use super::late::Late;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A calendar day.
pub type Day = chrono::NaiveDate;

/// A day from the ten letters in which most are written; `None` for everything else.
///
/// ```
/// use sekisho::base::{day_letters, read_day};
/// let day = read_day("2026-11-22").unwrap();
/// assert_eq!(day_letters(day).unwrap(), *b"2026-11-22");
/// assert!(read_day("2026-11-31").is_none());
/// ```
#[must_use]
pub fn read_day(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| match digit {
            b'0'..=b'9' => sum.checked_mul(10)?.checked_add(u32::from(digit.wrapping_sub(b'0'))),
            _ => None,
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Day::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The ten letters of a day, as it prints; `None` before the year 0 and after the year 9999.
#[must_use]
pub fn day_letters(day: Day) -> Option<[u8; 10]> {
    let (year, month, day) = (u32::try_from(day.year()).ok()?, day.month(), day.day());
    if year > 9999 {
        return None;
    }
    let digit = |number: u32| b'0'.saturating_add(u8::try_from(number % 10).unwrap_or(0));
    Some([
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ])
}

/// When a version begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Start {
    /// The first day on which it applies.
    From(#[serde(with = "days")] Day),
    /// The day on which it was first read in force; when it began is not known, so before that day it is unknown.
    Seen(#[serde(with = "days")] Day),
}

/// A day by its number: there are thousands in the image of the packs, and a text takes long to read.
mod days {
    use super::Day;
    use chrono::Datelike;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "so calls what is derived")]
    pub(super) fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(day.num_days_from_ce())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let number = i32::deserialize(deserializer)?;
        Day::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no such day"))
    }
}

impl Start {
    /// The day named, whichever kind it is.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::From(day) | Self::Seen(day) => day,
        }
    }
}

/// What a timeline says about one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InForce<'a, T> {
    /// Nothing applies yet.
    Absent,
    /// Whether it applies is not known: this version was first read later.
    Unknown(&'a T),
    /// This version applies.
    Version(&'a T),
}

/// The versions of one provision, by first day. No day has two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static, T: Deserialize<'static>"))]
pub struct Timeline<T> {
    versions: Late<Vec<(Start, T)>>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { versions: Late::default() }
    }
}

impl<T> Timeline<T> {
    /// Adds a version. Returns the content again when a version already begins on that day.
    ///
    /// # Errors
    /// The content is handed back when the day is taken.
    pub fn add(&mut self, start: Start, content: T) -> Result<(), T> {
        match self.versions.binary_search_by_key(&start.day(), |(s, _)| s.day()) {
            Ok(_) => Err(content),
            Err(at) => {
                self.versions.change(|versions| versions.insert(at, (start, content)));
                Ok(())
            }
        }
    }

    /// What applies on `day`. An ended provision never falls back to its predecessor.
    ///
    /// ```
    /// use sekisho::base::{Day, InForce, Start, Timeline};
    /// let day = |y, m, d| Day::from_ymd_opt(y, m, d).unwrap_or_default();
    /// let mut line = Timeline::default();
    /// line.add(Start::From(day(2024, 9, 6)), "first").ok();
    /// line.add(Start::From(day(2026, 1, 15)), "second").ok();
    /// assert_eq!(line.at(day(2024, 9, 5)), InForce::Absent);
    /// assert_eq!(line.at(day(2025, 1, 1)), InForce::Version(&"first"));
    /// assert_eq!(line.at(day(2026, 1, 15)), InForce::Version(&"second"));
    /// ```
    #[must_use]
    pub fn at(&self, day: Day) -> InForce<'_, T> {
        let after = self.versions.partition_point(|(s, _)| s.day() <= day);
        match after.checked_sub(1).and_then(|last| self.versions.get(last)) {
            Some((_, content)) => InForce::Version(content),
            None => match self.versions.first() {
                Some((Start::Seen(_), content)) => InForce::Unknown(content),
                _ => InForce::Absent,
            },
        }
    }

    /// All versions, earliest first.
    #[must_use]
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = (Start, &T)> + ExactSizeIterator {
        self.versions.iter().map(|(s, t)| (*s, t))
    }

    /// Changes the content of all versions in place, earliest first.
    pub fn change(&mut self, mut change: impl FnMut(Start, &mut T)) {
        self.versions.change(|versions| {
            for (start, content) in versions {
                change(*start, content);
            }
        });
    }

    /// The version that begins last.
    #[must_use]
    pub fn latest(&self) -> Option<&T> {
        self.versions.last().map(|(_, t)| t)
    }
}
