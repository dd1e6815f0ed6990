//! What an item is classified as, nearly is, or may be: as text and as JSON.

use super::layout::{Look, Page, Tone};
use super::text::Length;
use super::words::Word;
use crate::analyse::Near;
use crate::base::{Code, Day, InForce, Lang, PackId, Text, Truth};
use crate::decision::Question;
use crate::engine::{Class, Classes};
use crate::law::model::Law;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Columns of a code.
const ROOM: usize = 16;
/// Questions of a short page.
const QUESTIONS: usize = 10;
/// Codes named for one question.
const CODES: usize = 6;

/// An item with all that was found of it.
#[derive(Clone, Debug)]
pub struct Classified {
    /// How the transfer calls it.
    pub item: Box<str>,
    /// By pack.
    pub packs: Vec<Classes>,
    /// What it nearly meets.
    pub near: Vec<Near>,
}

/// A question with the codes that hang on it.
struct Open<'a> {
    question: &'a Question,
    /// Those whose gate surely fits, then those whose gate is open too.
    codes: Vec<&'a Code>,
    sure: usize,
}

/// The page of some items.
#[must_use]
pub fn classes(law: &Law, day: Day, items: &[Classified], look: Look, length: Length) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    for item in items {
        page.gap();
        page.line(0, Tone::Strong, &item.item);
        page.line(0, Tone::Plain, &Word::AsOf.fill(lang, &[("day", &day)]));
        for pack in &item.packs {
            let title =
                law.packs.get(&pack.pack).map(|p| p.head.title.get(lang)).unwrap_or_default();
            page.heading(&format!("{}: {title}", pack.pack));
            one(&mut page, law, day, pack, &item.near, length);
        }
    }
    page.finish()
}

fn one(page: &mut Page, law: &Law, day: Day, pack: &Classes, near: &[Near], length: Length) {
    let lang = page.lang();
    let met: Vec<&Class> = pack.places.iter().filter(|c| c.truth == Truth::Yes).collect();
    let near: Vec<&Near> = near.iter().filter(|near| near.pack == pack.pack).collect();
    let open = questions(pack);
    if met.is_empty() && near.is_empty() && open.is_empty() && pack.excluded.is_empty() {
        page.line(2, Tone::Plain, Word::NothingMet.get(lang));
    }
    for finding in &pack.findings {
        page.labelled(2, Word::Contradicted.get(lang), ROOM, Tone::Careful, finding.says.get(lang));
    }
    section(page, Word::Meets, !met.is_empty());
    for class in met {
        let how = if class.by_statement { Word::ByStatement } else { Word::ByMeasure };
        let title = title(law, &pack.pack, &class.code, day);
        let says = format!("{} ({})", title.get(lang), how.get(lang));
        page.labelled(4, class.code.as_str(), ROOM, Tone::Strong, &says);
    }
    section(page, Word::NearlyMeets, !near.is_empty());
    for near in near {
        page.labelled(4, near.code.as_str(), ROOM, Tone::Plain, &by_how_much(near, lang));
    }
    section(page, Word::TakenOut, !pack.excluded.is_empty());
    for out in &pack.excluded {
        let by = Word::TakenOutBy.fill(lang, &[("by", &out.by)]);
        page.labelled(4, out.code.as_str(), ROOM, Tone::Plain, &by);
    }
    section(page, Word::MayMeet, !open.is_empty());
    let shown = if length == Length::Full { open.len() } else { QUESTIONS };
    for open in open.iter().take(shown) {
        let question = open.question.question.get(lang);
        page.labelled(4, "-", 2, Tone::Plain, &format!("{question} [{}]", open.question.fact));
        let codes = Word::Decides.fill(lang, &[("codes", &some(&open.codes, lang))]);
        page.line(6, Tone::Dim, &codes);
    }
    let left = open.len().saturating_sub(shown);
    if left > 0 {
        page.line(4, Tone::Dim, &Word::AndQuestions.fill(lang, &[("count", &left)]));
    }
}

fn section(page: &mut Page, word: Word, some: bool) {
    if some {
        let lang = page.lang();
        page.line(2, Tone::Dim, word.get(lang));
    }
}

/// The questions, those first that decide most codes whose gate surely fits.
fn questions(pack: &Classes) -> Vec<Open<'_>> {
    let mut by_fact: BTreeMap<&str, Open<'_>> = BTreeMap::new();
    let unsure = pack.places.iter().filter(|class| class.truth == Truth::Unknown);
    let (sure, open): (Vec<_>, Vec<_>) = unsure.partition(|class| class.gate == Truth::Yes);
    for (class, counts) in sure.iter().map(|c| (c, 1)).chain(open.iter().map(|c| (c, 0))) {
        for question in &class.questions {
            let new = || Open { question, codes: Vec::new(), sure: 0 };
            let open = by_fact.entry(&question.fact).or_insert_with(new);
            open.codes.push(&class.code);
            open.sure = open.sure.saturating_add(counts);
        }
    }
    let mut out: Vec<Open<'_>> = by_fact.into_values().collect();
    out.sort_by_key(|open| std::cmp::Reverse((open.sure, open.codes.len())));
    out
}

pub(super) fn some(codes: &[&Code], lang: Lang) -> String {
    let list: Vec<&str> = codes.iter().take(CODES).map(|code| code.as_str()).collect();
    let list = list.join(", ");
    match codes.len().saturating_sub(CODES) {
        0 => list,
        count => Word::AndMore.fill(lang, &[("list", &list), ("count", &count)]),
    }
}

fn by_how_much(near: &Near, lang: Lang) -> String {
    let off = percent(near.off);
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("fact", &near.fact), ("value", &near.value), ("line", &near.line), ("off", &off)];
    Word::NearBy.fill(lang, &values)
}

/// Ten-thousandths in percent.
fn percent(parts: u32) -> String {
    format!("{}.{:02}", parts.div_euclid(100), parts.rem_euclid(100))
}

/// The title of a paragraph, or of what it stands under.
pub(super) fn title(law: &Law, pack: &PackId, code: &Code, day: Day) -> Text {
    let Some(pack) = law.packs.get(pack) else { return Text::default() };
    let mut head = Some(code.as_str());
    while let Some(text) = head {
        if let Some(entry) = pack.entries.get(text) {
            let own = entry.paragraphs.get(code).map(|timeline| timeline.at(day));
            if let Some(InForce::Version(version) | InForce::Unknown(version)) = own
                && !version.said.title.is_empty()
            {
                return version.said.title.clone();
            }
            return match entry.head.at(day) {
                InForce::Version(version) | InForce::Unknown(version) => version.said.title.clone(),
                InForce::Absent => Text::default(),
            };
        }
        head = text.rfind(['.', '(']).and_then(|end| text.get(..end));
    }
    Text::default()
}

/// The same for programs.
#[must_use]
pub fn classes_json(law: &Law, day: Day, items: &[Classified], lang: Lang) -> Vec<u8> {
    let items: Vec<Value> = items
        .iter()
        .map(|item| {
            let packs = item.packs.iter().map(|pack| pack_json(law, day, pack, &item.near, lang));
            json!({ "item": item.item, "packs": packs.collect::<Vec<_>>() })
        })
        .collect();
    let all = json!({ "schema": "sekisho/classes/1", "as_of": day.to_string(), "items": items });
    let mut out = serde_json::to_vec_pretty(&all).unwrap_or_default();
    out.push(b'\n');
    out
}

fn pack_json(law: &Law, day: Day, pack: &Classes, near: &[Near], lang: Lang) -> Value {
    let codes =
        |codes: &[Code]| codes.iter().map(Code::as_str).map(Value::from).collect::<Vec<_>>();
    let met = pack.places.iter().filter(|class| class.truth == Truth::Yes).map(|class| {
        let by = if class.by_statement { "statement" } else { "measure" };
        let title = title(law, &pack.pack, &class.code, day);
        json!({ "code": class.code.as_str(), "title": title.get(lang), "by": by })
    });
    let possible = pack.places.iter().filter(|class| class.truth == Truth::Unknown).map(|class| {
        let asks: Vec<&str> = class.questions.iter().map(|question| &*question.fact).collect();
        json!({ "code": class.code.as_str(), "gate": gate(class.gate), "asks": asks })
    });
    let near = near.iter().filter(|near| near.pack == pack.pack).map(|near| {
        json!({
            "code": near.code.as_str(), "fact": near.fact.as_str(), "value": near.value,
            "line": near.line, "off_percent": percent(near.off),
        })
    });
    let excluded =
        pack.excluded.iter().map(|out| json!({ "code": out.code.as_str(), "by": out.by }));
    let asked = questions(pack).into_iter().map(|open| {
        let decides: Vec<&str> = open.codes.iter().map(|code| code.as_str()).collect();
        json!({
            "fact": open.question.fact, "question": open.question.question.get(lang),
            "answer": open.question.answer.get(lang), "decides": decides,
        })
    });
    json!({
        "pack": pack.pack.as_str(),
        "stated": codes(&pack.stated),
        "meets": met.collect::<Vec<_>>(),
        "near": near.collect::<Vec<_>>(),
        "excluded": excluded.collect::<Vec<_>>(),
        "possible": possible.collect::<Vec<_>>(),
        "questions": asked.collect::<Vec<_>>(),
        "contradictions": pack.findings.iter().map(|f| f.says.get(lang)).collect::<Vec<_>>(),
    })
}

fn gate(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "fits",
        Truth::No => "closed",
        Truth::Unknown => "open",
    }
}
