//! From a ruling to the decision a person reads: reasons with their citations and facts, what would help, what was not looked at.

use super::decide::{Ruling, Settled};
use super::program::OutlookC;
use super::question::{questions, unread};
use super::relief::{By, Lift};
use super::world::{Contradiction, Env, NOBODY, World};
use crate::base::{Code, FactName, Lang, PackId, ProvisionId, Start, Text, Timeline, Truth};
use crate::condition::FactType;
use crate::decision::{
    Cited, Decision, Due, FactUsed, Finding, ItemOutcome, NotEvaluated, Outcome, Outlook, PackUsed,
    Provision, Reason, Relief, Showing, Stratum,
};
use crate::law::model::{Effect, Pack, Source, Version};
use std::collections::{BTreeMap, BTreeSet};

/// The decision in words, without its trace.
#[must_use]
pub fn report(mut ruling: Ruling<'_>) -> Decision {
    let rules: Vec<Box<str>> =
        ruling.settled.iter().map(|s| s.rule(&ruling.world).into()).collect();
    let questions = questions(&ruling, &rules);
    let showings = showings(&mut ruling, &rules);
    let obligations = obligations(&mut ruling);
    let policies = policies(&mut ruling, &rules);
    let world = &ruling.world;
    let mut reasons: Vec<Reason> = ruling.settled.iter().filter_map(|s| world.reason(s)).collect();
    reasons.sort_by(|a, b| {
        let key = |r: &Reason| {
            (
                std::cmp::Reverse(r.outcome()),
                r.control().pack.clone(),
                r.item.clone(),
                r.rule(),
                r.leg.clone(),
            )
        };
        key(a).cmp(&key(b))
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
    let mut packs: Vec<PackUsed> =
        ruling.applied.iter().chain(&ruling.not_covered).filter_map(used).map(pack_used).collect();
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
    /// Of the same pack, item and leg.
    fn beside(&self, other: &Self) -> bool {
        (self.pack, self.item, self.leg) == (other.pack, other.item, other.leg)
    }

    /// `pack:control` or `pack:control#row`.
    fn rule(&self, world: &World<'_>) -> String {
        let pack = world.program.packs.get(self.pack).map_or("", |p| p.id.as_str());
        let control = self.instance.control.map_or(UNCLASSIFIED, |c| c.id.as_str());
        match self.instance.row {
            Some((_, row)) => format!("{pack}:{control}#{}", row.prov.id),
            None => format!("{pack}:{control}"),
        }
    }
}

impl<'a> World<'a> {
    fn pack_model(&self, pack: usize) -> Option<&'a Pack> {
        let program = self.program;
        program.law.packs.get(&program.packs.get(pack)?.id)
    }

    fn in_force<T>(&self, timeline: &'a Timeline<Version<T>>) -> Option<(Start, &'a Version<T>)> {
        let day = self.program.day;
        timeline
            .versions()
            .rev()
            .find(|(start, _)| start.day() <= day)
            .or_else(|| timeline.versions().next())
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
            title: version.title.clone(),
            from: start.day(),
            state: version.state,
            basis: version.weakest,
            cite: cited(pack, version),
        })
    }

    fn reason(&self, settled: &Settled<'a>) -> Option<Reason> {
        let pack = self.pack_model(settled.pack)?;
        let control = match settled.instance.control {
            Some(control) => {
                self.resolve(pack, control.id.as_str(), pack.controls.get(&control.id)?)?
            }
            None => Self::unclassified(pack),
        };
        let row = settled.instance.row.and_then(|(entry, row)| {
            let id = &self.program.packs.get(settled.pack)?.entries.get(entry)?.id;
            let entry = pack.entries.get(id)?;
            if row.implied {
                return self.resolve(pack, &row.prov.id, &entry.head);
            }
            let mut row = self.resolve(
                pack,
                &row.prov.id,
                entry.reasons.get(&ProvisionId::from(&*row.prov.id))?,
            )?;
            if row.title.is_empty() {
                row.title = self
                    .in_force(&entry.head)
                    .map(|(_, head)| head.title.clone())
                    .unwrap_or_default();
            }
            Some(row)
        });
        let mut reason = Reason::new(control, row, settled.outcome, self.facts_used(settled));
        reason.item = self.subject_name(settled.item).into();
        reason.leg = self.leg_name(settled.leg).into();
        reason.kind = match settled.instance.effect {
            Effect::Review => "review",
            Effect::Licence => "licence",
            Effect::Prohibit => "prohibit",
        };
        reason.relief = settled.lifts.iter().map(|lift| self.relief(settled, pack, lift)).collect();
        reason.next = settled
            .instance
            .control
            .and_then(|c| self.in_force(pack.controls.get(&c.id)?))
            .map(|(_, version)| version.body.next.clone())
            .unwrap_or_default();
        reason.missing = settled
            .gaps
            .iter()
            .map(|gap| gap.name(self))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(Into::into)
            .collect();
        Some(reason)
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

    /// The facts read by the control, its row and the entry, on this leg.
    fn facts_used(&self, settled: &Settled<'a>) -> Vec<FactUsed> {
        let mut out = Vec::new();
        let entry = settled
            .instance
            .row
            .and_then(|(at, _)| Some(&self.program.packs.get(settled.pack)?.entries.get(at)?.id));
        let row = settled.instance.row.map(|(_, row)| &*row.prov.id);
        let control = settled.instance.control.map(|c| c.id.as_str());
        let relevant = |at: usize| {
            let mut at = at;
            while let Some(step) = self.steps.get(at) {
                let here = step.pack == settled.pack && step.item == settled.item;
                let own = match step.stratum {
                    Stratum::Control => step.leg == settled.leg && Some(step.id) == control,
                    Stratum::Reason => step.leg == settled.leg && Some(step.id) == row,
                    Stratum::Match => {
                        let entry = entry.is_some_and(|e| {
                            e.covers(&Code::from(step.id)) || step.id.starts_with(e.as_str())
                        });
                        entry && step.truth != Truth::No
                    }
                    _ => false,
                };
                if here && own {
                    return true;
                }
                at = step.parent;
            }
            false
        };
        for atom in self.atoms.iter().filter(|atom| relevant(atom.step)) {
            out.extend(self.facts_of(atom));
        }
        if let (Some(pack), true) = (self.pack_model(settled.pack), entry.is_some()) {
            self.of_classification(settled.item, &pack.head.id, &mut out);
        }
        if let Some((_, row)) = settled.instance.row
            && row.to.is_some()
            && let Some(run) = self.legs.get(settled.leg)
        {
            let name: FactName = "destination".into();
            let title = self
                .program
                .law
                .vocabulary
                .facts
                .get(&name)
                .map(|f| f.title.clone())
                .unwrap_or_default();
            out.push(FactUsed {
                fact: "destination".into(),
                title,
                value: run.destination.map(|v| super::trace::show(v, None).into()),
                ground: None,
            });
        }
        out.sort();
        out.dedup();
        out
    }

    fn relief(&self, settled: &Settled<'a>, pack: &'a Pack, lift: &Lift<'a>) -> Relief {
        let mut because: Vec<Box<str>> = Vec::new();
        if lift.unclaimed {
            because.push("it is not claimed".into());
        }
        because.extend(lift.bars.iter().map(|(id, truth)| match truth {
            Truth::Yes => format!("barred by {id}").into(),
            _ => format!("may be barred by {id}").into(),
        }));
        because.extend(
            lift.gaps
                .iter()
                .map(|gap| gap.name(self))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(|name| format!("unknown: {name}").into()),
        );
        match lift.by {
            By::Licence(at) => {
                let licence = self.case.licences.get(at);
                let number = licence.map_or("", |l| &l.number);
                Relief {
                    id: format!("licence {number}").into(),
                    title: Text::new("licence on file", Some("取得済みの許可")),
                    truth: lift.truth,
                    because,
                    cite: None,
                }
            }
            By::Exception(exception) => {
                if lift.truth == Truth::No && because.is_empty() {
                    because = self.failing(settled, &exception.prov.id);
                }
                let provision = pack
                    .exceptions
                    .get(&exception.id)
                    .and_then(|t| self.resolve(pack, exception.id.as_str(), t));
                Relief {
                    id: exception.id.as_str().into(),
                    title: provision.as_ref().map(|p| p.title.clone()).unwrap_or_default(),
                    truth: lift.truth,
                    because,
                    cite: provision.map(|p| p.cite),
                }
            }
        }
    }

    /// The conditions of an exception that do not hold.
    fn failing(&self, settled: &Settled<'a>, id: &str) -> Vec<Box<str>> {
        let of = |at: usize| {
            self.steps.get(at).is_some_and(|step| {
                step.stratum == Stratum::Relief
                    && step.id == id
                    && step.item == settled.item
                    && step.leg == settled.leg
            })
        };
        let failing = self.atoms.iter().filter(|a| a.truth == Truth::No && of(a.step));
        failing
            .map(|a| format!("not so: {}", super::trace::say(&a.leaf.cond)).into())
            .collect::<BTreeSet<Box<str>>>()
            .into_iter()
            .collect()
    }
}

fn cited<T>(pack: &Pack, version: &Version<T>) -> Cited {
    let cite = &version.cite;
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

fn findings(ruling: &Ruling<'_>) -> Vec<Finding> {
    let world = &ruling.world;
    let pack_id = |pack: usize| world.program.packs.get(pack).map_or("", |p| p.id.as_str());
    let mut out = BTreeSet::new();
    for found in &world.findings {
        let item: Box<str> = world.subject_name(found.subject()).into();
        let fact = |fact: u32| world.fact_name(found.subject(), super::node::FactIx(fact));
        let (pack, says) = match found {
            Contradiction::Class { item, pack, code, meets } => {
                let id: PackId = pack_id(*pack).into();
                let stated = world.record(*item).and_then(|r| r.classification.get(&id));
                let stated = stated
                    .map(|c| c.iter().map(Code::as_str).collect::<Vec<_>>().join(", "))
                    .unwrap_or_default();
                let (en, ja) = if *meets {
                    ("meet", "該当する")
                } else {
                    ("do not meet", "該当しない")
                };
                let text = Text::new(
                    &format!("`{stated}` is stated, but the parameters {en} {code}"),
                    Some(&format!("申告は `{stated}` だが、パラメータは {code} に{ja}")),
                );
                (*pack, text)
            }
            Contradiction::Number { fact: at, computed, .. } => {
                let name = fact(*at);
                let text = Text::new(
                    &format!("{name} is stated, but its formula gives {computed}"),
                    Some(&format!("{name} の申告値と計算値 {computed} が一致しない")),
                );
                (NOBODY, text)
            }
            Contradiction::Attested { fact: at, .. } => {
                let name = fact(*at);
                let text = Text::new(
                    &format!("{name} is stated otherwise than attested"),
                    Some(&format!("{name} の申告が誓約の内容と異なる")),
                );
                (NOBODY, text)
            }
        };
        out.insert(Finding { code: "contradiction", pack: pack_id(pack).into(), item, says });
    }
    for (item, pack) in &world.rests {
        let title = world
            .program
            .law
            .packs
            .get(pack_id(*pack))
            .map(|p| p.head.title.clone())
            .unwrap_or_default();
        let says = Text::new(
            &format!(
                "the classification under {} rests on the statement; the parameters given do not confirm it",
                title.en
            ),
            Some(&format!("{}の該非は申告による(パラメータでは未確認)", title.get(Lang::Ja))),
        );
        out.insert(Finding {
            code: "rests-on-statement",
            pack: pack_id(*pack).into(),
            item: world.subject_name(*item).into(),
            says,
        });
    }
    for pack in &ruling.not_covered {
        let day = world.program.day;
        let says = Text::new(
            &format!("the pack does not cover {day}"),
            Some(&format!("この規則は {day} を対象としない")),
        );
        out.insert(Finding {
            code: "not-covered",
            pack: pack_id(*pack).into(),
            item: Box::default(),
            says,
        });
    }
    out.into_iter().collect()
}

/// Controls, as `pack:rule`, with the exception through which a showing would help; empty where it takes the control away.
type Helps = BTreeSet<(Box<str>, Box<str>)>;

/// Showings that, once made, would lift an outstanding control or take it away.
fn showings(ruling: &mut Ruling<'_>, rules: &[Box<str>]) -> Vec<Showing> {
    let world = &mut ruling.world;
    let mut found: BTreeMap<Box<str>, (Text, Helps)> = BTreeMap::new();
    let memo = std::mem::take(&mut world.memo);
    world.assume_shown = true;
    for (settled, rule) in ruling.settled.iter().zip(rules) {
        let Some(control) =
            settled.instance.control.filter(|_| settled.outcome > Outcome::ExceptionUsed)
        else {
            continue;
        };
        let env = world.on_leg(settled.leg, settled.item);
        let (steps, atoms, gaps) = (world.steps.len(), world.atoms.len(), world.gaps.len());
        world.require(ruling.settled.iter().filter(|s| s.beside(settled)).map(|s| &s.instance));
        let lifts = world.lifts(&env, &settled.instance);
        let mut helps: Vec<(&str, std::ops::Range<usize>)> = Vec::new();
        for lift in &lifts {
            let By::Exception(exception) = lift.by else { continue };
            if lift.truth != Truth::No && !lift.unclaimed {
                helps.push((exception.id.as_str(), atoms..world.atoms.len()));
            }
        }
        let by_exception = world.atoms.len();
        if settled.instance.row.is_none()
            && world.step(Stratum::Control, &env, &control.prov) != Truth::Yes
        {
            helps.push(("", by_exception..world.atoms.len()));
        }
        for (exception, range) in helps {
            let leaves: Vec<_> = world.atoms.get(range).unwrap_or_default().to_vec();
            for atom in leaves {
                let super::node::Test::Truth(slot) = &atom.leaf.test else { continue };
                let shown =
                    world.program.fact(slot.fact).is_some_and(|f| f.of == Some(FactType::Shown));
                let subject = atom.env.who(slot.subject);
                let in_step = exception.is_empty() || world.under(atom.step, exception);
                if !shown
                    || !in_step
                    || subject == NOBODY
                    || world.stated(subject, slot.fact).is_some()
                {
                    continue;
                }
                let declared = world
                    .program
                    .name(slot.fact)
                    .and_then(|n| world.program.law.vocabulary.facts.get(n));
                let question = declared.map(|d| {
                    if d.question.is_empty() { d.title.clone() } else { d.question.clone() }
                });
                let entry = found.entry(world.fact_name(subject, slot.fact).into()).or_default();
                entry.0 = question.unwrap_or_default();
                entry.1.insert((rule.clone(), exception.into()));
            }
        }
        world.steps.truncate(steps);
        world.atoms.truncate(atoms);
        world.gaps.truncate(gaps);
    }
    world.assume_shown = false;
    world.memo = memo;
    found
        .into_iter()
        .map(|(fact, (question, helps))| Showing {
            fact,
            question,
            helps: helps.into_iter().collect(),
        })
        .collect()
}

impl World<'_> {
    /// Whether a step lies under the exception's.
    fn under(&self, step: usize, exception: &str) -> bool {
        let mut at = step;
        while let Some(step) = self.steps.get(at) {
            if step.stratum == Stratum::Relief && step.id == exception {
                return true;
            }
            at = step.parent;
        }
        false
    }
}

fn policies(ruling: &mut Ruling<'_>, rules: &[Box<str>]) -> Vec<Outlook> {
    let world = &mut ruling.world;
    let mut out = BTreeSet::new();
    for (settled, rule) in ruling.settled.iter().zip(rules) {
        let Some(control) = settled.instance.control else { continue };
        if settled.outstanding == Truth::No || settled.instance.effect == Effect::Review {
            continue;
        }
        let Some((of, model)) =
            world.program.packs.get(settled.pack).zip(world.pack_model(settled.pack))
        else {
            continue;
        };
        for policy in of
            .policies
            .iter()
            .filter(|p| p.on.is_empty() || p.on.iter().any(|o| o.covers(&control.id)))
        {
            let env = world.on_leg(settled.leg, settled.item);
            world.require(ruling.settled.iter().filter(|s| s.beside(settled)).map(|s| &s.instance));
            let truth = world.aside(&env, policy);
            if truth == Truth::No {
                continue;
            }
            let Some(timeline) = model.policies.get(&policy.id) else { continue };
            if let (Some(provision), Some((_, version))) =
                (world.resolve(model, policy.id.as_str(), timeline), world.in_force(timeline))
            {
                out.insert(Outlook {
                    policy: provision,
                    on: rule.clone(),
                    outlook: version.body.outlook.clone(),
                    truth,
                });
            }
        }
    }
    out.into_iter().collect()
}

fn obligations(ruling: &mut Ruling<'_>) -> Vec<Due> {
    let world = &mut ruling.world;
    let mut out: BTreeMap<(usize, &str), (Truth, Due)> = BTreeMap::new();
    let reached = ruling
        .outcomes
        .iter()
        .filter(|(_, _, o)| *o != Outcome::OutOfScope)
        .map(|(pack, item, _)| (*pack, *item));
    for (pack, item) in reached {
        let Some((of, model)) = world.program.packs.get(pack).zip(world.pack_model(pack)) else {
            continue;
        };
        for obligation in &of.obligations {
            let mut due = Truth::No;
            let legs: Vec<usize> = world
                .legs
                .iter()
                .enumerate()
                .filter(|(_, run)| (run.pack, run.item) == (pack, item))
                .map(|(at, _)| at)
                .collect();
            for leg in legs {
                let mut ground = if obligation.on.is_empty() {
                    world.legs.get(leg).map_or(Truth::No, |run| run.truth)
                } else {
                    Truth::No
                };
                for settled in ruling
                    .settled
                    .iter()
                    .filter(|s| s.pack == pack && s.item == item && s.leg == leg)
                {
                    ground = ground.or(comes_with(obligation, settled));
                }
                if ground != Truth::No {
                    let env = world.on_leg(leg, item);
                    let here = ruling
                        .settled
                        .iter()
                        .filter(|s| (s.pack, s.item, s.leg) == (pack, item, leg));
                    world.require(here.map(|s| &s.instance));
                    due = due.or(ground.and(world.aside(&env, obligation)));
                }
            }
            if due == Truth::No {
                continue;
            }
            let Some(timeline) = model.obligations.get(&obligation.id) else { continue };
            if let (Some(provision), Some((_, version))) =
                (world.resolve(model, obligation.id.as_str(), timeline), world.in_force(timeline))
            {
                let says = version.body.says.clone();
                let entry = out
                    .entry((pack, obligation.id.as_str()))
                    .or_insert((due, Due { obligation: provision, says, truth: due }));
                entry.0 = entry.0.or(due);
                entry.1.truth = entry.0;
            }
        }
    }
    out.into_values().map(|(_, due)| due).collect()
}

/// Whether an obligation comes with what became of a control: with an exception that lifts it, or with the control itself.
fn comes_with(obligation: &OutlookC, settled: &Settled<'_>) -> Truth {
    let named = |id: &ProvisionId| obligation.on.iter().any(|o| o.covers(id));
    let control = settled.instance.control.is_some_and(|c| named(&c.id));
    let lifted = settled.lifts.iter().filter_map(|lift| match lift.by {
        By::Exception(exception) => (named(&exception.id)
            || exception.obligations.contains(&obligation.id))
        .then_some(lift.truth),
        By::Licence(_) => None,
    });
    lifted.fold(if control { settled.instance.required } else { Truth::No }, Truth::or)
}

impl<'a> World<'a> {
    /// The condition of a policy or obligation: it leaves no trace and asks nothing.
    fn aside(&mut self, env: &Env<'a>, outlook: &'a OutlookC) -> Truth {
        self.quietly(|world| world.provision(env, &outlook.prov))
    }
}
