//! Random trees print and read back as themselves; random texts never break the reader.

use super::vocabulary::vocabulary;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection, option, sample};
use sekisho::base::{CodeRef, Currency, Day, Dimension, Exact, Hs, Measure, Place, Unit};
use sekisho::condition::{Cond, Element, Op, Path, Quant, Role, Subject, Sum, Vocabulary};
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(vocabulary);

fn fact(subject: Subject, name: &str) -> Path {
    Path { subject, fact: name.into() }
}

fn code(text: &str) -> CodeRef {
    CodeRef { pack: "demo".into(), code: text.into() }
}

fn codes(names: &'static [&'static str]) -> impl Strategy<Value = Vec<CodeRef>> {
    collection::vec(sample::select(names).prop_map(code), 1..3)
}

fn quant() -> impl Strategy<Value = Quant> {
    prop_oneof![Just(Quant::Any), Just(Quant::Every), Just(Quant::No)]
}

fn op() -> impl Strategy<Value = Op> {
    sample::select(vec![Op::Less, Op::AtMost, Op::Equal, Op::Unequal, Op::AtLeast, Op::More])
}

/// Numbers as somebody could write them, in a unit.
fn number(unit: Option<&'static str>) -> impl Strategy<Value = Sum> {
    (any::<i32>(), -30..30_i32).prop_map(move |(digits, power)| {
        let written = Exact::from(i64::from(digits)).mul(&Exact::power_of_ten(power));
        let known = unit.and_then(Unit::parse);
        Sum::Number {
            value: known.as_ref().map_or_else(|| written.clone(), |unit| unit.to_base(&written)),
            measure: Measure::Plain(known.map_or(Dimension::NONE, |unit| unit.dimension)),
            unit: unit.map(Into::into),
        }
    })
}

fn bare() -> impl Strategy<Value = Sum> {
    let leaf = prop_oneof![
        number(None),
        Just(Sum::Path(fact(Subject::Item, "item.qubits"))),
        option::of(Just(Box::new(Cond::Truth(fact(Subject::Act, "transfer.inform")))))
            .prop_map(|filter| Sum::Count { noun: Subject::Party, filter }),
    ];
    leaf.prop_recursive(4, 16, 2, |inner| {
        (inner.clone(), inner, 0..4).prop_map(|(a, b, sign)| {
            let (a, b) = (Box::new(a), Box::new(b));
            match sign {
                0 => Sum::Add(a, b),
                1 => Sum::Sub(a, b),
                2 => Sum::Mul(a, b),
                _ => Sum::Div(a, b),
            }
        })
    })
}

fn comparison() -> impl Strategy<Value = Cond> {
    let money = (0..9_999_i64).prop_map(|n| Sum::Number {
        value: Exact::from(n),
        measure: Measure::Money(Currency::parse("JPY").unwrap()),
        unit: None,
    });
    let day = (0..20_000_u64).prop_map(|n| Sum::Date(Day::default() + chrono::Days::new(n)));
    let of = |name: &str| Just(Sum::Path(fact(Subject::Item, name)));
    let sides = prop_oneof![
        (bare(), bare()),
        (of("item.bandwidth"), number(Some("MB/s"))),
        (of("item.content"), number(Some("%"))),
        (prop_oneof![of("item.value"), Just(Sum::Limit)], money),
        (Just(Sum::Path(fact(Subject::Act, "date"))), day),
    ];
    (sides, op()).prop_map(|((left, right), op)| Cond::Compare { left, op, right })
}

fn lookup() -> impl Strategy<Value = Cond> {
    let places = prop_oneof![
        sample::select(vec!["FR", "NO", "UA-43"]).prop_map(|p| Element::Place(Place::from(p))),
        Just(Element::Group(code("rivals"))),
        Just(Element::PlaceOf(fact(Subject::Act, "from"))),
    ];
    let texts = "[a-z ,()]{0,6}".prop_map(|text| Element::Text(text.into()));
    let headings = "[0-9]{2,10}".prop_map(|digits| Element::Hs(Hs::from(&*digits)));
    let listed = |of: Subject, name: &str, one| {
        let path = fact(of, name);
        collection::vec(one, 1..4).prop_map(move |set| (path.clone(), set))
    };
    let wanted = prop_oneof![
        listed(Subject::Act, "to", places.boxed()),
        listed(Subject::Act, "transfer.order", texts.boxed()),
        listed(Subject::Item, "item.hs", headings.boxed()),
        listed(
            Subject::Item,
            "item.article",
            sample::select(vec!["robot", "mobile-5g"])
                .prop_map(|word| Element::Symbol(word.into()))
                .boxed()
        ),
    ];
    wanted.prop_map(|(path, set)| Cond::In { path, set })
}

fn condition() -> impl Strategy<Value = Cond> {
    let via = (quant(), collection::vec(Just(Element::Place("FR".into())), 1..3));
    let leaf = prop_oneof![
        comparison(),
        lookup(),
        Just(Cond::Truth(fact(Subject::Item, "item.military"))),
        Just(Cond::Eligible),
        Just(Cond::Unlisted(Subject::Item)),
        codes(&["3A001.b", "computers"])
            .prop_map(|codes| Cond::Meets { item: Subject::Item, codes }),
        codes(&["734.3", "734"]).prop_map(Cond::Reached),
        (quant(), codes(&["NS", "744.11"])).prop_map(|(quant, of)| Cond::Controls { quant, of }),
        collection::vec(sample::select(vec!["NS", "MT"]).prop_map(Into::into), 1..3)
            .prop_map(|reasons| Cond::Reason { item: Subject::Item, reasons }),
        via.prop_map(|(quant, set)| Cond::Elements { quant, path: fact(Subject::Act, "via"), set }),
        quant().prop_map(|quant| Cond::Quantified {
            quant,
            noun: Subject::Party,
            body: Box::new(Cond::Listed {
                who: Subject::Party,
                lists: vec!["watched".into()],
                with: vec![("footnote".into(), "4".into())],
            }),
        }),
        quant().prop_map(|quant| Cond::Quantified {
            quant,
            noun: Subject::Record("item.rating".into()),
            body: Box::new(Cond::Compare {
                left: Sum::Path(fact(Subject::Record("item.rating".into()), "rating.high")),
                op: Op::More,
                right: Sum::Number {
                    value: Exact::from(3_000),
                    measure: Measure::Plain(Unit::parse("kHz").unwrap().dimension),
                    unit: Some("kHz".into()),
                },
            }),
        }),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 2..4).prop_map(Cond::And),
            collection::vec(inner.clone(), 2..4).prop_map(Cond::Or),
            inner.clone().prop_map(|cond| Cond::Not(Box::new(cond))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(cond in condition()) {
        let text = cond.to_string();
        match super::read(&text, Role::Exception, None, &VOCABULARY) {
            Ok(again) => assert_eq!(again, cond, "{text}"),
            Err(faults) => panic!("{text}\n{faults:?}"),
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "([a-z]{1,3}|item\\.qubits|[()\\[\\],.:\"<>=+*/_-]|[0-9e]{1,4}|and|or|not|any|is|in|sum|of|where|satisfies|日|\\s){0,30}") {
        if let Ok(cond) = super::read(&text, Role::Term, None, &VOCABULARY) {
            assert_eq!(super::read(&cond.to_string(), Role::Term, None, &VOCABULARY), Ok(cond));
        }
    }

    #[test]
    fn no_piece_of_a_condition_breaks_the_reader(cond in condition(), from in 0..200_usize, to in 0..200_usize) {
        let text: String = cond.to_string().chars().skip(from).take(to).collect();
        if let Ok(cond) = super::read(&text, Role::Exception, None, &VOCABULARY) {
            assert_eq!(super::read(&cond.to_string(), Role::Exception, None, &VOCABULARY), Ok(cond));
        }
    }
}
