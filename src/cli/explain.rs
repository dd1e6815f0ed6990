//! `sekisho explain`: a provision with its versions and what rests on it, or every step of a decision.

use super::exit::Exit;
use super::input::{fault, nearest};
use super::output;
use super::setting::Deciding;
use super::{check, setting};
use crate::analyse;
use crate::base::{Lang, PackId};
use crate::diag::Faults;
use crate::law::model::Pack;
use crate::law::{self, TestCase};
use crate::render::{self, Look, Provision, Sheet};
use crate::rulebook::{self, Rulebook};
use std::path::Path;

/// What `explain` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A provision (`alliance:rivals`), a fact (`item.qubits`), a word (`quantum`), a pack; or a transfer's file
    #[arg(value_name = "ID|FILE")]
    what: String,
    #[command(flatten)]
    deciding: Deciding,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let rulebook = args.deciding.rules.open()?;
    let lang = Lang::from(args.deciding.speech.lang);
    let look = output::look(lang);
    if is_file(&args.what) {
        return trace(args, &rulebook, look);
    }
    let packs = args.deciding.packs(&rulebook)?;
    let tests = tests(args, &rulebook);
    output::print(&explain(&rulebook, &args.what, &packs, &tests, look)?)?;
    Ok(Exit::Allow)
}

/// The examples and tests of all packs. Faults in them are for `law lint` to say.
fn tests(args: &Args, rulebook: &Rulebook) -> Vec<TestCase> {
    let mut sources = rulebook::read(&args.deciding.rules.rules).unwrap_or_default();
    for source in law::builtin_sources() {
        if !sources.iter().any(|read| read.id == source.id) {
            sources.push(source);
        }
    }
    analyse::tests(rulebook.law(), &sources).unwrap_or_default()
}

/// Whether a person means a file and not a provision.
fn is_file(what: &str) -> bool {
    let path = Path::new(what);
    let ends = path.extension().is_some_and(|end| end == "toml" || end == "json");
    what == "-" || ends || path.is_file()
}

fn trace(args: &Args, rulebook: &Rulebook, look: Look) -> Result<Exit, Faults> {
    let mut case = check::read(rulebook, &args.what)?;
    let packs = args.deciding.packs(rulebook)?;
    if !packs.is_empty() {
        case.packs = packs;
    }
    let (day, dated) = setting::day_of(&case, args.deciding.as_of);
    let decision = rulebook.decide(&case, day);
    let sheet = Sheet { decision: &decision, file: Some(&args.what), dated };
    output::print(&render::trace(sheet, look))?;
    Ok(decision.verdict.into())
}

/// What is known under this name, each page below the other.
fn explain(
    rulebook: &Rulebook,
    what: &str,
    packs: &[PackId],
    tests: &[TestCase],
    look: Look,
) -> Result<String, Faults> {
    let (pack, id) = match what.split_once(':') {
        Some((pack, id)) => (Some(pack), id),
        None => (None, what),
    };
    let wanted = |candidate: &&Pack| {
        pack.is_none_or(|pack| candidate.head.id.as_str() == pack)
            && (packs.is_empty() || packs.contains(&candidate.head.id))
    };
    let law = rulebook.law();
    let found: Vec<Provision<'_>> = law
        .packs
        .values()
        .filter(wanted)
        .flat_map(|pack| render::provisions(pack, look.lang, &|candidate| candidate == id))
        .collect();
    let mut names: Vec<String> = found.iter().map(Provision::name).collect();
    names.dedup();
    let several = names.len() > 1 && pack.is_none();
    if several {
        return Err(fault(
            format!("`{what}` is the name of several provisions"),
            format!("write one of: {}", names.join(", ")),
        ));
    }
    let mut pages: Vec<String> =
        found.iter().map(|provision| provision.text(look, tests)).collect();
    if pack.is_none() {
        pages.extend(render::glossary(law, what, look));
    }
    if pages.is_empty() { Err(unknown(rulebook, what, pack, id)) } else { Ok(pages.join("\n")) }
}

fn unknown(rulebook: &Rulebook, what: &str, pack: Option<&str>, id: &str) -> Faults {
    let law = rulebook.law();
    if let Some(name) = pack
        && !law.packs.contains_key(name)
    {
        let names: Vec<&str> = rulebook.packs().map(PackId::as_str).collect();
        return fault(
            format!("no pack is called `{name}`"),
            format!("write one of: {}", names.join(", ")),
        );
    }
    let of = law.packs.values().filter(|p| pack.is_none_or(|name| p.head.id.as_str() == name));
    let mut ids: Vec<(String, String)> = of
        .flat_map(|p| render::provisions(p, Lang::En, &|_| true))
        .map(|provision| (provision.name(), provision.id))
        .collect();
    if pack.is_none() {
        let facts = law.vocabulary.facts.keys().map(ToString::to_string);
        let words = law.vocabulary.words.values().flat_map(|words| words.keys());
        let names = facts.chain(words.map(ToString::to_string));
        ids.extend(names.flat_map(|name| {
            let short = name.rsplit('.').next().unwrap_or_default().to_owned();
            [(name.clone(), short), (name.clone(), name)]
        }));
    }
    ids.sort();
    let near = nearest(id, ids.iter().map(|(_, id)| id.as_str()));
    let full = near.and_then(|near| ids.iter().find(|(_, id)| id == near));
    let help = match full {
        Some((full, _)) => format!("did you mean `{full}`?"),
        None => "`sekisho law list PACK` shows the provisions of a pack".to_owned(),
    };
    fault(format!("nothing is called `{what}`"), help)
}
