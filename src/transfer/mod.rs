//! Cases: a proposed transfer as stated. Read from TOML or JSON (`keys` names what may stand there), checked against the
//! vocabulary (`check`) into facts. Not decided here.

mod canonical;
mod case;
mod check;
mod keys;
mod quick;
mod schema;

pub use canonical::canonical;
pub use case::{
    Artefact, Attested, Case, Children, Completeness, Evidence, Hit, Licence, Proviso, Rate,
    Record, Screening, Stated, Value,
};
pub use quick::{Quick, QuickParty, quick};
pub use schema::schema;

use crate::condition::Vocabulary;
use crate::diag::{Diagnostics, Faults, File};
use crate::syntax;

/// Reads a transfer from TOML or JSON.
///
/// # Errors
/// Every fault of the file in one pass: what is not TOML or JSON, what nobody declared, what is missing, and what is
/// not of its kind, each with its place and what to write instead.
pub fn read(file: &File<'_>, vocabulary: &Vocabulary) -> Result<Case, Faults> {
    let root = syntax::read(file).map_err(|faults| Faults(faults.sorted()))?;
    check::check(file, &root, vocabulary, Diagnostics::default())
}
