//! The words of all packs: by fact and symbol, and by every spelling of their titles and aliases. Not how a transfer uses
//! them.

use super::vocabulary::Word;
use crate::base::{FactName, Late, Roll, Symbol, fold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Deref;

/// Words by fact and symbol.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Words {
    all: BTreeMap<FactName, BTreeMap<Symbol, Late<Word>>>,
    /// For each fact the folded spellings, each with the end sign and the symbol behind it.
    spellings: BTreeMap<FactName, Roll<Box<str>>>,
}

/// Stands in no word: folding takes it for what it is, and nobody writes it.
const END: char = '\0';

impl Words {
    /// Adds a word. Returns it again where the fact has the symbol already.
    ///
    /// # Errors
    /// The word is handed back when its symbol is taken.
    pub fn add(&mut self, word: Word) -> Result<(), Word> {
        let of_fact = self.all.entry(word.of.clone()).or_default();
        if of_fact.contains_key(&word.id) {
            return Err(word);
        }
        let roll = self.spellings.entry(word.of.clone()).or_default();
        for spelling in word.spellings() {
            roll.insert(format!("{}{END}{}", fold(spelling), word.id).into());
        }
        of_fact.insert(word.id.clone(), word.into());
        Ok(())
    }

    /// The symbols of the fact that are spelled so, folded, in order.
    #[must_use]
    pub fn spelled(&self, fact: &FactName, folded: &str) -> Vec<&Symbol> {
        let Some((words, roll)) = self.all.get(fact).zip(self.spellings.get(fact)) else {
            return Vec::new();
        };
        let key = format!("{folded}{END}");
        roll.from(&key)
            .map_while(|text| text.strip_prefix(&*key))
            .filter_map(|symbol| words.get_key_value(symbol).map(|(symbol, _)| symbol))
            .collect()
    }

    /// Every folded spelling of the fact's words, in order.
    pub fn spellings(&self, fact: &FactName) -> impl Iterator<Item = &str> {
        let all = self.spellings.get(fact).into_iter().flat_map(|roll| roll.from(""));
        let mut before = None;
        all.filter_map(|text| text.split_once(END).map(|(spelling, _)| spelling))
            .filter(move |spelling| before.replace(*spelling) != Some(*spelling))
    }
}

impl Deref for Words {
    type Target = BTreeMap<FactName, BTreeMap<Symbol, Late<Word>>>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}
