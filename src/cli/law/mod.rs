//! `sekisho law`: for those who write rules. One file a command.

mod coverage;
mod diff;
mod import;
mod lint;
mod list;
mod packs;
mod schema;
mod test;

use super::exit::Exit;
use crate::diag::Faults;
use clap::Subcommand;

/// What `law` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what packs hold
    List(list::Args),
    /// Find every fault of packs in one pass
    Lint(lint::Args),
    /// Run the examples and tests of packs
    Test(test::Args),
    /// Say what examples and tests exercise
    Coverage(coverage::Args),
    /// Compare two editions of a pack, or a pack on two days, and the decisions that change
    Diff(diff::Args),
    /// Compare a pack with the official tables, and bring it up to them
    Import(import::Args),
    /// Print the JSON Schema of a kind of file
    Schema(schema::Args),
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    match &args.command {
        Command::List(args) => list::run(args),
        Command::Lint(args) => lint::run(args),
        Command::Test(args) => test::run(args),
        Command::Coverage(args) => coverage::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Import(args) => import::run(args),
        Command::Schema(args) => schema::run(args),
    }
}
