//! Phrases that the text and Markdown pages share: a citation, a fact, what became of an exception.

use super::text::Length;
use super::words::{self, Word};
use crate::base::{Basis, Lang, State, Text, Truth};
use crate::decision::{
    Cited, Decision, FactUsed, Named, Outcome, Provision, Reason, Relief, Verdict, Why,
};

/// Missing facts that a short page names for one reason.
const MISSING: usize = 8;

/// How many reasons that wait for facts are said whole.
const WAITING: usize = 5;

/// Document, author, date and place, in that order.
pub(super) fn citation(cited: &Cited, lang: Lang) -> String {
    let title = cited.title.get(lang);
    let (mut out, comma) = match lang {
        Lang::En => (format!("\"{title}\""), ", "),
        Lang::Ja => (format!("「{title}」"), "、"),
    };
    let by = cited.by.as_ref().map(|by| Word::By.fill(lang, &[("by", by)]));
    let at = (!cited.at.is_empty()).then_some(&*cited.at);
    let parts = [cited.author.as_deref(), cited.date.as_deref(), at, by.as_deref()];
    for part in parts.into_iter().flatten() {
        out.push_str(comma);
        out.push_str(part);
    }
    out
}

/// `qubits of the processor (chip.qubits) = 40`.
pub(super) fn fact(used: &FactUsed, lang: Lang) -> String {
    let title = used.title.get(lang);
    let mut out =
        if title.is_empty() { used.fact.to_string() } else { format!("{title} ({})", used.fact) };
    out.push_str(": ");
    out.push_str(used.value.as_deref().unwrap_or(Word::NotStated.get(lang)));
    if let Some(ground) = &used.ground {
        out.push_str(" [");
        out.push_str(&Word::Ground.fill(lang, &[("ground", ground)]));
        out.push(']');
    }
    out
}

/// The rule with its pack and the version that was applied.
pub(super) fn rule(reason: &Reason, lang: Lang) -> String {
    let control = reason.control();
    format!("{}:{}, {}", control.pack, reason.rule(), version(control, lang))
}

/// The row that makes a control bite, with what it reaches and since when: `3A001#NS2: NS column 2, in force since …`.
pub(super) fn row(row: &Provision, lang: Lang) -> String {
    let title = row.title.get(lang);
    let gap = if title.is_empty() { "" } else { ": " };
    format!("{}{gap}{title}, {}", row.id, version(row, lang))
}

/// The paragraphs by which a row reaches the item: `3A090.a (…)`.
pub(super) fn meets(reason: &Reason, lang: Lang) -> Option<String> {
    let one = |(code, title): &(Box<str>, Text)| match title.get(lang) {
        "" => code.to_string(),
        title => format!("{code}: {title}"),
    };
    let all: Vec<String> = reason.meets.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The names in the head of a page, each with its label.
pub(super) fn names(decision: &Decision, lang: Lang) -> Vec<(Word, String)> {
    let (open, close, comma) = match lang {
        Lang::En => (" (", ")", ", "),
        Lang::Ja => ("(", ")", "、"),
    };
    let one = |named: &Named| {
        let mut out = named.name.to_string();
        if let Some(title) = named.title.as_deref().filter(|title| **title != *named.name) {
            out = [&out, ": ", title].concat();
        }
        for place in &named.place {
            out = [&out, comma, place].concat();
        }
        if !named.role.is_empty() {
            let roles = named.role.iter().map(|role| &**role).collect::<Vec<_>>();
            out = [&out, open, &roles.join(comma), close].concat();
        }
        out
    };
    let all = [
        (Word::Item, &decision.items),
        (Word::Party, &decision.parties),
        (Word::Person, &decision.persons),
    ];
    all.into_iter().flat_map(|(word, all)| all.iter().map(move |n| (word, one(n)))).collect()
}

/// The number of an earlier reason of which `part` says the same, for the same item on the same leg.
pub(super) fn as_in<T: PartialEq>(
    earlier: &[&Reason],
    reason: &Reason,
    part: impl Fn(&Reason) -> &[T],
) -> Option<usize> {
    let same = |other: &&Reason| {
        (&other.item, &other.leg) == (&reason.item, &reason.leg) && part(other) == part(reason)
    };
    let said = !part(reason).is_empty();
    earlier.iter().position(same).filter(|_| said).map(|at| at.saturating_add(1))
}

/// Since when a provision is in force, and what weakens it.
pub(super) fn version(provision: &Provision, lang: Lang) -> String {
    let mut out = Word::Since.fill(lang, &[("day", &provision.from)]);
    for word in [state(provision.state), basis(provision.basis)].into_iter().flatten() {
        out.push_str("; ");
        out.push_str(word.get(lang));
    }
    out
}

/// What is to be said of a state, unless it is in force.
pub(super) fn state(state: State) -> Option<Word> {
    match state {
        State::InForce => None,
        State::Stayed => Some(Word::Stayed),
        State::Unenforced => Some(Word::Unenforced),
        State::Repealed => Some(Word::Repealed),
    }
}

/// What is to be said of a basis, unless it is the text.
pub(super) fn basis(basis: Basis) -> Option<Word> {
    match basis {
        Basis::Text => None,
        Basis::Secondary => Some(Word::Secondary),
        Basis::Recalled => Some(Word::Recalled),
    }
}

/// What became of one exception: `LVS (low value) does not lift it: item.value <= limit`.
pub(super) fn relief(relief: &Relief, lang: Lang) -> String {
    let word = match relief.truth {
        Truth::Yes => Word::LiftedBy,
        Truth::Unknown => Word::MayLift,
        Truth::No => Word::DoesNotLift,
    };
    let title = relief.title.get(lang);
    let id =
        if title.is_empty() { relief.id.to_string() } else { format!("{} ({title})", relief.id) };
    let mut out = word.fill(lang, &[("id", &id)]);
    if relief.truth != Truth::Yes && !relief.because.is_empty() {
        out.push_str(": ");
        let because: Vec<String> = relief
            .because
            .iter()
            .map(self::because)
            .map(|(w, what)| w.fill(lang, &[("what", &what)]))
            .collect();
        out.push_str(&because.join("; "));
    }
    if let (Truth::Yes, Some(cite)) = (relief.truth, &relief.cite) {
        out.push_str(", ");
        out.push_str(&citation(cite, lang));
    }
    out
}

/// Why an exception does not lift, or may not.
pub(super) fn because(why: &Why) -> (Word, &str) {
    match why {
        Why::NotClaimed => (Word::NotClaimed, ""),
        Why::Barred(by) => (Word::Barred, &**by),
        Why::MayBeBarred(by) => (Word::MayBeBarred, &**by),
        Why::Unknown(name) => (Word::Open, &**name),
        Why::NotSo(condition) => (Word::NotSo, &**condition),
    }
}

/// What became of the exceptions of a reason, line by line. Where one lifts it, the others are of no interest but in the
/// whole page; those that nobody claimed, or that are not open to the item, share a line.
pub(super) fn reliefs(reason: &Reason, length: Length, lang: Lang) -> Vec<(Truth, String)> {
    let lifted = reason.lifted_by().next().is_some();
    let (mut whole, mut unclaimed, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    for one in &reason.relief {
        if length == Length::Full || one.truth == Truth::Yes {
            whole.push((one.truth, relief(one, lang)));
        } else if lifted {
            // what lifts it is enough
        } else if one.truth == Truth::Unknown || of_weight(one) {
            whole.push((one.truth, relief(one, lang)));
        } else if one.because.contains(&Why::NotClaimed) {
            unclaimed.push(stem(&one.id));
        } else {
            closed.push(stem(&one.id));
        }
    }
    for (word, mut ids) in [(Word::Closed, closed), (Word::Unclaimed, unclaimed)] {
        ids.dedup();
        if !ids.is_empty() {
            whole.push((Truth::No, word.fill(lang, &[("list", &ids.join(", "))])));
        }
    }
    whole
}

/// The names of missing facts that fit a line or two; all of them in the whole page.
pub(super) fn missing(reason: &Reason, length: Length, lang: Lang) -> String {
    let shown = if length == Length::Full { reason.missing.len() } else { MISSING };
    let list: Vec<&str> = reason.missing.iter().take(shown).map(|name| &**name).collect();
    let list = list.join(", ");
    match reason.missing.len().saturating_sub(shown) {
        0 => list,
        count => Word::AndMore.fill(lang, &[("list", &list), ("count", &count)]),
    }
}

/// A bar stands against it: that it was looked at tells the reader something.
fn of_weight(relief: &Relief) -> bool {
    relief.because.iter().any(|why| matches!(why, Why::Barred(_) | Why::MayBeBarred(_)))
        && !relief.because.contains(&Why::NotClaimed)
}

/// The exception of which this is a paragraph.
fn stem(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

/// The facts of a reason. The leg stands beside the item already, and what is not stated stands under what is missing, or
/// does not matter.
pub(super) fn facts(reason: &Reason, length: Length) -> impl Iterator<Item = &FactUsed> {
    reason.facts().iter().map(|used| &**used).filter(move |used| {
        length == Length::Full || (&*used.fact != "leg" && used.value.is_some())
    })
}

/// The reasons that a person reads whole, and those that a line or two will do for: what waits for facts beside a
/// reason that already decides, and what is lifted beside one that is not.
pub(super) fn split(decision: &Decision, length: Length) -> (Vec<&Reason>, Vec<&Reason>) {
    let mut waiting = 0_usize;
    decision.reasons.iter().partition(|reason| match reason.outcome() {
        _ if length == Length::Full => true,
        Outcome::Prohibited | Outcome::LicenceRequired | Outcome::JudgementNeeded => true,
        Outcome::FactsMissing => {
            waiting = waiting.saturating_add(1);
            decision.verdict == Verdict::Flag && waiting <= WAITING
        }
        Outcome::ExceptionUsed | Outcome::NoLicenceRequired | Outcome::OutOfScope => {
            decision.verdict == Verdict::Allow
        }
    })
}

/// The line that answers: `deny: it may not go ahead as it stands`.
pub(super) fn answer(decision: &Decision, lang: Lang) -> String {
    let name = words::verdict(decision.verdict).get(lang);
    format!("{name}: {}", words::verdict_says(decision.verdict).get(lang))
}

/// The steps to take next, each once: those of the strictest reasons, or what the outcome asks for.
pub(super) fn steps(decision: &Decision, lang: Lang) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        if !text.is_empty() && !steps.iter().any(|have| have == text) {
            steps.push(text.to_owned());
        }
    };
    let named = |text: &Text| text.get(lang).to_owned();
    // what a pack says to do once its control holds does not fit while facts are missing, or when it is lifted
    if decision.outcome.verdict() == Verdict::Allow || decision.outcome == Outcome::FactsMissing {
        return vec![words::next(decision.outcome).get(lang).to_owned()];
    }
    let strictest = decision.reasons.iter().filter(|r| r.outcome() == decision.outcome);
    strictest.for_each(|reason| add(&named(&reason.next)));
    let outcomes = decision.outcomes.iter().filter(|o| o.outcome == decision.outcome);
    outcomes.for_each(|outcome| add(&named(&outcome.next)));
    if steps.is_empty() {
        steps.push(words::next(decision.outcome).get(lang).to_owned());
    }
    steps
}

/// The first twelve digits of a hash: enough to tell editions apart in a page.
pub(super) fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
