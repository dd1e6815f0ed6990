//! What several commands take: the language, the rules, the day. Today is read here and nowhere else.

use super::input::fault;
use crate::base::{Day, Lang, PackId};
use crate::diag::Faults;
use crate::render::Dated;
use crate::rulebook::Rulebook;
use crate::transfer::Case;
use clap::ValueEnum;
use std::path::PathBuf;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English
    #[default]
    En,
    /// Japanese
    Ja,
}

/// How an answer of two forms is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Ja => Self::Ja,
        }
    }
}

impl From<Option<Language>> for Lang {
    fn from(language: Option<Language>) -> Self {
        language.unwrap_or_default().into()
    }
}

/// The language, for commands that speak to officers.
#[derive(Debug, clap::Args)]
pub(super) struct Speech {
    /// Language of the answer: English where none is named; sheets that people sign are Japanese
    #[arg(long, value_enum, value_name = "LANG", env = "SEKISHO_LANG")]
    pub(super) lang: Option<Language>,
}

/// Which rules.
#[derive(Debug, clap::Args)]
pub(super) struct Rules {
    /// A pack, or a folder of packs; replaces the built-in packs of the same id (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
}

/// Which rules, as of when, and which of them.
#[derive(Debug, clap::Args)]
pub(super) struct Deciding {
    /// Decide as of this day instead of the transfer's own
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(super) as_of: Option<Day>,
    /// Only this pack (repeatable)
    #[arg(long = "pack", value_name = "ID")]
    pub(super) packs: Vec<String>,
    #[command(flatten)]
    pub(super) rules: Rules,
    #[command(flatten)]
    pub(super) speech: Speech,
}

impl Rules {
    /// The built-in packs, with those of the person in their place.
    ///
    /// # Errors
    /// Every fault of the packs that were named.
    pub(super) fn open(&self) -> Result<Rulebook, Faults> {
        if self.rules.is_empty() { Ok(Rulebook::builtin()) } else { Rulebook::load(&self.rules) }
    }
}

impl Deciding {
    /// The packs that were asked for.
    ///
    /// # Errors
    /// A pack that is not loaded.
    pub(super) fn packs(&self, rulebook: &Rulebook) -> Result<Vec<PackId>, Faults> {
        let mut packs = Vec::with_capacity(self.packs.len());
        for name in &self.packs {
            packs.push(pack(rulebook, name)?);
        }
        packs.sort();
        packs.dedup();
        Ok(packs)
    }
}

/// A pack by the name that a person wrote.
///
/// # Errors
/// A pack that is not loaded.
pub(super) fn pack(rulebook: &Rulebook, name: &str) -> Result<PackId, Faults> {
    let id = PackId::from(name);
    if rulebook.law().packs.contains_key(&id) {
        return Ok(id);
    }
    let names: Vec<&str> = rulebook.law().packs.keys().map(PackId::as_str).collect();
    Err(fault(format!("no pack is called `{name}`"), format!("write one of: {}", names.join(", "))))
}

/// The day as of which a case is decided, and whose day it is.
pub(super) fn day_of(case: &Case, argument: Option<Day>) -> (Day, Dated) {
    match (argument, case.date) {
        (Some(day), _) => (day, Dated::Argument),
        (None, Some(day)) => (day, Dated::Transfer),
        (None, None) => (today(), Dated::Today),
    }
}

/// The day of the machine's own calendar.
pub(super) fn today() -> Day {
    chrono::Local::now().date_naive()
}

pub(super) fn day(text: &str) -> Result<Day, String> {
    let well_formed = text.len() == 10;
    let day = well_formed.then(|| Day::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
    day.ok_or_else(|| "a day is written as in 2026-11-22".to_owned())
}
