//! A decision for a terminal or a log: the answer, then why, then what to do next, then what it rests on.

use super::layout::{Look, Page, Tone};
use super::words::{self, Word};
use super::{Dated, Sheet, prose};
use crate::base::Truth;
use crate::decision::{Decision, Outcome, Reason, Verdict};

/// Reasons that a page names in short.
const SHORT: usize = 20;

/// Duties and outlooks of which it is open whether they apply, that a page shows.
const OPEN: usize = 6;

/// Columns of the labels of a reason.
const ROOM: usize = 10;
/// How many questions are shown; the others are for `ask` and JSON.
const QUESTIONS: usize = 3;
/// How many showings are shown.
const SHOWINGS: usize = 5;

/// How much of a decision is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// What decides is said whole, the rest in a line or two each.
    Brief,
    /// Everything is said whole.
    Full,
}

/// A decision as text.
#[must_use]
pub fn text(sheet: Sheet<'_>, look: Look, length: Length) -> String {
    let mut page = Page::new(look);
    answer(&mut page, sheet);
    why(&mut page, sheet.decision, length);
    what_next(&mut page, sheet.decision);
    duties(&mut page, sheet.decision);
    limits(&mut page, sheet.decision);
    page.finish()
}

fn answer(page: &mut Page, sheet: Sheet<'_>) {
    let (decision, lang) = (sheet.decision, page.lang());
    page.line(0, of_verdict(decision.verdict), &prose::answer(decision, lang));
    let as_of = match sheet.dated {
        Dated::Transfer => Word::AsOf,
        Dated::Argument => Word::AsOfArgument,
        Dated::Today => Word::AsOfToday,
    };
    let name = decision.id.as_deref().or(sheet.file).unwrap_or(Word::ThisTransfer.get(lang));
    let as_of = as_of.fill(lang, &[("day", &decision.as_of)]);
    let outcome = words::outcome(decision.outcome).get(lang);
    page.line(0, Tone::Plain, &format!("{name}, {as_of}: {outcome}"));
    for (word, name) in prose::names(decision, lang) {
        page.labelled(2, word.get(lang), ROOM, Tone::Plain, &name);
    }
}

fn why(page: &mut Page, decision: &Decision, length: Length) {
    let lang = page.lang();
    page.heading(Word::Why.get(lang));
    let quiet = decision.findings.is_empty() || decision.verdict == Verdict::Allow;
    if decision.reasons.is_empty() && quiet {
        page.line(2, Tone::Plain, Word::NoReason.get(lang));
    }
    let (whole, short) = prose::split(decision, length);
    for (n, reason) in whole.iter().enumerate() {
        if n > 0 {
            page.gap();
        }
        one_reason(page, whole.get(..n).unwrap_or_default(), reason, length);
    }
    if !short.is_empty() {
        page.gap();
        let count = short.len();
        page.line(2, Tone::Strong, &Word::InShort.fill(lang, &[("count", &count)]));
    }
    for (n, reason) in short.iter().take(SHORT).enumerate() {
        in_short(page, whole.len().saturating_add(n).saturating_add(1), reason);
    }
    more(page, 2, Word::MoreOf, short.len(), SHORT);
    if !decision.findings.is_empty() {
        page.heading(Word::Findings.get(lang));
        for finding in &decision.findings {
            let place = [&*finding.pack, &*finding.item].map(str::to_owned);
            let place: Vec<String> = place.into_iter().filter(|p| !p.is_empty()).collect();
            let says = format!("{} ({})", finding.says.get(lang), place.join(", "));
            page.labelled(2, "-", 2, Tone::Plain, &says);
        }
    }
}

fn in_short(page: &mut Page, number: usize, reason: &Reason) {
    let lang = page.lang();
    let control = reason.control();
    let name = words::outcome(reason.outcome()).get(lang);
    let title = format!("{name}: {}", control.title.get(lang));
    page.labelled(2, &format!("{number}."), 4, Tone::Plain, &title);
    let cite = prose::citation(&reason.row().unwrap_or(control).cite, lang);
    page.line(6, Tone::Dim, &format!("{}:{}, {cite}", control.pack, reason.rule()));
    if !reason.missing.is_empty() {
        let facts = prose::missing(reason, Length::Brief, lang);
        page.line(6, Tone::Plain, &Word::WaitsFor.fill(lang, &[("facts", &facts)]));
    }
    for relief in reason.lifted_by() {
        page.line(6, Tone::Plain, &prose::relief(relief, lang));
    }
}

/// A reason: what bites and through which row, why, and what could lift it. What an `earlier` one said is not said again.
fn one_reason(page: &mut Page, earlier: &[&Reason], reason: &Reason, length: Length) {
    let (lang, number) = (page.lang(), earlier.len().saturating_add(1));
    let control = reason.control();
    let name = words::outcome(reason.outcome()).get(lang);
    let title = format!("{name}: {}", control.title.get(lang));
    page.labelled(2, &format!("{number}."), 4, of_outcome(reason.outcome()), &title);
    let mut row = |word: Word, text: &str| {
        page.labelled(6, word.get(lang), ROOM, Tone::Plain, text);
    };
    let as_in = |number: usize| Word::AsIn.fill(lang, &[("number", &number)]);
    let on = Word::ForItem.fill(lang, &[("item", &reason.item), ("leg", &reason.leg)]);
    row(Word::Item, &on);
    if let Some(meets) = prose::meets(reason, lang) {
        row(Word::MeetsHere, &meets);
    }
    if let Some(provision) = reason.row() {
        row(Word::Row, &prose::row(provision, lang));
        row(Word::Source, &prose::citation(&provision.cite, lang));
    }
    row(Word::Rule, &prose::rule(reason, lang));
    row(Word::Source, &prose::citation(&control.cite, lang));
    let mut label = Word::Facts.get(lang);
    if let Some(number) = prose::as_in(earlier, reason, Reason::facts) {
        page.labelled(6, label, ROOM, Tone::Plain, &as_in(number));
    } else {
        for fact in prose::facts(reason, length) {
            page.labelled(6, label, ROOM, Tone::Plain, &prose::fact(fact, lang));
            label = "";
        }
    }
    let mut label = Word::Relief.get(lang);
    if reason.relief.is_empty() {
        page.labelled(6, label, ROOM, Tone::Plain, Word::NothingLifts.get(lang));
    } else if let Some(number) = prose::as_in(earlier, reason, |r| &r.relief) {
        page.labelled(6, label, ROOM, Tone::Plain, &as_in(number));
    } else {
        for (truth, text) in prose::reliefs(reason, length, lang) {
            let tone = if truth == Truth::No { Tone::Dim } else { Tone::Plain };
            page.labelled(6, label, ROOM, tone, &text);
            label = "";
        }
    }
    if let Some(number) = prose::as_in(earlier, reason, |r| &r.missing) {
        page.labelled(6, Word::Missing.get(lang), ROOM, Tone::Plain, &as_in(number));
    } else if !reason.missing.is_empty() {
        let missing = prose::missing(reason, length, lang);
        page.labelled(6, Word::Missing.get(lang), ROOM, Tone::Plain, &missing);
    }
}

fn what_next(page: &mut Page, decision: &Decision) {
    let lang = page.lang();
    page.heading(Word::WhatNext.get(lang));
    for step in prose::steps(decision, lang) {
        page.labelled(2, "-", 2, Tone::Plain, &step);
    }
    if !decision.questions.is_empty() {
        page.line(2, Tone::Strong, Word::Questions.get(lang));
        for (n, question) in decision.questions.iter().take(QUESTIONS).enumerate() {
            let number = format!("{}.", n.saturating_add(1));
            page.labelled(4, &number, 3, Tone::Plain, question.question.get(lang));
            let answer = question.answer.get(lang);
            page.line(7, Tone::Dim, &format!("{}: {answer}", question.fact));
        }
        more(page, 4, Word::MoreQuestions, decision.questions.len(), QUESTIONS);
    }
    if !decision.showings.is_empty() {
        page.line(2, Tone::Strong, Word::Showings.get(lang));
        for showing in decision.showings.iter().take(SHOWINGS) {
            page.labelled(4, "-", 2, Tone::Plain, showing.question.get(lang));
            page.line(6, Tone::Dim, &showing.fact);
        }
        more(page, 4, Word::MoreOf, decision.showings.len(), SHOWINGS);
    }
}

/// Says how many were left out.
fn more(page: &mut Page, indent: usize, word: Word, all: usize, shown: usize) {
    let rest = all.saturating_sub(shown);
    if rest > 0 {
        page.line(indent, Tone::Dim, &word.fill(page.lang(), &[("count", &rest)]));
    }
}

fn duties(page: &mut Page, decision: &Decision) {
    let lang = page.lang();
    let sure = |truth: Truth| match truth {
        Truth::Yes => String::new(),
        Truth::No | Truth::Unknown => format!(" ({})", Word::MayApply.get(lang)),
    };
    if !decision.obligations.is_empty() {
        page.heading(Word::Obligations.get(lang));
        let (certain, open): (Vec<_>, Vec<_>) =
            decision.obligations.iter().partition(|due| due.truth == Truth::Yes);
        for due in certain.into_iter().chain(open.iter().copied().take(OPEN)) {
            let says = format!("{}{}", due.says.get(lang), sure(due.truth));
            page.labelled(2, "-", 2, Tone::Plain, &says);
            let cite = prose::citation(&due.obligation.cite, lang);
            let from = format!("{}:{}, {cite}", due.obligation.pack, due.obligation.id);
            page.line(4, Tone::Dim, &from);
        }
        more(page, 2, Word::MoreOf, open.len(), OPEN);
    }
    if !decision.policies.is_empty() {
        page.heading(Word::Policies.get(lang));
        let mut above = None;
        let (certain, open): (Vec<_>, Vec<_>) =
            decision.policies.iter().partition(|outlook| outlook.truth == Truth::Yes);
        for outlook in certain.into_iter().chain(open.iter().copied().take(OPEN)) {
            // a policy that speaks of several controls is said once
            let (id, on) = (&outlook.policy.id, &outlook.on);
            if above != Some(id) {
                let says = format!("{}{}", outlook.outlook.get(lang), sure(outlook.truth));
                page.labelled(2, "-", 2, Tone::Plain, &says);
                let cite = prose::citation(&outlook.policy.cite, lang);
                page.line(4, Tone::Dim, &format!("{}:{id}, {cite}", outlook.policy.pack));
            }
            page.line(4, Tone::Dim, &format!("{}: {on}", Word::On.get(lang)));
            above = Some(id);
        }
        more(page, 2, Word::MoreOf, open.len(), OPEN);
    }
}

fn limits(page: &mut Page, decision: &Decision) {
    let lang = page.lang();
    page.heading(Word::NotEvaluated.get(lang));
    if decision.not_evaluated.is_empty() {
        page.line(2, Tone::Plain, Word::NothingToList.get(lang));
    }
    for left in &decision.not_evaluated {
        let says = format!("{}: {}", left.pack, left.says.get(lang));
        page.labelled(2, "-", 2, Tone::Plain, &says);
    }
    page.heading(Word::Packs.get(lang));
    for pack in &decision.packs {
        let edition = match pack.edition {
            Some(day) => Word::Edited.fill(lang, &[("day", &day)]),
            None => Word::NoEdition.get(lang).to_owned(),
        };
        let title = pack.title.get(lang);
        let says = format!("{}: {title}, {edition}, {}", pack.id, prose::short(&pack.sha256));
        page.labelled(2, "-", 2, Tone::Plain, &says);
        if !pack.notice.is_empty() {
            page.line(4, Tone::Strong, pack.notice.get(lang));
        }
    }
    if !decision.lists.is_empty() {
        page.heading(Word::Lists.get(lang));
        for (name, hash) in &decision.lists {
            page.labelled(2, "-", 2, Tone::Plain, &format!("{name}, {}", prose::short(hash)));
        }
    }
}

fn of_verdict(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Allow => Tone::Good,
        Verdict::Flag => Tone::Careful,
        Verdict::Deny => Tone::Bad,
    }
}

fn of_outcome(outcome: Outcome) -> Tone {
    of_verdict(outcome.verdict())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{Length, Look, text};
    use crate::base::Lang;
    use crate::render::{Colour, Dated, Sheet};

    #[test]
    fn the_answer_comes_first_and_the_reason_cites() {
        let decision = sample::decision();
        let sheet = Sheet { decision: &decision, file: None, dated: Dated::Transfer };
        let page = text(sheet, Look::plain(Lang::En), Length::Brief);
        assert!(page.starts_with("deny: it may not go ahead as it stands\n"), "{page}");
        assert!(page.contains("\"A strategy\", A ministry, 2022-12-16, VI.2"), "{page}");
        assert!(page.contains("to: CN"), "{page}");
        assert!(page.contains("policy derived from documents, not law"), "{page}");
        assert!(!page.contains('\u{1b}'));
        let ja = text(sheet, Look::plain(Lang::Ja), Length::Brief);
        assert!(ja.starts_with("不可 (deny): このままでは進められません\n"), "{ja}");
    }

    #[test]
    fn lines_keep_to_the_width() {
        let decision = sample::decision();
        let sheet = Sheet { decision: &decision, file: None, dated: Dated::Today };
        for lang in [Lang::En, Lang::Ja] {
            let page = text(sheet, Look { width: 60, lang, colour: Colour::Plain }, Length::Full);
            for line in page.lines() {
                assert!(super::super::layout::columns(line) <= 60, "{line}");
            }
        }
    }
}
