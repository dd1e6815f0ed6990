//! What was already asked about an item, and what came out. A few answers are found faster by looking through them than by hashing.

use crate::base::Truth;
use rustc_hash::FxHashMap;

/// What was asked: entry, item, pack, and in the entry 0 for itself or `n + 1` for its paragraph `n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) entry: usize,
    pub(super) node: usize,
    pub(super) item: usize,
    pub(super) pack: usize,
}

/// What came out, and where its gaps and the showings it asked for are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remembered {
    pub(super) truth: Truth,
    pub(super) gaps: (usize, usize),
    pub(super) asked: (usize, usize),
}

/// What is known of a question when it is asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asking {
    /// It was answered.
    Known(Remembered),
    /// It is being asked: a circle never says yes or no.
    Circle,
    /// It is asked now; the answer belongs here.
    New(usize),
}

/// Answers by question, in the order in which they were asked; without an answer while they are.
#[derive(Debug, Default)]
pub(super) struct Memo {
    all: Vec<(Asked, Option<Remembered>)>,
    /// Where the answers stand, once they are many.
    places: FxHashMap<Asked, usize>,
}

/// Up to how many answers are looked through.
const FEW: usize = 24;

impl Memo {
    /// The answers for which nothing was asked that could be shown: they stand whatever is shown.
    pub(super) fn unmoved(&self) -> Self {
        let stands = |known: &Remembered| known.asked.0 == known.asked.1;
        let all: Vec<_> = self
            .all
            .iter()
            .filter(|(_, known)| known.as_ref().is_some_and(stands))
            .copied()
            .collect();
        let mut places = FxHashMap::default();
        if all.len() > FEW {
            places.extend(all.iter().enumerate().map(|(at, (asked, _))| (*asked, at)));
        }
        Self { all, places }
    }

    pub(super) fn ask(&mut self, asked: Asked) -> Asking {
        let found = if self.all.len() <= FEW {
            self.all.iter().find(|(key, _)| *key == asked)
        } else {
            self.places.get(&asked).and_then(|at| self.all.get(*at))
        };
        match found {
            Some((_, Some(known))) => return Asking::Known(*known),
            Some((_, None)) => return Asking::Circle,
            None => {}
        }
        let at = self.all.len();
        if at == 0 {
            self.all.reserve(FEW.div_ceil(2));
        }
        self.all.push((asked, None));
        if at == FEW {
            let all = self.all.iter().enumerate();
            self.places.extend(all.map(|(at, (asked, _))| (*asked, at)));
        } else if at > FEW {
            self.places.insert(asked, at);
        }
        Asking::New(at)
    }

    pub(super) fn answer(&mut self, at: usize, known: Remembered) {
        if let Some((_, answer)) = self.all.get_mut(at) {
            *answer = Some(known);
        }
    }
}
