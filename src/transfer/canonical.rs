//! The one order and the one spelling of a case: what makes its hash the same for any order of file and for TOML and JSON.
//!
//! The spelling is JSON with sorted keys. It is hashed, not read back.

use super::case::{Case, Children, Evidence, Licence, Record, Screening, Stated, Value};
use crate::base::{Bound, Day, FactName, Interval, day_letters};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// The canonical JSON of a case: everything that was stated, keys sorted, nothing that follows from it.
#[must_use]
pub fn canonical(case: &Case) -> String {
    let mut json = Json { out: String::with_capacity(1024) };
    json.case(case);
    json.out
}

/// SHA-256 of the canonical JSON, lower-case hexadecimal.
pub(super) fn sha256(case: &Case) -> Box<str> {
    let digest = Sha256::digest(canonical(case).as_bytes());
    let mut hex = String::with_capacity(64);
    for byte in digest {
        for half in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(half.into(), 16).unwrap_or('0'));
        }
    }
    hex.into()
}

/// Sorts records by name, then by all they say; those without a name are called `noun 1`, `noun 2`, … in that order.
pub(super) fn sort_named(records: &mut [Record], noun: &str) {
    if records.len() > 1 {
        records.sort_by_cached_key(|record| {
            let mut json = Json { out: String::new() };
            json.record(record, &[]);
            (record.name.clone(), json.out)
        });
    }
    let unnamed = records.iter_mut().filter(|record| record.name.is_empty());
    for (n, record) in unnamed.enumerate() {
        record.name = format!("{noun} {}", n.saturating_add(1)).into();
    }
}

/// The order of values in a set, which are all of one kind.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Symbol(a), Value::Symbol(b)) => a.cmp(b),
        (Value::Place(a), Value::Place(b)) => a.cmp(b),
        (Value::Code(a), Value::Code(b)) => a.cmp(b),
        (Value::Hs(a), Value::Hs(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

struct Json {
    out: String,
}

/// Writes one key after the other; each begins with a comma but the first.
struct Object<'j> {
    json: &'j mut Json,
    first: bool,
}

impl Object<'_> {
    fn key(&mut self, key: &str) -> &mut Json {
        if !self.first {
            self.json.out.push(',');
        }
        self.first = false;
        self.json.text(key);
        self.json.out.push(':');
        self.json
    }

    fn say<T>(&mut self, key: &str, value: Option<T>, write: impl FnOnce(&mut Json, T)) {
        if let Some(value) = value {
            write(self.key(key), value);
        }
    }

    fn all<T>(&mut self, key: &str, values: &[T], write: impl Fn(&mut Json, &T)) {
        if !values.is_empty() {
            self.key(key).list(values, write);
        }
    }
}

impl Json {
    fn case(&mut self, case: &Case) {
        let names: Vec<&str> = case.items.iter().map(|item| &*item.name).collect();
        self.object(|o| {
            o.say("act", (!case.act.is_empty()).then_some(&case.act), Self::facts);
            o.say("artefact", case.artefact.as_ref(), |json, artefact| {
                json.object(|o| {
                    o.key("path").text(&artefact.path);
                    o.say("sha256", artefact.sha256.as_deref(), Self::text);
                });
            });
            o.all("attested", &case.attested, |json, attested| {
                json.object(|o| {
                    o.key("attestation").show(format_args!("{}:{}", attested.pack, attested.id));
                    o.key("by").text(&attested.by);
                    o.key("on").show(attested.on);
                });
            });
            o.all("claims", &case.claims, Self::show_ref);
            let complete = [("party", case.complete.party), ("person", case.complete.person)];
            o.complete(&complete);
            o.say("date", case.date, Self::day);
            o.say("end_use", case.end_use.as_deref(), Self::text);
            o.say("id", case.id.as_deref(), Self::text);
            o.all("item", &case.items, |json, item| json.record(item, &names));
            o.all("licence", &case.licences, Self::licence);
            o.all("packs", &case.packs, Self::show_ref);
            o.all("party", &case.parties, |json, party| json.record(party, &[]));
            o.all("person", &case.persons, |json, person| json.record(person, &[]));
            o.all("rates", &case.rates, |json, rate| {
                json.object(|o| {
                    o.key("from").show(rate.from);
                    o.key("on").show(rate.on);
                    o.key("rate").show(&rate.rate);
                    o.key("to").show(rate.to);
                });
            });
        });
    }

    fn record(&mut self, record: &Record, items: &[&str]) {
        let named = |json: &mut Self, positions: &Vec<usize>| {
            json.list(positions, |json, n| json.text(items.get(*n).copied().unwrap_or_default()));
        };
        self.object(|o| {
            if !record.classification.is_empty() {
                o.key("classification").object(|o| {
                    for (pack, codes) in &record.classification {
                        o.key(pack.as_str()).list(codes, Self::show_ref);
                    }
                });
            }
            o.complete(&[
                ("contains", record.contains.complete),
                ("for", record.targets.complete),
                ("made_with", record.made_with.complete),
                ("owner", record.owners.complete),
            ]);
            o.say("contains", record.contains.stated.as_ref(), named);
            o.say("facts", (!record.facts.is_empty()).then_some(&record.facts), Self::facts);
            o.say("for", record.targets.stated.as_ref(), named);
            match &record.listed {
                Screening::Unknown => {}
                Screening::Done { hits, pending } => o.key("listed").object(|o| {
                    o.key("hits").object(|o| {
                        for (list, rows) in hits {
                            o.key(list.as_str()).list(rows, |json, hit| {
                                json.object(|o| {
                                    for (attribute, value) in &hit.attributes {
                                        o.key(attribute.as_str()).text(value);
                                    }
                                });
                            });
                        }
                    });
                    o.all("pending", pending, Self::show_ref);
                }),
            }
            o.say("made_with", record.made_with.stated.as_ref(), named);
            o.say("name", (!record.name.is_empty()).then_some(&*record.name), Self::text);
            o.owners(&record.owners);
            o.say("reference", record.reference.then_some(true), Self::truth);
            if !record.rows.is_empty() {
                o.key("rows").object(|o| {
                    for (fact, rows) in &record.rows {
                        o.key(fact.as_str()).list(rows, |json, row| json.record(row, &[]));
                    }
                });
            }
            o.say("title", record.title.as_deref(), Self::text);
        });
    }

    fn licence(&mut self, licence: &Licence) {
        self.object(|o| {
            o.say("codes", licence.codes.as_ref(), |json, codes| json.list(codes, Self::show_ref));
            o.say("controls", licence.controls.as_ref(), |json, ids| {
                json.list(ids, Self::show_ref);
            });
            o.say("facts", (!licence.facts.is_empty()).then_some(&licence.facts), Self::facts);
            o.key("from").show(licence.from);
            o.key("issued").out.push_str(if licence.issued { "true" } else { "false" });
            o.key("number").text(&licence.number);
            o.key("pack").text(licence.pack.as_str());
            o.say("parties", licence.parties.as_ref(), |json, names| {
                json.list(names, Self::show_ref);
            });
            o.all("provisos", &licence.provisos, |json, proviso| {
                json.object(|o| {
                    o.say("met", proviso.met, Self::truth);
                    o.key("text").text(&proviso.text);
                });
            });
            o.say("to", licence.to.as_ref(), |json, places| json.list(places, Self::show_ref));
            o.key("until").show(licence.until);
            o.say("value_left", licence.value_left.as_ref(), |json, (amount, currency)| {
                json.show(format_args!("{amount} {currency}"));
            });
        });
    }

    fn facts(&mut self, facts: &BTreeMap<FactName, Stated>) {
        self.object(|o| {
            for (name, stated) in facts {
                o.key(name.as_str()).stated(stated);
            }
        });
    }

    fn stated(&mut self, stated: &Stated) {
        let Some(Evidence { by, evidence, on }) = &stated.evidence else {
            return self.value(&stated.value);
        };
        self.object(|o| {
            o.say("by", by.as_deref(), Self::text);
            o.say("evidence", evidence.as_deref(), Self::text);
            o.key("is").value(&stated.value);
            o.say("on", *on, Self::show);
        });
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Truth(truth) => self.truth(*truth),
            Value::Number(range) => match range.single() {
                Some(number) => self.show(number),
                None => self.show(Range(range)),
            },
            Value::Money(range, currency) => self.show(format_args!("{} {currency}", Range(range))),
            Value::Date(day) => self.day(*day),
            Value::Symbol(symbol) => self.text(symbol.as_str()),
            Value::Place(place) => self.text(place.as_str()),
            Value::Code(code) => self.show(code),
            Value::Hs(hs) => self.text(hs.as_str()),
            Value::Text(text) => self.text(text),
            Value::Set(values) => self.list(values, Self::value),
        }
    }

    fn truth(&mut self, truth: bool) {
        self.out.push_str(if truth { "true" } else { "false" });
    }

    fn object(&mut self, write: impl FnOnce(&mut Object<'_>)) {
        self.out.push('{');
        write(&mut Object { json: self, first: true });
        self.out.push('}');
    }

    fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.out.push('[');
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                self.out.push(',');
            }
            write(self, value);
        }
        self.out.push(']');
    }

    fn day(&mut self, day: Day) {
        match day_letters(day) {
            Some(letters) => self.text(str::from_utf8(&letters).unwrap_or_default()),
            None => self.show(day),
        }
    }

    /// A value whose spelling needs no escapes.
    fn show(&mut self, value: impl Display) {
        self.out.push('"');
        write!(self.out, "{value}").ok();
        self.out.push('"');
    }

    fn show_ref(&mut self, value: &impl Display) {
        self.text(&value.to_string());
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        let plain = |b: u8| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\';
        if text.bytes().all(plain) {
            self.out.push_str(text);
            self.out.push('"');
            return;
        }
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                c if c.is_control() => {
                    write!(self.out, "\\u{:04x}", u32::from(c)).ok();
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

impl Object<'_> {
    fn complete(&mut self, lists: &[(&str, bool)]) {
        let whole: Vec<&str> =
            lists.iter().filter(|(_, whole)| *whole).map(|(name, _)| *name).collect();
        self.all("complete", &whole, |json, name| json.text(name));
    }

    fn owners(&mut self, owners: &Children<Record>) {
        self.say("owner", owners.stated.as_ref(), |json, owners| {
            json.list(owners, |json, owner| json.record(owner, &[]));
        });
    }
}

/// An interval as people write it.
struct Range<'a>(&'a Interval);

impl Display for Range<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(value) = self.0.single() {
            return write!(f, "{value}");
        }
        match (&self.0.low, &self.0.high) {
            (Bound::Open, Bound::Open) => f.write_str("unknown"),
            (Bound::At(low), Bound::Open) => write!(f, ">= {low}"),
            (Bound::Beyond(low), Bound::Open) => write!(f, "> {low}"),
            (Bound::Open, Bound::At(high)) => write!(f, "<= {high}"),
            (Bound::Open, Bound::Beyond(high)) => write!(f, "< {high}"),
            (Bound::At(low) | Bound::Beyond(low), Bound::At(high) | Bound::Beyond(high)) => {
                write!(f, "{low} .. {high}")
            }
        }
    }
}
