//! A raw transfer against the vocabulary: every fault in one pass, or a case in which no text is just text.

mod facts;
mod grounds;
mod implied;
mod items;
mod licences;
mod names;
mod numbers;
mod parties;
mod relations;
mod table;
mod unknown;
mod values;
mod words;

use super::canonical;
use super::case::{Artefact, Case};
use super::keys;
use crate::condition::Vocabulary;
use crate::diag::{Code, Diagnostic, Diagnostics, Faults, File, Span};
use crate::syntax::{Node, Value};
use std::fmt::Display;
use table::Open;

pub(super) use names::nearest;

/// Checks the tree of a file; `faults` are those found on the way to it.
pub(super) fn check(
    file: &File<'_>,
    root: &Node<'_>,
    vocabulary: &Vocabulary,
    faults: Diagnostics,
) -> Result<Case, Faults> {
    let mut check = Check { file, vocabulary, faults, name: String::new() };
    let case = check.case(root);
    check.faults.into_result(case)
}

/// What every part of the check shares.
struct Check<'a> {
    file: &'a File<'a>,
    vocabulary: &'a Vocabulary,
    faults: Diagnostics,
    /// The full name of the fact that is looked up, to spare an allocation for each.
    name: String,
}

impl Check<'_> {
    fn case(&mut self, root: &Node<'_>) -> Case {
        let mut case = Case::default();
        let Some(open) = self.open(&keys::TRANSFER, root) else { return case };
        self.schema(&open);
        case.id = self.text_of(&open, "id");
        case.date = self.day_of(&open, "date");
        for word in self.words_of(&open, "complete") {
            case.complete.party |= word == "party";
            case.complete.person |= word == "person";
        }
        case.packs = self.packs(&open);
        case.act = self.act(&open);
        let mut items = self.items(&open);
        case.parties = self.parties(&open);
        case.persons = self.persons(&open);
        self.shown(&open, &mut case, &mut items);
        case.items = self.relate(items);
        canonical::sort_named(&mut case.parties, "party");
        canonical::sort_named(&mut case.persons, "person");
        case.licences = self.licences(&open);
        case.rates = self.rates(&open);
        case.claims = self.claims(&open);
        case.attested = self.attested(&open);
        case.end_use = open
            .get("end_use")
            .and_then(|node| self.open(&keys::END_USE, node))
            .and_then(|open| self.text_of(&open, "description"));
        case.artefact = self.artefact(&open);
        case.sha256 = canonical::sha256(&case);
        self.implied(&mut case.items);
        self.sole(&mut case);
        case
    }

    fn schema(&mut self, open: &Open<'_, '_>) {
        let Some(node) = open.get("schema") else { return };
        if !matches!(&node.value, Value::Number(number) if number == "1") {
            self.fault(node.span, Code::UnknownValue, "this reads transfers of schema 1")
                .help("write `schema = 1`");
        }
    }

    fn artefact(&mut self, open: &Open<'_, '_>) -> Option<Artefact> {
        let open = self.open(&keys::ARTEFACT, open.get("artefact")?)?;
        let sha256 = self.text_of(&open, "sha256");
        if let (Some(hash), Some(node)) = (&sha256, open.get("sha256"))
            && !(hash.len() == 64
                && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
        {
            self.fault(node.span, Code::WrongType, format_args!("`{hash}` is not a SHA-256"))
                .help("write 64 lower-case hexadecimal digits");
        }
        Some(Artefact { path: self.text_of(&open, "path")?, sha256 })
    }

    /// Notes a fault; what to write instead can be added to what this returns.
    fn fault(&mut self, span: Span, code: Code, message: impl Display) -> Fault<'_> {
        Fault {
            to: &mut self.faults,
            diagnostic: Some(Diagnostic::at(self.file, span, code, message)),
        }
    }
}

/// A fault on its way into the list.
struct Fault<'d> {
    to: &'d mut Diagnostics,
    diagnostic: Option<Diagnostic>,
}

impl Fault<'_> {
    fn help(mut self, help: impl Display) {
        self.diagnostic = self.diagnostic.take().map(|d| d.help(help));
    }
}

impl Drop for Fault<'_> {
    fn drop(&mut self) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.to.push(diagnostic);
        }
    }
}
