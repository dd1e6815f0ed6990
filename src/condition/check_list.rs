//! Lists of parties, their attributes, and the values these may have.

use super::ast::Name;
use super::check::Checker;
use super::lex::Fault;
use super::suggest::{nearest, some_of};
use crate::base::Symbol;
use crate::diag::Code;

/// Lists, and attributes with their values.
type Lists = (Vec<Symbol>, Vec<(Symbol, Box<str>)>);

impl Checker<'_> {
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
