//! What a checkpoint answers: verdict, reasons, questions, record. Plain data; nothing is decided or printed here.

mod reason;
mod record;
mod trace;
mod verdict;

pub use reason::{Cited, FactUsed, Provision, Reason, Relief, Why};
pub use record::{
    Decision, Due, Finding, ItemOutcome, Named, NotEvaluated, Outlook, PackUsed, Question, Showing,
};
pub use trace::{Atom, Step, Stratum, Trace};
pub use verdict::{Outcome, Verdict};
