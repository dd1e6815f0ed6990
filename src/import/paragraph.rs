//! How paragraphs are numbered in tables: lists, ranges, and the order in which a law prints them.

use std::cmp::Ordering;

/// The numbers that a cell names: `a.1..a.3 b` is `a.1`, `a.2`, `a.3`, `b`. What is no number is left out.
pub(super) fn numbers(cell: &str) -> Vec<String> {
    cell.split([' ', ',', ';']).filter(|word| !word.is_empty()).flat_map(expand).collect()
}

fn expand(word: &str) -> Vec<String> {
    let Some((first, last)) = word.split_once("..") else {
        return Some(word)
            .filter(|word| is_number(word))
            .map(ToOwned::to_owned)
            .into_iter()
            .collect();
    };
    let (stem, from) = first.rsplit_once('.').unwrap_or(("", first));
    let (other, to) = last.rsplit_once('.').unwrap_or(("", last));
    if stem != other {
        return Vec::new();
    }
    let full = |end: String| if stem.is_empty() { end } else { format!("{stem}.{end}") };
    match (from.parse::<u32>(), to.parse::<u32>(), letter(from), letter(to)) {
        (Ok(from), Ok(to), ..) => (from..=to).map(|n| full(n.to_string())).collect(),
        (_, _, Some(from), Some(to)) => (from..=to).map(|c| full(c.to_string())).collect(),
        _ => Vec::new(),
    }
}

fn letter(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|c| c.is_ascii_lowercase() && letters.next().is_none())
}

/// `a`, `b.2`, `z.4.a`: parts that are one small letter or a number, a letter in front.
pub(super) fn is_number(text: &str) -> bool {
    let part = |part: &str| {
        letter(part).is_some() || (!part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('.').all(part)
}

/// A paragraph and all above it, the highest first.
pub(super) fn with_parents(number: &str) -> Vec<String> {
    let ends = number.match_indices('.').map(|(at, _)| at).chain([number.len()]);
    ends.filter_map(|end| number.get(..end).map(ToOwned::to_owned)).collect()
}

/// The order of print: `a.2` before `a.10`.
pub(super) fn in_print(a: &str, b: &str) -> Ordering {
    let key = |text: &str| -> Vec<(Option<u32>, String)> {
        text.split('.').map(|part| (part.parse().ok(), part.to_owned())).collect()
    };
    key(a).cmp(&key(b))
}
