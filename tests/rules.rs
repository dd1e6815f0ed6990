//! The packs under `rules/` are free of remarks and their tests expect reasons; the transfers under `examples/` answer as they
//! expect. Not whether the tests of the packs hold: that is `rules_tested`.

use sekisho::analyse::{self, Failure};
use sekisho::law::{self, PackSource, TestCase, model::Law};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

static SHIPPED: LazyLock<(Arc<Law>, Vec<PackSource>)> = LazyLock::new(|| {
    let sources: Vec<PackSource> = folders("rules")
        .iter()
        .map(|dir| law::store::read_dir(dir).unwrap_or_else(|f| panic!("{f}")))
        .collect();
    let law = law::load(&sources).unwrap_or_else(|f| panic!("{f}"));
    (Arc::new(law), sources)
});

/// The folders in a folder of the project, sorted.
fn folders(of: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(of);
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn hold(tests: &[TestCase]) {
    let failures: Vec<String> = analyse::run(&SHIPPED.0, tests)
        .iter()
        .map(|Failure { diagnostic, .. }| {
            let at = diagnostic.at.as_ref().unwrap();
            format!("{}:{}: {}", at.file, at.line, diagnostic.message)
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn nothing_is_to_be_remarked() {
    let remarks: Vec<String> = law::lint(&SHIPPED.0)
        .iter()
        .map(|remark| format!("{:?}: {}", remark.at, remark.message))
        .collect();
    assert!(remarks.is_empty(), "{}", remarks.join("\n"));
}

#[test]
fn every_test_with_a_verdict_expects_its_reasons() {
    let tests = analyse::tests(&SHIPPED.0, &SHIPPED.1).unwrap_or_else(|f| panic!("{f}"));
    for test in tests {
        let Some(verdict) = &test.expect.verdict else { continue };
        let reasons = test.expect.outstanding.is_some() || !test.expect.asks.is_empty();
        let (file, line) = (&test.origin.file, test.origin.line);
        assert!(reasons, "{file}:{line} expects `{verdict}`, but no reason");
    }
}

/// TOML as JSON, with its days as texts.
fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(list) => list.iter().map(json).collect(),
        toml::Value::Table(table) => table.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
    }
}

fn read(path: &Path) -> serde_json::Value {
    let text = fs::read_to_string(path).unwrap();
    if path.extension().is_some_and(|end| end == "json") {
        serde_json::from_str(&text).unwrap()
    } else {
        json(&text.parse::<toml::Table>().unwrap().into())
    }
}

/// `transfer.toml` answers as `expect.toml` says, `before.toml` as `before.expect.toml`.
#[test]
fn every_example_comes_out_as_it_expects() {
    let mut count = 0;
    for folder in folders("examples") {
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        for expect in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let Some(stem) = name(&expect).strip_suffix("expect.toml").map(str::to_owned) else {
                continue;
            };
            let stem = if stem.is_empty() { "transfer." } else { &stem };
            let transfer = ["toml", "json"]
                .map(|end| folder.join(format!("{stem}{end}")))
                .into_iter()
                .find(|path| path.exists())
                .unwrap_or_else(|| panic!("{} has no transfer", expect.display()));
            let case = serde_json::json!({ "case": [{
                "says": name(&folder), "transfer": read(&transfer), "expect": read(&expect),
            }] });
            let source = PackSource {
                id: "examples".to_owned(),
                files: Vec::new(),
                tests: vec![(format!("{}.json", name(&folder)), case.to_string())],
            };
            hold(&law::tests(&source).unwrap_or_else(|f| panic!("{f}")));
            count += 1;
        }
    }
    assert!(count >= 13, "{count} examples");
}
