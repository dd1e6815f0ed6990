//! Whether a value is in a group of the day.

use super::gap::Gap;
use super::program::GroupC;
use super::world::World;
use crate::base::{Code, CodeRef, Hs, Place, State, Symbol, Truth};
use crate::law::model::{Members, PlaceRow};
use crate::transfer::Value;
use std::sync::OnceLock;

/// Groups may hold groups, but not without end.
const DEPTH: usize = 16;

impl<'a> World<'a> {
    /// Whether `value` is in the group; `gap` is what to ask where the value is not exact enough.
    pub(super) fn in_group(&mut self, value: &'a Value, group: &'a CodeRef, gap: Gap<'a>) -> Truth {
        let program = self.program;
        let Some((pack, id, group)) = program.group_of(group) else { return Truth::No };
        let at = match value {
            Value::Place(place) => program.places.get(place).copied(),
            _ => None,
        };
        self.in_found(value, at, pack, (id, group), gap)
    }

    /// The same for a group that was found, and a place whose position is known.
    pub(super) fn in_found(
        &mut self,
        value: &'a Value,
        at: Option<usize>,
        pack: usize,
        group: (&'a Code, &'a GroupC),
        gap: Gap<'a>,
    ) -> Truth {
        // Known places are looked up once for all cases; only what is unknown must say why.
        if let Some(truth) = at.and_then(|at| known(self, pack, group, at))
            && truth != Truth::Unknown
        {
            return truth;
        }
        self.look(pack, group, value, gap, DEPTH)
    }

    fn look(
        &mut self,
        pack: usize,
        (id, group): (&'a Code, &'a GroupC),
        value: &'a Value,
        gap: Gap<'a>,
        depth: usize,
    ) -> Truth {
        let Some(depth) = depth.checked_sub(1) else { return self.unknown(gap) };
        if group.unseen {
            return self.unknown(Gap::FirstDay { pack, id: id.as_str() });
        }
        let mark = self.gaps.len();
        let mut truth =
            if group.body.world { Truth::Yes } else { self.members(pack, group, id, value, gap) };
        for other in &group.body.any {
            if truth == Truth::Yes {
                break;
            }
            let inner = self.named(other, value, gap, depth);
            truth = truth.or(inner);
        }
        truth = self.settle(mark, truth);
        for other in &group.body.none {
            if truth == Truth::No {
                break;
            }
            let inner = self.named(other, value, gap, depth);
            truth = truth.and(!inner);
        }
        self.settle(mark, truth)
    }

    fn named(&mut self, group: &'a CodeRef, value: &'a Value, gap: Gap<'a>, depth: usize) -> Truth {
        let program = self.program;
        match program.group_of(group) {
            Some((pack, id, group)) => {
                let mark = self.gaps.len();
                let truth = self.look(pack, (id, group), value, gap, depth);
                self.settle(mark, truth)
            }
            None => Truth::No,
        }
    }

    fn members(
        &mut self,
        pack: usize,
        group: &'a GroupC,
        id: &Code,
        value: &'a Value,
        gap: Gap<'a>,
    ) -> Truth {
        match (&group.body.members, value) {
            (Members::Places(places), Value::Place(place)) => {
                let mark = self.gaps.len();
                let mut truth =
                    if group.body.column { self.column(pack, id, place) } else { Truth::No };
                for member in places {
                    if truth == Truth::Yes {
                        break;
                    }
                    if member.covers(place) {
                        truth = Truth::Yes;
                    } else if place.covers(member) {
                        self.gaps.push(gap);
                        truth = truth.or(Truth::Unknown);
                    }
                }
                self.settle(mark, truth)
            }
            (Members::Codes(codes), Value::Code(code)) => {
                if self.program.packs.get(pack).is_none_or(|p| p.id != code.pack) {
                    return Truth::No;
                }
                let inside = codes.iter().any(|c| c.covers(&code.code));
                self.within_or_wider(inside, codes.iter().any(|c| code.code.covers(c)), gap)
            }
            (Members::Hs(headings), Value::Hs(hs)) => {
                let inside = headings.iter().any(|h: &Hs| h.covers(hs));
                self.within_or_wider(inside, headings.iter().any(|h| hs.covers(h)), gap)
            }
            (Members::Symbols(symbols), Value::Symbol(symbol)) => {
                symbols.iter().any(|s: &Symbol| s == symbol).into()
            }
            _ => Truth::No,
        }
    }

    /// Whether the row of `place` is in the column; a region without a row follows its country.
    fn column(&mut self, pack: usize, id: &Code, place: &'a Place) -> Truth {
        match self.place_row(pack, place) {
            Some(PlaceRow::In(columns)) => columns.contains(id).into(),
            _ => self.unknown(Gap::NoRow { pack, place: place.as_str() }),
        }
    }

    fn place_row(&self, pack: usize, place: &Place) -> Option<&'a PlaceRow> {
        let program = self.program;
        let places = &program.law.packs.get(&program.packs.get(pack)?.id)?.places;
        let find = |name: &str| {
            places.get(name).and_then(|timeline| match timeline.at(program.day) {
                crate::base::InForce::Version(version) if version.state != State::Repealed => {
                    Some(&version.body)
                }
                _ => None,
            })
        };
        let country = || place.as_str().split_once('-').and_then(|(country, _)| find(country));
        let mut row = find(place.as_str()).or_else(country)?;
        for _ in 0..4 {
            let PlaceRow::As(other) = row else { return Some(row) };
            row = find(other.as_str())?;
        }
        None
    }
}

/// Whether a known place is in the group, where nothing is missing to say so. Found when first asked, place by place: a
/// single transfer has few of them.
fn known<'a>(
    world: &World<'a>,
    pack: usize,
    group: (&'a Code, &'a GroupC),
    at: usize,
) -> Option<Truth> {
    let names = &world.program.place_names;
    let cells = group.1.table.get_or_init(|| names.iter().map(|_| OnceLock::new()).collect());
    let (cell, place) = cells.get(at).zip(names.get(at))?;
    Some(*cell.get_or_init(|| quiet(world, pack, group, place)))
}

/// The same without a word on what is missing.
fn quiet<'a>(
    world: &World<'a>,
    pack: usize,
    (id, group): (&'a Code, &'a GroupC),
    place: &Place,
) -> Truth {
    fn inner(
        world: &World<'_>,
        pack: usize,
        id: &Code,
        group: &GroupC,
        place: &Place,
        depth: usize,
    ) -> Truth {
        let Some(depth) = depth.checked_sub(1) else { return Truth::Unknown };
        if group.unseen {
            return Truth::Unknown;
        }
        let other = |reference: &CodeRef| match world.program.group_of(reference) {
            Some((pack, id, group)) => inner(world, pack, id, group, place, depth),
            None => Truth::No,
        };
        let members = || {
            let column = match (group.body.column, world.place_row(pack, place)) {
                (false, _) => Truth::No,
                (true, Some(PlaceRow::In(columns))) => columns.contains(id).into(),
                (true, _) => Truth::Unknown,
            };
            let Members::Places(places) = &group.body.members else { return column };
            let member = |m: &Place| {
                if m.covers(place) {
                    Truth::Yes
                } else if place.covers(m) {
                    Truth::Unknown
                } else {
                    Truth::No
                }
            };
            places.iter().map(member).fold(column, Truth::or)
        };
        let own = if group.body.world { Truth::Yes } else { members() };
        let any = group.body.any.iter().map(other).fold(own, Truth::or);
        group.body.none.iter().map(other).fold(any, |all, none| all.and(!none))
    }
    inner(world, pack, id, group, place, DEPTH)
}
