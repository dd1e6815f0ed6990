//! The law of one day, ready to be applied: provisions in force with their conditions compiled, entries compiled when they are first looked at.

use super::compile;
use super::index::Index;
use super::node::{FactIx, Names, Node, Noun, Num, Slot};
use crate::base::{
    Code, CodeRef, Currency, Day, Exact, FactName, Interval, PackId, Place, ProvisionId, Symbol,
    Text, Truth,
};
use crate::condition::{FactType, When};
use crate::decision::{PackUsed, Provision};
use crate::law::model::{Effect, Group, Law};
use crate::transfer::{Stated, Value};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// The law of one day.
#[derive(Debug)]
pub struct Program {
    pub(super) law: Arc<Law>,
    pub(super) day: Day,
    /// `date`, as a condition reads it.
    pub(super) today: Value,
    /// The same as a number.
    pub(super) today_number: Interval,
    /// Every fact and term, sorted; a [`FactIx`] is a position here.
    pub(super) names: Box<[FactName]>,
    pub(super) by_name: FxHashMap<FactName, FactIx>,
    /// What the engine must know of each fact, by position, when it was first asked for.
    pub(super) facts: Box<[OnceLock<Box<FactC>>]>,
    pub(super) known: KnownFacts,
    /// Sorted by id.
    pub(super) packs: Box<[PackC]>,
    pub(super) places: FxHashMap<Place, usize>,
    pub(super) place_names: Box<[Place]>,
    /// What attestations answer.
    pub(super) attestations: FxHashMap<CodeRef, Box<[(FactIx, Stated)]>>,
}

/// Facts that the engine itself reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownFacts {
    pub(super) destination: FactIx,
    pub(super) leg: FactIx,
    pub(super) date: FactIx,
    pub(super) kind: FactIx,
    pub(super) article: FactIx,
    pub(super) value: FactIx,
    pub(super) role: FactIx,
}

/// A fact, or the term of the same name.
#[derive(Debug, Default)]
pub(super) struct FactC {
    pub(super) of: Option<FactType>,
    pub(super) lasts: Option<u32>,
    pub(super) term: Option<TermC>,
    /// Its title, taken from the vocabulary when first named.
    pub(super) title: OnceLock<Arc<Text>>,
}

/// A term in force.
#[derive(Debug)]
pub(super) struct TermC {
    pub(super) pack: usize,
    pub(super) id: Box<str>,
    pub(super) unseen: bool,
    pub(super) formula: FormulaC,
}

#[derive(Debug)]
pub(super) enum FormulaC {
    Truth(Node),
    Sum(Num),
    Same(Slot),
}

/// One pack on that day.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four separate things that a pack says of itself"
)]
pub(super) struct PackC {
    pub(super) id: PackId,
    /// The day lies within what it covers.
    pub(super) covered: bool,
    /// It holds controls at all.
    pub(super) decides: bool,
    pub(super) partial: bool,
    pub(super) residual: Option<Code>,
    /// Every group of the pack, looked at when first named; nothing where it is not in force.
    pub(super) groups: FxHashMap<Code, OnceLock<Option<Arc<GroupC>>>>,
    pub(super) legs: Box<[LegC]>,
    pub(super) scopes: Box<[ScopeC]>,
    /// The pack says when it reaches a leg, whether or not any such provision is in force.
    pub(super) has_scopes: bool,
    /// The pack holds entries, whether or not any is in force.
    pub(super) has_entries: bool,
    pub(super) controls: Box<[ControlC]>,
    pub(super) exceptions: Box<[ExceptionC]>,
    pub(super) bars: Box<[BarC]>,
    pub(super) policies: Box<[OutlookC]>,
    pub(super) obligations: Box<[OutlookC]>,
    /// Sorted by code.
    pub(super) entries: Box<[EntrySlot]>,
    pub(super) index: Index,
    /// As decisions name it.
    pub(super) used: OnceLock<Arc<PackUsed>>,
}

/// What every provision has.
#[derive(Debug)]
pub(super) struct Prov {
    pub(super) id: Box<str>,
    /// Its first day is not known, and the case lies before the day it was first read.
    pub(super) unseen: bool,
    /// It may say no or unknown, but not yes.
    pub(super) capped: bool,
    pub(super) when: WhenC,
    /// As reasons cite it, made when first cited.
    pub(super) cited: OnceLock<Arc<Provision>>,
}

/// The condition of a provision, compiled when it is first asked.
#[derive(Debug)]
pub(super) struct WhenC {
    cond: When,
    node: OnceLock<Node>,
}

#[derive(Debug)]
pub(super) struct LegC {
    pub(super) prov: Prov,
    pub(super) name: Value,
    pub(super) each: Option<Noun>,
    pub(super) destination: Slot,
}

#[derive(Debug)]
pub(super) struct ScopeC {
    pub(super) prov: Prov,
    pub(super) id: ProvisionId,
    /// Exclusions that take out of this provision.
    pub(super) exclusions: Box<[Arc<Prov>]>,
}

#[derive(Debug)]
pub(super) struct ControlC {
    pub(super) prov: Prov,
    pub(super) id: ProvisionId,
    /// As the pack says.
    pub(super) written: Effect,
    /// As far as its basis and state let it act.
    pub(super) effect: Effect,
    pub(super) reason: Option<Symbol>,
    /// Exceptions that name it, by position.
    pub(super) exceptions: Box<[usize]>,
}

#[derive(Debug)]
pub(super) struct ExceptionC {
    pub(super) prov: Prov,
    pub(super) id: ProvisionId,
    pub(super) claim: bool,
    pub(super) lifts_prohibition: bool,
    /// Its condition speaks of an entry's rows.
    pub(super) by_row: bool,
    /// Bars of the pack that name it, by position.
    pub(super) bars: Box<[usize]>,
    pub(super) obligations: Box<[ProvisionId]>,
}

#[derive(Debug)]
pub(super) struct BarC {
    pub(super) prov: Prov,
    pub(super) bars: Box<[ProvisionId]>,
    pub(super) except: Box<[ProvisionId]>,
}

/// A policy or an obligation.
#[derive(Debug)]
pub(super) struct OutlookC {
    pub(super) prov: Prov,
    pub(super) id: ProvisionId,
    /// Controls or exceptions; empty means all.
    pub(super) on: Box<[ProvisionId]>,
}

/// A group in force.
#[derive(Debug)]
pub(super) struct GroupC {
    pub(super) unseen: bool,
    pub(super) body: Group,
    /// For places: whether each known place is in it, filled when first asked.
    pub(super) table: OnceLock<Box<[OnceLock<Truth>]>>,
}

/// An entry: its code and, once it was looked at, its content.
#[derive(Debug)]
pub(super) struct EntrySlot {
    pub(super) id: Code,
    pub(super) catch_all: bool,
    pub(super) cell: OnceLock<Box<EntryC>>,
}

/// The content of an entry on that day.
#[derive(Debug)]
pub(super) struct EntryC {
    pub(super) head: Prov,
    pub(super) kind: Box<[Symbol]>,
    pub(super) article: Box<[Symbol]>,
    pub(super) partial: bool,
    pub(super) prove: bool,
    /// Sorted by code.
    pub(super) paragraphs: Box<[ParagraphC]>,
    /// Paragraphs that stand directly under the entry.
    pub(super) top: Box<[usize]>,
    pub(super) exclusions: Box<[ExclusionC]>,
    pub(super) reasons: Box<[RowC]>,
    pub(super) eligible: Box<[EligibleC]>,
    pub(super) bars: Box<[EntryBarC]>,
}

#[derive(Debug)]
pub(super) struct ParagraphC {
    pub(super) code: Code,
    pub(super) prov: Prov,
    /// Those that stand directly under it.
    pub(super) kids: Box<[usize]>,
    /// Those it stands under, without the entry.
    pub(super) above: Box<[usize]>,
}

#[derive(Debug)]
pub(super) struct ExclusionC {
    pub(super) prov: Prov,
    /// Codes of the entry; empty means all of it.
    pub(super) on: Box<[Code]>,
}

#[derive(Debug)]
pub(super) struct RowC {
    pub(super) prov: Prov,
    pub(super) reason: Symbol,
    pub(super) part: Part,
    /// `None` is every place.
    pub(super) to: Option<Destinations>,
    /// It may only ask for judgement.
    pub(super) review: bool,
    /// Made from the pack's `default_reason`.
    pub(super) implied: bool,
}

/// The group of places that a row speaks of.
#[derive(Debug)]
pub(super) struct Destinations {
    pub(super) pack: usize,
    pub(super) id: Code,
    /// `None` where the group does not exist on that day: it holds no place.
    pub(super) group: Option<Arc<GroupC>>,
}

/// A part of an entry.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Empty means the whole entry.
    pub(super) on: Box<[Code]>,
    pub(super) except: Box<[Code]>,
}

#[derive(Debug)]
pub(super) struct EligibleC {
    pub(super) prov: Prov,
    pub(super) exception: ProvisionId,
    pub(super) part: Part,
    pub(super) limit: Option<(Exact, Currency)>,
}

#[derive(Debug)]
pub(super) struct EntryBarC {
    pub(super) bar: BarC,
    pub(super) part: Part,
}

impl Program {
    /// The day for which it holds.
    #[must_use]
    pub fn day(&self) -> Day {
        self.day
    }

    /// The law it was made from.
    #[must_use]
    pub fn law(&self) -> &Arc<Law> {
        &self.law
    }

    /// What conditions of the day are resolved against.
    pub(super) fn resolver(&self) -> Names<'_> {
        Names { sorted: &self.names, vocabulary: &self.law.vocabulary, day: self.day }
    }

    pub(super) fn pack(&self, id: &PackId) -> Option<(usize, &PackC)> {
        let at = self.packs.binary_search_by(|p| p.id.cmp(id)).ok()?;
        Some((at, self.packs.get(at)?))
    }

    /// A group of a pack, with its name as the pack holds it.
    pub(super) fn group<'p>(
        &'p self,
        pack: &'p PackC,
        id: &Code,
    ) -> Option<(&'p Code, &'p Arc<GroupC>)> {
        let (id, cell) = pack.groups.get_key_value(id)?;
        let found = cell.get_or_init(|| compile::group(self, pack, id).map(Arc::new));
        Some((id, found.as_ref()?))
    }

    /// The same by its pack and name, with the position of the pack.
    pub(super) fn group_of(&self, name: &CodeRef) -> Option<(usize, &Code, &Arc<GroupC>)> {
        let (at, pack) = self.pack(&name.pack)?;
        let (id, group) = self.group(pack, &name.code)?;
        Some((at, id, group))
    }

    pub(super) fn fact(&self, at: FactIx) -> Option<&FactC> {
        let at = usize::try_from(at.0).ok()?;
        let (cell, name) = self.facts.get(at).zip(self.names.get(at))?;
        Some(cell.get_or_init(|| Box::new(compile::fact(self, name))))
    }

    pub(super) fn name(&self, at: FactIx) -> Option<&FactName> {
        self.names.get(usize::try_from(at.0).ok()?)
    }
}

impl From<&When> for WhenC {
    fn from(cond: &When) -> Self {
        Self { cond: cond.clone(), node: OnceLock::new() }
    }
}

impl WhenC {
    pub(super) fn is_some(&self) -> bool {
        self.cond.is_some()
    }

    /// As the engine walks it.
    pub(super) fn node(&self, program: &Program) -> Option<&Node> {
        let cond = self.cond.as_ref()?;
        Some(self.node.get_or_init(|| program.resolver().node(cond)))
    }
}

impl Prov {
    /// The provision as reasons cite it, found once for all cases.
    pub(super) fn cited(&self, find: impl FnOnce() -> Option<Provision>) -> Option<Arc<Provision>> {
        if let Some(cited) = self.cited.get() {
            return Some(Arc::clone(cited));
        }
        let found = find()?;
        Some(Arc::clone(self.cited.get_or_init(|| Arc::new(found))))
    }
}

impl PackC {
    /// The entry that holds `code`: the code itself, or what it continues.
    pub(super) fn entry_of(&self, code: &Code) -> Option<usize> {
        let mut end = code.as_str().len();
        loop {
            let head = code.as_str().get(..end)?;
            if let Ok(at) = self.entries.binary_search_by(|e| e.id.as_str().cmp(head)) {
                return Some(at);
            }
            end = head.rfind(['.', '('])?;
        }
    }

    /// Entries whose codes continue `code`.
    pub(super) fn entries_below(&self, code: &Code) -> Vec<usize> {
        let from = self.entries.partition_point(|e| e.id < *code);
        let tail = self.entries.iter().enumerate().skip(from);
        tail.take_while(|(_, e)| e.id.as_str().starts_with(code.as_str()))
            .filter(|(_, e)| code.covers(&e.id))
            .map(|(at, _)| at)
            .collect()
    }
}
