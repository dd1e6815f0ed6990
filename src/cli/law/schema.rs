//! `sekisho law schema`: the JSON Schemas of the files people write, for their editors, and of the answer.

use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::Faults;
use crate::rulebook::Rulebook;
use crate::transfer;
use clap::ValueEnum;

/// What `schema` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of file
    #[arg(value_enum)]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// A transfer
    Transfer,
    /// What `check --format json` prints
    Decision,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let text = match args.of {
        Of::Decision => include_str!("../../../schema/decision.schema.json").to_owned(),
        Of::Transfer => transfer::schema(Some(Rulebook::builtin().vocabulary())),
    };
    output::bytes(text.as_bytes())?;
    Ok(Exit::Allow)
}
