//! A decision as JSON, `sekisho/decision/1`: the shape that other programs rely on. Keys are never renamed or removed.
//!
//! Written straight from the decision, without a copy of it. The schema is `schema/decision.schema.json`.

use super::writer::{Json, Lines, Say, write};
use super::{Sheet, prose};
use crate::base::{Basis, Day, Lang, State, Text, day_letters};
use crate::decision::{
    Cited, Due, FactUsed, Finding, ItemOutcome, Named, NotEvaluated, Outlook, PackUsed, Provision,
    Question, Reason, Relief, Showing, Why,
};
use std::sync::Arc;

/// The name of the shape.
const SCHEMA: &str = "sekisho/decision/1";

/// A decision as one JSON object on one line, in the words of `lang`.
#[must_use]
pub fn compact(sheet: Sheet<'_>, lang: Lang) -> Vec<u8> {
    write(&In(sheet, lang), Lines::One, capacity(sheet))
}

/// Decisions as indented JSON: one object, or an array where `several`.
#[must_use]
pub fn json(sheets: &[Sheet<'_>], several: Several, lang: Lang) -> Vec<u8> {
    let size = sheets.iter().map(|sheet| capacity(*sheet)).fold(0, usize::saturating_add);
    let size = size.saturating_mul(2);
    let mut out = if let (Several::No, [sheet]) = (several, sheets) {
        write(&In(*sheet, lang), Lines::Many, size)
    } else {
        let all: Vec<_> = sheets.iter().map(|sheet| In(*sheet, lang)).collect();
        write(&all, Lines::Many, size)
    };
    out.push(b'\n');
    out
}

/// About how long a decision will be: enough for most, so that it is not copied while it grows.
fn capacity(sheet: Sheet<'_>) -> usize {
    sheet.decision.reasons.len().saturating_mul(1536).saturating_add(1024)
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

impl<'a, T> Say for List<'a, T>
where
    In<&'a T>: Say,
{
    fn say(&self, to: &mut Json) {
        to.list(self.0.iter().map(|item| In(item, self.1)));
    }
}

impl<T> Say for In<&Arc<T>>
where
    for<'t> In<&'t T>: Say,
{
    fn say(&self, to: &mut Json) {
        In(&**self.0, self.1).say(to);
    }
}

/// Writes an object from its keys and values.
macro_rules! object {
    ($to:expr, $($key:literal: $value:expr,)+) => {
        $to.object(|object| {
            $(object.key(concat!(",\"", $key, "\":"), &$value);)+
        })
    };
}

impl Say for In<Sheet<'_>> {
    fn say(&self, to: &mut Json) {
        let (sheet, lang) = (self.0, self.1);
        let decision = sheet.decision;
        object!(to,
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
            "items": Items(&decision.items),
            "parties": Parties(&decision.parties),
            "persons": Persons(&decision.persons),
            "not_evaluated": List(&decision.not_evaluated, lang),
            "packs": List(&decision.packs, lang),
            "lists": Pairs(&decision.lists, [",\"id\":", ",\"sha256\":"]),
            "transfer": Source { file: sheet.file, sha256: &decision.transfer_sha256 },
        );
    }
}

/// The transfer that was decided.
struct Source<'a> {
    file: Option<&'a str>,
    sha256: &'a str,
}

impl Say for Source<'_> {
    fn say(&self, to: &mut Json) {
        match self.file {
            Some(file) => object!(to, "file": file, "sha256": self.sha256,),
            None => object!(to, "sha256": self.sha256,),
        }
    }
}

/// The keys of a provision in a decision.
macro_rules! provision {
    ($to:expr, $key:literal, $provision:expr, $lang:expr, $($rest:tt)+) => {
        object!($to,
            $key: $provision.id,
            "pack": $provision.pack,
            "title": $provision.title.get($lang),
            "from": Date($provision.from),
            "cite": [In(&$provision.cite, $lang)],
            $($rest)+
        )
    };
}

impl Say for In<&Reason> {
    fn say(&self, to: &mut Json) {
        let (reason, lang) = (self.0, self.1);
        let control = reason.control();
        object!(to,
            "rule": Rule(reason),
            "pack": control.pack,
            "kind": reason.kind,
            "title": control.title.get(lang),
            "outcome": reason.outcome().word(),
            "item": reason.item,
            "leg": reason.leg,
            "row": reason.row().map(|row| &row.id),
            "meets": Met { of: &reason.meets, lang },
            "from": Date(control.from),
            "state": state(control.state),
            "basis": basis(control.basis),
            "cite": Cites { of: [Some(control), reason.row()], lang },
            "facts": List(reason.facts(), lang),
            "lifted_by": reason.lifted_by().next().map(|relief| &relief.id),
            "relief": List(&reason.relief, lang),
            "missing": reason.missing,
            "next": reason.next.get(lang),
        );
    }
}

/// The paragraphs by which a row reaches the item.
struct Met<'a> {
    of: &'a [(Box<str>, Text)],
    lang: Lang,
}

impl Say for Met<'_> {
    fn say(&self, to: &mut Json) {
        to.list(self.of.iter().map(|place| Place(place, self.lang)));
    }
}

/// One of them.
struct Place<'a>(&'a (Box<str>, Text), Lang);

impl Say for Place<'_> {
    fn say(&self, to: &mut Json) {
        object!(to, "code": self.0.0, "title": self.0.1.get(self.1),);
    }
}

/// Who and what the transfer names, each with the keys that fit it.
macro_rules! named {
    ($list:ident, $one:ident, $of:ident, $($key:literal: $value:expr,)+) => {
        struct $list<'a>(&'a [Named]);

        impl Say for $list<'_> {
            fn say(&self, to: &mut Json) {
                to.list(self.0.iter().map($one));
            }
        }

        struct $one<'a>(&'a Named);

        impl Say for $one<'_> {
            fn say(&self, to: &mut Json) {
                let $of = self.0;
                object!(to, $($key: $value,)+);
            }
        }
    };
}

named!(Items, Item, of, "id": of.name, "title": of.title,);
named!(Parties, Party, of, "name": of.name, "role": of.role, "country": of.place.first(),);
named!(Persons, Person, of, "name": of.name, "nationality": of.place,);

/// `control` or `control#row`, without building the text.
struct Rule<'a>(&'a Reason);

impl Say for Rule<'_> {
    fn say(&self, to: &mut Json) {
        let control = &self.0.control().id;
        match self.0.row() {
            None => control.say(to),
            Some(row) => to.parts(&[control, "#", &row.id]),
        }
    }
}

/// Where a control stands, and the row that makes it bite.
struct Cites<'a> {
    of: [Option<&'a Provision>; 2],
    lang: Lang,
}

impl Say for Cites<'_> {
    fn say(&self, to: &mut Json) {
        let stated = self.of.iter().flatten();
        to.list(stated.map(|provision| In(&provision.cite, self.lang)));
    }
}

impl Say for In<&Cited> {
    fn say(&self, to: &mut Json) {
        let cited = self.0;
        object!(to,
            "source": cited.source,
            "title": cited.title.get(self.1),
            "author": cited.author,
            "date": cited.date,
            "at": cited.at,
            "by": cited.by,
            "url": cited.url,
        );
    }
}

impl Say for In<&FactUsed> {
    fn say(&self, to: &mut Json) {
        let used = self.0;
        object!(to,
            "fact": used.fact,
            "value": used.value,
            "title": used.title.get(self.1),
            "ground": used.ground,
        );
    }
}

impl Say for In<&Relief> {
    fn say(&self, to: &mut Json) {
        let (relief, lang) = (self.0, self.1);
        object!(to,
            "id": relief.id,
            "title": relief.title.get(lang),
            "lifts": relief.truth.word(),
            "because": List(&relief.because, lang),
            "cite": relief.cite.as_ref().map(|cite| In(cite, lang)),
        );
    }
}

impl Say for In<&Why> {
    fn say(&self, to: &mut Json) {
        let (word, what) = prose::because(self.0);
        let words = word.get(self.1);
        let (before, after) = words.split_once("{what}").unwrap_or((words, ""));
        to.parts(&[before, what, after]);
    }
}

impl Say for In<&Finding> {
    fn say(&self, to: &mut Json) {
        let finding = self.0;
        object!(to,
            "code": finding.code,
            "pack": finding.pack,
            "item": finding.item,
            "says": finding.says.get(self.1),
        );
    }
}

impl Say for In<&Question> {
    fn say(&self, to: &mut Json) {
        let question = self.0;
        object!(to,
            "fact": question.fact,
            "question": question.question.get(self.1),
            "answer": question.answer.get(self.1),
            "settles": question.settles,
        );
    }
}

impl Say for In<&Showing> {
    fn say(&self, to: &mut Json) {
        let showing = self.0;
        object!(to,
            "fact": showing.fact,
            "question": showing.question.get(self.1),
            "helps": Pairs(&showing.helps, [",\"rule\":", ",\"through\":"]),
        );
    }
}

/// Pairs as objects with these two keys.
struct Pairs<'a, T>(&'a [(T, Box<str>)], [&'static str; 2]);

impl<T: Say> Say for Pairs<'_, T> {
    fn say(&self, to: &mut Json) {
        to.list(self.0.iter().map(|pair| Pair(pair, self.1)));
    }
}

/// One of them.
struct Pair<'a, T>(&'a (T, Box<str>), [&'static str; 2]);

impl<T: Say> Say for Pair<'_, T> {
    fn say(&self, to: &mut Json) {
        let ((first, second), [one, other]) = (self.0, self.1);
        to.object(|object| {
            object.key(one, first);
            object.key(other, second);
        });
    }
}

impl Say for In<&Outlook> {
    fn say(&self, to: &mut Json) {
        let (outlook, lang) = (self.0, self.1);
        provision!(to, "policy", outlook.policy, lang,
            "on": outlook.on,
            "outlook": outlook.outlook.get(lang),
            "applies": outlook.truth.word(),
        );
    }
}

impl Say for In<&Due> {
    fn say(&self, to: &mut Json) {
        let (due, lang) = (self.0, self.1);
        provision!(to, "obligation", due.obligation, lang,
            "says": due.says.get(lang),
            "applies": due.truth.word(),
        );
    }
}

impl Say for In<&ItemOutcome> {
    fn say(&self, to: &mut Json) {
        let outcome = self.0;
        object!(to,
            "pack": outcome.pack,
            "item": outcome.item,
            "outcome": outcome.outcome.word(),
            "next": outcome.next.get(self.1),
        );
    }
}

impl Say for In<&NotEvaluated> {
    fn say(&self, to: &mut Json) {
        let (left, lang) = (self.0, self.1);
        object!(to,
            "pack": left.pack,
            "says": left.says.get(lang),
            "cite": left.cite.as_ref().map(|cite| In(cite, lang)),
        );
    }
}

impl Say for In<&PackUsed> {
    fn say(&self, to: &mut Json) {
        let pack = self.0;
        object!(to,
            "id": pack.id,
            "title": pack.title.get(self.1),
            "edition": pack.edition.map(Date),
            "sha256": pack.sha256,
            "notice": pack.notice.get(self.1),
        );
    }
}

/// A day as `2026-11-22`.
struct Date(Day);

impl Say for Date {
    fn say(&self, to: &mut Json) {
        match day_letters(self.0) {
            Some(letters) => to.plain(&letters),
            None => self.0.to_string().as_str().say(to),
        }
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
    use super::{Lines, compact, write};
    use crate::base::Lang;
    use crate::render::{Dated, Sheet};

    #[test]
    fn days_are_written_as_they_print() {
        for text in ["2026-11-22", "0999-01-09", "1999-12-31"] {
            let day: crate::base::Day = text.parse().unwrap();
            assert_eq!(write(&super::Date(day), Lines::One, 0), format!("\"{day}\"").into_bytes());
        }
        let far = crate::base::Day::from_ymd_opt(12_026, 1, 2).unwrap();
        assert_eq!(write(&super::Date(far), Lines::One, 0), format!("\"{far}\"").into_bytes());
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
