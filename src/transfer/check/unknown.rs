//! What to say of a fact that no pack declares: the name that was meant, or where it belongs.

use super::Check;
use super::names::nearest;
use super::table::{Open, listed};
use crate::base::Symbol;
use crate::diag::Code;
use crate::syntax::Key;
use crate::transfer::keys::FOLLOWS;

impl Check<'_> {
    pub(super) fn unknown_fact(&mut self, open: &Open<'_, '_>, key: &Key<'_>) {
        let name = self.name.clone();
        if self.vocabulary.terms.contains_key(name.as_str()) {
            self.fault(
                key.span,
                Code::UnknownFact,
                format_args!("`{name}` is computed, not stated"),
            )
            .help("leave it out");
            return;
        }
        if FOLLOWS.contains(&name.as_str()) {
            self.fault(
                key.span,
                Code::UnknownFact,
                format_args!("`{name}` follows from the journey and is not stated"),
            )
            .help("write `to`, and state the parties and persons");
            return;
        }
        let help = self.help_for(open, key, &name);
        let (code, what) = match open.spec.facts {
            Some("") => (Code::UnknownKey, "key or fact"),
            _ => (Code::UnknownFact, "fact"),
        };
        self.fault(key.span, code, format_args!("no {what} is called `{name}`")).help(help);
    }

    fn help_for(&self, open: &Open<'_, '_>, key: &Key<'_>, name: &str) -> String {
        let facts = &self.vocabulary.facts;
        let family = open.spec.facts.unwrap_or_default();
        let last = key.text.rsplit('.').next().unwrap_or_default();
        let elsewhere = FAMILIES
            .iter()
            .find(|(other, _)| *other != family && facts.contains_key(&*join(other, last)));
        if let Some((other, place)) = elsewhere {
            return format!(
                "`{}` is a fact of another subject; write it {place}",
                join(other, last)
            );
        }
        if let Some(short) = key.text.strip_prefix(family).and_then(|rest| rest.strip_prefix('.'))
            && facts.contains_key(&*key.text)
        {
            return format!("write `{short}`");
        }
        let here = facts.keys().filter_map(|fact| match family {
            "" => (!fact.as_str().contains('.') && !FOLLOWS.contains(&fact.as_str()))
                .then_some(fact.as_str()),
            _ => fact.as_str().strip_prefix(family)?.strip_prefix('.'),
        });
        let written = if family.is_empty() {
            name
        } else {
            name.get(family.len().saturating_add(1)..).unwrap_or(name)
        };
        match nearest(written, here.chain(open.spec.keys.iter().map(|key| key.name))) {
            Some(near) => format!("did you mean `{near}`?"),
            None if family.is_empty() => {
                format!(
                    "here stand {}, and the facts of the act",
                    listed(open.spec.keys.iter().map(|key| key.name))
                )
            }
            None => {
                format!("no pack at hand declares it; facts of this kind are named `{family}.…`")
            }
        }
    }

    /// What a fact is and takes, as the end of a help line.
    pub(super) fn takes(&self, fact: &str) -> String {
        self.vocabulary.facts.get(fact).map_or(String::new(), |decl| {
            let values = if decl.values.is_empty() {
                String::new()
            } else {
                format!(", one of {}", listed(decl.values.iter().map(Symbol::as_str)))
            };
            format!(": {}{values}", decl.title.en)
        })
    }
}

/// The families of facts and where they are written.
const FAMILIES: [(&str, &str); 6] = [
    ("", "at the top of the file"),
    ("transfer", "in `[transfer]`"),
    ("item", "in an `[[item]]`"),
    ("party", "in a `[[party]]`"),
    ("person", "in a `[[person]]`"),
    ("licence", "in a `[[licence]]`"),
];

/// The full name of a fact.
pub(super) fn join(family: &str, name: &str) -> String {
    if family.is_empty() { name.to_owned() } else { format!("{family}.{name}") }
}
