//! `sekisho law import`: the tables of an official list beside the files of a pack, what differs, and the files brought up
//! to the tables.

use crate::base::Day;
use crate::cli::exit::Exit;
use crate::cli::input::fault;
use crate::cli::output;
use crate::cli::setting::day;
use crate::diag::Faults;
use crate::import::{self, Map, Written};
use crate::law::store;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the pack, with its `import.toml`
    #[arg(value_name = "DIR")]
    pack: PathBuf,
    /// The folder of the official tables
    #[arg(long, value_name = "DIR")]
    tables: PathBuf,
    /// Write what needs no judgement into the files: new blocks, and new versions of blocks that changed
    #[arg(long, requires = "from")]
    write: bool,
    /// The first day of what is written
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Day>,
    /// The pack's name for the document the tables are taken from
    #[arg(long, value_name = "SOURCE", default_value = "list")]
    source: String,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let map_path = args.pack.join("import.toml");
    let text = fs::read_to_string(&map_path).map_err(|error| {
        fault(
            format!("cannot read `{}`: {error}", map_path.display()),
            "write which table holds what; rules/README.md says how",
        )
    })?;
    let map = Map::read(&map_path.display().to_string(), &text)?;
    let wanted = import::wanted(&map, &args.tables)?;
    let sheets = import::sheets(&store::read_dir(&args.pack)?.files)?;
    let found = import::differences(&map, &wanted, &sheets);
    let (meant, open): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.why.is_some());
    let mut out = String::new();
    for one in &meant {
        writeln!(out, "{one} (meant: {})", one.why.as_deref().unwrap_or_default()).ok();
    }
    let left = if let (true, Some(from)) = (args.write, args.from) {
        let Written { files, left } = import::write(open, &sheets, from, &args.source)?;
        for (path, text) in &files {
            put(&args.pack.join(path), text)?;
            writeln!(out, "{path}: written").ok();
        }
        left
    } else {
        open
    };
    for one in &left {
        writeln!(out, "{one}").ok();
    }
    let rows: usize = wanted.entries.values().map(|entry| entry.rows.len()).sum();
    let (entries, places) = (wanted.entries.len(), wanted.places.len());
    let (open, meant) = (left.len(), meant.len());
    writeln!(
        out,
        "{entries} entries, {rows} reason rows, {places} places compared: {open} differences, {meant} more that are meant"
    )
    .ok();
    output::print(&out)?;
    Ok(if left.is_empty() { Exit::Allow } else { Exit::Deny })
}

/// Writes beside the file and then over it, so that a fault half-way loses nothing.
fn put(path: &Path, text: &str) -> Result<(), Faults> {
    let wrong = |error: std::io::Error| {
        fault(
            format!("cannot write `{}`: {error}", path.display()),
            "check that the folder can be written",
        )
    };
    let beside = path.with_extension("toml.new");
    fs::write(&beside, text).map_err(wrong)?;
    fs::rename(&beside, path).map_err(wrong)
}
