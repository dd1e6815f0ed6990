//! The policy of N control entries, and transfers of twelve facts. Random, but the same in every run.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// How many entries share a technology. It does not grow with N, as it does not in law.
pub const PER_TECHNOLOGY: usize = 10;
/// How many places there are, and how many of them an entry names.
pub const PLACES: usize = 200;
pub const DESTINATIONS: usize = 60;

/// The day of every transfer, in days since 1970-01-01: Sekisho compiles law for one day.
pub const TODAY: i64 = 20_100;

/// One control entry.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: String,
    pub technology: String,
    pub speed_at_least: Decimal,
    pub noise_below: Decimal,
    /// What [`place`] numbers, sorted.
    pub destinations: Vec<usize>,
    /// It speaks only of military end users.
    pub military: bool,
    /// Days since 1970-01-01, both included.
    pub from: i64,
    pub until: i64,
}

/// A transfer. Twelve facts: these ten, the item's quantity and the place it leaves.
#[derive(Clone, Debug)]
pub struct Transfer {
    pub act: &'static str,
    pub kind: &'static str,
    pub technology: String,
    pub speed: Decimal,
    pub noise: Decimal,
    pub to: usize,
    pub end_user: usize,
    pub military: bool,
    pub date: i64,
    pub origin: usize,
    pub quantity: i64,
    pub from: usize,
}

/// A small generator of numbers (SplitMix64): no dependency, the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// A country: the first [`PLACES`] of those that Sekisho's common words name.
pub fn place(index: usize) -> &'static str {
    static CODES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        include_str!("../../rules/common/places.toml")
            .lines()
            .filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))
            .filter(|code| code.len() == 2)
            .collect()
    });
    CODES[index]
}

/// The day as people write it, from days since 1970-01-01.
pub fn day(days: i64) -> String {
    // civil-from-days, by the calendar's 400-year eras
    let z = days + 719_468;
    let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

pub fn technology(index: usize) -> String {
    format!("technology-{index}")
}

/// `N` entries, [`PER_TECHNOLOGY`] to each technology.
pub fn policy(n: usize) -> Vec<Entry> {
    let mut random = Random::new(7);
    (0..n)
        .map(|i| {
            let mut destinations: Vec<usize> = (0..PLACES).collect();
            for at in 0..DESTINATIONS {
                let other = at + random.below(PLACES - at);
                destinations.swap(at, other);
            }
            destinations.truncate(DESTINATIONS);
            destinations.sort_unstable();
            let from = 19_000 + random.below(1000) as i64;
            Entry {
                id: format!("E{i:04}"),
                technology: technology(i / PER_TECHNOLOGY),
                speed_at_least: Decimal::new(random.below(60_000) as i64, 1),
                noise_below: Decimal::new(100 + random.below(900) as i64, 4),
                destinations,
                military: random.below(2) == 0,
                from,
                until: from + 800 + random.below(1000) as i64,
            }
        })
        .collect()
}

/// Transfers into that policy.
pub fn transfers(n: usize, count: usize) -> Vec<Transfer> {
    let mut random = Random::new(11);
    (0..count)
        .map(|_| Transfer {
            act: "movement",
            kind: "commodity",
            technology: technology(random.below(n.div_ceil(PER_TECHNOLOGY))),
            speed: Decimal::new(30_000 + random.below(50_000) as i64, 1),
            noise: Decimal::new(random.below(500) as i64, 4),
            to: random.below(PLACES),
            end_user: random.below(PLACES),
            military: random.below(4) > 0,
            date: TODAY,
            origin: random.below(PLACES),
            quantity: 1 + random.below(100) as i64,
            from: random.below(PLACES),
        })
        .collect()
}

/// The facts as plain JSON, for the peers.
pub fn facts(transfer: &Transfer) -> Value {
    let number = |d: Decimal| Value::Number(d.to_string().parse().unwrap());
    json!({
        "act": transfer.act,
        "kind": transfer.kind,
        "technology": transfer.technology,
        "speed": number(transfer.speed),
        "noise": number(transfer.noise),
        "to": place(transfer.to),
        "end_user": place(transfer.end_user),
        "military": transfer.military,
        "date": transfer.date,
        "origin": place(transfer.origin),
        "quantity": transfer.quantity,
        "from": place(transfer.from),
    })
}

/// The plain meaning, for the check before timing.
pub fn expected(policy: &[Entry], transfer: &Transfer) -> Vec<String> {
    policy
        .iter()
        .filter(|e| {
            e.technology == transfer.technology
                && transfer.speed >= e.speed_at_least
                && transfer.noise < e.noise_below
                && e.destinations.contains(&transfer.to)
                && (!e.military || transfer.military)
                && (e.from..=e.until).contains(&transfer.date)
        })
        .map(|e| e.id.clone())
        .collect()
}
