//! What a name means that is no provision: a pack, a fact, a word with the entries it leads to, a list of parties.

use super::layout::{Look, Page, Tone};
use super::words::Word;
use crate::base::{Code, Lang, Symbol};
use crate::condition::{FactDecl, FactType, Scalar, Word as Term};
use crate::law::model::{Head, Law, Pack};

/// Columns of the labels.
const ROOM: usize = 14;

/// Every page for what is called `name`. Words are found by their symbol and by their aliases in both languages.
#[must_use]
pub fn glossary(law: &Law, name: &str, look: Look) -> Vec<String> {
    let mut pages = Vec::new();
    if let Some(pack) = law.packs.get(name) {
        pages.push(pack_page(pack, look));
    }
    if let Some(fact) = law.vocabulary.facts.get(name) {
        pages.push(fact_page(fact, look));
    }
    let folded = name.to_lowercase();
    let called = |word: &Term| {
        word.id.as_str() == folded
            || word.aliases.iter().any(|alias| alias.to_lowercase() == folded)
            || [Lang::En, Lang::Ja].iter().any(|l| word.title.get(*l).to_lowercase() == folded)
    };
    let words = law.vocabulary.words.values().flat_map(|words| words.values());
    pages.extend(words.filter(|word| called(word)).map(|word| word_page(law, word, look)));
    pages
}

fn pack_page(pack: &Pack, look: Look) -> String {
    let mut page = Page::new(look);
    let (head, lang) = (&pack.head, look.lang);
    page.line(0, Tone::Strong, &format!("{}: {}", head.id, head.title.get(lang)));
    if !head.notice.is_empty() {
        page.line(0, Tone::Careful, head.notice.get(lang));
    }
    let edition = head.edition.map_or_else(
        || Word::NoEdition.get(lang).to_owned(),
        |day| Word::Edited.fill(lang, &[("day", &day)]),
    );
    row(&mut page, Word::Authority, head.authority.get(lang));
    row(&mut page, Word::Edition, &edition);
    row(&mut page, Word::Hash, &pack.sha256);
    limits(&mut page, head);
    if !pack.sources.is_empty() {
        page.heading(Word::Source.get(lang));
    }
    for (id, source) in &pack.sources {
        let parts = [&source.author, &source.publisher, &source.date, &source.url];
        let parts: Vec<&str> = parts.into_iter().flatten().map(|part| &**part).collect();
        let says = format!("{id}: {}, {}", source.title.get(lang), parts.join(", "));
        page.labelled(2, "-", 2, Tone::Plain, &says);
    }
    page.finish()
}

fn limits(page: &mut Page, head: &Head) {
    let lang = page.lang();
    let parts = [
        (Word::Models, &head.models),
        (Word::FlagsOnly, &head.flags_only),
        (Word::LeavesOut, &head.leaves_out),
    ];
    for (word, texts) in parts.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        page.heading(word.get(lang));
        for text in texts {
            page.labelled(2, "-", 2, Tone::Plain, text.get(lang));
        }
    }
}

fn fact_page(fact: &FactDecl, look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    page.line(0, Tone::Strong, &format!("{}: {}", fact.name, fact.title.get(lang)));
    row(&mut page, Word::Question, fact.question.get(lang));
    row(&mut page, Word::Type, kind(fact.of));
    if let Some(unit) = &fact.unit {
        row(&mut page, Word::Unit, &unit.symbol);
    }
    if !fact.values.is_empty() {
        row(&mut page, Word::Members, &joined(&fact.values));
    }
    if let Some(cite) = &fact.cite {
        row(&mut page, Word::Source, &format!("{}, {}", cite.source, cite.at));
    }
    row(&mut page, Word::DeclaredBy, fact.pack.as_str());
    page.finish()
}

fn word_page(law: &Law, word: &Term, look: Look) -> String {
    let mut page = Page::new(look);
    let lang = look.lang;
    page.line(0, Tone::Strong, &format!("{}: {}", word.id, word.title.get(lang)));
    row(&mut page, Word::Fact, word.of.as_str());
    if !word.aliases.is_empty() {
        let aliases: Vec<&str> = word.aliases.iter().map(|alias| &**alias).collect();
        row(&mut page, Word::Words, &aliases.join(", "));
    }
    for (fact, symbols) in &word.implies {
        row(&mut page, Word::Answers, &format!("{fact}: {}", joined(symbols)));
    }
    row(&mut page, Word::DeclaredBy, word.pack.as_str());
    let entries = entries(law, &word.id, lang);
    if !entries.is_empty() {
        page.heading(Word::Entries.get(lang));
    }
    for entry in entries {
        page.labelled(2, "-", 2, Tone::Plain, &entry);
    }
    page.finish()
}

/// The entries whose gate or technologies name the word.
fn entries(law: &Law, word: &Symbol, lang: Lang) -> Vec<String> {
    let mut entries = Vec::new();
    for (id, pack) in &law.packs {
        let heads =
            pack.entries.iter().filter_map(|(code, entry)| Some((code, entry.head.latest()?)));
        let named = heads.filter(|(_, version)| {
            [&version.body.article, &version.body.technology]
                .into_iter()
                .any(|of| of.contains(word))
        });
        let say = |(code, version): (&Code, &crate::law::model::Version<_>)| {
            format!("{id}:{code}: {}", version.said.title.get(lang))
        };
        entries.extend(named.map(say));
    }
    entries
}

fn row(page: &mut Page, word: Word, text: &str) {
    let label = word.get(page.lang());
    page.labelled(2, label, ROOM, Tone::Plain, text);
}

fn joined(symbols: &[Symbol]) -> String {
    symbols.iter().map(Symbol::as_str).collect::<Vec<_>>().join(", ")
}

/// The type as packs write it.
fn kind(of: FactType) -> &'static str {
    match of {
        FactType::Truth => "truth",
        FactType::Number(_) => "number",
        FactType::Share => "share",
        FactType::Money => "money",
        FactType::Date => "date",
        FactType::Record => "record",
        FactType::Shown => "shown",
        FactType::One(scalar) => match scalar {
            Scalar::Symbol => "symbol",
            Scalar::Place => "place",
            Scalar::Code => "code",
            Scalar::Hs => "hs",
            Scalar::Text => "text",
        },
        FactType::Set(scalar) => match scalar {
            Scalar::Symbol => "set of symbol",
            Scalar::Place => "set of place",
            Scalar::Code => "set of code",
            Scalar::Hs => "set of hs",
            Scalar::Text => "set of text",
        },
    }
}
