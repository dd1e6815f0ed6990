//! A long list of names that is asked whether it holds one. In the image of the packs it is searched where it lies; only
//! who wants all of the names makes them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::{Bound, Deref};
use std::sync::OnceLock;

/// A set of names, in order.
///
/// ```
/// use sekisho::base::{Code, Roll};
///
/// let mut roll: Roll<Code> = Roll::default();
/// roll.insert("3A001.b".into());
/// roll.insert("3A001".into());
/// assert!(roll.holds("3A001") && !roll.holds("3A001.a"));
/// assert_eq!(roll.from("3A001.a").collect::<Vec<_>>(), ["3A001.b"]);
/// ```
pub struct Roll<K>(Held<K>);

enum Held<K> {
    Here(BTreeSet<K>),
    There(Image<'static>, Seen<K>),
}

/// The names one behind the other, and where each ends.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Image<'i> {
    /// Four bytes each, the lowest first.
    ends: &'i [u8],
    text: &'i str,
}

/// All of them, once somebody wanted all.
struct Seen<K> {
    make: fn(&str) -> K,
    all: OnceLock<BTreeSet<K>>,
}

impl<K: Ord + Borrow<str>> Roll<K> {
    /// Adds a name.
    pub fn insert(&mut self, name: K) {
        match &mut self.0 {
            Held::Here(names) => {
                names.insert(name);
            }
            Held::There(..) => {
                let mut names = std::mem::take(self).into_names();
                names.insert(name);
                self.0 = Held::Here(names);
            }
        }
    }

    /// Whether the name is among them.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        match &self.0 {
            Held::Here(names) => names.contains(name),
            Held::There(image, _) => image.get(image.position(name)) == Some(name),
        }
    }

    /// The names from this one on.
    pub fn from<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> + 'r {
        let (here, there) = match &self.0 {
            Held::Here(names) => (Some(names), None),
            Held::There(image, _) => (None, Some(image)),
        };
        let range = (Bound::Included(name), Bound::Unbounded);
        let here = here.into_iter().flat_map(move |names| names.range::<str, _>(range));
        let there = there.into_iter().flat_map(move |image| {
            (image.position(name)..image.len()).filter_map(|at| image.get(at))
        });
        here.map(Borrow::borrow).chain(there)
    }
}

impl<K: Ord> Roll<K> {
    fn into_names(self) -> BTreeSet<K> {
        match self.0 {
            Held::Here(names) => names,
            Held::There(image, seen) => {
                seen.all.into_inner().unwrap_or_else(|| image.names().map(seen.make).collect())
            }
        }
    }
}

impl<'i> Image<'i> {
    fn len(&self) -> usize {
        self.ends.len() / 4
    }

    fn end(&self, at: usize) -> Option<usize> {
        let from = at.checked_mul(4)?;
        let bytes = self.ends.get(from..from.checked_add(4)?)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    fn get(&self, at: usize) -> Option<&'i str> {
        let begin = match at.checked_sub(1) {
            Some(before) => self.end(before)?,
            None => 0,
        };
        self.text.get(begin..self.end(at)?)
    }

    /// Of the first name that does not come before this one.
    fn position(&self, name: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(|found| found < name) {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        low
    }

    fn names(&self) -> impl Iterator<Item = &'i str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl<K: Ord> Deref for Roll<K> {
    type Target = BTreeSet<K>;

    fn deref(&self) -> &BTreeSet<K> {
        match &self.0 {
            Held::Here(names) => names,
            Held::There(image, seen) => {
                seen.all.get_or_init(|| image.names().map(seen.make).collect())
            }
        }
    }
}

impl<K: Ord + Borrow<str>> Extend<K> for Roll<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, names: I) {
        names.into_iter().for_each(|name| self.insert(name));
    }
}

impl<K: Ord> FromIterator<K> for Roll<K> {
    fn from_iter<I: IntoIterator<Item = K>>(names: I) -> Self {
        Self(Held::Here(names.into_iter().collect()))
    }
}

impl<K> Default for Roll<K> {
    fn default() -> Self {
        Self(Held::Here(BTreeSet::new()))
    }
}

impl<K: Clone> Clone for Roll<K> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Held::Here(names) => Held::Here(names.clone()),
            Held::There(image, seen) => {
                Held::There(*image, Seen { make: seen.make, all: OnceLock::new() })
            }
        })
    }
}

impl<K: Ord> PartialEq for Roll<K> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<K: Ord> Eq for Roll<K> {}

impl<K: Ord + fmt::Debug> fmt::Debug for Roll<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<K: Ord + Borrow<str>> Serialize for Roll<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut ends, mut text) = (Vec::new(), String::new());
        for name in self.iter() {
            text.push_str(name.borrow());
            let end = u32::try_from(text.len()).map_err(serde::ser::Error::custom)?;
            ends.extend(end.to_le_bytes());
        }
        Image { ends: &ends, text: &text }.serialize(serializer)
    }
}

impl<'de: 'static, K: for<'t> From<&'t str>> Deserialize<'de> for Roll<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let image = Image::deserialize(deserializer)?;
        Ok(Self(Held::There(image, Seen { make: |text| text.into(), all: OnceLock::new() })))
    }
}
