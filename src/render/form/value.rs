//! Names and values as people read them on a sheet: titles of facts, groups, places, words; yes and no.

use super::label::Label;
use crate::base::{CodeRef, Day, FactName, InForce, Lang, Place, Symbol, Text, Timeline};
use crate::decision::FactUsed;
use crate::law::model::{Law, Version};
use crate::transfer::{Record, Stated, Value};
use std::collections::BTreeMap;

/// The words of the packs on one day, in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) law: &'a Law,
    pub(super) day: Day,
    pub(super) lang: Lang,
}

/// What the design itself names, and packs do not title: acts, kinds and roles.
const NAMED: &[(&str, &str, &str)] = &[
    ("movement", "movement of goods", "貨物の移動"),
    ("release", "release of technology", "技術の提供"),
    ("access", "access", "アクセスの付与"),
    ("assistance", "assistance", "技術支援"),
    ("brokering", "brokering", "仲介"),
    ("publication", "publication", "公表"),
    ("commodity", "commodity", "貨物"),
    ("software", "software", "プログラム"),
    ("technology", "technology", "技術"),
    ("service", "service", "役務"),
    ("exporter", "exporter", "輸出者"),
    ("purchaser", "purchaser", "買主"),
    ("intermediate", "intermediate consignee", "中間荷受人"),
    ("consignee", "consignee", "荷受人"),
    ("end-user", "end user", "需要者"),
    ("partner", "partner", "共同研究・開発の相手方"),
    ("maker", "maker", "製造者"),
    ("broker", "broker", "仲介者"),
    ("carrier", "carrier", "運送人"),
    ("bank", "bank", "金融機関"),
];

impl Words<'_> {
    /// A text, or a name where none was written.
    pub(super) fn text(&self, text: &Text, name: &str) -> String {
        let text = text.get(self.lang);
        if text.is_empty() { name.to_owned() } else { text.to_owned() }
    }

    /// A fact or term by its title.
    pub(super) fn fact(&self, name: &FactName) -> String {
        let vocabulary = &self.law.vocabulary;
        let title = vocabulary.facts.get(name).map(|f| &f.title);
        let title = title.or_else(|| vocabulary.terms.get(name).map(|t| &t.title));
        title.map_or_else(|| name.to_string(), |title| self.text(title, name.as_str()))
    }

    /// A group by its title on the day.
    pub(super) fn group(&self, group: &CodeRef) -> String {
        let held = self.law.packs.get(&group.pack).and_then(|p| p.groups.get(&group.code));
        let title = held.and_then(|timeline| self.at(timeline)).map(|version| &version.said.title);
        title.map_or_else(|| group.to_string(), |title| self.text(title, group.code.as_str()))
    }

    /// The version of the day.
    pub(super) fn at<'t, T>(&self, timeline: &'t Timeline<Version<T>>) -> Option<&'t Version<T>> {
        match timeline.at(self.day) {
            InForce::Version(version) | InForce::Unknown(version) => Some(version),
            InForce::Absent => None,
        }
    }

    /// A country with its code.
    pub(super) fn place(&self, place: &Place) -> String {
        match self.law.vocabulary.places.get(place).map(|title| title.get(self.lang)) {
            Some(title) if !title.is_empty() => format!("{title} ({place})"),
            _ => place.to_string(),
        }
    }

    /// A symbol of a fact by its word.
    pub(super) fn symbol(&self, of: &FactName, symbol: &Symbol) -> String {
        let word = self.law.vocabulary.words.get(of).and_then(|words| words.get(symbol));
        match word {
            Some(word) => self.text(&word.title, symbol.as_str()),
            None => self.named(symbol.as_str()).unwrap_or_else(|| symbol.to_string()),
        }
    }

    fn named(&self, symbol: &str) -> Option<String> {
        let (_, en, ja) = NAMED.iter().find(|(name, ..)| *name == symbol)?;
        Some((*if self.lang == Lang::Ja { ja } else { en }).to_owned())
    }

    /// What is stated of a fact; nothing where it is not.
    pub(super) fn of(&self, facts: &BTreeMap<FactName, Stated>, name: &str) -> String {
        let Some((name, stated)) = facts.get_key_value(name) else { return String::new() };
        self.value(name, &stated.value)
    }

    /// A value as people read it.
    pub(super) fn value(&self, name: &FactName, value: &Value) -> String {
        let unit = self.law.vocabulary.facts.get(name).and_then(|f| f.unit.as_ref());
        match value {
            Value::Truth(truth) => {
                let label = if *truth { Label::Yes } else { Label::No };
                label.get(self.lang).to_owned()
            }
            Value::Symbol(symbol) => self.symbol(name, symbol),
            Value::Place(place) => self.place(place),
            Value::Set(values) if values.is_empty() => Label::Nothing.get(self.lang).to_owned(),
            Value::Set(values) => {
                let all: Vec<String> = values.iter().map(|v| self.value(name, v)).collect();
                all.join(if self.lang == Lang::Ja { "、" } else { ", " })
            }
            other => crate::engine::show(other, unit),
        }
    }

    /// Every stated fact of a record but those named, as `title: value`.
    pub(super) fn others(&self, record: &Record, without: &[&str]) -> Vec<String> {
        let facts = record.facts.iter().filter(|(name, _)| !without.contains(&name.as_str()));
        facts
            .map(|(name, stated)| {
                format!("{}: {}", self.fact(name), self.value(name, &stated.value))
            })
            .collect()
    }

    /// The facts that a line read, with their values; those that are not stated by the word for that.
    pub(super) fn used(&self, facts: &[std::sync::Arc<FactUsed>]) -> String {
        match facts {
            [only] => self.one(only),
            several => several
                .iter()
                .map(|used| format!("{}: {}", self.text(&used.title, &used.fact), self.one(used)))
                .collect::<Vec<_>>()
                .join("; "),
        }
    }

    /// The value of a fact and the ground of its statement.
    pub(super) fn one(&self, used: &FactUsed) -> String {
        let Some(value) = &used.value else { return Label::Blank.get(self.lang).to_owned() };
        match &used.ground {
            Some(ground) => format!("{} [{ground}]", self.spelled(value)),
            None => self.spelled(value),
        }
    }

    /// A value that the engine wrote, with its symbols and places by their words.
    fn spelled(&self, value: &str) -> String {
        let parts: Vec<String> = value
            .split(", ")
            .map(|part| match part {
                "yes" => Label::Yes.get(self.lang).to_owned(),
                "no" => Label::No.get(self.lang).to_owned(),
                "none" => Label::Nothing.get(self.lang).to_owned(),
                "no hit" => Label::NoHit.get(self.lang).to_owned(),
                part => self.any(part),
            })
            .collect();
        parts.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    /// A symbol of whatever fact, or a place.
    fn any(&self, part: &str) -> String {
        let vocabulary = &self.law.vocabulary;
        if let Some(word) = vocabulary.words.values().find_map(|words| words.get(part)) {
            return self.text(&word.title, part);
        }
        if vocabulary.places.contains_key(part) {
            return self.place(&Place::from(part));
        }
        self.named(part).unwrap_or_else(|| part.to_owned())
    }
}
