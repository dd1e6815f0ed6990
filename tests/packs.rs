//! Packs as they load: one hash whatever the layout, the weakest basis, repeals, and the packs that are compiled in.

use sekisho::base::{Basis, PackId, State};
use sekisho::law::{self, Law, PackSource, list, store};
use std::fs;
use std::path::Path;

fn folder(dir: &str) -> Vec<PackSource> {
    let mut dirs: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    dirs.sort();
    dirs.iter().filter(|dir| dir.is_dir()).map(|dir| store::read_dir(dir).unwrap()).collect()
}

fn words() -> PackSource {
    let mut source = store::read_dir(Path::new("tests/bad/base")).unwrap();
    "common".clone_into(&mut source.id);
    source
}

const HEAD: &str = r#"
id = "demo"
title = "Demo"
authority = "Nobody"
nature = "law"
covers = { from = 2020-01-01 }
[[source]]
id = "act"
title = "The act"
"#;

/// A pack of one file, under defaults.
fn demo(rules: &str) -> Law {
    let rules = format!(
        "[defaults]\nfrom = 2020-01-01\ncite = {{ source = \"act\", at = \"1\" }}\n{rules}"
    );
    let source = PackSource {
        id: "demo".to_owned(),
        files: vec![("pack.toml".to_owned(), HEAD.to_owned()), ("rules.toml".to_owned(), rules)],
        tests: Vec::new(),
    };
    law::load(&[words(), source]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn hash(law: &Law) -> String {
    law.packs[&PackId::from("demo")].sha256.to_string()
}

const CONTROL: &str = "[[control]]\nid = \"1\"\neffect = \"licence\"\nwhen = \"act is release and item.qubits >= 34\"\n";
const SCOPE: &str = "[[scope]]\nid = \"2\"\nwhen = \"from is JP\"\n";

#[test]
fn the_hash_knows_what_is_said_not_how_it_is_laid_out() {
    let plain = hash(&demo(&format!("{CONTROL}{SCOPE}")));
    let turned = hash(&demo(&format!("# a remark\n{SCOPE}\n{CONTROL}")));
    let spaced = CONTROL
        .replace("\"act is release and", "\"\"\"\nact is release\n  and")
        .replace("34\"", "34.0\"\"\"");
    assert_eq!(plain, turned);
    assert_ne!(plain, hash(&demo(&format!("{}{SCOPE}", CONTROL.replace("34", "35")))));
    assert_ne!(plain, hash(&demo(&format!("{}{SCOPE}", CONTROL.replace("licence", "review")))));
    let wide = CONTROL
        .replace("\"act is release and", "\"\"\"\nact is release\n  and")
        .replace("34\"", "34\"\"\"");
    assert_eq!(plain, hash(&demo(&format!("{wide}{SCOPE}"))));
    assert_ne!(plain, hash(&demo(&format!("{spaced}{SCOPE}"))));
}

#[test]
fn the_order_of_packs_and_files_changes_nothing() {
    let sources = folder("rules");
    let forward = law::load(&sources).unwrap();
    let mut turned = sources;
    turned.reverse();
    for source in &mut turned {
        source.files.reverse();
    }
    assert_eq!(forward, law::load(&turned).unwrap());
}

#[test]
fn the_packs_compiled_in_are_those_of_the_folder() {
    assert_eq!(law::builtin(), law::load(&folder("rules")).unwrap());
}

#[test]
fn the_test_packs_load_with_their_cases() {
    let sources = crate::law_cases::sources();
    let cases: usize = sources.iter().map(|source| law::tests(source).unwrap().len()).sum();
    assert!(cases >= 113, "{cases} cases");
    if let Err(faults) = law::load(&sources) {
        panic!("{faults}");
    }
}

#[test]
fn a_provision_rests_on_the_weakest_of_what_it_names_while_it_is_in_force() {
    let law = demo(
        r#"
[[group]]
id = "inner"
of = "place"
basis = "secondary"
members = ["CN"]
[[group]]
id = "inner"
from = 2024-01-01
of = "place"
members = ["CN"]
[[group]]
id = "outer"
of = "place"
any = ["inner"]
[[term]]
id = "transfer.risky"
type = "truth"
basis = "recalled"
is = "act is release"
[[control]]
id = "group"
effect = "licence"
when = "destination in demo:outer"
[[control]]
id = "group"
from = 2024-01-01
effect = "licence"
when = "destination in demo:outer"
[[control]]
id = "term"
effect = "licence"
when = "transfer.risky"
"#,
    );
    let weakest = |id: &str| -> Vec<Basis> {
        law.packs["demo"].controls[id].versions().map(|(_, version)| version.weakest).collect()
    };
    assert_eq!(weakest("group"), [Basis::Secondary, Basis::Text]);
    assert_eq!(weakest("term"), [Basis::Recalled]);
    assert!(law.packs["demo"].controls["term"].versions().all(|(_, v)| v.basis == Basis::Text));
}

#[test]
fn a_repeal_says_only_that_the_provision_is_gone() {
    let law = demo(&format!(
        "{CONTROL}\n[[control]]\nid = \"1\"\nfrom = 2024-01-01\nstate = \"repealed\"\n"
    ));
    let pack = &law.packs["demo"];
    let states: Vec<State> =
        pack.controls["1"].versions().map(|(_, version)| version.state).collect();
    assert_eq!(states, [State::InForce, State::Repealed]);
    let counts = list::counts(pack);
    assert_eq!((counts.controls.len(), counts.conditions.len()), (1, 1));
    assert_eq!(&*counts.conditions[0], "1@2020-01-01");
}
