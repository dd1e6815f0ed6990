//! The trace in words: every provision that was looked at, the conditions it read, and the values they saw.

use super::decide::Ruling;
use super::node::Names;
use super::world::{ACT, AtomRec, Env, NOBODY, World};
use crate::base::{Bound, CodeRef, Interval, PackId, Text, Unit};
use crate::condition::{Cond, Element, Path, Subject, Sum};
use crate::decision::{Atom, FactUsed, Step, Trace};
use crate::transfer::{Screening, Value};

/// All steps of a ruling.
pub(super) fn trace(ruling: &Ruling<'_>) -> Trace {
    let world = &ruling.world;
    let mut steps: Vec<Step> = world
        .steps
        .iter()
        .map(|step| Step {
            stratum: step.stratum,
            pack: world.program.packs.get(step.pack).map_or("", |p| p.id.as_str()).into(),
            provision: step.id.into(),
            item: if step.item == NOBODY {
                Box::default()
            } else {
                world.subject_name(step.item).into()
            },
            leg: world.leg_name(step.leg).into(),
            truth: step.truth,
            atoms: Vec::new(),
        })
        .collect();
    for atom in &world.atoms {
        if let Some(step) = steps.get_mut(atom.step) {
            step.atoms.push(Atom {
                text: say(&atom.leaf.cond).into(),
                truth: atom.truth,
                facts: world.facts_of(atom),
            });
        }
    }
    Trace { steps }
}

impl World<'_> {
    /// `movement > FR`, `deemed > IN (A. Person)`.
    pub(super) fn leg_name(&self, leg: usize) -> String {
        let Some(run) = self.legs.get(leg) else { return String::new() };
        let to = run.destination.map_or_else(|| "?".to_owned(), |value| show(value, None));
        let who = if run.leg.each.is_none() {
            String::new()
        } else if run.subject == NOBODY {
            " (?)".to_owned()
        } else {
            format!(" ({})", self.subject_name(run.subject))
        };
        format!("{} > {to}{who}", run.leg.prov.id)
    }

    /// The facts that a leaf read.
    pub(super) fn facts_of(&self, atom: &AtomRec<'_>) -> Vec<FactUsed> {
        let mut out = Vec::new();
        self.of_cond(&atom.leaf.cond, &self.env_of(atom), &mut out);
        out.sort();
        out.dedup();
        out
    }

    fn of_cond(&self, cond: &Cond, env: &Env<'_>, out: &mut Vec<FactUsed>) {
        match cond {
            Cond::And(all) | Cond::Or(all) => all.iter().for_each(|c| self.of_cond(c, env, out)),
            Cond::Not(inner) | Cond::Quantified { body: inner, .. } => {
                self.of_cond(inner, env, out);
            }
            Cond::Elements { path, set, .. } | Cond::In { path, set } => {
                self.of_path(path, env, out);
                for element in set {
                    if let Element::PlaceOf(path) = element {
                        self.of_path(path, env, out);
                    }
                }
            }
            Cond::Compare { left, right, .. } => {
                self.of_sum(left, env, out);
                self.of_sum(right, env, out);
            }
            Cond::Truth(path) => self.of_path(path, env, out),
            Cond::Meets { item, codes } => {
                for code in codes {
                    self.of_classification(self.who(item, env), &code.pack, out);
                }
            }
            Cond::Listed { who, .. } => self.of_screening(self.who(who, env), out),
            Cond::Unlisted(item) | Cond::NeedsLicence(item) | Cond::Reason { item, .. } => {
                if let Some(pack) = self.program.packs.get(env.pack) {
                    self.of_classification(self.who(item, env), &pack.id, out);
                }
            }
            Cond::Reached(_) | Cond::Controls { .. } | Cond::Eligible | Cond::Covers => {}
        }
    }

    fn of_sum(&self, sum: &Sum, env: &Env<'_>, out: &mut Vec<FactUsed>) {
        match sum {
            Sum::Path(path) => self.of_path(path, env, out),
            Sum::Add(a, b) | Sum::Sub(a, b) | Sum::Mul(a, b) | Sum::Div(a, b) => {
                self.of_sum(a, env, out);
                self.of_sum(b, env, out);
            }
            Sum::Total { path, .. } => {
                let names =
                    Names { sorted: &self.program.names, vocabulary: &self.program.law.vocabulary };
                let noun = names.noun(&path.subject);
                for subject in self.domain(env, noun).members() {
                    self.of_path(path, &env.bind(noun, subject), out);
                }
            }
            Sum::Number { .. } | Sum::Date(_) | Sum::Limit | Sum::Count { .. } => {}
        }
    }

    fn who(&self, subject: &Subject, env: &Env<'_>) -> usize {
        let names = Names { sorted: &self.program.names, vocabulary: &self.program.law.vocabulary };
        env.who(names.noun(subject))
    }

    fn of_path(&self, path: &Path, env: &Env<'_>, out: &mut Vec<FactUsed>) {
        let Some(fact) = self.program.by_name.get(&path.fact).copied() else { return };
        let subject = self.who(&path.subject, env);
        if subject == NOBODY {
            return;
        }
        let vocabulary = &self.program.law.vocabulary;
        let declared = vocabulary.facts.get(&path.fact);
        let term = vocabulary.terms.get(&path.fact);
        let known = self.program.known;
        let bound = subject == ACT
            && (fact == known.destination || fact == known.leg || fact == known.date);
        let stated = self.raw(subject, fact);
        let unit =
            declared.and_then(|d| d.unit.as_ref()).or_else(|| term.and_then(|t| t.unit.as_ref()));
        let value = if bound {
            match (fact == known.date, self.legs.get(env.leg)) {
                (true, _) => Some(show(&self.program.today, None)),
                (false, Some(run)) if fact == known.leg => Some(run.leg.prov.id.to_string()),
                (false, Some(run)) => run.destination.map(|v| show(v, None)),
                (false, None) => None,
            }
        } else {
            self.stated(subject, fact).map(|v| show(v, unit))
        };
        if value.is_none() && term.is_some() && declared.is_none() {
            // A term is shown through what its formula read.
            return;
        }
        let ground = stated.and_then(|s| s.evidence.as_ref()).map(|e| {
            let parts = [e.by.as_deref(), e.evidence.as_deref()]
                .into_iter()
                .flatten()
                .map(ToOwned::to_owned);
            parts.chain(e.on.map(|day| day.to_string())).collect::<Vec<_>>().join(", ").into()
        });
        let title = declared
            .map(|d| d.title.clone())
            .or_else(|| term.map(|t| t.title.clone()))
            .unwrap_or_default();
        out.push(FactUsed {
            fact: self.fact_name(subject, fact).into(),
            title,
            value: value.map(Into::into),
            ground,
        });
    }

    pub(super) fn of_classification(&self, item: usize, pack: &PackId, out: &mut Vec<FactUsed>) {
        let Some(record) = self.record(item) else { return };
        if let Some(codes) = record.classification.get(pack) {
            let value = codes.iter().map(crate::base::Code::as_str).collect::<Vec<_>>().join(", ");
            out.push(FactUsed {
                fact: format!("{}.classification.{pack}", record.name).into(),
                title: Text::new("classification as stated", Some("申告された該非判定")),
                value: Some(value.into()),
                ground: None,
            });
        }
    }

    fn of_screening(&self, party: usize, out: &mut Vec<FactUsed>) {
        let Some(record) = self.record(party) else { return };
        let value = match &record.listed {
            Screening::Unknown => None,
            Screening::Done { hits, pending } if hits.is_empty() && pending.is_empty() => {
                Some("no hit".to_owned())
            }
            Screening::Done { hits, pending } => {
                let pending = pending.iter().map(|list| format!("{list} (to be cleared)"));
                Some(
                    hits.keys()
                        .map(ToString::to_string)
                        .chain(pending)
                        .collect::<Vec<_>>()
                        .join(", "),
                )
            }
        };
        out.push(FactUsed {
            fact: format!("{}.listed", record.name).into(),
            title: Text::new("screening against the lists", Some("リストとの照合")),
            value: value.map(Into::into),
            ground: None,
        });
    }
}

/// A condition as the pack says it.
pub(super) fn say(cond: &Cond) -> String {
    cond.to_string()
}

/// A value as people write it.
pub(super) fn show(value: &Value, unit: Option<&Unit>) -> String {
    match value {
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Number(interval) => range(interval, unit),
        Value::Money(interval, currency) => format!("{} {currency}", range(interval, None)),
        Value::Date(day) => day.to_string(),
        Value::Symbol(symbol) => symbol.to_string(),
        Value::Place(place) => place.to_string(),
        Value::Code(code) => CodeRef::to_string(code),
        Value::Hs(hs) => hs.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Set(values) if values.is_empty() => "none".to_owned(),
        Value::Set(values) => values.iter().map(|v| show(v, unit)).collect::<Vec<_>>().join(", "),
    }
}

fn range(interval: &Interval, unit: Option<&Unit>) -> String {
    let number =
        |n: &crate::base::Exact| unit.map_or_else(|| n.to_string(), |u| u.from_base(n).to_string());
    let text = match (&interval.low, &interval.high) {
        _ if interval.single().is_some() => interval.single().map(number).unwrap_or_default(),
        (Bound::At(a) | Bound::Beyond(a), Bound::At(b) | Bound::Beyond(b)) => {
            format!("{} .. {}", number(a), number(b))
        }
        (Bound::At(a), Bound::Open) => format!(">= {}", number(a)),
        (Bound::Beyond(a), Bound::Open) => format!("> {}", number(a)),
        (Bound::Open, Bound::At(b)) => format!("<= {}", number(b)),
        (Bound::Open, Bound::Beyond(b)) => format!("< {}", number(b)),
        (Bound::Open, Bound::Open) => return "unknown".to_owned(),
    };
    match unit {
        Some(unit) => format!("{text} {}", unit.symbol),
        None => text,
    }
}
