//! Stratum 2: which codes an item meets. What somebody stated is joined with what the parameters say; neither silently wins.

use super::compile;
use super::env::Env;
use super::gap::Gap;
use super::memo::{Asked, Asking, Remembered};
use super::node::FactIx;
use super::program::{EntryC, PackC, ParagraphC, Program, Prov};
use super::world::{Contradiction, NOBODY, Rests, World};
use crate::base::{Code, CodeRef, PackId, Symbol, Truth};
use crate::decision::Stratum;
use crate::transfer::Value;

/// An entry of a pack at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    pub(super) pack: usize,
    pub(super) of: &'a PackC,
    pub(super) entry: usize,
    pub(super) id: &'a Code,
    pub(super) body: &'a EntryC,
    /// The item at hand was found through its article, which the entry therefore wants.
    pub(super) by_article: bool,
}

/// A place in an entry: the entry itself or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Entry,
    Paragraph(usize),
}

impl<'a> World<'a> {
    /// Whether the item is in one of these codes.
    pub(super) fn meets_any(&mut self, env: &Env<'a>, item: usize, codes: &'a [CodeRef]) -> Truth {
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for code in codes {
            out = out.or(self.meets(env, item, &code.pack, &code.code));
            if out == Truth::Yes {
                break;
            }
        }
        self.settle(mark, out)
    }

    /// Whether the item is in a code, or in a group of codes.
    pub(super) fn meets(
        &mut self,
        env: &Env<'a>,
        item: usize,
        pack: &PackId,
        code: &'a Code,
    ) -> Truth {
        let program = self.program;
        let Some((at, of)) = program.pack(pack) else { return Truth::No };
        let mark = self.gaps.len();
        let truth = match program.group(of, code) {
            Some((id, group)) => {
                if group.unseen {
                    return self.unknown(Gap::FirstDay { pack: at, id: id.as_str() });
                }
                let mut truth = Truth::No;
                if let crate::law::model::Members::Codes(codes) = &group.body.members {
                    for code in codes {
                        truth = truth.or(self.code(env, item, at, of, code));
                    }
                }
                for other in &group.body.any {
                    truth = truth.or(self.meets(env, item, &other.pack, &other.code));
                }
                truth = self.settle(mark, truth);
                for other in &group.body.none {
                    truth = truth.and(!self.meets(env, item, &other.pack, &other.code));
                }
                truth
            }
            None => self.code(env, item, at, of, code),
        };
        self.settle(mark, truth)
    }

    fn code(
        &mut self,
        env: &Env<'a>,
        item: usize,
        pack: usize,
        of: &'a PackC,
        code: &'a Code,
    ) -> Truth {
        if let Some(at) = of.entry_of(code).and_then(|entry| self.entry(pack, entry)) {
            return self.in_entry(env, item, at, code);
        }
        if self.declared(of, code) {
            // Held, but not on this day.
            return Truth::No;
        }
        let below = of.entries_below(code);
        let mark = self.gaps.len();
        let mut out = self.by_statement(item, pack, of, code, !below.is_empty());
        for entry in below {
            if let Some(at) = self.entry(pack, entry) {
                out = out.or(self.in_entry(env, item, at, at.id));
            }
        }
        self.settle(mark, out)
    }

    /// Whether an entry of the pack holds the code, or a group has its name, on some day.
    pub(super) fn declared(&self, of: &PackC, code: &Code) -> bool {
        let model = self.program.law.packs.get(&of.id);
        if model.is_some_and(|p| p.groups.contains_key(code)) {
            return true;
        }
        let entries = model.map(|p| &p.entries);
        let mut end = Some(code.as_str().len());
        while let Some(head) = end.and_then(|e| code.as_str().get(..e)) {
            if entries.is_some_and(|e| e.contains_key(head)) {
                return true;
            }
            end = head.rfind(['.', '(']);
        }
        false
    }

    /// What the statement alone says of a code that no entry holds.
    fn by_statement(
        &mut self,
        item: usize,
        pack: usize,
        of: &PackC,
        code: &Code,
        held_below: bool,
    ) -> Truth {
        let gap = Gap::Classification { item, pack };
        let Some(stated) = self.statement(item, of) else {
            return if held_below && !of.partial { Truth::No } else { self.unknown(gap) };
        };
        match said(code, stated) {
            Truth::Unknown => self.unknown(gap),
            known => known,
        }
    }

    /// The entry at a position, with its content.
    pub(super) fn entry(&self, pack: usize, entry: usize) -> Option<At<'a>> {
        self.entry_of(pack, self.program.packs.get(pack)?, entry)
    }

    /// The same of a pack at hand.
    #[inline]
    pub(super) fn entry_of(&self, pack: usize, of: &'a PackC, entry: usize) -> Option<At<'a>> {
        let program = self.program;
        let slot = of.entries.get(entry)?;
        Some(At {
            pack,
            of,
            entry,
            id: &slot.id,
            body: compile::entry(program, of, slot)?,
            by_article: false,
        })
    }

    /// The codes stated for an item under a pack.
    pub(super) fn statement(&self, item: usize, of: &PackC) -> Option<&'a [Code]> {
        self.record(item)?.classification.get(&of.id).map(Vec::as_slice)
    }

    /// Whether the item is in `code`, which is the entry or continues it. Remembered.
    pub(super) fn in_entry(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
        code: &Code,
    ) -> Truth {
        match at.node(code) {
            Some(node) => self.in_node(env, item, at, node),
            None => self.found(env, item, at, None, code),
        }
    }

    /// Whether the item is in the entry or in a paragraph of it. Remembered.
    #[inline]
    pub(super) fn in_node(&mut self, env: &Env<'a>, item: usize, at: At<'a>, node: Node) -> Truth {
        let asked = Asked { pack: at.pack, entry: at.entry, item, node: node.key() };
        let place = match self.memo.ask(asked) {
            Asking::Known(known) => {
                for at in known.gaps.0..known.gaps.1 {
                    self.gaps.extend(self.memo_gaps.get(at).copied());
                }
                for at in known.asked.0..known.asked.1 {
                    self.asked.extend(self.memo_asked.get(at).copied());
                }
                return known.truth;
            }
            Asking::Circle => return self.unknown(Gap::Classification { item, pack: at.pack }),
            Asking::New(place) => place,
        };
        let (mark, asked) = (self.gaps.len(), self.asked.len());
        let truth = self.found(env, item, at, Some(node), at.code(node));
        self.each_gap_once(mark);
        let from = self.memo_gaps.len();
        self.memo_gaps.extend_from_slice(self.gaps.get(mark..).unwrap_or_default());
        let shown = self.memo_asked.len();
        self.memo_asked.extend_from_slice(self.asked.get(asked..).unwrap_or_default());
        self.memo.answer(
            place,
            Remembered {
                truth,
                gaps: (from, self.memo_gaps.len()),
                asked: (shown, self.memo_asked.len()),
            },
        );
        truth
    }

    #[inline]
    fn found(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
        node: Option<Node>,
        code: &Code,
    ) -> Truth {
        let mark = self.gaps.len();
        let measured = self.measured(env, item, at, node, code);
        let measured = self.settle(mark, measured);
        match self.statement(item, at.of) {
            Some(statement) => self.combine(item, at, code, measured, mark, statement),
            None => measured,
        }
    }

    /// What is stated joined with what is measured (the table of classification).
    fn combine(
        &mut self,
        item: usize,
        at: At<'a>,
        code: &Code,
        measured: Truth,
        mark: usize,
        statement: &[Code],
    ) -> Truth {
        let stated = said(code, statement);
        let same_entry = statement.iter().any(|c| at.id.covers(c));
        match (stated, measured) {
            // A further paragraph of the stated entry is no contradiction.
            (Truth::No, Truth::Yes) if same_entry => Truth::Yes,
            (Truth::Yes, Truth::No) | (Truth::No, Truth::Yes) => {
                let code = at.node(code).map_or(at.id.as_str(), |n| at.code(n).as_str());
                let found = Contradiction::Class {
                    item,
                    pack: at.pack,
                    code,
                    meets: measured == Truth::Yes,
                };
                if !self.findings.contains(&found) {
                    self.findings.push(found);
                }
                Truth::Yes
            }
            (Truth::No, Truth::Unknown) => {
                let proves = at.body.prove && !same_entry && {
                    let inner = self.gaps.len();
                    let gate = self.kind_and_article(item, at);
                    self.gaps.truncate(inner);
                    gate != Truth::No
                };
                if proves {
                    return measured;
                }
                self.gaps.truncate(mark);
                // of another entry than the one stated nothing needs to be confirmed
                let listed = |code: &Code| {
                    at.of.entry_of(code).is_some_and(|entry| self.entry(at.pack, entry).is_some())
                };
                if same_entry {
                    self.rest(item, at.pack, Rests::Alone);
                } else if !statement.iter().any(listed) {
                    self.rest(item, at.pack, Rests::Unlisted);
                }
                Truth::No
            }
            (Truth::Yes, Truth::Unknown) => {
                self.gaps.truncate(mark);
                self.rest(item, at.pack, Rests::Stated);
                Truth::Yes
            }
            (Truth::Unknown, Truth::Unknown) => {
                self.gaps.truncate(mark);
                self.unknown(Gap::Classification { item, pack: at.pack })
            }
            (Truth::Unknown, known) | (known, _) => known,
        }
    }

    fn rest(&mut self, item: usize, pack: usize, what: Rests) {
        if !self.rests.contains(&(item, pack, what)) {
            self.rests.push((item, pack, what));
        }
    }

    /// What the parameters say. `None` is a code below what is held.
    #[inline]
    fn measured(
        &mut self,
        env: &Env<'a>,
        item: usize,
        at: At<'a>,
        node: Option<Node>,
        code: &Code,
    ) -> Truth {
        let env = Env { pack: at.pack, leg: NOBODY, ..env.for_item(item) };
        let step = self.begin(Stratum::Match, &env, node.map_or(at.id, |n| at.code(n)).as_str());
        let truth = match node {
            None if self.begun_later(at, code) => Truth::No,
            None => {
                let own = self.own(&env, at, Node::Entry);
                if own == Truth::No {
                    Truth::No
                } else {
                    self.unknown(Gap::Classification { item, pack: at.pack })
                }
            }
            Some(node) => {
                let mut out = self.below(&env, at, node);
                if let Node::Paragraph(n) = node
                    && let Some(paragraph) = at.body.paragraphs.get(n)
                {
                    if out != Truth::No {
                        out = out.and(self.own_and_not_excluded(&env, at, Node::Entry));
                    }
                    for above in &paragraph.above {
                        if out != Truth::No {
                            out = out.and(self.own_and_not_excluded(
                                &env,
                                at,
                                Node::Paragraph(*above),
                            ));
                        }
                    }
                }
                out
            }
        };
        self.end(step, truth)
    }

    /// A paragraph that the entry holds, but not on this day.
    fn begun_later(&self, at: At<'a>, code: &Code) -> bool {
        let entry = self.program.law.packs.get(&at.of.id).and_then(|p| p.entries.get(at.id));
        entry.is_some_and(|e| e.paragraphs.contains_key(code))
    }

    #[inline]
    fn own_and_not_excluded(&mut self, env: &Env<'a>, at: At<'a>, node: Node) -> Truth {
        let own = self.own(env, at, node);
        if own == Truth::No || at.body.exclusions.is_empty() {
            return own;
        }
        own.and(!self.excluded(env, at, node))
    }

    /// The node's own condition, its exclusions, and that one of its parts is met.
    fn below(&mut self, env: &Env<'a>, at: At<'a>, node: Node) -> Truth {
        let mark = self.gaps.len();
        let mut out = self.own_and_not_excluded(env, at, node);
        if out == Truth::No {
            return self.settle(mark, out);
        }
        let open = node == Node::Entry && at.body.partial;
        let kids = at.kids(node);
        if !kids.is_empty() || open {
            let inner = self.gaps.len();
            let mut some = Truth::No;
            for kid in kids {
                let node = Node::Paragraph(*kid);
                let step = self.begin(Stratum::Match, env, at.code(node).as_str());
                let met =
                    match at.body.paragraphs.get(*kid).and_then(|p| p.alone(at.body, self.program))
                    {
                        Some(when) => self.eval(env, when),
                        None => self.below(env, at, node),
                    };
                some = some.or(self.end(step, met));
                if some == Truth::Yes {
                    break;
                }
            }
            if open && some != Truth::Yes {
                some = self.unknown(Gap::Classification { item: env.item, pack: at.pack });
            }
            some = self.settle(inner, some);
            out = out.and(some);
        }
        self.settle(mark, out)
    }

    #[inline]
    fn own(&mut self, env: &Env<'a>, at: At<'a>, node: Node) -> Truth {
        let Node::Paragraph(n) = node else { return self.gate(env, at) };
        let Some(paragraph) = at.body.paragraphs.get(n) else { return Truth::No };
        if paragraph.prov.unseen || paragraph.prov.when.is_some() {
            return self.provision(env, &paragraph.prov);
        }
        if paragraph.kids.is_empty() {
            // A leaf without thresholds is met by statement alone.
            return self.unknown(Gap::Classification { item: env.item, pack: at.pack });
        }
        self.cap(env, &paragraph.prov, Truth::Yes)
    }

    /// Kind, article and the entry's own condition.
    #[inline]
    pub(super) fn gate(&mut self, env: &Env<'a>, at: At<'a>) -> Truth {
        let mark = self.gaps.len();
        let mut out = self.kind_and_article(env.item, at);
        if out != Truth::No {
            out = out.and(self.provision(env, &at.body.head));
        }
        self.settle(mark, out)
    }

    #[inline]
    pub(super) fn kind_and_article(&mut self, item: usize, at: At<'a>) -> Truth {
        let (known, entry) = (self.program.known, at.body);
        let mark = self.gaps.len();
        let kind = self.one_of(item, known.kind, &entry.kind);
        let out = if kind == Truth::No || at.by_article {
            kind
        } else {
            kind.and(self.one_of(item, known.article, &entry.article))
        };
        self.settle(mark, out)
    }

    pub(super) fn one_of(&mut self, item: usize, fact: FactIx, wanted: &[Symbol]) -> Truth {
        if wanted.is_empty() {
            return Truth::Yes;
        }
        let has = |value: &Value| matches!(value, Value::Symbol(symbol) if wanted.contains(symbol));
        match self.stated(item, fact) {
            Some(Value::Set(values)) => values.iter().any(has).into(),
            Some(value) => has(value).into(),
            None => self.unknown(Gap::Fact { subject: item, fact }),
        }
    }

    /// Whether a note takes the node out.
    fn excluded(&mut self, env: &Env<'a>, at: At<'a>, node: Node) -> Truth {
        let code = at.code(node);
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for exclusion in &at.body.exclusions {
            let speaks = if exclusion.on.is_empty() {
                node == Node::Entry
            } else {
                exclusion.on.iter().any(|on| on.covers(code))
            };
            if speaks {
                out = out.or(self.step(Stratum::Match, env, &exclusion.prov));
                if out == Truth::Yes {
                    break;
                }
            }
        }
        self.settle(mark, out)
    }

    /// A provision with its own step in the trace.
    pub(super) fn step(&mut self, stratum: Stratum, env: &Env<'a>, prov: &'a Prov) -> Truth {
        let step = self.begin(stratum, env, &prov.id);
        let truth = self.provision(env, prov);
        self.end(step, truth)
    }

    /// The codes of an entry whose own words the item meets, with the exclusion that takes it out.
    pub(super) fn taken_out(&mut self, env: &Env<'a>, at: At<'a>) -> Vec<(&'a Code, &'a str)> {
        let mark = self.gaps.len();
        let mut out = Vec::new();
        for exclusion in &at.body.exclusions {
            if self.provision(env, &exclusion.prov) != Truth::Yes {
                continue;
            }
            let all = std::iter::once(Node::Entry)
                .chain((0..at.body.paragraphs.len()).map(Node::Paragraph));
            let named: Vec<Node> = all
                .filter(|node| match exclusion.on.as_ref() {
                    [] => *node == Node::Entry,
                    on => on.iter().any(|on| on.covers(at.code(*node))),
                })
                .collect();
            for node in named {
                let measured = matches!(node, Node::Paragraph(n)
                    if at.body.paragraphs.get(n).is_some_and(|p| p.prov.when.is_some()))
                    || node == Node::Entry;
                if measured && self.own(env, at, node) == Truth::Yes {
                    out.push((at.code(node), &*exclusion.prov.id));
                }
            }
        }
        self.gaps.truncate(mark);
        out
    }

    /// Whether the item is in no entry of the pack at hand: the residual class, which only a person states.
    pub(super) fn unlisted(&mut self, env: &Env<'a>, item: usize) -> Truth {
        let Some(of) = self.program.packs.get(env.pack) else { return Truth::No };
        let mark = self.gaps.len();
        let stated = self.statement(item, of);
        if stated.is_some_and(|codes| {
            of.residual.as_ref().is_none_or(|residual| !codes.contains(residual))
        }) {
            return Truth::No;
        }
        let mut out = Truth::Yes;
        for &entry in &*self.candidates(item, env.pack) {
            if let Some(at) = self.entry(env.pack, entry) {
                out = out.and(!self.in_entry(env, item, at, at.id));
                if out == Truth::No {
                    break;
                }
            }
        }
        if stated.is_none() && of.partial && out != Truth::No {
            out = self.unknown(Gap::Classification { item, pack: env.pack });
        }
        self.settle(mark, out)
    }
}

/// What statements say of a code: a broader one leaves open which part is meant.
fn said(code: &Code, stated: &[Code]) -> Truth {
    let one = |c: &Code| {
        if code.covers(c) {
            Truth::Yes
        } else if c.covers(code) {
            Truth::Unknown
        } else {
            Truth::No
        }
    };
    stated.iter().map(one).fold(Truth::No, Truth::or)
}

impl Node {
    fn key(self) -> usize {
        match self {
            Self::Entry => 0,
            Self::Paragraph(n) => n.saturating_add(1),
        }
    }
}

impl ParagraphC {
    /// Its condition, where nothing else decides whether it is met.
    fn alone<'p>(&'p self, entry: &EntryC, program: &'p Program) -> Option<&'p super::node::Node> {
        let plain = self.kids.is_empty() && entry.exclusions.is_empty();
        let full = !self.prov.unseen && !self.prov.capped;
        (plain && full).then(|| self.prov.when.node(program)).flatten()
    }
}

impl<'a> At<'a> {
    /// The place of `code` in the entry, where it is held.
    fn node(&self, code: &Code) -> Option<Node> {
        if code == self.id {
            return Some(Node::Entry);
        }
        self.body.paragraphs.binary_search_by(|p| p.code.cmp(code)).ok().map(Node::Paragraph)
    }

    fn code(&self, node: Node) -> &'a Code {
        match node {
            Node::Entry => self.id,
            Node::Paragraph(n) => self.body.paragraphs.get(n).map_or(self.id, |p| &p.code),
        }
    }

    fn kids(&self, node: Node) -> &'a [usize] {
        match node {
            Node::Entry => &self.body.top,
            Node::Paragraph(n) => self.body.paragraphs.get(n).map_or(&[], |p| &p.kids),
        }
    }
}
