//! What a condition says of a transfer.

use super::answer::{Answer, all, any, no, not, sure, unknown};
use super::facts::who;
use super::world::{Env, Who, World};
use sekisho::base::{CodeRef, Place};
use sekisho::condition::{Cond, Element, Path, Quant, Subject};
use sekisho::transfer::{Licence, Record, Screening, Value};

/// What a quantifier or sum runs over.
pub(crate) struct List<'a> {
    pub(crate) members: Vec<Member<'a>>,
    pub(crate) complete: bool,
    /// The question that would close it.
    pub(crate) closing: String,
}

pub(crate) enum Member<'a> {
    Who(Who<'a>),
    Licence(&'a Licence),
}

fn listed(record: &Record) -> Member<'_> {
    Member::Who(Who { record, unlisted: None, attested: !record.reference })
}

/// An owner, or the row of a record.
fn part(record: &Record) -> Member<'_> {
    Member::Who(Who { record, unlisted: None, attested: false })
}

impl<'a> World<'a> {
    pub(crate) fn holds(&self, env: &Env<'a>, cond: &Cond) -> Answer {
        match cond {
            Cond::And(parts) => all(parts.iter().map(|part| self.holds(env, part))),
            Cond::Or(parts) => any(parts.iter().map(|part| self.holds(env, part))),
            Cond::Not(part) => not(self.holds(env, part)),
            Cond::Quantified { quant, noun, body } => self.quantified(env, *quant, noun, body),
            Cond::Elements { quant, path, set } => self.elements(env, *quant, path, set),
            Cond::Compare { left, op, right } => self.compare(env, left, *op, right),
            Cond::Truth(path) => self.truth(env, path),
            Cond::In { path, set } => self.with_values(env, path, |values| {
                any(values.iter().map(|value| self.within(env, path, value, set)))
            }),
            Cond::Meets { item, codes } => match who(env, item) {
                Some(item) => any(codes.iter().map(|c| self.meets(item.record, &c.pack, &c.code))),
                None => unknown(item.noun()),
            },
            Cond::Listed { who, lists, with } => self.listed(env, who, lists, with),
            Cond::Reached(codes) => {
                any(codes.iter().map(|c| self.reached(env, &c.pack, |id| covers(c, id.as_str()))))
            }
            Cond::Reason { item, reasons } => match who(env, item) {
                Some(who) => {
                    let env = Env { item: Some(who), ..env.clone() };
                    any(reasons.iter().map(|reason| self.has_reason(&env, reason)))
                }
                None => unknown(item.noun()),
            },
            Cond::Controls { quant, of } => self.over_controls(env, *quant, of),
            Cond::Eligible => env.eligible.clone().unwrap_or_else(|| unknown("eligible")),
            Cond::Unlisted(item) => match who(env, item) {
                Some(item) => self.unlisted(item.record, env.pack),
                None => unknown(item.noun()),
            },
            Cond::NeedsLicence(item) => match who(env, item) {
                Some(who) => self.needs_licence(&Env { item: Some(who), ..env.clone() }),
                None => unknown(item.noun()),
            },
            Cond::Covers => match (env.licence, &env.instance) {
                (Some(licence), Some(instance)) => self.licence_covers(env, licence, instance),
                _ => unknown("licence.covers"),
            },
        }
    }

    /// The list behind a noun, whether these are all, and how one asks.
    pub(crate) fn list(&self, env: &Env<'a>, noun: &Subject) -> List<'a> {
        let item = env.item.map(|i| i.record);
        let related = |children: &'a sekisho::transfer::Children<usize>, key: &str| List {
            members: children
                .stated
                .iter()
                .flatten()
                .map(|at| listed(&self.case.items[*at]))
                .collect(),
            complete: children.complete,
            closing: format!("{}.{key}", item.map_or("?", |i| &i.name)),
        };
        let nothing =
            || List { members: Vec::new(), complete: false, closing: noun.noun().to_owned() };
        match (noun, item) {
            (Subject::Party, _) => List {
                members: self.case.parties.iter().map(listed).collect(),
                complete: self.case.complete.party,
                closing: "complete.party".to_owned(),
            },
            (Subject::Person, _) => List {
                members: self.case.persons.iter().map(listed).collect(),
                complete: self.case.complete.person,
                closing: "complete.person".to_owned(),
            },
            (Subject::Licence, _) => List {
                members: self.case.licences.iter().map(Member::Licence).collect(),
                complete: true,
                closing: String::new(),
            },
            (Subject::Owner, _) => match env.owner.or(env.party) {
                Some(holder) => List {
                    members: holder.record.owners.stated.iter().flatten().map(part).collect(),
                    complete: holder.record.owners.complete,
                    closing: match holder.unlisted {
                        Some(closing) => closing.to_owned(),
                        None => format!("{}.complete.owner", holder.record.name),
                    },
                },
                None => nothing(),
            },
            (Subject::Component, Some(item)) => related(&item.contains, "contains"),
            (Subject::Target, Some(item)) => related(&item.targets, "for"),
            (Subject::Input, Some(item)) => related(&item.made_with, "made_with"),
            (Subject::Record(fact), Some(item)) => List {
                members: item.rows.get(fact).into_iter().flatten().map(part).collect(),
                complete: item.rows.contains_key(fact),
                closing: format!("{}.{}", item.name, noun.noun()),
            },
            _ => nothing(),
        }
    }

    pub(crate) fn bind(&self, env: &Env<'a>, noun: &Subject, member: &Member<'a>) -> Env<'a> {
        let mut bound = env.clone();
        match (noun, member) {
            (_, Member::Licence(licence)) => bound.licence = Some(licence),
            (Subject::Component, Member::Who(who)) => bound.component = Some(*who),
            (Subject::Target, Member::Who(who)) => bound.target = Some(*who),
            (Subject::Input, Member::Who(who)) => bound.input = Some(*who),
            (Subject::Party, Member::Who(who)) => {
                bound.party = Some(*who);
                bound.owner = None;
            }
            (Subject::Owner, Member::Who(who)) => bound.owner = Some(*who),
            (Subject::Person, Member::Who(who)) => bound.person = Some(*who),
            (Subject::Record(fact), Member::Who(who)) => {
                let fact = self.law.vocabulary.facts.get_key_value(fact).map(|(name, _)| name);
                bound.rows.extend(fact.map(|fact| (fact, *who)));
            }
            (Subject::Act | Subject::Item | Subject::Licence, Member::Who(_)) => {}
        }
        bound
    }

    fn quantified(&self, env: &Env<'a>, quant: Quant, noun: &Subject, body: &Cond) -> Answer {
        let list = self.list(env, noun);
        let mut said: Vec<Answer> =
            list.members.iter().map(|m| self.holds(&self.bind(env, noun, m), body)).collect();
        if !list.complete {
            said.push(unknown(list.closing));
        }
        quantify(quant, said)
    }

    fn elements(&self, env: &Env<'a>, quant: Quant, path: &Path, set: &[Element]) -> Answer {
        self.with_values(env, path, |values| {
            quantify(quant, values.iter().map(|value| self.within(env, path, value, set)).collect())
        })
    }

    /// Whether one value is in a set of elements.
    fn within(&self, env: &Env<'a>, path: &Path, value: &Value, set: &[Element]) -> Answer {
        any(set.iter().map(|element| self.is_element(env, path, value, element)))
    }

    fn is_element(&self, env: &Env<'a>, path: &Path, value: &Value, element: &Element) -> Answer {
        let name = || self.question(env, path);
        match (element, value) {
            (Element::Group(group), value) => self.in_group(value, group, &name()),
            (Element::Symbol(symbol), Value::Symbol(value)) => sure(symbol == value),
            (Element::Text(text), Value::Text(value)) => sure(text == value),
            (Element::Place(place), Value::Place(value)) => place_in(place, value, &name()),
            (Element::PlaceOf(other), Value::Place(value)) => {
                self.with_values(env, other, |places| {
                    any(places.iter().map(|place| match place {
                        Value::Place(place) => place_in(place, value, &name()),
                        _ => no(),
                    }))
                })
            }
            (Element::Hs(hs), Value::Hs(value)) => {
                part_of(hs.covers(value), value.covers(hs), &name())
            }
            (Element::Code(code), Value::Code(value)) => {
                let same = code.pack == value.pack;
                let inside = same && code.code.covers(&value.code);
                part_of(inside, same && value.code.covers(&code.code), &name())
            }
            _ => no(),
        }
    }

    fn listed(
        &self,
        env: &Env<'a>,
        subject: &Subject,
        lists: &[sekisho::base::Symbol],
        with: &[(sekisho::base::Symbol, Box<str>)],
    ) -> Answer {
        let Some(who) = who(env, subject) else { return unknown("listed") };
        let name = match who.unlisted {
            Some(closing) => closing.to_owned(),
            None => format!("{}.listed", who.record.name),
        };
        let Screening::Done { hits, pending } = &who.record.listed else { return unknown(name) };
        any(lists.iter().map(|list| {
            let on_it = hits.get(list).into_iter().flatten().any(|hit| {
                with.iter().all(|(attribute, value)| hit.attributes.get(attribute) == Some(value))
            });
            if on_it {
                sure(true)
            } else if pending.contains(list) {
                unknown(name.clone())
            } else {
                no()
            }
        }))
    }
}

pub(crate) fn quantify(quant: Quant, said: Vec<Answer>) -> Answer {
    match quant {
        Quant::Any => any(said),
        Quant::Every => all(said),
        Quant::No => not(any(said)),
    }
}

/// Whether `id` is named by a reference: the same or what continues it.
pub(crate) fn covers(reference: &CodeRef, id: &str) -> bool {
    reference.code.covers(&sekisho::base::Code::from(id))
}

/// A place in another; of a country it is not known in which of its regions it is meant.
pub(crate) fn place_in(outer: &Place, inner: &Place, name: &str) -> Answer {
    part_of(outer.covers(inner), inner.covers(outer), name)
}

pub(crate) fn part_of(inside: bool, around: bool, name: &str) -> Answer {
    if inside {
        sure(true)
    } else if around {
        unknown(name)
    } else {
        no()
    }
}
