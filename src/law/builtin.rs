//! The packs that are compiled in, as the build checked them. Not read from files: `build.rs` did that.

use super::model::Law;
use super::source::PackSource;

const SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.postcard"));
const PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.postcard"));

/// The law of the packs that come with the program.
///
/// ```
/// let law = sekisho::law::builtin();
/// assert!(law.packs.keys().all(|pack| law.vocabulary.packs.contains_key(pack)));
/// ```
///
/// # Panics
/// Never in a program that was built: the build wrote the bytes.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "the build wrote these bytes from the same types; without them nothing may be decided"
)]
pub fn builtin() -> Law {
    postcard::from_bytes(PACKS).expect("the packs were compiled in by the same version")
}

/// The files of those packs, for the packs of a person that are laid over them, and for their tests.
///
/// # Panics
/// Never in a program that was built: the build wrote the bytes.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "the build wrote these bytes from the same types; without them nothing may be decided"
)]
pub fn builtin_sources() -> Vec<PackSource> {
    postcard::from_bytes(SOURCES).expect("the packs were compiled in by the same version")
}
