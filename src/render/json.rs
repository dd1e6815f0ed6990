//! A decision as JSON, `sekisho/decision/1`: the shape that other programs rely on. Keys are never renamed or removed.
//!
//! Written straight from the decision, without a copy of it. The schema is `schema/decision.schema.json`.

use super::{Sheet, prose};
use crate::base::{Basis, Day, Lang, State};
use crate::decision::{
    Cited, Due, FactUsed, Finding, ItemOutcome, NotEvaluated, Outlook, PackUsed, Provision,
    Question, Reason, Relief, Showing, Why,
};
use chrono::Datelike;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::sync::Arc;

/// The name of the shape.
const SCHEMA: &str = "sekisho/decision/1";

/// A decision as one JSON object on one line, in the words of `lang`.
#[must_use]
pub fn compact(sheet: Sheet<'_>, lang: Lang) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    // writing our own shapes into memory cannot fail
    serde_json::to_writer(&mut out, &In(sheet, lang)).ok();
    out
}

/// Decisions as indented JSON: one object, or an array where `several`.
#[must_use]
pub fn json(sheets: &[Sheet<'_>], several: Several, lang: Lang) -> Vec<u8> {
    let mut out = Vec::with_capacity(8192);
    if let (Several::No, [sheet]) = (several, sheets) {
        serde_json::to_writer_pretty(&mut out, &In(*sheet, lang)).ok();
    } else {
        let all: Vec<_> = sheets.iter().map(|sheet| In(*sheet, lang)).collect();
        serde_json::to_writer_pretty(&mut out, &all).ok();
    }
    out.push(b'\n');
    out
}

/// Whether the answer is an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Several {
    /// One transfer was asked for: one object.
    No,
    /// Several were asked for: an array, however many could be decided.
    Yes,
}

/// Something to be written in a language.
struct In<T>(T, Lang);

/// A list of such things.
struct List<'a, T>(&'a [T], Lang);

impl<'a, T> Serialize for List<'a, T>
where
    In<&'a T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|item| In(item, self.1)))
    }
}

impl<T> Serialize for In<&Arc<T>>
where
    for<'t> In<&'t T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        In(&**self.0, self.1).serialize(serializer)
    }
}

/// Writes a struct from its keys and values.
macro_rules! object {
    ($serializer:expr, $name:literal, $($key:literal: $value:expr,)+) => {{
        let count = [$($key),+].len();
        let mut object = $serializer.serialize_struct($name, count)?;
        $(object.serialize_field($key, &$value)?;)+
        object.end()
    }};
}

impl Serialize for In<Sheet<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (sheet, lang) = (self.0, self.1);
        let decision = sheet.decision;
        object!(serializer, "Decision",
            "schema": SCHEMA,
            "id": decision.id,
            "as_of": Date(decision.as_of),
            "dated_by": sheet.dated.word(),
            "verdict": decision.verdict.word(),
            "outcome": decision.outcome.word(),
            "reasons": List(&decision.reasons, lang),
            "findings": List(&decision.findings, lang),
            "questions": List(&decision.questions, lang),
            "showings": List(&decision.showings, lang),
            "policies": List(&decision.policies, lang),
            "obligations": List(&decision.obligations, lang),
            "outcomes": List(&decision.outcomes, lang),
            "not_evaluated": List(&decision.not_evaluated, lang),
            "packs": List(&decision.packs, lang),
            "lists": Pairs(&decision.lists, ["id", "sha256"]),
            "transfer": Source { file: sheet.file, sha256: &decision.transfer_sha256 },
        )
    }
}

/// The transfer that was decided.
#[derive(serde::Serialize)]
struct Source<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    sha256: &'a str,
}

/// The keys of a provision in a decision.
macro_rules! provision {
    ($serializer:expr, $name:literal, $key:literal, $provision:expr, $lang:expr, $($rest:tt)+) => {
        object!($serializer, $name,
            $key: $provision.id,
            "pack": $provision.pack,
            "title": $provision.title.get($lang),
            "from": Date($provision.from),
            "cite": [In(&$provision.cite, $lang)],
            $($rest)+
        )
    };
}

impl Serialize for In<&Reason> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (reason, lang) = (self.0, self.1);
        let control = reason.control();
        object!(serializer, "Reason",
            "rule": Rule(reason),
            "pack": control.pack,
            "kind": reason.kind,
            "title": control.title.get(lang),
            "outcome": reason.outcome().word(),
            "item": reason.item,
            "leg": reason.leg,
            "row": reason.row().map(|row| &row.id),
            "from": Date(control.from),
            "state": state(control.state),
            "basis": basis(control.basis),
            "cite": Cites { of: [Some(control), reason.row()], lang },
            "facts": List(reason.facts(), lang),
            "lifted_by": reason.lifted_by().next().map(|relief| &relief.id),
            "relief": List(&reason.relief, lang),
            "missing": reason.missing,
            "next": reason.next.get(lang),
        )
    }
}

/// `control` or `control#row`, without building the text.
struct Rule<'a>(&'a Reason);

impl Serialize for Rule<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let control = &self.0.control().id;
        match self.0.row() {
            None => serializer.serialize_str(control),
            Some(row) => serializer.collect_str(&format_args!("{control}#{}", row.id)),
        }
    }
}

/// Where a control stands, and the row that makes it bite.
struct Cites<'a> {
    of: [Option<&'a Provision>; 2],
    lang: Lang,
}

impl Serialize for Cites<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stated = self.of.iter().flatten();
        serializer.collect_seq(stated.map(|provision| In(&provision.cite, self.lang)))
    }
}

impl Serialize for In<&Cited> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cited = self.0;
        object!(serializer, "Citation",
            "source": cited.source,
            "title": cited.title.get(self.1),
            "author": cited.author,
            "date": cited.date,
            "at": cited.at,
            "by": cited.by,
            "url": cited.url,
        )
    }
}

impl Serialize for In<&FactUsed> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let used = self.0;
        object!(serializer, "Fact",
            "fact": used.fact,
            "value": used.value,
            "title": used.title.get(self.1),
            "ground": used.ground,
        )
    }
}

impl Serialize for In<&Relief> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (relief, lang) = (self.0, self.1);
        object!(serializer, "Relief",
            "id": relief.id,
            "title": relief.title.get(lang),
            "lifts": relief.truth.word(),
            "because": List(&relief.because, lang),
            "cite": relief.cite.as_ref().map(|cite| In(cite, lang)),
        )
    }
}

impl Serialize for In<&Why> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (word, what) = prose::because(self.0);
        let words = word.get(self.1);
        let (before, after) = words.split_once("{what}").unwrap_or((words, ""));
        serializer.collect_str(&format_args!("{before}{what}{after}"))
    }
}

impl Serialize for In<&Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.0;
        object!(serializer, "Finding",
            "code": finding.code,
            "pack": finding.pack,
            "item": finding.item,
            "says": finding.says.get(self.1),
        )
    }
}

impl Serialize for In<&Question> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let question = self.0;
        object!(serializer, "Question",
            "fact": question.fact,
            "question": question.question.get(self.1),
            "answer": question.answer.get(self.1),
            "settles": question.settles,
        )
    }
}

impl Serialize for In<&Showing> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let showing = self.0;
        object!(serializer, "Showing",
            "fact": showing.fact,
            "question": showing.question.get(self.1),
            "helps": Pairs(&showing.helps, ["rule", "through"]),
        )
    }
}

/// Pairs as objects with these two keys.
struct Pairs<'a>(&'a [(Box<str>, Box<str>)], [&'static str; 2]);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|pair| Pair(pair, self.1)))
    }
}

/// One of them.
struct Pair<'a>(&'a (Box<str>, Box<str>), [&'static str; 2]);

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ((first, second), [one, two]) = (self.0, self.1);
        let mut object = serializer.serialize_struct("Pair", 2)?;
        object.serialize_field(one, first)?;
        object.serialize_field(two, second)?;
        object.end()
    }
}

impl Serialize for In<&Outlook> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (outlook, lang) = (self.0, self.1);
        provision!(serializer, "Policy", "policy", outlook.policy, lang,
            "on": outlook.on,
            "outlook": outlook.outlook.get(lang),
            "applies": outlook.truth.word(),
        )
    }
}

impl Serialize for In<&Due> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (due, lang) = (self.0, self.1);
        provision!(serializer, "Obligation", "obligation", due.obligation, lang,
            "says": due.says.get(lang),
            "applies": due.truth.word(),
        )
    }
}

impl Serialize for In<&ItemOutcome> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outcome = self.0;
        object!(serializer, "Outcome",
            "pack": outcome.pack,
            "item": outcome.item,
            "outcome": outcome.outcome.word(),
            "next": outcome.next.get(self.1),
        )
    }
}

impl Serialize for In<&NotEvaluated> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (left, lang) = (self.0, self.1);
        object!(serializer, "NotEvaluated",
            "pack": left.pack,
            "says": left.says.get(lang),
            "cite": left.cite.as_ref().map(|cite| In(cite, lang)),
        )
    }
}

impl Serialize for In<&PackUsed> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pack = self.0;
        object!(serializer, "Pack",
            "id": pack.id,
            "title": pack.title.get(self.1),
            "edition": pack.edition.map(Date),
            "sha256": pack.sha256,
            "notice": pack.notice.get(self.1),
        )
    }
}

/// A day as `2026-11-22`.
struct Date(Day);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        let Ok(year @ 0..=9999) = u32::try_from(year) else {
            return serializer.collect_str(&self.0);
        };
        // formatting costs more than all the rest of a citation
        let digit = |number: u32| b'0'.saturating_add(u8::try_from(number % 10).unwrap_or(0));
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        serializer.serialize_str(str::from_utf8(&text).unwrap_or_default())
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::InForce => "in-force",
        State::Stayed => "stayed",
        State::Unenforced => "unenforced",
        State::Repealed => "repealed",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Text => "text",
        Basis::Secondary => "secondary",
        Basis::Recalled => "recalled",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::compact;
    use crate::base::Lang;
    use crate::render::{Dated, Sheet};

    #[test]
    fn days_are_written_as_they_print() {
        for text in ["2026-11-22", "0999-01-09", "1999-12-31"] {
            let day: crate::base::Day = text.parse().unwrap();
            assert_eq!(serde_json::to_string(&super::Date(day)).unwrap(), format!("\"{day}\""));
        }
        let far = crate::base::Day::from_ymd_opt(12_026, 1, 2).unwrap();
        assert_eq!(serde_json::to_string(&super::Date(far)).unwrap(), format!("\"{far}\""));
    }

    #[test]
    fn the_shape_that_others_rely_on() {
        let decision = sample::decision();
        let sheet = Sheet { decision: &decision, file: None, dated: Dated::Transfer };
        let value: serde_json::Value = serde_json::from_slice(&compact(sheet, Lang::Ja)).unwrap();
        assert_eq!(value["schema"], "sekisho/decision/1");
        assert_eq!(value["as_of"], "2026-11-22");
        assert_eq!((&value["verdict"], &value["outcome"]), (&"deny".into(), &"prohibited".into()));
        let reason = &value["reasons"][0];
        assert_eq!(reason["rule"], "rivals");
        assert_eq!(reason["title"], "懸念国への中核技術");
        assert_eq!(reason["cite"][0]["at"], "VI.2");
        assert_eq!(reason["facts"][1]["value"], "CN");
        assert_eq!(reason["lifted_by"], serde_json::Value::Null);
        assert_eq!(value["showings"][0]["helps"][0]["through"], "joint-project");
        assert_eq!(value["transfer"]["sha256"], "abcdef");
    }
}
