//! The trace in words: every provision that was looked at, the conditions it read, and the values they saw.

use super::decide::Ruling;
use super::world::{NOBODY, World};
use crate::base::{Bound, CodeRef, Interval, Unit, day_letters};
use crate::condition::Cond;
use crate::decision::{Atom, Step, Trace};
use crate::transfer::Value;

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
    for atom in world.steps.atoms() {
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
        let mut name = String::with_capacity(32);
        name.push_str(&run.leg.prov.id);
        name.push_str(" > ");
        match run.destination {
            Some(Value::Place(place)) => name.push_str(place.as_str()),
            Some(value) => name.push_str(&show(value, None)),
            None => name.push('?'),
        }
        if run.leg.each.is_some() {
            let who =
                if run.subject == NOBODY { "?".into() } else { self.subject_name(run.subject) };
            name.push_str(" (");
            name.push_str(&who);
            name.push(')');
        }
        name
    }
}

/// A condition as the pack says it.
pub(super) fn say(cond: &Cond) -> String {
    cond.to_string()
}

/// A value as people write it, in this unit where it is a number.
#[must_use]
pub fn show(value: &Value, unit: Option<&Unit>) -> String {
    match value {
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Number(interval) => range(interval, unit),
        Value::Money(interval, currency) => format!("{} {currency}", range(interval, None)),
        Value::Date(day) => match day_letters(*day) {
            Some(letters) => String::from_utf8_lossy(&letters).into_owned(),
            None => day.to_string(),
        },
        Value::Symbol(symbol) => symbol.as_str().to_owned(),
        Value::Place(place) => place.as_str().to_owned(),
        Value::Code(code) => CodeRef::to_string(code),
        Value::Hs(hs) => hs.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Set(values) if values.is_empty() => "none".to_owned(),
        Value::Set(values) if values.len() == 1 => {
            values.first().map(|value| show(value, unit)).unwrap_or_default()
        }
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
