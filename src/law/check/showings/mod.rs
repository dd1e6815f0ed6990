//! Showings may only relieve: shown or not, an answer never gets stricter by showing. The condition language checks what
//! a provision says itself; here it is followed through terms and through the results that provisions read.

mod asks;
mod moved;
mod step;
mod walk;

use super::super::model::Law;
use super::site::Site;
use crate::base::FactName;
use crate::condition::{FactType, Role};
use crate::diag::{Code, Diagnostic, Diagnostics};
use moved::Moves;
use std::collections::BTreeMap;
use step::{Step, Way};
use walk::{Found, Sign};

/// No provision becomes stricter by a showing.
pub(super) fn check(law: &Law, sites: &[Site<'_>], faults: &mut Diagnostics) {
    if !law.vocabulary.facts.values().any(|fact| fact.of == FactType::Shown) {
        return;
    }
    let moves = Moves::of(law, sites);
    for site in sites {
        let Some(wanted) = wanted(site.role) else { continue };
        let mut worst: BTreeMap<FactName, (Way, Sign)> = BTreeMap::new();
        for Found { showing, sign, way } in walk::site(law, &moves, site) {
            let known = worst.get(&showing).is_some_and(|(old, _)| !way.before(old));
            if sign != wanted && !known {
                worst.insert(showing, (way, sign));
            }
        }
        for (showing, (way, sign)) in worst {
            faults.push(fault(site, wanted, sign, &showing, &way));
        }
    }
}

/// The direction in which a showing may push; none where it touches no verdict, or is judged where it is used.
fn wanted(role: Role) -> Option<Sign> {
    match role {
        Role::Paragraph | Role::Reason | Role::Leg | Role::Scope | Role::Control | Role::Bar => {
            Some(Sign::No)
        }
        Role::Exclusion | Role::ScopeExclusion | Role::Eligible | Role::Exception => {
            Some(Sign::Yes)
        }
        Role::Term | Role::Policy | Role::Obligation => None,
    }
}

fn fault(site: &Site<'_>, wanted: Sign, sign: Sign, showing: &FactName, way: &Way) -> Diagnostic {
    let would = if sign == Sign::Both { "could" } else { "would" };
    let does = match wanted {
        Sign::No => "stricter",
        Sign::Yes | Sign::Both => "relieve less",
    };
    let message =
        format!("the showing `{showing}` {}{would} make this {} {does}", way.words(), noun(site));
    let help = match (wanted, way.asked().and_then(Step::asked)) {
        (Sign::No, None) => {
            "a showing may only relieve: write it with `not` where it takes out, or as an exception"
                .to_owned()
        }
        (_, None) => "a showing may only relieve: here it must stand without `not`".to_owned(),
        (Sign::No, Some(asked)) => format!(
            "a showing may only relieve: say which facts count instead of `{asked}`, or let only exceptions rest on `{showing}`"
        ),
        (_, Some(asked)) => {
            format!("a showing may only relieve: say which facts count instead of `{asked}`")
        }
    };
    site.fault(Code::Showing, message).help(help)
}

fn noun(site: &Site<'_>) -> &'static str {
    match site.block {
        "reason" => "reason row",
        "eligible" => "eligible row",
        block => block,
    }
}
