//! 取引審査票: who, where, what for; what was checked and by whom; which controls bite, what lifts them and why not; the
//! verdict, what is still open, and who approves.

use super::checks;
use super::classification::{number, overall, result};
use super::document::{Block, Document, Look};
use super::label::Label;
use super::{Form, header};
use crate::base::{Lang, Truth};
use crate::decision::{Outcome, Reason, Relief, Verdict, Why};
use crate::render::{prose, words};
use std::collections::BTreeMap;

/// The whole sheet.
pub(super) fn document(form: &Form<'_>, lang: Lang) -> Document {
    let mut document = Document::new(Label::Transaction, lang);
    let decision = form.sheet.decision;
    form.status(&mut document, decision.verdict == Verdict::Flag);
    verdict(&mut document, form);
    header::transfer(&mut document, form);
    checks::circumstances(&mut document, form);
    header::parties(&mut document, form);
    checks::parties(&mut document, form);
    header::items(&mut document, form);
    classes(&mut document, form);
    checks::attested(&mut document, form);
    controls(&mut document, form);
    exceptions(&mut document, form);
    questions(&mut document, form);
    duties(&mut document, form);
    not_evaluated(&mut document, form);
    header::law(&mut document, form);
    document.heading(Label::Approval);
    document.say(Label::MustApprove);
    let decided = if form.signed.is_some() { Label::Approved } else { Label::Open };
    document.fields(vec![(Label::Decision, decided.get(lang).to_owned())]);
    form.signatures(&mut document, [Label::Drafter, Label::Reviewer], Label::Approver);
    document
}

fn verdict(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    let decision = form.sheet.decision;
    document.heading(Label::Verdict);
    document.blocks.push(Block::Notice(prose::answer(decision, lang)));
    document.blocks.push(Block::Points(prose::steps(decision, lang)));
    document.blocks.push(Block::Subheading(Label::Outcomes.get(lang).to_owned()));
    let rows = decision.outcomes.iter().map(|outcome| {
        let own = outcome.next.get(lang);
        let next = words::next(outcome.outcome).get(lang);
        vec![
            outcome.pack.to_string(),
            outcome.item.to_string(),
            words::outcome(outcome.outcome).get(lang).to_owned(),
            // what a pack says to do once its control holds does not fit before, or when it is lifted
            if own.is_empty() || outcome.outcome <= Outcome::FactsMissing { next } else { own }
                .to_owned(),
        ]
    });
    let head = [Label::Pack, Label::ItemId, Label::Outcome, Label::NextStep];
    document.table(Look::Plain, &head, rows.collect());
    if !decision.findings.is_empty() {
        document.blocks.push(Block::Subheading(Label::Findings.get(lang).to_owned()));
        let says = decision.findings.iter();
        let says = says.map(|f| format!("{} ({}: {})", f.says.get(lang), f.pack, f.item));
        document.blocks.push(Block::Points(says.collect()));
    }
}

/// What the classification of each item came to.
fn classes(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    document.heading(Label::Classes);
    let rows = form.items.iter().map(|specified| {
        let of = |truth: Truth| {
            let entries = specified.entries.iter().filter(move |e| e.truth == truth);
            let rows: Vec<&str> = entries.map(|e| number(e.entry.as_str())).collect();
            if rows.is_empty() { Label::Nothing.get(lang).to_owned() } else { rows.join(", ") }
        };
        let item = form.case.items.get(specified.item);
        vec![
            item.map(|item| item.name.to_string()).unwrap_or_default(),
            specified.pack.to_string(),
            result(overall(specified)).get(lang).to_owned(),
            of(Truth::Yes),
            of(Truth::Unknown),
        ]
    });
    let head = [Label::ItemId, Label::Pack, Label::Result, Label::RowsMet, Label::RowsUndetermined];
    document.table(Look::Plain, &head, rows.collect());
}

fn controls(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    let sheet_words = form.words(lang);
    document.heading(Label::Controls);
    let decision = form.sheet.decision;
    let row = |reason: &Reason| {
        let facts: Vec<String> = prose::facts(reason, crate::render::Length::Brief)
            .map(|used| {
                let title = sheet_words.text(&used.title, &used.fact);
                format!("{title}: {}", sheet_words.one(used))
            })
            .collect();
        let mut source = cite(reason.control(), lang);
        if let Some(row) = reason.row() {
            source = format!("{source}; {}", cite(row, lang));
        }
        vec![
            format!("{}\n{}", reason.control().title.get(lang), reason.rule()),
            format!("{}\n{}", reason.item, reason.leg),
            words::outcome(reason.outcome()).get(lang).to_owned(),
            source,
            facts.join("\n"),
        ]
    };
    if decision.reasons.is_empty() {
        document.say(Label::NoControls);
    } else {
        let head =
            [Label::Control, Label::ItemAndLeg, Label::Outcome, Label::Source, Label::Ground];
        document.table(Look::Plain, &head, decision.reasons.iter().map(row).collect());
    }
    let gone = checks::not_applying(form, lang);
    if !gone.is_empty() {
        let list = gone.join(if lang == Lang::Ja { "、" } else { ", " });
        document.blocks.push(Block::Text(Label::NotApplying.fill(lang, &[("list", &list)])));
    }
}

fn cite(provision: &crate::decision::Provision, lang: Lang) -> String {
    format!("{} {}", provision.cite.title.get(lang), provision.cite.at)
}

/// Every exception and licence that could lift a control, with why or why not; those that nobody claims share a line.
fn exceptions(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    document.heading(Label::Exceptions);
    // the row with the controls it speaks of, in the order in which they are found
    let (mut rows, mut of): (Vec<[String; 4]>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    let mut unclaimed = BTreeMap::new();
    for reason in &form.sheet.decision.reasons {
        for relief in &reason.relief {
            if relief.truth == Truth::No && relief.because.contains(&Why::NotClaimed) {
                unclaimed.insert(&*relief.id, relief.title.get(lang));
                continue;
            }
            let row = exception(form, relief, lang);
            let at = rows.iter().position(|known| *known == row).unwrap_or_else(|| {
                rows.push(row);
                of.push(Vec::new());
                of.len().saturating_sub(1)
            });
            if let Some(of) = of.get_mut(at).filter(|of| !of.contains(&reason.rule())) {
                of.push(reason.rule());
            }
        }
    }
    let rows = rows
        .into_iter()
        .zip(of)
        .map(|([name, result, why, source], of)| vec![name, of.join("\n"), result, why, source]);
    let head = [Label::Exception, Label::Control, Label::Result, Label::Why, Label::Source];
    document.table(Look::Plain, &head, rows.collect());
    if !unclaimed.is_empty() {
        let list: Vec<String> =
            unclaimed.iter().map(|(id, title)| format!("{title} ({id})")).collect();
        let list = list.join(if lang == Lang::Ja { "、" } else { ", " });
        document.blocks.push(Block::Text(Label::Unclaimed.fill(lang, &[("list", &list)])));
    }
}

/// An exception, what became of it, why, and where it stands.
fn exception(form: &Form<'_>, relief: &Relief, lang: Lang) -> [String; 4] {
    let words = form.words(lang);
    let result = match relief.truth {
        Truth::Yes => Label::Lifts,
        Truth::Unknown => Label::MayLift,
        Truth::No => Label::LiftsNot,
    };
    let why: Vec<String> = relief.because.iter().map(|why| checks::why(&words, why)).collect();
    let why = match relief.truth {
        Truth::Yes => Label::ConditionsHold.get(lang).to_owned(),
        _ if why.is_empty() => Label::NoReasonGiven.get(lang).to_owned(),
        _ => why.join("\n"),
    };
    let source = relief.cite.as_ref();
    [
        format!("{}\n{}", words.text(&relief.title, &relief.id), relief.id),
        result.get(lang).to_owned(),
        why,
        source.map(|c| format!("{} {}", c.title.get(lang), c.at)).unwrap_or_default(),
    ]
}

fn questions(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    document.heading(Label::Questions);
    let rows = form.sheet.decision.questions.iter().map(|question| {
        let (asks, answer) = (question.question.get(lang), question.answer.get(lang));
        vec![format!("{asks} ({answer})"), question.fact.to_string(), String::new()]
    });
    let head = [Label::Question, Label::Fact, Label::Answer];
    document.table(Look::Plain, &head, rows.collect());
    let showings = form.sheet.decision.showings.iter();
    let showings: Vec<String> =
        showings.map(|s| format!("{} ({})", s.question.get(lang), s.fact)).collect();
    if !showings.is_empty() {
        let title = words::Word::Showings.get(lang).to_owned();
        document.blocks.push(Block::Subheading(title));
        document.blocks.push(Block::Points(showings));
    }
}

fn duties(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    let decision = form.sheet.decision;
    let sure = |truth: Truth| {
        let label = if truth == Truth::Yes { Label::Surely } else { Label::Perhaps };
        label.get(lang).to_owned()
    };
    document.heading(Label::Obligations);
    let rows = decision.obligations.iter().map(|due| {
        vec![due.says.get(lang).to_owned(), sure(due.truth), cite(&due.obligation, lang)]
    });
    let head = [Label::Obligation, Label::Applies, Label::Source];
    document.table(Look::Plain, &head, rows.collect());
    if !decision.policies.is_empty() {
        document.heading(Label::Policies);
        let rows = decision.policies.iter().map(|outlook| {
            let says = outlook.outlook.get(lang).to_owned();
            vec![says, sure(outlook.truth), cite(&outlook.policy, lang)]
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        rows.sort();
        rows.dedup();
        let head = [Label::Policies, Label::Applies, Label::Source];
        document.table(Look::Plain, &head, rows);
    }
}

fn not_evaluated(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    document.heading(Label::NotEvaluated);
    let left = form.sheet.decision.not_evaluated.iter();
    let left: Vec<String> = left.map(|l| format!("{} ({})", l.says.get(lang), l.pack)).collect();
    if left.is_empty() {
        document.say(Label::Nothing);
    } else {
        document.blocks.push(Block::Points(left));
    }
}
