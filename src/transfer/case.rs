//! A transfer after it was checked: every fact has the declared type, and absent means unknown.
//! Items, parties and persons are sorted, so that their order in the file changes nothing.

use crate::base::{
    Code, CodeRef, Currency, Day, Exact, FactName, Hs, Interval, PackId, Place, ProvisionId, Symbol,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A proposed transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its name.
    pub id: Option<Box<str>>,
    /// The date as of which it is decided.
    pub date: Option<Day>,
    /// Facts of the act: `act`, `from`, `to`, `via`, `method`, `transfer.…`.
    pub act: BTreeMap<FactName, Stated>,
    /// Items by id, sorted. Those that are only referred to are marked.
    pub items: Vec<Record>,
    /// Parties, sorted.
    pub parties: Vec<Record>,
    /// Persons who receive technology, sorted.
    pub persons: Vec<Record>,
    /// Whether all parties and persons are stated.
    pub complete: Completeness,
    /// Licences on file.
    pub licences: Vec<Licence>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Exceptions that the exporter claims, as `pack:id`.
    pub claims: Vec<CodeRef>,
    /// Attestations that somebody made.
    pub attested: Vec<Attested>,
    /// Packs to which the case is limited; empty means all.
    pub packs: Vec<PackId>,
    /// What it is for, in the words of the person who asks. No condition reads it.
    pub end_use: Option<Box<str>>,
    /// What the decision is bound to.
    pub artefact: Option<Artefact>,
    /// SHA-256 of the canonical form, lower-case hexadecimal.
    pub sha256: Box<str>,
}

/// A file or folder to which a decision is bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefact {
    /// Where it lies in the repository.
    pub path: Box<str>,
    /// SHA-256 of its content, lower-case hexadecimal.
    pub sha256: Option<Box<str>>,
}

/// Which lists of the transfer are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// All parties are stated.
    pub party: bool,
    /// All persons are stated.
    pub person: bool,
}

/// An item, party, owner, person, or row of a record fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// How questions call it: the item's id, the party's name.
    pub name: Box<str>,
    /// What people call an item, where it has a name beside its id.
    pub title: Option<Box<str>>,
    /// Its facts, under their declared names (`item.…`, `party.…`, `person.…`, or `rating.…` for rows).
    pub facts: BTreeMap<FactName, Stated>,
    /// An item that is not transferred but related to one that is.
    pub reference: bool,
    /// What somebody already determined, by pack.
    pub classification: BTreeMap<PackId, Vec<Code>>,
    /// Items contained, by position in [`Case::items`].
    pub contains: Children<usize>,
    /// Items it is for.
    pub targets: Children<usize>,
    /// Items it was made with.
    pub made_with: Children<usize>,
    /// Owners of a party.
    pub owners: Children<Record>,
    /// Rows of record facts, by the fact's name.
    pub rows: BTreeMap<FactName, Vec<Record>>,
    /// What screening said of a party.
    pub listed: Screening,
}

/// A list of related things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Children<T> {
    /// Those stated; `None` where nobody said anything.
    pub stated: Option<Vec<T>>,
    /// Whether these are all.
    pub complete: bool,
}

impl<T> Default for Children<T> {
    fn default() -> Self {
        Self { stated: None, complete: false }
    }
}

/// A fact as stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Its value.
    pub value: Value,
    /// Who says so, on what, and when.
    pub evidence: Option<Evidence>,
}

/// The ground of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Who.
    pub by: Option<Box<str>>,
    /// On what.
    pub evidence: Option<Box<str>>,
    /// When.
    pub on: Option<Day>,
}

/// A value of a fact, in base units where it is a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no; for a showing, whether it is shown.
    Truth(bool),
    /// A number or share.
    Number(Interval),
    /// An amount.
    Money(Interval, Currency),
    /// A day.
    Date(Day),
    /// A symbol.
    Symbol(Symbol),
    /// A place.
    Place(Place),
    /// A control-list code.
    Code(CodeRef),
    /// A tariff heading.
    Hs(Hs),
    /// A text.
    Text(Box<str>),
    /// Several values of one kind, sorted; empty means that there is none.
    Set(Vec<Value>),
}

/// What screening against the lists said of a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Screening {
    /// Nobody screened.
    #[default]
    Unknown,
    /// Screened against all lists: these hits, and those that are still to be cleared.
    Done {
        /// Confirmed hits by list.
        hits: BTreeMap<Symbol, Vec<Hit>>,
        /// Lists with a hit that nobody cleared or confirmed.
        pending: Vec<Symbol>,
    },
}

/// A confirmed hit: the attributes of the list's record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hit {
    /// Attribute and value.
    pub attributes: BTreeMap<Symbol, Box<str>>,
}

/// A licence on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// The pack under which it was given.
    pub pack: PackId,
    /// Its number.
    pub number: Box<str>,
    /// Its kind: facts named `licence.…`.
    pub facts: BTreeMap<FactName, Stated>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Issued and not withdrawn; `false` for every other status.
    pub issued: bool,
    /// The codes it covers; `None` means any.
    pub codes: Option<Vec<Code>>,
    /// The places it covers; `None` means any.
    pub to: Option<Vec<Place>>,
    /// The parties it covers, by name; `None` means any.
    pub parties: Option<Vec<Box<str>>>,
    /// What may still be shipped under it; `None` means any value.
    pub value_left: Option<(Exact, Currency)>,
    /// The controls it lifts; `None` means all that need a licence.
    pub controls: Option<Vec<ProvisionId>>,
    /// Conditions of the licence.
    pub provisos: Vec<Proviso>,
}

/// A condition of a licence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Proviso {
    /// The condition.
    pub text: Box<str>,
    /// Whether it is met; `None` where nobody said.
    pub met: Option<bool>,
}

/// An exchange rate: one unit of `from` is `rate` units of `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The currency that is converted.
    pub from: Currency,
    /// Into which.
    pub to: Currency,
    /// How many.
    pub rate: Exact,
    /// On which day.
    pub on: Day,
}

/// An attestation that somebody made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attested {
    /// The pack.
    pub pack: PackId,
    /// The attestation.
    pub id: ProvisionId,
    /// Who put a name to it.
    pub by: Box<str>,
    /// When.
    pub on: Day,
}
