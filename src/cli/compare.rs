//! `sekisho compare`: one transfer as each of two packs alone decides it, side by side.

use super::exit::Exit;
use super::input::fault;
use super::setting::{Format, Rules, Speech, day, day_of, pack};
use super::{check, output};
use crate::analyse;
use crate::base::{Day, Lang};
use crate::diag::Faults;
use crate::render::{self, Comparison};

/// What `compare` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One pack
    #[arg(value_name = "PACK")]
    first: String,
    /// The other
    #[arg(value_name = "PACK")]
    second: String,
    /// A transfer as TOML or JSON; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// How the answer is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Decide as of this day instead of the transfer's own
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<Day>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    speech: Speech,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let rulebook = args.rules.open()?;
    let packs = [pack(&rulebook, &args.first)?, pack(&rulebook, &args.second)?];
    let [first, second] = &packs;
    if first == second {
        let message = format!("`{first}` is compared with itself");
        return Err(fault(message, "name two packs: `sekisho law list` lists them"));
    }
    let case = check::read(&rulebook, &args.file)?;
    let (day, dated) = day_of(&case, args.as_of);
    let sides = analyse::sides(&rulebook.program(day), &case, [first, second]);
    let lang = Lang::from(args.speech.lang);
    let law = rulebook.law();
    let of = Comparison { sides: &sides, law, day, dated, file: &args.file };
    match args.format {
        Format::Json => output::bytes(&render::comparison_json(of, lang))?,
        Format::Text => output::print(&render::comparison(of, output::look(lang)))?,
    }
    let worst = sides.iter().map(|side| Exit::from(side.decision.verdict)).max();
    Ok(worst.unwrap_or(Exit::CouldNotRun))
}
