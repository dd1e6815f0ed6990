//! Packs with the hard provisions of six instruments and two policies (`tests/law`), and what must come out of 113 transfers
//! under them. Test packs, held in part: not law to use.

use sekisho::analyse::{self, Failure, PackCoverage, What};
use sekisho::base::{Day, Truth};
use sekisho::diag::Code;
use sekisho::law::model::{Expect, Law};
use sekisho::law::{self, PackSource, TestCase};
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Every folder below `tests/law`, and the shared facts, places and first words. These packs declare their own parameters,
/// and words for what the law that ships has since come to name.
pub(crate) fn sources() -> Vec<PackSource> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &Path| law::store::read_dir(folder).unwrap_or_else(|f| panic!("{f}"));
    let mut common = read(&root.join("rules/common"));
    let first = ["words/article.toml", "words/technology.toml"];
    common.files.retain(|(path, _)| !path.contains('/') || first.contains(&path.as_str()));
    let folders = fs::read_dir(root.join("tests/law")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    std::iter::once(common).chain(folders.map(|folder| read(&folder))).collect()
}

static LAW: LazyLock<(Arc<Law>, Vec<TestCase>)> = LazyLock::new(|| {
    let sources = sources();
    let law = law::load(&sources).unwrap_or_else(|faults| panic!("{faults}"));
    let tests = analyse::tests(&law, &sources).unwrap_or_else(|faults| panic!("{faults}"));
    (Arc::new(law), tests)
});

fn words(failures: &[Failure]) -> String {
    let one = |f: &Failure| {
        let at = f.diagnostic.at.as_ref().unwrap();
        format!("{}:{}: {}", at.file, at.line, f.diagnostic.message)
    };
    failures.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_comes_out_as_intended() {
    let (law, tests) = &*LAW;
    let failures = analyse::run(law, tests);
    assert!(failures.is_empty(), "{}", words(&failures));
}

#[test]
fn the_cases_are_all_there() {
    let (_, tests) = &*LAW;
    let cases: Vec<&TestCase> =
        tests.iter().filter(|test| test.origin.file.contains("/tests/")).collect();
    assert!(cases.len() >= 113, "{} cases", cases.len());
    for case in &cases {
        let expected = case.expect.verdict.is_some();
        assert!(expected, "{}:{} expects no verdict", case.origin.file, case.origin.line);
    }
    let shares = ["allow", "flag", "deny"]
        .map(|v| cases.iter().filter(|c| c.expect.verdict.as_deref() == Some(v)).count());
    assert!(shares.iter().all(|share| *share >= 20), "{shares:?}");
}

/// The case that says this.
fn case(says: &str) -> TestCase {
    let (_, tests) = &*LAW;
    let mut found = tests.iter().filter(|test| &*test.says == says);
    let test = found.next().unwrap_or_else(|| panic!("no case says `{says}`")).clone();
    assert_eq!(found.next(), None);
    test
}

/// What `run` finds where something else is expected of the case.
fn found(says: &str, expect: Expect) -> Vec<String> {
    let test = TestCase { expect, ..case(says) };
    let failures = analyse::run(&LAW.0, std::slice::from_ref(&test));
    for failure in &failures {
        assert_eq!(failure.diagnostic.code, Code::Expectation);
        assert_eq!(failure.diagnostic.at.as_ref().unwrap().line, test.origin.line);
    }
    failures.iter().map(|f| f.diagnostic.message.replace(&format!("`{says}`: "), "")).collect()
}

#[test]
fn each_kind_of_expectation_can_fail() {
    let chip = "data-centre circuit to China";
    let lists = |names: &[&str]| names.iter().map(|name| Box::from(*name)).collect::<Vec<_>>();
    let codes =
        |code: &str| vec![sekisho::base::CodeRef { pack: "us-ear".into(), code: code.into() }];
    let expect = Expect::default;
    assert_eq!(found(chip, expect()), [""; 0]);
    assert_eq!(
        found(chip, Expect { verdict: Some("flag".into()), ..expect() }),
        ["verdict: expected `flag`, found `deny`"]
    );
    assert_eq!(
        found(chip, Expect { outstanding: Some(Vec::new()), ..expect() }),
        [
            "outstanding: expected nothing, found `us-ear:744.23(a)(3)`, `us-ear:RS#3A090#RS-a`, `us-ear:RS#3A090#RS-a-printed`"
        ]
    );
    assert_eq!(
        found(chip, Expect { lifted: [("us-ear:RS".into(), "NAC".into())].into(), ..expect() }),
        ["`us-ear:RS` lifted: expected by `NAC`, found by nothing"]
    );
    assert_eq!(
        found(chip, Expect { asks: lists(&["chip.qubits"]), ..expect() }),
        ["asks: expected `chip.qubits`, found nothing"]
    );
    assert_eq!(
        found(chip, Expect { obligations: lists(&["us-ear:743.1"]), ..expect() }),
        ["obligations: expected `us-ear:743.1`, found nothing"]
    );
    assert_eq!(
        found(chip, Expect { policies: lists(&["us-ear:746.9(c)"]), ..expect() }),
        ["policies: expected `us-ear:746.9(c)`, found `us-ear:742.6(b)(10)`"]
    );
    assert_eq!(
        found(chip, Expect { finding: Some(true), ..expect() }),
        ["contradiction: expected one, found none"]
    );
    assert_eq!(
        found(
            chip,
            Expect {
                meets: codes("3A090.b"),
                misses: codes("3A090.a"),
                unsure: codes("4A090"),
                ..expect()
            }
        ),
        [
            "in `us-ear:3A090.a`: expected no, found yes",
            "in `us-ear:3A090.b`: expected yes, found no",
            "in `us-ear:4A090`: expected unknown, found no",
        ]
    );
}

#[test]
fn a_transfer_that_cannot_be_read_is_a_failure() {
    let good = case("data-centre circuit to China");
    let bad = TestCase { transfer: good.transfer.replace("\"CN\"", "\"XX\""), ..good.clone() };
    let failures = words(&analyse::run(&LAW.0, &[bad]));
    assert!(failures.contains("the transfer is faulty"), "{failures}");
    let undated = good.transfer.replace("\"date\":\"2026-09-20\",", "");
    assert_ne!(undated, good.transfer);
    let failures = words(&analyse::run(&LAW.0, &[TestCase { transfer: undated, ..good }]));
    assert!(failures.contains("the transfer has no `date`"), "{failures}");
}

fn of<'c>(coverage: &'c [PackCoverage], pack: &str) -> &'c PackCoverage {
    coverage.iter().find(|c| c.pack.as_str() == pack).unwrap()
}

#[test]
fn coverage_counts_what_was_exercised_and_names_the_rest() {
    let (law, tests) = &*LAW;
    let nothing = analyse::coverage(law, &[]);
    let all = analyse::coverage(law, tests);
    for (before, after) in nothing.iter().zip(&all) {
        assert_eq!((before.provisions.reached, before.branches.reached), (0, 0), "{}", before.pack);
        assert_eq!(
            (before.provisions.of, before.branches.of),
            (after.provisions.of, after.branches.of)
        );
        for (pack, reached, of) in [
            (after, after.provisions.reached, after.provisions.of),
            (after, after.branches.reached, after.branches.of),
        ] {
            assert!(reached <= of, "{}", pack.pack);
        }
        let ratios = [after.provisions, after.branches];
        let missing: usize = ratios.iter().map(|r| r.of - r.reached).sum();
        assert_eq!(after.missing.len(), missing, "{}", after.pack);
    }
    let applies = |pack, id| {
        !of(&all, pack).missing.iter().any(|m| &*m.id == id && m.what == What::Provision)
    };
    // The ladder of qubits is not climbed step by step here.
    assert!(applies("jp-fefta", "etco.8.q.1"));
    assert!(!applies("jp-fefta", "etco.8.q.4"));
    for id in [
        "3A090",
        "3A090.a",
        "3A090#Note-2",
        "3A090#RS-a",
        "3A090#NAC",
        "734.9(h)",
        "deemed",
        "744.15(b)",
        "742.6(b)(10)-other",
    ] {
        assert!(applies("us-ear", id), "{id}");
    }
    // It was not read in the primary text: that it may have applied is all there is.
    assert!(applies("us-ear", "IEC"));
    assert!(!applies("us-ear", "GOV.b.2"));
}

#[test]
fn a_version_is_covered_by_its_own_days() {
    let (law, _) = &*LAW;
    let before = case("two listed owners, 30 and 25 %, rule in force");
    let coverage = analyse::coverage(law, &[before]);
    let days: Vec<Day> = of(&coverage, "us-ear")
        .missing
        .iter()
        .filter(|m| &*m.id == "744.11(a)(1)" && m.what == What::Provision)
        .map(|m| m.from)
        .collect();
    let day = |y, m, d| Day::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(days, [day(2025, 11, 10), day(2026, 11, 10)]);
}

#[test]
fn a_test_of_a_term_counts_where_it_is_read() {
    let (law, _) = &*LAW;
    let coverage =
        analyse::coverage(law, &[case("resident with 30 % of income from a foreign government")]);
    let of_term = |truth| {
        let atom = "person.foreign_government_income >= 25 %";
        of(&coverage, "jp-fefta").missing.iter().any(|m| m.what == What::Branch(atom.into(), truth))
    };
    assert!(!of_term(Truth::Yes));
    assert!(of_term(Truth::No));
}
