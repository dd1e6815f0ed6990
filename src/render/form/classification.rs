//! 該非判定書: for each item and each row it may be in, what the rule asks beside what is stated, and what follows.

use super::document::{Block, Document, Look};
use super::label::Label;
use super::value::Words;
use super::{Form, Specified, condition, header};
use crate::base::{Code, Lang, Truth};
use crate::condition::{Cond, Path, Subject};
use crate::decision::Provision;
use crate::engine::{Clause, ClauseKind, Line, Says, Specification};
use crate::render::prose;

/// Open facts that the summary of a row names.
const NAMED: usize = 8;

/// The whole sheet.
pub(super) fn document(form: &Form<'_>, lang: Lang) -> Document {
    let mut document = Document::new(Label::Classification, lang);
    let open = form.items.iter().any(|specified| overall(specified) == Truth::Unknown);
    form.status(&mut document, open);
    header::transfer(&mut document, form);
    header::parties(&mut document, form);
    header::items(&mut document, form);
    for specified in form.items {
        item(&mut document, form, specified);
    }
    if form.items.is_empty() {
        document.heading(Label::Result);
        document.say(Label::NoRow);
    }
    header::law(&mut document, form);
    document.heading(Label::Signatures);
    document.say(Label::MustSign);
    form.signatures(&mut document, [Label::Maker, Label::Checker], Label::Responsible);
    document
}

/// Whether the item is in the list at all. Baskets for the rest do not count.
pub(super) fn overall(specified: &Specified) -> Truth {
    let entries = specified.entries.iter().filter(|entry| !entry.catch_all);
    entries.map(|entry| entry.truth).fold(Truth::No, Truth::or)
}

/// What a truth is called here.
pub(super) fn result(truth: Truth) -> Label {
    match truth {
        Truth::Yes => Label::Listed,
        Truth::No => Label::NotListed,
        Truth::Unknown => Label::Undetermined,
    }
}

fn item(document: &mut Document, form: &Form<'_>, specified: &Specified) {
    let lang = document.lang;
    let words = form.words(lang);
    let Some(record) = form.case.items.get(specified.item) else { return };
    let name = record.title.as_ref().unwrap_or(&record.name);
    let pack = form.law.packs.get(&specified.pack);
    let pack = pack.map_or_else(
        || specified.pack.to_string(),
        |pack| words.text(&pack.head.title, specified.pack.as_str()),
    );
    let title = Label::Judged.fill(lang, &[("item", name), ("pack", &pack)]);
    document.blocks.push(Block::Heading(title));
    let overall = result(overall(specified)).get(lang);
    document.blocks.push(Block::Notice(format!("{}: {overall}", Label::Result.get(lang))));
    let of = |f: &&crate::decision::Finding| {
        *f.pack == *specified.pack.as_str() && *f.item == *record.name && f.code == "contradiction"
    };
    for finding in form.sheet.decision.findings.iter().filter(of) {
        let says = format!("{}: {}", Label::Contradiction.get(lang), finding.says.get(lang));
        document.blocks.push(Block::Notice(says));
    }
    summary(document, &words, specified);
    for entry in specified.entries.iter().filter(|entry| compared(entry)) {
        comparison(document, &words, entry);
    }
}

/// Whether a row is set out line by line: some part of it speaks of such an article.
fn compared(entry: &Specification) -> bool {
    let fits = entry.gate == Truth::Yes
        && (entry.clauses.is_empty() || entry.clauses.iter().any(|c| !elsewhere(entry, c)));
    !entry.catch_all && (fits || entry.truth == Truth::Yes || !entry.stated.is_empty())
}

/// The rows with what came out, those that are only baskets apart.
fn summary(document: &mut Document, words: &Words<'_>, specified: &Specified) {
    let lang = document.lang;
    let listed =
        |entry: &&Specification| !entry.catch_all && (compared(entry) || entry.truth != Truth::No);
    let row = |entry: &Specification, result: Label| {
        let provision = &entry.provision;
        vec![
            number(entry.entry.as_str()).to_owned(),
            words.text(&provision.title, entry.entry.as_str()),
            result.get(lang).to_owned(),
            ground(words, entry),
            citation(provision, lang),
        ]
    };
    let head = [Label::Row, Label::Subject, Label::Result, Label::Ground, Label::Source];
    let rows: Vec<_> =
        specified.entries.iter().filter(listed).map(|e| row(e, result(e.truth))).collect();
    if rows.is_empty() {
        document.say(Label::NoRow);
    } else {
        document.table(Look::Plain, &head, rows);
    }
    let other = specified.entries.iter().filter(|e| !e.catch_all && !listed(e));
    let other: Vec<&str> = other.map(|e| number(e.entry.as_str())).collect();
    if !other.is_empty() {
        let list = other.join(", ");
        document.blocks.push(Block::Text(Label::NotFitting.fill(lang, &[("list", &list)])));
    }
    let basket = |truth: Truth| match truth {
        Truth::Yes => Label::CatchAllApplies,
        Truth::No => Label::CatchAllNot,
        Truth::Unknown => Label::Undetermined,
    };
    let rows: Vec<_> =
        specified.entries.iter().filter(|e| e.catch_all).map(|e| row(e, basket(e.truth))).collect();
    if !rows.is_empty() {
        document.blocks.push(Block::Subheading(Label::CatchAll.get(lang).to_owned()));
        document.table(Look::Plain, &head, rows);
    }
}

/// On what the answer for a row rests.
fn ground(words: &Words<'_>, entry: &Specification) -> String {
    let lang = words.lang;
    let mut out = Vec::new();
    if !entry.stated.is_empty() {
        let list: Vec<&str> = entry.stated.iter().map(Code::as_str).collect();
        out.push(Label::AsStated.fill(lang, &[("list", &list.join(", "))]));
    }
    match entry.truth {
        Truth::Yes => {
            let met: Vec<String> = deepest(entry)
                .map(|clause| format!("{} ({})", clause.provision.cite.at, clause.id))
                .collect();
            if !met.is_empty() {
                out.push(Label::MetBy.fill(lang, &[("list", &met.join(", "))]));
            }
        }
        Truth::Unknown => {
            let open = open(words, entry);
            let some: Vec<&str> = open.iter().take(NAMED).map(String::as_str).collect();
            let some = some.join(", ");
            let list = match open.len().saturating_sub(NAMED) {
                _ if open.is_empty() && entry.catch_all => Label::ByOtherRow.get(lang).to_owned(),
                _ if open.is_empty() => Label::ByStatement.get(lang).to_owned(),
                0 => some,
                count => Label::AndMore.fill(lang, &[("list", &some), ("count", &count)]),
            };
            out.push(Label::OpenFacts.fill(lang, &[("list", &list)]));
        }
        Truth::No if entry.clauses.is_empty() => {}
        Truth::No => out.push(Label::NoClause.get(lang).to_owned()),
    }
    if out.is_empty() {
        let label = if entry.truth == Truth::Yes { Label::Meets } else { Label::Fails };
        out.push(label.get(lang).to_owned());
    }
    out.join("; ")
}

/// The paragraphs that are met, without those they stand under.
fn deepest(entry: &Specification) -> impl Iterator<Item = &Clause> {
    let met = |c: &&Clause| c.kind == ClauseKind::Paragraph && c.truth == Truth::Yes;
    let above = move |c: &&Clause| {
        let code = Code::from(&*c.id);
        let mut met = entry.clauses.iter().filter(met);
        !met.any(|other| other.id != c.id && code.covers(&Code::from(&*other.id)))
    };
    entry.clauses.iter().filter(met).filter(above)
}

/// What is not stated and leaves a row open, by title, each once.
fn open(words: &Words<'_>, entry: &Specification) -> Vec<String> {
    let unsure = entry.clauses.iter().filter(|c| c.truth == Truth::Unknown);
    let lines = entry.lines.iter().chain(unsure.flat_map(|clause| &clause.lines));
    let mut out: Vec<String> = Vec::new();
    for used in lines.filter(|l| l.truth == Truth::Unknown).flat_map(|line| &line.facts) {
        let title = words.text(&used.title, &used.fact);
        if used.value.is_none() && !out.contains(&title) {
            out.push(title);
        }
    }
    out
}

/// One row, line by line.
fn comparison(document: &mut Document, words: &Words<'_>, entry: &Specification) {
    let lang = document.lang;
    let row = number(entry.entry.as_str());
    let result = result(entry.truth).get(lang);
    let title = Label::Compare.fill(lang, &[("row", &row), ("result", &result)]);
    document.blocks.push(Block::Subheading(title));
    let gate = Label::GateOf.fill(lang, &[("row", &row)]);
    let gate = format!("{gate}\n{}", citation(&entry.provision, lang));
    let mut rows = Vec::new();
    lines(words, gate, &entry.lines, &mut rows);
    let (other, shown): (Vec<&Clause>, Vec<&Clause>) =
        entry.clauses.iter().partition(|clause| elsewhere(entry, clause));
    for clause in shown {
        clause_rows(words, entry, clause, &mut rows);
    }
    let head = [Label::Clause, Label::Requirement, Label::Stated, Label::Result];
    document.table(Look::Plain, &head, rows);
    let other = other.into_iter().filter(|c| c.kind == ClauseKind::Paragraph);
    let other: Vec<&str> = other.map(|clause| &*clause.id).collect();
    if !other.is_empty() {
        let list = other.join(", ");
        document.blocks.push(Block::Text(Label::OtherClauses.fill(lang, &[("list", &list)])));
    }
}

fn clause_rows(
    words: &Words<'_>,
    entry: &Specification,
    clause: &Clause,
    rows: &mut Vec<Vec<String>>,
) {
    let lang = words.lang;
    let kind = match (&clause.kind, clause.truth) {
        (ClauseKind::Paragraph, truth) => result(truth),
        (ClauseKind::Exclusion(_), Truth::Yes) => Label::Excludes,
        (ClauseKind::Exclusion(_), Truth::No) => Label::ExcludesNot,
        (ClauseKind::Exclusion(_), Truth::Unknown) => Label::Undetermined,
    };
    let mut name = citation(&clause.provision, lang);
    let title = clause.provision.title.get(lang);
    if !title.is_empty() {
        name = format!("{name}\n{title}");
    }
    if let ClauseKind::Exclusion(_) = clause.kind {
        name = format!("[{}] {name}", Label::Exclusion.get(lang));
    }
    name = format!("{name}\n→ {}", kind.get(lang));
    if clause.lines.is_empty() {
        let code = Code::from(&*clause.id);
        let parts = clause.kind == ClauseKind::Paragraph
            && entry.clauses.iter().any(|c| c.id != clause.id && code.covers(&Code::from(&*c.id)));
        let (asks, saw) =
            if parts { (Label::ByParts, Label::BySub) } else { (Label::ByStatement, Label::Blank) };
        let result = kind.get(lang).to_owned();
        rows.push(vec![name, asks.get(lang).to_owned(), saw.get(lang).to_owned(), result]);
    } else {
        lines(words, name, &clause.lines, rows);
    }
}

fn lines(words: &Words<'_>, name: String, lines: &[Line], rows: &mut Vec<Vec<String>>) {
    let lang = words.lang;
    let mut name = Some(name);
    for line in lines {
        let first = name.take().unwrap_or_else(|| Label::Same.get(lang).to_owned());
        let indent = match line.depth {
            0 => String::new(),
            depth => format!("{}└ ", "\u{3000}".repeat(depth.saturating_sub(1))),
        };
        let truth = match line.truth {
            Truth::Yes => Label::Meets,
            Truth::No => Label::Fails,
            Truth::Unknown => Label::NotStated,
        };
        let asks = format!("{indent}{}", condition::says(words, &line.says));
        rows.push(vec![first, asks, saw(words, line), truth.get(lang).to_owned()]);
    }
}

/// What a line saw.
fn saw(words: &Words<'_>, line: &Line) -> String {
    let label = match &line.says {
        Says::Leaf(Cond::Meets { .. }) if line.facts.is_empty() => Label::ByOtherRow,
        Says::Leaf(_) if line.facts.is_empty() => Label::Blank,
        Says::Leaf(_) => return words.used(&line.facts),
        _ => Label::BySub,
    };
    label.get(words.lang).to_owned()
}

/// Whether a paragraph, or one it stands under, speaks of another kind or article of thing, as does all that stands under
/// it; and so whatever takes out of such paragraphs alone.
fn elsewhere(entry: &Specification, clause: &Clause) -> bool {
    match &clause.kind {
        ClauseKind::Paragraph => gone(entry, &Code::from(&*clause.id)),
        ClauseKind::Exclusion(on) => {
            differs(&clause.lines) || (!on.is_empty() && on.iter().all(|code| gone(entry, code)))
        }
    }
}

fn gone(entry: &Specification, code: &Code) -> bool {
    let paragraphs = || {
        let all = entry.clauses.iter().filter(|c| c.kind == ClauseKind::Paragraph);
        all.map(|clause| (Code::from(&*clause.id), clause))
    };
    if paragraphs().any(|(other, clause)| other.covers(code) && differs(&clause.lines)) {
        return true;
    }
    // a heading without a condition of its own goes with its parts
    let bare = paragraphs().any(|(other, clause)| other == *code && clause.lines.is_empty());
    let mut parts =
        paragraphs().filter(|(other, _)| other != code && code.covers(other)).peekable();
    bare && parts.peek().is_some()
        && parts.all(|(_, clause)| {
            clause.lines.is_empty() || differs(&clause.lines) || {
                let part = Code::from(&*clause.id);
                paragraphs()
                    .any(|(over, c)| code.covers(&over) && over.covers(&part) && differs(&c.lines))
            }
        })
}

/// Whether a condition fails because of kind or article alone: one of these among what must all hold, or nothing else to
/// choose from.
fn differs(lines: &[Line]) -> bool {
    let Some((line, rest)) = lines.split_first() else { return false };
    if line.truth != Truth::No {
        return false;
    }
    let below = rest.iter().take_while(|other| other.depth > line.depth).enumerate();
    let mut parts = below
        .filter(|(_, other)| other.depth == line.depth.saturating_add(1))
        .map(|(at, _)| differs(rest.get(at..).unwrap_or_default()));
    match line.says {
        Says::All => parts.any(|part| part),
        Says::Any => parts.all(|part| part),
        _ => about_article(&line.says),
    }
}

fn about_article(says: &Says) -> bool {
    matches!(says, Says::Leaf(Cond::In { path: Path { subject: Subject::Item, fact }, .. })
        if matches!(fact.as_str(), "item.kind" | "item.article"))
}

/// The row's own number: what stands behind the name of the instrument, where a pack has several.
pub(super) fn number(code: &str) -> &str {
    match code.split_once('.') {
        Some((head, rest)) if head.chars().all(|c| c.is_ascii_lowercase()) => rest,
        _ => code,
    }
}

/// Document and place, and what weakens the provision.
fn citation(provision: &Provision, lang: Lang) -> String {
    let mut out = format!("{} {}", provision.cite.title.get(lang), provision.cite.at);
    for word in [prose::state(provision.state), prose::basis(provision.basis)].into_iter().flatten()
    {
        out = format!("{out} ({})", word.get(lang));
    }
    out
}
