//! A value that stays as bytes in the image of the packs until somebody looks at it. Not a cache of something that
//! changes: once read, it is what it is.
//!
//! Without it a program that holds a large law would read all of it before it could decide a single transfer.

use serde::de::Visitor;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::OnceLock;

/// A value, at hand or to be read from the image when it is first looked at.
///
/// ```
/// use sekisho::base::Late;
///
/// let mut late = Late::from(vec![1]);
/// late.change(|list| list.push(2));
/// assert_eq!(*late, [1, 2]);
/// ```
pub struct Late<T>(Held<T>);

enum Held<T> {
    Here(T),
    There(There<T>),
}

/// A value in the image.
struct There<T> {
    bytes: &'static [u8],
    read: fn(&'static [u8]) -> T,
    seen: OnceLock<Box<T>>,
}

impl<T> Late<T> {
    /// Changes the value in place. One that is in the image is taken out of it first.
    pub fn change<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        match &mut self.0 {
            Held::Here(value) => change(value),
            Held::There(there) => {
                let mut value = (there.read)(there.bytes);
                let result = change(&mut value);
                self.0 = Held::Here(value);
                result
            }
        }
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Held::Here(value) => value,
            Held::There(there) => there.seen.get_or_init(|| Box::new((there.read)(there.bytes))),
        }
    }
}

impl<T> From<T> for Late<T> {
    fn from(value: T) -> Self {
        Self(Held::Here(value))
    }
}

impl<T: Default> Default for Late<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Clone> Clone for Late<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Held::Here(value) => Held::Here(value.clone()),
            // what was read can be read again
            Held::There(there) => {
                Held::There(There { bytes: there.bytes, read: there.read, seen: OnceLock::new() })
            }
        })
    }
}

impl<T: PartialEq> PartialEq for Late<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Late<T> {}

impl<T: fmt::Debug> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<'a, T> IntoIterator for &'a Late<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

/// As bytes of their own, which a reader can pass over.
impl<T: Serialize> Serialize for Late<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(&**self).map_err(S::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

/// Only from an image that is never given back: the bytes are kept, not copied.
impl<'de: 'static, T: Deserialize<'static>> Deserialize<'de> for Late<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = deserializer.deserialize_bytes(Bytes(PhantomData))?;
        Ok(Self(Held::There(There { bytes, read: read::<T>, seen: OnceLock::new() })))
    }
}

#[expect(
    clippy::expect_used,
    reason = "the build read all of these bytes back before it compiled them in; without them nothing may be decided"
)]
fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> T {
    postcard::from_bytes(bytes).expect("the packs were compiled in by the same version")
}

struct Bytes<'de>(PhantomData<&'de ()>);

impl<'de> Visitor<'de> for Bytes<'de> {
    type Value = &'de [u8];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes of the image")
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'de [u8]) -> Result<&'de [u8], E> {
        Ok(bytes)
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<&'de [u8], E> {
        Err(E::custom("the image must outlive what is read from it"))
    }
}
