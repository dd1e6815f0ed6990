//! One law, one transfer, one day; what is bound while a condition is read; and which version of a provision stands.

use super::answer::{Answer, Names, unknown};
use sekisho::base::{
    Basis, Code, Currency, Day, Exact, FactName, InForce, PackId, Place, ProvisionId, State,
    Timeline,
};
use sekisho::law::model::{Effect, Entry, EntryHead, Law, Pack, Version};
use sekisho::transfer::{Case, Licence, Record};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::rc::Rc;

/// A finding: its code, the pack, the item.
pub(crate) type Finding = (&'static str, String, String);

/// An item, a pack and a code.
type Asked = (Box<str>, PackId, Code);

pub(crate) struct World<'a> {
    pub(crate) law: &'a Law,
    pub(crate) case: &'a Case,
    pub(crate) day: Day,
    pub(crate) findings: RefCell<BTreeSet<Finding>>,
    /// What was found about an item and a code, which is asked again and again and depends on nothing else.
    pub(crate) met: RefCell<BTreeMap<Asked, Answer>>,
}

/// Somebody with facts. Of a person or party that is not listed (an open list), only the name of what would close it is known.
#[derive(Clone, Copy)]
pub(crate) struct Who<'a> {
    pub(crate) record: &'a Record,
    pub(crate) unlisted: Option<&'static str>,
    /// An attestation speaks of what is transferred and of those who take part, not of their owners or of what is only named.
    pub(crate) attested: bool,
}

/// Where a leg goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// There is no leg.
    Nowhere,
    /// A place, and the fact that says it.
    Known(Place, String),
    /// The fact that would say it.
    Unknown(String),
}

/// What is bound.
#[derive(Clone)]
pub(crate) struct Env<'a> {
    pub(crate) pack: &'a PackId,
    pub(crate) item: Option<Who<'a>>,
    pub(crate) component: Option<Who<'a>>,
    pub(crate) target: Option<Who<'a>>,
    pub(crate) input: Option<Who<'a>>,
    pub(crate) party: Option<Who<'a>>,
    pub(crate) owner: Option<Who<'a>>,
    pub(crate) person: Option<Who<'a>>,
    pub(crate) rows: BTreeMap<&'a FactName, Who<'a>>,
    pub(crate) licence: Option<&'a Licence>,
    pub(crate) leg: Option<&'a ProvisionId>,
    pub(crate) destination: Destination,
    pub(crate) required: Rc<[Instance]>,
    pub(crate) instance: Option<Rc<Instance>>,
    pub(crate) eligible: Option<Answer>,
    pub(crate) limit: Option<(Exact, Currency)>,
}

/// A control that bites, before scope and leg are weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instance {
    pub(crate) control: ProvisionId,
    pub(crate) row: Option<ProvisionId>,
    pub(crate) entry: Option<Code>,
    /// As written.
    pub(crate) written: Effect,
    /// After the caps.
    pub(crate) effect: Effect,
    pub(crate) truth: Answer,
}

impl<'a> Env<'a> {
    pub(crate) fn of_item(pack: &'a PackId, item: &'a Record) -> Self {
        Self {
            pack,
            item: Some(Who { record: item, unlisted: None, attested: !item.reference }),
            component: None,
            target: None,
            input: None,
            party: None,
            owner: None,
            person: None,
            rows: BTreeMap::new(),
            licence: None,
            leg: None,
            destination: Destination::Nowhere,
            required: Rc::new([]),
            instance: None,
            eligible: None,
            limit: None,
        }
    }
}

/// A provision on the day of the case.
pub(crate) struct Standing<'a, T> {
    pub(crate) version: &'a Version<T>,
    /// First read later: whether it applied is not known.
    pub(crate) unseen: bool,
}

impl<'a> World<'a> {
    /// What stands today; nothing where it has not begun or is gone.
    pub(crate) fn standing<T>(
        &self,
        timeline: &'a Timeline<Version<T>>,
    ) -> Option<Standing<'a, T>> {
        let (version, unseen) = match timeline.at(self.day) {
            InForce::Absent => return None,
            InForce::Version(version) => (version, false),
            InForce::Unknown(version) => (version, true),
        };
        (version.state != State::Repealed).then_some(Standing { version, unseen })
    }

    pub(crate) fn pack(&self, id: &PackId) -> &'a Pack {
        &self.law.packs[id]
    }

    /// The entry that holds a code: the one with the longest name, if it stands.
    pub(crate) fn entry_of(&self, pack: &PackId, code: &Code) -> Option<(&'a Code, &'a Entry)> {
        let entries = self.pack(pack).entries.iter();
        let holds = entries.filter(|(id, _)| id.covers(code));
        holds.map(|(id, entry)| (id, &**entry)).max_by_key(|(id, _)| id.as_str().len())
    }

    pub(crate) fn head(&self, entry: &'a Entry) -> Option<Standing<'a, EntryHead>> {
        self.standing(&entry.head)
    }

    pub(crate) fn find(&self, code: &'static str, pack: &PackId, item: &str) {
        self.findings.borrow_mut().insert((code, pack.to_string(), item.to_owned()));
    }
}

impl<T> Standing<'_, T> {
    fn applied(&self) -> bool {
        self.version.state == State::InForce
    }

    /// The value of a provision's own words: unknown where its first day is, else as `read` says.
    pub(crate) fn words(
        &self,
        pack: &PackId,
        id: impl Display,
        read: impl FnOnce() -> Answer,
    ) -> Answer {
        if self.unseen { unknown(format!("first-day:{pack}:{id}")) } else { read() }
    }

    /// What restricts: from memory, or printed and not applied, it may not say yes.
    pub(crate) fn restricts(&self, answer: Answer, pack: &PackId, id: impl Display) -> Answer {
        if self.version.weakest == Basis::Recalled || !self.applied() {
            return answer.at_most_unknown(format!("not-read:{pack}:{id}"));
        }
        answer
    }

    /// What relieves: on less than the text, or printed and not applied, it may not say yes.
    pub(crate) fn relieves(&self, answer: Answer, pack: &PackId, id: impl Display) -> Answer {
        if self.version.weakest != Basis::Text || !self.applied() {
            return answer.at_most_unknown(format!("not-read:{pack}:{id}"));
        }
        answer
    }

    /// What a control or reason row may do.
    pub(crate) fn effect(&self, written: Effect) -> Effect {
        if self.version.weakest == Basis::Recalled || !self.applied() {
            Effect::Review
        } else {
            written
        }
    }
}

pub(crate) fn join(a: &Names, b: &Names) -> Names {
    a.union(b).cloned().collect()
}
