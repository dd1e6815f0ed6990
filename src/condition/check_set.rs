//! What a value is looked up in: symbols, places, groups, codes, lists. Each element must be of the fact's kind.

use super::ast::{Item, Name, Reference, Test};
use super::check::Checker;
use super::check_name::one;
use super::check_result::items;
use super::lex::Fault;
use super::suggest::{nearest, some_of};
use super::tree::{Element, Path};
use super::vocabulary::{FactType, Known, Scalar};
use crate::base::{Code as ListCode, CodeRef, FactName, Hs, PackId, Place, Symbol};
use crate::diag::Code;

/// Lists, and attributes with their values.
type Lists = (Vec<Symbol>, Vec<(Symbol, Box<str>)>);

impl<'a> Checker<'a> {
    /// The path and the elements of `path in set` or `path is value`.
    pub(super) fn member(
        &mut self,
        name: Name<'_>,
        test: &Test<'_>,
    ) -> Option<(Path, Vec<Element>)> {
        let fact = self.fact(name)?;
        let (FactType::One(scalar) | FactType::Set(scalar)) = fact.of else {
            let fact_name = name.text;
            let message =
                format!("`{fact_name}` is {}, which is not looked up in a set", fact.kind());
            let help = match fact.of {
                FactType::Truth | FactType::Shown => {
                    format!("write `{fact_name}` or `not {fact_name}`")
                }
                FactType::Record => format!("write `any {fact_name} satisfies (…)`"),
                _ => format!("compare it: `{fact_name} >= …`"),
            };
            return self.no(Fault::new(test.span, Code::TypeMismatch, message).help(help));
        };
        let mut set = Some(Vec::new());
        for item in items(test) {
            let found = self.element(name, &fact.path.fact, scalar, item);
            match (&mut set, found) {
                (Some(all), Some(found)) => all.extend(found),
                _ => set = None,
            }
        }
        Some((fact.path, set?))
    }

    fn element(
        &mut self,
        name: Name<'_>,
        fact: &FactName,
        scalar: Scalar,
        item: &Item<'_>,
    ) -> Option<Vec<Element>> {
        let element = match (scalar, item) {
            (_, Item::Reference(reference)) => return self.groups(name, scalar, reference),
            (Scalar::Symbol, Item::Name(value)) => self.symbol(fact, *value).map(Element::Symbol),
            (Scalar::Place, Item::Name(value)) => self.place(*value),
            (Scalar::Hs, Item::Number(value) | Item::Text(value)) => self.heading(*value),
            (Scalar::Text, Item::Text(value)) => Some(Element::Text(value.text.into())),
            _ => self.other_kind(name, scalar, item),
        };
        element.map(|element| vec![element])
    }

    fn other_kind<T>(&mut self, name: Name<'_>, scalar: Scalar, item: &Item<'_>) -> Option<T> {
        let what = match item {
            Item::Name(_) => "a name",
            Item::Text(_) => "a text",
            Item::Number(_) => "a number",
            Item::Date(..) => "a day",
            Item::Reference(_) => "a code",
        };
        let text = self.text(item.span());
        let message = format!("`{}` is {}, `{text}` is {what}", name.text, one(scalar));
        let help = match scalar {
            Scalar::Symbol => {
                "symbols are written without quotes and begin with a letter".to_owned()
            }
            Scalar::Place => {
                "places are two capital letters, or a region of one with a hyphen".to_owned()
            }
            Scalar::Code => format!("codes carry their pack: `{}:…`", self.context.pack),
            Scalar::Hs => "tariff headings are written in digits: `854231`".to_owned(),
            Scalar::Text => "texts stand in quotes: `\"…\"`".to_owned(),
        };
        self.no(Fault::new(item.span(), Code::TypeMismatch, message).help(help))
    }

    /// A value that the fact can have.
    fn symbol(&mut self, fact: &FactName, value: Name<'_>) -> Option<Symbol> {
        let vocabulary = self.context.vocabulary;
        let values = vocabulary.facts.get(fact).map(|f| f.values.as_slice()).unwrap_or_default();
        let words = vocabulary.words.get(fact);
        let known: Vec<&str> = values
            .iter()
            .chain(words.into_iter().flat_map(|w| w.keys()))
            .map(Symbol::as_str)
            .collect();
        if known.is_empty() || known.contains(&value.text) {
            return Some(value.text.into());
        }
        let help = match nearest(value.text, known.iter().copied()) {
            Some(near) => format!("write `{near}`"),
            None => format!("its values are {}", some_of(known)),
        };
        let message = format!("`{}` is no value of `{fact}`", value.text);
        self.no(Fault::new(value.span, Code::UnknownValue, message).help(help))
    }

    /// A place, or another fact that is one: `to is not from`.
    fn place(&mut self, value: Name<'_>) -> Option<Element> {
        let vocabulary = self.context.vocabulary;
        let text = value.text;
        if text.starts_with(|c: char| c.is_ascii_uppercase()) {
            let place = Place::from(text);
            if vocabulary.knows_place(&place) {
                return Some(Element::Place(place));
            }
        } else if self.type_of(text).is_some()
            || !vocabulary.knows_place(&Place::from(&*text.to_uppercase()))
        {
            let fact = self.fact(value)?;
            if fact.of == FactType::One(Scalar::Place) {
                return Some(Element::PlaceOf(fact.path));
            }
            let message = format!("`{text}` is {}, not a place", fact.kind());
            return self.no(Fault::new(value.span, Code::TypeMismatch, message));
        }
        let titled = vocabulary
            .places
            .iter()
            .find(|(place, title)| {
                title.en.eq_ignore_ascii_case(text) || place.as_str().eq_ignore_ascii_case(text)
            })
            .map(|(place, _)| place.as_str());
        let help = match titled {
            Some(place) => format!("write `{place}`"),
            None => "places are two capital letters, or a region of one with a hyphen".to_owned(),
        };
        let message = format!("no place is called `{text}`");
        self.no(Fault::new(value.span, Code::UnknownPlace, message).help(help))
    }

    fn heading(&mut self, value: Name<'_>) -> Option<Element> {
        let digits: String = value.text.chars().filter(|c| *c != '.').collect();
        if (2..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Element::Hs(Hs::from(&*digits)));
        }
        let message = format!("`{}` is no tariff heading", value.text);
        self.no(Fault::new(value.span, Code::UnknownValue, message)
            .help("tariff headings are 2 to 10 digits: `854231`"))
    }

    /// Groups of the fact's kind; for codes also codes themselves.
    fn groups(
        &mut self,
        name: Name<'_>,
        scalar: Scalar,
        reference: &Reference<'_>,
    ) -> Option<Vec<Element>> {
        let known = self.pack(reference)?;
        let mut out = Some(Vec::new());
        for code in &reference.codes {
            let group = CodeRef { pack: reference.pack.text.into(), code: code.text.into() };
            let found = match self.context.vocabulary.groups.get(&group) {
                Some(of) if *of == scalar => Some(Element::Group(group)),
                Some(of) => {
                    let message = format!(
                        "`{}` is {}, `{group}` is a group of {}",
                        name.text,
                        one(scalar),
                        plural(*of)
                    );
                    self.no(Fault::new(code.span, Code::TypeMismatch, message))
                }
                None if scalar == Scalar::Code => {
                    self.code(known, &group, *code).map(|()| Element::Code(group))
                }
                None => self.no_group(scalar, &group, *code),
            };
            match (&mut out, found) {
                (Some(all), Some(found)) => all.push(found),
                _ => out = None,
            }
        }
        out
    }

    fn no_group<T>(&mut self, scalar: Scalar, group: &CodeRef, code: Name<'_>) -> Option<T> {
        let groups = self.context.vocabulary.groups.iter();
        let near = nearest(
            code.text,
            groups
                .filter(|(other, of)| other.pack == group.pack && **of == scalar)
                .map(|(other, _)| other.code.as_str()),
        );
        let help = match near {
            Some(near) => format!("write `{}:{near}`", group.pack),
            None => format!("declare it: `[[group]]` with `of = \"{}\"`", word(scalar)),
        };
        let message = format!("no group is called `{group}`");
        self.no(Fault::new(code.span, Code::UnknownGroup, message).help(help))
    }

    /// The codes and groups of codes after `meets`.
    pub(super) fn codes(&mut self, reference: &Reference<'_>) -> Option<Vec<CodeRef>> {
        let known = self.pack(reference)?;
        let mut out = Some(Vec::new());
        for code in &reference.codes {
            let of = CodeRef { pack: reference.pack.text.into(), code: code.text.into() };
            let found = match self.context.vocabulary.groups.get(&of) {
                Some(Scalar::Code) => Some(of),
                Some(other) => {
                    let message =
                        format!("`{of}` is a group of {}, and items meet codes", plural(*other));
                    self.no(Fault::new(code.span, Code::TypeMismatch, message))
                }
                None => self.code(known, &of, *code).map(|()| of),
            };
            match (&mut out, found) {
                (Some(all), Some(found)) => all.push(found),
                _ => out = None,
            }
        }
        out
    }

    /// A code that the pack has, or that covers one it has.
    fn code(&mut self, known: &Known, of: &CodeRef, at: Name<'_>) -> Option<()> {
        let exists = known.partial
            || known.residual.as_ref() == Some(&of.code)
            || known.codes.contains(&of.code)
            || known.codes.iter().any(|code| of.code.covers(code));
        if exists {
            return Some(());
        }
        let groups = self.context.vocabulary.groups.iter();
        let groups = groups
            .filter(|(other, scalar)| other.pack == of.pack && **scalar == Scalar::Code)
            .map(|(other, _)| other.code.as_str());
        let near = nearest(at.text, known.codes.iter().map(ListCode::as_str).chain(groups));
        let help = match near {
            Some(near) => format!("write `{}:{near}`", of.pack),
            None => {
                "entries are held in `list/`; a pack with a part of its list says `partial = true`"
                    .to_owned()
            }
        };
        let message = format!("`{}` has no entry, paragraph or group `{}`", of.pack, of.code);
        self.no(Fault::new(at.span, Code::UnknownProvision, message).help(help))
    }

    /// What the pack of a reference has.
    pub(super) fn pack(&mut self, reference: &Reference<'_>) -> Option<&'a Known> {
        let name = reference.pack;
        let packs = &self.context.vocabulary.packs;
        if let Some(known) = packs.get(name.text) {
            return Some(known);
        }
        let help = match nearest(name.text, packs.keys().map(PackId::as_str)) {
            Some(near) => format!("write `{near}:…`"),
            None => format!("the packs are {}", some_of(packs.keys().map(PackId::as_str))),
        };
        let message = format!("no pack is called `{}`", name.text);
        self.no(Fault::new(name.span, Code::UnknownPack, message).help(help))
    }

    /// Lists that are declared, each with these attributes and values.
    pub(super) fn lists(
        &mut self,
        lists: &[Name<'_>],
        with: &[(Name<'_>, Name<'_>)],
    ) -> Option<Lists> {
        let known = &self.context.vocabulary.lists;
        let mut ok = true;
        for list in lists {
            let Some(declared) = known.get(list.text) else {
                let help = match nearest(list.text, known.keys().map(Symbol::as_str)) {
                    Some(near) => format!("write `{near}`"),
                    None => "lists are declared by `[[list]]` in a pack".to_owned(),
                };
                let message = format!("no list is called `{}`", list.text);
                self.fault(Fault::new(list.span, Code::UnknownList, message).help(help));
                ok = false;
                continue;
            };
            for (key, value) in with {
                let fault = match declared.attributes.get(key.text) {
                    None => {
                        let message =
                            format!("the list `{}` has no attribute `{}`", list.text, key.text);
                        let all = some_of(declared.attributes.keys().map(Symbol::as_str));
                        let help = if all.is_empty() {
                            "its records have no attributes".to_owned()
                        } else {
                            format!("its attributes are {all}")
                        };
                        Fault::new(key.span, Code::UnknownList, message).help(help)
                    }
                    Some(values)
                        if !values.is_empty() && !values.iter().any(|v| **v == *value.text) =>
                    {
                        let message = format!(
                            "`{}` is no value of `{}` on the list `{}`",
                            value.text, key.text, list.text
                        );
                        let all = some_of(values.iter().map(|value| &**value));
                        Fault::new(value.span, Code::UnknownValue, message)
                            .help(format!("its values are {all}"))
                    }
                    Some(_) => continue,
                };
                self.fault(fault);
                ok = false;
            }
        }
        let names = lists.iter().map(|list| list.text.into()).collect();
        let with = with.iter().map(|(key, value)| (key.text.into(), value.text.into())).collect();
        ok.then_some((names, with))
    }
}

fn word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "symbol",
        Scalar::Place => "place",
        Scalar::Code => "code",
        Scalar::Hs => "hs",
        Scalar::Text => "text",
    }
}

fn plural(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "symbols",
        Scalar::Place => "places",
        Scalar::Code => "codes",
        Scalar::Hs => "tariff headings",
        Scalar::Text => "texts",
    }
}
