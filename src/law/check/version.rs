//! What every version of a provision has: its first day, title, citation, basis, state.

use super::super::model::{Origin, Said, Version};
use super::super::raw::Raw;
use super::super::read::{near, title};
use super::site::Cx;
use super::vocabulary::part;
use crate::base::{Basis, Citation, SourceId, Start, State, Timeline};
use crate::diag::{Code, File, Span};

impl Cx<'_> {
    /// Adds a version to its timeline.
    pub(super) fn add<T>(&mut self, line: &mut Timeline<Version<T>>, raw: &Raw<'_>, body: T) {
        let cite = self.cite(raw);
        let start = match (raw.day("from"), raw.day("seen")) {
            (Some(day), _) => Start::From(day),
            (None, Some(day)) => Start::Seen(day),
            (None, None) => return,
        };
        let Some(cite) = cite else { return };
        let basis = basis(raw);
        let said = Said {
            title: raw.words("title"),
            cite,
            note: raw.words("note"),
            origin: origin(raw.file, raw.span),
        };
        let version = Version { said: said.into(), basis, weakest: basis, state: state(raw), body };
        if line.add(start, version).is_err() {
            let message = format!("{} has two versions that begin on {}", title(raw), start.day());
            self.faults
                .push(raw.fault(Code::Duplicate, message).help(
                    "give each version a day of its own; the later one replaces the earlier",
                ));
        }
    }

    /// The citation, whose source the pack declares.
    fn cite(&mut self, raw: &Raw<'_>) -> Option<Citation> {
        if raw.field("cite").is_none() {
            let message = format!("{} does not say where it stands", title(raw));
            self.faults.push(raw.fault(Code::NoCitation, message).help(
                "write `cite = { source = \"…\", at = \"…\" }`, here or in the `[defaults]` of the file",
            ));
            return None;
        }
        self.source(raw);
        Some(Citation {
            source: SourceId::from(part(raw, "cite", "source")?.text),
            at: part(raw, "cite", "at")?.text.into(),
            by: part(raw, "cite", "by").map(|by| by.text.into()),
        })
    }

    /// The source of a citation is declared.
    pub(super) fn source(&mut self, raw: &Raw<'_>) {
        let Some(source) = part(raw, "cite", "source") else { return };
        let known = || self.raw.sources.iter().map(|known| known.id().text);
        if known().any(|known| known == source.text) {
            return;
        }
        let message = format!("the pack declares no source `{}`", source.text);
        let fault = source.fault(Code::UnknownSource, message);
        let fault = match near(source.text, known()) {
            Some(near) => fault.help(format!("did you mean `{near}`")),
            None => fault.help("declare it as `[[source]]` in `pack.toml`"),
        };
        self.faults.push(fault);
    }
}

/// The place of a block in the pack's files.
pub(in crate::law) fn origin(file: File<'_>, span: Span) -> Origin {
    let at = file.locate(span);
    let name = file.name.split_once('/').map_or(file.name, |(_, path)| path);
    Origin { file: name.into(), line: at.line }
}

fn basis(raw: &Raw<'_>) -> Basis {
    match raw.text("basis").map(|said| said.text) {
        Some("recalled") => Basis::Recalled,
        Some("secondary") => Basis::Secondary,
        _ => Basis::Text,
    }
}

fn state(raw: &Raw<'_>) -> State {
    match raw.text("state").map(|said| said.text) {
        Some("stayed") => State::Stayed,
        Some("unenforced") => State::Unenforced,
        Some("repealed") => State::Repealed,
        _ => State::InForce,
    }
}
