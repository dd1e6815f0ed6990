//! `sekisho check --form`: the sheets that people sign, written from the decision that `check` makes.

use super::input::fault;
use super::output;
use super::setting::day;
use crate::base::{Day, Lang, PackId};
use crate::decision::{Decision, Outcome};
use crate::diag::Faults;
use crate::engine;
use crate::law::model::Nature;
use crate::render::{self, Form, FormKind, FormPage, Sheet, Signed, Specified};
use crate::rulebook::Rulebook;
use crate::transfer::Case;
use clap::ValueEnum;

/// What is said of a sheet.
#[derive(Debug, clap::Args)]
pub(super) struct SheetArgs {
    /// A sheet to sign and file instead of the answer, in Japanese unless `--lang en`
    #[arg(long, value_enum, value_name = "FORM", conflicts_with_all = ["format", "full"])]
    pub(super) form: Option<Kind>,
    /// How the sheet is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "md", requires = "form")]
    form_format: PageKind,
    /// Who signs the sheet; without a name it stays provisional
    #[arg(long, value_name = "NAME", value_parser = name, requires_all = ["form", "signed_on"])]
    signed_by: Option<String>,
    /// The day on which it is signed
    #[arg(long, value_name = "DAY", value_parser = day, requires_all = ["form", "signed_by"])]
    signed_on: Option<Day>,
}

/// Which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// The classification of each item, line by line: 該非判定書 (also `gaihi`)
    #[value(aliases = ["gaihi", "該非判定書"])]
    Classification,
    /// The review of the transaction: 取引審査票 (also `shinsa`)
    #[value(aliases = ["shinsa", "取引審査票"])]
    Transaction,
}

/// How a sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PageKind {
    /// Markdown
    Md,
    /// One page that prints on A4 and loads nothing
    Html,
}

/// A transfer that was decided, as a sheet needs it.
pub(super) struct Filed<'a> {
    pub(super) case: &'a Case,
    pub(super) sheet: Sheet<'a>,
}

/// Prints the sheets of some transfers.
///
/// # Errors
/// A day of signature before the day of the decision, and when nothing can be written.
pub(super) fn print(
    args: &SheetArgs,
    kind: Kind,
    rulebook: &Rulebook,
    filed: &[Filed<'_>],
    lang: Lang,
) -> Result<(), Faults> {
    let by = args.signed_by.as_deref().zip(args.signed_on);
    let signed = by.map(|(by, on)| Signed { by: by.trim().into(), on });
    let items: Vec<Vec<Specified>> = filed.iter().map(|one| specified(rulebook, one)).collect();
    let forms: Vec<Form<'_>> = filed
        .iter()
        .zip(&items)
        .map(|(one, items)| Form {
            sheet: one.sheet,
            case: one.case,
            law: rulebook.law(),
            items,
            signed: signed.as_ref(),
        })
        .collect();
    let late =
        filed.iter().find(|one| signed.as_ref().is_some_and(|s| s.on < one.sheet.decision.as_of));
    if let (Some(one), Some(signed)) = (late, &signed) {
        let as_of = one.sheet.decision.as_of;
        return Err(fault(
            format!("signed on {}, before {as_of}, the day as of which it is decided", signed.on),
            "name the day on which the person signs, or decide with `--as-of`",
        ));
    }
    let kind = match kind {
        Kind::Classification => FormKind::Classification,
        Kind::Transaction => FormKind::Transaction,
    };
    let page = match args.form_format {
        PageKind::Md => FormPage::Markdown,
        PageKind::Html => FormPage::Html,
    };
    output::print(&render::form(&forms, kind, page, lang))
}

/// Each item beside the list of each law that reaches it; of every law that was asked for where none does.
fn specified(rulebook: &Rulebook, filed: &Filed<'_>) -> Vec<Specified> {
    let decision = filed.sheet.decision;
    let program = rulebook.program(decision.as_of);
    let of_law: Vec<&PackId> = decision
        .packs
        .iter()
        .filter_map(|used| rulebook.law().packs.get_key_value(&*used.id))
        .filter(|(_, pack)| pack.head.nature == Nature::Law && !pack.entries.is_empty())
        .map(|(id, _)| id)
        .collect();
    let none = !of_law.iter().any(|pack| reaches(decision, pack, None));
    let transferred = filed.case.items.iter().enumerate().filter(|(_, item)| !item.reference);
    let mut out = Vec::new();
    for (position, item) in transferred {
        for pack in &of_law {
            if none || reaches(decision, pack, Some(&item.name)) {
                let entries = engine::specifications(&program, filed.case, position, pack);
                out.push(Specified { item: position, pack: (*pack).clone(), entries });
            }
        }
    }
    out
}

fn reaches(decision: &Decision, pack: &PackId, item: Option<&str>) -> bool {
    decision.outcomes.iter().any(|outcome| {
        *outcome.pack == *pack.as_str()
            && item.is_none_or(|item| *outcome.item == *item)
            && outcome.outcome != Outcome::OutOfScope
    })
}

fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("the name of the person who signs is expected".to_owned());
    }
    Ok(text.to_owned())
}
