//! The commands, run as a person runs them: what they print, and how they end.

use crate::program::{folder, root, same, sekisho, sekisho_with};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const RIVAL: &str = "examples/04_a_rival_state/transfer.toml";
const ALLY: &str = "examples/01_ai_model_to_an_ally/transfer.toml";
const DEEMED: &str = "examples/06_deemed_export_to_a_foreign_researcher/transfer.toml";

/// The files in `tests/bad/args` that end in `.args`.
fn bad_args() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/bad/args")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "args"));
    paths.sort();
    paths
}

#[test]
fn bad_command_lines_say_what_to_write() {
    let paths = bad_args();
    assert!(paths.len() >= 15, "only {} are held", paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let args: Vec<&str> = text.lines().collect();
        let ran = sekisho_with(&args).within(&root().join("tests/bad/args")).run().exits(2);
        assert_eq!(ran.stdout, "", "{}", path.display());
        same(&path.with_extension("stderr"), &ran.stderr);
    }
}

#[test]
fn exit_codes_are_verdicts() {
    sekisho(&format!("check {ALLY}")).run().exits(0);
    sekisho(&format!("check {RIVAL}")).run().exits(1);
    sekisho(&format!("check {DEEMED}")).run().exits(3);
    sekisho(&format!("check {ALLY} {DEEMED}")).run().exits(3);
    sekisho(&format!("check {DEEMED} {RIVAL} {ALLY}")).run().exits(1);
    let fault = sekisho(&format!("check {ALLY} nowhere.toml {RIVAL}")).run().exits(2);
    fault.says("there is no file `nowhere.toml`").says("deny: ").says("allow: ");
}

#[test]
fn pages() {
    sekisho(&format!("check {RIVAL}")).run().exits(1).looks_like("check_deny");
    sekisho(&format!("check {RIVAL} --lang ja")).run().exits(1).looks_like("check_deny_ja");
    sekisho(&format!("check {ALLY}")).run().exits(0).looks_like("check_allow");
    sekisho(&format!("check {ALLY} --full")).run().exits(0).looks_like("check_allow_full");
    sekisho(&format!("check {DEEMED}")).run().exits(3).looks_like("check_flag");
    sekisho(&format!("check {DEEMED} --format json")).run().exits(3).looks_like("check_json");
    sekisho(&format!("check {RIVAL} --format md")).run().exits(1).looks_like("check_md");
    sekisho(&format!("check {RIVAL} {DEEMED}")).run().exits(1).looks_like("check_several");
    sekisho(&format!("explain {DEEMED}")).run().exits(3).looks_like("explain_trace");
    sekisho("explain alliance:rivals.core").run().exits(0).looks_like("explain_control");
    sekisho("explain rivals.core --lang ja").run().exits(0).looks_like("explain_control_ja");
    sekisho("explain quantum").run().exits(0).looks_like("explain_word");
    sekisho("explain item.qubits").run().exits(0).looks_like("explain_fact");
    sekisho("explain alliance").run().exits(0).looks_like("explain_pack");
    sekisho("law list").run().exits(0).looks_like("law_list");
}

#[test]
fn the_quick_form_needs_no_file() {
    let quick = "check --item quantum --param qubits=40 --from JP --to CN --as-of 2026-11-20";
    sekisho(quick)
        .run()
        .exits(1)
        .says("as of 2026-11-20 (given by --as-of)")
        .looks_like("check_quick");
    let today = "check --item quantum --to CN --act movement";
    sekisho(today).run().exits(1).says("(today: the transfer states no date)");
    let with_party = format!("{quick} --party end-user=CN --kind technology --act release");
    sekisho(&with_party).run().exits(1);
    let ja =
        sekisho_with(&["check", "--item", "量子計算機", "--to", "CN", "--as-of", "2026-11-20"]);
    ja.env("SEKISHO_LANG", "ja").run().exits(1).says("不可 (deny)");
}

#[test]
fn standard_input_is_a_file() {
    let text = fs::read_to_string(root().join(RIVAL)).unwrap();
    let file = sekisho(&format!("check {RIVAL}")).run();
    let piped = sekisho("check -").stdin(&text).run().exits(1);
    assert_eq!(file.stdout, piped.stdout);
    sekisho("check - --format json").stdin("schema = ").run().exits(2).says("<stdin>:1");
}

#[test]
fn colour_is_for_terminals() {
    let plain = sekisho(&format!("check {RIVAL}")).run().never_says("\u{1b}");
    let forced = sekisho(&format!("check {RIVAL}")).env("CLICOLOR_FORCE", "1").run();
    assert!(forced.stdout.contains("\u{1b}[1;31mdeny"), "{}", forced.stdout);
    let refused = sekisho(&format!("check {RIVAL}")).env("NO_COLOR", "1").run();
    assert_eq!(plain.stdout, refused.stdout);
}

#[test]
fn json_keeps_to_its_schema() {
    let schema = fs::read_to_string(root().join("schema/decision.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    for file in crate::examples::transfers() {
        let file = file.to_str().unwrap();
        for lang in ["en", "ja"] {
            let ran = sekisho(&format!("check {file} --format json --lang {lang}")).run();
            let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
            conforms(&value, &schema["$defs"]["decision"], &schema, file);
            for reason in value["reasons"].as_array().unwrap() {
                assert_ne!(reason["cite"][0]["at"], "", "{file}: {}", reason["rule"]);
            }
        }
    }
    let several = sekisho(&format!("check {RIVAL} {ALLY} --format json")).run().exits(1);
    let several: serde_json::Value = serde_json::from_str(&several.stdout).unwrap();
    assert_eq!(several.as_array().map(Vec::len), Some(2));
}

/// Whether `value` keeps to `schema`, as far as our own schema goes.
fn conforms(
    value: &serde_json::Value,
    schema: &serde_json::Value,
    root: &serde_json::Value,
    at: &str,
) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return conforms(value, &root["$defs"][name], root, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        assert!(any.iter().any(|one| one["type"] == "null") || !value.is_null(), "{at} is null");
        if let Some(one) = any.iter().find(|one| one["type"] != "null" && !value.is_null()) {
            conforms(value, one, root, at);
        }
        return;
    }
    if let Some(all) = schema["enum"].as_array() {
        assert!(all.contains(value), "{at}: {value} is none of {all:?}");
    }
    if let Some(one) = schema.get("const") {
        assert_eq!(value, one, "{at}");
    }
    let kind = match value {
        serde_json::Value::Null => "null",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(_) => "number",
    };
    match &schema["type"] {
        serde_json::Value::String(one) => assert_eq!(one, kind, "{at}"),
        serde_json::Value::Array(all) => assert!(all.contains(&kind.into()), "{at} is {kind}"),
        _ => {}
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        conforms(item, &schema["items"], root, &format!("{at}[{n}]"));
    }
    if let Some(object) = value.as_object() {
        for key in schema["required"].as_array().unwrap() {
            assert!(object.contains_key(key.as_str().unwrap()), "{at} has no {key}");
        }
        for (key, value) in object {
            let inner = schema["properties"].get(key);
            let inner = inner.unwrap_or_else(|| panic!("{at}.{key} is not in the schema"));
            conforms(value, inner, root, &format!("{at}.{key}"));
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let command = format!(
        "'{}' check {RIVAL} | head -n 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_sekisho")
    );
    let out = std::process::Command::new("bash")
        .arg("-c")
        .arg(command)
        .current_dir(root())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1), "the verdict stands");
    assert_eq!(String::from_utf8(out.stderr).unwrap(), "");
}

/// A copy of an example to write into.
fn copy(name: &str, of: &str) -> PathBuf {
    let path = folder(name).join("case.toml");
    fs::copy(root().join(of), &path).unwrap();
    path
}

#[test]
fn ask_writes_answers_beside_the_comments() {
    let case = copy("ask", DEEMED);
    let before = fs::read_to_string(&case).unwrap();
    let file = case.to_str().unwrap();
    let ran = sekisho_with(&["ask", file]).stdin("maybe\nyes\n").run();
    let ran = ran.says("write yes or no").says("written to");
    let after = fs::read_to_string(&case).unwrap();
    assert!(after.contains("clearance = true"), "{after}");
    for line in before.lines().filter(|line| line.trim_start().starts_with('#')) {
        assert!(after.contains(line), "`{line}` is gone");
    }
    let check = sekisho_with(&["check", file]).run();
    assert_eq!(check.code, ran.code, "{}", check.stdout);
}

#[test]
fn ask_stops_and_explains_and_leaves_the_file_alone() {
    let case = copy("ask_stop", DEEMED);
    let before = fs::read_to_string(&case).unwrap();
    let file = case.to_str().unwrap();
    sekisho_with(&["ask", file])
        .stdin("?\nq\n")
        .run()
        .exits(3)
        .says("settles: alliance:clearance.person");
    sekisho_with(&["ask", file]).stdin("").run().exits(3);
    let dry = sekisho_with(&["ask", file, "--dry-run"]).stdin("yes\n").run();
    assert!(dry.stdout.contains("clearance = true"), "{}", dry.stdout);
    assert_eq!(fs::read_to_string(&case).unwrap(), before);
    sekisho_with(&["ask", file, "--lang", "ja"])
        .stdin("いいえ\n")
        .run()
        .exits(3)
        .says("保留 (flag)");
}

#[test]
fn rules_of_a_folder_take_the_place_of_the_built_in_ones() {
    let rules = root().join("rules");
    let built_in = sekisho(&format!("check {RIVAL}")).run().stdout;
    let args = ["check", RIVAL, "--rules", rules.to_str().unwrap()];
    assert_eq!(sekisho_with(&args).run().stdout, built_in);
    let alone = rules.join("alliance");
    let args = ["check", RIVAL, "--rules", alone.to_str().unwrap()];
    assert_eq!(sekisho_with(&args).run().stdout, built_in);
}

#[test]
fn rules_are_listed_linted_tested_and_covered() {
    let listed = sekisho("law list alliance --format json").run().exits(0);
    let listed: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(listed["pack"], "alliance");
    let counts = ["entries", "paragraphs", "conditions", "controls", "exceptions", "places"];
    let names: BTreeSet<&str> = listed.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["pack", "edition", "items"].into_iter().chain(counts).collect());
    for name in counts {
        let ids = listed["items"][name].as_array().unwrap();
        assert_eq!(listed[name].as_u64(), Some(ids.len() as u64), "{name}");
    }
    sekisho("law list alliance").run().exits(0).says("alliance:rivals.core: Core technology");
    // the tests of all packs are run by the README's command
    sekisho("law test alliance").run().exits(0).says(", 0 failed");
    sekisho("law coverage alliance --min-provisions 50")
        .run()
        .exits(0)
        .says("alliance: provisions ");
    sekisho("law lint no-such-pack").run().exits(2).says("neither a pack nor a folder");
    sekisho("law lint common").run().says("found in common");
}

#[test]
fn a_faulty_pack_is_no_answer() {
    let pack = folder("faulty").join("mine");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("pack.toml"), "id = \"mine\"\n").unwrap();
    fs::write(pack.join("rules.toml"), "[[control]]\nid = \"x\"\nwhen = \"item.qbits >\"\n")
        .unwrap();
    let pack = pack.to_str().unwrap();
    for command in ["law lint", "law test", "law coverage", "law list"] {
        let args: Vec<&str> = command.split(' ').chain([pack]).collect();
        let ran = sekisho_with(&args).run().exits(2).says("mine/pack.toml");
        assert_eq!(ran.stdout, "", "{command}");
    }
    let ran = sekisho_with(&["check", ALLY, "--rules", pack]).run().exits(2);
    assert_eq!(ran.stdout, "", "a pack that was named and is faulty must not be left out");
}

#[test]
fn completions_are_scripts() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        sekisho(&format!("completions {shell}")).run().exits(0).says("sekisho").says("as-of");
    }
}

#[test]
fn man_pages_are_up_to_date() {
    let made = folder("man");
    sekisho_with(&["man", made.to_str().unwrap()]).run().exits(0);
    let held = root().join("docs/man");
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    for name in names(&made) {
        same(&held.join(&name), &fs::read_to_string(made.join(&name)).unwrap());
    }
    assert_eq!(names(&made), names(&held), "pages of commands that are gone");
    sekisho("man").run().exits(0).says(".TH sekisho 1");
}

#[test]
fn schemas_are_printed_as_they_are_held() {
    let held = fs::read_to_string(root().join("schema/decision.schema.json")).unwrap();
    assert_eq!(sekisho("law schema decision").run().exits(0).stdout, held);
    for of in ["pack", "rules", "tests"] {
        let held = fs::read_to_string(root().join(format!("schema/{of}.schema.json"))).unwrap();
        assert_eq!(sekisho(&format!("law schema {of}")).run().exits(0).stdout, held);
    }
    let transfer = sekisho("law schema transfer").run().exits(0).stdout;
    let transfer: serde_json::Value = serde_json::from_str(&transfer).unwrap();
    assert!(transfer["properties"].is_object());
}
