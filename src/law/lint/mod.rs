//! What is not wrong in a pack, but worth a person's look. Not faults: those keep a pack from loading.

mod gap;
mod japanese;
mod tautology;
mod unused;

use super::model::{Law, Origin};
use crate::base::PackId;
use crate::diag::{At, Code, Diagnostic, Diagnostics};
use std::fmt::Display;

/// All remarks about these packs, by file and line.
///
/// ```
/// let law = sekisho::law::Law::default();
/// assert!(sekisho::law::lint(&law).is_empty());
/// ```
#[must_use]
pub fn lint(law: &Law) -> Vec<Diagnostic> {
    let mut found = Diagnostics::default();
    for (id, pack) in &law.packs {
        tautology::check(id, pack, &mut found);
        japanese::check(id, pack, &mut found);
        gap::check(law, id, pack, &mut found);
    }
    unused::check(law, &mut found);
    found.sorted()
}

/// A remark at a block of a pack.
fn remark(pack: &PackId, origin: &Origin, code: Code, message: impl Display) -> Diagnostic {
    let at = At {
        file: format!("{pack}/{}", origin.file).into(),
        line: origin.line,
        column: 1,
        width: 1,
        text: Box::default(),
    };
    Diagnostic { at: Some(at), ..Diagnostic::general(code, message) }
}
