//! `sekisho completions`: what a shell needs to complete the command line.

use super::exit::Exit;
use super::output;
use crate::diag::Faults;

/// What `completions` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "sekisho", &mut script);
    output::bytes(&script)?;
    Ok(Exit::Allow)
}
