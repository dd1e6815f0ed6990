//! How names are written: ids, facts, codes, places. Not whether they exist.

use super::keys::Name;
use crate::base::{CodeRef, PackId};

/// What is wrong with a name, as what to write instead.
pub(super) fn fault(name: Name, text: &str) -> Option<&'static str> {
    let good = match name {
        Name::Pack | Name::Source => lower(text, &['-', '_', '.']),
        Name::Fact => text.split('.').all(|part| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        }),
        Name::Symbol => {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        }
        Name::Place => place(text),
        Name::Code => code(text),
        Name::Provision => provision(text),
        Name::Reason => segment(text),
        Name::Group => text
            .split_once(':')
            .map_or_else(|| code(text), |(pack, group)| lower(pack, &['-']) && code(group)),
        Name::Ref => {
            text.split_once(':').is_some_and(|(pack, rest)| lower(pack, &['-']) && provision(rest))
        }
    };
    if good { None } else { Some(shape(name)) }
}

/// A name with its pack, or of the pack at hand.
pub(super) fn group(text: &str, own: &PackId) -> CodeRef {
    match text.split_once(':') {
        Some((pack, code)) => CodeRef { pack: pack.into(), code: code.into() },
        None => CodeRef { pack: own.clone(), code: text.into() },
    }
}

fn shape(name: Name) -> &'static str {
    match name {
        Name::Pack | Name::Source => "write lower-case letters, digits and hyphens: `us-ear`",
        Name::Fact => "write lower-case words with dots between: `item.qubits`",
        Name::Symbol => "write a lower-case word that begins with a letter: `end-user`",
        Name::Place => "write two upper-case letters, and a region after a hyphen: `UA`, `UA-43`",
        Name::Code => "write the law's own numbering: `3A001.b.2`, `etco.7(1)`",
        Name::Provision => "write the law's own numbering, without spaces: `744.11(a)(1)`",
        Name::Reason => "write one word of letters, digits and hyphens: `NS`",
        Name::Group => {
            "write the name of a group, with another pack's id in front: `D5`, `us-ear:D5`"
        }
        Name::Ref => "write the pack in front: `us-ear:3A090.a`",
    }
}

fn lower(text: &str, more: &[char]) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || more.contains(&c))
}

fn place(text: &str) -> bool {
    let (country, region) = text.split_once('-').unwrap_or((text, "-"));
    country.len() == 2
        && country.chars().all(|c| c.is_ascii_uppercase())
        && !region.is_empty()
        && region.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn segment(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `segment { "(" segment ")" | "." segment }`
fn code(text: &str) -> bool {
    let mut rest = text;
    let mut first = true;
    while !rest.is_empty() || first {
        let (inner, after) = if first {
            rest.split_at(rest.find(['.', '(', ')']).unwrap_or(rest.len()))
        } else if let Some(after) = rest.strip_prefix('.') {
            after.split_at(after.find(['.', '(', ')']).unwrap_or(after.len()))
        } else if let Some((inner, after)) =
            rest.strip_prefix('(').and_then(|after| after.split_once(')'))
        {
            (inner, after)
        } else {
            return false;
        };
        if !segment(inner) {
            return false;
        }
        rest = after;
        first = false;
    }
    true
}

fn provision(text: &str) -> bool {
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            '.' | '-' | '_' | '#' | '+' => {}
            c if c.is_ascii_alphanumeric() => {}
            _ => return false,
        }
    }
    depth == 0 && text.starts_with(|c: char| c.is_ascii_alphanumeric())
}
