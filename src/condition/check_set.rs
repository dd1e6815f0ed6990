//! What a value is looked up in: symbols, places, groups, codes, lists. Each element must be of the fact's kind.

use super::ast::{Item, Name, Test};
use super::check::Checker;
use super::check_name::one;
use super::check_provision::items;
use super::lex::Fault;
use super::suggest::{nearest, some_of};
use super::tree::{Element, Path};
use super::vocabulary::{FactType, Scalar};
use crate::base::{FactName, Hs, Place, Symbol};
use crate::diag::Code;

impl Checker<'_> {
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
}
