//! What may be named in a condition or stated in a transfer: facts, terms, groups, lists, words, places, codes.
//! Filled from the packs that are loaded; conditions and transfers are checked against it.

use super::words::Words;
use crate::base::{
    Citation, Code, CodeRef, Dimension, FactName, Late, PackId, Place, ProvisionId, Roll, Symbol,
    Text, Unit, sorted,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Bound;

/// The kind of one value that can stand in a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scalar {
    /// A symbol.
    Symbol,
    /// A place.
    Place,
    /// A control-list code with its pack.
    Code,
    /// A tariff heading.
    Hs,
    /// A text.
    Text,
}

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FactType {
    /// Yes or no.
    Truth,
    /// A number of this dimension.
    Number(Dimension),
    /// A fraction, written in percent.
    Share,
    /// An amount with its currency.
    Money,
    /// A day.
    Date,
    /// One value.
    One(Scalar),
    /// Several values at once.
    Set(Scalar),
    /// Rows with facts of their own.
    Record,
    /// What the exporter must show: absent until shown with who, what and when.
    Shown,
}

/// A declared fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDecl {
    /// Its full name.
    pub name: FactName,
    /// Its type.
    pub of: FactType,
    /// The unit in which it is asked and printed.
    pub unit: Option<Unit>,
    /// For symbols, the values allowed; empty where words of the packs are allowed instead, or anything.
    pub values: Vec<Symbol>,
    /// Days after which dated evidence no longer counts.
    pub lasts: Option<u32>,
    /// The set whose only member it is, where nobody states it and the set has one.
    pub sole: Option<FactName>,
    /// What it is, in a few words.
    pub title: Text,
    /// How a person is asked.
    pub question: Text,
    /// Which law asks for it.
    pub cite: Option<Citation>,
    /// Who declares it.
    pub pack: PackId,
}

/// A declared term: a fact that a formula of the law derives. Its versions are in the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermDecl {
    /// Its full name.
    pub name: FactName,
    /// Its type: truth, number, share, money or place.
    pub of: FactType,
    /// The unit in which it is printed.
    pub unit: Option<Unit>,
    /// What it is.
    pub title: Text,
    /// Who declares it.
    pub pack: PackId,
}

/// A declared list of parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDecl {
    /// Its name.
    pub id: Symbol,
    /// What it is.
    pub title: Text,
    /// The attributes of its records with the values they may have.
    pub attributes: BTreeMap<Symbol, Vec<Box<str>>>,
    /// Who declares it.
    pub pack: PackId,
}

/// A symbol that a fact may have, with the words people use for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The symbol.
    pub id: Symbol,
    /// The fact that may have it: `item.technology`, `item.article`.
    pub of: FactName,
    /// What it is.
    pub title: Text,
    /// Other words for it, English and Japanese, as people write them.
    pub aliases: Vec<Box<str>>,
    /// What follows from the word: an article's technologies (`item.technology`). Filled in only where the transfer is silent.
    pub implies: BTreeMap<FactName, Vec<Symbol>>,
    /// Who declares it.
    pub pack: PackId,
}

/// What a pack has that conditions can name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Known {
    /// Entries and paragraphs.
    pub codes: Roll<Code>,
    /// Whether codes that are not held may be named and stated.
    pub partial: bool,
    /// The residual class, which only a person states.
    pub residual: Option<Code>,
    /// Scope provisions.
    pub scopes: Roll<ProvisionId>,
    /// Controls.
    pub controls: Roll<ProvisionId>,
    /// Exceptions.
    pub exceptions: Roll<ProvisionId>,
    /// Reasons for control.
    pub reasons: Roll<Symbol>,
    /// Attestations and the facts they answer.
    pub attestations: Roll<ProvisionId>,
}

/// Everything that can be named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// Facts by name.
    #[serde(deserialize_with = "sorted::map")]
    pub facts: BTreeMap<FactName, Late<FactDecl>>,
    /// Facts that are the only member of a set, with that set: few, so that nobody looks through all facts for them.
    pub sole: BTreeMap<FactName, FactName>,
    /// Terms by name. A number may be both: stated, or else computed.
    #[serde(deserialize_with = "sorted::map")]
    pub terms: BTreeMap<FactName, Late<TermDecl>>,
    /// Groups by pack and name, with the kind of thing they hold.
    pub groups: Late<BTreeMap<CodeRef, Scalar>>,
    /// Lists by name.
    pub lists: BTreeMap<Symbol, ListDecl>,
    /// Words by fact and symbol.
    pub words: Words,
    /// Countries and named regions with their titles.
    #[serde(deserialize_with = "sorted::map")]
    pub places: BTreeMap<Place, Late<Text>>,
    /// What each pack has.
    pub packs: BTreeMap<PackId, Known>,
}

impl Word {
    /// Everything it is called: its symbol, its titles, its aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.title.en]
            .into_iter()
            .chain(self.title.ja.as_deref())
            .chain(self.aliases.iter().map(|alias| &**alias))
            .filter(|spelling| !spelling.is_empty())
    }
}

impl Known {
    /// The entries and paragraphs that `code` covers, found without looking at all of them.
    pub fn below<'a>(&'a self, code: &'a Code) -> impl Iterator<Item = &'a Code> {
        let from = (Bound::Included(code.as_str()), Bound::Unbounded);
        self.codes
            .range::<str, _>(from)
            .take_while(|known| known.as_str().starts_with(code.as_str()))
            .filter(|known| code.covers(known))
    }

    /// Whether `code` is held, or covers or continues one that is.
    #[must_use]
    pub fn touches(&self, code: &Code) -> bool {
        let mut head = Some(code.as_str());
        while let Some(text) = head {
            if self.codes.holds(text) {
                return true;
            }
            head = text.rfind(['.', '(']).and_then(|end| text.get(..end));
        }
        self.below(code).next().is_some()
    }
}

impl Vocabulary {
    /// The type of a fact or term.
    #[must_use]
    pub fn type_of(&self, name: &FactName) -> Option<FactType> {
        self.facts.get(name).map(|f| f.of).or_else(|| self.terms.get(name).map(|t| t.of))
    }

    /// Whether `place` is a declared country or region, or continues a declared country with a hyphen.
    #[must_use]
    pub fn knows_place(&self, place: &Place) -> bool {
        self.places.contains_key(place)
            || place.as_str().split_once('-').is_some_and(|(country, region)| {
                !region.is_empty() && self.places.contains_key(country)
            })
    }
}
