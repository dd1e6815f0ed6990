//! The pack that is exercised whole: what its examples and tests expect comes out, and together they exercise it. The tests
//! of all packs are run by `tests/examples.rs`, through the README's command.

use sekisho::law::{self, PackSource};
use sekisho::{analyse, diag};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The pack whose every provision is exercised, and nearly every branch both ways and unknown.
const WHOLE: &str = "alliance";

fn sources() -> Vec<PackSource> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let folders = fs::read_dir(rules)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    folders.map(|folder| law::store::read_dir(&folder).unwrap_or_else(|f| panic!("{f}"))).collect()
}

#[test]
fn the_pack_does_what_its_tests_say_and_they_exercise_it() {
    let sources = sources();
    let law = Arc::new(law::load(&sources).unwrap_or_else(|faults| panic!("{faults}")));
    let tests = analyse::tests(&law, &sources).unwrap_or_else(|faults| panic!("{faults}"));
    let own: Vec<_> =
        tests.into_iter().filter(|test| test.origin.file.starts_with(WHOLE)).collect();
    let failures: Vec<_> = analyse::run(&law, &own).into_iter().map(|f| f.diagnostic).collect();
    assert!(failures.is_empty(), "{}", diag::show(&failures));
    let coverage = analyse::coverage(&law, &own);
    let pack = coverage.iter().find(|pack| pack.pack.as_str() == WHOLE).unwrap();
    let missing: Vec<String> = pack.missing.iter().map(ToString::to_string).collect();
    let missing = missing.join("\n");
    let (provisions, branches) = (pack.provisions, pack.branches);
    assert_eq!(provisions.per_mille(), 1000, "provisions {provisions}\n{missing}");
    assert!(branches.per_mille() >= 950, "branches {branches}\n{missing}");
}
