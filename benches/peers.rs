//! Times every engine on the same policy and transfers, after checking that all give the same answers, and prints one table.
//! `cargo bench -p sekisho-benches`; the numbers are medians, in microseconds a decision.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

use criterion::Criterion;
use sekisho_benches::baseline::Baseline;
use sekisho_benches::cedar::Cedar;
use sekisho_benches::rego::Rego;
use sekisho_benches::synthetic::{Entry, expected, policy, transfers};
use sekisho_benches::zen::Zen;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZES: [usize; 4] = [10, 100, 1000, 5000];
/// As many transfers take turns, so that no engine profits from one path through its tables.
const TURNS: usize = 16;
/// As many are checked before anything is timed.
const CHECKED: usize = 200;
const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/criterion");

const BY_HAND: &str = "by hand, with trace";
const CEDAR: &str = "cedar-policy";
const CEDAR_INDEXED: &str = "cedar-policy, indexed by hand";
const REGO: &str = "regorus, compiled";
const REGO_MACHINE: &str = "regorus, virtual machine";
const ZEN: &str = "zen-engine";
const ZEN_TRACE: &str = "zen-engine, with trace";
const ENGINES: &[&str] = &[BY_HAND, CEDAR, CEDAR_INDEXED, REGO, REGO_MACHINE, ZEN, ZEN_TRACE];

fn main() {
    let mut criterion = Criterion::default()
        .output_directory(Path::new(OUTPUT))
        .without_plots()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
        .sample_size(30)
        .configure_from_args();
    for n in SIZES {
        Engines::new(&policy(n)).check_and_time(&mut criterion, n, &policy(n));
    }
    criterion.final_summary();
    table();
}

struct Engines {
    by_hand: Baseline,
    cedar: Cedar,
    rego: Rego,
    zen: Zen,
    runtime: tokio::runtime::Runtime,
}

impl Engines {
    fn new(policy: &[Entry]) -> Self {
        Self {
            by_hand: Baseline::new(policy),
            cedar: Cedar::new(policy),
            rego: Rego::new(policy),
            zen: Zen::new(policy),
            runtime: tokio::runtime::Builder::new_current_thread().build().unwrap(),
        }
    }

    fn check_and_time(mut self, criterion: &mut Criterion, n: usize, policy: &[Entry]) {
        self.check(n, policy);
        let turns = transfers(n, TURNS);

        let bound: Vec<_> = turns.iter().map(|t| self.by_hand.bind(t)).collect();
        time(criterion, BY_HAND, n, |turn| drop(black_box(self.by_hand.decide(&bound[turn]))));

        let bound: Vec<_> = turns.iter().map(|t| self.cedar.bind(t)).collect();
        time(criterion, CEDAR, n, |turn| drop(black_box(self.cedar.plain(&bound[turn]))));
        time(criterion, CEDAR_INDEXED, n, |turn| drop(black_box(self.cedar.indexed(&bound[turn]))));

        let bound: Vec<_> = turns.iter().map(Rego::bind).collect();
        time(criterion, REGO, n, |turn| drop(black_box(self.rego.compiled(&bound[turn]))));
        time(criterion, REGO_MACHINE, n, |turn| drop(black_box(self.rego.machine(&bound[turn]))));

        let bound: Vec<_> = turns.iter().map(Zen::bind).collect();
        for (name, trace) in [(ZEN, false), (ZEN_TRACE, true)] {
            criterion.benchmark_group(name).bench_function(n.to_string(), |b| {
                b.iter_custom(|times| {
                    self.runtime.block_on(async {
                        let start = Instant::now();
                        for turn in 0..times as usize {
                            let input = &bound[turn % TURNS];
                            drop(black_box(self.zen.decide(input, trace).await));
                        }
                        start.elapsed()
                    })
                });
            });
        }
    }

    /// All engines say the same of many transfers, and some of them match something.
    fn check(&mut self, n: usize, policy: &[Entry]) {
        let mut matched = 0;
        for t in &transfers(n, CHECKED) {
            let want = expected(policy, t);
            matched += want.len();
            assert_eq!(self.by_hand.matches(&self.by_hand.decide(&self.by_hand.bind(t))), want);
            let bound = self.cedar.bind(t);
            assert_eq!(Cedar::matches(&self.cedar.plain(&bound)), want);
            assert_eq!(Cedar::matches(&self.cedar.indexed(&bound)), want);
            let bound = Rego::bind(t);
            assert_eq!(Rego::matches(&self.rego.compiled(&bound)), want);
            assert_eq!(Rego::matches(&self.rego.machine(&bound)), want);
            let bound = Zen::bind(t);
            for trace in [false, true] {
                let response = self.runtime.block_on(self.zen.decide(&bound, trace));
                assert_eq!(Zen::matches(&response), want);
            }
        }
        assert!(matched > CHECKED / 20, "too few of the transfers match anything");
        println!("N = {n}: all engines agree on {CHECKED} transfers, {matched} matches");
    }
}

fn time(criterion: &mut Criterion, name: &str, n: usize, mut decide: impl FnMut(usize)) {
    let mut turn = 0;
    criterion.benchmark_group(name).bench_function(n.to_string(), |b| {
        b.iter(|| {
            turn = (turn + 1) % TURNS;
            decide(turn);
        });
    });
}

/// The medians of this run, as they stand in the README.
fn table() {
    println!(
        "\n| µs a decision (median) | N = 10 | 100 | 1000 | 5000 |\n| --- | ---: | ---: | ---: | ---: |"
    );
    for engine in ENGINES {
        let cells = SIZES.map(|n| median(engine, n).map_or("–".to_owned(), micros));
        println!("| {engine} | {} |", cells.join(" | "));
    }
}

fn micros(nanos: f64) -> String {
    match nanos / 1000.0 {
        small if small < 10.0 => format!("{small:.2}"),
        middle if middle < 100.0 => format!("{middle:.1}"),
        large => format!("{large:.0}"),
    }
}

/// What criterion wrote down, under a folder named as the engine.
fn median(engine: &str, n: usize) -> Option<f64> {
    let path = Path::new(OUTPUT).join(engine).join(n.to_string()).join("new/estimates.json");
    let text = std::fs::read_to_string(path).ok()?;
    serde_json::from_str::<serde_json::Value>(&text).ok()?["median"]["point_estimate"].as_f64()
}
