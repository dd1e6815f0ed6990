//! In which entries and paragraphs an item is: what is stated, what is measured, and what follows from both.

use super::answer::{Answer, all, any, no, not, sure, unknown, yes};
use super::world::{Env, Standing, World};
use sekisho::base::{Code, FactName, PackId, Symbol, Timeline};
use sekisho::condition::{Path, Subject};
use sekisho::law::model::{Entry, EntryHead, Group, Members, Paragraph, Version};
use sekisho::transfer::{Record, Value};
use std::collections::BTreeMap;

type Paragraphs<'a> = BTreeMap<&'a Code, Standing<'a, Paragraph>>;

pub(crate) fn classification(item: &Record, pack: &PackId) -> String {
    format!("{}.classification.{pack}", item.name)
}

/// What somebody already determined.
pub(crate) fn stated<'a>(item: &'a Record, pack: &PackId) -> Option<&'a Vec<Code>> {
    item.classification.get(pack)
}

/// What the statements alone say of a code: a broader statement leaves open which paragraph is meant.
fn by_statement(item: &Record, pack: &PackId, code: &Code, codes: &[Code]) -> Answer {
    any(codes.iter().map(|said| {
        if code.covers(said) {
            yes()
        } else if said.covers(code) {
            unknown(classification(item, pack))
        } else {
            no()
        }
    }))
}

impl<'a> World<'a> {
    pub(crate) fn entries(
        &self,
        pack: &PackId,
    ) -> impl Iterator<Item = (&'a Code, &'a Entry, Standing<'a, EntryHead>)> + use<'a, '_> {
        let entries = self.pack(pack).entries.iter();
        entries.filter_map(|(id, entry)| Some((id, &**entry, self.head(entry)?)))
    }

    pub(crate) fn paragraphs(&self, entry: &'a Entry) -> Paragraphs<'a> {
        let all = entry.paragraphs.iter();
        all.filter_map(|(code, timeline)| Some((code, self.standing(timeline)?))).collect()
    }

    /// Whether the item is in an entry, a paragraph or a group of codes.
    pub(crate) fn meets(&self, item: &'a Record, pack: &PackId, code: &Code) -> Answer {
        let key = (item.name.clone(), pack.clone(), code.clone());
        if let Some(known) = self.met.borrow().get(&key) {
            return known.clone();
        }
        let answer = self.look_up(item, &self.pack(pack).head.id, code);
        self.met.borrow_mut().insert(key, answer.clone());
        answer
    }

    fn look_up(&self, item: &'a Record, pack: &'a PackId, code: &Code) -> Answer {
        if let Some(group) = self.pack(pack).groups.get(code) {
            return self.meets_group(item, pack, code, group);
        }
        if let Some((id, entry)) = self.entry_of(pack, code) {
            return match self.head(entry) {
                Some(head) => {
                    let measured = self.measured(item, pack, (id, entry, &head), code);
                    let (answer, finding) = self.combined(item, pack, (id, &head), code, measured);
                    if let Some(finding) = finding {
                        self.find(finding, pack, &item.name);
                    }
                    answer
                }
                None => no(),
            };
        }
        // No entry is held under this name: entries that continue it, and what was stated.
        let below: Vec<Answer> = self
            .entries(pack)
            .filter(|(id, _, _)| code.covers(id))
            .map(|(id, _, _)| self.meets(item, pack, id))
            .collect();
        let said = match stated(item, pack) {
            Some(codes) => by_statement(item, pack, code, codes),
            None if below.is_empty() || self.pack(pack).head.partial => {
                unknown(classification(item, pack))
            }
            None => no(),
        };
        any(below.into_iter().chain([said]))
    }

    fn meets_group(
        &self,
        item: &'a Record,
        pack: &PackId,
        code: &Code,
        group: &'a Timeline<Version<Group>>,
    ) -> Answer {
        let Some(standing) = self.standing(group) else { return no() };
        standing.words(pack, code, || {
            let body = &standing.version.body;
            let codes: &[Code] = match &body.members {
                Members::Codes(codes) => codes,
                _ => &[],
            };
            let own = codes.iter().map(|code| self.meets(item, pack, code));
            let others = body.any.iter().map(|o| self.meets(item, &o.pack, &o.code));
            let out = body.none.iter().map(|o| not(self.meets(item, &o.pack, &o.code)));
            let inside = if body.world { yes() } else { any(own.chain(others)) };
            all(out.chain([inside]))
        })
    }

    /// The table of the design: what is stated (rows) and what is measured (columns). With the finding that a person must see.
    fn combined(
        &self,
        item: &Record,
        pack: &PackId,
        (entry, head): (&Code, &Standing<'a, EntryHead>),
        code: &Code,
        measured: Answer,
    ) -> (Answer, Option<&'static str>) {
        let Some(codes) = stated(item, pack) else { return (measured, None) };
        let said = by_statement(item, pack, code, codes);
        let same_entry = codes.iter().any(|c| entry.covers(c));
        if said.is_unknown() {
            // The entry is stated, not the paragraph: the parameters may say which.
            return (if measured.is_unknown() { said } else { measured }, None);
        }
        if measured.is_unknown() {
            if said.is_no() && head.version.body.prove && !same_entry {
                return (measured, None);
            }
            // Of another entry than the one stated nothing needs to be confirmed.
            let standing =
                |c: &Code| self.entry_of(pack, c).and_then(|(_, entry)| self.head(entry));
            let listed = codes.iter().any(|c| standing(c).is_some());
            let rests = said.is_yes() || same_entry || !listed;
            return (said, rests.then_some("rests-on-statement"));
        }
        if said.truth == measured.truth {
            return (said, None);
        }
        // A further paragraph of the stated entry is no contradiction.
        let further = said.is_no() && same_entry;
        (yes(), (!further).then_some("contradiction"))
    }

    /// What a person must see about one code in any case, whether or not a condition asks for it.
    pub(crate) fn statement_finding(
        &self,
        item: &'a Record,
        pack: &'a PackId,
        code: &Code,
    ) -> Option<&'static str> {
        let (id, entry) = self.entry_of(pack, code)?;
        let head = self.head(entry)?;
        let measured = self.measured(item, pack, (id, entry, &head), code);
        self.combined(item, pack, (id, &head), code, measured).1
    }

    /// Kind and article, before any parameter is looked at. `None` where the entry has neither.
    pub(crate) fn gate(
        &self,
        item: &'a Record,
        pack: &'a PackId,
        head: &EntryHead,
    ) -> Option<Answer> {
        let env = Env::of_item(pack, item);
        let asked: Vec<Answer> = [("item.kind", &head.kind), ("item.article", &head.article)]
            .into_iter()
            .filter(|(_, allowed)| !allowed.is_empty())
            .map(|(fact, allowed)| self.is_one_of(&env, fact, allowed))
            .collect();
        if asked.is_empty() { None } else { Some(all(asked)) }
    }

    fn is_one_of(&self, env: &Env<'a>, fact: &str, allowed: &[Symbol]) -> Answer {
        let path = Path { subject: Subject::Item, fact: FactName::from(fact) };
        self.with_values(env, &path, |values| {
            any(values.iter().map(|value| match value {
                Value::Symbol(symbol) => sure(allowed.contains(symbol)),
                _ => no(),
            }))
        })
    }

    /// What the parameters say.
    fn measured(
        &self,
        item: &'a Record,
        pack: &'a PackId,
        (id, entry, head): (&'a Code, &'a Entry, &Standing<'a, EntryHead>),
        code: &Code,
    ) -> Answer {
        let env = Env::of_item(pack, item);
        let look = Look {
            world: self,
            env,
            item,
            pack,
            id,
            entry,
            head,
            paragraphs: self.paragraphs(entry),
        };
        if code != id && !look.paragraphs.contains_key(code) {
            if entry.paragraphs.contains_key(code) || look.own(id).is_no() {
                return no();
            }
            return unknown(classification(item, pack));
        }
        let above: Vec<&Code> = look.nodes().filter(|n| n.covers(code) && *n != code).collect();
        let own = above.iter().map(|node| look.own(node));
        let kept = above.iter().map(|node| not(look.excluded(node)));
        all(own.chain(kept).chain([look.met(code)]))
    }

    /// Whether the item is in no entry of the pack.
    pub(crate) fn unlisted(&self, item: &'a Record, pack: &PackId) -> Answer {
        let head = &self.pack(pack).head;
        let in_none = all(self.entries(pack).map(|(id, _, _)| not(self.meets(item, pack, id))));
        match stated(item, pack) {
            Some(codes) if head.residual.as_ref().is_some_and(|r| codes.contains(r)) => in_none,
            Some(_) => no(),
            None if head.partial => all([in_none, unknown(classification(item, pack))]),
            None => in_none,
        }
    }
}

/// One entry looked at for one item.
struct Look<'w, 'a> {
    world: &'w World<'a>,
    env: Env<'a>,
    item: &'a Record,
    pack: &'a PackId,
    id: &'a Code,
    entry: &'a Entry,
    head: &'w Standing<'a, EntryHead>,
    paragraphs: Paragraphs<'a>,
}

impl<'a> Look<'_, 'a> {
    fn nodes(&self) -> impl Iterator<Item = &'a Code> + '_ {
        self.paragraphs.keys().copied().chain([self.id])
    }

    /// Directly below.
    fn kids(&self, node: &Code) -> Vec<&'a Code> {
        let below = |a: &Code, b: &Code| a.covers(b) && a != b;
        let under = self.paragraphs.keys().copied().filter(|k| below(node, k));
        under.filter(|k| !self.paragraphs.keys().any(|o| below(node, o) && below(o, k))).collect()
    }

    /// The node's own words, without what stands above or below it.
    fn own(&self, node: &Code) -> Answer {
        if node == self.id {
            // Kind and article say what the entry is about, whatever its words were before they were first read.
            let body = &self.head.version.body;
            let gate = self.world.gate(self.item, self.pack, body);
            let words = self.head.words(self.pack, self.id, || {
                body.when.as_ref().map_or_else(yes, |cond| self.world.holds(&self.env, cond))
            });
            let words = self.head.restricts(words, self.pack, self.id);
            return all(gate.into_iter().chain([words]));
        }
        let paragraph = &self.paragraphs[node];
        let words =
            paragraph.words(self.pack, node, || match paragraph.version.body.when.as_ref() {
                Some(cond) => self.world.holds(&self.env, cond),
                None if self.kids(node).is_empty() => unknown(classification(self.item, self.pack)),
                None => yes(),
            });
        paragraph.restricts(words, self.pack, node)
    }

    /// Whether a note of the entry takes it out again.
    fn excluded(&self, node: &Code) -> Answer {
        let notes = self.entry.exclusions.iter();
        any(notes.filter_map(|(id, timeline)| {
            let standing = self.world.standing(timeline)?;
            let body = &standing.version.body;
            let speaks = body.on.is_empty() || body.on.iter().any(|on| on.covers(node));
            speaks.then(|| {
                let words = standing.words(self.pack, id, || {
                    body.when.as_ref().map_or_else(yes, |cond| self.world.holds(&self.env, cond))
                });
                standing.relieves(words, self.pack, id)
            })
        }))
    }

    /// The node and what is below it.
    fn met(&self, node: &Code) -> Answer {
        let kids = self.kids(node);
        let open = node == self.id && self.head.version.body.partial;
        let mut parts = vec![self.own(node), not(self.excluded(node))];
        if !kids.is_empty() || open {
            let rest = open.then(|| unknown(classification(self.item, self.pack)));
            parts.push(any(kids.iter().map(|kid| self.met(kid)).chain(rest)));
        }
        all(parts)
    }
}
