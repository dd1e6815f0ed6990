//! The sheets that people sign, and two packs on one transfer: what stands on them, and that a page prints.

use crate::program::{Ran, root, same, sekisho, sekisho_with};

const QUANTUM: &str = "tests/forms/quantum.toml";
const DRYER: &str = "tests/forms/spray_dryer.toml";

/// A sheet of a file under the Japanese pack.
fn sheet(file: &str, form: &str, more: &[&str]) -> Ran {
    let mut args = vec!["check", file, "--pack", "jp-fefta", "--form", form];
    args.extend(more);
    sekisho_with(&args).run()
}

#[track_caller]
fn held(name: &str, ran: &Ran) {
    assert_eq!(ran.stderr, "");
    same(&root().join("tests/forms").join(name), &ran.stdout);
}

#[test]
fn a_quantum_processor_stated_by_its_parameters() {
    let ran = sheet(QUANTUM, "classification", &[]).exits(1).says("判定: 該当");
    held("quantum_classification.md", &ran.says("暫定").says("34 以上").never_says("|  |"));
    held("quantum_transaction.md", &sheet(QUANTUM, "transaction", &[]).exits(1).says("許可が必要"));
    held("quantum_classification_en.md", &sheet(QUANTUM, "gaihi", &["--lang", "en"]).exits(1));
}

#[test]
fn a_spray_dryer_that_is_not_controlled() {
    let ran = sheet(DRYER, "gaihi", &[]).says("判定: 非該当").says("不適合");
    held("spray_dryer_classification.md", &ran.never_says("判定: 該当"));
    let ran = sheet(DRYER, "shinsa", &[]).says("佐藤 花子 が 2026-06-01 に表明");
    held("spray_dryer_transaction.md", &ran.says("未署名"));
}

#[test]
fn a_name_makes_it_final() {
    let signed = ["--signed-by", "鈴木 一郎", "--signed-on", "2026-06-12"];
    for form in ["classification", "transaction"] {
        let ran = sheet(DRYER, form, &signed).never_says("暫定");
        ran.says("鈴木 一郎").says("署名済み");
    }
}

#[test]
fn html_is_one_page_that_loads_nothing() {
    for (file, form) in
        [(QUANTUM, "gaihi"), (QUANTUM, "shinsa"), (DRYER, "gaihi"), (DRYER, "shinsa")]
    {
        let page = sheet(file, form, &["--form-format", "html"]).stdout;
        balanced(&page);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">"));
        assert!(page.contains("size: A4"));
        for never in ["<script", "http:", "https:", "<td></td>", "url(", "<link", "<img"] {
            assert!(!page.contains(never), "{form} of {file} holds `{never}`");
        }
        for tag in ["h1", "th"] {
            for label in texts(&page, tag) {
                let latin = label.replace("HS", "").chars().any(|c| c.is_ascii_alphabetic());
                assert!(!latin, "`{label}` is not Japanese");
            }
        }
    }
}

#[test]
fn names_on_a_sheet_are_no_markup() {
    let text = std::fs::read_to_string(root().join(QUANTUM)).unwrap();
    let text = text.replace("Laboratoire Exemple", "<b>Lab</b> | *x*");
    let html = ["check", "-", "--pack", "jp-fefta", "--form", "shinsa", "--form-format", "html"];
    let ran = sekisho_with(&html).stdin(&text).run();
    balanced(&ran.stdout);
    ran.says("&lt;b&gt;Lab&lt;/b&gt; | *x*").never_says("<b>");
}

#[test]
fn several_transfers_are_several_sheets() {
    let ran = sekisho(&format!("check {QUANTUM} {DRYER} --pack jp-fefta --form gaihi")).run();
    assert_eq!(ran.stdout.matches("# 該非判定書").count(), 2);
    let ran = sekisho(&format!("check {QUANTUM} nowhere.toml --form gaihi")).run().exits(2);
    assert_eq!(ran.stdout, "");
}

#[test]
fn two_packs_side_by_side() {
    let compare = format!("compare jp-fefta us-ear {QUANTUM}");
    sekisho(&compare).run().says("etco.8.7.6.i(1)").looks_like("compare");
    sekisho(&format!("{compare} --lang ja"))
        .run()
        .says("一方のみが尋ねる質問")
        .looks_like("compare_ja");
    let ran = sekisho(&format!("{compare} --format json")).run();
    let value: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["schema"], "sekisho/comparison/1");
    assert_eq!(value["sides"][0]["pack"], "jp-fefta");
    assert_eq!(value["sides"][0]["items"][0]["meets"][0], "etco.8.7.6.i(1)");
    assert_eq!(value["sides"][0]["decision"]["schema"], "sekisho/decision/1");
    assert_eq!(value["sides"][1]["decision"]["packs"][0]["id"], "us-ear");
    // the other way round, the same two decisions
    let turned = sekisho(&format!("compare us-ear jp-fefta {QUANTUM} --format json")).run();
    let turned: serde_json::Value = serde_json::from_str(&turned.stdout).unwrap();
    assert_eq!(turned["sides"][1], value["sides"][0]);
    assert_eq!(turned["stricter"], value["stricter"]);
}

/// What stands in each element of this name.
fn texts<'p>(page: &'p str, tag: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    page.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

/// Every tag that opens closes, in order.
#[track_caller]
fn balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in page.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("`<{part}` does not end"));
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "`</{name}>` closes something else");
        } else if !matches!(name, "!DOCTYPE" | "meta") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}
