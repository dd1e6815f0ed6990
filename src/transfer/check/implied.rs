//! What follows from what a transfer says: an article's technologies, the only nationality. Only where it is silent.

use super::Check;
use super::values::symbols;
use crate::base::{FactName, Symbol};
use crate::condition::FactType;
use crate::transfer::case::{Case, Evidence, Record, Stated, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Check<'_> {
    pub(super) fn implied(&self, items: &mut [Record]) {
        for item in items {
            let mut found: BTreeMap<&FactName, (BTreeSet<&Symbol>, Vec<String>)> = BTreeMap::new();
            let mut silent: BTreeSet<&FactName> = BTreeSet::new();
            for (fact, stated) in &item.facts {
                let Some(words) = self.vocabulary.words.get(fact) else { continue };
                let ids = symbols(&stated.value);
                let words: Vec<_> = ids.iter().filter_map(|id| words.get(*id)).collect();
                for word in &words {
                    for (implied, values) in &word.implies {
                        let entry = found.entry(implied).or_default();
                        entry.0.extend(values);
                        let last = fact.as_str().rsplit('.').next().unwrap_or_default();
                        entry.1.push(format!("{last} {}", word.id));
                        // A set is stated whole: one article that says nothing leaves it open.
                        if !words.iter().all(|word| word.implies.contains_key(implied)) {
                            silent.insert(implied);
                        }
                    }
                }
            }
            for (fact, (values, grounds)) in found {
                if silent.contains(fact) || item.facts.contains_key(fact) {
                    continue;
                }
                let Some(value) = self.value_of(fact, &values) else { continue };
                let evidence = Evidence {
                    evidence: Some(format!("implied by {}", grounds.join(", ")).into()),
                    ..Evidence::default()
                };
                item.facts.insert(fact.clone(), Stated { value, evidence: Some(evidence) });
            }
        }
    }

    /// The only member of a set, where a fact is the member that matters: somebody with one nationality acquired it last.
    pub(super) fn sole(&self, case: &mut Case) {
        let records = case.items.iter_mut().chain(&mut case.parties).chain(&mut case.persons);
        for record in records {
            for (fact, set) in &self.vocabulary.sole {
                let Some(Stated { value: Value::Set(members), evidence }) = record.facts.get(set)
                else {
                    continue;
                };
                if let ([only], false) = (&**members, record.facts.contains_key(fact)) {
                    let mut evidence = evidence.clone().unwrap_or_default();
                    evidence
                        .evidence
                        .get_or_insert_with(|| format!("the only one of {set}").into());
                    let stated = Stated { value: only.clone(), evidence: Some(evidence) };
                    record.facts.insert(fact.clone(), stated);
                }
            }
        }
    }

    fn value_of(&self, fact: &FactName, values: &BTreeSet<&Symbol>) -> Option<Value> {
        let mut all = values.iter().map(|symbol| Value::Symbol((*symbol).clone()));
        match self.vocabulary.facts.get(fact)?.of {
            FactType::Set(_) => Some(Value::Set(all.collect())),
            FactType::One(_) if values.len() == 1 => all.next(),
            _ => None,
        }
    }
}
