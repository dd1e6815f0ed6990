//! Conditions that read, and how they print; where a fault points inside TOML; terms and paths.

use super::vocabulary::vocabulary;
use sekisho::base::{Dimension, PackId};
use sekisho::condition::{Context, FactType, Role, Snippet, Subject, path, sum};
use sekisho::diag::{File, Span};

/// What is written, in which provision, and how it is printed; empty where it is printed as it is written.
const READS: &[(&str, Role, &str)] = &[
    ("item.qubits >= 34", Role::Paragraph, ""),
    ("item.qubits>=4_800", Role::Paragraph, "item.qubits >= 4800"),
    (
        "item.qubits >= 5e-5 and item.content > 15%",
        Role::Paragraph,
        "item.qubits >= 0.00005 and item.content > 15 %",
    ),
    ("item.qubits > -5", Role::Paragraph, ""),
    ("item.qubits - -5 > 0", Role::Paragraph, ""),
    ("item.purity >= 5 ppm and item.purity < 12 %", Role::Paragraph, ""),
    ("item.bandwidth / item.area > 2 GB/s/mm2", Role::Paragraph, ""),
    ("item.value <= 1_500 USD", Role::Paragraph, "item.value <= 1500 USD"),
    ("(item.value + 3 USD) * 2 <= 12 * year_limit", Role::Paragraph, ""),
    ("((item.qubits)) > (3)", Role::Paragraph, "item.qubits > 3"),
    ("item.qubits - (3 - 2) > 3 * (2 / 4)", Role::Paragraph, ""),
    ("item.qubits * 3 / 4 > 2", Role::Paragraph, ""),
    ("item.value / item.order_value > 25 %", Role::Paragraph, ""),
    ("(item.military or transfer.inform) and not item.military", Role::Scope, ""),
    ("((item.military))", Role::Scope, "item.military"),
    ("not (not item.military)", Role::Scope, ""),
    ("not destination in [NO, IS, IN]", Role::Control, "destination not in [NO, IS, IN]"),
    ("destination is UA-43 or destination is UA-14-occupied", Role::Control, ""),
    ("destination in FR", Role::Control, "destination is FR"),
    ("to is not from", Role::Control, ""),
    ("to in [from, FR]", Role::Control, ""),
    (
        "destination in demo:[rivals, union]",
        Role::Control,
        "destination in [demo:rivals, demo:union]",
    ),
    (
        "via in demo:rivals and any via not in demo:union",
        Role::Control,
        "via in demo:rivals and not every via in demo:union",
    ),
    ("no via not in [FR, JP]", Role::Control, "every via in [FR, JP]"),
    ("item.article is mobile-5g and item.article in demo:foods", Role::Control, ""),
    ("leg is not deemed", Role::Reason, ""),
    ("item.hs in [8542.31, \"0101\"]", Role::Control, "item.hs in [854231, 0101]"),
    ("item.hs in 8542", Role::Control, ""),
    (
        "item.specially_designed_for in demo:[computers, 3A001.b]",
        Role::Control,
        "item.specially_designed_for in [demo:computers, demo:3A001.b]",
    ),
    ("transfer.order is \"urgent, or else\"", Role::Control, ""),
    (
        "date is 2026-11-10 or date is not 2026-11-11",
        Role::Control,
        "date = 2026-11-10 or date != 2026-11-11",
    ),
    ("transfer.start > 2026-11-10", Role::Control, ""),
    ("item meets demo:[3A001, computers, 9.7(1), 9, REST99]", Role::Paragraph, ""),
    ("not item meets part:5A992.z(1)", Role::Paragraph, ""),
    (
        "any component meets demo:3A001.b",
        Role::Paragraph,
        "any component satisfies (component meets demo:3A001.b)",
    ),
    ("any target.reason is MT and no input.unlisted is x", Role::Paragraph, "error"),
    ("any target.reason is MT", Role::Paragraph, "any target satisfies (target.reason is MT)"),
    ("any input satisfies (input.unlisted and not input.needs_licence)", Role::Paragraph, ""),
    (
        "any item.rating satisfies (rating.high > 31.8 GHz and rating.peak_power > 0.1 nW)",
        Role::Paragraph,
        "any rating satisfies (rating.high > 31.8 GHz and rating.peak_power > 0.1 nW)",
    ),
    ("any rating.high > 90 GHz", Role::Paragraph, "any rating satisfies (rating.high > 90 GHz)"),
    (
        "every party.country not in demo:rivals",
        Role::Control,
        "every party satisfies (party.country not in demo:rivals)",
    ),
    (
        "any party satisfies (party.role is partner and any party.role is end-user)",
        Role::Control,
        "",
    ),
    (
        "no party satisfies (any owner satisfies (any owner.share >= 50 %))",
        Role::Control,
        "no party satisfies (any owner satisfies (any owner satisfies (owner.share >= 50 %)))",
    ),
    (
        "any party is listed on [watched, military-users]",
        Role::Control,
        "any party satisfies (party is listed on [watched, military-users])",
    ),
    (
        "any party satisfies (party is not listed on watched with footnote = 4, scope = some-items)",
        Role::Control,
        "",
    ),
    (
        "every person.nationality in [FR, JP]",
        Role::Control,
        "every person satisfies (person.nationality in [FR, JP])",
    ),
    ("sum of component.value where (component.origin is JP) / item.value > 25 %", Role::Scope, ""),
    ("count of party where (party.blocked) >= 2 and count of person = 0", Role::Scope, ""),
    (
        "reached in demo:[734.3, 734.9] and item.reason not in [NS, MT] and item.unlisted",
        Role::Control,
        "",
    ),
    ("reached not in demo:734.3", Role::Control, ""),
    ("control in demo:744", Role::Bar, "any control in demo:744"),
    ("control not in demo:NS", Role::Bar, "not any control in demo:NS"),
    ("every control in demo:[NS, MT] and no control in demo:744.11", Role::Exception, ""),
    ("any control not in demo:NS", Role::Exception, "not every control in demo:NS"),
    (
        "any reason is NS and no reason in [MT, AT]",
        Role::Control,
        "item.reason is NS and item.reason not in [MT, AT]",
    ),
    ("eligible and item.order_value <= limit and item.value <= 12 * limit", Role::Exception, ""),
    ("any licence satisfies (licence.kind is general and licence.covers)", Role::Exception, ""),
    ("not transfer.assurance", Role::Control, ""),
    ("transfer.assurance and not (not transfer.assurance)", Role::Exception, ""),
    ("no party satisfies (party.blocked or transfer.assurance)", Role::Control, ""),
];

#[test]
fn conditions_read_and_print_in_one_spelling() {
    let vocabulary = vocabulary();
    for (text, role, printed) in READS {
        let cond = match super::read(text, *role, None, &vocabulary) {
            Ok(cond) if *printed != "error" => cond,
            Err(_) if *printed == "error" => continue,
            other => panic!("{text}: {other:?}"),
        };
        let expected = if printed.is_empty() { text } else { printed };
        assert_eq!(cond.to_string(), *expected);
        assert_eq!(super::read(expected, *role, None, &vocabulary), Ok(cond), "{expected}");
    }
}

#[test]
fn a_leg_binds_its_noun() {
    let vocabulary = vocabulary();
    for text in ["every person.nationality in [FR, JP]", "person.residence is not FR"] {
        let cond = super::read(text, Role::Leg, Some(&Subject::Person), &vocabulary).unwrap();
        assert_eq!(cond.to_string(), text);
        assert!(super::read("person.residence is FR", Role::Leg, None, &vocabulary).is_err());
    }
}

/// The file, and the characters at which the fault points.
#[test]
fn faults_point_into_the_toml_text() {
    let vocabulary = vocabulary();
    let pack = PackId::from("demo");
    for (before, value, text, marked) in [
        ("when = ", "\"item.qubitz > 3\"", "item.qubitz > 3", "item.qubitz"),
        ("when = ", "'item.qubitz > 3'", "item.qubitz > 3", "item.qubitz"),
        (
            "a = 1\nwhen = ",
            "\"\"\"\nto is FR\n  and item.qubitz > 3\"\"\"",
            "to is FR\n  and item.qubitz > 3",
            "item.qubitz",
        ),
        ("when = ", "\"\\u0069tem.qubitz > 3\"", "item.qubitz > 3", "\"\\u0069tem.qubitz > 3\""),
    ] {
        let toml = format!("{before}{value}\nafter = 2\n");
        let file = File { name: "a.toml", text: &toml };
        let span = Span::new(before.len(), before.len() + value.len());
        let context =
            Context { pack: &pack, role: Role::Control, each: None, vocabulary: &vocabulary };
        let faults = sekisho::condition::condition(&Snippet { file: &file, span, text }, &context)
            .unwrap_err()
            .sorted();
        let at = faults[0].at.clone().unwrap();
        let from = at.text.chars().skip(usize::try_from(at.column).unwrap() - 1);
        let found: String = from.take(usize::try_from(at.width).unwrap()).collect();
        assert_eq!((faults.len(), &*found), (1, marked));
    }
}

#[test]
fn formulas_are_of_the_declared_type() {
    let vocabulary = vocabulary();
    let pack = PackId::from("demo");
    let bare = FactType::Number(Dimension::NONE);
    for (text, want, fits) in [
        ("12 * limit", FactType::Money, true),
        ("12 * limit", FactType::Share, false),
        ("item.value / item.order_value", FactType::Share, true),
        ("item.value / item.order_value", bare, true),
        ("item.qubits", bare, true),
        ("item.qubits", FactType::Share, false),
        ("item.bandwidth", bare, false),
        ("transfer.start", FactType::Date, true),
        ("item.kind", bare, false),
        ("sum of owner.share where (owner.owned)", FactType::Share, true),
        ("(item.qubits", bare, false),
        ("", bare, false),
    ] {
        let file = File { name: "a", text };
        let snippet = Snippet { file: &file, span: Span::new(0, text.len()), text };
        let each = Some(&Subject::Party);
        let context = Context { pack: &pack, role: Role::Term, each, vocabulary: &vocabulary };
        match sum(&snippet, &context, want) {
            Ok(sum) => assert_eq!((sum.to_string().as_str(), fits), (text, true)),
            Err(faults) => assert!(!fits && faults.has_errors(), "{text}: {faults:?}"),
        }
    }
}

#[test]
fn paths_are_places() {
    let vocabulary = vocabulary();
    let pack = PackId::from("demo");
    for (text, ok) in [
        ("to", true),
        ("person.nationality", true),
        ("party.country", false),
        ("item.kind", false),
        ("nowhere", false),
        ("to from", false),
        ("", false),
    ] {
        let file = File { name: "a", text };
        let snippet = Snippet { file: &file, span: Span::new(0, text.len()), text };
        let each = Some(&Subject::Person);
        let context = Context { pack: &pack, role: Role::Leg, each, vocabulary: &vocabulary };
        match path(&snippet, &context) {
            Ok(path) => assert_eq!((path.to_string().as_str(), ok), (text, true)),
            Err(faults) => assert!(!ok && faults.has_errors(), "{text}: {faults:?}"),
        }
    }
}
