//! What somebody stands for: showings, attestations, claimed exceptions, and the packs to which a case is limited.

use super::Check;
use super::items::Item;
use super::names::nearest;
use super::table::{Open, listed};
use crate::base::{Code as ListCode, CodeRef, FactName, PackId, ProvisionId};
use crate::condition::{FactDecl, FactType};
use crate::diag::{Code, Span};
use crate::syntax::Node;
use crate::transfer::case::{Attested, Case, Evidence, Record, Stated, Value};
use crate::transfer::keys;
use std::collections::BTreeMap;

impl<'a> Check<'a> {
    /// `[[shown]]`: each showing goes to the subject of which it is shown.
    pub(super) fn shown(&mut self, open: &Open<'_, '_>, case: &mut Case, items: &mut [Item<'_>]) {
        for table in self.tables(open, "shown", &keys::SHOWN) {
            let evidence = Evidence {
                by: self.text_of(&table, "by"),
                evidence: self.text_of(&table, "evidence"),
                on: self.day_of(&table, "on"),
            };
            let Some(node) = table.get("fact") else { continue };
            let Some(text) = self.text(node, "fact") else { continue };
            let Some(decl) = self.showing(text, node.span) else { continue };
            let of = table.get("of");
            let facts = match decl.name.as_str().split('.').next() {
                Some("item") => {
                    let records: Vec<&mut Record> =
                        items.iter_mut().map(|item| &mut item.record).collect();
                    self.subject("item", decl, of, node.span, records)
                }
                Some("party") => {
                    self.subject("party", decl, of, node.span, case.parties.iter_mut().collect())
                }
                Some("person") => {
                    self.subject("person", decl, of, node.span, case.persons.iter_mut().collect())
                }
                _ => {
                    if let Some(of) = of {
                        self.fault(
                            of.span,
                            Code::UnknownReference,
                            format_args!("`{}` is shown of the transfer as a whole", decl.name),
                        )
                        .help("leave `of` out");
                    }
                    Some(&mut case.act)
                }
            };
            let Some(facts) = facts else { continue };
            let stated = Stated { value: Value::Truth(true), evidence: Some(evidence) };
            if facts.insert(decl.name.clone(), stated).is_some() {
                self.fault(
                    node.span,
                    Code::Contradiction,
                    format_args!("`{}` is stated twice", decl.name),
                )
                .help("state it once, here or with the other facts");
            }
        }
    }

    /// The declaration of a showing; the pack may stand in front of its name.
    fn showing(&mut self, text: &str, span: Span) -> Option<&'a FactDecl> {
        let vocabulary = self.vocabulary;
        let (pack, name) = match text.split_once(':') {
            Some((pack, name)) => (Some(self.pack(pack, span)?.0), name),
            None => (None, text),
        };
        let showings = || {
            let of_pack = |decl: &&FactDecl| pack.as_ref().is_none_or(|pack| *pack == decl.pack);
            let all = vocabulary.facts.values().map(|decl| &**decl);
            let all = all.filter(|decl| decl.of == FactType::Shown);
            all.filter(of_pack).map(|decl| decl.name.as_str())
        };
        let Some(decl) = vocabulary.facts.get(name) else {
            let help = match nearest(name, showings()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("what can be shown is {}", listed(showings())),
            };
            self.fault(span, Code::UnknownFact, format_args!("no fact is called `{name}`"))
                .help(help);
            return None;
        };
        if let Some(pack) = pack.filter(|pack| *pack != decl.pack) {
            self.fault(span, Code::UnknownFact, format_args!("`{pack}` declares no `{name}`"))
                .help(format_args!("write `{}:{name}`", decl.pack));
            return None;
        }
        if decl.of != FactType::Shown {
            self.fault(span, Code::TypeMismatch, format_args!("`{name}` is not a showing"))
                .help("state it with the other facts of its subject");
            return None;
        }
        Some(decl)
    }

    /// The facts of the one item, party or person of which a showing speaks.
    fn subject<'r>(
        &mut self,
        noun: &str,
        decl: &FactDecl,
        of: Option<&Node<'_>>,
        span: Span,
        records: Vec<&'r mut Record>,
    ) -> Option<&'r mut BTreeMap<FactName, Stated>> {
        let names: Vec<Box<str>> = records.iter().map(|record| record.name.clone()).collect();
        let names = || listed(names.iter().filter(|name| !name.is_empty()).map(|name| &**name));
        let Some(of) = of else {
            let several = records.len() > 1;
            let mut records = records.into_iter();
            match records.next() {
                Some(record) if !several => return Some(&mut record.facts),
                Some(_) => {
                    self.fault(
                        span,
                        Code::MissingKey,
                        format_args!(
                            "`{}` is shown of one {noun}, and there are several",
                            decl.name
                        ),
                    )
                    .help(format_args!("add `of`, one of {}", names()));
                }
                None => {
                    self.fault(
                        span,
                        Code::UnknownReference,
                        format_args!("`{}` is shown of a {noun}, and there is none", decl.name),
                    )
                    .help(format_args!("add a `[[{noun}]]`"));
                }
            }
            return None;
        };
        let name = self.text(of, "of")?;
        let mut found: Vec<&'r mut Record> =
            records.into_iter().filter(|record| &*record.name == name).collect();
        if found.len() > 1 {
            self.fault(
                of.span,
                Code::UnknownReference,
                format_args!("several are called `{name}`"),
            )
            .help("state the showing with the facts of the one that is meant");
            return None;
        }
        let found = found.pop();
        if found.is_none() {
            self.fault(
                of.span,
                Code::UnknownReference,
                format_args!("no {noun} is called `{name}`"),
            )
            .help(format_args!("write one of {}", names()));
        }
        found.map(|record| &mut record.facts)
    }

    pub(super) fn attested(&mut self, open: &Open<'_, '_>) -> Vec<Attested> {
        let mut attested = Vec::new();
        for table in self.tables(open, "attested", &keys::ATTESTED) {
            let (by, on) = (self.text_of(&table, "by"), self.day_of(&table, "on"));
            let Some(node) = table.get("attestation") else { continue };
            let Some(text) = self.text(node, "attestation") else { continue };
            let Some((pack, name)) = self.in_pack(text, node.span, "`pack:id`") else { continue };
            let Some(known) = self.vocabulary.packs.get(&pack) else { continue };
            if !known.attestations.contains(name) {
                self.no_such(&pack, "attestation", name, node.span, known.attestations.iter());
                continue;
            }
            if let (Some(by), Some(on)) = (by, on) {
                attested.push(Attested { pack, id: ProvisionId::from(name), by, on });
            }
        }
        attested.sort();
        attested.dedup();
        attested
    }

    pub(super) fn claims(&mut self, open: &Open<'_, '_>) -> Vec<CodeRef> {
        let mut claims = Vec::new();
        for (text, span) in self.texts(open, "claims").unwrap_or_default() {
            let Some((pack, name)) =
                self.in_pack(text, span, "the pack and the exception: `pack:id`")
            else {
                continue;
            };
            let Some(known) = self.vocabulary.packs.get(&pack) else { continue };
            if known.exceptions.contains(name) {
                claims.push(CodeRef { pack, code: ListCode::from(name) });
            } else {
                self.no_such(&pack, "exception", name, span, known.exceptions.iter());
            }
        }
        claims.sort();
        claims.dedup();
        claims
    }

    fn no_such<'n>(
        &mut self,
        pack: &PackId,
        what: &str,
        name: &str,
        span: Span,
        known: impl Iterator<Item = &'n ProvisionId> + Clone,
    ) {
        let help = match nearest(name, known.clone().map(ProvisionId::as_str)) {
            Some(near) => format!("did you mean `{pack}:{near}`?"),
            None if known.clone().next().is_none() => format!("the pack has no {what}s"),
            None => format!("the pack has {}", listed(known.map(ProvisionId::as_str))),
        };
        self.fault(span, Code::UnknownProvision, format_args!("`{pack}` has no {what} `{name}`"))
            .help(help);
    }

    pub(super) fn packs(&mut self, open: &Open<'_, '_>) -> Vec<PackId> {
        let mut packs = Vec::new();
        for (text, span) in self.texts(open, "packs").unwrap_or_default() {
            packs.extend(self.pack(text, span).map(|(id, _)| id));
        }
        packs.sort();
        packs.dedup();
        packs
    }
}
