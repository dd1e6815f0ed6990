//! Random transfers in full, and the same with less stated.

use super::conditions::{Names, PLACES};
use super::dice::Dice;
use serde_json::{Map, Value, json};

/// A transfer in which everything that a random pack may ask is stated, most of the time.
pub(crate) fn full(dice: &mut Dice, packs: &[&Names]) -> Value {
    let mut transfer = Map::new();
    transfer.insert("schema".into(), json!(1));
    transfer.insert("act".into(), json!(dice.pick(&["movement", "release"])));
    transfer.insert("from".into(), json!(dice.pick(&PLACES)));
    transfer.insert("to".into(), json!(dice.pick(&PLACES)));
    transfer.insert("via".into(), places(dice));
    transfer.insert("complete".into(), json!(["party", "person"]));
    let mut act = json!({
        "day": dice.pick(&["2024-05-01", "2025-03-01", "2026-01-01"]),
        "f1": dice.chance(50),
        "f2": dice.chance(50),
        "f3": { "is": dice.chance(50), "on": dice.pick(&["2023-01-01", "2024-12-01", "2025-11-01"]) },
        "storage": places(dice),
    });
    for showing in ["s1", "s2"] {
        if dice.chance(50) {
            act[showing] = shown(dice);
        }
    }
    transfer.insert("transfer".into(), act);
    let ids = ["a", "b", "c"];
    let items = 1 + dice.roll(3);
    let list: Vec<Value> = (0..items).map(|n| item(dice, packs, &ids[..items], n)).collect();
    transfer.insert("item".into(), Value::Array(list));
    let parties: Vec<Value> =
        (0..dice.roll(3)).map(|n| party(dice, ["Alpha", "Beta"][n], 2)).collect();
    transfer.insert("party".into(), Value::Array(parties));
    let persons: Vec<Value> = (0..dice.roll(3))
        .map(|n| {
            json!({
                "name": if n == 0 { "Xenia" } else { "Yuri" },
                "nationality": places(dice),
                "residence": dice.pick(&PLACES),
            })
        })
        .collect();
    transfer.insert("person".into(), Value::Array(persons));
    if dice.chance(30) {
        let licences: Vec<Value> = (0..=dice.roll(2)).map(|n| licence(dice, packs, n)).collect();
        transfer.insert("licence".into(), Value::Array(licences));
    }
    if dice.chance(60) {
        let on = dice.pick(&["2023-01-01", "2025-05-01", "2026-03-01"]);
        transfer.insert("rates".into(), json!({ "JPY/USD": { "rate": 0.0067, "on": on }, "USD/JPY": { "rate": 149, "on": on } }));
    }
    if dice.chance(40) {
        let pack = dice.pick(packs);
        let claims = dice.some(&["X1", "X2"]);
        let claims: Vec<String> = claims.iter().map(|c| format!("{}:{c}", pack.pack)).collect();
        transfer.insert("claims".into(), json!(claims));
    }
    if packs[0].attestation && dice.chance(50) {
        let on = dice.pick(&["2023-01-01", "2026-01-01"]);
        let made = json!([{ "attestation": "p:clean", "by": "Alpha", "on": on }]);
        transfer.insert("attested".into(), made);
    }
    if dice.chance(5) {
        transfer.insert("packs".into(), json!(["p"]));
    }
    Value::Object(transfer)
}

fn places(dice: &mut Dice) -> Value {
    if dice.chance(10) { json!([]) } else { json!(dice.some(&PLACES)) }
}

fn shown(dice: &mut Dice) -> Value {
    let on = dice.pick(&["2023-01-01", "2024-12-01", "2026-01-15"]);
    json!({ "is": true, "by": "Alpha", "evidence": "letter", "on": on })
}

fn quantity(dice: &mut Dice, unit: &str) -> Value {
    let n = dice.roll(12);
    let number = match dice.roll(8) {
        0 => format!(">= {n}"),
        1 => format!("{n} .. {}", n + 1 + dice.roll(4)),
        2 => format!("<= {n}"),
        _ => n.to_string(),
    };
    if unit.is_empty() && !number.contains([' ']) {
        json!(n)
    } else {
        json!(format!("{number} {unit}").trim())
    }
}

fn money(dice: &mut Dice) -> Value {
    json!(dice.pick(&["400 USD", "900 USD", "1_500 USD", "60_000 JPY", "200_000 JPY"]))
}

fn item(dice: &mut Dice, packs: &[&Names], ids: &[&str], n: usize) -> Value {
    let mut item = json!({
        "id": ids[n],
        "kind": dice.pick(&["commodity", "technology", "commodity", "technology", "software", "service"]),
        "article": if dice.chance(10) { Vec::new() } else { dice.some(&["lens", "laser", "pump"]) },
        "origin": dice.pick(&PLACES),
        "hs": dice.pick(&["85", "8542", "854231", "9001"]),
        "value": money(dice),
        "order_value": money(dice),
        "t1": dice.chance(50),
        "t2": dice.chance(50),
        "n1": quantity(dice, ""),
        "n2": quantity(dice, "GHz"),
        "n3": quantity(dice, ""),
    });
    if dice.chance(10) {
        item["total"] = quantity(dice, "");
    }
    if dice.chance(10) {
        item["score"] = quantity(dice, "");
    }
    if dice.chance(10) {
        item["graded"] = json!(dice.chance(50));
    }
    if dice.chance(20) {
        item["content"] = json!(format!("{} %", 10 * dice.roll(11)));
    }
    if dice.chance(30) {
        item["s3"] = shown(dice);
    }
    let names = dice.pick(packs);
    let codes: Vec<&String> = names.entries.iter().flatten().collect();
    let made_for = format!("{}:{}", names.pack, codes[dice.roll(codes.len())]);
    item["made_for"] = json!([made_for]);
    let mut stated = Map::new();
    for names in packs {
        if dice.chance(50) {
            let codes = &names.stateable;
            let one = codes[dice.roll(codes.len())].clone();
            let more = codes[dice.roll(codes.len())].clone();
            let said = if dice.chance(15) { json!([one, more]) } else { json!(one) };
            stated.insert(names.pack.clone(), said);
        }
    }
    if !stated.is_empty() {
        item["classification"] = Value::Object(stated);
    }
    let below: Vec<&str> = ids[n + 1..].to_vec();
    for key in ["contains", "for", "made_with"] {
        let some: Vec<&&str> = below.iter().filter(|_| dice.chance(40)).collect();
        item[key] = json!(some);
    }
    item["complete"] = json!(["contains", "for", "made_with"]);
    if n > 0 && dice.chance(60) {
        item["reference"] = json!(true);
    }
    let rows: Vec<Value> = (0..dice.roll(3))
        .map(|_| json!({ "high": quantity(dice, "GHz"), "low": quantity(dice, "GHz"), "pulsed": dice.chance(50) }))
        .collect();
    item["rating"] = json!(rows);
    item
}

fn listed(dice: &mut Dice) -> Value {
    match dice.roll(6) {
        0 => json!({ "black": { "footnote": dice.pick(&["1", "4"]) } }),
        1 => json!({ "watch": {} }),
        2 if dice.chance(40) => json!({ "pending": ["black"] }),
        _ => json!({}),
    }
}

fn party(dice: &mut Dice, name: &str, depth: usize) -> Value {
    let owners: Vec<Value> = (0..if depth == 0 { 0 } else { dice.roll(3) })
        .map(|n| {
            let mut owner = party(dice, &format!("{name}-{}", n + 1), depth - 1);
            owner["share"] = json!(format!("{} %", dice.pick(&["10", "30", "50"])));
            owner
        })
        .collect();
    let mut party = json!({
        "name": name,
        "role": dice.some(&["exporter", "consignee", "end-user"]),
        "kind": dice.some(&["military", "commercial"]),
        "country": dice.pick(&PLACES),
        "headquarters": dice.pick(&PLACES),
        "listed": listed(dice),
        "owner": owners,
        "complete": ["owner"],
    });
    if dice.chance(50) {
        party["clean"] = json!(dice.chance(50));
    }
    if dice.chance(10) {
        party["owned"] = json!(dice.chance(50));
    }
    party
}

fn licence(dice: &mut Dice, packs: &[&Names], n: usize) -> Value {
    let names = dice.pick(packs);
    let mut licence = json!({
        "pack": names.pack,
        "number": format!("L{n}"),
        "kind": dice.pick(&["general", "individual"]),
        "from": "2021-01-01",
        "until": dice.pick(&["2025-01-01", "2027-01-01"]),
    });
    if dice.chance(40) {
        let codes: Vec<&str> = names.entries.iter().flatten().map(String::as_str).collect();
        licence["codes"] = json!(dice.some(&codes));
    }
    if dice.chance(40) {
        licence["to"] = json!(dice.some(&PLACES));
    }
    if dice.chance(30) {
        licence["parties"] = json!(dice.some(&["Alpha", "Beta"]));
    }
    if dice.chance(30) {
        licence["value_left"] = money(dice);
    }
    if dice.chance(30) {
        licence["controls"] = json!(dice.some(&["ns", "mt", "r"]));
    }
    if dice.chance(20) {
        licence["provisos"] = json!([{ "text": "report", "met": dice.chance(50) }]);
    }
    licence
}

/// What can be left out of a transfer, or said more broadly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A key of an object.
    Key(Vec<Step>, String),
    /// A word of a `complete` list; the list it closes may go with it.
    Open(Vec<Step>, String),
    /// A number, said as a bound.
    Widen(Vec<Step>, String),
}

/// A way into a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    At(usize),
}

/// Keys that are no facts, that must be there, or that only ever relieve.
const KEPT: [&str; 22] = [
    "schema",
    "act",
    "to",
    "id",
    "name",
    "reference",
    "is",
    "by",
    "evidence",
    "on",
    "pack",
    "number",
    "until",
    "licence",
    "claims",
    "rate",
    "packs",
    "complete",
    "date",
    "shown",
    "artefact",
    "end_use",
];

/// Everything that can be hidden and is no showing.
fn cuts(value: &Value, kept: &[String]) -> Vec<Cut> {
    let mut out = Vec::new();
    walk(value, kept, &mut Vec::new(), &mut out);
    out
}

fn walk(value: &Value, kept: &[String], way: &mut Vec<Step>, out: &mut Vec<Cut>) {
    match value {
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                way.push(Step::At(at));
                walk(inner, kept, way, out);
                way.pop();
            }
        }
        Value::Object(map) => {
            for word in map.get("complete").and_then(Value::as_array).into_iter().flatten() {
                out.push(Cut::Open(way.clone(), word.as_str().unwrap().to_owned()));
            }
            for (key, inner) in map {
                if KEPT.contains(&key.as_str()) || kept.contains(key) {
                    continue;
                }
                let list = ["item", "party", "person", "owner", "contains", "for", "made_with"];
                if !list.contains(&key.as_str()) && key != "transfer" && key != "provisos" {
                    out.push(Cut::Key(way.clone(), key.clone()));
                }
                if ["n1", "n2", "n3", "score", "high", "low"].contains(&key.as_str()) {
                    out.push(Cut::Widen(way.clone(), key.clone()));
                }
                if !["classification", "listed", "rates", "f3", "attested"].contains(&key.as_str())
                {
                    way.push(Step::Key(key.clone()));
                    walk(inner, kept, way, out);
                    way.pop();
                }
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, way: &[Step]) -> Option<&'v mut Map<String, Value>> {
    let mut here = value;
    for step in way {
        here = match step {
            Step::Key(key) => here.get_mut(key)?,
            Step::At(at) => here.get_mut(at)?,
        };
    }
    here.as_object_mut()
}

/// The transfer with one cut.
pub(crate) fn apply(value: &mut Value, cut: &Cut, dice: &mut Dice) {
    match cut {
        Cut::Key(way, key) => {
            if let Some(map) = at(value, way) {
                map.remove(key);
            }
        }
        Cut::Open(way, word) => {
            let Some(map) = at(value, way) else { return };
            if let Some(words) = map.get_mut("complete").and_then(Value::as_array_mut) {
                words.retain(|w| w != word);
            }
            if dice.chance(50) {
                return;
            }
            // Some, or all, of an open list may be unsaid too.
            let Some(list) = map.get_mut(word) else { return };
            if let Some(list) = list.as_array_mut()
                && !list.is_empty()
                && dice.chance(50)
            {
                list.remove(dice.roll(list.len()));
            } else {
                map.remove(word);
            }
        }
        Cut::Widen(way, key) => {
            let Some(map) = at(value, way) else { return };
            let Some(number) = map.get_mut(key) else { return };
            let text = match &*number {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if !text.contains(['>', '<', '.']) {
                *number = json!(format!(">= {text}"));
            }
        }
    }
}

/// The transfer with some of what is stated left out.
pub(crate) fn hide(full: &Value, dice: &mut Dice) -> (Value, Vec<Cut>) {
    hide_but(full, dice, &["s1", "s2", "s3"].map(str::to_owned))
}

/// The same, but for these showings.
pub(crate) fn hide_but(full: &Value, dice: &mut Dice, showings: &[String]) -> (Value, Vec<Cut>) {
    let all = cuts(full, showings);
    let percent = dice.pick(&[&2, &5, &15, &40, &80]);
    let mut chosen: Vec<Cut> = all.into_iter().filter(|_| dice.chance(*percent)).collect();
    dice.shuffle(&mut chosen);
    let mut value = full.clone();
    // Inner ones first: what holds them may go later.
    chosen.sort_by_key(|cut| match cut {
        Cut::Key(way, _) | Cut::Open(way, _) | Cut::Widen(way, _) => usize::MAX - way.len(),
    });
    let (opens, others): (Vec<Cut>, Vec<Cut>) =
        chosen.into_iter().partition(|cut| matches!(cut, Cut::Open(..)));
    let order: Vec<Cut> = others.into_iter().chain(opens).collect();
    for cut in &order {
        apply(&mut value, cut, dice);
    }
    (value, order)
}

/// The transfer with one showing or claim left out, or without its licences; nothing where there is none.
pub(crate) fn unshow(full: &Value, dice: &mut Dice, licences: Licences) -> Option<Value> {
    let mut value = full.clone();
    let keys = ["s1", "s2", "s3", "claims", "licence"];
    let keys = if licences == Licences::Asked { &keys[..4] } else { &keys[..] };
    let key = dice.pick(keys);
    let removed = match key {
        "s1" | "s2" => value["transfer"].as_object_mut()?.remove(key),
        "s3" => value["item"][0].as_object_mut()?.remove(key),
        _ => value.as_object_mut()?.remove(key),
    };
    removed.map(|_| value)
}

/// Whether a law asks what licences there are. `no licence satisfies (…)` may want that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Licences {
    Asked,
    NotAsked,
}

/// The transfer as text with its keys, items, parties, persons and sets in another order.
pub(crate) fn shuffled(value: &Value, dice: &mut Dice) -> String {
    match value {
        Value::Array(list) => {
            let mut parts: Vec<String> = list.iter().map(|v| shuffled(v, dice)).collect();
            dice.shuffle(&mut parts);
            format!("[{}]", parts.join(","))
        }
        Value::Object(map) => {
            let mut parts: Vec<String> = map
                .iter()
                .map(|(key, v)| format!("{}:{}", Value::String(key.clone()), shuffled(v, dice)))
                .collect();
            dice.shuffle(&mut parts);
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}
