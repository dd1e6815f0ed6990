//! Everything that a condition names, one by one. Not its meaning, nor in which direction it counts.

use crate::base::{CodeRef, FactName, Symbol};
use crate::condition::{Cond, Element, Path, Subject, Sum};

/// Something that a condition names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Visit<'c> {
    /// A fact or term.
    Path(&'c Path),
    /// A group.
    Group(&'c CodeRef),
    /// Codes or groups of codes that an item is asked for.
    Meets(&'c Subject, &'c [CodeRef]),
    /// A code as a value.
    Code(&'c CodeRef),
    /// A symbol that a fact is compared with.
    Symbol(&'c Path, &'c Symbol),
    /// A record whose rows are asked.
    Record(&'c FactName),
    /// Lists of parties.
    Lists(&'c [Symbol]),
    /// Scope provisions.
    Reached(&'c [CodeRef]),
    /// Reasons for control of an item.
    Reason(&'c Subject),
    /// Controls.
    Controls(&'c [CodeRef]),
    /// Whether an item is in no entry.
    Unlisted(&'c Subject),
    /// Whether a row makes the item eligible, or its limit.
    Eligible,
    /// Whether a licence covers the item.
    Covers,
}

/// Walks a condition.
pub(super) fn cond<'c>(of: &'c Cond, see: &mut dyn FnMut(Visit<'c>)) {
    match of {
        Cond::And(all) | Cond::Or(all) => {
            for one in all {
                cond(one, see);
            }
        }
        Cond::Not(one) => cond(one, see),
        Cond::Quantified { noun, body, .. } => {
            self::noun(noun, see);
            cond(body, see);
        }
        Cond::Elements { path, set, .. } | Cond::In { path, set } => {
            see(Visit::Path(path));
            for element in set {
                self::element(path, element, see);
            }
        }
        Cond::Compare { left, right, .. } => {
            sum(left, see);
            sum(right, see);
        }
        Cond::Truth(path) => see(Visit::Path(path)),
        Cond::Meets { item, codes } => see(Visit::Meets(item, codes)),
        Cond::Listed { lists, .. } => see(Visit::Lists(lists)),
        Cond::Reached(scopes) => see(Visit::Reached(scopes)),
        Cond::Reason { item, .. } => see(Visit::Reason(item)),
        Cond::Controls { of, .. } => see(Visit::Controls(of)),
        Cond::Eligible => see(Visit::Eligible),
        Cond::Unlisted(item) => see(Visit::Unlisted(item)),
        Cond::NeedsLicence(_) => {}
        Cond::Covers => see(Visit::Covers),
    }
}

/// Walks a sum.
pub(super) fn sum<'c>(of: &'c Sum, see: &mut dyn FnMut(Visit<'c>)) {
    match of {
        Sum::Number { .. } | Sum::Date(_) => {}
        Sum::Path(path) => see(Visit::Path(path)),
        Sum::Limit => see(Visit::Eligible),
        Sum::Add(left, right)
        | Sum::Sub(left, right)
        | Sum::Mul(left, right)
        | Sum::Div(left, right) => {
            sum(left, see);
            sum(right, see);
        }
        Sum::Total { path, filter } => {
            noun(&path.subject, see);
            see(Visit::Path(path));
            if let Some(filter) = filter {
                cond(filter, see);
            }
        }
        Sum::Count { noun, filter } => {
            self::noun(noun, see);
            if let Some(filter) = filter {
                cond(filter, see);
            }
        }
    }
}

fn element<'c>(path: &'c Path, element: &'c Element, see: &mut dyn FnMut(Visit<'c>)) {
    match element {
        Element::Group(group) => see(Visit::Group(group)),
        Element::Symbol(symbol) => see(Visit::Symbol(path, symbol)),
        Element::PlaceOf(path) => see(Visit::Path(path)),
        Element::Code(code) => see(Visit::Code(code)),
        Element::Place(_) | Element::Hs(_) | Element::Text(_) => {}
    }
}

fn noun<'c>(subject: &'c Subject, see: &mut dyn FnMut(Visit<'c>)) {
    if let Subject::Record(name) = subject {
        see(Visit::Record(name));
    }
}
