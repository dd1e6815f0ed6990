//! The command line as a whole. What each command takes stands in its own file.

use super::{ask, check, classify, compare, completions, explain, law, man};
use clap::{Parser, Subcommand};

/// A checkpoint for technology transfers: law and policy as data, a transfer in; allow, flag or deny out, with the
/// paragraph that says so.
#[derive(Parser)]
#[command(name = "sekisho", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 allow, 1 deny, 2 could not run, 3 flag.")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Decide transfers
    Check(check::Args),
    /// Ask what can still change the answer, and write the answers into the transfer
    Ask(ask::Args),
    /// Say which entries items meet, nearly meet or may meet; or search entries and parameters by words
    Classify(classify::Args),
    /// Set side by side what two packs make of one transfer
    Compare(compare::Args),
    /// Show a provision with its versions, or the whole trace of a decision
    Explain(explain::Args),
    /// For those who write rules: list, lint, test, cover, describe
    Law(law::Args),
    /// Print completions for a shell
    Completions(completions::Args),
    /// Print the man page, or write all pages into a folder
    Man(man::Args),
}
