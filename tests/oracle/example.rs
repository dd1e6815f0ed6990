//! The smallest law, decided by hand: the oracle itself must not be wrong about it.

use super::interpret;
use sekisho::base::{
    Citation, Day, FactName, Late, PackId, Place, ProvisionId, SourceId, Start, Text, Timeline,
};
use sekisho::condition::{Cond, Path, Subject, Vocabulary};
use sekisho::decision::{Outcome, Verdict};
use sekisho::law::gates::Gates;
use sekisho::law::model::{Control, Effect, Head, Law, Leg, Nature, Origin, Pack, Said, Version};
use sekisho::transfer::{Case, Record, Stated, Value};
use std::collections::BTreeMap;

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

fn act(fact: &str) -> Path {
    Path { subject: Subject::Act, fact: FactName::from(fact) }
}

fn since<T>(start: Start, body: T) -> Timeline<Version<T>> {
    let said = Said {
        title: Text::default(),
        cite: Citation { source: SourceId::from("s"), at: "1".into(), by: None },
        note: Text::default(),
        origin: Origin::default(),
    };
    let version = Version {
        said: said.into(),
        basis: sekisho::base::Basis::Text,
        weakest: sekisho::base::Basis::Text,
        state: sekisho::base::State::InForce,
        body,
    };
    let mut timeline = Timeline::default();
    assert!(timeline.add(start, version).is_ok());
    timeline
}

/// A licence is needed when `transfer.sensitive`, from `start`.
fn law(start: Start) -> Law {
    let control = Control {
        effect: Effect::Licence,
        reason: None,
        when: Some(Cond::Truth(act("transfer.sensitive"))),
        next: Late::default(),
        waivable: false,
    };
    let leg = Leg { each: None, when: None, destination: act("to") };
    let always = Start::From(day(2000, 1, 1));
    let pack = Pack {
        head: Head {
            id: PackId::from("p"),
            title: Text::default(),
            authority: Text::default(),
            nature: Nature::Law,
            notice: Text::default(),
            edition: None,
            covers_from: day(2000, 1, 1),
            covers_until: None,
            residual: None,
            partial: false,
            default_reason: None,
            depends: Vec::new(),
            models: Vec::new(),
            flags_only: Vec::new(),
            leaves_out: Vec::new(),
        },
        sha256: "".into(),
        sources: Late::default(),
        facts: Late::default(),
        words: Late::default(),
        lists: BTreeMap::new(),
        terms: BTreeMap::new(),
        groups: BTreeMap::new(),
        places: Late::default(),
        entries: BTreeMap::new(),
        gates: Gates::of(&BTreeMap::new(), &Vocabulary::default()),
        legs: BTreeMap::from([(ProvisionId::from("movement"), since(always, leg))]),
        scopes: BTreeMap::new(),
        exclusions: BTreeMap::new(),
        controls: BTreeMap::from([(ProvisionId::from("1"), since(start, control))]),
        exceptions: BTreeMap::new(),
        bars: BTreeMap::new(),
        policies: BTreeMap::new(),
        obligations: BTreeMap::new(),
        attestations: BTreeMap::new(),
        examples: Late::default(),
        origins: Late::default(),
    };
    Law { packs: BTreeMap::from([(PackId::from("p"), pack)]), ..Law::default() }
}

fn case(sensitive: Option<bool>) -> Case {
    let stated = |value| Stated { value, evidence: None };
    let mut act = BTreeMap::from([(FactName::from("to"), stated(Value::Place(Place::from("FR"))))]);
    act.extend(sensitive.map(|s| (FactName::from("transfer.sensitive"), stated(Value::Truth(s)))));
    let item = Record { name: "chip".into(), ..Record::default() };
    Case { act, items: vec![item], ..Case::default() }
}

#[test]
fn stated_denied_and_unknown_are_three_answers() {
    let law = law(Start::From(day(2020, 1, 1)));
    for (sensitive, verdict, outcome) in [
        (Some(true), Verdict::Deny, Outcome::LicenceRequired),
        (Some(false), Verdict::Allow, Outcome::NoLicenceRequired),
        (None, Verdict::Flag, Outcome::FactsMissing),
    ] {
        let account = interpret(&law, &case(sensitive), day(2026, 1, 1));
        assert_eq!(account.verdict, verdict);
        assert_eq!(account.outcomes[&("p".to_owned(), "chip".to_owned())], outcome);
        let missing: Vec<_> = account.lines.iter().flat_map(|l| &l.missing).collect();
        let asked: &[&str] = if sensitive.is_none() { &["transfer.sensitive"] } else { &[] };
        assert_eq!(missing, asked);
    }
}

#[test]
fn before_the_first_day_it_is_absent_or_unknown() {
    let before = day(2019, 12, 31);
    let absent = interpret(&law(Start::From(day(2020, 1, 1))), &case(Some(true)), before);
    assert_eq!(absent.verdict, Verdict::Allow);
    let unknown = interpret(&law(Start::Seen(day(2020, 1, 1))), &case(Some(false)), before);
    assert_eq!(unknown.verdict, Verdict::Flag);
    assert_eq!(unknown.lines[0].missing, ["first-day:p:1".to_owned()].into());
    let outside = interpret(&law(Start::From(day(2020, 1, 1))), &case(Some(true)), day(1999, 1, 1));
    assert_eq!((outside.verdict, outside.findings.len()), (Verdict::Flag, 1));
}
