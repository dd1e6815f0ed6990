//! The same over law as people write it: the packs that ship and the test packs, with the transfers of their tests.

use super::compare::difference;
use super::dice::Dice;
use super::{finds, transfers};
use sekisho::analyse;
use sekisho::base::Day;
use sekisho::condition::FactType;
use sekisho::decision::Verdict;
use sekisho::diag::File;
use sekisho::engine::{Program, compile};
use sekisho::law::model::Law;
use sekisho::law::{self, PackSource};
use sekisho::transfer::{Case, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// How many times some of what a transfer states is forgotten.
const FORGETTINGS: usize = 2;

/// How many transfers of a pack that ships are heard.
const HEARD: usize = 12;

/// Of a long list only this one, with nothing forgotten: the plain interpreter reads every entry.
const HEARD_OF_LONG: usize = 1;

/// A pack with more entries is a long list.
const LONG: usize = 100;

/// A pack with more entries is not heard: one transfer takes the plain interpreter minutes. Its tables are read a second time
/// instead, by `tables`.
const TOO_LONG: usize = 400;

fn shipped() -> Vec<PackSource> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let folders = fs::read_dir(rules).unwrap().map(|entry| entry.unwrap().path());
    let folders = folders.filter(|path| path.is_dir());
    folders.map(|folder| law::store::read_dir(&folder).unwrap_or_else(|f| panic!("{f}"))).collect()
}

/// A law with a program for each day that a transfer asks for.
struct Court {
    law: Arc<Law>,
    programs: BTreeMap<Day, Program>,
    showings: Vec<String>,
}

impl Court {
    fn hear(&mut self, text: &str) -> Option<(Case, Day)> {
        let case = read(&File { name: "transfer.json", text }, &self.law.vocabulary).ok()?;
        let day = case.date?;
        self.programs.entry(day).or_insert_with(|| compile(&self.law, day));
        Some((case, day))
    }
}

/// Hears at most `most` transfers of the tests whose file begins with `own`.
fn agree(sources: &[PackSource], own: &str, most: usize, forgettings: usize) {
    let law = Arc::new(law::load(sources).unwrap_or_else(|faults| panic!("{faults}")));
    let tests = analyse::tests(&law, sources).unwrap_or_else(|faults| panic!("{faults}"));
    let shown = law.vocabulary.facts.values().filter(|fact| fact.of == FactType::Shown);
    let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
    let showings = shown.map(|fact| last(fact.name.as_str())).collect();
    let mut court = Court { law, programs: BTreeMap::new(), showings };
    let mut heard = 0;
    let tests: Vec<_> = tests.iter().filter(|test| test.origin.file.starts_with(own)).collect();
    // spread over all of them
    let step = tests.len().div_ceil(most).max(1);
    let tests: Vec<_> = tests.into_iter().step_by(step).collect();
    for (seed, test) in tests.iter().enumerate() {
        let Some((case, day)) = court.hear(&test.transfer) else { continue };
        let (more, _, said) = difference(&court.law, &court.programs[&day], &case, day);
        assert_eq!(said, None, "{}\n{}", test.says, test.transfer);
        let full: Value = serde_json::from_str(&test.transfer).unwrap();
        let mut dice = Dice::new(seed as u64);
        for _ in 0..forgettings {
            let (stated, cuts) = transfers::hide_but(&full, &mut dice, &court.showings);
            let Some((case, day)) = court.hear(&stated.to_string()) else { continue };
            heard += 1;
            let (less, _, said) = difference(&court.law, &court.programs[&day], &case, day);
            assert_eq!(said, None, "{}\n{stated:#}", test.says);
            let same = less.verdict == Verdict::Flag || less.verdict == more.verdict;
            assert!(
                same || finds(&more, "contradiction") || finds(&less, "rests-on-statement"),
                "{}: {:?} became {:?}\nhidden: {cuts:?}\n{full:#}",
                test.says,
                less.verdict,
                more.verdict
            );
        }
    }
    assert!(heard * 10 >= tests.len() * forgettings * 9, "{heard} of {}", tests.len());
}

#[test]
fn the_test_packs_mean_to_the_engine_what_they_mean_to_the_oracle() {
    agree(&crate::law_cases::sources(), "", usize::MAX, FORGETTINGS);
}

#[test]
fn the_packs_that_ship_mean_to_the_engine_what_they_mean_to_the_oracle() {
    let all = shipped();
    let law = law::load(&all).unwrap_or_else(|faults| panic!("{faults}"));
    for source in &all {
        let Some(pack) = law.packs.get(source.id.as_str()) else { continue };
        let nothing = source.tests.is_empty() && pack.entries.is_empty();
        if nothing || pack.entries.len() > TOO_LONG {
            continue;
        }
        // the pack with what it rests on; only its own tests are heard
        let beside = |other: &&PackSource| {
            pack.head.depends.iter().any(|id| id.as_str() == other.id) || other.id == "common"
        };
        let mut sources: Vec<PackSource> = all.iter().filter(beside).cloned().collect();
        for other in &mut sources {
            other.tests.clear();
        }
        sources.push(source.clone());
        let long = pack.entries.len() > LONG;
        let (most, forgettings) = if long { (HEARD_OF_LONG, 0) } else { (HEARD, FORGETTINGS) };
        agree(&sources, &source.id, most, forgettings);
    }
}
