//! The US pack beside the tables it was made from: nothing differs but what `import.toml` says is meant; and a deliberately
//! naive reading of chart, groups and reasons requires what the engine requires, cell by cell.
//!
//! The tables are not part of this package. Where they are not at hand, these tests say so and pass.

use crate::program::root;
use sekisho::base::{Day, Truth};
use sekisho::decision::Outcome;
use sekisho::diag::File;
use sekisho::engine::{Program, Required, Ruling, compile, rule};
use sekisho::import::{Map, differences, sheets, wanted};
use sekisho::law;
use sekisho::law::model::Effect;
use sekisho::transfer::read;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// How many pairs of a paragraph and a destination are decided.
const PAIRS: u64 = 100_000;

/// The tables, where they are at hand.
pub(crate) fn tables() -> Option<PathBuf> {
    let folder = root().join("../shared/law/us-ear");
    let there = folder.join("ccl_controls.csv").is_file();
    if !there {
        eprintln!("skipped: the tables of the US list are not at {}", folder.display());
    }
    there.then_some(folder)
}

fn pack() -> (PathBuf, law::PackSource) {
    let folder = root().join("rules/us-ear");
    let source = law::store::read_dir(&folder).unwrap_or_else(|faults| panic!("{faults}"));
    (folder, source)
}

#[test]
fn the_pack_says_what_the_tables_say() {
    let Some(tables) = tables() else { return };
    let (folder, source) = pack();
    let text = std::fs::read_to_string(folder.join("import.toml")).unwrap();
    let map = Map::read("import.toml", &text).unwrap();
    let wanted = wanted(&map, &tables).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!((wanted.entries.len(), wanted.places.len()), (639, 201));
    let found = differences(&map, &wanted, &sheets(&source.files).unwrap());
    let open: Vec<String> =
        found.iter().filter(|one| one.why.is_none()).map(ToString::to_string).collect();
    assert!(open.is_empty(), "{} differences\n{}", open.len(), open.join("\n"));
    let unused: Vec<&str> = map
        .differs
        .iter()
        .map(|differs| differs.id.as_str())
        .filter(|id| found.iter().all(|one| map.why(&one.id).is_none() || !one.id.starts_with(id)))
        .collect();
    assert!(unused.is_empty(), "nothing differs any more in {unused:?}");
}

type Row = BTreeMap<String, String>;

fn csv(folder: &std::path::Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let headings = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headings.iter().zip(record.iter()).map(|(k, v)| (k.into(), v.into())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What a reader of the raw tables says: the law's own three answers, and "printed, but not enforced".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    No,
    Prose,
    Printed,
    Yes,
}

/// Chart, groups and reasons as they are printed.
pub(crate) struct Naive {
    marks: BTreeMap<String, BTreeSet<String>>,
    rows: BTreeMap<String, Vec<Row>>,
}

impl Naive {
    pub(crate) fn read(folder: &std::path::Path) -> Self {
        let mut marks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in ["country_chart.csv", "country_groups.csv"] {
            for row in csv(folder, name) {
                let set = marks.entry(row["iso2"].clone()).or_default();
                let marked =
                    row.iter().filter(|(k, v)| k.len() <= 3 && !v.is_empty() && **k != "iso2");
                set.extend(marked.map(|(column, _)| column.clone()));
            }
        }
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in csv(folder, "ccl_controls.csv") {
            rows.entry(row["eccn"].clone()).or_default().push(row);
        }
        Self { marks, rows }
    }

    /// Whether the rows of an entry for a reason reach a paragraph at a place.
    pub(crate) fn says(&self, eccn: &str, paragraph: &str, to: &str) -> BTreeMap<String, Says> {
        let mut out = BTreeMap::new();
        for row in self.rows.get(eccn).into_iter().flatten() {
            let about = about(row, paragraph);
            let there = self.there(row, to);
            let says = out.entry(row["reason"].replace('_', "-")).or_insert(Says::No);
            *says = (*says).max(about.min(there));
        }
        out
    }

    fn there(&self, row: &Row, to: &str) -> Says {
        let none = BTreeSet::new();
        let marks = self.marks.get(to).unwrap_or(&none);
        let has = |mark: &str| marks.contains(mark);
        let any = |places: &[&str]| places.contains(&to);
        let d145 = (has("D1") || has("D4") || has("D5")) && !has("A5") && !has("A6");
        // these columns are empty in the chart: sections 742.8 and 742.19 speak of two countries, and 746.9 of Syria instead
        if ["AT1", "AT2"].contains(&row["columns"].as_str()) {
            return yes(any(&["IR", "KP"]));
        }
        if !row["columns"].is_empty() {
            return yes(row["columns"].split_whitespace().any(has));
        }
        match row["dest_rule"].as_str() {
            "MACAU_D5" => yes(any(&["MO"]) || has("D5")),
            "UAE_D1_D4_D5_EXCL_A5_A6" => yes(any(&["AE"]) || d145),
            "D1_D4_D5_EXCL_A5_A6" => yes(d145),
            "WORLD_742_6_A6_III_A" if d145 || any(&["MO"]) => Says::Yes,
            "WORLD_742_6_A6_III_A" | "WORLD_742_6_A13" => Says::Printed,
            "WORLD_742_6_A10" | "WORLD_742_4_A5" | "ALL" => Says::Yes,
            "CN_RU_VE" => yes(any(&["CN", "RU", "VE"])),
            // section 746.8 decides, and asks more
            "RU_BY_746_8" if any(&["RU", "BY"]) => Says::Prose,
            "UN_746_1_B" => yes(any(&["CF", "CD", "ER", "IR", "IQ", "LB", "LY", "KP", "SO", "SD"])),
            "KP" => yes(any(&["KP"])),
            "IQ" => yes(any(&["IQ"])),
            "PK" => yes(any(&["PK"])),
            "IQ_PK" => yes(any(&["IQ", "PK"])),
            "IR_KP" | "AT_742_8_742_19" => yes(any(&["IR", "KP"])),
            "ALL_EXCEPT_CA" => yes(to != "CA"),
            "RU_BY_746_8" | "ENTITY_LIST_FN5" | "NONE" => Says::No,
            // what was not read in the text, or is prose
            _ => Says::Prose,
        }
    }
}

fn yes(truth: bool) -> Says {
    if truth { Says::Yes } else { Says::No }
}

/// Rows whose words say more than their cells.
const WORDS: [(&str, &str, &str); 4] = [
    ("0B505", "AT", "what the item is puts it in .c as well"),
    ("2B004", "NP", "except presses below 69 MPa"),
    ("2E201", "NP", "technology for what is controlled for that reason"),
    ("9D004", "NS", "changed on 2026-08-13, after the edition of the tables"),
];

fn about(row: &Row, paragraph: &str) -> Says {
    if WORDS.iter().any(|(eccn, reason, _)| *eccn == row["eccn"] && *reason == row["reason"]) {
        return Says::Prose;
    }
    if row["scope_mode"] == "described"
        || row["scope_mode"] == "entire_conditional"
        || row["conditional"] == "1"
    {
        return Says::Prose;
    }
    let list = |key: &str| -> Vec<String> {
        row[key].split([' ', ',', ';']).filter(|w| !w.is_empty()).map(ToOwned::to_owned).collect()
    };
    let (on, except) = (list("paragraphs"), list("except_paragraphs"));
    let ranges = on.iter().chain(&except).any(|word| word.contains(".."));
    // the whole entry is the empty paragraph
    let covers = |wide: &str, narrow: &str| {
        wide.is_empty()
            || narrow
                .strip_prefix(wide)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let touches =
        |list: &[String]| list.iter().any(|one| covers(one, paragraph) || covers(paragraph, one));
    let inside = |list: &[String]| list.iter().any(|one| covers(one, paragraph));
    if ranges || (touches(&on) && !inside(&on)) || (touches(&except) && !inside(&except)) {
        return Says::Prose;
    }
    if inside(&on) && inside(&except) {
        return Says::Prose;
    }
    yes((on.is_empty() || inside(&on)) && !inside(&except))
}

/// The same stream of numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

/// What a ruling requires for a reason: nothing, or as strictly as that.
fn required(ruling: &Ruling<'_>, control: &str) -> Says {
    let of = ruling.required().filter(|required| required.control == control);
    let one = |required: Required<'_>| {
        let open = required.outcome == Outcome::FactsMissing && required.lifted != Truth::Unknown;
        match (open, required.effect) {
            (true, _) => Says::Prose,
            (false, Effect::Review) => Says::Printed,
            (false, _) => Says::Yes,
        }
    };
    of.map(one).max().unwrap_or(Says::No)
}

#[test]
fn a_naive_reading_of_the_tables_requires_the_same_cell_by_cell() {
    let Some(folder) = tables() else { return };
    let naive = Naive::read(&folder);
    let law = Arc::new(law::builtin());
    let day = Day::from_ymd_opt(2026, 9, 24).unwrap();
    let program = compile(&law, day);
    let known = &law.vocabulary.packs["us-ear"];
    let mut codes: Vec<(String, String)> = Vec::new();
    for code in known.codes.iter() {
        let (eccn, paragraph) = code.as_str().split_once('.').unwrap_or((code.as_str(), ""));
        codes.push((eccn.to_owned(), paragraph.to_owned()));
    }
    let places: Vec<&String> = naive.marks.keys().filter(|place| *place != "US").collect();
    let half = PAIRS / 2;
    let (counts, different): (BTreeMap<Says, u64>, BTreeSet<String>) =
        std::thread::scope(|scope| {
            let run = |seed: u64| {
                let (codes, places, naive, program, law) =
                    (&codes, &places, &naive, &program, &law);
                scope.spawn(move || {
                    let mut dice = Dice(seed);
                    let mut counts = BTreeMap::new();
                    let mut different = BTreeSet::new();
                    for _ in 0..half {
                        let (eccn, paragraph) = &codes[dice.below(codes.len())];
                        let to = places[dice.below(places.len())];
                        let said = cell(naive, program, law, (eccn, paragraph), to, &mut counts);
                        different.extend(said);
                    }
                    (counts, different)
                })
            };
            let (one, two) = (run(0x9e37_79b9_7f4a_7c15), run(0x2545_f491_4f6c_dd1d));
            let ((mut counts, mut different), (more, others)) =
                (one.join().unwrap(), two.join().unwrap());
            for (says, count) in more {
                *counts.entry(says).or_default() += count;
            }
            different.extend(others);
            (counts, different)
        });
    let shown: Vec<&String> = different.iter().take(60).collect();
    assert!(different.is_empty(), "{} cells differ: {shown:#?}", different.len());
    // most cells are settled by the tables alone
    assert!(counts[&Says::Yes] > PAIRS / 2, "{counts:?}");
    assert!(counts[&Says::No] > PAIRS, "{counts:?}");
}

/// What leaves no doubt that the item is subject to this law.
const SETTLED: &str = r#""complete":["party","person"],"transfer":{"exporter_is_foundry":false,"taught_in_course":false,"other_agency":false,"end_to_end_encrypted":false,"informational_materials":false,"only_us_persons":false,"space_launch":false}"#;

/// What the item is: any of the things that the entry names, if it names some.
fn articles(law: &law::Law, eccn: &str) -> String {
    let entry = &law.packs["us-ear"].entries[eccn];
    let head = entry.head.versions().next_back().map(|(_, head)| &head.body.article);
    let named: Vec<&str> = head.into_iter().flatten().map(sekisho::base::Symbol::as_str).collect();
    if named.is_empty() { String::new() } else { format!(r#""article":{named:?},"#) }
}

fn cell(
    naive: &Naive,
    program: &Program,
    law: &law::Law,
    (eccn, paragraph): (&str, &str),
    to: &str,
    counts: &mut BTreeMap<Says, u64>,
) -> Vec<String> {
    let code = if paragraph.is_empty() { eccn.to_owned() } else { format!("{eccn}.{paragraph}") };
    let kind = match eccn.as_bytes()[1] {
        b'D' => "software",
        b'E' => "technology",
        _ => "commodity",
    };
    let article = articles(law, eccn);
    let text = format!(
        r#"{{"schema":1,"act":"movement","date":"2026-09-24","from":"US","to":"{to}","via":[],{SETTLED},"packs":["us-ear"],"item":[{{"id":"x","origin":"US","kind":"{kind}",{article}"public":"not-public","munitions_list":false,"total_processing_performance":0,"memory_bandwidth_density":"0 GB/s/mm2","classification":{{"us-ear":"{code}"}}}}]}}"#
    );
    let case = read(&File { name: "cell.json", text: &text }, &law.vocabulary)
        .unwrap_or_else(|faults| panic!("{faults}"));
    let ruling = rule(program, &case);
    let mut different = Vec::new();
    for (reason, says) in naive.says(eccn, paragraph, to) {
        *counts.entry(says).or_default() += 1;
        let found = required(&ruling, &reason);
        if says != Says::Prose && found != says {
            different.push(format!("{code} to {to}, {reason}: tables {says:?}, pack {found:?}"));
        }
    }
    different
}
