//! The words that the tests of transfers know: the shared ones, read from their pack, and those of a small pack of our own.

use sekisho::base::{Code, FactName, PackId, ProvisionId, Symbol, Text, Unit};
use sekisho::condition::{FactDecl, FactType, Known, ListDecl, Scalar, Vocabulary, Word};
use std::path::Path;
use std::sync::LazyLock;
use toml::{Table, Value};

/// The vocabulary, read once.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(build);
    &WORDS
}

fn build() -> Vocabulary {
    let mut out = Vocabulary::default();
    for (pack, file) in [
        ("common", "rules/common/facts.toml"),
        ("common", "rules/common/places.toml"),
        ("demo", "tests/bad/demo.toml"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let table: Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
        add(&mut out, &PackId::from(pack), &table);
    }
    out
}

fn add(out: &mut Vocabulary, pack: &PackId, table: &Table) {
    for block in blocks(table, "fact") {
        let name = FactName::from(word(block, "id"));
        let unit = block.get("unit").map(|unit| Unit::parse(unit.as_str().unwrap()).unwrap());
        let decl = FactDecl {
            of: fact_type(word(block, "type"), unit.as_ref()),
            values: symbols(block.get("values")),
            lasts: None,
            sole: None,
            title: text(block.get("title")),
            question: text(block.get("question")),
            cite: None,
            pack: pack.clone(),
            name: name.clone(),
            unit,
        };
        out.facts.insert(name, decl.into());
    }
    for block in blocks(table, "word") {
        let list = |key: &str| block.get("aliases").and_then(|aliases| aliases.get(key));
        let aliases = symbols(list("en")).into_iter().chain(symbols(list("ja")));
        let implies = block.get("implies").and_then(Value::as_table).into_iter().flatten();
        let word = Word {
            id: Symbol::from(word(block, "id")),
            of: FactName::from(word(block, "of")),
            title: text(block.get("title")),
            aliases: aliases.map(|alias| alias.as_str().into()).collect(),
            implies: implies
                .map(|(fact, values)| (FactName::from(&**fact), symbols(Some(values))))
                .collect(),
            pack: pack.clone(),
        };
        out.words.add(word).unwrap();
    }
    for block in blocks(table, "list") {
        let attributes = block.get("attributes").and_then(Value::as_table).into_iter().flatten();
        let list = ListDecl {
            id: Symbol::from(word(block, "id")),
            title: text(block.get("title")),
            attributes: attributes
                .map(|(name, values)| {
                    let values = symbols(Some(values));
                    (Symbol::from(&**name), values.iter().map(|v| v.as_str().into()).collect())
                })
                .collect(),
            pack: pack.clone(),
        };
        out.lists.insert(list.id.clone(), list);
    }
    for block in blocks(table, "place") {
        out.places.insert(word(block, "id").into(), text(block.get("title")).into());
    }
    for block in blocks(table, "pack") {
        let ids = |key: &str| symbols(block.get(key));
        let known = Known {
            codes: ids("codes").iter().map(|s| Code::from(s.as_str())).collect(),
            controls: ids("controls").iter().map(|s| ProvisionId::from(s.as_str())).collect(),
            exceptions: ids("exceptions").iter().map(|s| ProvisionId::from(s.as_str())).collect(),
            attestations: ids("attestations")
                .iter()
                .map(|s| ProvisionId::from(s.as_str()))
                .collect(),
            residual: block.get("residual").and_then(Value::as_str).map(Into::into),
            partial: block.get("partial").and_then(Value::as_bool).unwrap_or_default(),
            ..Known::default()
        };
        out.packs.insert(word(block, "id").into(), known);
    }
}

fn blocks<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn word<'t>(block: &'t Table, key: &str) -> &'t str {
    block[key].as_str().unwrap()
}

fn symbols(list: Option<&Value>) -> Vec<Symbol> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.map(|value| Symbol::from(value.as_str().unwrap())).collect()
}

fn text(value: Option<&Value>) -> Text {
    let in_lang = |lang: &str| value.and_then(|v| v.get(lang)).and_then(Value::as_str);
    Text::new(in_lang("en").unwrap_or_default(), in_lang("ja"))
}

fn fact_type(word: &str, unit: Option<&Unit>) -> FactType {
    let scalar = |word: &str| match word {
        "symbol" => Scalar::Symbol,
        "place" => Scalar::Place,
        "code" => Scalar::Code,
        "hs" => Scalar::Hs,
        "text" => Scalar::Text,
        _ => panic!("`{word}` is no type"),
    };
    match word {
        "truth" => FactType::Truth,
        "number" => FactType::Number(unit.map(|unit| unit.dimension).unwrap_or_default()),
        "share" => FactType::Share,
        "money" => FactType::Money,
        "date" => FactType::Date,
        "record" => FactType::Record,
        "shown" => FactType::Shown,
        _ => word
            .strip_prefix("set of ")
            .map_or_else(|| FactType::One(scalar(word)), |one| FactType::Set(scalar(one))),
    }
}
