//! `sekisho man`: the manual, made from the same definition as the help.

use super::exit::Exit;
use super::input::fault;
use super::output;
use crate::diag::Faults;
use clap_mangen::Man;
use std::path::{Path, PathBuf};

/// What `man` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write a page for each command into this folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    match &args.folder {
        None => {
            let mut page = Vec::new();
            // writing into memory cannot fail
            Man::new(super::command()).render(&mut page).ok();
            output::bytes(&page)?;
        }
        Some(folder) => {
            for (name, page) in pages() {
                write(folder, &name, &page)?;
            }
        }
    }
    Ok(Exit::Allow)
}

/// Every page with its file name, by name.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut pages = Vec::new();
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    collect(&command, "sekisho", &mut pages);
    pages.sort();
    pages
}

fn collect(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    let named = command.clone().display_name(name.to_owned());
    Man::new(named).render(&mut page).ok();
    pages.push((format!("{name}.1"), page));
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        collect(sub, &format!("{name}-{}", sub.get_name()), pages);
    }
}

fn write(folder: &Path, name: &str, page: &[u8]) -> Result<(), Faults> {
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(folder.join(name), page)).map_err(
        |error| {
            let message = format!("`{}` cannot be written: {error}", folder.join(name).display());
            fault(message, "name a folder in which files may be made")
        },
    )
}
