//! Who is meant by each noun while a condition is read, and what else is at hand.

use super::node::Noun;
use super::program::ControlC;
use super::world::{ACT, NOBODY};
use crate::base::{Currency, Exact, Truth};

/// Who is meant by each noun, and what else is at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Env<'a> {
    pub(super) pack: usize,
    pub(super) item: usize,
    pub(super) component: usize,
    pub(super) target: usize,
    pub(super) input: usize,
    pub(super) party: usize,
    pub(super) owner: usize,
    pub(super) person: usize,
    pub(super) licence: usize,
    pub(super) row: usize,
    /// Where the trace keeps these nouns, where that is known; [`NOBODY`] where it is not.
    pub(super) kept: usize,
    /// Position in [`World::legs`]; [`NOBODY`] before there are legs.
    pub(super) leg: usize,
    /// The leg's noun while the leg itself is looked at.
    pub(super) instance: Option<&'a ControlC>,
    pub(super) limit: Option<&'a (Exact, Currency)>,
    pub(super) eligible: Truth,
}

impl Env<'_> {
    /// Before anything is bound.
    pub(super) fn new(pack: usize) -> Self {
        Self {
            pack,
            item: NOBODY,
            component: NOBODY,
            target: NOBODY,
            input: NOBODY,
            party: NOBODY,
            owner: NOBODY,
            person: NOBODY,
            licence: NOBODY,
            row: NOBODY,
            kept: NOBODY,
            leg: NOBODY,
            instance: None,
            limit: None,
            eligible: Truth::No,
        }
    }

    /// The same for an item.
    #[inline]
    pub(super) fn for_item(self, item: usize) -> Self {
        let (component, target, input, row) = (NOBODY, NOBODY, NOBODY, NOBODY);
        let same = self.item == item
            && [self.component, self.target, self.input, self.row].iter().all(|n| *n == NOBODY);
        let kept = if same { self.kept } else { NOBODY };
        Self { item, component, target, input, row, kept, ..self }
    }

    /// Who `noun` is.
    pub(super) fn who(&self, noun: Noun) -> usize {
        match noun {
            Noun::Act => ACT,
            Noun::Item => self.item,
            Noun::Component => self.component,
            Noun::Target => self.target,
            Noun::Input => self.input,
            Noun::Party => self.party,
            Noun::Owner => self.owner,
            Noun::Person => self.person,
            Noun::Licence => self.licence,
            Noun::Row(_) => self.row,
        }
    }

    /// The same with `noun` bound.
    pub(super) fn bind(self, noun: Noun, subject: usize) -> Self {
        let mut env = Self { kept: NOBODY, ..self };
        match noun {
            Noun::Act => {}
            Noun::Item => env.item = subject,
            Noun::Component => env.component = subject,
            Noun::Target => env.target = subject,
            Noun::Input => env.input = subject,
            Noun::Party => env.party = subject,
            Noun::Owner => env.owner = subject,
            Noun::Person => env.person = subject,
            Noun::Licence => env.licence = subject,
            Noun::Row(_) => env.row = subject,
        }
        env
    }

    /// As a term of `noun` sees it: the owner stands where the party stood, the component where the item stood.
    pub(super) fn inside(self, noun: Noun, subject: usize) -> Self {
        match noun {
            Noun::Act => self,
            Noun::Item | Noun::Component | Noun::Target | Noun::Input => self.for_item(subject),
            Noun::Party | Noun::Owner => {
                Self { party: subject, owner: NOBODY, kept: NOBODY, ..self }
            }
            other => self.bind(other, subject),
        }
    }
}
