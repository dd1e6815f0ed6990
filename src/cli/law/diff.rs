//! `sekisho law diff`: two editions of a pack, or one pack on two days, and which decisions change between them.

use crate::base::{Day, Lang, PackId};
use crate::cli::check;
use crate::cli::exit::Exit;
use crate::cli::input::fault;
use crate::cli::output;
use crate::cli::setting::{Format, Speech, day, day_of};
use crate::decision::{Decision, Outcome, Verdict};
use crate::diag::Faults;
use crate::law::model::Pack;
use crate::render::{self, Moved, View};
use crate::rulebook::Rulebook;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What `diff` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The older edition: a built-in pack, or the folder of one
    #[arg(value_name = "OLD")]
    old: String,
    /// The newer edition; without it the pack is compared with itself on two days
    #[arg(value_name = "NEW", required_unless_present = "from")]
    new: Option<String>,
    /// The pack as it stands on this day
    #[arg(long, value_name = "DAY", value_parser = day, requires = "to")]
    from: Option<Day>,
    /// Beside it as it stands on this day
    #[arg(long, value_name = "DAY", value_parser = day, requires = "from")]
    to: Option<Day>,
    /// A folder of transfers that are decided under both
    #[arg(long, value_name = "DIR")]
    transfers: Option<PathBuf>,
    /// How the answer is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    speech: Speech,
}

/// One side of the comparison.
struct Side {
    rulebook: Rulebook,
    pack: PackId,
    on: Option<Day>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let lang = Lang::from(args.speech.lang);
    let old = Side::open(&args.old, args.from)?;
    let new = Side::open(args.new.as_deref().unwrap_or(&args.old), args.to)?;
    let found = render::changes(old.view()?, new.view()?, lang);
    let moved = match &args.transfers {
        Some(folder) => Some(decisions(&old, &new, folder)?),
        None => None,
    };
    let moved = moved.as_ref().map(|(moved, count)| (moved.as_slice(), *count));
    match args.format {
        Format::Json => output::bytes(&render::changes_json(&found, moved, lang))?,
        Format::Text => {
            output::print(&render::changes_text(&found, moved, output::look(lang)))?;
        }
    }
    Ok(Exit::Allow)
}

impl Side {
    fn open(what: &str, on: Option<Day>) -> Result<Self, Faults> {
        let folder = Path::new(what);
        if !folder.join("pack.toml").is_file() {
            return Ok(Self { rulebook: Rulebook::builtin(), pack: what.into(), on });
        }
        let name = folder.canonicalize().ok();
        let name = name.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
        let pack = PackId::from(name.as_deref().unwrap_or_default());
        Ok(Self { rulebook: Rulebook::load(&[folder.to_owned()])?, pack, on })
    }

    fn view(&self) -> Result<View<'_>, Faults> {
        let packs = &self.rulebook.law().packs;
        let pack: &Pack = packs.get(&self.pack).ok_or_else(|| {
            let names: Vec<&str> = packs.keys().map(PackId::as_str).collect();
            fault(
                format!("`{}` is neither a built-in pack nor the folder of one", self.pack),
                format!("write one of {}, or a folder with a `pack.toml`", names.join(", ")),
            )
        })?;
        Ok(View { pack, on: self.on })
    }

    fn decide(&self, file: &str) -> Result<Decision, Faults> {
        let case = check::read(&self.rulebook, file)?;
        let (day, _) = day_of(&case, self.on);
        Ok(self.rulebook.decide(&case, day))
    }
}

/// The decisions that change, and how many were made.
fn decisions(old: &Side, new: &Side, folder: &Path) -> Result<(Vec<Moved>, usize), Faults> {
    let mut files = Vec::new();
    transfers(folder, &mut files)?;
    files.sort();
    let (mut moved, mut faults) = (Vec::new(), Vec::new());
    for file in &files {
        match (old.decide(file), new.decide(file)) {
            (Ok(was), Ok(is)) => moved.extend(compare(file, &was, &is)),
            (was, is) => {
                for side in [was, is] {
                    faults.extend(side.err().into_iter().flat_map(|Faults(found)| found));
                }
            }
        }
    }
    if faults.is_empty() { Ok((moved, files.len())) } else { Err(Faults(faults)) }
}

fn compare(file: &str, was: &Decision, is: &Decision) -> Option<Moved> {
    let (before, after) = (outstanding(was), outstanding(is));
    let verdicts: (Verdict, Verdict) = (was.verdict, is.verdict);
    (verdicts.0 != verdicts.1 || before != after).then(|| Moved {
        file: file.to_owned(),
        verdicts,
        added: after.difference(&before).cloned().collect(),
        removed: before.difference(&after).cloned().collect(),
    })
}

/// What stands against a transfer, with what became of it.
fn outstanding(decision: &Decision) -> BTreeSet<String> {
    let lifted = |outcome: Outcome| outcome == Outcome::ExceptionUsed;
    let open = decision.reasons.iter().filter(|reason| !lifted(reason.outcome()));
    let say = |reason: &crate::decision::Reason| {
        let outcome = render::outcome(reason.outcome()).get(Lang::En);
        format!("{}:{} ({outcome})", reason.control().pack, reason.rule())
    };
    open.map(say).collect()
}

/// Every transfer below a folder: TOML and JSON files that state an act.
fn transfers(folder: &Path, out: &mut Vec<String>) -> Result<(), Faults> {
    let wrong = |error: std::io::Error| {
        fault(
            format!("cannot read `{}`: {error}", folder.display()),
            "name a folder of transfers with `--transfers`",
        )
    };
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let ends = path.extension().is_some_and(|end| end == "toml" || end == "json");
        if path.is_dir() {
            transfers(&path, out)?;
        } else if ends && fs::read_to_string(&path).is_ok_and(|text| text.contains("schema")) {
            out.push(path.display().to_string());
        }
    }
    Ok(())
}
