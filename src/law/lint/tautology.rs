//! Conditions that say *A or not A*: they cannot fail, but flag while A is unknown.

use super::super::model::Pack;
use super::super::provision;
use super::remark;
use crate::base::PackId;
use crate::condition::{Cond, Op, Quant};
use crate::diag::{Code, Diagnostics};

pub(super) fn check(id: &PackId, pack: &Pack, found: &mut Diagnostics) {
    for seen in provision::all(pack) {
        if let Some(always) = seen.when.and_then(tautology) {
            let message = format!(
                "the {} `{}` says `{always}` or the contrary: it cannot fail, and flags while that is unknown",
                seen.kind, seen.id
            );
            found.push(
                remark(id, seen.origin, Code::Tautology, message)
                    .help("leave both out, or say what was meant"),
            );
        }
    }
}

/// A condition that stands beside its contrary in an *or*, or under *not* in an *and*.
fn tautology(cond: &Cond) -> Option<&Cond> {
    match cond {
        Cond::Or(all) => pair(all).or_else(|| all.iter().find_map(tautology)),
        Cond::And(all) => all.iter().find_map(tautology),
        Cond::Not(one) => match &**one {
            Cond::And(all) => pair(all),
            other => tautology(other),
        },
        Cond::Quantified { body, .. } => tautology(body),
        _ => None,
    }
}

fn pair(all: &[Cond]) -> Option<&Cond> {
    all.iter().find(|one| {
        let contrary = contrary(one);
        all.contains(&contrary)
    })
}

fn contrary(cond: &Cond) -> Cond {
    match cond {
        Cond::Not(one) => (**one).clone(),
        Cond::Compare { left, op, right } => {
            let op = match op {
                Op::Less => Op::AtLeast,
                Op::AtMost => Op::More,
                Op::Equal => Op::Unequal,
                Op::Unequal => Op::Equal,
                Op::AtLeast => Op::Less,
                Op::More => Op::AtMost,
            };
            Cond::Compare { left: left.clone(), op, right: right.clone() }
        }
        Cond::Quantified { quant: Quant::Any, noun, body } => {
            Cond::Quantified { quant: Quant::No, noun: noun.clone(), body: body.clone() }
        }
        Cond::Quantified { quant: Quant::No, noun, body } => {
            Cond::Quantified { quant: Quant::Any, noun: noun.clone(), body: body.clone() }
        }
        other => Cond::Not(Box::new(other.clone())),
    }
}
