//! Stratum 4: the journeys that a pack sees in a transfer, and whether it reaches them.

use super::env::Env;
use super::gap::Gap;
use super::program::{Destinations, LegC, ScopeC};
use super::world::{LegRun, NOBODY, World};
use crate::base::{CodeRef, ProvisionId, Truth};
use crate::decision::Stratum;
use crate::transfer::Value;

impl<'a> World<'a> {
    /// Finds the legs of a pack for an item. Their positions in [`World::legs`] are returned.
    pub(super) fn find_legs(&mut self, pack: usize, item: usize) -> std::ops::Range<usize> {
        let first = self.legs.len();
        let program = self.program;
        for leg in program.packs.get(pack).map_or(&[][..], |p| &p.legs) {
            let env = Env::new(pack).for_item(item);
            let Some(noun) = leg.each else {
                self.leg(leg, &env, NOBODY);
                continue;
            };
            let all = self.domain(&env, noun);
            for subject in all.members() {
                self.leg(leg, &env.bind(noun, subject), subject);
            }
            if let Some(gap) = all.open {
                // Somebody may be there whom nobody named.
                let mark = self.gaps.len();
                let truth = self.run_leg(leg, &env);
                self.gaps.truncate(mark);
                if truth != Truth::No {
                    let run = LegRun {
                        pack,
                        item,
                        leg,
                        subject: NOBODY,
                        truth: Truth::Unknown,
                        gaps: vec![gap],
                        destination: None,
                        place: None,
                        destination_gap: gap,
                    };
                    self.legs.push(run);
                }
            }
        }
        first..self.legs.len()
    }

    fn run_leg(&mut self, leg: &'a LegC, env: &Env<'a>) -> Truth {
        // A leg may ask which leg it is.
        self.legs.push(LegRun {
            pack: env.pack,
            item: env.item,
            leg,
            subject: NOBODY,
            truth: Truth::Unknown,
            gaps: Vec::new(),
            destination: None,
            place: None,
            destination_gap: Gap::Fact {
                subject: super::world::ACT,
                fact: self.program.known.destination,
            },
        });
        let inner = Env { leg: self.legs.len().saturating_sub(1), ..*env };
        let truth = self.step(Stratum::Leg, &inner, &leg.prov);
        self.legs.pop();
        truth
    }

    fn leg(&mut self, leg: &'a LegC, env: &Env<'a>, subject: usize) {
        let mark = self.gaps.len();
        let truth = self.run_leg(leg, env);
        let gaps = self.take_gaps(mark);
        if truth == Truth::No {
            return;
        }
        let gap =
            Gap::Fact { subject: env.who(leg.destination.subject), fact: leg.destination.fact };
        let found = self.destination(env, &leg.destination);
        let program = self.program;
        let mut push = |destination: Option<&'a Value>, destination_gap| {
            let place = destination.and_then(|value| match value {
                Value::Place(place) => program.places.get(place).copied(),
                _ => None,
            });
            self.legs.push(LegRun {
                pack: env.pack,
                item: env.item,
                leg,
                subject,
                truth,
                gaps: gaps.clone(),
                destination,
                place,
                destination_gap,
            });
        };
        match found {
            Ok(Value::Set(places)) if !places.is_empty() => {
                for place in places {
                    push(Some(place), gap);
                }
            }
            // Nobody said where: an empty set of places is no place to go.
            Ok(Value::Set(_)) => push(None, gap),
            Ok(place) => push(Some(place), gap),
            Err(gap) => push(None, gap),
        }
    }

    /// The environment of a leg for an item.
    pub(super) fn on_leg(&self, leg: usize, item: usize) -> Env<'a> {
        let Some(run) = self.legs.get(leg) else { return Env::new(NOBODY).for_item(item) };
        let env = Env { leg, ..Env::new(run.pack).for_item(item) };
        match run.leg.each {
            Some(noun) => env.bind(noun, run.subject),
            None => env,
        }
    }

    /// Whether the pack reaches the item on the leg.
    pub(super) fn in_scope(&mut self, env: &Env<'a>) -> Truth {
        let program = self.program;
        let Some(pack) = program.packs.get(env.pack) else { return Truth::No };
        if !pack.has_scopes {
            return Truth::Yes;
        }
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for (at, scope) in pack.scopes.iter().enumerate() {
            out = out.or(self.scope(env, at, scope));
            if out == Truth::Yes {
                break;
            }
        }
        self.settle(mark, out)
    }

    /// Whether one of these scope provisions does.
    pub(super) fn reached(&mut self, env: &Env<'a>, codes: &'a [CodeRef]) -> Truth {
        let program = self.program;
        let mark = self.gaps.len();
        let mut out = Truth::No;
        for code in codes {
            let Some((at, pack)) = program.pack(&code.pack) else { continue };
            let env = Env { pack: at, ..*env };
            let wanted = ProvisionId::from(code.code.as_str());
            for (n, scope) in pack.scopes.iter().enumerate() {
                if out != Truth::Yes && wanted.covers(&scope.id) {
                    out = out.or(self.scope(&env, n, scope));
                }
            }
        }
        self.settle(mark, out)
    }

    fn scope(&mut self, env: &Env<'a>, at: usize, scope: &'a ScopeC) -> Truth {
        if !scope.prov.when.is_some() && scope.exclusions.is_empty() {
            // it asks nothing, so that it cannot ask itself
            return self.step(Stratum::Scope, env, &scope.prov);
        }
        let asked = (env.pack, at, env.item);
        if self.open_scopes.contains(&asked) {
            return self.unknown(Gap::NotRead { pack: env.pack, id: &scope.prov.id });
        }
        self.open_scopes.push(asked);
        let mark = self.gaps.len();
        let mut out = self.step(Stratum::Scope, env, &scope.prov);
        for exclusion in &scope.exclusions {
            // to say what a showing would do, every exclusion is looked at; one that would not apply says nothing
            if out == Truth::No && !self.assume_shown {
                break;
            }
            let asked = self.asked.len();
            let excluded = self.step(Stratum::Scope, env, exclusion);
            if excluded == Truth::No {
                self.asked.truncate(if self.assume_shown { asked } else { self.asked.len() });
            }
            out = out.and(!excluded);
        }
        self.open_scopes.pop();
        self.settle(mark, out)
    }

    /// Whether the leg goes to a place of the group.
    #[inline]
    pub(super) fn goes_to(&mut self, env: &Env<'a>, to: &'a Destinations) -> Truth {
        let run = self.legs.get(env.leg);
        match run.map(|run| (run.destination.map(|d| (d, run.place)), run.destination_gap)) {
            Some((Some((place, at)), gap)) => match &to.group {
                Some(group) => self.in_found(place, at, to.pack, (&to.id, group), gap),
                None => Truth::No,
            },
            Some((None, gap)) => self.unknown(gap),
            None => self.unknown(Gap::Fact {
                subject: super::world::ACT,
                fact: self.program.known.destination,
            }),
        }
    }
}
