//! Which entries an item may be in, and whether it is in the part of an entry that a row speaks of.

use super::classify::{At, Node};
use super::env::Env;
use super::gap::Gap;
use super::node::FactIx;
use super::program::Part;
use super::world::World;
use crate::base::{Code, Truth};
use crate::transfer::Value;
use std::ops::Deref;
use std::rc::Rc;

/// Positions of entries, sorted.
#[derive(Clone, Debug)]
pub(super) enum Candidates<'a> {
    /// As the index holds them.
    Held {
        entries: &'a [usize],
        /// It holds them by the item's article, which all of them want.
        by_article: bool,
    },
    Made(Rc<[usize]>),
}

impl Candidates<'_> {
    /// All of them want the item's article.
    pub(super) fn by_article(&self) -> bool {
        matches!(self, Self::Held { by_article: true, .. })
    }
}

impl Deref for Candidates<'_> {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        match self {
            Self::Held { entries, .. } => entries,
            Self::Made(made) => made,
        }
    }
}

impl<'a> World<'a> {
    /// Entries that the item may be in: all but those whose gate surely says no.
    pub(super) fn candidates(&mut self, item: usize, pack: usize) -> Candidates<'a> {
        let known = self.candidates.iter().find(|(i, p, _)| (*i, *p) == (item, pack));
        if let Some((_, _, entries)) = known {
            return entries.clone();
        }
        let entries = match self.held(item, pack) {
            Some((entries, fact)) => {
                Candidates::Held { entries, by_article: fact == self.program.known.article }
            }
            None => Candidates::Made(self.look_up(item, pack).into()),
        };
        self.candidates.push((item, pack, entries.clone()));
        entries
    }

    /// The entries of one value of the index, where nothing else can lead to an entry.
    fn held(&self, item: usize, pack: usize) -> Option<(&'a [usize], FactIx)> {
        let program = self.program;
        let of = program.packs.get(pack)?;
        let (fact, by_value) = of.index.alone.as_ref()?;
        if self.statement(item, of).is_some() {
            return None;
        }
        let one = match self.stated(item, *fact)? {
            Value::Set(values) => match values.as_slice() {
                [one] => one,
                _ => return None,
            },
            one => one,
        };
        let Value::Symbol(symbol) = one else { return None };
        Some((by_value.get(symbol).map_or(&[], |entries| entries), *fact))
    }

    fn look_up(&self, item: usize, pack: usize) -> Vec<usize> {
        let Some(of) = self.program.packs.get(pack) else { return Vec::new() };
        let mut out = of.index.open.clone();
        let keyed = self.program.law.packs.get(&of.id).map_or(&[][..], |pack| pack.gates.keyed());
        for (key, fact) in keyed.iter().zip(&of.index.facts) {
            let mut add = |value: &Value| {
                if let Value::Symbol(symbol) = value {
                    let gates = key.by_value.get(symbol).map_or(&[][..], Vec::as_slice);
                    out.extend(of.index.of(gates));
                }
            };
            match self.stated(item, *fact) {
                Some(Value::Set(values)) => values.iter().for_each(add),
                Some(value) => add(value),
                None => out.extend(of.index.of(&key.all)),
            }
        }
        for code in self.statement(item, of).unwrap_or_default() {
            out.extend(of.entry_of(code));
            out.extend(of.entries_below(code));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether the item is in the part of the entry that a row speaks of.
    #[inline]
    pub(super) fn in_part(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
        part: &'a Part,
    ) -> Truth {
        if part.on.is_empty() && part.except.is_empty() {
            let mark = self.gaps.len();
            let out = self.in_node(env, item, at, Node::Entry);
            return self.settle(mark, out);
        }
        let whole = std::slice::from_ref(at.id);
        let on = if part.on.is_empty() { whole } else { &part.on };
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for target in on {
            let left_out: Vec<&Code> = part.except.iter().filter(|x| target.covers(x)).collect();
            let one = if left_out.is_empty() {
                self.in_entry(env, item, at, target)
            } else {
                self.but_for(env, item, at, target, &left_out)
            };
            out = out.or(one);
            if out == Truth::Yes {
                break;
            }
        }
        self.settle(mark, out)
    }

    /// In `target`, through a leaf that none of `left_out` covers.
    fn but_for(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
        target: &Code,
        left_out: &[&Code],
    ) -> Truth {
        let mark = self.gaps.len();
        let whole = self.in_entry(env, item, at, target);
        if whole == Truth::No {
            return whole;
        }
        let stated = self.statement(item, at.of).unwrap_or_default();
        let held = |c: &Code| at.body.paragraphs.iter().any(|p| p.code == *c);
        // who states a broader paragraph with nothing left out below it need not say which part of it
        let whole_of = |c: &Code| !left_out.iter().any(|x| c.covers(x));
        let extra =
            stated.iter().filter(|c| at.id.covers(c) && *c != at.id && (!held(c) || whole_of(c)));
        let leaves: Vec<&Code> = at
            .body
            .paragraphs
            .iter()
            .filter(|p| p.kids.is_empty())
            .map(|p| &p.code)
            .chain(extra)
            .collect();
        let kept = leaves
            .into_iter()
            .filter(|leaf| target.covers(leaf) && !left_out.iter().any(|x| x.covers(leaf)));
        let mut some = Truth::No;
        let inner = self.gaps.len();
        for leaf in kept {
            some = some.or(self.in_entry(env, item, at, leaf));
        }
        some = self.settle(inner, some);
        if at.body.partial
            && some != Truth::Yes
            && !stated.iter().any(|c| at.id.covers(c) && *c != *at.id && !held(c))
        {
            let surely_left_out = left_out.iter().any(|x| {
                let mark = self.gaps.len();
                let truth = self.in_entry(env, item, at, x);
                self.gaps.truncate(mark);
                truth == Truth::Yes
            });
            if !surely_left_out {
                some = self.unknown(Gap::Classification { item, pack: at.pack });
            }
        }
        let out = whole.and(some);
        self.settle(mark, out)
    }

    /// The deepest places the item surely is in, and the leaves it may be in.
    pub(super) fn places_in(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
    ) -> Vec<(&'a Code, Truth)> {
        let stated = self.statement(item, at.of).unwrap_or_default();
        let held = |c: &Code| *c == *at.id || at.body.paragraphs.iter().any(|p| p.code == *c);
        let extra = stated.iter().filter(|c| at.id.covers(c) && !held(c));
        let all: Vec<&'a Code> = std::iter::once(at.id)
            .chain(at.body.paragraphs.iter().map(|p| &p.code))
            .chain(extra)
            .collect();
        let mark = self.gaps.len();
        let known: Vec<(&'a Code, Truth)> =
            all.into_iter().map(|code| (code, self.in_entry(env, item, at, code))).collect();
        self.gaps.truncate(mark);
        let yes = |code: &Code| {
            known.iter().any(|(c, t)| *t == Truth::Yes && *c != code && code.covers(c))
        };
        let leaf = |code: &Code| !known.iter().any(|(c, _)| *c != code && code.covers(c));
        known
            .iter()
            .filter(|(code, truth)| match truth {
                Truth::Yes => !yes(code),
                Truth::Unknown => leaf(code) || (*code == at.id && at.body.partial),
                Truth::No => false,
            })
            .copied()
            .collect()
    }
}
