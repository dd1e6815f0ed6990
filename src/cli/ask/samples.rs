//! Answers that a question could have, put into a case in memory: enough of them to see whether it matters at all.

use super::thresholds::Thresholds;
use crate::base::{Day, Exact, FactName, Interval, Symbol};
use crate::condition::{FactDecl, FactType, Scalar, Vocabulary};
use crate::transfer::{Case, Children, Record, Stated, Value};

/// Numbers tried for one fact at most; those beyond them are left to the person.
const MOST: usize = 48;

/// One answer, and where in a case it goes.
#[derive(Clone, Debug)]
pub(super) enum Sample {
    /// A fact of the act.
    Act(FactName, Value),
    /// A fact of an item, party or person of this name.
    Of(Box<str>, FactName, Value),
    /// The list is complete; for an item's list, as it is stated.
    Complete(Box<str>, &'static str),
    /// No answer.
    Nothing,
}

/// The answers that the question of this name could have; `None` where they are too many to try.
pub(super) fn samples(
    name: &str,
    case: &Case,
    vocabulary: &Vocabulary,
    thresholds: &Thresholds,
) -> Option<Vec<Sample>> {
    match name {
        "complete.party" => return Some(completes("", "party")),
        "complete.person" => return Some(completes("", "person")),
        _ => {}
    }
    let records = case.items.iter().map(|r| ("item", r));
    let records = records.chain(case.parties.iter().map(|r| ("party", r)));
    let records = records.chain(case.persons.iter().map(|r| ("person", r)));
    for (family, record) in records {
        let rest = name.strip_prefix(&*record.name).and_then(|rest| rest.strip_prefix('.'));
        let Some(rest) = rest else { continue };
        match (family, rest) {
            ("party", "complete.owner") => return Some(completes(&record.name, "owner")),
            ("item", "contains") => return Some(completes(&record.name, "contains")),
            ("item", "for") => return Some(completes(&record.name, "for")),
            ("item", "made_with") => return Some(completes(&record.name, "made_with")),
            _ => {}
        }
        let declared = vocabulary.facts.get(format!("{family}.{rest}").as_str());
        if let Some(declared) = declared {
            let values = values(declared, vocabulary, thresholds)?;
            let of = |value| Sample::Of(record.name.clone(), declared.name.clone(), value);
            return Some(values.into_iter().map(of).collect());
        }
    }
    let declared = vocabulary.facts.get(name)?;
    let values = values(declared, vocabulary, thresholds)?;
    Some(values.into_iter().map(|value| Sample::Act(declared.name.clone(), value)).collect())
}

fn completes(record: &str, list: &'static str) -> Vec<Sample> {
    vec![Sample::Complete(record.into(), list), Sample::Nothing]
}

fn values(fact: &FactDecl, vocabulary: &Vocabulary, thresholds: &Thresholds) -> Option<Vec<Value>> {
    let number = |value: Exact| Value::Number(Interval::exactly(value));
    Some(match fact.of {
        FactType::Truth => vec![Value::Truth(true), Value::Truth(false)],
        FactType::Number(_) | FactType::Share => {
            around(thresholds, &fact.name)?.into_iter().map(number).collect()
        }
        FactType::One(Scalar::Symbol) => {
            symbols(fact, vocabulary)?.into_iter().map(Value::Symbol).collect()
        }
        FactType::Set(Scalar::Symbol) => {
            let one = |symbol| Value::Set(vec![Value::Symbol(symbol)]);
            let mut sets: Vec<Value> = symbols(fact, vocabulary)?.into_iter().map(one).collect();
            sets.push(Value::Set(Vec::new()));
            sets
        }
        FactType::One(Scalar::Place) => {
            vocabulary.places.keys().cloned().map(Value::Place).collect()
        }
        FactType::Set(Scalar::Place) => {
            let one = |place| Value::Set(vec![Value::Place(place)]);
            vocabulary.places.keys().cloned().map(one).collect()
        }
        FactType::Money
        | FactType::Date
        | FactType::One(_)
        | FactType::Set(_)
        | FactType::Record
        | FactType::Shown => return None,
    })
}

fn symbols(fact: &FactDecl, vocabulary: &Vocabulary) -> Option<Vec<Symbol>> {
    let symbols: Vec<Symbol> = if fact.values.is_empty() {
        vocabulary.words.get(&fact.name)?.keys().cloned().collect()
    } else {
        fact.values.clone()
    };
    (!symbols.is_empty()).then_some(symbols)
}

/// Each threshold, a little below and a little above it.
fn around(thresholds: &Thresholds, fact: &FactName) -> Option<Vec<Exact>> {
    let lines = thresholds.get(fact).filter(|lines| lines.len() <= MOST)?;
    let zero = Exact::from(0);
    let mut values = Vec::with_capacity(lines.len().saturating_mul(3));
    for line in lines {
        let step = match Exact::ratio(1, 1024) {
            Some(part) if !line.is_zero() => line.mul(&part),
            _ => Exact::from(1),
        };
        let below = line.sub(&step);
        values.extend([if below.is_negative() { zero.clone() } else { below }, line.clone()]);
        values.push(line.add(&step));
    }
    Some(values)
}

impl Sample {
    /// Puts the answer into `case`.
    pub(super) fn put(&self, case: &mut Case, day: Day) {
        let evidence = crate::transfer::Evidence { on: Some(day), ..Default::default() };
        let stated =
            |value: &Value| Stated { value: value.clone(), evidence: Some(evidence.clone()) };
        match self {
            Self::Nothing => {}
            Self::Act(fact, value) => {
                case.act.insert(fact.clone(), stated(value));
            }
            Self::Of(name, fact, value) => {
                if let Some(record) = find(case, name) {
                    record.facts.insert(fact.clone(), stated(value));
                }
            }
            Self::Complete(_, "party") => case.complete.party = true,
            Self::Complete(_, "person") => case.complete.person = true,
            Self::Complete(name, list) => {
                let Some(record) = find(case, name) else { return };
                match *list {
                    "owner" => close(&mut record.owners),
                    "contains" => close(&mut record.contains),
                    "for" => close(&mut record.targets),
                    _ => close(&mut record.made_with),
                }
            }
        }
    }
}

fn close<T>(children: &mut Children<T>) {
    children.complete = true;
    children.stated.get_or_insert_with(Vec::new);
}

fn find<'a>(case: &'a mut Case, name: &str) -> Option<&'a mut Record> {
    let Case { items, parties, persons, .. } = case;
    let mut all = items.iter_mut().chain(parties).chain(persons);
    all.find(|record| &*record.name == name)
}
