//! Short texts in the two languages of the house. Not a translation system: both are written by people in the packs.

use serde::{Deserialize, Serialize};

/// A language of messages and titles.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

/// A title, question or note in English and, where it was written, Japanese.
///
/// ```
/// use sekisho::base::{Lang, Text};
/// let text = Text::new("quantum computer", Some("量子計算機"));
/// assert_eq!(text.get(Lang::Ja), "量子計算機");
/// assert_eq!(Text::new("robot", None).get(Lang::Ja), "robot");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Text {
    /// English; empty where nothing was written.
    pub en: Box<str>,
    /// Japanese.
    pub ja: Option<Box<str>>,
}

impl Text {
    /// A text from its English and Japanese words.
    #[must_use]
    pub fn new(en: &str, ja: Option<&str>) -> Self {
        Self { en: en.into(), ja: ja.map(Into::into) }
    }

    /// The words in `lang`, or the English ones where none were written.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.ja) {
            (Lang::Ja, Some(ja)) => ja,
            _ => &self.en,
        }
    }

    /// Nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ja.is_none()
    }
}
