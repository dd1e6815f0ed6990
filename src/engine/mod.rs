//! The decision: law compiled for one day (`compile`), indexed, applied to a case stratum by stratum (`decide`).
//!
//! Pure: no input or output, no clock, no law of its own. A plain interpreter of the same strata lives in the tests as its oracle.

mod bind;
mod classes;
mod classify;
mod compile;
mod control;
mod decide;
mod due;
mod env;
mod eval;
mod fact;
mod failing;
mod finding;
mod gap;
mod group;
mod index;
mod leg;
mod lifted;
mod memo;
mod named;
mod names;
mod node;
mod number;
mod part;
mod program;
mod question;
mod readings;
mod relief;
mod report;
mod showing;
mod specification;
mod steps;
mod trace;
mod world;

pub use classes::{Class, Classes, Excluded, classes};
pub use compile::compile;
pub use decide::{Required, Ruling, codes, decide, meets, rule};
pub use program::Program;
pub use report::report;
pub use specification::{Clause, ClauseKind, Line, Says, Specification, specifications};
pub use trace::show;
