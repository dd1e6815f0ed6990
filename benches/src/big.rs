//! A law as large as the control lists of three jurisdictions together: packs with all kinds of blocks, as TOML text.
//! Not law, nor like any: only its size and shape are, so that start-up and the checks of packs can be measured before
//! the law itself is written down. The same in every run.

use crate::synthetic::{Random, place};
use sekisho::law::{self, PackSource};
use std::fmt::Write;
use std::path::Path;

/// How much of everything a pack has.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub id: &'static str,
    pub entries: usize,
    pub paragraphs: usize,
    pub reasons: usize,
    pub eligible: usize,
    pub facts: usize,
    pub places: usize,
    pub controls: usize,
}

/// The sizes of the packs of the large law: one with a long list of facts, two that use fewer.
pub const SIZES: [Size; 3] = [
    Size {
        id: "big-a",
        entries: 639,
        paragraphs: 6000,
        reasons: 1600,
        eligible: 1200,
        facts: 1500,
        places: 200,
        controls: 300,
    },
    Size {
        id: "big-b",
        entries: 450,
        paragraphs: 3000,
        reasons: 700,
        eligible: 200,
        facts: 500,
        places: 100,
        controls: 120,
    },
    Size {
        id: "big-c",
        entries: 350,
        paragraphs: 3000,
        reasons: 400,
        eligible: 100,
        facts: 400,
        places: 60,
        controls: 80,
    },
];

const REASONS: [&str; 8] = ["NS", "MT", "NP", "CB", "RS", "CC", "AT", "UN"];
const COLUMNS: usize = 24;
const EXCEPTIONS: usize = 20;
/// Entries that share an article.
const PER_ARTICLE: usize = 2;

/// The packs, with the words that every pack may use and the other built-in packs.
pub fn sources() -> Vec<PackSource> {
    let rules = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../rules"));
    let mut all: Vec<PackSource> = std::fs::read_dir(rules)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("pack.toml").is_file())
        .map(|path| law::store::read_dir(&path).unwrap())
        .collect();
    all.extend(SIZES.iter().map(pack));
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Writes the packs of the large law into folders under `root`, for the commands that read such.
pub fn write(root: &Path) {
    for source in SIZES.iter().map(pack) {
        for (path, text) in source.files.iter().chain(&source.tests) {
            let path = root.join(&source.id).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}

/// A transfer of one item that the law lists, as a person writes it.
pub fn transfer() -> String {
    let size = SIZES[0];
    let (n, entry) = (40, code(40));
    format!(
        r#"schema = 1
act = "movement"
date = 2026-11-22
from = "JP"
to = "CN"
complete = ["party", "person"]
[[party]]
role = ["end-user"]
kind = ["commercial"]
country = "CN"
[[item]]
id = "thing"
kind = "commodity"
origin = "JP"
public = "not-public"
complete = ["contains"]
article = ["{}"]
classification = {{ {} = "{entry}" }}
{} = 40
{} = 70
"#,
        article(&size, n),
        size.id,
        short(&size, n),
        short(&size, n + 1),
    )
}

fn pack(size: &Size) -> PackSource {
    let mut files = vec![
        ("pack.toml".to_owned(), head(size)),
        ("facts.toml".to_owned(), facts(size)),
        ("places.toml".to_owned(), places(size)),
        ("scope.toml".to_owned(), scope(size)),
        ("words.toml".to_owned(), words(size)),
    ];
    for part in 0..size.controls.div_ceil(20) {
        files.push((format!("controls/{part:02}.toml"), controls(size, part)));
    }
    files.push(("exceptions.toml".to_owned(), exceptions(size)));
    files.extend((0..size.entries).map(|n| (format!("list/{}.toml", code(n)), entry(size, n))));
    let tests = (0..20).map(|n| (format!("tests/{n:02}.toml"), tests(size, n))).collect();
    PackSource { id: size.id.to_owned(), files, tests }
}

/// `0A000`, in the manner of the lists.
fn code(n: usize) -> String {
    let group = char::from(b"ABCDE"[n / 10 % 5]);
    format!("{}{group}{:03}", n / 50 % 10, n / 500 * 100 + n % 10)
}

fn article(size: &Size, n: usize) -> String {
    format!("{}-thing-{}", size.id, n / PER_ARTICLE)
}

/// The fact, without the word `item` in front.
fn short(size: &Size, n: usize) -> String {
    format!("{}_parameter_{}", size.id.replace('-', "_"), n % size.facts)
}

fn from(n: usize) -> String {
    format!("{}-{:02}-{:02}", 2000 + n % 24, 1 + n % 12, 1 + n % 28)
}

fn head(size: &Size) -> String {
    let id = size.id;
    let mut out = format!(
        r#"id = "{id}"
title = {{ en = "A large list, {id}", ja = "大きな一覧表 {id}" }}
authority = {{ en = "Nobody", ja = "架空" }}
nature = "law"
edition = 2026-01-01
covers = {{ from = 2000-01-01 }}
residual = "NONE99"
depends = ["common"]
models = [{{ en = "nothing that exists", ja = "実在しないもの" }}]
leaves_out = [{{ en = "everything that exists", ja = "実在するもの" }}]
"#
    );
    for n in 0..60 {
        write!(out, "[[source]]\nid = \"part-{n}\"\ntitle = {{ en = \"Part {n} of the list\", ja = \"一覧表 第{n}部\" }}\npublisher = \"Nobody\"\ndate = \"2026-01-01\"\nurl = \"https://example.org/part-{n}\"\n").unwrap();
    }
    out
}

fn facts(size: &Size) -> String {
    let mut out = String::new();
    for n in 0..size.facts {
        let of = match n % 10 {
            7 => "type = \"truth\"",
            8 => "type = \"number\"\nunit = \"GHz\"",
            9 => "type = \"shown\"",
            _ => "type = \"number\"",
        };
        write!(
            out,
            r#"[[fact]]
id = "item.{name}"
{of}
title = {{ en = "characteristic {n} of the thing", ja = "当該貨物の特性 第{n}号" }}
question = {{ en = "What is the characteristic {n} of the thing, measured as the list says, at its rated load?", ja = "当該貨物の特性第{n}号は、定格負荷で一覧表の定める方法により測定したとき、いくつですか。" }}
cite = {{ source = "part-{part}", at = "note {n}" }}
"#,
            name = short(size, n),
            part = n % 60,
        )
        .unwrap();
    }
    let defaults =
        "\n[defaults]\nfrom = 2000-01-01\ncite = { source = \"part-1\", at = \"definitions\" }\n";
    let mut terms = String::new();
    for n in 0..size.facts / 15 {
        let (a, b) = (short(size, n * 10), short(size, n * 10 + 1));
        write!(terms, "[[term]]\nid = \"item.{}_sum_{n}\"\ntype = \"number\"\ntitle = {{ en = \"sum {n}\", ja = \"合計{n}\" }}\nis = \"item.{a} + 2 * item.{b}\"\n", size.id.replace('-', "_")).unwrap();
    }
    format!("{defaults}{terms}{out}")
}

fn words(size: &Size) -> String {
    (0..size.entries.div_ceil(PER_ARTICLE)).fold(String::new(), |mut out, n| {
        let word = article(size, n * PER_ARTICLE);
        write!(out, "[[word]]\nid = \"{word}\"\nof = \"item.article\"\ntitle = {{ en = \"thing {n} of {id}\", ja = \"{id} の貨物{n}\" }}\naliases = {{ en = [\"{id} device {n}\", \"{id} apparatus {n}\"], ja = [\"{id} 装置{n}\"] }}\nimplies = {{ \"item.technology\" = [\"semiconductors\"] }}\n", id = size.id).unwrap();
        out
    })
}

fn places(size: &Size) -> String {
    let mut random = Random::new(7);
    let mut out = "[defaults]\nfrom = 2000-01-01\ncite = { source = \"part-0\", at = \"chart\" }\n"
        .to_owned();
    for n in 0..COLUMNS {
        write!(out, "[[group]]\nid = \"column-{n}\"\nof = \"place\"\ncolumn = true\ntitle = {{ en = \"column {n}\", ja = \"欄{n}\" }}\n").unwrap();
    }
    for n in 0..40 {
        let members: Vec<String> =
            (0..30).map(|_| format!("\"{}\"", place(random.below(200)))).collect();
        write!(out, "[[group]]\nid = \"group-{n}\"\nof = \"place\"\nmembers = [{}]\ntitle = {{ en = \"group {n}\", ja = \"国群{n}\" }}\n", members.join(", ")).unwrap();
        let codes: Vec<String> =
            (0..20).map(|_| format!("\"{}\"", code(random.below(size.entries)))).collect();
        write!(out, "[[group]]\nid = \"codes-{n}\"\nof = \"code\"\nmembers = [{}]\ntitle = {{ en = \"codes {n}\", ja = \"番号群{n}\" }}\n", codes.join(", ")).unwrap();
    }
    for n in 0..size.places {
        let columns: Vec<String> = (0..COLUMNS)
            .filter(|_| random.below(2) == 0)
            .map(|n| format!("\"column-{n}\""))
            .collect();
        write!(out, "[[place]]\nid = \"{}\"\nin = [{}]\n", place(n), columns.join(", ")).unwrap();
    }
    out
}

fn scope(size: &Size) -> String {
    format!(
        r#"[defaults]
from = 2000-01-01
cite = {{ source = "part-2", at = "scope" }}
[[leg]]
id = "export"
title = {{ en = "the goods moving", ja = "貨物の移動" }}
destination = "to"
[[leg]]
id = "person"
title = {{ en = "a person", ja = "個人" }}
each = "person"
destination = "person.nationality"
[[scope]]
id = "export"
title = {{ en = "export", ja = "輸出" }}
when = "act in [movement, release] and not from in {id}:group-0"
[[scope]]
id = "origin"
title = {{ en = "goods of the place", ja = "原産品" }}
when = "item.origin in {id}:group-1"
[[exclusion]]
id = "published"
title = {{ en = "what is published", ja = "公知のもの" }}
on = "all"
when = "item.public is published"
"#,
        id = size.id
    )
}

fn controls(size: &Size, part: usize) -> String {
    let id = size.id;
    let mut out = format!(
        "[defaults]\nfrom = 2000-01-01\ncite = {{ source = \"part-3\", at = \"section {part}\" }}\n"
    );
    for n in part * 20..size.controls.min(part * 20 + 20) {
        // as in law: where it goes comes first, and most places are not meant
        let there = format!("destination in {id}:group-{}", n % 40);
        let when = match n % 5 {
            _ if n < REASONS.len() => String::new(),
            0 => format!(
                "when = \"{there} and any party satisfies (party.role in [end-user, consignee] and party.kind in [military, intelligence])\"\n"
            ),
            1 if n % 15 == 1 => {
                format!("when = \"{there} and item meets {id}:codes-{}\"\n", n % 40)
            }
            1 => format!("when = \"{there} and item.reason in [NS, RS]\"\n"),
            2 if n % 20 == 2 => {
                format!("when = \"{there} and item.{} >= {n}\"\n", short(size, n * 10))
            }
            2 => format!("when = \"{there} and act in [release, access]\"\n"),
            3 => format!("when = \"{there} and any component meets {id}:{}\"\n", code(n)),
            _ => format!(
                "when = \"act in [release, access] and every person.nationality in {id}:group-{}\"\n",
                n % 40
            ),
        };
        let reason = REASONS.get(n).map(|r| format!("reason = \"{r}\"\n")).unwrap_or_default();
        write!(out, "[[control]]\nid = \"744.{n}(a)(1)\"\ntitle = {{ en = \"section {n}: what must not go there without a licence\", ja = \"第{n}条 許可を要するもの\" }}\neffect = \"licence\"\n{reason}{when}next = {{ en = \"apply for a licence under section {n}\", ja = \"第{n}条により許可を申請する\" }}\n").unwrap();
        if n % 4 == 0 {
            write!(out, "[[policy]]\nid = \"policy-{n}\"\ntitle = {{ en = \"outlook {n}\", ja = \"方針{n}\" }}\non = [\"744.{n}\"]\noutlook = {{ en = \"presumption of denial under section {n}\", ja = \"原則不許可(第{n}条)\" }}\nwhen = \"destination in {id}:group-{}\"\n", n % 40).unwrap();
        }
        if n % 6 == 0 {
            write!(out, "[[obligation]]\nid = \"duty-{n}\"\ntitle = {{ en = \"duty {n}\", ja = \"義務{n}\" }}\non = [\"744.{n}\"]\nsays = {{ en = \"keep the papers of section {n} for five years\", ja = \"第{n}条の書類を5年間保存\" }}\n").unwrap();
        }
    }
    out
}

fn exceptions(size: &Size) -> String {
    let id = size.id;
    let mut out =
        "[defaults]\nfrom = 2000-01-01\ncite = { source = \"part-4\", at = \"exceptions\" }\n"
            .to_owned();
    for n in 0..EXCEPTIONS {
        let lifts: Vec<String> = (0..8).map(|r| format!("\"744.{r}\"")).collect();
        write!(out, "[[exception]]\nid = \"X{n}\"\ntitle = {{ en = \"exception {n}\", ja = \"特例{n}\" }}\nlifts = [{}]\nwhen = \"eligible and item.order_value <= limit and destination in {id}:group-{n}\"\n", lifts.join(", ")).unwrap();
        write!(out, "[[bar]]\nid = \"740.2({n})\"\ntitle = {{ en = \"bar {n}\", ja = \"制限{n}\" }}\nbars = [\"X{n}\"]\nwhen = \"destination in {id}:group-{}\"\n", n + 20).unwrap();
    }
    out
}

fn entry(size: &Size, n: usize) -> String {
    let (id, code) = (size.id, code(n));
    let mut random = Random::new(n as u64);
    let share = |of: usize| of * (n + 1) / size.entries - of * n / size.entries;
    let mut out = format!(
        r#"[entry]
id = "{code}"
title = {{ en = "Equipment of the kind {n} and parts for it", ja = "第{n}種の装置及びその部分品" }}
kind = "commodity"
article = ["{article}"]
technology = ["semiconductors"]
[defaults]
from = {from}
cite = {{ source = "part-{part}", at = "{code}", by = "{n} FR {n}" }}
"#,
        article = article(size, n),
        from = from(n),
        part = n % 60,
    );
    let paragraphs = share(size.paragraphs);
    for p in 0..paragraphs {
        let (a, b, c) = (short(size, n + p), short(size, n + 1), short(size, n * 3 + p));
        let unit = |name: &str| if name.ends_with('8') { " GHz" } else { "" };
        let line = |name: &str, op: &str, value: usize| match name.as_bytes().last() {
            Some(b'7') => format!("item.{name}"),
            Some(b'9') => format!("not item.{name}"),
            _ => format!("item.{name} {op} {value}{}", unit(name)),
        };
        let when = match p % 4 {
            0 => line(&a, ">=", 10 + p),
            1 => format!("{} and {}", line(&a, ">", 20 + p), line(&b, "<", 90)),
            2 => format!(
                "{} or ({} and {})",
                line(&a, ">=", 30 + p),
                line(&b, ">=", 40),
                line(&c, "<=", 7)
            ),
            _ => format!(
                "any item.rating satisfies (rating.high > {} GHz and rating.peak_power > 0.{} W)",
                30 + p,
                p + 1
            ),
        };
        write!(out, "[[paragraph]]\nid = \"{code}.{}{}\"\ntitle = {{ en = \"equipment with the characteristic {p}\", ja = \"特性{p}を有する装置\" }}\nwhen = \"{when}\"\n", char::from(b'a' + (p / 4 % 26) as u8), if p % 4 == 0 { String::new() } else { format!(".{}", p % 4) }).unwrap();
    }
    write!(out, "[[exclusion]]\nid = \"{code}#note\"\ntitle = {{ en = \"medical equipment\", ja = \"医療用\" }}\non = [\"{code}.a\"]\nwhen = \"item.{}\"\n", short(size, n / 10 * 10 + 7)).unwrap();
    for r in 0..share(size.reasons) {
        write!(out, "[[reason]]\nid = \"{code}#{r}\"\nreason = \"{}\"\non = [\"{code}.a\"]\nto = \"column-{}\"\n", REASONS[random.below(REASONS.len())], random.below(COLUMNS)).unwrap();
    }
    for e in 0..share(size.eligible) {
        write!(
            out,
            "[[eligible]]\nid = \"{code}#X{e}\"\nexception = \"X{}\"\nlimit = \"{} USD\"\n",
            random.below(EXCEPTIONS),
            100 * (1 + random.below(50))
        )
        .unwrap();
    }
    for x in 0..3 {
        let article = article(size, n);
        write!(out, "[[example]]\nsays = \"example {x}\"\non = 2026-{:02}-01\nitem = {{ kind = \"commodity\", article = [\"{article}\"], {} = {} }}\nexpect = {{ {} }}\n", 1 + n % 12, short(size, n - n % 10), 5 + x,
            if n % 10 == 0 { format!("misses = [\"{id}:{code}.b\"]") } else { format!("misses = [\"{id}:NONE99\"]") }).unwrap();
    }
    out
}

fn tests(size: &Size, part: usize) -> String {
    let mut out = "[base]\nschema = 1\nact = \"movement\"\ndate = 2026-11-22\nfrom = \"JP\"\nto = \"CN\"\ncomplete = [\"party\", \"person\"]\n[[base.item]]\nkind = \"commodity\"\n".to_owned();
    for n in 0..25 {
        let n = (part * 25 + n) % size.entries;
        write!(out, "[[case]]\nsays = \"case {n}\"\nchange = {{ to = \"{}\", item = [{{ kind = \"commodity\", article = [\"{}\"], {} = {n} }}] }}\nexpect = {{ verdict = \"flag\" }}\n", place(n % 200), article(size, n), short(size, n - n % 10)).unwrap();
    }
    out
}
