//! What is missing where a condition is unknown. Its name is stable: it is the name of the question, and the key under which an answer is written.

use super::node::FactIx;
use super::program::Program;
use super::world::World;
use crate::base::Currency;

/// One thing that nobody stated, or that nobody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gap<'a> {
    /// A fact of a subject.
    Fact { subject: usize, fact: FactIx },
    /// Whether a list is complete: `party`, `person`, `owner`, `contains`, `for`, `made_with`.
    Complete { subject: usize, list: &'static str },
    /// How an item is classified under a pack.
    Classification { item: usize, pack: usize },
    /// Whether a party is on the lists.
    Screening { party: usize },
    /// An exchange rate.
    Rate(Currency, Currency),
    /// A condition of a licence on file.
    Proviso { licence: usize, number: usize },
    /// A place that a table does not hold.
    NoRow { pack: usize, place: &'a str },
    /// Whether a provision was in force before it was first read.
    FirstDay { pack: usize, id: &'a str },
    /// A provision that nobody has read in the primary text, or that is not applied.
    NotRead { pack: usize, id: &'a str },
}

impl Gap<'_> {
    /// The name: `chip.qubits`, `complete.party`, `chip.classification.us-ear`.
    pub(super) fn name(&self, world: &World<'_>) -> String {
        let program = world.program;
        match *self {
            Self::Fact { subject, fact } => world.fact_name(subject, fact),
            Self::Complete { subject, list } => match list {
                "party" | "person" => format!("complete.{list}"),
                "owner" => format!("{}.complete.owner", world.subject_name(subject)),
                _ => format!("{}.{list}", world.subject_name(subject)),
            },
            Self::Classification { item, pack } => {
                format!("{}.classification.{}", world.subject_name(item), pack_id(program, pack))
            }
            Self::Screening { party } => format!("{}.listed", world.subject_name(party)),
            Self::Rate(from, to) => format!("rates.{from}/{to}"),
            Self::Proviso { licence, number } => {
                let licence = world.case.licences.get(licence);
                let text = licence.and_then(|l| l.provisos.get(number)).map_or("", |p| &p.text);
                format!("licence {}: {text}", licence.map_or("", |l| &l.number))
            }
            Self::NoRow { pack, place } => format!("place:{}:{place}", pack_id(program, pack)),
            Self::FirstDay { pack, id } => format!("first-day:{}:{id}", pack_id(program, pack)),
            Self::NotRead { pack, id } => format!("not-read:{}:{id}", pack_id(program, pack)),
        }
    }
}

fn pack_id(program: &Program, pack: usize) -> &str {
    program.packs.get(pack).map_or("", |p| p.id.as_str())
}
