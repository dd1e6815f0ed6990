//! `sekisho check`: decides transfers and says why. The verdict of several is the worst of them.

use super::exit::Exit;
use super::input;
use super::output;
use super::quick::Quick;
use super::setting::{Deciding, day_of};
use super::sheet::{self, Filed, SheetArgs};
use crate::base::{Lang, PackId};
use crate::decision::Decision;
use crate::diag::Faults;
use crate::render::{self, Dated, Length, Several, Sheet};
use crate::rulebook::Rulebook;
use crate::transfer::{self, Case};
use clap::ValueEnum;
use std::fmt::Write;

/// What `check` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Transfers as TOML or JSON; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "item")]
    files: Vec<String>,
    /// How the answer is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Every reason whole, also those that do not decide
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    sheet: SheetArgs,
    #[command(flatten)]
    deciding: Deciding,
    #[command(flatten)]
    quick: Quick,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in a terminal or a log
    Text,
    /// For programs
    Json,
    /// Markdown, for a review or a ticket
    Md,
}

/// A transfer that was decided.
struct Decided {
    file: Option<String>,
    case: Case,
    decision: Decision,
    dated: Dated,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let rulebook = args.deciding.rules.open()?;
    let packs = args.deciding.packs(&rulebook)?;
    let (mut decided, mut found) = (Vec::new(), Vec::new());
    let mut add = |file: Option<String>, case: Result<Case, Faults>| match case {
        Ok(case) => decided.push(decide(args, &rulebook, case, file, &packs)),
        Err(Faults(mut faults)) => found.append(&mut faults),
    };
    if let Some(form) = args.quick.form(rulebook.vocabulary()) {
        add(None, transfer::quick(&form, rulebook.vocabulary()));
    }
    for name in &args.files {
        add(Some(name.clone()), read(&rulebook, name));
    }
    let worst = decided.iter().map(|one| Exit::from(one.decision.verdict)).max();
    let several = if args.files.len() > 1 { Several::Yes } else { Several::No };
    if let Some(kind) = args.sheet.form {
        // sheets of what can be read are not filed beside what cannot
        if found.is_empty() {
            let lang = args.deciding.speech.lang.map_or(Lang::Ja, Lang::from);
            let filed: Vec<Filed<'_>> = decided.iter().map(Decided::filed).collect();
            sheet::print(&args.sheet, kind, &rulebook, &filed, lang)?;
        }
    } else if !decided.is_empty() || several == Several::Yes {
        print(args, &decided, several)?;
    }
    // the process ends: giving back a law piece by piece would take longer than some decisions
    std::mem::forget((rulebook, decided));
    match worst {
        Some(exit) if found.is_empty() => Ok(exit),
        _ => Ok(output::faults(&Faults(found))),
    }
}

/// Reads a transfer.
///
/// # Errors
/// Every fault of the file.
pub(super) fn read(rulebook: &Rulebook, name: &str) -> Result<Case, Faults> {
    let input = input::read(name)?;
    transfer::read(&input.file(), rulebook.vocabulary())
}

fn decide(
    args: &Args,
    rulebook: &Rulebook,
    mut case: Case,
    file: Option<String>,
    packs: &[PackId],
) -> Decided {
    if !packs.is_empty() {
        case.packs = packs.to_vec();
    }
    let (day, dated) = day_of(&case, args.deciding.as_of);
    // a sheet also says what was looked at and does not apply
    let decision = match args.sheet.form {
        Some(_) => rulebook.decide(&case, day),
        None => rulebook.answer(&case, day),
    };
    Decided { file, case, decision, dated }
}

fn print(args: &Args, decided: &[Decided], several: Several) -> Result<(), Faults> {
    let lang = Lang::from(args.deciding.speech.lang);
    let sheets: Vec<Sheet<'_>> = decided.iter().map(Decided::sheet).collect();
    match args.format {
        Format::Json => output::bytes(&render::json(&sheets, several, lang)),
        Format::Md => {
            output::print(&pages(&sheets, several, lang, |sheet| render::markdown(sheet, lang)))
        }
        Format::Text => {
            let look = output::look(lang);
            let length = if args.full { Length::Full } else { Length::Brief };
            output::print(&pages(&sheets, several, lang, |sheet| render::text(sheet, look, length)))
        }
    }
}

/// The pages one below the other; where there are several, the answers first.
fn pages(
    sheets: &[Sheet<'_>],
    several: Several,
    lang: Lang,
    page: impl Fn(Sheet<'_>) -> String,
) -> String {
    let mut out = String::new();
    if several == Several::Yes {
        for sheet in sheets {
            let verdict = render::verdict(sheet.decision.verdict).get(lang);
            let file = sheet.file.unwrap_or("-");
            writeln!(out, "{verdict}: {file}").ok();
        }
    }
    for sheet in sheets {
        if several == Several::Yes {
            let file = sheet.file.unwrap_or("-");
            writeln!(out, "\n---- {file}\n").ok();
        }
        out.push_str(&page(*sheet));
    }
    out
}

impl Decided {
    fn filed(&self) -> Filed<'_> {
        Filed { case: &self.case, sheet: self.sheet() }
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet { decision: &self.decision, file: self.file.as_deref(), dated: self.dated }
    }
}
