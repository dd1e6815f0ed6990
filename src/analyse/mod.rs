//! What can be said of a law beside a decision: whether its tests come out, what of it they exercise, what an item nearly
//! meets, where a word stands. Nothing here decides.

mod coverage;
mod expectations;
mod near;
mod search;
mod universe;

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

/// The law compiled for the days that are asked for, each once.
struct Programs<'l> {
    law: &'l Arc<Law>,
    by_day: BTreeMap<Day, Program>,
}

impl<'l> Programs<'l> {
    fn new(law: &'l Arc<Law>) -> Self {
        Self { law, by_day: BTreeMap::new() }
    }

    fn of(&mut self, day: Day) -> &Program {
        self.by_day.entry(day).or_insert_with(|| engine::compile(self.law, day))
    }
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
