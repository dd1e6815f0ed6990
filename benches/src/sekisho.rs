//! Sekisho: the pack read from TOML, compiled for the day; the whole decision with its trace.

use crate::packs;
use crate::synthetic::{Entry, TODAY, Transfer, day};
use sekisho::base::{Day, Lang};
use sekisho::condition::Vocabulary;
use sekisho::decision::{Decision, Outcome};
use sekisho::diag::File;
use sekisho::engine::{self, Program, Ruling};
use sekisho::law::{self, Law};
use sekisho::render::{self, Dated, Sheet};
use sekisho::transfer::{self, Case};
use std::sync::Arc;

/// The law and its program.
pub struct Sekisho {
    law: Arc<Law>,
    program: Program,
}

impl Sekisho {
    pub fn new(policy: &[Entry]) -> Self {
        let law = law::load(&packs::sources(policy)).unwrap_or_else(|faults| panic!("{faults}"));
        let law = Arc::new(law);
        let today = Day::parse_from_str(&day(TODAY), "%Y-%m-%d").unwrap();
        let program = engine::compile(&law, today);
        Self { law, program }
    }

    fn vocabulary(&self) -> &Vocabulary {
        &self.law.vocabulary
    }

    pub fn json(transfer: &Transfer) -> String {
        packs::transfer(transfer).to_string()
    }

    pub fn read(&self, json: &str) -> Case {
        let file = File { name: "transfer.json", text: json };
        transfer::read(&file, self.vocabulary()).unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// Verdict, reasons and trace, by position.
    pub fn rule<'a>(&'a self, case: &'a Case) -> Ruling<'a> {
        engine::rule(&self.program, case)
    }

    /// The same in words.
    pub fn decide(&self, case: &Case) -> Decision {
        engine::decide(&self.program, case)
    }

    /// From the text of a transfer to the text of its decision.
    pub fn answer(&self, json: &str) -> Vec<u8> {
        let case = self.read(json);
        let decision = engine::report(engine::rule(&self.program, &case));
        let sheet = Sheet { decision: &decision, file: None, dated: Dated::Transfer };
        render::compact(sheet, Lang::En)
    }

    /// The entries whose row makes the control bite.
    pub fn matches(decision: &Decision) -> Vec<String> {
        let rows = decision.reasons.iter().filter(|r| r.outcome() == Outcome::LicenceRequired);
        let mut ids: Vec<String> =
            rows.map(|r| r.row().unwrap().id.split('#').next().unwrap().to_owned()).collect();
        ids.sort();
        ids
    }
}
