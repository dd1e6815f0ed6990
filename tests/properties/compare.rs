//! The engine's decision beside the oracle's account, in one shape.

use crate::oracle::{Account, Finding, interpret};
use sekisho::base::Day;
use sekisho::decision::{Decision, Outcome, Verdict};
use sekisho::engine::{Program, decide};
use sekisho::law::model::Law;
use sekisho::transfer::Case;
use std::collections::{BTreeMap, BTreeSet};

/// One control on one leg, as both can say it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    pack: String,
    item: String,
    leg: String,
    rule: String,
    effect: String,
    outcome: Outcome,
    reliefs: Vec<String>,
    missing: BTreeSet<String>,
}

/// What both must agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) outcomes: BTreeMap<(String, String), Outcome>,
    pub(crate) lines: Vec<Line>,
}

pub(crate) fn of_engine(decision: &Decision) -> Shape {
    let mut lines: Vec<Line> = decision
        .reasons
        .iter()
        .map(|reason| Line {
            pack: reason.control().pack.to_string(),
            item: reason.item.to_string(),
            leg: reason.leg.to_string(),
            rule: reason.rule(),
            effect: reason.kind.to_owned(),
            outcome: reason.outcome(),
            reliefs: sorted(reason.relief.iter().map(|r| format!("{}: {}", r.id, r.truth.word()))),
            missing: reason.missing.iter().map(ToString::to_string).collect(),
        })
        .collect();
    lines.sort();
    let outcomes =
        decision.outcomes.iter().map(|o| ((o.pack.to_string(), o.item.to_string()), o.outcome));
    Shape { outcomes: outcomes.collect(), lines }
}

pub(crate) fn of_oracle(account: &Account) -> Shape {
    let mut lines: Vec<Line> = account
        .lines
        .iter()
        .map(|line| Line {
            pack: line.pack.clone(),
            item: line.item.clone(),
            leg: line.leg.clone(),
            rule: line.rule.clone(),
            effect: line.effect.to_owned(),
            outcome: line.outcome,
            reliefs: sorted(line.lifted.iter().map(|(id, t)| format!("{id}: {}", t.word()))),
            missing: line.missing.clone(),
        })
        .collect();
    lines.sort();
    Shape { outcomes: account.outcomes.clone(), lines }
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

/// Findings by code, pack and item. What contradicts a number belongs to no pack.
pub(crate) fn findings(decision: &Decision) -> BTreeSet<Finding> {
    decision.findings.iter().map(|f| (f.code, f.pack.to_string(), f.item.to_string())).collect()
}

/// What differs, in words; nothing where engine and oracle agree.
pub(crate) fn difference(
    law: &Law,
    program: &Program,
    case: &Case,
    day: Day,
) -> (Decision, Account, Option<String>) {
    let decision = decide(program, case);
    let account = interpret(law, case, day);
    let (engine, oracle) = (of_engine(&decision), of_oracle(&account));
    let mut said = Vec::new();
    for line in engine.lines.iter().filter(|l| !oracle.lines.contains(l)) {
        said.push(format!("engine: {line:?}"));
    }
    for line in oracle.lines.iter().filter(|l| !engine.lines.contains(l)) {
        said.push(format!("oracle: {line:?}"));
    }
    if engine.outcomes != oracle.outcomes {
        said.push(format!("outcomes: {:?} / {:?}", engine.outcomes, oracle.outcomes));
    }
    let found = findings(&decision);
    for finding in found.difference(&account.findings) {
        said.push(format!("only the engine finds {finding:?}"));
    }
    for finding in account.certain.difference(&found) {
        said.push(format!("the engine does not find {finding:?}"));
    }
    let by_outcome = oracle.outcomes.values().map(|o| o.verdict()).max();
    let flags = found.iter().any(|(code, _, _)| *code != "rests-on-statement");
    let least = if flags { Verdict::Flag } else { Verdict::Allow };
    let verdict = by_outcome.unwrap_or(Verdict::Allow).max(least);
    if decision.verdict != verdict {
        said.push(format!("verdict: {:?} / {:?}", decision.verdict, verdict));
    }
    let said = (!said.is_empty()).then(|| said.join("\n"));
    (decision, account, said)
}
