//! What was already asked about an item, and what came out. A few answers are found faster by looking through them than by hashing.

use crate::base::Truth;
use rustc_hash::FxHashMap;

/// What was asked: pack, entry, item, and in the entry 0 for itself or `n + 1` for its paragraph `n`.
pub(super) type Asked = (usize, usize, usize, usize);

/// What came out, and where its gaps are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remembered {
    pub(super) truth: Truth,
    pub(super) gaps: (usize, usize),
}

/// Answers by question.
#[derive(Debug, Default)]
pub(super) struct Memo {
    few: Vec<(Asked, Remembered)>,
    many: FxHashMap<Asked, Remembered>,
}

/// Up to how many answers are looked through.
const FEW: usize = 32;

impl Memo {
    pub(super) fn get(&self, asked: Asked) -> Option<Remembered> {
        let found = self.few.iter().find(|(key, _)| *key == asked).map(|(_, known)| *known);
        found.or_else(|| if self.many.is_empty() { None } else { self.many.get(&asked).copied() })
    }

    pub(super) fn insert(&mut self, asked: Asked, known: Remembered) {
        if self.few.len() < FEW {
            if self.few.is_empty() {
                self.few.reserve(FEW);
            }
            self.few.push((asked, known));
        } else {
            self.many.insert(asked, known);
        }
    }
}
