//! The same transfer as each of two packs alone decides it. Nothing is matched between laws: what stands beside what is for
//! the reader.

use crate::base::PackId;
use crate::decision::Decision;
use crate::engine::{self, Classes, Program};
use crate::transfer::Case;

/// What one pack alone makes of a transfer.
#[derive(Clone, Debug)]
pub struct Side {
    /// The pack.
    pub pack: PackId,
    /// Its decision.
    pub decision: Decision,
    /// What each item is, by the name that decisions give it.
    pub classes: Vec<(Box<str>, Classes)>,
}

/// The transfer decided under each pack alone.
#[must_use]
pub fn sides(program: &Program, case: &Case, packs: [&PackId; 2]) -> [Side; 2] {
    packs.map(|pack| {
        let mut alone = case.clone();
        alone.packs = vec![pack.clone()];
        let decision = engine::report(engine::rule(program, &alone));
        let transferred = alone.items.iter().enumerate().filter(|(_, item)| !item.reference);
        let classes = transferred.flat_map(|(position, item)| {
            let all = engine::classes(program, &alone, position);
            all.into_iter().map(|classes| (item.name.clone(), classes))
        });
        Side { pack: pack.clone(), decision, classes: classes.collect() }
    })
}
