//! Packs: what a law or policy says, as data. Read from TOML (`store`, `raw`), checked (`check`) into the model, linted.
//! Not their meaning for a transfer: that is the engine's.

pub mod model;
