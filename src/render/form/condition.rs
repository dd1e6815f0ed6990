//! A line of a condition in words: facts by their titles, groups by theirs, signs as people say them.

use super::label::Label;
use super::value::Words;
use crate::base::{CodeRef, FactName};
use crate::condition::{Cond, Element, Op, Path, Quant, Subject, Sum};
use crate::engine::Says;

/// What a line asks.
pub(super) fn says(words: &Words<'_>, says: &Says) -> String {
    let lang = words.lang;
    match says {
        Says::All => Label::AllOf.get(lang).to_owned(),
        Says::Any => Label::OneOf.get(lang).to_owned(),
        Says::Not => Label::NoneOfThese.get(lang).to_owned(),
        Says::Each(quant, subject) => {
            let label = match quant {
                Quant::Any => Label::AnyEach,
                Quant::Every => Label::EveryEach,
                Quant::No => Label::NoEach,
            };
            label.fill(lang, &[("noun", &noun(words, subject))])
        }
        Says::Of(name) => Label::About.fill(lang, &[("name", name)]),
        Says::Leaf(cond) => leaf(words, cond),
    }
}

/// A single condition. What has no words of its own is said as the pack says it.
fn leaf(words: &Words<'_>, cond: &Cond) -> String {
    let lang = words.lang;
    let of =
        |label: Label, what: &str, set: &str| label.fill(lang, &[("what", &what), ("set", &set)]);
    match cond {
        Cond::Compare { left, op, right } => compare(words, left, *op, right),
        Cond::Truth(path) => Label::So.fill(lang, &[("what", &fact(words, path))]),
        Cond::In { path, set } => {
            of(Label::Is, &fact(words, path), &elements(words, &path.fact, set))
        }
        Cond::Elements { quant, path, set } => {
            let label = match quant {
                Quant::Any => Label::AnyIs,
                Quant::Every => Label::EveryIs,
                Quant::No => Label::NoneIs,
            };
            of(label, &fact(words, path), &elements(words, &path.fact, set))
        }
        Cond::Meets { item, codes } => {
            let set = codes.iter().map(|code| row(words, code)).collect::<Vec<_>>();
            let set = set.join(Label::OrOf.get(lang));
            Label::InRow.fill(lang, &[("noun", &noun(words, item)), ("set", &set)])
        }
        Cond::Listed { who, lists, with } => {
            let titles = lists.iter().map(|list| {
                let declared = words.law.vocabulary.lists.get(list);
                declared.map_or_else(|| list.to_string(), |l| words.text(&l.title, list.as_str()))
            });
            let mut set = titles.collect::<Vec<_>>().join(Label::OrOf.get(lang));
            if !with.is_empty() {
                let with: Vec<String> = with.iter().map(|(k, v)| format!("{k} = {v}")).collect();
                set = format!("{set} ({})", with.join(", "));
            }
            Label::OnList.fill(lang, &[("noun", &noun(words, who)), ("set", &set)])
        }
        Cond::Unlisted(item) => Label::InNoRow.fill(lang, &[("noun", &noun(words, item))]),
        other => other.to_string(),
    }
}

fn compare(words: &Words<'_>, left: &Sum, op: Op, right: &Sum) -> String {
    // the number stands behind the fact, whichever way the pack wrote it
    let (left, op, right) = match (left, right) {
        (Sum::Number { .. }, Sum::Path(_)) => (right, op.mirrored(), left),
        _ => (left, op, right),
    };
    let label = match op {
        Op::Less => Label::Below,
        Op::AtMost => Label::AtMost,
        Op::Equal => Label::Equal,
        Op::Unequal => Label::Unequal,
        Op::AtLeast => Label::AtLeast,
        Op::More => Label::Above,
    };
    label.fill(words.lang, &[("what", &sum(words, left)), ("line", &sum(words, right))])
}

fn sum(words: &Words<'_>, sum: &Sum) -> String {
    let both =
        |a: &Sum, sign: &str, b: &Sum| format!("{} {sign} {}", side(words, a), side(words, b));
    match sum {
        Sum::Number { .. } | Sum::Date(_) => sum.to_string(),
        Sum::Path(path) => fact(words, path),
        Sum::Limit => Label::LimitOf.get(words.lang).to_owned(),
        Sum::Add(a, b) => both(a, "+", b),
        Sum::Sub(a, b) => both(a, "−", b),
        Sum::Mul(a, b) => both(a, "×", b),
        Sum::Div(a, b) => both(a, "÷", b),
        Sum::Total { path, filter } => {
            let what = filtered(words, fact(words, path), filter.as_deref());
            Label::SumOf.fill(words.lang, &[("what", &what)])
        }
        Sum::Count { noun: of, filter } => {
            let what = filtered(words, noun(words, of), filter.as_deref());
            Label::CountOf.fill(words.lang, &[("what", &what)])
        }
    }
}

/// One side of a sign, in parentheses where it has a sign of its own.
fn side(words: &Words<'_>, one: &Sum) -> String {
    match one {
        Sum::Add(..) | Sum::Sub(..) | Sum::Mul(..) | Sum::Div(..) => {
            format!("({})", sum(words, one))
        }
        _ => sum(words, one),
    }
}

fn filtered(words: &Words<'_>, what: String, filter: Option<&Cond>) -> String {
    match filter {
        Some(filter) => format!("{what} ({})", leaf(words, filter)),
        None => what,
    }
}

/// A fact by its title, with whose it is where that is not the item or the act.
fn fact(words: &Words<'_>, path: &Path) -> String {
    let title = words.fact(&path.fact);
    match path.subject {
        Subject::Item | Subject::Act | Subject::Record(_) => title,
        _ => {
            let noun = noun(words, &path.subject);
            Label::Of.fill(words.lang, &[("noun", &noun), ("what", &title)])
        }
    }
}

fn noun(words: &Words<'_>, subject: &Subject) -> String {
    let label = match subject {
        Subject::Act => Label::NounAct,
        Subject::Item => Label::NounItem,
        Subject::Component => Label::NounComponent,
        Subject::Target => Label::NounTarget,
        Subject::Input => Label::NounInput,
        Subject::Party => Label::NounParty,
        Subject::Owner => Label::NounOwner,
        Subject::Person => Label::NounPerson,
        Subject::Licence => Label::NounLicence,
        Subject::Record(name) => return words.fact(name),
    };
    label.get(words.lang).to_owned()
}

fn elements(words: &Words<'_>, of: &FactName, set: &[Element]) -> String {
    let all: Vec<String> = set.iter().map(|one| element(words, of, one)).collect();
    all.join(Label::OrOf.get(words.lang))
}

fn element(words: &Words<'_>, of: &FactName, element: &Element) -> String {
    match element {
        Element::Group(group) => words.group(group),
        Element::Symbol(symbol) => words.symbol(of, symbol),
        Element::Place(place) => words.place(place),
        Element::PlaceOf(path) => fact(words, path),
        Element::Code(code) => row(words, code),
        Element::Hs(hs) => hs.to_string(),
        Element::Text(text) => text.to_string(),
    }
}

/// A code, or a group of codes by its title.
fn row(words: &Words<'_>, code: &CodeRef) -> String {
    let group = words.law.packs.get(&code.pack).is_some_and(|p| p.groups.contains_key(&code.code));
    if group { words.group(code) } else { code.code.to_string() }
}
