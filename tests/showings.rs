//! A showing may only ever relieve: every way to ask for a result that a showing moves is either refused when the pack
//! loads, or never makes an answer stricter.

use sekisho::base::Day;
use sekisho::decision::Verdict;
use sekisho::diag::{Code, File, Severity};
use sekisho::law::{self, PackSource, store};
use sekisho::{engine, transfer};
use std::path::Path;

/// Results that rest on the showing, and what rests on nothing shown.
const ASKED: [&str; 9] = [
    "item meets bad:1A.a",
    "item meets bad:codes",
    "item meets bad:2B",
    "item.reason is NS",
    "item.unlisted",
    "reached in bad:s",
    "item.plain",
    "any component satisfies (component.needs_licence)",
    "act is release",
];

/// What asks, with `WHEN` in place of the condition.
const ASKING: [&str; 4] = [
    "[[control]]\nid = \"2\"\neffect = \"prohibit\"\nwhen = \"WHEN\"",
    "[[exception]]\nid = \"EX\"\nlifts = [\"1\"]\nwhen = \"WHEN\"",
    "[[exception]]\nid = \"EX\"\nlifts = [\"1\"]\n[[bar]]\nid = \"B\"\nbars = [\"EX\"]\nwhen = \"WHEN\"",
    "[[exclusion]]\nid = \"t#X\"\non = [\"t\"]\nwhen = \"WHEN\"",
];

const HEAD: &str = r#"
id = "bad"
title = { en = "Pack", ja = "規則" }
authority = { en = "Nobody", ja = "なし" }
nature = "law"
covers = { from = 2020-01-01 }
[[source]]
id = "act"
title = { en = "The act", ja = "法" }
"#;

const RULES: &str = r#"
[defaults]
from = 2020-01-01
cite = { source = "act", at = "1" }

[[term]]
id = "item.plain"
type = "truth"
is = "not item meets bad:1A.a"

[[group]]
id = "codes"
of = "code"
members = ["1A"]

[[leg]]
id = "goods"
destination = "to"

[[scope]]
id = "s"
when = "from is JP"

[[scope]]
id = "t"
when = "from is JP"

[[exclusion]]
id = "s#X"
on = ["s"]
when = "transfer.assurance"

[[control]]
id = "1"
effect = "licence"
when = "to is CN"

[[control]]
id = "NS"
effect = "licence"
reason = "NS"
"#;

const ENTRY: &str = r#"
[defaults]
from = 2020-01-01
cite = { source = "act", at = "1" }
[entry]
id = "1A"
kind = "commodity"
[[paragraph]]
id = "1A.a"
when = "item.qubits >= 34"
[[exclusion]]
id = "1A#X"
on = ["1A.a"]
when = "transfer.assurance"
[[reason]]
id = "1A#NS"
reason = "NS"
to = "rivals"
"#;

const OTHER: &str = r#"
[defaults]
from = 2020-01-01
cite = { source = "act", at = "1" }
[[group]]
id = "rivals"
of = "place"
members = ["CN"]
[entry]
id = "2B"
kind = "commodity"
[[paragraph]]
id = "2B.a"
when = "item meets bad:1A.a and item.qubits >= 40"
"#;

fn sources(asking: &str) -> [PackSource; 2] {
    let mut base = store::read_dir(Path::new("tests/bad/base")).unwrap();
    "common".clone_into(&mut base.id);
    let rules = format!("{RULES}\n{asking}\n");
    let files =
        [("pack.toml", HEAD), ("rules.toml", &rules), ("1A.toml", ENTRY), ("2B.toml", OTHER)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    [base, PackSource { id: "bad".to_owned(), files, tests: Vec::new() }]
}

fn verdict(law: &law::Law, item: &str, to: &str, shown: &str) -> Verdict {
    let text = format!(
        "schema = 1\nact = \"release\"\nfrom = \"JP\"\nto = \"{to}\"\n{shown}\n[[item]]\nid = \"x\"\n{item}\n"
    );
    let file = File { name: "case.toml", text: &text };
    let case = transfer::read(&file, &law.vocabulary).unwrap_or_else(|faults| panic!("{faults}"));
    let day = Day::from_ymd_opt(2024, 1, 1).unwrap();
    let program = engine::compile(&std::sync::Arc::new(law.clone()), day);
    engine::decide(&program, &case).verdict
}

#[test]
fn what_loads_never_gets_stricter_by_a_showing() {
    let shown = "[[shown]]\nfact = \"transfer.assurance\"\nby = \"A\"\nevidence = \"letter\"\non = 2024-01-01";
    let items = [
        "kind = \"commodity\"\nqubits = 50\ncontains = []\ncomplete = [\"contains\"]",
        "kind = \"commodity\"\nqubits = 10",
        "kind = \"commodity\"",
        "kind = \"technology\"\nqubits = 50\ncontains = [\"y\"]\ncomplete = [\"contains\"]\n[[item]]\nid = \"y\"\nkind = \"commodity\"\nqubits = 36",
    ];
    let (mut refused, mut relieved) = (Vec::new(), 0);
    for asking in ASKING {
        for asked in ASKED {
            for when in [asked.to_owned(), format!("not ({asked})")] {
                let law = match law::load(&sources(&asking.replace("WHEN", &when))) {
                    Ok(law) => law,
                    Err(faults) => {
                        let errors = faults.0.iter().filter(|f| f.severity() == Severity::Error);
                        let codes: Vec<Code> = errors.map(|fault| fault.code).collect();
                        assert!(
                            codes.iter().all(|c| matches!(c, Code::Showing | Code::Stratum)),
                            "{faults}"
                        );
                        refused.extend(codes.contains(&Code::Showing).then_some((asking, when)));
                        continue;
                    }
                };
                for item in items {
                    for to in ["CN", "FR"] {
                        let (without, with) =
                            (verdict(&law, item, to, ""), verdict(&law, item, to, shown));
                        assert!(
                            with <= without,
                            "{asking}\n{when}\n{item}\n{to}: {without:?}, {with:?}"
                        );
                        relieved += usize::from(with < without);
                    }
                }
            }
        }
    }
    // of what asks, one of each pair is refused: all but the last rest on the showing
    let controls = refused.iter().filter(|(asking, _)| *asking == ASKING[0]).count();
    assert_eq!(controls, ASKED.len() - 1, "{refused:?}");
    assert!(refused.len() >= 28, "{refused:?}");
    assert!(refused.iter().all(|(_, when)| !when.contains("release")), "{refused:?}");
    assert!(relieved >= 20, "{relieved}");
}
