//! A decision as Markdown, to be pasted into a review, a ticket or a file note. The same order as the text page.

use super::text::Length;
use super::words::{self, Word};
use super::{Dated, Sheet, prose};
use crate::base::{Lang, Truth};
use crate::decision::{Cited, Decision, Reason, Verdict};
use std::fmt::{Display, Write};

/// A decision as Markdown.
#[must_use]
pub fn markdown(sheet: Sheet<'_>, lang: Lang) -> String {
    let mut out = String::with_capacity(4096);
    let decision = sheet.decision;
    answer(&mut out, sheet, lang);
    why(&mut out, decision, lang);
    what_next(&mut out, decision, lang);
    duties(&mut out, decision, lang);
    limits(&mut out, decision, lang);
    out
}

fn answer(out: &mut String, sheet: Sheet<'_>, lang: Lang) {
    let decision = sheet.decision;
    let name = words::verdict(decision.verdict).get(lang);
    let says = words::verdict_says(decision.verdict).get(lang);
    line(out, format_args!("# {}: {}", plain(name), plain(says)));
    let as_of = match sheet.dated {
        Dated::Transfer => Word::AsOf,
        Dated::Argument => Word::AsOfArgument,
        Dated::Today => Word::AsOfToday,
    };
    let as_of = as_of.fill(lang, &[("day", &decision.as_of)]);
    let id = decision.id.as_deref().or(sheet.file).unwrap_or("-");
    let outcome = words::outcome(decision.outcome).get(lang);
    line(out, format_args!("\n{}, {as_of}: **{outcome}**\n", plain(id)));
    for (word, name) in prose::names(decision, lang) {
        line(out, format_args!("- {}: {}", word.get(lang), plain(&name)));
    }
}

fn why(out: &mut String, decision: &Decision, lang: Lang) {
    heading(out, Word::Why, lang);
    let quiet = decision.findings.is_empty() || decision.verdict == Verdict::Allow;
    if decision.reasons.is_empty() && quiet {
        line(out, Word::NoReason.get(lang));
    }
    let (whole, short) = prose::split(decision, Length::Brief);
    for (n, reason) in whole.iter().enumerate() {
        one_reason(out, whole.get(..n).unwrap_or_default(), reason, lang);
    }
    if !short.is_empty() {
        line(out, format_args!("\n{}\n", Word::AlsoFound.get(lang)));
    }
    for reason in short {
        let control = reason.control();
        let (name, title) = (words::outcome(reason.outcome()), plain(control.title.get(lang)));
        let rule = format!("`{}:{}`", control.pack, reason.rule());
        let cite = link(&reason.row().unwrap_or(control).cite, lang);
        line(out, format_args!("- **{}: {title}**, {rule}, {cite}", name.get(lang)));
    }
    if !decision.findings.is_empty() {
        heading(out, Word::Findings, lang);
        for finding in &decision.findings {
            let says = plain(finding.says.get(lang));
            line(out, format_args!("- {says} ({}, {})", code(&finding.pack), code(&finding.item)));
        }
    }
}

fn one_reason(out: &mut String, earlier: &[&Reason], reason: &Reason, lang: Lang) {
    let (control, number) = (reason.control(), earlier.len().saturating_add(1));
    let as_in = |number: usize| Word::AsIn.fill(lang, &[("number", &number)]);
    let name = words::outcome(reason.outcome()).get(lang);
    line(out, format_args!("{number}. **{name}: {}**", plain(control.title.get(lang))));
    let mut row = |word: Word, text: &dyn Display| {
        line(out, format_args!("   - {}: {text}", word.get(lang)));
    };
    row(Word::Item, &format_args!("{}, {}", code(&reason.item), code(&reason.leg)));
    if let Some(meets) = prose::meets(reason, lang) {
        row(Word::MeetsHere, &plain(&meets));
    }
    if let Some(provision) = reason.row() {
        let cite = link(&provision.cite, lang);
        row(Word::Row, &format_args!("{}, {cite}", plain(&prose::row(provision, lang))));
    }
    let (version, cite) = (prose::version(control, lang), link(&control.cite, lang));
    row(Word::Rule, &format_args!("`{}:{}`, {version}, {cite}", control.pack, reason.rule()));
    if let Some(number) = prose::as_in(earlier, reason, Reason::facts) {
        row(Word::Facts, &as_in(number));
    } else {
        for fact in prose::facts(reason, Length::Brief) {
            row(Word::Facts, &plain(&prose::fact(fact, lang)));
        }
    }
    if reason.relief.is_empty() {
        row(Word::Relief, &Word::NothingLifts.get(lang));
    } else if let Some(number) = prose::as_in(earlier, reason, |r| &r.relief) {
        row(Word::Relief, &as_in(number));
    } else {
        for (_, text) in prose::reliefs(reason, Length::Brief, lang) {
            row(Word::Relief, &plain(&text));
        }
    }
    if let Some(number) = prose::as_in(earlier, reason, |r| &r.missing) {
        row(Word::Missing, &as_in(number));
    } else if !reason.missing.is_empty() {
        row(Word::Missing, &plain(&prose::missing(reason, Length::Brief, lang)));
    }
}

fn what_next(out: &mut String, decision: &Decision, lang: Lang) {
    heading(out, Word::WhatNext, lang);
    for step in prose::steps(decision, lang) {
        line(out, format_args!("- {}", plain(&step)));
    }
    if !decision.questions.is_empty() {
        line(out, format_args!("\n### {}\n", Word::Questions.get(lang)));
        for (n, question) in decision.questions.iter().enumerate() {
            let (asks, answer) = (question.question.get(lang), question.answer.get(lang));
            let number = n.saturating_add(1);
            line(
                out,
                format_args!(
                    "{number}. {} ({}: {})",
                    plain(asks),
                    code(&question.fact),
                    plain(answer)
                ),
            );
        }
    }
    if !decision.showings.is_empty() {
        line(out, format_args!("\n### {}\n", Word::Showings.get(lang)));
        for showing in &decision.showings {
            line(
                out,
                format_args!("- {} ({})", plain(showing.question.get(lang)), code(&showing.fact)),
            );
        }
    }
}

fn duties(out: &mut String, decision: &Decision, lang: Lang) {
    let sure = |truth: Truth| match truth {
        Truth::Yes => String::new(),
        Truth::No | Truth::Unknown => format!(" ({})", Word::MayApply.get(lang)),
    };
    if !decision.obligations.is_empty() {
        heading(out, Word::Obligations, lang);
        for due in &decision.obligations {
            let (says, cite) = (plain(due.says.get(lang)), link(&due.obligation.cite, lang));
            let rule = format!("`{}:{}`", due.obligation.pack, due.obligation.id);
            line(out, format_args!("- {says}{}: {rule}, {cite}", sure(due.truth)));
        }
    }
    if !decision.policies.is_empty() {
        heading(out, Word::Policies, lang);
        for outlook in &decision.policies {
            let says = plain(outlook.outlook.get(lang));
            let cite = link(&outlook.policy.cite, lang);
            line(out, format_args!("- `{}`: {says}{}, {cite}", outlook.on, sure(outlook.truth)));
        }
    }
}

fn limits(out: &mut String, decision: &Decision, lang: Lang) {
    heading(out, Word::NotEvaluated, lang);
    if decision.not_evaluated.is_empty() {
        line(out, Word::NothingToList.get(lang));
    }
    for left in &decision.not_evaluated {
        line(out, format_args!("- `{}`: {}", left.pack, plain(left.says.get(lang))));
    }
    heading(out, Word::Packs, lang);
    let head = [Word::Pack, Word::Edition, Word::Hash, Word::Notice].map(|word| word.get(lang));
    line(out, format_args!("| {} |\n| --- | --- | --- | --- |", head.join(" | ")));
    for pack in &decision.packs {
        let edition = pack.edition.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            format!("`{}`", pack.id),
            edition,
            format!("`{}`", prose::short(&pack.sha256)),
            plain(pack.notice.get(lang)),
        ];
        line(out, format_args!("| {} |", cells.join(" | ")));
    }
    for (name, hash) in &decision.lists {
        line(out, format_args!("\n- `{name}`: `{}`", prose::short(hash)));
    }
}

fn heading(out: &mut String, word: Word, lang: Lang) {
    line(out, format_args!("\n## {}\n", word.get(lang)));
}

fn line(out: &mut String, text: impl Display) {
    // writing into memory cannot fail
    writeln!(out, "{text}").ok();
}

/// A citation that leads to its document.
fn link(cited: &Cited, lang: Lang) -> String {
    let words = plain(&prose::citation(cited, lang));
    match &cited.url {
        Some(url) => format!("[{words}](<{url}>)"),
        None => words,
    }
}

/// A name as code.
fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], " "))
}

/// The text with whatever Markdown or HTML would read in it made plain. Names in a transfer are not ours.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{markdown, plain};
    use crate::base::Lang;
    use crate::render::{Dated, Sheet};

    #[test]
    fn nothing_of_the_user_becomes_markup() {
        assert_eq!(plain("<b>*a*|b"), "&lt;b&gt;\\*a\\*\\|b");
    }

    #[test]
    fn citations_lead_to_their_document() {
        let decision = sample::decision();
        let sheet = Sheet { decision: &decision, file: None, dated: Dated::Transfer };
        let page = markdown(sheet, Lang::En);
        assert!(page.starts_with("# deny: "), "{page}");
        let link = "[\"A strategy\", A ministry, 2022-12-16, VI.2](<https://example.org/strategy>)";
        assert!(page.contains(link), "{page}");
    }
}
