//! Whether a value is in a named group.

use super::answer::{Answer, all, any, no, not, sure, unknown, yes};
use super::conditions::{part_of, place_in};
use super::world::World;
use sekisho::base::{Code, CodeRef, PackId, Place};
use sekisho::law::model::{Group, Members, PlaceRow};
use sekisho::transfer::Value;

impl World<'_> {
    /// `name` is the fact whose value it is.
    pub(crate) fn in_group(&self, value: &Value, group: &CodeRef, name: &str) -> Answer {
        let timeline = self.law.packs.get(&group.pack).and_then(|p| p.groups.get(&group.code));
        let Some(standing) = timeline.and_then(|t| self.standing(t)) else { return no() };
        standing.words(&group.pack, &group.code, || {
            let body = &standing.version.body;
            let others = body.any.iter().map(|other| self.in_group(value, other, name));
            let own = self.own_member(value, body, group, name);
            let inside = if body.world { yes() } else { any(others.chain([own])) };
            let taken_out = body.none.iter().map(|other| not(self.in_group(value, other, name)));
            all(taken_out.chain([inside]))
        })
    }

    fn own_member(&self, value: &Value, body: &Group, group: &CodeRef, name: &str) -> Answer {
        let members = match (&body.members, value) {
            (Members::Places(places), Value::Place(value)) => {
                any(places.iter().map(|place| place_in(place, value, name)))
            }
            (Members::Codes(codes), Value::Code(value)) => any(codes.iter().map(|code| {
                let same = value.pack == group.pack;
                part_of(same && code.covers(&value.code), same && value.code.covers(code), name)
            })),
            (Members::Hs(headings), Value::Hs(value)) => {
                any(headings.iter().map(|hs| part_of(hs.covers(value), value.covers(hs), name)))
            }
            (Members::Symbols(symbols), Value::Symbol(value)) => sure(symbols.contains(value)),
            _ => no(),
        };
        match value {
            Value::Place(place) if body.column => {
                any([members, self.in_column(place, &group.pack, &group.code)])
            }
            _ => members,
        }
    }

    /// A column of the pack's place table.
    fn in_column(&self, place: &Place, pack: &PackId, column: &Code) -> Answer {
        let rows = &self.pack(pack).places;
        let row_of =
            |place: &Place| rows.get(place).and_then(|r| self.standing(r)).filter(|r| !r.unseen);
        let country = place.as_str().split_once('-').map(|(country, _)| Place::from(country));
        let mut row = row_of(place).or_else(|| row_of(&country?));
        for _ in 0..4 {
            let Some(PlaceRow::As(other)) = row.as_ref().map(|r| &r.version.body) else { break };
            row = row_of(other);
        }
        match row.as_ref().map(|r| &r.version.body) {
            Some(PlaceRow::In(columns)) => sure(columns.contains(column)),
            _ => unknown(format!("place:{pack}:{place}")),
        }
    }
}
