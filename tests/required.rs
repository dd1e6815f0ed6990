//! No random transfer under the US pack is allowed while a control that is required stands unlifted or unknown: by the
//! decision's own reasons, and by a naive reading of the tables where they are at hand.

use crate::properties::dice::Dice;
use crate::tables::{Naive, Says, tables};
use sekisho::base::Day;
use sekisho::condition::FactType;
use sekisho::decision::{Decision, Outcome, Verdict};
use sekisho::diag::File;
use sekisho::engine::{compile, decide};
use sekisho::law;
use sekisho::transfer::read;
use serde_json::{Value, json};
use std::sync::Arc;

/// How many transfers are decided.
const TRANSFERS: u64 = 300;

/// Destinations that are friendly enough for some transfers to be allowed.
const FRIENDLY: [&str; 6] = ["CA", "DE", "FR", "GB", "JP", "TW"];

/// What answers most questions of the pack at once.
const ATTESTED: [&str; 3] = ["no-prohibited-end-use", "civil-item", "exceptions-open"];

/// One of these.
fn one_of<'a, T>(dice: &mut Dice, all: &'a [T]) -> &'a T {
    &all[dice.roll(all.len())]
}

/// Something that may be left unsaid.
fn maybe(dice: &mut Dice, of: &mut Value, key: &str, value: Value) {
    if !dice.chance(4) {
        of[key] = value;
    }
}

fn party(dice: &mut Dice, role: &str, country: &str) -> Value {
    let mut party = json!({ "name": role, "complete": ["owner"] });
    maybe(dice, &mut party, "role", json!([role]));
    maybe(dice, &mut party, "country", json!(country));
    maybe(dice, &mut party, "headquarters", json!(country));
    maybe(dice, &mut party, "parent_headquarters", json!(country));
    let kind = if dice.chance(7) { "government" } else { "commercial" };
    maybe(dice, &mut party, "kind", json!([kind]));
    maybe(dice, &mut party, "listed", json!({}));
    maybe(dice, &mut party, "owner", json!([]));
    party
}

/// A transfer, its code and its destination.
fn transfer(
    dice: &mut Dice,
    codes: &[String],
    places: &[String],
    truths: &[String],
) -> (Value, String, String) {
    let code = if dice.chance(25) { "EAR99" } else { one_of(dice, codes) }.to_owned();
    let to = if dice.chance(50) { *one_of(dice, &FRIENDLY) } else { one_of(dice, places) };
    let mut item = json!({ "id": "x" });
    maybe(dice, &mut item, "classification", json!({ "us-ear": code }));
    maybe(dice, &mut item, "origin", json!("US"));
    maybe(dice, &mut item, "public", json!("not-public"));
    let value = ["500 USD", "2_500 USD", "90_000 USD"];
    for key in ["value", "order_value", "year_value"] {
        let worth = one_of(dice, &value);
        maybe(dice, &mut item, key, json!(worth));
    }
    let mut out = json!({
        "schema": 1, "date": "2026-09-24", "from": "US", "to": to, "item": [item],
        "packs": ["us-ear"], "act": "movement",
    });
    maybe(dice, &mut out, "via", json!([]));
    maybe(dice, &mut out, "complete", json!(["party", "person"]));
    out["party"] = json!([party(dice, "exporter", "US"), party(dice, "end-user", to)]);
    let attested = ATTESTED.iter().filter(|_| !dice.chance(8));
    let attested: Vec<Value> = attested
        .map(|id| json!({ "attestation": format!("us-ear:{id}"), "by": "an officer", "on": "2026-09-01" }))
        .collect();
    out["attested"] = attested.into();
    if dice.chance(25) {
        out["claims"] =
            json!([format!("us-ear:{}", one_of(dice, &["LVS", "GFT.a", "RPL.a", "BAG.b"]))]);
    }
    // an end use, or another truth of the transfer
    if dice.chance(17) {
        let fact = one_of(dice, truths).strip_prefix("transfer.").unwrap();
        out["transfer"] = json!({ fact: dice.chance(50) });
    }
    let to = to.to_owned();
    (out, code, to)
}

/// Why an allow is not due, by the decision itself.
fn wrong(decision: &Decision) -> Option<String> {
    for reason in &decision.reasons {
        let lifted = reason.lifted_by().next().is_some_and(|relief| relief.because.is_empty());
        if reason.outcome() != Outcome::ExceptionUsed || !lifted || !reason.missing.is_empty() {
            return Some(format!("{} stands: {:?}", reason.rule(), reason.outcome()));
        }
    }
    let finding = decision.findings.iter().find(|f| f.code != "rests-on-statement");
    let asked = decision.questions.first().map(|question| question.fact.to_string());
    finding.map(|finding| finding.says.en.to_string()).or(asked)
}

#[test]
fn nothing_is_allowed_while_a_required_control_stands() {
    let law = Arc::new(law::builtin());
    let program = compile(&law, Day::from_ymd_opt(2026, 9, 24).unwrap());
    let naive = tables().map(|folder| Naive::read(&folder));
    let vocabulary = &law.vocabulary;
    let codes: Vec<String> =
        vocabulary.packs["us-ear"].codes.iter().map(|code| code.as_str().to_owned()).collect();
    let places: Vec<String> = vocabulary
        .places
        .keys()
        .map(|place| place.as_str().to_owned())
        .filter(|place| place.len() == 2 && place != "US")
        .collect();
    let truths: Vec<String> = vocabulary
        .facts
        .values()
        .filter(|fact| fact.of == FactType::Truth && fact.name.as_str().starts_with("transfer."))
        .map(|fact| fact.name.as_str().to_owned())
        .collect();
    let mut counts = [0_u64; 3];
    for seed in 0..TRANSFERS {
        let mut dice = Dice::new(seed);
        let (text, code, to) = transfer(&mut dice, &codes, &places, &truths);
        // without a class the whole list is looked at, which is another test's matter
        if text["item"][0].get("classification").is_none() {
            continue;
        }
        let file = text.to_string();
        let case = read(&File { name: "case.json", text: &file }, vocabulary)
            .unwrap_or_else(|faults| panic!("{faults}\n{text:#}"));
        let decision = decide(&program, &case);
        match decision.verdict {
            Verdict::Allow => counts[0] += 1,
            Verdict::Flag => counts[1] += 1,
            Verdict::Deny => counts[2] += 1,
        }
        if decision.verdict != Verdict::Allow {
            continue;
        }
        assert_eq!(wrong(&decision), None, "seed {seed}\n{text:#}");
        let (eccn, paragraph) = code.split_once('.').unwrap_or((&code, ""));
        for (control, says) in naive.iter().flat_map(|naive| naive.says(eccn, paragraph, &to)) {
            let shown = decision.reasons.iter().any(|r| *r.control().id == *control);
            let right = match says {
                Says::Yes => shown,
                Says::Printed => false,
                Says::No | Says::Prose => true,
            };
            assert!(right, "seed {seed}: {control} of {code} to {to} is {says:?}\n{text:#}");
        }
    }
    // few random transfers may go ahead; without one, nothing would have been tested
    assert!(counts[0] > 0 && counts[1] > 0, "{counts:?}");
}
