//! Random conditions, as text, of everything that a provision of a kind may read.

use super::dice::Dice;
use std::fmt::Write;

/// In which kind of provision a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A paragraph or gate of the entry with this number; it may ask for entries before it.
    Paragraph(usize),
    Note(usize),
    Reason,
    Leg,
    /// The scope provision with this number; it may ask for those before it.
    Scope(usize),
    OutOfScope,
    Control,
    Bar,
    Eligible,
    Exception,
}

/// What may be named.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) pack: String,
    /// Entries with all their paragraphs.
    pub(crate) entries: Vec<Vec<String>>,
    /// What a transfer may state: those, the residual class, and codes that are not held.
    pub(crate) stateable: Vec<String>,
    pub(crate) residual: Option<String>,
    pub(crate) attestation: bool,
    pub(crate) partial: bool,
    pub(crate) scopes: Vec<String>,
    pub(crate) controls: Vec<String>,
    /// A pack before it, whose names it may use.
    pub(crate) other: Option<Box<Names>>,
}

/// Where the writer is.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    pub(crate) names: &'a Names,
    pub(crate) place: Place,
    pub(crate) bound: Vec<&'static str>,
    /// `None` inside the filter of a sum.
    pub(crate) negated: Option<bool>,
}

const OPS: [&str; 6] = ["<", "<=", "=", "!=", ">=", ">"];
pub(crate) const PLACES: [&str; 7] = ["JP", "FR", "IN", "UA", "UA-43", "US", "KP"];
pub(crate) const GROUPS: [&str; 5] = ["g1", "g2", "g3", "wide", "mixed"];

impl<'a> At<'a> {
    pub(crate) fn new(names: &'a Names, place: Place) -> Self {
        Self { names, place, bound: Vec::new(), negated: Some(false) }
    }

    pub(crate) fn bind(&self, noun: &'static str) -> Self {
        let mut at = self.clone();
        at.bound.push(noun);
        at
    }

    fn not(&self) -> Self {
        Self { negated: self.negated.map(|n| !n), ..self.clone() }
    }

    fn after(&self, place: Place) -> bool {
        self.place >= place
    }

    /// Whether a showing may stand here.
    fn showing(&self) -> bool {
        let relieves = matches!(
            self.place,
            Place::Note(_) | Place::OutOfScope | Place::Eligible | Place::Exception
        );
        self.negated == Some(!relieves)
    }
}

/// A condition.
pub(crate) fn condition(dice: &mut Dice, at: &At<'_>, depth: usize) -> String {
    match dice.roll(if depth == 0 { 4 } else { 10 }) {
        0..=5 => atom(dice, at, depth),
        6 => format!("not ({})", condition(dice, &at.not(), depth - 1)),
        n => {
            let word = if n == 7 { " or " } else { " and " };
            let parts: Vec<String> = (0..2 + dice.roll(2))
                .map(|_| format!("({})", condition(dice, at, depth - 1)))
                .collect();
            parts.join(word)
        }
    }
}

fn atom(dice: &mut Dice, at: &At<'_>, depth: usize) -> String {
    if let Some(noun) = at.bound.last().copied()
        && dice.chance(75)
    {
        return of_noun(dice, at, noun, depth);
    }
    // The formula of `item.graded` does not ask for itself.
    let graded = if at.place == Place::Paragraph(0) { "item.t1" } else { "item.graded" };
    for _ in 0..20 {
        let text = match dice.roll(16) {
            0 => {
                let facts =
                    ["item.t1", "item.t2", "transfer.f1", "transfer.f2", "transfer.f3", graded];
                Some(dice.pick(&facts).to_owned())
            }
            1 => at
                .showing()
                .then(|| dice.pick(&["transfer.s1", "transfer.s2", "item.s3"]).to_owned()),
            2 => Some(number(dice, "item")),
            3 => Some(money(dice, at)),
            4 if at.after(Place::Scope(0)) && dice.chance(20) => {
                Some(format!("leg is {}", dice.pick(&["goods", "deemed", "paper"])))
            }
            4 => {
                let fact = dice.pick(&["transfer.day", "transfer.day", "date"]);
                Some(format!("{fact} {} {}", dice.pick(&OPS), day(dice)))
            }
            5 => Some(symbols(dice, at)),
            6 | 7 => places(dice, at),
            8 => Some(codes(dice, at)),
            9 | 10 if depth > 0 => quantified(dice, at, depth - 1),
            11 if depth > 0 => counted(dice, at, depth - 1),
            12 => meets(dice, at, "item"),
            13..=15 => result(dice, at),
            _ => None,
        };
        if let Some(text) = text {
            return text;
        }
    }
    "item.t1".to_owned()
}

fn day(dice: &mut Dice) -> &'static str {
    dice.pick(&["2024-01-01", "2025-03-01", "2025-07-01", "2026-02-02"])
}

fn number(dice: &mut Dice, noun: &str) -> String {
    let op = dice.pick(&OPS);
    let k = dice.roll(12);
    match dice.roll(8) {
        6 => format!("{noun}.score {op} {k}"),
        0 => format!("{noun}.n1 {op} {k}"),
        1 => format!("{noun}.n2 {op} {k} GHz"),
        2 => format!("{noun}.n1 + {noun}.n3 {op} {k}"),
        3 => format!("{noun}.n1 - {noun}.n3 {op} 2"),
        4 => format!("{noun}.n1 / {noun}.n3 {op} 2 * {noun}.n3"),
        5 => format!("{noun}.content {op} {} %", 10 * k),
        _ => format!("{noun}.total {op} {}", 2 * k),
    }
}

fn money(dice: &mut Dice, at: &At<'_>) -> String {
    let op = dice.pick(&OPS);
    let amount = dice.pick(&["500 USD", "1_000 USD", "2_000 USD", "100_000 JPY"]);
    match dice.roll(4) {
        0 if at.place == Place::Exception => format!("item.value {op} 2 * limit"),
        1 => format!("item.value + item.order_value {op} {amount}"),
        2 => format!("item.order_value {op} 2 * item.value"),
        _ => format!("item.value {op} {amount}"),
    }
}

fn symbols(dice: &mut Dice, at: &At<'_>) -> String {
    match dice.roll(5) {
        0 => format!("item.article in [{}]", dice.some(&["lens", "laser", "pump"]).join(", ")),
        1 => format!("item.article is {}", dice.pick(&["lens", "laser", "pump"])),
        2 => format!(
            "item.kind in [{}]",
            dice.some(&["commodity", "software", "technology"]).join(", ")
        ),
        3 => format!("item.article in {}:optics", at.names.pack),
        _ => format!("act is {}", dice.pick(&["release", "movement"])),
    }
}

fn place_set(dice: &mut Dice, at: &At<'_>) -> String {
    match dice.roll(6) {
        0 => format!("[{}]", dice.some(&PLACES).join(", ")),
        1 => dice.pick(&PLACES).to_owned(),
        2 => match &at.names.other {
            Some(other) => format!("{}:{}", other.pack, dice.pick(&GROUPS)),
            None => "from".to_owned(),
        },
        _ => format!("{}:{}", at.names.pack, dice.pick(&GROUPS)),
    }
}

fn places(dice: &mut Dice, at: &At<'_>) -> Option<String> {
    let set = place_set(dice, at);
    let not = if dice.chance(20) { "not " } else { "" };
    Some(match dice.roll(6) {
        0 => format!("from {not}in {set}"),
        1 => format!("to {not}in {set}"),
        2 => format!("item.origin {not}in {set}"),
        3 => format!("{} transfer.storage {not}in {set}", dice.pick(&["any", "every", "no"])),
        4 => format!("via {not}in {set}"),
        _ if at.after(Place::Reason) && at.place != Place::Leg => {
            format!("destination {not}in {set}")
        }
        _ => return None,
    })
}

fn codes(dice: &mut Dice, at: &At<'_>) -> String {
    match dice.roll(3) {
        0 => format!("item.hs in [{}]", dice.some(&["85", "8542", "854231", "90"]).join(", ")),
        1 => format!("item.hs in {}:headings", at.names.pack),
        _ => {
            let code = any_code(dice, &at.names.entries);
            format!("item.made_for in {}:{code}", at.names.pack)
        }
    }
}

fn any_code(dice: &mut Dice, entries: &[Vec<String>]) -> String {
    let entry = &entries[dice.roll(entries.len())];
    entry[dice.roll(entry.len())].clone()
}

fn meets(dice: &mut Dice, at: &At<'_>, noun: &str) -> Option<String> {
    if let Some(other) = &at.names.other
        && dice.chance(30)
    {
        return Some(format!("{noun} meets {}:{}", other.pack, any_code(dice, &other.entries)));
    }
    let entries = match at.place {
        Place::Paragraph(n) | Place::Note(n) => &at.names.entries[..n],
        _ => &at.names.entries[..],
    };
    if entries.is_empty() {
        return None;
    }
    let pack = &at.names.pack;
    if dice.chance(20) {
        return Some(format!("{noun} meets {pack}:firsts"));
    }
    let mut list: Vec<String> = (0..=dice.roll(2)).map(|_| any_code(dice, entries)).collect();
    list.dedup();
    match &list[..] {
        [one] => Some(format!("{noun} meets {pack}:{one}")),
        several => Some(format!("{noun} meets {pack}:[{}]", several.join(", "))),
    }
}

const NOUNS: [&str; 7] = ["party", "component", "target", "input", "rating", "person", "owner"];

fn quantified(dice: &mut Dice, at: &At<'_>, depth: usize) -> Option<String> {
    let mut noun = dice.pick(&NOUNS);
    if at.place == Place::Exception && dice.chance(25) {
        noun = "licence";
    }
    let free = match noun {
        "owner" => at.bound.contains(&"party"),
        "person" => at.after(Place::Reason) && !at.bound.contains(&"person"),
        noun => !at.bound.contains(&noun),
    };
    if !free {
        return None;
    }
    let quant = dice.pick(&["any", "every", "no"]);
    let mut inner = at.bind(noun);
    if quant == "no" {
        inner = inner.not();
    }
    Some(format!("{quant} {noun} satisfies ({})", condition(dice, &inner, depth)))
}

fn counted(dice: &mut Dice, at: &At<'_>, depth: usize) -> Option<String> {
    let op = dice.pick(&OPS);
    let noun = dice.pick(&["party", "component", "person", "owner"]);
    let free = match noun {
        "owner" => at.bound.contains(&"party"),
        "person" => at.after(Place::Reason) && !at.bound.contains(&"person"),
        noun => !at.bound.contains(&noun),
    };
    if !free {
        return None;
    }
    let mut inner = at.bind(noun);
    inner.negated = None;
    let mut filter = String::new();
    if dice.chance(80) {
        write!(filter, " where ({})", condition(dice, &inner, depth)).unwrap();
    }
    Some(match noun {
        "owner" => format!("sum of owner.share{filter} {op} {} %", 25 * dice.roll(5)),
        "component" if dice.chance(70) => {
            format!("sum of component.value{filter} {op} {} USD", 500 * dice.roll(4))
        }
        "component" if dice.chance(50) => {
            format!("sum of component.n1{filter} {op} {}", dice.roll(20))
        }
        noun => format!("count of {noun}{filter} {op} {}", dice.roll(3)),
    })
}

fn result(dice: &mut Dice, at: &At<'_>) -> Option<String> {
    let names = at.names;
    let pack = &names.pack;
    match dice.roll(6) {
        0 if at.after(Place::Leg) => {
            Some(format!("item.reason in [{}]", dice.some(&["NS", "MT", "AT"]).join(", ")))
        }
        1 if at.after(Place::Leg) => Some("item.unlisted".to_owned()),
        2 => {
            let scopes = match at.place {
                Place::Scope(n) => &names.scopes[..n],
                place if place >= Place::Control => &names.scopes[..],
                _ => return None,
            };
            let scope = scopes.get(dice.roll(scopes.len()))?;
            Some(format!("reached in {pack}:{scope}"))
        }
        3 if at.after(Place::Bar) => {
            let quant = dice.pick(&["any", "every", "no"]);
            let controls: Vec<&str> = names.controls.iter().map(String::as_str).collect();
            let some = dice.some(&controls).join(", ");
            Some(format!("{quant} control in {pack}:[{some}]"))
        }
        4 if at.place == Place::Exception => Some("eligible".to_owned()),
        5 if at.place == Place::Exception => Some("item.value <= limit".to_owned()),
        _ => None,
    }
}

/// A condition about a noun that is bound.
fn of_noun(dice: &mut Dice, at: &At<'_>, noun: &'static str, depth: usize) -> String {
    let set = place_set(dice, at);
    match noun {
        "party" | "owner" => match dice.roll(10) {
            8 => format!("{noun}.clean"),
            0 => format!("{noun}.country in {set}"),
            1 => format!("{noun}.headquarters not in {set}"),
            2 => format!("{noun}.role is {}", dice.pick(&["end-user", "exporter", "consignee"])),
            3 => format!("{noun}.owned"),
            4 => format!("{noun} is listed on [watch, black]"),
            5 => format!("{noun} is listed on black with footnote = {}", dice.pick(&["1", "4"])),
            6 if depth > 0 => {
                let mut inner = at.bind("owner");
                let quant = dice.pick(&["any", "every"]);
                inner.negated = at.negated;
                format!("{quant} owner satisfies ({})", condition(dice, &inner, depth - 1))
            }
            7 => format!("{noun}.based in {set}"),
            _ => format!("{noun}.kind in [{}]", dice.some(&["military", "commercial"]).join(", ")),
        },
        "component" | "target" | "input" => match dice.roll(9) {
            0 => number(dice, noun),
            1 => format!("{noun}.origin in {set}"),
            2 => format!("{noun}.t1"),
            3 => format!("{noun}.reason in [{}]", dice.some(&["NS", "MT"]).join(", ")),
            4 => format!("{noun}.unlisted"),
            5 => format!("{noun}.needs_licence"),
            6 => format!("{noun}.value >= 500 USD"),
            _ => meets(dice, at, noun).unwrap_or_else(|| format!("{noun}.t1")),
        },
        "rating" => match dice.roll(3) {
            0 => format!("rating.high > {} GHz", dice.roll(10)),
            1 => "rating.low + 2 GHz <= rating.high".to_owned(),
            _ => "rating.pulsed".to_owned(),
        },
        "person" => match dice.roll(4) {
            0 => format!("person.nationality in {set}"),
            1 => format!("every person.nationality in {set}"),
            2 => format!("person.home in {set}"),
            _ => format!("person.residence not in {set}"),
        },
        "licence" => match dice.roll(3) {
            0 => format!("licence.kind is {}", dice.pick(&["general", "individual"])),
            _ => "licence.covers".to_owned(),
        },
        _ => "item.t1".to_owned(),
    }
}
