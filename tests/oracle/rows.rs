//! Rows of an entry: which part of it they speak of, and whether the item is there.

use super::answer::{Answer, all, any, no, unknown, yes};
use super::classify::{classification, stated};
use super::world::{Env, Standing, World};
use sekisho::base::{Code, CodeRef, PackId, ProvisionId, Symbol};
use sekisho::condition::Cond;
use sekisho::law::model::{Effect, Entry, EntryHead};
use sekisho::transfer::Record;

/// A reason row in force, or the one that stands for an entry without rows.
pub(crate) struct Reason<'a> {
    pub(crate) entry: &'a Code,
    pub(crate) head: Standing<'a, EntryHead>,
    pub(crate) id: ProvisionId,
    pub(crate) symbol: &'a Symbol,
    pub(crate) to: Option<&'a CodeRef>,
    /// Whether the item is in the part it speaks of and its condition holds.
    pub(crate) truth: Answer,
    /// It may do no more than ask for judgement.
    pub(crate) review: bool,
}

impl<'a> World<'a> {
    /// All reason rows of the pack at hand for the item at hand.
    pub(crate) fn reasons(&self, env: &Env<'a>) -> Vec<Reason<'a>> {
        let Some(item) = env.item else { return Vec::new() };
        let pack = self.pack(env.pack);
        let mut rows = Vec::new();
        for (id, entry, _) in self.entries(env.pack) {
            for (row, timeline) in &entry.reasons {
                let Some(standing) = self.standing(timeline) else { continue };
                let Some(head) = self.head(entry) else { continue };
                let body = &standing.version.body;
                let part = self.in_part(item.record, env.pack, (id, entry), &body.on, &body.except);
                let words =
                    standing.words(env.pack, row, || self.condition(env, body.when.as_ref()));
                rows.push(Reason {
                    entry: id,
                    head,
                    id: row.clone(),
                    symbol: &body.reason,
                    to: body.to.as_ref(),
                    truth: all([part, words]),
                    review: standing.effect(Effect::Licence) == Effect::Review,
                });
            }
            if let (true, Some(reason)) = (entry.reasons.is_empty(), &pack.head.default_reason) {
                let Some(head) = self.head(entry) else { continue };
                rows.push(Reason {
                    entry: id,
                    id: ProvisionId::from(id.as_str()),
                    symbol: reason,
                    to: None,
                    truth: all([
                        self.meets(item.record, env.pack, id),
                        head.words(env.pack, id, yes),
                    ]),
                    review: head.effect(Effect::Licence) == Effect::Review,
                    head,
                });
            }
        }
        rows
    }

    pub(crate) fn condition(&self, env: &Env<'a>, when: Option<&Cond>) -> Answer {
        when.map_or_else(yes, |cond| self.holds(env, cond))
    }

    /// Whether the item has this reason for control. A row that nobody read does not settle it.
    pub(crate) fn has_reason(&self, env: &Env<'a>, reason: &Symbol) -> Answer {
        let rows = self.reasons(env);
        any(rows.into_iter().filter(|row| row.symbol == reason).map(|row| {
            if row.review {
                row.truth.at_most_unknown(format!("not-read:{}:{}", env.pack, row.id))
            } else {
                row.truth
            }
        }))
    }

    /// Whether the item is in the part of the entry that a row speaks of.
    pub(crate) fn in_part(
        &self,
        item: &'a Record,
        pack: &PackId,
        (id, entry): (&'a Code, &'a Entry),
        on: &[Code],
        except: &[Code],
    ) -> Answer {
        let whole = [id.clone()];
        let on = if on.is_empty() { &whole } else { on };
        any(on.iter().map(|target| {
            let inside = self.meets(item, pack, target);
            let left_out: Vec<&Code> = except.iter().filter(|x| target.covers(x)).collect();
            if left_out.is_empty() {
                return inside;
            }
            let partial = self.head(entry).is_some_and(|h| h.version.body.partial);
            let leaves = self.leaves(item, pack, (id, entry));
            // A stated paragraph with nothing left out below it counts as one of them.
            let whole = stated(item, pack).into_iter().flatten().filter(|code| {
                id.covers(code) && *code != id && !left_out.iter().any(|x| code.covers(x))
            });
            let kept: Vec<Answer> = leaves
                .into_iter()
                .chain(whole)
                .filter(|leaf| target.covers(leaf) && !left_out.iter().any(|x| x.covers(leaf)))
                .map(|leaf| self.meets(item, pack, leaf))
                .collect();
            if kept.is_empty() && !partial {
                return no();
            }
            // Of an entry that is held in part, the item may be in a paragraph that is not held.
            let said_elsewhere = self.unheld(item, pack, (id, entry)).next().is_some();
            let surely_kept = kept.iter().any(Answer::is_yes);
            let surely_out = left_out.iter().any(|x| self.meets(item, pack, x).is_yes());
            let elsewhere = (partial && !said_elsewhere && !surely_kept && !surely_out)
                .then(|| unknown(classification(item, pack)));
            all([inside, any(kept.into_iter().chain(elsewhere))])
        }))
    }

    /// Stated codes of the entry that are not held as paragraphs.
    pub(crate) fn unheld(
        &self,
        item: &'a Record,
        pack: &PackId,
        (id, entry): (&'a Code, &'a Entry),
    ) -> impl Iterator<Item = &'a Code> + use<'a> {
        let held: Vec<&Code> = self.paragraphs(entry).into_keys().collect();
        let said = stated(item, pack).into_iter().flatten();
        said.filter(move |code| id.covers(code) && *code != id && !held.contains(code))
    }

    /// The finest places of an entry: paragraphs with nothing below them, and stated codes that are not held.
    pub(crate) fn leaves(
        &self,
        item: &'a Record,
        pack: &PackId,
        (id, entry): (&'a Code, &'a Entry),
    ) -> Vec<&'a Code> {
        let held: Vec<&Code> = self.paragraphs(entry).into_keys().collect();
        let nothing_below = |code: &&Code| !held.iter().any(|o| code.covers(o) && o != code);
        let unheld = self.unheld(item, pack, (id, entry));
        let mut leaves: Vec<&Code> =
            held.iter().copied().filter(nothing_below).chain(unheld).collect();
        leaves.sort();
        leaves.dedup();
        leaves
    }
}
