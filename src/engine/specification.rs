//! An entry as a person checks it: every condition of every paragraph beside what is stated, none left out because another
//! had already decided. For sheets that people sign; decides nothing.

use super::bind::bind;
use super::classify::At;
use super::env::Env;
use super::node::{FactIx, Node, Noun};
use super::program::{Program, Prov};
use super::world::World;
use crate::base::{Code, PackId, Symbol, Truth};
use crate::condition::{Cond, Element, Path, Quant, Subject};
use crate::decision::{FactUsed, Provision};
use crate::law::model::{self, Pack};
use crate::transfer::Case;
use std::sync::Arc;

/// An entry set beside an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Specification {
    /// The entry.
    pub entry: Code,
    /// As it is cited.
    pub provision: Arc<Provision>,
    /// Whether the item is in it, statement and parameters together.
    pub truth: Truth,
    /// What somebody stated of this entry.
    pub stated: Vec<Code>,
    /// A basket for what is in no other entry.
    pub catch_all: bool,
    /// Whether kind, article and the entry's own condition fit.
    pub gate: Truth,
    /// These, line by line.
    pub lines: Vec<Line>,
    /// Paragraphs in order, then what takes out of them.
    pub clauses: Vec<Clause>,
}

/// A paragraph of an entry, or what takes out of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its code, or the exclusion's id.
    pub id: Box<str>,
    /// As it is cited.
    pub provision: Arc<Provision>,
    /// Which of the two.
    pub kind: ClauseKind,
    /// Whether it holds, with all it stands under.
    pub truth: Truth,
    /// Its own condition, line by line.
    pub lines: Vec<Line>,
}

/// What a clause is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// A paragraph.
    Paragraph,
    /// It takes out of these codes; of the whole entry where there are none.
    Exclusion(Vec<Code>),
}

/// One line of a condition with what it saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How far it is nested.
    pub depth: usize,
    /// What is asked.
    pub says: Says,
    /// Whether it is so.
    pub truth: Truth,
    /// The facts it read.
    pub facts: Vec<Arc<FactUsed>>,
}

/// What a line asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// All of the lines below.
    All,
    /// One of the lines below.
    Any,
    /// That the lines below do not hold.
    Not,
    /// The lines below of so many of these.
    Each(Quant, Subject),
    /// The lines below are about this one.
    Of(Box<str>),
    /// A single condition.
    Leaf(Cond),
}

/// The entries of a pack that the item at `position` is in or may be in, or whose gate fits.
#[must_use]
pub fn specifications(
    program: &Program,
    case: &Case,
    position: usize,
    pack: &PackId,
) -> Vec<Specification> {
    let Some((at, of)) = program.pack(pack) else { return Vec::new() };
    let Some(model) = program.law().packs.get(pack) else { return Vec::new() };
    let mut world = bind(program, case);
    let item = World::item(position);
    let env = Env::new(at).for_item(item);
    let entries = world.candidates(item, at);
    entries
        .iter()
        .filter_map(|entry| {
            let at = world.entry_of(at, of, *entry)?;
            specification(&mut world, &env, item, at, model)
        })
        .collect()
}

fn specification<'a>(
    world: &mut World<'a>,
    env: &Env<'a>,
    item: usize,
    at: At<'a>,
    pack: &'a Pack,
) -> Option<Specification> {
    let stated: Vec<Code> = world
        .statement(item, at.of)
        .unwrap_or_default()
        .iter()
        .filter(|c| at.id.covers(c))
        .cloned()
        .collect();
    let gate = world.quiet(|world| world.gate(env, at));
    if gate == Truth::No && stated.is_empty() {
        return None;
    }
    let entry = pack.entries.get(at.id)?;
    let head = world.in_force(&entry.head).map(|(_, version)| &version.body)?;
    let truth = world.quiet(|world| world.in_entry(env, item, at, at.id));
    let mut found = Specification {
        entry: at.id.clone(),
        provision: world.cited(&at.body.head, pack, &entry.head)?,
        truth,
        stated,
        catch_all: head.catch_all,
        gate,
        lines: gate_lines(world, env, at, head),
        clauses: Vec::new(),
    };
    for paragraph in &at.body.paragraphs {
        let Some(timeline) = entry.paragraphs.get(&paragraph.code) else { continue };
        let Some(provision) = world.cited(&paragraph.prov, pack, timeline) else { continue };
        let truth = world.quiet(|world| world.in_entry(env, item, at, &paragraph.code));
        found.clauses.push(Clause {
            id: paragraph.code.as_str().into(),
            provision,
            kind: ClauseKind::Paragraph,
            truth,
            lines: lines(world, env, &paragraph.prov),
        });
    }
    for exclusion in &at.body.exclusions {
        let Some(timeline) = entry.exclusions.get(&*exclusion.prov.id) else { continue };
        let Some(provision) = world.cited(&exclusion.prov, pack, timeline) else { continue };
        let truth = world.quiet(|world| world.provision(env, &exclusion.prov));
        found.clauses.push(Clause {
            id: exclusion.prov.id.clone(),
            provision,
            kind: ClauseKind::Exclusion(exclusion.on.to_vec()),
            truth,
            lines: lines(world, env, &exclusion.prov),
        });
    }
    Some(found)
}

/// What kind and article the entry is about, and its own condition.
fn gate_lines<'a>(
    world: &mut World<'a>,
    env: &Env<'a>,
    at: At<'a>,
    head: &model::EntryHead,
) -> Vec<Line> {
    let known = world.program.known;
    let mut out = Vec::new();
    for (fact, wanted) in [(known.kind, &head.kind), (known.article, &head.article)] {
        if !wanted.is_empty() {
            out.extend(one_of(world, env, fact, wanted));
        }
    }
    out.extend(lines(world, env, &at.body.head));
    out
}

fn one_of<'a>(
    world: &mut World<'a>,
    env: &Env<'a>,
    fact: FactIx,
    wanted: &[Symbol],
) -> Option<Line> {
    let truth = world.quiet(|world| world.one_of(env.item, fact, wanted));
    let mut facts = Vec::new();
    world.of_fact(env.item, fact, &mut facts);
    let path = Path { subject: Subject::Item, fact: world.program.name(fact)?.clone() };
    let set = wanted.iter().cloned().map(Element::Symbol).collect();
    Some(Line { depth: 0, says: Says::Leaf(Cond::In { path, set }), truth, facts })
}

/// The own condition of a provision; nothing where it has none.
fn lines<'a>(world: &mut World<'a>, env: &Env<'a>, prov: &'a Prov) -> Vec<Line> {
    let mut out = Vec::new();
    if let Some(node) = prov.when.node(world.program) {
        walk(world, env, node, 0, &mut out);
    }
    out
}

/// Writes a condition line by line, and says whether it holds.
fn walk<'a>(
    world: &mut World<'a>,
    env: &Env<'a>,
    node: &'a Node,
    depth: usize,
    out: &mut Vec<Line>,
) {
    let below = depth.saturating_add(1);
    let group = |world: &mut World<'a>, says: Says, out: &mut Vec<Line>| {
        let truth = world.quiet(|world| world.eval(env, node));
        out.push(Line { depth, says, truth, facts: Vec::new() });
    };
    match node {
        Node::And(all) | Node::Or(all) => {
            let says = if matches!(node, Node::And(_)) { Says::All } else { Says::Any };
            group(world, says, out);
            for one in all {
                walk(world, env, one, below, out);
            }
        }
        Node::Not(inner) => {
            group(world, Says::Not, out);
            walk(world, env, inner, below, out);
        }
        Node::Quantified { quant, noun, body } => {
            group(world, Says::Each(*quant, subject(world, *noun)), out);
            for who in world.domain(env, *noun).members() {
                let env = env.bind(*noun, who);
                let truth = world.quiet(|world| world.eval(&env, body));
                let name = world.subject_name(who).into();
                out.push(Line { depth: below, says: Says::Of(name), truth, facts: Vec::new() });
                walk(world, &env, body, below.saturating_add(1), out);
            }
        }
        Node::Settled(_, leaf) | Node::Line(_, leaf) | Node::Leaf(leaf) => {
            let mark = world.steps.mark();
            let truth = world.quiet(|world| world.eval(env, node));
            let facts = world.facts_since(mark, leaf);
            world.steps.rewind(mark);
            out.push(Line { depth, says: Says::Leaf(leaf.cond.clone()), truth, facts });
        }
    }
}

fn subject(world: &World<'_>, noun: Noun) -> Subject {
    match noun {
        Noun::Act => Subject::Act,
        Noun::Item => Subject::Item,
        Noun::Component => Subject::Component,
        Noun::Target => Subject::Target,
        Noun::Input => Subject::Input,
        Noun::Party => Subject::Party,
        Noun::Owner => Subject::Owner,
        Noun::Person => Subject::Person,
        Noun::Licence => Subject::Licence,
        Noun::Row(fact) => {
            world.program.name(fact).map_or(Subject::Item, |name| Subject::Record(name.clone()))
        }
    }
}

impl World<'_> {
    /// Runs without leaving behind what is missing.
    fn quiet<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.gaps.len();
        let out = run(self);
        self.gaps.truncate(mark);
        out
    }

    /// The facts that a leaf read, and where it is a term those that its formula read. What another entry read for
    /// `meets` stands with that entry.
    fn facts_since(
        &self,
        mark: super::steps::Mark,
        leaf: &super::node::Leaf,
    ) -> Vec<Arc<FactUsed>> {
        let mut facts = Vec::new();
        for atom in self.steps.atoms_since(mark) {
            let own = std::ptr::eq(atom.leaf, leaf);
            if own || matches!(leaf.cond, Cond::Truth(_)) {
                self.of_atom(atom, &mut facts);
            }
        }
        facts.sort();
        facts.dedup();
        facts
    }
}
