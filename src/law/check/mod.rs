//! From raw blocks to the model. The first pass, over all packs, builds the vocabulary; the second checks every block
//! against it; then what spans packs is checked: circles, showings, the weakest basis. All faults in one pass.

mod circles;
mod declare;
mod entry;
mod examples;
mod groups;
mod head;
mod provisions;
mod refs;
mod showings;
mod site;
mod strata;
mod version;
mod vocabulary;
mod weakest;

pub(super) use examples::expect;
pub(super) use refs::COMMON;
pub(super) use version::origin;

use super::canonical;
use super::model::{Law, Pack};
use super::raw::RawPack;
use super::read;
use super::source::PackSource;
use crate::base::PackId;
use crate::diag::{Code, Diagnostic, Diagnostics, Faults, File};
use std::collections::BTreeMap;

/// A pack with the path, the name in findings and the text of each file.
type Named<'a> = (&'a PackSource, Vec<(&'a str, String, &'a str)>);

/// The law of these packs, in any order.
///
/// # Errors
/// Every fault of every pack, each with its place.
pub fn load(sources: &[PackSource]) -> Result<Law, Faults> {
    let mut faults = Diagnostics::default();
    let names: Vec<Named<'_>> = sources
        .iter()
        .map(|source| {
            let mut files: Vec<_> = source
                .files
                .iter()
                .map(|(path, text)| (path.as_str(), source.shown(path), text.as_str()))
                .collect();
            files.sort();
            (source, files)
        })
        .collect();
    let mut packs: Vec<RawPack<'_>> = Vec::new();
    let mut broken = false;
    for (source, files) in &names {
        let files: Vec<(&str, File<'_>)> =
            files.iter().map(|(path, name, text)| (*path, File { name, text })).collect();
        let mut found = Diagnostics::default();
        match read::pack(source, &files, &mut found) {
            Some(pack) => packs.push(pack),
            None => broken = true,
        }
        faults.extend(found);
    }
    packs.sort_by_key(|pack| pack.id);
    for pair in packs.windows(2) {
        if let [first, second] = pair
            && first.id == second.id
        {
            let message = format!("the pack `{}` is loaded twice", second.id);
            faults.push(Diagnostic::general(Code::Duplicate, message));
        }
    }
    // What could not be read would only make names unknown that are there.
    if broken {
        return faults.into_result(Law::default());
    }
    let law = put_together(&packs, &mut faults);
    faults.into_result(law)
}

fn put_together(raws: &[RawPack<'_>], faults: &mut Diagnostics) -> Law {
    let vocabulary = vocabulary::build(raws, faults);
    let mut packs: BTreeMap<PackId, Pack> = BTreeMap::new();
    let mut sites = Vec::new();
    for raw in raws {
        vocabulary::duplicates(raw, faults);
        let mut cx = site::Cx::new(raw, &vocabulary);
        if let Some(mut pack) = provisions::pack(&mut cx) {
            pack.sha256 = canonical::hash(raw).into();
            packs.insert(pack.head.id.clone(), pack);
        }
        let site::Cx { faults: found, sites: more, .. } = cx;
        faults.extend(found);
        sites.extend(more);
    }
    let mut law = Law { packs, vocabulary: vocabulary.clone() };
    groups::circles(raws, faults);
    circles::terms(&law, &sites, faults);
    circles::paragraphs(&law, &sites, faults);
    strata::check(&law, &sites, faults);
    showings::check(&law, &sites, faults);
    weakest::fill(&mut law);
    for raw in raws {
        head::counts(raw, &law, faults);
    }
    law
}
