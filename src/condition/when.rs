//! The condition of a provision, where it has one. Most conditions of a law are never asked in a decision: each stays in
//! the image of the packs until it is.

use super::tree::Cond;
use crate::base::Late;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// A condition, or none.
///
/// ```
/// use sekisho::condition::{Cond, When};
/// assert!(When::default().as_ref().is_none());
/// assert_eq!(When::from(Some(Cond::Eligible)).as_ref(), Some(&Cond::Eligible));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When(Option<Arc<Late<Cond>>>);

impl When {
    /// The condition.
    #[must_use]
    pub fn as_ref(&self) -> Option<&Cond> {
        self.0.as_deref().map(|late| &**late)
    }

    /// Whether there is one.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

impl From<Option<Cond>> for When {
    fn from(cond: Option<Cond>) -> Self {
        Self(cond.map(|cond| Arc::new(cond.into())))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_deref().serialize(serializer)
    }
}

impl<'de: 'static> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let late = Option::<Late<Cond>>::deserialize(deserializer)?;
        Ok(Self(late.map(Arc::new)))
    }
}
