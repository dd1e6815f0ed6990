//! Which results of the decision rest on showings. Each only in the direction that relieves: where a provision could get
//! stricter is a fault there, and is not followed further.

use super::super::super::model::{
    Effect, EligibleRow, Entry, Exception, Law, Pack, ReasonRow, Version,
};
use super::super::site::Site;
use super::step::{Step, Way};
use super::walk::{self, Sign, named};
use crate::base::{Code, CodeRef, FactName, PackId, ProvisionId, Symbol, Timeline};
use std::collections::BTreeMap;

/// A result that a showing takes away; of an eligible row also that it opens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moved {
    /// The item is in the entry or paragraph.
    Code(CodeRef),
    /// The item has the reason for control in the pack.
    Reason(PackId, Symbol),
    /// The scope provision reaches the leg.
    Scope(CodeRef),
    /// The control requires something.
    Control(CodeRef),
    /// A row comes to make the item eligible for the exception.
    Opens(CodeRef),
    /// The rows no longer do.
    Closes(CodeRef),
}

/// What showings move, each with a shortest way.
#[derive(Debug, Default)]
pub(super) struct Moves(BTreeMap<Moved, BTreeMap<FactName, Way>>);

impl Moves {
    /// What the showings of these conditions move, one through the other until nothing is added.
    pub(super) fn of(law: &Law, sites: &[Site<'_>]) -> Self {
        let mut moves = Self::default();
        loop {
            let mut more = Self::default();
            for site in sites {
                moves.through(law, site, &mut more);
            }
            for (id, pack) in &law.packs {
                moves.within(id, pack, &mut more);
            }
            if !moves.take(more) {
                return moves;
            }
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&Moved, &BTreeMap<FactName, Way>)> {
        self.0.iter()
    }

    /// What the condition of a provision moves.
    fn through(&self, law: &Law, site: &Site<'_>, more: &mut Self) {
        let Some(wanted) = super::wanted(site.role) else { return };
        let found = walk::site(law, self, site);
        if found.is_empty() {
            return;
        }
        let targets = targets(law, site);
        for one in found.iter().filter(|one| one.sign == wanted || one.sign == Sign::Both) {
            for (moved, step) in &targets {
                more.note(moved, &one.showing, one.way.and(step.clone()));
            }
        }
    }

    /// What rows, and the controls that take them up, make of the codes that move.
    fn within(&self, id: &PackId, pack: &Pack, more: &mut Self) {
        for (code, entry) in &pack.entries {
            for (_, row) in entry.reasons.values().flat_map(Timeline::versions) {
                self.row(id, code, &row.body, more);
            }
            for (_, row) in entry.eligible.values().flat_map(Timeline::versions) {
                self.closed(id, pack, code, &row.body, more);
            }
        }
        for (name, control) in &pack.controls {
            let control_id = named(id, name);
            for (_, version) in control.versions() {
                let Some(reason) = &version.body.reason else { continue };
                let moved = Moved::Reason(id.clone(), reason.clone());
                for (showing, way) in self.0.get(&moved).into_iter().flatten() {
                    let step = Step::Control(control_id.clone());
                    more.note(&Moved::Control(control_id.clone()), showing, way.and(step));
                }
            }
        }
    }

    fn row(&self, pack: &PackId, entry: &Code, row: &ReasonRow, more: &mut Self) {
        let step = Step::Reason(row.reason.clone());
        let moved = Moved::Reason(pack.clone(), row.reason.clone());
        for (showing, way) in self.codes(pack, entry, &row.on) {
            more.note(&moved, showing, way.and(step.clone()));
        }
    }

    /// An item that leaves its part of an entry is no longer eligible by the row that speaks of it. Where it leaves the
    /// whole entry that matters only to controls that do not come from the entry's rows.
    fn closed(&self, id: &PackId, pack: &Pack, entry: &Code, row: &EligibleRow, more: &mut Self) {
        for (name, exception) in opened(pack, row) {
            let general = exception.versions().any(|(_, version)| {
                let lifts = &version.body.lifts;
                pack.controls.iter().any(|(control, line)| {
                    lifts.iter().any(|lifted| lifted.covers(control))
                        && line.versions().any(|(_, version)| version.body.reason.is_none())
                })
            });
            if row.on.is_empty() && !general {
                continue;
            }
            let exception = named(id, name);
            for (showing, way) in self.codes(id, entry, &row.on) {
                let step = Step::Closes(exception.clone());
                more.note(&Moved::Closes(exception.clone()), showing, way.and(step));
            }
        }
    }

    /// The showings that move one of these codes; none of them stands for the whole entry.
    fn codes<'m>(
        &'m self,
        pack: &'m PackId,
        entry: &'m Code,
        on: &'m [Code],
    ) -> impl Iterator<Item = (&'m FactName, &'m Way)> {
        let on = if on.is_empty() { std::slice::from_ref(entry) } else { on };
        let touches = move |moved: &Moved| match moved {
            Moved::Code(code) => {
                code.pack == *pack
                    && on.iter().any(|on| on.covers(&code.code) || code.code.covers(on))
            }
            _ => false,
        };
        self.all().filter(move |(moved, _)| touches(moved)).flat_map(|(_, showings)| showings)
    }

    /// Keeps the shortest way.
    fn note(&mut self, moved: &Moved, showing: &FactName, way: Way) {
        let ways = self.0.entry(moved.clone()).or_default();
        if ways.get(showing).is_none_or(|old| way.before(old)) {
            ways.insert(showing.clone(), way);
        }
    }

    /// Adds what is not there yet; whether there was anything.
    fn take(&mut self, more: Self) -> bool {
        let mut added = false;
        for (moved, showings) in more.0 {
            let ways = self.0.entry(moved).or_default();
            for (showing, way) in showings {
                if let std::collections::btree_map::Entry::Vacant(free) = ways.entry(showing) {
                    free.insert(way);
                    added = true;
                }
            }
        }
        added
    }
}

/// Whether the control counts as one that needs a licence.
pub(super) fn weighs(law: &Law, control: &CodeRef) -> bool {
    let line =
        law.packs.get(&control.pack).and_then(|pack| pack.controls.get(control.code.as_str()));
    line.into_iter()
        .flat_map(Timeline::versions)
        .any(|(_, version)| version.body.effect != Effect::Review)
}

/// The results that a provision's condition decides.
fn targets(law: &Law, site: &Site<'_>) -> Vec<(Moved, Step)> {
    let Some(pack) = law.packs.get(&site.pack) else { return Vec::new() };
    let here = CodeRef { pack: site.pack.clone(), code: (&*site.id).into() };
    let code = |code: &Code| {
        let code = CodeRef { pack: site.pack.clone(), code: code.clone() };
        (Moved::Code(code.clone()), Step::Code(code))
    };
    match (site.block, entry(pack, site)) {
        ("entry" | "paragraph", _) => vec![code(&here.code)],
        ("exclusion", Some((id, entry))) => {
            let versions = entry.exclusions.get(&*site.id).into_iter().flat_map(Timeline::versions);
            let on = versions.flat_map(|(_, version)| match version.body.on.as_slice() {
                [] => std::slice::from_ref(id),
                on => on,
            });
            on.map(code).collect()
        }
        ("exclusion", None) => {
            let Some(line) = pack.exclusions.get(&*site.id) else { return Vec::new() };
            let taken = |scope: &ProvisionId| {
                line.versions().any(|(_, version)| {
                    let on = &version.body.on;
                    on.is_empty() || on.iter().any(|on| on.covers(scope))
                })
            };
            let scopes = pack.scopes.keys().filter(|scope| taken(scope));
            scopes.map(|id| scope(named(&site.pack, id))).collect()
        }
        ("reason", Some((_, entry))) => {
            let versions = entry.reasons.get(&*site.id).into_iter().flat_map(Timeline::versions);
            let reasons = versions.map(|(_, version)| version.body.reason.clone());
            let moved = |reason: Symbol| {
                (Moved::Reason(site.pack.clone(), reason.clone()), Step::Reason(reason))
            };
            reasons.map(moved).collect()
        }
        ("eligible", Some((_, entry))) => {
            let versions = entry.eligible.get(&*site.id).into_iter().flat_map(Timeline::versions);
            let opened = versions.flat_map(|(_, version)| opened(pack, &version.body));
            let moved = |(name, _)| {
                let exception = named(&site.pack, name);
                (Moved::Opens(exception.clone()), Step::Opens(exception))
            };
            opened.map(moved).collect()
        }
        ("scope", _) => vec![scope(here)],
        ("control", _) => vec![(Moved::Control(here.clone()), Step::Control(here))],
        _ => Vec::new(),
    }
}

fn scope(scope: CodeRef) -> (Moved, Step) {
    (Moved::Scope(scope.clone()), Step::Scope(scope))
}

fn entry<'p>(pack: &'p Pack, site: &Site<'_>) -> Option<(&'p Code, &'p Entry)> {
    pack.entries.get_key_value(site.entry.as_deref()?).map(|(code, entry)| (code, &**entry))
}

/// An exception by its name.
type Opened<'p> = (&'p ProvisionId, &'p Timeline<Version<Exception>>);

/// The exceptions that a row opens.
fn opened<'p>(pack: &'p Pack, row: &EligibleRow) -> impl Iterator<Item = Opened<'p>> {
    let opens = row.exception.clone();
    pack.exceptions.iter().filter(move |(id, _)| opens.covers(id) || id.covers(&opens))
}
