//! The whole trace of a decision: every provision that was looked at, what its conditions saw, and what came out.

use super::layout::{Look, Page, Tone};
use super::words::{self, Word};
use super::{Sheet, prose};
use crate::base::{Lang, Truth};
use crate::decision::{Atom, Step, Stratum};

/// The trace as text, after the answer.
#[must_use]
pub fn trace(sheet: Sheet<'_>, look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    page.line(0, Tone::Strong, &prose::answer(sheet.decision, lang));
    let day = sheet.decision.as_of;
    page.line(0, Tone::Plain, &Word::AsOf.fill(lang, &[("day", &day)]));
    page.heading(Word::Trace.get(lang));
    // a provision is looked at when another asks for it; a reader wants one stratum after the other
    let mut steps: Vec<&Step> = sheet.decision.trace.steps.iter().collect();
    steps.sort_by(|a, b| (a.stratum, &a.item, &a.leg).cmp(&(b.stratum, &b.item, &b.leg)));
    steps.dedup();
    let mut above: Option<&Step> = None;
    for step in steps {
        if above.is_none_or(|above| above.stratum != step.stratum) {
            page.gap();
            page.line(0, Tone::Strong, stratum(step.stratum).get(lang));
            above = None;
        }
        if above.is_none_or(|above| (&above.item, &above.leg) != (&step.item, &step.leg)) {
            page.line(2, Tone::Dim, &place(step, lang));
        }
        one(&mut page, step);
        above = Some(step);
    }
    page.finish()
}

fn one(page: &mut Page, step: &Step) {
    let lang = page.lang();
    let truth = words::truth(step.truth).get(lang);
    let name = format!("{}:{}", step.pack, step.provision);
    page.labelled(4, truth, 8, of(step.truth), &name);
    for atom in &step.atoms {
        page.labelled(12, words::truth(atom.truth).get(lang), 8, Tone::Plain, &saw(atom, lang));
    }
}

/// The condition, and the values it saw.
fn saw(atom: &Atom, lang: Lang) -> String {
    let seen: Vec<String> = atom
        .facts
        .iter()
        .map(|used| {
            let value = used.value.as_deref().unwrap_or(Word::NotStated.get(lang));
            format!("{} = {value}", used.fact)
        })
        .collect();
    if seen.is_empty() {
        atom.text.to_string()
    } else {
        format!("{} [{}]", atom.text, seen.join(", "))
    }
}

fn place(step: &Step, lang: Lang) -> String {
    if step.leg.is_empty() {
        return step.item.to_string();
    }
    Word::ForItem.fill(lang, &[("item", &step.item), ("leg", &step.leg)])
}

fn of(truth: Truth) -> Tone {
    match truth {
        Truth::Yes => Tone::Strong,
        Truth::Unknown => Tone::Careful,
        Truth::No => Tone::Dim,
    }
}

fn stratum(stratum: Stratum) -> Word {
    match stratum {
        Stratum::Match => Word::StratumMatch,
        Stratum::Reason => Word::StratumReason,
        Stratum::Leg => Word::StratumLeg,
        Stratum::Scope => Word::StratumScope,
        Stratum::Control => Word::StratumControl,
        Stratum::Bar => Word::StratumBar,
        Stratum::Relief => Word::StratumRelief,
        Stratum::Outlook => Word::StratumOutlook,
    }
}
