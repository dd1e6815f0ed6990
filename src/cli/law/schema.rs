//! `sekisho law schema`: the JSON Schemas of the files people write, for their editors, and of the answer.

use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diag::Faults;
use crate::law::schema;
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
    /// `pack.toml`
    Pack,
    /// The other files of a pack
    Rules,
    /// `tests/*.toml` of a pack
    Tests,
    /// A transfer
    Transfer,
    /// What `check --format json` prints
    Decision,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let text = match args.of {
        Of::Decision => include_str!("../../../schema/decision.schema.json").to_owned(),
        Of::Pack => of_packs("pack"),
        Of::Rules => of_packs("rules"),
        Of::Tests => of_packs("tests"),
        Of::Transfer => transfer::schema(Some(Rulebook::builtin().vocabulary())),
    };
    output::bytes(text.as_bytes())?;
    Ok(Exit::Allow)
}

fn of_packs(name: &str) -> String {
    let mut schemas = schema::all().into_iter();
    let of = schemas.find(|(file, _)| file.strip_suffix(".schema.json") == Some(name));
    of.map(|(_, text)| text).unwrap_or_default()
}
