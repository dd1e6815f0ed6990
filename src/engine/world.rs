//! A case beside the law of its day: subjects, their facts, what was already found out, and the trace as it grows.

use super::env::Env;
use super::fact::Used;
use super::gap::Gap;
use super::memo::Memo;
use super::node::{FactIx, Noun};
use super::part::Candidates;
use super::program::{ControlC, LegC, Program};
use super::relief::{Lift, Looked};
use super::steps::Steps;
use crate::base::{Exact, Tiny, Truth};
use crate::condition::FactType;
use crate::transfer::{Case, Record, Stated, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::rc::Rc;

/// So many gaps may hold one twice before it is worth a look.
const REPEATED: usize = 16;

/// No subject.
pub(super) const NOBODY: usize = usize::MAX;

/// So many facts are looked through faster than they are searched.
const FEW: usize = 12;

/// How many numbers are remembered.
const RECENT: u32 = 8;

/// The act is the first subject.
pub(super) const ACT: usize = 0;

/// Everything an evaluation reads and leaves behind.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) program: &'a Program,
    pub(super) case: &'a Case,
    pub(super) subjects: Vec<Subject<'a>>,
    /// Facts of all subjects, each subject's in one run, sorted.
    pub(super) facts: Vec<Known<'a>>,
    /// Positions of the rows of record facts: subject, record fact, first row, number of rows.
    pub(super) rows: Vec<(usize, FactIx, usize, usize)>,
    /// What is missing for the conditions that were unknown, newest last.
    pub(super) gaps: Vec<Gap<'a>>,
    /// Entries that an item may be in, by item and pack.
    pub(super) candidates: Vec<(usize, usize, Candidates<'a>)>,
    pub(super) memo: Memo,
    pub(super) memo_gaps: Vec<Gap<'a>>,
    /// What became of exceptions that were already looked at.
    pub(super) lifted: FxHashMap<Looked, Rc<Lift<'a>>>,
    /// The control at hand was read: what came out is of that control alone.
    pub(super) control_read: bool,
    /// Showings that were asked for and not stated, newest last.
    pub(super) asked: Vec<(usize, FactIx)>,
    pub(super) memo_asked: Vec<(usize, FactIx)>,
    pub(super) findings: Vec<Contradiction<'a>>,
    /// Statements that nothing measured confirmed: item, pack.
    pub(super) rests: Vec<(usize, usize, Rests)>,
    pub(super) legs: Vec<LegRun<'a>>,
    /// Controls that require something of the item on the leg at hand.
    pub(super) required: Vec<(Option<&'a ControlC>, Truth, std::ops::Range<usize>)>,
    pub(super) required_gaps: Vec<Gap<'a>>,
    /// The leg whose controls those are, where they are put there leg by leg.
    pub(super) required_on: usize,
    /// Every showing is taken as shown: to find out which would help.
    pub(super) assume_shown: bool,
    /// Scope provisions that are being looked at: pack, position and item.
    pub(super) open_scopes: Vec<(usize, usize, usize)>,
    pub(super) steps: Steps<'a>,
    pub(super) used: Used,
    /// The numbers that were last asked for.
    pub(super) recent: [Option<(usize, FactIx, Option<Tiny>)>; 8],
}

/// An item, party, owner, person, licence or row.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) record: Option<&'a Record>,
    /// Position in the case's licences.
    pub(super) licence: usize,
    pub(super) facts: (usize, usize),
    pub(super) owners: (usize, usize),
}

/// A stated fact of a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) fact: FactIx,
    /// It counts on the day of the case: it is not too old, and a showing is shown.
    pub(super) counts: bool,
    /// One number, where it is stated and counts.
    pub(super) number: Option<Tiny>,
    pub(super) stated: &'a Stated,
}

/// What of a classification rests on the statement alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rests {
    /// That the item is in the code stated.
    Stated,
    /// That it is in no entry.
    Unlisted,
    /// That it is in no other paragraph of the entry stated.
    Alone,
}

/// A statement and a measurement that disagree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contradiction<'a> {
    /// The classification stated for an item under a pack, against a code that its parameters do or do not meet.
    Class { item: usize, pack: usize, code: &'a str, meets: bool },
    /// A stated number against the one computed.
    Number { subject: usize, fact: u32, computed: String },
    /// A stated fact against the attestation that answers it.
    Attested { subject: usize, fact: u32 },
}

/// One journey of the transfer, as a pack sees it.
#[derive(Clone, Debug)]
pub(super) struct LegRun<'a> {
    pub(super) pack: usize,
    pub(super) item: usize,
    pub(super) leg: &'a LegC,
    /// The person or party it is for.
    pub(super) subject: usize,
    pub(super) truth: Truth,
    pub(super) gaps: Vec<Gap<'a>>,
    pub(super) destination: Option<&'a Value>,
    /// Its position among the known places.
    pub(super) place: Option<usize>,
    pub(super) destination_gap: Gap<'a>,
}

impl<'a> Known<'a> {
    /// A fact as the program's day sees it.
    pub(super) fn new(program: &Program, fact: FactIx, stated: &'a Stated) -> Self {
        let declared = program.fact(fact);
        let on = stated.evidence.as_ref().and_then(|e| e.on);
        let fresh = declared.and_then(|d| d.lasts).is_none_or(|lasts| {
            let age = on.map(|on| program.day.signed_duration_since(on).num_days());
            age.is_some_and(|age| (0..=i64::from(lasts)).contains(&age))
        });
        let shown = || {
            stated.value == Value::Truth(true)
                && stated.evidence.as_ref().is_some_and(|e| e.by.is_some() && e.evidence.is_some())
                && on.is_none_or(|day| day <= program.day)
        };
        let showing = declared.is_some_and(|d| d.of == Some(FactType::Shown));
        let counts = declared.is_some() && fresh && (!showing || shown());
        let number = match &stated.value {
            Value::Number(interval) if counts => interval.single().and_then(Exact::tiny),
            _ => None,
        };
        Self { fact, counts, number, stated }
    }
}

impl<'a> World<'a> {
    /// The fact as it counts on the day of the case; `None` where it is not stated, or no longer.
    pub(super) fn stated(&self, subject: usize, fact: FactIx) -> Option<&'a Value> {
        self.known(subject, fact).filter(|known| known.counts).map(|known| &known.stated.value)
    }

    /// The fact as stated, whatever its age.
    pub(super) fn raw(&self, subject: usize, fact: FactIx) -> Option<&'a Stated> {
        self.known(subject, fact).map(|known| known.stated)
    }

    /// One number that is stated, where it is small. Candidates ask about the same few facts one after the other.
    #[inline]
    pub(super) fn tiny(&mut self, subject: usize, fact: FactIx) -> Option<Tiny> {
        let place = usize::try_from(fact.0 % RECENT).unwrap_or(0);
        if let Some(Some((who, what, number))) = self.recent.get(place)
            && (*who, *what) == (subject, fact)
        {
            return *number;
        }
        let number = self.known(subject, fact).and_then(|known| known.number);
        if let Some(recent) = self.recent.get_mut(place) {
            *recent = Some((subject, fact, number));
        }
        number
    }

    #[inline]
    fn known(&self, subject: usize, fact: FactIx) -> Option<&Known<'a>> {
        let (start, end) = self.subjects.get(subject)?.facts;
        let facts = self.facts.get(start..end)?;
        if facts.len() <= FEW {
            return facts.iter().find(|known| known.fact == fact);
        }
        let at = facts.binary_search_by_key(&fact, |known| known.fact).ok()?;
        facts.get(at)
    }

    /// What is missing where a fact is not stated. Of somebody whom nobody named, it is the list that is missing.
    pub(super) fn gap(&self, env: &Env<'a>, noun: Noun, fact: FactIx) -> Gap<'a> {
        if let (Noun::Act, Some(run)) = (noun, self.legs.get(env.leg))
            && fact == self.program.known.destination
        {
            return run.destination_gap;
        }
        match (env.who(noun), noun) {
            (NOBODY, Noun::Party | Noun::Owner) => Gap::Complete { subject: ACT, list: "party" },
            (NOBODY, Noun::Person) => Gap::Complete { subject: ACT, list: "person" },
            (subject, _) => Gap::Fact { subject, fact },
        }
    }

    /// A fact of a noun in an environment, with what the leg and the day supply.
    pub(super) fn value(
        &self,
        env: &Env<'a>,
        noun: Noun,
        fact: FactIx,
    ) -> Result<&'a Value, Gap<'a>> {
        let subject = env.who(noun);
        if noun == Noun::Act {
            let known = self.program.known;
            if fact == known.destination || fact == known.leg {
                return match self.legs.get(env.leg) {
                    Some(run) if fact == known.leg => Ok(&run.leg.name),
                    Some(run) => run.destination.ok_or(run.destination_gap),
                    None => Err(Gap::Fact { subject, fact }),
                };
            }
            if fact == known.date {
                return Ok(&self.program.today);
            }
        }
        self.stated(subject, fact).ok_or_else(|| self.gap(env, noun, fact))
    }

    pub(super) fn record(&self, subject: usize) -> Option<&'a Record> {
        self.subjects.get(subject)?.record
    }

    /// How people call a subject.
    pub(super) fn subject_name(&self, subject: usize) -> Cow<'a, str> {
        match self.subjects.get(subject) {
            Some(Subject { record: Some(record), .. }) => Cow::Borrowed(&record.name),
            Some(Subject { licence, .. }) => match self.case.licences.get(*licence) {
                Some(licence) => Cow::Owned(format!("licence {}", licence.number)),
                None => Cow::Borrowed("transfer"),
            },
            None => Cow::Borrowed("?"),
        }
    }

    /// `chip.qubits`, `transfer.data_tier`.
    pub(super) fn fact_name(&self, subject: usize, fact: FactIx) -> String {
        let name = self.program.name(fact).map_or("?", |n| n.as_str());
        if subject == ACT {
            return name.to_owned();
        }
        let own = name.split_once('.').map_or(name, |(_, own)| own);
        [&*self.subject_name(subject), ".", own].concat()
    }

    /// `unknown`, because of `gap`.
    pub(super) fn unknown(&mut self, gap: Gap<'a>) -> Truth {
        self.gaps.push(gap);
        Truth::Unknown
    }

    /// Forgets what was missing since `mark` when the answer does not depend on it.
    #[inline]
    pub(super) fn settle(&mut self, mark: usize, truth: Truth) -> Truth {
        if truth != Truth::Unknown {
            self.gaps.truncate(mark);
        }
        truth
    }

    /// Names each thing that was missing since `mark` once: a law of many entries asks the same again and again.
    pub(super) fn each_gap_once(&mut self, mark: usize) {
        if self.gaps.len().saturating_sub(mark) <= REPEATED {
            return;
        }
        let tail = self.gaps.split_off(mark);
        let mut seen = FxHashSet::default();
        self.gaps.extend(tail.into_iter().filter(|gap| seen.insert(*gap)));
    }

    /// Takes what was missing since `mark`.
    #[inline]
    pub(super) fn take_gaps(&mut self, mark: usize) -> Vec<Gap<'a>> {
        if self.gaps.len() <= mark {
            return Vec::new();
        }
        self.each_gap_once(mark);
        self.gaps.split_off(mark)
    }
}
