//! A provision of a pack for a reader: its versions with conditions and citations, what it rests on and what rests on it.

use super::body::{Body, Rows};
use super::layout::{Look, Page, Tone};
use super::prose;
use super::words::Word;
use crate::base::{Basis, Lang, ProvisionId, Start, State, Text, Timeline};
use crate::law::TestCase;
use crate::law::model::{Expect, Origin, Pack, Source, Version};
use std::fmt::Display;

/// Columns of the labels.
const ROOM: usize = 14;

/// How many examples are shown.
const EXAMPLES: usize = 12;

/// A provision that was found, ready to be shown.
#[derive(Clone, Debug)]
pub struct Provision<'a> {
    /// The block it is written as: `control`, `paragraph`.
    pub block: &'static str,
    /// Its id.
    pub id: String,
    /// The pack.
    pub pack: &'a Pack,
    versions: Vec<Shown<'a>>,
}

/// One version of it.
#[derive(Clone, Debug)]
struct Shown<'a> {
    start: Start,
    title: &'a Text,
    cite: &'a crate::base::Citation,
    basis: Basis,
    state: State,
    note: &'a Text,
    origin: &'a Origin,
    rows: Rows,
}

/// The provisions of `pack` whose id `wants`, by kind of block. Their words are in `lang`.
#[must_use]
pub fn provisions<'a>(
    pack: &'a Pack,
    lang: Lang,
    wants: &dyn Fn(&str) -> bool,
) -> Vec<Provision<'a>> {
    let mut finder = Finder { pack, lang, wants, found: Vec::new() };
    for (code, entry) in &pack.entries {
        finder.one("entry", code, &entry.head);
        finder.each("paragraph", &entry.paragraphs);
        finder.each("exclusion", &entry.exclusions);
        finder.each("reason", &entry.reasons);
        finder.each("eligible", &entry.eligible);
        finder.each("bar", &entry.bars);
    }
    finder.each("leg", &pack.legs);
    finder.each("scope", &pack.scopes);
    finder.each("exclusion", &pack.exclusions);
    finder.each("control", &pack.controls);
    finder.each("exception", &pack.exceptions);
    finder.each("bar", &pack.bars);
    finder.each("policy", &pack.policies);
    finder.each("obligation", &pack.obligations);
    finder.each("attestation", &pack.attestations);
    finder.each("term", &pack.terms);
    finder.each("group", &pack.groups);
    finder.each("place", &pack.places);
    finder.found
}

/// What is being looked for, and what was found.
struct Finder<'a, 'w> {
    pack: &'a Pack,
    lang: Lang,
    wants: &'w dyn Fn(&str) -> bool,
    found: Vec<Provision<'a>>,
}

impl<'a> Finder<'a, '_> {
    fn each<I: Display, B: Body>(
        &mut self,
        block: &'static str,
        lines: &'a std::collections::BTreeMap<I, Timeline<Version<B>>>,
    ) {
        for (id, line) in lines {
            self.one(block, id, line);
        }
    }

    fn one<B: Body>(
        &mut self,
        block: &'static str,
        id: &dyn Display,
        line: &'a Timeline<Version<B>>,
    ) {
        let id = id.to_string();
        if !(self.wants)(&id) {
            return;
        }
        let versions = line.versions().map(|(start, version)| Shown {
            start,
            title: &version.said.title,
            cite: &version.said.cite,
            basis: version.weakest.min(version.basis),
            state: version.state,
            note: &version.said.note,
            origin: &version.said.origin,
            rows: version.body.rows(self.lang),
        });
        self.found.push(Provision { block, id, pack: self.pack, versions: versions.collect() });
    }
}

impl Provision<'_> {
    /// Its id with its pack's.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.pack.head.id, self.id)
    }

    /// Its title in the version that begins last.
    #[must_use]
    pub fn title(&self) -> Option<&Text> {
        self.versions.last().map(|version| version.title)
    }

    /// Its versions, each with the day it begins and all it says.
    pub(super) fn said(&self, lang: Lang) -> Vec<(Start, Rows)> {
        let said = |version: &Shown<'_>| {
            let mut rows = version.rows.clone();
            rows.push((Word::Title, version.title.get(lang).to_owned()));
            rows.push((Word::Source, self.citation(version, lang)));
            let state = prose::state(version.state).unwrap_or(Word::InForce);
            rows.push((Word::State, state.get(lang).to_owned()));
            let basis = prose::basis(version.basis).unwrap_or(Word::TextBasis);
            rows.push((Word::Basis, basis.get(lang).to_owned()));
            rows.push((Word::Note, version.note.get(lang).to_owned()));
            (version.start, rows)
        };
        self.versions.iter().map(said).collect()
    }

    /// All of it, for a terminal or a log, with those of the tests that name it.
    #[must_use]
    pub fn text(&self, look: Look, tests: &[TestCase]) -> String {
        let mut page = Page::new(look);
        let lang = look.lang;
        let title = self.title().map_or("", |title| title.get(lang));
        let gap = if title.is_empty() { "" } else { ": " };
        let head = &self.pack.head;
        page.line(0, Tone::Strong, &format!("{}:{}{gap}{title}", head.id, self.id));
        page.line(0, Tone::Plain, &format!("[[{}]], {}", self.block, head.title.get(lang)));
        if !head.notice.is_empty() {
            page.line(0, Tone::Careful, head.notice.get(lang));
        }
        page.heading(Word::Versions.get(lang));
        for (n, version) in self.versions.iter().enumerate() {
            if n > 0 {
                page.gap();
            }
            self.version(&mut page, version);
        }
        self.neighbours(&mut page);
        self.examples(&mut page, tests);
        page.finish()
    }

    fn version(&self, page: &mut Page, version: &Shown<'_>) {
        let lang = page.lang();
        let start = match version.start {
            Start::From(day) => Word::From.fill(lang, &[("day", &day)]),
            Start::Seen(day) => Word::Seen.fill(lang, &[("day", &day)]),
        };
        page.line(2, Tone::Strong, &start);
        let mut row = |word: Word, text: &str| {
            page.labelled(4, word.get(lang), ROOM, Tone::Plain, text);
        };
        for (word, text) in &version.rows {
            row(*word, text);
        }
        row(Word::Source, &self.citation(version, lang));
        if let Some(url) = self.source(version).and_then(|source| source.url.as_deref()) {
            row(Word::Source, url);
        }
        let state = prose::state(version.state).unwrap_or(Word::InForce);
        row(Word::State, state.get(lang));
        let basis = prose::basis(version.basis).unwrap_or(Word::TextBasis);
        row(Word::Basis, basis.get(lang));
        if !version.note.is_empty() {
            row(Word::Note, version.note.get(lang));
        }
        row(Word::Written, &format!("{}:{}", version.origin.file, version.origin.line));
    }

    fn source(&self, version: &Shown<'_>) -> Option<&Source> {
        self.pack.sources.get(&version.cite.source)
    }

    fn citation(&self, version: &Shown<'_>, lang: Lang) -> String {
        let source = self.source(version);
        let cited = crate::decision::Cited {
            source: version.cite.source.as_str().into(),
            title: source.map_or_else(
                || Text::new(version.cite.source.as_str(), None),
                |source| source.title.clone(),
            ),
            author: source.and_then(|source| source.author.clone()),
            date: source.and_then(|source| source.date.clone()),
            at: version.cite.at.clone(),
            by: version.cite.by.clone(),
            url: None,
        };
        prose::citation(&cited, lang)
    }

    /// What lifts it, what bars it, and what names it.
    fn neighbours(&self, page: &mut Page) {
        let lang = page.lang();
        let id = ProvisionId::from(self.id.as_str());
        let covers = |names: &[ProvisionId]| names.iter().any(|name| name.covers(&id));
        let pack = self.pack;
        let lifters: Vec<String> = match self.block {
            "control" => of(lang, &pack.exceptions, |exception| covers(&exception.lifts)),
            _ => Vec::new(),
        };
        let bars: Vec<String> = match self.block {
            "exception" => of(lang, &pack.bars, |bar| {
                (bar.bars.is_empty() || covers(&bar.bars)) && !covers(&bar.except)
            }),
            _ => Vec::new(),
        };
        let obligations: Vec<String> = match self.block {
            "control" | "exception" => of(lang, &pack.obligations, |due| covers(&due.on)),
            _ => Vec::new(),
        };
        let policies: Vec<String> = match self.block {
            "control" => of(lang, &pack.policies, |policy| covers(&policy.on)),
            _ => Vec::new(),
        };
        let rows = [
            (Word::IsLiftedBy, lifters),
            (Word::IsBarredBy, bars),
            (Word::Obligations, obligations),
            (Word::Policies, policies),
        ];
        let rows: Vec<_> = rows.into_iter().filter(|(_, names)| !names.is_empty()).collect();
        if !rows.is_empty() {
            page.gap();
        }
        for (word, names) in rows {
            page.line(0, Tone::Strong, word.get(lang));
            for name in names {
                page.labelled(2, "-", 2, Tone::Plain, &name);
            }
        }
    }

    /// The examples and tests that name it, or stand beside it in an entry's file.
    fn examples(&self, page: &mut Page, tests: &[TestCase]) {
        let lang = page.lang();
        let (pack, full) = (self.pack.head.id.as_str(), self.name());
        let file = self.versions.last().map(|version| format!("{pack}/{}", version.origin.file));
        let beside =
            |test: &TestCase| self.block == "entry" && file.as_deref() == Some(&*test.origin.file);
        let mine = tests.iter().filter(|test| beside(test) || names(&test.expect, &full));
        let mut mine: Vec<String> = mine
            .map(|test| match test.expect.verdict.as_deref() {
                Some(verdict) => format!("{}: {verdict}", test.says),
                None => test.says.to_string(),
            })
            .collect();
        let rest = mine.len().saturating_sub(EXAMPLES);
        mine.truncate(EXAMPLES);
        if !mine.is_empty() {
            page.heading(Word::Examples.get(lang));
        }
        for says in mine {
            page.labelled(2, "-", 2, Tone::Plain, &says);
        }
        if rest > 0 {
            page.line(2, Tone::Dim, &Word::MoreTests.fill(lang, &[("count", &rest)]));
        }
    }
}

/// The ids of those whose version that begins last `wants`, with their titles.
fn of<B>(
    lang: Lang,
    lines: &std::collections::BTreeMap<ProvisionId, Timeline<Version<B>>>,
    wants: impl Fn(&B) -> bool,
) -> Vec<String> {
    let named = lines.iter().filter_map(|(id, line)| Some((id, line.latest()?)));
    let wanted = named.filter(|(_, version)| wants(&version.body));
    wanted.map(|(id, version)| format!("{id}: {}", version.said.title.get(lang))).collect()
}

/// Whether an expectation names the provision.
fn names(expect: &Expect, full: &str) -> bool {
    let rule = |text: &str| {
        text.strip_prefix(full).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    let codes = [&expect.meets, &expect.misses, &expect.unsure];
    codes.into_iter().flatten().any(|code| code.to_string() == full)
        || expect.outstanding.iter().flatten().any(|text| rule(text))
        || expect.lifted.iter().any(|(control, by)| {
            rule(control) || full.rsplit_once(':').is_some_and(|(_, id)| **by == *id)
        })
        || [&expect.obligations, &expect.policies].into_iter().flatten().any(|text| rule(text))
}
