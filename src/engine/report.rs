//! From a ruling to the decision a person reads: reasons with their citations and facts, what would help, what was not looked at.

use super::decide::{Ruling, Settled};
use super::due::{obligations, policies};
use super::finding::findings;
use super::lifted::Reliefs;
use super::named::named;
use super::names::Missing;
use super::program::{Prov, RowC};
use super::question::{questions, unread};
use super::readings::Readings;
use super::showing::showings;
use super::world::World;
use crate::base::{ProvisionId, Start, Text, Timeline};
use crate::decision::{
    Cited, Decision, ItemOutcome, NotEvaluated, Outcome, PackUsed, Provision, Reason,
};
use crate::law::model::{Effect, Pack, Source, Version};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The decision in words, without its trace.
#[must_use]
pub fn report(mut ruling: Ruling<'_>) -> Decision {
    let rules: Vec<Arc<str>> =
        ruling.settled.iter().map(|s| s.rule(&ruling.world).into()).collect();
    let missing = Missing::new(&ruling.world, &ruling.settled);
    let questions = questions(&ruling, &rules, &missing);
    let showings = showings(&mut ruling, &rules);
    let obligations = obligations(&mut ruling);
    let policies = policies(&mut ruling, &rules);
    let met: Vec<_> = ruling.settled.iter().map(|settled| ruling.world.met(settled)).collect();
    let [items, parties, persons] = named(&ruling);
    let world = &ruling.world;
    let readings = Readings::new(world);
    let mut reliefs = Reliefs::new(missing);
    let mut reasons: Vec<Reason> = ruling
        .settled
        .iter()
        .zip(met)
        .filter_map(|(settled, meets)| {
            let mut reason = world.reason(settled, &readings, &mut reliefs)?;
            reason.meets = meets;
            Some(reason)
        })
        .collect();
    reasons.sort_by(|a, b| {
        b.outcome()
            .cmp(&a.outcome())
            .then_with(|| a.control().pack.cmp(&b.control().pack))
            .then_with(|| a.item.cmp(&b.item))
            .then_with(|| a.rule_bytes().cmp(b.rule_bytes()))
            .then_with(|| a.leg.cmp(&b.leg))
    });
    let law = &world.program.law;
    let used = |pack: &usize| law.packs.get(&world.program.packs.get(*pack)?.id);
    let mut not_evaluated: BTreeSet<NotEvaluated> = unread(&ruling).into_iter().collect();
    for pack in ruling.applied.iter().filter_map(used) {
        let said = pack.head.flags_only.iter().chain(&pack.head.leaves_out);
        not_evaluated.extend(said.map(|says| NotEvaluated {
            pack: pack.head.id.as_str().into(),
            says: says.clone(),
            cite: None,
        }));
    }
    let mut outcomes: Vec<ItemOutcome> = ruling
        .outcomes
        .iter()
        .filter_map(|(pack, item, outcome)| {
            let id = &used(pack)?.head.id;
            let of = |r: &&Reason| {
                *r.control().pack == *id.as_str()
                    && *r.item == *world.subject_name(*item)
                    && r.outcome() == *outcome
            };
            // What is lifted needs nothing more.
            let open = reasons.iter().filter(|_| *outcome > Outcome::ExceptionUsed);
            let next = open.filter(of).map(|r| &r.next).find(|next| !next.is_empty());
            Some(ItemOutcome {
                pack: id.as_str().into(),
                item: world.subject_name(*item).into(),
                outcome: *outcome,
                next: next.cloned().unwrap_or_default(),
            })
        })
        .collect();
    outcomes.sort();
    let used = ruling.applied.iter().chain(&ruling.not_covered);
    let mut packs: Vec<Arc<PackUsed>> = used.filter_map(|pack| world.pack_used(*pack)).collect();
    packs.sort();
    let outcome =
        ruling.outcomes.iter().map(|(_, _, o)| *o).fold(Outcome::OutOfScope, Outcome::max);
    Decision {
        id: world.case.id.clone(),
        as_of: world.program.day,
        verdict: ruling.verdict,
        outcome: if outcome.verdict() < ruling.verdict {
            Outcome::JudgementNeeded
        } else {
            outcome
        },
        items,
        parties,
        persons,
        outcomes,
        reasons,
        findings: findings(&ruling),
        questions,
        showings,
        policies,
        obligations,
        not_evaluated: not_evaluated.into_iter().collect(),
        packs,
        lists: Vec::new(),
        transfer_sha256: world.case.sha256.clone(),
        trace: crate::decision::Trace::default(),
    }
}

fn pack_used(pack: &Pack) -> PackUsed {
    PackUsed {
        id: pack.head.id.as_str().into(),
        title: pack.head.title.clone(),
        notice: pack.head.notice.clone(),
        edition: pack.head.edition,
        sha256: pack.sha256.clone(),
    }
}

/// The finding of an item that nobody classified, as a provision of the house.
const UNCLASSIFIED: &str = "unclassified";

impl Settled<'_> {
    /// `pack:control` or `pack:control#row`.
    fn rule(&self, world: &World<'_>) -> String {
        let pack = world.program.packs.get(self.pack).map_or("", |p| p.id.as_str());
        let control = self.instance.control.map_or(UNCLASSIFIED, |c| c.id.as_str());
        match self.instance.row {
            Some((_, row)) => [pack, ":", control, "#", &row.prov.id].concat(),
            None => [pack, ":", control].concat(),
        }
    }
}

impl<'a> World<'a> {
    pub(super) fn pack_model(&self, pack: usize) -> Option<&'a Pack> {
        let program = self.program;
        program.law.packs.get(&program.packs.get(pack)?.id)
    }

    pub(super) fn in_force<T>(
        &self,
        timeline: &'a Timeline<Version<T>>,
    ) -> Option<(Start, &'a Version<T>)> {
        let day = self.program.day;
        timeline
            .versions()
            .rev()
            .find(|(start, _)| start.day() <= day)
            .or_else(|| timeline.versions().next())
    }

    /// A pack as decisions name it.
    fn pack_used(&self, pack: usize) -> Option<Arc<PackUsed>> {
        let program = self.program;
        let (of, model) = program.packs.get(pack).zip(self.pack_model(pack))?;
        Some(Arc::clone(of.used.get_or_init(|| Arc::new(pack_used(model)))))
    }

    /// A provision as reasons cite it.
    pub(super) fn cited<T>(
        &self,
        prov: &'a Prov,
        pack: &'a Pack,
        timeline: &'a Timeline<Version<T>>,
    ) -> Option<Arc<Provision>> {
        prov.cited(|| self.resolve(pack, &prov.id, timeline))
    }

    fn resolve<T>(
        &self,
        pack: &'a Pack,
        id: &str,
        timeline: &'a Timeline<Version<T>>,
    ) -> Option<Provision> {
        let (start, version) = self.in_force(timeline)?;
        Some(Provision {
            pack: pack.head.id.as_str().into(),
            id: id.into(),
            title: version.said.title.clone(),
            from: start.day(),
            state: version.state,
            basis: version.weakest,
            cite: cited(pack, version),
        })
    }

    fn reason(
        &self,
        settled: &Settled<'a>,
        readings: &Readings<'a>,
        reliefs: &mut Reliefs<'a>,
    ) -> Option<Reason> {
        let pack = self.pack_model(settled.pack)?;
        let control = match settled.instance.control {
            Some(control) => control.prov.cited(|| {
                self.resolve(pack, control.id.as_str(), pack.controls.get(&control.id)?)
            })?,
            None => Arc::new(Self::unclassified(pack)),
        };
        let row = settled.instance.row.and_then(|(entry, row)| {
            row.prov.cited(|| self.row_cited(settled.pack, pack, entry, row))
        });
        let mut reason = Reason::new(control, row, settled.outcome, readings.facts(self, settled));
        reason.item = self.subject_name(settled.item).into();
        reason.leg = self.leg_name(settled.leg).into();
        reason.kind = match settled.instance.effect {
            Effect::Review => "review",
            Effect::Licence => "licence",
            Effect::Prohibit => "prohibit",
        };
        reason.relief =
            settled.lifts.iter().map(|lift| reliefs.of(self, settled, pack, lift)).collect();
        reason.next = settled
            .instance
            .control
            .and_then(|c| self.in_force(pack.controls.get(&c.id)?))
            .map(|(_, version)| Text::clone(&version.body.next))
            .unwrap_or_default();
        reason.missing = reliefs.missing.names(&settled.gaps);
        Some(reason)
    }

    /// The row of an entry that makes a control bite.
    fn row_cited(
        &self,
        at: usize,
        pack: &'a Pack,
        entry: usize,
        row: &'a RowC,
    ) -> Option<Provision> {
        let id = &self.program.packs.get(at)?.entries.get(entry)?.id;
        let entry = pack.entries.get(id)?;
        if row.implied {
            return self.resolve(pack, &row.prov.id, &entry.head);
        }
        let id = &row.prov.id;
        let mut row = self.resolve(pack, id, entry.reasons.get(&ProvisionId::from(&**id))?)?;
        if row.title.is_empty() {
            let head = self.in_force(&entry.head);
            row.title = head.map(|(_, head)| head.said.title.clone()).unwrap_or_default();
        }
        Some(row)
    }

    /// An item without classification is flagged by the pack itself; it is cited as a whole.
    fn unclassified(pack: &Pack) -> Provision {
        let source = pack.sources.iter().next();
        let cite = Cited {
            source: source.map_or("", |(id, _)| id.as_str()).into(),
            title: source.map_or_else(|| pack.head.title.clone(), |(_, s)| s.title.clone()),
            author: source.and_then(|(_, s)| s.author.clone()),
            date: source.and_then(|(_, s)| s.date.clone()),
            at: "control list".into(),
            by: None,
            url: source.and_then(|(_, s)| s.url.clone()),
        };
        Provision {
            pack: pack.head.id.as_str().into(),
            id: UNCLASSIFIED.into(),
            title: Text::new("item not classified", Some("該非未判定")),
            from: pack.head.covers_from,
            state: crate::base::State::InForce,
            basis: crate::base::Basis::Text,
            cite,
        }
    }
}

fn cited<T>(pack: &Pack, version: &Version<T>) -> Cited {
    let cite = &version.said.cite;
    let source: Option<&Source> = pack.sources.get(&cite.source);
    Cited {
        source: cite.source.as_str().into(),
        title: source.map(|s| s.title.clone()).unwrap_or_default(),
        author: source.and_then(|s| s.author.clone()),
        date: source.and_then(|s| s.date.clone()),
        at: cite.at.clone(),
        by: cite.by.clone(),
        url: source.and_then(|s| s.url.clone()),
    }
}
