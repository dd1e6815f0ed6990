//! What a person would write by hand for this one policy: an index, three truth values, and a trace of every comparison.

use crate::synthetic::{Entry, PLACES, Transfer};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

/// Ten-thousandths, so that comparison is exact.
type Fixed = i64;

fn fixed(d: Decimal) -> Fixed {
    i64::try_from(
        (d * Decimal::from(10_000)).mantissa() / 10_i128.pow((d * Decimal::from(10_000)).scale()),
    )
    .unwrap()
}

struct Row {
    speed_at_least: Fixed,
    noise_below: Fixed,
    destinations: [u64; PLACES.div_ceil(64)],
    military: bool,
    from: i64,
    until: i64,
}

/// The policy, compiled.
pub struct Baseline {
    names: Vec<String>,
    rows: Vec<Row>,
    technologies: FxHashMap<String, u32>,
    index: Vec<Vec<u32>>,
}

/// The facts, bound; each may be absent, each number may be a range.
pub struct Bound {
    technology: Option<u32>,
    speed: (Fixed, Fixed),
    noise: (Fixed, Fixed),
    to: Option<usize>,
    military: Option<bool>,
    date: Option<i64>,
}

/// One entry that was looked at, and what each of its conditions saw.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub entry: u32,
    pub truth: Truth,
    pub atoms: [Truth; 6],
}

impl Baseline {
    pub fn new(policy: &[Entry]) -> Self {
        let mut technologies = FxHashMap::default();
        let mut index: Vec<Vec<u32>> = Vec::new();
        let mut rows = Vec::new();
        for (at, entry) in policy.iter().enumerate() {
            let next = index.len() as u32;
            let technology = *technologies.entry(entry.technology.clone()).or_insert(next);
            if technology == next {
                index.push(Vec::new());
            }
            index[technology as usize].push(at as u32);
            let mut destinations = [0; PLACES.div_ceil(64)];
            for place in &entry.destinations {
                destinations[place / 64] |= 1 << (place % 64);
            }
            rows.push(Row {
                speed_at_least: fixed(entry.speed_at_least),
                noise_below: fixed(entry.noise_below),
                destinations,
                military: entry.military,
                from: entry.from,
                until: entry.until,
            });
        }
        let names = policy.iter().map(|e| e.id.clone()).collect();
        Self { names, rows, technologies, index }
    }

    pub fn bind(&self, t: &Transfer) -> Bound {
        Bound {
            technology: self.technologies.get(&t.technology).copied(),
            speed: (fixed(t.speed), fixed(t.speed)),
            noise: (fixed(t.noise), fixed(t.noise)),
            to: Some(t.to),
            military: Some(t.military),
            date: Some(t.date),
        }
    }

    /// The whole trace; what matches is in it.
    pub fn decide(&self, bound: &Bound) -> Vec<Step> {
        let Some(candidates) = bound.technology.and_then(|t| self.index.get(t as usize)) else {
            return Vec::new();
        };
        candidates
            .iter()
            .map(|&entry| {
                let row = &self.rows[entry as usize];
                let atoms = [
                    straddles(
                        bound.speed.0 >= row.speed_at_least,
                        bound.speed.1 < row.speed_at_least,
                    ),
                    straddles(bound.noise.1 < row.noise_below, bound.noise.0 >= row.noise_below),
                    bound.to.map_or(Truth::Unknown, |to| {
                        (row.destinations[to / 64] >> (to % 64) & 1 == 1).into()
                    }),
                    if row.military {
                        bound.military.map_or(Truth::Unknown, Truth::from)
                    } else {
                        Truth::Yes
                    },
                    bound.date.map_or(Truth::Unknown, |date| (date >= row.from).into()),
                    bound.date.map_or(Truth::Unknown, |date| (date <= row.until).into()),
                ];
                let truth = atoms.iter().copied().min().unwrap_or(Truth::Yes);
                Step { entry, truth, atoms }
            })
            .collect()
    }

    pub fn matches(&self, steps: &[Step]) -> Vec<String> {
        steps
            .iter()
            .filter(|s| s.truth == Truth::Yes)
            .map(|s| self.names[s.entry as usize].clone())
            .collect()
    }
}

fn straddles(always: bool, never: bool) -> Truth {
    match (always, never) {
        (true, _) => Truth::Yes,
        (_, true) => Truth::No,
        _ => Truth::Unknown,
    }
}
