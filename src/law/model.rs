//! The model of a pack after it was checked: plain data, sorted by id, every condition typed.

use super::gates::Gates;
use crate::base::{
    Basis, Citation, Code, CodeRef, Currency, Day, Exact, FactName, Hs, Late, PackId, Place,
    ProvisionId, SourceId, State, Symbol, Text, Timeline, sorted,
};
use crate::condition::{
    Cond, FactDecl, FactType, ListDecl, Path, Scalar, Subject, Sum, Vocabulary, Word,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All packs that are loaded, and what they let people name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Law {
    /// The packs by id.
    pub packs: BTreeMap<PackId, Pack>,
    /// Facts, groups, lists and words of all of them.
    pub vocabulary: Vocabulary,
}

/// One instrument or policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pack {
    /// Its head.
    pub head: Head,
    /// SHA-256 of its canonical content, lower-case hexadecimal: the same for any order of files and blocks.
    pub sha256: Box<str>,
    /// Documents by id.
    pub sources: Late<BTreeMap<SourceId, Source>>,
    /// Facts it declares.
    pub facts: Late<BTreeMap<FactName, FactDecl>>,
    /// Words it declares.
    pub words: Late<Vec<Word>>,
    /// Lists it declares.
    #[serde(deserialize_with = "sorted::map")]
    pub lists: BTreeMap<Symbol, ListDecl>,
    /// Terms by name.
    #[serde(deserialize_with = "sorted::map")]
    pub terms: BTreeMap<FactName, Timeline<Version<Term>>>,
    /// Groups by name.
    #[serde(deserialize_with = "sorted::map")]
    pub groups: BTreeMap<Code, Timeline<Version<Group>>>,
    /// Rows of the place table.
    pub places: Late<BTreeMap<Place, Timeline<Version<PlaceRow>>>>,
    /// Control-list entries.
    #[serde(deserialize_with = "sorted::map")]
    pub entries: BTreeMap<Code, Late<Entry>>,
    /// Which of them to look at for which item; made from them.
    pub gates: Gates,
    /// Legs.
    #[serde(deserialize_with = "sorted::map")]
    pub legs: BTreeMap<ProvisionId, Timeline<Version<Leg>>>,
    /// Scope provisions.
    #[serde(deserialize_with = "sorted::map")]
    pub scopes: BTreeMap<ProvisionId, Timeline<Version<Scope>>>,
    /// What takes a leg out of scope again.
    #[serde(deserialize_with = "sorted::map")]
    pub exclusions: BTreeMap<ProvisionId, Timeline<Version<Exclusion<ProvisionId>>>>,
    /// Controls.
    #[serde(deserialize_with = "sorted::map")]
    pub controls: BTreeMap<ProvisionId, Timeline<Version<Control>>>,
    /// Exceptions.
    #[serde(deserialize_with = "sorted::map")]
    pub exceptions: BTreeMap<ProvisionId, Timeline<Version<Exception>>>,
    /// Bars that do not belong to an entry.
    #[serde(deserialize_with = "sorted::map")]
    pub bars: BTreeMap<ProvisionId, Timeline<Version<Bar>>>,
    /// The authority's outlook.
    #[serde(deserialize_with = "sorted::map")]
    pub policies: BTreeMap<ProvisionId, Timeline<Version<Policy>>>,
    /// What must be done when it goes ahead.
    #[serde(deserialize_with = "sorted::map")]
    pub obligations: BTreeMap<ProvisionId, Timeline<Version<Obligation>>>,
    /// Statements that answer several facts at once.
    #[serde(deserialize_with = "sorted::map")]
    pub attestations: BTreeMap<ProvisionId, Timeline<Version<Attestation>>>,
    /// Examples, in the order of file and place.
    pub examples: Late<Vec<Example>>,
    /// Where stands what has no versions.
    pub origins: Late<Origins>,
}

/// Where the parts of a pack stand that have no versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// Its head.
    pub head: Origin,
    /// Its documents.
    pub sources: BTreeMap<SourceId, Origin>,
    /// Facts it declares.
    pub facts: BTreeMap<FactName, Origin>,
    /// Words it declares, with the fact that may have them.
    pub words: BTreeMap<(FactName, Symbol), Origin>,
    /// Lists it declares.
    pub lists: BTreeMap<Symbol, Origin>,
}

/// What a pack is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its id, which is the name of its folder.
    pub id: PackId,
    /// Its title.
    pub title: Text,
    /// Who made the instrument.
    pub authority: Text,
    /// Law, policy or practice. Everything that is not law says so wherever it speaks.
    pub nature: Nature,
    /// What must be said wherever it speaks: "policy derived from these documents, not law".
    pub notice: Text,
    /// The day of the text it holds.
    pub edition: Option<Day>,
    /// The first day it can decide; before it, it flags.
    pub covers_from: Day,
    /// The last day it can decide.
    pub covers_until: Option<Day>,
    /// The class of what is in no entry; only a person states it.
    pub residual: Option<Code>,
    /// Whether only part of the list is held.
    pub partial: bool,
    /// The reason for control of entries without reason rows.
    pub default_reason: Option<Symbol>,
    /// Packs whose facts, groups and results it uses.
    pub depends: Vec<PackId>,
    /// What it decides.
    pub models: Vec<Text>,
    /// What it only flags.
    pub flags_only: Vec<Text>,
    /// What it leaves out; said in every decision.
    pub leaves_out: Vec<Text>,
}

/// What kind of instrument a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Law.
    Law,
    /// Policy derived from documents.
    Policy,
    /// Good practice.
    Practice,
    /// Words only: facts, places.
    Vocabulary,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its title.
    pub title: Text,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Who published it.
    pub publisher: Option<Box<str>>,
    /// When.
    pub date: Option<Box<str>>,
    /// Where to read it.
    pub url: Option<Box<str>>,
}

/// One version of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static, T: Deserialize<'de>"))]
pub struct Version<T> {
    /// What is said of it; no answer depends on that.
    pub said: Late<Said>,
    /// On what it rests, as written in the file.
    pub basis: Basis,
    /// The weakest of that and of every group and term it names; filled when the law is put together.
    pub weakest: Basis,
    /// Whether it is applied.
    pub state: State,
    /// What it says.
    pub body: T,
}

/// The words about a version and its place in the document and in our files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Our own short title.
    pub title: Text,
    /// Where it stands.
    pub cite: Citation,
    /// A remark of ours.
    pub note: Text,
    /// Where it stands in the pack's files.
    pub origin: Origin,
}

/// The place of a block in the files of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file within the pack.
    pub file: Box<str>,
    /// The line of the block.
    pub line: u32,
}

/// A fact derived by a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its type.
    pub of: FactType,
    /// The formula.
    pub is: Formula,
}

/// The formula of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Formula {
    /// Of a truth.
    Truth(Cond),
    /// Of a number, share or amount.
    Sum(Sum),
    /// Of a place or a set of places: another fact.
    Same(Path),
}

/// A named set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Of what.
    pub of: Scalar,
    /// A column of the place table: a place is in it when its row says so, and unknown when it has no row.
    pub column: bool,
    /// Everything of this kind, before `none` is taken out.
    pub world: bool,
    /// What it holds.
    pub members: Members,
    /// Other groups whose members it holds too.
    pub any: Vec<CodeRef>,
    /// Groups whose members it does not hold.
    pub none: Vec<CodeRef>,
}

/// The members of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Members {
    /// Places; a country holds its regions.
    Places(Vec<Place>),
    /// Codes of this pack; a code holds what continues it.
    Codes(Vec<Code>),
    /// Tariff headings.
    Hs(Vec<Hs>),
    /// Symbols.
    Symbols(Vec<Symbol>),
}

/// A row of the place table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceRow {
    /// The columns that hold this place.
    In(Vec<Code>),
    /// Read the row of another place.
    As(Place),
}

/// A control-list entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entry {
    /// The versions of its head. An entry has one file; its head changes when its gate does.
    pub head: Timeline<Version<EntryHead>>,
    /// Paragraphs by code.
    #[serde(deserialize_with = "sorted::map")]
    pub paragraphs: BTreeMap<Code, Timeline<Version<Paragraph>>>,
    /// What the paragraphs do not control.
    #[serde(deserialize_with = "sorted::map")]
    pub exclusions: BTreeMap<ProvisionId, Timeline<Version<Exclusion<Code>>>>,
    /// Rows of the licence-requirement table.
    #[serde(deserialize_with = "sorted::map")]
    pub reasons: BTreeMap<ProvisionId, Timeline<Version<ReasonRow>>>,
    /// Lines of the exception table.
    #[serde(deserialize_with = "sorted::map")]
    pub eligible: BTreeMap<ProvisionId, Timeline<Version<EligibleRow>>>,
    /// Bars of the entry.
    #[serde(deserialize_with = "sorted::map")]
    pub bars: BTreeMap<ProvisionId, Timeline<Version<EntryBar>>>,
}

/// What an entry is about, and the gate before its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryHead {
    /// The kind of item: `commodity`, `software`, `technology`, `service`.
    pub kind: Vec<Symbol>,
    /// What the thing is; the item must be one of these.
    pub article: Vec<Symbol>,
    /// Which technologies it belongs to: for finding it; not a condition.
    pub technology: Vec<Symbol>,
    /// A further condition of the gate.
    pub when: Option<Cond>,
    /// Only part of the entry is held: measuring cannot say no.
    pub partial: bool,
    /// A statement alone does not clear it: the parameters must.
    pub prove: bool,
    /// A basket for what is in no other entry; it does not classify.
    pub catch_all: bool,
}

/// A paragraph of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its thresholds. Without them it is met through its sub-paragraphs, or, as a leaf, only by statement.
    pub when: Option<Cond>,
}

/// What takes out again: a note of an entry (`T = Code`), or an exclusion from scope (`T = ProvisionId`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion<T> {
    /// From what; empty means all.
    pub on: Vec<T>,
    /// When.
    pub when: Option<Cond>,
}

/// A row of an entry's licence-requirement table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonRow {
    /// The reason for control.
    pub reason: Symbol,
    /// The parts of the entry it speaks of; empty means all of it.
    pub on: Vec<Code>,
    /// Parts that it leaves out.
    pub except: Vec<Code>,
    /// A condition of the row.
    pub when: Option<Cond>,
    /// The group of places for which it holds; none means every place.
    pub to: Option<CodeRef>,
}

/// A line of an entry's exception table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibleRow {
    /// The exception it opens; a name covers what continues it.
    pub exception: ProvisionId,
    /// The parts of the entry it speaks of; empty means all of it.
    pub on: Vec<Code>,
    /// Parts that it leaves out.
    pub except: Vec<Code>,
    /// A condition of the line.
    pub when: Option<Cond>,
    /// The value up to which.
    pub limit: Option<(Exact, Currency)>,
}

/// A bar of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryBar {
    /// What it bars.
    pub bar: Bar,
    /// The parts of the entry it speaks of; empty means all of it.
    pub on: Vec<Code>,
}

/// A journey that the pack sees in a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// One leg for each of these (persons or parties); none means one for the transfer.
    pub each: Option<Subject>,
    /// When there is such a leg.
    pub when: Option<Cond>,
    /// Where it goes: a place, a set of places (one leg for each), or a term of these.
    pub destination: Path,
}

/// When a pack reaches a leg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The condition; none means always.
    pub when: Option<Cond>,
}

/// What a control does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A person must judge.
    Review,
    /// A licence is needed.
    Licence,
    /// It is forbidden.
    Prohibit,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Control {
    /// What it does.
    pub effect: Effect,
    /// It bites where a reason row with this reason does.
    pub reason: Option<Symbol>,
    /// A condition; none means always.
    pub when: Option<Cond>,
    /// What to do next, where the pack says more than the effect does.
    pub next: Late<Text>,
    /// Whether a person may waive it at a gate.
    pub waivable: bool,
}

/// What lifts controls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The controls it lifts; a name covers what continues it.
    pub lifts: Vec<ProvisionId>,
    /// The condition.
    pub when: Option<Cond>,
    /// It counts only when the transfer claims it.
    pub claim: bool,
    /// Whether it can lift a prohibition.
    pub lifts_prohibition: bool,
    /// What must be done when it is used.
    pub obligations: Vec<ProvisionId>,
}

/// What bars exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The exceptions it bars; empty means all.
    pub bars: Vec<ProvisionId>,
    /// Those it leaves.
    pub except: Vec<ProvisionId>,
    /// The condition.
    pub when: Option<Cond>,
}

/// The authority's outlook on a licence application. Never a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Policy {
    /// The controls it speaks of.
    pub on: Vec<ProvisionId>,
    /// The outlook.
    pub outlook: Late<Text>,
    /// The condition.
    pub when: Option<Cond>,
}

/// What must be done when the transfer goes ahead. Never a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Obligation {
    /// The exceptions or controls it comes with; empty means every transfer that the pack reaches.
    pub on: Vec<ProvisionId>,
    /// What.
    pub says: Late<Text>,
    /// The condition.
    pub when: Option<Cond>,
}

/// A statement that answers several facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Attestation {
    /// The words to which a person puts a name.
    pub statement: Late<Text>,
    /// The facts it answers.
    pub answers: BTreeMap<FactName, bool>,
}

/// An example beside a provision. It is run by `law test`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// What it shows.
    pub says: Box<str>,
    /// The date of the case.
    pub on: Day,
    /// The transfer as canonical JSON.
    pub transfer: Box<str>,
    /// What is expected.
    pub expect: Expect,
    /// Where it stands.
    pub origin: Origin,
}

/// What an example or test expects. Whatever is `None` or empty is not compared, except that `outstanding: Some([])` means nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expect {
    /// Codes that the (first) item surely meets.
    pub meets: Vec<CodeRef>,
    /// Codes that it surely does not meet.
    pub misses: Vec<CodeRef>,
    /// Codes of which that is not known.
    pub unsure: Vec<CodeRef>,
    /// `allow`, `flag` or `deny`.
    pub verdict: Option<Box<str>>,
    /// The outstanding controls, exactly: `control` or `control#row`, with `pack:` in front.
    pub outstanding: Option<Vec<Box<str>>>,
    /// Controls and the exception that lifts each.
    pub lifted: BTreeMap<Box<str>, Box<str>>,
    /// Facts that are asked, among others: `chip.qubits`, `transfer.military_end_use`.
    pub asks: Vec<Box<str>>,
    /// Obligations that come with it, among others.
    pub obligations: Vec<Box<str>>,
    /// Outlooks shown, among others.
    pub policies: Vec<Box<str>>,
    /// Whether a contradiction between statement and parameters is found.
    pub finding: Option<bool>,
}
