//! `sekisho law lint`: every fault and remark about packs and their tests, in one pass.

use super::packs::Packs;
use crate::analyse;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::{Diagnostic, Faults, Severity};
use crate::law;

/// What `lint` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A pack, or a folder of packs; without it, the built-in packs
    #[arg(value_name = "PACK|DIR")]
    packs: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let packs = Packs::open(args.packs.as_deref())?;
    let ids = packs.ids();
    let named = |finding: &Diagnostic| {
        let pack = finding.at.as_ref().and_then(|at| at.file.split('/').next());
        pack.is_none_or(|pack| ids.iter().any(|id| id.as_str() == pack))
    };
    let mut findings: Vec<Diagnostic> =
        law::lint(packs.rulebook.law()).into_iter().filter(named).collect();
    if let Err(Faults(mut faults)) = analyse::tests(packs.rulebook.law(), &packs.named) {
        findings.append(&mut faults);
    }
    output::report(&findings);
    let count = match findings.len() {
        0 => "nothing".to_owned(),
        some => some.to_string(),
    };
    output::print(&format!("{count} found in {}\n", packs.names()))?;
    Ok(if findings.is_empty() {
        Exit::Allow
    } else if findings.iter().any(|finding| finding.severity() == Severity::Error) {
        Exit::CouldNotRun
    } else {
        Exit::Deny
    })
}
