//! Every transfer under `examples/`, and every command that the README shows, run.

use crate::program::{folder, root, same, sekisho_with};
use std::fs;
use std::path::PathBuf;

/// The transfers of all examples, relative to the root, sorted.
pub(crate) fn transfers() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for example in fs::read_dir(root().join("examples")).unwrap().map(|e| e.unwrap().path()) {
        for path in fs::read_dir(example).into_iter().flatten().map(|e| e.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let data = path.extension().is_some_and(|end| end == "toml" || end == "json");
            if data && !name.ends_with("expect.toml") {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_example_answers_as_it_says() {
    let transfers = transfers();
    assert!(transfers.len() >= 10);
    for transfer in transfers {
        let stem = transfer.file_stem().unwrap().to_str().unwrap();
        let before = if stem == "transfer" { String::new() } else { format!("{stem}.") };
        let (folder, name) =
            (root().join(transfer.parent().unwrap()), transfer.file_name().unwrap());
        let ran = sekisho_with(&["check", name.to_str().unwrap()]).within(&folder).run();
        assert_eq!(ran.stderr, "", "{}", transfer.display());
        let page = format!("{}exit: {}\n", ran.stdout, ran.code);
        same(&folder.join(format!("{before}expected.txt")), &page);
        let expect = fs::read_to_string(folder.join(format!("{before}expect.toml"))).unwrap();
        let expect: toml::Table = expect.parse().unwrap();
        let verdict = expect["verdict"].as_str().unwrap();
        assert!(ran.stdout.starts_with(&format!("{verdict}: ")), "{}", transfer.display());
    }
}

/// The blocks of the README in this language.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The words of a command, without what follows `#`.
fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().take_while(|word| *word != "#").collect()
}

#[test]
fn every_command_of_the_readme_runs() {
    let folder = folder("readme");
    let transfer = blocks("toml").into_iter().find(|block| block.contains("schema = 1")).unwrap();
    fs::write(folder.join("transfer.toml"), transfer).unwrap();
    let tables = root().join("../shared/law/us-ear");
    let mut count = 0;
    for block in blocks("console") {
        for line in block.lines().filter_map(|line| line.strip_prefix("$ sekisho ")) {
            // the tables of the law are not part of this package
            if line.contains("TABLES") && !tables.is_dir() {
                eprintln!("skipped: no tables at {}", tables.display());
                continue;
            }
            let placed = |word: &str| match word {
                "TABLES" => tables.display().to_string(),
                _ if word.split('/').next() == Some("rules") => {
                    root().join(word).display().to_string()
                }
                _ => word.to_owned(),
            };
            let placed: Vec<String> = words(line).into_iter().map(placed).collect();
            let args: Vec<&str> = placed.iter().map(String::as_str).collect();
            let ran = sekisho_with(&args).within(&folder).run();
            assert_ne!(ran.code, 2, "{line}\n{}{}", ran.stdout, ran.stderr);
            count += 1;
        }
    }
    for block in blocks("sh") {
        for line in block.lines().filter_map(|line| line.split_once("cargo run --release -- ")) {
            let ran = sekisho_with(&words(line.1)).run();
            assert_ne!(ran.code, 2, "{}\n{}{}", line.1, ran.stdout, ran.stderr);
            count += 1;
        }
    }
    assert!(count >= 6, "the README shows only {count} commands");
}
