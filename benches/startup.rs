//! How long the whole program takes for one small transfer, how much memory it needs, and how both grow with the law.
//! `cargo build --release && cargo bench -p sekisho-benches --bench startup [-- TRANSFER]`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

use sekisho::base::Day;
use sekisho::engine;
use sekisho::law::{self, Law};
use sekisho_benches::packs;
use sekisho_benches::synthetic::policy;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;
use wait4::Wait4;

const RUNS: usize = 100;
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const SIZES: [usize; 4] = [10, 100, 1000, 5000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [mode, path] = &arguments[..]
        && mode == "--decode"
    {
        return decode(path);
    }
    println!("| a whole process | ms | of it computing | peak MiB |\n| --- | ---: | ---: | ---: |");
    let transfer = arguments.first().cloned().unwrap_or_else(|| format!("{ROOT}/examples"));
    let sekisho = format!("{ROOT}/target/release/sekisho");
    row("`sekisho check`, built-in packs", &sekisho, &["check", &first_transfer(&transfer)]);
    let this = std::env::current_exe().unwrap().to_string_lossy().into_owned();
    row("a process that does nothing", "/bin/true", &[]);
    for n in SIZES {
        let sources = packs::sources(&policy(n));
        let begin = Instant::now();
        let law = law::load(&sources).unwrap_or_else(|faults| panic!("{faults}"));
        let loaded = begin.elapsed();
        let bytes = postcard::to_stdvec(&law).unwrap();
        let path = PathBuf::from(format!("{ROOT}/target/startup-{n}.law"));
        std::fs::write(&path, &bytes).unwrap();
        let name = format!("decode and compile {n} entries ({} KiB)", bytes.len() / 1024);
        row(&name, &this, &["--decode", &path.to_string_lossy()]);
        println!("| … read from TOML, in this process | {:.1} | | |", loaded.as_secs_f64() * 1e3);
    }
}

/// What a program with this law compiled in does before it can decide.
fn decode(path: &str) {
    let bytes = std::fs::read(path).unwrap();
    let begin = Instant::now();
    let law: Law = postcard::from_bytes(&bytes).unwrap();
    let decoded = begin.elapsed();
    let program = engine::compile(&Arc::new(law), Day::from_ymd_opt(2025, 1, 1).unwrap());
    eprintln!("{:?} {:?}", decoded, begin.elapsed() - decoded);
    std::mem::forget(program);
}

/// Medians of the time on the clock and on the processor, and the greatest need of memory.
fn row(name: &str, command: &str, arguments: &[&str]) {
    let (mut clock, mut computing, mut peak) = (Vec::new(), Vec::new(), 0);
    for _ in 0..RUNS {
        let begin = Instant::now();
        let mut child = Command::new(command)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect(command);
        let used = child.wait4().unwrap().rusage;
        clock.push(begin.elapsed().as_secs_f64() * 1e3);
        computing.push((used.utime + used.stime).as_secs_f64() * 1e3);
        peak = peak.max(used.maxrss);
    }
    clock.sort_by(f64::total_cmp);
    computing.sort_by(f64::total_cmp);
    let peak = peak as f64 / f64::from(1 << 20);
    println!("| {name} | {:.1} | {:.1} | {peak:.1} |", clock[RUNS / 2], computing[RUNS / 2]);
}

fn first_transfer(path: &str) -> String {
    if path.ends_with(".toml") || path.ends_with(".json") {
        return path.to_owned();
    }
    let mut folders: Vec<_> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let found =
        folders.iter().map(|folder| folder.join("transfer.toml")).find(|file| file.exists());
    found.expect("an example with a transfer").to_string_lossy().into_owned()
}
