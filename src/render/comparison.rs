//! Two decisions on one transfer side by side: as text in two columns, and as JSON. What one law calls a control the other
//! may not know at all, so nothing is matched but items, kinds of control and questions.

use super::classes::{some, title};
use super::layout::{Look, Page, Tone};
use super::text::Length;
use super::words::{self, Word};
use super::{Dated, Sheet, compact, prose};
use crate::analyse::Side;
use crate::base::{Code, Day, Lang, Truth};
use crate::decision::{Outcome, Question, Reason};
use crate::engine::Classes;
use crate::law::model::Law;
use serde_json::{Value, json};

/// Controls of one side that are shown where none is sure.
const WAITING: usize = 4;
/// Questions of one side that the page shows.
const QUESTIONS: usize = 8;

/// Two decisions and what they are of.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// One side and the other.
    pub sides: &'a [Side; 2],
    /// The packs.
    pub law: &'a Law,
    /// As of when.
    pub day: Day,
    /// Whose day that is.
    pub dated: Dated,
    /// The transfer's file.
    pub file: &'a str,
}

/// The page in two columns.
#[must_use]
pub fn comparison(of: Comparison<'_>, look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    let [left, right] = of.sides;
    let names: [(&str, &dyn std::fmt::Display); 2] =
        [("first", &left.pack), ("second", &right.pack)];
    page.line(0, Tone::Strong, &Word::SideBySide.fill(lang, &names));
    let as_of = match of.dated {
        Dated::Transfer => Word::AsOf,
        Dated::Argument => Word::AsOfArgument,
        Dated::Today => Word::AsOfToday,
    };
    page.line(0, Tone::Plain, &as_of.fill(lang, &[("day", &of.day)]));
    page.line(0, Tone::Plain, &stricter(of.sides, lang));
    page.gap();
    let titles = of.sides.each_ref().map(|side| {
        let pack = of.law.packs.get(&side.pack);
        let title = pack.map(|pack| pack.head.title.get(lang)).unwrap_or_default();
        format!("{}: {title}", side.pack)
    });
    two(&mut page, Tone::Strong, &titles);
    page.heading(Word::VerdictIs.get(lang));
    two(&mut page, Tone::Strong, &of.sides.each_ref().map(|s| prose::answer(&s.decision, lang)));
    let outcome = |side: &Side| words::outcome(side.decision.outcome).get(lang).to_owned();
    two(&mut page, Tone::Plain, &of.sides.each_ref().map(outcome));
    items(&mut page, of);
    controls(&mut page, of.sides, Word::ListControls, &|reason| reason.row().is_some());
    controls(&mut page, of.sides, Word::OtherControls, &|reason| reason.row().is_none());
    questions(&mut page, of.sides);
    page.finish()
}

fn two(page: &mut Page, tone: Tone, cells: &[String; 2]) {
    let [left, right] = cells;
    page.beside(tone, left, right);
}

/// Cells row by row; the shorter column ends first.
fn rows(page: &mut Page, left: &[String], right: &[String]) {
    let lang = page.lang();
    let nothing = Word::NothingToList.get(lang).to_owned();
    let or = |cells: &[String]| {
        if cells.is_empty() { vec![nothing.clone()] } else { cells.to_vec() }
    };
    let (left, right) = (or(left), or(right));
    for n in 0..left.len().max(right.len()) {
        let cell = |cells: &[String]| cells.get(n).cloned().unwrap_or_default();
        two(page, Tone::Plain, &[cell(&left), cell(&right)]);
    }
}

/// Which of the two is the stricter.
fn stricter(sides: &[Side; 2], lang: Lang) -> String {
    let [left, right] = sides;
    let pack = match left.decision.outcome.cmp(&right.decision.outcome) {
        std::cmp::Ordering::Equal => return Word::Alike.get(lang).to_owned(),
        std::cmp::Ordering::Greater => &left.pack,
        std::cmp::Ordering::Less => &right.pack,
    };
    Word::Stricter.fill(lang, &[("pack", pack)])
}

/// What each item is under each pack.
fn items(page: &mut Page, of: Comparison<'_>) {
    let lang = page.lang();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in of.sides.iter().flat_map(|side| &side.classes) {
        if !names.contains(&&**name) {
            names.push(name);
        }
    }
    for name in names {
        page.heading(&Word::ItemIs.fill(lang, &[("item", &name)]));
        let [left, right] = of.sides.each_ref().map(|side| {
            let own = side.classes.iter().filter(|(item, _)| **item == *name);
            own.flat_map(|(_, classes)| met(of, classes, lang)).collect::<Vec<_>>()
        });
        rows(page, &left, &right);
    }
}

fn met(of: Comparison<'_>, classes: &Classes, lang: Lang) -> Vec<String> {
    let with = |truth: Truth| classes.places.iter().filter(move |class| class.truth == truth);
    let mut out: Vec<String> = with(Truth::Yes)
        .map(|class| {
            let how = if class.by_statement { Word::ByStatement } else { Word::ByMeasure };
            let title = title(of.law, &classes.pack, &class.code, of.day);
            format!("{} {} ({})", class.code, title.get(lang), how.get(lang))
        })
        .collect();
    if out.is_empty() {
        out.push(Word::InNothing.get(lang).to_owned());
    }
    let may: Vec<&Code> = with(Truth::Unknown).map(|class| &class.code).collect();
    if !may.is_empty() {
        out.push(Word::MayBeIn.fill(lang, &[("codes", &some(&may, lang))]));
    }
    out
}

fn controls(page: &mut Page, sides: &[Side; 2], title: Word, wanted: &dyn Fn(&Reason) -> bool) {
    let lang = page.lang();
    page.heading(title.get(lang));
    let [left, right] = sides.each_ref().map(|side| {
        let mut all: Vec<&Reason> =
            side.decision.reasons.iter().filter(|reason| wanted(reason)).collect();
        // of those that wait, the ones that wait for least say most
        all.sort_by_key(|reason| (std::cmp::Reverse(reason.outcome()), reason.missing.len()));
        let sure = all.iter().filter(|reason| reason.outcome() > Outcome::FactsMissing).count();
        let shown = sure.max(WAITING);
        let mut cells: Vec<String> =
            all.iter().take(shown).map(|reason| control(reason, lang)).collect();
        let more = all.len().saturating_sub(shown);
        if more > 0 {
            cells.push(Word::MoreOf.fill(lang, &[("count", &more)]));
        }
        cells
    });
    rows(page, &left, &right);
}

/// A control with what became of it, what could lift it, and what is missing.
fn control(reason: &Reason, lang: Lang) -> String {
    let outcome = words::outcome(reason.outcome()).get(lang);
    let mut out = vec![
        format!("{outcome}: {}", reason.control().title.get(lang)),
        format!("{} ({}, {})", reason.rule(), reason.item, reason.leg),
        prose::citation(&reason.control().cite, lang),
    ];
    let reliefs = prose::reliefs(reason, Length::Brief, lang);
    if reliefs.is_empty() {
        out.push(Word::NothingLifts.get(lang).to_owned());
    }
    out.extend(reliefs.into_iter().map(|(_, text)| text));
    if !reason.missing.is_empty() {
        let missing = prose::missing(reason, Length::Brief, lang);
        out.push(format!("{}: {missing}", Word::Missing.get(lang)));
    }
    out.push(String::new());
    out.join("\n")
}

fn shared(sides: &[Side; 2]) -> impl Iterator<Item = &Question> {
    let [left, right] = sides;
    let asks = |question: &&Question| {
        right.decision.questions.iter().any(|other| other.fact == question.fact)
    };
    left.decision.questions.iter().filter(asks)
}

fn questions(page: &mut Page, sides: &[Side; 2]) {
    let lang = page.lang();
    let say = |question: &Question| format!("{} [{}]", question.question.get(lang), question.fact);
    let both: Vec<&Question> = shared(sides).collect();
    if !both.is_empty() {
        page.heading(Word::AskedByBoth.get(lang));
        for question in &both {
            page.line(2, Tone::Plain, &say(question));
        }
    }
    page.heading(Word::AskedByOne.get(lang));
    let [left, right] = sides.each_ref().map(|side| {
        let own = side.decision.questions.iter();
        let own = own.filter(|one| both.iter().all(|other| other.fact != one.fact));
        let all: Vec<String> = own.map(|question| format!("- {}", say(question))).collect();
        let mut cells: Vec<String> = all.iter().take(QUESTIONS).cloned().collect();
        let more = all.len().saturating_sub(QUESTIONS);
        if more > 0 {
            cells.push(Word::MoreOf.fill(lang, &[("count", &more)]));
        }
        cells
    });
    rows(page, &left, &right);
}

/// The same for programs: both decisions whole, what the items are in each, and which questions both ask.
#[must_use]
pub fn comparison_json(of: Comparison<'_>, lang: Lang) -> Vec<u8> {
    let sides = of.sides.each_ref().map(|side| {
        let sheet = Sheet { decision: &side.decision, file: Some(of.file), dated: of.dated };
        let decision: Value = serde_json::from_slice(&compact(sheet, lang)).unwrap_or(Value::Null);
        let classes = side.classes.iter().map(|(item, classes)| {
            let with = |truth: Truth| {
                let places = classes.places.iter().filter(|class| class.truth == truth);
                places.map(|class| class.code.as_str()).collect::<Vec<_>>()
            };
            json!({ "item": item, "meets": with(Truth::Yes), "possible": with(Truth::Unknown) })
        });
        json!({
            "pack": side.pack.as_str(),
            "verdict": side.decision.verdict.word(),
            "outcome": side.decision.outcome.word(),
            "items": classes.collect::<Vec<_>>(),
            "decision": decision,
        })
    });
    let worst = of.sides.iter().map(|side| side.decision.verdict).max();
    let [left, right] = of.sides;
    let stricter = match left.decision.outcome.cmp(&right.decision.outcome) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(left.pack.as_str()),
        std::cmp::Ordering::Less => Some(right.pack.as_str()),
    };
    let all = json!({
        "schema": "sekisho/comparison/1",
        "as_of": of.day.to_string(),
        "file": of.file,
        "verdict": worst.map(crate::decision::Verdict::word),
        "stricter": stricter,
        "asked_by_both": shared(of.sides).map(|question| &*question.fact).collect::<Vec<_>>(),
        "sides": sides,
    });
    let mut out = serde_json::to_vec_pretty(&all).unwrap_or_default();
    out.push(b'\n');
    out
}
