//! Groups and terms that are not in force on every day of the provision that names them: on the others they read as
//! nothing.

use super::super::model::{Law, Pack};
use super::super::provision;
use super::super::walk::Visit;
use super::remark;
use crate::base::{CodeRef, Day, InForce, PackId, Timeline};
use crate::diag::{Code, Diagnostics};

pub(super) fn check(law: &Law, id: &PackId, pack: &Pack, found: &mut Diagnostics) {
    for seen in provision::all(pack).into_iter().filter(|seen| !seen.repealed) {
        let first = seen.from.max(pack.head.covers_from);
        if seen.until <= first {
            continue;
        }
        let mut absent: Vec<String> =
            seen.names.iter().flat_map(|name| absent(law, *name, first)).collect();
        absent.sort();
        absent.dedup();
        for name in absent {
            let message = format!(
                "the {} `{}` names `{name}`, which is not in force on {first}",
                seen.kind, seen.id
            );
            found.push(
                remark(id, seen.origin, Code::Gap, message)
                    .help("give it an earlier version, or the provision a later first day"),
            );
        }
    }
}

/// The groups and terms of these that are absent on `day`.
fn absent(law: &Law, name: Visit<'_>, day: Day) -> Vec<String> {
    match name {
        Visit::Group(group) => group_absent(law, group, day).into_iter().collect(),
        Visit::Meets(_, codes) => {
            codes.iter().filter_map(|code| group_absent(law, code, day)).collect()
        }
        Visit::Path(path) if !law.vocabulary.facts.contains_key(&path.fact) => law
            .packs
            .values()
            .filter_map(|pack| pack.terms.get(&path.fact))
            .filter(|line| gone(line, day))
            .map(|_| path.fact.to_string())
            .collect(),
        _ => Vec::new(),
    }
}

fn group_absent(law: &Law, group: &CodeRef, day: Day) -> Option<String> {
    let line = law.packs.get(&group.pack)?.groups.get(&group.code)?;
    gone(line, day).then(|| group.to_string())
}

fn gone<T>(line: &Timeline<T>, day: Day) -> bool {
    matches!(line.at(day), InForce::Absent)
}
