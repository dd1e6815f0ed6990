//! `sekisho law coverage`: what the examples and tests of packs exercise, and what they do not.

use super::packs::Packs;
use crate::analyse::{self, Missing, PackCoverage, What};
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::Faults;
use std::fmt::Write;

/// What `coverage` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A pack, or a folder of packs; without it, the built-in packs
    #[arg(value_name = "PACK|DIR")]
    packs: Option<String>,
    /// Fail where fewer provisions than this are exercised, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u16).range(0..=100))]
    min_provisions: Option<u16>,
    /// Fail where fewer branches of conditions than this are exercised, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u16).range(0..=100))]
    min_branches: Option<u16>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let packs = Packs::open(args.packs.as_deref())?;
    let law = packs.rulebook.law();
    let tests = analyse::tests(law, &packs.named)?;
    let ids = packs.ids();
    let covered: Vec<PackCoverage> = analyse::coverage(law, &tests)
        .into_iter()
        .filter(|pack| ids.contains(&pack.pack))
        .collect();
    let mut out = String::new();
    for pack in &covered {
        say(&mut out, pack);
    }
    output::print(&out)?;
    let enough = covered.iter().all(|pack| {
        let least = |percent: Option<u16>| usize::from(percent.unwrap_or(0)).saturating_mul(10);
        pack.provisions.per_mille() >= least(args.min_provisions)
            && pack.branches.per_mille() >= least(args.min_branches)
    });
    Ok(if enough { Exit::Allow } else { Exit::Deny })
}

fn say(out: &mut String, pack: &PackCoverage) {
    for missing in &pack.missing {
        let Missing { origin, kind, id, from, what } = missing;
        let what = match what {
            What::Provision => "never applies".to_owned(),
            What::Branch(text, truth) => format!("`{text}` is never {}", truth.word()),
            What::Unknown => "is never unknown".to_owned(),
        };
        let (file, line) = (&origin.file, origin.line);
        writeln!(out, "{}/{file}:{line}: {kind} {id} from {from}: {what}", pack.pack).ok();
    }
    let (provisions, branches) = (pack.provisions, pack.branches);
    writeln!(
        out,
        "{}: provisions {provisions} ({} of {}), branches {branches} ({} of {})",
        pack.pack, provisions.reached, provisions.of, branches.reached, branches.of
    )
    .ok();
}
