//! How times are taken: many short batches, and their median. A batch is shorter than the slice of time that a busy machine
//! gives to a program, so that what else runs there hardly shows; long samples would measure the neighbours.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A batch lasts about this long, or one call where a call lasts longer.
const BATCH: Duration = Duration::from_micros(20);
const WARM_UP: Duration = Duration::from_millis(100);
const MEASURE: Duration = Duration::from_millis(700);
/// Even the slowest engine is called as often.
const LEAST: usize = 30;

/// The median time of a call in nanoseconds; `turn` counts the calls.
pub fn median(mut call: impl FnMut(usize)) -> f64 {
    let mut turn = 0;
    let mut batch = |times: usize| {
        let begin = Instant::now();
        for _ in 0..times {
            call(black_box(turn));
            turn += 1;
        }
        begin.elapsed()
    };
    let begin = Instant::now();
    let mut fastest = Duration::MAX;
    while begin.elapsed() < WARM_UP {
        fastest = fastest.min(batch(1));
    }
    let times = (BATCH.as_nanos() / fastest.as_nanos().max(1)).max(1) as usize;
    let begin = Instant::now();
    let mut taken = Vec::new();
    while taken.len() < LEAST || begin.elapsed() < MEASURE {
        taken.push(batch(times).as_nanos() as f64 / times as f64);
    }
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}
