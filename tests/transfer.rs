//! Transfers that can be read: what they become, in whatever order, format and words they are written.

use crate::vocabulary::vocabulary;
use sekisho::diag::File;
use sekisho::law;
use sekisho::transfer::{Case, Quick, QuickParty, canonical, quick, read, schema};
use std::fmt::Write;
use std::path::Path;

const TOML: &str = r#"
schema = 1
id = "2026-0142"
act = "release"
date = 2026-11-22
from = "JP"
to = "FR"
via = ["SG", "DE", "SG"]
complete = ["party", "person"]
claims = ["demo:SMALL"]
packs = ["partly", "demo"]

[transfer]
bad_use = false
contract_date = 2026-05-01
storage = []

[[party]]
name = "Laboratoire Exemple"
role = ["partner", "end-user"]
country = "FR"
headquarters = "unknown"
listed = { demo-parties = { footnote = 4 }, pending = ["demo-plain"] }
owner = [
    { country = "DE", share = "40 %" },
    { name = "Holding Exemple", country = "FR", share = "60 %", listed = {} },
]
complete = ["owner"]
[party.assurance]
facility-clearance = { state = "met", by = "A. Auditor", evidence = "report 7", on = 2026-03-01 }

[[party]]
country = "SG"
role = "bank"

[[person]]
name = "R. Exemple"
nationality = ["IN", "FR"]
residence = "FR"

[[item]]
id = "server"
kind = "commodity"
contains = ["chip"]
complete = ["contains"]
classification = { demo = "1A001.b.2", partly = ["9Z999"] }
value = "12_000_000 JPY"
hs = "8471.50"
rating = [{ low = "31 GHz", high = "40 GHz" }, { low = "3 GHz", high = ">= 4 GHz", peak_power = "80 W" }]

[[item]]
id = "chip"
name = "Gate-based processor"
reference = true
article = "量子コンピュータ"
qubits = 40
c_not_error = "5e-5"
dram_bandwidth = "<= 4.8 TB/s"
specially_designed_for = ["demo:2B001", "demo:1A001.b"]

[[licence]]
pack = "demo"
number = "K-1"
from = 2026-06-01
until = 2026-12-31
codes = ["1A001.b"]
to = ["FR"]
value_left = "13_000_000 JPY"
provisos = [{ text = "report delivery", met = true }, { text = "no re-export" }]

[rates]
"JPY/USD" = { rate = "0.0067", on = 2026-11-20 }

[[attested]]
attestation = "demo:no-bad-use"
by = "M. Exemple"
on = 2026-10-02

[[shown]]
fact = "demo:item.determination"
of = "chip"
by = "M. Exemple"
evidence = "letter of 2026-10-02"
on = 2026-10-02

[end_use]
description = "joint error-correction research"

[artefact]
path = "models/qec-v3"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"#;

/// What the transfer above says, in its canonical spelling.
const SAYS: &str = concat!(
    r#"{"act":{"act":"release","from":"JP","to":"FR","transfer.bad_use":false,"#,
    r#""transfer.contract_date":"2026-05-01","transfer.storage":[],"via":["DE","SG"]},"#,
    r#""artefact":{"path":"models/qec-v3","#,
    r#""sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"#,
    r#""attested":[{"attestation":"demo:no-bad-use","by":"M. Exemple","on":"2026-10-02"}],"#,
    r#""claims":["demo:SMALL"],"complete":["party","person"],"date":"2026-11-22","#,
    r#""end_use":"joint error-correction research","id":"2026-0142","item":["#,
    r#"{"facts":{"item.article":["quantum-computer"],"item.c_not_error":"0.00005","#,
    r#""item.determination":{"by":"M. Exemple","evidence":"letter of 2026-10-02","is":true,"on":"2026-10-02"},"#,
    r#""item.dram_bandwidth":"<= 38400000000000","item.qubits":"40","#,
    r#""item.specially_designed_for":["demo:1A001.b","demo:2B001"]},"#,
    r#""name":"chip","reference":true,"title":"Gate-based processor"},"#,
    r#"{"classification":{"demo":["1A001.b.2"],"partly":["9Z999"]},"complete":["contains"],"contains":["chip"],"#,
    r#""facts":{"item.hs":"847150","item.kind":"commodity","item.value":"12000000 JPY"},"name":"server","#,
    r#""rows":{"item.rating":[{"facts":{"rating.high":"40000000000","rating.low":"31000000000"},"name":"rating 1"},"#,
    r#"{"facts":{"rating.high":">= 4000000000","rating.low":"3000000000","rating.peak_power":"80"},"name":"rating 2"}]}}],"#,
    r#""licence":[{"codes":["1A001.b"],"from":"2026-06-01","issued":true,"number":"K-1","pack":"demo","#,
    r#""provisos":[{"text":"no re-export"},{"met":true,"text":"report delivery"}],"to":["FR"],"#,
    r#""until":"2026-12-31","value_left":"13000000 JPY"}],"packs":["demo","partly"],"party":["#,
    r#"{"facts":{"party.country":"SG","party.role":["bank"]},"name":"party 1"},"#,
    r#"{"complete":["owner"],"facts":{"#,
    r#""party.assurance.facility-clearance":{"by":"A. Auditor","evidence":"report 7","is":"met","on":"2026-03-01"},"#,
    r#""party.country":"FR","party.role":["end-user","partner"]},"#,
    r#""listed":{"hits":{"demo-parties":[{"footnote":"4"}]},"pending":["demo-plain"]},"#,
    r#""name":"Laboratoire Exemple","owner":[{"facts":{"party.country":"DE","party.share":"0.4"},"name":"owner 1"},"#,
    r#"{"facts":{"party.country":"FR","party.share":"0.6"},"listed":{"hits":{}},"name":"Holding Exemple"}]}],"#,
    r#""person":[{"facts":{"person.nationality":["FR","IN"],"person.residence":"FR"},"name":"R. Exemple"}],"#,
    r#""rates":[{"from":"JPY","on":"2026-11-20","rate":"0.0067","to":"USD"}]}"#,
);

fn case(name: &str, text: &str) -> Case {
    read(&File { name, text }, vocabulary()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The facts of the first item of a transfer, in their canonical spelling.
fn item(lines: &str) -> String {
    let text = format!("schema = 1\nact = \"movement\"\nto = \"FR\"\n[[item]]\n{lines}\n");
    let json = canonical(&case("item.toml", &text));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    json["item"][0]["facts"].to_string()
}

/// The same transfer as JSON, lists turned round.
fn turned(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(list) => list.iter().rev().map(turned).collect(),
        toml::Value::Table(table) => table.iter().map(|(k, v)| (k.clone(), turned(v))).collect(),
    }
}

#[test]
fn a_whole_transfer_becomes_facts() {
    assert_eq!(canonical(&case("whole.toml", TOML)), without_implied(SAYS));
}

/// What follows from words is in the case, but not in what is hashed; here it is in the printed case too.
fn without_implied(says: &str) -> String {
    says.replace(
        r#""item.specially_designed_for":["demo:1A001.b","demo:2B001"]}"#,
        concat!(
            r#""item.specially_designed_for":["demo:1A001.b","demo:2B001"],"#,
            r#""item.technology":{"evidence":"implied by article quantum-computer","is":["quantum"]}}"#
        ),
    )
}

#[test]
fn order_and_format_change_nothing() {
    let table: toml::Value = TOML.parse::<toml::Table>().unwrap().into();
    let json = serde_json::to_string_pretty(&turned(&table)).unwrap();
    let (toml, json) = (case("whole.toml", TOML), case("whole.json", &json));
    assert_eq!(toml, json);
    assert_eq!(toml.sha256.len(), 64);
}

#[test]
fn any_change_changes_the_hash() {
    let whole = case("whole.toml", TOML).sha256;
    for (from, to) in [
        ("qubits = 40", "qubits = 41"),
        ("residence = \"FR\"", "residence = \"DE\""),
        ("complete = [\"owner\"]", ""),
        ("listed = {} }", "}"),
        ("reference = true\n", ""),
        ("met = true", "met = false"),
        ("rate = \"0.0067\"", "rate = \"0.0068\""),
        ("models/qec-v3", "models/qec-v4"),
        ("joint", "common"),
        ("storage = []", ""),
        ("letter of", "mail of"),
    ] {
        let changed = TOML.replacen(from, to, 1);
        assert_ne!(changed, TOML, "{from}");
        assert_ne!(case("changed.toml", &changed).sha256, whole, "{from}");
    }
}

#[test]
fn the_hash_is_that_of_what_is_said_and_keys_are_sorted() {
    let keys: serde_json::Value = serde_json::from_str(SAYS).unwrap();
    assert_eq!(keys.to_string(), SAYS);
    let digest = <sha2::Sha256 as sha2::Digest>::digest(SAYS);
    let hex = digest.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    assert_eq!(*case("whole.toml", TOML).sha256, hex);
}

#[test]
fn words_mean_symbols_however_they_are_spelled() {
    for (written, symbol) in [
        ("quantum-computer", "quantum-computer"),
        ("Quantum Computer", "quantum-computer"),
        ("ＱＵＡＮＴＵＭ ｃｏｍｐｕｔｅｒ", "quantum-computer"),
        ("量子計算機", "quantum-computer"),
        ("5G base station", "base-station"),
        ("5g-base-station", "base-station"),
        ("gNodeB", "base-station"),
        ("ﾎﾟﾝﾌﾟ", "pump"),
    ] {
        let facts = item(&format!("article = \"{written}\"\ntechnology = []"));
        assert_eq!(facts, format!(r#"{{"item.article":["{symbol}"],"item.technology":[]}}"#));
    }
}

#[test]
fn what_is_stated_is_not_implied_over_and_a_silent_article_leaves_it_open() {
    for (lines, facts) in [
        (
            r#"article = ["quantum-computer", "base-station"]"#,
            r#"{"item.article":["base-station","quantum-computer"],"item.technology":{"evidence":"implied by article base-station, article quantum-computer","is":["mobile-5g","quantum"]}}"#,
        ),
        (
            "article = \"quantum-computer\"\ntechnology = \"mobile-5g\"",
            r#"{"item.article":["quantum-computer"],"item.technology":["mobile-5g"]}"#,
        ),
        (
            r#"article = ["quantum-computer", "pump"]"#,
            r#"{"item.article":["pump","quantum-computer"]}"#,
        ),
    ] {
        assert_eq!(item(lines), facts);
    }
}

#[test]
fn numbers_are_exact_whatever_they_are_written_in() {
    for (written, held) in [
        ("qubits = 40", r#"{"item.qubits":"40"}"#),
        ("qubits = \">= 34\"", r#"{"item.qubits":">= 34"}"#),
        ("qubits = \"< 34\"", r#"{"item.qubits":"< 34"}"#),
        ("qubits = \"30 .. 40\"", r#"{"item.qubits":"30 .. 40"}"#),
        ("c_not_error = 0.1", r#"{"item.c_not_error":"0.1"}"#),
        ("c_not_error = 1e-4", r#"{"item.c_not_error":"0.0001"}"#),
        ("range = \"300 km\"", r#"{"item.range":"300000"}"#),
        ("range = \"3e5 m\"", r#"{"item.range":"300000"}"#),
        ("us_content = \"12.5 %\"", r#"{"item.us_content":"0.125"}"#),
        ("us_content = \"12.5%\"", r#"{"item.us_content":"0.125"}"#),
        ("noise = \"-3 dB\"", r#"{"item.noise":"-3"}"#),
        ("value = \"0.10 USD\"", r#"{"item.value":"0.1 USD"}"#),
        ("qubits = \"unknown\"", "null"),
        ("qubits = { is = 40, by = \"A\" }", r#"{"item.qubits":{"by":"A","is":"40"}}"#),
    ] {
        assert_eq!(item(written), held, "{written}");
    }
}

#[test]
fn a_few_words_are_a_transfer() {
    let say = |form: &Quick| match quick(form, vocabulary()) {
        Ok(case) => canonical(&case),
        Err(faults) => faults.to_string(),
    };
    let form = |item: &str, params: &[(&str, &str)]| Quick {
        item: item.to_owned(),
        params: params.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        from: Some("JP".to_owned()),
        to: Some("FR".to_owned()),
        ..Quick::default()
    };
    let act = r#""act":{"from":"JP","to":"FR"}"#;
    let quantum =
        r#""item.technology":{"evidence":"implied by article quantum-computer","is":["quantum"]}"#;
    for (form, says) in [
        (
            form("quantum", &[("qubits", "40"), ("phase", "design, use")]),
            format!(
                r#"{{{act},"item":[{{"facts":{{"item.phase":["design","use"],"item.qubits":"40","item.technology":["quantum"]}},"name":"item"}}]}}"#
            ),
        ),
        (
            form("量子計算機", &[]),
            format!(r#"{{{act},"item":[{{"facts":{{"item.article":["quantum-computer"],{quantum}}},"name":"item"}}]}}"#),
        ),
        (
            form("demo:1A001.b", &[("transfer.bad_use", "no"), ("party.headquarters", "DE")]),
            r#"{"act":{"from":"JP","to":"FR","transfer.bad_use":false},"item":[{"classification":{"demo":["1A001.b"]},"name":"item"}],"party":[{"facts":{"party.headquarters":"DE"},"name":"party 1"}]}"#.to_owned(),
        ),
        (
            Quick {
                act: Some("release".to_owned()),
                kind: Some("technology".to_owned()),
                date: Some("2026-11-22".to_owned()),
                packs: vec!["demo".to_owned()],
                parties: vec![QuickParty {
                    role: Some("end-user".to_owned()),
                    name: Some("Laboratoire Exemple".to_owned()),
                    country: Some("FR".to_owned()),
                }],
                ..form("pump", &[])
            },
            r#"{"act":{"act":"release","from":"JP","to":"FR"},"date":"2026-11-22","item":[{"facts":{"item.article":["pump"],"item.kind":"technology"},"name":"item"}],"packs":["demo"],"party":[{"facts":{"party.country":"FR","party.role":["end-user"]},"name":"Laboratoire Exemple"}]}"#.to_owned(),
        ),
        (
            Quick { to: Some("UK".to_owned()), ..form("1A001.b", &[("qubitz", "40"), ("range", "3")]) },
            "error[unknown-value]: no article or technology is called `1A001.b`
 --> command line:1:8
  |
1 | --item 1A001.b --param qubitz=40 --param range=3 --from JP --to UK
  |        ^^^^^^^
  = help: `1A001.b` is a code of `demo`; write `demo:1A001.b`

error[unknown-fact]: no fact is called `item.qubitz`
 --> command line:1:24
  |
1 | --item 1A001.b --param qubitz=40 --param range=3 --from JP --to UK
  |                        ^^^^^^
  = help: did you mean `qubits`?

error[bad-unit]: `item.range` is stated without a unit
 --> command line:1:48
  |
1 | --item 1A001.b --param qubitz=40 --param range=3 --from JP --to UK
  |                                                ^
  = help: state the unit, e.g. `\"3 km\"`

error[unknown-place]: no country or region is called `UK`
 --> command line:1:65
  |
1 | --item 1A001.b --param qubitz=40 --param range=3 --from JP --to UK
  |                                                                 ^^
  = help: write `GB` for United Kingdom
"
            .to_owned(),
        ),
        (
            form("quantum processer", &[("qubits", "40"), ("qubits", "50")]),
            "error[unknown-value]: no article or technology is called `quantum processer`
 --> command line:1:8
  |
1 | --item \"quantum processer\" --param qubits=40 --param qubits=50 --from JP --to FR
  |        ^^^^^^^^^^^^^^^^^^^
  = help: did you mean `quantum processor`?

error[duplicate]: `qubits` is said twice
 --> command line:1:54
  |
1 | --item \"quantum processer\" --param qubits=40 --param qubits=50 --from JP --to FR
  |                                                      ^^^^^^
  = help: say it once
"
            .to_owned(),
        ),
    ] {
        assert_eq!(say(&form), says, "{form:?}");
    }
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/transfer.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, schema(None)).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(held, schema(None), "run `UPDATE=1 cargo test`");
    let with_facts: serde_json::Value = serde_json::from_str(&schema(Some(vocabulary()))).unwrap();
    let defs = &with_facts["$defs"];
    assert!(defs["item"]["properties"]["qubits"]["description"].is_string());
    assert!(
        defs["party"]["properties"]["assurance"]["properties"]["facility-clearance"].is_object()
    );
    assert!(with_facts["properties"]["destination"].is_null());
}

#[test]
fn every_transfer_of_the_test_packs_is_read() {
    let sources = crate::law_cases::sources();
    let law = law::load(&sources).unwrap_or_else(|faults| panic!("{faults}"));
    let mut read_well = 0;
    let mut faults = String::new();
    for source in &sources {
        for test in law::tests(source).unwrap() {
            let file = File { name: "case.json", text: &test.transfer };
            match read(&file, &law.vocabulary) {
                Ok(_) => read_well += 1,
                Err(found) => writeln!(faults, "{}: {found}", test.says).unwrap(),
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(read_well > 100, "{read_well}");
}
