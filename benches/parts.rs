//! Sekisho alone, part by part: where the time from JSON to JSON goes.
//! `cargo bench -p sekisho-benches --bench parts` prints medians; with a part and a number of times it only runs that part,
//! for a profiler: `… --bench parts -- rule 1000`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

use sekisho::base::Lang;
use sekisho::decision::Decision;
use sekisho::engine;
use sekisho::render::{self, Dated, Sheet};
use sekisho::transfer::Case;
use sekisho_benches::clock;
use sekisho_benches::sekisho::Sekisho;
use sekisho_benches::synthetic::{policy, transfers};
use std::hint::black_box;

/// Small for a profiler, which makes the reading of the law slow.
const SIZES: [usize; 2] = [1000, 40];
const TURNS: usize = 16;
const PARTS: [&str; 6] = ["read", "hash", "rule", "report", "write", "all"];

/// What the parts begin with, made before anything is timed.
struct Given {
    sekisho: Sekisho,
    json: Vec<String>,
    cases: Vec<Case>,
    decisions: Vec<Decision>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let n = SIZES[usize::from(!words.is_empty())];
    let policy = policy(n);
    let sekisho = Sekisho::new(&policy);
    let json: Vec<_> = transfers(n, TURNS).iter().map(Sekisho::json).collect();
    let cases: Vec<_> = json.iter().map(|json| sekisho.read(json)).collect();
    let decisions: Vec<_> = cases.iter().map(|case| engine::report(sekisho.rule(case))).collect();
    let given = Given { sekisho, json, cases, decisions };
    if let [part, times] = words.as_slice() {
        for turn in 0..times.parse().unwrap() {
            given.run(part, turn);
        }
        return;
    }
    for part in PARTS {
        println!("{part:>7}: {:.0} ns", clock::median(|turn| given.run(part, turn)));
    }
}

impl Given {
    #[inline(never)]
    fn run(&self, part: &str, turn: usize) {
        let turn = turn % TURNS;
        let case = &self.cases[turn];
        match part {
            "read" => drop(black_box(self.sekisho.read(&self.json[turn]))),
            "hash" => drop(black_box(sekisho::transfer::canonical(case))),
            "rule" => drop(black_box(self.sekisho.rule(case))),
            "report" => drop(black_box(engine::report(self.sekisho.rule(case)))),
            "write" => {
                let decision = &self.decisions[turn];
                let sheet = Sheet { decision, file: None, dated: Dated::Transfer };
                drop(black_box(render::compact(sheet, Lang::En)));
            }
            "all" => drop(black_box(self.sekisho.answer(&self.json[turn]))),
            _ => panic!("no such part: {part}"),
        }
    }
}
