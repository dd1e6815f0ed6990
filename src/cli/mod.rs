//! The command line: one file a command. Only here are files named by a person opened, the clock and the environment
//! read, and answers printed. Nothing is decided here.

mod args;
mod ask;
mod check;
mod classify;
mod compare;
mod completions;
mod exit;
mod explain;
mod input;
mod law;
mod man;
mod output;
mod quick;
mod setting;
mod sheet;

pub use exit::Exit;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::ffi::OsString;

/// Runs a command line, arguments with the program's name in front, and says how it ended.
pub fn run<I>(arguments: I) -> Exit
where
    I: IntoIterator,
    I::Item: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return output::usage(&error),
    };
    let ended = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Classify(args) => classify::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Ask(args) => ask::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Law(args) => law::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    ended.unwrap_or_else(|faults| output::faults(&faults))
}

/// The whole command line, as help, completions and man pages see it.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
