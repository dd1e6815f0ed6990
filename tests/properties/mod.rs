//! Soundness over random laws and random transfers: the engine says what the oracle says; less stated never decides otherwise;
//! a showing only relieves; order and repetition change nothing.
//!
//! Every law and transfer comes from a seed that a failure names, so that it can be made again.

mod compare;
mod conditions;
pub(crate) mod dice;
mod held;
mod packs;
mod transfers;

use compare::{difference, findings};
use conditions::Names;
use dice::Dice;
use packs::{Draft, common, draft};
use sekisho::base::Day;
use sekisho::decision::{Decision, Verdict};
use sekisho::diag::{Code, Faults, File};
use sekisho::engine::{Program, compile, decide, rule};
use sekisho::law::model::Law;
use sekisho::transfer::{Case, read};
use std::fmt::Write;
use std::sync::Arc;
use transfers::Licences;

/// How many laws each test makes. With the transfers and their variants below that is some fifty thousand transfers in all.
const LAWS: u64 = 40;
/// How many transfers it makes for each law.
const TRANSFERS: u64 = 45;
/// How many times some of what a transfer states is forgotten.
const FORGETTINGS: usize = 14;
/// How many times something that a transfer shows is left out.
const SILENCES: usize = 6;

/// A random law as its files and as it was read.
struct Rules {
    drafts: Vec<Draft>,
    law: Arc<Law>,
}

impl Rules {
    /// A law that loads. One whose showings could make an answer stricter is refused, and another is drawn.
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        for _ in 0..100 {
            let mut drafts = vec![draft(&mut dice, "p", None)];
            if dice.chance(35) {
                let names = drafts[0].names.clone();
                drafts.push(draft(&mut dice, "q", Some(&names)));
            }
            match load(&drafts) {
                Ok(law) => return Self { drafts, law: Arc::new(law) },
                Err(Refused::Showings) => {}
                Err(Refused::Faults(told)) => panic!("law {seed}\n{told}"),
            }
        }
        panic!("law {seed}: no draft loads");
    }

    fn names(&self) -> Vec<&Names> {
        self.drafts.iter().map(|draft| &draft.names).collect()
    }

    fn read(&self, text: &str) -> Case {
        read(&File { name: "transfer.json", text }, &self.law.vocabulary)
            .unwrap_or_else(|faults| panic!("{}\n{text}", told(&faults)))
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for draft in &self.drafts {
            for (path, content) in draft.source().files {
                writeln!(text, "---- {}/{path}\n{content}", draft.names.pack).unwrap();
            }
        }
        text
    }
}

/// Why a draft does not load.
#[derive(Debug)]
enum Refused {
    /// Only because of where its showings stand.
    Showings,
    Faults(String),
}

fn load(drafts: &[Draft]) -> Result<Law, Refused> {
    let mut sources = vec![common()];
    sources.extend(drafts.iter().map(Draft::source));
    sekisho::law::load(&sources).map_err(|faults| {
        if faults.0.iter().all(|fault| fault.code == Code::Showing) {
            Refused::Showings
        } else {
            Refused::Faults(told(&faults))
        }
    })
}

fn told(faults: &Faults) -> String {
    let told = faults.0.iter().map(|fault| {
        let at = fault.at.as_ref().map_or("", |at| &at.text);
        format!("{}\n    {at:.200}", fault.message)
    });
    told.collect::<Vec<_>>().join("\n")
}

/// The days on which transfers are decided: before and after versions begin, and once outside what packs cover.
fn day(dice: &mut Dice) -> Day {
    dice.pick(&["2020-06-01", "2024-05-05", "2025-07-01", "2026-02-02", "2026-02-02"])
        .parse()
        .unwrap()
}

/// More or fewer laws where `PROPERTY_LAWS` says so: for a long run now and then, or a short one between.
fn laws() -> u64 {
    std::env::var("PROPERTY_LAWS").ok().and_then(|n| n.parse().ok()).unwrap_or(LAWS)
}

/// Runs `check` over random laws, days and transfers.
fn each(first: u64, mut check: impl FnMut(&Rules, &Program, Day, &mut Dice, u64)) {
    for law in 0..laws() {
        let law = first * 1_000_000 + law;
        let rules = Rules::new(law);
        let mut dice = Dice::new(law ^ 0x5EED);
        for round in 0..3 {
            let day = day(&mut dice);
            let program = compile(&rules.law, day);
            for n in 0..TRANSFERS / 3 {
                let seed = law * 1000 + round * 100 + n;
                check(&rules, &program, day, &mut Dice::new(seed), seed);
            }
        }
    }
}

fn agree(first: u64) {
    each(first, |rules, program, day, dice, seed| {
        let full = transfers::full(dice, &rules.names());
        let (stated, _) = transfers::hide(&full, dice);
        let case = rules.read(&stated.to_string());
        let (_, _, said) = difference(&rules.law, program, &case, day);
        if let Some(said) = said {
            panic!("seed {seed}, on {day}\n{said}\n{stated:#}\n{}", rules.text());
        }
    });
}

#[test]
fn engine_and_oracle_agree_on_the_first_laws() {
    agree(0);
}

#[test]
fn engine_and_oracle_agree_on_further_laws() {
    agree(1);
}

/// What a decision rested on, for what may change when more is stated.
fn finds(decision: &Decision, code: &str) -> bool {
    findings(decision).iter().any(|(found, _, _)| *found == code)
}

#[test]
fn what_is_decided_holds_whatever_else_is_stated() {
    each(2, |rules, program, day, dice, seed| {
        let full = transfers::full(dice, &rules.names());
        let more = rules.read(&full.to_string());
        let settled = rule(program, &more).verdict();
        for _ in 0..FORGETTINGS {
            let (stated, cuts) = transfers::hide(&full, dice);
            let less = rules.read(&stated.to_string());
            let early = rule(program, &less).verdict();
            if early == Verdict::Flag || early == settled {
                continue;
            }
            // What contradicts itself is another matter, and what rests on a statement was said to do so.
            let contradicted = finds(&decide(program, &more), "contradiction");
            let rests = finds(&decide(program, &less), "rests-on-statement");
            assert!(
                contradicted || rests,
                "seed {seed}, on {day}: {early:?} became {settled:?}\nhidden: {cuts:?}\n{full:#}\n{}",
                rules.text()
            );
        }
    });
}

#[test]
fn a_showing_only_relieves() {
    each(3, |rules, program, day, dice, seed| {
        let full = transfers::full(dice, &rules.names());
        let (stated, _) = transfers::hide(&full, dice);
        let asked = rules.text().contains("licence satisfies");
        let licences = if asked { Licences::Asked } else { Licences::NotAsked };
        let shown = rule(program, &rules.read(&stated.to_string())).verdict();
        for _ in 0..SILENCES {
            let Some(without) = transfers::unshow(&stated, dice, licences) else { continue };
            let silent = rule(program, &rules.read(&without.to_string())).verdict();
            assert!(
                shown <= silent,
                "seed {seed}, on {day}: {silent:?} without, {shown:?} with\n{stated:#}\n{}",
                rules.text()
            );
        }
    });
}

#[test]
fn order_and_repetition_change_nothing() {
    each(4, |rules, program, day, dice, seed| {
        let full = transfers::full(dice, &rules.names());
        let (stated, _) = transfers::hide(&full, dice);
        let first = format!("{:?}", decide(program, &rules.read(&stated.to_string())));
        let again = format!("{:?}", decide(program, &rules.read(&stated.to_string())));
        assert_eq!(first, again, "seed {seed}, on {day}");
        let text = transfers::shuffled(&stated, dice);
        let other = format!("{:?}", decide(program, &rules.read(&text)));
        assert_eq!(first, other, "seed {seed}, on {day}\n{stated:#}\n{}", rules.text());
    });
}

#[test]
fn the_order_of_files_and_blocks_changes_nothing() {
    for seed in 0..laws() {
        let mut rules = Rules::new(5_000_000 + seed);
        let mut dice = Dice::new(seed);
        let day = day(&mut dice);
        let transfer = transfers::full(&mut dice, &rules.names());
        let case = rules.read(&transfer.to_string());
        let first = format!("{:?}", decide(&compile(&rules.law, day), &case));
        for draft in &mut rules.drafts {
            *draft = draft.shuffled(&mut dice);
        }
        let shuffled = Arc::new(load(&rules.drafts).unwrap());
        let hashes = |law: &Law| law.packs.values().map(|p| p.sha256.clone()).collect::<Vec<_>>();
        assert_eq!(hashes(&rules.law), hashes(&shuffled), "law {seed}");
        let other = format!("{:?}", decide(&compile(&shuffled, day), &case));
        assert_eq!(first, other, "law {seed}");
    }
}

/// The random world is rich enough for the other tests to mean something.
#[test]
fn all_verdicts_come_up() {
    let mut counts = [0_usize; 3];
    each(6, |rules, program, _, dice, _| {
        let full = transfers::full(dice, &rules.names());
        counts[rule(program, &rules.read(&full.to_string())).verdict() as usize] += 1;
    });
    let all: usize = counts.iter().sum();
    assert!(counts.iter().all(|n| n * 20 > all), "{counts:?}");
}
