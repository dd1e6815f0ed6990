//! `sekisho law list`: what packs hold, in numbers and by id.

use super::packs::Packs;
use crate::base::{Day, Lang};
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::setting::Speech;
use crate::diag::Faults;
use crate::law::keys::COUNTS;
use crate::law::list::{Counts, counts};
use crate::law::model::Pack;
use clap::ValueEnum;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt::Write;

/// What `list` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A pack, or a folder of packs; without it, the built-in packs
    #[arg(value_name = "PACK|DIR")]
    packs: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    speech: Speech,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one object for a pack, an array for several
    Json,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let packs = Packs::open(args.packs.as_deref())?;
    let lang = Lang::from(args.speech.lang);
    let law = packs.rulebook.law();
    let listed: Vec<Listed<'_>> =
        packs.ids().iter().filter_map(|id| law.packs.get(id)).map(Listed::of).collect();
    match args.format {
        Format::Json => {
            let mut out = Vec::new();
            // writing our own shapes into memory cannot fail
            match (args.packs.is_some(), listed.as_slice()) {
                (true, [one]) => serde_json::to_writer_pretty(&mut out, one).ok(),
                _ => serde_json::to_writer_pretty(&mut out, &listed).ok(),
            };
            out.push(b'\n');
            output::bytes(&out)?;
        }
        Format::Text => output::print(&text(&listed, args.packs.is_some(), lang))?,
    }
    Ok(Exit::Allow)
}

/// A pack and what it holds.
struct Listed<'a> {
    pack: &'a Pack,
    counts: Counts,
}

impl<'a> Listed<'a> {
    fn of(pack: &'a Pack) -> Self {
        Self { pack, counts: counts(pack) }
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("pack", &self.pack.head.id)?;
        map.serialize_entry("edition", &self.pack.head.edition.as_ref().map(Day::to_string))?;
        for name in COUNTS {
            map.serialize_entry(name, &self.counts.by_name(name))?;
        }
        map.serialize_entry("items", &Items(&self.counts))?;
        map.end()
    }
}

/// The ids, under the same names.
struct Items<'a>(&'a Counts);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COUNTS.iter().map(|name| (name, self.0.items(name))))
    }
}

fn text(listed: &[Listed<'_>], ids: bool, lang: Lang) -> String {
    let mut out = String::new();
    for one in listed {
        let head = &one.pack.head;
        let edition = head.edition.map(|day| format!(", {day}")).unwrap_or_default();
        writeln!(out, "{}: {}{edition}", head.id, head.title.get(lang)).ok();
        for name in COUNTS {
            let count = one.counts.by_name(name).unwrap_or_default();
            if count > 0 {
                writeln!(out, "  {count:>6} {name}").ok();
            }
        }
        if ids {
            listing(&mut out, one, lang);
        }
    }
    out
}

/// Every provision with its title.
fn listing(out: &mut String, one: &Listed<'_>, lang: Lang) {
    let mut block = "";
    for provision in crate::render::provisions(one.pack, lang, &|_| true) {
        if provision.block != block {
            writeln!(out, "{}", provision.block).ok();
            block = provision.block;
        }
        let title = provision.title().map_or("", |title| title.get(lang));
        let gap = if title.is_empty() { "" } else { ": " };
        writeln!(out, "  {}{gap}{title}", provision.name()).ok();
    }
}
