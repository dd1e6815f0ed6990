//! The paved path: the packs that are loaded, ready to decide any transfer as of any day.

use crate::base::{Day, PackId};
use crate::condition::Vocabulary;
use crate::decision::Decision;
use crate::diag::{Code, Diagnostic, Diagnostics, Faults};
use crate::engine::{self, Program};
use crate::law::{self, PackSource, model::Law};
use crate::transfer::Case;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Days for which compiled rules are kept. A run over many days starts again rather than grow without end.
const KEPT: usize = 32;

/// The packs that are loaded, and what was compiled of them.
///
/// ```
/// use sekisho::{Rulebook, diag::File, transfer};
///
/// let rulebook = Rulebook::builtin();
/// let text = r#"
/// schema = 1
/// act = "movement"
/// date = 2026-11-22
/// from = "JP"
/// to = "CN"
/// [[item]]
/// kind = "commodity"
/// technology = ["quantum"]
/// "#;
/// let file = File { name: "transfer.toml", text };
/// let case = transfer::read(&file, rulebook.vocabulary())?;
/// let decision = rulebook.decide(&case, case.date.unwrap_or_default());
/// for reason in &decision.reasons {
///     println!("{}: {}", reason.control().title.en, reason.control().cite.at);
/// }
/// # Ok::<(), sekisho::diag::Faults>(())
/// ```
#[derive(Debug)]
pub struct Rulebook {
    law: Arc<Law>,
    programs: Mutex<BTreeMap<Day, Arc<Program>>>,
}

impl Rulebook {
    /// The packs that are compiled into this library.
    #[must_use]
    pub fn builtin() -> Self {
        Self::from(law::builtin())
    }

    /// The built-in packs, with those in `folders` (a pack, or a folder of packs) in the place of those of the same id.
    ///
    /// # Errors
    /// Every fault of all packs, in one pass.
    pub fn load(folders: &[PathBuf]) -> Result<Self, Faults> {
        let mut sources: BTreeMap<String, PackSource> =
            law::builtin_sources().into_iter().map(|pack| (pack.id.clone(), pack)).collect();
        for source in read(folders)? {
            sources.insert(source.id.clone(), source);
        }
        let sources: Vec<PackSource> = sources.into_values().collect();
        Ok(Self::from(law::load(&sources)?))
    }

    /// Decides `case` as of `day`.
    #[must_use]
    pub fn decide(&self, case: &Case, day: Day) -> Decision {
        engine::decide(&self.program(day), case)
    }

    /// The same without the trace in words, which takes as long as all the rest and which few print.
    #[must_use]
    pub fn answer(&self, case: &Case, day: Day) -> Decision {
        engine::report(engine::rule(&self.program(day), case))
    }

    /// What may be named in a transfer or a condition.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.law.vocabulary
    }

    /// The packs themselves.
    #[must_use]
    pub fn law(&self) -> &Arc<Law> {
        &self.law
    }

    /// The ids of the packs, sorted.
    pub fn packs(&self) -> impl Iterator<Item = &PackId> {
        self.law.packs.keys()
    }

    /// The rules in force on `day`, compiled once.
    #[must_use]
    pub fn program(&self, day: Day) -> Arc<Program> {
        // a thread that panicked left a whole map behind: programs are only put in when they are made
        let mut programs = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(program) = programs.get(&day) {
            return Arc::clone(program);
        }
        if programs.len() >= KEPT {
            programs.clear();
        }
        let program = Arc::new(engine::compile(&self.law, day));
        programs.insert(day, Arc::clone(&program));
        program
    }
}

impl From<Law> for Rulebook {
    fn from(law: Law) -> Self {
        Self { law: Arc::new(law), programs: Mutex::default() }
    }
}

/// The packs in `folders`: each is a pack, or holds packs.
///
/// # Errors
/// Folders and files that cannot be read, and folders that hold no pack.
pub(crate) fn read(folders: &[PathBuf]) -> Result<Vec<PackSource>, Faults> {
    let (mut sources, mut faults) = (Vec::new(), Diagnostics::default());
    for folder in folders {
        let packs = packs_in(folder);
        if packs.is_empty() {
            let message = format!("there is no pack in `{}`", folder.display());
            let help = "name a folder that has a `pack.toml`, or a folder of such folders";
            faults.push(Diagnostic::general(Code::File, message).help(help));
        }
        for pack in packs {
            match law::store::read_dir(&pack) {
                Ok(source) => sources.push(source),
                Err(Faults(found)) => faults.extend(found.into_iter().collect()),
            }
        }
    }
    faults.into_result(sources)
}

fn packs_in(folder: &Path) -> Vec<PathBuf> {
    if folder.join("pack.toml").is_file() {
        return vec![folder.to_owned()];
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut packs: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("pack.toml").is_file()).collect();
    packs.sort();
    packs
}
