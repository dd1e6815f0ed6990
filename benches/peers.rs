//! Times every engine on the same policy and transfers, after checking that all give the same answers, and prints one table.
//! `cargo bench -p sekisho-benches --bench peers`; the numbers are medians, in microseconds a decision.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

use sekisho_benches::baseline::Baseline;
use sekisho_benches::clock;
use sekisho_benches::sekisho::Sekisho;
use sekisho_benches::synthetic::{Entry, Transfer, expected, policy, transfers};
use std::hint::black_box;

const SIZES: [usize; 4] = [10, 100, 1000, 5000];
/// As many transfers take turns, so that no engine profits from one path through its tables.
const TURNS: usize = 16;
/// As many are checked before anything is timed.
const CHECKED: usize = 200;

const BY_HAND: &str = "by hand, with trace";
const SEKISHO: &str = "Sekisho, with trace";
const SEKISHO_WORDS: &str = "Sekisho, all of it in words";
const SEKISHO_JSON: &str = "Sekisho, JSON to JSON";

/// The medians of this run: engine, N, nanoseconds.
type Times = Vec<(&'static str, usize, f64)>;

fn main() {
    let mut times = Times::new();
    for n in SIZES {
        let policy = policy(n);
        own(&mut times, n, &policy);
        #[cfg(feature = "peers")]
        others::run(&mut times, n, &policy);
    }
    table(&times);
}

/// The baseline and Sekisho.
fn own(times: &mut Times, n: usize, policy: &[Entry]) {
    let by_hand = Baseline::new(policy);
    let sekisho = Sekisho::new(policy);
    check(n, policy, |t| {
        let case = sekisho.read(&Sekisho::json(t));
        let by_hand = by_hand.matches(&by_hand.decide(&by_hand.bind(t)));
        vec![by_hand, Sekisho::matches(&sekisho.decide(&case))]
    });

    let turns = transfers(n, TURNS);
    let bound: Vec<_> = turns.iter().map(|t| by_hand.bind(t)).collect();
    time(times, BY_HAND, n, |turn| drop(black_box(by_hand.decide(&bound[turn]))));
    let json: Vec<_> = turns.iter().map(Sekisho::json).collect();
    let cases: Vec<_> = json.iter().map(|json| sekisho.read(json)).collect();
    time(times, SEKISHO, n, |turn| drop(black_box(sekisho.rule(&cases[turn]))));
    time(times, SEKISHO_WORDS, n, |turn| drop(black_box(sekisho.decide(&cases[turn]))));
    time(times, SEKISHO_JSON, n, |turn| drop(black_box(sekisho.answer(&json[turn]))));
}

/// The engines of others.
#[cfg(feature = "peers")]
mod others {
    use super::{TURNS, Times, check, time};
    use sekisho_benches::cedar::Cedar;
    use sekisho_benches::rego::Rego;
    use sekisho_benches::synthetic::{Entry, transfers};
    use sekisho_benches::zen::Zen;
    use std::hint::black_box;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    const CEDAR: &str = "cedar-policy";
    const CEDAR_INDEXED: &str = "cedar-policy, indexed by hand";
    const REGO: &str = "regorus, compiled";
    const REGO_MACHINE: &str = "regorus, virtual machine";
    const ZEN: &str = "zen-engine";
    const ZEN_TRACE: &str = "zen-engine, with trace";

    pub(super) fn run(times: &mut Times, n: usize, policy: &[Entry]) {
        let (cedar, mut rego, zen) = (Cedar::new(policy), Rego::new(policy), Zen::new(policy));
        check(n, policy, |t| {
            let (to_cedar, to_rego, to_zen) = (cedar.bind(t), Rego::bind(t), Zen::bind(t));
            let zen = |trace| Zen::matches(&at_once(zen.decide(&to_zen, trace)));
            vec![
                Cedar::matches(&cedar.plain(&to_cedar)),
                Cedar::matches(&cedar.indexed(&to_cedar)),
                Rego::matches(&rego.compiled(&to_rego)),
                Rego::matches(&rego.machine(&to_rego)),
                zen(false),
                zen(true),
            ]
        });

        let turns = transfers(n, TURNS);
        let bound: Vec<_> = turns.iter().map(|t| cedar.bind(t)).collect();
        time(times, CEDAR, n, |turn| drop(black_box(cedar.plain(&bound[turn]))));
        time(times, CEDAR_INDEXED, n, |turn| drop(black_box(cedar.indexed(&bound[turn]))));
        let bound: Vec<_> = turns.iter().map(Rego::bind).collect();
        time(times, REGO, n, |turn| drop(black_box(rego.compiled(&bound[turn]))));
        time(times, REGO_MACHINE, n, |turn| drop(black_box(rego.machine(&bound[turn]))));
        let bound: Vec<_> = turns.iter().map(Zen::bind).collect();
        for (name, trace) in [(ZEN, false), (ZEN_TRACE, true)] {
            time(times, name, n, |turn| {
                drop(black_box(at_once(zen.decide(&bound[turn], trace))));
            });
        }
    }

    /// The answer of something asynchronous that never waits.
    fn at_once<T>(future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(answer) =
                future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
            {
                return answer;
            }
        }
    }
}

/// All answers to many transfers are the plain meaning, and some transfers match something.
fn check(n: usize, policy: &[Entry], mut answers: impl FnMut(&Transfer) -> Vec<Vec<String>>) {
    let mut matched = 0;
    for t in &transfers(n, CHECKED) {
        let want = expected(policy, t);
        matched += want.len();
        for answer in answers(t) {
            assert_eq!(answer, want, "{t:?}");
        }
    }
    assert!(matched > CHECKED / 20, "too few of the transfers match anything");
    println!("N = {n}: the same {matched} matches in {CHECKED} transfers");
}

fn time(times: &mut Times, name: &'static str, n: usize, mut decide: impl FnMut(usize)) {
    let median = clock::median(|turn| decide(turn % TURNS));
    println!("{n:>5} {name}: {median:.0} ns");
    times.push((name, n, median));
}

/// As it stands in the README.
fn table(times: &Times) {
    println!(
        "\n| µs a decision (median) | N = 10 | 100 | 1000 | 5000 |\n| --- | ---: | ---: | ---: | ---: |"
    );
    for (name, ..) in times.iter().filter(|(_, n, _)| *n == SIZES[0]) {
        let of = times.iter().filter(|(other, ..)| other == name);
        let cells: Vec<String> = of.map(|(.., nanos)| micros(*nanos)).collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
}

fn micros(nanos: f64) -> String {
    match nanos / 1000.0 {
        small if small < 10.0 => format!("{small:.2}"),
        middle if middle < 100.0 => format!("{middle:.1}"),
        large => format!("{large:.0}"),
    }
}
