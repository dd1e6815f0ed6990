//! `sekisho classify`: which entries items meet, nearly meet, are taken out of, or may meet; and the search by words.

use super::check;
use super::exit::Exit;
use super::output;
use super::quick::Quick;
use super::setting::{self, Deciding, Format, day_of};
use crate::analyse;
use crate::base::{Day, Lang};
use crate::diag::Faults;
use crate::engine;
use crate::render::{self, Classified, Length};
use crate::rulebook::Rulebook;
use crate::transfer::{self, Case};

/// What `classify` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Transfers as TOML or JSON; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present_any = ["item", "search"])]
    files: Vec<String>,
    /// Search entries, words and parameters by what people call them, English or Japanese: `"spray dryer"`, `量子`
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["files", "item"])]
    search: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Every question
    #[arg(long)]
    full: bool,
    /// How near a number must be to a line to be shown, in percent of the line
    #[arg(long, value_name = "PERCENT", default_value_t = 25)]
    near: u16,
    #[command(flatten)]
    deciding: Deciding,
    #[command(flatten)]
    quick: Quick,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let rulebook = args.deciding.rules.open()?;
    let lang = Lang::from(args.deciding.speech.lang);
    if let Some(words) = &args.search {
        let day = args.deciding.as_of.unwrap_or_else(setting::today);
        let found = analyse::search(rulebook.law(), words, day);
        match args.format {
            Format::Json => output::bytes(&render::finds_json(&found, lang))?,
            Format::Text => output::print(&render::finds(&found, output::look(lang)))?,
        }
        return Ok(Exit::Allow);
    }
    let packs = args.deciding.packs(&rulebook)?;
    let mut cases = Vec::new();
    if let Some(form) = args.quick.form(rulebook.vocabulary()) {
        cases.push(transfer::quick(&form, rulebook.vocabulary())?);
    }
    for name in &args.files {
        cases.push(check::read(&rulebook, name)?);
    }
    let mut worst = Exit::Allow;
    for mut case in cases {
        if !packs.is_empty() {
            case.packs.clone_from(&packs);
        }
        let (day, _) = day_of(&case, args.deciding.as_of);
        let items = classify(&rulebook, &case, day, args.near);
        let contradicted =
            items.iter().flat_map(|item| &item.packs).any(|p| !p.findings.is_empty());
        worst = worst.max(if contradicted { Exit::Flag } else { Exit::Allow });
        let law = rulebook.law();
        match args.format {
            Format::Json => output::bytes(&render::classes_json(law, day, &items, lang))?,
            Format::Text => {
                let length = if args.full { Length::Full } else { Length::Brief };
                output::print(&render::classes(law, day, &items, output::look(lang), length))?;
            }
        }
    }
    Ok(worst)
}

fn classify(rulebook: &Rulebook, case: &Case, day: Day, near: u16) -> Vec<Classified> {
    let program = rulebook.program(day);
    let within = u32::from(near).saturating_mul(100);
    let transferred = case.items.iter().enumerate().filter(|(_, item)| !item.reference);
    transferred
        .map(|(position, item)| {
            let packs = engine::classes(&program, case, position);
            let near = analyse::near(&program, case, position, &packs, within);
            Classified {
                item: item.title.clone().unwrap_or_else(|| item.name.clone()),
                packs,
                near,
            }
        })
        .collect()
}
