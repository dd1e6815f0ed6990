//! Cases: a proposed transfer as stated. Read from TOML or JSON (`raw`), checked against the vocabulary (`check`) into facts.
//! Not decided here.

mod case;

pub use case::{
    Artefact, Attested, Case, Children, Completeness, Evidence, Hit, Licence, Proviso, Rate,
    Record, Screening, Stated, Value,
};
