//! A small vocabulary of its own: two packs, some facts of each type. Not the vocabulary of any law.

use sekisho::base::{Code, CodeRef, Dimension, FactName, PackId, Place, Symbol, Text, Unit};
use sekisho::condition::{FactDecl, FactType, Known, ListDecl, Scalar, TermDecl, Vocabulary, Word};

/// Name, type, unit or values.
const FACTS: &[(&str, &str, &str)] = &[
    ("act", "symbol", "movement release access"),
    ("from", "place", ""),
    ("to", "place", ""),
    ("via", "set of place", ""),
    ("date", "date", ""),
    ("transfer.start", "date", ""),
    ("transfer.inform", "truth", ""),
    ("transfer.assurance", "shown", ""),
    ("transfer.order", "text", ""),
    ("item.kind", "symbol", "commodity software technology"),
    ("item.article", "set of symbol", ""),
    ("item.origin", "place", ""),
    ("item.hs", "hs", ""),
    ("item.value", "money", ""),
    ("item.order_value", "money", ""),
    ("item.qubits", "number", ""),
    ("item.bandwidth", "number", "GB/s"),
    ("item.area", "number", "mm2"),
    ("item.content", "share", ""),
    ("item.purity", "number", "ppm"),
    ("item.military", "truth", ""),
    ("item.specially_designed_for", "set of code", ""),
    ("item.rating", "record", ""),
    ("rating.high", "number", "GHz"),
    ("rating.peak_power", "number", "W"),
    ("party.role", "set of symbol", "consignee end-user partner"),
    ("party.country", "place", ""),
    ("party.share", "share", ""),
    ("party.blocked", "truth", ""),
    ("person.nationality", "set of place", ""),
    ("person.residence", "place", ""),
    ("licence.kind", "symbol", "general single"),
];

pub(super) fn vocabulary() -> Vocabulary {
    let mut out = Vocabulary::default();
    let pack = PackId::from("demo");
    for (name, of, more) in FACTS {
        let name = FactName::from(*name);
        let of = type_of(of, more);
        let symbol = matches!(of, FactType::One(Scalar::Symbol) | FactType::Set(Scalar::Symbol));
        let decl = FactDecl {
            name: name.clone(),
            of,
            unit: Unit::parse(more).filter(|_| !symbol),
            values: if symbol {
                more.split_whitespace().map(Symbol::from).collect()
            } else {
                vec![]
            },
            lasts: None,
            sole: None,
            title: Text::default(),
            question: Text::default(),
            cite: None,
            pack: pack.clone(),
        };
        out.facts.insert(name, decl.into());
    }
    for (name, of) in [
        ("party.owned", FactType::Truth),
        ("item.us_content", FactType::Share),
        ("year_limit", FactType::Money),
    ] {
        let name = FactName::from(name);
        let decl = TermDecl {
            name: name.clone(),
            of,
            unit: None,
            title: Text::default(),
            pack: pack.clone(),
        };
        out.terms.insert(name, decl.into());
    }
    for (code, of) in [
        ("rivals", Scalar::Place),
        ("union", Scalar::Place),
        ("computers", Scalar::Code),
        ("metals", Scalar::Hs),
        ("foods", Scalar::Symbol),
    ] {
        let group = CodeRef { pack: pack.clone(), code: Code::from(code) };
        out.groups.change(|groups| groups.insert(group, of));
    }
    for word in ["robot", "quantum-computer", "mobile-5g"] {
        let id = Symbol::from(word);
        let of = FactName::from("item.article");
        let declared = Word {
            id: id.clone(),
            of: of.clone(),
            title: Text::default(),
            aliases: vec![],
            implies: [].into(),
            pack: pack.clone(),
        };
        out.words.add(declared).unwrap();
    }
    let footnotes = ["1", "4"].map(Into::into).to_vec();
    let scopes = ["all", "some-items"].map(Into::into).to_vec();
    let attributes = [(Symbol::from("footnote"), footnotes), (Symbol::from("scope"), scopes)];
    for (id, attributes) in [("watched", attributes.into()), ("military-users", [].into())] {
        let id = Symbol::from(id);
        let list =
            ListDecl { id: id.clone(), title: Text::default(), attributes, pack: pack.clone() };
        out.lists.insert(id, list);
    }
    for (place, title) in [
        ("FR", "France"),
        ("JP", "Japan"),
        ("NO", "Norway"),
        ("IS", "Iceland"),
        ("IN", "India"),
        ("UA", "Ukraine"),
        ("TO", "Tonga"),
    ] {
        out.places.insert(Place::from(place), Text::new(title, None).into());
    }
    let known = Known {
        codes: ["3A001", "3A001.b", "3A001.b.2", "4A906", "9.7(1)"]
            .into_iter()
            .map(Code::from)
            .collect(),
        residual: Some(Code::from("REST99")),
        scopes: ["734.3", "734.9(e)(2)"].into_iter().map(Into::into).collect(),
        controls: ["744.11(a)", "744.23(a)(3)", "NS", "MT"].into_iter().map(Into::into).collect(),
        reasons: ["NS", "MT", "AT"].into_iter().map(Symbol::from).collect(),
        ..Known::default()
    };
    out.packs.insert(pack, known);
    out.packs.insert(PackId::from("part"), Known { partial: true, ..Known::default() });
    out
}

fn type_of(text: &str, unit: &str) -> FactType {
    let scalar = |word: &str| match word {
        "symbol" => Scalar::Symbol,
        "place" => Scalar::Place,
        "code" => Scalar::Code,
        "hs" => Scalar::Hs,
        "text" => Scalar::Text,
        other => panic!("no scalar `{other}`"),
    };
    match text {
        "truth" => FactType::Truth,
        "number" => {
            FactType::Number(Unit::parse(unit).map_or(Dimension::NONE, |unit| unit.dimension))
        }
        "share" => FactType::Share,
        "money" => FactType::Money,
        "date" => FactType::Date,
        "record" => FactType::Record,
        "shown" => FactType::Shown,
        other => match other.strip_prefix("set of ") {
            Some(one) => FactType::Set(scalar(one)),
            None => FactType::One(scalar(other)),
        },
    }
}
