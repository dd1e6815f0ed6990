//! Paragraphs that an item misses by one stated number: which number, and by how much. Not what it is in: that is the
//! engine's.

use crate::base::{Code, Exact, FactName, InForce, Interval, PackId, Truth};
use crate::condition::{Cond, Op, Path, Side, Subject, Sum};
use crate::engine::{self, Classes, Program};
use crate::law::model::Law;
use crate::transfer::{Case, Record, Value};
use std::collections::BTreeMap;

/// A paragraph that would be met, or might be, were one number on the other side of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The pack.
    pub pack: PackId,
    /// The paragraph.
    pub code: Code,
    /// The fact.
    pub fact: FactName,
    /// The comparison as the law has it.
    pub line: Box<str>,
    /// The stated value, in the fact's unit.
    pub value: Box<str>,
    /// How far the value is from the line, in parts of ten thousand of the line.
    pub off: u32,
}

/// The paragraphs of open entries that the item at `position` misses by no more than `within` ten-thousandths of a line,
/// the nearest first.
#[must_use]
pub fn near(
    program: &Program,
    case: &Case,
    position: usize,
    classes: &[Classes],
    within: u32,
) -> Vec<Near> {
    let law = program.law();
    let Some(record) = case.items.get(position) else { return Vec::new() };
    let mut best: BTreeMap<(PackId, Code), Near> = BTreeMap::new();
    for pack in classes {
        for entry in &pack.open {
            let paragraphs = law.packs.get(&pack.pack).and_then(|p| p.entries.get(entry));
            for (code, timeline) in paragraphs.into_iter().flat_map(|e| &e.paragraphs) {
                let (InForce::Version(version) | InForce::Unknown(version)) =
                    timeline.at(program.day())
                else {
                    continue;
                };
                let mut lines = Vec::new();
                if let Some(when) = version.body.when.as_ref() {
                    walk(when, Side::As, &mut lines);
                }
                for line in lines {
                    let Some((off, moved)) = move_over(record, &line) else { continue };
                    if off > within
                        || !opens(program, case, position, (&pack.pack, code), &line, moved)
                    {
                        continue;
                    }
                    let near = Near {
                        pack: pack.pack.clone(),
                        code: code.clone(),
                        fact: line.fact.clone(),
                        line: line.text.into(),
                        value: shown(law, record, line.fact),
                        off,
                    };
                    let key = (pack.pack.clone(), code.clone());
                    if best.get(&key).is_none_or(|known| near.off < known.off) {
                        best.insert(key, near);
                    }
                }
            }
        }
    }
    let mut out: Vec<Near> = best.into_values().collect();
    out.sort_by(|a, b| (a.off, &a.pack, &a.code).cmp(&(b.off, &b.pack, &b.code)));
    out
}

/// A comparison of a fact of the item with a number, turned so that the fact stands left.
struct Line<'c> {
    fact: &'c FactName,
    op: Op,
    value: &'c Exact,
    text: String,
}

fn walk<'c>(cond: &'c Cond, side: Side, out: &mut Vec<Line<'c>>) {
    match cond {
        Cond::And(all) | Cond::Or(all) => all.iter().for_each(|one| walk(one, side, out)),
        Cond::Not(one) => walk(one, side.turned(), out),
        Cond::Compare { left, op, right } => {
            let (fact, op, value) = match (left, right) {
                (Sum::Path(Path { subject: Subject::Item, fact }), Sum::Number { value, .. }) => {
                    (fact, *op, value)
                }
                (Sum::Number { value, .. }, Sum::Path(Path { subject: Subject::Item, fact })) => {
                    (fact, op.mirrored(), value)
                }
                _ => return,
            };
            let op = match side {
                Side::As => op,
                Side::Against => op.opposite(),
            };
            out.push(Line { fact, op, value, text: cond.to_string() });
        }
        _ => {}
    }
}

/// How far the stated value is from the line, and a value just beyond it; nothing where it is there already.
fn move_over(record: &Record, line: &Line<'_>) -> Option<(u32, Exact)> {
    let Value::Number(interval) = &record.facts.get(line.fact)?.value else { return None };
    let value = interval.single()?;
    let holds = match line.op {
        Op::Less => value < line.value,
        Op::AtMost => value <= line.value,
        Op::AtLeast => value >= line.value,
        Op::More => value > line.value,
        Op::Equal | Op::Unequal => return None,
    };
    if holds || line.value.is_zero() {
        return None;
    }
    let step = line.value.mul(&Exact::power_of_ten(-12));
    let up = line.value.is_negative();
    let moved = match line.op {
        Op::More if up => line.value.sub(&step),
        Op::More => line.value.add(&step),
        Op::Less if up => line.value.add(&step),
        Op::Less => line.value.sub(&step),
        _ => line.value.clone(),
    };
    let apart = value.sub(line.value).div(line.value)?.mul(&Exact::from(10_000));
    let apart = if apart.is_negative() { Exact::from(0).sub(&apart) } else { apart };
    let off = apart.to_decimal()?.ceil().to_string().parse().ok()?;
    Some((off, moved))
}

/// Whether the paragraph is shut as the item stands, and no longer shut with the moved value.
fn opens(
    program: &Program,
    case: &Case,
    position: usize,
    (pack, code): (&PackId, &Code),
    line: &Line<'_>,
    moved: Exact,
) -> bool {
    let code = crate::base::CodeRef { pack: pack.clone(), code: code.clone() };
    if engine::meets(program, case, position, &code) != Truth::No {
        return false;
    }
    let mut changed = case.clone();
    let stated = changed.items.get_mut(position).and_then(|item| item.facts.get_mut(line.fact));
    if let Some(stated) = stated {
        stated.value = Value::Number(Interval::exactly(moved));
    }
    engine::meets(program, &changed, position, &code) != Truth::No
}

/// The stated value as people write it.
fn shown(law: &Law, record: &Record, fact: &FactName) -> Box<str> {
    let stated = record.facts.get(fact).map(|stated| &stated.value);
    let Some(Value::Number(interval)) = stated else { return Box::default() };
    let unit = law.vocabulary.facts.get(fact).and_then(|declared| declared.unit.as_ref());
    let number = interval.single().map(|value| match unit {
        Some(unit) => format!("{} {}", unit.from_base(value), unit.symbol),
        None => value.to_string(),
    });
    number.unwrap_or_default().into()
}
