//! Declarations of facts, terms, lists and words, into the vocabulary.

use super::super::keys::Name;
use super::super::names;
use super::super::raw::{Raw, node_texts};
use super::super::read::{near, title};
use super::vocabulary::{part, scalar, table_of_texts};
use crate::base::{Citation, Dimension, FactName, PackId, Symbol, Unit};
use crate::condition::{FactDecl, FactType, ListDecl, Scalar, TermDecl, Vocabulary, Word};
use crate::diag::{Code, Diagnostics};

/// First words of facts that belong to a subject of their own.
const SUBJECTS: &[&str] = &["item", "party", "person", "licence", "transfer"];

pub(super) fn fact(
    vocabulary: &mut Vocabulary,
    pack: &PackId,
    raw: &Raw<'_>,
    faults: &mut Diagnostics,
) {
    let name = FactName::from(raw.id().text);
    let Some((of, unit)) = kind(raw, faults) else { return };
    let values: Vec<Symbol> = raw.texts("values").iter().map(|said| said.text.into()).collect();
    if !values.is_empty()
        && !matches!(of, FactType::One(Scalar::Symbol) | FactType::Set(Scalar::Symbol))
    {
        let message = format!("{} has values, but is no symbol", title(raw));
        faults.push(raw.fault_at("values", Code::TypeMismatch, message));
    }
    let decl = FactDecl {
        name: name.clone(),
        of,
        unit,
        values,
        lasts: raw.field("lasts").and_then(|field| match &field.node.value {
            crate::syntax::Value::Number(text) => text.parse().ok(),
            _ => None,
        }),
        sole: raw.field("sole").and_then(|_| raw.text("sole")).map(|said| said.text.into()),
        title: raw.words("title"),
        question: raw.words("question"),
        cite: cite(raw),
        pack: pack.clone(),
    };
    let another = vocabulary.terms.get(&name).is_some_and(|term| term.of != of);
    if another {
        mismatch(raw, faults);
    }
    match vocabulary.facts.get(&name) {
        Some(other) if other.pack != *pack => {
            let message = format!("{} is declared by the pack `{}` too", title(raw), other.pack);
            faults.push(
                raw.fault(Code::Duplicate, message)
                    .help(format!("name `{}` in `depends` and use its fact", other.pack)),
            );
        }
        _ => {
            if let Some(set) = &decl.sole {
                vocabulary.sole.insert(name.clone(), set.clone());
            }
            vocabulary.facts.insert(name, decl.into());
        }
    }
}

pub(super) fn term(
    vocabulary: &mut Vocabulary,
    pack: &PackId,
    raw: &Raw<'_>,
    faults: &mut Diagnostics,
) {
    let name = FactName::from(raw.id().text);
    let Some((of, unit)) = kind(raw, faults) else { return };
    let fact = vocabulary.facts.get(&name).map(|fact| fact.of);
    let other = vocabulary.terms.get(&name);
    if let Some(other) = other.filter(|other| other.pack != *pack) {
        let message = format!("{} is declared by the pack `{}` too", title(raw), other.pack);
        faults.push(raw.fault(Code::Duplicate, message));
        return;
    }
    if fact.is_some_and(|fact| fact != of) || other.is_some_and(|other| other.of != of) {
        mismatch(raw, faults);
    }
    let decl =
        TermDecl { name: name.clone(), of, unit, title: raw.words("title"), pack: pack.clone() };
    vocabulary.terms.insert(name, decl.into());
}

pub(super) fn list(
    vocabulary: &mut Vocabulary,
    pack: &PackId,
    raw: &Raw<'_>,
    faults: &mut Diagnostics,
) {
    let id = Symbol::from(raw.id().text);
    if let Some(other) = vocabulary.lists.get(&id).filter(|other| other.pack != *pack) {
        let message = format!("{} is declared by the pack `{}` too", title(raw), other.pack);
        faults.push(raw.fault(Code::Duplicate, message));
        return;
    }
    let decl = ListDecl {
        id: id.clone(),
        title: raw.words("title"),
        attributes: table_of_texts(raw, "attributes"),
        pack: pack.clone(),
    };
    vocabulary.lists.insert(id, decl);
}

pub(super) fn word(
    vocabulary: &mut Vocabulary,
    pack: &PackId,
    raw: &Raw<'_>,
    faults: &mut Diagnostics,
) {
    let Some(of) = raw.text("of") else { return };
    let name = FactName::from(of.text);
    match vocabulary.facts.get(&name).map(|fact| fact.of) {
        Some(FactType::One(Scalar::Symbol) | FactType::Set(Scalar::Symbol)) => {}
        Some(_) => {
            let message = format!("`{}` takes no symbols", of.text);
            faults.push(of.fault(Code::TypeMismatch, message));
            return;
        }
        None => {
            faults.push(no_fact(vocabulary, of));
            return;
        }
    }
    let word = read_word(pack, raw, &name);
    if let Err(other) = vocabulary.words.add(word) {
        let message = format!("{} of `{name}` stands twice", title(raw));
        faults.push(
            raw.fault(Code::Duplicate, message)
                .help(format!("it is declared in the pack `{other}`")),
        );
    }
}

/// A word as the pack has it.
pub(super) fn read_word(pack: &PackId, raw: &Raw<'_>, of: &FactName) -> Word {
    let field = raw.field("aliases");
    let aliases = ["en", "ja"]
        .iter()
        .filter_map(|lang| field.and_then(|field| field.node.get(lang).map(|node| (field, node))))
        .flat_map(|(field, node)| node_texts(field.file, node))
        .map(|said| said.text.into())
        .collect();
    let implies = raw.field("implies").map(|field| {
        field
            .entries()
            .map(|(fact, node)| {
                let values = node_texts(field.file, node);
                (FactName::from(fact.text), values.iter().map(|v| v.text.into()).collect())
            })
            .collect()
    });
    Word {
        id: raw.id().text.into(),
        of: of.clone(),
        title: raw.words("title"),
        aliases,
        implies: implies.unwrap_or_default(),
        pack: pack.clone(),
    }
}

/// A finding that no fact is called so.
pub(super) fn no_fact(
    vocabulary: &Vocabulary,
    said: super::super::raw::Said<'_>,
) -> crate::diag::Diagnostic {
    let fault = said.fault(Code::UnknownFact, format!("no fact is called `{}`", said.text));
    match near(said.text, vocabulary.facts.keys().map(FactName::as_str)) {
        Some(near) => fault.help(format!("did you mean `{near}`")),
        None => fault.help("declare it as `[[fact]]`"),
    }
}

/// Facts of rows belong to a record that is declared.
pub(super) fn rows(vocabulary: &Vocabulary, raw: &Raw<'_>, faults: &mut Diagnostics) {
    let id = raw.id();
    let Some((first, _)) = id.text.split_once('.') else { return };
    if SUBJECTS.contains(&first) || names::fault(Name::Fact, id.text).is_some() {
        return;
    }
    let record = format!("item.{first}");
    let declared =
        vocabulary.facts.get(record.as_str()).is_some_and(|fact| fact.of == FactType::Record);
    if !declared {
        let message =
            format!("`{}` is a fact of a row, but no record is called `{record}`", id.text);
        faults.push(id.fault(Code::UnknownFact, message).help(format!(
            "declare `{record}` with the type `record`, or begin with one of `{}`",
            SUBJECTS.join("`, `")
        )));
    }
}

fn mismatch(raw: &Raw<'_>, faults: &mut Diagnostics) {
    let message = format!("{} has another type where it is declared first", title(raw));
    faults.push(raw.fault_at("type", Code::TypeMismatch, message));
}

fn cite(raw: &Raw<'_>) -> Option<Citation> {
    Some(Citation {
        source: part(raw, "cite", "source")?.text.into(),
        at: part(raw, "cite", "at")?.text.into(),
        by: part(raw, "cite", "by").map(|said| said.text.into()),
    })
}

/// The type and unit that a fact or term says.
pub(super) fn kind(raw: &Raw<'_>, faults: &mut Diagnostics) -> Option<(FactType, Option<Unit>)> {
    let text = raw.text("type")?.text;
    let unit = raw.text("unit").and_then(|said| {
        let unit = Unit::parse(said.text);
        if unit.is_none() {
            let message = format!("no unit is called `{}`", said.text);
            faults
                .push(said.fault(Code::BadUnit, message).help("write a unit like `GHz`, `W`, `%`"));
        }
        unit
    });
    let of = match text {
        "truth" => FactType::Truth,
        "number" => FactType::Number(unit.as_ref().map_or(Dimension::NONE, |unit| unit.dimension)),
        "share" => FactType::Share,
        "money" => FactType::Money,
        "date" => FactType::Date,
        "record" => FactType::Record,
        "shown" => FactType::Shown,
        _ => match text.strip_prefix("set of ") {
            Some(of) => FactType::Set(scalar(of)?),
            None => FactType::One(scalar(text)?),
        },
    };
    if raw.field("unit").is_some() && !matches!(of, FactType::Number(_) | FactType::Share) {
        let message = format!("{} has a unit, but is no number", title(raw));
        faults.push(raw.fault_at("unit", Code::BadUnit, message).help("leave the unit out"));
    }
    Some((of, unit))
}
