//! A case beside the law of its day: subjects, their facts, what was already found out, and the trace as it grows.

use super::gap::Gap;
use super::memo::{Asked, Memo};
use super::node::{FactIx, Leaf, Noun};
use super::program::{ControlC, LegC, Program};
use crate::base::{Currency, Exact, Truth};
use crate::condition::FactType;
use crate::decision::Stratum;
use crate::transfer::{Case, Record, Stated, Value};
use std::rc::Rc;

/// No subject.
pub(super) const NOBODY: usize = usize::MAX;

/// The act is the first subject.
pub(super) const ACT: usize = 0;

/// Everything an evaluation reads and leaves behind.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) program: &'a Program,
    pub(super) case: &'a Case,
    pub(super) subjects: Vec<Subject<'a>>,
    /// Facts of all subjects, each subject's in one run, sorted.
    pub(super) facts: Vec<(FactIx, &'a Stated)>,
    /// Positions of the rows of record facts: subject, record fact, first row, number of rows.
    pub(super) rows: Vec<(usize, FactIx, usize, usize)>,
    /// What is missing for the conditions that were unknown, newest last.
    pub(super) gaps: Vec<Gap<'a>>,
    /// Entries that an item may be in, by item and pack.
    pub(super) candidates: Vec<(usize, usize, Rc<[usize]>)>,
    pub(super) memo: Memo,
    /// What is being asked: a circle never says yes or no.
    pub(super) asking: Vec<Asked>,
    pub(super) memo_gaps: Vec<Gap<'a>>,
    pub(super) findings: Vec<Contradiction<'a>>,
    /// Statements that nothing measured confirmed: item, pack.
    pub(super) rests: Vec<(usize, usize)>,
    pub(super) legs: Vec<LegRun<'a>>,
    /// Controls that require something of the item on the leg at hand.
    pub(super) required: Vec<(Option<&'a ControlC>, Truth, std::ops::Range<usize>)>,
    pub(super) required_gaps: Vec<Gap<'a>>,
    /// Every showing is taken as shown: to find out which would help.
    pub(super) assume_shown: bool,
    /// Scope provisions that are being looked at: pack, position and item.
    pub(super) open_scopes: Vec<(usize, usize, usize)>,
    pub(super) steps: Vec<StepRec<'a>>,
    pub(super) atoms: Vec<AtomRec<'a>>,
    pub(super) step: usize,
    /// The trace grows; off while completions are tried.
    pub(super) tracing: bool,
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

/// Who is meant by each noun, and what else is at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Env<'a> {
    pub(super) pack: usize,
    pub(super) item: usize,
    pub(super) component: usize,
    pub(super) target: usize,
    pub(super) input: usize,
    pub(super) party: usize,
    pub(super) owner: usize,
    pub(super) person: usize,
    pub(super) licence: usize,
    pub(super) row: usize,
    /// Position in [`World::legs`]; [`NOBODY`] before there are legs.
    pub(super) leg: usize,
    /// The leg's noun while the leg itself is looked at.
    pub(super) instance: Option<&'a ControlC>,
    pub(super) limit: Option<&'a (Exact, Currency)>,
    pub(super) eligible: Truth,
}

/// One provision that was looked at.
#[derive(Clone, Debug)]
pub(super) struct StepRec<'a> {
    pub(super) stratum: Stratum,
    pub(super) pack: usize,
    pub(super) id: &'a str,
    pub(super) item: usize,
    pub(super) leg: usize,
    pub(super) truth: Truth,
    pub(super) parent: usize,
}

/// One leaf that was read.
#[derive(Clone, Debug)]
pub(super) struct AtomRec<'a> {
    pub(super) step: usize,
    pub(super) leaf: &'a Leaf,
    pub(super) truth: Truth,
    /// Item, component, target, input, party, owner, person, licence and row.
    pub(super) bound: [u32; 9],
}

impl Env<'_> {
    /// Before anything is bound.
    pub(super) fn new(pack: usize) -> Self {
        Self {
            pack,
            item: NOBODY,
            component: NOBODY,
            target: NOBODY,
            input: NOBODY,
            party: NOBODY,
            owner: NOBODY,
            person: NOBODY,
            licence: NOBODY,
            row: NOBODY,
            leg: NOBODY,
            instance: None,
            limit: None,
            eligible: Truth::No,
        }
    }

    /// The same for an item.
    pub(super) fn for_item(self, item: usize) -> Self {
        Self { item, component: NOBODY, target: NOBODY, input: NOBODY, row: NOBODY, ..self }
    }

    /// Who `noun` is.
    pub(super) fn who(&self, noun: Noun) -> usize {
        match noun {
            Noun::Act => ACT,
            Noun::Item => self.item,
            Noun::Component => self.component,
            Noun::Target => self.target,
            Noun::Input => self.input,
            Noun::Party => self.party,
            Noun::Owner => self.owner,
            Noun::Person => self.person,
            Noun::Licence => self.licence,
            Noun::Row(_) => self.row,
        }
    }

    /// The same with `noun` bound.
    pub(super) fn bind(self, noun: Noun, subject: usize) -> Self {
        let mut env = self;
        match noun {
            Noun::Act => {}
            Noun::Item => env.item = subject,
            Noun::Component => env.component = subject,
            Noun::Target => env.target = subject,
            Noun::Input => env.input = subject,
            Noun::Party => env.party = subject,
            Noun::Owner => env.owner = subject,
            Noun::Person => env.person = subject,
            Noun::Licence => env.licence = subject,
            Noun::Row(_) => env.row = subject,
        }
        env
    }

    /// As a term of `noun` sees it: the owner stands where the party stood, the component where the item stood.
    pub(super) fn inside(self, noun: Noun, subject: usize) -> Self {
        match noun {
            Noun::Act => self,
            Noun::Item | Noun::Component | Noun::Target | Noun::Input => self.for_item(subject),
            Noun::Party | Noun::Owner => Self { party: subject, owner: NOBODY, ..self },
            other => self.bind(other, subject),
        }
    }
}

impl<'a> World<'a> {
    /// The fact as it counts on the day of the case; `None` where it is not stated, or no longer.
    pub(super) fn stated(&self, subject: usize, fact: FactIx) -> Option<&'a Value> {
        let stated = self.raw(subject, fact)?;
        let declared = self.program.fact(fact)?;
        let on = stated.evidence.as_ref().and_then(|e| e.on);
        if let Some(lasts) = declared.lasts {
            let age = self.program.day.signed_duration_since(on?).num_days();
            if age < 0 || age > i64::from(lasts) {
                return None;
            }
        }
        if declared.of == Some(FactType::Shown) {
            let shown = stated.value == Value::Truth(true)
                && stated.evidence.as_ref().is_some_and(|e| e.by.is_some() && e.evidence.is_some())
                && on.is_none_or(|day| day <= self.program.day);
            return shown.then_some(&stated.value);
        }
        Some(&stated.value)
    }

    /// The fact as stated, whatever its age.
    pub(super) fn raw(&self, subject: usize, fact: FactIx) -> Option<&'a Stated> {
        let (start, end) = self.subjects.get(subject)?.facts;
        let facts = self.facts.get(start..end)?;
        let at = facts.binary_search_by_key(&fact, |(f, _)| *f).ok()?;
        facts.get(at).map(|(_, stated)| *stated)
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
    pub(super) fn subject_name(&self, subject: usize) -> String {
        match self.subjects.get(subject) {
            Some(Subject { record: Some(record), .. }) => record.name.to_string(),
            Some(Subject { licence, .. }) => self
                .case
                .licences
                .get(*licence)
                .map_or_else(|| "transfer".to_owned(), |l| format!("licence {}", l.number)),
            None => "?".to_owned(),
        }
    }

    /// `chip.qubits`, `transfer.data_tier`.
    pub(super) fn fact_name(&self, subject: usize, fact: FactIx) -> String {
        let name = self.program.name(fact).map_or("?", |n| n.as_str());
        if subject == ACT {
            return name.to_owned();
        }
        let own = name.split_once('.').map_or(name, |(_, own)| own);
        format!("{}.{own}", self.subject_name(subject))
    }

    /// Opens a step of the trace.
    pub(super) fn begin(&mut self, stratum: Stratum, env: &Env<'a>, id: &'a str) -> usize {
        if !self.tracing {
            return NOBODY;
        }
        let parent = std::mem::replace(&mut self.step, self.steps.len());
        let step = StepRec {
            stratum,
            pack: env.pack,
            id,
            item: env.item,
            leg: env.leg,
            truth: Truth::Unknown,
            parent,
        };
        self.steps.push(step);
        self.step
    }

    /// Closes it.
    pub(super) fn end(&mut self, step: usize, truth: Truth) -> Truth {
        if let Some(rec) = self.steps.get_mut(step) {
            rec.truth = truth;
            self.step = rec.parent;
        }
        truth
    }

    /// Enters a leaf into the trace.
    pub(super) fn atom(&mut self, leaf: &'a Leaf, env: &Env<'a>, truth: Truth) -> Truth {
        if self.tracing {
            let bound = [
                env.item,
                env.component,
                env.target,
                env.input,
                env.party,
                env.owner,
                env.person,
                env.licence,
                env.row,
            ];
            let bound = bound.map(|subject| u32::try_from(subject).unwrap_or(u32::MAX));
            self.atoms.push(AtomRec { step: self.step, leaf, truth, bound });
        }
        truth
    }

    /// The environment in which a leaf was read.
    pub(super) fn env_of(&self, atom: &AtomRec<'a>) -> Env<'a> {
        let step = self.steps.get(atom.step);
        let (pack, leg) = step.map_or((NOBODY, NOBODY), |s| (s.pack, s.leg));
        let [item, component, target, input, party, owner, person, licence, row] =
            atom.bound.map(|subject| {
                if subject == u32::MAX {
                    NOBODY
                } else {
                    usize::try_from(subject).unwrap_or(NOBODY)
                }
            });
        Env {
            item,
            component,
            target,
            input,
            party,
            owner,
            person,
            licence,
            row,
            leg,
            ..Env::new(pack)
        }
    }

    /// `unknown`, because of `gap`.
    pub(super) fn unknown(&mut self, gap: Gap<'a>) -> Truth {
        self.gaps.push(gap);
        Truth::Unknown
    }

    /// Forgets what was missing since `mark` when the answer does not depend on it.
    pub(super) fn settle(&mut self, mark: usize, truth: Truth) -> Truth {
        if truth != Truth::Unknown {
            self.gaps.truncate(mark);
        }
        truth
    }

    /// Takes what was missing since `mark`.
    pub(super) fn take_gaps(&mut self, mark: usize) -> Vec<Gap<'a>> {
        if self.gaps.len() <= mark {
            return Vec::new();
        }
        self.gaps.split_off(mark)
    }
}
