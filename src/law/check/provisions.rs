//! The blocks of a pack into its model, except what stands in an entry's file.

use super::super::gates::Gates;
use super::super::model::{
    Attestation, Bar, Control, Effect, Exception, Exclusion, Formula, Leg, Obligation, Pack,
    Policy, Scope, Term,
};
use super::super::raw::{Raw, Said};
use super::super::read::title;
use super::declare::{kind, read_word};
use super::site::Cx;
use super::version::origin;
use super::{examples, groups, head};
use crate::base::{FactName, Late, ProvisionId, Symbol};
use crate::condition::{FactDecl, FactType, Role, Scalar, Subject};
use crate::diag::{Code, Diagnostic};
use crate::syntax::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The pack, or nothing where its head is at fault.
pub(super) fn pack(cx: &mut Cx<'_>) -> Option<Pack> {
    let head = head::head(cx)?;
    let mut pack = Pack {
        head,
        sha256: Box::default(),
        sources: head::sources(cx).into(),
        facts: Late::default(),
        words: Late::default(),
        lists: BTreeMap::new(),
        terms: BTreeMap::new(),
        groups: BTreeMap::new(),
        places: Late::default(),
        entries: BTreeMap::new(),
        gates: Gates::of(&BTreeMap::new(), cx.vocabulary),
        legs: BTreeMap::new(),
        scopes: BTreeMap::new(),
        exclusions: BTreeMap::new(),
        controls: BTreeMap::new(),
        exceptions: BTreeMap::new(),
        bars: BTreeMap::new(),
        policies: BTreeMap::new(),
        obligations: BTreeMap::new(),
        attestations: BTreeMap::new(),
        examples: Late::default(),
        origins: head::origins(cx).into(),
    };
    for raw in &cx.raw.blocks {
        match raw.entry {
            Some(ref entry) => super::entry::block(cx, &mut pack, raw, entry),
            None => block(cx, &mut pack, raw),
        }
    }
    pack.gates = Gates::of(&pack.entries, cx.vocabulary);
    pack.words.change(|words| words.sort_by(|a, b| (&a.of, &a.id).cmp(&(&b.of, &b.id))));
    Some(pack)
}

fn block<'a>(cx: &mut Cx<'a>, pack: &mut Pack, raw: &'a Raw<'a>) {
    let id = ProvisionId::from(raw.id().text);
    match raw.name() {
        "fact" | "word" | "list" => declared(cx, pack, raw),
        "term" => {
            if let Some(body) = term(cx, raw) {
                cx.add(pack.terms.entry(raw.id().text.into()).or_default(), raw, body);
            }
        }
        "group" => {
            if let Some(body) = groups::group(cx, raw) {
                cx.add(pack.groups.entry(raw.id().text.into()).or_default(), raw, body);
            }
        }
        "place" => {
            if let Some(body) = groups::row(cx, raw) {
                pack.places.change(|places| {
                    cx.add(places.entry(raw.id().text.into()).or_default(), raw, body);
                });
            }
        }
        "leg" => {
            if let Some(body) = leg(cx, raw) {
                cx.add(pack.legs.entry(id).or_default(), raw, body);
            }
        }
        "scope" => {
            let body = Scope { when: cx.when(raw, Role::Scope, None) };
            cx.add(pack.scopes.entry(id).or_default(), raw, body);
        }
        "exclusion" => {
            let body = exclusion(cx, raw);
            cx.add(pack.exclusions.entry(id).or_default(), raw, body);
        }
        "control" => {
            if let Some(body) = control(cx, raw) {
                cx.add(pack.controls.entry(id).or_default(), raw, body);
            }
        }
        "exception" => {
            let body = exception(cx, raw);
            cx.add(pack.exceptions.entry(id).or_default(), raw, body);
        }
        "bar" => {
            if let Some(on) = raw.text("on") {
                cx.faults.push(
                    on.fault(Code::UnknownKey, "`on` belongs to a bar in an entry's file")
                        .help("say it in `when`: `item meets …`"),
                );
            }
            let body = bar(cx, raw);
            cx.add(pack.bars.entry(id).or_default(), raw, body);
        }
        "policy" => {
            let controls = cx.known().controls.clone();
            let body = Policy {
                on: cx.provisions(raw, "on", "control", &controls),
                outlook: raw.words("outlook").into(),
                when: cx.when(raw, Role::Policy, None),
            };
            cx.add(pack.policies.entry(id).or_default(), raw, body);
        }
        "obligation" => {
            let body = obligation(cx, raw);
            cx.add(pack.obligations.entry(id).or_default(), raw, body);
        }
        "attestation" => {
            let body = attestation(cx, raw);
            cx.add(pack.attestations.entry(id).or_default(), raw, body);
        }
        "example" => pack.examples.change(|all| all.extend(examples::example(cx, raw))),
        _ => cx.faults.push(homeless(raw)),
    }
}

/// A paragraph, reason or eligible row outside an entry's file.
fn homeless(raw: &Raw<'_>) -> Diagnostic {
    let message = format!("{} stands outside an entry's file", title(raw));
    raw.fault(Code::File, message).help("move it into the file of its `[entry]`")
}

fn declared(cx: &mut Cx<'_>, pack: &mut Pack, raw: &Raw<'_>) {
    cx.source(raw);
    let id = raw.id().text;
    match raw.name() {
        "fact" => {
            super::declare::rows(cx.vocabulary, raw, &mut cx.faults);
            sole(cx, raw);
            if let Some(decl) = cx.vocabulary.facts.get(id) {
                pack.origins.change(|origins| {
                    origins.facts.insert(decl.name.clone(), origin(raw.file, raw.span))
                });
                pack.facts.change(|facts| facts.insert(decl.name.clone(), FactDecl::clone(decl)));
            }
        }
        "list" => {
            if let Some(decl) = cx.vocabulary.lists.get(id) {
                pack.origins.change(|origins| {
                    origins.lists.insert(decl.id.clone(), origin(raw.file, raw.span))
                });
                pack.lists.insert(decl.id.clone(), decl.clone());
            }
        }
        _ => word(cx, pack, raw),
    }
}

/// The set whose only member a fact is must be one of the fact's own type.
fn sole(cx: &mut Cx<'_>, raw: &Raw<'_>) {
    let Some(said) = raw.text("sole") else { return };
    let own = cx.type_of(&FactName::from(raw.id().text));
    match (own, cx.type_of(&FactName::from(said.text))) {
        (Some(FactType::One(one)), Some(FactType::Set(many))) if one == many => {}
        (_, Some(_)) => {
            let message = format!("{} cannot be the only member of `{}`", title(raw), said.text);
            cx.faults.push(said.fault(Code::TypeMismatch, message));
        }
        (_, None) => cx.faults.push(super::declare::no_fact(cx.vocabulary, said)),
    }
}

fn word(cx: &mut Cx<'_>, pack: &mut Pack, raw: &Raw<'_>) {
    let Some(of) = raw.text("of") else { return };
    let word = read_word(&cx.id, raw, &of.text.into());
    let key = (word.of.clone(), word.id.clone());
    pack.origins.change(|origins| origins.words.insert(key, origin(raw.file, raw.span)));
    pack.words.change(|words| words.push(word));
    let Some(field) = raw.field("implies") else { return };
    for (name, node) in field.entries() {
        let fact = FactName::from(name.text);
        match cx.type_of(&fact) {
            Some(FactType::One(Scalar::Symbol) | FactType::Set(Scalar::Symbol)) => {
                for said in super::super::raw::node_texts(field.file, node) {
                    cx.symbol(said, &fact);
                }
            }
            Some(_) => {
                let message = format!("`{}` takes no symbols", name.text);
                cx.faults.push(name.fault(Code::TypeMismatch, message));
            }
            None => cx.faults.push(super::declare::no_fact(cx.vocabulary, name)),
        }
    }
}

fn term<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Option<Term> {
    let (of, _) = kind(raw, &mut crate::diag::Diagnostics::default())?;
    let each = subject(raw.id().text);
    let field = raw.field("is")?;
    let is = match of {
        FactType::Truth => Formula::Truth(cx.condition(raw, field, Role::Term, each.as_ref())?),
        FactType::One(_) | FactType::Set(_) => {
            let path = cx.path(raw, field, Role::Term, each.as_ref())?;
            place_fact(cx, field.said(), &path.fact);
            Formula::Same(path)
        }
        _ => Formula::Sum(cx.sum(raw, field, each.as_ref(), of)?),
    };
    Some(Term { of, is })
}

/// The noun whose facts a term reads.
fn subject(name: &str) -> Option<Subject> {
    let (first, _) = name.split_once('.')?;
    match first {
        "item" => Some(Subject::Item),
        "party" => Some(Subject::Party),
        "person" => Some(Subject::Person),
        "licence" => Some(Subject::Licence),
        "transfer" => None,
        record => Some(Subject::Record(format!("item.{record}").as_str().into())),
    }
}

fn place_fact(cx: &mut Cx<'_>, said: Option<Said<'_>>, fact: &FactName) {
    let place = matches!(
        cx.type_of(fact),
        Some(FactType::One(Scalar::Place) | FactType::Set(Scalar::Place))
    );
    if let Some(said) = said.filter(|_| !place) {
        let message = format!("`{}` is no place", said.text);
        cx.faults.push(
            said.fault(Code::TypeMismatch, message).help("name a fact or term that is a place"),
        );
    }
}

fn leg<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Option<Leg> {
    let each = raw.text("each").map(|said| match said.text {
        "party" => Subject::Party,
        _ => Subject::Person,
    });
    let when = cx.when(raw, Role::Leg, each.as_ref());
    let field = raw.field("destination")?;
    let destination = cx.path(raw, field, Role::Leg, each.as_ref())?;
    place_fact(cx, field.said(), &destination.fact);
    Some(Leg { each, when, destination })
}

fn exclusion<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Exclusion<ProvisionId> {
    if raw.field("on").is_none() {
        let message = format!("{} does not say from what it takes out", title(raw));
        cx.faults.push(
            raw.fault(Code::MissingKey, message)
                .help("write `on` with scope provisions, or `on = \"all\"`"),
        );
    }
    let scopes = cx.known().scopes.clone();
    Exclusion {
        on: cx.provisions(raw, "on", "scope provision", &scopes),
        when: cx.when(raw, Role::ScopeExclusion, None),
    }
}

fn control<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Option<Control> {
    let effect = match raw.text("effect")?.text {
        "licence" => Effect::Licence,
        "prohibit" => Effect::Prohibit,
        _ => Effect::Review,
    };
    let when = cx.when(raw, Role::Control, None);
    if let Some(said) = raw.text("reason") {
        let known = cx.known();
        let reasons = &known.reasons;
        if !reasons.contains(said.text) && !known.partial {
            let message = format!("no reason row has the reason `{}`", said.text);
            let fault = said.fault(Code::UnknownProvision, message);
            let near = super::super::read::near(said.text, reasons.iter().map(Symbol::as_str));
            let fault = match near {
                Some(near) => fault.help(format!("did you mean `{near}`")),
                None => {
                    fault.help("add a `[[reason]]` to an entry, or `default_reason` to the pack")
                }
            };
            cx.faults.push(fault);
        }
    }
    Some(Control {
        effect,
        reason: raw.text("reason").map(|said| said.text.into()),
        when,
        next: raw.words("next").into(),
        waivable: raw.is("waivable"),
    })
}

fn exception<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Exception {
    let controls = cx.known().controls.clone();
    let obligations = ids(cx, "obligation");
    Exception {
        lifts: cx.provisions(raw, "lifts", "control", &controls),
        when: cx.when(raw, Role::Exception, None),
        claim: raw.is("claim"),
        lifts_prohibition: raw.is("lifts_prohibition"),
        obligations: cx.provisions(raw, "obligations", "obligation", &obligations),
    }
}

/// A bar, in or outside an entry.
pub(super) fn bar<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Bar {
    let exceptions = cx.known().exceptions.clone();
    Bar {
        bars: cx.provisions(raw, "bars", "exception", &exceptions),
        except: cx.provisions(raw, "except", "exception", &exceptions),
        when: cx.when(raw, Role::Bar, None),
    }
}

fn obligation<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> Obligation {
    let known = cx.known();
    let named: BTreeSet<ProvisionId> = known.controls.union(&known.exceptions).cloned().collect();
    Obligation {
        on: cx.provisions(raw, "on", "exception or control", &named),
        says: raw.words("says").into(),
        when: cx.when(raw, Role::Obligation, None),
    }
}

fn attestation(cx: &mut Cx<'_>, raw: &Raw<'_>) -> Attestation {
    let mut answers = BTreeMap::new();
    if let Some(field) = raw.field("answers") {
        for (name, node) in field.entries() {
            let fact = FactName::from(name.text);
            match cx.vocabulary.facts.get(&fact).map(|fact| fact.of) {
                Some(FactType::Truth) => {}
                Some(_) => {
                    let message = format!("`{}` is no truth", name.text);
                    cx.faults.push(
                        name.fault(Code::TypeMismatch, message)
                            .help("an attestation answers facts of the type `truth`"),
                    );
                }
                None => cx.faults.push(super::declare::no_fact(cx.vocabulary, name)),
            }
            answers.insert(fact, matches!(node.value, Value::Truth(true)));
        }
    }
    Attestation { statement: raw.words("statement").into(), answers }
}

/// The ids of all blocks of this name.
fn ids(cx: &Cx<'_>, name: &str) -> BTreeSet<ProvisionId> {
    cx.raw.blocks.iter().filter(|raw| raw.name() == name).map(|raw| raw.id().text.into()).collect()
}
