//! What can be said of a law beside a decision: whether its tests come out, what of it they exercise, what an item nearly
//! meets, where a word stands. Nothing here decides.

mod compare;
mod coverage;
mod expectations;
mod near;
mod search;
mod universe;

pub use compare::{Side, sides};
pub use coverage::{Missing, PackCoverage, Ratio, What, coverage};
pub use expectations::{Failure, run, tests};
pub use near::{Near, near};
pub use search::{Found, Kind, search};

use crate::base::Day;
use crate::diag::{Diagnostic, Faults, File};
use crate::engine::{self, Program};
use crate::law::TestCase;
use crate::law::model::Law;
use crate::transfer::{self, Case};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is wrong with a test that cannot be run.
type Faulty<'t> = (&'t TestCase, Vec<Diagnostic>);

/// Shows `see` the transfer of each test with the law of its day, and returns the tests that cannot be read. The days come
/// one after the other, so that the law is compiled once for each and held for one at a time.
fn day_by_day<'t>(
    law: &Arc<Law>,
    tests: &'t [TestCase],
    mut see: impl FnMut(&Program, &Case, &'t TestCase),
) -> Vec<Faulty<'t>> {
    let (mut days, mut faulty) = (BTreeMap::<Day, Vec<(&TestCase, Case)>>::new(), Vec::new());
    for test in tests {
        match case(law, test) {
            Ok((case, day)) => days.entry(day).or_default().push((test, case)),
            Err(found) => faulty.push((test, found)),
        }
    }
    for (day, cases) in days {
        let program = engine::compile(law, day);
        for (test, case) in cases {
            see(&program, &case, test);
        }
    }
    faulty
}

/// The transfer of a test with the day as of which it is decided, or why it cannot be read.
fn case(law: &Law, test: &TestCase) -> Result<(Case, Day), Vec<Diagnostic>> {
    let file = File { name: &test.origin.file, text: &test.transfer };
    match transfer::read(&file, &law.vocabulary) {
        Ok(case) => match case.date {
            Some(day) => Ok((case, day)),
            None => Err(vec![expectations::finding(test, "the transfer has no `date`".to_owned())]),
        },
        Err(Faults(faults)) => Err(faults
            .into_iter()
            .map(|fault| {
                let moved = expectations::finding(
                    test,
                    format!("the transfer is faulty: {}", fault.message),
                );
                match fault.help {
                    Some(help) => moved.help(help),
                    None => moved,
                }
            })
            .collect()),
    }
}
