//! The keys of a transfer, table by table: the one list from which transfers are read, faults suggest names and the
//! JSON Schema is written. Facts are not here: packs declare those.

/// A table of a transfer.
#[derive(Debug)]
pub(super) struct Table {
    /// What the schema calls it.
    pub name: &'static str,
    /// What messages call it.
    pub called: &'static str,
    /// The keys that are not facts.
    pub keys: &'static [Key],
    /// The first word of the names of the facts that may stand here beside the keys.
    pub facts: Option<&'static str>,
    /// Whether names of another kind may stand here, which the one who reads it knows.
    pub open: bool,
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for.
    pub says: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Takes {
    /// The number 1.
    Schema,
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A list of these words.
    Words(&'static [&'static str]),
    /// A day.
    Day,
    /// Yes or no.
    Truth,
    /// A positive number.
    Number,
    /// An amount with its currency.
    Money,
    /// A place or a list of them.
    Places,
    /// One table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
    /// Codes by pack.
    Classification,
    /// Hits by list.
    Listed(&'static Table),
    /// Rates by pair of currencies.
    Rates(&'static Table),
    /// Whatever the fact takes.
    Value,
}

const fn key(name: &'static str, takes: Takes, says: &'static str) -> Key {
    Key { name, takes, required: false, says }
}

const fn required(name: &'static str, takes: Takes, says: &'static str) -> Key {
    Key { name, takes, required: true, says }
}

/// The whole file.
pub(super) static TRANSFER: Table = Table {
    name: "transfer",
    called: "a transfer",
    facts: Some(""),
    open: false,
    keys: &[
        required("schema", Takes::Schema, "the version of this format: 1"),
        key("id", Takes::Text, "the name of the case"),
        key("date", Takes::Day, "the day as of which it is decided"),
        key("complete", Takes::Words(&["party", "person"]), "the lists that are all there is"),
        key("packs", Takes::Texts, "the packs to which the case is limited"),
        key("transfer", Takes::Table(&ACT), "facts of the act named `transfer.…`"),
        required("item", Takes::Tables(&ITEM), "what is transferred, and what that rests on"),
        key("party", Takes::Tables(&PARTY), "who takes part"),
        key("person", Takes::Tables(&PERSON), "who receives technology"),
        key("licence", Takes::Tables(&LICENCE), "licences on file"),
        key("rates", Takes::Rates(&RATE), "exchange rates: `\"JPY/USD\" = { rate = …, on = … }`"),
        key("claims", Takes::Texts, "exceptions that are claimed, as `pack:id`"),
        key("attested", Takes::Tables(&ATTESTED), "statements to which somebody put a name"),
        key("shown", Takes::Tables(&SHOWN), "what the exporter shows"),
        key("end_use", Takes::Table(&END_USE), "what it is for"),
        key("artefact", Takes::Table(&ARTEFACT), "what the decision is bound to"),
    ],
};

/// `[transfer]`.
pub(super) static ACT: Table =
    Table { name: "act", called: "`[transfer]`", facts: Some("transfer"), open: false, keys: &[] };

/// `[[item]]`.
pub(super) static ITEM: Table = Table {
    name: "item",
    called: "an item",
    facts: Some("item"),
    open: false,
    keys: &[
        key(
            "id",
            Takes::Text,
            "how the other items and the answer call it; needed where there are several",
        ),
        key("name", Takes::Text, "what people call it"),
        key("reference", Takes::Truth, "it is not transferred itself, only named by another item"),
        key(
            "classification",
            Takes::Classification,
            "codes that somebody already determined, by pack",
        ),
        key("contains", Takes::Texts, "ids of the items in it"),
        key(
            "for",
            Takes::Texts,
            "ids of the items that the technology, software or service is for",
        ),
        key("made_with", Takes::Texts, "ids of the items it was made with"),
        key(
            "complete",
            Takes::Words(&["contains", "for", "made_with"]),
            "the lists that are all there is",
        ),
    ],
};

/// `[[party]]`.
pub(super) static PARTY: Table = Table {
    name: "party",
    called: "a party",
    facts: Some("party"),
    open: false,
    keys: &[
        key("name", Takes::Text, "its name"),
        key("owner", Takes::Tables(&OWNER), "who owns it"),
        key("complete", Takes::Words(&["owner"]), "the lists that are all there is"),
        key(
            "listed",
            Takes::Listed(&SCREENING),
            "what screening found; `{}` where it found nothing",
        ),
    ],
};

/// An owner of a party.
pub(super) static OWNER: Table = Table {
    name: "owner",
    called: "an owner",
    facts: Some("party"),
    open: false,
    keys: &[
        key("name", Takes::Text, "its name"),
        key("owner", Takes::Tables(&OWNER), "who owns it"),
        key("complete", Takes::Words(&["owner"]), "the lists that are all there is"),
        key(
            "listed",
            Takes::Listed(&SCREENING),
            "what screening found; `{}` where it found nothing",
        ),
    ],
};

/// `[[person]]`.
pub(super) static PERSON: Table = Table {
    name: "person",
    called: "a person",
    facts: Some("person"),
    open: false,
    keys: &[key("name", Takes::Text, "the name")],
};

/// What screening found: beside the key, hits under the names of lists.
pub(super) static SCREENING: Table = Table {
    name: "listed",
    called: "a screening",
    facts: None,
    open: true,
    keys: &[key("pending", Takes::Texts, "lists with a hit that nobody cleared or confirmed")],
};

/// Facts of the act that follow from the journey at hand; nobody states them.
pub(super) const FOLLOWS: [&str; 2] = ["destination", "leg"];

/// `[[licence]]`.
pub(super) static LICENCE: Table = Table {
    name: "licence",
    called: "a licence",
    facts: Some("licence"),
    open: false,
    keys: &[
        required("pack", Takes::Text, "the pack under which it was given"),
        required("number", Takes::Text, "its number"),
        required("from", Takes::Day, "its first day"),
        required("until", Takes::Day, "its last day"),
        key("status", Takes::Words(STATUS), "`issued` where it is not said"),
        key("codes", Takes::Texts, "the codes it covers; every code where it is not said"),
        key("to", Takes::Places, "the places it covers; every place where it is not said"),
        key(
            "parties",
            Takes::Texts,
            "the parties it covers, by name; every party where it is not said",
        ),
        key(
            "value_left",
            Takes::Money,
            "what may still go under it; any value where it is not said",
        ),
        key("controls", Takes::Texts, "the controls it lifts; all where it is not said"),
        key("provisos", Takes::Tables(&PROVISO), "its conditions"),
    ],
};

/// What a licence can be; only the first counts.
pub(super) const STATUS: &[&str] =
    &["issued", "applied", "suspended", "revoked", "returned", "expired"];

pub(super) static PROVISO: Table = Table {
    name: "proviso",
    called: "a proviso",
    facts: None,
    open: false,
    keys: &[
        required("text", Takes::Text, "the condition"),
        key("met", Takes::Truth, "whether it is met"),
    ],
};

pub(super) static RATE: Table = Table {
    name: "rate",
    called: "a rate",
    facts: None,
    open: false,
    keys: &[
        required(
            "rate",
            Takes::Number,
            "how many units of the second currency one of the first is",
        ),
        required("on", Takes::Day, "the day of the rate"),
    ],
};

pub(super) static ATTESTED: Table = Table {
    name: "attested",
    called: "an attested statement",
    facts: None,
    open: false,
    keys: &[
        required("attestation", Takes::Text, "the statement, as `pack:id`"),
        required("by", Takes::Text, "who put a name to it"),
        required("on", Takes::Day, "when"),
    ],
};

pub(super) static SHOWN: Table = Table {
    name: "shown",
    called: "a showing",
    facts: None,
    open: false,
    keys: &[
        required("fact", Takes::Text, "the showing, by its full name; the pack may stand in front"),
        key("of", Takes::Text, "the item, party or person of which it is shown"),
        required("by", Takes::Text, "who shows it"),
        required("evidence", Takes::Text, "on what"),
        required("on", Takes::Day, "when"),
    ],
};

/// A value with its ground.
pub(super) static GROUNDED: Table = Table {
    name: "grounded",
    called: "a stated value",
    facts: None,
    open: false,
    keys: &[
        key("is", Takes::Value, "the value"),
        key("state", Takes::Value, "the same as `is`"),
        key("by", Takes::Text, "who says so"),
        key("evidence", Takes::Text, "on what"),
        key("on", Takes::Day, "when"),
    ],
};

pub(super) static END_USE: Table = Table {
    name: "end_use",
    called: "an end use",
    facts: None,
    open: false,
    keys: &[required("description", Takes::Text, "what it is for, in your own words")],
};

pub(super) static ARTEFACT: Table = Table {
    name: "artefact",
    called: "an artefact",
    facts: None,
    open: false,
    keys: &[
        required("path", Takes::Text, "the file or folder"),
        key("sha256", Takes::Text, "SHA-256 of its content"),
    ],
};
