//! Where in a transfer the answer to a question goes.

use super::document::{Document, Holder};
use crate::base::{FactName, PackId};
use crate::condition::{FactType, Vocabulary};

/// The place of an answer.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The table.
    pub(super) holder: Holder,
    /// How the table's subject is called; empty for the act.
    pub(super) subject: String,
    /// What is written there.
    pub(super) of: Of,
}

/// What is written.
#[derive(Clone, Debug)]
pub(super) enum Of {
    /// A fact: its declared name, its key in the table, its type, and for how long a dated answer lasts.
    Fact { name: FactName, key: Vec<String>, of: FactType, lasts: Option<u32> },
    /// Whether a list is all there is.
    Complete(&'static str),
    /// The items that an item contains, is for, or was made with; and that these are all.
    Related(&'static str),
    /// A code under a pack.
    Classification(PackId),
    /// What screening found.
    Listed,
}

impl Slot {
    /// The place for the answer to the question of this name, where there is one.
    pub(super) fn find(name: &str, document: &Document, vocabulary: &Vocabulary) -> Option<Self> {
        let act = |holder: Holder, of: Of| Some(Self { holder, subject: String::new(), of });
        match name {
            "complete.party" => return act(Holder::top(), Of::Complete("party")),
            "complete.person" => return act(Holder::top(), Of::Complete("person")),
            _ => {}
        }
        if let Some(inner) = name.strip_prefix("transfer.") {
            let of = fact(name, inner, vocabulary)?;
            return act(Holder::act(), of);
        }
        let mut subjects = document.subjects();
        // the longest name first: a party may be called `A` and another `A.B`
        subjects.sort_by_key(|subject| std::cmp::Reverse(subject.name.len()));
        for subject in subjects {
            let rest = name.strip_prefix(subject.name.as_str()).and_then(|r| r.strip_prefix('.'));
            let Some(rest) = rest else { continue };
            let family = subject.family;
            let of = match (family, rest) {
                ("item", "contains") => Some(Of::Related("contains")),
                ("item", "for") => Some(Of::Related("for")),
                ("item", "made_with") => Some(Of::Related("made_with")),
                ("party", "complete.owner") => Some(Of::Complete("owner")),
                ("party", "listed") => Some(Of::Listed),
                ("item", _) if rest.starts_with("classification.") => {
                    let pack = rest.strip_prefix("classification.").unwrap_or_default();
                    Some(Of::Classification(pack.into()))
                }
                _ => fact(&format!("{family}.{rest}"), rest, vocabulary),
            };
            if let Some(of) = of {
                return Some(Self { holder: subject.holder, subject: subject.name, of });
            }
        }
        let of = fact(name, name, vocabulary)?;
        act(Holder::top(), of)
    }

    /// The declared fact, where it is one.
    pub(super) fn fact(&self) -> Option<&FactName> {
        match &self.of {
            Of::Fact { name, .. } => Some(name),
            Of::Complete(_) | Of::Related(_) | Of::Classification(_) | Of::Listed => None,
        }
    }
}

/// A declared fact that one answer can state.
fn fact(name: &str, key: &str, vocabulary: &Vocabulary) -> Option<Of> {
    let declared = vocabulary.facts.get(name)?;
    (declared.of != FactType::Record).then(|| Of::Fact {
        name: declared.name.clone(),
        key: key.split('.').map(ToOwned::to_owned).collect(),
        of: declared.of,
        lasts: declared.lasts,
    })
}
