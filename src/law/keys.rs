//! Every block and every key of a pack, in one table. It drives reading, the JSON Schemas and the test of the pack
//! format's page. Not what the keys mean: that is checked in `check`.

use std::fmt;

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// Our own words, in English and Japanese.
    Words,
    /// A day.
    Day,
    /// `true` or `false`.
    Truth,
    /// A whole number that is not negative.
    Count,
    /// One of these words.
    One(&'static [&'static str]),
    /// A name.
    Name(Name),
    /// A list.
    List(&'static Kind),
    /// One value, or a list of them.
    Some(&'static Kind),
    /// `"all"`, or a list.
    All(&'static Kind),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table with any keys.
    Map(&'static Kind),
    /// A condition.
    Condition,
    /// A condition, a sum, or the name of a fact.
    Formula,
    /// An amount: `"1_500 USD"`.
    Money,
    /// A table that another part reads.
    Free,
}

/// What kind of name a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A pack.
    Pack,
    /// A document.
    Source,
    /// A fact or term.
    Fact,
    /// A symbol.
    Symbol,
    /// A country or region.
    Place,
    /// A code of a control list.
    Code,
    /// A provision.
    Provision,
    /// A reason for control.
    Reason,
    /// A group, with its pack in front where it is another's.
    Group,
    /// Anything of a pack, with the pack in front.
    Ref,
}

/// A key of a block.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is, in a few words.
    pub doc: &'static str,
}

/// A block: `[[control]]`, `[entry]`.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Its name.
    pub name: &'static str,
    /// What its `id` is; none where it has none.
    pub id: Option<Name>,
    /// What it has beside `id`, and beside the common keys where it has versions.
    pub keys: &'static [Key],
    /// Whether the same id again is its next version.
    pub versions: Versions,
    /// What it is, in a few words.
    pub doc: &'static str,
}

/// Whether a block has versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    /// `from` or `seen`, and a citation.
    Dated,
    /// One, without a day.
    Single,
}

/// The types of facts.
pub const TYPES: &[&str] = &[
    "truth",
    "number",
    "share",
    "money",
    "date",
    "text",
    "symbol",
    "place",
    "code",
    "hs",
    "set of symbol",
    "set of place",
    "set of code",
    "set of hs",
    "set of text",
    "record",
    "shown",
];

const fn key(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: false, doc }
}

const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: true, doc }
}

const SYMBOLS: Kind = Kind::Some(&Kind::Name(Name::Symbol));
const CODES: Kind = Kind::Some(&Kind::Name(Name::Code));
const PROVISIONS: Kind = Kind::Some(&Kind::Name(Name::Provision));
const PROVISIONS_OR_ALL: Kind = Kind::All(&Kind::Name(Name::Provision));
const REFS: Kind = Kind::Some(&Kind::Name(Name::Ref));
const TEXTS: Kind = Kind::List(&Kind::Text);
const WHEN: Key = key("when", Kind::Condition, "the condition; without it, always");

/// `cite`.
pub const CITE: &[Key] = &[
    must("source", Kind::Name(Name::Source), "a document that the pack declares"),
    must("at", Kind::Text, "the place in it: article, paragraph, page"),
    key("by", Kind::Text, "the instrument that put the text there"),
];

/// What every block with versions has.
pub const COMMON: &[Key] = &[
    key("from", Kind::Day, "the first day on which it applies"),
    key("seen", Kind::Day, "the day on which it was first read in force; before it, it is unknown"),
    key("title", Kind::Words, "our own short words"),
    key("cite", Kind::Table(CITE), "where it stands"),
    key("basis", Kind::One(&["text", "secondary", "recalled"]), "on what it rests"),
    key(
        "state",
        Kind::One(&["in-force", "stayed", "unenforced", "repealed"]),
        "whether it is applied",
    ),
    key("note", Kind::Words, "a remark"),
];

/// What a block without versions may have of these.
pub const PLAIN: &[Key] = &[
    key("title", Kind::Words, "our own short words"),
    key("cite", Kind::Table(CITE), "where it stands"),
    key("note", Kind::Words, "a remark"),
];

/// `[defaults]`.
pub const DEFAULTS: &[Key] = &[
    key("from", Kind::Day, "the first day"),
    key("seen", Kind::Day, "the day it was first read in force"),
    key("cite", Kind::Table(CITE), "where it stands"),
    key("basis", Kind::One(&["text", "secondary", "recalled"]), "on what it rests"),
    key(
        "state",
        Kind::One(&["in-force", "stayed", "unenforced", "repealed"]),
        "whether it is applied",
    ),
    key("effect", Kind::One(EFFECTS), "what the controls of the file do"),
];

const EFFECTS: &[&str] = &["licence", "prohibit", "review"];

/// The counts of `expect` in the head, and of `law list`.
pub const COUNTS: &[&str] =
    &["entries", "paragraphs", "conditions", "controls", "exceptions", "places"];

/// The head of a pack.
pub const HEAD: &[Key] = &[
    must("id", Kind::Name(Name::Pack), "the name of the folder"),
    must("title", Kind::Words, "the instrument"),
    must("authority", Kind::Words, "who made it"),
    must(
        "nature",
        Kind::One(&["law", "policy", "practice", "vocabulary"]),
        "what kind of instrument",
    ),
    key(
        "notice",
        Kind::Words,
        "said wherever the pack speaks; required unless it is law or vocabulary",
    ),
    key("edition", Kind::Day, "the day of the text that is held"),
    must(
        "covers",
        Kind::Table(&[
            must("from", Kind::Day, "the first day it can decide"),
            key("until", Kind::Day, "the last day it can decide"),
        ]),
        "the days it can decide; outside them it flags",
    ),
    key(
        "residual",
        Kind::Name(Name::Code),
        "the class of what is in no entry; only a person states it",
    ),
    key("partial", Kind::Truth, "not every entry of the list is held"),
    key("default_reason", Kind::Name(Name::Reason), "the reason of entries without reason rows"),
    key(
        "depends",
        Kind::List(&Kind::Name(Name::Pack)),
        "packs whose facts, groups and results are named",
    ),
    key("models", Kind::List(&Kind::Words), "what it decides"),
    key("flags_only", Kind::List(&Kind::Words), "what it only flags"),
    key("leaves_out", Kind::List(&Kind::Words), "what it leaves out"),
    key(
        "expect",
        Kind::Table(&[
            key("entries", Kind::Count, "entries"),
            key("paragraphs", Kind::Count, "paragraphs"),
            key("conditions", Kind::Count, "conditions, of every version"),
            key("controls", Kind::Count, "controls"),
            key("exceptions", Kind::Count, "exceptions"),
            key("places", Kind::Count, "rows of the place table"),
        ]),
        "counts that must hold",
    ),
];

/// `[[source]]` of the head.
pub const SOURCE: Block = Block {
    name: "source",
    id: Some(Name::Source),
    versions: Versions::Single,
    doc: "a document",
    keys: &[
        must("title", Kind::Words, "its title"),
        key("author", Kind::Text, "who wrote it"),
        key("publisher", Kind::Text, "who published it"),
        key("date", Kind::Text, "when"),
        key("url", Kind::Text, "where to read it"),
    ],
};

/// What an example or test expects.
pub const EXPECT: &[Key] = &[
    key("meets", REFS, "codes that the first item surely is in"),
    key("misses", REFS, "codes that it surely is not in"),
    key("unsure", REFS, "codes that it may be in"),
    key("verdict", Kind::One(&["allow", "flag", "deny"]), "the verdict"),
    key("outstanding", Kind::Some(&Kind::Text), "exactly the controls that are outstanding"),
    key("lifted", Kind::Map(&Kind::Text), "controls, and the exception that lifts each"),
    key("asks", Kind::Some(&Kind::Text), "facts that must be among the questions"),
    key("obligations", REFS, "obligations that must be among those shown"),
    key("policies", REFS, "outlooks that must be among those shown"),
    key("finding", Kind::Truth, "whether a contradiction is found"),
];

/// The blocks of a pack's files.
pub const BLOCKS: &[Block] = &[
    Block {
        name: "fact",
        id: Some(Name::Fact),
        versions: Versions::Single,
        doc: "something that can be stated or asked",
        keys: &[
            must("type", Kind::One(TYPES), "its type"),
            key("unit", Kind::Text, "the unit in which it is asked and printed"),
            key("values", Kind::List(&Kind::Name(Name::Symbol)), "the symbols allowed"),
            key("lasts", Kind::Count, "days after which dated evidence no longer counts"),
            key(
                "sole",
                Kind::Name(Name::Fact),
                "the set whose only member it is, where it is not stated and the set has one",
            ),
            key("question", Kind::Words, "how a person is asked"),
        ],
    },
    Block {
        name: "word",
        id: Some(Name::Symbol),
        versions: Versions::Single,
        doc: "a symbol that a fact may have, with the words people use for it",
        keys: &[
            must("of", Kind::Name(Name::Fact), "the fact that may have it"),
            key(
                "aliases",
                Kind::Table(&[
                    key("en", TEXTS, "English words"),
                    key("ja", TEXTS, "Japanese words"),
                ]),
                "other words for it",
            ),
            key(
                "implies",
                Kind::Map(&SYMBOLS),
                "what follows from it where the transfer is silent",
            ),
        ],
    },
    Block {
        name: "term",
        id: Some(Name::Fact),
        versions: Versions::Dated,
        doc: "a fact derived by a formula",
        keys: &[
            must(
                "type",
                Kind::One(&["truth", "number", "share", "money", "place", "set of place"]),
                "its type",
            ),
            key("unit", Kind::Text, "the unit in which it is printed"),
            must("is", Kind::Formula, "the formula"),
        ],
    },
    Block {
        name: "list",
        id: Some(Name::Symbol),
        versions: Versions::Single,
        doc: "a list of parties",
        keys: &[key(
            "attributes",
            Kind::Map(&TEXTS),
            "attributes of its records, and their values",
        )],
    },
    Block {
        name: "group",
        id: Some(Name::Code),
        versions: Versions::Dated,
        doc: "a named set",
        keys: &[
            must("of", Kind::One(&["place", "code", "hs", "symbol"]), "of what"),
            key("members", TEXTS, "what it holds"),
            key("any", Kind::Some(&Kind::Name(Name::Group)), "groups whose members it holds too"),
            key(
                "none",
                Kind::Some(&Kind::Name(Name::Group)),
                "groups whose members it does not hold",
            ),
            key("world", Kind::Truth, "every place"),
            key("column", Kind::Truth, "filled by the place table"),
        ],
    },
    Block {
        name: "place",
        id: Some(Name::Place),
        versions: Versions::Dated,
        doc: "a country or region, or its row in the place table",
        keys: &[
            key("in", Kind::Some(&Kind::Name(Name::Code)), "the columns that hold it"),
            key("as", Kind::Name(Name::Place), "the place whose row is read instead"),
        ],
    },
    Block {
        name: "entry",
        id: Some(Name::Code),
        versions: Versions::Dated,
        doc: "a control-list entry",
        keys: &[
            key("kind", SYMBOLS, "the kind of item; a gate"),
            key("article", SYMBOLS, "what the thing is; a gate"),
            key("technology", SYMBOLS, "which technologies it belongs to; to find it"),
            key("when", Kind::Condition, "a further condition of the gate"),
            key("partial", Kind::Truth, "only part of it is held: measuring cannot say no"),
            key("prove", Kind::Truth, "a statement alone does not clear it"),
            key("catch_all", Kind::Truth, "a basket for what is in no other entry"),
        ],
    },
    Block {
        name: "paragraph",
        id: Some(Name::Code),
        versions: Versions::Dated,
        doc: "a paragraph of an entry",
        keys: &[WHEN],
    },
    Block {
        name: "exclusion",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "what takes out again: of an entry, or of scope",
        keys: &[key("on", PROVISIONS_OR_ALL, "codes of the entry, or scope provisions"), WHEN],
    },
    Block {
        name: "reason",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "a row of an entry's licence-requirement table",
        keys: &[
            must("reason", Kind::Name(Name::Reason), "the reason for control"),
            key("on", CODES, "the parts of the entry; without it, all"),
            key("except", CODES, "parts that it leaves out"),
            WHEN,
            key("to", Kind::Name(Name::Group), "the group of places; without it, every place"),
        ],
    },
    Block {
        name: "eligible",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "a line of an entry's exception table",
        keys: &[
            must("exception", Kind::Name(Name::Provision), "the exception it opens"),
            key("on", CODES, "the parts of the entry; without it, all"),
            key("except", CODES, "parts that it leaves out"),
            WHEN,
            key("limit", Kind::Money, "the value up to which"),
        ],
    },
    Block {
        name: "bar",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "what bars exceptions",
        keys: &[
            must("bars", PROVISIONS_OR_ALL, "the exceptions it bars"),
            key("except", PROVISIONS, "those it leaves"),
            key("on", CODES, "in an entry's file: the parts of the entry"),
            WHEN,
        ],
    },
    Block {
        name: "leg",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "a journey that the pack sees in a transfer",
        keys: &[
            key("each", Kind::One(&["person", "party"]), "one leg for each of these"),
            WHEN,
            must(
                "destination",
                Kind::Formula,
                "where it goes: `to`, or a fact or term of that noun",
            ),
        ],
    },
    Block {
        name: "scope",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "when the pack reaches a leg",
        keys: &[WHEN],
    },
    Block {
        name: "control",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "a rule that needs a licence, forbids, or needs a person's judgement",
        keys: &[
            must("effect", Kind::One(EFFECTS), "what it does"),
            key("reason", Kind::Name(Name::Reason), "it bites where a reason row does"),
            WHEN,
            key("next", Kind::Words, "what to do next, where the pack says more than the effect"),
            key("waivable", Kind::Truth, "whether a person may waive it at a gate"),
        ],
    },
    Block {
        name: "exception",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "what lifts controls",
        keys: &[
            must("lifts", PROVISIONS, "the controls it lifts"),
            WHEN,
            key("claim", Kind::Truth, "it counts only when the transfer claims it"),
            key("lifts_prohibition", Kind::Truth, "it can lift a prohibition"),
            key("obligations", PROVISIONS, "what must be done when it is used"),
        ],
    },
    Block {
        name: "policy",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "the authority's outlook on a licence application",
        keys: &[
            must("on", PROVISIONS, "the controls it speaks of"),
            must("outlook", Kind::Words, "the outlook"),
            WHEN,
        ],
    },
    Block {
        name: "obligation",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "what must be done when the transfer goes ahead",
        keys: &[
            must("on", PROVISIONS_OR_ALL, "the exceptions or controls it comes with"),
            must("says", Kind::Words, "what"),
            WHEN,
        ],
    },
    Block {
        name: "attestation",
        id: Some(Name::Provision),
        versions: Versions::Dated,
        doc: "a statement that answers several facts",
        keys: &[
            must("statement", Kind::Words, "the words to which a person puts a name"),
            must("answers", Kind::Map(&Kind::Truth), "the facts it answers"),
        ],
    },
    Block {
        name: "example",
        id: None,
        versions: Versions::Single,
        doc: "an example beside a provision; run by `law test`",
        keys: &[
            must("says", Kind::Text, "what it shows"),
            must("on", Kind::Day, "the day of the case"),
            key("item", Kind::Free, "the item, where that is enough"),
            key("transfer", Kind::Free, "the transfer"),
            must("expect", Kind::Table(EXPECT), "what must come out"),
        ],
    },
];

/// `[[case]]` of a test file.
pub const CASE: &[Key] = &[
    must("says", Kind::Text, "what it shows"),
    key("change", Kind::Free, "a table laid over the base"),
    key("transfer", Kind::Free, "a whole transfer, where the file has no base"),
    must("expect", Kind::Table(EXPECT), "what must come out"),
];

impl Block {
    /// All keys beside `id`.
    pub fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let shared = match (self.versions, self.id) {
            (Versions::Dated, _) => COMMON,
            (Versions::Single, Some(Name::Source)) | (_, None) => &[],
            (Versions::Single, Some(_)) => PLAIN,
        };
        self.keys.iter().chain(shared)
    }

    /// The key `id`, where it has one.
    #[must_use]
    pub fn id_key(&self) -> Option<Key> {
        self.id.map(|name| must("id", Kind::Name(name), "the law's own numbering; never reused"))
    }

    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.all_keys().find(|key| key.name == name)
    }

    /// The block with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        BLOCKS.iter().find(|block| block.name == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text | Self::Name(_) => f.write_str("a text"),
            Self::Words => f.write_str("a text, or `{ en = \"…\", ja = \"…\" }`"),
            Self::Day => f.write_str("a day: 2026-11-22"),
            Self::Truth => f.write_str("true or false"),
            Self::Count => f.write_str("a whole number"),
            Self::One(words) => write!(f, "one of `{}`", words.join("`, `")),
            Self::List(of) => write!(f, "a list; each of it {of}"),
            Self::Some(of) => write!(f, "{of}, or a list"),
            Self::All(_) => f.write_str("a list of texts, or \"all\""),
            Self::Table(_) | Self::Map(_) | Self::Free => f.write_str("a table"),
            Self::Condition => f.write_str("a condition, as a text"),
            Self::Formula => f.write_str("a formula, as a text"),
            Self::Money => f.write_str("an amount, as a text: \"1_500 USD\""),
        }
    }
}
