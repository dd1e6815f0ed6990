//! How long the whole program takes for one small transfer, how much memory it needs, and how both grow with the law:
//! with the built-in packs, and with a law as large as the lists of three jurisdictions. Both have bounds.
//! `cargo build --release && cargo bench -p sekisho-benches --bench startup [-- TRANSFER]`
//! `… --bench startup -- --write DIR` writes the large law as packs, for the commands that read such.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "a measuring tool may fail loudly"
)]

use sekisho::Rulebook;
use sekisho::base::Lang;
use sekisho::diag::File;
use sekisho::law::{self, Law};
use sekisho::render::{self, Dated, Length, Look, Sheet};
use sekisho::transfer;
use sekisho_benches::big;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

const RUNS: usize = 100;
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// What a whole process may take at most.
const MOST_MS: f64 = 15.0;
const MOST_MIB: f64 = 40.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--check", law, transfer] => check(law, transfer),
        ["--write", folder] => big::write(Path::new(folder)),
        ["--image"] => image(),
        [] => table(&first_transfer(&format!("{ROOT}/examples"))),
        [transfer] => table(transfer),
        other => panic!("what is {other:?}?"),
    }
}

fn table(transfer: &str) {
    let sekisho = format!("{ROOT}/target/release/sekisho");
    let this = std::env::current_exe().unwrap().to_string_lossy().into_owned();
    println!(
        "| a whole process | ms | of it computing | peak MiB | at most {MOST_MS} ms and {MOST_MIB} MiB |\n| --- | ---: | ---: | ---: | --- |"
    );
    row("a process that does nothing", "/bin/true", &[]);
    row("`sekisho --version`", &sekisho, &["--version"]);
    row("`sekisho check`, built-in packs", &sekisho, &["check", transfer]);
    image();
    let (law, transfer) = (path("law"), path("toml"));
    row("check with the large law", &this, &["--check", &law, &transfer]);
}

/// The large law as it would be compiled in, and a transfer, into the folder of what is built.
fn image() {
    let begin = Instant::now();
    let sources = big::sources();
    let law = law::load(&sources).unwrap_or_else(|faults| panic!("{faults}"));
    let loaded = begin.elapsed();
    let bytes = postcard::to_stdvec(&law).unwrap();
    let written: usize = sources.iter().flat_map(|s| &s.files).map(|(_, text)| text.len()).sum();
    println!(
        "\nthe large law: {} packs, {} KiB of TOML read and checked in {:.1} s, {} KiB compiled in\n",
        sources.len(),
        written / 1024,
        loaded.as_secs_f64(),
        bytes.len() / 1024
    );
    std::fs::write(path("law"), &bytes).unwrap();
    std::fs::write(path("toml"), big::transfer()).unwrap();
}

fn path(end: &str) -> String {
    PathBuf::from(format!("{ROOT}/target/startup-large.{end}")).to_string_lossy().into_owned()
}

/// What `sekisho check` does but for reading its arguments, with the law in a file instead of in the program.
fn check(law: &str, transfer: &str) {
    let bytes: &'static [u8] = std::fs::read(law).unwrap().leak();
    let mut laps = Laps(Instant::now(), Vec::new());
    let law: Law = postcard::from_bytes(bytes).unwrap();
    laps.lap("decode");
    let rulebook = Rulebook::from(law);
    let text = std::fs::read_to_string(transfer).unwrap();
    let file = File { name: transfer, text: &text };
    let case = transfer::read(&file, rulebook.vocabulary()).unwrap_or_else(|f| panic!("{f}"));
    laps.lap("read");
    let day = case.date.unwrap();
    black_box(rulebook.program(day));
    laps.lap("compile");
    let decision = rulebook.answer(&case, day);
    laps.lap("decide");
    let sheet = Sheet { decision: &decision, file: Some(transfer), dated: Dated::Transfer };
    let look = Look::plain(Lang::En);
    print!("{}", render::text(sheet, look, Length::Brief));
    laps.lap("render");
    eprintln!("{:?}", laps.1);
    std::mem::forget(rulebook);
}

struct Laps(Instant, Vec<(&'static str, Duration)>);

impl Laps {
    fn lap(&mut self, name: &'static str) {
        self.1.push((name, self.0.elapsed()));
        self.0 = Instant::now();
    }
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
    let (clock, computing) = (clock[RUNS / 2], computing[RUNS / 2]);
    let peak = peak as f64 / f64::from(1 << 20);
    let kept = if clock <= MOST_MS && peak <= MOST_MIB { "kept" } else { "**exceeded**" };
    println!("| {name} | {clock:.1} | {computing:.1} | {peak:.1} | {kept} |");
}

fn first_transfer(path: &str) -> String {
    let mut folders: Vec<_> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let found =
        folders.iter().map(|folder| folder.join("transfer.toml")).find(|file| file.exists());
    found.expect("an example with a transfer").to_string_lossy().into_owned()
}
