//! `sekisho law test`: whether every example and test of packs comes out as it says.

use super::packs::Packs;
use crate::analyse;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::{Diagnostic, Faults};

/// What `test` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A pack, or a folder of packs; without it, the built-in packs
    #[arg(value_name = "PACK|DIR")]
    packs: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let packs = Packs::open(args.packs.as_deref())?;
    let law = packs.rulebook.law();
    let tests = analyse::tests(law, &packs.named)?;
    let failures = analyse::run(law, &tests);
    let findings: Vec<Diagnostic> =
        failures.iter().map(|failure| failure.diagnostic.clone()).collect();
    output::report(&findings);
    let failed: std::collections::BTreeSet<_> =
        failures.iter().map(|failure| (&failure.diagnostic.at, &failure.says)).collect();
    let (all, failed) = (tests.len(), failed.len());
    output::print(&format!("{all} tests of {}, {failed} failed\n", packs.names()))?;
    Ok(if failed == 0 { Exit::Allow } else { Exit::Deny })
}
