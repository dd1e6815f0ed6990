//! What a version of a provision says, row by row: its condition printed canonically, and what it names.

use super::words::Word;
use crate::base::{Code, CodeRef, Lang, ProvisionId};
use crate::condition::{Cond, Path, Scalar, Subject};
use crate::law::model::{
    Attestation, Bar, Control, Effect, EligibleRow, EntryBar, EntryHead, Exception, Exclusion,
    Formula, Group, Leg, Members, Obligation, Paragraph, PlaceRow, Policy, ReasonRow, Scope, Term,
};
use std::fmt::Display;

/// Rows of label and text.
pub(super) type Rows = Vec<(Word, String)>;

/// A body whose content can be said row by row.
pub(super) trait Body {
    /// Its rows, in `lang`.
    fn rows(&self, lang: Lang) -> Rows;
}

fn list<T: Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A row for a list that says something.
fn some<T: Display>(word: Word, items: &[T]) -> Option<(Word, String)> {
    (!items.is_empty()).then(|| (word, list(items)))
}

fn when(condition: Option<&Cond>, lang: Lang) -> (Word, String) {
    (Word::When, condition.map_or_else(|| Word::Always.get(lang).to_owned(), ToString::to_string))
}

/// A row for a condition where there is one.
fn maybe(condition: Option<&Cond>) -> Option<(Word, String)> {
    condition.map(|condition| (Word::When, condition.to_string()))
}

fn rows<const N: usize>(rows: [Option<(Word, String)>; N]) -> Rows {
    rows.into_iter().flatten().collect()
}

/// A fact as conditions name it: `party.country`, `owner.country`, `destination`.
fn path(path: &Path) -> String {
    let name = path.fact.as_str();
    match (&path.subject, name.split_once('.')) {
        (Subject::Act, _) | (_, None) => name.to_owned(),
        (subject, Some((_, rest))) => format!("{}.{rest}", subject.noun()),
    }
}

fn yes(word: Word, says: bool, lang: Lang) -> Option<(Word, String)> {
    says.then(|| (word, Word::Yes.get(lang).to_owned()))
}

impl Body for EntryHead {
    fn rows(&self, _: Lang) -> Rows {
        rows([
            some(Word::Kind, &self.kind),
            some(Word::Article, &self.article),
            some(Word::Technology, &self.technology),
            maybe(self.when.as_ref()),
        ])
    }
}

impl Body for Paragraph {
    fn rows(&self, _: Lang) -> Rows {
        rows([maybe(self.when.as_ref())])
    }
}

impl Body for Exclusion<Code> {
    fn rows(&self, lang: Lang) -> Rows {
        rows([some(Word::On, &self.on), Some(when(self.when.as_ref(), lang))])
    }
}

impl Body for Exclusion<ProvisionId> {
    fn rows(&self, lang: Lang) -> Rows {
        rows([some(Word::On, &self.on), Some(when(self.when.as_ref(), lang))])
    }
}

impl Body for ReasonRow {
    fn rows(&self, lang: Lang) -> Rows {
        let to =
            self.to.as_ref().map_or_else(|| Word::World.get(lang).to_owned(), CodeRef::to_string);
        rows([
            Some((Word::Reason, self.reason.to_string())),
            some(Word::On, &self.on),
            some(Word::Except, &self.except),
            maybe(self.when.as_ref()),
            Some((Word::To, to)),
        ])
    }
}

impl Body for EligibleRow {
    fn rows(&self, _: Lang) -> Rows {
        let limit = self.limit.as_ref().map(|(amount, currency)| format!("{amount} {currency}"));
        rows([
            Some((Word::Exception, self.exception.to_string())),
            some(Word::On, &self.on),
            some(Word::Except, &self.except),
            maybe(self.when.as_ref()),
            limit.map(|limit| (Word::Limit, limit)),
        ])
    }
}

impl Body for EntryBar {
    fn rows(&self, lang: Lang) -> Rows {
        let mut rows = self.bar.rows(lang);
        rows.extend(some(Word::On, &self.on));
        rows
    }
}

impl Body for Leg {
    fn rows(&self, lang: Lang) -> Rows {
        rows([
            self.each.as_ref().map(|each| (Word::Each, each.noun().to_owned())),
            Some(when(self.when.as_ref(), lang)),
            Some((Word::Destination, path(&self.destination))),
        ])
    }
}

impl Body for Scope {
    fn rows(&self, lang: Lang) -> Rows {
        vec![when(self.when.as_ref(), lang)]
    }
}

impl Body for Control {
    fn rows(&self, lang: Lang) -> Rows {
        let effect = match self.effect {
            Effect::Review => Word::JudgementNeeded,
            Effect::Licence => Word::LicenceRequired,
            Effect::Prohibit => Word::Prohibited,
        };
        let next = self.next.get(lang);
        rows([
            Some((Word::Effect, effect.get(lang).to_owned())),
            self.reason.as_ref().map(|reason| (Word::Reason, reason.to_string())),
            Some(when(self.when.as_ref(), lang)),
            (!next.is_empty()).then(|| (Word::Next, next.to_owned())),
        ])
    }
}

impl Body for Exception {
    fn rows(&self, lang: Lang) -> Rows {
        rows([
            some(Word::Lifts, &self.lifts),
            Some(when(self.when.as_ref(), lang)),
            yes(Word::Claim, self.claim, lang),
            some(Word::Obligations, &self.obligations),
        ])
    }
}

impl Body for Bar {
    fn rows(&self, lang: Lang) -> Rows {
        let bars = if self.bars.is_empty() { "all".to_owned() } else { list(&self.bars) };
        rows([
            Some((Word::Bars, bars)),
            some(Word::Except, &self.except),
            Some(when(self.when.as_ref(), lang)),
        ])
    }
}

impl Body for Policy {
    fn rows(&self, lang: Lang) -> Rows {
        rows([
            some(Word::On, &self.on),
            Some((Word::Says, self.outlook.get(lang).to_owned())),
            Some(when(self.when.as_ref(), lang)),
        ])
    }
}

impl Body for Obligation {
    fn rows(&self, lang: Lang) -> Rows {
        rows([
            some(Word::On, &self.on),
            Some((Word::Says, self.says.get(lang).to_owned())),
            Some(when(self.when.as_ref(), lang)),
        ])
    }
}

impl Body for Attestation {
    fn rows(&self, lang: Lang) -> Rows {
        let answers = self.answers.iter().map(|(fact, says)| {
            let says = if *says { Word::Yes } else { Word::No };
            format!("{fact}: {}", says.get(lang))
        });
        vec![
            (Word::Says, self.statement.get(lang).to_owned()),
            (Word::Answers, answers.collect::<Vec<_>>().join(", ")),
        ]
    }
}

impl Body for Term {
    fn rows(&self, _: Lang) -> Rows {
        let formula = match &self.is {
            Formula::Truth(condition) => condition.to_string(),
            Formula::Sum(sum) => sum.to_string(),
            Formula::Same(fact) => path(fact),
        };
        vec![(Word::Formula, formula)]
    }
}

impl Body for Group {
    fn rows(&self, lang: Lang) -> Rows {
        let members = match &self.members {
            Members::Places(members) => list(members),
            Members::Codes(members) => list(members),
            Members::Hs(members) => list(members),
            Members::Symbols(members) => list(members),
        };
        let all = (self.of == Scalar::Place && self.world)
            .then(|| (Word::Members, Word::World.get(lang).to_owned()));
        rows([
            all,
            self.column.then(|| (Word::Members, Word::Column.get(lang).to_owned())),
            (!members.is_empty()).then_some((Word::Members, members)),
            some(Word::AnyOf, &self.any),
            some(Word::NoneOf, &self.none),
        ])
    }
}

impl Body for PlaceRow {
    fn rows(&self, _: Lang) -> Rows {
        match self {
            Self::In(columns) => rows([some(Word::Members, columns)]),
            Self::As(place) => vec![(Word::Members, place.to_string())],
        }
    }
}
