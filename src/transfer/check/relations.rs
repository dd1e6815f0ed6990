//! Which item contains, is for, or was made with which: names become positions, and no item rests on itself.

use super::Check;
use super::items::{Item, RELATIONS};
use super::names::nearest;
use crate::diag::Code;
use crate::transfer::case::{Children, Record};
use std::collections::BTreeMap;

impl Check<'_> {
    /// Sorts the items by id and finds the items they name.
    pub(super) fn relate(&mut self, mut items: Vec<Item<'_>>) -> Vec<Record> {
        items.sort_by(|a, b| a.record.name.cmp(&b.record.name));
        let places: BTreeMap<Box<str>, usize> =
            items.iter().enumerate().map(|(n, item)| (item.record.name.clone(), n)).collect();
        let mut edges: Vec<Vec<usize>> = Vec::with_capacity(items.len());
        for item in &mut items {
            let mut below = Vec::new();
            let [contains, targets, made_with] = &item.names;
            let mut found = [contains, targets, made_with].into_iter().zip(RELATIONS).map(|(names, key)| {
                let stated = names.stated.as_ref().map(|stated| {
                    let mut stated: Vec<usize> = stated
                        .iter()
                        .filter_map(|(name, span)| {
                            let place = places.get(*name).copied();
                            if place.is_none() {
                                let ids = places.keys().map(|id| &**id);
                                let help = match nearest(name, ids) {
                                    Some(near) => format!("did you mean `{near}`?"),
                                    None => format!("add an `[[item]]` with `id = \"{name}\"` and `reference = true`"),
                                };
                                self.fault(*span, Code::UnknownReference, format_args!("`{key}` names no item: `{name}`"))
                                    .help(help);
                            }
                            place
                        })
                        .collect();
                    stated.sort_unstable();
                    stated.dedup();
                    below.extend_from_slice(&stated);
                    stated
                });
                Children { stated, complete: names.complete }
            });
            item.record.contains = found.next().unwrap_or_default();
            item.record.targets = found.next().unwrap_or_default();
            item.record.made_with = found.next().unwrap_or_default();
            drop(found);
            edges.push(below);
        }
        if let Some(start) = circle(&edges)
            && let Some(item) = items.get(start)
        {
            let message = format!("the item `{}` rests on itself", item.record.name);
            self.fault(item.span, Code::Circle, message)
                .help("follow `contains`, `for` and `made_with` from it, and break the circle");
        }
        items.into_iter().map(|item| item.record).collect()
    }
}

/// An item that is reached from itself. Items are taken away whose own items are all gone; what stays lies on a circle
/// or leads to one.
fn circle(edges: &[Vec<usize>]) -> Option<usize> {
    let mut left: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, below) in edges.iter().enumerate() {
        for to in below {
            above.get_mut(*to)?.push(from);
        }
    }
    let mut free: Vec<usize> =
        left.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| at).collect();
    while let Some(at) = free.pop() {
        for from in above.get(at).into_iter().flatten() {
            let n = left.get_mut(*from)?;
            *n = n.saturating_sub(1);
            if *n == 0 {
                free.push(*from);
            }
        }
    }
    let mut at = left.iter().position(|n| *n > 0)?;
    // Every item that stays has one below it that stays: after as many steps as there are items, we are on the circle.
    for _ in edges {
        at = *edges.get(at)?.iter().find(|to| left.get(**to).is_some_and(|n| *n > 0))?;
    }
    Some(at)
}
