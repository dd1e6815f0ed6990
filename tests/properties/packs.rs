//! Random packs as the files that a person would write, so that the loader is exercised too.

use super::conditions::{At, GROUPS, Names, PLACES, Place, condition};
use super::dice::Dice;
use sekisho::law::PackSource;
use std::fmt::Write;

/// The words that the random packs use.
pub(crate) const COMMON: &str = include_str!("common.toml");

const COMMON_HEAD: &str = r#"
id = "common"
title = { en = "words" }
authority = { en = "test" }
nature = "vocabulary"
covers = { from = 2000-01-01 }
[[source]]
id = "s"
title = { en = "source" }
"#;

pub(crate) fn common() -> PackSource {
    PackSource {
        id: "common".to_owned(),
        files: vec![
            ("pack.toml".to_owned(), COMMON_HEAD.to_owned()),
            ("facts.toml".to_owned(), COMMON.to_owned()),
        ],
        tests: Vec::new(),
    }
}

/// One file of a pack as its head and its blocks, so that blocks can be shuffled.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) blocks: Vec<String>,
}

/// A pack as its files.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) names: Names,
    pub(crate) sheets: Vec<Sheet>,
}

impl Draft {
    pub(crate) fn source(&self) -> PackSource {
        let files = self.sheets.iter().map(|sheet| {
            let mut text = sheet.head.clone();
            for block in &sheet.blocks {
                text.push_str(block);
            }
            (sheet.path.clone(), text)
        });
        PackSource { id: self.names.pack.clone(), files: files.collect(), tests: Vec::new() }
    }

    /// The same with files and blocks in another order.
    pub(crate) fn shuffled(&self, dice: &mut Dice) -> Self {
        let mut draft = self.clone();
        dice.shuffle(&mut draft.sheets);
        for sheet in &mut draft.sheets {
            dice.shuffle(&mut sheet.blocks);
        }
        draft
    }
}

const DEFAULTS: &str = "[defaults]\nfrom = 2021-01-01\ncite = { source = \"s\", at = \"1\" }\n";

/// What is written into every block: which day it begins, on what it rests, whether it is applied.
fn standing(dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.chance(8) {
        text.push_str("seen = 2025-06-01\n");
    }
    match dice.roll(100) {
        0..=5 => text.push_str("basis = \"recalled\"\n"),
        6..=11 => text.push_str("basis = \"secondary\"\n"),
        12..=15 => text.push_str("state = \"stayed\"\n"),
        16..=18 => text.push_str("state = \"unenforced\"\n"),
        _ => {}
    }
    text
}

/// A block, sometimes in two versions.
fn block(
    dice: &mut Dice,
    kind: &str,
    id: &str,
    mut body: impl FnMut(&mut Dice) -> String,
) -> Vec<String> {
    let first = format!("[[{kind}]]\nid = \"{id}\"\n{}{}\n", standing(dice), body(dice));
    let mut out = vec![first];
    if dice.chance(12) {
        let state = if dice.chance(30) { "state = \"repealed\"\n" } else { "" };
        out.push(format!("[[{kind}]]\nid = \"{id}\"\nfrom = 2025-12-01\n{state}{}\n", body(dice)));
    }
    out
}

fn when(dice: &mut Dice, at: &At<'_>, percent: usize, depth: usize) -> String {
    if dice.chance(percent) {
        format!("when = '''{}'''\n", condition(dice, at, depth))
    } else {
        String::new()
    }
}

fn quoted(list: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = list.iter().map(|x| format!("\"{}\"", x.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

/// A pack; `other` is a pack before it that it may use.
pub(crate) fn draft(dice: &mut Dice, pack: &str, other: Option<&Names>) -> Draft {
    let letter = pack.to_uppercase();
    let mut entries = Vec::new();
    for n in 1..=1 + dice.roll(3) {
        let mut codes = vec![format!("{letter}{n}")];
        for (tail, percent) in [(".a", 70), (".a.1", 40), (".a.2", 30), (".b", 50), (".c", 20)] {
            if dice.chance(percent) {
                codes.push(format!("{letter}{n}{tail}"));
            }
        }
        entries.push(codes);
    }
    let residual = dice.chance(60).then(|| format!("{letter}99"));
    let partial = dice.chance(30);
    let mut stateable: Vec<String> = entries.iter().flatten().cloned().collect();
    stateable.extend(residual.clone());
    if partial {
        stateable.extend([format!("{letter}7.x"), format!("{letter}1.z")]);
    }
    let names = Names {
        attestation: other.is_none() && dice.chance(50),
        pack: pack.to_owned(),
        entries,
        stateable,
        residual,
        partial,
        scopes: ["S1", "S2"].into_iter().take(dice.roll(3)).map(str::to_owned).collect(),
        controls: ["ns", "mt", "at", "r.1", "r.2", "r.3"].map(str::to_owned).to_vec(),
        other: other.cloned().map(Box::new),
    };
    let mut sheets = vec![head(dice, &names), places(dice), journeys(dice, &names)];
    sheets.push(controls(dice, &names));
    sheets.push(reliefs(dice, &names));
    if other.is_none() {
        sheets.push(terms(dice, &names));
    }
    for n in 0..names.entries.len() {
        sheets.push(entry(dice, &names, n));
    }
    Draft { names, sheets }
}

fn head(dice: &mut Dice, names: &Names) -> Sheet {
    let pack = &names.pack;
    let mut text = format!(
        "id = \"{pack}\"\ntitle = {{ en = \"{pack}\" }}\nauthority = {{ en = \"test\" }}\nnature = \"law\"\n"
    );
    let until = if dice.chance(10) { ", until = 2026-01-01" } else { "" };
    writeln!(text, "covers = {{ from = 2021-01-01{until} }}").unwrap();
    if let Some(residual) = &names.residual {
        writeln!(text, "residual = \"{residual}\"").unwrap();
    }
    if names.partial {
        text.push_str("partial = true\n");
    }
    if dice.chance(40) {
        text.push_str("default_reason = \"AT\"\n");
    }
    if let Some(other) = &names.other {
        writeln!(text, "depends = [\"{}\"]", other.pack).unwrap();
    }
    text.push_str("[[source]]\nid = \"s\"\ntitle = { en = \"source\" }\n");
    Sheet { path: "pack.toml".to_owned(), head: text, blocks: Vec::new() }
}

fn defaults() -> String {
    DEFAULTS.to_owned()
}

/// Formulas of the law, and what may be attested.
fn terms(dice: &mut Dice, names: &Names) -> Sheet {
    let mut blocks = block(dice, "term", "item.score", |dice| {
        let formulas = [
            "item.n1 * item.n3",
            "item.n1 - 2 * item.n3",
            "item.n3 / item.n1",
            "sum of component.n1",
        ];
        format!("type = \"number\"\nis = \"{}\"", dice.pick(&formulas))
    });
    let mut at = At::new(names, Place::Paragraph(0));
    at.negated = None;
    blocks.extend(block(dice, "term", "item.graded", |dice| {
        format!("type = \"truth\"\nis = \"\"\"{}\"\"\"", condition(dice, &at, 2))
    }));
    if names.attestation {
        let answers = [("transfer.f1", "false"), ("item.t1", "true"), ("party.clean", "true")];
        blocks.extend(block(dice, "attestation", "clean", |dice| {
            let some = answers.iter().filter(|_| dice.chance(70));
            let some: Vec<String> = some.map(|(f, v)| format!("\"{f}\" = {v}")).collect();
            format!("statement = {{ en = \"all is well\" }}\nanswers = {{ {} }}", some.join(", "))
        }));
    }
    Sheet { path: "terms.toml".to_owned(), head: defaults(), blocks }
}

fn places(dice: &mut Dice) -> Sheet {
    let mut blocks = Vec::new();
    for place in PLACES {
        if place == "FR" || dice.chance(if place.contains('-') { 40 } else { 75 }) {
            let row = if dice.chance(15) && place != "FR" {
                "as = \"FR\"\n".to_owned()
            } else {
                let columns: Vec<&str> =
                    ["g2", "g3"].into_iter().filter(|_| dice.chance(50)).collect();
                format!("in = {}\n", quoted(&columns))
            };
            blocks.extend(block(dice, "place", place, |_| row.clone()));
        }
    }
    let mut group = |dice: &mut Dice, id: &str, body: &str| {
        blocks.extend(block(dice, "group", id, |_| body.to_owned()));
    };
    for id in GROUPS {
        let body = match id {
            "g1" => format!("of = \"place\"\nmembers = {}", quoted(&dice.some(&PLACES))),
            "g2" | "g3" => "of = \"place\"\ncolumn = true".to_owned(),
            "wide" => "of = \"place\"\nworld = true\nnone = [\"g1\"]".to_owned(),
            _ => "of = \"place\"\nany = [\"g1\", \"g2\"]\nnone = [\"g3\"]".to_owned(),
        };
        group(dice, id, &body);
    }
    group(dice, "headings", "of = \"hs\"\nmembers = [\"8542\", \"900190\"]");
    group(dice, "optics", "of = \"symbol\"\nmembers = [\"lens\", \"laser\"]");
    Sheet { path: "places.toml".to_owned(), head: defaults(), blocks }
}

fn journeys(dice: &mut Dice, names: &Names) -> Sheet {
    let mut blocks = Vec::new();
    let mut at = At::new(names, Place::Leg);
    blocks.extend(block(dice, "leg", "goods", |dice| {
        format!("destination = \"to\"\n{}", when(dice, &at, 20, 1))
    }));
    if dice.chance(50) {
        at = at.bind("person");
        blocks.extend(block(dice, "leg", "deemed", |dice| {
            let to = dice.pick(&["person.nationality", "person.residence", "person.home"]);
            format!("each = \"person\"\ndestination = \"{to}\"\n{}", when(dice, &at, 40, 1))
        }));
    }
    if dice.chance(25) {
        let at = At::new(names, Place::Leg).bind("party");
        blocks.extend(block(dice, "leg", "paper", |dice| {
            let to = dice.pick(&["party.country", "party.based"]);
            format!("each = \"party\"\ndestination = \"{to}\"\n{}", when(dice, &at, 40, 1))
        }));
    }
    for (n, scope) in names.scopes.iter().enumerate() {
        let at = At::new(names, Place::Scope(n));
        blocks.extend(block(dice, "scope", scope, |dice| when(dice, &at, 80, 2)));
    }
    if !names.scopes.is_empty() && dice.chance(60) {
        let at = At::new(names, Place::OutOfScope);
        let on = if dice.chance(50) { "\"all\"".to_owned() } else { quoted(&names.scopes[..1]) };
        blocks.extend(block(dice, "exclusion", "out", |dice| {
            format!("on = {on}\n{}", when(dice, &at, 95, 2))
        }));
    }
    let firsts = quoted(&names.entries[0]);
    blocks.extend(block(dice, "group", "firsts", |_| format!("of = \"code\"\nmembers = {firsts}")));
    Sheet { path: "scope.toml".to_owned(), head: defaults(), blocks }
}

fn controls(dice: &mut Dice, names: &Names) -> Sheet {
    let at = At::new(names, Place::Control);
    let mut blocks = Vec::new();
    for control in &names.controls {
        let reason = match control.as_str() {
            "ns" => "reason = \"NS\"\n",
            "mt" => "reason = \"MT\"\n",
            "at" => "reason = \"AT\"\n",
            _ => "",
        };
        let percent = if reason.is_empty() { 95 } else { 25 };
        blocks.extend(block(dice, "control", control, |dice| {
            let effect = dice.pick(&["licence", "licence", "licence", "prohibit", "review"]);
            format!("effect = \"{effect}\"\n{reason}{}", when(dice, &at, percent, 2))
        }));
    }
    Sheet { path: "controls/all.toml".to_owned(), head: defaults(), blocks }
}

fn reliefs(dice: &mut Dice, names: &Names) -> Sheet {
    let mut blocks = Vec::new();
    let at = At::new(names, Place::Exception);
    for id in ["X1", "X2", "X2.a"] {
        let lifts: Vec<&str> = dice.some(&["ns", "mt", "at", "r", "r.1"]);
        blocks.extend(block(dice, "exception", id, |dice| {
            let mut text = format!("lifts = {}\n", quoted(&lifts));
            if dice.chance(25) {
                text.push_str("claim = true\n");
            }
            if dice.chance(40) {
                text.push_str("lifts_prohibition = true\n");
            }
            let eligible = if dice.chance(50) { "eligible and " } else { "" };
            let condition = condition(dice, &at, 2);
            writeln!(text, "when = '''{eligible}({condition})'''").unwrap();
            text
        }));
    }
    let at = At::new(names, Place::Bar);
    if dice.chance(50) {
        blocks.extend(block(dice, "bar", "b1", |dice| {
            let bars = dice.pick(&["\"all\"", "[\"X1\"]", "[\"X2\"]"]);
            let except =
                if bars.starts_with('"') && dice.chance(40) { "except = [\"X2.a\"]\n" } else { "" };
            format!("bars = {bars}\n{except}{}", when(dice, &at, 95, 2))
        }));
    }
    Sheet { path: "exceptions/all.toml".to_owned(), head: defaults(), blocks }
}

fn entry(dice: &mut Dice, names: &Names, n: usize) -> Sheet {
    let codes = &names.entries[n];
    let id = &codes[0];
    let at = At::new(names, Place::Paragraph(n));
    let mut head = format!("[entry]\nid = \"{id}\"\n");
    if dice.chance(40) {
        writeln!(head, "kind = {}", quoted(&dice.some(&["commodity", "technology"]))).unwrap();
    }
    if dice.chance(50) {
        writeln!(head, "article = {}", quoted(&dice.some(&["lens", "laser"]))).unwrap();
    }
    for (key, percent) in [("partial", 20), ("prove", 30), ("catch_all", 10)] {
        if dice.chance(percent) {
            writeln!(head, "{key} = true").unwrap();
        }
    }
    head.push_str(&when(dice, &at, 25, 1));
    let standing = standing(dice);
    head.push_str(&standing);
    if !standing.contains("state") && dice.chance(4) {
        head.push_str("state = \"repealed\"\n");
    }
    let head = format!("{head}{}", defaults());
    let mut blocks = Vec::new();
    for code in &codes[1..] {
        let percent =
            if codes.iter().any(|c| c.starts_with(&format!("{code}."))) { 40 } else { 80 };
        blocks.extend(block(dice, "paragraph", code, |dice| when(dice, &at, percent, 2)));
    }
    if dice.chance(40) {
        let at = At::new(names, Place::Note(n));
        let on = dice.some(&as_strs(codes));
        blocks.extend(block(dice, "exclusion", &format!("{id}#note"), |dice| {
            format!("on = {}\n{}", quoted(&on), when(dice, &at, 95, 2))
        }));
    }
    let at = At::new(names, Place::Reason);
    // Every reason that a control names stands in some row.
    let rows = if n == 0 { 3 + dice.roll(2) } else { dice.roll(5) };
    for (row, reason) in [("1", "NS"), ("2", "MT"), ("3", "AT"), ("4", "NS")].into_iter().take(rows)
    {
        blocks.extend(block(dice, "reason", &format!("{id}#{row}"), |dice| {
            let to = match dice.roll(3) {
                0 => format!("to = \"{}\"\n", dice.pick(&GROUPS)),
                _ => String::new(),
            };
            format!("reason = \"{reason}\"\n{}{to}{}", part(dice, codes), when(dice, &at, 25, 1))
        }));
    }
    let at = At::new(names, Place::Eligible);
    for (row, exception) in
        [("x1", "X1"), ("x2", "X2"), ("x3", "X1")].into_iter().take(dice.roll(4))
    {
        blocks.extend(block(dice, "eligible", &format!("{id}#{row}"), |dice| {
            let limit = if dice.chance(60) { "limit = \"1_000 USD\"\n" } else { "" };
            format!(
                "exception = \"{exception}\"\n{}{limit}{}",
                part(dice, codes),
                when(dice, &at, 20, 1)
            )
        }));
    }
    if dice.chance(25) {
        let at = At::new(names, Place::Bar);
        blocks.extend(block(dice, "bar", &format!("{id}#bar"), |dice| {
            let bars = dice.pick(&["\"all\"", "[\"X1\"]"]);
            let on = quoted(&dice.some(&as_strs(codes)));
            format!("bars = {bars}\non = {on}\n{}", when(dice, &at, 40, 1))
        }));
    }
    Sheet { path: format!("list/{id}.toml"), head, blocks }
}

fn as_strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// `on` and `except` of a row.
fn part(dice: &mut Dice, codes: &[String]) -> String {
    let mut text = String::new();
    if codes.len() > 1 && dice.chance(50) {
        writeln!(text, "on = {}", quoted(&dice.some(&as_strs(codes)))).unwrap();
    }
    if codes.len() > 1 && dice.chance(30) {
        writeln!(text, "except = {}", quoted(&[dice.pick(&as_strs(&codes[1..]))])).unwrap();
    }
    text
}
