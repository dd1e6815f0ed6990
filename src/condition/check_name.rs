//! Names of facts: whose they are, whether they are declared, bound here and already known.

use super::ast::Name;
use super::check::Checker;
use super::lex::Fault;
use super::role::Derived;
use super::suggest::nearest;
use super::tree::{Path, Subject};
use super::vocabulary::{FactType, Scalar};
use crate::base::{FactName, Unit};
use crate::diag::Code;

/// A resolved name.
pub(super) struct Fact {
    pub(super) path: Path,
    pub(super) of: FactType,
    pub(super) unit: Option<Unit>,
}

impl Fact {
    /// What kind of thing it is, with its article.
    pub(super) fn kind(&self) -> String {
        match (self.of, &self.unit) {
            (FactType::Number(_), Some(unit)) => format!("a number in `{}`", unit.symbol),
            (of, _) => kind(of).to_owned(),
        }
    }
}

/// What kind of thing a type is, with its article.
pub(super) fn kind(of: FactType) -> &'static str {
    match of {
        FactType::Truth => "a truth",
        FactType::Number(_) => "a number",
        FactType::Share => "a share",
        FactType::Money => "an amount of money",
        FactType::Date => "a day",
        FactType::One(scalar) => one(scalar),
        FactType::Set(Scalar::Symbol) => "a set of symbols",
        FactType::Set(Scalar::Place) => "a set of places",
        FactType::Set(Scalar::Code) => "a set of codes",
        FactType::Set(Scalar::Hs) => "a set of tariff headings",
        FactType::Set(Scalar::Text) => "a set of texts",
        FactType::Record => "a record",
        FactType::Shown => "a showing",
    }
}

/// What kind of thing one value is.
pub(super) fn one(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Symbol => "a symbol",
        Scalar::Place => "a place",
        Scalar::Code => "a code",
        Scalar::Hs => "a tariff heading",
        Scalar::Text => "a text",
    }
}

/// The nouns of the language; record nouns come from the facts.
const NOUNS: [(&str, Subject); 8] = [
    ("item", Subject::Item),
    ("component", Subject::Component),
    ("target", Subject::Target),
    ("input", Subject::Input),
    ("party", Subject::Party),
    ("owner", Subject::Owner),
    ("person", Subject::Person),
    ("licence", Subject::Licence),
];

impl Checker<'_> {
    /// The noun of this name: `party`, `rating`, `item.rating`.
    pub(super) fn noun(&self, name: &str) -> Option<Subject> {
        if let Some((_, subject)) = NOUNS.iter().find(|(noun, _)| *noun == name) {
            return Some(subject.clone());
        }
        let facts = &self.context.vocabulary.facts;
        let named = [facts.get(name), facts.get(&*format!("item.{name}"))];
        let records = named.into_iter().flatten().filter(|fact| fact.of == FactType::Record);
        records.map(|fact| &fact.name).min().map(|fact| Subject::Record(fact.clone()))
    }

    /// The subject that the first word of a path names; everything that is no noun is the act's.
    pub(super) fn subject(&self, path: &str) -> Subject {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        if rest.is_empty() { Subject::Act } else { self.noun(head).unwrap_or(Subject::Act) }
    }

    pub(super) fn is_bound(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Act | Subject::Item) || self.bound.contains(subject)
    }

    /// Tells it where nothing binds the noun of `name`.
    pub(super) fn check_bound(&mut self, name: Name<'_>, subject: &Subject) -> Option<()> {
        if self.is_bound(subject) {
            return Some(());
        }
        let noun = subject.noun();
        let help = match subject {
            Subject::Owner => "write `any party satisfies (any owner satisfies (…))`".to_owned(),
            _ => format!("write `any {noun} satisfies (…)`"),
        };
        let message = format!("nothing says which {noun} `{}` speaks of", name.text);
        self.no(Fault::new(name.span, Code::Unbound, message).help(help))
    }

    /// The declared name and the type of what is written; `destination` and `leg` need no declaration.
    fn declared(&self, text: &str) -> (Path, Option<FactType>) {
        let subject = self.subject(text);
        let fact: FactName = match (&subject, text.split_once('.')) {
            (Subject::Act | Subject::Record(_), _) | (_, None) => text.into(),
            (subject, Some((_, rest))) => FactName::from(&*format!("{}.{rest}", subject.family())),
        };
        let of = self.context.vocabulary.type_of(&fact).or(match text {
            "destination" => Some(FactType::One(Scalar::Place)),
            "leg" => Some(FactType::One(Scalar::Symbol)),
            _ => None,
        });
        (Path { subject, fact }, of)
    }

    /// The type of what is written, where it is a fact or term.
    pub(super) fn type_of(&self, text: &str) -> Option<FactType> {
        self.declared(text).1
    }

    /// A fact or term by the name that is written.
    pub(super) fn fact(&mut self, name: Name<'_>) -> Option<Fact> {
        let (path, of) = self.declared(name.text);
        let Some(of) = of else {
            return self.unknown(name, &path.subject);
        };
        self.check_bound(name, &path.subject)?;
        match name.text {
            "destination" => self.readable(name, Derived::Destination)?,
            "leg" => self.readable(name, Derived::Leg)?,
            _ => {}
        }
        let vocabulary = self.context.vocabulary;
        let unit = match vocabulary.facts.get(&path.fact) {
            Some(fact) => fact.unit.clone(),
            None => vocabulary.terms.get(&path.fact).and_then(|term| term.unit.clone()),
        };
        Some(Fact { path, of, unit })
    }

    fn unknown<T>(&mut self, name: Name<'_>, subject: &Subject) -> Option<T> {
        let text = name.text;
        let head = text.split('.').next().unwrap_or_default();
        if let Some(noun) = self.noun(text) {
            let message = format!("`{text}` is a noun, not a fact");
            let help = match noun {
                Subject::Item => "name a fact of it: `item.kind`".to_owned(),
                noun => format!("name a fact of it, or write `any {} satisfies (…)`", noun.noun()),
            };
            return self.no(Fault::new(name.span, Code::TypeMismatch, message).help(help));
        }
        let spelled = format!("{}{}", subject.family(), text.get(head.len()..).unwrap_or_default());
        let spelled = if *subject == Subject::Act { text } else { &spelled };
        let vocabulary = self.context.vocabulary;
        let known = vocabulary.facts.keys().chain(vocabulary.terms.keys()).map(FactName::as_str);
        let near = nearest(spelled, known.chain(["destination", "leg", "eligible", "limit"]));
        let help = match near {
            Some(near) => match near.split_once('.') {
                Some((_, rest)) if *subject != Subject::Act => format!("write `{head}.{rest}`"),
                _ => format!("write `{near}`"),
            },
            None => "facts are declared by `[[fact]]` in a pack".to_owned(),
        };
        let message = format!("no fact is called `{text}`");
        self.no(Fault::new(name.span, Code::UnknownFact, message).help(help))
    }

    /// Tells it where a provision of this kind is read before the result is there.
    pub(super) fn readable(&mut self, name: Name<'_>, result: Derived) -> Option<()> {
        let role = self.context.role;
        if role.may_read(result) {
            return Some(());
        }
        let message = format!("{} cannot read `{}`, which comes later", role.name(), name.text);
        self.no(Fault::new(name.span, Code::Stratum, message).help(result.ready()))
    }

    /// An item that can meet codes.
    pub(super) fn item(&mut self, name: Name<'_>) -> Option<Subject> {
        if let Some(
            subject @ (Subject::Item | Subject::Component | Subject::Target | Subject::Input),
        ) = self.noun(name.text)
        {
            self.check_bound(name, &subject)?;
            return Some(subject);
        }
        let message = format!("`{}` is no item, and only items meet codes", name.text);
        self.no(Fault::new(name.span, Code::TypeMismatch, message)
            .help("write `item meets …` or `any component meets …`"))
    }

    /// A party that can be on a list.
    pub(super) fn listable(&mut self, name: Name<'_>) -> Option<Subject> {
        if let Some(subject @ (Subject::Party | Subject::Owner)) = self.noun(name.text) {
            self.check_bound(name, &subject)?;
            return Some(subject);
        }
        let message = format!("`{}` is no party, and only parties are listed", name.text);
        self.no(Fault::new(name.span, Code::TypeMismatch, message)
            .help("write `any party is listed on …`"))
    }
}
