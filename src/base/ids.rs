//! Names with a meaning: packs, provisions, facts, codes, places. Behind these types no text is just text.

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Name).map(Self)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// A pack: `us-ear`, `alliance`. Lower case letters, digits and hyphens.
    PackId
}
name! {
    /// A provision within its pack, by the law's own numbering: `744.11(a)(1)`.
    ProvisionId
}
name! {
    /// A document declared by a pack.
    SourceId
}
name! {
    /// A fact by its full name: `item.qubits`, `party.country`, `act`. Components, targets and inputs are items; owners are parties.
    FactName
}
name! {
    /// One of the values of a symbol fact: `release`, `end-user`, `quantum-computer`. Lower case, begins with a letter.
    Symbol
}
name! {
    /// A country by ISO 3166-1 alpha-2, or a region that follows it: `UA`, `UA-43`, `UA-14-occupied`.
    Place
}
name! {
    /// A code of a control list within its pack: `3A001.b.2`, `etco.7(1)`.
    Code
}
name! {
    /// A heading or subheading of the Harmonized System, digits only: `8542`, `854231`.
    Hs
}

impl Place {
    /// Whether this place is `other` or contains it: `UA` covers `UA-43`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

impl Code {
    /// Whether this code is `other` or is continued by it with `.` or `(`.
    ///
    /// ```
    /// use sekisho::base::Code;
    /// assert!(Code::from("3A001.b").covers(&Code::from("3A001.b.2")));
    /// assert!(!Code::from("3A001.b.2").covers(&Code::from("3A001.b.20")));
    /// ```
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        covers(&self.0, &other.0)
    }
}

impl ProvisionId {
    /// As for codes: `744` covers `744.11`, `744.11(a)` covers `744.11(a)(1)`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        covers(&self.0, &other.0)
    }
}

fn covers(this: &str, other: &str) -> bool {
    other.strip_prefix(this).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(']))
}

impl Hs {
    /// Whether this heading is `other` or contains it, by digits.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&*self.0)
    }
}

/// A code, provision or group with its pack: `us-ear:3A090.a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CodeRef {
    /// The pack.
    pub pack: PackId,
    /// The code, control, scope or group in it.
    pub code: Code,
}

impl fmt::Display for CodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.pack, self.code)
    }
}

/// A name as it stands, wherever it is read from. It is shared rather than copied: the engine hands names on all the time.
struct Name;

impl Visitor<'_> for Name {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Arc<str>, E> {
        Ok(name.into())
    }
}
