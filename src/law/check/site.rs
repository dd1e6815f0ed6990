//! What is known while the blocks of one pack are checked, and the conditions found there with their places.

use super::super::raw::{Field, Raw, RawPack, Said};
use crate::base::{FactName, PackId};
use crate::condition::{
    Cond, Context, FactType, Path, Role, Snippet, Subject, Sum, Vocabulary, When, condition, path,
    sum,
};
use crate::diag::{Code, Diagnostic, Diagnostics, File, Span};
use std::fmt;

/// The pack at hand.
pub(super) struct Cx<'a> {
    /// Its id.
    pub id: PackId,
    /// Its blocks.
    pub raw: &'a RawPack<'a>,
    /// What may be named.
    pub vocabulary: &'a Vocabulary,
    /// What was found.
    pub faults: Diagnostics,
    /// Its conditions.
    pub sites: Vec<Site<'a>>,
}

/// A condition and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Site<'a> {
    /// The pack.
    pub pack: PackId,
    /// The kind of provision.
    pub role: Role,
    /// The id of the provision.
    pub id: Box<str>,
    /// The entry of the provision.
    pub entry: Option<Box<str>>,
    /// The name of its block: an entry's gate is a condition in the role of a paragraph.
    pub block: &'static str,
    /// The file.
    pub file: File<'a>,
    /// The value.
    pub span: Span,
    /// What it says.
    pub body: Body,
}

/// A condition, a sum or the name of a fact.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// A condition.
    Cond(Cond),
    /// A sum.
    Sum(Sum),
    /// The name of a fact.
    Path(Path),
}

impl Site<'_> {
    /// A finding at the condition.
    pub(super) fn fault(&self, code: Code, message: impl fmt::Display) -> Diagnostic {
        Diagnostic::at(&self.file, self.span, code, message)
    }
}

impl<'a> Cx<'a> {
    pub(super) fn new(raw: &'a RawPack<'a>, vocabulary: &'a Vocabulary) -> Self {
        Self {
            id: raw.id.into(),
            raw,
            vocabulary,
            faults: Diagnostics::default(),
            sites: Vec::new(),
        }
    }

    /// The condition under `when`.
    pub(super) fn when(&mut self, raw: &'a Raw<'a>, role: Role, each: Option<&Subject>) -> When {
        raw.field("when").and_then(|field| self.condition(raw, field, role, each)).into()
    }

    /// A condition.
    pub(super) fn condition(
        &mut self,
        raw: &'a Raw<'a>,
        field: &'a Field<'a>,
        role: Role,
        each: Option<&Subject>,
    ) -> Option<Cond> {
        let said = field.said()?;
        let found = condition(&snippet(&said), &self.context(role, each));
        let cond = self.taken(found)?;
        self.keep(raw, field, role, Body::Cond(cond.clone()));
        Some(cond)
    }

    /// A sum of this type.
    pub(super) fn sum(
        &mut self,
        raw: &'a Raw<'a>,
        field: &'a Field<'a>,
        each: Option<&Subject>,
        want: FactType,
    ) -> Option<Sum> {
        let said = field.said()?;
        let found = sum(&snippet(&said), &self.context(Role::Term, each), want);
        let sum = self.taken(found)?;
        self.keep(raw, field, Role::Term, Body::Sum(sum.clone()));
        Some(sum)
    }

    /// The name of a fact or term.
    pub(super) fn path(
        &mut self,
        raw: &'a Raw<'a>,
        field: &'a Field<'a>,
        role: Role,
        each: Option<&Subject>,
    ) -> Option<Path> {
        let said = field.said()?;
        let found = path(&snippet(&said), &self.context(role, each));
        let path = self.taken(found)?;
        self.keep(raw, field, role, Body::Path(path.clone()));
        Some(path)
    }

    /// The type of a fact or term.
    pub(super) fn type_of(&self, name: &FactName) -> Option<FactType> {
        self.vocabulary.type_of(name)
    }

    fn context<'c>(&'c self, role: Role, each: Option<&'c Subject>) -> Context<'c> {
        Context { pack: &self.id, role, each, vocabulary: self.vocabulary }
    }

    fn taken<T>(&mut self, found: Result<T, Diagnostics>) -> Option<T> {
        match found {
            Ok(value) => Some(value),
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    fn keep(&mut self, raw: &'a Raw<'a>, field: &'a Field<'a>, role: Role, body: Body) {
        self.sites.push(Site {
            pack: self.id.clone(),
            role,
            id: raw.id().text.into(),
            entry: raw.entry.as_deref().map(Into::into),
            block: raw.name(),
            file: field.file,
            span: field.node.span,
            body,
        });
    }
}

fn snippet<'s>(said: &'s Said<'s>) -> Snippet<'s> {
    Snippet { file: &said.file, span: said.span, text: said.text }
}
