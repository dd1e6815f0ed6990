//! What there is to exercise in a law: every version of every provision within the days that its pack covers, and the
//! comparisons and tests of its condition. Not what was exercised: that is `coverage`.

use crate::base::{Basis, Day, PackId, ProvisionId, Start, State, Timeline};
use crate::condition::{Cond, FactType, Path, Subject, Sum, Vocabulary};
use crate::decision::Stratum;
use crate::law::model::{Entry, Formula, Head, Law, Origin, Pack, Version};
use std::collections::BTreeSet;

/// One version of a provision, or of a term.
pub(super) struct Spot<'l> {
    pub(super) pack: &'l PackId,
    pub(super) kind: Kind,
    pub(super) id: &'l str,
    pub(super) start: Start,
    /// The first day on which another version takes its place.
    until: Option<Day>,
    pub(super) origin: &'l Origin,
    /// It may at most be unknown: it was not read in the primary text, or is not applied.
    pub(super) capped: bool,
    /// The comparisons and tests of its condition, as the engine prints them.
    pub(super) atoms: BTreeSet<String>,
    /// Whether the condition reads anything that a transfer can leave open.
    pub(super) open: bool,
    /// What a policy or obligation goes with; empty means everything.
    pub(super) on: &'l [ProvisionId],
}

impl Spot<'_> {
    /// An entry or a paragraph.
    pub(super) fn is_code(&self) -> bool {
        matches!(self.kind, Kind::Entry | Kind::Paragraph)
    }

    /// Whether this version is the one that is looked at on `day`.
    pub(super) fn in_force(&self, day: Day) -> bool {
        let begun = self.start.day() <= day && self.until.is_none_or(|until| day < until);
        // Before the day on which it was first read it is looked at too, as unknown.
        begun || (day < self.start.day() && matches!(self.start, Start::Seen(_)))
    }
}

/// What a spot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Term,
    Entry,
    Paragraph,
    Note,
    Reason,
    Leg,
    Scope,
    Exclusion,
    Control,
    Bar,
    Eligible,
    Exception,
    Policy,
    Obligation,
    Attestation,
}

impl Kind {
    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Entry => "entry",
            Self::Paragraph => "paragraph",
            Self::Note | Self::Exclusion => "exclusion",
            Self::Reason => "reason row",
            Self::Leg => "leg",
            Self::Scope => "scope",
            Self::Control => "control",
            Self::Bar => "bar",
            Self::Eligible => "eligible row",
            Self::Exception => "exception",
            Self::Policy => "policy",
            Self::Obligation => "obligation",
            Self::Attestation => "attestation",
        }
    }

    /// Where the trace shows it. Terms show within what reads them; attestations do not show.
    pub(super) fn stratum(self) -> Option<Stratum> {
        match self {
            Self::Entry | Self::Paragraph | Self::Note => Some(Stratum::Match),
            Self::Reason => Some(Stratum::Reason),
            Self::Leg => Some(Stratum::Leg),
            Self::Scope | Self::Exclusion => Some(Stratum::Scope),
            Self::Control => Some(Stratum::Control),
            Self::Bar => Some(Stratum::Bar),
            Self::Eligible | Self::Exception => Some(Stratum::Relief),
            Self::Policy | Self::Obligation => Some(Stratum::Outlook),
            Self::Term | Self::Attestation => None,
        }
    }

    /// Whether what is weaker than the primary text, or not applied, keeps it from ever being surely so.
    fn capped(self, basis: Basis, state: State) -> bool {
        let idle = state != State::InForce;
        match self {
            Self::Exception | Self::Eligible | Self::Exclusion | Self::Note => {
                idle || basis != Basis::Text
            }
            Self::Entry | Self::Paragraph | Self::Leg | Self::Scope | Self::Bar => {
                idle || basis == Basis::Recalled
            }
            _ => false,
        }
    }
}

/// All spots of a law, by pack.
pub(super) fn spots(law: &Law) -> Vec<Spot<'_>> {
    let mut all = Spots { out: Vec::new(), vocabulary: &law.vocabulary };
    for (id, pack) in &law.packs {
        all.pack(id, pack);
    }
    all.out
}

struct Spots<'l> {
    out: Vec<Spot<'l>>,
    vocabulary: &'l Vocabulary,
}

/// A provision's id and where it belongs.
#[derive(Clone, Copy)]
struct At<'l> {
    pack: &'l PackId,
    head: &'l Head,
    kind: Kind,
    id: &'l str,
}

impl<'l> Spots<'l> {
    fn pack(&mut self, id: &'l PackId, pack: &'l Pack) {
        let at = |kind, name| At { pack: id, head: &pack.head, kind, id: name };
        for (name, line) in &pack.terms {
            self.terms(at(Kind::Term, name.as_str()), line);
        }
        for (code, entry) in &pack.entries {
            self.entry(at(Kind::Entry, code.as_str()), entry);
        }
        for (name, line) in &pack.legs {
            self.add(at(Kind::Leg, name.as_str()), line, |leg| leg.when.as_ref());
        }
        for (name, line) in &pack.scopes {
            self.add(at(Kind::Scope, name.as_str()), line, |scope| scope.when.as_ref());
        }
        for (name, line) in &pack.exclusions {
            self.add(at(Kind::Exclusion, name.as_str()), line, |exclusion| exclusion.when.as_ref());
        }
        for (name, line) in &pack.controls {
            self.add(at(Kind::Control, name.as_str()), line, |control| control.when.as_ref());
        }
        for (name, line) in &pack.exceptions {
            self.add(at(Kind::Exception, name.as_str()), line, |exception| exception.when.as_ref());
        }
        for (name, line) in &pack.bars {
            self.add(at(Kind::Bar, name.as_str()), line, |bar| bar.when.as_ref());
        }
        for (name, line) in &pack.policies {
            self.aside(at(Kind::Policy, name.as_str()), line, |policy| {
                (&policy.on, policy.when.as_ref())
            });
        }
        for (name, line) in &pack.obligations {
            self.aside(at(Kind::Obligation, name.as_str()), line, |duty| {
                (&duty.on, duty.when.as_ref())
            });
        }
        for (name, line) in &pack.attestations {
            self.add(at(Kind::Attestation, name.as_str()), line, |_| None);
        }
    }

    fn entry(&mut self, at: At<'l>, entry: &'l Entry) {
        let below = |kind, id| At { kind, id, ..at };
        self.add(at, &entry.head, |head| head.when.as_ref());
        for (code, line) in &entry.paragraphs {
            self.add(below(Kind::Paragraph, code.as_str()), line, |paragraph| {
                paragraph.when.as_ref()
            });
        }
        for (id, line) in &entry.exclusions {
            self.add(below(Kind::Note, id.as_str()), line, |note| note.when.as_ref());
        }
        for (id, line) in &entry.reasons {
            self.add(below(Kind::Reason, id.as_str()), line, |row| row.when.as_ref());
        }
        for (id, line) in &entry.eligible {
            self.add(below(Kind::Eligible, id.as_str()), line, |row| row.when.as_ref());
        }
        for (id, line) in &entry.bars {
            self.add(below(Kind::Bar, id.as_str()), line, |bar| bar.bar.when.as_ref());
        }
    }

    fn terms(&mut self, at: At<'l>, line: &'l Timeline<Version<crate::law::model::Term>>) {
        for (span, version) in versions(at.head, line) {
            let mut seen = Seen::new(self.vocabulary);
            match &version.body.is {
                Formula::Truth(cond) => seen.cond(cond),
                Formula::Sum(sum) => seen.sum(sum),
                Formula::Same(_) => {}
            }
            self.push(at, span, version, seen, &[]);
        }
    }

    /// What leaves steps in the trace.
    fn add<T>(
        &mut self,
        at: At<'l>,
        line: &'l Timeline<Version<T>>,
        when: impl Fn(&'l T) -> Option<&'l Cond>,
    ) {
        for (span, version) in versions(at.head, line) {
            let mut seen = Seen::new(self.vocabulary);
            if let Some(cond) = when(&version.body) {
                seen.cond(cond);
            }
            self.push(at, span, version, seen, &[]);
        }
    }

    /// What leaves none: its condition counts as one test.
    fn aside<T>(
        &mut self,
        at: At<'l>,
        line: &'l Timeline<Version<T>>,
        of: impl Fn(&'l T) -> (&'l Vec<ProvisionId>, Option<&'l Cond>),
    ) {
        for (span, version) in versions(at.head, line) {
            let (on, when) = of(&version.body);
            let mut seen = Seen::new(self.vocabulary);
            if let Some(cond) = when {
                seen.cond(cond);
                seen.atoms = BTreeSet::from([cond.to_string()]);
            }
            self.push(at, span, version, seen, on);
        }
    }

    fn push<T>(
        &mut self,
        at: At<'l>,
        (start, until): (Start, Option<Day>),
        version: &'l Version<T>,
        seen: Seen<'_>,
        on: &'l [ProvisionId],
    ) {
        self.out.push(Spot {
            pack: at.pack,
            kind: at.kind,
            id: at.id,
            start,
            until,
            origin: &version.said.origin,
            capped: at.kind.capped(version.weakest, version.state),
            atoms: seen.atoms,
            open: seen.open,
            on,
        });
    }
}

/// The versions that apply on some day that the pack covers, each with its first day and the day after its last.
fn versions<'l, T>(
    head: &'l Head,
    line: &'l Timeline<Version<T>>,
) -> impl Iterator<Item = ((Start, Option<Day>), &'l Version<T>)> {
    let next = line.versions().skip(1).map(|(start, _)| Some(start.day())).chain([None]);
    line.versions().zip(next).filter_map(|((start, version), next)| {
        let over = next.is_some_and(|day| day <= head.covers_from);
        let later = head.covers_until.is_some_and(|until| start.day() > until);
        (!over && !later && version.state != State::Repealed).then_some(((start, next), version))
    })
}

/// What a condition reads.
struct Seen<'v> {
    vocabulary: &'v Vocabulary,
    atoms: BTreeSet<String>,
    open: bool,
}

impl<'v> Seen<'v> {
    fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, atoms: BTreeSet::new(), open: false }
    }

    fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::And(all) | Cond::Or(all) => all.iter().for_each(|one| self.cond(one)),
            Cond::Not(one) => self.cond(one),
            Cond::Quantified { noun, body, .. } => {
                self.open |= *noun != Subject::Licence;
                self.cond(body);
            }
            leaf => {
                self.atoms.insert(leaf.to_string());
                self.leaf(leaf);
            }
        }
    }

    fn leaf(&mut self, leaf: &Cond) {
        match leaf {
            Cond::Compare { left, right, .. } => {
                self.sum(left);
                self.sum(right);
            }
            Cond::Elements { path, .. } | Cond::Truth(path) | Cond::In { path, .. } => {
                self.path(path);
            }
            _ => self.open = true,
        }
    }

    fn sum(&mut self, sum: &Sum) {
        match sum {
            Sum::Number { .. } | Sum::Date(_) | Sum::Limit => {}
            Sum::Path(path) => self.path(path),
            Sum::Add(a, b) | Sum::Sub(a, b) | Sum::Mul(a, b) | Sum::Div(a, b) => {
                self.sum(a);
                self.sum(b);
            }
            Sum::Total { filter, .. } | Sum::Count { filter, .. } => {
                self.open = true;
                if let Some(filter) = filter {
                    self.cond(filter);
                }
            }
        }
    }

    /// A transfer always says its act, day and destination, and what is not shown counts as not shown.
    fn path(&mut self, path: &Path) {
        let said = path.subject == Subject::Act
            && matches!(path.fact.as_str(), "act" | "to" | "date" | "destination" | "leg");
        let shown =
            self.vocabulary.facts.get(&path.fact).is_some_and(|fact| fact.of == FactType::Shown);
        self.open |= !said && !shown;
    }
}
