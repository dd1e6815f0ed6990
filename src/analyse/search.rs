//! Entries, parameters and words found by what people call them, in English or Japanese. Not a classification.

use crate::base::{Code, CodeRef, Day, FactName, InForce, Symbol, Text, fold};
use crate::condition::{Cond, Subject, Sum};
use crate::law::model::{Law, Pack};
use std::collections::{BTreeMap, BTreeSet};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A control-list entry.
    Entry,
    /// A paragraph of one.
    Paragraph,
    /// A word for what an item is.
    Word,
    /// A parameter of an item.
    Fact,
}

/// One find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its name, with its pack where it has one.
    pub name: Box<str>,
    /// Its title.
    pub title: Text,
    /// The entries it leads to.
    pub entries: Vec<CodeRef>,
}

/// Everything in force on `day` whose name or title has all the words of `query`, the closest first.
///
/// ```
/// use sekisho::{Rulebook, analyse, base::Day};
/// let law = Rulebook::builtin();
/// let day = Day::from_ymd_opt(2026, 11, 22).unwrap_or_default();
/// let found = analyse::search(law.law(), "量子", day);
/// assert!(found.iter().any(|one| &*one.name == "alliance:quantum"));
/// ```
#[must_use]
pub fn search(law: &Law, query: &str, day: Day) -> Vec<Found> {
    let query: Vec<String> = query.split_whitespace().map(fold).collect();
    if query.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<(u8, Found)> = Vec::new();
    let reads = Reads::of(law, day);
    for pack in law.packs.values() {
        entries(pack, &query, day, &mut out);
    }
    for (fact, words) in law.vocabulary.words.iter() {
        for (id, word) in words {
            let aliases = word.aliases.iter().map(|alias| &**alias);
            let texts: Vec<&str> = [id.as_str(), &word.title.en]
                .into_iter()
                .chain(word.title.ja.as_deref())
                .chain(aliases)
                .collect();
            if let Some(rank) = rank(&query, &texts) {
                let entries = reads.of_word(fact, id);
                let name = format!("{fact} = {id}").into();
                out.push((
                    rank,
                    Found { kind: Kind::Word, name, title: word.title.clone(), entries },
                ));
            }
        }
    }
    for (name, fact) in &law.vocabulary.facts {
        let texts = [name.as_str(), &fact.title.en, &fact.question.en];
        let japanese = [&fact.title.ja, &fact.question.ja];
        let texts: Vec<&str> =
            texts.into_iter().chain(japanese.into_iter().filter_map(|ja| ja.as_deref())).collect();
        if let Some(rank) = rank(&query, &texts) {
            let title = if fact.title.is_empty() { &fact.question } else { &fact.title };
            let entries = reads.of_fact(name);
            let name = name.as_str().into();
            out.push((rank, Found { kind: Kind::Fact, name, title: title.clone(), entries }));
        }
    }
    out.sort_by(|(a, x), (b, y)| (x.kind, a, &x.name).cmp(&(y.kind, b, &y.name)));
    out.into_iter().map(|(_, found)| found).collect()
}

fn entries(pack: &Pack, query: &[String], day: Day, out: &mut Vec<(u8, Found)>) {
    for (code, entry) in &pack.entries {
        let (InForce::Version(head) | InForce::Unknown(head)) = entry.head.at(day) else {
            continue;
        };
        let mut one = |kind: Kind, code: &Code, title: &Text| {
            let texts: Vec<&str> =
                [code.as_str(), &title.en].into_iter().chain(title.ja.as_deref()).collect();
            if let Some(rank) = rank(query, &texts) {
                let name = format!("{}:{code}", pack.head.id).into();
                out.push((rank, Found { kind, name, title: title.clone(), entries: Vec::new() }));
            }
        };
        one(Kind::Entry, code, &head.said.title);
        for (code, timeline) in &entry.paragraphs {
            if let InForce::Version(version) | InForce::Unknown(version) = timeline.at(day)
                && !version.said.title.is_empty()
            {
                one(Kind::Paragraph, code, &version.said.title);
            }
        }
    }
}

/// How close: every word of the query must stand somewhere. 0 where a text is the query, 1 where one begins with it.
fn rank(query: &[String], texts: &[&str]) -> Option<u8> {
    let texts: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    if !query.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str()))) {
        return None;
    }
    let whole = query.concat();
    Some(if texts.contains(&whole) {
        0
    } else if texts.iter().any(|text| text.starts_with(&whole)) {
        1
    } else {
        2
    })
}

/// Which entries read which facts and ask for which words.
#[derive(Default)]
struct Reads<'l> {
    facts: BTreeMap<&'l FactName, BTreeSet<CodeRef>>,
    words: BTreeMap<&'l Symbol, BTreeSet<CodeRef>>,
}

impl<'l> Reads<'l> {
    fn of(law: &'l Law, day: Day) -> Self {
        let mut out = Self::default();
        for pack in law.packs.values() {
            for (code, entry) in &pack.entries {
                let at = CodeRef { pack: pack.head.id.clone(), code: code.clone() };
                let (InForce::Version(head) | InForce::Unknown(head)) = entry.head.at(day) else {
                    continue;
                };
                for symbol in head.body.article.iter().chain(&head.body.technology) {
                    out.words.entry(symbol).or_default().insert(at.clone());
                }
                let paragraphs =
                    entry.paragraphs.values().filter_map(|timeline| match timeline.at(day) {
                        InForce::Version(version) | InForce::Unknown(version) => {
                            version.body.when.as_ref()
                        }
                        InForce::Absent => None,
                    });
                for cond in head.body.when.as_ref().into_iter().chain(paragraphs) {
                    out.cond(cond, &at);
                }
            }
        }
        out
    }

    fn cond(&mut self, cond: &'l Cond, at: &CodeRef) {
        match cond {
            Cond::And(all) | Cond::Or(all) => all.iter().for_each(|one| self.cond(one, at)),
            Cond::Not(one) => self.cond(one, at),
            Cond::Quantified { noun, body, .. } => {
                if let Subject::Record(name) = noun {
                    self.facts.entry(name).or_default().insert(at.clone());
                }
                self.cond(body, at);
            }
            Cond::Compare { left, right, .. } => {
                self.sum(left, at);
                self.sum(right, at);
            }
            Cond::Truth(path) | Cond::Elements { path, .. } | Cond::In { path, .. } => {
                self.facts.entry(&path.fact).or_default().insert(at.clone());
            }
            _ => {}
        }
    }

    fn sum(&mut self, sum: &'l Sum, at: &CodeRef) {
        match sum {
            Sum::Path(path) | Sum::Total { path, .. } => {
                self.facts.entry(&path.fact).or_default().insert(at.clone());
            }
            Sum::Add(a, b) | Sum::Sub(a, b) | Sum::Mul(a, b) | Sum::Div(a, b) => {
                self.sum(a, at);
                self.sum(b, at);
            }
            _ => {}
        }
    }

    fn of_fact(&self, name: &FactName) -> Vec<CodeRef> {
        self.facts.get(name).into_iter().flatten().cloned().collect()
    }

    fn of_word(&self, fact: &FactName, word: &Symbol) -> Vec<CodeRef> {
        let of_item = fact.as_str().starts_with("item.");
        self.words.get(word).filter(|_| of_item).into_iter().flatten().cloned().collect()
    }
}
