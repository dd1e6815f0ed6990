//! What a pack holds, counted and by id: for `law list` and for the counts that a head promises.

use super::model::{Entry, Pack, Version};
use crate::base::{Start, State, Timeline};
use crate::condition::Cond;
use std::collections::BTreeMap;

/// The ids that a pack holds, by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries of the control list.
    pub entries: Vec<Box<str>>,
    /// Their paragraphs.
    pub paragraphs: Vec<Box<str>>,
    /// Every condition and formula of every version, as `id@day`.
    pub conditions: Vec<Box<str>>,
    /// Controls.
    pub controls: Vec<Box<str>>,
    /// Exceptions.
    pub exceptions: Vec<Box<str>>,
    /// Rows of the place table.
    pub places: Vec<Box<str>>,
}

impl Counts {
    /// The ids under one of the names that `law list` and a head use.
    #[must_use]
    pub fn items(&self, name: &str) -> Option<&[Box<str>]> {
        match name {
            "entries" => Some(&self.entries),
            "paragraphs" => Some(&self.paragraphs),
            "conditions" => Some(&self.conditions),
            "controls" => Some(&self.controls),
            "exceptions" => Some(&self.exceptions),
            "places" => Some(&self.places),
            _ => None,
        }
    }

    /// How many.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<usize> {
        self.items(name).map(<[_]>::len)
    }
}

/// What `pack` holds.
#[must_use]
pub fn counts(pack: &Pack) -> Counts {
    let mut out = Counts {
        entries: ids(pack.entries.keys()),
        controls: ids(pack.controls.keys()),
        exceptions: ids(pack.exceptions.keys()),
        places: ids(pack.places.keys()),
        ..Counts::default()
    };
    let all = &mut out.conditions;
    for (id, line) in &pack.terms {
        for (start, _) in in_force(line) {
            all.push(at(id, start));
        }
    }
    whens(all, &pack.legs, |leg| leg.when.as_ref());
    whens(all, &pack.scopes, |scope| scope.when.as_ref());
    whens(all, &pack.exclusions, |exclusion| exclusion.when.as_ref());
    whens(all, &pack.controls, |control| control.when.as_ref());
    whens(all, &pack.exceptions, |exception| exception.when.as_ref());
    whens(all, &pack.bars, |bar| bar.when.as_ref());
    whens(all, &pack.policies, |policy| policy.when.as_ref());
    whens(all, &pack.obligations, |obligation| obligation.when.as_ref());
    for (code, entry) in &pack.entries {
        out.paragraphs.extend(ids(entry.paragraphs.keys()));
        of_entry(&mut out.conditions, code, entry);
    }
    out.paragraphs.sort();
    out.conditions.sort();
    out
}

fn of_entry(all: &mut Vec<Box<str>>, code: &crate::base::Code, entry: &Entry) {
    for (start, version) in in_force(&entry.head) {
        if version.body.when.is_some() {
            all.push(at(code, start));
        }
    }
    whens(all, &entry.paragraphs, |paragraph| paragraph.when.as_ref());
    whens(all, &entry.exclusions, |exclusion| exclusion.when.as_ref());
    whens(all, &entry.reasons, |row| row.when.as_ref());
    whens(all, &entry.eligible, |row| row.when.as_ref());
    whens(all, &entry.bars, |bar| bar.bar.when.as_ref());
}

fn whens<I: ToString, T>(
    all: &mut Vec<Box<str>>,
    lines: &BTreeMap<I, Timeline<Version<T>>>,
    when: impl Fn(&T) -> Option<&Cond>,
) {
    for (id, line) in lines {
        for (start, version) in in_force(line) {
            if when(&version.body).is_some() {
                all.push(at(id, start));
            }
        }
    }
}

/// The versions that say something: a repeal says only that it is gone.
fn in_force<T>(line: &Timeline<Version<T>>) -> impl Iterator<Item = (Start, &Version<T>)> {
    line.versions().filter(|(_, version)| version.state != State::Repealed)
}

fn at(id: &impl ToString, start: Start) -> Box<str> {
    format!("{}@{}", id.to_string(), start.day()).into()
}

fn ids<'i, I: ToString + 'i>(ids: impl Iterator<Item = &'i I>) -> Vec<Box<str>> {
    ids.map(|id| id.to_string().into()).collect()
}
