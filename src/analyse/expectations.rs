//! Runs examples and test cases against a law and compares what comes out with what is expected. Not which of it was
//! exercised: that is `coverage`.

use super::day_by_day;
use crate::base::{CodeRef, Truth};
use crate::decision::{Decision, Outcome, Provision, Reason};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Faults};
use crate::engine::{self, Program};
use crate::law::model::{Example, Expect, Law};
use crate::law::{self, PackSource, TestCase};
use crate::transfer::Case;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::Arc;

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// What the test shows.
    pub says: Box<str>,
    /// Where it stands, what was expected and what was found.
    pub diagnostic: Diagnostic,
}

/// The examples and test cases of these packs, which are part of `law`. Their places begin with the pack's name.
///
/// # Errors
/// Every fault of every test file.
pub fn tests(law: &Law, sources: &[PackSource]) -> Result<Vec<TestCase>, Faults> {
    let mut faults = Diagnostics::default();
    let mut out = Vec::new();
    let mut sources: Vec<&PackSource> = sources.iter().collect();
    sources.sort_by_key(|source| &source.id);
    for source in sources {
        let examples = law.packs.get(source.id.as_str()).map_or(&[][..], |pack| &pack.examples);
        let mut of_pack: Vec<TestCase> = examples.iter().map(test).collect();
        match law::tests(source) {
            Ok(cases) => of_pack.extend(cases),
            Err(Faults(found)) => faults.extend(found.into_iter().collect()),
        }
        for test in &mut of_pack {
            test.origin.file = source.shown(&test.origin.file).into();
        }
        out.append(&mut of_pack);
    }
    faults.into_result(out)
}

fn test(example: &Example) -> TestCase {
    TestCase {
        says: example.says.clone(),
        transfer: example.transfer.to_string(),
        expect: example.expect.clone(),
        origin: example.origin.clone(),
    }
}

/// Every expectation of `tests` that does not hold, by file and line. Empty when all hold.
#[must_use]
pub fn run(law: &Arc<Law>, tests: &[TestCase]) -> Vec<Failure> {
    let mut found = Vec::new();
    let faulty = day_by_day(law, tests, |program, case, test| {
        found.push((test, compare(program, case, test)));
    });
    let of = |(test, found): (&TestCase, Vec<Diagnostic>)| {
        let says = test.says.clone();
        found.into_iter().map(move |diagnostic| Failure { says: says.clone(), diagnostic })
    };
    let mut failures: Vec<Failure> = found.into_iter().chain(faulty).flat_map(of).collect();
    failures.sort_by(|a, b| (&a.diagnostic, &a.says).cmp(&(&b.diagnostic, &b.says)));
    failures
}

/// A finding at a test.
pub(super) fn finding(test: &TestCase, message: String) -> Diagnostic {
    let at = At {
        file: test.origin.file.clone(),
        line: test.origin.line,
        column: 1,
        width: 1,
        text: Box::default(),
    };
    Diagnostic { at: Some(at), code: Code::Expectation, message: message.into(), help: None }
}

fn compare(program: &Program, case: &Case, test: &TestCase) -> Vec<Diagnostic> {
    let expect = &test.expect;
    let mut out = Vec::new();
    let mut wrong = |what: &str, expected: String, found: String| {
        out.push(finding(
            test,
            format!("`{}`: {what}: expected {expected}, found {found}", test.says),
        ));
    };
    for (codes, truth) in
        [(&expect.meets, Truth::Yes), (&expect.misses, Truth::No), (&expect.unsure, Truth::Unknown)]
    {
        for code in codes {
            let found = meets(program, case, code);
            if found != truth {
                wrong(&format!("in `{code}`"), truth.word().to_owned(), found.word().to_owned());
            }
        }
    }
    if decides(expect) {
        compare_decision(&engine::report(engine::rule(program, case)), expect, &mut wrong);
    }
    out
}

/// Whether the first item that is transferred is in `code`.
fn meets(program: &Program, case: &Case, code: &CodeRef) -> Truth {
    let first = case.items.iter().position(|item| !item.reference).unwrap_or_default();
    engine::meets(program, case, first, code)
}

fn decides(expect: &Expect) -> bool {
    let codes = Expect {
        meets: expect.meets.clone(),
        misses: expect.misses.clone(),
        unsure: expect.unsure.clone(),
        ..Expect::default()
    };
    codes != *expect
}

fn compare_decision(
    decision: &Decision,
    expect: &Expect,
    wrong: &mut impl FnMut(&str, String, String),
) {
    if let Some(verdict) = expect.verdict.as_deref().filter(|v| *v != decision.verdict.word()) {
        wrong("verdict", quoted([verdict]), quoted([decision.verdict.word()]));
    }
    if let Some(expected) = &expect.outstanding {
        let expected: BTreeSet<&str> = expected.iter().map(|rule| &**rule).collect();
        let found: BTreeSet<String> =
            decision.reasons.iter().filter(|r| is_outstanding(r)).map(named).collect();
        if !expected.iter().copied().eq(found.iter().map(String::as_str)) {
            wrong("outstanding", quoted(expected), quoted(&found));
        }
    }
    for (control, exception) in &expect.lifted {
        let reasons = decision.reasons.iter().filter(|r| of_control(r, control));
        let by: BTreeSet<&str> =
            reasons.flat_map(Reason::lifted_by).map(|relief| &*relief.id).collect();
        if !by.contains(&**exception) {
            wrong(
                &format!("`{control}` lifted"),
                format!("by {}", quoted([exception])),
                format!("by {}", quoted(by)),
            );
        }
    }
    let asked = decision.questions.iter().map(|q| q.fact.to_string());
    among("asks", &expect.asks, asked.collect(), wrong);
    let due = decision.obligations.iter().map(|due| of_pack(&due.obligation));
    among("obligations", &expect.obligations, due.collect(), wrong);
    let shown = decision.policies.iter().map(|outlook| of_pack(&outlook.policy));
    among("policies", &expect.policies, shown.collect(), wrong);
    let contradiction = decision.findings.iter().any(|f| f.code == "contradiction");
    if expect.finding.is_some_and(|expected| expected != contradiction) {
        let words = |found| if found { "one".to_owned() } else { "none".to_owned() };
        wrong("contradiction", words(!contradiction), words(contradiction));
    }
}

/// All of `expected` are among `found`.
fn among(
    what: &str,
    expected: &[Box<str>],
    found: BTreeSet<String>,
    wrong: &mut impl FnMut(&str, String, String),
) {
    let missing: Vec<&Box<str>> =
        expected.iter().filter(|name| !found.contains(&***name)).collect();
    if !missing.is_empty() {
        wrong(what, quoted(missing), quoted(found));
    }
}

/// Whether the control still stands in the way, surely or for all one knows.
fn is_outstanding(reason: &Reason) -> bool {
    reason.outcome() >= Outcome::FactsMissing
}

/// `pack:control`, or `pack:control#row`.
fn named(reason: &Reason) -> String {
    format!("{}:{}", reason.control().pack, reason.rule())
}

/// Whether `name` is the control, with or without its row.
fn of_control(reason: &Reason, name: &str) -> bool {
    of_pack(reason.control()) == name || named(reason) == name
}

fn of_pack(provision: &Provision) -> String {
    format!("{}:{}", provision.pack, provision.id)
}

/// `` `a`, `b` ``, or `nothing`.
fn quoted<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}
